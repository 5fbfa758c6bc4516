//! Multinomial logistic regression by stochastic gradient (AdaGrad) with dropped features and averaged weights.

use crate::report::Judged;
use crate::samples::{Sample, Set, Vectors};
use pressmark::tone::{EVIDENCE, FeatureKind, Model, ONE, Seen, WINDOWS, bucket};
use rayon::prelude::*;

/// Places for hashed features.
const PLACES: usize = 1 << 18;
/// Windows of a text, which those of a headline follow.
const PLAIN: usize = WINDOWS / 2;

/// Settings of a training, found on the four fifths that are not held back.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// Kinds of features left out.
    pub left_out: Vec<FeatureKind>,
    /// Whether word vectors and the figures of the rules take part.
    pub vectors: bool,
    pub evidence: bool,
    /// Trainings whose weights are averaged.
    pub seeds: u64,
    pub passes: usize,
    pub rate: f32,
    pub ridge: f32,
    /// Share of the hashed features dropped from a sentence at a step.
    pub dropped: f32,
    /// Weight of a sentence of news; one of a headline is 1.
    pub news: f32,
    /// Weight of a headline that was given a full stop; 0: none.
    pub stopped: f32,
    /// Weight of a sentence that a teacher labelled, beside one that a person did.
    pub taught: f32,
    /// Part of a teacher's chances in what a sentence that a person labelled is trained toward.
    pub part: f32,
    /// File of what a teacher says; none where empty.
    pub teacher: String,
    /// Weight of a word's vector.
    pub vector: f32,
    /// Sentences a hashed feature must stand in to take part, less one.
    pub rare: u32,
}

impl Default for Recipe {
    fn default() -> Self {
        Recipe {
            left_out: Vec::new(),
            vectors: true,
            evidence: true,
            seeds: 8,
            passes: 6,
            rate: 0.05,
            ridge: 1e-4,
            dropped: 0.5,
            news: 1.0,
            stopped: 0.5,
            taught: 0.5,
            part: 0.6,
            teacher: String::new(),
            vector: 0.3,
            rare: 2,
        }
    }
}

impl Recipe {
    /// The same without a kind of features, or without vectors.
    pub fn without(&self, kind: Option<FeatureKind>) -> Recipe {
        Recipe { left_out: kind.into_iter().collect(), vectors: kind.is_some(), ..self.clone() }
    }

    /// The same with settings such as `news=1.0`, to try them.
    pub fn with(mut self, settings: &[String]) -> anyhow::Result<Recipe> {
        for setting in settings.iter().filter_map(|s| s.split_once('=')) {
            match setting {
                ("seeds", value) => self.seeds = value.parse()?,
                ("passes", value) => self.passes = value.parse()?,
                ("rare", value) => self.rare = value.parse()?,
                ("rate", value) => self.rate = value.parse()?,
                ("ridge", value) => self.ridge = value.parse()?,
                ("dropped", value) => self.dropped = value.parse()?,
                ("news", value) => self.news = value.parse()?,
                ("stopped", value) => self.stopped = value.parse()?,
                ("taught", value) => self.taught = value.parse()?,
                ("part", value) => self.part = value.parse()?,
                ("teacher", value) => self.teacher = value.to_string(),
                ("vector", value) => self.vector = value.parse()?,
                (name, _) => anyhow::bail!("no setting {name}"),
            }
        }
        Ok(self)
    }

    /// What is left out.
    pub fn name(&self) -> String {
        match self.left_out.first() {
            Some(kind) => format!("without {}", kind.name()),
            None if !self.vectors => "without vectors".into(),
            None if !self.evidence => "without evidence".into(),
            None => "one training".into(),
        }
    }
}

/// Weights of negative, neutral and positive.
pub type Three = [f32; 3];

/// A sentence as numbers.
struct Row {
    toward: Three,
    weight: f32,
    hashed: Vec<(u32, f32)>,
    dense: Vec<f32>,
}

