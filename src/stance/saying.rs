//! What is claimed without a verb for it: "said Acme had lied", "called Acme a bully", "said it had done nothing wrong".

use super::claim::{Found, answered};
use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use crate::found::{Act, Claim, Party};
use std::ops::Range;

/// Most tokens of a predicate that are looked at.
const REACH: usize = 14;

/// Words that say, call, show or hold something, without one of which nothing is said.
pub const SPEAKS: Kind = Kind::SAY.or(Kind::CALL).or(Kind::SHOW).or(Kind::OPINE).or(Kind::SOURCED);

/// Accusations, criticism, praise and denials that words of saying and calling introduce.
pub fn sayings(reading: &Reading, claims: &[Claim]) -> Vec<Found> {
    let g = &reading.grammar;
    let mut all = Vec::new();
    for at in reading.sentence.tokens.clone() {
        let kind = reading.kind(at);
        if !kind.is(SPEAKS) {
            continue;
        }
        if kind.is(Kind::SOURCED) {
            all.extend(according(reading, at, claims));
        }
        if !kind.is(Kind::SAY.or(Kind::CALL).or(Kind::SHOW).or(Kind::OPINE)) || g.class(at) == Class::Noun {
            continue;
        }
        let cue = reading.hits.iter().find(|h| h.tokens.contains(&at));
        let tells = |h: &&super::hit::Hit| h.form.pattern == super::cue::Pattern::Bid;
        // "insisted that it had acted lawfully" asks for nothing
        let insists = |h: &&super::hit::Hit| h.act == Act::Demand && kind.is(Kind::SAY.or(Kind::OPINE));
        if cue
            .filter(|h| !tells(h) && !insists(h))
            .is_some_and(|h| !matches!(h.act, Act::Reject | Act::Accuse | Act::Deny))
        {
            continue;
        }
        if kind.is(Kind::CALL) && g.class(at) == Class::Verb {
            all.extend(called(reading, at, claims));
        }
        if kind.is(Kind::SAY.or(Kind::SHOW).or(Kind::OPINE))
            && cue.is_none_or(|h| h.act == Act::Accuse || tells(&h) || insists(&h))
        {
            let accused = all.iter().any(|f: &Found| f.act == Act::Accuse);
            all.extend(said(reading, at, claims, accused));
        }
    }
    all
}

fn found(verb: usize, word: usize, actor: Party, act: Act, target: Party) -> Found {
    Found { tokens: verb.min(word)..verb.max(word) + 1, actor, act, target, negated: false, reply_to: None }
}

/// The one who speaks: before the verb, or behind it in `"…," said X`.
pub fn speaker(reading: &Reading, verb: usize) -> Party {
    let subjects = reading.subjects(verb);
    match subjects.first() {
        Some(p) => reading.actor(p),
        None => {
            let g = &reading.grammar;
            let quoted = verb > reading.sentence.tokens.start && g.before(verb) == Class::Mark;
            let behind = g.phrase(verb + 1).filter(|_| quoted);
            behind.map_or(Party::None, |p| reading.actor(&p))
        }
    }
}

/// The first word of a kind in a run, unless the run says it is not so.
fn word_of(reading: &Reading, tokens: Range<usize>, kind: Kind) -> Option<usize> {
    let at = tokens.clone().find(|t| reading.kind(*t).is(kind))?;
    let denied = (tokens.start..at)
        .any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::NOBODY)) || matches!(reading.text(t), "nothing" | "no"));
    (!denied).then_some(at)
}

/// End of the clause that begins at a token.
fn clause_end(reading: &Reading, from: usize) -> usize {
    let until = reading.sentence.tokens.end.min(from + REACH);
    (from..until)
        .find(|t| {
            matches!(reading.text(*t), "," | ";" | "—" | "–" | ":" | "(" | "”" | "\"" | ".")
                || matches!(reading.grammar.class(*t), Class::Opener | Class::Relative) && *t > from
        })
        .unwrap_or(until)
}

