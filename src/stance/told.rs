//! Acts whose ends do not stand before and behind a verb: what is told, alleged, traded, felt, and what somebody is.

use super::claim::Found;
use super::cue::{Kind, Pattern};
use super::deed::{active, actors, found, passive};
use super::grammar::Class;
use super::hit::Hit;
use super::reading::Reading;
use crate::found::{Act, Claim, Party};
use std::ops::Range;

/// Most tokens between a verb of telling and what it tells to brace for.
const BRACE: usize = 8;

/// "X told Y to pay", "X wants Y to pay".
pub fn bid(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    let objects = reading.objects(hit.tokens.end);
    let to = objects.last().is_some_and(|p| {
        let behind = p.end + usize::from(reading.sentence.tokens.contains(&p.end) && reading.text(p.end) == "not");
        // "told Acme that it must stop", not "told the judge that the suit should be dropped"
        let must = reading.grammar.class(behind + 1) == Class::Pronoun
            && (behind + 2..behind + 4)
                .any(|t| reading.sentence.tokens.contains(&t) && matches!(reading.text(t), "must" | "should"));
        let here = reading.sentence.tokens.contains(&behind);
        here && (reading.grammar.class(behind) == Class::Helper && reading.text(behind) == "to"
            || must && reading.text(behind) == "that")
    });
    if !to || circumstance(reading, hit) {
        return Vec::new();
    }
    // "told investors to brace for losses"
    let until = reading.sentence.tokens.end.min(hit.tokens.end + BRACE);
    let braces =
        |t: usize| reading.text(t) == "to" && matches!(reading.shown(t + 1), "brace" | "prepare" | "expect" | "beware");
    let warns = (hit.tokens.end..until)
        .any(|t| braces(t) && matches!(reading.shown(t + 2), "for" | "of" | "more" | "less" | "fewer"));
    let all = active(reading, hit, claims);
    if warns { all.into_iter().map(|f| Found { act: Act::Warn, ..f }).collect() } else { all }
}

fn binds(reading: &Reading, hit: &Hit) -> bool {
    let verb = reading.text(hit.tokens.start).to_ascii_lowercase();
    verb.starts_with("forc") || verb.starts_with("oblig")
}

/// Whether no one is said to force or oblige another, but what has happened: "the pandemic has forced Acme to".
fn circumstance(reading: &Reading, hit: &Hit) -> bool {
    let subjects = reading.subjects(hit.tokens.start);
    binds(reading, hit) && !subjects.iter().any(|p| reading.named(p).is_some() || reading.sure(p))
}

/// "Y was told by X to pay"; "was forced to close" alone is nobody's demand.
pub fn bidden(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let mut all = passive(reading, hit, hit.act);
    all.retain(|f| !binds(reading, hit) || f.actor != Party::None);
    all
}

/// "X said Y must pay".
pub fn told(reading: &Reading, hit: &Hit) -> Vec<Found> {
    // "said Acme “must be held to account”"
    let quote = hit.tokens.start.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t) && reading.is_quote(*t));
    let target = reading.mentions.iter().rev().find(|m| m.tokens.end == quote.unwrap_or(hit.tokens.start));
    let says = (reading.sentence.tokens.start..hit.tokens.start).rev().find(|t| reading.kind(*t).is(Kind::SAY));
    // "Union: Acme must pay"
    if let (None, Some(m)) = (says, target)
        && m.tokens.start > reading.start()
        && reading.text(m.tokens.start - 1) == ":"
        && let Some(speaker) = reading.grammar.phrase(reading.start()).filter(|p| p.end + 1 == m.tokens.start)
    {
        let actor = reading.actor(&speaker);
        let sure = Kind::PEOPLE.or(Kind::SPEAKER).or(Kind::BODY).or(Kind::ORGAN).or(Kind::PAPER);
        let sure = matches!(actor, Party::Entity(_)) || speaker.clone().any(|t| reading.kind(t).is(sure));
        let known = actor != Party::None && sure && !speaker.clone().any(|t| reading.kind(t).is(Kind::OUTLET));
        return known.then(|| found(hit, hit.act, actor, Party::Entity(m.entity.clone()), None)).into_iter().collect();
    }
    match (says, target) {
        (Some(says), Some(m)) if says < m.tokens.start && m.tokens.start - says <= 3 => {
            let subjects = reading.subjects(says);
            let actor = subjects.first().map_or(Party::None, |p| reading.actor(p));
            match actor {
                Party::None => Vec::new(),
                actor => vec![found(hit, hit.act, actor, Party::Entity(m.entity.clone()), None)],
            }
        }
        // "Y should pay, X said."
        (None, Some(m)) if m.tokens.start <= reading.sentence.tokens.start + 1 => {
            let mut rest = hit.tokens.end..reading.sentence.tokens.end;
            let says = rest.find(|t| reading.kind(*t).is(Kind::SAY) && reading.grammar.class(*t) == Class::Verb);
            let subjects = says.map(|s| reading.subjects(s)).unwrap_or_default();
            let actor = says.map_or(Party::None, |s| super::saying::speaker(reading, s));
            let own = actor == Party::None || subjects.iter().any(|p| p.start < hit.tokens.end);
            if own { Vec::new() } else { vec![found(hit, hit.act, actor, Party::Entity(m.entity.clone()), None)] }
        }
        _ => Vec::new(),
    }
}

