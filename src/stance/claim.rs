//! Claims of a sentence: each cue with its actor and targets, in the ordered rules of direction.

use super::cue::{Kind, Pattern};
use super::doubt::Doubt;
use super::grammar::Class;
use super::hit::Hit;
use super::inflect::Form;
use super::nominal::nominal;
use super::reading::Reading;
use super::saying::sayings;
use super::source::reported_by;
use crate::article::Span;
use crate::found::{Act, Claim, EntityKey, Party, Shape};
use std::ops::Range;

/// What was found, before it is known who reports it and how firmly.
#[derive(Debug, Clone)]
pub struct Found {
    /// Tokens of the cue.
    pub tokens: Range<usize>,
    /// Who acts.
    pub actor: Party,
    /// What it does.
    pub act: Act,
    /// Toward whom.
    pub target: Party,
    /// Whether the sentence says that it did not happen.
    pub negated: bool,
    /// Accusation it answers, among the article's claims.
    pub reply_to: Option<usize>,
}

/// Adds the claims of a sentence.
pub fn of_sentence(reading: &Reading, claims: &mut Vec<Claim>) {
    let mut content = 0;
    let mut about = None;
    let mut said = sayings(reading, claims).into_iter().peekable();
    for hit in &reading.hits {
        while let Some(found) = said.next_if(|s| s.tokens.start < hit.tokens.start) {
            add(reading, found, &mut about, claims);
        }
        let named = reading.mentions.iter().any(|m| m.tokens.contains(&hit.tokens.start));
        if hit.tokens.start < content || named || unreal(reading, hit) {
            continue;
        }
        let opens =
            matches!(hit.form.act, Act::Accuse | Act::Deny | Act::Threaten | Act::Warn | Act::Demand | Act::Sue);
        let all = ends(reading, hit, claims);
        // "told the paper that Acme had sued" asks for nothing
        if opens && hit.is_verb() && (hit.form.pattern != Pattern::Bid || !all.is_empty()) {
            content = clause_end(reading, hit.tokens.end);
        }
        for found in all {
            add(reading, found, &mut about, claims);
        }
    }
    for found in said {
        // What is said may answer an accusation of the same sentence.
        add(reading, found, &mut about, claims);
    }
}

/// Adds what was found, if it names an entity and says something.
fn add(reading: &Reading, mut found: Found, about: &mut Option<(Doubt, String)>, claims: &mut Vec<Claim>) {
    let (scene, article, index) = (reading.scene, reading.scene.article, reading.index);
    let named = matches!(found.actor, Party::Entity(_)) || matches!(found.target, Party::Entity(_));
    // What a company denies, confirms or warns of need not name anyone; every other act is done to someone.
    let alone = matches!(found.act, Act::Deny | Act::Reject | Act::Confirm | Act::DeclineComment | Act::Warn)
        || found.act == Act::Criticise && matches!(found.actor, Party::Entity(_));
    if found.act == Act::Deny && found.reply_to.is_none() {
        found.reply_to = answered(claims, &found.actor, index).filter(|i| claims[*i].act == Act::Accuse);
        if let (Some(to), Party::None) = (found.reply_to, &found.target) {
            found.target = claims[to].actor.clone();
        }
    }
    // "dismissed the report as nonsense" is one answer
    let last = claims.last().filter(|c| c.sentence == index && c.act == Act::Reject && c.target == Party::None);
    if found.act == Act::Deny && last.is_some_and(|c| c.actor == found.actor) {
        claims.pop();
    }
    let twice = claims.iter().rev().take_while(|c| c.sentence == index).any(|c| {
        let answer = matches!(c.act, Act::Deny | Act::DeclineComment | Act::Confirm);
        c.act == found.act && c.actor == found.actor && (answer || c.target == found.target)
    });
    if !named || found.actor == found.target || twice || (found.target == Party::None && !alone) {
        return;
    }
    let (doubt, by) = about.get_or_insert_with(|| (Doubt::of(article, index), reported_by(scene, index)));
    // "It goes on to allege": the paper's author is named in an earlier sentence only.
    let by_paper = |e: &EntityKey| scene.paper.as_ref() == Some(e) && !reading.mentions.iter().any(|m| m.entity == *e);
    let document = scene.document_speaks(index, found.tokens.start)
        || matches!(&found.actor, Party::Entity(e) if found.act == Act::Accuse && by_paper(e));
    let mut by = by.clone();
    if by.is_empty() && document && !matches!(found.act, Act::Deny | Act::Reject) {
        by.clone_from(&scene.paper_by);
    }
    let verification = doubt.verification(found.act, document, !by.is_empty());
    let hedge = doubt.hedge(article, index, &found.tokens);
    claims.push(Claim {
        actor: found.actor,
        act: found.act,
        target: found.target,
        sentence: index,
        cue: Span {
            start: article.tokens[found.tokens.start].span.start,
            end: article.tokens[found.tokens.end - 1].span.end,
        },
        negated: found.negated && found.act != Act::DeclineComment,
        reported_by: by,
        hedge,
        verification,
        reply_to: found.reply_to,
    });
}

