//! The words, phrases and verb frames of a sentence that speak for or against, turned by negation, weighed by
//! intensity and contrast.

use super::lexicon::{Frame, Kind, Lexicon, Sense, turn};
use super::relief::relieve;
use super::turned::Turned;
use crate::article::Span;
use crate::found::{Annotated, Sentence, Shape};
use std::ops::Range;

/// A word or phrase that speaks for or against.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub tokens: Range<usize>,
    pub span: Span,
    /// Value after negation and intensity.
    pub value: f32,
    pub frame: Option<Frame>,
    pub passive: bool,
    pub negated: bool,
    pub clause: u32,
    /// Weight from a contrast in the sentence.
    pub contrast: f32,
}

/// All that is found in a sentence, whatever the target.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub hits: Vec<Hit>,
    pub hedges: Vec<Span>,
    /// First token of each clause.
    pub clauses: Vec<usize>,
    /// First token of each capitalised run but one that opens the sentence.
    pub names: Vec<usize>,
    /// Tokens of verbs of saying.
    pub speech: Vec<usize>,
    /// Tokens of "be" and its like.
    pub copulas: Vec<usize>,
    /// Tokens that negate.
    pub negations: Vec<usize>,
    /// Tokens that deny, in a language beside English.
    pub denials: Vec<usize>,
    /// Tokens of charges that fell.
    pub relieved: Vec<Range<usize>>,
    /// Whether it is written as a headline: no mark ends it.
    pub headline: bool,
    /// Tokens of the sentence.
    pub length: usize,
}

/// Words a negation may reach.
const SCOPE: usize = 8;
/// What a negation makes of a word's value.
const TURNED: f32 = -0.7;

