//! A clause that somebody says, as it is weighed: of whom it is, where its predicate stands, whether it answers a charge.

use super::claim::{Found, answered};
use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use super::saying::{REACH, clause_end, clause_end_over_quotes, found};
use crate::found::{Act, Claim, Party};
use std::ops::Range;

/// What somebody says of somebody.
pub struct Clause<'a> {
    pub(super) reading: &'a Reading<'a>,
    /// The verb of saying, or what stands for it.
    pub(super) verb: usize,
    /// Who says it.
    pub(super) actor: &'a Party,
    /// The subject of what is said.
    pub(super) subject: Range<usize>,
    /// Whom that is.
    pub(super) about: Party,
    /// First token behind the subject and what hangs on it.
    pub(super) from: usize,
    /// From its first helper or verb to its end.
    pub(super) rest: Range<usize>,
    /// The subject and all of it, over quotes.
    pub(super) quoted: Range<usize>,
    /// Whether evidence shows it, which finds fault with nobody.
    pub(super) show: bool,
    /// Whether it is said of a charge: "the allegations are false".
    pub(super) charge: bool,
    /// Whether the one who speaks stands accused.
    pub(super) accused: bool,
}

impl<'a> Clause<'a> {
    /// Reads the clause of a subject; `None` where it has no verb. `accused`: the same words accuse the one who speaks.
    pub fn of(
        reading: &'a Reading,
        verb: usize,
        actor: &'a Party,
        subject: &Range<usize>,
        show: bool,
        claims: &[Claim],
        accused: bool,
    ) -> Option<Clause<'a>> {
        let g = &reading.grammar;
        let (from, end) = extent(reading, verb, subject)?;
        let predicate = (from..end).find(|t| matches!(g.class(*t), Class::Verb | Class::Helper))?;
        let shown = reading.text(subject.start);
        let that = matches!(shown, "that" | "this" | "That" | "This");
        let about = match g.class(subject.start) {
            Class::Pronoun if !that => reading.pronoun(subject.start),
            _ => reading.target(subject),
        };
        let attacked =
            |h: &super::hit::Hit| h.tokens.end <= verb && matches!(h.act, Act::Accuse | Act::Sue | Act::Criticise);
        let accused = accused || answered(claims, actor).is_some() || reading.hits.iter().any(attacked);
        let mut clause = Clause {
            reading,
            verb,
            actor,
            subject: subject.clone(),
            about,
            from,
            rest: predicate..end,
            quoted: subject.start..clause_end_over_quotes(reading, predicate).max(end),
            show,
            charge: false,
            accused,
        };
        clause.charge = that || clause.names(Kind::CHARGE) || clause.is_suit() || clause.is_it();
        Some(clause)
    }

    /// A claim of the one who speaks, of the words from its verb to a token.
    pub(super) fn found(&self, word: usize, act: Act, target: Party) -> Found {
        found(self.verb, word, self.actor.clone(), act, target)
    }

    /// First helper or verb.
    pub(super) fn predicate(&self) -> usize {
        self.rest.start
    }

    /// First word of the subject, as printed.
    pub(super) fn shown(&self) -> &str {
        self.reading.text(self.subject.start)
    }

    /// Whether the subject begins with one of these words, in small letters or with a capital.
    pub(super) fn begins(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.shown().eq_ignore_ascii_case(word))
    }

    /// Whether a word of the subject is of a kind.
    pub(super) fn names(&self, kind: Kind) -> bool {
        self.subject.clone().any(|t| self.reading.kind(t).is(kind))
    }

    /// Whether one of the words of the predicate is a verb of a kind.
    pub(super) fn does(&self, kind: Kind) -> Option<usize> {
        let verb = |t: &usize| self.reading.kind(*t).is(kind) && self.reading.grammar.class(*t) == Class::Verb;
        self.rest.clone().find(verb)
    }

    /// Whether a form of "be" leads the predicate.
    pub(super) fn is(&self) -> bool {
        self.rest.clone().take(2).any(|t| self.reading.kind(t).is(Kind::BE))
    }

    /// Whether an entity speaks.
    pub(super) fn entity(&self) -> bool {
        matches!(self.actor, Party::Entity(_))
    }

    /// "the suit", "the complaint".
    pub(super) fn is_suit(&self) -> bool {
        let last = self.reading.text(self.subject.end - 1);
        matches!(last, "suit" | "lawsuit" | "case" | "complaint" | "complaints")
    }

    /// "Asked about the claim, Acme said it was false", "“It is a lie,” said Acme".
    fn is_it(&self) -> bool {
        let reading = self.reading;
        let opens = self.subject.start <= reading.start() + 1 && reading.kind(self.subject.end).is(Kind::BE);
        match self.shown() {
            "It" => opens,
            "it" => (reading.start()..self.verb).any(|t| reading.kind(t).is(Kind::CHARGE)),
            _ => false,
        }
    }

    /// Whether the one who speaks speaks of itself: "said it", "said its cars", "Acme's boss swore that he".
    pub(super) fn own(&self) -> bool {
        let itself = self.begins(&["it", "they", "we", "our", "its", "their"]);
        let speaker = || self.reading.subjects(self.verb).into_iter().next();
        let role = Kind::PEOPLE.or(Kind::ORGAN).or(Kind::SPEAKER);
        let himself =
            matches!(self.shown(), "he" | "she") && speaker().is_some_and(|p| self.reading.kind(p.end - 1).is(role));
        self.about == *self.actor || (itself || himself) && self.entity()
    }
}

