//! What is done toward one target of a single text.

use super::cue::{Kind, LISTS, Pattern};
use super::doubt::Doubt;
use super::hit::hits;
use super::listed::Listed;
use crate::article::Span;
use crate::company::Catalogue;
use crate::found::{Act, Annotated, EntityKey, Party, Stances};

/// What is done toward a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Toward {
    /// The act; `None` where there is none.
    pub act: Option<Act>,
    /// Who does it, as printed; empty where nobody is named.
    pub actor: String,
    /// Whether the sentence says it did not happen.
    pub negated: bool,
    /// Hedges, `|`-separated.
    pub hedge: String,
}

/// What the actor, or where none is given anyone, does toward the target: with both ends given, the cue between
/// them; else the claim whose target stands there.
pub fn act_toward(
    article: &Annotated,
    (target, entity): (Span, &EntityKey),
    actor: Option<Span>,
    stances: &Stances,
    catalogue: &Catalogue,
) -> Toward {
    let Some(index) = article.sentences.iter().position(|s| s.span.overlaps(target)) else { return Toward::default() };
    let sentence = &article.sentences[index];
    let Some(actor) = actor else {
        let is_target = |p: &Party| matches!(p, Party::Entity(key) if key == entity);
        let claim = stances.claims.iter().find(|c| c.sentence == index && is_target(&c.target));
        return claim.map_or_else(Toward::default, |c| Toward {
            act: Some(c.act),
            actor: match &c.actor {
                Party::Entity(EntityKey::Found(name, _)) => name.to_string(),
                Party::Entity(EntityKey::Known(index)) => catalogue.entity(*index).name.to_string(),
                Party::Text(text) => text.to_string(),
                Party::None => String::new(),
            },
            negated: c.negated,
            hedge: c.hedge.clone(),
        });
    };
    let actor_first = actor.start < target.start;
    let listed = Listed::of(article);
    let found = hits(&listed, sentence);
    let hit = found.iter().find(|hit| {
        let start = article.tokens[hit.tokens.start].span.start;
        let end = article.tokens[hit.tokens.end - 1].span.end;
        if matches!(hit.form.pattern, Pattern::Bid | Pattern::Firm | Pattern::Owned | Pattern::Mutual | Pattern::Role) {
            return false;
        }
        let between = if actor_first && hit.form.pattern == Pattern::Told {
            start >= target.end && said(article, actor, target) && near(article, target.end, start)
        } else if actor_first {
            let direct = hit.form.pattern != Pattern::Near || !prepositions(article, end, target.start);
            start >= actor.end && start < target.end && direct
        } else {
            start >= target.end
                && start < actor.start
                && (hit.passive || hit.form.noun || hit.form.pattern == Pattern::Left)
        };
        between && !(actor_first && hit.passive)
    });
    hit.map_or_else(Toward::default, |hit| Toward {
        act: Some(hit.act),
        actor: article.slice(sentence, actor).to_string(),
        negated: hit.negated,
        hedge: Doubt::of(&listed, index).hedge(article, index, &hit.tokens),
    })
}

/// Whether a word that introduces speech stands between two spans.
fn said(article: &Annotated, actor: Span, target: Span) -> bool {
    within(article, actor.end, target.start).any(|w| LISTS.kind(w).is(Kind::SAY))
}

/// Whether at most two words stand between two places.
fn near(article: &Annotated, from: u32, to: u32) -> bool {
    within(article, from, to).count() <= 2
}

/// Whether a preposition stands between two places.
fn prepositions(article: &Annotated, from: u32, to: u32) -> bool {
    within(article, from, to).any(|w| LISTS.kind(w).is(Kind::PREPOSITION))
}

/// Words between two places of the body.
fn within<'a>(article: &'a Annotated, from: u32, to: u32) -> impl Iterator<Item = u64> + 'a {
    article.tokens.iter().filter(move |t| t.span.start >= from && t.span.end <= to).map(|t| t.word)
}
