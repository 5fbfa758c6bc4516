//! Claims that a colon or "according to" gives to who makes them: "Acme hid the flaw: watchdog".

use super::claim::Found;
use super::content::content;
use super::cue::Kind;
use super::denial::denies;
use super::grammar::Class;
use super::inflect::is_bare;
use super::reading::Reading;
use super::saying::{fault_of, found, word_of};
use crate::found::{Act, Claim, Party};
use std::ops::Range;

/// "Acme: report is false", "Acme hid the flaw: watchdog": a headline's colon says who says it.
pub fn colon(reading: &Reading, at: usize, claims: &[Claim]) -> Option<Found> {
    let g = &reading.grammar;
    let (first, end) = (reading.sentence.tokens.start, reading.sentence.tokens.end);
    if let Some(order) = order(reading, at) {
        return Some(order);
    }
    let last = (at + 1..end).rev().find(|t| g.class(*t) != Class::Mark)? + 1;
    let whole = |p: &Range<usize>, from: usize, to: usize| p.start == from && p.end == to;
    let (speaker, clause) = match (g.phrase(first), g.phrase(at + 1)) {
        (Some(p), _) if whole(&p, first, at) => (p, at + 1),
        (_, Some(p)) if whole(&p, at + 1, last) => (p, first),
        _ => return None,
    };
    let actor = reading.actor(&speaker);
    let known = Kind::PEOPLE.or(Kind::SPEAKER).or(Kind::BODY).or(Kind::ORGAN).or(Kind::PAPER).or(Kind::EVIDENCE);
    let has = |kind: Kind| speaker.clone().any(|t| reading.kind(t).is(kind));
    // "Exclusive:", "Reuters:" speak for nobody
    if has(Kind::OUTLET) || !matches!(actor, Party::Entity(_)) && !has(known) {
        return None;
    }
    let subject = reading.clause_subject(clause)?;
    let within = if clause > at { subject.start >= at } else { subject.end < at };
    within.then(|| content(reading, at, &actor, &subject, false, claims, false)).flatten()
}

/// "Judge to Acme: treat drivers as staff".
fn order(reading: &Reading, at: usize) -> Option<Found> {
    let g = &reading.grammar;
    let speaker = g.phrase(reading.start())?;
    let whom = g.phrase(speaker.end + 1).filter(|p| p.end == at && reading.shown(speaker.end) == "to")?;
    let (actor, target) = (reading.actor(&speaker), reading.target(&whom));
    let plain = reading.shown(at + 1).chars().all(char::is_lowercase) && is_bare(reading.shown(at + 1));
    let orders = plain && !matches!(g.class(at + 1), Class::Determiner | Class::Pronoun | Class::Helper);
    let known = matches!(target, Party::Entity(_)) && actor != Party::None && actor != target;
    (orders && known).then(|| found(at, at + 1, actor, Act::Demand, target))
}

/// "Quillane broke the law, according to the office": the office accuses.
pub fn according(reading: &Reading, at: usize, claims: &[Claim]) -> Option<Found> {
    let g = &reading.grammar;
    let speaker = g.phrase(at + 2)?;
    let actor = reading.actor(&speaker);
    let first = reading.sentence.tokens.start;
    // "in the view of the mayor"
    let view = reading.shown(at) != "according" && reading.shown(at) != "According";
    let (lead, of) = (at.checked_sub(2).filter(|t| *t >= first), reading.shown(at + 1) == "of");
    let opens = if view { lead.filter(|t| of && matches!(reading.text(*t), "in" | "In"))? } else { at };
    if opens > first
        && let Some(found) = fault_of(reading, first..opens, at, &actor)
    {
        return Some(found);
    }
    let subject = if opens == first {
        let comma = (speaker.end..reading.sentence.tokens.end).find(|t| reading.text(*t) == ",")?;
        reading.clause_subject(comma + 1)?
    } else {
        // "What the charity says is untrue, according to Acme"
        let what = reading.text(first).eq_ignore_ascii_case("what");
        if let Some(word) = word_of(reading, first..at, Kind::FALSE)
            && what
            && matches!(actor, Party::Entity(_))
        {
            return Some(found(word, word, actor, Act::Deny, Party::None));
        }
        // "There was no truth in it, according to Acme"
        let there = ["there", "nothing", "none"].iter().any(|word| reading.text(first).eq_ignore_ascii_case(word));
        if let Some(word) = (first..at).find(|t| denies(reading, *t, at)).filter(|_| there)
            && matches!(actor, Party::Entity(_))
        {
            return Some(found(word, word, actor, Act::Deny, Party::None));
        }
        g.phrase(first)?
    };
    let has = |kind: Kind| speaker.clone().any(|t| reading.kind(t).is(kind));
    let paper = has(Kind::PAPER.or(Kind::EVIDENCE));
    if actor == Party::None || has(Kind::OUTLET) {
        return None;
    }
    content(reading, at, &actor, &subject, paper, claims, false)
}
