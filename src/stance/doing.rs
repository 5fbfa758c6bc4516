//! To whom a verb in the active says it is done: first what stands behind it, then looks at where else the sentence
//! says it.

use super::claim::Found;
use super::conduct::is_market;
use super::cue::{Kind, Pattern};
use super::deed::{actors, found};
use super::grammar::Class;
use super::hit::Hit;
use super::inflect::is_bare;
use super::reading::Reading;
use crate::annotate::parts::Part;
use crate::found::{Act, Claim, Party};
use std::ops::Range;

/// A verb of a cue, those who do it, and what stands behind it.
pub struct Doing<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) hit: &'a Hit,
    /// Those found before it.
    pub(super) claims: &'a [Claim],
    pub(super) actors: Vec<Party>,
    /// Where what it is done to would begin.
    pub(super) behind: usize,
    pub(super) objects: Vec<Range<usize>>,
}

/// A look at who else is meant, given those found so far; `None` where it knows no better.
type Look<'a> = fn(&Doing<'a>, &[Party]) -> Option<Vec<Party>>;

impl<'a> Doing<'a> {
    /// The looks, in the order in which each can replace what the ones before it found.
    const LOOKS: [Look<'a>; 17] = [
        Self::enclosed_words,
        Self::charged,
        Self::relative,
        Self::further_on,
        Self::warned_of,
        Self::asked_whether,
        Self::threatened_before,
        Self::other_firm,
        Self::it_is_no_actor,
        Self::it_is_just_attacked,
        Self::attacked_before,
        Self::written_to,
        Self::letter_to,
        Self::whose_people,
        Self::asked_before,
        Self::unless,
        Self::headline_firm,
    ];

