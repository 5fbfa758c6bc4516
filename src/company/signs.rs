//! What stands directly beside a name and says that it is a firm, or that it is none.

use super::discover;
use super::names::combine;
use crate::annotate::words;
use crate::annotate::{WordMap, word_hash};
use crate::found::{EntityType, Shape, Token};
use std::sync::LazyLock;

/// Tokens of ", the British chemist chain" that are looked at.
const APPOSITION: usize = 8;

/// Tokens behind a verb among which goods or money are looked for.
const REACH: usize = 8;

/// Where a phrase stands to the name: the column `place` of `signs.csv`, a bit each.
mod place {
    pub const NAMES: [(&str, u16); 10] = [
        ("apposition", APPOSITION),
        ("before", BEFORE),
        ("behind", BEHIND),
        ("deed", DEED),
        ("frame", FRAME),
        ("kin", KIN),
        ("object", OBJECT),
        ("opening", OPENING),
        ("toward", TOWARD),
        ("trade", TRADE),
    ];
    pub const APPOSITION: u16 = 1;
    pub const BEFORE: u16 = 2;
    pub const BEHIND: u16 = 4;
    pub const DEED: u16 = 8;
    pub const FRAME: u16 = 16;
    pub const KIN: u16 = 32;
    pub const OBJECT: u16 = 64;
    pub const OPENING: u16 = 128;
    pub const TOWARD: u16 = 256;
    pub const TRADE: u16 = 512;
}

/// Phrases of up to three words, with the places where each is a sign.
static SIGNS: LazyLock<WordMap<u16>> = LazyLock::new(|| {
    let mut signs: WordMap<u16> = WordMap::default();
    for line in include_str!("signs.csv").lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(phrase), Some(place)) = (cells.next(), cells.next()) {
            let key = phrase.split(' ').fold(0, |key, word| combine(key, word_hash(word)));
            let bit = place::NAMES.iter().find(|(name, _)| *name == place).map_or(0, |(_, bit)| *bit);
            *signs.entry(key).or_default() |= bit;
        }
    }
    signs
});

fn holds(place: u16, words: &[Token]) -> bool {
    let key = words.iter().fold(0, |key, t| combine(key, t.word));
    SIGNS.get(&key).is_some_and(|places| places & place != 0)
}

fn says_firm(place: u16, token: &Token) -> bool {
    discover::appositive(token) == Some(EntityType::Company) || holds(place, std::slice::from_ref(token))
}

/// Whether a noun of trade opens a sentence before a name: "Insurer X".
pub fn opening(token: &Token) -> bool {
    holds(place::OPENING, std::slice::from_ref(token))
}

/// Whether a noun beside the name says that it is a firm: "chip designer Arm", "Boots, the chemist chain".
pub fn affirmed(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map(|n| &tokens[n]);
    if before.is_some_and(|t| t.shape == Shape::Lower && says_firm(place::BEFORE, t))
        || (at == 1 && holds(place::OPENING, &tokens[..1]))
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
            .any(|t| t.shape == Shape::Lower && says_firm(place::APPOSITION, t))
}

/// Whether a verb of trade stands behind the name: "was fined", "will close 300 shops", "said it would".
pub fn acts(text: &str, tokens: &[Token], end: usize) -> bool {
    let mut at = end;
    while at < tokens.len() && at < end + 4 && holds(place::FRAME, &tokens[at..at + 1]) {
        at += 1;
    }
    let Some(verb) = tokens.get(at).filter(|t| t.shape == Shape::Lower) else { return false };
    let phrase = |n: usize| tokens.get(at..at + n).is_some_and(|words| holds(place::DEED, words));
    (1..=3).any(phrase)
        || (holds(place::TRADE, std::slice::from_ref(verb))
            && tokens[at + 1..]
                .iter()
                .take(REACH)
                .any(|t| holds(place::OBJECT, std::slice::from_ref(t)) || matches!(t.span.of(text), "$" | "€" | "£")))
}

/// Whether a token is a verb of what firms do.
pub fn verb(token: &Token) -> bool {
    token.shape == Shape::Lower && holds(place::DEED | place::TRADE, std::slice::from_ref(token))
}

/// Whether the words before the name are said of firms: "workers at", "agreed to buy".
pub fn toward(tokens: &[Token], at: usize) -> bool {
    (1..=3.min(at)).any(|n| holds(place::TOWARD, &tokens[at - n..at]))
}

/// Whether what stands beside the name says that it is a person or a place: "Walt Disney grew up", "Wendy's brother",
/// "Audra McDonald's voice".
pub fn denied(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let possessive = |n: usize| tokens.get(n).is_some_and(|t| matches!(t.span.of(text), "'s" | "’s" | "'S" | "’S"));
    let own = possessive(end - 1);
    let owned = if own { Some(end) } else { possessive(end).then_some(end + 1) };
    if owned.and_then(|n| tokens.get(n)).is_some_and(|t| holds(place::KIN, std::slice::from_ref(t))) {
        return true;
    }
    if own && at > 0 {
        let before = &tokens[at - 1];
        if before.shape == Shape::Capital && !words::is_common(before.word) && !discover::opens(before) {
            return true;
        }
    }
    (1..=2).any(|n| tokens.get(end..end + n).is_some_and(|words| holds(place::BEHIND, words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_place() {
        let rows = include_str!("signs.csv").lines().skip(1);
        let places = rows.filter_map(|row| row.split(',').nth(1));
        let unknown: Vec<&str> = places.filter(|p| place::NAMES.iter().all(|(name, _)| name != p)).collect();
        assert_eq!(unknown, Vec::<&str>::new());
    }
}
