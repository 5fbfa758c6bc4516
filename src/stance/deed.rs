//! Acts that a verb says: active and passive, and whom it is done to.

use super::claim::Found;
use super::cue::{Kind, Pattern};
use super::fact::fits;
use super::grammar::Class;
use super::hit::Hit;
use super::inflect::Form;
use super::reading::Reading;
use crate::found::{Act, Claim, EntityType, Party};
use std::ops::Range;

/// A claim of a cue.
pub fn found(hit: &Hit, act: Act, actor: Party, target: Party, reply_to: Option<usize>) -> Found {
    Found { tokens: hit.tokens.clone(), actor, act, target, negated: hit.negated, reply_to }
}

/// Who does what a verb says; none where its subject is missing or cannot act.
pub fn actors(reading: &Reading, hit: &Hit) -> Vec<Party> {
    let paper = hit.form.pattern == Pattern::Clause || hit.form.pattern == Pattern::Document;
    let subjects = reading.subjects(hit.tokens.start);
    let mut found: Vec<Party> = Vec::new();
    for phrase in subjects.iter().rev() {
        let it = reading.text(phrase.start).eq_ignore_ascii_case("it");
        let party = match &reading.scene.paper {
            // "It goes on to allege": the paper spoken of before.
            Some(author) if paper && it && phrase.start == reading.sentence.tokens.start => {
                Party::Entity(author.clone())
            }
            // "the fallout from a case accusing Acme": what stands before a gerund may be anything
            _ if hit.form.form == Form::Ing && reading.named(phrase).is_none() && !reading.sure(phrase) => Party::None,
            _ => reading.actor(phrase),
        };
        if party != Party::None && !found.contains(&party) {
            found.push(party);
        }
    }
    found
}

/// "Y was sued by X", "Y, accused by X of it,", "Praised by X, Y".
pub fn passive(reading: &Reading, hit: &Hit, act: Act) -> Vec<Found> {
    let actor = reading.agent(hit.tokens.end).map_or(Party::None, |p| reading.actor(&p));
    // "backed by more than a billion dollars": no one acts
    if actor == Party::None && act == Act::Support && reading.agent(hit.tokens.end).is_some() {
        return Vec::new();
    }
    let suffer = reading.sufferers(hit.tokens.start);
    // "Nobody at Acme was accused"
    if suffer.iter().any(|p| reading.kind(p.start).is(Kind::NOBODY)) {
        return Vec::new();
    }
    // "when it was requested"
    let it = suffer.iter().all(|p| reading.grammar.class(p.start) == Class::Pronoun);
    // "was asked to explain", "was told by X to stop", but not "asked about the raid"
    let until = reading.sentence.tokens.end.min(hit.tokens.end + 10);
    let to = (hit.tokens.end..until).any(|t| reading.grammar.class(t) == Class::Helper && reading.text(t) == "to");
    if act == Act::Demand && actor == Party::None && (it || !to) || !fits(reading, hit) {
        return Vec::new();
    }
    let target = |p: &Range<usize>| found(hit, act, actor.clone(), reading.target(p), None);
    suffer.iter().rev().map(target).collect()
}

/// "approved Acme's takeover", "Acme was audited": what is an act only where it is done to a company.
pub fn firm(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    let all = if hit.passive { passive(reading, hit, hit.act) } else { active(reading, hit, claims) };
    let firm = |party: &Party| matches!(party, Party::Entity(e) if reading.scene.kind(e) == EntityType::Company);
    // "cleared Acme of fraud", "was cleared of fraud": no leave to do something
    let named = |p: &Range<usize>| reading.named(p).is_some_and(|m| m.tokens.end == p.end);
    let whom = reading.objects(hit.tokens.end).into_iter().next_back().filter(named);
    let behind = whom.map_or(hit.tokens.end, |p| p.end);
    let of = reading.sentence.tokens.contains(&behind) && reading.text(behind) == "of";
    // "investors who reviewed it"
    let pronoun = reading.grammar.class(hit.tokens.end) == Class::Pronoun;
    all.into_iter().filter(|f| !of && !pronoun && f.actor != Party::None && firm(&f.target)).collect()
}

