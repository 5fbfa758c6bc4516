//! Denials, rejections and confirmations, and the accusation they answer.

use super::claim::{Found, answered};
use super::cue::{Kind, Pattern};
use super::deed::{actors, found, passive};
use super::grammar::Class;
use super::hit::Hit;
use super::reading::Reading;
use crate::found::{Act, Claim, Mention, Party};
use std::ops::Range;

/// Denials, rejections, confirmations: what they answer is the latest accusation against the one who answers.
pub fn reply(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    let mut found = answer(reading, hit, claims);
    // "X joined Y in dismissing": both answer
    if let [one] = &found[..]
        && !hit.form.noun
        && !hit.passive
    {
        let others = actors(reading, hit).into_iter().filter(|a| *a != one.actor);
        let others: Vec<Found> = others.map(|actor| Found { actor, ..one.clone() }).collect();
        found.extend(others);
    }
    found
}

/// The answer of the first who gives it.
fn answer(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    let g = &reading.grammar;
    let behind = hit.tokens.end;
    if hit.form.pattern == Pattern::ReplyWord {
        return Vec::new();
    }
    // "Samsung was denied a licence"
    if hit.passive && hit.act == Act::Deny && g.phrase(behind).is_some() {
        return passive(reading, hit, Act::Reject);
    }
    // "denied Acme a licence"
    let whom = g
        .phrase(behind)
        .filter(|p| hit.act == Act::Deny && hit.is_verb() && reading.named(p).is_some_and(|m| m.tokens.end == p.end));
    if let Some(p) = whom
        && g.class(p.end) == Class::Determiner
        && let Some(actor) = actors(reading, hit).into_iter().next()
    {
        return vec![found(hit, Act::Reject, actor, reading.target(&p), None)];
    }
    // "Korvessa's bid was rejected"
    if hit.passive && hit.act == Act::Reject {
        let charge = reading.sufferers(hit.tokens.start);
        let charge = charge.iter().flat_map(|p| p.clone()).any(|t| reading.kind(t).is(Kind::CHARGE));
        // "The claim that Acme spied on workers was rejected"
        let that = |t: usize| reading.kind(t).is(Kind::CHARGE) && reading.shown(t + 1) == "that";
        let charge = charge || (reading.start()..hit.tokens.start).any(that);
        let passive = if charge { Vec::new() } else { passive(reading, hit, Act::Reject) };
        if passive.iter().any(|f| matches!(f.target, Party::Entity(_))) {
            return passive;
        }
    }
    let actor = if hit.form.noun || hit.passive {
        let phrase = g.phrase(hit.tokens.start);
        let owner = phrase.as_ref().filter(|_| hit.form.noun).and_then(|p| {
            let m = reading.named(p)?;
            (m.tokens.end < hit.tokens.end).then(|| Party::Entity(m.entity.clone()))
        });
        // "issued a flat denial"
        let light = phrase
            .and_then(|p| p.start.checked_sub(1))
            .filter(|t| hit.form.noun && g.class(*t) == Class::Verb && reading.kind(*t).is(Kind::LIGHT));
        let issued = light.and_then(|v| reading.subjects(v).first().map(|p| reading.actor(p)));
        // "a denial came from Acme"
        let from = || {
            g.phrase(hit.tokens.start).and_then(|p| super::ends::source(reading, &p)).or_else(|| {
                let verb = Some(behind).filter(|t| g.class(*t) == Class::Verb && reading.shown(t + 1) == "from")?;
                Some(reading.actor(&g.phrase(verb + 2)?))
            })
        };
        // "no confirmation from Acme"
        let none = g.phrase(hit.tokens.start).is_some_and(|p| reading.text(p.start).eq_ignore_ascii_case("no"));
        let owner = owner
            .or(issued.filter(|p| *p != Party::None))
            .or_else(|| from().filter(|_| hit.form.noun && hit.act == Act::Deny && !none));
        owner.or_else(|| reading.agent(behind).map(|p| reading.actor(&p)).filter(|p| *p != Party::None))
    } else {
        actors(reading, hit).into_iter().next()
    };
    let has = |p: &Range<usize>, kind: Kind| p.clone().any(|t| reading.kind(t).is(kind));
    let before = reading.sentence.tokens.start..hit.tokens.start;
    // "Allegations that X rigged rates were rejected by the bank"
    let answered_charge = hit.passive && has(&before, Kind::CHARGE);
    // "the allegations, which X denies"
    let named = reading.mentions.iter().find(|m| !hit.passive && m.tokens.end == hit.tokens.start);
    let actor = actor.or_else(|| named.map(|m| Party::Entity(m.entity.clone())));
    // "the bank": the one firm that the charge before it names; "accusations against X were denied"
    let accused = reading.mentions.iter().filter(|m| before.contains(&m.tokens.start)).collect::<Vec<_>>();
    let against = |m: &Mention| m.tokens.start > before.start && reading.text(m.tokens.start - 1) == "against";
    let actor = match (actor, &accused[..]) {
        (Some(Party::Text(_)), [one]) if answered_charge && reading.agent_is_firm(behind) => {
            Some(Party::Entity(one.entity.clone()))
        }
        (None, [one]) if answered_charge && hit.act == Act::Deny && against(one) => {
            Some(Party::Entity(one.entity.clone()))
        }
        (actor, _) => actor,
    };
    let Some(actor) = actor else { return Vec::new() };
    // "dismissed as “wishful thinking” Acme's estimate"
    let moved = || {
        let end = super::saying::clause_end_over_quotes(reading, behind);
        let open = reading.sentence.tokens.contains(&behind) && reading.text(behind) == "as";
        let close = (behind + 2..end).rev().find(|t| reading.is_quote(*t)).filter(|_| open)?;
        g.phrase(close + 1)
    };
    let object = reading.objects(behind).into_iter().next().or_else(moved);
    let start = reading.subjects(hit.tokens.start).last().map_or(hit.tokens.start, |p| p.start);
    // "an accusation it rejects"
    let before = start.checked_sub(1).and_then(|t| g.phrase(t)).filter(|_| object.is_none());
    let about = object.clone().or(before.clone());
    // "rejects any link"
    let any =
        object.as_ref().is_some_and(|p| matches!(reading.text(p.start), "any" | "all") && reading.named(p).is_none());
    let charge = answered_charge || any || about.as_ref().is_some_and(|p| has(p, Kind::CHARGE));
    let report =
        about.as_ref().is_some_and(|p| p.clone().any(|t| matches!(reading.text(t), "report" | "reports" | "memo")));
    let that = reading.sentence.tokens.contains(&behind)
        && (reading.text(behind) == "that"
            || reading.text(behind).ends_with("ing")
            || g.class(behind) == Class::Pronoun);
    let answers = answered(claims, &actor).filter(|_| hit.act != Act::DeclineComment);
    // "rejects this"
    let this = about
        .as_ref()
        .is_some_and(|p| matches!(reading.text(p.start), "this" | "that" | "it" | "them") && p.len() == 1);
    // "rejected that": what was just said
    let said = about.as_ref().is_some_and(|p| matches!(reading.text(p.start), "this" | "that") && p.len() == 1);
    let charge = charge || this && answers.is_some() || said && hit.act == Act::Reject;
    // "The judge denied Acme's request"
    if hit.act == Act::Deny
        && !hit.form.noun
        && let Some(p) = object.as_ref().filter(|p| reading.kind(p.end - 1).is(Kind::ASKED) && !charge)
        && reading.named(p).is_some()
    {
        return vec![found(hit, Act::Reject, actor, reading.target(p), None)];
    }
    match hit.act {
        Act::Reject => {
            let asked = about.as_ref().is_some_and(|p| has(p, Kind::ASKED));
            // "dismissed the case against Acme" does nothing to Acme
            // but "threw out Acme's case against Zeta" is against Acme
            let owned = object.as_ref().is_some_and(|p| p.clone().any(|t| g.class(t) == Class::Possessive));
            let against = !owned && object.as_ref().is_some_and(|p| reading.behind(p).0 == "against");
            let doer = || reading.doer_before(start).unwrap_or(Party::None);
            let target = object.as_ref().filter(|_| !against).map_or_else(doer, |p| reading.target(p));
            // "rejected the fund's nominee"
            let person = matches!(actor, Party::Entity(_)) && matches!(target, Party::Text(_));
            let entity = matches!(target, Party::Entity(_)) || person && owned;
            if charge && !report {
                let reply = answers.filter(|i| claims[*i].act == Act::Accuse);
                return vec![found(
                    hit,
                    Act::Deny,
                    actor,
                    answers.map_or(Party::None, |i| claims[i].actor.clone()),
                    reply,
                )];
            }
            let title = reading.sentence.kind == crate::found::BlockKind::Title;
            if against || !(charge || asked || entity || that || title) {
                return Vec::new();
            }
            let target = match (report, &target) {
                (true, _) => Party::None,
                // "workers at Volvo voted to reject the pay offer"
                // "shareholders in Acme rejected the chairman's pay"
                (_, Party::None | Party::Text(_)) if asked => {
                    super::deed::employer(reading, hit.tokens.start).unwrap_or(target)
                }
                _ => target,
            };
            vec![found(hit, hit.act, actor, target, answers.filter(|i| charge && claims[*i].act == Act::Accuse))]
        }
        Act::Confirm => {
            let entity = object.as_ref().is_some_and(|p| reading.named(p).is_some_and(|m| m.tokens == *p));
            let person = matches!(actor, Party::Entity(_));
            // "confirmed Acme as its partner", but "apologised to Acme"
            let sorry = reading.text(hit.tokens.start).to_ascii_lowercase().starts_with("apolog");
            if entity && !sorry || !person {
                return Vec::new();
            }
            vec![found(hit, hit.act, actor, Party::None, None)]
        }
        _ => {
            let reply = answers.filter(|i| claims[*i].act == Act::Accuse);
            let target = match (answers, &object) {
                (Some(i), _) => claims[i].actor.clone(),
                // "denied Berlin's claim"
                // "the airport hit back at Acme"
                (None, Some(p)) if !matches!(actor, Party::Entity(_)) && reading.text(hit.tokens.end - 1) == "at" => {
                    reading.target(p)
                }
                (None, Some(p)) if charge => reading.named(p).map_or(Party::None, |m| Party::Entity(m.entity.clone())),
                _ => Party::None,
            };
            vec![found(hit, hit.act, actor, target, reply)]
        }
    }
}
