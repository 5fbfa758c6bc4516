//! What stands directly beside a name and says that it is a firm, or that it is none.

use super::names::combine;
use super::{discover, words};
use crate::annotate::word_hash;
use crate::found::{EntityType, Shape, Token};
use rapidhash::{RapidHashMap, RapidHashSet};
use std::sync::LazyLock;

/// Tokens of ", the British chemist chain" that are looked at.
const APPOSITION: usize = 8;

/// Tokens behind a verb among which goods or money are looked for.
const REACH: usize = 8;

/// Phrases of up to three words, by place.
static SIGNS: LazyLock<RapidHashMap<String, RapidHashSet<u64>>> = LazyLock::new(|| {
    let mut signs: RapidHashMap<String, RapidHashSet<u64>> = RapidHashMap::default();
    for line in include_str!("signs.csv").lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(phrase), Some(place)) = (cells.next(), cells.next()) {
            let key = phrase.split(' ').fold(0, |key, word| combine(key, word_hash(word)));
            signs.entry(place.to_string()).or_default().insert(key);
        }
    }
    signs
});

fn holds(place: &str, words: &[Token]) -> bool {
    let key = words.iter().fold(0, |key, t| combine(key, t.word));
    SIGNS.get(place).is_some_and(|signs| signs.contains(&key))
}

fn says_firm(place: &str, token: &Token) -> bool {
    discover::appositive(token) == Some(EntityType::Company) || holds(place, std::slice::from_ref(token))
}

/// Whether a noun of trade opens a sentence before a name: "Insurer X".
pub fn opening(token: &Token) -> bool {
    holds("opening", std::slice::from_ref(token))
}

/// Whether a noun beside the name says that it is a firm: "chip designer Arm", "Boots, the chemist chain".
pub fn affirmed(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map(|n| &tokens[n]);
    if before.is_some_and(|t| t.shape == Shape::Lower && says_firm("before", t))
        || (at == 1 && holds("opening", &tokens[..1]))
    {
        return true;
    }
    let shown = |n: usize| tokens.get(n).map_or("", |t| t.span.of(text));
    shown(end) == ","
        && matches!(shown(end + 1), "the" | "a" | "an")
        && tokens[end + 2..]
            .iter()
            .take(APPOSITION)
            .take_while(|t| t.shape != Shape::Mark)
            .any(|t| t.shape == Shape::Lower && says_firm("apposition", t))
}

/// Whether a verb of trade stands behind the name: "was fined", "will close 300 shops", "said it would".
pub fn acts(text: &str, tokens: &[Token], end: usize) -> bool {
    let mut at = end;
    while at < tokens.len() && at < end + 4 && holds("frame", &tokens[at..at + 1]) {
        at += 1;
    }
    let Some(verb) = tokens.get(at).filter(|t| t.shape == Shape::Lower) else { return false };
    let phrase = |n: usize| tokens.get(at..at + n).is_some_and(|words| holds("deed", words));
    (1..=3).any(phrase)
        || (holds("trade", std::slice::from_ref(verb))
            && tokens[at + 1..]
                .iter()
                .take(REACH)
                .any(|t| holds("object", std::slice::from_ref(t)) || matches!(t.span.of(text), "$" | "€" | "£")))
}

/// Whether the words before the name are said of firms: "workers at", "agreed to buy".
pub fn toward(tokens: &[Token], at: usize) -> bool {
    (1..=3.min(at)).any(|n| holds("toward", &tokens[at - n..at]))
}

/// Whether what stands beside the name says that it is a person or a place: "Walt Disney grew up", "Wendy's brother",
/// "Audra McDonald's voice".
pub fn denied(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let possessive = |n: usize| tokens.get(n).is_some_and(|t| matches!(t.span.of(text), "'s" | "’s" | "'S" | "’S"));
    let own = possessive(end - 1);
    let owned = if own { Some(end) } else { possessive(end).then_some(end + 1) };
    if owned.and_then(|n| tokens.get(n)).is_some_and(|t| holds("kin", std::slice::from_ref(t))) {
        return true;
    }
    if own && at > 0 {
        let before = &tokens[at - 1];
        if before.shape == Shape::Capital && !words::is_common(before.word) && !discover::opens(before) {
            return true;
        }
    }
    (1..=2).any(|n| tokens.get(end..end + n).is_some_and(|words| holds("behind", words)))
}
