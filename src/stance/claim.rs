//! Claims of a sentence: each cue with its actor and targets, in the ordered rules of direction.

use super::cue::{Kind, Pattern};
use super::deed::{active, actors, firm, found, passive};
use super::doubt::Doubt;
use super::fact::{clause_end, unreal};
use super::grammar::Class;
use super::hit::Hit;
use super::inflect::Form;
use super::nominal::nominal;
use super::pressed::is_ultimatum;
use super::reading::Reading;
use super::reply::reply;
use super::saying::sayings;
use super::source::reported_by;
use super::told::{bid, bidden, clause, felt, mutual, role, told};
use crate::article::Span;
use crate::found::{Act, Claim, EntityKey, EntityType, Mention, Party};
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

/// Most tokens between a cue and the firm that it is about.
const NEAR: usize = 12;

/// Adds the claims of a sentence.
pub fn of_sentence(reading: &Reading, claims: &mut Vec<Claim>) {
    let mut content = 0;
    let mut about = None;
    let mut last = None;
    let mut said = sayings(reading, claims).into_iter().peekable();
    for hit in &reading.hits {
        while let Some(found) = said.next_if(|s| s.tokens.start < hit.tokens.start) {
            add(reading, found, &mut about, claims);
        }
        let named = reading.mentions.iter().any(|m| m.tokens.contains(&hit.tokens.start));
        // "The union's claim that Acme spied was denied by Acme": what is claimed ends before the answer
        let answer = hit.passive
            && matches!(hit.form.pattern, Pattern::Reply)
            && reading.grammar.before(hit.tokens.start) != Class::Noun
            && reading.agent(hit.tokens.end).is_some();
        if hit.tokens.start < content && !answer || named || unreal(reading, hit) {
            continue;
        }
        // "fined Acme for forcing customers to pay": what Acme is fined for
        let why = hit.tokens.start.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t));
        let why = why.is_some_and(|t| matches!(reading.text(t), "for" | "of" | "over" | "about"));
        let told = claims.last().is_some_and(|c| c.sentence == reading.index && c.target != Party::None);
        if hit.is_verb() && hit.form.form == Form::Ing && why && told {
            continue;
        }
        let opens =
            matches!(hit.form.act, Act::Accuse | Act::Deny | Act::Threaten | Act::Warn | Act::Demand | Act::Sue);
        // "stepped up pressure on the state by fining Acme"
        let opens = opens && reading.text(hit.tokens.end - 1) != "on";
        let mut all = ends(reading, hit, claims);
        // "or face a strike"
        if is_ultimatum(reading, hit) {
            let demands: Vec<Found> = all.iter().filter(|f| f.act == Act::Demand).cloned().collect();
            all.extend(demands.into_iter().map(|f| Found { act: Act::Threaten, ..f }));
        }
        // "told the paper that Acme had sued" asks for nothing
        if opens && hit.is_verb() && (hit.form.pattern != Pattern::Bid || !all.is_empty()) {
            content = clause_end(reading, hit.tokens.end);
        }
        for found in all {
            last = Some(found.clone());
            add(reading, found, &mut about, claims);
        }
    }
    if let (Some(found), Some(actor)) = (last, likewise(reading)) {
        add(reading, Found { actor, ..found }, &mut about, claims);
    }
    for found in said {
        // What is said may answer an accusation of the same sentence.
        add(reading, found, &mut about, claims);
    }
}

/// Who does the same: "X denied it, as did Y", "and so has Y".
fn likewise(reading: &Reading) -> Option<Party> {
    let does = |t: &usize| {
        matches!(reading.text(*t), "as" | "so")
            && reading.sentence.tokens.contains(&(t + 1))
            && matches!(reading.text(t + 1), "did" | "has" | "have" | "does" | "do" | "had")
    };
    let at = reading.sentence.tokens.clone().rev().find(does)?;
    let actor = reading.actor(&reading.grammar.phrase(at + 2)?);
    (actor != Party::None).then_some(actor)
}

