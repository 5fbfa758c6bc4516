//! Which words are words of English, and which are names of people or places.

use crate::annotate::{WordMap, word_hash};
use std::sync::LazyLock;

/// Made by `tools/dictionary.py` from SCOWL (see there): a word a line, names with their capital.
static LIST: &[u8] = include_bytes!("words.txt.zst");

static WORDS: LazyLock<WordMap<bool>> = LazyLock::new(|| {
    let text = zstd::decode_all(LIST).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut words = WordMap::with_capacity_and_hasher(60_000, Default::default());
    for word in text.lines() {
        let name = word.starts_with(char::is_uppercase);
        let known = words.entry(word_hash(word)).or_insert(name);
        *known &= name;
    }
    words
});

/// Whether it is a name (of a person or place), where it is a word at all.
pub fn kind(word: u64) -> Option<bool> {
    WORDS.get(&word).copied()
}

/// Whether it is a common word of English.
pub fn is_common(word: u64) -> bool {
    WORDS.get(&word) == Some(&false)
}

/// Whether it is the name of a person or place.
pub fn is_name(word: u64) -> bool {
    WORDS.get(&word) == Some(&true)
}

/// Whether it is either.
pub fn is_word(word: u64) -> bool {
    WORDS.contains_key(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_words_from_names() {
        assert!(is_common(word_hash("harbour")) || is_common(word_hash("harbor")));
        assert!(is_name(word_hash("Lincoln")));
        assert!(!is_word(word_hash("Alibaba")) || is_name(word_hash("Alibaba")));
    }
}
