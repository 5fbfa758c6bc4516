//! Charges that fall: what a court rejects, of which a company is cleared, for which there is no evidence, speaks for
//! the company it was charged with, and its words against nobody.

use super::rules::{Hit, Scan};
use crate::annotate::{WordMap, word_hash};
use crate::article::Span;
use crate::found::{Annotated, Sentence, Shape};
use std::ops::Range;
use std::sync::LazyLock;

/// What a charge that fell is worth.
const WORTH: f32 = 2.0;
/// Most tokens between a verb and the charge that falls by it.
const REACH: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What follows is charged no more.
    Lead,
    /// The same, where a charge follows.
    Verb,
    /// A charge.
    Charge,
    /// Leads from a charge to what was charged.
    Opens,
}

struct Phrase {
    rest: Vec<u64>,
    kind: Kind,
}

pub(super) const FILE: &str = include_str!("relief.csv");

static PHRASES: LazyLock<WordMap<Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: WordMap<Vec<Phrase>> = WordMap::default();
    for line in FILE.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(phrase), Some(kind)) = (cells.next(), cells.next().and_then(kind)) else { continue };
        let mut words = phrase.split(' ').map(word_hash);
        let Some(first) = words.next() else { continue };
        phrases.entry(first).or_default().push(Phrase { rest: words.collect(), kind });
    }
    phrases.values_mut().for_each(|all| all.sort_by_key(|p| std::cmp::Reverse(p.rest.len())));
    phrases
});

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "lead" => Kind::Lead,
        "verb" => Kind::Verb,
        "charge" => Kind::Charge,
        "opens" => Kind::Opens,
        _ => return None,
    })
}

/// The phrase that begins at a token: its end and kind.
fn phrase(article: &Annotated, sentence: &Sentence, at: usize) -> Option<(usize, Kind)> {
    let tokens = &article.tokens[..sentence.tokens.end];
    PHRASES.get(&tokens[at].word)?.iter().find_map(|phrase| {
        let end = at + 1 + phrase.rest.len();
        let words = tokens.get(at + 1..end)?.iter().map(|t| t.word);
        words.eq(phrase.rest.iter().copied()).then_some((end, phrase.kind))
    })
}

/// Finds what is charged no more in a sentence, takes the words against out of it, and lets the phrase speak for.
pub(super) fn relieve(scan: &mut Scan, article: &Annotated, sentence: &Sentence) {
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let Some(fallen) = fallen(article, sentence, at) else {
            at += 1;
            continue;
        };
        let end = clause_end(article, sentence, fallen.end);
        scan.hits.retain(|hit| {
            !(fallen.start..end).contains(&hit.tokens.start) || hit.value > 0.0 && hit.tokens.start >= fallen.end
        });
        let place = scan.hits.partition_point(|h| h.tokens.start < fallen.start);
        let clause = scan.clauses.partition_point(|start| *start <= fallen.start) as u32;
        let span =
            Span { start: article.tokens[fallen.start].span.start, end: article.tokens[fallen.end - 1].span.end };
        let tokens = fallen.clone();
        scan.hits.insert(
            place,
            Hit { tokens, span, value: WORTH, frame: None, passive: false, negated: false, clause, contrast: 1.0 },
        );
        scan.relieved.push(fallen.start..end);
        at = end;
    }
}

/// The words by which a charge falls: "cleared of", "rejected accusations that".
fn fallen(article: &Annotated, sentence: &Sentence, at: usize) -> Option<Range<usize>> {
    match phrase(article, sentence, at)? {
        (end, Kind::Lead) => Some(at..end),
        (end, Kind::Verb) => {
            let until = sentence.tokens.end.min(end + REACH);
            let clear = |t: &usize| article.tokens[*t].shape != Shape::Mark;
            let charge = (end..until)
                .take_while(clear)
                .find(|t| matches!(phrase(article, sentence, *t), Some((_, Kind::Charge))))?;
            let opens = Some(charge + 1).filter(|t| *t < sentence.tokens.end);
            let opens = opens.is_some_and(|t| matches!(phrase(article, sentence, t), Some((_, Kind::Opens))));
            opens.then_some(at..charge + 1)
        }
        _ => None,
    }
}

/// Where what was charged ends: at the next comma, semicolon, colon or dash.
fn clause_end(article: &Annotated, sentence: &Sentence, from: usize) -> usize {
    let parts = |t: &usize| {
        matches!(article.text(sentence, *t), "," | ";" | ":" | "—" | "–" | "but" | "although" | "though" | "while")
    };
    (from..sentence.tokens.end).find(parts).unwrap_or(sentence.tokens.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for (n, line) in FILE.lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            assert!(cells.len() == 3 && cells.iter().all(|c| !c.is_empty()), "relief.csv line {}", n + 1);
            assert!(kind(cells[1]).is_some(), "relief.csv line {}: kind", n + 1);
        }
    }
}
