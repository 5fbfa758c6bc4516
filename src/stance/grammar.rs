//! Word classes and noun phrases of a sentence, told by lists and parts of speech: enough to find who stands
//! before a verb and behind it.

use super::cue::Kind;
use super::hit::Hit;
use super::listed::Listed;
use super::word::Word;
use crate::annotate::parts::Part;
use crate::found::{Mention, Sentence, Shape};
use std::ops::Range;

/// What a word does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A noun, name, adjective or number: what noun phrases are made of.
    Noun,
    /// "the", "its", "no": opens a noun phrase.
    Determiner,
    /// "'s".
    Possessive,
    /// "it", "them".
    Pronoun,
    /// "of", "in".
    Preposition,
    /// A verb with meaning, in any form.
    Verb,
    /// be, have, do, may, not, the "to" of an infinitive.
    Helper,
    /// "also", "repeatedly".
    Adverb,
    /// "which", "who".
    Relative,
    /// "and", "or".
    Joint,
    /// "because", "that" before a clause.
    Opener,
    /// Punctuation, and whatever stands outside of the sentence.
    Mark,
}

/// The classes and noun phrases of one sentence.
pub struct Grammar {
    tokens: Range<usize>,
    classes: Vec<Class>,
    parts: Vec<Part>,
    /// Number of its noun phrase in `phrases`, from 1; 0 for none.
    within: Vec<u32>,
    phrases: Vec<Range<usize>>,
    /// Whether most words are capitals, so that a capital says nothing.
    pub title_case: bool,
}

impl Grammar {
    /// Reads a sentence whose cues and mentions are known.
    pub fn of(listed: &Listed, sentence: &Sentence, mentions: &[Mention], hits: &[Hit]) -> Grammar {
        let tokens = sentence.tokens.clone();
        let mut grammar = Grammar {
            tokens: tokens.clone(),
            classes: Vec::with_capacity(tokens.len()),
            parts: listed.parts(sentence).to_vec(),
            within: vec![0; tokens.len()],
            phrases: Vec::new(),
            title_case: false,
        };
        let (mut capitals, mut lower) = (0, 0);
        let (mut named, mut cues) = (mentions.iter().peekable(), hits.iter().peekable());
        for at in tokens {
            while named.peek().is_some_and(|m| m.tokens.end <= at) {
                named.next();
            }
            while cues.peek().is_some_and(|h| h.tokens.end <= at) {
                cues.next();
            }
            let in_name = named.peek().is_some_and(|m| m.tokens.contains(&at));
            // what a cue encloses ("banned its drones from") is read as it stands
            let word = listed.article.tokens[at].word;
            let of_cue = |h: &&Hit| h.tokens.start == at || h.form.rest.contains(&word) || !h.form.has_gap();
            let in_verb = cues.peek().is_some_and(|h| h.tokens.contains(&at) && h.is_verb() && of_cue(h));
            // "memorandum of understanding"
            let in_noun = cues.peek().is_some_and(|h| h.tokens.end == at + 1 && h.form.noun);
            // "the attorney general is suing"
            let text = |t: usize| listed.article.text(sentence, t);
            let rank =
                ["attorney", "attorneys", "secretary", "director", "inspector", "solicitor", "auditor", "governor"];
            let general = at > sentence.tokens.start
                && text(at).eq_ignore_ascii_case("general")
                && rank.iter().any(|r| text(at - 1).eq_ignore_ascii_case(r));
            let class = if in_name || in_noun || general {
                Class::Noun
            } else if in_verb {
                Class::Verb
            } else {
                let last = grammar.classes.last().copied().unwrap_or(Class::Mark);
                Word::new(listed, sentence, at, last, &grammar.parts).class()
            };
            grammar.classes.push(class);
            // "Warren Buffett defended Wells Fargo" is no headline: names are capitals everywhere.
            match listed.article.tokens[at].shape {
                Shape::Capital if !in_name => capitals += 1,
                Shape::Lower => lower += 1,
                _ => {}
            }
        }
        // Where most words are capitals, verbs are too.
        let shape = |t: usize| listed.article.tokens[t].shape;
        let small = sentence.tokens.clone().any(|t| grammar.class(t) == Class::Verb && shape(t) == Shape::Lower);
        grammar.title_case = capitals > 2 && capitals > 2 * lower && !small;
        grammar.find_phrases(mentions, |at| listed.kind(at).is(Kind::DEED));
        grammar
    }

