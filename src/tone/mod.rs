//! Tone: what each sentence says for or against each mention in it.

use crate::company::Catalogue;
use crate::found::{Annotated, Mention, Stances, Tone, WordCounts};

/// Tone of each mention, in the order of `mentions`.
pub fn score(_article: &Annotated, _mentions: &[Mention], _stances: &Stances, _catalogue: &Catalogue) -> Vec<Tone> {
    Vec::new()
}

/// Plain dictionary counts of one sentence; `None` where the language has no list.
pub fn count_words(_article: &Annotated, _sentence: usize) -> Option<WordCounts> {
    None
}

/// Hash of the lists.
pub fn version() -> String {
    String::new()
}

/// Whether a language has lists.
pub fn supported(_language: &str) -> bool {
    true
}
