//! A chain of labels fitted by its likelihood (conditional random field), AdaGrad, averaged and rounded.

use pressmark::company::tagger::{LABELS, Label, Lexicon, Model, PLACES, START};
use rayon::prelude::*;

/// A run with, for each token, which labels may be right, as bits.
pub struct Run {
    pub seen: Vec<Vec<u32>>,
    pub allowed: Vec<u16>,
    pub weight: f32,
}

#[derive(Debug, Clone)]
pub struct Recipe {
    pub passes: usize,
    pub rate: f32,
    pub ridge: f32,
    pub dropped: f32,
    /// Runs a feature must stand in to take part.
    pub rare: u32,
    /// Trainings whose weights are averaged.
    pub seeds: u64,
}

impl Default for Recipe {
    fn default() -> Self {
        Recipe { passes: 8, rate: 0.1, ridge: 2e-6, dropped: 0.3, rare: 2, seeds: 4 }
    }
}

/// Chances of each label after each, by token.
type Steps = Vec<[[f32; LABELS]; LABELS]>;

struct Weights {
    seen: Vec<[f32; LABELS]>,
    steps: Vec<[f32; LABELS]>,
}

/// Forward and backward sums over labels allowed; the logarithm of all, chances by token and by step.
fn chances(
    scores: &[[f32; LABELS]],
    steps: &[[f32; LABELS]],
    allowed: Option<&[u16]>,
) -> (f32, Vec<[f32; LABELS]>, Steps) {
    let n = scores.len();
    let may = |t: usize, l: usize| allowed.is_none_or(|a| a[t] & (1 << l) != 0);
    let mut ahead = vec![[f32::NEG_INFINITY; LABELS]; n];
    let mut behind = vec![[0f32; LABELS]; n];
    let sum = |values: &mut dyn Iterator<Item = f32>| {
        let values: Vec<f32> = values.collect();
        let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        if most == f32::NEG_INFINITY { most } else { most + values.iter().map(|v| (v - most).exp()).sum::<f32>().ln() }
    };
    for l in 0..LABELS {
        if may(0, l) && Label::leads(START, l) {
            ahead[0][l] = scores[0][l] + steps[START][l];
        }
    }
    for t in 1..n {
        for l in (0..LABELS).filter(|&l| may(t, l)) {
            ahead[t][l] = scores[t][l]
                + sum(&mut (0..LABELS).filter(|&p| Label::leads(p, l)).map(|p| ahead[t - 1][p] + steps[p][l]));
        }
    }
    for t in (0..n - 1).rev() {
        for p in 0..LABELS {
            behind[t][p] = sum(&mut (0..LABELS)
                .filter(|&l| Label::leads(p, l) && may(t + 1, l))
                .map(|l| steps[p][l] + scores[t + 1][l] + behind[t + 1][l]));
        }
    }
    let all = sum(&mut ahead[n - 1].iter().copied());
    let mut one = vec![[0f32; LABELS]; n];
    let mut two = vec![[[0f32; LABELS]; LABELS]; n];
    for t in 0..n {
        for l in 0..LABELS {
            let value = ahead[t][l] + behind[t][l] - all;
            one[t][l] = if value.is_finite() { value.exp() } else { 0.0 };
            if t > 0 {
                for p in (0..LABELS).filter(|&p| Label::leads(p, l) && may(t, l)) {
                    let value = ahead[t - 1][p] + steps[p][l] + scores[t][l] + behind[t][l] - all;
                    two[t][p][l] = if value.is_finite() { value.exp() } else { 0.0 };
                }
            }
        }
    }
    (all, one, two)
}