/// Whose people a verb's subject is: "the pilots of Air France threatened a strike", "Airbus workers demand a rise".
pub fn employer(reading: &Reading, verb: usize) -> Option<Party> {
    let subjects = reading.subjects(verb);
    let phrase = subjects.first()?;
    let people =
        phrase.clone().last().is_some_and(|t| reading.kind(t).is(Kind::PEOPLE) || reading.text(t).ends_with("ers"));
    let inner = match reading.behind(phrase) {
        ("of" | "at", Some(inner)) => inner,
        _ => phrase.clone(),
    };
    let m = reading.named(&inner).filter(|m| people && m.tokens.end < phrase.end || inner != *phrase)?;
    Some(Party::Entity(m.entity.clone()))
}

/// Whether a cue is one word.
fn single(hit: &Hit) -> bool {
    hit.form.rest.is_empty()
}

/// "X sued Y and Z".
pub fn active(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    if !fits(reading, hit) {
        return Vec::new();
    }
    let actors = actors(reading, hit);
    let mut behind = hit.tokens.end;
    // "backed off a plan", "backed out of it"
    let apart = reading.sentence.tokens.contains(&behind) && matches!(reading.text(behind), "off" | "away" | "down");
    if apart && single(hit) && hit.act == Act::Support {
        return Vec::new();
    }
    // "ordered that Y pay"
    if hit.act == Act::Demand && reading.sentence.tokens.contains(&behind) && reading.text(behind) == "that" {
        behind += 1;
    }
    // "insisted that its jets were safe" asks for nothing
    let states = |t: usize| {
        let will = matches!(reading.text(t), "will" | "would" | "can" | "could" | "does" | "did");
        will || reading.kind(t).is(Kind::BE.or(Kind::AUXILIARY)) && reading.text(t) != "be"
    };
    let insists = hit.act == Act::Demand && reading.text(hit.tokens.start).to_ascii_lowercase().starts_with("insist");
    if insists
        && reading.clause_subject(behind).is_some_and(|p| reading.sentence.tokens.contains(&p.end) && states(p.end))
    {
        return Vec::new();
    }
    // "threatened to sue Y", "agreed to pay Y"
    let g = &reading.grammar;
    let to = matches!(hit.act, Act::Threaten | Act::Agree)
        && (g.class(behind) == Class::Helper && g.class(behind + 1) == Class::Verb);
    // "refused to grant Acme a patent"
    let gives = |t: usize| {
        let verb = reading.text(t);
        [
            "grant",
            "give",
            "allow",
            "let",
            "approve",
            "issue",
            "extend",
            "hand",
            "license",
            "renew",
            "recognise",
            "recognize",
            "pay",
        ]
        .contains(&verb)
    };
    let refuses = hit.act == Act::Reject
        && reading.text(hit.tokens.end - 1) == "to"
        && g.class(behind) == Class::Verb
        && gives(behind);
    let verb = (hit.act == Act::Agree || refuses) && g.class(behind) == Class::Verb;
    behind += if to { 2 } else { usize::from(verb) };
    // "agreed on Tuesday as the day", "have yet to agree"
    if hit.act == Act::Agree && (reading.kind(behind).is(Kind::TIME) || reading.refused(hit.tokens.start)) {
        return Vec::new();
    }
    // "banned Acme from its ports", "threatened the carrier with a strike": whom the cue encloses
    let against = matches!(
        hit.act,
        Act::Accuse | Act::Criticise | Act::Sanction | Act::Sue | Act::Threaten | Act::Warn | Act::Investigate
    );
    let enclosed = (hit.tokens.start + 1..hit.tokens.end).filter_map(|t| g.phrase(t)).next();
    // "filed an EU complaint against Acme": behind it
    let leads = matches!(reading.text(hit.tokens.end - 1), "against" | "into" | "of")
        || reading.text(hit.tokens.end - 1) == "on" && hit.act != Act::Investigate;
    let enclosed = enclosed.filter(|_| against && hit.form.has_gap() && !leads);
    let named = enclosed.as_ref().is_some_and(|p| reading.named(p).is_none() && reading.capital(p.end - 1));
    let enclosed =
        enclosed.map(|p| reading.target(&p)).filter(|t| named && *t != Party::None || matches!(t, Party::Entity(_)));
    if let Some(target) = enclosed {
        let negated = hit.negated || reading.refused(hit.tokens.start);
        let all = actors.into_iter().map(|a| Found { negated, ..found(hit, hit.act, a, target.clone(), None) });
        return all.collect();
    }
    let objects = reading.objects(behind);
    let near = hit.form.pattern == Pattern::Near;
    // "asks the team a question" asks nothing of it
    let asks = near && objects.last().is_some_and(|p| g.class(p.end) == Class::Determiner);
    if asks && hit.form.rest.is_empty() {
        return Vec::new();
    }
    let words = hit.act == Act::Criticise
        || ["oppose", "resist", "object"].iter().any(|verb| reading.text(hit.tokens.start).starts_with(verb));
    // "refused to condemn Y"
    let mut negated = hit.negated || reading.refused(hit.tokens.start);
    let mut targets: Vec<Party> = Vec::new();
    // "supports Apple Watch" stands by nobody
    let works = |p: &Range<usize>| {
        let head = p.end - 1;
        let named = reading.named(p).is_some_and(|m| m.tokens.end <= head);
        named && g.class(head) == Class::Noun && reading.capital(head)
    };
    let product = hit.act == Act::Support
        && single(hit)
        && reading.text(hit.tokens.start).to_ascii_lowercase().starts_with("support")
        && objects.first().is_some_and(works);
    if product {
        return Vec::new();
    }
    // "Heavy selling punished Acme's stock", "Investors punished Acme"
    let market = |p: &Range<usize>| super::conduct::is_market(reading.scene.article.tokens[p.end - 1].word);
    if hit.act == Act::Sanction && (objects.iter().any(market) || reading.subjects(hit.tokens.start).iter().any(market))
    {
        return Vec::new();
    }
    for phrase in &objects {
        negated |= matches!(reading.text(phrase.start), "neither" | "nobody" | "none");
        let party = match reading.named(phrase) {
            None if near => reading.the_company(phrase).unwrap_or_else(|| reading.person_of(phrase)),
            // "urged museums to return it": who is urged to do something can
            None if hit.act == Act::Demand && single(hit) && reading.asked_to(phrase) => match reading.target(phrase) {
                Party::None => reading.words_of(phrase),
                party => party,
            },
            _ => reading.target(phrase),
        };
        let own = matches!(reading.text(phrase.start), "its" | "their" | "his" | "her");
        if own && hit.form.act == Act::Sanction {
            continue;
        }
        targets.push(if party == Party::None && words { reading.words_of(phrase) } else { party });
    }
    // "rebuffed calls for a tax": what is refused need be nobody's
    let asked = hit.act == Act::Reject
        && objects.first().is_some_and(|p| reading.kind(p.end - 1).is(Kind::ASKED))
        && actors.iter().all(|a| matches!(a, Party::Entity(_)));
    // "backed the ban on plastic straws": no party, but an act
    let firm = actors.iter().all(|a| matches!(a, Party::Entity(_)));
    let measure = objects.first().is_some_and(|p| {
        firm && matches!(hit.act, Act::Support | Act::Praise | Act::Reject)
            && !reading.text(hit.tokens.start).to_ascii_lowercase().starts_with("defen")
            && reading.kind(p.end - 1).is(Kind::MEASURE)
            && reading.named(p).is_none()
            && !matches!(reading.text(p.start), "its" | "their")
    });
    let nobodys = (asked || measure) && targets.iter().all(|t| *t == Party::None);
    targets.retain(|t| *t != Party::None);
    // "took Y to court", "held Y responsible": inside the cue
    if targets.is_empty() {
        let inside = (hit.tokens.start + 1..hit.tokens.end).filter_map(|t| g.phrase(t)).next();
        targets.extend(inside.map(|p| reading.target(&p)).filter(|p| *p != Party::None));
        // "took the Dutch state to court": inside it, and no name
        if targets.is_empty() && actors.iter().any(|a| matches!(a, Party::Entity(_))) {
            targets.extend(reading.inside(hit));
        }
        // "revoked the permit of Y"
        if targets.is_empty()
            && !hit.form.rest.is_empty()
            && reading.sentence.tokens.contains(&behind)
            && reading.text(behind) == "of"
        {
            targets.extend(g.phrase(behind + 1).map(|p| reading.target(&p)).filter(|p| *p != Party::None));
        }
    }
    // "looks into claims that Y lied"
    if let Some(last) = objects.last().filter(|p| reading.kind(p.end - 1).is(Kind::CHARGE))
        && reading.sentence.tokens.contains(&last.end)
        && reading.text(last.end) == "that"
        && let Some(subject) = reading.clause_subject(last.end)
        && let party @ Party::Entity(_) = reading.target(&subject)
    {
        targets = vec![party];
    }
    // "Y, which the union accused of it", "it was Y that they blamed"
    let first = reading.subjects(hit.tokens.start).last().map_or(hit.tokens.start, |p| p.start);
    let that = g.before(first) == Class::Opener && first > 0 && reading.text(first - 1) == "that";
    if targets.is_empty() && first > 0 && (that || g.before(first) == Class::Relative) {
        let named = reading.antecedent(first - 1);
        targets.extend(named.first().map(|p| reading.target(p)).filter(|p| matches!(p, Party::Entity(_))));
    }
    // "sued each other"
    let each = objects.first().is_some_and(|p| {
        let next = p.start + 1;
        reading.text(p.start) == "each"
            || reading.text(p.start) == "one"
                && reading.sentence.tokens.contains(&next)
                && reading.text(next) == "another"
    });
    if each && let [a, b] = &actors[..] {
        return vec![found(hit, hit.act, b.clone(), a.clone(), None), found(hit, hit.act, a.clone(), b.clone(), None)];
    }
    // "called for sanctions against Y", "threatened to sue Y", "agreed to a deal with Y": Y stands further on.
    // "warned of legal action against Y"
    let until = reading.sentence.tokens.end.min(behind + 6);
    let of = hit.act == Act::Warn && (behind..until).any(|t| reading.text(t) == "against");
    let over = of || hit.act != hit.form.act || matches!(hit.act, Act::Threaten | Act::Agree | Act::Demand);
    let entity = targets.iter().any(|t| matches!(t, Party::Entity(_)));
    if over
        && !entity
        && !near
        && let Some(party) = further(reading, behind, hit.act)
    {
        targets = vec![party];
    }
    // "Toyota and Mazda signed an agreement"
    if hit.act == Act::Agree && targets.is_empty() && actors.len() == 2 {
        return vec![found(hit, hit.act, actors[0].clone(), actors[1].clone(), None)];
    }
    // "warned that demand was waning", "warned demand was waning"
    let clause = objects.last().is_some_and(|p| matches!(g.class(p.end), Class::Verb | Class::Helper));
    let warns = hit.act == Act::Warn
        && targets.is_empty()
        && reading.sentence.tokens.contains(&behind)
        && (clause || reading.text(behind) == "that");
    if warns {
        targets = reading
            .clause_subject(behind)
            .map(|p| reading.target(&p))
            .filter(|t| matches!(t, Party::Entity(_)))
            .into_iter()
            .collect();
        let own = targets.iter().any(|t| actors.contains(t));
        if targets.is_empty() || own {
            targets = vec![Party::None];
        }
    }
    // "is examining whether Acme misled investors"
    let asks = reading.sentence.tokens.contains(&behind)
        && matches!(reading.text(behind), "whether" | "how" | "if" | "why" | "what");
    if hit.act == Act::Investigate && targets.is_empty() && asks {
        let subject = reading.clause_subject(behind + 1).map(|p| reading.target(&p));
        targets.extend(subject.filter(|t| matches!(t, Party::Entity(_))));
    }
    // "Poland will seize Acme's storage, the minister threatened"
    let start = reading.subjects(hit.tokens.start).last().map_or(hit.tokens.start, |p| p.start);
    if hit.act == Act::Threaten
        && targets.is_empty()
        && g.class(behind) == Class::Mark
        && start > reading.sentence.tokens.start
        && g.before(start) == Class::Mark
    {
        let threatened = reading.mentions.iter().find(|m| m.tokens.end < start);
        targets.extend(threatened.map(|m| Party::Entity(m.entity.clone())).filter(|t| !actors.contains(t)));
    }
    // "Acme was slow, after the department fined it": not the department
    if let Some(it) = objects.first().filter(|p| matches!(reading.text(p.start), "it" | "them"))
        && !targets.is_empty()
        && targets.iter().all(|t| actors.contains(t))
    {
        let subject = reading.pronoun(it.start);
        if subject != Party::None && !actors.contains(&subject) {
            targets = vec![subject];
        }
    }
    // "sued the paper and accused it": whom it has just sued
    if objects.first().is_some_and(|p| matches!(reading.text(p.start), "it" | "them"))
        && let Some(last) = claims.last().filter(|c| c.sentence == reading.index && actors == [c.actor.clone()])
        && last.target != Party::None
        && targets.iter().all(|t| actors.contains(t) || *t == Party::None)
    {
        targets = vec![last.target.clone()];
    }
    // "called the offer an insult and threatened a strike": the one it has just attacked
    if hit.act == Act::Threaten
        && targets.is_empty()
        && let Some(last) = claims.last().filter(|c| c.sentence == reading.index && actors.contains(&c.actor))
    {
        targets.push(last.target.clone());
    }
    // "Senators have written to Acme demanding an answer"
    if hit.act == Act::Demand
        && hit.form.form == Form::Ing
        && targets.iter().all(|t| !matches!(t, Party::Entity(_)))
        && let Some(to) = hit.tokens.start.checked_sub(1).and_then(|t| g.phrase(t))
        && let Some(at) = to.start.checked_sub(2).filter(|t| reading.sentence.tokens.contains(t))
        && reading.text(at + 1) == "to"
        && matches!(reading.text(at), "written" | "wrote" | "writes" | "write" | "writing")
    {
        targets = vec![reading.target(&to)];
        targets.retain(|t| *t != Party::None && !actors.contains(t));
    }
    // "In a letter to the ministry, Acme threatened to leave"
    if matches!(hit.act, Act::Threaten | Act::Demand | Act::Warn) && targets.iter().all(|t| *t == Party::None) {
        let letter = g.phrases().iter().take_while(|p| p.end <= hit.tokens.start);
        let letter = letter.filter(|p| reading.kind(p.end - 1).is(Kind::PAPER));
        let to = letter.filter_map(|p| Some(reading.behind(p)).filter(|b| b.0 == "to")?.1).next();
        if let Some(p) = to {
            targets = vec![reading.target(&p)];
            targets.retain(|t| *t != Party::None && !actors.contains(t));
        }
    }
    // "Workers at Acme rejected the offer"
    let offered = hit.act == Act::Reject && objects.first().is_some_and(|p| reading.kind(p.end - 1).is(Kind::ASKED));
    // "Acme's suppliers complained of late payment"
    let complains = hit.act == Act::Criticise && reading.text(hit.tokens.start).starts_with("complain");
    if (offered || complains || matches!(hit.act, Act::Threaten | Act::Demand)) && targets.is_empty() {
        targets.extend(employer(reading, hit.tokens.start));
    }
    if nobodys && targets.is_empty() {
        targets.push(Party::None);
    }
    let mut all = Vec::new();
    for actor in &actors {
        for target in &targets {
            all.push(Found { negated, ..found(hit, hit.act, actor.clone(), target.clone(), None) });
        }
    }
    all
}

