//! Names no list holds: a legal form, a ticker, a noun that names a body, initials in brackets, a noun before the name.

use super::page::{Found, Page};
use super::{names, signs, suffix, ticker};
use crate::annotate::words;
use crate::annotate::{WordMap, WordSet, word_hash};
use crate::found::{EntityKey, EntityType, Shape, Token};
use std::ops::Range;
use std::sync::LazyLock;

/// What a noun that names a body says.
#[derive(Debug, Clone, Copy, Default)]
struct Head {
    /// Type of "X Bank".
    end: Option<EntityType>,
    /// Type of "Bank of X".
    of: Option<EntityType>,
    /// Type of the bare noun.
    bare: Option<EntityType>,
    /// Type of the noun behind "the".
    the: Option<EntityType>,
}

static HEADS: LazyLock<WordMap<Head>> = LazyLock::new(|| {
    let mut heads: WordMap<Head> = WordMap::default();
    for line in include_str!("heads.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [word, kind, place, ..] = cells[..] else { continue };
        let head = heads.entry(word_hash(word)).or_default();
        let kind = super::watchlist::kind_named(kind);
        match place {
            "of" => head.of = kind,
            "bare" => head.bare = kind,
            "the" => head.the = kind,
            _ => head.end = kind,
        }
    }
    heads
});

static APPOSITIVES: LazyLock<WordMap<EntityType>> = LazyLock::new(|| {
    include_str!("appositives.csv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some((word_hash(cells.next()?), super::watchlist::kind_named(cells.next()?)?))
        })
        .collect()
});

/// Words with a capital that begin no name: they open a sentence, are a title, a day or a month.
static OPENERS: LazyLock<WordSet> = LazyLock::new(|| {
    include_str!("openers.csv").lines().skip(1).filter_map(|l| l.split(',').next()).map(word_hash).collect()
});

static ACT: LazyLock<u64> = LazyLock::new(|| word_hash("act"));

struct Glue {
    of: [u64; 9],
    article: [u64; 6],
    name: [u64; 9],
    and: u64,
}

static GLUE: LazyLock<Glue> = LazyLock::new(|| Glue {
    of: ["of", "for", "on", "de", "del", "da", "do", "di", "des"].map(word_hash),
    article: ["the", "la", "el", "los", "las", "le"].map(word_hash),
    name: ["de", "del", "bin", "ibn", "al", "el", "da", "do", "van"].map(word_hash),
    and: word_hash("and"),
});

fn capital(token: &Token) -> bool {
    matches!(token.shape, Shape::Capital | Shape::Upper)
}

