//! How good chances are.

use crate::samples::Sample;
use pressmark::tone::{label, likeliest};
use std::collections::BTreeMap;

/// A sentence and the chances given to it.
pub struct Judged<'a> {
    pub sample: &'a Sample,
    /// Of negative, neutral, positive.
    pub chances: [f32; 3],
    /// Whether the model had a say.
    pub model: bool,
}

impl<'a> Judged<'a> {
    pub fn of(sample: &'a Sample, chances: [f32; 3]) -> Self {
        Judged { sample, chances, model: true }
    }

    /// The same, of the rules alone.
    pub fn of_rules(sample: &'a Sample, chances: [f32; 3]) -> Self {
        Judged { model: false, ..Judged::of(sample, chances) }
    }

    fn said(&self) -> usize {
        if self.model { label(&self.chances) } else { likeliest(&self.chances) }
    }

    /// Minus the logarithm of the chance given to what is right.
    pub fn loss(&self) -> f64 {
        -f64::from(self.chances[self.sample.label].max(1e-6)).ln()
    }
}

/// One line: macro-F1, F1 of each label, share taken for the opposite, log loss, agreement of the targets' means.
pub fn table(name: &str, judged: &[Judged]) {
    let mut counts = [[0usize; 3]; 3];
    let mut means: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    let mut hard: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for j in judged {
        counts[j.sample.label][j.said()] += 1;
        let said = f64::from(j.chances[2] - j.chances[0]);
        hard.entry(&j.sample.target).or_default().push((j.sample.label as f64 - 1.0, j.said() as f64 - 1.0));
        means.entry(&j.sample.target).or_default().push((j.sample.label as f64 - 1.0, said));
    }
    let f1 = [0, 1, 2].map(|c| {
        let of: usize = counts[c].iter().sum::<usize>() + counts.iter().map(|row| row[c]).sum::<usize>();
        2.0 * counts[c][c] as f64 / of.max(1) as f64
    });
    let n = judged.len() as f64;
    let swapped = (counts[0][2] + counts[2][0]) as f64 / n;
    let loss = judged.iter().map(Judged::loss).sum::<f64>() / n;
    let pairs: Vec<(f64, f64)> = means
        .values()
        .filter(|v| v.len() >= 5)
        .map(|v| {
            let mean = |f: &dyn Fn(&(f64, f64)) -> f64| v.iter().map(f).sum::<f64>() / v.len() as f64;
            (mean(&|p| p.0), mean(&|p| p.1))
        })
        .collect();
    for least in [3, 5, 8, 12, 20] {
        let of = |m: &BTreeMap<&str, Vec<(f64, f64)>>| -> Vec<(f64, f64)> {
            m.values()
                .filter(|v| v.len() >= least)
                .map(|v| {
                    let mean = |f: &dyn Fn(&(f64, f64)) -> f64| v.iter().map(f).sum::<f64>() / v.len() as f64;
                    (mean(&|p| p.0), mean(&|p| p.1))
                })
                .collect()
        };
        println!(
            "    n>={least}: soft {:.3} hard {:.3} of {}",
            correlation(&of(&means)),
            correlation(&of(&hard)),
            of(&means).len()
        );
    }
    println!(
        "{name:32} macro-F1 {:.4} ({:.3} {:.3} {:.3})  swapped {:.1} %  loss {loss:.4}  means r {:.3} ({:.2} to {:.2}) of {}",
        f1.iter().sum::<f64>() / 3.0,
        f1[0],
        f1[1],
        f1[2],
        100.0 * swapped,
        correlation(&pairs),
        interval(&pairs, -1.0),
        interval(&pairs, 1.0),
        pairs.len()
    );
}

/// An end of the 95 % interval of a correlation (Fisher 1921): the lower for a side of -1, the upper for 1.
fn interval(pairs: &[(f64, f64)], side: f64) -> f64 {
    (correlation(pairs).atanh() + side * 1.96 / (pairs.len() as f64 - 3.0).sqrt()).tanh()
}

/// By how sure it is: how many sentences, what chance it gave on average, how often it was right.
pub fn reliability(name: &str, judged: &[Judged]) {
    for (from, to) in [(0.3, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)] {
        let sure = |j: &Judged| j.chances[likeliest(&j.chances)];
        let here: Vec<&Judged> = judged.iter().filter(|j| (from..to).contains(&sure(j))).collect();
        if here.is_empty() {
            continue;
        }
        let n = here.len() as f32;
        let said = here.iter().map(|j| sure(j)).sum::<f32>() / n;
        let right = here.iter().filter(|j| likeliest(&j.chances) == j.sample.label).count() as f32 / n;
        println!(
            "{name:12} {from:.1} to {:.1}: {:5} sentences, said {said:.3}, right {right:.3}",
            to.min(1.0),
            here.len()
        );
    }
}

fn correlation(pairs: &[(f64, f64)]) -> f64 {
    let mean = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>() / pairs.len().max(1) as f64;
    let (a, b) = (mean(&|p| p.0), mean(&|p| p.1));
    mean(&|p| (p.0 - a) * (p.1 - b)) / (mean(&|p| (p.0 - a).powi(2)) * mean(&|p| (p.1 - b).powi(2))).sqrt()
}