/// "called Y a bully", "described Y as a model employer", "called the claims nonsense", "a charge it called false".
fn called(reading: &Reading, verb: usize, claims: &[Claim]) -> Vec<Found> {
    let say = reading.kind(verb).is(Kind::SAY);
    let plain = matches!(reading.text(verb), "said" | "says" | "say");
    if plain {
        return Vec::new();
    }
    let objects = reading.objects(verb + 1);
    let object = objects.first().cloned();
    let rest = object.as_ref().map_or(verb + 1, |p| p.start)..clause_end_over_quotes(reading, verb + 1);
    let actor = speaker(reading, verb);
    if actor == Party::None {
        return Vec::new();
    }
    let has = |p: &Range<usize>, kind: Kind| p.clone().any(|t| reading.kind(t).is(kind));
    let subjects = reading.subjects(verb);
    let start = subjects.last().map_or(verb, |p| p.start);
    // "an accusation the company called false", "the claims, which it described as nonsense"
    let charged = (reading.sentence.tokens.start..start).rev().take(4).any(|t| reading.kind(t).is(Kind::CHARGE));
    let charge = object.as_ref().is_some_and(|p| has(p, Kind::CHARGE));
    let pronoun = object.as_ref().is_some_and(|p| matches!(reading.text(p.start), "them" | "it" | "that" | "this"));
    let truth = word_of(reading, rest.clone(), Kind::FALSE).or_else(|| {
        reading
            .hits
            .iter()
            .find(|h| h.form.pattern == super::cue::Pattern::ReplyWord && rest.contains(&h.tokens.start))
            .map(|h| h.tokens.end - 1)
    });
    if let Some(word) = truth
        && (charge || charged || pronoun)
    {
        return vec![found(verb, word, actor, Act::Deny, Party::None)];
    }
    if charge || say && object.is_none() {
        return Vec::new();
    }
    let negated =
        (verb.saturating_sub(3).max(reading.sentence.tokens.start)..verb).any(|t| reading.kind(t).is(Kind::NEGATION));
    let target = object.as_ref().map_or(Party::None, |p| reading.target(p));
    let judged = |rest: Range<usize>| {
        let word = |kind| word_of(reading, rest.clone(), kind);
        word(Kind::FAULT).map(|w| (w, Act::Criticise)).or(word(Kind::MERIT).map(|w| (w, Act::Praise)))
    };
    let behind = object.as_ref().map_or(rest.start, |p| if reading.named(p).is_some() { p.start } else { p.end });
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
    let somebody = matches!(actor, Party::Entity(_)) && object.as_ref().is_some_and(|p| reading.sure(p));
    let told = if act == Act::Praise { entity && !pronoun } else { entity || pronoun || somebody };
    if !told || target == actor {
        return Vec::new();
    }
    let target = if entity || somebody && !pronoun { target } else { Party::None };
    let mut found = found(verb, word, actor, act, target);
    found.negated = negated;
    vec![found]
}

fn clause_end_over_quotes(reading: &Reading, from: usize) -> usize {
    let until = reading.sentence.tokens.end.min(from + REACH);
    (from..until)
        .find(|t| {
            matches!(reading.text(*t), ";" | "—" | "–" | ":" | ".") && *t + 1 >= until
                || reading.text(*t) == "," && *t > from + 1
                || matches!(reading.grammar.class(*t), Class::Opener | Class::Relative)
        })
        .unwrap_or(until)
}

