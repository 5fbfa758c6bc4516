//! What is done toward one target of a single text.

use super::claim::doubt;
use super::cue::Pattern;
use super::hit::hits;
use crate::article::Span;
use crate::found::{Act, Annotated, Party, Stances};

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
pub fn act_toward(article: &Annotated, target: Span, actor: Option<Span>, stances: &Stances) -> Toward {
    let Some(index) = article.sentences.iter().position(|s| s.span.overlaps(target)) else { return Toward::default() };
    let sentence = &article.sentences[index];
    let printed = article.slice(sentence, target);
    let Some(actor) = actor else {
        let is_target =
            |p: &Party| matches!(p, Party::Entity(crate::found::EntityKey::Found(name, _)) if **name == *printed);
        let claim = stances.claims.iter().find(|c| c.sentence == index && is_target(&c.target));
        return claim.map_or_else(Toward::default, |c| Toward {
            act: Some(c.act),
            actor: match &c.actor {
                Party::Entity(crate::found::EntityKey::Found(name, _)) => name.to_string(),
                Party::Text(text) => text.to_string(),
                _ => String::new(),
            },
            negated: c.negated,
            hedge: c.hedge.clone(),
        });
    };
    let actor_first = actor.start < target.start;
    let found = hits(article, sentence);
    let hit = found.iter().find(|hit| {
        let start = article.tokens[hit.tokens.start].span.start;
        let between = if actor_first {
            start >= actor.end && start < target.end
        } else {
            start >= target.end
                && start < actor.start
                && (hit.passive || hit.form.noun || hit.form.pattern == Pattern::Left)
        };
        between && !(actor_first && hit.passive)
    });
    hit.map_or_else(Toward::default, |hit| Toward {
        act: Some(hit.form.act),
        actor: article.slice(sentence, actor).to_string(),
        negated: hit.negated,
        hedge: doubt(article, index).0,
    })
}
