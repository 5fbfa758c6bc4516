//! Runs of words with capitals and what ties them: "Committee for the Protection of X", "Procter & Gamble".

use crate::annotate::{WordSet, word_hash};
use crate::found::{Shape, Token};
use std::ops::Range;
use std::sync::LazyLock;

/// Longest run, in tokens, but for one tie and the name behind it; a longer one is cut.
pub(super) const LONGEST: usize = 24;

static TIES: LazyLock<WordSet> = LazyLock::new(|| {
    let words = "of for and the on de del la el los las le les du des der da do di dos e y van von bin al und et in";
    words.split(' ').chain(["&", "-", "–", "/", "'", "'s", "+", "."]).map(word_hash).collect()
});

/// Whether a token may begin and end a name.
pub(super) fn capital(token: &Token) -> bool {
    matches!(token.shape, Shape::Capital | Shape::Upper)
}

/// Calls `tell` with every run of a sentence, in order. A run begins and ends with a capital or a number.
pub fn each(text: &str, tokens: &[Token], mut tell: impl FnMut(Range<usize>)) {
    let number = |n: usize| tokens.get(n).is_some_and(|t| t.shape == Shape::Number);
    let name = |n: usize| tokens.get(n).is_some_and(capital);
    let close = |n: usize| n > 0 && n < tokens.len() && tokens[n - 1].span.end + 1 >= tokens[n].span.start;
    let mut at = 0;
    while at < tokens.len() {
        // "3 Group"
        if !(name(at) || (number(at) && name(at + 1) && tokens[at].span.len() < 3)) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end - at < LONGEST {
            if name(end) || (number(end) && tokens[end].span.len() < 3) {
                end += 1;
                continue;
            }
            let tie = |n: usize| tokens.get(n).is_some_and(|t| TIES.contains(&t.word) && ties(text, t, close(n)));
            if tie(end) && name(end + 1) {
                end += 2;
            } else if tie(end) && tie(end + 1) && tokens[end].shape == Shape::Lower && name(end + 2) {
                end += 3;
            } else {
                break;
            }
        }
        tell(at..end);
        at = end;
    }
}

/// Marks tie only what stands close.
fn ties(text: &str, token: &Token, close: bool) -> bool {
    token.shape == Shape::Lower || (close && (token.shape == Shape::Mark || token.span.of(text).ends_with('s')))
}
