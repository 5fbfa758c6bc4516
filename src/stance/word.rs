//! Class of one word, by the lists, its ending and its neighbours.

use super::conduct::begins;
use super::cue::Kind;
use super::grammar::Class;
use super::hit::{POSSESSIVE, THAT, TO};
use super::inflect::Form;
use super::listed::Listed;
use crate::found::{Mention, Sentence, Shape, Token};

/// A word that is neither name nor cue, with what stands beside it.
pub struct Word<'a> {
    listed: &'a Listed<'a>,
    sentence: &'a Sentence,
    mentions: &'a [Mention],
    at: usize,
    kind: Kind,
    /// The token behind it in its sentence.
    next: Option<usize>,
    next_kind: Kind,
    /// Class of the token before it.
    last: Class,
}

impl<'a> Word<'a> {
    /// A token behind one of a known class.
    pub fn new(
        listed: &'a Listed<'a>,
        sentence: &'a Sentence,
        mentions: &'a [Mention],
        at: usize,
        last: Class,
    ) -> Word<'a> {
        let next = Some(at + 1).filter(|t| *t < sentence.tokens.end);
        let next_kind = next.map_or(Kind::default(), |t| listed.kind(t));
        Word { listed, sentence, mentions, at, kind: listed.kind(at), next, next_kind, last }
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
        let (token, kind, next_kind, last) = (self.token(), self.kind, self.next_kind, self.last);
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
            return Class::Determiner;
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
        let opened = matches!(last, Class::Determiner | Class::Possessive);
        let text = self.text_of(self.at);
        if token.shape == Shape::Lower && text.len() > 4 && text.ends_with("ly") && !opened {
            return Class::Adverb;
        }
        if opened && !(text.ends_with("ing") && next_kind.is(Kind::DETERMINER)) {
            return Class::Noun;
        }
        if self.is_verb(text) { Class::Verb } else { Class::Noun }
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
            Class::Noun if self.next.is_some_and(|t| self.looks_like_verb(t)) => Class::Relative,
            // "alleged that “Acme and others” lied"
            Class::Verb if self.next.is_some_and(|t| matches!(self.text_of(t), "“" | "\"" | "«")) => Class::Opener,
            // "called that unfair", "said that was untrue", "disputes that."
            _ if self.next_kind.is(Kind::BE) || self.next().is_none_or(|t| t.shape == Shape::Mark) => Class::Pronoun,
            Class::Verb if self.next_kind.is(Kind::FAULT.or(Kind::FALSE)) => Class::Pronoun,
            _ => Class::Opener,
        }
    }

    /// Whether "to" leads to a verb.
    fn opens_infinitive(&self) -> bool {
        let Some(next) = self.next else { return false };
        let lower = self.listed.article.tokens[next].shape == Shape::Lower;
        if !lower || self.next_kind.is(Kind::DETERMINER.or(Kind::STANDS)) {
            return false;
        }
        let verbs = Kind::VERB.or(Kind::WEAK_VERB).or(Kind::WRONG).or(Kind::LIGHT).or(Kind::BE).or(Kind::AUXILIARY);
        if self.next_kind.is(verbs) || self.listed.cues(next).iter().any(|c| !c.noun) {
            return true;
        }
        // "gave to people", "to car-makers"
        let nouns = Kind::PEOPLE.or(Kind::BODY).or(Kind::COMPANY).or(Kind::TIME).or(Kind::THING);
        let given = self.last == Class::Verb && self.next_kind.is(nouns);
        let after = Some(next + 1).filter(|t| *t < self.sentence.tokens.end);
        let joined = after.is_some_and(|t| self.text_of(t) == "-");
        !(self.text_of(next).ends_with('s') || given || joined)
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

    /// Whether an open word is a verb.
    fn is_verb(&self, text: &str) -> bool {
        let (token, kind, last, next_kind) = (self.token(), self.kind, self.last, self.next_kind);
        if last == Class::Helper {
            let passive_or_infinitive = token.shape == Shape::Lower;
            return passive_or_infinitive && self.helped(text);
        }
        // "Facing threats of a boycott, Acme"
        if self.at == self.sentence.tokens.start && kind.is(Kind::SUFFER) && text.ends_with("ing") {
            return true;
        }
        // "Hit with a penalty, Acme"
        if self.at == self.sentence.tokens.start
            && kind.is(Kind::SUFFER)
            && self.next.is_some_and(|t| self.text_of(t) == "with")
        {
            return true;
        }
        if token.shape != Shape::Lower {
            // "Reuters Reported": capitals of a headline aside, names are no verbs.
            return false;
        }
        // "rejected claims that it had lied": behind a verb a charge is its object
        if last == Class::Verb && kind.is(Kind::CHARGE) {
            return false;
        }
        if kind.is(Kind::VERB) {
            return true;
        }
        if text.len() > 4 && text.ends_with("ed") && !kind.is(Kind::NO_VERB) {
            // "and improved pumps", "of improved pumps" against "grilled X and faulted Y", "X scrapped plans"
            return match last {
                Class::Preposition => false,
                // "were systematically misled"
                Class::Adverb if self.at > self.sentence.tokens.start + 1 && self.helps(self.at - 2) => true,
                // "the powder never caused cancer"
                Class::Adverb if self.text_of(self.at - 1) == "never" => true,
                Class::Joint | Class::Adverb => self.has_object() || self.next.is_none(),
                _ => true,
            };
        }
        if text.len() > 5 && text.ends_with("ing") && !kind.is(Kind::NO_VERB) {
            return last != Class::Adverb || self.has_object();
        }
        // "Not true, replies Acme"
        let says = Kind::SAY.or(Kind::SHOW).or(Kind::OPINE);
        let named = |t: &Token| matches!(t.shape, Shape::Capital | Shape::Upper);
        if last == Class::Mark
            && kind.is(says)
            && text.ends_with('s')
            && self.at > self.sentence.tokens.start
            && (next_kind.is(Kind::DETERMINER) || self.next().is_some_and(named))
        {
            return true;
        }
        // "the planemaker cut corners"
        if last == Class::Noun && begins(self.listed.article, self.sentence, self.at) {
            return true;
        }
        // "now faces three suits", "also backs the plan"
        let adverb = last == Class::Adverb && (kind.is(Kind::SUFFER) || self.has_object());
        let follows_noun = matches!(last, Class::Noun | Class::Pronoun) || adverb;
        if !follows_noun {
            return false;
        }
        // "Acme hit with suit"
        if kind.is(Kind::SUFFER) && self.next.is_some_and(|t| self.text_of(t) == "with") {
            return true;
        }
        // "Norvalle faces probe", "watchdog opens inquiry": headlines leave the article out
        let named = || self.mentions.iter().any(|m| m.tokens.end == self.at);
        if kind.is(Kind::SUFFER.or(Kind::LIGHT))
            && self.next.is_some_and(|t| {
                // "faces three separate suits"
                let end = if kind.is(Kind::SUFFER) { t + 3 } else { t + 1 };
                (t..end.min(self.sentence.tokens.end)).any(|t| self.listed.cues(t).iter().any(|c| c.noun))
            })
            && (text.ends_with('s') || named())
        {
            return true;
        }
        // "papers seen by the court show that", "…, the designer claims."
        if kind.is(says) && self.next().is_some_and(|t| t.word == *THAT) {
            return true;
        }
        if kind.is(says)
            && text.ends_with('s')
            && self.next().is_none_or(|t| t.shape == Shape::Mark)
            && self.behind_comma()
        {
            return true;
        }
        // "it calls", "they report"
        if last == Class::Pronoun && kind.is(Kind::WEAK_VERB.or(Kind::LIGHT).or(Kind::WRONG)) {
            return true;
        }
        // "a claim the company calls baseless"
        if kind.is(Kind::CALL)
            && last == Class::Noun
            && text.ends_with('s')
            && next_kind.is(Kind::FALSE.or(Kind::FAULT))
        {
            return true;
        }
        if kind.is(Kind::WEAK_VERB.or(Kind::LIGHT).or(Kind::SUFFER)) {
            let plural = text.ends_with('s');
            // "Ryanair cut its forecast": past and present are one
            let past =
                matches!(text, "cut" | "put" | "hit" | "set" | "shut" | "let" | "quit" | "cast" | "bid" | "cost");
            let subject_plural = self.at > self.sentence.tokens.start && self.text_of(self.at - 1).ends_with('s');
            return (plural != subject_plural || last == Class::Pronoun || past && self.next_kind.is(Kind::DETERMINER))
                && self.has_object()
                && !next_kind.is(Kind::PREPOSITION);
        }
        // "Ryanair cut its forecast": between a name and "its", "the", "a" stands a verb
        let nouns = Kind::PEOPLE.or(Kind::COMPANY).or(Kind::ORGAN).or(Kind::SPEAKER).or(Kind::PAPER).or(Kind::BODY);
        let noun = kind.is(nouns.or(Kind::THING).or(Kind::CHARGE).or(Kind::TIME));
        let firm = || {
            self.at > self.sentence.tokens.start + 1
                && self.listed.kind(self.at - 1).is(Kind::COMPANY)
                && self.listed.kind(self.at - 2).is(Kind::DETERMINER)
        };
        if !noun && last == Class::Noun && next_kind.is(Kind::DETERMINER) && (named() || firm()) {
            return true;
        }
        // "ships destroy their nets"
        kind.is(Kind::WRONG) && (self.has_object() || text.ends_with('s') && named())
    }

    /// Whether a comma or quote stands a few words before it.
    fn behind_comma(&self) -> bool {
        let from = self.sentence.tokens.start.max(self.at.saturating_sub(5));
        (from..self.at).any(|t| matches!(self.text_of(t), "," | "\"" | "”"))
    }

    fn helps(&self, token: usize) -> bool {
        self.listed.kind(token).is(Kind::BE.or(Kind::AUXILIARY).or(Kind::MODAL))
    }

    /// Whether what stands behind can be its object.
    fn has_object(&self) -> bool {
        self.next().is_some_and(|t| {
            self.next_kind.is(Kind::DETERMINER.or(Kind::STANDS).or(Kind::PREPOSITION))
                || t.word == *TO
                || matches!(t.shape, Shape::Capital | Shape::Upper | Shape::Number)
                || t.word == *THAT
        })
    }

    /// Whether it is the verb of "has", "will", "to", "not" and no adjective: "was lower", "is a", "be nonsense".
    fn helped(&self, text: &str) -> bool {
        let helper = self.listed.kind(self.at - 1);
        let participle = text.ends_with("ed") || text.ends_with("ing") || self.kind.is(Kind::VERB.or(Kind::WRONG));
        if helper.is(Kind::BE) && self.at > self.sentence.tokens.start {
            return participle;
        }
        // "has plans", "had no"
        participle || !matches!(self.text_of(self.at - 1), "has" | "have" | "had" | "having")
    }

    /// Whether the word behind "that" is a verb or its helper.
    fn looks_like_verb(&self, at: usize) -> bool {
        let token = &self.listed.article.tokens[at];
        self.next_kind.is(Kind::VERB.or(Kind::BE).or(Kind::MODAL).or(Kind::AUXILIARY))
            || (self.text_of(at).ends_with("ed") && token.shape == Shape::Lower)
            || self.listed.cues(at).iter().any(|c| !c.noun && c.form != Form::Base)
    }
}
