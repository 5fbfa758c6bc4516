//! Looks at who else a verb is done to: where the sentence says it elsewhere than right behind the verb.

use super::cue::{Kind, Pattern};
use super::deed::employer;
use super::doing::{Doing, is_entity};
use super::grammar::Class;
use super::hit::THAT;
use super::inflect::Form;
use super::reading::Reading;
use crate::found::{Act, Claim, EntityKey, EntityType, Mention, Party};
use std::ops::Range;

/// Most tokens of a headline.
const HEADLINE: usize = 20;

/// Tokens behind a verb among which a party further on is looked for.
const FURTHER: usize = 9;

/// Tokens behind "warned" among which "against" leads to a party.
const AGAINST: usize = 6;

impl Doing<'_> {
    /// "took Y to court", "held Y responsible", "took the Dutch state to court", "revoked the permit of Y".
    pub(super) fn enclosed_words(&self, targets: &[Party]) -> Option<Vec<Party>> {
        // "Acme and Zeta settled their patent row"
        if !targets.is_empty() || self.hit.act == Act::Agree && self.actors.len() == 2 {
            return None;
        }
        let reading = self.reading;
        let somebody = |p: Range<usize>| Some(reading.target(&p)).filter(|p| *p != Party::None);
        // "searched two of its offices"
        let its = || {
            let inside = self.hit.tokens.start + 1..self.hit.tokens.end;
            let its = inside
                .clone()
                .find(|t| matches!(reading.text(*t), "its" | "their"))
                .filter(|_| self.hit.form.has_gap())?;
            self.others(reading.pronoun(its)).into_iter().next()
        };
        let named = || its().or_else(|| self.enclosed_phrase().and_then(somebody));
        let words = || reading.inside(self.hit).filter(|_| self.actors.iter().any(is_entity));
        let of = || {
            let of = !self.single() && reading.shown(self.behind) == "of";
            reading.grammar.phrase(self.behind + 1).filter(|_| of).and_then(somebody)
        };
        Some(vec![named().or_else(words).or_else(of)?])
    }

    /// "looks into claims that Y lied".
    pub(super) fn charged(&self, _: &[Party]) -> Option<Vec<Party>> {
        let reading = self.reading;
        let last = self.objects.last().filter(|p| reading.kind(p.end - 1).is(Kind::CHARGE))?;
        let subject = reading.clause_subject(last.end).filter(|_| reading.is(last.end, *THAT))?;
        entity(reading.target(&subject))
    }

    /// "Y, which the union accused of it", "it was Y that they blamed".
    pub(super) fn relative(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let first = self.first();
        if targets.is_empty()
            && let Some(doer) = reading.doer_before(first)
        {
            return entity(doer);
        }
        let before = first.checked_sub(1).filter(|_| targets.is_empty())?;
        let that = g.before(first) == Class::Opener && reading.text(before) == "that";
        let named = (that || g.before(first) == Class::Relative).then(|| reading.antecedent(before))?;
        // "fined Acme, which the union welcomed": the fine
        let target = reading.target(named.first()?);
        let found = target.clone();
        let attacked = |c: &Claim| {
            c.sentence == reading.index
                && c.target == found
                && matches!(c.act, Act::Sanction | Act::Sue | Act::Accuse | Act::Investigate | Act::Criticise)
        };
        let approves = matches!(self.hit.act, Act::Support | Act::Praise);
        // "the nurse, whom Acme sued"
        let whom = reading.text(before) == "whom" && self.actors.iter().any(is_entity) && target != Party::None;
        let target = if whom { Some(vec![target.clone()]) } else { entity(target.clone()) };
        target.filter(|_| !(approves && self.claims.iter().any(attacked)))
    }

    /// First token of the leftmost subject, or of the verb where it has none.
    fn first(&self) -> usize {
        self.reading.subjects(self.hit.tokens.start).last().map_or(self.hit.tokens.start, |p| p.start)
    }

    /// "called for sanctions against Y", "threatened to sue Y", "agreed to a deal with Y", "warned of action against Y".
    pub(super) fn further_on(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        let until = reading.sentence.tokens.end.min(self.behind + AGAINST);
        // "warned patients about Acme"
        let nobodys = !self.actors.iter().any(is_entity);
        let leads = |t: usize| reading.text(t) == "against" || nobodys && matches!(reading.text(t), "about" | "over");
        let against = hit.act == Act::Warn && (self.behind..until).any(leads);
        let over = against || hit.act != hit.form.act || matches!(hit.act, Act::Threaten | Act::Agree | Act::Demand);
        if !over || targets.iter().any(is_entity) || hit.form.pattern == Pattern::Near {
            return None;
        }
        // "we ask that you report it to Acme"
        let you = |p: Range<usize>| reading.text(p.start).eq_ignore_ascii_case("you");
        if reading.clause_subject(self.behind).is_some_and(you) {
            return None;
        }
        // "threatened Canada over Acme": Canada
        let time = |p: &Range<usize>| reading.is_time(p) || matches!(reading.text(p.start), "Christmas" | "Easter");
        let whom =
            self.objects.first().is_some_and(|p| reading.capital(p.end - 1) && reading.named(p).is_none() && !time(p));
        if matches!(hit.act, Act::Threaten | Act::Demand) && whom && !targets.is_empty() {
            return None;
        }
        if let Some(party) = further(reading, self.behind, hit.act) {
            return Some(vec![party]);
        }
        // "threatened to block news in Canada"
        let g = &reading.grammar;
        let clear = |t: &usize| !matches!(g.class(*t), Class::Mark | Class::Relative | Class::Opener);
        let mut places = (self.behind..reading.sentence.tokens.end)
            .take_while(clear)
            .filter(|t| matches!(reading.text(*t), "in" | "from"));
        let place = places.find_map(|t| g.phrase(t + 1).filter(|p| p.len() == 1 && reading.capital(p.start)))?;
        let threat = hit.act == Act::Threaten && self.actors.iter().all(is_entity) && targets.is_empty();
        threat.then(|| vec![reading.words_of(&place)])
    }

    /// "warned that demand was waning", "warned demand was waning": of nobody, or of whom it is said.
    pub(super) fn warned_of(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let clause = self.objects.last().is_some_and(|p| matches!(g.class(p.end), Class::Verb | Class::Helper));
        let says = clause && reading.sentence.tokens.contains(&self.behind) || reading.shown(self.behind) == "that";
        // "Acme could lose its licence, the minister warned"
        let first = self.first();
        let inverted = g.class(self.behind) == Class::Mark && first > reading.start() && g.before(first) == Class::Mark;
        if self.hit.act == Act::Warn && targets.is_empty() && inverted {
            let subject = reading.clause_subject(reading.start()).map(|p| reading.target(&p));
            return subject.filter(|t| is_entity(t) && !self.is_own(t)).map(|t| vec![t]);
        }
        if self.hit.act != Act::Warn || !targets.is_empty() || !says {
            return None;
        }
        let subject = reading.clause_subject(self.behind).map(|p| reading.target(&p));
        Some(vec![subject.filter(|t| is_entity(t) && !self.is_own(t)).unwrap_or(Party::None)])
    }

    /// "is examining whether Acme misled investors".
    pub(super) fn asked_whether(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let reading = self.reading;
        let asks = matches!(reading.shown(self.behind), "whether" | "how" | "if" | "why" | "what");
        if self.hit.act != Act::Investigate || !targets.is_empty() || !asks {
            return None;
        }
        entity(reading.target(&reading.clause_subject(self.behind + 1)?))
    }

    /// "Poland will seize Acme's storage, the minister threatened".
    pub(super) fn threatened_before(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let first = self.first();
        let inverted = g.class(self.behind) == Class::Mark
            && first > reading.sentence.tokens.start
            && g.before(first) == Class::Mark;
        if self.hit.act != Act::Threaten || !targets.is_empty() || !inverted {
            return None;
        }
        let named = reading.mentions.iter().find(|m| m.tokens.end < first)?;
        Some(self.others(Party::Entity(named.entity.clone())))
    }

    /// "Delta sued CrowdStrike. CrowdStrike faulted the carrier": the firm named before that does not act; with none,
    /// "the supplier" as printed.
    pub(super) fn other_firm(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let reading = self.reading;
        let phrase = self.objects.first().filter(|_| !targets.is_empty() && targets.iter().all(|t| self.is_own(t)))?;
        let head = reading.head(phrase);
        // "asking that the company": whoever asks is somebody else
        let any = matches!(reading.text(head), "company" | "firm" | "group" | "giant" | "business");
        if any || self.hit.act == Act::Agree || reading.named(phrase).is_some() || !reading.kind(head).is(Kind::COMPANY)
        {
            return None;
        }
        self.other_firm_of(phrase).map(|party| vec![party])
    }

    /// The firm that "the carrier" is, where it is none that acts.
    pub(super) fn other_firm_of(&self, phrase: &Range<usize>) -> Option<Party> {
        let reading = self.reading;
        let others = |e: &EntityKey| !self.is_own(&Party::Entity(e.clone()));
        let other = reading.scene.companies_before(phrase.start).find(|e| others(e));
        let party = other.map_or_else(|| reading.words_of(phrase), |e| Party::Entity(e.clone()));
        (party != Party::None).then_some(party)
    }

    /// "Acme in crisis as investors sue": a headline's firm, where what is done has no other.
    pub(super) fn headline_firm(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        let attacks = matches!(hit.act, Act::Sue | Act::Criticise | Act::Threaten | Act::Accuse);
        if !attacks || !targets.is_empty() || !self.objects.is_empty() || reading.sentence.tokens.len() > HEADLINE {
            return None;
        }
        let first = self.first();
        let as_ = (reading.start()..first).rev().find(|t| reading.text(*t) == "as")?;
        let clear = reading.grammar.phrase(as_ + 1).is_some_and(|p| p.start <= first && first <= p.end);
        let firm = |m: &&Mention| m.tokens.end <= as_ && reading.scene.kind(&m.entity) == EntityType::Company;
        let m = reading.mentions.iter().find(firm).filter(|_| clear)?;
        Some(self.others(Party::Entity(m.entity.clone()))).filter(|found| !found.is_empty())
    }

    /// "it", "them" right behind the verb.
    fn it(&self) -> Option<usize> {
        let first = self.objects.first()?;
        Some(first.start).filter(|t| matches!(self.reading.text(*t), "it" | "them"))
    }

    /// "Acme was slow, after the department fined it": not the department.
    pub(super) fn it_is_no_actor(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let it = self.it().filter(|_| !targets.is_empty() && targets.iter().all(|t| self.is_own(t)))?;
        Some(self.others(self.reading.pronoun(it))).filter(|found| !found.is_empty())
    }

    /// "sued the paper and accused it": whom it has just sued.
    pub(super) fn it_is_just_attacked(&self, targets: &[Party]) -> Option<Vec<Party>> {
        self.it()?;
        let last = self.claim_before().filter(|c| self.actors == [c.actor.clone()] && c.target != Party::None)?;
        targets.iter().all(|t| self.is_own(t) || *t == Party::None).then(|| vec![last.target.clone()])
    }

    fn claim_before(&self) -> Option<&Claim> {
        self.claims.last().filter(|c| c.sentence == self.reading.index)
    }

    /// "called the offer an insult and threatened a strike": the one it has just attacked.
    pub(super) fn attacked_before(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let last = self.claim_before().filter(|_| self.hit.act == Act::Threaten && targets.is_empty())?;
        self.is_own(&last.actor).then(|| vec![last.target.clone()])
    }

    /// "Senators have written to Acme demanding an answer".
    pub(super) fn written_to(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        if hit.act != Act::Demand || hit.form.form != Form::Ing || targets.iter().any(is_entity) {
            return None;
        }
        let whom = hit.tokens.start.checked_sub(1).and_then(|t| reading.grammar.phrase(t))?;
        let to =
            whom.start.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t) && reading.text(*t) == "to")?;
        // "have written twice to Acme"
        let writes = (reading.sentence.tokens.start..to).rev().take(3).any(|t| reading.kind(t).is(Kind::WRITES));
        writes.then(|| self.others(reading.target(&whom)))
    }

    /// "In a letter to the ministry, Acme threatened to leave".
    pub(super) fn letter_to(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        if !matches!(hit.act, Act::Threaten | Act::Demand | Act::Warn) || targets.iter().any(|t| *t != Party::None) {
            return None;
        }
        let before = reading.grammar.phrases().iter().take_while(|p| p.end <= hit.tokens.start);
        let mut letters = before.filter(|p| reading.kind(p.end - 1).is(Kind::PAPER));
        let whom = letters.find_map(|p| Some(reading.behind(p)).filter(|b| b.0 == "to")?.1)?;
        Some(self.others(reading.target(&whom)))
    }

    /// "The state asked Acme to stop. The company refused."
    pub(super) fn asked_before(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let g = &self.reading.grammar;
        // "spurned the request"
        let request = |p: &Range<usize>| {
            let known = matches!(self.reading.text(p.start), "the" | "that" | "this") && p.len() == 2;
            known && self.reading.kind(p.end - 1).is(Kind::ASKED)
        };
        let ends = self.objects.is_empty() && g.class(self.behind) == Class::Mark;
        let alone = targets.is_empty() && self.single() && (ends || matches!(&self.objects[..], [p] if request(p)));
        if self.hit.act != Act::Reject || !alone {
            return None;
        }
        let asked = self.claims.iter().rev().find(|c| c.act == Act::Demand && self.is_own(&c.target))?;
        (asked.actor != Party::None).then(|| vec![asked.actor.clone()])
    }

    /// "threatened to leave unless the state gives in"
    pub(super) fn unless(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let reading = self.reading;
        let somebody = self.actors.iter().any(is_entity)
            || reading.subjects(self.hit.tokens.start).iter().any(|p| reading.sure(p));
        if self.hit.act != Act::Threaten || !somebody || targets.iter().any(|t| *t != Party::None) {
            return None;
        }
        let condition = |t: &usize| matches!(reading.text(*t), "unless" | "if" | "Unless");
        let at = (self.behind..reading.sentence.tokens.end).find(condition)?;
        let subject = reading.clause_subject(at + 1)?;
        Some(self.others(reading.target(&subject))).filter(|found| !found.is_empty())
    }

    /// "Workers at Acme rejected the offer", "Acme's suppliers complained of late payment".
    pub(super) fn whose_people(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        let offered = matches!(hit.act, Act::Reject | Act::Support)
            && self.objects.first().is_some_and(|p| reading.kind(p.end - 1).is(Kind::ASKED));
        let complains = hit.act == Act::Criticise && self.verb(&["complain"]);
        let against = offered || complains || matches!(hit.act, Act::Threaten | Act::Demand);
        let nobody = |p: &Range<usize>| reading.target(p) == Party::None;
        if !against || !(targets.is_empty() || complains && self.objects.iter().all(nobody)) {
            return None;
        }
        Some(vec![employer(reading, hit.tokens.start)?])
    }
}