/// All of them, in reading order of each rule.
pub fn find(page: &Page) -> Vec<Found> {
    let mut all = Vec::new();
    for (no, sentence) in page.sentences() {
        if !page.cased[no] {
            continue;
        }
        let (text, tokens) = page.of(sentence);
        let base = sentence.tokens.start;
        let mut put = |range: Range<usize>, kind, rule| {
            let tokens = base + range.start..base + range.end;
            let name: Box<str> = page.shown(no, &tokens).into();
            all.push(Found { entity: EntityKey::Found(name, kind), sentence: no, tokens, rule, sure: 0 });
        };
        for at in 0..tokens.len() {
            let token = &tokens[at];
            match token.shape {
                Shape::Capital | Shape::Upper => {
                    if suffix::of(token) == Some(suffix::Suffix::Legal)
                        && token.span.len() > 1
                        && !tied(text, tokens, at)
                    {
                        let start = left(text, tokens, at);
                        if start < at
                            && !tokens[start..at].iter().all(|t| HEADS.contains_key(&t.word) && t.word == token.word)
                        {
                            put(
                                start..at + 1 + usize::from(suffix::dotted(text, tokens, at + 1)),
                                EntityType::Company,
                                "suffix",
                            );
                        }
                    }
                    // "Insurer X lost money"
                    if at == 0
                        && token.shape == Shape::Capital
                        && signs::opening(token)
                        && tokens.get(1).is_some_and(capital)
                    {
                        let end = run(text, tokens, 1);
                        let lower = tokens.get(end).is_some_and(|t| t.shape == Shape::Lower);
                        if lower
                            && end > 1
                            && tokens[1..end].iter().all(|t| suffix::of(t).is_none() && !HEADS.contains_key(&t.word))
                        {
                            put(1..end, EntityType::Company, "appositive");
                        }
                    }
                    if let Some(head) = HEADS.get(&token.word)
                        && let Some((range, kind)) = headed(text, tokens, at, *head)
                    {
                        put(range, kind, "head-noun");
                    }
                }
                Shape::Lower if tokens.get(at + 1).is_some_and(capital) => {
                    if let Some(&kind) = APPOSITIVES.get(&token.word) {
                        let end = run(text, tokens, at + 1);
                        let names =
                            tokens[at + 1..end].iter().all(|t| words::is_name(t.word) || OPENERS.contains(&t.word));
                        // "its publisher Jane Doe", "the company Doe"
                        let person = words::is_name(tokens[at + 1].word);
                        let bare = at > 0 && tokens[at - 1].word == GLUE.article[0];
                        if at > 0 && end > at + 1 && !names && !person && !bare {
                            put(at + 1..end, kind, "appositive");
                        }
                    }
                }
                Shape::Mark if at > 0 && token.span.of(text) == "(" && capital(&tokens[at - 1]) => {
                    if ticker::behind(text, tokens, at).is_some() {
                        let start = left(text, tokens, at);
                        if start < at {
                            put(start..at, EntityType::Company, "ticker");
                        }
                    } else if let Some(start) = spelt_out(text, tokens, at) {
                        let kind =
                            tokens[start..at].iter().filter_map(|t| HEADS.get(&t.word)).find_map(|h| h.end.or(h.of));
                        put(
                            start..at,
                            if tokens[at - 1].word == *ACT {
                                EntityType::Law
                            } else {
                                kind.unwrap_or(EntityType::Organisation)
                            },
                            "bracket",
                        );
                    }
                }
                _ => {}
            }
        }
    }
    all
}

/// Whether a hyphen follows ("Co-op", "Co - op").
fn tied(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| t.span.of(text) == "-")
}

/// The acronym in the brackets that open at token `at`.
pub fn bracketed(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let inside = tokens.get(at + 1)?;
    let closes = tokens.get(at + 2)?.span.of(text) == ")";
    (tokens[at].span.of(text) == "(" && closes && inside.shape == Shape::Upper && inside.span.len() <= 8)
        .then_some(at + 1)
}

/// Type of the last noun in a name that names a body.
pub fn kind_of(tokens: &[Token]) -> Option<u64> {
    tokens
        .iter()
        .find(|t| capital(t) && HEADS.get(&t.word).is_some_and(|h| h.end.is_some() || h.of.is_some()))
        .map(|t| t.word)
}

/// Whether the token opens a sentence or is a title rather than a part of a name.
pub fn opens(token: &Token) -> bool {
    OPENERS.contains(&token.word)
}

/// Whether the token ends names of bodies, begins them ("Bank of"), or is one alone, as bits.
pub fn heads(token: &Token) -> u64 {
    HEADS.get(&token.word).map_or(0, |h| {
        let bits =
            [h.end == Some(EntityType::Company), h.end.is_some(), h.of.is_some(), h.bare.is_some() || h.the.is_some()];
        bits.iter().enumerate().map(|(n, set)| u64::from(*set) << n).sum()
    })
}

/// What a noun that stands before names says of them: "drugmaker" a company, "charity" an organisation.
pub fn appositive(token: &Token) -> Option<EntityType> {
    APPOSITIVES.get(&token.word).copied()
}

/// First token of the words with capitals that end before `at`.
fn left(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut start = at;
    let mut joined = false;
    while start > 0 {
        let before = &tokens[start - 1];
        if capital(before) {
            if OPENERS.contains(&before.word) {
                break;
            }
            start -= 1;
        } else if start > 1 && capital(&tokens[start - 2]) && start < at {
            let mark = before.span.of(text);
            // "Carr, Riggs & Ingram, LLC": commas hold only before an ampersand
            joined |= mark == "&";
            if mark == "&"
                || names::ties(text, tokens, start - 1)
                || GLUE.name.contains(&before.word)
                || (mark == "," && joined)
            {
                start -= 2;
                if OPENERS.contains(&tokens[start].word) {
                    return start + 2;
                }
            } else {
                break;
            }
        } else if before.span.of(text) == ","
            && start == at
            && start > 1
            && capital(&tokens[start - 2])
            && suffix::of(&tokens[at.min(tokens.len() - 1)]).is_some()
        {
            start -= 1;
        } else {
            break;
        }
    }
    start
}

