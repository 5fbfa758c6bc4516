//! Acts that a verb says: active and passive, and whom it is done to.

use super::claim::Found;
use super::cue::{Kind, Pattern};
use super::doing::Doing;
use super::fact::fits;
use super::grammar::Class;
use super::hit::Hit;
use super::inflect::Form;
use super::reading::Reading;
use crate::found::{Act, Claim, EntityType, Party};
use std::ops::Range;

/// A claim of a cue.
pub fn found(hit: &Hit, act: Act, actor: Party, target: Party, reply_to: Option<usize>) -> Found {
    Found { tokens: hit.tokens.clone(), actor, act, target, negated: hit.negated, reply_to }
}

/// Who does what a verb says; none where its subject is missing or cannot act.
pub fn actors(reading: &Reading, hit: &Hit) -> Vec<Party> {
    let paper = hit.form.pattern == Pattern::Clause || hit.form.pattern == Pattern::Document;
    let subjects = reading.subjects(hit.tokens.start);
    // "it is suing Acme"
    let pronoun = |p: &Range<usize>| {
        reading.grammar.class(p.start) == Class::Pronoun
            && matches!(reading.grammar.before(hit.tokens.start), Class::Helper | Class::Adverb)
    };
    let known = |p: &Range<usize>| reading.named(p).is_some() || reading.sure(p) || pronoun(p);
    let mut found: Vec<Party> = Vec::new();
    for phrase in subjects.iter().rev() {
        let it = reading.text(phrase.start).eq_ignore_ascii_case("it");
        let party = match &reading.scene.paper {
            // "It goes on to allege": the paper spoken of before.
            Some(author) if paper && it && phrase.start == reading.sentence.tokens.start => {
                Party::Entity(author.clone())
            }
            // "the fallout from a case accusing Acme": what stands before a gerund may be anything
            _ if hit.form.form == Form::Ing && !known(phrase) => Party::None,
            _ => reading.actor(phrase),
        };
        if party != Party::None && !found.contains(&party) {
            found.push(party);
        }
    }
    found
}

/// "Y was sued by X", "Y, accused by X of it,", "Praised by X, Y".
pub fn passive(reading: &Reading, hit: &Hit, act: Act) -> Vec<Found> {
    let actor = reading.agent(hit.tokens.end).map_or(Party::None, |p| reading.actor(&p));
    // "backed by more than a billion dollars": no one acts
    if actor == Party::None && act == Act::Support && reading.agent(hit.tokens.end).is_some() {
        return Vec::new();
    }
    let suffer = reading.sufferers(hit.tokens.start);
    // "Nobody at Acme was accused"
    if suffer.iter().any(|p| reading.kind(p.start).is(Kind::NOBODY)) {
        return Vec::new();
    }
    // "when it was requested"
    let it = suffer.iter().all(|p| reading.grammar.class(p.start) == Class::Pronoun);
    // "was asked to explain", "was told by X to stop", but not "asked about the raid"
    let until = reading.sentence.tokens.end.min(hit.tokens.end + 10);
    let to = (hit.tokens.end..until).any(|t| reading.grammar.class(t) == Class::Helper && reading.text(t) == "to");
    if act == Act::Demand && actor == Party::None && (it || !to) || !fits(reading, hit) {
        return Vec::new();
    }
    // "raised its offer, a move welcomed by unions"
    let whom = |p: &Range<usize>| {
        let doer = reading.doer_before(hit.tokens.start).filter(|_| p.end == hit.tokens.start);
        doer.unwrap_or_else(|| reading.target(p))
    };
    let target = |p: &Range<usize>| found(hit, act, actor.clone(), whom(p), None);
    suffer.iter().rev().map(target).collect()
}

/// "approved Acme's takeover", "Acme was audited": what is an act only where it is done to a company.
pub fn firm(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    let all = if hit.passive { passive(reading, hit, hit.act) } else { active(reading, hit, claims) };
    let firm = |party: &Party| matches!(party, Party::Entity(e) if reading.scene.kind(e) == EntityType::Company);
    // "cleared Acme of fraud", "was cleared of fraud": no leave to do something
    let named = |p: &Range<usize>| reading.named(p).is_some_and(|m| m.tokens.end == p.end);
    let whom = reading.objects(hit.tokens.end).into_iter().next_back().filter(named);
    let behind = whom.map_or(hit.tokens.end, |p| p.end);
    let of = reading.sentence.tokens.contains(&behind) && reading.text(behind) == "of";
    // "investors who reviewed it"
    let pronoun = reading.grammar.class(hit.tokens.end) == Class::Pronoun;
    all.into_iter().filter(|f| !of && !pronoun && f.actor != Party::None && firm(&f.target)).collect()
}

/// Whose people a verb's subject is: "the pilots of Air France threatened a strike", "Airbus workers demand a rise".
pub fn employer(reading: &Reading, verb: usize) -> Option<Party> {
    let subjects = reading.subjects(verb);
    let phrase = subjects.first()?;
    let people = phrase.clone().last().is_some_and(|t| {
        reading.kind(t).is(Kind::PEOPLE) || ["ers", "ors", "ists"].iter().any(|end| reading.text(t).ends_with(end))
    });
    let inner = match reading.behind(phrase) {
        ("of" | "at", Some(inner)) => inner,
        ("in", Some(inner))
            if reading.text(phrase.end - 1).ends_with("holders") || reading.text(phrase.end - 1) == "investors" =>
        {
            inner
        }
        _ => phrase.clone(),
    };
    let m = reading.named(&inner).filter(|m| people && m.tokens.end < phrase.end || inner != *phrase)?;
    Some(Party::Entity(m.entity.clone()))
}

/// "X sued Y and Z".
pub fn active(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    if fits(reading, hit) { Doing::new(reading, hit, claims).found() } else { Vec::new() }
}
