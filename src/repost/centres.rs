//! Which centres share 5-grams with a text.

use super::RepostSettings;
use super::index::Index;
use std::cmp::Reverse;

/// Fewest indexed 5-grams that a text and a centre share for them to be compared.
pub(super) const LEAST_SHARED: u32 = 3;

/// Places in posting lists that the search for a text's centres goes through at most: what a text costs does not grow
/// with the corpus.
const PLACES: u32 = 4096;

/// The centres found so far, in the posting lists they stand in. They take the place of the lists themselves, which
/// have room: a centre is one of the texts of its list.
pub(super) struct Centres {
    index: Index,
    /// Per list, how many of its places hold a centre; each is the number of one, ascending.
    filled: Vec<u32>,
    /// Rank of each centre, by number.
    ranks: Vec<u32>,
}

/// A centre that shares 5-grams with a text: how many, and its rank.
pub(super) type Near = (Reverse<u32>, u32);

/// What a search counts with, kept from text to text.
#[derive(Default)]
pub(super) struct Counts {
    counts: Vec<u32>,
    touched: Vec<u32>,
    lists: Vec<(u32, u32)>,
}

impl Centres {
    /// No centres yet.
    pub(super) fn new(index: Index) -> Centres {
        Centres { filled: vec![0; index.len()], ranks: Vec::new(), index }
    }

    /// How many centres there are.
    pub(super) fn len(&self) -> usize {
        self.ranks.len()
    }

    /// Makes a text a centre.
    pub(super) fn add(&mut self, rank: usize) {
        let number = self.ranks.len() as u32;
        self.ranks.push(rank as u32);
        let Index { lists, list_start, of, of_start } = &mut self.index;
        for &list in &of[of_start[rank] as usize..of_start[rank + 1] as usize] {
            let filled = &mut self.filled[list as usize];
            lists[(list_start[list as usize] + *filled) as usize] = number;
            *filled += 1;
        }
    }

    /// The centres that share most with a text, of those from number `first` on, and the share of the text's lists
    /// gone through.
    pub(super) fn near(
        &self,
        rank: usize,
        first: usize,
        scratch: &mut Counts,
        settings: &RepostSettings,
    ) -> (Vec<Near>, f64) {
        let Counts { counts, touched, lists } = scratch;
        counts.resize(self.ranks.len(), 0);
        lists.clear();
        // What so many unlike stories share is a quotation or a notice, and tells nothing.
        lists.extend(self.index.lists_of(rank).iter().map(|&list| (self.filled[list as usize], list)));
        lists.retain(|(centres, _)| *centres <= settings.posting_cap);
        let usable = lists.len();
        if lists.iter().map(|(centres, _)| centres).sum::<u32>() > PLACES {
            // The rarest tell most.
            lists.sort_unstable();
            let mut places = 0;
            lists.retain(|(centres, _)| {
                places += centres;
                places <= PLACES
            });
        }
        let looked = lists.len() as f64 / usable.max(1) as f64;
        for &(filled, list) in lists.iter() {
            for &centre in self.index.list(list)[..filled as usize].iter().rev().take_while(|c| **c as usize >= first) {
                if counts[centre as usize] == 0 {
                    touched.push(centre);
                }
                counts[centre as usize] += 1;
            }
        }
        let mut ordered: Vec<Near> = Vec::new();
        for centre in touched.drain(..) {
            let count = std::mem::take(&mut counts[centre as usize]);
            if count >= LEAST_SHARED {
                ordered.push((Reverse(count), self.ranks[centre as usize]));
            }
        }
        ordered.sort_unstable();
        ordered.truncate(settings.candidates as usize);
        (ordered, looked)
    }
}
