//! Which articles share 5-grams: posting lists of those that stand in two texts or more.

use super::shelf::Words;
use super::text::{Texts, grams};
use rayon::prelude::*;

/// One in so many 5-grams is indexed.
pub(super) const EVERY: u32 = 4;

/// 5-grams put in order at once, so that the bits they set are met in order too, and a large corpus costs what a small
/// one does.
const SORTED: usize = 4 << 20;

/// Indexed 5-grams, those that stand in one text alone included, of which lists are made at once.
const AT_ONCE: usize = 32 << 20;

/// Posting lists over texts numbered by rank (earliest first).
pub(super) struct Index {
    /// Ranks by list, and where each list begins.
    pub(super) lists: Vec<u32>,
    pub(super) list_start: Vec<u32>,
    /// Lists by rank, and where each rank's begin.
    pub(super) of: Vec<u32>,
    pub(super) of_start: Vec<u32>,
}

impl Index {
    /// Indexes the texts of `ranked`.
    pub(super) fn new(ranked: &[usize], texts: &Texts) -> Index {
        let total: usize = ranked.iter().map(|&a| texts.len(a) as usize).sum();
        let mut once = Bits::new(total / EVERY as usize * BITS);
        let mut twice = Bits::new(total / EVERY as usize * BITS);
        for piece in pieces(ranked, texts) {
            for entry in entries(&piece, texts, |_| true) {
                let gram = (entry >> 32) as u32;
                if once.set(gram) {
                    twice.set(gram);
                }
            }
        }
        drop(once);
        // By ranges of 5-grams, so that no more than some are in memory twice.
        let ranges = (total / EVERY as usize / AT_ONCE + 1) as u64;
        let mut index = Index { lists: Vec::new(), list_start: vec![0], of: Vec::new(), of_start: Vec::new() };
        for range in 0..ranges {
            let mut kept: Vec<u64> = Vec::new();
            for piece in pieces(ranked, texts) {
                let found = entries(&piece, texts, |gram| (u64::from(gram) * ranges) >> 32 == range);
                kept.extend(found.into_iter().filter(|e| twice.get((e >> 32) as u32)));
            }
            kept.par_sort_unstable();
            let lists = || kept.chunk_by(|a, b| a >> 32 == b >> 32).filter(|l| l.len() > 1);
            // Doubling would hold them three times over.
            index.lists.reserve_exact(lists().map(<[u64]>::len).sum());
            for list in lists() {
                index.lists.extend(list.iter().map(|e| *e as u32));
                index.list_start.push(index.lists.len() as u32);
            }
        }
        drop(twice);
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

/// Texts by rank, cut into runs of about [`SORTED`] indexed 5-grams.
fn pieces<'a>(ranked: &'a [usize], texts: &'a Texts) -> impl Iterator<Item = Vec<(usize, usize)>> + 'a {
    let mut rest = ranked.iter().copied().enumerate().peekable();
    std::iter::from_fn(move || {
        rest.peek()?;
        let mut words = 0;
        let mut piece = Vec::new();
        while words / EVERY as usize <= SORTED {
            let Some((rank, article)) = rest.next() else { break };
            words += texts.len(article) as usize;
            piece.push((rank, article));
        }
        Some(piece)
    })
}

/// Those of the indexed 5-grams of some texts that are `wanted`, each with the rank of its text, in order, each once.
fn entries(piece: &[(usize, usize)], texts: &Texts, wanted: impl Fn(u32) -> bool + Sync) -> Vec<u64> {
    let mut entries: Vec<u64> = piece
        .par_iter()
        .map_init(Words::default, |scratch, &(rank, article)| {
            texts.read(article, scratch);
            indexed(scratch)
                .filter(|gram| wanted(*gram))
                .map(|gram| u64::from(gram) << 32 | rank as u64)
                .collect::<Vec<u64>>()
        })
        .flatten_iter()
        .collect();
    entries.par_sort_unstable();
    entries.dedup();
    entries
}

/// Bits of a set for each 5-gram that may come into it.
const BITS: usize = 8;

/// A set of 5-grams that may hold a few too many; bits stand in the order of the 5-grams.
struct Bits(Vec<u64>);

impl Bits {
    fn new(bits: usize) -> Bits {
        Bits(vec![0; (bits / 64).clamp(1 << 6, 1 << 24)])
    }

    fn place(&self, gram: u32) -> (usize, u64) {
        let place = (u64::from(gram) * (self.0.len() as u64 * 64)) >> 32;
        ((place / 64) as usize, 1 << (place % 64))
    }

    /// Sets it and says whether it was set.
    fn set(&mut self, gram: u32) -> bool {
        let (word, bit) = self.place(gram);
        let was = self.0[word] & bit != 0;
        self.0[word] |= bit;
        was
    }

    fn get(&self, gram: u32) -> bool {
        let (word, bit) = self.place(gram);
        self.0[word] & bit != 0
    }
}