    /// Reads what stands before a cue and behind it.
    pub fn new(reading: &'a Reading<'a>, hit: &'a Hit, claims: &'a [Claim]) -> Doing<'a> {
        let behind = behind(reading, hit);
        Doing { reading, hit, claims, actors: actors(reading, hit), behind, objects: reading.objects(behind) }
    }

    /// Its claims: one of each actor toward each target.
    pub fn found(&self) -> Vec<Found> {
        if self.says_nothing() {
            return Vec::new();
        }
        let enclosed = self.enclosed();
        if !enclosed.is_empty() {
            return self.pairs(&enclosed);
        }
        // "sued each other"
        if let ([a, b], true) = (&self.actors[..], self.each_other()) {
            return vec![self.claim(b, a), self.claim(a, b)];
        }
        let mut targets = self.said();
        let nobodys = targets.is_empty() && self.is_nobodys();
        for look in Self::LOOKS {
            if let Some(better) = look(self, &targets) {
                targets = better;
            }
        }
        // "Toyota and Mazda signed an agreement"
        if let (Act::Agree, [], [a, b]) = (self.hit.act, &targets[..], &self.actors[..]) {
            return vec![self.claim(a, b)];
        }
        // "is fighting the ban", "challenged the fine": no one is named
        let first = self.hit.tokens.start;
        let would = first > 0 && matches!(self.reading.shown(first - 1), "would" | "will");
        // "refuses to comply"
        let refuses = self.hit.act == Act::Reject && self.verb(&["refus"]) && self.actors.iter().all(is_entity);
        let refuses = refuses && self.hit.form.rest.len() > 1;
        let ruling = refuses
            || self.hit.act == Act::Reject && self.hit.form.has_gap() && !would && self.actors.iter().all(is_entity);
        // "has threatened to sue"
        let held = |t: usize| self.reading.kind(t).is(Kind::HARMS);
        let named = |p: &Range<usize>| self.reading.grammar.class(p.start) != Class::Pronoun;
        let threat = self.hit.act == Act::Threaten
            && self.actors.iter().all(is_entity)
            && self.reading.subjects(self.hit.tokens.start).iter().all(named);
        let threat = threat && self.verb(&["threat"]) && (self.hit.tokens.end..self.behind + 2).any(held);
        if (nobodys || ruling || threat) && targets.is_empty() {
            targets.push(Party::None);
        }
        self.pairs(&targets)
    }

    fn claim(&self, actor: &Party, target: &Party) -> Found {
        found(self.hit, self.hit.act, actor.clone(), target.clone(), None)
    }

    fn pairs(&self, targets: &[Party]) -> Vec<Found> {
        // "refused to condemn Y", "sued neither X nor Y"
        let nobody = |p: &Range<usize>| matches!(self.reading.text(p.start), "neither" | "nobody" | "none");
        let negated =
            self.hit.negated || self.reading.refused(self.hit.tokens.start) || self.objects.iter().any(nobody);
        let of = |actor| targets.iter().map(move |target| Found { negated, ..self.claim(actor, target) });
        self.actors.iter().flat_map(of).collect()
    }

    /// Whether the cue is one word.
    pub(super) fn single(&self) -> bool {
        self.hit.form.rest.is_empty()
    }

    /// Whether the verb is one of these, in any form.
    pub(super) fn verb(&self, stems: &[&str]) -> bool {
        let verb = self.reading.text(self.hit.tokens.start).to_ascii_lowercase();
        stems.iter().any(|stem| verb.starts_with(stem))
    }

    pub(super) fn is_own(&self, target: &Party) -> bool {
        self.actors.contains(target)
    }

    /// A party, unless it is nobody or one who acts.
    pub(super) fn others(&self, party: Party) -> Vec<Party> {
        if party == Party::None || self.is_own(&party) { Vec::new() } else { vec![party] }
    }

    /// Whether the words around leave nothing done.
    fn says_nothing(&self) -> bool {
        let (reading, hit, g) = (self.reading, self.hit, &self.reading.grammar);
        // "backed off a plan", "backed out of it"
        if hit.act == Act::Support && self.single() && reading.kind(hit.tokens.end).is(Kind::PARTICLE) {
            return true;
        }
        // "insisted that its jets were safe" asks for nothing
        let states = |p: Range<usize>| {
            // "insisted that Acme pay"
            let asks = reading.named(&p).is_some_and(|m| m.tokens.end == p.end) && is_bare(reading.shown(p.end));
            let finite = g.class(p.end) == Class::Verb && !matches!(g.part(p.end), Part::Base) && !asks;
            finite || reading.kind(p.end).is(Kind::STATES)
        };
        if hit.act == Act::Demand && self.verb(&["insist"]) && reading.clause_subject(self.behind).is_some_and(states) {
            return true;
        }
        // "agreed on Tuesday as the day", "have yet to agree"
        if hit.act == Act::Agree && (reading.kind(self.behind).is(Kind::TIME) || reading.refused(hit.tokens.start)) {
            return true;
        }
        // "asks the team a question" asks nothing of it
        let near = hit.form.pattern == Pattern::Near;
        if near && self.single() && self.objects.last().is_some_and(|p| g.class(p.end) == Class::Determiner) {
            return true;
        }
        // "supports Apple Watch" stands by nobody
        let works = |p: &Range<usize>| {
            let head = p.end - 1;
            let named = reading.named(p).is_some_and(|m| m.tokens.end <= head);
            named && g.class(head) == Class::Noun && reading.capital(head)
        };
        let supports = hit.act == Act::Support && self.single() && self.verb(&["support"]);
        if supports && self.objects.first().is_some_and(works) {
            return true;
        }
        // "threw out the lawsuit against Acme" is no refusal of Acme
        if hit.act == Act::Reject && self.objects.last().is_some_and(|p| reading.behind(p).0 == "against") {
            return true;
        }
        // "Heavy selling punished Acme's stock", "Investors punished Acme"
        let market = |p: &Range<usize>| is_market(reading.scene.article.tokens[p.end - 1].word);
        hit.act == Act::Sanction
            && (self.objects.iter().any(market) || reading.subjects(hit.tokens.start).iter().any(market))
    }

    /// Whom the cue encloses: "banned Acme and Zeta from its ports", "threatened the carrier with a strike".
    fn enclosed(&self) -> Vec<Party> {
        let (reading, hit) = (self.reading, self.hit);
        let against = matches!(
            hit.act,
            Act::Accuse | Act::Criticise | Act::Sanction | Act::Sue | Act::Threaten | Act::Warn | Act::Investigate
        );
        // "filed an EU complaint against Acme": behind it
        let last = reading.text(hit.tokens.end - 1);
        let leads = matches!(last, "against" | "into" | "of")
            || last == "from" && self.verb(&["claw"])
            // "complained to the ministry about Acme", but "complained to Acme about its doors"
            || self.verb(&["complain"]) && self.objects.iter().any(|p| is_entity(&reading.target(p)))
            || last == "on" && hit.act != Act::Investigate;
        if !against || !hit.form.has_gap() || leads {
            return Vec::new();
        }
        let Some(first) = self.enclosed_phrase() else { return Vec::new() };
        let party = |phrase: &Range<usize>| {
            let name = reading.named(phrase).is_none() && reading.capital(phrase.end - 1);
            let target = reading.target(phrase);
            // "threatened the supplier with a suit"
            if self.is_own(&target) && reading.kind(reading.head(phrase)).is(Kind::COMPANY) {
                return self.other_firm_of(phrase);
            }
            if name && target != Party::None || is_entity(&target) {
                return Some(target);
            }
            // "threatened a newspaper with a suit"
            Some(reading.words_of(phrase))
                .filter(|words| hit.act == Act::Threaten && last == "with" && *words != Party::None)
        };
        reading.list(first).iter().filter(|p| p.end <= hit.tokens.end).filter_map(party).collect()
    }

    pub(super) fn enclosed_phrase(&self) -> Option<Range<usize>> {
        (self.hit.tokens.start + 1..self.hit.tokens.end).find_map(|t| self.reading.grammar.phrase(t))
    }

    /// The parties right behind the verb.
    fn said(&self) -> Vec<Party> {
        let (reading, hit) = (self.reading, self.hit);
        let words = hit.act == Act::Criticise || self.verb(&["oppose", "resist", "object"]);
        let near = hit.form.pattern == Pattern::Near;
        // "hailed the ruling against Acme", "upheld a penalty against Acme" speak for nobody
        let against = |phrase: &Range<usize>| {
            matches!(hit.act, Act::Support | Act::Praise) && reading.behind(phrase).0 == "against"
        };
        let party = |phrase: &Range<usize>| match reading.named(phrase) {
            None if against(phrase) => Party::None,
            None if near => reading.the_company(phrase).unwrap_or_else(|| reading.person_of(phrase)),
            // "urged museums to return it": who is urged to do something can
            None if hit.act == Act::Demand
                && self.single()
                && reading.asked_to(phrase)
                && !reading.kind(phrase.end - 1).is(Kind::THING) =>
            {
                match reading.target(phrase) {
                    Party::None => reading.words_of(phrase),
                    party => party,
                }
            }
            _ => reading.target(phrase),
        };
        let own = |p: &&Range<usize>| hit.form.act == Act::Sanction && reading.kind(p.start).is(Kind::OWN);
        let mut said = Vec::new();
        for phrase in self.objects.iter().filter(|p| !own(p)) {
            let party = party(phrase);
            let named = party != Party::None || !words && !self.is_accused(phrase);
            said.push(if named { party } else { reading.words_of(phrase) });
        }
        said.retain(|party| *party != Party::None);
        said
    }

    /// "blamed the airport for the delay", "accused the mayor's office of it"; but "blamed the weather for it" nobody.
    fn is_accused(&self, phrase: &Range<usize>) -> bool {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let behind = reading.shown(phrase.end);
        let of = behind == "of" && self.verb(&["accus", "suspect"]);
        // "sued the town", "warned the town that it would leave"
        let determined = g.class(phrase.start) == Class::Determiner && self.actors.iter().all(is_entity);
        let sued = self.hit.act == Act::Sue && self.single() && self.verb(&["sue", "suing"]);
        let told = matches!(behind, "that" | "of" | "about" | "over" | "not" | "to" | "against" | ".");
        let warned = self.hit.act == Act::Warn && self.single() && self.verb(&["warn", "caution"]) && told;
        // "demands that the paper apologise"
        let that = self.hit.act == Act::Demand
            && self.behind > self.hit.tokens.start
            && reading.text(self.behind - 1) == "that"
            && g.class(phrase.end) == Class::Verb;
        if determined && (sued || warned || that) {
            return true;
        }
        let blamed = behind == "for" && self.verb(&["blam"]) && !reading.kind(phrase.end - 1).is(Kind::CIRCUMSTANCE);
        self.hit.act == Act::Accuse && g.class(phrase.start) != Class::Pronoun && (of || blamed)
    }

    /// Whether what an entity backs or refuses need be nobody's: "rebuffed calls for a tax", "backed the ban on straws".
    fn is_nobodys(&self) -> bool {
        let (reading, hit) = (self.reading, self.hit);
        let Some(first) = self.objects.first().filter(|_| self.actors.iter().all(is_entity)) else { return false };
        let head = reading.kind(first.end - 1);
        let asked = hit.act == Act::Reject && head.is(Kind::ASKED);
        let measure = matches!(hit.act, Act::Support | Act::Praise | Act::Reject)
            && !self.verb(&["defen"])
            && head.is(Kind::MEASURE)
            && reading.named(first).is_none()
            && !matches!(reading.text(first.start), "its" | "their");
        asked || measure
    }

    /// "sued each other", "sued one another".
    fn each_other(&self) -> bool {
        let reading = self.reading;
        self.objects.first().is_some_and(|p| {
            let two = (reading.text(p.start), reading.shown(p.start + 1));
            two.0 == "each" || two == ("one", "another")
        })
    }
}

