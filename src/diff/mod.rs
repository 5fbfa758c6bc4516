//! Two articles side by side, with the runs of words they share: what stands behind a row of `reposts.csv`.
//!
//! Contract: a shared run is five words and more in a row that stand in both texts, spelt alike but for capitals and
//! marks; runs lie inside sentences' text in order, without overlap; every sentence stands in exactly one row, in order.

mod columns;
mod page;

pub use columns::{Marks, write as write_columns};
pub use page::write as write_page;

use crate::annotate::annotate;
use crate::article::{Article, Span};
use crate::found::{Block, BlockKind, Cleaned};
use crate::repost::words;
use rapidhash::{RapidHashMap, RapidHashSet};
use serde::Deserialize;

/// Words in a row that make a shared run, as in the search for copies.
const RUN: usize = 5;
/// Sentences of a text past which the rest is not aligned, only marked.
const ALIGNED: usize = 4_000;

/// An article as `pressmark articles` tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Told {
    /// Name in the corpus.
    pub id: String,
    /// Headline.
    pub title: String,
    /// Headings and body, a line each.
    pub text: String,
    /// Outlet.
    pub outlet: String,
    /// Date, as precise as known.
    pub published_at: String,
}

/// One of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The article.
    pub article: Told,
    /// Words of the text.
    pub words: usize,
    /// Words of it in shared runs.
    pub shared: usize,
    /// Shared runs, bytes of the text.
    pub runs: Vec<Span>,
    /// Sentences, bytes of the text.
    sentences: Vec<Span>,
}

/// Two articles compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The first article.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// Rows: a sentence of each, where they belong together, else of one.
    rows: Vec<(Option<usize>, Option<usize>)>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its text, white space as in the article.
    pub text: &'a str,
    /// Whether it stands in the other text as well.
    pub shared: bool,
}

impl Diff {
    /// Rows in order: the pieces of a sentence of each article; empty where it has none there.
    pub fn rows(&self) -> impl Iterator<Item = (Vec<Piece<'_>>, Vec<Piece<'_>>)> {
        self.rows.iter().map(|(a, b)| {
            let pieces = |side: &'_ Side, n: &Option<usize>| n.map(|n| side.sentences[n]);
            (
                pieces(&self.a, a).map_or(Vec::new(), |s| self.a.pieces(s)),
                pieces(&self.b, b).map_or(Vec::new(), |s| self.b.pieces(s)),
            )
        })
    }
}

impl Side {
    /// Share of the words that stand in the other text; 0 for an empty one.
    pub fn share(&self) -> f64 {
        if self.words == 0 { 0.0 } else { self.shared as f64 / self.words as f64 }
    }

    fn pieces(&self, sentence: Span) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut at = sentence.start;
        let first = self.runs.partition_point(|r| r.end <= sentence.start);
        for run in self.runs[first..].iter().take_while(|r| r.start < sentence.end) {
            let (start, end) = (run.start.max(sentence.start), run.end.min(sentence.end));
            pieces.push((Span { start: at, end: start }, false));
            pieces.push((Span { start, end }, true));
            at = end;
        }
        pieces.push((Span { start: at, end: sentence.end }, false));
        let text = &self.article.text;
        pieces.retain(|(span, _)| !span.is_empty());
        pieces.into_iter().map(|(span, shared)| Piece { text: span.of(text), shared }).collect()
    }
}

