//! What English words can be: noun, plural, base of a verb and so on.

use crate::annotate::word_hash;

/// Made by `tools/parts.py` from WordNet (see there): a word a line and the letters of its forms.
pub(super) static LIST: &[u8] = include_bytes!("forms.txt.zst");

/// The letters, in the order of their bits.
const LETTERS: &str = "npbsdtgarvo";

/// Every word's hash and its forms, a bit each.
pub fn all() -> Vec<(u64, u16)> {
    let text = zstd::decode_all(LIST).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let bits = |letters: &str| letters.chars().filter_map(|c| LETTERS.find(c)).fold(0, |all, bit| all | 1 << bit);
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.map(|(word, letters)| (word_hash(word), bits(letters))).collect()
}
