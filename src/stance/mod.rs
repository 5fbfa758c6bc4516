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
