//! What is left of each article when templates are set aside, as word 5-grams.

use super::prints::mix;
use super::shelf::{Shelf, Words};
use super::{Candidate, RepostSettings};

/// Words in a shingle.
pub(super) const GRAM: usize = 5;

/// Hash of the 5-gram at the head of `words`.
pub(super) fn gram(words: &[u16]) -> u32 {
    let four = u64::from(words[0]) | u64::from(words[1]) << 16 | u64::from(words[2]) << 32 | u64::from(words[3]) << 48;
    (mix(four ^ 0xa076_1d64_78bd_642f, u64::from(words[4]) ^ 0xe703_7ed1_a0b4_28db) >> 32) as u32
}

/// The 5-grams of a text, in order.
pub(super) fn grams(words: &[u16]) -> impl Iterator<Item = u32> + '_ {
    words.windows(GRAM).map(gram)
}

/// Hash of a whole text.
pub(super) fn whole(words: &[u16]) -> u64 {
    words.iter().fold(words.len() as u64, |hash, &w| mix(hash ^ u64::from(w), 0x9e37_79b9_7f4a_7c15).wrapping_add(1))
}

/// The words of each article without its templates.
pub(super) struct Texts<'a> {
    articles: &'a [Candidate<'a>],
    shelf: &'a Shelf<'a>,
    gone: &'a [Box<[u64]>],
    lengths: Vec<u32>,
    least: u32,
}

impl<'a> Texts<'a> {
    pub(super) fn new(
        articles: &'a [Candidate<'a>],
        shelf: &'a Shelf<'a>,
        gone: &'a [Box<[u64]>],
        settings: &RepostSettings,
    ) -> Self {
        let lengths = articles
            .iter()
            .zip(gone)
            .map(|(a, gone)| a.prints.words_n() as u32 - gone.iter().map(|b| b.count_ones()).sum::<u32>())
            .collect();
        Texts { articles, shelf, gone, lengths, least: settings.least_words.max(GRAM as u32) }
    }

    /// Words left of an article.
    pub(super) fn len(&self, article: usize) -> u32 {
        self.lengths[article]
    }

    /// Whether enough is left of an article for it to be anyone's copy.
    pub(super) fn is_long_enough(&self, article: usize) -> bool {
        self.lengths[article] >= self.least
    }

    /// Fills `into` with the words left of an article.
    pub(super) fn read(&self, article: usize, into: &mut Words) {
        self.shelf.words(self.articles[article].prints, into);
        let gone = &self.gone[article];
        if !gone.is_empty() {
            into.retain(|at| !is_set(gone, at));
        }
    }
}

/// Whether a bit is set; a set of no words is empty.
pub(super) fn is_set(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}
