//! What is claimed without a verb for it: "said Acme had lied", "called Acme a bully", "said it had done nothing wrong".

use super::alleged::{charge_is, opinion_of, told_of, told_to};
use super::called::called;
use super::claim::{Found, answered};
use super::content::content;
use super::credit::{according, colon};
use super::cue::Kind;
use super::denial::denies;
use super::grammar::Class;
use super::pressed::condition;
use super::reading::Reading;
use super::short::{answer_of, bidding};
use super::told::is_filed;
use crate::found::{Act, Annotated, Claim, Party, Sentence};
use std::ops::Range;

/// Most tokens of a predicate that are looked at.
pub const REACH: usize = 14;

/// Most tokens of a sentence whose colon is that of a headline.
const HEADLINE: usize = 20;

/// Words that say, call, show or hold something, without one of which nothing is said.
pub const SPEAKS: Kind = Kind::SAY.or(Kind::CALL).or(Kind::SHOW).or(Kind::OPINE).or(Kind::SOURCED).or(Kind::RETORTS);

/// Whether a sentence is as short as a headline and has its colon: "Acme: report is false".
pub fn is_headline(article: &Annotated, sentence: &Sentence) -> bool {
    sentence.tokens.len() <= HEADLINE && sentence.tokens.clone().any(|t| article.text(sentence, t) == ":")
}

/// Whether a sentence can say something without a word of saying: an opinion ("For the columnist Ada Moor, …") or what
/// will be done if something is not.
pub fn is_unsaid(article: &Annotated, sentence: &Sentence, kinds: Kind) -> bool {
    let judges = kinds.is(Kind::FAULT.or(Kind::MERIT).or(Kind::WRONG));
    let held_out =
        kinds.is(Kind::UNLESS) && kinds.is(Kind::MODAL.or(Kind::AUXILIARY)) && kinds.is(Kind::HARMS.or(Kind::ENSUES));
    let begins = || sentence.tokens.clone().next().is_some_and(|t| matches!(article.text(sentence, t), "For" | "To"));
    held_out || judges && (kinds.is(Kind::HOLDS) || begins())
}

/// Accusations, criticism, praise and denials that words of saying and calling introduce.
pub fn sayings(reading: &Reading, claims: &[Claim]) -> Vec<Found> {
    let g = &reading.grammar;
    let mut all = Vec::new();
    let short = reading.sentence.tokens.len() <= HEADLINE;
    all.extend(opinion_of(reading, claims));
    for at in reading.sentence.tokens.clone() {
        // "shot back that", "fired back that"
        let back = || reading.shown(at + 1) == "back" && reading.shown(at + 2) == "that";
        let kind = reading.kind(at);
        let kind = if kind.is(Kind::RETORTS) && back() { Kind::SAY } else { kind };
        if short && reading.text(at) == ":" {
            all.extend(colon(reading, at, claims));
        }
        if !kind.is(SPEAKS.or(Kind::UNLESS).or(Kind::CHARGE).or(Kind::HOLDS)) {
            continue;
        }
        if kind.is(Kind::UNLESS) {
            all.extend(condition(reading, at));
        }
        if kind.is(Kind::CHARGE) && g.class(at) == Class::Noun {
            all.extend(charge_is(reading, at, claims));
        }
        if kind.is(Kind::SOURCED.or(Kind::HOLDS)) {
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
            .filter(|h| !(tells(h) || insists(h) || kind.is(Kind::CALL) && h.form.rest.is_empty()))
            .is_some_and(|h| !matches!(h.act, Act::Reject | Act::Accuse | Act::Deny))
        {
            continue;
        }
        if kind.is(Kind::CALL) && g.class(at) == Class::Verb {
            let judged = called(reading, at, claims);
            // "described the campaign as misleading" is one judgement
            if !judged.is_empty() {
                all.extend(judged);
                continue;
            }
        }
        if kind.is(Kind::SAY.or(Kind::SHOW).or(Kind::OPINE))
            && cue.is_none_or(|h| h.act == Act::Accuse || tells(&h) || insists(&h))
        {
            let accused = all.iter().any(|f: &Found| f.act == Act::Accuse);
            let suit = reading.subjects(at).iter().any(|p| is_filed(reading, p));
            all.extend(said(reading, at, claims, accused).into_iter().map(|found| match found.act {
                Act::Accuse if suit => Found { act: Act::Sue, ..found },
                _ => found,
            }));
        }
    }
    all
}

/// What a verb and the word that decides say.
pub fn found(verb: usize, word: usize, actor: Party, act: Act, target: Party) -> Found {
    Found { tokens: verb.min(word)..verb.max(word) + 1, actor, act, target, negated: false, reply_to: None }
}

/// The one who speaks.
pub fn speaker(reading: &Reading, verb: usize) -> Party {
    reading.speaker(verb).map_or(Party::None, |p| reading.actor(&p))
}

/// The first word of a kind in a run, unless the run says it is not so.
pub fn word_of(reading: &Reading, tokens: Range<usize>, kind: Kind) -> Option<usize> {
    let at = tokens.clone().find(|t| reading.kind(*t).is(kind))?;
    let denied = (tokens.start..at)
        .any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::NOBODY)) || matches!(reading.text(t), "nothing" | "no"));
    (!denied).then_some(at)
}

