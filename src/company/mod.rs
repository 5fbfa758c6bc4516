//! Companies: which entities an article names, and where.

use crate::found::{Annotated, Mention};

mod catalogue;
pub use catalogue::{Catalogue, Entity};

/// Tags every entity of an article, in reading order; mentions do not overlap.
pub fn tag(_article: &Annotated, _catalogue: &Catalogue) -> Vec<Mention> {
    Vec::new()
}
