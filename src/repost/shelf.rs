//! Fingerprints set aside until the whole corpus is there: a million of them would fill the memory.

use super::prints::{BlockPrint, Prints};
use crate::store::{Kept, Store};
use std::io;
use std::sync::Mutex;

/// Bytes of a [`BlockPrint`]: hash, block, words.
const BLOCK: usize = 16;

/// A fingerprint that was set aside: its words, two bytes each, then its blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelvedPrints {
    words: u32,
    kept: Kept,
}

/// Words of one article after another, in the same memory.
#[derive(Default)]
pub(super) struct Words {
    bytes: Vec<u8>,
    words: Vec<u16>,
}

impl Words {
    /// Keeps the words of which `keep` is true, by their place.
    pub(super) fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        let mut at = 0;
        self.words.retain(|_| {
            at += 1;
            keep(at - 1)
        });
    }
}

impl std::ops::Deref for Words {
    type Target = [u16];

    fn deref(&self) -> &[u16] {
        &self.words
    }
}

impl Prints {
    /// Sets the fingerprint aside; an error means that the store cannot be written.
    pub fn shelve(&self, store: &Store) -> io::Result<ShelvedPrints> {
        let mut bytes = Vec::with_capacity(2 * self.words.len() + BLOCK * self.blocks.len());
        self.words.iter().for_each(|word| bytes.extend(word.to_le_bytes()));
        for block in &self.blocks {
            bytes.extend(block.hash.to_le_bytes());
            bytes.extend(block.block.to_le_bytes());
            bytes.extend(block.words.to_le_bytes());
        }
        Ok(ShelvedPrints { words: self.words.len() as u32, kept: store.keep(bytes)? })
    }
}

impl ShelvedPrints {
    /// How many words there are.
    pub fn words_n(&self) -> usize {
        self.words as usize
    }
}

/// Where fingerprints are fetched from. One that cannot be read is empty; the first such failure is kept for the end.
#[derive(Debug)]
pub struct Shelf<'a> {
    store: &'a Store,
    failure: Mutex<Option<io::Error>>,
}

impl<'a> Shelf<'a> {
    /// The shelf of a run.
    pub fn new(store: &'a Store) -> Self {
        Shelf { store, failure: Mutex::new(None) }
    }

    /// Fills `into` with the words of a fingerprint.
    pub(super) fn words(&self, prints: &ShelvedPrints, into: &mut Words) {
        let Words { bytes, words } = into;
        self.read(prints, 0, 2 * prints.words_n(), bytes);
        words.clear();
        words.extend(bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])));
    }

    /// The blocks of a fingerprint.
    pub fn blocks(&self, prints: &ShelvedPrints) -> Vec<BlockPrint> {
        let mut bytes = Vec::new();
        let from = 2 * prints.words_n();
        self.read(prints, from, prints.kept.len() - from, &mut bytes);
        let four = |b: &[u8]| u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        let block = |b: &[u8]| BlockPrint {
            hash: u64::from(four(&b[4..])) << 32 | u64::from(four(b)),
            block: four(&b[8..]),
            words: four(&b[12..]),
        };
        bytes.chunks_exact(BLOCK).map(block).collect()
    }

    /// A fingerprint whole.
    pub(super) fn prints(&self, prints: &ShelvedPrints) -> Prints {
        let mut words = Words::default();
        self.words(prints, &mut words);
        Prints { blocks: self.blocks(prints), words: words.words }
    }

    /// What went wrong, if anything did: then nothing that was read may be used.
    pub fn close(self) -> io::Result<()> {
        self.failure.into_inner().ok().flatten().map_or(Ok(()), Err)
    }

    fn read(&self, prints: &ShelvedPrints, from: usize, length: usize, into: &mut Vec<u8>) {
        if let Err(error) = self.store.read(&prints.kept, from, length, into) {
            into.clear();
            if let Ok(mut failure) = self.failure.lock() {
                failure.get_or_insert(error);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_comes_back_as_it_was() {
        let block = |block: u32| BlockPrint { block, hash: u64::MAX / 3 * u64::from(block), words: 3 - block };
        let prints = Prints { blocks: vec![block(1), block(2)], words: vec![7, 65_535, 1] };
        for bound in [0, 1000] {
            let store = Store::new(bound);
            let shelved = prints.shelve(&store).unwrap();
            let shelf = Shelf::new(&store);
            assert_eq!(shelf.prints(&shelved), prints);
            assert_eq!((shelf.blocks(&shelved), shelved.words_n()), (prints.blocks.clone(), 3));
            shelf.close().unwrap();
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let store = Store::new(0);
        let shelved = Prints { words: vec![1, 2], ..Prints::default() }.shelve(&store).unwrap();
        let other = Store::new(0);
        let shelf = Shelf::new(&other);
        assert_eq!(shelf.prints(&shelved), Prints::default());
        assert!(shelf.close().is_err());
    }
}
