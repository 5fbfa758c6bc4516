//! Names the catalogue holds, and whether the article bears them out.

use super::catalogue::Catalogue;
use super::names::{Alias, Class, combine, ties};
use super::page::{Found, Page};
use super::{discover, signs, suffix};
use crate::annotate::words;
use crate::annotate::{WordMap, WordSet, word_hash};
use crate::found::{EntityKey, EntityType, Shape, Token};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::sync::LazyLock;

/// A name that needs another sign.
pub struct Doubt {
    /// The mention it would be.
    pub found: Found,
    /// Its entity.
    pub entity: u32,
    /// Whether a sign was found where it stands.
    pub near: bool,
    /// Whether a firm named beside it would be a sign.
    pub open: bool,
    /// Whether a word with a capital stands directly before it.
    pub tail: bool,
}

static CONTEXT: LazyLock<WordSet> = LazyLock::new(|| {
    include_str!("context.csv").lines().skip(1).filter_map(|l| l.split(',').next()).map(word_hash).collect()
});
/// "Next shares rose": no adverb stands before it.
static SHARES: LazyLock<u64> = LazyLock::new(|| word_hash("shares"));
static SAID: LazyLock<[u64; 4]> = LazyLock::new(|| ["said", "says", "announced", "reported"].map(word_hash));

/// Names sure by themselves, and those in doubt.
pub fn find(page: &Page, catalogue: &Catalogue) -> (Vec<Found>, Vec<Doubt>) {
    let (mut sure, mut doubts) = (Vec::new(), Vec::new());
    for (no, sentence) in page.sentences() {
        let (text, tokens) = page.of(sentence);
        let base = sentence.tokens.start;
        let mut at = 0;
        while at < tokens.len() {
            let Some((alias, end)) = catalogue.names().longest(text, tokens, at) else {
                at += 1;
                continue;
            };
            if excluded(catalogue, alias.entity, tokens, at, end)
                || (page.cased[no] && signs::denied(text, tokens, at, end))
            {
                at = end;
                continue;
            }
            let (stop, legal) = suffix::follow(text, tokens, end);
            let ticker = super::ticker::behind(text, tokens, stop).is_some()
                || super::ticker::bare(text, tokens, stop).and_then(|c| catalogue.ticker(c)) == Some(alias.entity);
            let mut found = Found {
                entity: EntityKey::Known(alias.entity),
                sentence: no,
                tokens: base + at..base + stop,
                rule: if alias.main { "name" } else { "alias" },
                sure: 0,
            };
            let (before, after) = neighbours(tokens, at, stop);
            let rivals =
                if alias.class == Class::Never { catalogue.rivals(sequence(text, tokens, at, end)) } else { &[] };
            if (legal || ticker) && rivals.is_empty() {
                found.rule = if legal { "suffix" } else { "ticker" };
                // "Old Apple Inc." would be another firm
                if alias.class == Class::Strong || !before {
                    sure.push(found);
                }
            } else if alias.class == Class::Strong {
                // one word inside a longer run of capitals is part of another name, unless nothing else is known of it
                let part = alias.words == 1 && page.cased[no] && (before && looks_like_person(tokens, at));
                if !part {
                    sure.push(found);
                }
            } else {
                found.rule = "context";
                let worded = tokens[at..end].iter().any(|t| words::is_word(t.word));
                let affirmed = signs::affirmed(text, tokens, at, stop)
                    || ((alias.class == Class::Context || !worded) && signs::toward(tokens, at));
                // "Monster Beverage": no one word of it would be a name, but two with capitals are
                let phrase = alias.words > 1 && tokens[at..end].iter().all(|t| words::is_common(t.word));
                let open = page.cased[no]
                    && (alias.class == Class::Context || phrase || affirmed)
                    && !before
                    && !after
                    && catalogue.watch_of(alias.entity).is_none_or(|w| w.context.is_empty())
                    && plausible(text, tokens, at, stop, &alias);
                let acts = !discover::opens(&tokens[at]) && signs::acts(text, tokens, stop);
                let near = open && (affirmed || acts || told(tokens, at, stop));
                let open = open && !discover::opens(&tokens[at]);
                for &rival in rivals.iter().filter(|r| !excluded(catalogue, **r, tokens, at, end)) {
                    let found = Found { entity: EntityKey::Known(rival), ..found.clone() };
                    doubts.push(Doubt {
                        found,
                        entity: rival,
                        near: false,
                        open: false,
                        tail: before && page.cased[no],
                    });
                }
                doubts.push(Doubt { found, entity: alias.entity, near, open, tail: before && page.cased[no] });
            }
            at = stop;
        }
    }
    (sure, doubts)
}

