//! A stratified draw: every stratum is asked about, larger ones more, and each row says how many it stands for.

use super::{Question, Questions};
use crate::summary::SplitMix;
use std::collections::{BTreeMap, BTreeSet};

/// A question that was drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn<'a> {
    /// The question.
    pub question: &'a Question,
    /// Number of its stratum; says nothing of what the stratum is.
    pub stratum: usize,
    /// How many questions of the stratum it stands for.
    pub weight: f64,
}

/// Draws `n` questions, a quarter of them claims as far as there are; each kind in an order of its own, by chance.
pub fn draw(questions: &Questions, n: usize, seed: u64) -> (Vec<Drawn<'_>>, Vec<Drawn<'_>>) {
    let claims = (n / 4).min(questions.claims.len());
    let mentions = (n - claims).min(questions.mentions.len());
    let claims = (n - mentions).min(questions.claims.len());
    (of(&questions.mentions, mentions, seed), of(&questions.claims, claims, !seed))
}

fn of(questions: &[Question], n: usize, seed: u64) -> Vec<Drawn<'_>> {
    let mut random = SplitMix::new(seed);
    let mut strata = strata(questions, n);
    // The numbers of the strata are dealt by chance.
    shuffle(&mut strata, &mut random);
    let sizes: Vec<usize> = strata.iter().map(Vec::len).collect();
    let mut drawn = Vec::new();
    for (at, (stratum, take)) in strata.iter_mut().zip(allocate(&sizes, n)).enumerate() {
        shuffle(stratum, &mut random);
        let weight = stratum.len() as f64 / take.max(1) as f64;
        drawn.extend(stratum[..take].iter().map(|question| Drawn { question, stratum: at + 1, weight }));
    }
    shuffle(&mut drawn, &mut random);
    drawn
}

/// The questions by stratum. The companies with the fewest are taken together where the strata would otherwise be more
/// than half the rows.
fn strata(questions: &[Question], n: usize) -> Vec<Vec<&Question>> {
    let mut companies: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for question in questions {
        let company = companies.entry(&question.stratum.0).or_default();
        company.0 += 1;
        company.1.insert(&question.stratum.1);
    }
    let mut ranked: Vec<(&str, (usize, BTreeSet<&str>))> = companies.into_iter().collect();
    ranked.sort_by_key(|(company, (questions, _))| (std::cmp::Reverse(*questions), *company));
    let (mut strata, mut rest) = (ranked.iter().map(|(_, (_, cells))| cells.len()).sum::<usize>(), BTreeSet::new());
    let mut kept = ranked.len();
    while kept > 0 && strata + rest.len() > (n / 2).max(1) {
        kept -= 1;
        strata -= ranked[kept].1.1.len();
        rest.extend(ranked[kept].1.1.iter().copied());
    }
    let alone: BTreeSet<&str> = ranked[..kept].iter().map(|(company, _)| *company).collect();
    let mut by: BTreeMap<(Option<&str>, &str), Vec<&Question>> = BTreeMap::new();
    for question in questions {
        let company = alone.get(question.stratum.0.as_str()).copied();
        by.entry((company, &question.stratum.1)).or_default().push(question);
    }
    by.into_values().collect()
}

/// How many of each stratum: one each, the largest first, then by the root of the size as far as there are.
fn allocate(sizes: &[usize], n: usize) -> Vec<usize> {
    let mut take = vec![0; sizes.len()];
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(sizes[*at]), *at));
    for at in order.into_iter().take(n) {
        take[at] = usize::from(sizes[at] > 0);
    }
    // The next row goes where it is most missed (Sainte-Laguë over the roots).
    for _ in take.iter().sum::<usize>()..n.min(sizes.iter().sum()) {
        let missed = |at: usize| (sizes[at] as f64).sqrt() / (2 * take[at] + 1) as f64;
        let open = (0..sizes.len()).filter(|at| take[*at] < sizes[*at]);
        if let Some(at) = open.max_by(|a, b| missed(*a).total_cmp(&missed(*b)).then(b.cmp(a))) {
            take[at] += 1;
        }
    }
    take
}

/// Fisher–Yates.
fn shuffle<T>(items: &mut [T], random: &mut SplitMix) {
    for at in (1..items.len()).rev() {
        items.swap(at, random.below(at as u64 + 1) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_stratum_is_asked_and_larger_ones_more() {
        // Roots 10, 5, 1 of 32 rows, none beyond what there is.
        assert_eq!(allocate(&[100, 25, 1], 32), [21, 10, 1]);
        assert_eq!(allocate(&[3, 2], 10), [3, 2]);
        assert_eq!(allocate(&[1, 5, 3], 2), [0, 1, 1]);
    }

    fn question(n: usize, company: usize, cell: usize) -> Question {
        Question {
            id: format!("m{n}"),
            article_id: String::new(),
            title: String::new(),
            sentence: String::new(),
            target: String::new(),
            name: String::new(),
            label: String::new(),
            tone: None,
            counted: true,
            tone_counted: true,
            stratum: (company.to_string(), cell.to_string()),
        }
    }

    proptest! {
        /// As long as there is a row for each stratum, the rows stand for all there is, and none is drawn twice.
        #[test]
        fn the_rows_stand_for_all(cells in prop::collection::vec((0usize..6, 0usize..3), 1..120), n in 6usize..80) {
            let mentions: Vec<Question> = cells.iter().enumerate().map(|(n, (c, l))| question(n, *c, *l)).collect();
            let drawn = of(&mentions, n, 7);
            prop_assert_eq!(drawn.len(), n.min(mentions.len()));
            let ids: BTreeSet<&str> = drawn.iter().map(|d| d.question.id.as_str()).collect();
            prop_assert_eq!(ids.len(), drawn.len());
            let sum: f64 = drawn.iter().map(|d| d.weight).sum();
            prop_assert!((sum - mentions.len() as f64).abs() < 1e-6);
        }
    }
}
