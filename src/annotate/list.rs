//! Lists by the hash of a word.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map from words by their hash ([`super::word_hash`], a stem's, or those of several combined).
pub type WordMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;
/// A set of words by their hash.
pub type WordSet = HashSet<u64, BuildHasherDefault<AsIs>>;

/// Takes a hash as it is: it is even already.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = rapidhash::v3::rapidhash_v3(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
