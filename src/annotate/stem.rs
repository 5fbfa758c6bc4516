//! Stems for word-list look-ups, in the language found. Snowball costs ten times what a look-up does, so each thread
//! remembers the stems it made.

use crate::annotate::{WordMap, word_hash};
use crate::found::{Annotated, Shape};
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::RefCell;

/// Stems of a language that one thread keeps before it starts afresh: some 6 MB.
const KEPT: usize = 200_000;

thread_local! {
    /// Stem of each word by its language; few languages in a corpus, so they stand in a row.
    static STEMS: RefCell<Vec<(&'static str, WordMap<u64>)>> = const { RefCell::new(Vec::new()) };
}

/// Sets the stem of every word; words of a language without a stemmer keep their own hash.
pub fn stem(found: &mut Annotated) {
    let language = found.language;
    let Some(algorithm) = algorithm(language) else { return };
    let stemmer = Stemmer::create(algorithm);
    STEMS.with_borrow_mut(|all| {
        let at = all.iter().position(|(known, _)| *known == language).unwrap_or_else(|| {
            all.push((language, WordMap::default()));
            all.len() - 1
        });
        let stems = &mut all[at].1;
        if stems.len() > KEPT {
            stems.clear();
        }
        for sentence in &found.sentences {
            let text = found.article.field(sentence.field);
            for token in &mut found.tokens[sentence.tokens.clone()] {
                if token.shape == Shape::Mark || token.shape == Shape::Number {
                    continue;
                }
                token.stem = *stems.entry(token.word).or_insert_with(|| {
                    let word = token.span.of(text).to_lowercase().replace('’', "'");
                    word_hash(&stemmer.stem(&word))
                });
            }
        }
    });
}

/// Hash of the stem of a word in a language, for the tables that are looked up by stem.
pub fn stem_hash(language: &str, word: &str) -> u64 {
    match algorithm(language) {
        Some(algorithm) => word_hash(&Stemmer::create(algorithm).stem(&word.to_lowercase())),
        None => word_hash(word),
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
