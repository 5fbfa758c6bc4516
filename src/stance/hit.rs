//! Cues as they stand in a sentence, and the words around them.

use super::cue::{CueForm, Kind, LISTS, Pattern};
use super::inflect::Form;
use crate::annotate::word_hash;
use crate::found::{Annotated, Sentence, Shape};
use std::ops::Range;
use std::sync::LazyLock;

static TO: LazyLock<u64> = LazyLock::new(|| word_hash("to"));
static POSSESSIVE: LazyLock<u64> = LazyLock::new(|| word_hash("'s"));
/// "by".
pub static BY: LazyLock<u64> = LazyLock::new(|| word_hash("by"));

/// A cue in a sentence.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says and where its target stands.
    pub form: &'static CueForm,
    /// Whether its subject suffers it.
    pub passive: bool,
    /// Whether the sentence says it did not happen.
    pub negated: bool,
}

/// The cues of a sentence, left to right, without overlaps.
pub fn hits(article: &Annotated, sentence: &Sentence) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let forms = LISTS.cues(article.tokens[at].word);
        let hit = forms.iter().find_map(|form| {
            let tokens = at..at + 1 + form.rest.len();
            (matches(article, sentence, at, &form.rest) && acts(article, sentence, &tokens, form))
                .then_some((tokens, form))
        });
        match hit {
            Some((tokens, form)) => {
                at = tokens.end;
                let passive = passive(article, sentence, &tokens, form);
                let negated = before(article, sentence, tokens.start, 4).any(|w| LISTS.kind(w).is(Kind::NEGATION));
                found.push(Hit { tokens, form, passive, negated });
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the words stand behind the token.
pub fn matches(article: &Annotated, sentence: &Sentence, at: usize, rest: &[u64]) -> bool {
    let end = at + 1 + rest.len();
    end <= sentence.tokens.end && article.tokens[at + 1..end].iter().zip(rest).all(|(t, w)| t.word == *w)
}

/// Words left of a token, nearest first, up to a mark of punctuation.
fn before<'a>(article: &'a Annotated, sentence: &Sentence, at: usize, most: usize) -> impl Iterator<Item = u64> + 'a {
    let from = sentence.tokens.start.max(at.saturating_sub(most));
    article.tokens[from..at].iter().rev().take_while(|t| t.shape != Shape::Mark).map(|t| t.word)
}

/// Whether the form is used as the verb or noun the cue is.
fn acts(article: &Annotated, sentence: &Sentence, tokens: &Range<usize>, form: &CueForm) -> bool {
    let word = |at: Option<usize>| at.filter(|i| sentence.tokens.contains(i)).map_or(0, |i| article.tokens[i].word);
    let (left, right) = (word(tokens.start.checked_sub(1)), word(Some(tokens.end)));
    let (l, r) = (LISTS.kind(left), LISTS.kind(right));
    let opens_noun = l.is(Kind::DETERMINER) || left == *POSSESSIVE || (l.is(Kind::PREPOSITION) && left != *TO);
    match (form.form, form.noun) {
        (Form::Fixed, _) | (_, true) => true,
        (Form::Base, _) if left == *TO || l.is(Kind::MODAL) => true,
        (Form::Base, _) if l.is(Kind::BE) => false,
        // "It goes back to": what takes an object is not followed by "to".
        (Form::Base, _) if right == *TO && form.rest.is_empty() => false,
        (Form::Base | Form::S, _) => !opens_noun && (!form.rest.is_empty() || !r.is(Kind::TARGET) || right == *TO),
        (Form::Past, _) => !l.is(Kind::DETERMINER) && left != *POSSESSIVE,
        (Form::Ing, _) => !l.is(Kind::DETERMINER),
    }
}

/// be + participle, or a bare participle before "by", "of", "over" as headlines write it.
fn passive(article: &Annotated, sentence: &Sentence, tokens: &Range<usize>, form: &CueForm) -> bool {
    if form.form != Form::Past || form.noun {
        return false;
    }
    let helped = before(article, sentence, tokens.start, 4)
        .take_while(|w| LISTS.kind(*w).is(Kind::BE.or(Kind::AUXILIARY).or(Kind::NEGATION)))
        .any(|w| LISTS.kind(w).is(Kind::BE));
    let next = article.tokens[..sentence.tokens.end].get(tokens.end).map_or(0, |t| t.word);
    let bare = form.pattern == Pattern::Object && form.rest.is_empty() && LISTS.kind(next).is(Kind::PREPOSITION);
    helped || next == *BY || bare
}