/// The entity behind a preposition in the same clause, within reach.
pub fn further(reading: &Reading, from: usize, act: Act) -> Option<Party> {
    let g = &reading.grammar;
    let until = reading.sentence.tokens.end.min(from + 9);
    let end = (from..until).find(|t| g.class(*t) == Class::Mark || g.class(*t) == Class::Relative).unwrap_or(until);
    let m = reading.mentions.iter().find(|m| m.tokens.start >= from && m.tokens.start < end);
    let leads = |m: &&crate::found::Mention| {
        let first = g.phrase(m.tokens.start).map_or(m.tokens.start, |p| p.start);
        let lead = first.checked_sub(1).map_or("", |t| reading.text(t));
        // "requested a meeting in Acme's office": what is asked of Y is asked "of" or "from" it
        let leads = act != Act::Demand || matches!(lead, "of" | "from" | "against" | "to" | "on" | "for");
        first == from || leads && matches!(g.before(first), Class::Preposition | Class::Verb)
    };
    if let Some(m) = m.filter(leads) {
        return Some(Party::Entity(m.entity.clone()));
    }
    let with = (from..end)
        .find(|t| g.class(*t) == Class::Preposition && matches!(reading.text(*t), "with" | "from" | "against"))?;
    let party = reading.target(&g.phrase(with + 1)?);
    (party != Party::None).then_some(party)
}
