//! To whom a verb in the active says it is done: first what stands behind it, then looks at where else the sentence
//! says it.

use super::claim::Found;
use super::conduct::is_market;
use super::cue::{Kind, Pattern};
use super::deed::{actors, employer, found};
use super::grammar::Class;
use super::hit::{Hit, THAT};
use super::inflect::Form;
use super::reading::Reading;
use crate::found::{Act, Claim, Mention, Party};
use std::ops::Range;

/// Tokens behind a verb among which a party further on is looked for.
const FURTHER: usize = 9;

/// Tokens behind "warned" among which "against" leads to a party.
const AGAINST: usize = 6;

/// A verb of a cue, those who do it, and what stands behind it.
pub struct Doing<'a> {
    reading: &'a Reading<'a>,
    hit: &'a Hit,
    /// Those found before it.
    claims: &'a [Claim],
    actors: Vec<Party>,
    /// Where what it is done to would begin.
    behind: usize,
    objects: Vec<Range<usize>>,
}

/// A look at who else is meant, given those found so far; `None` where it knows no better.
type Look<'a> = fn(&Doing<'a>, &[Party]) -> Option<Vec<Party>>;

impl<'a> Doing<'a> {
    /// The looks, in the order in which each can replace what the ones before it found.
    const LOOKS: [Look<'a>; 13] = [
        Self::enclosed_words,
        Self::charged,
        Self::relative,
        Self::further_on,
        Self::warned_of,
        Self::asked_whether,
        Self::threatened_before,
        Self::it_is_no_actor,
        Self::it_is_just_attacked,
        Self::attacked_before,
        Self::written_to,
        Self::letter_to,
        Self::whose_people,
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
        if let Some(target) = self.enclosed() {
            return self.pairs(&[target]);
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
        if nobodys && targets.is_empty() {
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
    fn single(&self) -> bool {
        self.hit.form.rest.is_empty()
    }

    /// Whether the verb is one of these, in any form.
    fn verb(&self, stems: &[&str]) -> bool {
        let verb = self.reading.text(self.hit.tokens.start).to_ascii_lowercase();
        stems.iter().any(|stem| verb.starts_with(stem))
    }

    fn is_own(&self, target: &Party) -> bool {
        self.actors.contains(target)
    }

    /// A party, unless it is nobody or one who acts.
    fn others(&self, party: Party) -> Vec<Party> {
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
        let states = |p: Range<usize>| reading.kind(p.end).is(Kind::STATES);
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

    /// Whom the cue encloses: "banned Acme from its ports", "threatened the carrier with a strike".
    fn enclosed(&self) -> Option<Party> {
        let (reading, hit) = (self.reading, self.hit);
        let against = matches!(
            hit.act,
            Act::Accuse | Act::Criticise | Act::Sanction | Act::Sue | Act::Threaten | Act::Warn | Act::Investigate
        );
        // "filed an EU complaint against Acme": behind it
        let last = reading.text(hit.tokens.end - 1);
        let leads = matches!(last, "against" | "into" | "of") || last == "on" && hit.act != Act::Investigate;
        if !against || !hit.form.has_gap() || leads {
            return None;
        }
        let phrase = self.enclosed_phrase()?;
        let name = reading.named(&phrase).is_none() && reading.capital(phrase.end - 1);
        let target = reading.target(&phrase);
        (name && target != Party::None || is_entity(&target)).then_some(target)
    }

    fn enclosed_phrase(&self) -> Option<Range<usize>> {
        (self.hit.tokens.start + 1..self.hit.tokens.end).find_map(|t| self.reading.grammar.phrase(t))
    }

    /// The parties right behind the verb.
    fn said(&self) -> Vec<Party> {
        let (reading, hit) = (self.reading, self.hit);
        let words = hit.act == Act::Criticise || self.verb(&["oppose", "resist", "object"]);
        let near = hit.form.pattern == Pattern::Near;
        let party = |phrase: &Range<usize>| match reading.named(phrase) {
            None if near => reading.the_company(phrase).unwrap_or_else(|| reading.person_of(phrase)),
            // "urged museums to return it": who is urged to do something can
            None if hit.act == Act::Demand && self.single() && reading.asked_to(phrase) => {
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
            said.push(if party == Party::None && words { reading.words_of(phrase) } else { party });
        }
        said.retain(|party| *party != Party::None);
        said
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

    /// "took Y to court", "held Y responsible", "took the Dutch state to court", "revoked the permit of Y".
    fn enclosed_words(&self, targets: &[Party]) -> Option<Vec<Party>> {
        if !targets.is_empty() {
            return None;
        }
        let reading = self.reading;
        let somebody = |p: Range<usize>| Some(reading.target(&p)).filter(|p| *p != Party::None);
        let named = || self.enclosed_phrase().and_then(somebody);
        let words = || reading.inside(self.hit).filter(|_| self.actors.iter().any(is_entity));
        let of = || {
            let of = !self.single() && reading.shown(self.behind) == "of";
            reading.grammar.phrase(self.behind + 1).filter(|_| of).and_then(somebody)
        };
        Some(vec![named().or_else(words).or_else(of)?])
    }

    /// "looks into claims that Y lied".
    fn charged(&self, _: &[Party]) -> Option<Vec<Party>> {
        let reading = self.reading;
        let last = self.objects.last().filter(|p| reading.kind(p.end - 1).is(Kind::CHARGE))?;
        let subject = reading.clause_subject(last.end).filter(|_| reading.is(last.end, *THAT))?;
        entity(reading.target(&subject))
    }

    /// "Y, which the union accused of it", "it was Y that they blamed".
    fn relative(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let first = self.first();
        let before = first.checked_sub(1).filter(|_| targets.is_empty())?;
        let that = g.before(first) == Class::Opener && reading.text(before) == "that";
        let named = (that || g.before(first) == Class::Relative).then(|| reading.antecedent(before))?;
        entity(reading.target(named.first()?))
    }

    /// First token of the leftmost subject, or of the verb where it has none.
    fn first(&self) -> usize {
        self.reading.subjects(self.hit.tokens.start).last().map_or(self.hit.tokens.start, |p| p.start)
    }

    /// "called for sanctions against Y", "threatened to sue Y", "agreed to a deal with Y", "warned of action against Y".
    fn further_on(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        let until = reading.sentence.tokens.end.min(self.behind + AGAINST);
        let against = hit.act == Act::Warn && (self.behind..until).any(|t| reading.text(t) == "against");
        let over = against || hit.act != hit.form.act || matches!(hit.act, Act::Threaten | Act::Agree | Act::Demand);
        if !over || targets.iter().any(is_entity) || hit.form.pattern == Pattern::Near {
            return None;
        }
        // "we ask that you report it to Acme"
        let you = |p: Range<usize>| reading.text(p.start).eq_ignore_ascii_case("you");
        if reading.clause_subject(self.behind).is_some_and(you) {
            return None;
        }
        Some(vec![further(reading, self.behind, hit.act)?])
    }

    /// "warned that demand was waning", "warned demand was waning": of nobody, or of whom it is said.
    fn warned_of(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let clause = self.objects.last().is_some_and(|p| matches!(g.class(p.end), Class::Verb | Class::Helper));
        let says = clause && reading.sentence.tokens.contains(&self.behind) || reading.shown(self.behind) == "that";
        if self.hit.act != Act::Warn || !targets.is_empty() || !says {
            return None;
        }
        let subject = reading.clause_subject(self.behind).map(|p| reading.target(&p));
        Some(vec![subject.filter(|t| is_entity(t) && !self.is_own(t)).unwrap_or(Party::None)])
    }

    /// "is examining whether Acme misled investors".
    fn asked_whether(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let reading = self.reading;
        let asks = matches!(reading.shown(self.behind), "whether" | "how" | "if" | "why" | "what");
        if self.hit.act != Act::Investigate || !targets.is_empty() || !asks {
            return None;
        }
        entity(reading.target(&reading.clause_subject(self.behind + 1)?))
    }

    /// "Poland will seize Acme's storage, the minister threatened".
    fn threatened_before(&self, targets: &[Party]) -> Option<Vec<Party>> {
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

    /// "it", "them" right behind the verb.
    fn it(&self) -> Option<usize> {
        let first = self.objects.first()?;
        Some(first.start).filter(|t| matches!(self.reading.text(*t), "it" | "them"))
    }

    /// "Acme was slow, after the department fined it": not the department.
    fn it_is_no_actor(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let it = self.it().filter(|_| !targets.is_empty() && targets.iter().all(|t| self.is_own(t)))?;
        Some(self.others(self.reading.pronoun(it))).filter(|found| !found.is_empty())
    }

    /// "sued the paper and accused it": whom it has just sued.
    fn it_is_just_attacked(&self, targets: &[Party]) -> Option<Vec<Party>> {
        self.it()?;
        let last = self.claim_before().filter(|c| self.actors == [c.actor.clone()] && c.target != Party::None)?;
        targets.iter().all(|t| self.is_own(t) || *t == Party::None).then(|| vec![last.target.clone()])
    }

    fn claim_before(&self) -> Option<&Claim> {
        self.claims.last().filter(|c| c.sentence == self.reading.index)
    }

    /// "called the offer an insult and threatened a strike": the one it has just attacked.
    fn attacked_before(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let last = self.claim_before().filter(|_| self.hit.act == Act::Threaten && targets.is_empty())?;
        self.is_own(&last.actor).then(|| vec![last.target.clone()])
    }

    /// "Senators have written to Acme demanding an answer".
    fn written_to(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        if hit.act != Act::Demand || hit.form.form != Form::Ing || targets.iter().any(is_entity) {
            return None;
        }
        let whom = hit.tokens.start.checked_sub(1).and_then(|t| reading.grammar.phrase(t))?;
        let verb = whom.start.checked_sub(2).filter(|t| reading.sentence.tokens.contains(t))?;
        let writes = reading.text(verb + 1) == "to" && reading.kind(verb).is(Kind::WRITES);
        writes.then(|| self.others(reading.target(&whom)))
    }

    /// "In a letter to the ministry, Acme threatened to leave".
    fn letter_to(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        if !matches!(hit.act, Act::Threaten | Act::Demand | Act::Warn) || targets.iter().any(|t| *t != Party::None) {
            return None;
        }
        let before = reading.grammar.phrases().iter().take_while(|p| p.end <= hit.tokens.start);
        let mut letters = before.filter(|p| reading.kind(p.end - 1).is(Kind::PAPER));
        let whom = letters.find_map(|p| Some(reading.behind(p)).filter(|b| b.0 == "to")?.1)?;
        Some(self.others(reading.target(&whom)))
    }

    /// "Workers at Acme rejected the offer", "Acme's suppliers complained of late payment".
    fn whose_people(&self, targets: &[Party]) -> Option<Vec<Party>> {
        let (reading, hit) = (self.reading, self.hit);
        let offered =
            hit.act == Act::Reject && self.objects.first().is_some_and(|p| reading.kind(p.end - 1).is(Kind::ASKED));
        let complains = hit.act == Act::Criticise && self.verb(&["complain"]);
        let against = offered || complains || matches!(hit.act, Act::Threaten | Act::Demand);
        let nobody = |p: &Range<usize>| reading.target(p) == Party::None;
        if !against || !(targets.is_empty() || complains && self.objects.iter().all(nobody)) {
            return None;
        }
        Some(vec![employer(reading, hit.tokens.start)?])
    }
}

fn is_entity(party: &Party) -> bool {
    matches!(party, Party::Entity(_))
}

/// A target, if it is an entity.
fn entity(party: Party) -> Option<Vec<Party>> {
    is_entity(&party).then(|| vec![party])
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
    // "refused to grant Acme a patent"
    let refuses =
        hit.act == Act::Reject && reading.text(hit.tokens.end - 1) == "to" && reading.kind(behind).is(Kind::GIVES);
    behind + usize::from((hit.act == Act::Agree || refuses) && g.class(behind) == Class::Verb)
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
    let with = (from..end)
        .find(|t| g.class(*t) == Class::Preposition && matches!(reading.text(*t), "with" | "from" | "against"))?;
    let party = reading.target(&g.phrase(with + 1)?);
    (party != Party::None).then_some(party)
}
