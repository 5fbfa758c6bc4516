//! What a firm is said to have done or to be, in words of more than one verb: "put profit before safety", "failed to
//! warn them", "was not doing enough".

use super::cue::Kind;
use super::grammar::Class;
use super::hit::matched;
use super::inflect::verb;
use super::reading::Reading;
use crate::annotate::{WordMap, word_hash};
use crate::found::{Act, Annotated, Sentence};
use std::ops::Range;
use std::sync::LazyLock;

/// The phrases: words of `conduct.csv`, what each says of its subject, and for a verb all of its forms.
pub const FILE: &str = include_str!("conduct.csv");

/// Most helpers and adverbs between a subject and what it did.
const REACH: usize = 5;

struct Phrase {
    rest: Box<[u64]>,
    /// Whether its first word is a verb.
    verb: bool,
    /// What it says; none of what analysts expect, which makes any conduct before it no wrong.
    act: Option<Act>,
}

static PHRASES: LazyLock<WordMap<Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: WordMap<Vec<Phrase>> = WordMap::default();
    for row in csv::Reader::from_reader(FILE.as_bytes()).into_records().filter_map(Result::ok) {
        let act = act(&row[1]);
        let (first, rest) = row[0].split_once(' ').unwrap_or((&row[0], ""));
        let rest: Box<[u64]> = rest.split_whitespace().map(word_hash).collect();
        let forms = match &row[2] {
            "verb" => verb(first).into_iter().map(|(form, _)| form).collect(),
            _ => vec![first.to_string()],
        };
        for form in forms {
            phrases.entry(word_hash(&form)).or_default().push(Phrase {
                rest: rest.clone(),
                verb: &row[2] == "verb",
                act,
            });
        }
    }
    phrases.values_mut().for_each(|all| all.sort_by_key(|p| std::cmp::Reverse(p.rest.len())));
    phrases
});

fn act(kind: &str) -> Option<Act> {
    Some(match kind {
        "wrong" => Act::Accuse,
        "fault" => Act::Criticise,
        "merit" => Act::Praise,
        _ => return None,
    })
}

/// Whether a phrase of several words begins at a token, which is then a verb: "the planemaker cut corners".
pub fn begins(article: &Annotated, sentence: &Sentence, at: usize) -> bool {
    PHRASES.get(&article.tokens[at].word).is_some_and(|all| {
        all.iter().any(|p| p.verb && !p.rest.is_empty() && matched(article, sentence, at, &p.rest).is_some())
    })
}

/// Whether a word is one of those that speak of the market: "estimates", "investors", "stock".
pub fn is_market(word: u64) -> bool {
    PHRASES.get(&word).is_some_and(|all| all.iter().any(|phrase| phrase.act.is_none()))
}

/// The phrase that the words behind a subject begin with, and what it says: the last of its tokens and the act.
pub fn conduct(reading: &Reading, rest: Range<usize>) -> Option<(usize, Act)> {
    for at in rest.clone().take(REACH) {
        let word = reading.scene.article.tokens[at].word;
        let article = reading.scene.article;
        let found = PHRASES.get(&word).into_iter().flatten().find_map(|phrase| {
            let end = matched(article, reading.sentence, at, &phrase.rest)?;
            (end <= rest.end).then_some((end - 1, phrase.act?))
        });
        if let Some((last, _)) = found {
            let until = reading.sentence.tokens.end.min(last + REACH);
            return found.filter(|_| !(last..until).any(|t| is_market(article.tokens[t].word)));
        }
        let between = matches!(reading.grammar.class(at), Class::Helper | Class::Adverb) || reading.is_quote(at);
        if !between || reading.kind(at).is(Kind::NEGATION.or(Kind::MODAL)) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for (line, row) in csv::Reader::from_reader(FILE.as_bytes()).into_records().enumerate() {
            let at = format!("conduct.csv line {}", line + 2);
            let row = row.expect(&at);
            assert!(row.len() == 4 && row.iter().all(|cell| !cell.trim().is_empty()), "{at}: empty cell");
            assert!(act(&row[1]).is_some() || &row[1] == "market", "{at}: kind");
            assert!(matches!(&row[2], "verb" | "phrase"), "{at}: form");
        }
    }
}
