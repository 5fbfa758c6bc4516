//! Clean: the blocks of an article, each with the rule that named it, and where its text came from.
//!
//! Contract: blocks are in order, do not overlap, lie on character boundaries and hold every character of the body
//! that is not white space.
//!
//! The article's own words must stay, so a rule that is only probable holds only where it stands to reason: at the
//! edges of the page, on short lines. `rules.csv` lists the rules; what hangs on neighbouring lines is in `page`.

mod attribution;
mod line;
mod page;
mod rules;
#[cfg(test)]
mod tests;

pub use rules::version;

use crate::article::Article;
use crate::found::Cleaned;
use page::Page;

/// Marks the blocks of an article's body and harvests attribution.
pub fn clean(article: &Article) -> Cleaned {
    let page = Page::of(article);
    let blocks = page.blocks();
    let (lines, foreign) = page.lines();
    let attribution = attribution::attribution(article, lines, &blocks, foreign);
    Cleaned { blocks, attribution }
}
