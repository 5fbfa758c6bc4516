//! What the hits of a sentence say toward one target, as the few figures that the mapping weighs.

use super::rules::{Hit, Scan};
use std::ops::Range;

/// Names of the figures, the rows of `mapping.csv`. Sums of values are ln(1 + sum), each for and against.
pub const EVIDENCE: [&str; 22] = [
    "always",
    // Words in the target's clause, in other clauses, and with another name between.
    "near_positive",
    "near_negative",
    "far_positive",
    "far_negative",
    "blocked_positive",
    "blocked_negative",
    // Words after a copula that follows the target.
    "predicate_positive",
    "predicate_negative",
    // Words that the target itself says.
    "own_positive",
    "own_negative",
    // Verb frames: what the target does, and what is done to it.
    "acts_positive",
    "acts_negative",
    "met_positive",
    "met_negative",
    // All of it again in a headline.
    "headline_positive",
    "headline_negative",
    // 1 in a headline; 1 where the target speaks; ln(tokens / 20); 1 where nothing speaks; 1 where the target leads.
    "headline",
    "speaks",
    "length",
    "silent",
    "leads",
];

/// Place of `silent`.
pub(super) const SILENT: usize = 20;

/// The figures of one sentence toward one target.
pub type Evidence = [f32; EVIDENCE.len()];

/// Tokens after a copula that belong to its predicate.
const PREDICATE: usize = 8;

/// Sums the hits of a sentence toward the target at these tokens; `each` is told to which figure every hit adds what.
pub(super) fn weigh(
    scan: &Scan,
    start: usize,
    target: &Range<usize>,
    mut each: impl FnMut(&Hit, usize, f32),
) -> Evidence {
    let mut evidence = Evidence::default();
    let clause = scan.clauses.partition_point(|&c| c <= target.start) as u32;
    let speaks = scan.speech.iter().copied().find(|&s| s >= target.end).filter(|s| s - target.end <= 2);
    let copula = scan.copulas.iter().copied().find(|&c| c >= target.end).filter(|c| c - target.end <= 2);
    for hit in &scan.hits {
        // A word of the target's name says nothing about it.
        if hit.tokens.start < target.end && target.start < hit.tokens.end {
            continue;
        }
        let before = target.end <= hit.tokens.start;
        let between = if before { target.end..hit.tokens.start } else { hit.tokens.end..target.start };
        let near = hit.contrast / (1.0 + between.len() as f32 / 12.0);
        let names = |r: &Range<usize>| {
            scan.names.partition_point(|&n| n < r.end) > scan.names.partition_point(|&n| n < r.start)
        };
        let (figure, value) = match hit.frame {
            Some(frame) if before != hit.passive => (11, frame.subject),
            Some(frame) => (13, frame.object),
            None if before && speaks.is_some_and(|s| s < hit.tokens.start) => (9, hit.value),
            None if before && copula.is_some_and(|c| hit.tokens.start - c.min(hit.tokens.start) <= PREDICATE) => {
                (7, hit.value)
            }
            None if clause != hit.clause => (3, hit.value),
            None if names(&between) => (5, hit.value),
            None => (1, hit.value),
        };
        let value = value * near;
        if value != 0.0 {
            evidence[figure + usize::from(value < 0.0)] += value.abs();
            each(hit, figure, value);
        }
    }
    let headline = f32::from(u8::from(scan.headline));
    let sum = |from: usize| (1..15).skip(from).step_by(2).map(|i| evidence[i]).sum::<f32>();
    let (positive, negative) = (sum(0), sum(1));
    (evidence[15], evidence[16]) = (positive * headline, negative * headline);
    for figure in &mut evidence[1..17] {
        *figure = figure.ln_1p();
    }
    evidence[0] = 1.0;
    evidence[17] = headline;
    evidence[18] = f32::from(u8::from(speaks.is_some()));
    evidence[19] = (scan.length as f32 / 20.0).ln();
    evidence[SILENT] = f32::from(u8::from(positive + negative == 0.0));
    evidence[21] = f32::from(u8::from(target.start == start));
    evidence
}
