//! Acts named as things: "criticism of Y", "X's attack on Y", "X opened a probe into Y", "Y faces a lawsuit from X".

use super::claim::Found;
use super::cue::Kind;
use super::ends::{REACH, owner, source, sources, targets, undone};
use super::grammar::Class;
use super::hit::Hit;
use super::reading::Reading;
use crate::annotate::parts::Part;
use crate::found::{Act, EntityType, Party};

/// Whether a form of "be" stands before a participle.
fn helped(reading: &Reading, participle: usize) -> bool {
    (participle.saturating_sub(3).max(reading.start())..participle).any(|t| reading.kind(t).is(Kind::BE))
}

/// Actor and target of an act that is a noun.
pub fn nominal(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let g = &reading.grammar;
    let Some(mut phrase) = g.phrase(hit.tokens.end - 1) else { return Vec::new() };
    // "a threat of legal action"
    phrase.start = g.phrase(hit.tokens.start).map_or(phrase.start, |p| p.start.min(phrase.start));
    // "the investigation team", "a ban hammer": the act is not what the phrase is about.
    if hit.tokens.end < phrase.end {
        return Vec::new();
    }
    let found = |actor: Party, target: Party| Found {
        tokens: hit.tokens.clone(),
        actor,
        act: hit.act,
        target,
        negated: hit.negated,
        reply_to: None,
    };
    let owner = owner(reading, &phrase, hit);
    let felt = reading.kind(hit.tokens.start).is(Kind::WRATH);
    // "a series of complaints": what is filed is the series
    let noun = phrase.clone();
    if let Some(of) =
        phrase.start.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t) && reading.text(*t) == "of")
        && let Some(many) = of.checked_sub(1).and_then(|t| g.phrase(t))
        && reading.kind(many.end - 1).is(Kind::QUANTIFIER.or(Kind::MANY))
    {
        phrase = many;
    }
    if undone(reading, &noun) {
        return Vec::new();
    }
    // "the request was refused by": what is done by them is something else
    let other = g.class(noun.end) == Class::Helper
        && !(noun.end..noun.end + 4).any(|t| reading.kind(t).is(Kind::LIGHT) && g.class(t) == Class::Verb);
    // "The lawsuit, filed by X against Y,"
    let filed = reading.sentence.tokens.contains(&noun.end)
        && reading.text(noun.end) == ","
        && g.class(noun.end + 1) == Class::Verb;
    let by = reading
        .agent(noun.end + usize::from(filed))
        .filter(|_| !other)
        .map(|p| reading.actor(&p))
        .filter(|p| *p != Party::None);
    let from = source(reading, &noun);
    let targets = match reading.behind(&noun) {
        // "an agreement between X and Y ended": both, whatever verb follows
        ("between", Some(first)) if g.class(first.end) == Class::Joint => {
            let second = g.phrase(first.end + 1);
            let both = [Some(first), second].into_iter().flatten().map(|p| reading.target(&p));
            both.filter(|p| *p != Party::None).collect()
        }
        _ => targets(reading, hit, &noun),
    };
    // "signed an agreement to supply Acme with gas"
    let supplied = || {
        let object = reading.objects(noun.end + 2).into_iter().next()?;
        let to =
            reading.shown(noun.end) == "to" && g.class(noun.end + 1) == Class::Verb && reading.named(&object).is_some();
        Some(reading.target(&object)).filter(|_| to && hit.act == Act::Agree)
    };
    let targets: Vec<Party> = if targets.is_empty() { supplied().into_iter().collect() } else { targets };
    let before = phrase.start.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t));
    // "at the request of X", "with the backing of X": X acts toward whom the sentence is about.
    let (of, inner) = reading.behind(&noun);
    if before.is_some_and(|t| matches!(reading.text(t), "at" | "At" | "with" | "With"))
        && of == "of"
        && matches!(hit.act, Act::Demand | Act::Support)
    {
        let actor = inner.map_or(Party::None, |p| reading.actor(&p));
        let target = reading.subject_of_clause(phrase.start - 1).map_or(Party::None, |p| reading.target(&p));
        return if actor == Party::None { Vec::new() } else { vec![found(actor, target)] };
    }
    // The verb that governs it: "faces a probe", "hit with a fine", "opened a probe".
    let with = before.filter(|t| matches!(reading.text(*t), "with" | "to" | "under" | "by"));
    // "hits Acme with a fine"
    if let Some(taker) = with.filter(|t| reading.text(*t) == "with").and_then(|t| g.phrase(t.checked_sub(1)?))
        && g.before(taker.start) == Class::Verb
        && reading.kind(taker.start - 1).is(Kind::STRIKES)
    {
        let giver = reading.subjects(taker.start - 1).first().map_or(Party::None, |p| reading.actor(p));
        let target = reading.target(&taker);
        return if giver == Party::None || target == Party::None { Vec::new() } else { vec![found(giver, target)] };
    }
    // "Acme was handed a fine by the watchdog"
    let handed = before.filter(|t| g.class(*t) == Class::Verb && reading.kind(*t).is(Kind::LIGHT.or(Kind::HAND)));
    if let Some(verb) = handed.filter(|t| g.part(*t) == Part::Participle && helped(reading, *t))
        && hit.act != Act::Agree
        && targets.is_empty()
        && let Some(taker) = reading.sufferers(verb).first()
    {
        let (actor, target) = (by.or(from).unwrap_or(Party::None), reading.target(taker));
        return if target == Party::None || actor == target { Vec::new() } else { vec![found(actor, target)] };
    }
    // "is the subject of an investigation by the state"
    let subject = before.filter(|t| reading.text(*t) == "of").and_then(|t| g.phrase(t.checked_sub(1)?));
    if let Some(role) = subject.filter(|p| reading.kind(p.end - 1).is(Kind::BUTT))
        && matches!(g.before(role.start), Class::Helper | Class::Verb | Class::Mark)
        && let Some(sufferer) = reading.subject_of_clause(role.start)
    {
        let target = reading.target(&sufferer);
        let actor = by.clone().or(from.clone()).or(owner.clone()).filter(|a| *a != target).unwrap_or(Party::None);
        return if target == Party::None { Vec::new() } else { vec![found(actor, target)] };
    }
    // "came in for stinging rebukes"
    let came =
        before.filter(|t| reading.text(*t) == "for" && t.checked_sub(2).is_some_and(|v| reading.text(v + 1) == "in"));
    let came = came.map(|t| t - 2).filter(|v| reading.kind(*v).is(Kind::COMES));
    let verb = match with {
        Some(t) if g.before(t) == Class::Verb => Some(t - 1),
        Some(_) => None,
        // "stepped up its attack"
        None => before.and_then(|t| match g.class(t) {
            Class::Verb => Some(t),
            _ => t.checked_sub(1).filter(|_| reading.text(t) == "up" && g.before(t) == Class::Verb),
        }),
    };
    // "hinted at sanctions on Acme", "did not rule out a ban on Acme": not done
    let unsure = |t: usize| {
        let verb = t.checked_sub(1).map_or("", |v| reading.text(v));
        matches!(
            (verb, reading.text(t)),
            ("hint" | "hints" | "hinted" | "hinting", "at")
                | ("rule" | "rules" | "ruled" | "ruling", "out")
                | ("decide" | "decides" | "decided", "against")
        )
    };
    if before.is_some_and(unsure) {
        return Vec::new();
    }
    // "bowed to pressure from Acme", "turned down the union's request": Acme, the union ask it
    let answers = |t: usize| {
        let hits = reading.hits.iter();
        let at = if g.class(t) == Class::Verb { t + 1 } else { t };
        hits.clone().any(|h| {
            h.is_verb()
                && !h.passive
                && matches!(h.act, Act::Reject | Act::Agree)
                && (h.tokens.end == at || h.tokens.end == t + 1)
        })
    };
    let answered = hit.act == Act::Demand && before.is_some_and(answers);
    let asks = from.clone().or_else(|| owner.clone().filter(|_| answered));
    if (answered || reading.text(hit.tokens.start) == "pressure")
        && targets.is_empty()
        && let Some(actor) = asks
    {
        let target =
            reading.subject_of_clause(phrase.start.saturating_sub(1)).map_or(Party::None, |p| reading.target(&p));
        let asked = matches!(target, Party::Entity(_)) || !answered && target != Party::None;
        return if !asked || target == actor { Vec::new() } else { vec![found(actor, target)] };
    }
    // "are preparing a class action"
    let would = |v: usize| {
        v > reading.sentence.tokens.start && matches!(reading.text(v - 1), "would" | "could" | "may" | "might")
    };
    if verb.is_some_and(|v| reading.kind(v).is(Kind::UNREAL) || would(v)) {
        return Vec::new();
    }
    let once = matches!(hit.act, Act::Agree | Act::Demand | Act::Reject);
    let struck =
        with.is_some() && verb.is_some_and(|v| reading.kind(v).is(Kind::STRIKES) || reading.text(v) == "threatened");
    // "won a patent suit against Acme": who wins or loses it brought it
    let sues = hit.act == Act::Sue && verb.is_some_and(|v| reading.kind(v).is(Kind::WINS));
    // "slapped a penalty on Acme"
    let deals = with.is_none()
        && !targets.is_empty()
        && verb.is_some_and(|v| reading.kind(v).is(Kind::STRIKES) && !reading.text(v).starts_with("hit"));
    // "faces calls from unions to scrap it"
    let called = hit.act == Act::Demand
        && from.is_some()
        && verb.is_some_and(|v| reading.kind(v).is(Kind::SUFFER) && !reading.kind(v).is(Kind::WINS));
    let suffers = struck
        || called
        || came.is_some()
        || !once && !sues && !deals && verb.is_some_and(|v| reading.kind(v).is(Kind::SUFFER))
        || matches!(hit.act, Act::Support | Act::Praise)
            && before.is_some_and(|t| matches!(reading.text(t), "has" | "have" | "had" | "enjoys" | "enjoyed"))
        || !once && before.is_some_and(|t| matches!(reading.text(t), "under" | "Under"));
    let agent = by.clone().or(from.clone());
    if suffers {
        let at = came.or(verb).or(before).unwrap_or(phrase.start);
        // "X's plan to sell its arm drew scorn": the plan
        let finite = !struck && came.is_none() && verb.is_some();
        let sufferer = Some(reading.subjects(at)).filter(|s| finite && !s.is_empty());
        let sufferer = sufferer.unwrap_or_else(|| reading.sufferers(at));
        let sufferer = sufferer.first().map_or(Party::None, |p| reading.target(p));
        // "won the backing of the union"
        let of = inner
            .filter(|_| of == "of" && (felt || matches!(hit.act, Act::Support | Act::Praise)))
            .map(|p| reading.actor(&p));
        let actor = agent.or(owner).or(of).unwrap_or(Party::None);
        // "faced accusations that it lied"
        let that = reading.shown(noun.end) == "that";
        let hit_by_own = !felt && !that && targets.contains(&sufferer);
        return if sufferer == Party::None || hit_by_own { Vec::new() } else { vec![found(actor, sufferer)] };
    }
    // "widened its probe of Y": what is its own it does
    let its = matches!(reading.text(phrase.start), "its" | "their" | "his" | "her");
    let light = verb.filter(|v| with.is_none() && (its || reading.kind(*v).is(Kind::LIGHT)));
    let subjects = light.map(|v| reading.subjects(v)).unwrap_or_default();
    // "Acme and Zeta signed an agreement"
    if hit.act == Act::Agree && targets.is_empty() && subjects.len() == 2 {
        return vec![found(reading.actor(&subjects[1]), reading.target(&subjects[0]))];
    }
    let done = light.and_then(|_| Some(subjects.first().map(|p| reading.actor(p))?).filter(|p| *p != Party::None));
    let mine = (noun.start..hit.tokens.start).any(|t| g.class(t) == Class::Possessive);
    let owner = owner.filter(|_| mine || hit.act != Act::Agree);
    // "Acme and Zeta opened inquiries into Borealis": each of them
    let each = by.is_none() && owner.is_none() && done.is_some() && subjects.len() > 1;
    let others: Vec<Party> = if each { subjects[1..].iter().map(|p| reading.actor(p)).collect() } else { Vec::new() };
    let actor = by.or(owner.clone()).or(done).or(from).unwrap_or(Party::None);
    // "an agreement between X and Y"
    if let (Act::Agree, Party::None, [a, b], "between") = (hit.act, &actor, &targets[..], of) {
        return vec![found(a.clone(), b.clone())];
    }
    // "a Facebook investigation by the ministry": the name before it is its target.
    // "handed Y a fine"
    if targets.is_empty()
        && let Some(last) = before.filter(|t| g.class(*t) == Class::Noun).and_then(|t| g.phrase(t))
        && g.before(last.start) == Class::Verb
        && reading.kind(last.start - 1).is(Kind::LIGHT.or(Kind::HAND))
    {
        let giver = reading.subjects(last.start - 1).first().map_or(Party::None, |p| reading.actor(p));
        let taker = reading.target(&last);
        return if giver == Party::None { Vec::new() } else { vec![found(giver, taker)] };
    }
    if hit.form.pattern == super::cue::Pattern::Owned && actor == Party::None {
        return Vec::new();
    }
    // "backed down after criticism from its users"
    let amid = before.is_some_and(|t| {
        matches!(reading.text(t), "after" | "amid" | "despite" | "following" | "over" | "Amid" | "Despite")
    });
    if targets.is_empty() && amid && actor != Party::None && hit.act == Act::Criticise {
        let target = reading.subject_of_clause(phrase.start - 1).map_or(Party::None, |p| reading.target(&p));
        return if target == Party::None { Vec::new() } else { vec![found(actor, target)] };
    }
    // "Criticism from bishops has led Acme to rethink"
    let until = reading.sentence.tokens.end.min(noun.end + 2 * REACH);
    if targets.is_empty()
        && matches!(hit.act, Act::Criticise | Act::Demand | Act::Threaten)
        && actor != Party::None
        && noun.start <= reading.sentence.tokens.start + 1
        && let Some(verb) =
            (noun.end..until).find(|t| g.class(*t) == Class::Verb).filter(|t| reading.kind(*t).is(Kind::LEADS))
        && let Some(object) = reading.objects(verb + 1).first().filter(|p| reading.asked_to(p))
        && let target @ Party::Entity(_) = reading.target(object)
    {
        return sources(reading, &noun).into_iter().map(|actor| found(actor, target.clone())).collect();
    }
    // "Acme probe widens": who is looked into stands before it
    let probed = owner.clone().filter(|o| {
        let firm = matches!(o, Party::Entity(e) if reading.scene.kind(e) == EntityType::Company);
        hit.act == Act::Investigate && targets.is_empty() && firm && !mine
    });
    if let Some(target) = probed {
        return vec![found(if actor == target { Party::None } else { actor }, target)];
    }
    if targets.is_empty() {
        let own = owner.filter(|o| *o != actor && *o != Party::None);
        return own.map(|o| vec![found(actor, o)]).unwrap_or_default();
    }
    let needs = matches!(hit.act, Act::Demand | Act::Agree | Act::Support | Act::Warn | Act::Threaten | Act::Reject);
    if actor == Party::None && needs {
        return Vec::new();
    }
    let actors = std::iter::once(&actor).chain(others.iter().filter(|a| **a != Party::None && **a != actor));
    actors.flat_map(|a| targets.iter().map(|t| found(a.clone(), t.clone()))).collect()
}