/// Whether a party is an entity.
pub fn is_entity(party: &Party) -> bool {
    matches!(party, Party::Entity(_))
}

/// Where what a verb is done to would begin: behind its cue, "that" or a second verb.
fn behind(reading: &Reading, hit: &Hit) -> usize {
    let g = &reading.grammar;
    let mut behind = hit.tokens.end;
    // "ordered that Y pay"
    if hit.act == Act::Demand && reading.shown(behind) == "that" {
        behind += 1;
    }
    // "threatened to sue Y", "agreed to pay Y"
    let to = matches!(hit.act, Act::Threaten | Act::Agree)
        && g.class(behind) == Class::Helper
        && g.class(behind + 1) == Class::Verb;
    if to {
        return behind + 2;
    }
    // "threatened to “crush” Acme"
    let quoted = hit.act == Act::Threaten
        && g.class(behind) == Class::Helper
        && reading.sentence.tokens.contains(&(behind + 3))
        && reading.is_quote(behind + 1)
        && reading.is_quote(behind + 3);
    if quoted {
        return behind + 4;
    }
    // "refused to grant Acme a patent"
    let refuses =
        hit.act == Act::Reject && reading.text(hit.tokens.end - 1) == "to" && reading.kind(behind).is(Kind::GIVES);
    behind + usize::from((hit.act == Act::Agree || refuses) && g.class(behind) == Class::Verb)
}
