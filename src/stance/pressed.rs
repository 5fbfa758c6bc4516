//! What is held out to somebody who does not do as asked: ultimatums, and what will be done "unless" or "if … not".

use super::claim::Found;
use super::cue::Kind;
use super::grammar::Class;
use super::hit::Hit;
use super::reading::Reading;
use super::saying::found;
use crate::found::{Act, Party};
use std::ops::Range;

/// Most tokens between a demand and the "or" that says what follows.
const REACH: usize = 18;

/// Most tokens of a condition in which what is asked is denied: "if the company did not act".
const CONDITION: usize = 6;

/// Whether a demand says what follows if it is not met: "gave Acme until Friday to pay or face a strike".
pub fn is_ultimatum(reading: &Reading, hit: &Hit) -> bool {
    let until = reading.sentence.tokens.end.min(hit.tokens.end + REACH);
    let clear = |t: &usize| !matches!(reading.text(*t), ";" | "—" | "”" | ".");
    let or = (hit.tokens.end..until).take_while(clear).find(|t| reading.text(*t) == "or");
    hit.act == Act::Demand && or.is_some_and(|t| reading.kind(t + 1).is(Kind::ENSUES))
}

/// "Unless the ministry gives in, Acme will pull its drugs", "said it would sell its shares if Acme did not act", "Acme
/// will lose its licence if it does not pay, the minister said".
pub fn condition(reading: &Reading, at: usize) -> Option<Found> {
    let end = reading.sentence.tokens.end;
    // "unless it pays, the minister threatened": the cue says it
    if reading.hits.iter().any(|h| h.act == Act::Threaten) {
        return None;
    }
    let asked = reading.clause_subject(at + 1)?;
    let not = |t: usize| {
        reading.kind(t).is(Kind::NEGATION)
            || reading.shown(t).starts_with("fail")
            || reading.shown(t).starts_with("refuse")
            || matches!(reading.shown(t), "keeps" | "keep" | "continues" | "continue" | "persists" | "insists")
    };
    let unless = reading.text(at).eq_ignore_ascii_case("unless");
    if !unless && !(asked.end..end.min(asked.end + CONDITION)).any(not) {
        return None;
    }
    let main = if at == reading.start() {
        (asked.end..end).find(|t| reading.text(*t) == ",")? + 1..end
    } else {
        reading.start()..at
    };
    held_out(reading, at, &asked, main, unless)
}

/// Who holds out what to whom, of a condition's subject and the clause beside it.
fn held_out(reading: &Reading, at: usize, asked: &Range<usize>, main: Range<usize>, unless: bool) -> Option<Found> {
    let g = &reading.grammar;
    let will = |t: &usize| matches!(reading.text(*t), "will" | "would" | "'ll" | "shall" | "could" | "may" | "might");
    let harms = |t: &usize| reading.kind(*t).is(Kind::HARMS.or(Kind::ENSUES)) && g.before(*t) == Class::Helper;
    let passive =
        |t: &usize| reading.text(t - 1) == "be" && reading.hits.iter().any(|h| h.passive && h.tokens.start == *t);
    let verb = main.clone().filter(will).find_map(|w| (w + 1..main.end.min(w + 4)).find(|t| harms(t) || passive(t)))?;
    let denied = (verb.saturating_sub(3)..verb).any(|t| reading.kind(t).is(Kind::NEGATION));
    let subject = reading.subjects(verb).into_iter().next().filter(|_| !denied)?;
    let target = match g.class(asked.start) {
        Class::Pronoun => reading.pronoun(asked.start),
        // "unless the airport cuts its fees"
        _ => match reading.target(asked) {
            Party::None if g.class(asked.start) == Class::Determiner && unless => reading.words_of(asked),
            party => party,
        },
    };
    // "Acme will lose its licence if it does not pay, the minister said"; but "it will lose money"
    let lost = |t: usize| g.phrase(t).is_some_and(|p| reading.kind(p.end - 1).is(Kind::LOSABLE));
    let suffers = passive(&verb) || !reading.kind(verb).is(Kind::HARMS);
    let actor = match reading.actor(&subject) {
        own if own == target && suffers && (passive(&verb) || lost(verb + 1)) => {
            let says = |t: &usize| reading.kind(*t).is(Kind::SAY) && g.class(*t) == Class::Verb;
            reading.actor(&reading.speaker(reading.sentence.tokens.clone().find(says)?)?)
        }
        _ if suffers => Party::None,
        _ if matches!(reading.text(verb - 1), "may" | "might" | "could") => Party::None,
        actor => actor,
    };
    // "Acme will close unless it is sold", "the strike will go ahead unless"
    let somebody = actor != Party::None && target != Party::None && target != actor;
    somebody.then(|| found(at, verb, actor, Act::Threaten, target))
}
