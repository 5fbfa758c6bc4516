//! Which articles share 5-grams: posting lists of those that stand in two texts or more.

use super::text::{Texts, grams};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// One in so many 5-grams is indexed.
const EVERY: u32 = 2;

/// Posting lists over texts numbered by rank (earliest first).
pub(super) struct Index {
    /// Ranks by list, and where each list begins.
    lists: Vec<u32>,
    list_start: Vec<u32>,
    /// Lists by rank, and where each rank's begin.
    of: Vec<u32>,
    of_start: Vec<u32>,
}

impl Index {
    /// Indexes the texts of `ranked`.
    pub(super) fn new(ranked: &[usize], texts: &Texts) -> Index {
        let total: usize = ranked.iter().map(|&a| texts.len(a) as usize).sum();
        let once = Bits::new(total * 4);
        let twice = Bits::new(total * 4);
        ranked.par_iter().for_each_init(Vec::new, |scratch, &article| {
            for gram in indexed(article, texts, scratch) {
                if once.set(gram) {
                    twice.set(gram);
                }
            }
        });
        drop(once);
        let mut entries: Vec<(u32, u32)> = ranked
            .par_iter()
            .enumerate()
            .map_init(Vec::new, |scratch, (rank, &article)| {
                let mut found: Vec<(u32, u32)> = Vec::new();
                found.extend(
                    indexed(article, texts, scratch).into_iter().filter(|&g| twice.get(g)).map(|g| (g, rank as u32)),
                );
                found
            })
            .flatten_iter()
            .collect();
        drop(twice);
        entries.par_sort_unstable();
        let mut index = Index { lists: Vec::new(), list_start: vec![0], of: Vec::new(), of_start: Vec::new() };
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for list in entries.chunk_by(|a, b| a.0 == b.0).filter(|l| l.len() > 1) {
            let number = (index.list_start.len() - 1) as u32;
            index.lists.extend(list.iter().map(|e| e.1));
            pairs.extend(list.iter().map(|e| (e.1, number)));
            index.list_start.push(index.lists.len() as u32);
        }
        drop(entries);
        pairs.par_sort_unstable();
        let mut next = 0;
        for rank in 0..=ranked.len() as u32 {
            while pairs.get(next).is_some_and(|p| p.0 < rank) {
                next += 1;
            }
            index.of_start.push(next as u32);
        }
        index.of = pairs.into_iter().map(|p| p.1).collect();
        index
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.list_start.len() - 1
    }

    /// The lists a text stands in.
    pub(super) fn lists_of(&self, rank: usize) -> &[u32] {
        &self.of[self.of_start[rank] as usize..self.of_start[rank + 1] as usize]
    }

    /// The ranks in a list, ascending.
    pub(super) fn list(&self, list: u32) -> &[u32] {
        &self.lists[self.list_start[list as usize] as usize..self.list_start[list as usize + 1] as usize]
    }
}

/// The distinct 5-grams of a text that are indexed.
fn indexed(article: usize, texts: &Texts, scratch: &mut Vec<u16>) -> Vec<u32> {
    texts.read(article, scratch);
    let mut found: Vec<u32> = grams(scratch).filter(|g| g % EVERY == 0).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A set of 5-grams that may hold a few too many.
struct Bits {
    words: Vec<AtomicU64>,
    mask: usize,
}

impl Bits {
    fn new(bits: usize) -> Bits {
        let size = (bits.next_power_of_two() / 64).clamp(1 << 6, 1 << 23);
        Bits { words: (0..size).map(|_| AtomicU64::new(0)).collect(), mask: size - 1 }
    }

    fn place(&self, gram: u32) -> (usize, u64) {
        let gram = (gram / EVERY) as usize;
        (gram >> 6 & self.mask, 1 << (gram & 63))
    }

    /// Sets it and says whether it was set.
    fn set(&self, gram: u32) -> bool {
        let (word, bit) = self.place(gram);
        self.words[word].fetch_or(bit, Ordering::Relaxed) & bit != 0
    }

    fn get(&self, gram: u32) -> bool {
        let (word, bit) = self.place(gram);
        self.words[word].load(Ordering::Relaxed) & bit != 0
    }
}
