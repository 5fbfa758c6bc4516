//! The trained model: weights of what is seen of a sentence and a target, made by `examples/train_tone.rs`.
//!
//! Sums are of whole numbers, so that no order of adding can change a result.

use super::evidence::{EVIDENCE, Evidence};
use super::features::{ONE, Seen, View, WINDOWS};
use rapidhash::RapidHashMap;
use std::io::Read;
use std::sync::LazyLock;

/// The weights as shipped.
pub(super) const FILE: &[u8] = include_bytes!("model.bin");

pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::decode(FILE).unwrap_or_default());

/// First bytes of a file of weights.
const MAGIC: &[u8] = b"pressmark tone 1\n";

/// Weights for negative and for positive; those of neutral are 0.
pub type Weights = [i8; 2];

/// Weights, all against neutral.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// Of hashed features, 2^n of them, in units of `hashed_unit`.
    pub hashed: Vec<Weights>,
    /// Worth of 1 in `hashed`.
    pub hashed_unit: f32,
    /// Upper half of [`crate::annotate::word_hash`] of each known word.
    pub words: Vec<u32>,
    /// Of known words by window, in units of `known_unit`.
    pub known: Vec<[Weights; WINDOWS]>,
    /// Worth of 1 in `known`.
    pub known_unit: f32,
    /// Of the figures of the rules.
    pub evidence: [[f32; 2]; EVIDENCE.len()],
    /// What sums are divided by to make chances of them, in a text and in a headline.
    pub temperature: [f32; 2],
    /// Row of each known word.
    pub rows: Rows,
}

/// Rows of known words by the upper half of their hash.
pub type Rows = RapidHashMap<u32, u32>;

/// Sums of weights, in whole numbers: of hashed features and of known words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    hashed: [i32; 2],
    known: [i32; 2],
}

impl Model {
    /// Adds what is seen.
    pub(super) fn add(&self, sums: &mut Sums, seen: Seen) {
        match seen {
            Seen::Hashed(_, key, value, _) => {
                let [negative, positive] = self.weights(key);
                sums.hashed[0] += value * i32::from(negative);
                sums.hashed[1] += value * i32::from(positive);
            }
            Seen::Word(window, row, value, _) => {
                let Some(weights) = self.known.get(row as usize) else { return };
                sums.known[0] += value * i32::from(weights[window][0]);
                sums.known[1] += value * i32::from(weights[window][1]);
            }
        }
    }

    /// What one thing seen adds for positive less what it adds for negative.
    pub(super) fn push(&self, seen: Seen) -> f32 {
        let mut sums = Sums::default();
        self.add(&mut sums, seen);
        let [negative, positive] = self.logits(sums);
        positive - negative
    }

    /// The same of each figure of the rules.
    pub(super) fn pushes(&self, evidence: &Evidence) -> impl Iterator<Item = f32> {
        self.evidence.iter().zip(evidence).map(|(weights, figure)| (weights[1] - weights[0]) * figure)
    }

    fn weights(&self, key: u64) -> Weights {
        self.hashed.get(bucket(key, self.hashed.len())).copied().unwrap_or_default()
    }

    fn logits(&self, sums: Sums) -> [f32; 2] {
        let one = ONE as f32;
        [0, 1]
            .map(|i| sums.hashed[i] as f32 * (self.hashed_unit / one) + sums.known[i] as f32 * (self.known_unit / one))
    }

    /// Chances of negative, neutral and positive.
    pub(super) fn chances(&self, sums: [Sums; 2], evidence: &Evidence, headline: bool) -> [f32; 3] {
        let mut logits = [0.0; 2];
        for sums in sums {
            let [negative, positive] = self.logits(sums);
            logits[0] += negative;
            logits[1] += positive;
        }
        for (weights, figure) in self.evidence.iter().zip(evidence) {
            logits[0] += weights[0] * figure;
            logits[1] += weights[1] * figure;
        }
        let heat = self.temperature[usize::from(headline)].max(0.1);
        // Far beyond what any sentence reaches; keeps the sum finite.
        let [negative, positive] = logits.map(|v| (v / heat).clamp(-30.0, 30.0).exp());
        let all = 1.0 + negative + positive;
        [negative / all, 1.0 / all, positive / all]
    }

    /// Chances of negative, neutral and positive of all that is seen.
    pub fn judge(&self, seen: &[Seen], evidence: &Evidence, headline: bool) -> [f32; 3] {
        let mut sums = Sums::default();
        seen.iter().for_each(|s| self.add(&mut sums, *s));
        self.chances([sums, Sums::default()], evidence, headline)
    }

