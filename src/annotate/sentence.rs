//! Where sentences end. A reader's rules, fast: a stop, question or exclamation mark ends one unless it belongs to an
//! abbreviation (`abbreviations.csv`) or the next word goes on in lower case.

use crate::annotate::{WordMap, word_hash};
use crate::found::{Shape, Token};
use std::sync::LazyLock;

/// Calls `end(n)` for each sentence that ends before token `n`; what follows the last is a sentence too.
pub fn ends(text: &str, tokens: &[Token], mut end: impl FnMut(usize)) {
    let mut at = 0;
    let mut start = 0;
    while at < tokens.len() {
        let stop = stop_at(text, tokens, at);
        if stop == Stop::None {
            at += 1;
            continue;
        }
        let mut next = at + 1;
        while next < tokens.len() && closes(text, tokens, next) {
            next += 1;
        }
        if next >= tokens.len() {
            return;
        }
        if stop == Stop::Full || breaks(text, tokens, start, at, next) {
            end(next);
            start = next;
        }
        at = next;
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Stop {
    None,
    /// A mark that may end a sentence.
    Perhaps,
    /// A mark of a script without capitals: always ends one.
    Full,
}

fn stop_at(text: &str, tokens: &[Token], at: usize) -> Stop {
    let shown = tokens[at].span.of(text);
    match tokens[at].shape {
        Shape::Mark => match shown {
            "." | "!" | "?" | "…" => Stop::Perhaps,
            "。" | "！" | "？" | "।" => Stop::Full,
            _ => Stop::None,
        },
        // U.S. at the end of a sentence
        _ if shown.ends_with('.') => Stop::Perhaps,
        _ => Stop::None,
    }
}

/// Whether the token closes the sentence before it: more stops, or a closing quote or bracket without a space before.
fn closes(text: &str, tokens: &[Token], at: usize) -> bool {
    if tokens[at].shape != Shape::Mark {
        return false;
    }
    let touches = tokens[at].span.start == tokens[at - 1].span.end;
    match tokens[at].span.of(text) {
        "." | "!" | "?" | "…" | "。" | "！" | "？" => touches,
        ")" | "]" | "”" | "’" | "»" | "\"" | "'" | "」" | "』" => touches,
        _ => false,
    }
}

fn breaks(text: &str, tokens: &[Token], start: usize, stop: usize, next: usize) -> bool {
    let follows = tokens[next];
    if follows.span.start == tokens[next - 1].span.end {
        return glued(text, tokens, stop, next);
    }
    let opens = match follows.shape {
        Shape::Lower => false,
        Shape::Mark => {
            matches!(
                follows.span.of(text),
                "“" | "\"" | "‘" | "'" | "(" | "[" | "«" | "„" | "$" | "€" | "£" | "—" | "-"
            )
        }
        _ => true,
    };
    if !opens {
        return false;
    }
    let mark = tokens[stop].span.of(text);
    if mark == "!" || mark == "?" || mark == "…" {
        return true;
    }
    // The word the stop stands behind.
    let (word, abbreviated) = if mark == "." {
        if stop == start { return true } else { (tokens[stop - 1], false) }
    } else {
        (tokens[stop], true)
    };
    if next - stop > 1 {
        // A closing quote or bracket stands between.
        return true;
    }
    let shown = word.span.of(text);
    let initial = !abbreviated && shown.chars().count() == 1 && word.shape == Shape::Capital && shown != "I";
    let kind = ABBREVIATIONS.get(&word.word).copied();
    if initial || kind == Some(Kind::Never) {
        return false;
    }
    if kind == Some(Kind::BeforeNumber) {
        return follows.shape != Shape::Number;
    }
    if abbreviated || kind == Some(Kind::Perhaps) {
        // "Nikola Corp. (NASDAQ: NKLA)": a bracket belongs to what it stands behind
        let bracket = matches!(follows.span.of(text), "(" | "[");
        return STARTERS.contains(&follows.word) || (follows.shape == Shape::Mark && !bracket);
    }
    true
}

/// Whether two sentences were glued where a page lost its paragraph (`at the close.The company said`): a word in lower
/// case, a figure or a quotation before the stop, a capitalised word behind it. `Booking.com` and `U.S.` stay whole.
fn glued(text: &str, tokens: &[Token], stop: usize, next: usize) -> bool {
    let (before, follows) = (tokens[stop.saturating_sub(1)], tokens[next]);
    let ended = next - stop > 1
        || (before.shape == Shape::Lower && before.span.len() >= 3)
        || (before.shape == Shape::Mark && matches!(before.span.of(text), "%" | ")" | "”" | "\""));
    let opened = matches!(follows.shape, Shape::Capital | Shape::Upper) && follows.span.len() >= 2
        || (follows.shape == Shape::Mark && matches!(follows.span.of(text), "“" | "("));
    stop > 0 && tokens[stop].shape == Shape::Mark && ended && opened
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Never ends a sentence: Mr., Gen.
    Never,
    /// Ends one where the next word often begins one: Inc., U.S.
    Perhaps,
    /// Does not end one before a number: No. 5.
    BeforeNumber,
}

static ABBREVIATIONS: LazyLock<WordMap<Kind>> = LazyLock::new(|| {
    rows()
        .filter_map(|(word, kind)| {
            let kind = match kind {
                "never" => Kind::Never,
                "perhaps" => Kind::Perhaps,
                "before-number" => Kind::BeforeNumber,
                _ => return None,
            };
            Some((word_hash(word), kind))
        })
        .collect()
});

static STARTERS: LazyLock<Vec<u64>> =
    LazyLock::new(|| rows().filter(|(_, kind)| *kind == "starter").map(|(word, _)| word_hash(word)).collect());

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("abbreviations.csv").lines().skip(1).filter_map(|line| line.split_once(','))
}
