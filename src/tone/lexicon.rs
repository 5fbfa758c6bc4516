//! The word lists, phrases and verb frames, parsed once.

use super::evidence::EVIDENCE;
use crate::annotate::{WordMap, stem_hash, tokens, word_hash};
use crate::article::Span;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

const WORDS: &str = include_str!("words.csv");
const BUSINESS: &str = include_str!("business.csv");
const NEWS: &str = include_str!("news.csv");
const FRAMES: &str = include_str!("frames.csv");
const MAPPING: &str = include_str!("mapping.csv");
const TURNS: &str = include_str!("turns.csv");
const OTHER_WORDS: &str = include_str!("languages.csv");
const LISTED: &[u8] = include_bytes!("languages.csv.zst");

/// What a listed word does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Speaks for or against, −4 to 4.
    Word(f32),
    /// Strengthens the next word.
    Intensifier,
    /// Weakens the next word.
    Diminisher,
    /// Turns the words of its clause that follow.
    Negation,
    /// What follows outweighs what stands before.
    Contrast,
    /// Says that the outlet does not vouch for it.
    Hedge,
    /// A verb of saying: what follows is the speaker's, not about the speaker.
    Speech,
    /// A form of "be" or of a verb like it: what follows is said of what stands before.
    Copula,
    /// A denial by what stands before; English has its claims for that.
    Denial,
}

/// A verb's sign for who does it and for whom it is done to; a phrase such as "support for" has only an object.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Frame {
    pub subject: f32,
    pub object: f32,
}

/// What a phrase does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sense {
    /// Speaks for or against, −4 to 4.
    Word(f32),
    /// Speaks by who stands on which side.
    Frame(Frame),
}

/// What a word does where a figure rises or falls that is better low: costs, a loss, a lawsuit. Sums of what it is.
pub(super) mod turn {
    /// A figure goes up; a figure goes down; a burden is taken away.
    pub const RISE: u8 = 1;
    pub const FALL: u8 = 2;
    pub const LIFT: u8 = 4;
    /// The less of it the better; a burden of law, which may be lifted.
    pub const BURDEN: u8 = 8;
    pub const CHARGE: u8 = 16;
    /// May stand between them, on either side or before the verb alone.
    pub const BRIDGE: u8 = 32;
    pub const SPAN: u8 = 64;
    /// Goes up where a share of a hundred follows.
    pub const GAIN: u8 = 128;
}

/// Weights of the evidence for one label against neutral, in the order of [`EVIDENCE`].
pub(super) type Weights = [f32; EVIDENCE.len()];

/// Logistic mapping from the evidence of a sentence to P(positive) and P(negative).
#[derive(Debug, Clone, Default)]
pub(super) struct Mapping {
    pub positive: Weights,
    pub negative: Weights,
}

/// All lists of a language.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    /// Words before a negation that it reaches: in "profit rose not" as others say it.
    pub back: usize,
    /// By [`crate::found::Token::word`].
    pub words: WordMap<Kind>,
    /// Business words, by stem.
    pub stems: WordMap<f32>,
    /// Phrases by the stem of their first word, longest first: stems of the rest, sense.
    pub phrases: WordMap<Vec<(Vec<u64>, Sense)>>,
    /// Verb frames, by stem.
    pub frames: WordMap<Frame>,
    pub mapping: Mapping,
    /// Sums of [`turn`], verbs by stem and all others by word.
    pub turns: WordMap<u8>,
    /// The user's own words, before all others; in a language beside English all words.
    pub own: Own,
    /// Beginnings of verbs of denial.
    pub denials: Own,
    /// Rows that could not be read, `list:line`; a test holds it empty.
    pub faults: Vec<String>,
}

/// A user's words: whole ones, and beginnings that any ending may follow.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    words: WordMap<f32>,
    beginnings: WordMap<f32>,
    /// Lengths of the beginnings in bytes, longest first.
    lengths: Vec<usize>,
}

impl Own {
    /// Sets the value of a word.
    pub fn is(&mut self, word: &str, value: f32) {
        self.words.insert(word_hash(word), value);
    }

    /// Sets the value of all words with this beginning.
    pub fn begins(&mut self, beginning: &str, value: f32) {
        self.beginnings.insert(word_hash(beginning), value);
        if !self.lengths.contains(&beginning.len()) {
            self.lengths.push(beginning.len());
            self.lengths.sort_by_key(|length| std::cmp::Reverse(*length));
        }
    }