/// "X said Y had lied", "said it had done nothing wrong", `"They lied," X said of Y`, "there is no truth in it, X said".
fn said(reading: &Reading, verb: usize, claims: &[Claim], accused: bool) -> Vec<Found> {
    let g = &reading.grammar;
    let actor = speaker(reading, verb);
    if actor == Party::None {
        return Vec::new();
    }
    let negated =
        (verb.saturating_sub(2).max(reading.sentence.tokens.start)..verb).any(|t| reading.kind(t).is(Kind::NEGATION));
    if negated {
        return Vec::new();
    }
    let show = reading.kind(verb).is(Kind::SHOW);
    let inverted = reading.subjects(verb).is_empty() && g.before(verb) == Class::Mark;
    // "told the newspaper that Acme had lied"
    let told = matches!(reading.text(verb), "told" | "tells" | "telling");
    let listener = g.phrase(verb + 1).filter(|p| told && reading.sentence.tokens.contains(&p.end));
    let begins = |t: usize| reading.text(t) == "that" || g.phrase(t).is_some();
    let from = listener.filter(|p| begins(p.end)).map_or(verb + 1, |p| p.end);
    // "insisted that" is a cue of two words
    let from =
        reading.hits.iter().find(|h| h.tokens.contains(&from)).filter(|h| h.is_verb()).map_or(from, |h| h.tokens.end);
    if let Some(subject) = reading.clause_subject(from).filter(|_| !inverted) {
        let found = content(reading, verb, &actor, &subject, show, claims, accused);
        if found.is_some() || !told {
            return found.into_iter().collect();
        }
    }
    let behind = reading.sentence.tokens.contains(&(verb + 1)) && g.class(verb + 1) == Class::Preposition;
    let quoted = reading.sentence.tokens.start..verb;
    if behind && matches!(reading.text(verb + 1), "of" | "about") {
        // `"They lied to us," the minister said of Acme`
        let target = g.phrase(verb + 2).map_or(Party::None, |p| reading.target(&p));
        if let Party::Entity(_) = target
            && target != actor
        {
            let wrong = word_of(reading, quoted.clone(), Kind::WRONG).map(|w| (w, Act::Accuse));
            let fault = word_of(reading, quoted.clone(), Kind::FAULT).map(|w| (w, Act::Criticise));
            let merit = word_of(reading, quoted.clone(), Kind::MERIT).map(|w| (w, Act::Praise));
            if let Some((word, act)) = wrong.or(fault).or(merit) {
                return vec![found(word, verb, actor, act, target)];
            }
        }
        return Vec::new();
    }
    // "Quillane broke the law, the privacy office said.", `"Quillane lied," said the minister.`
    let subjects = reading.subjects(verb);
    let listener = g.phrase(verb + 1).filter(|_| told);
    let speaks = if let Some(p) = listener {
        p.end
    } else if subjects.is_empty() {
        g.phrase(verb + 1).map_or(verb + 1, |p| p.end)
    } else {
        verb + 1
    };
    // "…, it told a court in Arles on Monday", "…, it wrote in an email"
    let last = speaks + 2 >= reading.sentence.tokens.end
        || reading.text(speaks) == ","
        || matches!(g.class(speaks), Class::Preposition | Class::Adverb);
    let start = subjects.last().map_or(verb, |p| p.start);
    let quote = usize::from(matches!(reading.text(quoted.start), "\"" | "“"));
    if last
        && start > quoted.start
        && matches!(reading.text(start - 1), "," | "\"" | "”")
        && let Some(subject) = g.phrase(quoted.start + quote)
        && let Some(found) = content(reading, verb, &actor, &subject, show, claims, accused)
    {
        return vec![found];
    }
    // "There is no truth in the report, a spokesman said."
    let charged = answered(claims, &actor).is_some_and(|i| claims[i].act == Act::Accuse);
    let denial = quoted
        .clone()
        .find(|t| denies(reading, *t, verb))
        .or_else(|| word_of(reading, quoted.clone(), Kind::FALSE).filter(|_| charged));
    // "told senators there was no cover-up"
    let after = verb + 1..clause_end_over_quotes(reading, verb + 1);
    let there = after.clone().take(5).find(|t| reading.text(*t) == "there");
    let denial = denial.or_else(|| after.skip_while(|t| Some(*t) != there).find(|t| denies(reading, *t, t + 3)));
    match denial {
        Some(word) if matches!(actor, Party::Entity(_)) => {
            vec![found(word, verb, actor, Act::Deny, Party::None)]
        }
        _ => Vec::new(),
    }
}

/// "Quillane broke the law, according to the office": the office accuses.
fn according(reading: &Reading, at: usize, claims: &[Claim]) -> Option<Found> {
    let g = &reading.grammar;
    let speaker = g.phrase(at + 2)?;
    let actor = reading.actor(&speaker);
    let first = reading.sentence.tokens.start;
    let subject = if at == first {
        let comma = (speaker.end..reading.sentence.tokens.end).find(|t| reading.text(*t) == ",")?;
        reading.clause_subject(comma + 1)?
    } else {
        g.phrase(first)?
    };
    let has = |kind: Kind| speaker.clone().any(|t| reading.kind(t).is(kind));
    let paper = has(Kind::PAPER.or(Kind::EVIDENCE));
    let known = actor != Party::None && !has(Kind::OUTLET);
    known.then(|| content(reading, at, &actor, &subject, paper, claims, false)).flatten()
}

