//! The language of an article. English is known by its function words, which costs nothing; what leaves doubt goes to
//! whatlang, on a bounded prefix, because it reads at a thirtieth of the speed of everything else.

use crate::annotate::{WordSet, word_hash};
use crate::found::{Annotated, BlockKind, Shape, Token};
use std::sync::LazyLock;

/// Tokens looked at for function words.
const LOOKED_AT: usize = 150;
/// Fewest words that function words can decide on.
const FEWEST: usize = 20;
/// Share of English function words that leaves no doubt; other languages of our samples stay under .08.
const NO_DOUBT: f64 = 0.22;
/// Characters given to whatlang.
const PREFIX: usize = 400;

/// Language code and confidence (0–100) of an article's kept text; empty and 0 where there is too little to tell.
pub fn detect(found: &Annotated) -> (&'static str, u8) {
    let body = found.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);
    let Some(first) = found.sentences.get(body) else { return ("", 0) };
    let sample: Vec<&Token> = found.tokens[first.tokens.start..]
        .iter()
        .take(LOOKED_AT)
        .filter(|t| t.shape != Shape::Mark && t.shape != Shape::Number)
        .collect();
    let known = sample.iter().filter(|t| ENGLISH.contains(&t.word)).count();
    if sample.len() >= FEWEST && known as f64 >= NO_DOUBT * sample.len() as f64 {
        return ("en", 100);
    }
    let mut prefix = String::with_capacity(2 * PREFIX);
    let mut left = PREFIX;
    for sentence in found.sentences[body..].iter().chain(&found.sentences[..body]) {
        let text = found.slice(sentence, sentence.span);
        prefix.extend(text.chars().take(left));
        prefix.push(' ');
        left = left.saturating_sub(text.chars().count());
        if left == 0 {
            break;
        }
    }
    match whatlang::detect(&prefix) {
        Some(info) => (two_letters(info.lang()), (info.confidence() * 100.0).round() as u8),
        None => ("", 0),
    }
}

/// Whether a word, by its hash, is one of the function words by which English is known (the, of, and).
pub fn is_function_word(word: u64) -> bool {
    ENGLISH.contains(&word)
}

static ENGLISH: LazyLock<WordSet> = LazyLock::new(|| {
    include_str!("function_words.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .filter(|(language, _)| *language == "en")
        .map(|(_, word)| word_hash(word))
        .collect()
});

/// ISO 639-1 where there is a code, else whatlang's own (ISO 639-3).
fn two_letters(lang: whatlang::Lang) -> &'static str {
    match lang.code() {
        "eng" => "en",
        "deu" => "de",
        "fra" => "fr",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "nld" => "nl",
        "dan" => "da",
        "swe" => "sv",
        "nob" => "no",
        "fin" => "fi",
        "pol" => "pl",
        "tur" => "tr",
        "rus" => "ru",
        "ukr" => "uk",
        "cmn" => "zh",
        "jpn" => "ja",
        "kor" => "ko",
        "ara" => "ar",
        "heb" => "he",
        "hin" => "hi",
        "ben" => "bn",
        "tha" => "th",
        "vie" => "vi",
        "ind" => "id",
        "ces" => "cs",
        "slk" => "sk",
        "hun" => "hu",
        "ron" => "ro",
        "bul" => "bg",
        "ell" => "el",
        "cat" => "ca",
        "hrv" => "hr",
        "srp" => "sr",
        "slv" => "sl",
        "est" => "et",
        "lav" => "lv",
        "lit" => "lt",
        "pes" => "fa",
        "urd" => "ur",
        "afr" => "af",
        "lat" => "la",
        "epo" => "eo",
        other => other,
    }
}
