//! Class of one word, by the lists, its part of speech and its neighbours.

use super::conduct::begins;
use super::cue::Kind;
use super::grammar::Class;
use super::hit::{POSSESSIVE, THAT, TO};
use super::inflect::Form;
use super::listed::Listed;
use crate::annotate::parts::Part;
use crate::found::{Sentence, Shape, Token};

/// A word that is neither name nor cue, with what stands beside it.
pub struct Word<'a> {
    listed: &'a Listed<'a>,
    sentence: &'a Sentence,
    at: usize,
    kind: Kind,
    /// The token behind it in its sentence.
    next: Option<usize>,
    next_kind: Kind,
    /// Class of the token before it.
    last: Class,
    /// Parts of speech of the sentence's tokens.
    parts: &'a [Part],
}

impl<'a> Word<'a> {
    /// A token behind one of a known class.
    pub fn new(listed: &'a Listed<'a>, sentence: &'a Sentence, at: usize, last: Class, parts: &'a [Part]) -> Word<'a> {
        let next = Some(at + 1).filter(|t| *t < sentence.tokens.end);
        let next_kind = next.map_or(Kind::default(), |t| listed.kind(t));
        Word { listed, sentence, at, kind: listed.kind(at), next, next_kind, last, parts }
    }

    fn part(&self) -> Part {
        self.parts[self.at - self.sentence.tokens.start]
    }

    fn next_part(&self) -> Option<Part> {
        self.parts.get(self.at - self.sentence.tokens.start + 1).copied()
    }

    fn token(&self) -> &'a Token {
        &self.listed.article.tokens[self.at]
    }

    fn next(&self) -> Option<&'a Token> {
        self.next.map(|t| &self.listed.article.tokens[t])
    }

    fn text_of(&self, token: usize) -> &'a str {
        self.listed.article.text(self.sentence, token)
    }

    /// What it does in its sentence.
    pub fn class(&self) -> Class {
        let (token, kind, last) = (self.token(), self.kind, self.last);
        if token.word == *POSSESSIVE {
            return if last == Class::Pronoun { Class::Helper } else { Class::Possessive };
        }
        if token.shape == Shape::Mark {
            return self.mark();
        }
        if token.word == *THAT {
            return self.that();
        }
        if kind.is(Kind::RELATIVE) {
            return Class::Relative;
        }
        if kind.is(Kind::STANDS) {
            return Class::Pronoun;
        }
        if token.word == *TO {
            return if self.opens_infinitive() { Class::Helper } else { Class::Preposition };
        }
        if kind.is(Kind::TIME) && token.shape == Shape::Capital && self.text_of(self.at).ends_with("day") {
            return Class::Adverb;
        }
        if self.is_when() {
            return Class::Adverb;
        }
        if kind.is(Kind::ADVERB) {
            return Class::Adverb;
        }
        let may = || token.shape == Shape::Capital && self.text_of(self.at) == "May";
        if kind.is(Kind::BE.or(Kind::AUXILIARY).or(Kind::MODAL)) && !may() {
            return Class::Helper;
        }
        if kind.is(Kind::DETERMINER.or(Kind::QUANTIFIER)) {
            // "Acme and Zeta both denied it"
            let both = self.last == Class::Noun && self.next_part().is_some_and(Part::is_verb);
            let both = both && matches!(self.text_of(self.at), "both" | "all" | "each");
            return if both { Class::Adverb } else { Class::Determiner };
        }
        if kind.is(Kind::JOINT) {
            return Class::Joint;
        }
        if kind.is(Kind::OPENER) {
            return Class::Opener;
        }
        if kind.is(Kind::PREPOSITION.or(Kind::TARGET)) {
            return Class::Preposition;
        }
        if kind.is(Kind::NEGATION) {
            return Class::Helper;
        }
        self.open(token)
    }

    /// What an open word does: a noun, adjective, verb or adverb.
    fn open(&self, token: &Token) -> Class {
        let first = self.at == self.sentence.tokens.start;
        let part = self.part();
        match token.shape {
            Shape::Lower => {}
            // "Facing threats of a boycott, Acme", "Hit with a penalty, Acme"
            Shape::Capital if first && matches!(part, Part::Gerund | Part::Participle) => return Class::Verb,
            // "Reuters Reported": in capitals a verb looks like a name
            _ => return Class::Noun,
        }
        // "rejected claims that it had lied": behind a verb a charge is its object
        let asked = || self.kind.is(Kind::ASKED) && self.text_of(self.at).ends_with('s');
        if self.last == Class::Verb && (self.kind.is(Kind::CHARGE) || asked()) {
            return Class::Noun;
        }
        // "the planemaker cut corners"
        if self.last == Class::Noun && begins(self.listed.article, self.sentence, self.at) {
            return Class::Verb;
        }
        // "California-based", "much-needed"
        if self.joined() {
            return Class::Noun;
        }
        match part {
            part if part.is_verb() => Class::Verb,
            Part::Adverb => Class::Adverb,
            _ => Class::Noun,
        }
    }

    /// Whether a hyphen joins it to a word before that is no prefix ("re-examined").
    fn joined(&self) -> bool {
        let hyphen = self.at.checked_sub(1).filter(|t| *t > self.sentence.tokens.start);
        hyphen.is_some_and(|t| {
            let tokens = &self.listed.article.tokens;
            let close =
                tokens[t - 1].span.end == tokens[t].span.start && tokens[t].span.end == tokens[t + 1].span.start;
            close && matches!(self.text_of(t), "-" | "‑") && tokens[t - 1].span.len() > 4
        })
    }

    fn mark(&self) -> Class {
        let noun = self.last == Class::Noun;
        let spaced = self.next().is_none_or(|t| t.span.start > self.token().span.end);
        match self.text_of(self.at) {
            "$" | "€" | "£" | "%" | "&" => Class::Noun,
            "'" | "’" if noun && self.attached() => Class::Possessive,
            "-" | "–" if !spaced && noun => Class::Noun,
            // "Inc. said"
            "." if self.next.is_some() && noun => Class::Noun,
            _ => Class::Mark,
        }
    }

    /// Whether a mark stands right behind the word before: "drivers' pay", not "Acme 'hid' it".
    fn attached(&self) -> bool {
        let before = self.at.checked_sub(1).map(|t| self.listed.article.tokens[t].span.end);
        before == Some(self.token().span.start)
    }

    fn that(&self) -> Class {
        match self.last {
            // "the watchdog that fined Acme"
            Class::Noun if self.next_part().is_some_and(|p| p.is_verb() || p == Part::Helper) => Class::Relative,
            // "alleged that “Acme and others” lied"
            Class::Verb if self.next.is_some_and(|t| matches!(self.text_of(t), "“" | "\"" | "«")) => Class::Opener,
            // "called that unfair", "said that was untrue", "disputes that."
            _ if self.next_kind.is(Kind::BE) || self.next().is_none_or(|t| t.shape == Shape::Mark) => Class::Pronoun,
            // "called that a lie"
            Class::Verb if self.is_called() => Class::Pronoun,
            Class::Verb if self.next_kind.is(Kind::FAULT.or(Kind::FALSE)) => Class::Pronoun,
            _ => Class::Opener,
        }
    }

    /// Whether the verb before calls something what "a" leads to.
    fn is_called(&self) -> bool {
        let verb = self.listed.kind(self.at - 1);
        let article = self.next.is_some_and(|t| matches!(self.text_of(t), "a" | "an"));
        article && verb.is(Kind::CALL) && !verb.is(Kind::SAY)
    }

    /// Whether "to" leads to a verb.
    fn opens_infinitive(&self) -> bool {
        // "to fine": a cue that could be an adjective
        let base = |t: usize| self.listed.cues(t).iter().any(|c| !c.noun && c.form == Form::Base);
        if self.part() != Part::To && !self.next.is_some_and(base) {
            return false;
        }
        // "bowed to pressure from unions"
        let from = |t: usize| t + 1 < self.sentence.tokens.end && self.text_of(t + 1) == "from";
        !self.next.is_some_and(|t| self.text_of(t) == "pressure" && from(t))
    }

    /// "last week", "this year", "late on Thursday".
    fn is_when(&self) -> bool {
        if self.last == Class::Adverb && self.kind.is(Kind::TIME) {
            return true;
        }
        let leads = self.next_kind.is(Kind::TIME);
        (leads || self.next_kind.is(Kind::PREPOSITION))
            && match self.text_of(self.at) {
                "late" | "early" => true,
                "last" | "next" | "this" | "earlier" | "Last" | "This" | "Earlier" => leads,
                _ => false,
            }
    }
}
