//! Figures that are better low: where costs fall, a loss narrows or a lawsuit is thrown out, what falls speaks for, and
//! what rises against.

use super::lexicon::turn;
use super::rules::{Hit, Scan};
use crate::article::Span;

/// What a burden that falls, or rises, is worth.
const WORTH: f32 = 2.0;

/// The last burden and the last verb of a figure that a later word may belong to.
#[derive(Debug, Default)]
pub(super) struct Turned {
    burden: Option<(usize, u8)>,
    verb: Option<(usize, Span, u8, bool)>,
}

impl Turned {
    /// At the border of a clause.
    pub fn forget(&mut self) {
        *self = Turned::default();
    }

    /// Reads a word: what it is, and whether it is a plain one that parts what stands before from what follows.
    pub fn read(&mut self, scan: &mut Scan, (at, span): (usize, Span), what: u8, plain: bool, negated: bool) {
        let burden = what & (turn::BURDEN | turn::CHARGE);
        let verb = what & (turn::RISE | turn::FALL | turn::LIFT);
        if burden != 0
            && let Some((verb_at, verb_span, verb, negated)) = self.verb
        {
            self.forget();
            turn(scan, (at, burden), (verb_at, verb_span, verb, negated));
        } else if verb != 0
            && let Some((burden_at, burden)) = self.burden
        {
            self.forget();
            turn(scan, (burden_at, burden), (at, span, verb, negated));
        } else if burden != 0 {
            self.burden = Some((at, burden));
            self.verb = None;
        } else if verb != 0 {
            self.verb = Some((at, span, verb, negated));
        } else {
            // "Cut its fuel costs", but not "fell 3 % on costs"; "costs at Acme fell", but not "costs hit shares, which fell".
            if what & turn::BRIDGE == 0 {
                self.verb = None;
            }
            if plain && what & (turn::BRIDGE | turn::SPAN) == 0 {
                self.burden = None;
            }
        }
    }
}

fn turn(scan: &mut Scan, (burden_at, burden): (usize, u8), (at, span, verb, negated): (usize, Span, u8, bool)) {
    let sign = if verb & turn::RISE != 0 {
        // A claim that grows is no more of a burden than its word says.
        if burden & turn::BURDEN == 0 {
            return;
        }
        -1.0
    } else {
        1.0
    };
    let value = sign * WORTH * if negated { -0.7 } else { 1.0 };
    let clause = scan.clauses.len() as u32;
    scan.hits.retain(|h| h.tokens.start != burden_at);
    let place = scan.hits.partition_point(|h| h.tokens.start < at);
    match scan.hits.get_mut(place).filter(|h| h.tokens == (at..at + 1)) {
        Some(hit) => {
            hit.value = value;
            hit.frame = None;
        }
        None => scan.hits.insert(
            place,
            Hit { tokens: at..at + 1, span, value, frame: None, passive: false, negated, clause, contrast: 1.0 },
        ),
    }
}