/// The latest accusation, else the latest other attack, that an actor can answer.
pub fn answered(claims: &[Claim], actor: &Party, _index: usize) -> Option<usize> {
    let against = |c: &Claim| {
        matches!(c.act, Act::Accuse | Act::Criticise | Act::Investigate | Act::Sue | Act::Sanction)
            && c.target == *actor
            && *actor != Party::None
    };
    let accused = claims.iter().rposition(|c| c.act == Act::Accuse && against(c));
    accused.or_else(|| claims.iter().rposition(against))
}

/// Whether a cue stands where nothing has happened: "whether the state will sue", "is expected to fine".
fn unreal(reading: &Reading, hit: &Hit) -> bool {
    if matches!(hit.form.act, Act::DeclineComment | Act::Deny | Act::Confirm) {
        // "neither confirmed nor denied" says nothing
        let before = hit.tokens.start.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t));
        if before.is_some_and(|t| matches!(reading.text(t), "neither" | "nor")) {
            return true;
        }
    }
    if !hit.is_verb() || hit.form.pattern == Pattern::Told {
        return false;
    }
    let g = &reading.grammar;
    let mut at = hit.tokens.start;
    while matches!(g.before(at), Class::Helper | Class::Adverb) {
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t));
    if at < hit.tokens.start && before.is_some_and(|t| reading.kind(t).is(Kind::UNREAL)) {
        return true;
    }
    // "far from criticising", "instead of suing"
    let back = |n: usize| {
        hit.tokens.start.checked_sub(n).filter(|t| reading.sentence.tokens.contains(t)).map_or("", |t| reading.text(t))
    };
    if matches!(
        (back(2), back(1)),
        ("Far" | "far", "from") | ("instead" | "Instead", "of") | ("rather" | "Rather", "than")
    ) {
        return true;
    }
    let from = reading.sentence.tokens.start.max(hit.tokens.start.saturating_sub(12));
    (from..hit.tokens.start)
        .rev()
        .take_while(|t| !matches!(g.class(*t), Class::Mark | Class::Verb))
        .any(|t| matches!(reading.text(t), "whether" | "if" | "If" | "unless" | "Unless" | "Whether"))
}

fn found(hit: &Hit, act: Act, actor: Party, target: Party, reply_to: Option<usize>) -> Found {
    Found { tokens: hit.tokens.clone(), actor, act, target, negated: hit.negated, reply_to }
}