/// Looks up every token of a sentence once; no word of `names`, the tokens of its mentions, judges.
pub(super) fn scan(lexicon: &Lexicon, article: &Annotated, sentence: &Sentence, names: &[Range<usize>]) -> Scan {
    let mut scan = Scan {
        clauses: vec![sentence.tokens.start],
        length: sentence.tokens.len(),
        headline: article.tokens[sentence.tokens.clone()].last().is_some_and(|t| t.shape != Shape::Mark),
        ..Scan::default()
    };
    let count = |shapes: &[Shape]| {
        article.tokens[sentence.tokens.clone()].iter().filter(|token| shapes.contains(&token.shape)).count()
    };
    let capitals = count(&[Shape::Capital, Shape::Upper]) > count(&[Shape::Lower]);
    let mut named = true;
    let mut negation: Option<usize> = None;
    let mut intensity = 1.0;
    let mut turned = Turned::default();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let token = &article.tokens[at];
        if token.shape == Shape::Mark {
            if matches!(article.text(sentence, at), "," | ";" | ":" | "—" | "–") {
                scan.clauses.push(at + 1);
                negation = None;
                turned.forget();
            }
            named = false;
            at += 1;
            continue;
        }
        let capital = matches!(token.shape, Shape::Capital | Shape::Upper);
        if capital && !named {
            scan.names.push(at);
        }
        named = capital;
        let kind = lexicon.words.get(&token.word).copied();
        match kind {
            Some(Kind::Contrast) => {
                scan.hits.iter_mut().for_each(|hit| hit.contrast = 0.6);
                scan.clauses.push(at);
                negation = None;
                turned.forget();
            }
            Some(Kind::Negation) => {
                scan.negations.push(at);
                negation = Some(at);
                let clause = scan.clauses.len() as u32;
                let before =
                    scan.hits.iter_mut().rev().take_while(|h| h.clause == clause && h.tokens.end + lexicon.back > at);
                before.filter(|h| !h.negated).for_each(|hit| {
                    hit.value *= TURNED;
                    hit.negated = true;
                });
            }
            Some(Kind::Denial) => scan.denials.push(at),
            Some(Kind::Intensifier) => intensity = 1.3,
            Some(Kind::Diminisher) => intensity = 0.6,
            Some(Kind::Hedge) => scan.hedges.push(token.span),
            Some(Kind::Speech) => scan.speech.push(at),
            Some(Kind::Copula) => scan.copulas.push(at),
            _ => {}
        }
        if lexicon.denials.value(token.word, || article.text(sentence, at)).is_some() {
            scan.denials.push(at);
        }
        // Inside a name (Ally, Hero, Securities) no word judges; in a headline that capitalises every word, any may.
        let inside = at > sentence.tokens.start && !capitals || names.iter().any(|n| n.contains(&at));
        if capital && inside {
            at += 1;
            continue;
        }
        let (length, sense) = match phrase(lexicon, article, sentence, at) {
            Some((length, sense)) => (length, Some(sense)),
            None => {
                let own = lexicon.own.value(token.word, || article.text(sentence, at)).map(Sense::Word);
                (1, own.or(lexicon.frames.get(&token.stem).copied().map(Sense::Frame)))
            }
        };
        let (value, frame) = match sense {
            Some(Sense::Word(value)) => (Some(value), None),
            Some(Sense::Frame(frame)) => (None, Some(frame)),
            None => (lexicon.stems.get(&token.stem).copied(), None),
        };
        let value = value.or(match kind {
            Some(Kind::Word(value)) => Some(value),
            _ => None,
        });
        // A word that only negates has no value of its own; a failure has both.
        if value.is_some_and(|v| v != 0.0) || frame.is_some() {
            let end = at + length;
            let negated = negation.is_some_and(|n| n < at && at - n <= SCOPE);
            let sign = if negated { TURNED } else { 1.0 };
            let by = end < sentence.tokens.end && article.text(sentence, end).eq_ignore_ascii_case("by");
            let be = scan.copulas.last().is_some_and(|be| be + 2 >= at && *be < at);
            let passive = by || be && ends_in_ed(article.text(sentence, at));
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
        if length == 1 {
            let what = lexicon.turns.get(&token.word).copied().unwrap_or(0)
                | lexicon.turns.get(&token.stem).map_or(0, |what| what & (turn::RISE | turn::FALL | turn::LIFT));
            let plain = token.shape == Shape::Lower && !article.text(sentence, at).ends_with("ly");
            let negated = negation.is_some_and(|n| n < at && at - n <= SCOPE);
            turned.read(&mut scan, (at, token.span), what, plain, negated);
            // "Added 6 %": a share that gains.
            let next = |n: usize| Some(at + n).filter(|next| *next < sentence.tokens.end);
            if what & turn::GAIN != 0
                && next(1).is_some_and(|n| article.tokens[n].shape == Shape::Number)
                && next(2).is_some_and(|n| {
                    matches!(article.text(sentence, n), "%" | "percent" | "per" | "pct" | "points" | "pence" | "cents")
                })
                && scan.hits.last().is_none_or(|h| h.tokens.end <= at)
            {
                scan.hits.push(Hit {
                    tokens: at..at + 1,
                    span: token.span,
                    value: if negated { 2.0 * TURNED } else { 2.0 },
                    frame: None,
                    passive: false,
                    negated,
                    clause: scan.clauses.len() as u32,
                    contrast: 1.0,
                });
            }
        } else {
            // "Threw out the lawsuit against Acme": the phrase begins with a burden that is lifted.
            let charge = lexicon.turns.get(&token.word).map_or(0, |what| what & turn::CHARGE);
            if frame.is_some() && charge != 0 {
                turned.read(&mut scan, (at, token.span), charge, false, false);
            }
            turned.forget();
        }
        at += length;
    }
    if article.language == "en" {
        relieve(&mut scan, article, sentence);
    }
    scan
}

fn ends_in_ed(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("en")
}

/// The longest phrase that begins at a token: its length in tokens and sense.
fn phrase(lexicon: &Lexicon, article: &Annotated, sentence: &Sentence, at: usize) -> Option<(usize, Sense)> {
    let rest = &article.tokens[at + 1..sentence.tokens.end];
    lexicon.phrases.get(&article.tokens[at].stem)?.iter().find_map(|(stems, sense)| {
        let fits = rest.len() >= stems.len() && stems.iter().zip(rest).all(|(stem, token)| *stem == token.stem);
        fits.then_some((stems.len() + 1, *sense))
    })
}