/// "X alleges that Y lied": the subject of what is alleged is accused.
pub fn clause(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let document = hit.form.pattern == Pattern::Document;
    let subjects = reading.subjects(hit.tokens.start);
    let paper = subjects.iter().any(|p| p.clone().any(|t| reading.kind(t).is(Kind::PAPER.or(Kind::EVIDENCE))));
    if document && !paper {
        return Vec::new();
    }
    // "Acme lied, the union alleged", "Acme lied, alleges a complaint"
    let g = &reading.grammar;
    let start = subjects.last().map_or(hit.tokens.start, |p| p.start);
    let inverted = start > reading.sentence.tokens.start && matches!(reading.text(start - 1), "," | "\"" | "”");
    let spoken = inverted.then(|| reading.clause_subject(reading.sentence.tokens.start)).flatten();
    if let Some(said) = spoken.filter(|p| reading.named(p).is_some()) {
        let who = if subjects.is_empty() { g.phrase(hit.tokens.end).into_iter().collect() } else { subjects.clone() };
        let actor = who.first().map_or(Party::None, |p| reading.actor(p));
        let target = reading.target(&said);
        let ends = subjects.is_empty() || g.class(hit.tokens.end) == Class::Mark;
        if ends && actor != Party::None && actor != target {
            return vec![found(hit, hit.act, actor, target, None)];
        }
    }
    let Some(subject) = reading.clause_subject(hit.tokens.end) else { return Vec::new() };
    let targets: Vec<Party> = reading.row(subject).iter().map(|p| reading.target(p)).collect();
    let Some(Party::Entity(_)) = targets.first() else { return Vec::new() };
    let mut actors = actors(reading, hit);
    // "The charges alleging that": nobody is named
    actors.retain(|a| !targets.contains(a));
    let Some(actor) = actors.first() else { return Vec::new() };
    let named = targets.into_iter().filter(|t| matches!(t, Party::Entity(_)));
    let act = if hit.act == Act::Accuse && subjects.iter().any(|p| is_filed(reading, p)) { Act::Sue } else { hit.act };
    named.map(|t| found(hit, act, actor.clone(), t, None)).collect()
}

/// Whether a phrase is a suit with the one who filed it: "a lawsuit filed by the mayor claims that Acme lied" sues Acme.
pub fn is_filed(reading: &Reading, phrase: &Range<usize>) -> bool {
    let suit = matches!(reading.text(phrase.end - 1), "suit" | "lawsuit" | "suits" | "lawsuits");
    suit && reading.grammar.class(phrase.end) == Class::Verb && reading.shown(phrase.end + 1) == "by"
}

/// "X and Y traded accusations".
pub fn mutual(reading: &Reading, hit: &Hit) -> Vec<Found> {
    match &actors(reading, hit)[..] {
        [a, b] => {
            vec![found(hit, hit.act, a.clone(), b.clone(), None), found(hit, hit.act, b.clone(), a.clone(), None)]
        }
        _ => Vec::new(),
    }
}

/// "X is a critic of Y", "X, a backer of Y,".
pub fn role(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let g = &reading.grammar;
    let Some(phrase) = g.phrase(hit.tokens.end - 1) else { return Vec::new() };
    let (of, inner) = reading.behind(&phrase);
    let Some(inner) = inner.filter(|_| of == "of" && phrase.end == hit.tokens.end) else { return Vec::new() };
    let subjects = match g.before(phrase.start) {
        Class::Helper => reading.subjects(phrase.start),
        Class::Mark if phrase.start > reading.sentence.tokens.start => {
            phrase.start.checked_sub(2).and_then(|t| g.phrase(t)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let Some(actor) = subjects.first().map(|p| reading.actor(p)).filter(|p| *p != Party::None) else {
        return Vec::new();
    };
    reading.list(inner).iter().map(|p| found(hit, hit.act, actor.clone(), reading.target(p), None)).collect()
}

/// "Y's plan angered X", "X was angered by Y's plan": X finds fault with Y.
pub fn felt(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let (who, what) = match hit.passive {
        true => (reading.sufferers(hit.tokens.start).into_iter().next(), reading.agent(hit.tokens.end)),
        false => {
            (reading.objects(hit.tokens.end).into_iter().next(), reading.subjects(hit.tokens.start).into_iter().next())
        }
    };
    let (Some(who), Some(what)) = (who, what) else { return Vec::new() };
    let (actor, target) = (reading.actor(&who), reading.target(&what));
    let told = actor != Party::None && matches!(target, Party::Entity(_));
    if told { vec![found(hit, hit.act, actor, target, None)] } else { Vec::new() }
}
