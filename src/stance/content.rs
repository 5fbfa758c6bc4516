//! What a clause that somebody says does to its subject: accuses it, finds fault with it, praises it, answers for it.

use super::alleged::wronged_by;
use super::claim::Found;
use super::clause::Clause;
use super::conduct::conduct;
use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use super::saying::word_of;
use crate::found::{Act, Claim, Party};
use std::ops::Range;

/// Tokens of a predicate among which what is said of it stands.
const NEAR: usize = 6;

/// What a clause of speech does to its subject.
pub fn content(
    reading: &Reading,
    verb: usize,
    actor: &Party,
    subject: &Range<usize>,
    show: bool,
    claims: &[Claim],
    accused: bool,
) -> Option<Found> {
    let clause = Clause::of(reading, verb, actor, subject, show, claims, accused)?;
    let denial = clause.denial();
    if denial.is_some() || clause.answers() {
        return denial;
    }
    // "said they had been lied to by Acme"
    let wronged = wronged_by(reading, subject, clause.rest.clone());
    if let Some((word, by)) = wronged.filter(|(_, by)| by != actor && *by != clause.about) {
        return Some(clause.found(word, Act::Accuse, by));
    }
    let (word, act) = clause.judgement()?;
    Some(clause.found(word, act, clause.about.clone()))
}

impl Clause<'_> {
    /// What is said of somebody else: the word that says it, and the act.
    fn judgement(&self) -> Option<(usize, Act)> {
        let reading = self.reading;
        // "says the union is lying": somebody who is no entity
        let known = matches!(self.about, Party::Entity(_));
        let somebody =
            self.entity() && reading.sure(&self.subject) && matches!(self.about, Party::Text(_)) && !self.charge;
        let far = self.shown() == "Far";
        if !known && !somebody || self.about == *self.actor || far {
            return None;
        }
        // "had failed to warn them", "was not doing enough"
        if let Some((word, act)) = conduct(reading, self.rest.clone())
            && (act == Act::Accuse || !self.show && !somebody)
        {
            return Some((word, act));
        }
        if self.rest.clone().take(3).any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::MODAL))) {
            return None;
        }
        let accused = self.aided().or_else(|| self.pleaded().filter(|_| known)).or_else(|| self.wrong());
        if let Some(word) = accused {
            return Some((word, Act::Accuse));
        }
        let until = self.rest.end.min(self.predicate() + NEAR);
        let judged = |kind| word_of(reading, self.predicate()..until, kind);
        if self.show || !self.is() || somebody {
            return None;
        }
        if let Some(word) = judged(Kind::FAULT) {
            return Some((word, Act::Criticise));
        }
        // "is responsible for the spill" praises nobody
        let responsible = |word: usize| reading.shown(word + 1) == "for" && reading.shown(word).starts_with("respons");
        judged(Kind::MERIT).filter(|word| !responsible(*word)).map(|word| (word, Act::Praise))
    }

    /// "a memo says Acme helped the army": a document in which a firm that helps somebody is accused of it.
    fn aided(&self) -> Option<usize> {
        let reading = self.reading;
        let secret = |p: &Range<usize>| {
            p.clone().any(|t| matches!(reading.text(t), "memo" | "memorandum" | "dossier" | "cable" | "indictment"))
        };
        let aid = self.rest.clone().take(3).find(|t| reading.kind(*t).is(Kind::AID));
        aid.filter(|_| reading.subjects(self.verb).iter().any(secret))
    }

    /// "The lawsuit says Acme collects data on children": whatever it says of a firm it says against it.
    fn pleaded(&self) -> Option<usize> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let speaks = match reading.kind(self.verb).is(Kind::SOURCED.or(Kind::HOLDS)) {
            true => g.phrase(self.verb + 2).into_iter().collect(),
            false => reading.subjects(self.verb),
        };
        let accuser = |p: &Range<usize>| reading.kind(p.end - 1).is(Kind::ACCUSER);
        let own_accord = |t: usize| {
            let stems = ["agree", "settl", "cooperat", "den", "pa", "reject", "refut", "offer"];
            stems.iter().any(|s| reading.text(t).starts_with(s))
        };
        let deed = |t: &usize| g.class(*t) == Class::Verb && !reading.kind(*t).is(Kind::SAY.or(Kind::BE));
        self.rest.clone().find(deed).filter(|t| speaks.iter().any(accuser) && !own_accord(*t))
    }

    /// The word for a wrong that its subject did: the verb itself, what it took, or what it is said to be.
    fn wrong(&self) -> Option<usize> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let wrong = |t: usize| reading.kind(t).is(Kind::WRONG);
        let main = self.rest.clone().find(|t| g.class(*t) == Class::Verb || wrong(*t));
        let found = match main {
            Some(at) if wrong(at) => Some(at),
            Some(at) => self.wrongly().or_else(|| self.crime(at)).or_else(|| self.and_wrong()),
            None => None,
        };
        let stated = main.is_none() || self.wrongly().or_else(|| main.and_then(|at| self.crime(at))).is_none();
        let joint = self.rest.clone().any(|t| g.class(t) == Class::Joint);
        let said_to_be = || {
            let until = self.rest.end.min(self.predicate() + NEAR);
            let plain = main.is_none_or(|at| !wrong(at)) && stated && (main.is_none() || !joint);
            word_of(reading, self.predicate()..until, Kind::WRONG).filter(|_| plain && self.is())
        };
        // "was cheated" is done to it.
        let suffers = |at: usize| {
            let text = reading.text(at);
            let ends = text.ends_with("ed") || text.ends_with("en");
            at > self.predicate() && reading.kind(at - 1).is(Kind::BE) && ends
        };
        found.or_else(said_to_be).or_else(|| self.injures(main?)).filter(|at| !suffers(*at))
    }

    /// "illegally fired two workers", "had fired her unfairly".
    fn wrongly(&self) -> Option<usize> {
        let reading = self.reading;
        let adverb = |t: &usize| reading.kind(*t).is(Kind::WRONG) && reading.grammar.class(*t) == Class::Adverb;
        let before = (self.from..self.predicate()).find(|t| reading.kind(*t).is(Kind::WRONG));
        before.or_else(|| self.rest.clone().find(adverb))
    }

    /// "paid bribes", "engaged in fraud".
    fn crime(&self, main: usize) -> Option<usize> {
        let reading = self.reading;
        let crime = |t: &usize| reading.kind(*t).is(Kind::CRIME);
        let object = reading.grammar.phrase(main + 1).and_then(|p| p.clone().find(crime));
        object.or_else(|| self.rest.clone().find(|t| crime(t) && reading.text(*t - 1) == "in"))
    }

    /// "knew of the defect and concealed it".
    fn and_wrong(&self) -> Option<usize> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let second = |t: &usize| g.class(*t) == Class::Verb && g.before(*t) == Class::Joint;
        self.rest.clone().find(|t| second(t) && reading.kind(*t).is(Kind::WRONG))
    }

    /// "gave their sons cancer", "makes their children ill", "causes cancer".
    fn injures(&self, main: usize) -> Option<usize> {
        let reading = self.reading;
        let until = self.rest.end.min(main + NEAR);
        (main + 1..until).find(|t| reading.kind(main).is(Kind::INFLICTS) && reading.kind(*t).is(Kind::INJURY))
    }
}