/// A fixed sequence of numbers (SplitMix64), so that the same input gives the same weights.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// Weights fitted to the runs: the mean of several trainings, rounded.
pub fn fit(runs: &[&Run], recipe: &Recipe, lexicon: &Lexicon) -> Model {
    let all: Vec<Weights> = (1..=recipe.seeds).into_par_iter().map(|seed| once(runs, recipe, seed)).collect();
    let mean = |of: &dyn Fn(&Weights) -> f32| all.iter().map(of).sum::<f32>() / all.len() as f32;
    let whole = |w: f32| (w / Model::UNIT).round();
    Model {
        weights: (0..PLACES)
            .map(|p| std::array::from_fn(|l| whole(mean(&|w| w.seen[p][l])).clamp(-127.0, 127.0) as i8))
            .collect(),
        steps: (0..=LABELS)
            .map(|p| std::array::from_fn(|l| whole(mean(&|w| w.steps[p][l])).clamp(-30_000.0, 30_000.0) as i16))
            .collect(),
        lean: 0,
        sure: Default::default(),
        lexicon: lexicon.clone(),
    }
}

/// One training.
fn once(runs: &[&Run], recipe: &Recipe, seed: u64) -> Weights {
    let mut often = vec![0u32; PLACES];
    for run in runs {
        run.seen.iter().flatten().for_each(|p| often[*p as usize] += 1);
    }
    let mut weights = Weights { seen: vec![[0.0; LABELS]; PLACES], steps: vec![[0.0; LABELS]; LABELS + 1] };
    let mut heat = Weights { seen: vec![[1e-6; LABELS]; PLACES], steps: vec![[1e-6; LABELS]; LABELS + 1] };
    let mut mean = Weights { seen: vec![[0.0; LABELS]; PLACES], steps: vec![[0.0; LABELS]; LABELS + 1] };
    let mut dice = Dice(seed);
    let mut order: Vec<usize> = (0..runs.len()).collect();
    for pass in 0..recipe.passes {
        for n in (1..order.len()).rev() {
            order.swap(n, (dice.next() % (n as u64 + 1)) as usize);
        }
        for &at in &order {
            let run = runs[at];
            let places: Vec<Vec<u32>> = run
                .seen
                .iter()
                .map(|s| {
                    s.iter()
                        .copied()
                        .filter(|p| often[*p as usize] >= recipe.rare && dice.share() >= recipe.dropped)
                        .collect()
                })
                .collect();
            let scores: Vec<[f32; LABELS]> = places
                .iter()
                .map(|places| {
                    let mut sum = [0.0; LABELS];
                    for place in places {
                        for (s, w) in sum.iter_mut().zip(&weights.seen[*place as usize]) {
                            *s += w / (1.0 - recipe.dropped);
                        }
                    }
                    sum
                })
                .collect();
            let (_, free, free2) = chances(&scores, &weights.steps, None);
            let (all, held, held2) = chances(&scores, &weights.steps, Some(&run.allowed));
            if !all.is_finite() {
                continue;
            }
            let step = |weight: &mut f32, heat: &mut f32, slope: f32| {
                let slope = slope * run.weight - recipe.ridge * *weight;
                *heat += slope * slope;
                *weight += recipe.rate * slope / heat.sqrt();
            };
            for (t, places) in places.iter().enumerate() {
                for place in places.iter().map(|p| *p as usize) {
                    for l in 0..LABELS {
                        let slope = held[t][l] - free[t][l];
                        if slope.abs() > 1e-4 {
                            step(&mut weights.seen[place][l], &mut heat.seen[place][l], slope);
                        }
                    }
                }
                for l in 0..LABELS {
                    if t == 0 {
                        step(&mut weights.steps[START][l], &mut heat.steps[START][l], held[0][l] - free[0][l]);
                    } else {
                        for p in 0..LABELS {
                            step(&mut weights.steps[p][l], &mut heat.steps[p][l], held2[t][p][l] - free2[t][p][l]);
                        }
                    }
                }
            }
        }
        // the mean of the later half of the passes
        if pass * 2 >= recipe.passes {
            let share = 1.0 / (recipe.passes - recipe.passes.div_ceil(2)) as f32;
            for (mean, now) in [(&mut mean.seen, &weights.seen), (&mut mean.steps, &weights.steps)] {
                for (mean, now) in mean.iter_mut().flatten().zip(now.iter().flatten()) {
                    *mean += now * share;
                }
            }
        }
    }
    mean
}
