//! Whom a pronoun stands for: an entity named before, the one who speaks, or who speaks of itself.

use super::cue::Kind;
use super::grammar::Class;
use super::hit::THAT;
use super::reading::Reading;
use crate::found::Party;
use std::ops::Range;

impl Reading<'_> {
    /// Whom a pronoun stands for: the first subject of its sentence that is an entity, else the company before it.
    pub fn pronoun(&self, token: usize) -> Party {
        let shown = self.text(token);
        if ["he", "she"].iter().any(|p| shown.eq_ignore_ascii_case(p)) {
            return Party::Text(shown.into());
        }
        if !["it", "its", "they", "them", "itself", "themselves"].iter().any(|p| shown.eq_ignore_ascii_case(p)) {
            return Party::None;
        }
        let named =
            |p: &&Range<usize>| p.end <= token && self.named(p).is_some_and(|m| m.tokens.contains(&self.head(p)));
        let mut before = self.grammar.phrases().iter().filter(named);
        let subject = before.clone().find(|p| self.grammar.before(p.start) != Class::Preposition);
        if let Some(m) = subject.or_else(|| before.next()).and_then(|p| self.named(p)) {
            return Party::Entity(m.entity.clone());
        }
        self.scene.company_before(token).map_or(Party::None, |e| Party::Entity(e.clone()))
    }

    /// Whom "it" behind a verb stands for: the subject of the sentence, unless it is the verb's own; else the last
    /// mention before that is not.
    pub(super) fn pronoun_behind(&self, token: usize) -> Party {
        if let Some(party) = self.not_own(token) {
            return party;
        }
        let subject = self.pronoun(token);
        let mut before = self.mentions.iter().rev().filter(|m| m.tokens.end <= token);
        let other = before.find(|m| Party::Entity(m.entity.clone()) != subject);
        other.map_or(subject, |m| Party::Entity(m.entity.clone()))
    }

    /// The entity a pronoun behind a verb stands for, where it is not the verb's own subject.
    pub(super) fn not_own(&self, token: usize) -> Option<Party> {
        let subject = self.pronoun(token);
        let verb = (self.start()..token).rev().find(|t| self.grammar.class(*t) == Class::Verb)?;
        let own = self.subjects(verb);
        let other = !own.is_empty() && own.iter().all(|p| self.actor(p) != subject);
        (other && matches!(subject, Party::Entity(_))).then_some(subject)
    }

    /// Who says "we": the speaker of the sentence, whose verb stands behind it or before.
    pub(super) fn first_person(&self, pronoun: usize) -> Party {
        let says = |t: &usize| self.grammar.class(*t) == Class::Verb && self.kind(*t).is(Kind::SAY);
        let behind = (pronoun..self.sentence.tokens.end).filter(says);
        let mut verbs = behind.chain((self.sentence.tokens.start..pronoun).rev().filter(says));
        let other = |p: &Range<usize>| !self.kind(p.start).is(Kind::FIRST_PERSON);
        let speaker = verbs.find_map(|verb| self.speaker(verb).filter(other));
        speaker.map_or(Party::None, |p| self.actor_in(&p, 1))
    }

    /// Who says of itself what follows, where it is no entity: "the ministry said it was investigating".
    pub(super) fn speaking_of_itself(&self, pronoun: usize) -> Option<Party> {
        let (it, person) = match self.text(pronoun) {
            "it" => (true, false),
            "they" => (false, false),
            "he" | "she" => (false, true),
            _ => return None,
        };
        let said = pronoun.checked_sub(1)?;
        let verb = said - usize::from(self.is(said, *THAT) && said > 0);
        let says = self.grammar.class(verb) == Class::Verb && self.kind(verb).is(Kind::SAY.or(Kind::OPINE));
        let speaker = self.subjects(verb).into_iter().next().filter(|_| says)?;
        let head = self.head(&speaker);
        // "the senator said he was suing"
        if person {
            let one = self.sure(&speaker) && (!self.text(head).ends_with('s') || self.capital(head));
            let pronoun = self.grammar.class(speaker.start) == Class::Pronoun;
            return Some(self.actor_in(&speaker, 1)).filter(|party| one && !pronoun && *party != Party::None);
        }
        let fits = match it {
            true => self.kind(head).is(Kind::BODY.or(Kind::AGENCY).or(Kind::PEOPLE)) && !self.text(head).ends_with('s'),
            false => self.text(head).ends_with('s') && self.sure(&speaker),
        };
        if !fits || self.named(&speaker).is_some() || self.the_company(&speaker).is_some() {
            return None;
        }
        Some(self.actor_in(&speaker, 1)).filter(|party| *party != Party::None)
    }

    /// Who speaks: before the verb, or behind it in `"…," said X`.
    pub fn speaker(&self, verb: usize) -> Option<Range<usize>> {
        let quoted = || verb > self.sentence.tokens.start && self.grammar.before(verb) == Class::Mark;
        let subject = self.subjects(verb).into_iter().next();
        subject.or_else(|| self.grammar.phrase(verb + 1).filter(|_| quoted()))
    }
}
