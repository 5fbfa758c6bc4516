//! Legal forms and the words that close a full company name.

use super::names::words;
use crate::annotate::{WordMap, word_hash};
use crate::found::{Shape, Token};
use std::sync::LazyLock;

/// How much a suffix proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// Inc, plc, GmbH: what stands before it is a company.
    Legal,
    /// Group, Holdings: part of a full name.
    Group,
}

static LIST: LazyLock<WordMap<Suffix>> = LazyLock::new(|| {
    let mut list = WordMap::default();
    for line in include_str!("suffixes.csv").lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(word), Some(kind)) = (cells.next(), cells.next()) {
            list.insert(word_hash(word), if kind == "legal" { Suffix::Legal } else { Suffix::Group });
        }
    }
    list
});

static PLC: LazyLock<u64> = LazyLock::new(|| word_hash("plc"));
static CO: LazyLock<u64> = LazyLock::new(|| word_hash("co"));

/// The suffix a token is.
pub fn of(token: &Token) -> Option<Suffix> {
    let fits = match token.shape {
        Shape::Upper => true,
        // "As" opens a sentence; AS is a legal form
        Shape::Capital => token.span.len() > 2 || token.word == *CO,
        _ => token.word == *PLC,
    };
    if fits { LIST.get(&token.word).copied() } else { None }
}

/// Where the suffixes that follow token `end` end, and whether one is legal. A comma may stand before a legal form; a
/// full stop that ends an abbreviation belongs to it.
pub fn follow(text: &str, tokens: &[Token], end: usize) -> (usize, bool) {
    let (mut at, mut legal) = (end, false);
    if end > 0 && of(&tokens[end - 1]).is_some() && dotted(text, tokens, end) {
        (at, legal) = (end + 1, true);
    }
    loop {
        // "Deere & Co.": part of the name, and a legal form
        if at > 0
            && at == end
            && tokens.get(at).is_some_and(|t| t.span.of(text) == "&")
            && tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Capital && t.word == *CO)
        {
            (at, legal) = (at + 2 + usize::from(dotted(text, tokens, at + 2)), true);
        }
        let comma = at < tokens.len() && tokens[at].span.of(text) == ",";
        let next = at + usize::from(comma);
        let Some(kind) = tokens.get(next).and_then(of) else { break };
        if comma && kind == Suffix::Group {
            break;
        }
        legal |= kind == Suffix::Legal;
        at = next + 1;
        if kind == Suffix::Legal && dotted(text, tokens, at) {
            at += 1;
        }
    }
    (at, legal)
}

/// Whether token `at` is the full stop of the abbreviation before it (Inc., Corp., Co., Ltd.).
pub fn dotted(text: &str, tokens: &[Token], at: usize) -> bool {
    at < tokens.len()
        && tokens[at].span.of(text) == "."
        && tokens[at - 1].span.end == tokens[at].span.start
        && matches!(tokens[at - 1].span.of(text).to_ascii_lowercase().as_str(), "inc" | "corp" | "co" | "ltd" | "cos")
}

/// A name without its legal forms; the name itself where nothing would be left.
pub fn bare(name: &str) -> String {
    let mut tokens = Vec::new();
    words(name, &mut tokens);
    let mut end = tokens.len();
    while end > 1 && (of(&tokens[end - 1]) == Some(Suffix::Legal) || tokens[end - 1].shape == Shape::Mark) {
        end -= 1;
    }
    match tokens.get(end.wrapping_sub(1)) {
        Some(last) => name[..last.span.end as usize].to_string(),
        None => name.to_string(),
    }
}

/// Whether the name ends in a legal form.
pub fn has(name: &str) -> bool {
    bare(name) != name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_legal_forms_off_but_never_all() {
        assert_eq!(bare("Anchor Foods plc"), "Anchor Foods");
        assert_eq!(bare("Morningstar, Inc."), "Morningstar");
        assert_eq!(bare("Alibaba Group Holding Ltd"), "Alibaba Group Holding");
        assert_eq!(bare("Co."), "Co");
        assert_eq!(bare("Limited"), "Limited");
    }
}
