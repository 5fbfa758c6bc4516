//! The ends of an act named as a thing: its owner, from whom it comes, and to whom its preposition leads.

use super::cue::Kind;
use super::grammar::Class;
use super::hit::Hit;
use super::reading::Reading;
use crate::found::{Act, EntityType, Party};
use std::ops::Range;

/// Most tokens between a noun and the preposition that leads to its target.
pub const REACH: usize = 6;

/// Whether what is named is said to be over: "sanctions on Y were lifted".
pub fn undone(reading: &Reading, phrase: &Range<usize>) -> bool {
    let until = reading.sentence.tokens.end.min(phrase.end + 2 * REACH);
    let helper = (phrase.end..until)
        .take_while(|t| reading.grammar.class(*t) != Class::Mark)
        .find(|t| reading.grammar.class(*t) == Class::Helper && reading.text(*t) != "to");
    helper.is_some_and(|h| (h..until.min(h + 4)).any(|t| reading.kind(t).is(Kind::REVERSAL)))
}

/// The party before the noun: "the minister's attack", "Acme's lawsuit", "an EU probe".
pub fn owner(reading: &Reading, phrase: &Range<usize>, hit: &Hit) -> Option<Party> {
    let g = &reading.grammar;
    let possessive = (phrase.start + 1..hit.tokens.start).find(|t| g.class(*t) == Class::Possessive);
    if let Some(at) = possessive {
        let owner = phrase.start..at;
        return Some(reading.actor(&owner)).filter(|p| *p != Party::None);
    }
    let m = reading.mentions.iter().find(|m| phrase.start <= m.tokens.start && m.tokens.end <= hit.tokens.start)?;
    // "a GDPR investigation": a law acts on nobody
    let acts = !matches!(reading.scene.kind(&m.entity), EntityType::Law | EntityType::List);
    acts.then(|| Party::Entity(m.entity.clone()))
}

/// The party behind "from": "criticism from unions".
pub fn source(reading: &Reading, phrase: &Range<usize>) -> Option<Party> {
    sources(reading, phrase).into_iter().next()
}

/// The parties behind "from": "criticism from bishops and unions".
pub fn sources(reading: &Reading, phrase: &Range<usize>) -> Vec<Party> {
    let until = reading.sentence.tokens.end.min(phrase.end + REACH);
    let from = (phrase.end..until)
        .take_while(|t| !matches!(reading.grammar.class(*t), Class::Mark | Class::Verb))
        .find(|t| reading.text(*t) == "from");
    let first = from.and_then(|t| reading.grammar.phrase(t + 1));
    let all = first.map(|p| reading.list(p)).unwrap_or_default();
    all.iter().map(|p| reading.actor(p)).filter(|party| *party != Party::None).collect()
}

/// Prepositions that lead from a noun of an act to its target.
fn leads(act: Act, preposition: &str) -> bool {
    let of = match act {
        Act::Accuse | Act::Sue => ["against", ""],
        Act::Criticise => ["of", "against"],
        Act::Investigate => ["into", "of"],
        Act::Sanction => ["on", "against"],
        Act::Praise => ["for", "of"],
        Act::Support => ["for", "to"],
        Act::Agree => ["with", "between"],
        Act::Demand => ["to", "for"],
        Act::Warn => ["to", "about"],
        Act::Threaten => ["against", "to"],
        Act::Reject => ["of", "to"],
        _ => ["", ""],
    };
    let also = match act {
        Act::Criticise => ["at", "on", "about"],
        Act::Investigate => ["at", "on", "against"],
        Act::Sanction => ["for", "of", "over"],
        Act::Sue => ["with", "", ""],
        Act::Accuse => ["on", "at", "with"],
        _ => ["", "", ""],
    };
    !preposition.is_empty() && (of.contains(&preposition) || also.contains(&preposition))
}

