//! Intervals: the mean over stories and its percentile bootstrap (Efron 1979), because copies are not independent.

use crate::annotate::word_hash;
use crate::summary::period::PeriodKey;

/// Draws of the bootstrap.
const DRAWS: usize = 1000;

/// Mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// What fixes the draws of a company's intervals: the seed of the settings and the row's own name, so that an interval
/// does not depend on which other rows there are.
#[derive(Debug, Clone, Copy)]
pub struct Seed(u64);

impl Seed {
    /// That of a company.
    pub fn of(seed: u64, company_id: &str) -> Seed {
        Seed(word_hash(&format!("{seed}:{company_id}")))
    }

    /// For one of its periods.
    pub fn period(self, key: PeriodKey) -> u64 {
        self.0 ^ key.map_or(0, |day| word_hash(&day.to_string()))
    }

    /// For all its stories.
    pub fn total(self) -> u64 {
        self.0 ^ 1
    }
}

/// 95 % percentile interval of the mean over 1,000 draws, which the seed fixes; `None` under two values.
pub fn bootstrap(values: &[f64], seed: u64) -> Option<(f64, f64)> {
    if values.len() < 2 {
        return None;
    }
    let mut random = SplitMix(seed);
    let n = values.len() as u64;
    let mut means: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let sum: f64 = (0..n).map(|_| values[random.below(n) as usize]).sum();
            sum / n as f64
        })
        .collect();
    means.sort_by(f64::total_cmp);
    Some((means[DRAWS * 25 / 1000], means[DRAWS * 975 / 1000 - 1]))
}

/// SplitMix64 (Steele, Lea & Flood 2014).
#[derive(Debug, Clone)]
pub struct SplitMix(u64);

impl SplitMix {
    /// Draws that the seed fixes.
    pub fn new(seed: u64) -> Self {
        SplitMix(seed)
    }

    /// A number from 0 up to 1, in steps of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, by multiplication (Lemire 2019); its bias is under n / 2⁶⁴.
    pub fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_mean_and_is_the_same_each_time() {
        let values = [0.5, -0.2, 0.1, 0.9, -0.4, 0.3];
        let (low, high) = bootstrap(&values, 1).unwrap();
        let centre = mean(&values).unwrap();
        assert!(low < centre && centre < high);
        assert_eq!(bootstrap(&values, 1), Some((low, high)));
        assert_ne!(bootstrap(&values, 2), Some((low, high)));
    }

    #[test]
    fn the_seed_of_the_settings_tells() {
        assert_ne!(Seed::of(1, "acme").total(), Seed::of(2, "acme").total());
        assert_ne!(Seed::of(1, "acme").total(), Seed::of(1, "other").total());
        assert_ne!(Seed::of(1, "acme").period(None), Seed::of(1, "acme").total());
    }

    #[test]
    fn one_story_has_no_interval_and_equal_ones_no_width() {
        assert_eq!(bootstrap(&[0.3], 1), None);
        assert_eq!(bootstrap(&[0.25; 5], 1), Some((0.25, 0.25)));
    }

    #[test]
    fn the_width_is_that_of_theory() {
        // 100 values of ±1: standard error 0.1, so about ±0.196.
        let values: Vec<f64> = (0..100).map(|i| if i % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let (low, high) = bootstrap(&values, 1).unwrap();
        assert!((high - low - 0.392).abs() < 0.06, "{low} {high}");
    }
}
