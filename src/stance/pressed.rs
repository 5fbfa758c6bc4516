//! What is held out to somebody who does not do as asked: ultimatums, and what will be done "unless".

use super::claim::Found;
use super::cue::Kind;
use super::grammar::Class;
use super::hit::Hit;
use super::reading::Reading;
use super::saying::found;
use crate::found::{Act, Party};

/// Most tokens between a demand and the "or" that says what follows.
const REACH: usize = 18;

/// Whether a demand says what follows if it is not met: "gave Acme until Friday to pay or face a strike".
pub fn is_ultimatum(reading: &Reading, hit: &Hit) -> bool {
    let until = reading.sentence.tokens.end.min(hit.tokens.end + REACH);
    let clear = |t: &usize| !matches!(reading.text(*t), ";" | "—" | "”" | ".");
    let or = (hit.tokens.end..until).take_while(clear).find(|t| reading.text(*t) == "or");
    hit.act == Act::Demand && or.is_some_and(|t| reading.kind(t + 1).is(Kind::ENSUES))
}

/// "Unless the ministry gives in, Acme will pull its drugs", "Drivers will strike unless Acme raises pay".
pub fn unless(reading: &Reading, at: usize) -> Option<Found> {
    let g = &reading.grammar;
    let end = reading.sentence.tokens.end;
    // "unless it pays, the minister threatened": the cue says it
    if reading.hits.iter().any(|h| h.act == Act::Threaten) {
        return None;
    }
    let asked = reading.clause_subject(at + 1)?;
    let main = if at == reading.start() {
        (asked.end..end).find(|t| reading.text(*t) == ",")? + 1..end
    } else {
        reading.start()..at
    };
    let will = |t: &usize| matches!(reading.text(*t), "will" | "would" | "'ll" | "shall");
    let harms = |t: &usize| reading.kind(*t).is(Kind::HARMS) && g.before(*t) == Class::Helper;
    let verb = main.clone().filter(will).find_map(|w| (w + 1..main.end.min(w + 4)).find(harms))?;
    let denied = (verb.saturating_sub(3)..verb).any(|t| reading.kind(t).is(Kind::NEGATION));
    let subject = reading.subjects(verb).into_iter().next().filter(|_| !denied)?;
    let actor = reading.actor(&subject);
    let target = match g.class(asked.start) {
        Class::Pronoun => reading.pronoun(asked.start),
        // "unless the airport cuts its fees"
        _ => match reading.target(&asked) {
            Party::None if g.class(asked.start) == Class::Determiner => reading.words_of(&asked),
            party => party,
        },
    };
    // "Acme will close unless it is sold", "the strike will go ahead unless"
    let somebody = actor != Party::None && target != Party::None && target != actor;
    somebody.then(|| found(at, verb, actor, Act::Threaten, target))
}