/// Adds what was found, if it names an entity, or a firm's people, and says something.
fn add(reading: &Reading, mut found: Found, about: &mut Option<(Doubt, String)>, claims: &mut Vec<Claim>) {
    let (scene, article, index) = (reading.scene, reading.scene.article, reading.index);
    // "prosecutors charged a former Acme trader": the firm is named in the words for its people
    let people = |party: &Party| {
        let firms = reading.mentions.iter().filter(|m| scene.kind(&m.entity) == EntityType::Company);
        matches!(party, Party::Text(text) if firms.map(|m| reading.printed(m.tokens.clone())).any(|name| text.contains(name)))
    };
    // "accused the government of shielding Acme", "asked the auditor to look into Acme"
    let concerns = || {
        let attacks = matches!(found.act, Act::Accuse | Act::Demand | Act::Sue);
        let behind = |m: &&Mention| {
            m.tokens.start > found.tokens.end
                && m.tokens.start < found.tokens.end + NEAR
                && (found.tokens.end..m.tokens.start).all(|t| reading.text(t) != ",")
                && scene.kind(&m.entity) == EntityType::Company
        };
        let leads = |t: usize| matches!(reading.text(t), "of" | "for" | "over" | "to");
        attacks
            && found.target != Party::None
            && reading.mentions.iter().find(behind).is_some_and(|m| (found.tokens.end..m.tokens.start).any(leads))
    };
    let entity = |party: &Party| matches!(party, Party::Entity(_));
    let named = entity(&found.actor)
        || entity(&found.target)
        || found.actor != Party::None && (people(&found.target) || concerns());
    // What a company denies, confirms or warns of need not name anyone; every other act is done to someone.
    let alone = matches!(found.act, Act::Deny | Act::Reject | Act::Confirm | Act::DeclineComment | Act::Warn)
        || matches!(found.act, Act::Criticise | Act::Support | Act::Praise | Act::Threaten)
            && matches!(found.actor, Party::Entity(_));
    if found.act == Act::Deny && found.reply_to.is_none() {
        found.reply_to = answered(claims, &found.actor).filter(|i| claims[*i].act == Act::Accuse);
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
    // "the blame lay with Acme, the minister said" is one accusation, and nobody's only where nobody is named
    let here = claims.iter().rev().take_while(|c| c.sentence == index);
    let nobodys = found.actor == Party::None
        && here.clone().any(|c| c.act == found.act && c.target == found.target && c.actor != Party::None);
    // "called Acme a thief": accused, and so criticised
    let word = |c: &&Claim| {
        let cue = article.tokens[found.tokens.start].span.start..article.tokens[found.tokens.end - 1].span.end;
        c.cue.start < cue.end && cue.start < c.cue.end
    };
    let same = |c: &Claim| c.actor == found.actor && c.target == found.target;
    let softer = found.act == Act::Criticise && here.clone().filter(word).any(|c| c.act == Act::Accuse && same(c));
    if nobodys || softer {
        return;
    }
    // "branded the report a fabrication" is an answer, and no criticism of the report
    let branded = claims.last().is_some_and(|c| {
        let idle = !matches!(c.target, Party::Entity(_));
        c.sentence == index && c.act == Act::Criticise && idle && c.actor == found.actor && word(&c)
    });
    if found.act == Act::Deny && branded {
        claims.pop();
    }
    // nobody sues or probes a law or an index
    let done = matches!(found.act, Act::Accuse | Act::Investigate | Act::Sue | Act::Sanction | Act::Warn);
    let thing = |party: &Party| matches!(party, Party::Entity(e) if matches!(scene.kind(e), EntityType::Law | EntityType::List));
    if done && (thing(&found.actor) || thing(&found.target)) {
        return;
    }
    if !named || found.actor == found.target || twice || (found.target == Party::None && !alone) {
        return;
    }
    let (doubt, by) = about.get_or_insert_with(|| (Doubt::of(scene.listed, index), reported_by(scene, index)));
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
pub fn answered(claims: &[Claim], actor: &Party) -> Option<usize> {
    let against = |c: &Claim| {
        matches!(c.act, Act::Accuse | Act::Criticise | Act::Investigate | Act::Sue | Act::Sanction)
            && !c.negated
            && c.target == *actor
            && *actor != Party::None
    };
    let accused = claims.iter().rposition(|c| c.act == Act::Accuse && against(c));
    accused.or_else(|| claims.iter().rposition(against))
}

/// Actors, targets and the accusation answered.
fn ends(reading: &Reading, hit: &Hit, claims: &[Claim]) -> Vec<Found> {
    match hit.form.pattern {
        Pattern::Object | Pattern::ObjectOwn | Pattern::Near if hit.passive => passive(reading, hit, hit.act),
        Pattern::Object | Pattern::ObjectOwn | Pattern::Near => active(reading, hit, claims),
        Pattern::Firm => firm(reading, hit, claims),
        Pattern::Told => told(reading, hit),
        Pattern::Clause | Pattern::Document => clause(reading, hit),
        Pattern::Role => role(reading, hit),
        Pattern::Bid if hit.passive => bidden(reading, hit),
        Pattern::Bid => bid(reading, hit, claims),
        Pattern::Prep | Pattern::Owned => nominal(reading, hit),
        Pattern::Mutual => mutual(reading, hit),
        Pattern::Felt => felt(reading, hit),
        Pattern::Left => {
            let behind = hit.tokens.end;
            let from = reading.sentence.tokens.contains(&behind) && reading.text(behind) == "from";
            let from = reading.grammar.phrase(behind + 1).filter(|_| from);
            let by = reading.agent(behind).or(from).map_or(Party::None, |p| reading.actor(&p));
            // shares are "under pressure" from nobody
            if hit.act == Act::Demand && by == Party::None {
                return Vec::new();
            }
            let mut under = reading.subjects(hit.tokens.start);
            // "Acme, under fire for its prices,"
            if under.is_empty() {
                under = reading.sufferers(hit.tokens.start);
            }
            under.first().map(|p| found(hit, hit.act, by, reading.target(p), None)).into_iter().collect()
        }
        Pattern::None => {
            let mut actors = actors(reading, hit);
            // "Neither Acme nor Zeta would comment"; of one firm alone it says that it did
            let none = |t: usize| matches!(reading.text(t), "Neither" | "neither" | "None" | "none" | "nor");
            let before = reading.sentence.tokens.start..hit.tokens.start;
            let says = matches!(reading.text(hit.tokens.start), "would" | "responded" | "immediately");
            if says && !hit.tokens.clone().any(|t| reading.kind(t).is(Kind::NEGATION) || reading.text(t) == "nothing") {
                if !before.clone().any(none) {
                    return Vec::new();
                }
                let all = reading.mentions.iter().filter(|m| before.contains(&m.tokens.start));
                actors = all.map(|m| Party::Entity(m.entity.clone())).collect();
            }
            // "Nobody at Acme was available for comment"
            let known = actors.iter().any(|a| matches!(a, Party::Entity(_)));
            // nor is it the calls that answer: "messages left with Acme were not returned"
            let calls = |p: &Range<usize>| {
                let head = reading.text(p.end - 1).to_ascii_lowercase();
                ["calls", "messages", "requests", "request", "emails", "questions", "call", "message", "email"]
                    .contains(&head.as_str())
            };
            let asked = !known && reading.subjects(hit.tokens.start).iter().any(calls);
            if actors.is_empty() || asked {
                actors.clear();
                let left = reading.mentions.iter().rev().find(|m| m.tokens.end <= hit.tokens.start);
                let before = || reading.scene.company_before(hit.tokens.start).cloned();
                // "Calls to its headquarters went unanswered": of the company before
                let its = |t: usize| matches!(reading.text(t), "its" | "their" | "the");
                let its = (reading.sentence.tokens.start..hit.tokens.start).any(its);
                let entity = left.map(|m| m.entity.clone()).or_else(|| before().filter(|_| its && asked));
                actors.extend(entity.map(Party::Entity));
            }
            actors.into_iter().map(|a| found(hit, hit.act, a, Party::None, None)).collect()
        }
        Pattern::Reply | Pattern::ReplyWord => reply(reading, hit, claims),
    }
}