/// Actors, targets and the accusation answered.
fn ends(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    match hit.form.pattern {
        Pattern::Object | Pattern::ObjectOwn | Pattern::Near if hit.passive => passive(reading, hit, hit.act),
        Pattern::Object | Pattern::ObjectOwn | Pattern::Near => active(reading, hit, claims),
        Pattern::Told => told(reading, hit),
        Pattern::Clause | Pattern::Document => clause(reading, hit),
        Pattern::Role => role(reading, hit),
        Pattern::Bid if hit.passive => passive(reading, hit, hit.act),
        Pattern::Bid => bid(reading, hit, claims),
        Pattern::Prep | Pattern::Owned => nominal(reading, hit),
        Pattern::Mutual => mutual(reading, hit),
        Pattern::Left => {
            let behind = hit.tokens.end;
            let from = reading.sentence.tokens.contains(&behind) && reading.text(behind) == "from";
            let from = reading.grammar.phrase(behind + 1).filter(|_| from);
            let by = reading.agent(behind).or(from).map_or(Party::None, |p| reading.actor(&p));
            let under = reading.subjects(hit.tokens.start);
            under.first().map(|p| found(hit, hit.act, by, reading.target(p), None)).into_iter().collect()
        }
        Pattern::None => {
            let mut actors = actors(reading, hit);
            // "Nobody at Acme was available for comment"
            if actors.is_empty() {
                let left = reading.mentions.iter().rev().find(|m| m.tokens.end <= hit.tokens.start);
                actors.extend(left.map(|m| Party::Entity(m.entity.clone())));
            }
            actors.into_iter().map(|a| found(hit, hit.act, a, Party::None, None)).collect()
        }
        Pattern::Reply | Pattern::ReplyWord => reply(reading, hit, claims),
    }
}

