//! What something is called: "called Acme a bully", "described Acme as a model employer", "a charge it called false".

use super::claim::{Found, answered};
use super::cue::Kind;
use super::reading::Reading;
use super::saying::{clause_end_over_quotes, found, speaker, word_of};
use crate::found::{Act, Claim, Party};
use std::ops::Range;

/// "called Y a bully", "described Y as a model employer", "called the claims nonsense", "a charge it called false".
pub fn called(reading: &Reading, verb: usize, claims: &[Claim]) -> Vec<Found> {
    let say = reading.kind(verb).is(Kind::SAY);
    let plain = matches!(reading.text(verb), "said" | "says" | "say");
    if plain {
        return Vec::new();
    }
    let subjects = reading.subjects(verb);
    let start = subjects.last().map_or(verb, |p| p.start);
    // "opened its books, a gesture that farmers called “decent”"
    let doer = reading.doer_before(start);
    let objects = reading.objects(verb + 1);
    let object = objects.first().filter(|_| doer.is_none()).cloned();
    let rest = object.as_ref().map_or(verb + 1, |p| p.start)..clause_end_over_quotes(reading, verb + 1);
    let actor = speaker(reading, verb);
    if actor == Party::None {
        return Vec::new();
    }
    let has = |p: &Range<usize>, kind: Kind| p.clone().any(|t| reading.kind(t).is(kind));
    // "an accusation the company called false", "the claims, which it described as nonsense"
    let charged = (reading.sentence.tokens.start..start).rev().take(4).any(|t| reading.kind(t).is(Kind::CHARGE));
    let suit = |p: &Range<usize>| ["suit", "lawsuit", "complaint"].contains(&reading.text(p.end - 1));
    let charge = object.as_ref().is_some_and(|p| has(p, Kind::CHARGE) || suit(p) && reading.named(p).is_none());
    let shown = object.as_ref().map_or(verb + 1, |p| p.start);
    let pronoun =
        reading.sentence.tokens.contains(&shown) && matches!(reading.text(shown), "them" | "it" | "that" | "this");
    let truth = word_of(reading, rest.clone(), Kind::FALSE).or_else(|| {
        reading
            .hits
            .iter()
            .find(|h| h.form.pattern == super::cue::Pattern::ReplyWord && rest.contains(&h.tokens.start))
            .map(|h| h.tokens.end - 1)
    });
    // "dismissed as absurd a claim by Y", "described as baseless the allegation"
    let moved = verb + 1 < rest.end && reading.text(verb + 1) == "as" && has(&rest, Kind::CHARGE);
    if let Some(word) = truth
        && (charge || charged || pronoun || moved)
    {
        return vec![found(verb, word, actor, Act::Deny, Party::None)];
    }
    // "a pledge Acme dismissed as worthless" is turned down, and that is all
    let turned = doer.is_some() && reading.hits.iter().any(|h| h.act == Act::Reject && h.tokens.start == verb);
    if charge || turned || say && object.is_none() && doer.is_none() {
        return Vec::new();
    }
    let negated =
        (verb.saturating_sub(3).max(reading.sentence.tokens.start)..verb).any(|t| reading.kind(t).is(Kind::NEGATION));
    let target = object.as_ref().map(|p| reading.target(p)).or(doer).unwrap_or(Party::None);
    let judged = |rest: Range<usize>| {
        let word = |kind| word_of(reading, rest.clone(), kind);
        let fault = word(Kind::FAULT).or_else(|| word(Kind::FALSE)).map(|w| (w, Act::Criticise));
        fault.or(word(Kind::MERIT).map(|w| (w, Act::Praise)))
    };
    // "called the tax unfair" is read as one phrase
    let within = |p: &Range<usize>| {
        reading.named(p).is_some() || reading.kind(p.end - 1).is(Kind::FAULT.or(Kind::FALSE)) && p.len() > 2
    };
    let behind = object.as_ref().map_or(rest.start, |p| if within(p) { p.start } else { p.end });
    let lies = word_of(reading, behind..rest.end, Kind::WRONG).map(|w| (w, Act::Criticise));
    let judgement = judged(behind..rest.end).or(lies).or_else(|| {
        // `"A model employer" is how X described Y`
        let opening = reading.sentence.tokens.start..verb;
        let how = opening.clone().any(|t| matches!(reading.text(t), "how" | "what"));
        judged(opening).filter(|_| how)
    });
    let Some((word, act)) = judgement else { return Vec::new() };
    // "called that a smear", said to an accusation
    if pronoun && act == Act::Criticise && answered(claims, &actor).is_some_and(|i| claims[i].act == Act::Accuse) {
        return vec![found(verb, word, actor, Act::Deny, Party::None)];
    }
    let entity = matches!(target, Party::Entity(_));
    // "called the journalists liars"
    let sure = object.as_ref().map_or(target != Party::None, |p| reading.sure(p));
    let somebody = matches!(actor, Party::Entity(_)) && sure;
    // "called the ruling idiotic"
    let known = |p: &Range<usize>| {
        reading.kind(p.start).is(Kind::DETERMINER)
            && !reading.kind(p.start).is(Kind::OWN)
            && p.len() <= 4
            && reading.named(p).is_none()
            && word > p.start + 1
    };
    let thing = object.clone().filter(|p| known(p) && matches!(actor, Party::Entity(_)) && act == Act::Criticise);
    if let Some(p) = thing.filter(|_| target == Party::None) {
        let thing = reading.words_of(&(p.start..p.end.min(word)));
        return vec![found(verb, word, actor, act, thing)];
    }
    let told = if act == Act::Praise { entity && !pronoun } else { entity || pronoun || somebody };
    if !told || target == actor {
        return Vec::new();
    }
    let target = if entity || somebody && !pronoun { target } else { Party::None };
    let mut found = found(verb, word, actor, act, target);
    found.negated = negated;
    vec![found]
}
