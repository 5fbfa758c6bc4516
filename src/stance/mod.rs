//! Stance: who does what toward whom, and whose words are whose.

use crate::company::Catalogue;
use crate::found::{Annotated, Mention, Stances};

/// Finds claims and reported speech in an article.
pub fn find(_article: &Annotated, _mentions: &[Mention], _catalogue: &Catalogue) -> Stances {
    Stances::default()
}

/// Hash of the lists.
pub fn version() -> String {
    String::new()
}

/// What is done toward a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Toward {
    pub act: Option<crate::found::Act>,
    pub actor: String,
    pub negated: bool,
    pub hedge: String,
}

/// What an actor, or anyone, does toward a target.
pub fn act_toward(
    _article: &Annotated,
    _target: crate::article::Span,
    _actor: Option<crate::article::Span>,
    _stances: &Stances,
) -> Toward {
    Toward::default()
}
