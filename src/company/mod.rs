//! Companies: which entities an article names, and where.
//!
//! Contract: mentions stand in reading order, do not overlap, lie inside their sentence, and begin and end with their
//! first and last token.
//!
//! Names the catalogue holds come first, then names no list holds, then the short forms of both; the longest wins.

use crate::found::{Annotated, EntityKey, EntityType, Mention, Shape};
use page::{Found, Page};
use rapidhash::RapidHashMap;
use std::ops::Range;
use std::sync::LazyLock;

mod catalogue;
mod credit;
mod description;
mod dictionary;
mod discover;
mod document;
mod known;
mod names;
mod page;
mod signs;
mod suffix;
pub mod tagger;
mod ticker;
mod watchlist;

pub use catalogue::{Catalogue, CatalogueError, Entity};
pub use description::describe;

/// SHA-256 (hex) of the lists and weights of this stage, the dictionary apart.
pub fn version() -> String {
    use sha2::{Digest, Sha256};
    let lists: [&[u8]; 13] = [
        include_bytes!("appositives.csv"),
        include_bytes!("context.csv"),
        include_bytes!("credits.csv"),
        include_bytes!("heads.csv"),
        include_bytes!("homes.csv"),
        include_bytes!("openers.csv"),
        include_bytes!("rules.csv"),
        include_bytes!("signs.csv"),
        include_bytes!("sourcing.csv"),
        include_bytes!("suffixes.csv"),
        include_bytes!("trades.csv"),
        include_bytes!("../annotate/words.txt.zst"),
        tagger::FILE,
    ];
    let mut hash = Sha256::new();
    lists.iter().for_each(|list| hash.update(list));
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

/// Tags every entity of an article, in reading order; mentions do not overlap.
pub fn tag(article: &Annotated, catalogue: &Catalogue) -> Vec<Mention> {
    tag_with(article, catalogue, &tagger::MODEL)
}

/// What the tagger sees of an article, for training.
pub fn samples(article: &Annotated, catalogue: &Catalogue, lexicon: &tagger::Lexicon) -> Vec<tagger::Sample> {
    let page = Page::new(article);
    let (found, doubts) = known::find(&page, catalogue);
    let marks = marks(&page, catalogue, &found, &doubts, &discover::find(&page));
    tagger::samples(&page, &marks, lexicon)
}

/// What names and rules were found, as the tagger sees it.
fn marks(
    page: &Page,
    catalogue: &Catalogue,
    sure: &[Found],
    doubts: &[known::Doubt],
    listed: &[Found],
) -> tagger::Marks {
    let mut marks = tagger::Marks::new(page.article.tokens.len());
    for one in sure {
        if let EntityKey::Known(index) = one.entity {
            marks.know(one.tokens.clone(), catalogue.entity(index).kind, 0);
        }
    }
    for doubt in doubts {
        let kind = catalogue.entity(doubt.entity).kind;
        marks.know(doubt.found.tokens.clone(), kind, if doubt.near { 1 } else { 2 });
    }
    listed.iter().for_each(|one| marks.rule(one.tokens.clone(), one.rule));
    marks
}

/// The same with other weights of the tagger.
pub fn tag_with(article: &Annotated, catalogue: &Catalogue, model: &tagger::Model) -> Vec<Mention> {
    let page = Page::new(article);
    let (mut found, doubts) = known::find(&page, catalogue);
    let listed = discover::find(&page);
    let guessed = tagger::find(&page, &marks(&page, catalogue, &found, &doubts, &listed), model);
    // a firm's name in doubt is the catalogue's to settle
    let company = |d: &&known::Doubt| catalogue.entity(d.entity).kind == EntityType::Company;
    let doubted: Vec<Range<usize>> = doubts.iter().filter(company).map(|d| d.found.tokens.clone()).collect();
    cashtags(&page, catalogue, &mut found);
    known::settle(&page, catalogue, &mut found, doubts);
    // "Apple TV" names no second firm
    let mut covered = vec![false; article.tokens.len()];
    found.iter().for_each(|f| covered[f.tokens.clone()].fill(true));
    found.extend(listed.into_iter().filter(|f| {
        let trade = f.rule == "head-noun" && matches!(f.entity, EntityKey::Found(_, EntityType::Company));
        !(trade && covered[f.tokens.clone()].contains(&true))
    }));
    let mut found = longest(found, article.tokens.len());
    reject(&page, &mut found, &guessed.persons);
    join(&page, &mut found, guessed, &doubted);
    document::short_forms(&page, catalogue, &mut found);
    let outlet = credit::Outlet::new(&article.article.outlet);
    let found = longest(found, article.tokens.len());
    let mut mentions: Vec<Mention> = found.into_iter().map(|f| mention(&page, catalogue, &outlet, f)).collect();
    count_brackets_once(&page, &mut mentions);
    mentions
}

/// "Amazon (AMZN)" names a firm once: what stands in brackets behind a name of the same entity is no second mention.
fn count_brackets_once(page: &Page, mentions: &mut [Mention]) {
    for n in 1..mentions.len() {
        let here = &mentions[n];
        // the exchange may be a mention of its own: "AMD (NASDAQ: AMD)"
        let same = mentions[..n].iter().rev().take(2).any(|before| {
            before.sentence == here.sentence
                && before.entity == here.entity
                && before.tokens.end < here.tokens.start
                && {
                    let between = page.shown(here.sentence, &(before.tokens.end..here.tokens.start));
                    between == "(" || (between.starts_with('(') && between.ends_with(':') && between.len() < EXCHANGE)
                }
        });
        if same && here.not_counted_because.is_empty() {
            mentions[n].not_counted_because = "same-name";
        }
    }
}

/// Bytes of "(NYSE American:" and its like.
const EXCHANGE: usize = 20;

/// Tickers with a dollar sign.
fn cashtags(page: &Page, catalogue: &Catalogue, found: &mut Vec<Found>) {
    for (no, sentence) in page.sentences() {
        let (text, tokens) = page.of(sentence);
        for at in 0..tokens.len() {
            if let Some(index) = ticker::cashtag(text, tokens, at).and_then(|code| catalogue.ticker(code)) {
                let tokens = sentence.tokens.start + at + 1..sentence.tokens.start + at + 2;
                found.push(Found { entity: EntityKey::Known(index), sentence: no, tokens, rule: "ticker", sure: 0 });
            }
        }
    }
}

/// Of mentions that overlap the longest, of equals the first found; in reading order.
fn longest(mut found: Vec<Found>, tokens: usize) -> Vec<Found> {
    found.sort_by_key(|f| std::cmp::Reverse(f.tokens.len()));
    let mut taken = vec![false; tokens];
    found.retain(|f| {
        let free = !taken[f.tokens.clone()].contains(&true);
        if free {
            taken[f.tokens.clone()].fill(true);
        }
        free
    });
    found.sort_by_key(|f| f.tokens.start);
    found
}

fn mention(page: &Page, catalogue: &Catalogue, outlet: &credit::Outlet, found: Found) -> Mention {
    let (name, of_news) = match &found.entity {
        EntityKey::Known(index) => {
            let entity = catalogue.entity(*index);
            (&*entity.name, entity.industry == "media")
        }
        EntityKey::Found(name, _) => (name.as_ref(), false),
    };
    let not_counted_because = credit::reason(page, &found, name, of_news, outlet);
    Mention {
        sentence: found.sentence,
        span: page.span(&found.tokens),
        confidence: match found.sure {
            0 => CONFIDENCE.get(found.rule).copied().unwrap_or(50),
            sure => sure,
        },
        not_counted_because,
        entity: found.entity,
        tokens: found.tokens,
        rule: found.rule,
    }
}

/// Takes out one word of a person's name that is also a firm's, "Dell Curry", if nothing beside it says firm.
fn reject(page: &Page, found: &mut Vec<Found>, persons: &[Range<usize>]) {
    found.retain(|f| {
        let weak = f.tokens.len() == 1 && matches!(f.rule, "name" | "alias" | "context");
        let person = weak && persons.iter().any(|p| p.contains(&f.tokens.start));
        let firm = || {
            let sentence = &page.article.sentences[f.sentence];
            let (text, tokens) = page.of(sentence);
            let at = f.tokens.start - sentence.tokens.start;
            signs::affirmed(text, tokens, at, at + 1)
        };
        !person || firm()
    });
}

/// Adds what the tagger found where nothing else was, and gives a name by its head noun the bounds the tagger is sure of.
fn join(page: &Page, found: &mut Vec<Found>, guessed: tagger::Guesses, doubted: &[Range<usize>]) {
    let mut taken = vec![u32::MAX; page.article.tokens.len()];
    for (n, one) in found.iter().enumerate() {
        taken[one.tokens.clone()].fill(n as u32);
    }
    for (mut guess, margin) in guessed.bodies.into_iter().zip(guessed.margins) {
        if doubted.contains(&guess.tokens) {
            continue;
        }
        let mut over: Vec<u32> = taken[guess.tokens.clone()].iter().copied().filter(|n| *n != u32::MAX).collect();
        over.dedup();
        if let [one] = over[..] {
            let known = &mut found[one as usize];
            if known.rule == "head-noun" && known.tokens.end == guess.tokens.end && margin >= tagger::SURE_BODY {
                if let EntityKey::Found(name, _) = &mut known.entity {
                    *name = page.shown(guess.sentence, &guess.tokens).into();
                }
                known.tokens = guess.tokens.clone();
            }
        }
        if !over.is_empty() {
            continue;
        }
        let (text, tokens) = page.of(&page.article.sentences[guess.sentence]);
        let base = page.article.sentences[guess.sentence].tokens.start;
        let (at, end) = (guess.tokens.start - base, guess.tokens.end - base);
        // "(NYSE: X)" names X before it
        let shown = |n: usize| tokens.get(n).map_or("", |t| t.span.of(text));
        let opens = (at.saturating_sub(4)..at).find(|&n| shown(n) == "(");
        if opens.is_some_and(|n| ticker::behind(text, tokens, n).is_some()) {
            continue;
        }
        // "Amazon (AMZN)": what stands in brackets is the name before it
        if at > 0 && end == at + 1 && tokens[at].shape == Shape::Upper && shown(at - 1) == "(" && shown(end) == ")" {
            continue;
        }
        if tagger::opens_only(tokens, &(at..end)) {
            continue;
        }
        let told = signs::affirmed(text, tokens, at, end) || signs::toward(tokens, at);
        if told
            && margin >= tagger::SURE_BODY
            && let EntityKey::Found(_, kind) = &mut guess.entity
        {
            *kind = EntityType::Company;
        }
        found.push(guess);
    }
    found.sort_by_key(|f| f.tokens.start);
}

/// How sure each rule is, 0–100: `rules.csv`.
static CONFIDENCE: LazyLock<RapidHashMap<&'static str, u8>> = LazyLock::new(|| {
    include_str!("rules.csv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect()
});

#[cfg(test)]
mod tests;