    /// Value of a word by its hash and text; `None` where the user has none for it.
    pub fn value<'a>(&self, word: u64, text: impl FnOnce() -> &'a str) -> Option<f32> {
        if let Some(value) = self.words.get(&word) {
            return Some(*value);
        }
        if self.lengths.is_empty() {
            return None;
        }
        let text = text();
        let cut = |length: &usize| text.get(..*length).and_then(|t| self.beginnings.get(&word_hash(t)));
        self.lengths.iter().find_map(cut).copied()
    }
}

impl Lexicon {
    /// Takes every word and phrase out that speaks for or against; what negates, strengthens and frames stays.
    pub fn clear(&mut self) {
        self.words.retain(|_, kind| !matches!(kind, Kind::Word(_)));
        self.stems.clear();
        for phrases in self.phrases.values_mut() {
            phrases.retain(|(_, sense)| matches!(sense, Sense::Frame(_)));
        }
    }
}

pub(super) static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(parse()));

/// SHA-256 (hex) of the lists and of the model.
pub fn version() -> String {
    let mut hash = Sha256::new();
    for list in [WORDS, BUSINESS, NEWS, FRAMES, MAPPING, TURNS, OTHER_WORDS] {
        hash.update(list.as_bytes());
    }
    hash.update(LISTED);
    hash.update(super::model::FILE);
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

/// Codes of the languages that have lists.
pub const LANGUAGES: [&str; 8] = ["en", "da", "fi", "fr", "nl", "pl", "sv", "tr"];

/// Lists of the languages beside English.
pub(super) static OTHERS: LazyLock<BTreeMap<String, Lexicon>> = LazyLock::new(others);

/// The language, where it has lists beside English.
pub(super) fn other(language: &str) -> Option<&'static Lexicon> {
    OTHERS.get(language)
}

fn kind(name: &str, worth: &str) -> Option<Kind> {
    Some(match name {
        "word" => Kind::Word(value(worth)?),
        "intensifier" => Kind::Intensifier,
        "diminisher" => Kind::Diminisher,
        "negation" => Kind::Negation,
        "contrast" => Kind::Contrast,
        "hedge" => Kind::Hedge,
        "speech" => Kind::Speech,
        "copula" => Kind::Copula,
        "denial" => Kind::Denial,
        _ => return None,
    })
}

fn others() -> BTreeMap<String, Lexicon> {
    let mut found: BTreeMap<String, Lexicon> = BTreeMap::new();
    let listed = zstd::decode_all(LISTED).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let mut faults = Vec::new();
    // Our own words stand over those of the lists, and so come first.
    for (name, list, ours) in [("languages", OTHER_WORDS, true), ("languages.zst", listed.as_str(), false)] {
        for (index, row) in csv::Reader::from_reader(list.as_bytes()).records().enumerate() {
            let read = row.ok().and_then(|row| {
                let language = row.get(1)?;
                let lexicon = found.entry(language.to_string()).or_insert_with(|| Lexicon {
                    back: BACK.iter().find(|(l, _)| *l == language).map_or(0, |(_, words)| *words),
                    mapping: LEXICON.mapping.clone(),
                    ..Lexicon::default()
                });
                let (word, kind) = (row.get(0)?, kind(row.get(3)?, row.get(2)?)?);
                if ours {
                    return put(lexicon, language, word, kind);
                }
                let Kind::Word(value) = kind else { return None };
                let key = word_hash(word);
                if !lexicon.words.contains_key(&key) && lexicon.own.value(key, || word).is_none() {
                    lexicon.own.is(word, value);
                    // The Dutch list has no inflected forms.
                    if language == "nl" {
                        lexicon.stems.entry(stem_hash(language, word)).or_insert(value);
                    }
                }
                Some(())
            });
            if read.is_none() {
                faults.push(format!("{name}:{}", index + 2));
            }
        }
    }
    if let Some(lexicon) = found.values_mut().next() {
        lexicon.faults = faults;
    }
    for lexicon in found.values_mut() {
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }
    found
}

/// A word as it stands, a beginning ("fraud*"), or a phrase.
fn put(lexicon: &mut Lexicon, language: &str, word: &str, kind: Kind) -> Option<()> {
    match (word.strip_suffix('*'), kind) {
        (Some(beginning), _) if beginning.contains(' ') => return None,
        (Some(beginning), Kind::Word(value)) => lexicon.own.begins(beginning, value),
        (Some(beginning), Kind::Denial) => lexicon.denials.begins(beginning, 1.0),
        (Some(_), _) => return None,
        (None, Kind::Word(value)) => {
            let mut parts = Vec::new();
            tokens(word, Span::new(0, word.len()), &mut parts);
            let stems: Vec<u64> = parts.iter().map(|t| stem_hash(language, t.span.of(word))).collect();
            match stems.split_first()? {
                (_, []) => lexicon.own.is(word, value),
                (first, rest) => lexicon.phrases.entry(*first).or_default().push((rest.to_vec(), Sense::Word(value))),
            }
        }
        (None, _) if word.contains(' ') => return None,
        (None, _) => {
            lexicon.words.insert(word_hash(word), kind);
        }
    }
    Some(())
}

