//! The rule score of a sentence toward a target: words, phrases and verb frames, turned by negation, weighed by
//! intensity, contrast, clause and distance.

use super::lexicon::{Frame, Kind, LEXICON};
use crate::article::Span;
use crate::found::{Annotated, Sentence, Shape};
use std::ops::Range;

/// A word or phrase that speaks for or against.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub tokens: Range<usize>,
    pub span: Span,
    /// Value after negation and intensity.
    value: f32,
    frame: Option<Frame>,
    passive: bool,
    pub negated: bool,
    clause: u32,
    /// Weight from a contrast in the sentence.
    contrast: f32,
}

/// All that is found in a sentence, whatever the target.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub hits: Vec<Hit>,
    pub hedges: Vec<Span>,
    /// First token of each clause.
    clauses: Vec<usize>,
}

/// Words a negation may reach.
const SCOPE: usize = 8;

/// Looks up every token of a sentence once.
pub(super) fn scan(article: &Annotated, sentence: &Sentence) -> Scan {
    let lexicon = &*LEXICON;
    let mut scan = Scan { clauses: vec![sentence.tokens.start], ..Scan::default() };
    let mut negation: Option<usize> = None;
    let mut intensity = 1.0;
    let mut last_be: Option<usize> = None;
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let token = &article.tokens[at];
        if token.shape == Shape::Mark {
            if matches!(article.text(sentence, at), "," | ";" | ":" | "—" | "–") {
                scan.clauses.push(at + 1);
                negation = None;
            }
            at += 1;
            continue;
        }
        let kind = lexicon.words.get(&token.word).copied();
        match kind {
            Some(Kind::Contrast) => {
                scan.hits.iter_mut().for_each(|hit| hit.contrast = 0.6);
                scan.clauses.push(at);
                negation = None;
            }
            Some(Kind::Negation) => negation = Some(at),
            Some(Kind::Intensifier) => intensity = 1.3,
            Some(Kind::Diminisher) => intensity = 0.6,
            Some(Kind::Hedge) => scan.hedges.push(token.span),
            _ => {}
        }
        if matches!(
            article.text(sentence, at),
            "is" | "was" | "were" | "are" | "been" | "be" | "being" | "gets" | "got"
        ) {
            last_be = Some(at);
        }
        let (length, value) = match phrase(article, sentence, at) {
            Some((length, value)) => (length, Some(value)),
            None => (1, lexicon.stems.get(&token.stem).copied()),
        };
        let frame = lexicon.frames.get(&token.stem).copied().filter(|_| length == 1);
        let value = value.or(match kind {
            Some(Kind::Word(value)) => Some(value),
            _ => None,
        });
        // A word that only negates has no value of its own; a failure has both.
        if value.is_some_and(|v| v != 0.0) || frame.is_some() {
            let end = at + length;
            let negated = negation.is_some_and(|n| n < at && at - n <= SCOPE);
            let sign = if negated { -0.7 } else { 1.0 };
            let by = end < sentence.tokens.end && article.text(sentence, end).eq_ignore_ascii_case("by");
            let passive =
                by || last_be.is_some_and(|be| at - be <= 2 && be < at && ends_in_ed(article.text(sentence, at)));
            scan.hits.push(Hit {
                tokens: at..end,
                span: Span { start: token.span.start, end: article.tokens[end - 1].span.end },
                value: value.unwrap_or(0.0) * sign * intensity,
                frame: frame.map(|f| Frame { subject: f.subject * sign, object: f.object * sign }),
                passive,
                negated,
                clause: scan.clauses.len() as u32,
                contrast: 1.0,
            });
            intensity = 1.0;
        }
        at += length;
    }
    scan
}

impl Scan {
    /// What a hit adds toward the target at these tokens.
    pub(super) fn weigh(&self, hit: &Hit, target: &Range<usize>) -> f32 {
        let clause = self.clauses.partition_point(|&c| c <= target.start) as u32;
        let before = target.end <= hit.tokens.start;
        let distance = if before {
            hit.tokens.start - target.end
        } else {
            hit.tokens.start.saturating_sub(target.end).max(target.start.saturating_sub(hit.tokens.end))
        };
        let near = if clause == hit.clause { 1.0 } else { 0.45 };
        let value = match hit.frame {
            Some(frame) if before != hit.passive => frame.subject,
            Some(frame) => frame.object,
            None => hit.value,
        };
        value * near * hit.contrast / (1.0 + distance as f32 / 12.0)
    }
}

fn ends_in_ed(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("en")
}

/// The longest phrase that begins at a token: its length in tokens and value.
fn phrase(article: &Annotated, sentence: &Sentence, at: usize) -> Option<(usize, f32)> {
    let rest = &article.tokens[at + 1..sentence.tokens.end];
    LEXICON.phrases.get(&article.tokens[at].stem)?.iter().find_map(|(stems, value)| {
        let fits = rest.len() >= stems.len() && stems.iter().zip(rest).all(|(stem, token)| *stem == token.stem);
        fits.then_some((stems.len() + 1, *value))
    })
}