/// Trains on samples.
pub fn fit(samples: &[&Sample], vectors: &Vectors, recipe: &Recipe) -> Model {
    let mut seen = vec![(0u32, u32::MAX); PLACES];
    let mut rows: Vec<Row> = samples.iter().map(|s| row(s, vectors, recipe)).filter(|r| r.weight > 0.0).collect();
    for (index, row) in rows.iter().enumerate() {
        for (place, _) in &row.hashed {
            let (count, last) = &mut seen[*place as usize];
            *count += u32::from(*last != index as u32);
            *last = index as u32;
        }
    }
    for row in &mut rows {
        row.hashed.retain(|(place, _)| seen[*place as usize].0 > recipe.rare);
    }
    let fits: Vec<Vec<Three>> = (1..=recipe.seeds).into_par_iter().map(|seed| descend(&rows, recipe, seed)).collect();
    let mut mean = vec![Three::default(); PLACES + 2 * PLAIN * vectors.dim + EVIDENCE.len()];
    for fit in &fits {
        for (mean, weights) in mean.iter_mut().zip(fit) {
            (0..3).for_each(|c| mean[c] += weights[c] / fits.len() as f32);
        }
    }
    model(&mean, vectors, recipe)
}

fn row(sample: &Sample, vectors: &Vectors, recipe: &Recipe) -> Row {
    let mut hashed = Vec::new();
    // Of a text, and again of a headline.
    let mut dense = vec![0.0f32; 2 * PLAIN * vectors.dim];
    for seen in &sample.seen {
        match *seen {
            Seen::Hashed(kind, key, value, _) if !recipe.left_out.contains(&kind) => {
                hashed.push((bucket(key, PLACES) as u32, value as f32 / ONE as f32));
            }
            Seen::Word(window, row, value, _) if recipe.vectors => {
                let value = value as f32 / ONE as f32 * recipe.vector;
                let at = window % PLAIN * vectors.dim;
                let (plain, headline) = dense.split_at_mut(PLAIN * vectors.dim);
                for (d, figure) in vectors.of[row as usize].iter().enumerate() {
                    plain[at + d] += value * figure;
                    headline[at + d] += if window >= PLAIN { value * figure } else { 0.0 };
                }
            }
            _ => {}
        }
    }
    dense.extend(sample.evidence.iter().map(|e| if recipe.evidence { *e } else { 0.0 }));
    let taught = if sample.taught { recipe.taught } else { 1.0 };
    let weight = taught
        * match (sample.set, sample.stopped) {
            (Set::News, _) => recipe.news,
            (_, false) => 1.0,
            (_, true) => recipe.stopped,
        };
    Row { toward: sample.toward, weight, hashed, dense }
}

/// Weights of the hashed features, then of the dense ones, averaged over the later half of the passes.
fn descend(rows: &[Row], recipe: &Recipe, seed: u64) -> Vec<Three> {
    let size = PLACES + rows.first().map_or(0, |r| r.dense.len());
    let mut weights = vec![Three::default(); size];
    let mut squares = vec![[0.1f32; 3]; size];
    let mut sum = weights.clone();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut draw = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let dropped = (recipe.dropped * 65536.0) as u64;
    let up = 1.0 / (1.0 - recipe.dropped);
    let mut kept: Vec<(usize, f32)> = Vec::new();
    let later = recipe.passes / 2;
    for pass in 0..recipe.passes {
        for i in (1..order.len()).rev() {
            order.swap(i, (draw() % (i as u64 + 1)) as usize);
        }
        for row in order.iter().map(|i| &rows[*i]) {
            kept.clear();
            kept.extend(
                row.hashed.iter().filter(|_| draw() & 0xffff >= dropped).map(|(place, v)| (*place as usize, v * up)),
            );
            kept.extend(row.dense.iter().enumerate().filter(|(_, v)| **v != 0.0).map(|(j, v)| (PLACES + j, *v)));
            let mut scores = Three::default();
            for (place, value) in &kept {
                (0..3).for_each(|c| scores[c] += weights[*place][c] * value);
            }
            let chances = softmax(scores);
            for c in 0..3 {
                let off = (row.toward[c] - chances[c]) * row.weight;
                for (place, value) in &kept {
                    let weight = &mut weights[*place][c];
                    let square = &mut squares[*place][c];
                    let slope = off * value - recipe.ridge * *weight;
                    *square += slope * slope;
                    *weight += recipe.rate * slope / square.sqrt();
                }
            }
        }
        if pass >= later {
            for (sum, weights) in sum.iter_mut().zip(&weights) {
                (0..3).for_each(|c| sum[c] += weights[c]);
            }
        }
    }
    let n = (recipe.passes - later) as f32;
    sum.iter_mut().flatten().for_each(|w| *w /= n);
    sum
}

