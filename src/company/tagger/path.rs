//! The likeliest labels of a run, and the organisations they name.

use super::model::Model;
use std::ops::Range;

/// What a token of a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Label {
    None,
    Organisation,
    InOrganisation,
    Person,
    InPerson,
    Place,
    InPlace,
    Other,
    InOther,
}

/// Number of labels.
pub const LABELS: usize = 9;
/// Row of the transitions from before the run.
pub const START: usize = LABELS;

impl Label {
    /// All of them, in the order of the weights.
    pub const ALL: [Label; LABELS] = [
        Label::None,
        Label::Organisation,
        Label::InOrganisation,
        Label::Person,
        Label::InPerson,
        Label::Place,
        Label::InPlace,
        Label::Other,
        Label::InOther,
    ];

    /// Whether `next` may follow: a name goes on only in itself.
    pub fn leads(from: usize, next: usize) -> bool {
        next == 0 || next % 2 == 1 || (from < LABELS && from != 0 && from.div_ceil(2) == next / 2)
    }
}

const BODY: usize = 1;
const PERSON: usize = 3;

/// Room for the search, kept between runs.
#[derive(Default)]
pub struct Room {
    back: Vec<[u8; LABELS]>,
    path: Vec<u8>,
}

const NEVER: i32 = i32::MIN / 2;

/// Calls `tell` with each organisation and person of two words, which it is, and how much the best labels score above
/// the best that do not begin it there.
pub fn names(scores: &[[i32; LABELS]], model: &Model, room: &mut Room, mut tell: impl FnMut(Range<usize>, Label, i32)) {
    let best = search(scores, model, &mut room.back, None);
    let mut label = best.1;
    room.path.clear();
    room.path.resize(scores.len(), 0);
    for at in (0..scores.len()).rev() {
        room.path[at] = label as u8;
        label = usize::from(room.back[at][label]);
    }
    let mut at = 0;
    while at < scores.len() {
        let first = usize::from(room.path[at]);
        if first != BODY && first != PERSON {
            at += 1;
            continue;
        }
        let end = (at + 1..scores.len()).find(|&n| usize::from(room.path[n]) != first + 1).unwrap_or(scores.len());
        if first == BODY || end > at + 1 {
            let other = search(scores, model, &mut room.back, Some((at, first)));
            tell(at..end, Label::ALL[first], best.0.saturating_sub(other.0));
        }
        at = end;
    }
}

/// The best score and its last label, where at one token one label is barred.
fn search(
    scores: &[[i32; LABELS]],
    model: &Model,
    back: &mut Vec<[u8; LABELS]>,
    barred: Option<(usize, usize)>,
) -> (i32, usize) {
    back.clear();
    let mut sums = [NEVER; LABELS];
    for (at, score) in scores.iter().enumerate() {
        let mut next = [NEVER; LABELS];
        let mut from = [0u8; LABELS];
        for label in 0..LABELS {
            if barred == Some((at, label)) {
                continue;
            }
            let own = score[label] - if label == BODY { model.lean } else { 0 };
            if at == 0 {
                if Label::leads(START, label) {
                    next[label] = own + model.step(START, label);
                }
                continue;
            }
            for (before, &so_far) in sums.iter().enumerate() {
                let sum = so_far + own + model.step(before, label);
                if Label::leads(before, label) && so_far > NEVER && sum > next[label] {
                    next[label] = sum;
                    from[label] = before as u8;
                }
            }
        }
        back.push(from);
        sums = next;
    }
    let mut best = (NEVER, 0);
    for (label, &sum) in sums.iter().enumerate() {
        if sum > best.0 {
            best = (sum, label);
        }
    }
    best
}