/// Whether words at a token say that a charge is empty: "no truth", "nothing wrong", "without merit", "not true".
fn denies(reading: &Reading, at: usize, until: usize) -> bool {
    let next = |n: usize| if at + n < until { reading.kind(at + n) } else { Kind::default() };
    match reading.text(at) {
        "no" | "No" | "without" | "any" => next(1).is(Kind::GROUND),
        "nothing" | "Nothing" => (1..6).any(|n| next(n).is(Kind::AMISS)),
        // "not so", but not "not so good"
        "not" | "Not" | "n't" | "isn't" | "wasn't" => {
            let so = at + 1 < until && reading.text(at + 1) == "so";
            next(1).is(Kind::TRUE) && (!so || reading.grammar.class(at + 2) == Class::Mark)
        }
        _ => false,
    }
}

/// What a clause of speech does to its subject.
fn content(
    reading: &Reading,
    verb: usize,
    actor: &Party,
    subject: &Range<usize>,
    show: bool,
    claims: &[Claim],
    accused: bool,
) -> Option<Found> {
    let g = &reading.grammar;
    // Its verb: behind the subject and what hangs on it.
    let that = reading.sentence.tokens.contains(&subject.end) && reading.text(subject.end) == "that";
    let told = that && subject.clone().any(|t| reading.kind(t).is(Kind::CHARGE));
    let (from, end) = match told {
        // "Accusations that Acme lied are false": what is said of the accusation
        true => {
            let until = reading.sentence.tokens.end.min(subject.end + 2 * REACH);
            let is = (subject.end..until)
                .take_while(|t| reading.text(*t) != ",")
                .filter(|t| reading.kind(*t).is(Kind::BE) && !matches!(reading.text(*t), "be" | "been" | "being"));
            let is = is.last()?;
            (is, clause_end_over_quotes(reading, is))
        }
        false => (subject.end, clause_end(reading, subject.end)),
    };
    let predicate = (from..end).find(|t| matches!(g.class(*t), Class::Verb | Class::Helper))?;
    let rest = predicate..end;
    let shown = reading.text(subject.start);
    let quoted = subject.start..clause_end_over_quotes(reading, predicate).max(end);
    let pronoun = g.class(subject.start) == Class::Pronoun;
    let about = if pronoun && !matches!(shown, "that" | "this" | "That" | "This") {
        reading.pronoun(subject.start)
    } else {
        reading.target(subject)
    };
    let charge =
        subject.clone().any(|t| reading.kind(t).is(Kind::CHARGE)) || matches!(shown, "that" | "this" | "That" | "This");
    let suit = matches!(reading.text(subject.end - 1), "suit" | "lawsuit" | "case" | "complaint" | "complaints");
    let charge = charge || suit;
    let entity = matches!(actor, Party::Entity(_));
    let self_ = ["it", "they", "we", "our"].iter().any(|own| shown.eq_ignore_ascii_case(own));
    let own = about == *actor || self_ && entity;
    let insists = matches!(
        reading.text(verb),
        "insists" | "insisted" | "insisting" | "maintains" | "maintained" | "countered" | "replied"
    );
    let accused = accused
        || answered(claims, actor).is_some()
        || reading.hits.iter().any(|h| h.tokens.end <= verb && h.act == Act::Accuse);
    if entity || matches!(actor, Party::Text(_)) && charge {
        let empty = quoted.clone().find(|t| denies(reading, *t, quoted.end));
        let untrue = word_of(reading, quoted.clone(), Kind::FALSE).filter(|_| charge);
        let there = ["there", "nothing"].iter().any(|s| shown.eq_ignore_ascii_case(s));
        if let Some(word) = empty.filter(|_| own || charge || there).or(untrue) {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        // "said it had not sold the data", "insists the oil came from a tanker": an answer, where it is accused.
        let not = rest.clone().take(4).find(|t| reading.kind(*t).is(Kind::NEGATION));
        // "had never bribed anyone": what nobody need have said
        let wrong = not
            .and_then(|n| (n..end.min(n + 4)).find(|t| reading.kind(*t).is(Kind::WRONG) && g.class(*t) == Class::Verb));
        if let Some(word) = wrong.filter(|_| own) {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        let lawful = rest.clone().find(|t| reading.kind(*t).is(Kind::LAWFUL));
        // "insists that it has never helped spies"
        let never = not.filter(|n| {
            reading.text(*n) == "never" || reading.kind(n.saturating_sub(1)).is(Kind::AUXILIARY.or(Kind::BE))
        });
        let firm = lawful.or(never).filter(|_| insists && own);
        let not = not.or(lawful);
        if accused && (insists || own && not.is_some()) || firm.is_some() {
            return Some(found(verb, not.unwrap_or(verb), actor.clone(), Act::Deny, Party::None));
        }
        if own {
            return None;
        }
    }
    // "says the union is lying": somebody who is no entity
    let somebody = entity && reading.sure(subject) && matches!(about, Party::Text(_)) && !charge;
    if !matches!(about, Party::Entity(_)) && !somebody {
        return None;
    }
    let denied = rest.clone().take(3).any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::MODAL)));
    if denied || about == *actor {
        return None;
    }
    // "a memo says Acme helped the army"
    if let Some(word) = rest.clone().take(3).find(|t| reading.kind(*t).is(Kind::AID)).filter(|_| aided(reading, verb)) {
        return Some(found(verb, word, actor.clone(), Act::Accuse, about));
    }
    // The verb itself, or what its subject is said to be.
    let main = rest.clone().find(|t| g.class(*t) == Class::Verb || reading.kind(*t).is(Kind::WRONG));
    let is = rest.clone().take(2).any(|t| reading.kind(t).is(Kind::BE));
    // "paid bribes", "took kickbacks"
    let inside = rest.clone().find(|t| reading.kind(*t).is(Kind::CRIME) && reading.text(*t - 1) == "in");
    let crime = main
        .and_then(|at| g.phrase(at + 1))
        .and_then(|p| p.clone().find(|t| reading.kind(*t).is(Kind::CRIME)))
        .or(inside.filter(|_| main.is_some()));
    let wrong = match main {
        Some(at) if reading.kind(at).is(Kind::WRONG) => Some(at),
        Some(_) if crime.is_some() => crime,
        // "knew of the defect and concealed it"
        Some(_) if rest.clone().any(|t| g.class(t) == Class::Joint) => rest
            .clone()
            .find(|t| g.class(*t) == Class::Verb && g.before(*t) == Class::Joint && reading.kind(*t).is(Kind::WRONG)),
        _ if is => word_of(reading, rest.clone().start..end.min(predicate + 6), Kind::WRONG),
        _ => None,
    };
    // "was cheated" is done to it.
    let suffers = wrong.is_some_and(|at| {
        at > predicate
            && reading.kind(at - 1).is(Kind::BE)
            && (reading.text(at).ends_with("ed") || reading.text(at).ends_with("en"))
    });
    if let Some(word) = wrong.filter(|_| !suffers) {
        return Some(found(verb, word, actor.clone(), Act::Accuse, about));
    }
    if show {
        return None;
    }
    let judged = |kind| word_of(reading, predicate..end.min(predicate + 6), kind).filter(|_| is && !somebody);
    if let Some(word) = judged(Kind::FAULT) {
        return Some(found(verb, word, actor.clone(), Act::Criticise, about));
    }
    judged(Kind::MERIT).map(|word| found(verb, word, actor.clone(), Act::Praise, about))
}

/// Whether a document speaks, in which a firm that helps somebody is accused of it: "a memo says Acme helped the army".
fn aided(reading: &Reading, verb: usize) -> bool {
    let secret = |p: &Range<usize>| {
        p.clone().any(|t| matches!(reading.text(t), "memo" | "memorandum" | "dossier" | "cable" | "indictment"))
    };
    reading.subjects(verb).iter().any(secret)
}
