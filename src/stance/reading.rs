//! One sentence as it is read for claims: which noun phrase stands before a verb, and which behind it.

use super::cue::Kind;
use super::grammar::{Class, Grammar};
use super::hit::{BY, Hit, TO, hits};
use super::scene::Scene;
use crate::article::Span;
use crate::found::{Mention, Party, Sentence, Shape};
use std::ops::Range;

/// Most tokens between a participle and its "by".
const BY_REACH: usize = 12;

/// A sentence with its cues and its grammar.
pub struct Reading<'a> {
    /// The article it stands in.
    pub scene: &'a Scene<'a>,
    /// Its index.
    pub index: usize,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its mentions.
    pub mentions: &'a [Mention],
    /// Its cues.
    pub hits: Vec<Hit>,
    /// Its words and phrases.
    pub grammar: Grammar,
}

impl<'a> Reading<'a> {
    /// Reads a sentence.
    pub fn of(scene: &'a Scene<'a>, index: usize) -> Reading<'a> {
        Reading::with(scene, index, hits(scene.listed, &scene.article.sentences[index]))
    }

    /// Reads a sentence whose cues are found.
    pub fn with(scene: &'a Scene<'a>, index: usize, hits: Vec<Hit>) -> Reading<'a> {
        let sentence = &scene.article.sentences[index];
        let mentions = scene.of(index);
        let grammar = Grammar::of(scene.listed, sentence, mentions, &hits);
        Reading { scene, index, sentence, mentions, hits, grammar }
    }

    /// Text of a token.
    pub fn text(&self, token: usize) -> &str {
        self.scene.article.text(self.sentence, token)
    }

    /// Text of a run of tokens.
    pub fn printed(&self, tokens: Range<usize>) -> &str {
        let all = &self.scene.article.tokens;
        self.scene
            .article
            .slice(self.sentence, Span { start: all[tokens.start].span.start, end: all[tokens.end - 1].span.end })
    }

    /// What a token is by the lists.
    pub fn kind(&self, token: usize) -> Kind {
        if self.sentence.tokens.contains(&token) { self.scene.listed.kind(token) } else { Kind::default() }
    }

    /// A token of the sentence as printed; nothing outside of it.
    pub fn shown(&self, token: usize) -> &str {
        if self.sentence.tokens.contains(&token) { self.text(token) } else { "" }
    }

    /// Whether a token is this word, by its hash.
    pub(super) fn is(&self, token: usize, word: u64) -> bool {
        self.sentence.tokens.contains(&token) && self.scene.article.tokens[token].word == word
    }

    pub(super) fn start(&self) -> usize {
        self.sentence.tokens.start
    }

    pub(super) fn is_quote(&self, token: usize) -> bool {
        matches!(self.text(token), "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»")
    }

    pub(super) fn parts(&self, token: usize) -> bool {
        self.sentence.tokens.contains(&token) && matches!(self.text(token), "," | "(" | ")" | "—" | "–" | "-")
    }

    /// The phrase right behind a verb, with those joined to it.
    pub fn objects(&self, from: usize) -> Vec<Range<usize>> {
        let g = &self.grammar;
        let mut at = from;
        while at < self.sentence.tokens.end
            && (g.class(at) == Class::Adverb && self.text(at) != "out"
                || g.class(at) == Class::Mark && self.is_quote(at))
        {
            at += 1;
        }
        // "rejected out of hand the demand"
        let word = |n: usize| if self.sentence.tokens.contains(&(at + n)) { self.text(at + n) } else { "" };
        if matches!((word(0), word(1), word(2)), ("out", "of", "hand")) {
            at += 3;
        }
        // "rejects 'profiteering' charge"
        let named = at > from && g.class(at) == Class::Verb && self.sentence.tokens.contains(&(at + 1));
        if named && self.is_quote(at + 1) && g.phrase(at + 2).is_some() {
            at += 2;
        }
        let Some(first) = g.phrase(at) else { return Vec::new() };
        // "resisting “Acme does it” logic": what is quoted is a clause
        let quoted = at > from && g.class(at - 1) == Class::Mark;
        if quoted && matches!(g.class(first.end), Class::Verb | Class::Helper) {
            return Vec::new();
        }
        self.list(first)
    }

    /// A phrase with those that "and" or a list joins to it from the right.
    pub fn list(&self, first: Range<usize>) -> Vec<Range<usize>> {
        let g = &self.grammar;
        let mut found = vec![first];
        for _ in 0..8 {
            let mut end = found[found.len() - 1].end;
            let comma = end < self.sentence.tokens.end && self.text(end) == ",";
            end += usize::from(comma);
            let joint = g.class(end) == Class::Joint && self.text(end) != "but";
            let Some(next) = g.phrase(end + usize::from(joint)) else { break };
            let goes_on = matches!(g.class(next.end), Class::Joint) || self.parts(next.end);
            if !(joint || comma && goes_on && self.listed(next.end)) {
                break;
            }
            // "sued Acme and Borealis said": the next clause, but not "barred Acme and Borealis from"
            let enclosed = self.hits.iter().any(|h| h.tokens.start < next.start && h.tokens.contains(&next.end));
            if !enclosed
                && matches!(g.class(next.end), Class::Verb | Class::Helper | Class::Relative)
                && !self.ends_list(next.end)
            {
                break;
            }
            found.push(next);
            if joint {
                break;
            }
        }
        found
    }

    /// A subject with those that commas and "and" join to it: "Acme, Zeta and Borealis lied".
    pub fn row(&self, first: Range<usize>) -> Vec<Range<usize>> {
        let g = &self.grammar;
        let mut found = vec![first];
        for _ in 0..8 {
            let end = found[found.len() - 1].end;
            let comma = usize::from(self.sentence.tokens.contains(&end) && self.text(end) == ",");
            let joint = g.class(end + comma) == Class::Joint;
            let Some(next) = g.phrase(end + comma + usize::from(joint)).filter(|_| joint || comma == 1) else { break };
            let goes_on = joint || self.sentence.tokens.contains(&next.end) && self.listed(next.end);
            if !goes_on {
                break;
            }
            found.push(next);
            if joint {
                break;
            }
        }
        found
    }

    /// Whether a list that has come to a comma or joint reaches "and" with nothing but phrases between.
    fn listed(&self, from: usize) -> bool {
        let g = &self.grammar;
        let mut at = from;
        for _ in 0..8 {
            if g.class(at) == Class::Joint {
                return true;
            }
            if at >= self.sentence.tokens.end || self.text(at) != "," {
                return false;
            }
            if g.class(at + 1) == Class::Joint {
                return true;
            }
            let Some(p) = g.phrase(at + 1) else { return false };
            at = p.end;
        }
        false
    }

    /// "to" and "not to" may follow a list of objects: "urged Acme and Zeta to stop".
    fn ends_list(&self, token: usize) -> bool {
        self.is(token, *TO) || self.text(token) == "not"
    }

    /// The words that a cue leaves room for, as printed: "the Dutch state" in "took the Dutch state to court".
    pub fn inside(&self, hit: &Hit) -> Option<Party> {
        let word = |t: usize| self.scene.article.tokens[t].word;
        let room: Vec<usize> =
            (hit.tokens.start + 1..hit.tokens.end).filter(|t| !hit.form.rest.contains(&word(*t))).collect();
        let (first, last) = (*room.first()?, *room.last()?);
        let whole = last - first + 1 == room.len();
        // "appealed against the ruling": not "against the"
        let lead = self.grammar.class(first) == Class::Preposition || self.kind(first).is(Kind::PREPOSITION);
        let pronoun =
            lead || self.kind(first).is(Kind::STANDS) || room.len() == 1 && self.kind(first).is(Kind::DETERMINER);
        (whole && !pronoun && last < hit.tokens.end - 1).then(|| Party::Text(self.printed(first..last + 1).into()))
    }

    /// Whether "to" and a verb follow a phrase.
    pub fn asked_to(&self, phrase: &Range<usize>) -> bool {
        self.is(phrase.end, *TO) && self.grammar.class(phrase.end) == Class::Helper
    }

    /// The phrase behind the "by" of a passive.
    pub fn agent(&self, from: usize) -> Option<Range<usize>> {
        let until = self.sentence.tokens.end.min(from + BY_REACH);
        let by = (from..until).find(|t| self.is(*t, *BY) && !matches!(self.grammar.class(*t + 1), Class::Verb))?;
        let clear = (from..by).all(|t| {
            !matches!(self.text(t), ";" | ":" | ",")
                && !matches!(self.grammar.class(t), Class::Relative | Class::Opener)
        });
        let phrase = self.grammar.phrase(by + 1)?;
        (clear && !self.is_time(&phrase) && !self.is_number(&phrase)).then_some(phrase)
    }

    fn is_number(&self, phrase: &Range<usize>) -> bool {
        phrase.clone().all(|t| self.scene.article.tokens[t].shape == Shape::Number || matches!(self.text(t), "%" | "$"))
    }

    /// Whether a phrase is a time: "last week", "this year", "May 3".
    pub fn is_time(&self, phrase: &Range<usize>) -> bool {
        let named = self.mentions.iter().any(|m| phrase.contains(&m.tokens.start));
        !named
            && self.kind(phrase.end - 1).is(Kind::TIME)
            && phrase.clone().all(|t| {
                let kind = self.kind(t);
                kind.is(Kind::TIME.or(Kind::DETERMINER))
                    || self.scene.article.tokens[t].shape == Shape::Number
                    || matches!(
                        self.text(t),
                        "last" | "next" | "past" | "early" | "late" | "same" | "earlier" | "that" | "-"
                    )
            })
    }

    /// The subject of the clause that begins at a token, "that" and what stands before a comma passed over.
    pub fn clause_subject(&self, from: usize) -> Option<Range<usize>> {
        let g = &self.grammar;
        let mut at = from;
        // "said on Monday that Acme", "told the court in Paris that"
        if g.class(from) == Class::Preposition {
            let until = self.sentence.tokens.end.min(from + BY_REACH);
            let clear = |t: &usize| !matches!(g.class(*t), Class::Verb | Class::Helper | Class::Mark | Class::Relative);
            let that =
                (from..until).take_while(clear).find(|t| self.text(*t) == "that" && g.class(*t) == Class::Opener);
            at = that.unwrap_or(from);
        }
        while at < self.sentence.tokens.end
            && (matches!(g.class(at), Class::Opener | Class::Adverb | Class::Relative) || self.is_quote(at))
        {
            at += 1;
        }
        let phrase = g.phrase(at)?;
        // "alleged last week that Acme"
        if self.is_time(&phrase) { self.clause_subject(phrase.end) } else { Some(phrase) }
    }
}
