//! Reposts: fingerprints of each article, then, over the whole corpus, templates, copies and stories.
//!
//! Contract: every article stands in exactly one story; every member of a story but its centre has a verified pair
//! with that centre; the original is a member. The outcome depends neither on input order nor on threads.

mod centres;
mod foot;
mod furniture;
mod index;
mod notice;
mod origin;
mod overlap;
mod prints;
mod settings;
mod shelf;
mod star;
mod text;

pub use prints::{BlockPrint, Prints, prints, words};
pub use settings::RepostSettings;
pub use shelf::{Shelf, ShelvedPrints};

use crate::article::DatePrecision;
use crate::found::Attribution;
use crate::store::Store;
use serde::{Deserialize, Serialize};
use star::Stars;
use std::borrow::Cow;
use std::io;

/// What the finish side knows of an article.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// `article_id`; unique.
    pub id: &'a str,
    /// Outlet as named; empty or `unknown` where it is not known, and then no templates are learned for it.
    pub outlet: &'a str,
    /// Days since 1970-01-01 of the earliest day the date may mean.
    pub day: Option<i64>,
    /// Seconds since 1970-01-01 UTC of the earliest moment the date may mean.
    pub seconds: Option<i64>,
    /// How exactly the date is known.
    pub precision: Option<DatePrecision>,
    /// Where the text says it came from, if it does.
    pub attribution: Option<&'a Attribution>,
    /// Its fingerprints.
    pub prints: &'a ShelvedPrints,
}

/// What an article is within its story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Where the story began.
    Original,
    /// The same text, perhaps with furniture, cuts or edits.
    Repost,
    /// Under half of the original.
    Excerpt,
    /// A later, longer version by the outlet of the original.
    Update,
    /// A round-up of two or more stories: a story of its own.
    Digest,
}

impl Role {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Role::Original => "original",
            Role::Repost => "repost",
            Role::Excerpt => "excerpt",
            Role::Update => "update",
            Role::Digest => "digest",
        }
    }
}

/// Where an article belongs. Indices count in the input of [`stories`].
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The article every member of the story was compared with.
    pub centre: usize,
    /// The article the story is named for.
    pub original: usize,
    /// What this article is in it.
    pub role: Role,
    /// Share of the shorter's word 5-grams that stand in the longer, this article against the centre; `None` for the
    /// centre itself.
    pub containment: Option<f64>,
    /// How the original was told: `attribution`, `canonical`, `earliest`, `longest`, `id`, or `alone`.
    pub origin_signal: &'static str,
    /// How far that can be trusted, 0–100.
    pub origin_confidence: u8,
    /// Of a digest, the originals of the stories it draws on, ascending.
    pub digest_of: Vec<usize>,
}

impl Placed {
    /// An article that is a story of its own.
    pub fn alone(index: usize) -> Self {
        Placed {
            centre: index,
            original: index,
            role: Role::Original,
            containment: None,
            origin_signal: "alone",
            origin_confidence: 100,
            digest_of: Vec::new(),
        }
    }
}

/// Two articles found to carry the same text.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The member.
    pub a: usize,
    /// The centre of its story.
    pub b: usize,
    /// Share of `a`'s distinct word 5-grams that stand in `b`.
    pub containment_ab: f64,
    /// Share of `b`'s that stand in `a`.
    pub containment_ba: f64,
    /// Distinct 5-grams shared, of all in either.
    pub jaccard: f64,
    /// Words of `a` that stand in a run shared with `b`.
    pub shared_words: u32,
    /// `exact`, `cut`, `expanded` or `near`, as `a` is to `b`.
    pub kind: &'static str,
    /// Rule that accepted it: `identical`, `contained` (word for word), `edited` (with small edits closed over), `embedded`
    /// (in a much longer text), `stub` (its beginning alone), `led` (both begin alike and part later).
    pub rule: &'static str,
}

/// A block an outlet prints under many distinct stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// Outlet that prints it.
    pub outlet: String,
    /// Hash of the normalised text; of a block whose wording varies, of the part that does not.
    pub hash: u64,
    /// Articles it stands in.
    pub articles_n: u32,
    /// Distinct stories among them.
    pub stories_n: u32,
    /// Words in one printing.
    pub words_n: u32,
    /// An article, and the block of it, where it can be read.
    pub example: (usize, u32),
}

/// What [`stories`] makes of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Per article, where it belongs.
    pub placed: Vec<Placed>,
    /// Verified pairs, by `b`, then `a`.
    pub pairs: Vec<Pair>,
    /// Templates, by outlet, then hash.
    pub furniture: Vec<Furniture>,
    /// Per article, the blocks that are templates, ascending ([`BlockPrint::block`]).
    pub template_blocks: Vec<Vec<u32>>,
}

/// Finds templates, copies and stories in a whole corpus. The outcome is given in the order of `articles`, and does
/// not otherwise depend on it. An error means that the fingerprints cannot be fetched from the store.
pub fn stories(articles: &[Candidate], store: &Store, settings: &RepostSettings) -> io::Result<Outcome> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by(|&a, &b| articles[a].id.cmp(articles[b].id).then(a.cmp(&b)));
    let sorted: Cow<[Candidate]> = match order.is_sorted() {
        true => Cow::Borrowed(articles),
        false => Cow::Owned(order.iter().map(|&i| articles[i]).collect()),
    };
    let shelf = Shelf::new(store);
    let mut templates = furniture::learn(&sorted, &shelf, settings);
    notice::cut(&sorted, &shelf, &mut templates, settings);
    foot::cut(&sorted, &shelf, &mut templates, settings);
    let texts = text::Texts::new(&sorted, &shelf, &templates.gone, settings);
    let stars = star::stars(&sorted, &texts, settings);
    let placed = origin::place(&sorted, &texts, &stars, settings);
    let Stars { pairs, .. } = stars;
    let outcome = Outcome { placed, pairs, furniture: templates.rows, template_blocks: templates.blocks };
    shelf.close()?;
    Ok(in_order_of(outcome, &order))
}

/// Renames the indices of an outcome over sorted articles to those of the input.
fn in_order_of(mut outcome: Outcome, order: &[usize]) -> Outcome {
    if order.is_sorted() {
        return outcome;
    }
    let mut placed: Vec<(usize, Placed)> = order.iter().copied().zip(outcome.placed).collect();
    placed.sort_by_key(|(at, _)| *at);
    outcome.placed = placed
        .into_iter()
        .map(|(_, mut p)| {
            p.centre = order[p.centre];
            p.original = order[p.original];
            p.digest_of.iter_mut().for_each(|d| *d = order[*d]);
            p.digest_of.sort_unstable();
            p
        })
        .collect();
    let mut blocks: Vec<(usize, Vec<u32>)> = order.iter().copied().zip(outcome.template_blocks).collect();
    blocks.sort_by_key(|(at, _)| *at);
    outcome.template_blocks = blocks.into_iter().map(|(_, b)| b).collect();
    for pair in &mut outcome.pairs {
        pair.a = order[pair.a];
        pair.b = order[pair.b];
    }
    outcome.pairs.sort_by_key(|p| (p.b, p.a));
    for row in &mut outcome.furniture {
        row.example.0 = order[row.example.0];
    }
    outcome
}

#[cfg(test)]
mod tests;
