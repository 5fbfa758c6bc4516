//! Names as sequences of word hashes, and the longest one that begins at a token.

use crate::annotate::{self, WordMap};
use crate::article::Span;
use crate::found::{Shape, Token};
use std::sync::LazyLock;

/// How far a name speaks for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Wherever it stands with a capital.
    Strong,
    /// Only where the article gives another sign: a full name, a ticker, a legal suffix, a context word.
    Context,
    /// Only once another name of the entity stands in the article.
    Never,
}

/// Which capitals a name needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// The capitals it is written with.
    Written,
    /// All letters, as an acronym.
    Upper,
    /// None.
    Any,
}

/// One name of one entity.
#[derive(Debug, Clone, Copy)]
pub struct Alias {
    /// Index in the catalogue.
    pub entity: u32,
    /// How far it speaks for itself.
    pub class: Class,
    /// Which capitals it needs.
    pub case: Case,
    /// Whether it is the entity's own name rather than another one.
    pub main: bool,
    /// Bit n: word n is written in lower case.
    lower: u16,
    /// Number of words, hyphens left out.
    pub words: u8,
}

/// What is known of one beginning of names.
#[derive(Debug, Clone, Copy)]
struct Step {
    alias: u32,
    longer: bool,
}

const NONE: u32 = u32::MAX;
/// Bits of the sieve of first words: 64 KB.
const FIRSTS: usize = 1 << 19;

/// A set of names.
#[derive(Debug)]
pub struct Names {
    steps: WordMap<Step>,
    aliases: Vec<Alias>,
    /// Bit n: some name's first word has a hash with these last bits; spares most look-ups.
    firsts: Vec<u64>,
    /// First words of names that may begin in lower case (eBay, any case).
    small: WordMap<()>,
}

static AND: LazyLock<u64> = LazyLock::new(|| annotate::word_hash("and"));
static AMPERSAND: LazyLock<u64> = LazyLock::new(|| annotate::word_hash("&"));

