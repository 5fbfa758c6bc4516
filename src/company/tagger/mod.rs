//! The trained tagger: names of organisations that no list holds and no rule tells, in runs of words with capitals.
//!
//! Contract: what it finds lies in one sentence, begins and ends with a word or number, and overlaps nothing else it
//! finds. The weights are whole numbers, so the same text gives the same names on any machine.

mod model;
mod path;
mod run;
mod sight;

pub(super) use model::{FILE, MODEL};
pub use model::{Model, PLACES, STEPS};
pub use path::{LABELS, Label, START};
pub use run::each as each_run;
pub use sight::{Lexicon, Marks, Sight, root};

use super::page::{Found, Page};
use crate::annotate::words;
use crate::found::{EntityKey, EntityType, Shape, Token};
use std::ops::Range;

/// Numbers of the places of what is seen of one token.
pub type Seen = Vec<u32>;

/// A run of words with capitals, with what is seen of each token.
#[derive(Debug)]
pub struct Sample {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens in the article.
    pub tokens: Range<usize>,
    /// What is seen of each.
    pub seen: Vec<Seen>,
}

/// All runs of an article, for training.
pub(super) fn samples(page: &Page, marks: &Marks, lexicon: &Lexicon) -> Vec<Sample> {
    let mut samples = Vec::new();
    let sight = Sight::new(page, marks, lexicon);
    for (no, sentence) in page.sentences().filter(|(no, _)| page.cased[*no]) {
        let (text, tokens) = page.of(sentence);
        each_run(text, tokens, |run| {
            let mut seen = vec![Seen::new(); run.len()];
            let line = sight.line(text, tokens, sentence.tokens.start, run.clone());
            for (n, places) in seen.iter_mut().enumerate() {
                line.look(run.start + n, |key| places.push(model::place(key)));
            }
            let base = sentence.tokens.start;
            samples.push(Sample { sentence: no, tokens: base + run.start..base + run.end, seen });
        });
    }
    samples
}

/// What the tagger finds in an article.
#[derive(Default)]
pub(super) struct Guesses {
    /// Organisations, in reading order.
    pub bodies: Vec<Found>,
    /// By how much each is likelier than what else it may be.
    pub margins: Vec<i32>,
    /// Tokens of persons of two words and more of whom it is sure.
    pub persons: Vec<Range<usize>>,
}

/// Margin from which an organisation may give a name of the rules other bounds, and teaches its name.
pub(super) const SURE_BODY: i32 = 64;
/// Margin from which a person is sure.
const SURE_PERSON: i32 = 96;

/// Organisations and persons.
pub(super) fn find(page: &Page, marks: &Marks, model: &Model) -> Guesses {
    let mut found = Guesses::default();
    if model.is_empty() {
        return found;
    }
    let sight = Sight::new(page, marks, &model.lexicon);
    let mut scores: Vec<[i32; LABELS]> = Vec::new();
    let mut room = path::Room::default();
    for (no, sentence) in page.sentences().filter(|(no, _)| page.cased[*no]) {
        let (text, tokens) = page.of(sentence);
        let (base, all) = (sentence.tokens.start, tokens);
        each_run(text, tokens, |run| {
            if opens_only(all, &run) {
                return;
            }
            scores.clear();
            let line = sight.line(text, tokens, base, run.clone());
            for at in run.clone() {
                let mut sum = [0; LABELS];
                line.look(at, |key| model.add(&mut sum, key));
                scores.push(sum);
            }
            path::names(&scores, model, &mut room, |name, label, margin| {
                let tokens = base + run.start + name.start..base + run.start + name.end;
                if label == Label::Person {
                    if margin >= SURE_PERSON {
                        found.persons.push(tokens);
                    }
                    return;
                }
                let local = run.start + name.start..run.start + name.end;
                if lands(text, &all[local], &model.lexicon) {
                    return;
                }
                let shown: Box<str> = page.shown(no, &tokens).into();
                found.bodies.push(Found {
                    entity: EntityKey::Found(shown, EntityType::Organisation),
                    sentence: no,
                    tokens,
                    rule: "tagger",
                    sure: model.sureness(margin),
                });
                found.margins.push(margin);
            });
        });
    }
    found
}

/// Whether a name is one plain word that has its capital from the beginning of the sentence: "Labour inspectors".
pub(super) fn opens_only(tokens: &[Token], name: &Range<usize>) -> bool {
    *name == (0..1) && tokens[0].shape == Shape::Capital && words::is_common(tokens[0].word)
}

/// Whether a name is that of a country or its people and nothing more.
fn lands(text: &str, name: &[Token], lexicon: &Lexicon) -> bool {
    name.iter().filter(|t| run::capital(t)).all(|t| {
        lexicon.of(t.word) & Lexicon::LAND != 0 || (t.shape == Shape::Capital && lexicon.of_land(t.span.of(text)))
    })
}
