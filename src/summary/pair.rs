//! Pairs of companies that share stories.

use crate::summary::company::CompanySummary;
use crate::summary::entity::EntityTable;
use crate::summary::place::Corpus;
use std::collections::BTreeMap;

/// Two companies that share stories.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct PairTally {
    pub a: usize,
    pub b: usize,
    pub stories_n: usize,
    pub articles_n: usize,
    /// Normalised pointwise mutual information over stories, −1 to 1 (Bouma 2009).
    pub npmi: Option<f64>,
}

/// Pairs of companies that share a story, sorted by id.
pub fn pairs(corpus: &Corpus, entities: &EntityTable, companies: &[CompanySummary]) -> Vec<PairTally> {
    debug_assert!(companies.is_sorted_by_key(|c| &entities.rows[c.entity].id));
    let mut by_story: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_article: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, company) in companies.iter().enumerate() {
        for story in &company.stories {
            by_story.entry(*story).or_default().push(index);
        }
        for article in &company.articles {
            by_article.entry(*article).or_default().push(index);
        }
    }
    let count = |groups: &BTreeMap<usize, Vec<usize>>| {
        let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for members in groups.values() {
            for (at, a) in members.iter().enumerate() {
                for b in &members[at + 1..] {
                    *pairs.entry((*a, *b)).or_default() += 1;
                }
            }
        }
        pairs
    };
    let articles = count(&by_article);
    let stories_n = corpus.stories().count() as f64;
    count(&by_story)
        .into_iter()
        .map(|((a, b), n)| {
            let share = |n: usize| n as f64 / stories_n;
            let both = share(n);
            let chance = share(companies[a].stories.len()) * share(companies[b].stories.len());
            let npmi = (both < 1.0 && chance > 0.0).then(|| (both / chance).ln() / -both.ln());
            PairTally {
                a: companies[a].entity,
                b: companies[b].entity,
                stories_n: n,
                articles_n: articles.get(&(a, b)).copied().unwrap_or(0),
                npmi,
            }
        })
        .collect()
}
