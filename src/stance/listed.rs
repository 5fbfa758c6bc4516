//! An article beside what the lists say of each of its words, looked up once.

use super::cue::{CueForm, Hedge, Kind, LISTS};
use crate::found::{Annotated, Sentence};
use std::ops::Range;

/// An article and, of each of its tokens, what the lists say.
pub struct Listed<'a> {
    /// The article.
    pub article: &'a Annotated<'a>,
    kinds: Vec<Kind>,
}

impl<'a> Listed<'a> {
    /// Looks up every word.
    pub fn of(article: &'a Annotated<'a>) -> Listed<'a> {
        Listed { article, kinds: article.tokens.iter().map(|t| LISTS.kind(t.word)).collect() }
    }

    /// What a token is by the lists; nothing behind the last.
    #[inline]
    pub fn kind(&self, token: usize) -> Kind {
        self.kinds.get(token).copied().unwrap_or_default()
    }

    /// What some word of a run is.
    pub fn any(&self, tokens: Range<usize>) -> Kind {
        self.kinds[tokens].iter().fold(Kind::default(), |all, kind| all.or(*kind))
    }

    /// What some word of a sentence is.
    pub fn within(&self, sentence: &Sentence) -> Kind {
        self.any(sentence.tokens.clone())
    }

    /// Forms of cues that begin with a token, longest first.
    #[inline]
    pub fn cues(&self, token: usize) -> &'static [CueForm] {
        if self.kind(token).is(Kind::OPENS_CUE) { LISTS.cues(self.article.tokens[token].word) } else { &[] }
    }

    /// Hedges that begin with a token, longest first.
    #[inline]
    pub fn hedges(&self, token: usize) -> &'static [Hedge] {
        if self.kind(token).is(Kind::OPENS_HEDGE) { LISTS.hedges(self.article.tokens[token].word) } else { &[] }
    }
}
