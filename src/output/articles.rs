//! Rows of articles, stories, verified copies and furniture.

use crate::evidence::{Evidence, Source};
use crate::found::WordCounts;
use crate::output::coverage::{share, tone_words};
use crate::output::rows::{ArticleRow, FurnitureRow, RepostRow, StoryRow};
use crate::part::{ArticlePart, hex};
use crate::summary::{Status, Summary, mean};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The row of an article in `articles.csv`.
pub fn article(summary: &Summary, index: usize) -> io::Result<ArticleRow> {
    let corpus = &summary.corpus;
    let article = &corpus.articles[index];
    let source = Source::get(&summary.store, &article.evidence)?;
    let placed = &corpus.placed[index];
    let counted = corpus.status[index] == Status::Counted;
    let copy = counted && placed.original != index;
    let published = article.published.as_ref();
    let id = |i: usize| corpus.ids[i].clone();
    let in_story = |text: String| if counted { text } else { String::new() };
    Ok(ArticleRow {
        article_id: id(index),
        path: article.path().to_string(),
        record: u64::from(article.record),
        format: source.format,
        title: article.title.to_string(),
        outlet: article.outlet.to_string(),
        wire: article.attribution.as_ref().map_or(String::new(), |a| a.wire.clone()),
        author: source.author,
        url: source.url,
        published_at: published.map_or(String::new(), |p| p.at.clone()),
        date_source: published.map_or(String::new(), |p| p.source.clone()),
        date_precision: published.map_or(String::new(), |p| p.precision.name().to_string()),
        language: article.language.to_string(),
        language_confidence: (!article.language.is_empty()).then(|| f64::from(article.language_confidence) / 100.0),
        words_n: u64::from(article.words),
        removed_share: share(
            u64::from(article.words_read.saturating_sub(article.words)),
            u64::from(article.words_read),
        ),
        story_id: in_story(id(placed.original)),
        role: in_story(placed.role.name().to_string()),
        original_id: if copy { id(placed.original) } else { String::new() },
        // The centre of a story was held against by the others, the original among them.
        containment: if copy { placed.containment.or(corpus.placed[placed.original].containment) } else { None },
        origin_signal: in_story(placed.origin_signal.to_string()),
        digest_of: placed.digest_of.iter().map(|i| id(*i)).collect::<Vec<_>>().join("|"),
        companies_n: companies(summary, article).len() as u64,
        tone_words: tone_words(counts(article)),
        status: corpus.status[index].name(),
        sha256: hex(&article.sha256),
    })
}

fn counts(article: &ArticlePart) -> WordCounts {
    article.counts.iter().fold(WordCounts::default(), |mut sum, (_, counts)| {
        sum.words += counts.words;
        sum.positive += counts.positive;
        sum.negative += counts.negative;
        sum
    })
}

/// Rows in the entity table of the companies with a table that an article names.
fn companies(summary: &Summary, article: &ArticlePart) -> BTreeSet<usize> {
    let rows = summary.entities.rows_of(article);
    let counted = article.mentions.iter().filter(|m| m.counts());
    let rows = counted.filter_map(|m| rows.get(m.entity as usize).copied().flatten());
    rows.filter(|row| summary.entities.rows[*row].tabled).collect()
}

/// The rows of `stories.csv`: stories with two or more articles, by id.
pub fn stories(summary: &Summary) -> Vec<StoryRow> {
    let corpus = &summary.corpus;
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in corpus.counted() {
        stories.entry(corpus.placed[index].original).or_default().push(index);
    }
    stories.retain(|_, members| members.len() > 1);
    stories.into_iter().map(|(original, members)| story(summary, original, &members)).collect()
}

fn story(summary: &Summary, original: usize, members: &[usize]) -> StoryRow {
    let corpus = &summary.corpus;
    let placed = &corpus.placed[original];
    let article = &corpus.articles[original];
    let mut dated: Vec<(i64, &str)> = members
        .iter()
        .filter_map(|i| corpus.articles[*i].published.as_ref())
        .map(|p| (p.seconds, p.at.as_str()))
        .collect();
    dated.sort();
    let lags: Vec<f64> = dated.iter().skip(1).map(|(s, _)| (s - dated[0].0) as f64 / 3600.0).collect();
    let outlets: BTreeSet<&str> =
        members.iter().map(|i| &*corpus.articles[*i].outlet).filter(|o| !o.is_empty()).collect();
    let named: BTreeSet<usize> = members.iter().flat_map(|i| companies(summary, &corpus.articles[*i])).collect();
    let named: Vec<&str> = named.iter().map(|row| summary.entities.rows[*row].id.as_str()).collect();
    let copies = members.iter().filter(|i| **i != original).filter_map(|i| corpus.placed[*i].containment);
    StoryRow {
        story_id: corpus.ids[original].clone(),
        title: article.title.to_string(),
        original_outlet: article.outlet.to_string(),
        origin_signal: placed.origin_signal.to_string(),
        origin_confidence: Some(f64::from(placed.origin_confidence) / 100.0),
        first_seen: dated.first().map_or(String::new(), |d| d.1.to_string()),
        last_seen: dated.last().map_or(String::new(), |d| d.1.to_string()),
        articles_n: members.len() as u64,
        outlets_n: outlets.len() as u64,
        lag_hours_median: median(&lags),
        containment_min: copies.min_by(f64::total_cmp),
        companies: named.join("|"),
    }
}

fn median(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted.get(half).copied() } else { mean(sorted.get(half.wrapping_sub(1)..=half)?) }
}

/// The rows of `reposts.csv`, by ids.
pub fn reposts(summary: &Summary) -> Vec<RepostRow> {
    let corpus = &summary.corpus;
    let mut pairs: Vec<_> = corpus.pairs.iter().collect();
    pairs.sort_by_key(|p| (p.a, p.b));
    let row = |pair: &&crate::repost::Pair| RepostRow {
        article_id: corpus.ids[pair.a].clone(),
        centre_id: corpus.ids[pair.b].clone(),
        story_id: corpus.ids[corpus.placed[pair.a].original].clone(),
        containment_in_centre: Some(pair.containment_ab),
        containment_of_centre: Some(pair.containment_ba),
        jaccard: Some(pair.jaccard),
        shared_words_n: u64::from(pair.shared_words),
        kind: pair.kind,
        rule: pair.rule,
    };
    pairs.iter().map(row).collect()
}

/// The rows of `furniture.csv`, by outlet and text.
pub fn furniture(summary: &Summary) -> io::Result<Vec<FurnitureRow>> {
    let corpus = &summary.corpus;
    let mut rows = Vec::with_capacity(corpus.furniture.len());
    for block in &corpus.furniture {
        let (index, number) = block.example;
        let example = &corpus.articles[index];
        let heads = Evidence::get(&summary.store, &example.evidence)?.heads;
        rows.push(FurnitureRow {
            outlet: block.outlet.clone(),
            text: heads.lines().nth(number as usize).unwrap_or_default().trim().to_string(),
            words_n: u64::from(block.words_n),
            articles_n: u64::from(block.articles_n),
            stories_n: u64::from(block.stories_n),
            example_id: corpus.ids[index].clone(),
        });
    }
    rows.sort_by(|a, b| (&a.outlet, &a.text).cmp(&(&b.outlet, &b.text)));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[2.0]), Some(2.0));
        assert_eq!(median(&[1.0, 2.0]), Some(1.5));
        assert_eq!(median(&[1.0, 2.0, 9.0]), Some(2.0));
    }
}