    /// Class of a token.
    pub fn class(&self, token: usize) -> Class {
        if self.tokens.contains(&token) { self.classes[token - self.tokens.start] } else { Class::Mark }
    }

    /// Part of speech of a token.
    pub fn part(&self, token: usize) -> Part {
        if self.tokens.contains(&token) { self.parts[token - self.tokens.start] } else { Part::Mark }
    }

    /// Class of the token before.
    pub fn before(&self, token: usize) -> Class {
        token.checked_sub(1).map_or(Class::Mark, |t| self.class(t))
    }

    /// The noun phrase a token stands in.
    pub fn phrase(&self, token: usize) -> Option<Range<usize>> {
        let number = *self.within.get(token.checked_sub(self.tokens.start)?)?;
        self.phrases.get((number as usize).checked_sub(1)?).cloned()
    }

    /// Noun phrases in reading order.
    pub fn phrases(&self) -> &[Range<usize>] {
        &self.phrases
    }

    /// Runs of nouns, each with what opens it; a name that is known ends the phrase it is the head of.
    fn find_phrases(&mut self, mentions: &[Mention], deed: impl Fn(usize) -> bool) {
        let mut open: Option<usize> = None;
        let mut named = mentions.iter().peekable();
        for at in self.tokens.clone().chain([self.tokens.end]) {
            while named.peek().is_some_and(|m| m.tokens.end <= at) {
                named.next();
            }
            let class = self.class(at);
            // A name that follows a name is another party: "told Acme Zeta would".
            let new_name = named.peek().is_some_and(|m| m.tokens.start == at)
                && open.is_some_and(|o| o < at && mentions.iter().any(|m| m.tokens.end == at && m.tokens.start >= o));
            // ", a move unions condemned": who judges it is another
            let judges = open.is_some_and(|o| o + 2 == at && self.before(o) == Class::Mark && o > self.tokens.start)
                && deed(at - 1)
                && self.before(at - 1) == Class::Determiner
                && !deed(at)
                && (at + 1..at + 4)
                    .find(|t| self.class(*t) != Class::Noun)
                    .is_some_and(|t| self.class(t) == Class::Verb);
            let goes_on = match class {
                Class::Noun => !new_name && !judges,
                Class::Possessive => open.is_some(),
                // "all the", "no such"
                Class::Determiner => open.is_some_and(|o| o + 1 == at) && self.before(at) == Class::Determiner,
                // "a newly", "Acme's most senior executive"
                Class::Adverb => {
                    open.is_some()
                        && matches!(self.before(at), Class::Determiner | Class::Possessive)
                        && self.class(at + 1) == Class::Noun
                }
                _ => false,
            };
            if goes_on && open.is_some() {
                continue;
            }
            if let Some(start) = open.take() {
                self.close(start..at);
            }
            if matches!(class, Class::Noun | Class::Determiner | Class::Pronoun) {
                open = Some(at);
                if class == Class::Pronoun {
                    self.close(at..at + 1);
                    open = None;
                }
            }
        }
    }

    fn close(&mut self, tokens: Range<usize>) {
        if tokens.start >= self.tokens.end {
            return;
        }
        self.phrases.push(tokens.clone());
        let number = self.phrases.len() as u32;
        for at in tokens {
            self.within[at - self.tokens.start] = number;
        }
    }
}
