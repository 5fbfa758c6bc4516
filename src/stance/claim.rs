//! Claims of a sentence: each cue with its actor and targets, in the ordered rules of direction.

use super::cue::{Kind, LISTS, Pattern};
use super::hit::{BY, Hit, hits, matches};
use super::party::Scene;
use crate::article::Span;
use crate::found::{Act, Annotated, Claim, Party, Shape, Verification};

/// Adds the claims of a sentence.
pub fn of_sentence(scene: &Scene, index: usize, claims: &mut Vec<Claim>) {
    let article = scene.article;
    let sentence = &article.sentences[index];
    let found = hits(article, sentence);
    let mut content_until = 0;
    for hit in &found {
        if hit.tokens.start < content_until || scene.of(index).iter().any(|m| m.tokens.contains(&hit.tokens.start)) {
            continue;
        }
        if matches!(hit.form.act, Act::Accuse | Act::Deny) && !hit.form.noun {
            content_until = clause_end(article, sentence.tokens.end, hit.tokens.end);
        }
        for (actor, target, reply_to) in ends(scene, index, hit, claims) {
            let named = matches!(actor, Party::Entity(_)) || matches!(target, Party::Entity(_));
            let twice = claims.iter().rev().take_while(|c| c.sentence == index);
            let twice = twice.into_iter().any(|c| c.act == hit.form.act && c.actor == actor && c.target == target);
            // What a company denies or confirms need not name anyone; every other act is done to someone.
            let alone =
                matches!(hit.form.act, Act::Deny | Act::Reject | Act::Confirm | Act::DeclineComment | Act::Agree);
            if !named || actor == target || twice || (target == Party::None && !alone) {
                continue;
            }
            let (hedge, verification) = doubt(article, index);
            claims.push(Claim {
                actor,
                act: hit.form.act,
                target,
                sentence: index,
                cue: Span {
                    start: article.tokens[hit.tokens.start].span.start,
                    end: article.tokens[hit.tokens.end - 1].span.end,
                },
                negated: hit.negated && hit.form.act != Act::DeclineComment,
                reported_by: String::new(),
                hedge,
                verification,
                reply_to,
            });
        }
    }
}

/// Actor, target and the accusation answered, once a target.
fn ends(scene: &Scene, index: usize, hit: &Hit, claims: &[Claim]) -> Vec<(Party, Party, Option<usize>)> {
    let article = scene.article;
    let sentence = &article.sentences[index];
    let behind = hit.tokens.end;
    let pairs = |actor: Party, targets: Vec<Party>| {
        let targets = if targets.is_empty() { vec![Party::None] } else { targets };
        targets.into_iter().map(|t| (actor.clone(), t, None)).collect::<Vec<_>>()
    };
    match hit.form.pattern {
        Pattern::Object | Pattern::ObjectOwn if hit.passive => {
            let by = (behind..sentence.tokens.end.min(behind + 12)).find(|t| article.tokens[*t].word == *BY);
            let actor = by.and_then(|t| scene.objects(index, t + 1, false).into_iter().next());
            let target = scene.subject(index, hit.tokens.start);
            vec![(actor.unwrap_or(Party::None), target, None)]
        }
        Pattern::Object | Pattern::ObjectOwn => pairs(scene.actor(index, hit), scene.objects(index, behind, false)),
        Pattern::Clause | Pattern::Document => {
            let actor = scene.actor(index, hit);
            let head = hit.tokens.start.checked_sub(1).map(|t| LISTS.kind(article.tokens[t].word)).unwrap_or_default();
            let targets = scene.objects(index, behind, false);
            if targets.is_empty() || (hit.form.pattern == Pattern::Document && !head.is(Kind::PAPER)) {
                return Vec::new();
            }
            pairs(actor, targets)
        }
        Pattern::Prep => nominal(scene, index, hit),
        Pattern::Left => vec![(Party::None, scene.subject(index, hit.tokens.start), None)],
        Pattern::None => vec![(scene.subject(index, hit.tokens.start), Party::None, None)],
        Pattern::Reply | Pattern::ReplyWord => {
            let called = article.tokens[sentence.tokens.start..hit.tokens.start]
                .iter()
                .position(|t| LISTS.kind(t.word).is(Kind::CALL));
            let actor = match (hit.form.pattern, called) {
                (Pattern::ReplyWord, None) => return Vec::new(),
                (Pattern::ReplyWord, Some(at)) => scene.subject(index, sentence.tokens.start + at),
                _ if hit.form.noun || hit.passive => {
                    scene.objects(index, behind, true).into_iter().next().unwrap_or(Party::None)
                }
                _ => scene.actor(index, hit),
            };
            if actor == Party::None {
                return Vec::new();
            }
            let accusing = |c: &Claim| {
                matches!(c.act, Act::Accuse | Act::Criticise | Act::Investigate | Act::Sue | Act::Sanction)
                    && c.target == actor
            };
            let accused = claims.iter().rposition(|c| c.act == Act::Accuse && accusing(c));
            let answered = accused.or_else(|| claims.iter().rposition(accusing));
            let answers = answered.filter(|_| matches!(hit.form.act, Act::Deny | Act::Reject | Act::Confirm));
            let object = || scene.objects(index, behind, false).into_iter().next();
            let claim_behind =
                article.tokens[behind..sentence.tokens.end].iter().take(5).any(|t| LISTS.kind(t.word).is(Kind::CLAIM));
            match answers {
                Some(i) => vec![(actor, claims[i].actor.clone(), (claims[i].act == Act::Accuse).then_some(i))],
                None if claim_behind => vec![(actor, Party::None, None)],
                None => vec![(actor, object().unwrap_or(Party::None), None)],
            }
        }
    }
}

