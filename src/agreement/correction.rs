//! Shares corrected for a classifier's errors: the counted shares are what its rates of error make of the true ones, so
//! the true ones are found by turning that round (Rogan & Gladen 1978; for more than two classes the inverse matrix).

use super::{DRAWS, Judgement, percentiles};
use crate::agreement::confusion::effective;
use crate::summary::SplitMix;
use serde::{Deserialize, Serialize};

/// Effective rows a class must have been coded with, for its rates to say anything.
const LEAST_ROWS: f64 = 5.0;
/// Least determinant of the rates: nearer to zero, the classes cannot be told apart by what the machine says.
const LEAST_DETERMINANT: f64 = 0.1;

type Matrix = [[f64; 3]; 3];

/// How often the machine gives each of three classes (negative, neutral, positive) to a text of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Share of the coders' class (row) to which the machine gives a class (column); a row adds up to 1.
    pub rates: Matrix,
    /// Effective number of rows behind each of them.
    pub rows: [f64; 3],
}

/// Shares of three classes, each with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corrected {
    /// The shares; they add up to 1.
    pub shares: [f64; 3],
    /// Lower and upper ends.
    pub intervals: [(f64, f64); 3],
}

impl Rates {
    /// The rates in judgements over three labels.
    pub fn of(judgements: &[Judgement]) -> Rates {
        let mut rates = [[0.0; 3]; 3];
        let mut rows = [0.0; 3];
        for class in 0..3 {
            let part = |j: &Judgement| {
                let given = j.coders.iter().filter(|coder| **coder == class).count();
                j.weight * given as f64 / j.coders.len().max(1) as f64
            };
            let all: f64 = judgements.iter().map(part).sum();
            for judgement in judgements.iter().filter(|_| all > 0.0) {
                rates[class][judgement.machine] += part(judgement) / all;
            }
            rows[class] = effective(judgements.iter().map(part));
        }
        Rates { rates, rows }
    }

    /// Whether shares can be corrected: every class was coded, and the machine tells them apart.
    pub fn identify(&self) -> bool {
        self.rows.iter().all(|n| *n >= LEAST_ROWS) && determinant(&self.rates) >= LEAST_DETERMINANT
    }
}

/// Corrects the counts of the three classes; `None` of nothing, or where the rates do not identify them. What falls
/// out of 0 to 1 is set to the nearest end, and the shares are made to add up to 1. The interval draws both the
/// counts and the rates anew (parametric bootstrap).
pub fn correct(counts: [u64; 3], rates: &Rates, seed: u64) -> Option<Corrected> {
    let n: u64 = counts.iter().sum();
    if n == 0 || !rates.identify() {
        return None;
    }
    let observed = counts.map(|count| count as f64 / n as f64);
    let shares = solve(&rates.rates, observed)?;
    let mut random = SplitMix::new(seed);
    let mut draws: [Vec<f64>; 3] = Default::default();
    for _ in 0..DRAWS {
        let drawn = [0, 1, 2].map(|class| draw(&rates.rates[class], rates.rows[class].round() as u64, &mut random));
        let observed = draw(&observed, n, &mut random);
        if let Some(shares) = solve(&drawn, observed).filter(|_| determinant(&drawn) >= LEAST_DETERMINANT / 2.0) {
            draws.iter_mut().zip(shares).for_each(|(draws, share)| draws.push(share));
        }
    }
    let [negative, neutral, positive] = draws.map(percentiles);
    Some(Corrected { shares, intervals: [negative?, neutral?, positive?] })
}

/// Shares of `n` draws from a distribution.
fn draw(shares: &[f64; 3], n: u64, random: &mut SplitMix) -> [f64; 3] {
    let mut counts = [0u64; 3];
    for _ in 0..n.max(1) {
        let at = random.unit();
        let class = if at < shares[0] { 0 } else { 1 + usize::from(at >= shares[0] + shares[1]) };
        counts[class] += 1;
    }
    counts.map(|count| count as f64 / n.max(1) as f64)
}

/// The shares q with observed = Σ q[class] · rates[class], by Cramer's rule, brought back between 0 and 1.
fn solve(rates: &Matrix, observed: [f64; 3]) -> Option<[f64; 3]> {
    let whole = determinant(rates);
    if whole.abs() < 1e-9 {
        return None;
    }
    let mut shares = [0.0; 3];
    for (class, share) in shares.iter_mut().enumerate() {
        let mut with = *rates;
        with[class] = observed;
        *share = (determinant(&with) / whole).clamp(0.0, 1.0);
    }
    let sum: f64 = shares.iter().sum();
    (sum > 0.0).then(|| shares.map(|share| share / sum))
}

fn determinant(m: &Matrix) -> f64 {
    let minor = |a: usize, b: usize| m[1][a] * m[2][b] - m[1][b] * m[2][a];
    m[0][0] * minor(1, 2) - m[0][1] * minor(0, 2) + m[0][2] * minor(0, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rates(rates: Matrix) -> Rates {
        Rates { rates, rows: [100.0; 3] }
    }

    /// The machine sees 8 of 10 negatives, and takes 1 in 10 neutrals for one: of 100 texts, 40 negative and 60
    /// neutral, it calls 40·0.8 + 60·0.1 = 38 negative. Rogan and Gladen: (0.38 − 0.1) / (0.8 − 0.1) = 0.4.
    #[test]
    fn a_share_is_what_it_was_before_the_errors() {
        let rates = rates([[0.8, 0.2, 0.0], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]]);
        let corrected = correct([38, 62, 0], &rates, 1).unwrap();
        assert!((corrected.shares[0] - 0.4).abs() < 1e-9, "{corrected:?}");
        let (low, high) = corrected.intervals[0];
        assert!(low < 0.4 && 0.4 < high, "{corrected:?}");
    }

    #[test]
    fn no_share_leaves_its_bounds() {
        let rates = rates([[0.8, 0.2, 0.0], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]]);
        // Fewer than the errors alone would make.
        assert_eq!(correct([2, 98, 0], &rates, 1).unwrap().shares, [0.0, 1.0, 0.0]);
    }

    #[test]
    fn what_the_rates_do_not_tell_apart_is_left_empty() {
        let blind = rates([[0.4, 0.4, 0.2], [0.4, 0.4, 0.2], [0.1, 0.1, 0.8]]);
        assert_eq!(correct([5, 5, 5], &blind, 1), None);
        let few = Rates { rates: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], rows: [50.0, 50.0, 4.0] };
        assert_eq!(correct([5, 5, 5], &few, 1), None);
        assert_eq!(correct([0, 0, 0], &rates([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), 1), None);
    }

    proptest! {
        #[test]
        fn errors_added_are_taken_away(a in 0.0f64..1.0, b in 0.0f64..1.0) {
            let (a, b) = (a.min(b), a.max(b));
            let truth = [a, b - a, 1.0 - b];
            let m = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.05, 0.15, 0.8]];
            let seen = [0, 1, 2].map(|said| (0..3).map(|class| truth[class] * m[class][said]).sum());
            let found = solve(&m, seen).unwrap();
            prop_assert!(truth.iter().zip(found).all(|(t, f)| (t - f).abs() < 1e-9));
        }
    }
}
