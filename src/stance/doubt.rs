//! How firmly an article stands behind a claim: hedges, and who has checked it.

use super::cue::Kind;
use super::hit::matched;
use super::listed::Listed;
use crate::article::Span;
use crate::found::{Act, Annotated, Shape, Verification};
use std::ops::Range;

/// Doubts about a sentence, found once.
pub struct Doubt {
    hedges: Vec<Range<usize>>,
    kinds: Kind,
    unverified_behind: bool,
}

impl Doubt {
    /// Reads the sentence, and for "could not be verified" the two behind it up to the next heading.
    pub fn of(listed: &Listed, index: usize) -> Doubt {
        let article = listed.article;
        let here = &article.sentences[index];
        let mut doubt = Doubt { hedges: Vec::new(), kinds: Kind::default(), unverified_behind: false };
        for (n, sentence) in article.sentences[index..].iter().take(3).enumerate() {
            let apart = here.block.zip(sentence.block).is_none_or(|(a, b)| b > a + 1) && here.block != sentence.block;
            if sentence.field != here.field || sentence.kind != here.kind || apart {
                break;
            }
            for at in sentence.tokens.clone() {
                let found =
                    listed.hedges(at).iter().find_map(|h| Some((h.kind, matched(article, sentence, at, &h.rest)?)));
                let Some((kind, end)) = found else { continue };
                match n {
                    0 if kind.is(Kind::HEDGE) => doubt.hedges.push(at..end),
                    0 => doubt.kinds = doubt.kinds.or(kind),
                    _ => doubt.unverified_behind |= kind.is(Kind::UNVERIFIED),
                }
            }
        }
        doubt
    }

    /// Hedges of the cue's clause, `|`-separated.
    pub fn hedge(&self, article: &Annotated, index: usize, cue: &Range<usize>) -> String {
        let sentence = &article.sentences[index];
        let mut found: Vec<&str> = Vec::new();
        for hedge in self.hedges.iter().filter(|h| h.end <= cue.start || h.start >= cue.end) {
            let between = if hedge.end <= cue.start { hedge.end..cue.start } else { cue.end..hedge.start };
            if between.clone().any(|t| parts_clauses(article, index, t)) {
                continue;
            }
            let span =
                Span { start: article.tokens[hedge.start].span.start, end: article.tokens[hedge.end - 1].span.end };
            let text = article.slice(sentence, span);
            if !found.contains(&text) {
                found.push(text);
            }
        }
        found.join("|")
    }

    /// How firmly the article stands behind an act; what stands unverified behind a sentence is what it alleges.
    pub fn verification(&self, act: Act, document: bool, reported: bool) -> Verification {
        let answer = matches!(act, Act::Deny | Act::Reject | Act::Confirm | Act::DeclineComment);
        if self.kinds.is(Kind::UNVERIFIED) || (act == Act::Accuse && self.unverified_behind) {
            Verification::Unverified
        } else if self.kinds.is(Kind::ANONYMOUS) {
            Verification::Anonymous
        } else if (document || self.kinds.is(Kind::DOCUMENT)) && !answer {
            Verification::Document
        } else if self.kinds.is(Kind::REPORTED) || reported {
            Verification::Reported
        } else {
            Verification::Asserted
        }
    }
}

/// Whether a token begins another clause: a semicolon or dash, or "and", "but", "while" behind a comma.
fn parts_clauses(article: &Annotated, index: usize, at: usize) -> bool {
    let sentence = &article.sentences[index];
    match article.text(sentence, at) {
        ";" | "—" | "but" | "while" | "although" | "though" | "whereas" => true,
        "and" => {
            at > sentence.tokens.start
                && article.tokens[at - 1].shape == Shape::Mark
                && article.text(sentence, at - 1) == ","
        }
        _ => false,
    }
}
