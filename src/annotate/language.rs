//! The language of an article. English is known by its function words, which costs nothing; what leaves doubt goes to
//! whatlang, on a bounded prefix, because it reads at a thirtieth of the speed of everything else. Of a headline
//! whatlang knows little: there decide the words that English has, the small words of other languages, and what the
//! article's record says.

use super::words;
use crate::annotate::{WordMap, word_hash};
use crate::found::{Annotated, BlockKind, Shape, Token};
use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// Tokens looked at for function words.
const LOOKED_AT: usize = 150;
/// Fewest words that function words can decide on.
const FEWEST: usize = 20;
/// Share of English function words that leaves no doubt; other languages of our samples stay under .08.
const NO_DOUBT: f64 = 0.22;
/// Characters given to whatlang.
const PREFIX: usize = 400;
/// Confidence (0–100) from which whatlang is believed.
const SURE: u8 = 60;
/// Share of words that English has from which a short text is English, where other languages have fewer small words.
const ENGLISH_SHARE: f64 = 0.6;
/// Most that a short text is sure of (0–100).
const SHORT_CONFIDENCE: f64 = 90.0;

/// Language code and confidence (0–100) of an article's kept text; empty and 0 where there is too little to tell.
pub fn detect(found: &Annotated) -> (&'static str, u8) {
    let body = found.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);
    let Some(first) = found.sentences.get(body) else { return ("", 0) };
    let words = |from: usize| -> Vec<&Token> {
        let all = found.tokens[from..].iter().take(LOOKED_AT);
        all.filter(|t| t.shape != Shape::Mark && t.shape != Shape::Number).collect()
    };
    let mut sample = words(first.tokens.start);
    let known = sample.iter().filter(|t| is_function_word(t.word)).count();
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
    let guess = whatlang::detect(&prefix).map(|info| (info.lang(), (info.confidence() * 100.0).round() as u8));
    let (guessed, confidence) = guess.map_or(("", 0), |(lang, sure)| (code(lang), sure));
    let short = sample.len() < FEWEST;
    // What is written in letters of its own is sure however short it is.
    if confidence >= SURE && (!short || !LISTED.contains(&guessed) && confidence == 100) {
        return (guessed, confidence);
    }
    if short {
        // A headline tells as much as the little text under it.
        sample = words(0);
    }
    if let Some((language, share)) = by_words(&sample) {
        return (language, (share * SHORT_CONFIDENCE) as u8);
    }
    if let Some(stated) = stated(&found.article.language) {
        return (stated, confidence);
    }
    match Detector::with_allowlist(ALLOWED.to_vec()).detect(&prefix) {
        Some(info) if short => (code(info.lang()), confidence),
        _ => (guessed, confidence),
    }
}

/// The language whose words a short text has, and the share of them; none where no language has more than another.
fn by_words(sample: &[&Token]) -> Option<(&'static str, f64)> {
    let mut small = [0_usize; LISTED.len()];
    for token in sample {
        let of = SMALL.get(&token.word).copied().unwrap_or_default();
        // "over" and "for" are Danish words too, and tell of neither.
        let of = if words::is_common(token.word) { of & 1 } else { of };
        small.iter_mut().enumerate().for_each(|(n, count)| *count += usize::from(of >> n & 1 == 1));
    }
    // Names tell nothing: what is written small, or all where nothing is.
    let lower: Vec<&Token> = sample.iter().filter(|t| t.shape == Shape::Lower).copied().collect();
    let told = if lower.len() >= 2 { &lower[..] } else { sample };
    let english = told.iter().filter(|t| is_function_word(t.word) || words::is_common(t.word)).count();
    let share = english as f64 / told.len().max(1) as f64;
    let most = small[1..].iter().copied().max().unwrap_or(0);
    if share >= ENGLISH_SHARE && small[0] >= most {
        return Some(("en", share));
    }
    let mut best = (1..LISTED.len()).filter(|n| small[*n] == most);
    match (best.next(), best.next()) {
        (Some(n), None) if most > small[0] && share < ENGLISH_SHARE => Some((LISTED[n], 1.0 - share)),
        _ => None,
    }
}

