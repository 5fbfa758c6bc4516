//! Companies: which entities an article names, and where.
//!
//! Contract: mentions stand in reading order, do not overlap, lie inside their sentence, and begin and end with their
//! first and last token.
//!
//! Names the catalogue holds come first, then names no list holds, then the short forms of both; the longest wins.

use crate::found::{Annotated, EntityKey, EntityType, Mention};
use page::{Found, Page};
use rapidhash::RapidHashMap;
use std::sync::LazyLock;

mod catalogue;
mod credit;
mod dictionary;
mod discover;
mod document;
mod known;
mod names;
mod page;
mod signs;
mod suffix;
mod ticker;
mod watchlist;
mod words;

pub use catalogue::{Catalogue, CatalogueError, Entity};

/// Tags every entity of an article, in reading order; mentions do not overlap.
pub fn tag(article: &Annotated, catalogue: &Catalogue) -> Vec<Mention> {
    let page = Page::new(article);
    let (mut found, doubts) = known::find(&page, catalogue);
    let listed = discover::find(&page);
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
                found.push(Found { entity: EntityKey::Known(index), sentence: no, tokens, rule: "ticker" });
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
            (entity.name.as_str(), entity.industry == "media")
        }
        EntityKey::Found(name, _) => (name.as_ref(), false),
    };
    let not_counted_because = credit::reason(page, &found, name, of_news, outlet);
    Mention {
        sentence: found.sentence,
        span: page.span(&found.tokens),
        confidence: CONFIDENCE.get(found.rule).copied().unwrap_or(50),
        not_counted_because,
        entity: found.entity,
        tokens: found.tokens,
        rule: found.rule,
    }
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
