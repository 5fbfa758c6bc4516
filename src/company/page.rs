//! An article as the tagger sees it: tokens, and in which sentences capitals say something.

use crate::article::Span;
use crate::found::{Annotated, BlockKind, EntityKey, Sentence, Shape, Token};
use std::ops::Range;

/// The article with what the rules ask of it.
pub struct Page<'a> {
    /// The article.
    pub article: &'a Annotated<'a>,
    /// For each sentence, whether its capitals mark names.
    pub cased: Vec<bool>,
}

/// What a rule found, before the longest wins.
#[derive(Debug, Clone)]
pub struct Found {
    /// Which entity.
    pub entity: EntityKey,
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens in the article.
    pub tokens: Range<usize>,
    /// The rule, as in `rules.csv`.
    pub rule: &'static str,
    /// How sure it is, 0–100; 0 where that is what `rules.csv` says of the rule.
    pub sure: u8,
}

impl<'a> Page<'a> {
    /// Looks at the capitals of each sentence.
    pub fn new(article: &'a Annotated<'a>) -> Self {
        let cased = article.sentences.iter().map(|s| informative(s, &article.tokens[s.tokens.clone()])).collect();
        Page { article, cased }
    }

    /// Sentences with their number.
    pub fn sentences(&self) -> impl Iterator<Item = (usize, &'a Sentence)> {
        self.article.sentences.iter().enumerate()
    }

    /// Text of a sentence's field and its tokens.
    pub fn of(&self, sentence: &Sentence) -> (&'a str, &'a [Token]) {
        (self.article.article.field(sentence.field), &self.article.tokens[sentence.tokens.clone()])
    }

    /// The text of a range of tokens.
    pub fn shown(&self, sentence: usize, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).of(self.article.article.field(self.article.sentences[sentence].field))
    }

    /// The span of a range of tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let all = &self.article.tokens;
        Span { start: all[tokens.start].span.start, end: all[tokens.end - 1].span.end }
    }
}

/// Capitals mark names unless most words have one: a headline, a line in capitals.
fn informative(sentence: &Sentence, tokens: &[Token]) -> bool {
    let (mut long, mut small, mut upper) = (0, 0, 0);
    for token in tokens {
        if matches!(token.shape, Shape::Number | Shape::Mark) {
            continue;
        }
        if token.span.len() >= 4 {
            long += 1;
            small += u32::from(token.shape == Shape::Lower);
            upper += u32::from(token.shape == Shape::Upper);
        }
    }
    let headline = matches!(sentence.kind, BlockKind::Title | BlockKind::Heading);
    if headline { small * 3 >= long.max(1) } else { (long < 10 || small * 8 >= long) && upper * 2 <= long.max(1) }
}