/// The doubtful names that the article bears out: their entity stands there in full, or a context word is near.
pub fn settle(page: &Page, catalogue: &Catalogue, sure: &mut Vec<Found>, mut doubts: Vec<Doubt>) {
    if doubts.is_empty() {
        return;
    }
    shorten(page, catalogue, sure, &mut doubts);
    let mut entities: RapidHashSet<u32> =
        sure.iter().filter_map(|f| if let EntityKey::Known(e) = f.entity { Some(e) } else { None }).collect();
    // "Keith Block … Block said": the surname of a person the article names is no firm
    let people: RapidHashSet<u32> = doubts.iter().filter(|d| person(page, &d.found)).map(|d| d.entity).collect();
    let mut firms = vec![false; page.article.tokens.len()];
    for one in sure.iter() {
        if matches!(one.entity, EntityKey::Known(e) if catalogue.entity(e).kind == EntityType::Company) {
            firms[one.tokens.clone()].fill(true);
        }
    }
    let mut asked: RapidHashMap<u32, bool> = RapidHashMap::default();
    for doubt in &doubts {
        let told = (!people.contains(&doubt.entity)
            && (doubt.near || (doubt.open && beside(page, &firms, &doubt.found))))
            || catalogue.watch_of(doubt.entity).is_some_and(|w| {
                !w.context.is_empty() && *asked.entry(doubt.entity).or_insert_with(|| holds(page, &w.context))
            });
        if told {
            entities.insert(doubt.entity);
        }
    }
    // the watchlist says which words bear it out, so a verb of trade suffices where it opens a sentence
    let watched = |entity: u32| catalogue.watch_of(entity).is_some_and(|w| !w.context.is_empty());
    let told = |doubt: &Doubt| {
        entities.contains(&doubt.entity)
            && !doubt.tail
            && !person(page, &doubt.found)
            && (opens_nothing(page, &doubt.found) || (watched(doubt.entity) && acts(page, &doubt.found)))
    };
    let settled: Vec<Found> = doubts.into_iter().filter(told).map(|d| d.found).collect();
    // a name two firms share is that of the one the article tells, and of none where it tells both
    for claims in settled.chunk_by(|a, b| a.tokens == b.tokens) {
        if let [one] = claims {
            sure.push(one.clone());
        }
    }
}

/// Gives one word in doubt to the firm whose full name the article begins with that word, where the firm it may be
/// besides is nowhere sure: "Apple sued Epic" in an article on Epic Games.
fn shorten(page: &Page, catalogue: &Catalogue, sure: &[Found], doubts: &mut [Doubt]) {
    let mut firms: WordMap<Option<u32>> = WordMap::default();
    let mut there: RapidHashSet<u32> = RapidHashSet::default();
    for one in sure {
        let EntityKey::Known(entity) = one.entity else { continue };
        there.insert(entity);
        let first = &page.article.tokens[one.tokens.start];
        if one.tokens.len() > 1 && catalogue.entity(entity).kind == EntityType::Company && first.shape != Shape::Upper {
            let firm = firms.entry(first.word).or_insert(Some(entity));
            *firm = firm.filter(|firm| *firm == entity);
        }
    }
    for doubt in doubts.iter_mut().filter(|d| d.found.tokens.len() == 1 && !there.contains(&d.entity)) {
        let word = page.article.tokens[doubt.found.tokens.start].word;
        if let Some(&Some(firm)) = firms.get(&word) {
            doubt.entity = firm;
            doubt.found.entity = EntityKey::Known(firm);
            doubt.found.rule = "short-form";
        }
    }
}

/// Whether a verb of trade stands behind the name.
fn acts(page: &Page, found: &Found) -> bool {
    let sentence = &page.article.sentences[found.sentence];
    let (text, tokens) = page.of(sentence);
    signs::acts(text, tokens, found.tokens.end - sentence.tokens.start)
}

/// The hash of the words of a name as it stands, hyphens left out.
fn sequence(text: &str, tokens: &[Token], at: usize, end: usize) -> u64 {
    let tied = |n: &usize| *n > at && ties(text, tokens, *n);
    (at..end).filter(|n| !tied(n)).fold(0, |key, n| combine(key, tokens[n].word))
}

/// Whether a person's first name stands before the name.
fn person(page: &Page, found: &Found) -> bool {
    let sentence = &page.article.sentences[found.sentence].tokens;
    page.cased[found.sentence]
        && looks_like_person(&page.article.tokens[sentence.clone()], found.tokens.start - sentence.start)
}

/// Whether a firm is named within four tokens of it: "Google, Amazon and Facebook".
fn beside(page: &Page, firms: &[bool], found: &Found) -> bool {
    let sentence = &page.article.sentences[found.sentence].tokens;
    let from = found.tokens.start.saturating_sub(4).max(sentence.start);
    let to = (found.tokens.end + 4).min(sentence.end);
    firms[from..to].contains(&true)
}

