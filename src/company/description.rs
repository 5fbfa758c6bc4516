//! Companies by description: "the carmaker", "the Hangzhou-based company". Told apart from names and never counted.
//!
//! Contract: each stands for the nearest firm named before it, up to three sentences back, of which neither country nor
//! industry speaks against it; definite, singular, and no name follows it.

use super::page::{Found, Page};
use super::{Catalogue, discover};
use crate::annotate::{WordMap, word_hash};
use crate::found::{Annotated, EntityKey, EntityType, Mention, Shape, Token};
use std::sync::LazyLock;

/// Sentences back in which the firm is looked for.
const BACK: usize = 3;
/// Words between "the" and the noun.
const WORDS: usize = 5;

static HOMES: LazyLock<WordMap<&'static str>> = LazyLock::new(|| table(include_str!("homes.csv")));
static TRADES: LazyLock<WordMap<&'static str>> = LazyLock::new(|| table(include_str!("trades.csv")));
static THE: LazyLock<u64> = LazyLock::new(|| word_hash("the"));

/// First and second column of a table.
fn table(rows: &'static str) -> WordMap<&'static str> {
    let cells = rows.lines().skip(1).map(|line| line.split(','));
    cells.filter_map(|mut cells| Some((word_hash(cells.next()?), cells.next()?))).collect()
}

/// Mentions by description, in reading order; none lies over a name.
pub fn describe(article: &Annotated, mentions: &[Mention], catalogue: &Catalogue) -> Vec<Mention> {
    let page = Page::new(article);
    let mut taken = vec![false; article.tokens.len()];
    mentions.iter().for_each(|m| taken[m.tokens.clone()].fill(true));
    let firms: Vec<&Mention> = mentions.iter().filter(|m| firm(m, catalogue)).collect();
    let mut found = Vec::new();
    for (no, sentence) in page.sentences() {
        let (text, tokens) = page.of(sentence);
        let base = sentence.tokens.start;
        for at in 0..tokens.len() {
            let Some(noun) = noun(text, tokens, at, &taken[base..sentence.tokens.end]) else { continue };
            let back = firms.iter().rev().filter(|m| m.tokens.end <= base + at && m.sentence + BACK >= no);
            let said = &tokens[at + 1..noun + 1];
            let mut back = back.filter(|m| fits(said, m, catalogue));
            let Some(named) = back.next() else { continue };
            let tokens = base + at..base + noun + 1;
            let one = Found { entity: named.entity.clone(), sentence: no, tokens, rule: "description", sure: 0 };
            found.push(Mention {
                span: page.span(&one.tokens),
                confidence: super::CONFIDENCE.get(one.rule).copied().unwrap_or(50),
                not_counted_because: "description",
                entity: one.entity,
                sentence: no,
                tokens: one.tokens,
                rule: one.rule,
            });
        }
    }
    found
}

fn firm(mention: &Mention, catalogue: &Catalogue) -> bool {
    let kind = match &mention.entity {
        EntityKey::Known(index) => catalogue.entity(*index).kind,
        EntityKey::Found(_, kind) => *kind,
    };
    kind == EntityType::Company && matches!(mention.not_counted_because, "" | "same-name")
}

/// The noun of trade behind "the" at token `at`, with words between that are no name.
fn noun(text: &str, tokens: &[Token], at: usize, taken: &[bool]) -> Option<usize> {
    if tokens[at].word != *THE {
        return None;
    }
    let end = (at + 1..tokens.len().min(at + 2 + WORDS))
        .find(|&n| discover::appositive(&tokens[n]) == Some(EntityType::Company))?;
    let between = &tokens[at + 1..end];
    let plain = |(n, t): (usize, &Token)| {
        let home = HOMES.contains_key(&t.word);
        let based = between.get(n + 2).is_some_and(|t| t.span.of(text) == "based");
        match t.shape {
            Shape::Lower => !crate::annotate::is_function_word(t.word) && !matches!(t.span.of(text), "'s" | "’s"),
            Shape::Mark => t.span.of(text) == "-",
            _ => home || based || between.get(n + 1).is_some_and(|t| HOMES.contains_key(&t.word)),
        }
    };
    // "Epic, the maker of Fortnite" explains the name before it
    let explains = at > 1 && taken[at - 2] && tokens[at - 1].span.of(text) == ",";
    let next = tokens.get(end + 1);
    let ends = tokens[end].shape == Shape::Lower
        && !next.is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper | Shape::Number))
        && !next.is_some_and(|t| discover::appositive(t).is_some() || t.span.of(text) == "-");
    let free = !taken[at..=end].contains(&true);
    (ends && free && !explains && between.iter().enumerate().all(plain)).then_some(end)
}

/// Whether country and industry of a firm allow what is said of it.
fn fits(said: &[Token], mention: &Mention, catalogue: &Catalogue) -> bool {
    // "the rival" is another firm than the one spoken of
    let other = |t: &Token| TRADES.get(&t.word).is_some_and(|i| *i == "-");
    if said.iter().any(other) {
        return false;
    }
    // of a firm no list holds nothing is known that could bear it out
    let EntityKey::Known(index) = mention.entity else { return false };
    let entity = catalogue.entity(index);
    let home = |t: &Token| {
        HOMES.get(&t.word).is_none_or(|c| entity.country.is_empty() || c.split('|').any(|c| c == entity.country))
    };
    let industry = entity.industry.to_lowercase();
    // "industry" is what hand-made rows say where they say nothing finer
    let open = matches!(industry.as_str(), "" | "industry");
    let trade = |t: &Token| TRADES.get(&t.word).is_none_or(|i| open || i.split('|').any(|i| industry.contains(i)));
    said.iter().all(|t| home(t) && trade(t))
}