/// "criticism of Y", "X's attack on Y", "Y faces a probe by X".
fn nominal(scene: &Scene, index: usize, hit: &Hit) -> Vec<(Party, Party, Option<usize>)> {
    let article = scene.article;
    let sentence = &article.sentences[index];
    let behind = hit.tokens.end;
    let next = article.tokens[..sentence.tokens.end].get(behind).map_or(0, |t| t.word);
    let leads = LISTS.kind(next).is(Kind::TARGET);
    let mentions = scene.of(index);
    let left = mentions.iter().rev().find(|m| m.tokens.end <= hit.tokens.start);
    let Some(left) = left.map(|m| (Party::Entity(m.entity.clone()), m.tokens.end)) else {
        let targets = if leads { scene.objects(index, behind + 1, true) } else { Vec::new() };
        return targets.into_iter().map(|t| (Party::None, t, None)).collect();
    };
    let between = &article.tokens[left.1..hit.tokens.start];
    let suffers = between.iter().any(|t| LISTS.kind(t.word).is(Kind::SUFFER));
    if suffers {
        let by = scene.objects(index, (behind + 1).min(sentence.tokens.end), true).into_iter().next();
        return vec![(by.unwrap_or(Party::None), left.0, None)];
    }
    let targets = if leads { scene.objects(index, behind + 1, true) } else { Vec::new() };
    targets.into_iter().map(|t| (left.0.clone(), t, None)).collect()
}

/// Where the claimed content that begins at a token ends: at the next comma, semicolon or dash.
fn clause_end(article: &Annotated, end: usize, from: usize) -> usize {
    let stop = article.tokens[from..end].iter().position(|t| t.shape == Shape::Mark && t.span.len() != 2);
    stop.map_or(end, |p| from + p)
}

/// Hedges of a sentence, `|`-separated, and how firmly the article stands behind what it says.
pub fn doubt(article: &Annotated, index: usize) -> (String, Verification) {
    let mut hedges: Vec<&str> = Vec::new();
    let mut kinds = Kind::default();
    for (n, sentence) in article.sentences[index..].iter().take(3).enumerate() {
        for at in sentence.tokens.clone() {
            let list = LISTS.hedges(article.tokens[at].word);
            let Some(hedge) = list.iter().find(|h| matches(article, sentence, at, &h.rest)) else { continue };
            if n == 0 {
                kinds = kinds.or(hedge.kind);
            } else if hedge.kind.is(Kind::UNVERIFIED) && sentence.field == article.sentences[index].field {
                kinds = kinds.or(Kind::UNVERIFIED);
            }
            if n == 0 && hedge.kind.is(Kind::HEDGE) {
                let last = article.tokens[at + hedge.rest.len()].span.end;
                let span = Span { start: article.tokens[at].span.start, end: last };
                let text = article.slice(sentence, span);
                if !hedges.contains(&text) {
                    hedges.push(text);
                }
            }
        }
    }
    let verification = if kinds.is(Kind::UNVERIFIED) {
        Verification::Unverified
    } else if kinds.is(Kind::ANONYMOUS) {
        Verification::Anonymous
    } else if kinds.is(Kind::DOCUMENT) {
        Verification::Document
    } else if kinds.is(Kind::REPORTED) {
        Verification::Reported
    } else {
        Verification::Asserted
    };
    (hedges.join("|"), verification)
}