    /// The file of these weights.
    pub fn encode(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = Vec::new();
        for figure in [self.hashed.len(), self.words.len()] {
            raw.extend((figure as u32).to_le_bytes());
        }
        let figures = [self.hashed_unit, self.known_unit].into_iter().chain(self.temperature);
        for figure in figures.chain(self.evidence.iter().flatten().copied()) {
            raw.extend(figure.to_le_bytes());
        }
        raw.extend(self.words.iter().flat_map(|w| w.to_le_bytes()));
        // Column by column: like stands beside like, and packs better.
        for (window, side) in (0..WINDOWS).flat_map(|w| [(w, 0), (w, 1)]) {
            raw.extend(self.known.iter().map(|k| k[window][side] as u8));
        }
        for side in [0, 1] {
            raw.extend(self.hashed.iter().map(|w| w[side] as u8));
        }
        let mut file = MAGIC.to_vec();
        file.extend(zstd::encode_all(raw.as_slice(), 19)?);
        Ok(file)
    }

    /// Reads a file of weights; `None` where it is none.
    pub fn decode(file: &[u8]) -> Option<Model> {
        let mut raw = Vec::new();
        zstd::Decoder::new(file.strip_prefix(MAGIC)?).ok()?.read_to_end(&mut raw).ok()?;
        let mut raw = raw.as_slice();
        let mut four = || {
            let (head, rest) = raw.split_first_chunk::<4>()?;
            raw = rest;
            Some(*head)
        };
        let (hashed_n, words_n) = (u32::from_le_bytes(four()?) as usize, u32::from_le_bytes(four()?) as usize);
        let mut figure = || four().map(f32::from_le_bytes);
        let mut model = Model { hashed_unit: figure()?, known_unit: figure()?, ..Model::default() };
        model.temperature = [figure()?, figure()?];
        for weights in &mut model.evidence {
            *weights = [figure()?, figure()?];
        }
        model.words = (0..words_n).map(|_| four().map(u32::from_le_bytes)).collect::<Option<_>>()?;
        if !hashed_n.is_power_of_two() || raw.len() != words_n * WINDOWS * 2 + hashed_n * 2 {
            return None;
        }
        let (known, hashed) = raw.split_at(words_n * WINDOWS * 2);
        model.known = (0..words_n)
            .map(|w| std::array::from_fn(|i| [0, 1].map(|side| known[(i * 2 + side) * words_n + w] as i8)))
            .collect();
        model.hashed = (0..hashed_n).map(|b| [hashed[b] as i8, hashed[hashed_n + b] as i8]).collect();
        model.rows = model.words.iter().zip(0..).map(|(w, row)| (*w, row)).collect();
        Some(model)
    }
}

/// Words by how much they move the model toward positive or, below 0, toward negative, the most first: each with all
/// features it stands in, shared equally among the words of a feature.
pub(super) fn moved(view: &View, of_target: impl FnOnce(&mut dyn FnMut(Seen))) -> Vec<(usize, f32)> {
    let mut by: Vec<(usize, f32)> = view.words().map(|token| (token, 0.0)).collect();
    let mut each = |seen: Seen| {
        let (from, to) = match seen {
            Seen::Hashed(.., (from, to)) => (from, to),
            Seen::Word(.., token) => (token, token + 1),
        };
        let first = by.partition_point(|(token, _)| *token < from);
        let last = by.partition_point(|(token, _)| *token < to);
        if first < last {
            let share = MODEL.push(seen) / (last - first) as f32;
            by[first..last].iter_mut().for_each(|(_, sum)| *sum += share);
        }
    };
    view.of_sentence(&mut each);
    of_target(&mut each);
    by.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    by
}

/// Place of a key among a power of two of places.
pub fn bucket(key: u64, places: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & places.wrapping_sub(1)
}

/// What taking one sign for its opposite costs beyond another error. Of .5, .65 and .75 on the fifth held back, .65 is
/// the least that keeps such confusions of news at 6 % (.5: 6.4 %, and .5 points of macro-F1 more).
const OPPOSITE: f32 = 0.65;

/// The label that chances speak for: 0 negative, 1 neutral, 2 positive. A sign must outweigh .65 of the chance of its
/// opposite besides neutral; where two are even, it is neutral.
pub fn label(chances: &[f32; 3]) -> usize {
    let against = |i: usize| if i == 1 { 0.0 } else { OPPOSITE * chances[2 - i] };
    let worth = |i: usize| chances[i] - against(i);
    [0, 2].into_iter().fold(1, |best, i| if worth(i) > worth(best) { i } else { best })
}

/// The likeliest label; neutral where two are even.
pub fn likeliest(chances: &[f32; 3]) -> usize {
    [0, 2].into_iter().fold(1, |best, i| if chances[i] > chances[best] { i } else { best })
}
