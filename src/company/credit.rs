//! Why a mention is no coverage.

use super::names::combine;
use super::page::{Found, Page};
use crate::annotate::word_hash;
use crate::found::BlockKind;
use rapidhash::RapidHashMap;
use std::sync::LazyLock;

/// Longest pattern, in tokens.
const LONGEST: usize = 4;
/// Words up to which a sentence counts as a line of credits or a button.
const SHORT: usize = 14;

static PATTERNS: LazyLock<RapidHashMap<u64, &'static str>> = LazyLock::new(|| {
    let mut patterns = RapidHashMap::default();
    for line in include_str!("credits.csv").lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(pattern), Some(kind)) = (cells.next(), cells.next()) {
            let key = pattern.split(' ').fold(0, |key, word| combine(key, word_hash(word)));
            patterns.insert(key, kind);
        }
    }
    patterns
});

/// `summary`, `own-outlet`, `credit`, `share-link`; empty where the mention counts.
pub fn reason(page: &Page, found: &Found, name: &str) -> &'static str {
    let sentence = &page.article.sentences[found.sentence];
    if sentence.kind == BlockKind::Summary {
        return "summary";
    }
    if is_outlet(&page.article.article.outlet, name) || is_outlet(&page.article.article.outlet, page.shown(found.sentence, &found.tokens)) {
        return "own-outlet";
    }
    let all = &page.article.tokens;
    let (first, last) = (sentence.tokens.start, sentence.tokens.end);
    // the pattern lies over the mention, or shortly before it in a short line
    let from = found.tokens.start.saturating_sub(10).max(first);
    for at in from..(found.tokens.end + 1).min(last) {
        let mut key = 0;
        for (n, token) in all[at..last].iter().take(LONGEST).enumerate() {
            key = combine(key, token.word);
            let Some(kind) = PATTERNS.get(&key) else { continue };
            let end = at + n + 1;
            let over = at < found.tokens.end && found.tokens.start < end;
            let leads = end <= found.tokens.start && (*kind == "share-link" || sentence.tokens.len() <= SHORT);
            if over || leads {
                return kind;
            }
        }
    }
    ""
}

/// Whether the name is the outlet's: "Reuters" for "Reuters" or "reuters.com".
fn is_outlet(outlet: &str, name: &str) -> bool {
    let letters = |s: &str| -> String { s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let strip = |s: String| s.strip_prefix("the").map(String::from).unwrap_or(s);
    if outlet.is_empty() || name.is_empty() {
        return false;
    }
    let host = outlet.trim_start_matches("www.");
    let host = if host.contains(' ') { host } else { host.split('.').next().unwrap_or(host) };
    strip(letters(host)) == strip(letters(name)) || strip(letters(outlet)) == strip(letters(name))
}

/// Number of tokens of a pattern, for the lint.
#[cfg(test)]
fn length(pattern: &str) -> usize {
    let mut found = Vec::new();
    crate::annotate::tokens(pattern, crate::article::Span::new(0, pattern.len()), &mut found);
    found.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_spelt_as_tokens() {
        for (n, line) in include_str!("credits.csv").lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "line {}", n + 1);
            assert_eq!(length(cells[0]), cells[0].split(' ').count(), "line {}: {}", n + 1, cells[0]);
            assert!(cells[0].split(' ').count() <= LONGEST, "line {}", n + 1);
        }
    }

    #[test]
    fn an_outlet_is_known_by_name_or_host() {
        assert!(is_outlet("Reuters", "Reuters"));
        assert!(is_outlet("www.reuters.com", "Reuters"));
        assert!(is_outlet("The Guardian", "Guardian"));
        assert!(!is_outlet("", "Reuters"));
        assert!(!is_outlet("Reuters", "Bloomberg"));
    }
}