/// The hash of a word sequence, one word longer. The multiplier is 2^64 over the golden ratio.
pub fn combine(before: u64, word: u64) -> u64 {
    let word = if word == *AMPERSAND { *AND } else { word };
    (before.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Whether a token is a hyphen that ties its neighbours together.
pub fn ties(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens[at].shape == Shape::Mark
        && at > 0
        && at + 1 < tokens.len()
        && tokens[at - 1].span.end == tokens[at].span.start
        && tokens[at].span.end == tokens[at + 1].span.start
        && matches!(tokens[at].span.of(text), "-" | "‐" | "‑")
}

/// The words of a name: tokens without hyphens.
pub fn words(name: &str, into: &mut Vec<Token>) {
    into.clear();
    annotate::tokens(name, Span::new(0, name.len()), into);
    // marks of direction that came along when the name was copied
    if !name.is_ascii() {
        into.retain(|t| {
            !matches!(
                t.span.of(name),
                "\u{200e}" | "\u{200f}" | "\u{202a}" | "\u{202b}" | "\u{202c}" | "\u{2067}" | "\u{2069}"
            )
        });
    }
    if into.len() > 1 && name.contains(['-', '‐', '‑']) {
        into.retain(|t| !matches!(t.span.of(name), "-" | "‐" | "‑"));
    }
}

impl Default for Names {
    fn default() -> Self {
        Names::with_capacity(0)
    }
}

impl Names {
    /// A set with room for so many names.
    pub fn with_capacity(names: usize) -> Self {
        Names {
            steps: WordMap::with_capacity_and_hasher(names * 3, Default::default()),
            aliases: Vec::with_capacity(names),
            small: WordMap::default(),
            firsts: vec![0; FIRSTS / 64],
        }
    }

    /// Adds a name; gives the alias that already has it, which then stays.
    pub fn add(
        &mut self,
        name: &str,
        entity: u32,
        class: Class,
        any_case: bool,
        main: bool,
        room: &mut Vec<Token>,
    ) -> Option<&mut Alias> {
        words(name, room);
        if room.is_empty() || room.len() > 15 {
            return None;
        }
        let mut lower = 0u16;
        for (n, token) in room.iter().enumerate() {
            lower |= u16::from(token.shape == Shape::Lower) << n;
        }
        // "3M" too: "3m" is a sum
        let capital = room[0].shape == Shape::Upper
            || room[0].shape == Shape::Number
                && name.chars().any(char::is_uppercase)
                && !name.chars().any(char::is_lowercase);
        let acronym = room.len() == 1 && capital && name.len() <= 5;
        let case = if any_case {
            Case::Any
        } else if acronym {
            Case::Upper
        } else {
            Case::Written
        };
        if any_case || lower & 1 == 1 {
            self.small.insert(room[0].word, ());
        }
        let first = room[0].word as usize % FIRSTS;
        self.firsts[first / 64] |= 1 << (first % 64);
        let mut key = 0;
        for (n, token) in room.iter().enumerate() {
            key = combine(key, token.word);
            let step = self.steps.entry(key).or_insert(Step { alias: NONE, longer: false });
            if n + 1 < room.len() {
                step.longer = true;
            } else if step.alias != NONE {
                let known = &mut self.aliases[step.alias as usize];
                // "IKEA" of one that is "Ikea" too need not be all capitals
                if known.entity == entity && known.case == Case::Upper && case == Case::Written {
                    (known.case, known.lower) = (case, lower);
                }
                return Some(known);
            } else {
                step.alias = self.aliases.len() as u32;
            }
        }
        self.aliases.push(Alias { entity, class, case, main, lower, words: room.len() as u8 });
        None
    }

    /// The alias that has a name.
    pub fn get(&mut self, name: &str, room: &mut Vec<Token>) -> Option<&mut Alias> {
        words(name, room);
        let key = room.iter().fold(0, |key, token| combine(key, token.word));
        let step = self.steps.get(&key).filter(|step| step.alias != NONE)?;
        self.aliases.get_mut(step.alias as usize)
    }

    /// The longest name that begins at token `at`, and the token behind it.
    pub fn longest(&self, text: &str, tokens: &[Token], at: usize) -> Option<(Alias, usize)> {
        let first = &tokens[at];
        match first.shape {
            Shape::Mark => return None,
            Shape::Lower if !self.small.contains_key(&first.word) => return None,
            _ => {}
        }
        let bit = first.word as usize % FIRSTS;
        if self.firsts[bit / 64] & (1 << (bit % 64)) == 0 {
            return None;
        }
        let (mut key, mut best) = (0, None);
        let (mut small, mut count) = (0u16, 0);
        for n in at..tokens.len().min(at + 20) {
            if n > at && ties(text, tokens, n) {
                continue;
            }
            key = combine(key, tokens[n].word);
            let Some(step) = self.steps.get(&key) else { break };
            if tokens[n].shape == Shape::Lower && count < 16 && tokens[n].word != *AND {
                small |= 1 << count;
            }
            count += 1;
            if step.alias != NONE {
                let alias = self.aliases[step.alias as usize];
                if fits(alias, text, tokens, at, n, small) {
                    best = Some((alias, n + 1));
                }
            }
            if !step.longer {
                break;
            }
        }
        best
    }
}

/// Whether the capitals of the text are those the name needs.
fn fits(alias: Alias, text: &str, tokens: &[Token], at: usize, last: usize, small: u16) -> bool {
    match alias.case {
        Case::Any => true,
        Case::Upper => {
            let letters = || tokens[at].span.of(text).chars();
            let sum = || at > 0 && matches!(tokens[at - 1].span.of(text), "$" | "£" | "€" | "¥");
            tokens[at].shape == Shape::Upper
                || tokens[at].shape == Shape::Number && !letters().any(char::is_lowercase) && !sum()
        }
        // a word in lower case must be written so in the name, and one such name (eBay) has a capital inside
        Case::Written => {
            small & !alias.lower == 0
                && (small & 1 == 0
                    || caseless(tokens[at].span.of(text))
                    || tokens[at..=last].iter().any(|t| t.span.of(text).chars().any(char::is_uppercase)))
        }
    }
}

/// Whether a word is of a script without capitals (Chinese, Arabic, Hindi).
fn caseless(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str], text: &str, at: usize) -> Option<String> {
        let mut set = Names::default();
        for (n, name) in names.iter().enumerate() {
            set.add(name, n as u32, Class::Strong, false, true, &mut Vec::new());
        }
        let mut tokens = Vec::new();
        annotate::tokens(text, Span::new(0, text.len()), &mut tokens);
        let (_, end) = set.longest(text, &tokens, at)?;
        Some(text[tokens[at].span.start as usize..tokens[end - 1].span.end as usize].to_string())
    }

    #[test]
    fn longest_name_wins_whatever_joins_its_words() {
        let names = ["Bank of America", "Bank", "Coca-Cola", "Procter & Gamble", "eBay", "SEC"];
        assert_eq!(found(&names, "Bank of America rose", 0).as_deref(), Some("Bank of America"));
        assert_eq!(found(&names, "Bank of Ireland", 0).as_deref(), Some("Bank"));
        assert_eq!(found(&names, "Coca Cola", 0).as_deref(), Some("Coca Cola"));
        assert_eq!(found(&names, "COCA-COLA", 0).as_deref(), Some("COCA-COLA"));
        assert_eq!(found(&names, "Procter and Gamble", 0).as_deref(), Some("Procter and Gamble"));
        assert_eq!(found(&names, "eBay sells", 0).as_deref(), Some("eBay"));
        assert_eq!(found(&names, "Sec", 0), None);
        assert_eq!(found(&["3M"], "3M rose", 0).as_deref(), Some("3M"));
        assert_eq!(found(&["3M"], "3m rose", 0), None);
        assert_eq!(found(&["3M"], "paid $3M", 2), None);
        assert_eq!(found(&names, "the bank", 1), None);
        assert_eq!(found(&["شركة النيل"], "شركة النيل", 0).as_deref(), Some("شركة النيل"));
        assert_eq!(found(&["腾讯控股"], "腾讯控股没有回应", 0).as_deref(), Some("腾讯控股"));
    }
}