fn softmax(scores: Three) -> Three {
    let most = scores[0].max(scores[1]).max(scores[2]);
    let each = scores.map(|s| (s - most).exp());
    each.map(|e| e / (each[0] + each[1] + each[2]))
}

/// Weights against neutral, in eight bits; a word's vector and the weights of its windows become weights of the word.
fn model(weights: &[Three], vectors: &Vectors, recipe: &Recipe) -> Model {
    let against = |w: &Three| [w[0] - w[1], w[2] - w[1]];
    let (hashed, dense) = weights.split_at(PLACES);
    let (windows, evidence) = dense.split_at(2 * PLAIN * vectors.dim);
    let hashed: Vec<[f32; 2]> = hashed.iter().map(against).collect();
    let windows: Vec<[f32; 2]> = windows.iter().map(against).collect();
    let known: Vec<[[f32; 2]; WINDOWS]> = vectors
        .of
        .iter()
        .map(|vector| {
            std::array::from_fn(|window| {
                [0, 1].map(|side| {
                    let weigh = |from: usize| {
                        let at = (from + window % PLAIN) * vectors.dim;
                        vector.iter().zip(&windows[at..at + vectors.dim]).map(|(v, w)| v * w[side]).sum::<f32>()
                    };
                    let headline = if window >= PLAIN { weigh(PLAIN) } else { 0.0 };
                    recipe.vector * (weigh(0) + headline)
                })
            })
        })
        .collect();
    let hashed_unit = unit(hashed.iter().flatten());
    let known_unit = unit(known.iter().flatten().flatten());
    let small = |unit: f32| move |w: f32| (w / unit).round().clamp(-127.0, 127.0) as i8;
    Model {
        hashed: hashed.iter().map(|w| w.map(small(hashed_unit))).collect(),
        hashed_unit,
        words: vectors.words.clone(),
        known: known.iter().map(|k| k.map(|w| w.map(small(known_unit)))).collect(),
        known_unit,
        evidence: std::array::from_fn(|e| against(&evidence[e])),
        temperature: [1.0; 2],
        rows: vectors.rows.clone(),
    }
}

/// Worth of one step, such that all but one weight in ten thousand fit into 127.
fn unit<'a>(weights: impl Iterator<Item = &'a f32>) -> f32 {
    let mut sizes: Vec<f32> = weights.map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let last = sizes.len() - sizes.len() / 10_000;
    last.checked_sub(1).and_then(|i| sizes.get(i)).map_or(1.0, |w| w / 127.0)
}

/// Chances at a temperature.
pub fn cooled(chances: Three, heat: f32) -> Three {
    softmax(chances.map(|c| c.max(1e-9).ln() / heat))
}

/// Temperatures, in a text and in a headline, at which chances fit best what came true.
pub fn heat(judged: &[Judged]) -> [f32; 2] {
    [false, true].map(|headline| {
        let loss = |heat: f32| -> f64 {
            let here = judged.iter().filter(|j| j.sample.headline == headline);
            here.map(|j| Judged::of(j.sample, cooled(j.chances, heat)).loss()).sum()
        };
        let heats = (12..=60).map(|step| step as f32 / 20.0);
        let best = heats.map(|heat| (loss(heat), heat)).min_by(|a, b| a.0.total_cmp(&b.0));
        best.map_or(1.0, |(_, heat)| heat)
    })
}
