//! Place: every article gets its id and its story, and what stood in an outlet's template is dropped.

use crate::article::Problem;
use crate::naming::{self, Key};
use crate::part::{ArticlePart, BlockCounts, Part};
use crate::repost::{self, Candidate, Furniture, Pair, Placed, Shelf};
use crate::settings::Settings;
use crate::store::Store;
use rayon::prelude::*;
use std::io;

/// Whether an article is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is.
    Counted,
    /// Its date lies outside `--from` and `--to`.
    OutsideDates,
    /// It has no date, and `--from` or `--to` asks for one.
    Undated,
}

impl Status {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Status::Counted => "counted",
            Status::OutsideDates => "outside-dates",
            Status::Undated => "undated",
        }
    }
}

/// The articles of a run, sorted by id, each in its story.
#[derive(Debug)]
pub struct Corpus {
    /// Ids, sorted; the other lists run beside it.
    pub ids: Vec<String>,
    /// What is kept of each.
    #[allow(clippy::vec_box)]
    pub articles: Vec<Box<ArticlePart>>,
    /// Whether each is counted.
    pub status: Vec<Status>,
    /// Story and role of each; indices are of these lists.
    pub placed: Vec<Placed>,
    /// Verified pairs of copies.
    pub pairs: Vec<Pair>,
    /// Blocks that outlets print everywhere.
    pub furniture: Vec<Furniture>,
    /// Everything that could not be used, sorted.
    pub problems: Vec<Problem>,
}

impl Corpus {
    /// Indices of the articles that count.
    pub fn counted(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.ids.len()).filter(|i| self.status[*i] == Status::Counted)
    }

    /// Indices of the originals, one a story.
    pub fn stories(&self) -> impl Iterator<Item = usize> + '_ {
        self.counted().filter(|i| self.placed[*i].original == *i)
    }

    /// What sorts articles by time: dated before undated, then the moment, then the id.
    pub fn order(&self, article: usize) -> (bool, i64, usize) {
        let published = self.articles[article].published.as_ref();
        (published.is_none(), published.map_or(0, |p| p.seconds), article)
    }
}

/// Gives every article its id, finds templates and stories, and drops what stood in templates.
/// An error means that the store cannot be read.
pub fn place(part: Part, store: &Store, settings: &Settings) -> io::Result<Corpus> {
    let Part { mut articles, mut problems, .. } = part;
    let ids = name(&mut articles, &mut problems);
    let status: Vec<Status> = articles.iter().map(|a| status(a, settings)).collect();
    let counted: Vec<usize> = (0..ids.len()).filter(|i| status[*i] == Status::Counted).collect();
    let candidates: Vec<Candidate> = counted.iter().map(|i| candidate(&ids[*i], &articles[*i])).collect();
    let mut outcome = repost::stories(&candidates, store, &settings.reposts)?;
    drop(candidates);

    // The outcome counts among the articles that count; from here on all are counted together.
    let mut placed: Vec<Placed> = (0..ids.len()).map(Placed::alone).collect();
    for (index, mut one) in outcome.placed.drain(..).enumerate() {
        (one.centre, one.original) = (counted[one.centre], counted[one.original]);
        one.digest_of.iter_mut().for_each(|i| *i = counted[*i]);
        placed[counted[index]] = one;
    }
    for pair in &mut outcome.pairs {
        (pair.a, pair.b) = (counted[pair.a], counted[pair.b]);
    }
    for furniture in &mut outcome.furniture {
        furniture.example.0 = counted[furniture.example.0];
    }
    let shelf = Shelf::new(store);
    for (index, blocks) in outcome.template_blocks.iter().enumerate() {
        drop_blocks(&mut articles[counted[index]], blocks, &shelf);
    }
    shelf.close()?;
    problems.par_sort();
    problems.dedup();
    Ok(Corpus { ids, articles, status, placed, pairs: outcome.pairs, furniture: outcome.furniture, problems })
}

/// Sorts the articles by name, and says which ids could not serve.
#[allow(clippy::vec_box)]
fn name(articles: &mut Vec<Box<ArticlePart>>, problems: &mut Vec<Problem>) -> Vec<String> {
    let keys: Vec<Key> =
        articles.iter().map(|a| Key { own_id: &a.own_id, place: &a.place, sha256: &a.sha256 }).collect();
    let named = naming::name(&keys);
    for (id, first, n) in &named.shared {
        let detail = format!("{n} records have the id '{id}'; each is called by its place in the corpus instead");
        let first = &articles[*first];
        problems.push(Problem::new(first.path(), Some(first.record), "merge", "id-not-unique", detail).as_notice());
    }
    let mut slots: Vec<Option<Box<ArticlePart>>> = articles.drain(..).map(Some).collect();
    articles.extend(named.order.iter().filter_map(|(_, index)| slots[*index].take()));
    named.order.into_iter().map(|(id, _)| id).collect()
}

fn status(article: &ArticlePart, settings: &Settings) -> Status {
    if settings.from.is_none() && settings.to.is_none() {
        return Status::Counted;
    }
    let day: Option<jiff::civil::Date> = article.published.as_ref().and_then(|p| p.day().parse().ok());
    match day {
        None => Status::Undated,
        Some(day) if settings.from.is_some_and(|f| day < f) || settings.to.is_some_and(|t| day > t) => {
            Status::OutsideDates
        }
        Some(_) => Status::Counted,
    }
}

fn candidate<'a>(id: &'a str, article: &'a ArticlePart) -> Candidate<'a> {
    let published = article.published.as_ref();
    Candidate {
        id,
        outlet: &article.outlet,
        day: published.and_then(|p| p.day().parse::<jiff::civil::Date>().ok()).map(days),
        seconds: published.map(|p| p.seconds),
        precision: published.map(|p| p.precision),
        attribution: article.attribution.as_deref(),
        prints: &article.prints,
    }
}

/// Days since 1970-01-01.
fn days(day: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    epoch.duration_until(day).as_hours() / 24
}

/// Drops what stood in blocks that are the outlet's template.
fn drop_blocks(article: &mut ArticlePart, blocks: &[u32], shelf: &Shelf) {
    if blocks.is_empty() {
        return;
    }
    let dropped = |block: u32| blocks.binary_search(&block).is_ok();
    let words: u32 = shelf.blocks(&article.prints).iter().filter(|b| dropped(b.block)).map(|b| b.words).sum();
    article.words = article.words.saturating_sub(words);
    article.counts = BlockCounts::new(article.counts.iter().filter(|(block, _)| !dropped(*block)));
    let sentences = &article.sentences;
    let gone = |sentence: u32| sentences.get(sentence as usize).is_some_and(|s| dropped(s.block));
    article.mentions = article.mentions.iter().filter(|m| !gone(m.sentence)).copied().collect();
    let kept: Vec<usize> = (0..article.claims.len()).filter(|i| !gone(article.claims[*i].sentence)).collect();
    article.claims = kept
        .iter()
        .map(|i| {
            let mut claim = article.claims[*i].clone();
            claim.reply_to = claim.reply_to.and_then(|r| kept.binary_search(&(r as usize)).ok()).map(|r| r as u32);
            claim
        })
        .collect();
}
