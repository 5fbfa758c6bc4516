//! The fingerprint of an article: its words, each cut down to 16 bits, and a hash of each block.
//!
//! Two bytes a word cost no more than winnowed 5-grams and keep everything: 5-grams, runs and their order can be
//! told exactly (up to chance agreement of five words in a row, one in 2^80).

use crate::article::{Article, Span};
use crate::found::{BlockKind, Cleaned};
use rapidhash::v3::rapidhash_v3;

/// A block that was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockPrint {
    /// Index in [`Cleaned::blocks`]; `u32::MAX` where the article has none.
    pub block: u32,
    /// Hash of its normalised words.
    pub hash: u64,
    /// Words in it.
    pub words: u32,
}

/// Fingerprint of an article; titles, summaries and furniture are left out unless nothing else is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prints {
    /// Blocks with at least one word, in order.
    pub blocks: Vec<BlockPrint>,
    /// Their words in order, 16 bits of the hash of each; 0 is no word.
    pub words: Vec<u16>,
}

/// Fingerprint of an article: words are runs of letters and digits, lower case, without apostrophes; in scripts that
/// are written without spaces, every pair of characters.
pub fn prints(article: &Article, cleaned: &Cleaned) -> Prints {
    let mut found = Prints::default();
    let skipped = |kind| matches!(kind, BlockKind::Furniture | BlockKind::Title | BlockKind::Summary);
    for (index, block) in cleaned.blocks.iter().enumerate() {
        if !skipped(block.kind) {
            add(&mut found, index as u32, block.span.of(&article.body));
        }
    }
    if found.words.is_empty() {
        for (index, block) in cleaned.blocks.iter().enumerate() {
            if block.kind != BlockKind::Furniture {
                add(&mut found, index as u32, block.span.of(&article.body));
            }
        }
    }
    found
}

/// Appends the words of one block.
fn add(found: &mut Prints, block: u32, text: &str) {
    let first = found.words.len();
    let mut hash = 0u64;
    each_word(text, |word, _, _| {
        hash = mix(hash ^ word, 0x9e37_79b9_7f4a_7c15);
        found.words.push(print(word));
    });
    let words = (found.words.len() - first) as u32;
    if words > 0 {
        found.blocks.push(BlockPrint { block, hash, words });
    }
}

/// Folded product of two words: the mixing step of rapidhash and wyhash.
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// The words of a text as the search for copies sees them: where each stands, and 16 bits of its hash.
pub fn words(text: &str) -> Vec<(Span, u16)> {
    let mut words = Vec::with_capacity(text.len() / 6);
    each_word(text, |word, start, end| words.push((Span::new(start, end), print(word))));
    words
}

/// Sixteen bits of a word's hash; 0 is no word.
fn print(word: u64) -> u16 {
    ((word >> 32) as u16).max(1)
}

/// Calls `see` with the hash of each normalised word and the bytes it stands in.
fn each_word(text: &str, mut see: impl FnMut(u64, usize, usize)) {
    let bytes = text.as_bytes();
    let mut word: Vec<u8> = Vec::with_capacity(32);
    let mut start = 0; // where the word began
    let mut before: Option<(char, usize)> = None; // the last character and its place, if written without spaces
    let mut at = 0;
    let mut flush = |word: &mut Vec<u8>, start: usize, end: usize| {
        if !word.is_empty() {
            see(rapidhash_v3(word), start, end);
            word.clear();
        }
    };
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < 0x80 {
            if byte.is_ascii_alphanumeric() {
                before = None;
                if word.is_empty() {
                    start = at;
                }
                word.push(byte.to_ascii_lowercase());
            } else if byte != b'\'' {
                before = None;
                flush(&mut word, start, at);
            }
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let here = at;
        at += c.len_utf8();
        let mut buffer = [0u8; 4];
        if is_unspaced(c) {
            if before.is_none() {
                flush(&mut word, start, here);
            }
            // Each pair of neighbours is a word; the first of a run stands alone.
            start = here;
            if let Some((left, place)) = before {
                start = place;
                word.extend_from_slice(left.encode_utf8(&mut buffer).as_bytes());
            }
            word.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
            flush(&mut word, start, at);
            before = Some((c, here));
        } else if c.is_alphanumeric() || is_mark(c) {
            before = None;
            if word.is_empty() {
                start = here;
            }
            for lower in c.to_lowercase() {
                word.extend_from_slice(lower.encode_utf8(&mut buffer).as_bytes());
            }
        } else if !matches!(c, '’' | '‘' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}') {
            before = None;
            flush(&mut word, start, here);
        }
    }
    flush(&mut word, start, bytes.len());
}

/// Combining marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93a}'..='\u{94f}')
}

/// Characters of scripts written without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}