/// Where what is said of a subject begins and ends.
fn extent(reading: &Reading, verb: usize, subject: &Range<usize>) -> Option<(usize, usize)> {
    let g = &reading.grammar;
    if let Some(from) = parted(reading, verb, subject) {
        return Some((from, clause_end(reading, from)));
    }
    // "Accusations that Acme lied are false": what is said of the accusation
    let charge = subject.clone().any(|t| reading.kind(t).is(Kind::CHARGE));
    if charge && reading.shown(subject.end) == "that" {
        let until = reading.sentence.tokens.end.min(subject.end + 2 * REACH);
        let is = (subject.end..until)
            .take_while(|t| reading.text(*t) != ",")
            .filter(|t| reading.kind(*t).is(Kind::BE) && !matches!(reading.text(*t), "be" | "been" | "being"));
        let is = is.last()?;
        return Some((is, clause_end_over_quotes(reading, is)));
    }
    // "the smelter run by Acme has poisoned wells"
    let by = g.class(subject.end) == Class::Verb && reading.shown(subject.end + 1) == "by";
    let from = g.phrase(subject.end + 2).filter(|_| by).map_or(subject.end, |p| p.end);
    // "said that it “has nothing to do” with it"
    let quote = reading.sentence.tokens.contains(&from) && reading.is_quote(from);
    let from = from + usize::from(quote);
    Some((from, clause_end(reading, from)))
}

/// Where what is said of a subject goes on behind a verb that parts the two: "Acme, the union says, has lied", "It was
/// Acme that lied, the union says".
fn parted(reading: &Reading, verb: usize, subject: &Range<usize>) -> Option<usize> {
    if reading.shown(subject.end) == "that" && subject.start >= 2 && reading.shown(subject.start - 2) == "It" {
        return Some(subject.end + 1).filter(|_| reading.kind(subject.start - 1).is(Kind::BE));
    }
    let first = reading.subjects(verb).last()?.start;
    // "Acme, which critics say misled parents"
    let which = first.checked_sub(1).filter(|t| reading.grammar.class(*t) == Class::Relative);
    if which.is_some_and(|t| reading.antecedent(t).first() == Some(subject)) {
        return Some(verb + 1);
    }
    let commas = reading.shown(subject.end) == "," && subject.end + 1 == first && reading.shown(verb + 1) == ",";
    commas.then_some(verb + 2)
}
