//! What is alleged without a verb of saying right before it: "the allegation, made by a nurse, is that Acme lied", "told
//! Acme's chief he had lied", "was lied to by Acme", "to Ada Moor, Acme's offer is an insult".

use super::claim::Found;
use super::conduct::conduct;
use super::content::content;
use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use super::saying::{clause_end_over_quotes, found, word_of};
use crate::found::{Act, Claim, EntityType, Party};
use std::ops::Range;

/// Most tokens between a charge and the "is that" behind it.
const REACH: usize = 14;

/// "The allegation, first made by a nurse, is that Acme sold old pills", "The union's claim is that Acme lied".
pub fn charge_is(reading: &Reading, charge: usize, claims: &[Claim]) -> Option<Found> {
    let g = &reading.grammar;
    let phrase = g.phrase(charge).filter(|p| p.end == charge + 1)?;
    let until = reading.sentence.tokens.end.min(charge + REACH);
    let is = (charge + 1..until).find(|t| reading.kind(*t).is(Kind::BE) && reading.shown(*t + 1) == "that")?;
    let owner = (phrase.start + 1..charge).find(|t| g.class(*t) == Class::Possessive);
    let author = match owner {
        Some(mark) => reading.actor(&(phrase.start..mark)),
        None => {
            let by = (charge + 1..is).find(|t| reading.text(*t) == "by")?;
            reading.actor(&g.phrase(by + 1)?)
        }
    };
    let subject = reading.clause_subject(is + 1)?;
    if author == Party::None {
        return None;
    }
    let claim = content(reading, is, &author, &subject, false, claims, false);
    let target = reading.target(&subject);
    let accused = matches!(target, Party::Entity(_)) && target != author;
    claim.or_else(|| accused.then(|| found(charge, is, author, Act::Accuse, target)))
}

/// "told Acme's chief that he had blood on his hands", "told Acme it had broken the law".
pub fn told_of(reading: &Reading, verb: usize, actor: &Party, listener: &Range<usize>) -> Option<Found> {
    let g = &reading.grammar;
    let subject = reading.clause_subject(listener.end)?;
    let word = reading.text(subject.start);
    let target = reading.target(listener);
    let firm = |p: &Party| matches!(p, Party::Entity(e) if reading.scene.kind(e) == EntityType::Company);
    // "Acme told the court it had broken the law" owns up
    let means = match word {
        "you" => true,
        "he" | "she" | "they" => firm(&target) || matches!(target, Party::Entity(_)),
        "it" => firm(&target) && !firm(actor),
        _ => false,
    };
    if !means || target == *actor || g.class(subject.start) != Class::Pronoun {
        return None;
    }
    let rest = subject.end..clause_end_over_quotes(reading, subject.end);
    if let Some((word, act)) = conduct(reading, rest.clone()) {
        return Some(found(verb, word, actor.clone(), act, target));
    }
    if rest.clone().take(3).any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::MODAL))) {
        return None;
    }
    let main = rest.clone().find(|t| g.class(*t) == Class::Verb)?;
    let wrong = reading.kind(main).is(Kind::WRONG).then_some(main);
    let is = rest.clone().take(2).any(|t| reading.kind(t).is(Kind::BE));
    let fault = word_of(reading, rest, Kind::FAULT).filter(|_| is);
    let wrong = wrong.map(|w| (w, Act::Accuse)).or(fault.map(|w| (w, Act::Criticise)));
    wrong.map(|(word, act)| found(verb, word, actor.clone(), act, target))
}

/// "\"You lied to us,\" the senator told Acme's chief": what is said to a firm's face.
pub fn told_to(
    reading: &Reading,
    verb: usize,
    quoted: Range<usize>,
    actor: &Party,
    listener: &Range<usize>,
) -> Option<Found> {
    let first = quoted.clone().find(|t| !reading.is_quote(*t))?;
    let target = reading.target(listener);
    let you = reading.text(first).eq_ignore_ascii_case("you") || reading.text(first).eq_ignore_ascii_case("your");
    if !you || target == *actor || !matches!(target, Party::Entity(_)) {
        return None;
    }
    let found = |word, act| found(word, verb, actor.clone(), act, target.clone());
    if let Some((word, act)) = conduct(reading, first + 1..quoted.end) {
        return Some(found(word, act));
    }
    let word = |kind| word_of(reading, first..quoted.end, kind);
    let wrong = word(Kind::WRONG).map(|w| found(w, Act::Accuse));
    wrong
        .or_else(|| word(Kind::FAULT).map(|w| found(w, Act::Criticise)))
        .or_else(|| word(Kind::MERIT).map(|w| found(w, Act::Praise)))
}

/// The one by whom somebody says it was wronged: "said they had been lied to by Acme".
pub fn wronged_by(reading: &Reading, subject: &Range<usize>, rest: Range<usize>) -> Option<(usize, Party)> {
    let g = &reading.grammar;
    let passive = |t: &usize| {
        let helped = (t.saturating_sub(3)..*t).any(|h| reading.kind(h).is(Kind::BE));
        helped && reading.kind(*t).is(Kind::WRONG) && g.class(*t) == Class::Verb
    };
    let person = g.class(subject.start) == Class::Pronoun && !matches!(reading.text(subject.start), "it" | "It")
        || reading.kind(reading.head(subject)).is(Kind::PEOPLE);
    let at = rest.clone().find(passive).filter(|_| person)?;
    let denied = (rest.start..at).any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::MODAL)));
    let target = reading.target(&reading.agent(at + 1).filter(|_| !denied)?);
    matches!(target, Party::Entity(_)).then_some((at, target))
}

/// "For the columnist Ada Moor, Acme's offer is an insult": what somebody thinks of a firm.
pub fn opinion_of(reading: &Reading, claims: &[Claim]) -> Option<Found> {
    let g = &reading.grammar;
    let first = reading.start();
    let holder = g.phrase(first + 1).filter(|_| matches!(reading.text(first), "For" | "To"))?;
    let actor = reading.actor(&holder);
    let person = matches!(&actor, Party::Entity(e) if reading.scene.kind(e) == EntityType::Person)
        || matches!(actor, Party::Text(_)) && reading.sure(&holder);
    // "To Ada Moor, a union leader, the offer"
    let mut comma = holder.end;
    if reading.shown(comma) == ","
        && let Some(p) = g.phrase(comma + 1).filter(|p| reading.shown(p.end) == ",")
    {
        comma = p.end;
    }
    let subject = g.phrase(comma + 1).filter(|_| reading.shown(comma) == "," && person && actor != Party::None)?;
    let judged = content(reading, first, &actor, &subject, false, claims, false)?;
    matches!(judged.act, Act::Criticise | Act::Praise).then_some(judged)
}
