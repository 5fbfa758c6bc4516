//! The weights as shipped, made by `examples/train_tagger`.

use super::path::LABELS;
use super::sight::Lexicon;
use std::io::Read;
use std::sync::LazyLock;

/// The weights as shipped.
pub(in crate::company) static FILE: &[u8] = include_bytes!("model.bin");

pub(in crate::company) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::decode(FILE).unwrap_or_default());

/// Places for hashed features.
pub const PLACES: usize = 1 << 17;
/// First bytes of a file of weights.
const MAGIC: &[u8] = b"pressmark names 1\n";
/// Steps of sureness.
pub const STEPS: usize = 8;

/// Weights of what is seen, of labels that follow one another, and what the sums are worth.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// By place, then label; in units of [`Model::UNIT`].
    pub weights: Vec<[i8; LABELS]>,
    /// From each label, and from the start of a run, to each.
    pub steps: Vec<[i16; LABELS]>,
    /// What an organisation must be worth more.
    pub lean: i32,
    /// Share of right names (0–100) from so much margin on, ascending.
    pub sure: [(i16, u8); STEPS],
    /// Words that lists of names hold.
    pub lexicon: Lexicon,
}

impl Model {
    /// What 1 is worth, in natural logarithms of odds.
    pub const UNIT: f32 = 1.0 / 32.0;

    /// Whether there are no weights.
    pub fn is_empty(&self) -> bool {
        self.weights.len() != PLACES || self.steps.len() != LABELS + 1
    }

    #[inline]
    pub(super) fn add(&self, sum: &mut [i32; LABELS], key: u64) {
        let row = &self.weights[place(key) as usize];
        for (sum, weight) in sum.iter_mut().zip(row) {
            *sum += i32::from(*weight);
        }
    }

    pub(super) fn step(&self, from: usize, to: usize) -> i32 {
        i32::from(self.steps[from][to])
    }

    /// How sure a name of this margin is, 0–100.
    pub fn sureness(&self, margin: i32) -> u8 {
        self.sure.iter().rev().find(|(from, _)| margin >= i32::from(*from)).map_or(self.sure[0].1, |s| s.1)
    }

    /// The file of these weights.
    pub fn encode(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = Vec::new();
        for label in 0..LABELS {
            raw.extend(self.weights.iter().map(|row| row[label] as u8));
        }
        raw.extend(self.steps.iter().flatten().flat_map(|w| w.to_le_bytes()));
        raw.extend(self.lean.to_le_bytes());
        raw.extend(self.sure.iter().flat_map(|(from, share)| {
            let [low, high] = from.to_le_bytes();
            [low, high, *share]
        }));
        raw.extend(self.lexicon.encode());
        let mut file = MAGIC.to_vec();
        file.extend(zstd::encode_all(raw.as_slice(), 19)?);
        Ok(file)
    }

    /// The weights of a file; none where it is not one.
    pub fn decode(file: &[u8]) -> Option<Model> {
        let mut raw = Vec::with_capacity(PLACES * (LABELS + 4));
        zstd::Decoder::new(file.strip_prefix(MAGIC)?).ok()?.read_to_end(&mut raw).ok()?;
        let (columns, mut rest) = raw.split_at_checked(PLACES * LABELS)?;
        let mut weights = vec![[0i8; LABELS]; PLACES];
        for (label, column) in columns.chunks_exact(PLACES).enumerate() {
            for (row, byte) in weights.iter_mut().zip(column) {
                row[label] = *byte as i8;
            }
        }
        let mut take = |n: usize| {
            let (head, tail) = rest.split_at_checked(n)?;
            rest = tail;
            Some(head)
        };
        let number = |b: &[u8]| i16::from_le_bytes([b[0], b[1]]);
        let steps = take((LABELS + 1) * LABELS * 2)?
            .chunks_exact(LABELS * 2)
            .map(|row| std::array::from_fn(|n| number(&row[n * 2..])))
            .collect();
        let lean = i32::from_le_bytes(take(4)?.try_into().ok()?);
        let sure = take(STEPS * 3)?;
        let sure = std::array::from_fn(|n| (number(&sure[n * 3..]), sure[n * 3 + 2]));
        Some(Model { weights, steps, lean, sure, lexicon: Lexicon::decode(rest)? })
    }
}

/// Place of a feature.
#[inline]
pub(super) fn place(key: u64) -> u32 {
    (key >> (64 - PLACES.trailing_zeros())) as u32
}
