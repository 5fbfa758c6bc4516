//! Which articles share 5-grams: posting lists of those that stand in two texts or more.

use super::text::{Texts, grams};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// One in so many 5-grams is indexed.
pub(super) const EVERY: u32 = 4;

/// Indexed 5-grams sorted at once: the index of a large corpus is built in several passes, each as quick and as small
/// as the only one of a small corpus.
const PASS: usize = 4 << 20;

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
        let passes = (total / EVERY as usize / PASS + 1) as u32;
        let mut index = Index { lists: Vec::new(), list_start: vec![0], of: Vec::new(), of_start: Vec::new() };
        for pass in 0..passes {
            index.add_lists(ranked, texts, total / passes as usize, |gram| {
                (u64::from(gram) * u64::from(passes)) >> 32 == u64::from(pass)
            });
        }
        // The same turned round, by counting: lists of each rank, ascending.
        index.of_start = vec![0; ranked.len() + 1];
        index.lists.iter().for_each(|&rank| index.of_start[rank as usize + 1] += 1);
        for rank in 0..ranked.len() {
            index.of_start[rank + 1] += index.of_start[rank];
        }
        let mut next = index.of_start.clone();
        index.of = vec![0; index.lists.len()];
        for list in 0..index.len() {
            for at in index.list_start[list]..index.list_start[list + 1] {
                let place = &mut next[index.lists[at as usize] as usize];
                index.of[*place as usize] = list as u32;
                *place += 1;
            }
        }
        index
    }

    /// Adds the posting lists of the 5-grams that `is_mine`, of about `expected` words.
    fn add_lists(&mut self, ranked: &[usize], texts: &Texts, expected: usize, is_mine: impl Fn(u32) -> bool + Sync) {
        let once = Bits::new(expected * 4);
        let twice = Bits::new(expected * 4);
        ranked.par_iter().for_each_init(Vec::new, |scratch, &article| {
            texts.read(article, scratch);
            for gram in indexed(scratch).filter(|&g| is_mine(g)) {
                if once.set(gram) {
                    twice.set(gram);
                }
            }
        });
        drop(once);
        let mut entries: Vec<u64> = ranked
            .par_iter()
            .enumerate()
            .map_init(Vec::new, |scratch, (rank, &article)| {
                texts.read(article, scratch);
                let mut found: Vec<u32> = indexed(scratch).filter(|&g| is_mine(g) && twice.get(g)).collect();
                found.sort_unstable();
                found.dedup();
                found.into_iter().map(move |g| u64::from(g) << 32 | rank as u64)
            })
            .flatten_iter()
            .collect();
        drop(twice);
        entries.par_sort_unstable();
        for list in entries.chunk_by(|a, b| a >> 32 == b >> 32).filter(|l| l.len() > 1) {
            self.lists.extend(list.iter().map(|e| *e as u32));
            self.list_start.push(self.lists.len() as u32);
        }
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

/// The 5-grams of a text that are indexed.
fn indexed(words: &[u16]) -> impl Iterator<Item = u32> + '_ {
    grams(words).filter(|g| g % EVERY == 0)
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
