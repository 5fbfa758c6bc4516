//! Words, numbers and marks of a text.

use crate::article::Span;
use crate::found::{Shape, Token};
use rapidhash::v3::rapidhash_v3;
use unicode_normalization::UnicodeNormalization;

/// What is typed for an apostrophe besides the straight one.
const APOSTROPHES: [char; 6] = ['’', 'ʼ', '‘', 'ʻ', '＇', '´'];

/// Hash by which words are looked up in every word list: rapidhash (version 3, default seed) of the lower-cased word
/// with straight apostrophes and composed accents (NFC).
pub fn word_hash(word: &str) -> u64 {
    let mut small = [0u8; 48];
    if word.is_ascii() && word.len() <= small.len() {
        let small = &mut small[..word.len()];
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        return rapidhash_v3(small);
    }
    let lower = word.to_lowercase().replace(APOSTROPHES, "'");
    if lower.chars().any(is_combining) {
        return rapidhash_v3(lower.nfc().collect::<String>().as_bytes());
    }
    rapidhash_v3(lower.as_bytes())
}

/// Appends the tokens of a span of `text`; a token's stem is its word until the language is known.
pub fn tokens(text: &str, span: Span, into: &mut Vec<Token>) {
    let end = span.end as usize;
    let mut at = span.start as usize;
    while at < end {
        let Some(first) = char_at(text, at, end) else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let start = at;
        at = if is_word(first) && !is_unspaced(first) { word_end(text, start, end) } else { at + first.len_utf8() };
        if let Some((word, tail)) = possessive(text, start, at) {
            push(text, start, word, into);
            push(text, word, tail, into);
        } else {
            push(text, start, at, into);
        }
    }
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut letters_since_stop = 0;
    let numeric = bytes[start].is_ascii_digit();
    while at < end {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            letters_since_stop += 1;
            at += 1;
            continue;
        }
        let Some(here) = char_at(text, at, end) else { break };
        if byte >= 0x80 && is_word(here) && !is_unspaced(here) {
            letters_since_stop += 1;
            at += here.len_utf8();
            continue;
        }
        let next = at + here.len_utf8();
        let after = char_at(text, next, end);
        let joins = match here {
            '\'' | '’' | 'ʼ' | '‘' | 'ʻ' | '＇' | '´' => after.is_some_and(char::is_alphabetic) && !numeric,
            // 1,000.50
            ',' | '.' if numeric && bytes[at - 1].is_ascii_digit() => after.is_some_and(|c| c.is_ascii_digit()),
            // AT&T, S&P
            '&' => bytes[at - 1].is_ascii_uppercase() && after.is_some_and(|c| c.is_ascii_uppercase()),
            // U.S., e.g.: single letters, each with its stop
            '.' if letters_since_stop == 1 && !numeric => {
                let abbreviates = at > start + 1 || after.is_some_and(char::is_alphabetic);
                let single = after.is_none_or(|c| !c.is_alphabetic())
                    || char_at(text, next + after.map_or(0, char::len_utf8), end) == Some('.');
                if abbreviates && single {
                    letters_since_stop = 0;
                    at = next;
                    if after.is_none_or(|c| !c.is_alphabetic()) {
                        return at;
                    }
                    continue;
                }
                false
            }
            // a soft hyphen or combining mark inside a word
            '\u{ad}' | '\u{200d}' | '\u{200c}' => after.is_some_and(is_word),
            _ => false,
        };
        if !joins {
            break;
        }
        at = next;
        letters_since_stop = 2;
    }
    at
}

/// Where a word ends in a possessive: end of the bare word, end of the possessive.
fn possessive(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let word = &text[start..end];
    if !word.ends_with(['s', 'S']) {
        return None;
    }
    for tail in ["'s", "’s", "'S", "’S", "ʼs", "‘s", "´s"] {
        if word.len() > tail.len() && word.ends_with(tail) {
            let bare = &word[..word.len() - tail.len()];
            // it's, that's: verbs, but parting them does no harm
            return (!bare.is_empty()).then_some((start + bare.len(), end));
        }
    }
    None
}

fn push(text: &str, start: usize, end: usize, into: &mut Vec<Token>) {
    let shown = &text[start..end];
    let word = word_hash(shown);
    into.push(Token { span: Span::new(start, end), word, stem: word, shape: shape(shown) });
}

fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else { return Shape::Mark };
    if first.is_ascii_digit() || first.is_numeric() {
        return Shape::Number;
    }
    if !is_word(first) {
        return Shape::Mark;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut letters = 0;
    for letter in word.chars().filter(|c| c.is_alphabetic()) {
        if !letter.is_uppercase() {
            return Shape::Capital;
        }
        letters += 1;
    }
    if letters >= 2 { Shape::Upper } else { Shape::Capital }
}

fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    if at >= end {
        return None;
    }
    let byte = text.as_bytes()[at];
    if byte < 0x80 { Some(byte as char) } else { text[at..end].chars().next() }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c)
}

/// Marks that belong to the letter before them (accents, vowel signs).
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93a}'..='\u{94f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// Letters of scripts that are written without spaces: each is a token of its own.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut found);
        found.into_iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        for (text, want) in [
            ("Alibaba’s cloud", "Alibaba|’s|cloud"),
            ("don't stop", "don't|stop"),
            ("AT&T and S&P", "AT&T|and|S&P"),
            ("the U.S. Treasury", "the|U.S.|Treasury"),
            ("in the U.S.", "in|the|U.S."),
            ("U.S.–China", "U.S.|–|China"),
            ("rose 1,000.50%.", "rose|1,000.50|%|."),
            ("Wi-Fi", "Wi|-|Fi"),
            ("Section 1260H list", "Section|1260H|list"),
            ("Acme Inc.", "Acme|Inc|."),
            ("plan B. Then", "plan|B|.|Then"),
            ("(NYSE: ABC)", "(|NYSE|:|ABC|)"),
            ("阿里巴巴 said", "阿|里|巴|巴|said"),
            ("the firms' plan", "the|firms|'|plan"),
            ("e.g. this", "e.g.|this"),
        ] {
            assert_eq!(shown(text).join("|"), want, "{text}");
        }
    }

    #[test]
    fn shapes_tell_names_from_words() {
        for (word, want) in [
            ("Alibaba", Shape::Capital),
            ("IBM", Shape::Upper),
            ("U.S.", Shape::Upper),
            ("cloud", Shape::Lower),
            ("3M", Shape::Number),
            ("A", Shape::Capital),
            ("—", Shape::Mark),
            ("É", Shape::Capital),
        ] {
            assert_eq!(shape(word), want, "{word}");
        }
    }

    #[test]
    fn hash_ignores_case_and_apostrophe() {
        assert_eq!(word_hash("Don’t"), word_hash("don't"));
        assert_eq!(word_hash("ÉTAT"), word_hash("état"));
        assert_eq!(word_hash("e\u{301}tat"), word_hash("état"));
        assert_eq!(word_hash("O‘Brien"), word_hash("O'Brien"));
    }
}