/// Whether a context word stands within six tokens; for a word that opens sentences (Next, Best) within the two before
/// it, or a verb of speech or a possessive behind it.
fn told(tokens: &[Token], at: usize, end: usize) -> bool {
    let holds = |range: &[Token]| range.iter().any(|t| CONTEXT.contains(&t.word));
    if discover::opens(&tokens[at]) {
        return holds(&tokens[at.saturating_sub(2)..at])
            || tokens.get(end).is_some_and(|t| SAID.contains(&t.word) || t.word == *SHARES);
    }
    holds(&tokens[at.saturating_sub(6)..at]) || holds(&tokens[end..tokens.len().min(end + 6)])
}

/// A common word that opens a sentence may have its capital from there: it must then be followed by a verb of speech,
/// a possessive, or stand elsewhere in the article with a capital.
fn opens_nothing(page: &Page, found: &Found) -> bool {
    let sentence = &page.article.sentences[found.sentence];
    let token = &page.article.tokens[found.tokens.start];
    let (text, tokens) = page.of(sentence);
    let at = found.tokens.start - sentence.tokens.start;
    if found.tokens.len() > 1 || !words::is_common(token.word) {
        return true;
    }
    // "Next Year", but "Apple Watch"
    let opener = discover::opens(token);
    if opener && tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Capital) {
        return false;
    }
    !starts(text, tokens, at) || plausible_start(text, tokens, at + 1, opener)
}

/// Whether a sentence, a quotation or a clause behind a mark begins at token `at`.
fn starts(text: &str, tokens: &[Token], at: usize) -> bool {
    at == 0
        || (tokens[at - 1].shape == Shape::Mark
            && !matches!(tokens[at - 1].span.of(text), "," | "(" | "-" | "&" | "$" | "'s" | "’s"))
}

fn plausible_start(text: &str, tokens: &[Token], end: usize, opener: bool) -> bool {
    if opener {
        return tokens.get(end).is_some_and(|t| {
            SAID.contains(&t.word) || t.word == *SHARES || matches!(t.span.of(text), "'s" | "’s" | "(")
        });
    }
    signs::acts(text, tokens, end)
        || tokens.get(end).is_some_and(|t| {
            signs::verb(t)
                || CONTEXT.contains(&t.word)
                || SAID.contains(&t.word)
                || matches!(t.span.of(text), "'s" | "’s" | "," | "(" | "and")
                || (t.shape == Shape::Lower && t.span.of(text).ends_with("ed"))
                || matches!(
                    t.span.of(text),
                    "is" | "was" | "has" | "will" | "fell" | "rose" | "could" | "would" | "may"
                )
        })
}

/// Whether a name of class context can be a firm where it stands.
fn plausible(text: &str, tokens: &[Token], at: usize, end: usize, alias: &Alias) -> bool {
    if !starts(text, tokens, at) || alias.is_acronym() || !words::is_common(tokens[at].word) {
        return true;
    }
    plausible_start(text, tokens, end, discover::opens(&tokens[at]))
}

/// Whether a word with a capital stands directly before and behind.
fn neighbours(tokens: &[Token], at: usize, end: usize) -> (bool, bool) {
    let cap = |t: &Token| matches!(t.shape, Shape::Capital | Shape::Upper);
    let before = at > 0 && cap(&tokens[at - 1]) && (at != 1 || words::is_name(tokens[0].word));
    let after = end < tokens.len() && tokens[end].shape == Shape::Capital;
    (before, after)
}

/// Whether a person's first name stands before token `at`.
fn looks_like_person(tokens: &[Token], at: usize) -> bool {
    at > 0
        && tokens[at - 1].shape == Shape::Capital
        && words::is_name(tokens[at - 1].word)
        && tokens[at].shape == Shape::Capital
}

/// Whether the article holds one of these word sequences of up to three words.
fn holds(page: &Page, sequences: &[u64]) -> bool {
    let tokens = &page.article.tokens;
    (0..tokens.len()).any(|at| {
        let mut key = 0;
        tokens[at..].iter().take(3).any(|t| {
            key = combine(key, t.word);
            sequences.contains(&key)
        })
    })
}

/// Whether a phrase the watchlist excludes lies over the name.
pub fn excluded(catalogue: &Catalogue, entity: u32, tokens: &[Token], at: usize, end: usize) -> bool {
    let Some(watch) = catalogue.watch_of(entity) else { return false };
    watch.exclude.iter().any(|phrase| {
        let first = at.saturating_sub(phrase.len() - 1);
        (first..end).any(|from| {
            from + phrase.len() <= tokens.len() && phrase.iter().zip(&tokens[from..]).all(|(w, t)| *w == t.word)
        })
    })
}