/// Words before its negation that a language turns: in "steg inte" the verb stands first.
const BACK: [(&str, usize); 5] = [("nl", 2), ("sv", 2), ("da", 2), ("fr", 2), ("tr", 2)];

fn parse() -> Lexicon {
    let mut lexicon = Lexicon::default();
    rows("words", WORDS, &mut lexicon, |lexicon, row| {
        let kind = kind(row.get(3)?, row.get(2)?)?;
        lexicon.words.insert(word_hash(row.get(0)?), kind).is_none().then_some(())
    });
    // What holds for firms outranks what holds in general news.
    for (name, list) in [("news", NEWS), ("business", BUSINESS)] {
        rows(name, list, &mut lexicon, |lexicon, row| {
            let value = value(row.get(1)?)?;
            let stems = stems(row.get(0)?);
            let (first, rest) = stems.split_first()?;
            if rest.is_empty() {
                lexicon.stems.insert(*first, value);
            } else {
                lexicon.phrases.entry(*first).or_default().push((rest.to_vec(), Sense::Word(value)));
            }
            Some(())
        });
    }
    rows("frames", FRAMES, &mut lexicon, |lexicon, row| {
        let frame = Frame { subject: value(row.get(1)?)?, object: value(row.get(2)?)? };
        let stems = stems(row.get(0)?);
        let (first, rest) = stems.split_first()?;
        if rest.is_empty() {
            return lexicon.frames.insert(*first, frame).is_none().then_some(());
        }
        lexicon.phrases.entry(*first).or_default().push((rest.to_vec(), Sense::Frame(frame)));
        Some(())
    });
    rows("mapping", MAPPING, &mut lexicon, |lexicon, row| {
        let at = EVIDENCE.iter().position(|name| Some(*name) == row.get(0))?;
        lexicon.mapping.positive[at] = row.get(1)?.parse().ok()?;
        lexicon.mapping.negative[at] = row.get(2)?.parse().ok()?;
        Some(())
    });
    rows("turns", TURNS, &mut lexicon, |lexicon, row| {
        let (word, stem) = (word_hash(row.get(0)?), stem_hash("en", row.get(0)?));
        let (key, what) = match row.get(1)? {
            "rise" => (stem, turn::RISE),
            "fall" => (stem, turn::FALL),
            "lift" => (stem, turn::LIFT),
            "burden" => (word, turn::BURDEN),
            "charge" => (word, turn::CHARGE),
            "bridge" => (word, turn::BRIDGE),
            "span" => (word, turn::SPAN),
            "gain" => (word, turn::GAIN),
            _ => return None,
        };
        *lexicon.turns.entry(key).or_default() |= what;
        Some(())
    });
    for phrases in lexicon.phrases.values_mut() {
        phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    lexicon
}

/// Reads each row of a list; a row that `add` refuses is a fault.
fn rows(name: &str, list: &str, lexicon: &mut Lexicon, add: impl Fn(&mut Lexicon, &csv::StringRecord) -> Option<()>) {
    for (index, row) in csv::Reader::from_reader(list.as_bytes()).records().enumerate() {
        if row.ok().and_then(|row| add(lexicon, &row)).is_none() {
            lexicon.faults.push(format!("{name}:{}", index + 2));
        }
    }
}

fn value(text: &str) -> Option<f32> {
    text.parse().ok().filter(|v| (-4.0..=4.0).contains(v))
}

/// Stems of a phrase, parted as the text is; numbers are their own stem, as in a text.
pub(super) fn stems(phrase: &str) -> Vec<u64> {
    let mut found = Vec::new();
    tokens(phrase, Span::new(0, phrase.len()), &mut found);
    found.iter().map(|t| stem_hash("en", t.span.of(phrase))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        assert_eq!(LEXICON.faults, Vec::<String>::new());
        assert!(LEXICON.words.len() > 5000);
        let languages: Vec<&str> = OTHERS.keys().map(String::as_str).collect();
        assert_eq!(languages, LANGUAGES[1..]);
        assert!(OTHERS.values().all(|lexicon| lexicon.faults.is_empty()), "{:?}", OTHERS["da"].faults);
    }
}
