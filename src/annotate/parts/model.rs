//! The weights as shipped, made by `examples/train_parts`.

use super::sight::{Look, keys};
use super::{PARTS, Part, forms};
use crate::annotate::WordMap;
use std::io::Read;
use std::sync::LazyLock;

pub(super) static FILE: &[u8] = include_bytes!("model.bin");

pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::decode(FILE).unwrap_or_default());

/// Places for hashed features.
pub const PLACES: usize = 1 << 16;
/// First bytes of a file of weights.
const MAGIC: &[u8] = b"pressmark parts 1\n";
/// Undoes the spread of [`Model::key`].
const UNSPREAD: u64 = 0xF1DE_83E1_9937_733D;

/// Weights of what is seen, and the parts that words were seen as.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// By place, then part.
    pub weights: Vec<[i8; PARTS]>,
    /// Words, by [`Model::key`].
    pub known: WordMap<Known>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// The parts it was seen as where it was seen often, one bit each.
    pub parts: u16,
    /// What a list says it can be, one bit each.
    pub forms: u16,
    /// What it was always seen as.
    pub sure: Option<Part>,
}

impl Model {
    /// Whether there are no weights.
    fn is_empty(&self) -> bool {
        self.weights.len() != PLACES
    }

    /// Weights and words without parts: what a fit begins with.
    pub fn unfitted() -> Model {
        let mut known: WordMap<Known> = WordMap::default();
        for (word, forms) in forms::all() {
            known.entry(Model::key(word)).or_default().forms |= forms;
        }
        Model { weights: Vec::new(), known }
    }

    /// Key of a word: the upper half of its hash, spread.
    pub fn key(word: u64) -> u64 {
        (word >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    /// What is known of a word.
    pub fn known(&self, word: u64) -> Known {
        self.known.get(&Model::key(word)).copied().unwrap_or_default()
    }

    /// Place of a feature.
    pub fn place(key: u64) -> usize {
        (key >> (64 - PLACES.trailing_zeros())) as usize
    }

    /// The part of each word of a sentence; nouns where there are no weights.
    pub fn read(&self, looks: &[Look]) -> Vec<Part> {
        if self.is_empty() {
            return vec![Part::Noun; looks.len()];
        }
        let mut found: Vec<Part> = Vec::with_capacity(looks.len());
        for (at, look) in looks.iter().enumerate() {
            if let Some(part) = look.sure {
                found.push(part);
                continue;
            }
            let last = found.last().copied();
            let second = at.checked_sub(2).map(|i| found[i]);
            // 36 weights of at most 127 fit
            let mut sums = [0i16; PARTS];
            for key in keys(looks, at, last, second) {
                let row = &self.weights[Model::place(key)];
                for part in 0..PARTS {
                    sums[part] += i16::from(row[part]);
                }
            }
            let mut best = 0;
            for part in 1..PARTS {
                if sums[part] > sums[best] {
                    best = part;
                }
            }
            found.push(Part::ALL[best]);
        }
        found
    }

    /// The file of these weights.
    pub fn encode(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = Vec::new();
        for part in 0..PARTS {
            raw.extend(self.weights.iter().map(|row| row[part] as u8));
        }
        let seen = self.known.iter().filter(|(_, known)| known.parts != 0);
        let mut seen: Vec<(u64, Known)> = seen.map(|(key, known)| (*key, *known)).collect();
        seen.sort_unstable_by_key(|(key, _)| *key);
        raw.extend(seen.iter().flat_map(|(key, _)| (key.wrapping_mul(UNSPREAD) as u32).to_le_bytes()));
        raw.extend(seen.iter().flat_map(|(_, known)| known.parts.to_le_bytes()));
        raw.extend(seen.iter().map(|(_, known)| known.sure.map_or(PARTS as u8, |part| part as u8)));
        let mut file = MAGIC.to_vec();
        file.extend(zstd::encode_all(raw.as_slice(), 19)?);
        Ok(file)
    }

    /// The weights of a file; none where it is not one.
    pub fn decode(file: &[u8]) -> Option<Model> {
        let mut raw = Vec::new();
        zstd::Decoder::new(file.strip_prefix(MAGIC)?).ok()?.read_to_end(&mut raw).ok()?;
        let (weights, known) = raw.split_at_checked(PLACES * PARTS)?;
        let words = known.len() / 7;
        if known.len() != words * 7 {
            return None;
        }
        let (keys, rest) = known.split_at(words * 4);
        let (parts, sure) = rest.split_at(words * 2);
        let mut model = Model::unfitted();
        for (n, (key, parts)) in keys.chunks_exact(4).zip(parts.chunks_exact(2)).enumerate() {
            let upper = u64::from(u32::from_le_bytes([key[0], key[1], key[2], key[3]]));
            let known = model.known.entry(Model::key(upper << 32)).or_default();
            known.parts = u16::from_le_bytes([parts[0], parts[1]]);
            known.sure = Part::ALL.get(usize::from(sure[n])).copied();
        }
        model.weights =
            (0..PLACES).map(|place| std::array::from_fn(|part| weights[part * PLACES + place] as i8)).collect();
        Some(model)
    }
}