/// Whom it is done to: behind the preposition that follows the noun, or a passive verb and its preposition.
pub fn targets(reading: &Reading, hit: &Hit, phrase: &Range<usize>) -> Vec<Party> {
    let g = &reading.grammar;
    let mut at = phrase.end;
    // "Acme's threat to leave Brussels", "a threat by Acme to leave Brussels"
    let until = reading.sentence.tokens.end.min(phrase.end + REACH);
    let to = (at..until).find(|t| reading.text(*t) == "to" && matches!(g.class(*t + 1), Class::Verb));
    if let Some(to) = to.filter(|_| hit.act == Act::Threaten) {
        let objects = reading.objects(to + 2);
        return objects.iter().map(|p| reading.target(p)).filter(|p| *p != Party::None).collect();
    }
    // "The lawsuit, filed by X against Y, says"
    if reading.sentence.tokens.contains(&at) && reading.text(at) == "," && g.class(at + 1) == Class::Verb {
        at += 1;
    }
    // "sanctions were imposed on Y"
    let until = reading.sentence.tokens.end.min(phrase.end + REACH);
    if matches!(g.class(at), Class::Helper | Class::Verb) {
        while at < until && matches!(g.class(at), Class::Helper | Class::Adverb | Class::Verb) {
            at += 1;
        }
    }
    let mut handed = at > phrase.end;
    // "a probe last week into Y", "a lawsuit in Texas against Y"
    for _ in 0..6 {
        let here = g.class(at) == Class::Preposition;
        // "outrage over Y"; but "the wrath of X" is X's
        let felt = reading.kind(hit.tokens.start).is(Kind::WRATH);
        let preposition = if here { reading.text(at) } else { "" };
        let leads = match felt {
            true => matches!(preposition, "at" | "against" | "over" | "with" | "towards" | "toward" | "about"),
            // "cases filed with the commission"
            false => leads(hit.act, preposition) && !(hit.act == Act::Sue && preposition == "with" && at > phrase.end),
        };
        // "a probe into how Acme sold data"
        let asks = |t: usize| matches!(reading.text(t), "how" | "whether" | "why" | "if" | "what");
        if leads && reading.sentence.tokens.contains(&(at + 1)) && asks(at + 1) {
            let subject = reading.clause_subject(at + 2).map(|p| reading.target(&p));
            return subject.filter(|p| matches!(p, Party::Entity(_))).into_iter().collect();
        }
        if leads || handed && preposition == "to" {
            let Some(first) = g.phrase(at + 1) else { return Vec::new() };
            let found: Vec<Party> = reading.list(first).iter().map(|p| reading.target(p)).collect();
            let found: Vec<Party> = found.into_iter().filter(|p| *p != Party::None).collect();
            if !found.is_empty() {
                return found;
            }
        }
        // "demands by charities that Acme stop"
        if hit.act == Act::Demand && reading.shown(at) == "that" {
            let subject = reading.clause_subject(at).map(|p| reading.target(&p));
            return subject.filter(|p| matches!(p, Party::Entity(_))).into_iter().collect();
        }
        // "allegations that Acme lied"
        if hit.act == Act::Accuse && at < reading.sentence.tokens.end && reading.text(at) == "that" {
            let subject = reading.clause_subject(at).map(|p| reading.target(&p));
            return subject.filter(|p| matches!(p, Party::Entity(_))).into_iter().collect();
        }
        if g.class(at) == Class::Adverb || g.class(at) == Class::Helper || handed && g.class(at) == Class::Verb {
            handed |= g.class(at) == Class::Helper;
            at += 1;
            continue;
        }
        // "filed suit on Tuesday against Y"
        if here && g.class(at + 1) == Class::Adverb {
            at += 2;
            continue;
        }
        match g.phrase(if here { at + 1 } else { at }) {
            Some(p) if here || reading.is_time(&p) => at = p.end,
            _ => return Vec::new(),
        }
    }
    Vec::new()
}
