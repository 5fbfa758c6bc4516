//! An article beside what the lists say of each of its words, looked up once.

use super::cue::{CueForm, Hedge, Kind, LISTS};
use crate::annotate::parts::{Part, parts};
use crate::found::{Annotated, Sentence};
use std::cell::OnceCell;
use std::ops::Range;

/// An article and, of each of its tokens, what the lists say.
pub struct Listed<'a> {
    /// The article.
    pub article: &'a Annotated<'a>,
    kinds: Vec<Kind>,
    /// By sentence, once they are asked for.
    parts: Vec<OnceCell<Vec<Part>>>,
}

impl<'a> Listed<'a> {
    /// Looks up every word.
    pub fn of(article: &'a Annotated<'a>) -> Listed<'a> {
        let kinds = article.tokens.iter().map(|t| LISTS.kind(t.word)).collect();
        Listed { article, kinds, parts: vec![OnceCell::new(); article.sentences.len()] }
    }

    /// What a token is by the lists; nothing behind the last.
    #[inline]
    pub fn kind(&self, token: usize) -> Kind {
        self.kinds.get(token).copied().unwrap_or_default()
    }

    /// Part of speech of each token of a sentence; none where it is not one of the article's.
    pub fn parts(&self, sentence: &Sentence) -> &[Part] {
        let index = self.article.sentences.partition_point(|s| s.tokens.start < sentence.tokens.start);
        self.parts.get(index).map_or(&[], |all| all.get_or_init(|| parts(self.article, sentence)))
    }

    /// Part of speech of a token of a sentence.
    pub fn part(&self, sentence: &Sentence, token: usize) -> Part {
        let at = token.checked_sub(sentence.tokens.start);
        at.and_then(|at| self.parts(sentence).get(at).copied()).unwrap_or(Part::Mark)
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