/// The code of a language that a record states: "en", "en-GB", "eng".
fn stated(said: &str) -> Option<&'static str> {
    let code = said.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let found = match code.len() {
        2 => CODES.iter().find(|(_, two)| *two == code),
        3 => CODES.iter().find(|(three, _)| *three == code),
        _ => None,
    };
    found.map(|(_, two)| *two)
}

/// Whether a word, by its hash, is one of the function words by which English is known (the, of, and).
pub fn is_function_word(word: u64) -> bool {
    SMALL.get(&word).is_some_and(|of| of & 1 == 1)
}

/// Languages with small words in the list, English first.
const LISTED: [&str; 13] = ["en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "no", "fi", "pl", "tr"];

/// What whatlang may choose from where a text is too short to be in a rare language.
const ALLOWED: [Lang; 13] = [
    Lang::Eng,
    Lang::Deu,
    Lang::Fra,
    Lang::Spa,
    Lang::Ita,
    Lang::Por,
    Lang::Nld,
    Lang::Dan,
    Lang::Swe,
    Lang::Nob,
    Lang::Fin,
    Lang::Pol,
    Lang::Tur,
];

/// Small words, each with a bit for every language that has it.
static SMALL: LazyLock<WordMap<u16>> = LazyLock::new(|| {
    let mut small = WordMap::default();
    let rows = include_str!("function_words.csv").lines().skip(1).filter_map(|line| line.split_once(','));
    for (language, word) in rows {
        if let Some(n) = LISTED.iter().position(|l| *l == language) {
            *small.entry(word_hash(word)).or_default() |= 1 << n;
        }
    }
    small
});

/// ISO 639-1 where there is a code, else whatlang's own (ISO 639-3).
fn code(lang: Lang) -> &'static str {
    CODES.iter().find(|(three, _)| *three == lang.code()).map_or_else(|| lang.code(), |(_, two)| two)
}

/// Codes of three letters (ISO 639-3) and of two (639-1).
const CODES: [(&str, &str); 43] = [
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("nld", "nl"),
    ("dan", "da"),
    ("swe", "sv"),
    ("nob", "no"),
    ("fin", "fi"),
    ("pol", "pl"),
    ("tur", "tr"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("cmn", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("ara", "ar"),
    ("heb", "he"),
    ("hin", "hi"),
    ("ben", "bn"),
    ("tha", "th"),
    ("vie", "vi"),
    ("ind", "id"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("hun", "hu"),
    ("ron", "ro"),
    ("bul", "bg"),
    ("ell", "el"),
    ("cat", "ca"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("slv", "sl"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("pes", "fa"),
    ("urd", "ur"),
    ("afr", "af"),
    ("lat", "la"),
    ("epo", "eo"),
];

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::found::Cleaned;

    fn told(headline: &str, stated: &str) -> &'static str {
        let article = Article { title: headline.into(), language: stated.into(), ..Article::default() };
        annotate(&article, Cleaned::default()).language
    }

    #[test]
    fn a_headline_alone_tells_its_language() {
        let file = include_str!("../../tests/languages/headlines.csv");
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(file.as_bytes()).into_records().collect::<Result<_, _>>().expect("rows");
        // Of a headline alone Danish and Norwegian are one.
        let scandinavian = |l: &str| matches!(l, "da" | "no");
        let right = |row: &&csv::StringRecord| {
            let found = told(&row[1], "");
            found == &row[0] || scandinavian(found) && scandinavian(&row[0])
        };
        let english: Vec<&csv::StringRecord> = rows.iter().filter(|row| &row[0] == "en").collect();
        assert!(english.iter().all(right));
        let found = rows.iter().filter(right).count();
        assert!(found * 100 >= 92 * rows.len(), "{found} of {}", rows.len());
    }

    #[test]
    fn what_its_words_leave_open_the_record_says() {
        assert_eq!(told("Santander: beneficio récord", "es"), "es");
        assert_eq!(told("Santander", "pt-BR"), "pt");
        assert_eq!(told("Santander", "fra"), "fr");
        // A page that says English of a French headline is wrong.
        assert_eq!(told("La banque supprime 900 emplois dans le nord", "en"), "fr");
    }
}
