//! Precision, recall and F1 of a machine against coders, weighted back to the population a stratified sample stands for.

use super::{DRAWS, percentiles};
use crate::summary::SplitMix;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A row that was judged by the machine and by one coder or more; each coder has an equal part of its weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The stratum it was drawn from.
    pub stratum: String,
    /// How many of the population it stands for.
    pub weight: f64,
    /// The machine's label, as a place in the labels.
    pub machine: usize,
    /// Each coder's.
    pub coders: Vec<usize>,
}

/// A figure with its 95 % interval; `None` where there is nothing to make it from.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Estimate {
    /// The figure.
    pub value: Option<f64>,
    /// Lower end.
    pub lo: Option<f64>,
    /// Upper end.
    pub hi: Option<f64>,
}

impl Estimate {
    /// A figure and its interval.
    pub fn new(value: Option<f64>, interval: Option<(f64, f64)>) -> Self {
        let interval = interval.filter(|_| value.is_some());
        Estimate { value, lo: interval.map(|i| i.0), hi: interval.map(|i| i.1) }
    }
}

/// What the machine said (rows) against what coders said (columns), in weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Confusion(pub Vec<Vec<f64>>);

impl Confusion {
    /// Adds up judgements over `k` labels.
    pub fn of<'a>(judgements: impl IntoIterator<Item = &'a Judgement>, k: usize) -> Self {
        let mut cells = vec![vec![0.0; k]; k];
        for judgement in judgements {
            for coder in &judgement.coders {
                cells[judgement.machine][*coder] += judgement.weight / judgement.coders.len() as f64;
            }
        }
        Confusion(cells)
    }

    fn said(&self, label: usize) -> f64 {
        self.0[label].iter().sum()
    }

    fn is(&self, label: usize) -> f64 {
        self.0.iter().map(|row| row[label]).sum()
    }

    fn precision(&self, label: usize) -> Option<f64> {
        ratio(self.0[label][label], self.said(label))
    }

    fn recall(&self, label: usize) -> Option<f64> {
        ratio(self.0[label][label], self.is(label))
    }

    /// 2·right / (said + is); `None` where neither has the label.
    fn f1(&self, label: usize) -> Option<f64> {
        ratio(2.0 * self.0[label][label], self.said(label) + self.is(label))
    }

    /// Mean F1 of the labels in `of` that the machine or a coder gave.
    fn macro_f1(&self, of: &[usize]) -> Option<f64> {
        let all: Vec<f64> = of.iter().filter_map(|label| self.f1(*label)).collect();
        ratio(all.iter().sum(), all.len() as f64)
    }

    fn accuracy(&self) -> Option<f64> {
        let right = (0..self.0.len()).map(|label| self.0[label][label]).sum();
        ratio(right, (0..self.0.len()).map(|label| self.said(label)).sum())
    }
}

fn ratio(part: f64, of: f64) -> Option<f64> {
    (of > 0.0).then(|| part / of)
}

/// How a machine does with one label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassScores {
    /// The label.
    pub label: String,
    /// Rows that the machine gave it.
    pub said_n: u64,
    /// Rows that a coder gave it.
    pub is_n: u64,
    /// Of what the machine said, how much is so.
    pub precision: Estimate,
    /// Of what is so, how much the machine said.
    pub recall: Estimate,
    /// Their harmonic mean.
    pub f1: Estimate,
}

/// How a machine does with all labels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Rows judged.
    pub rows_n: u64,
    /// Labels, in the order of rows and columns.
    pub labels: Vec<String>,
    /// What the machine said (rows) against coders (columns), weighted to the population.
    pub confusion: Vec<Vec<f64>>,
    /// Label by label.
    pub classes: Vec<ClassScores>,
    /// Mean F1 of the labels that were given.
    pub macro_f1: Estimate,
    /// Share that is right.
    pub accuracy: Estimate,
}

/// Scores judgements. Precision, recall and accuracy have Wilson intervals on Kish's effective number of rows; F1 has
/// a percentile bootstrap within strata, strata of one row taken together. `averaged`: the labels of the macro mean.
pub fn scores(judgements: &[Judgement], labels: &[&str], averaged: &[usize], seed: u64) -> Scores {
    let k = labels.len();
    let whole = Confusion::of(judgements, k);
    let draws: Vec<Confusion> = resamples(judgements, seed).map(|drawn| Confusion::of(drawn, k)).collect();
    let interval = |of: &dyn Fn(&Confusion) -> Option<f64>| percentiles(draws.iter().filter_map(of).collect());
    let said = |label: usize| judgements.iter().filter(move |j| j.machine == label);
    let is = |label: usize| judgements.iter().filter(move |j| j.coders.contains(&label));
    let classes = (0..k).map(|label| ClassScores {
        label: labels[label].to_string(),
        said_n: said(label).count() as u64,
        is_n: is(label).count() as u64,
        precision: proportion(whole.precision(label), said(label).map(|j| j.weight)),
        recall: proportion(whole.recall(label), is(label).map(|j| part_of(j, label))),
        f1: Estimate::new(whole.f1(label), interval(&|c| c.f1(label))),
    });
    Scores {
        rows_n: judgements.len() as u64,
        labels: labels.iter().map(|label| (*label).to_string()).collect(),
        classes: classes.collect(),
        macro_f1: Estimate::new(whole.macro_f1(averaged), interval(&|c| c.macro_f1(averaged))),
        accuracy: proportion(whole.accuracy(), judgements.iter().map(|j| j.weight)),
        confusion: whole.0,
    }
}

