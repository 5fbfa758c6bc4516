//! Why a mention is no coverage.

use super::names::combine;
use super::page::{Found, Page};
use crate::annotate::{WordMap, WordSet, word_hash};
use crate::found::{BlockKind, Shape, Token};
use std::sync::LazyLock;

/// Longest pattern, in tokens.
const LONGEST: usize = 4;
/// Words up to which a sentence counts as a line of credits or a button.
const SHORT: usize = 14;

/// Most tokens of a dateline before its agency.
const DATELINE: usize = 10;

static PATTERNS: LazyLock<WordMap<(&'static str, bool)>> = LazyLock::new(|| {
    let mut patterns = WordMap::default();
    for line in include_str!("credits.csv").lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(pattern), Some(kind), Some(scope)) = (cells.next(), cells.next(), cells.next()) {
            let key = pattern.split(' ').fold(0, |key, word| combine(key, word_hash(word)));
            patterns.insert(key, (kind, scope == "leads"));
        }
    }
    patterns
});

/// First words of the patterns.
static FIRSTS: LazyLock<WordSet> = LazyLock::new(|| {
    include_str!("credits.csv").lines().skip(1).filter_map(|l| l.split([',', ' ']).next()).map(word_hash).collect()
});

/// Words before and behind a news organisation that make it the source of what is told.
static SOURCING: LazyLock<[WordSet; 2]> = LazyLock::new(|| {
    ["before", "behind"].map(|side| {
        let rows = include_str!("sourcing.csv").lines().skip(1).map(|line| line.split(','));
        rows.filter_map(|mut cells| Some((cells.next()?, cells.next()?)))
            .filter(|(_, at)| *at == side)
            .map(|(pattern, _)| pattern.split(' ').fold(0, |key, word| combine(key, word_hash(word))))
            .collect()
    })
});

/// `summary`, `own-outlet`, `credit`, `share-link`, `exchange` (before a ticker), `source` (a news organisation that
/// is quoted); empty where the mention counts.
pub fn reason(page: &Page, found: &Found, name: &str, of_news: bool, outlet: &Outlet) -> &'static str {
    let sentence = &page.article.sentences[found.sentence];
    if sentence.kind == BlockKind::Summary {
        return "summary";
    }
    if outlet.is(name) || outlet.is(page.shown(found.sentence, &found.tokens)) {
        return "own-outlet";
    }
    let all = &page.article.tokens;
    let (text, tokens) = page.of(sentence);
    let here = found.tokens.start - sentence.tokens.start;
    if here > 0 && super::ticker::behind(text, tokens, here - 1).is_some() {
        return "exchange";
    }
    let (first, last) = (sentence.tokens.start, sentence.tokens.end);
    // "MARLE, Oct. 8 (Any Newswire) - ": the agency of a dateline
    let shown = |n: usize| tokens.get(n).map_or("", |t| t.span.of(text));
    let behind = found.tokens.end - first;
    if (1..=DATELINE).contains(&here)
        && (shown(here - 1), shown(behind)) == ("(", ")")
        && matches!(shown(behind + 1), "-" | "–" | "—")
    {
        return "credit";
    }
    // the pattern lies over the mention, or shortly before it in a short line
    let from = found.tokens.start.saturating_sub(10).max(first);
    for at in from..(found.tokens.end + 1).min(last) {
        if !FIRSTS.contains(&all[at].word) {
            continue;
        }
        let mut key = 0;
        for (n, token) in all[at..last].iter().take(LONGEST).enumerate() {
            key = combine(key, token.word);
            let Some((kind, leads)) = PATTERNS.get(&key) else { continue };
            let end = at + n + 1;
            let over = at < found.tokens.end && found.tokens.start < end;
            let leads =
                *leads && end <= found.tokens.start && (*kind == "share-link" || sentence.tokens.len() <= SHORT);
            // "compiled by the union claims Acme": a credit is names, no clause
            let by = all[end - 1].span.of(text).eq_ignore_ascii_case("by");
            let clause = by && *kind == "credit" && end <= found.tokens.start && {
                let small =
                    |t: &Token| matches!(t.span.of(text), "and" | "of" | "for" | "at" | "in" | "the" | "by" | "with");
                all[end..found.tokens.start].iter().any(|t| t.shape == Shape::Lower && !small(t))
            };
            if over || leads && !clause {
                return kind;
            }
        }
    }
    if of_news && sources(text, tokens, here, found.tokens.end - first) { "source" } else { "" }
}

/// Whether "told", "according to" stands before, or "reported", "data" behind: a name of `start..end` is a source.
fn sources(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let key = |range: &[Token]| range.iter().fold(0, |key, token| combine(key, token.word));
    if (1..=LONGEST.min(start)).any(|n| SOURCING[0].contains(&key(&tokens[start - n..start]))) {
        return true;
    }
    // "Bloomberg’s report", "Bloomberg Television interview"
    let shown = |n: usize| tokens.get(n).map_or("", |t| t.span.of(text));
    let from = end + usize::from(matches!(shown(end), "'s" | "’s"));
    let from = [from, from + usize::from(tokens.get(from).is_some_and(|t| t.shape == Shape::Capital))];
    from.iter()
        .any(|&at| (1..=3).any(|n| tokens.get(at..at + n).is_some_and(|words| SOURCING[1].contains(&key(words)))))
}

/// The article's outlet, in letters alone: its name, and that of its host.
pub struct Outlet {
    whole: String,
    host: String,
}

impl Outlet {
    /// "Reuters" of "reuters.com".
    pub fn new(outlet: &str) -> Self {
        let host = outlet.trim_start_matches("www.");
        let host = if host.contains(' ') { host } else { host.split('.').next().unwrap_or(host) };
        Outlet { whole: letters(outlet).collect(), host: letters(host).collect() }
    }

    /// Whether a name is the outlet's.
    pub fn is(&self, name: &str) -> bool {
        !self.whole.is_empty() && (letters(name).eq(self.whole.chars()) || letters(name).eq(self.host.chars()))
    }
}

/// Letters and digits of a name in lower case, without a leading "The".
fn letters(name: &str) -> impl Iterator<Item = char> {
    let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
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
            assert_eq!(cells.len(), 4, "line {}", n + 1);
            assert_eq!(length(cells[0]), cells[0].split(' ').count(), "line {}: {}", n + 1, cells[0]);
            assert!(cells[0].split(' ').count() <= LONGEST, "line {}", n + 1);
        }
    }

    #[test]
    fn every_pattern_of_sources_is_spelt_as_tokens() {
        for (n, line) in include_str!("sourcing.csv").lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            assert!(cells.len() == 3 && matches!(cells[1], "before" | "behind"), "line {}", n + 1);
            assert_eq!(length(cells[0]), cells[0].split(' ').count(), "line {}", n + 1);
            assert!(cells[0].split(' ').count() <= LONGEST, "line {}", n + 1);
        }
    }

    #[test]
    fn an_outlet_is_known_by_name_or_host() {
        assert!(Outlet::new("Reuters").is("Reuters"));
        assert!(Outlet::new("www.reuters.com").is("Reuters"));
        assert!(Outlet::new("The Guardian").is("Guardian"));
        assert!(!Outlet::new("").is("Reuters"));
        assert!(!Outlet::new("Reuters").is("Bloomberg"));
    }
}