/// End of the clause that begins at a token.
pub fn clause_end(reading: &Reading, from: usize) -> usize {
    let until = reading.sentence.tokens.end.min(from + REACH);
    // "said Acme was “dragging its feet”": the quote goes on with the clause
    let opens = |t: usize| {
        let tokens = &reading.scene.article.tokens;
        let (here, next) = (tokens[t].span, tokens.get(t + 1).map(|n| n.span.start));
        t > from && tokens[t - 1].span.end < here.start && next == Some(here.end)
    };
    (from..until)
        .find(|t| {
            matches!(reading.text(*t), "," | ";" | "—" | "–" | ":" | "(" | "”" | "\"" | ".")
                && !(reading.is_quote(*t) && opens(*t))
                || matches!(reading.grammar.class(*t), Class::Opener | Class::Relative) && *t > from
        })
        .unwrap_or(until)
}

/// The same, where a quote may stand in it.
pub fn clause_end_over_quotes(reading: &Reading, from: usize) -> usize {
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
    // "a link which the carmaker says does not exist"
    let from_here = verb + 1..clause_end_over_quotes(reading, verb + 1);
    let bare = matches!(g.class(verb + 1), Class::Helper) && matches!(actor, Party::Entity(_));
    let about = reading
        .subjects(verb)
        .last()
        .and_then(|p| p.start.checked_sub(1))
        .filter(|t| bare && *t > reading.sentence.tokens.start);
    let charge = about.is_some_and(|t| {
        let from = t.saturating_sub(2).max(reading.sentence.tokens.start);
        (from..=t).any(|t| reading.kind(t).is(Kind::CHARGE) || reading.text(t) == "link")
    });
    if charge
        && let Some(word) = word_of(reading, from_here.clone(), Kind::FALSE)
            .or_else(|| from_here.clone().find(|t| denies(reading, *t, from_here.end)))
    {
        return vec![found(verb, word, actor, Act::Deny, Party::None)];
    }
    let show = reading.kind(verb).is(Kind::SHOW);
    let inverted = reading.subjects(verb).is_empty() && g.before(verb) == Class::Mark;
    // "told the newspaper that Acme had lied"
    let told = matches!(reading.text(verb), "told" | "tells" | "telling");
    let verb = verb + usize::from(reading.kind(verb).is(Kind::RETORTS) && reading.shown(verb + 1) == "back");
    let listener = g.phrase(verb + 1).filter(|p| told && reading.sentence.tokens.contains(&p.end));
    let begins = |t: usize| reading.text(t) == "that" || g.phrase(t).is_some();
    let from = listener.clone().filter(|p| begins(p.end)).map_or(verb + 1, |p| p.end);
    // "insisted that" is a cue of two words
    let from =
        reading.hits.iter().find(|h| h.tokens.contains(&from)).filter(|h| h.is_verb()).map_or(from, |h| h.tokens.end);
    let behind = reading.sentence.tokens.contains(&(verb + 1)) && g.class(verb + 1) == Class::Preposition;
    let quoted = reading.sentence.tokens.start..verb;
    let spoken = reading.subjects(verb).last().map_or(verb, |p| p.start);
    // "“Utter fiction,” Ada Moor wrote of reports"
    if let Some((word, act)) = answer_of(reading, quoted.clone(), spoken)
        && behind
    {
        let known = matches!(actor, Party::Entity(_));
        return if known { vec![found(word, verb, actor, act, Party::None)] } else { Vec::new() };
    }
    if !inverted && let Some(found) = fault_of(reading, from..clause_end_over_quotes(reading, from), verb, &actor) {
        return vec![found];
    }
    // "Acme says allegations false"
    let bare = reading.clause_subject(from).filter(|p| {
        let word = |kind: Kind| p.clone().any(|t| reading.kind(t).is(kind));
        !inverted
            && p.end >= reading.sentence.tokens.end
            && word(Kind::CHARGE)
            && reading.kind(p.end - 1).is(Kind::FALSE)
    });
    if let Some(p) = bare.filter(|_| matches!(actor, Party::Entity(_))) {
        return vec![found(verb, p.end - 1, actor, Act::Deny, Party::None)];
    }
    if let Some(told) = listener.as_ref().and_then(|p| told_to(reading, verb, quoted.start..spoken, &actor, p)) {
        return vec![told];
    }
    if let Some(told) = listener.as_ref().and_then(|p| told_of(reading, verb, &actor, p)) {
        return vec![told];
    }
    // "Acme, which critics say misled parents"
    let which = reading.subjects(verb).last().and_then(|p| p.start.checked_sub(1));
    if let Some(which) = which.filter(|t| g.class(*t) == Class::Relative && reading.text(*t) != "whose")
        && matches!(g.class(verb + 1), Class::Helper | Class::Verb | Class::Adverb)
        && let Some(subject) = reading.antecedent(which).into_iter().next()
        && let Some(found) = content(reading, verb, &actor, &subject, show, claims, accused)
    {
        return vec![found];
    }
    if let Some(subject) = reading.clause_subject(from).filter(|_| !inverted) {
        let found = content(reading, verb, &actor, &subject, show, claims, accused);
        if found.is_some() || !told {
            return found.into_iter().collect();
        }
    }
    // "Acme cuts ‘heartless’, says union": a headline leaves "are" out
    if inverted
        && reading.sentence.tokens.len() <= HEADLINE
        && let Some(found) = bare_judgement(reading, quoted.clone(), verb, &actor)
    {
        return vec![found];
    }
    // "Acme, the union says, has lied"; "It was Acme that lied, the union says"
    let comma = spoken.checked_sub(1).filter(|t| *t > quoted.start && reading.text(*t) == ",");
    let outer =
        comma.and_then(|t| g.phrase(t - 1)).filter(|p| p.start == quoted.start && reading.shown(verb + 1) == ",");
    let cleft = || {
        let it = reading.shown(quoted.start) == "It" && reading.kind(quoted.start + 1).is(Kind::BE);
        g.phrase(quoted.start + 2).filter(|p| it && reading.shown(p.end) == "that" && comma.is_some())
    };
    if let Some(subject) = outer.or_else(cleft)
        && let Some(found) = content(reading, verb, &actor, &subject, show, claims, accused)
    {
        return vec![found];
    }
    if behind && matches!(reading.text(verb + 1), "of" | "about") {
        // `"They lied to us," the minister said of Acme`
        let target = g.phrase(verb + 2).map_or(Party::None, |p| reading.target(&p));
        if let Party::Entity(_) = target
            && target != actor
        {
            let wrong = word_of(reading, quoted.clone(), Kind::WRONG.or(Kind::CRIME)).map(|w| (w, Act::Accuse));
            let fault = word_of(reading, quoted.clone(), Kind::FAULT).map(|w| (w, Act::Criticise));
            let merit = word_of(reading, quoted.clone(), Kind::MERIT).map(|w| (w, Act::Praise));
            if let Some((word, act)) = wrong.or(fault).or(merit) {
                return vec![found(word, verb, actor, act, target)];
            }
        }
        // "Nothing could be further from the truth, Acme said of the report"
        let empty = quoted.clone().find(|t| denies(reading, *t, verb));
        return match empty.filter(|_| matches!(actor, Party::Entity(_)) && !matches!(target, Party::Entity(_))) {
            Some(word) => vec![found(word, verb, actor, Act::Deny, Party::None)],
            None => Vec::new(),
        };
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
    // "Let the inspectors in, the charity told Acme"
    // but "…, Moor told Yahoo Finance" asks nothing of Yahoo
    let whole = |p: &Range<usize>| {
        let outlet = p.clone().any(|t| reading.kind(t).is(Kind::OUTLET));
        !outlet && reading.named(p).is_some_and(|m| m.tokens.end == p.end)
    };
    if let Some(p) = g.phrase(verb + 1).filter(|p| told && whole(p))
        && let Some(bid) = bidding(reading, quoted.start..subjects.last().map_or(verb, |p| p.start))
        && let target @ Party::Entity(_) = reading.target(&p)
        && target != actor
    {
        return vec![found(bid, verb, actor, Act::Demand, target)];
    }
    // "…, it told a court in Arles on Monday", "…, it wrote in an email"
    let last = speaks + 2 >= reading.sentence.tokens.end
        || reading.text(speaks) == ","
        || matches!(g.class(speaks), Class::Preposition | Class::Adverb);
    let start = subjects.last().map_or(verb, |p| p.start);
    let quote = usize::from(matches!(reading.text(quoted.start), "\"" | "“" | "‘" | "'"));
    if last
        && start > quoted.start
        && matches!(reading.text(start - 1), "," | "\"" | "”")
        && let Some(subject) = g.phrase(quoted.start + quote)
        && let Some(found) = content(reading, verb, &actor, &subject, show, claims, accused)
    {
        return vec![found];
    }
    // "The allegations, said Acme's lawyer, were an invention"
    let charge = g.phrase(quoted.start).is_some_and(|p| p.clone().any(|t| reading.kind(t).is(Kind::CHARGE)));
    if inverted && charge && !last_word(reading, speaks) {
        let rest = speaks..reading.sentence.tokens.end;
        let is = rest.clone().find(|t| reading.kind(*t).is(Kind::BE));
        let empty = is.and_then(|is| {
            let said = is..reading.sentence.tokens.end.min(is + REACH);
            word_of(reading, said.clone(), Kind::FALSE).or_else(|| said.clone().find(|t| denies(reading, *t, said.end)))
        });
        if let Some(word) = empty.filter(|_| matches!(actor, Party::Entity(_))) {
            return vec![found(verb, word, actor, Act::Deny, Party::None)];
        }
    }
    // "It was Acme's fault, the minister said."
    if let Some(found) = fault_of(reading, quoted.clone(), verb, &actor) {
        return vec![found];
    }
    // `"Absolutely not," said Acme's head`, "Yes, there was a breach, Acme said"
    if let Some((word, act)) = answer_of(reading, quoted.clone(), start.min(verb))
        && (last || inverted)
        && matches!(actor, Party::Entity(_))
    {
        return vec![found(word, verb, actor, act, Party::None)];
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

/// What a headline says of a firm in quotes without a verb: "Acme cuts ‘heartless’, says union".
fn bare_judgement(reading: &Reading, quoted: Range<usize>, verb: usize, actor: &Party) -> Option<Found> {
    let open = (quoted.start + 1..quoted.end).find(|t| reading.is_quote(*t))?;
    let words = open + 1..open + 4;
    let close = words.clone().find(|t| *t < quoted.end && reading.is_quote(*t))?;
    let finite = |t: usize| matches!(reading.grammar.class(t), Class::Helper | Class::Relative);
    let subject = reading.grammar.phrase(quoted.start).filter(|_| !(quoted.start..open).any(finite))?;
    let target = reading.target(&subject);
    let judged = |kind| (open + 1..close).find(|t| reading.kind(*t).is(kind));
    let (word, act) = match judged(Kind::FAULT) {
        Some(word) => (word, Act::Criticise),
        None => (judged(Kind::MERIT)?, Act::Praise),
    };
    let entity = matches!(target, Party::Entity(_)) && target != *actor && close + 1 == quoted.end - 1;
    entity.then(|| found(verb, word, actor.clone(), act, target))
}

/// Whether nothing but a mark stands at a token and behind it.
fn last_word(reading: &Reading, at: usize) -> bool {
    at + 1 >= reading.sentence.tokens.end
}

/// "Acme's fault": the owner of a fault is accused of it.
pub fn fault_of(reading: &Reading, within: Range<usize>, verb: usize, actor: &Party) -> Option<Found> {
    let g = &reading.grammar;
    let owned = |t: &usize| matches!(reading.text(*t), "fault" | "doing") && g.before(*t) == Class::Possessive;
    // "responsibility lies squarely with Acme"
    let lies = |t: &usize| {
        let with = (*t + 1..*t + 3).find(|w| reading.shown(*w) == "with")?;
        let blame = |t| reading.text(t).to_ascii_lowercase();
        let blamed =
            (within.start..*t).any(|t| ["responsib", "blame", "fault"].iter().any(|b| blame(t).starts_with(b)));
        let lies = matches!(reading.text(*t), "lie" | "lies" | "lay" | "rest" | "rests" | "rested");
        Some(with).filter(|_| lies && blamed)
    };
    if let Some((at, target)) = within.clone().find_map(|t| Some((t, reading.target(&g.phrase(lies(&t)? + 1)?)))) {
        let denied = (within.start..at).any(|t| reading.kind(t).is(Kind::NEGATION));
        let known = matches!(target, Party::Entity(_)) && target != *actor && !denied;
        return known.then(|| found(verb, at, actor.clone(), Act::Accuse, target));
    }
    // "was the fault of a contractor"
    let of = |t: &usize| reading.text(*t) == "fault" && g.class(*t + 1) == Class::Preposition;
    let at = within.clone().find(|t| owned(t) || of(t))?;
    let denied = (within.start..at).any(|t| reading.kind(t).is(Kind::NEGATION));
    let target = match owned(&at) {
        true => reading.target(&g.phrase(at)?),
        false => g.phrase(at + 2).filter(|_| reading.text(at + 1) == "of").map_or(Party::None, |p| {
            if reading.named(&p).is_some() { reading.target(&p) } else { reading.words_of(&p) }
        }),
    };
    let known = |party: &Party| matches!(party, Party::Entity(_));
    let entity = (known(&target) || known(actor)) && target != Party::None && target != *actor && !denied;
    entity.then(|| found(verb, at, actor.clone(), Act::Accuse, target))
}