/// The share of rows that are so, each with its weight.
pub fn rate(rows: &[(f64, bool)]) -> Estimate {
    let so = rows.iter().filter(|row| row.1).map(|row| row.0).sum();
    proportion(ratio(so, rows.iter().map(|row| row.0).sum()), rows.iter().map(|row| row.0))
}

/// A row's weight as far as its coders gave the label.
fn part_of(judgement: &Judgement, label: usize) -> f64 {
    let given = judgement.coders.iter().filter(|coder| **coder == label).count();
    judgement.weight * given as f64 / judgement.coders.len().max(1) as f64
}

/// A share with its Wilson interval (1927) on the effective number of rows (Kish 1965): (Σw)² / Σw².
fn proportion(value: Option<f64>, weights: impl Iterator<Item = f64>) -> Estimate {
    let n = effective(weights);
    Estimate::new(value, value.filter(|_| n > 0.0).map(|p| wilson(p, n)))
}

/// Kish's effective number of rows.
pub fn effective(weights: impl Iterator<Item = f64>) -> f64 {
    let (sum, squares) = weights.fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    if squares > 0.0 { sum * sum / squares } else { 0.0 }
}

fn wilson(p: f64, n: f64) -> (f64, f64) {
    let z = 1.959_963_984_540_054_f64;
    let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    ((centre - half).max(0.0), (centre + half).min(1.0))
}

/// Draws with replacement within strata.
fn resamples(judgements: &[Judgement], seed: u64) -> impl Iterator<Item = Vec<&Judgement>> {
    let mut strata: BTreeMap<&str, Vec<&Judgement>> = BTreeMap::new();
    for judgement in judgements {
        strata.entry(&judgement.stratum).or_default().push(judgement);
    }
    let (single, mut strata): (Vec<_>, Vec<_>) = strata.into_values().partition(|rows| rows.len() == 1);
    strata.push(single.concat());
    strata.retain(|rows| !rows.is_empty());
    let mut random = SplitMix::new(seed);
    let draws = if judgements.len() > 1 { DRAWS } else { 0 };
    (0..draws).map(move |_| {
        let mut drawn = Vec::new();
        for rows in &strata {
            drawn.extend(rows.iter().map(|_| rows[random.below(rows.len() as u64) as usize]));
        }
        drawn
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(rows: &[(&str, f64, usize, &[usize])]) -> Vec<Judgement> {
        let row = |(stratum, weight, machine, coders): &(&str, f64, usize, &[usize])| Judgement {
            stratum: (*stratum).to_string(),
            weight: *weight,
            machine: *machine,
            coders: coders.to_vec(),
        };
        rows.iter().map(row).collect()
    }

    /// Two of three "a" are right, and one of two "b"; unweighted by hand: P(a) 2/3, R(a) 2/3, P(b) 1/2, R(b) 1/2.
    #[test]
    fn figures_as_counted_by_hand() {
        let rows = judged(&[
            ("s", 1.0, 0, &[0]),
            ("s", 1.0, 0, &[0]),
            ("s", 1.0, 0, &[1]),
            ("t", 1.0, 1, &[1]),
            ("t", 1.0, 1, &[0]),
        ]);
        let scores = scores(&rows, &["a", "b"], &[0, 1], 1);
        assert_eq!(scores.confusion, [[2.0, 1.0], [1.0, 1.0]]);
        assert_eq!(scores.classes[0].precision.value, Some(2.0 / 3.0));
        assert_eq!(scores.classes[0].recall.value, Some(2.0 / 3.0));
        assert_eq!(scores.classes[1].f1.value, Some(0.5));
        assert!((scores.macro_f1.value.unwrap() - (2.0 / 3.0 + 0.5) / 2.0).abs() < 1e-12);
        assert_eq!(scores.accuracy.value, Some(0.6));
        assert!(scores.accuracy.lo.unwrap() < 0.6 && scores.accuracy.hi.unwrap() > 0.6);
    }

    /// A stratum sampled one in ten counts ten times: P(a) = (1 + 10·1) / (2 + 10) where half of the first is right.
    #[test]
    fn rows_count_for_what_they_stand_for() {
        let rows = judged(&[("s", 1.0, 0, &[0]), ("s", 1.0, 0, &[1]), ("t", 10.0, 0, &[0])]);
        let scores = scores(&rows, &["a", "b"], &[0, 1], 1);
        assert!((scores.classes[0].precision.value.unwrap() - 11.0 / 12.0).abs() < 1e-12);
        assert_eq!(scores.classes[1].precision.value, None);
    }

    /// Coders who differ have half a row each.
    #[test]
    fn coders_who_differ_share_a_row() {
        let scores = scores(&judged(&[("s", 2.0, 0, &[0, 1])]), &["a", "b"], &[0, 1], 1);
        assert_eq!(scores.confusion, [[1.0, 1.0], [0.0, 0.0]]);
    }

    /// Wilson for 8 of 10, as in Newcombe (1998) and R's prop.test without correction: 0.490 to 0.943.
    #[test]
    fn the_interval_is_wilsons() {
        let rows: Vec<(f64, bool)> = (0..10).map(|n| (3.0, n < 8)).collect();
        let share = rate(&rows);
        assert_eq!(share.value, Some(0.8));
        assert!((share.lo.unwrap() - 0.4902).abs() < 1e-4 && (share.hi.unwrap() - 0.9433).abs() < 1e-4, "{share:?}");
    }
}