/// One past the last of the words with capitals from `at`.
fn run(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut end = at;
    while end < tokens.len() {
        if capital(&tokens[end]) && !(OPENERS.contains(&tokens[end].word)) {
            end += 1;
        } else if end > at
            && end + 1 < tokens.len()
            && capital(&tokens[end + 1])
            && (tokens[end].span.of(text) == "&" || names::ties(text, tokens, end))
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

/// The name around a noun that names a body.
fn headed(text: &str, tokens: &[Token], at: usize, head: Head) -> Option<(Range<usize>, EntityType)> {
    let start = left(text, tokens, at);
    let mut end = at + 1;
    let mut reach = 0;
    if head.of.is_some() {
        end = right(tokens, at + 1);
        reach = end - at - 1;
    }
    let next = tokens.get(at + 1);
    if reach == 0 {
        // "Bank Holdings", "Police Department": the later noun tells
        if next.is_some_and(|t| capital(t) && HEADS.get(&t.word).is_some_and(|h| h.end.is_some())) {
            return None;
        }
        if start == at {
            let the = at > 0 && tokens[at - 1].word == GLUE.article[0] && !next.is_some_and(capital);
            return head.bare.filter(|_| at > 0).or(head.the.filter(|_| the)).map(|kind| (at..at + 1, kind));
        }
        // "White House Press Secretary": a noun of trade inside a longer title names no firm
        if head.end == Some(EntityType::Company)
            && next.is_some_and(|t| t.shape == Shape::Capital && suffix::of(t).is_none())
        {
            return None;
        }
        let (stop, _) = suffix::follow(text, tokens, end);
        return head.end.map(|kind| (start..stop, kind));
    }
    let kind = head.of.or(head.end)?;
    Some((start..end, kind))
}

/// Where "of X", "for X and Y", "of the X of Y" ends; `at` where nothing of the kind follows.
fn right(tokens: &[Token], at: usize) -> usize {
    let glue = &*GLUE;
    let mut end = at;
    while let Some(next) = tokens.get(end) {
        let mut from = end;
        if glue.of.contains(&next.word) && next.shape == Shape::Lower {
            from += 1;
            if tokens.get(from).is_some_and(|t| glue.article.contains(&t.word)) {
                from += 1;
            }
        } else if end > at && next.word == glue.and && tokens.get(end + 1).is_some_and(capital) {
            let stop = (end + 1..tokens.len()).find(|&n| !capital(&tokens[n])).unwrap_or(tokens.len());
            // "University of Oxford and Yale University" are two
            if stop - end > 3
                || tokens[end + 1..stop].iter().any(|t| HEADS.get(&t.word).is_some_and(|h| h.of.is_some()))
            {
                break;
            }
            from += 1;
        } else {
            break;
        }
        let stop = (from..tokens.len().min(from + 6))
            .find(|&n| !capital(&tokens[n]) || opens(&tokens[n]))
            .unwrap_or(tokens.len().min(from + 6));
        if stop == from {
            break;
        }
        end = stop;
        if end - at > 12 {
            break;
        }
    }
    end
}

/// Where the words begin whose initials stand in the brackets that open at `at`.
fn spelt_out(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let acronym = tokens[bracketed(text, tokens, at)?].span.of(text);
    let mut letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).collect();
    let mut start = at;
    while start > 0 && at - start < 12 {
        let token = &tokens[start - 1];
        if capital(token) {
            let first = token.span.of(text).chars().next()?;
            if letters.last().is_some_and(|l| l.to_uppercase().eq(first.to_uppercase())) {
                letters.pop();
            } else {
                return None;
            }
            start -= 1;
            if letters.is_empty() {
                // a person has initials too: one word must be a word
                let told = tokens[start..at].iter().any(|t| words::is_common(t.word) || HEADS.contains_key(&t.word));
                return (at - start > 1 && told).then_some(start);
            }
        } else if token.shape == Shape::Lower || matches!(token.span.of(text), "&" | "-" | "'s" | "’s") {
            start -= 1;
        } else {
            return None;
        }
    }
    None
}