/// Compares two articles.
pub fn diff(a: Told, b: Told) -> Diff {
    let (of_a, of_b) = (words(&a.text), words(&b.text));
    let (places_a, places_b) = (grams(&of_a), grams(&of_b));
    let side = |article: Told, words: &[(Span, u16)], mine: &[u64], theirs: &[u64]| {
        let theirs: RapidHashSet<u64> = theirs.iter().copied().collect();
        let mut side =
            Side { words: words.len(), shared: 0, runs: Vec::new(), sentences: sentences(&article.text), article };
        let mut done = 0;
        for (at, _) in mine.iter().enumerate().filter(|(_, gram)| theirs.contains(gram)) {
            let span = Span { start: words[at].0.start, end: words[at + RUN - 1].0.end };
            side.shared += at + RUN - done.max(at);
            match side.runs.last_mut() {
                Some(run) if at <= done && done > 0 => run.end = span.end,
                _ => side.runs.push(span),
            }
            done = at + RUN;
        }
        side
    };
    let a = side(a, &of_a, &places_a, &places_b);
    let b = side(b, &of_b, &places_b, &places_a);
    let rows = align(&links(&a, &of_a, &places_a, &b, &of_b, &places_b), a.sentences.len(), b.sentences.len());
    Diff { a, b, rows }
}

/// Runs of five words as one number each.
fn grams(words: &[(Span, u16)]) -> Vec<u64> {
    let hash = |window: &[(Span, u16)]| {
        window.iter().fold(0u64, |h, w| (h ^ u64::from(w.1)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
    };
    words.windows(RUN).map(hash).collect()
}

/// Sentences of a kept text, whose blocks stand a line each.
fn sentences(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, end), kind: BlockKind::Body, rule: "text" });
        }
        start += line.len();
    }
    let article = Article { body: text.to_string(), ..Article::default() };
    annotate(&article, Cleaned { blocks, ..Cleaned::default() }).sentences.iter().map(|s| s.span).collect()
}

/// For each sentence of `a` the sentence of `b` it shares most runs with, and how many.
fn links(
    a: &Side,
    of_a: &[(Span, u16)],
    grams_a: &[u64],
    b: &Side,
    of_b: &[(Span, u16)],
    grams_b: &[u64],
) -> Vec<(usize, usize, usize)> {
    let holder =
        |side: &Side, word: Span| side.sentences.partition_point(|s| s.end <= word.start).min(side.sentences.len());
    let mut at: RapidHashMap<u64, usize> = RapidHashMap::default();
    for (n, gram) in grams_b.iter().enumerate() {
        at.entry(*gram).or_insert(n);
    }
    let mut counts: RapidHashMap<(usize, usize), usize> = RapidHashMap::default();
    for (n, gram) in grams_a.iter().enumerate() {
        if let Some(&there) = at.get(gram) {
            *counts.entry((holder(a, of_a[n].0), holder(b, of_b[there].0))).or_insert(0) += 1;
        }
    }
    let mut links: Vec<(usize, usize, usize)> = counts.into_iter().map(|((i, j), n)| (i, j, n)).collect();
    links.sort_unstable_by_key(|&(i, j, n)| (i, std::cmp::Reverse(n), j));
    links.dedup_by_key(|l| l.0);
    links.truncate(ALIGNED);
    links
}

/// The rows: the heaviest links that keep both orders, and between them what has no partner.
fn align(links: &[(usize, usize, usize)], of_a: usize, of_b: usize) -> Vec<(Option<usize>, Option<usize>)> {
    // the heaviest chain of links that grows in both texts
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(links.len());
    for (n, link) in links.iter().enumerate() {
        let before = (0..n).filter(|&m| links[m].0 < link.0 && links[m].1 < link.1).max_by_key(|&m| (best[m].0, m));
        best.push((link.2 + before.map_or(0, |m| best[m].0), before));
    }
    let mut chain = Vec::new();
    let mut at = (0..links.len()).max_by_key(|&n| best[n].0);
    while let Some(n) = at {
        chain.push((links[n].0, links[n].1));
        at = best[n].1;
    }
    chain.reverse();
    chain.push((of_a, of_b));
    let (mut i, mut j) = (0, 0);
    let mut rows = Vec::with_capacity(of_a + of_b);
    for (to_a, to_b) in chain {
        rows.extend((i..to_a).map(|n| (Some(n), None)));
        rows.extend((j..to_b).map(|n| (None, Some(n))));
        if to_a < of_a {
            rows.push((Some(to_a), Some(to_b)));
        }
        (i, j) = (to_a + 1, to_b + 1);
    }
    rows
}

#[cfg(test)]
mod tests;