/// A target, if it is an entity.
fn entity(party: Party) -> Option<Vec<Party>> {
    is_entity(&party).then(|| vec![party])
}

/// The entity behind a preposition in the same clause, within reach.
fn further(reading: &Reading, from: usize, act: Act) -> Option<Party> {
    let g = &reading.grammar;
    let until = reading.sentence.tokens.end.min(from + FURTHER);
    let end = (from..until).find(|t| g.class(*t) == Class::Mark || g.class(*t) == Class::Relative).unwrap_or(until);
    let m = reading.mentions.iter().find(|m| m.tokens.start >= from && m.tokens.start < end);
    let leads = |m: &&Mention| {
        let first = g.phrase(m.tokens.start).map_or(m.tokens.start, |p| p.start);
        let lead = first.checked_sub(1).map_or("", |t| reading.text(t));
        // "requested a meeting in Acme's office": what is asked of Y is asked "of" or "from" it
        let leads = act != Act::Demand || matches!(lead, "of" | "from" | "against" | "to" | "on" | "for");
        first == from || leads && matches!(g.before(first), Class::Preposition | Class::Verb)
    };
    if let Some(m) = m.filter(leads) {
        return Some(Party::Entity(m.entity.clone()));
    }
    let with = (from..end).find(|t| {
        let at = act == Act::Demand && reading.text(*t) == "at";
        g.class(*t) == Class::Preposition && (at || matches!(reading.text(*t), "with" | "from" | "against"))
    })?;
    let party = reading.target(&g.phrase(with + 1)?);
    (party != Party::None).then_some(party)
}
