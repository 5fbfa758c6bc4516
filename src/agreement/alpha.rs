//! Krippendorff's alpha, by the coincidence matrix (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability").

use super::{DRAWS, percentiles};
use crate::summary::SplitMix;

/// What a difference between two values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Equal or not.
    Nominal,
    /// By how many values stand between, as often as they were given.
    Ordinal,
    /// By the square of the difference.
    Interval,
}

/// Alpha of units, each with the values its coders gave, as places in `values` (ascending). Units with one value take
/// no part. `None` where nothing can be compared or all values are the same, so that chance has nothing to differ by.
pub fn alpha(units: &[Vec<usize>], values: &[f64], level: Level) -> Option<f64> {
    let k = values.len();
    let mut matrix = vec![vec![0.0; k]; k];
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        for (i, a) in unit.iter().enumerate() {
            for (j, b) in unit.iter().enumerate().filter(|(j, _)| *j != i) {
                debug_assert_ne!(i, j);
                matrix[*a][*b] += 1.0 / (unit.len() - 1) as f64;
            }
        }
    }
    let given: Vec<f64> = matrix.iter().map(|row| row.iter().sum()).collect();
    let n: f64 = given.iter().sum();
    let difference = |a: usize, b: usize| match level {
        Level::Nominal => f64::from(u8::from(a != b)),
        Level::Interval => (values[a] - values[b]).powi(2),
        Level::Ordinal => {
            let between: f64 = given[a.min(b)..=a.max(b)].iter().sum();
            if a == b { 0.0 } else { (between - (given[a] + given[b]) / 2.0).powi(2) }
        }
    };
    let (mut observed, mut expected) = (0.0, 0.0);
    for a in 0..k {
        for b in 0..k {
            observed += matrix[a][b] * difference(a, b);
            expected += given[a] * given[b] * difference(a, b);
        }
    }
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

/// The 95 % percentile bootstrap interval of [`alpha`] over units.
pub fn alpha_interval(units: &[Vec<usize>], values: &[f64], level: Level, seed: u64) -> Option<(f64, f64)> {
    if units.len() < 2 {
        return None;
    }
    let mut random = SplitMix::new(seed);
    let mut drawn = Vec::with_capacity(units.len());
    let draws = (0..DRAWS).filter_map(|_| {
        drawn.clear();
        drawn.extend((0..units.len()).map(|_| units[random.below(units.len() as u64) as usize].clone()));
        alpha(&drawn, values, level)
    });
    percentiles(draws.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units of coders' rows; `.` is a missing value.
    fn units(coders: &[&str], values: &str) -> Vec<Vec<usize>> {
        let n = coders[0].split(' ').count();
        let of = |unit: usize| {
            let given = coders.iter().filter_map(move |coder| coder.split(' ').nth(unit));
            given.filter_map(|value| values.split(' ').position(|v| v == value)).collect()
        };
        (0..n).map(of).collect()
    }

    fn close(found: Option<f64>, printed: f64) {
        assert!((found.unwrap() - printed).abs() < 0.0005, "{found:?} is not {printed}");
    }

    /// Krippendorff (2011), example D: four observers, twelve units, missing data.
    #[test]
    fn four_observers_with_missing_data() {
        let units = units(
            &[
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ],
            "1 2 3 4 5",
        );
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        close(alpha(&units, &values, Level::Nominal), 0.743);
        close(alpha(&units, &values, Level::Ordinal), 0.815);
        close(alpha(&units, &values, Level::Interval), 0.849);
    }

    /// Krippendorff (2011), example A: two observers, ten units, two values.
    #[test]
    fn two_observers_of_two_values() {
        let units = units(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"], "0 1");
        close(alpha(&units, &[0.0, 1.0], Level::Nominal), 0.095);
    }

    /// Krippendorff (2011), example B: two observers, twelve units, five values.
    #[test]
    fn two_observers_of_five_values() {
        let units = units(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"], "a b c d e");
        close(alpha(&units, &[0.0, 1.0, 2.0, 3.0, 4.0], Level::Nominal), 0.692);
    }

    #[test]
    fn what_cannot_be_compared_has_no_alpha() {
        let values = [0.0, 1.0];
        assert_eq!(alpha(&[vec![0], vec![1]], &values, Level::Nominal), None);
        assert_eq!(alpha(&[vec![0, 0], vec![0, 0]], &values, Level::Nominal), None);
        assert_eq!(alpha(&[vec![0, 0], vec![1, 1]], &values, Level::Ordinal), Some(1.0));
        let (low, high) =
            alpha_interval(&[vec![0, 0], vec![1, 1], vec![0, 1], vec![1, 1]], &values, Level::Nominal, 1).unwrap();
        assert!(low < high && high <= 1.0);
    }
}