/// Who does what a verb says; none where its subject is missing or cannot act.
fn actors(reading: &Reading, hit: &Hit) -> Vec<Party> {
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

/// "X told Y to pay", "X wants Y to pay".
fn bid(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    let objects = reading.objects(hit.tokens.end);
    let to = objects.last().is_some_and(|p| {
        let behind = p.end + usize::from(reading.sentence.tokens.contains(&p.end) && reading.text(p.end) == "not");
        let must = (behind + 1..behind + 4)
            .any(|t| reading.sentence.tokens.contains(&t) && matches!(reading.text(t), "must" | "should"));
        let here = reading.sentence.tokens.contains(&behind);
        here && (reading.grammar.class(behind) == Class::Helper && reading.text(behind) == "to"
            || must && reading.text(behind) == "that")
    });
    if to { active(reading, hit, claims) } else { Vec::new() }
}

/// Whether a verb's form and company fit the act: what takes an infinitive asks nobody ("sought to sell"), a charge is
/// laid "with" something, a plain form has no single subject ("FCC Order Clearing").
fn fits(reading: &Reading, hit: &Hit) -> bool {
    let g = &reading.grammar;
    let behind = hit.tokens.end;
    let text = reading.text(hit.tokens.start);
    let single = hit.form.rest.is_empty();
    if hit.act == Act::Demand && single && !hit.passive && g.class(behind) == Class::Helper {
        return false;
    }
    // "seeking a loan" asks nobody
    let seeks = text.to_ascii_lowercase();
    if single && (seeks.starts_with("seek") || seeks == "sought") {
        let until = reading.sentence.tokens.end.min(behind + 10);
        return (behind..until).take_while(|t| reading.text(*t) != ",").any(|t| reading.text(t) == "from");
    }
    if single && text.to_ascii_lowercase().starts_with("charg") {
        let until = reading.sentence.tokens.end.min(behind + 12);
        return (behind..until).take_while(|t| reading.text(*t) != ",").any(|t| reading.text(t) == "with");
    }
    let same = matches!(text, "hit" | "cut" | "put" | "shut" | "cast" | "bid");
    let plain = single && !same && hit.form.form == Form::Base && g.before(hit.tokens.start) == Class::Noun;
    let subjects = if plain { reading.subjects(hit.tokens.start) } else { Vec::new() };
    match &subjects[..] {
        [one] => {
            let head = one.end - 1;
            reading.text(head).ends_with('s')
                || reading.kind(head).is(Kind::PLURAL.or(Kind::BODY))
                || !reading.kind(head).is(Kind::TIME) && reading.text(head).ends_with("men")
        }
        _ => true,
    }
}

/// "Y was sued by X", "Y, accused by X of it,", "Praised by X, Y".
fn passive(reading: &Reading, hit: &Hit, act: Act) -> Vec<Found> {
    let actor = reading.agent(hit.tokens.end).map_or(Party::None, |p| reading.actor(&p));
    let suffer = reading.sufferers(hit.tokens.start);
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

/// "X sued Y and Z".
fn active(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    if !fits(reading, hit) {
        return Vec::new();
    }
    let actors = actors(reading, hit);
    let mut behind = hit.tokens.end;
    // "ordered that Y pay"
    if hit.act == Act::Demand && reading.sentence.tokens.contains(&behind) && reading.text(behind) == "that" {
        behind += 1;
    }
    // "threatened to sue Y", "agreed to pay Y"
    let g = &reading.grammar;
    let to = matches!(hit.act, Act::Threaten | Act::Agree)
        && (g.class(behind) == Class::Helper && g.class(behind + 1) == Class::Verb);
    let verb = hit.act == Act::Agree && g.class(behind) == Class::Verb;
    behind += if to { 2 } else { usize::from(verb) };
    let objects = reading.objects(behind);
    let near = hit.form.pattern == Pattern::Near;
    let words = hit.act == Act::Criticise
        || ["oppose", "resist", "object"].iter().any(|verb| reading.text(hit.tokens.start).starts_with(verb));
    // "refused to condemn Y"
    let mut negated = hit.negated || reading.refused(hit.tokens.start);
    let mut targets: Vec<Party> = Vec::new();
    for phrase in &objects {
        negated |= matches!(reading.text(phrase.start), "neither" | "nobody" | "none");
        let party = match reading.named(phrase) {
            None if near => reading.the_company(phrase).unwrap_or_else(|| reading.person_of(phrase)),
            _ => reading.target(phrase),
        };
        let own = matches!(reading.text(phrase.start), "its" | "their" | "his" | "her");
        if own && hit.form.act == Act::Sanction {
            continue;
        }
        targets.push(if party == Party::None && words { reading.words_of(phrase) } else { party });
    }
    targets.retain(|t| *t != Party::None);
    // "took Y to court", "held Y responsible": inside the cue
    if targets.is_empty() {
        let inside = (hit.tokens.start + 1..hit.tokens.end).filter_map(|t| g.phrase(t)).next();
        targets.extend(inside.map(|p| reading.target(&p)).filter(|p| *p != Party::None));
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
    let each = objects.first().is_some_and(|p| reading.text(p.start) == "each");
    if each && let [a, b] = &actors[..] {
        return vec![found(hit, hit.act, b.clone(), a.clone(), None), found(hit, hit.act, a.clone(), b.clone(), None)];
    }
    // "called for sanctions against Y", "threatened to sue Y", "agreed to a deal with Y": Y stands further on.
    let of = hit.act == Act::Warn && reading.sentence.tokens.contains(&behind) && reading.text(behind) == "of";
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
    let warns = hit.act == Act::Warn
        && targets.is_empty()
        && reading.sentence.tokens.contains(&behind)
        && reading.text(behind) == "that";
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
    // "called the offer an insult and threatened a strike": the one it has just attacked
    if hit.act == Act::Threaten
        && targets.is_empty()
        && let Some(last) = claims.last().filter(|c| c.sentence == reading.index && actors.contains(&c.actor))
    {
        targets.push(last.target.clone());
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
fn further(reading: &Reading, from: usize, act: Act) -> Option<Party> {
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

/// "X said Y must pay".
fn told(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let target = reading.mentions.iter().rev().find(|m| m.tokens.end == hit.tokens.start);
    let says = (reading.sentence.tokens.start..hit.tokens.start).rev().find(|t| reading.kind(*t).is(Kind::SAY));
    match (says, target) {
        (Some(says), Some(m)) if says < m.tokens.start && m.tokens.start - says <= 3 => {
            let subjects = reading.subjects(says);
            let actor = subjects.first().map_or(Party::None, |p| reading.actor(p));
            match actor {
                Party::None => Vec::new(),
                actor => vec![found(hit, hit.act, actor, Party::Entity(m.entity.clone()), None)],
            }
        }
        // "Y should pay, X said."
        (None, Some(m)) if m.tokens.start <= reading.sentence.tokens.start + 1 => {
            let mut rest = hit.tokens.end..reading.sentence.tokens.end;
            let says = rest.find(|t| reading.kind(*t).is(Kind::SAY) && reading.grammar.class(*t) == Class::Verb);
            let subjects = says.map(|s| reading.subjects(s)).unwrap_or_default();
            let actor = says.map_or(Party::None, |s| super::saying::speaker(reading, s));
            let own = actor == Party::None || subjects.iter().any(|p| p.start < hit.tokens.end);
            if own { Vec::new() } else { vec![found(hit, hit.act, actor, Party::Entity(m.entity.clone()), None)] }
        }
        _ => Vec::new(),
    }
}

/// "X is a critic of Y", "X, a backer of Y,".
fn role(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let g = &reading.grammar;
    let Some(phrase) = g.phrase(hit.tokens.end - 1) else { return Vec::new() };
    let (of, inner) = reading.behind(&phrase);
    let Some(inner) = inner.filter(|_| of == "of" && phrase.end == hit.tokens.end) else { return Vec::new() };
    let subjects = match g.before(phrase.start) {
        Class::Helper => reading.subjects(phrase.start),
        Class::Mark if phrase.start > reading.sentence.tokens.start => {
            phrase.start.checked_sub(2).and_then(|t| g.phrase(t)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let Some(actor) = subjects.first().map(|p| reading.actor(p)).filter(|p| *p != Party::None) else {
        return Vec::new();
    };
    reading.list(inner).iter().map(|p| found(hit, hit.act, actor.clone(), reading.target(p), None)).collect()
}

/// "X alleges that Y lied": the subject of what is alleged is accused.
fn clause(reading: &Reading, hit: &Hit) -> Vec<Found> {
    let document = hit.form.pattern == Pattern::Document;
    let subjects = reading.subjects(hit.tokens.start);
    let paper = subjects.iter().any(|p| p.clone().any(|t| reading.kind(t).is(Kind::PAPER.or(Kind::EVIDENCE))));
    if document && !paper {
        return Vec::new();
    }
    let Some(subject) = reading.clause_subject(hit.tokens.end) else { return Vec::new() };
    let target = reading.target(&subject);
    if !matches!(target, Party::Entity(_)) {
        return Vec::new();
    }
    let mut actors = actors(reading, hit);
    // "The charges alleging that": nobody is named
    actors.retain(|a| *a != target);
    actors.first().map(|a| found(hit, hit.act, a.clone(), target, None)).into_iter().collect()
}

/// "X and Y traded accusations".
fn mutual(reading: &Reading, hit: &Hit) -> Vec<Found> {
    match &actors(reading, hit)[..] {
        [a, b] => {
            vec![found(hit, hit.act, a.clone(), b.clone(), None), found(hit, hit.act, b.clone(), a.clone(), None)]
        }
        _ => Vec::new(),
    }
}

/// Denials, rejections, confirmations: what they answer is the latest accusation against the one who answers.
fn reply(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    let g = &reading.grammar;
    let behind = hit.tokens.end;
    if hit.form.pattern == Pattern::ReplyWord {
        return Vec::new();
    }
    // "Samsung was denied a licence"
    if hit.passive && hit.act == Act::Deny && g.phrase(behind).is_some() {
        return passive(reading, hit, Act::Reject);
    }
    // "Korvessa's bid was rejected"
    if hit.passive && hit.act == Act::Reject {
        let charge = reading.sufferers(hit.tokens.start);
        let charge = charge.iter().flat_map(|p| p.clone()).any(|t| reading.kind(t).is(Kind::CHARGE));
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
        let owner = owner.or(issued.filter(|p| *p != Party::None));
        owner.or_else(|| reading.agent(behind).map(|p| reading.actor(&p)).filter(|p| *p != Party::None))
    } else {
        actors(reading, hit).into_iter().next()
    };
    let Some(actor) = actor else { return Vec::new() };
    let object = reading.objects(behind).into_iter().next();
    let start = reading.subjects(hit.tokens.start).last().map_or(hit.tokens.start, |p| p.start);
    // "an accusation it rejects"
    let before = start.checked_sub(1).and_then(|t| g.phrase(t)).filter(|_| object.is_none());
    let about = object.clone().or(before.clone());
    let has = |p: &Range<usize>, kind: Kind| p.clone().any(|t| reading.kind(t).is(kind));
    let charge = about.as_ref().is_some_and(|p| has(p, Kind::CHARGE));
    let report =
        about.as_ref().is_some_and(|p| p.clone().any(|t| matches!(reading.text(t), "report" | "reports" | "memo")));
    let that = reading.sentence.tokens.contains(&behind)
        && (reading.text(behind) == "that"
            || reading.text(behind).ends_with("ing")
            || g.class(behind) == Class::Pronoun);
    let answers = answered(claims, &actor, reading.index).filter(|_| hit.act != Act::DeclineComment);
    // "rejects this"
    let this = about
        .as_ref()
        .is_some_and(|p| matches!(reading.text(p.start), "this" | "that" | "it" | "them") && p.len() == 1);
    let charge = charge || this && answers.is_some();
    match hit.act {
        Act::Reject => {
            let asked = about.as_ref().is_some_and(|p| has(p, Kind::ASKED));
            // "dismissed the case against Acme" does nothing to Acme
            let against = object.as_ref().is_some_and(|p| reading.behind(p).0 == "against");
            let target = object.as_ref().filter(|_| !against).map_or(Party::None, |p| reading.target(p));
            let entity = matches!(target, Party::Entity(_));
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
            let target = if report { Party::None } else { target };
            vec![found(hit, hit.act, actor, target, answers.filter(|i| charge && claims[*i].act == Act::Accuse))]
        }
        Act::Confirm => {
            let entity = object.as_ref().is_some_and(|p| reading.named(p).is_some_and(|m| m.tokens == *p));
            let person = matches!(actor, Party::Entity(_));
            if entity || !person {
                return Vec::new();
            }
            vec![found(hit, hit.act, actor, Party::None, None)]
        }
        _ => {
            let reply = answers.filter(|i| claims[*i].act == Act::Accuse);
            let target = match (answers, &object) {
                (Some(i), _) => claims[i].actor.clone(),
                // "denied Berlin's claim"
                (None, Some(p)) if charge => reading.named(p).map_or(Party::None, |m| Party::Entity(m.entity.clone())),
                _ => Party::None,
            };
            vec![found(hit, hit.act, actor, target, reply)]
        }
    }
}

/// Where the claimed content that begins at a token ends: at the next comma, semicolon or dash that parts clauses, or
/// where "and" or "but" leads to another cue in the past or present.
fn clause_end(reading: &Reading, from: usize) -> usize {
    let (article, sentence) = (reading.scene.article, reading.sentence);
    let goes_on = |at: usize| {
        let verb = |h: &&Hit| h.tokens.start == at && h.is_verb() && matches!(h.form.form, Form::Past | Form::S);
        reading.hits.iter().find(verb).is_some()
    };
    let mut tokens = from..sentence.tokens.end;
    tokens
        .find(|at| match article.text(sentence, *at) {
            "," | ";" | "—" => true,
            // "–" parts clauses with spaces about it, numbers and names without.
            "-" | "–" => {
                let span = article.tokens[*at].span;
                let spaced =
                    |t: Option<&crate::found::Token>, gap: fn(Span, Span) -> bool| t.is_some_and(|t| gap(t.span, span));
                spaced(article.tokens.get(at.wrapping_sub(1)), |t, s| t.end < s.start)
                    && spaced(article.tokens.get(at + 1), |t, s| t.start > s.end)
            }
            "and" | "but" => goes_on(at + 1) || article.tokens[*at].shape == Shape::Mark,
            _ => false,
        })
        .unwrap_or(sentence.tokens.end)
}
