//! Claims of a sentence: each cue with its actor and targets, in the ordered rules of direction.

use super::cue::{Kind, LISTS, Pattern};
use super::doubt::Doubt;
use super::hit::{AGAINST, BY, Hit, OF, hits};
use super::inflect::Form;
use super::party::Scene;
use super::source::reported_by;
use crate::article::Span;
use crate::found::{Act, Annotated, Claim, EntityKey, Party, Sentence};

/// Adds the claims of a sentence.
pub fn of_sentence(scene: &Scene, index: usize, claims: &mut Vec<Claim>) {
    let article = scene.article;
    let sentence = &article.sentences[index];
    let found = hits(article, sentence);
    let mut content_until = 0;
    let mut about = None;
    for hit in &found {
        if hit.tokens.start < content_until || scene.of(index).iter().any(|m| m.tokens.contains(&hit.tokens.start)) {
            continue;
        }
        if matches!(hit.form.act, Act::Accuse | Act::Deny | Act::Threaten | Act::Warn | Act::Demand) && !hit.form.noun {
            content_until = clause_end(article, sentence, hit.tokens.end, &found);
        }
        for (actor, target, reply_to) in ends(scene, index, hit, claims) {
            let named = matches!(actor, Party::Entity(_)) || matches!(target, Party::Entity(_));
            let twice = claims.iter().rev().take_while(|c| c.sentence == index);
            let twice = twice.into_iter().any(|c| c.act == hit.act && c.actor == actor && c.target == target);
            // What a company denies or confirms need not name anyone; every other act is done to someone.
            let reply = matches!(hit.form.pattern, Pattern::Reply | Pattern::ReplyWord | Pattern::None);
            let alone = reply && matches!(hit.act, Act::Deny | Act::Reject | Act::Confirm | Act::DeclineComment);
            if !named || actor == target || twice || (target == Party::None && !alone) {
                continue;
            }
            let (doubt, by) = about.get_or_insert_with(|| (Doubt::of(article, index), reported_by(scene, index)));
            // "It goes on to allege": the paper's author is named in an earlier sentence only.
            let by_paper =
                |e: &EntityKey| scene.paper.as_ref() == Some(e) && !scene.of(index).iter().any(|m| m.entity == *e);
            let document = scene.document_speaks(index, hit.tokens.start)
                || matches!(&actor, Party::Entity(e) if hit.act == Act::Accuse && by_paper(e));
            let mut by = by.clone();
            if by.is_empty() && document && !matches!(hit.act, Act::Deny | Act::Reject) {
                by.clone_from(&scene.paper_by);
            }
            let verification = doubt.verification(hit.act, document, !by.is_empty());
            let hedge = doubt.hedge(article, index, &hit.tokens);
            claims.push(Claim {
                actor,
                act: hit.act,
                target,
                sentence: index,
                cue: Span {
                    start: article.tokens[hit.tokens.start].span.start,
                    end: article.tokens[hit.tokens.end - 1].span.end,
                },
                negated: hit.negated && hit.act != Act::DeclineComment,
                reported_by: by,
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
        Pattern::Object | Pattern::ObjectOwn | Pattern::Near if hit.passive => {
            let by = (behind..sentence.tokens.end.min(behind + 12)).find(|t| article.tokens[*t].word == *BY);
            let actor = by.and_then(|t| scene.objects(index, t + 1, false).into_iter().next());
            let target = scene.subject(index, hit.tokens.start);
            vec![(actor.unwrap_or(Party::None), target, None)]
        }
        Pattern::Object | Pattern::ObjectOwn | Pattern::Near => {
            {
                // "called for sanctions against Y", "threatened to sue Y": Y stands behind the preposition.
                let over = hit.act != hit.form.act || hit.act == Act::Threaten;
                pairs(scene.actor(index, hit), scene.objects(index, behind, over))
            }
        }
        Pattern::Told => {
            let before = sentence.tokens.start..hit.tokens.start;
            let says = before.rev().find(|t| LISTS.kind(article.tokens[*t].word).is(Kind::SAY));
            let target = scene.of(index).iter().rev().find(|m| m.tokens.end == hit.tokens.start);
            match (says, target) {
                (Some(says), Some(m)) if says < m.tokens.start && m.tokens.start - says <= 3 => {
                    vec![(scene.subject(index, says), Party::Entity(m.entity.clone()), None)]
                }
                _ => Vec::new(),
            }
        }
        Pattern::Clause | Pattern::Document => {
            let actor = scene.actor(index, hit);
            let helper = Kind::AUXILIARY.or(Kind::MODAL);
            let left = article.tokens[sentence.tokens.start..hit.tokens.start].iter().rev();
            let head = left.map(|t| LISTS.kind(t.word)).find(|k| !k.is(helper)).unwrap_or_default();
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
            let answers = answered.filter(|_| matches!(hit.act, Act::Deny | Act::Reject | Act::Confirm));
            // "denied that it helped Y", "denied helping Y": what is denied is a clause.
            let clause = article.tokens[behind..sentence.tokens.end].first().is_some_and(|t| {
                let text = article.slice(sentence, t.span);
                text == "that" || text.ends_with("ing") || LISTS.kind(t.word).is(Kind::PRONOUN)
            });
            let object = || scene.objects(index, behind, false).into_iter().next();
            let claim_behind =
                article.tokens[behind..sentence.tokens.end].iter().take(5).any(|t| LISTS.kind(t.word).is(Kind::CLAIM));
            match answers {
                Some(i) => vec![(actor, claims[i].actor.clone(), (claims[i].act == Act::Accuse).then_some(i))],
                None if claim_behind || clause => vec![(actor, Party::None, None)],
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
    // "the support of Y" comes from Y, "the threat of a default" is nobody's.
    let whose = next == *OF && matches!(hit.act, Act::Support | Act::Threaten);
    let own = hit.act == Act::Threaten && next != *AGAINST;
    let leads = LISTS.kind(next).is(Kind::TARGET) && !whose && !own;
    let mentions = scene.of(index);
    // A credit line's agency does nothing in its story.
    let left = mentions.iter().rev().find(|m| m.tokens.end <= hit.tokens.start && m.not_counted_because != "credit");
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

/// Where the claimed content that begins at a token ends: at the next comma, semicolon or dash that parts clauses, or
/// where "and" or "but" leads to another cue in the past or present.
fn clause_end(article: &Annotated, sentence: &Sentence, from: usize, found: &[Hit]) -> usize {
    let goes_on = |at: usize| {
        let verb = |h: &&Hit| h.tokens.start == at && !h.form.noun && matches!(h.form.form, Form::Past | Form::S);
        found.iter().find(verb).is_some()
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
            "and" | "but" => goes_on(at + 1),
            _ => false,
        })
        .unwrap_or(sentence.tokens.end)
}
