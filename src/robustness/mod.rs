//! Robustness: which rankings of companies, and which signs of tone, change when tone is made in another way or copies
//! are counted by another threshold.
//!
//! Contract: the articles are read and mapped once; each variant differs from the base in one thing; what a variant
//! cannot move is not among its measures.

mod show;
mod variant;

pub use show::{rows, write};
pub use variant::{Base, Varied};

use crate::agreement::{kendall, spearman};
use crate::company::Catalogue;
use crate::pipeline::{self, Phase};
use crate::repost::Placed;
use crate::settings::Settings;
use crate::summary::{self, CompanySummary, Corpus, Tally};
use crate::tone::Scorer;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What is asked.
#[derive(Debug)]
pub struct Question<'a> {
    /// Folder or file of articles.
    pub corpus: &'a Path,
    /// Settings of the base.
    pub settings: &'a Settings,
    /// Companies.
    pub catalogue: &'a Catalogue,
    /// How tone is made in the base.
    pub base: Base<'a>,
    /// Further lists of tone words, each tried over ours and alone.
    pub lists: &'a [PathBuf],
    /// Thresholds of containment for copies, each tried.
    pub containments: &'a [f64],
    /// Fewest stories of a company in the base.
    pub least: usize,
}

/// A number by which companies are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Measure {
    Stories,
    Attention,
    Tone,
}

impl Measure {
    /// The column of `companies.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Stories => "stories_n",
            Measure::Attention => "attention_share",
            Measure::Tone => "tone_mean",
        }
    }
}

/// A measure of one company.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Figure {
    /// As tables show it, in ten-thousandths; none where there is nothing to measure.
    pub value: Option<i64>,
    /// Its 95 % interval, in ten-thousandths.
    pub interval: Option<(i64, i64)>,
    /// Stories behind it.
    pub stories: usize,
    /// 1 + the companies with more; none without a value.
    pub rank: Option<usize>,
}

impl Figure {
    /// Whether the interval leaves 0 out; none without one.
    pub fn sure(&self) -> Option<bool> {
        self.interval.map(|(low, high)| low > 0 || high < 0)
    }
}

/// The figures of one way to count, a list a measure, in the order of the companies.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What differs from the base; none in the base.
    pub varied: Option<Varied>,
    /// Its name.
    pub name: String,
    /// Figures by what they measure.
    pub figures: Vec<(Measure, Vec<Figure>)>,
}

impl Variant {
    /// The figures of a measure; none of what it cannot move.
    pub fn of(&self, measure: Measure) -> &[Figure] {
        self.figures.iter().find(|(m, _)| *m == measure).map_or(&[], |(_, figures)| figures)
    }

    /// Kendall's tau-b and Spearman's rho with another variant, over the companies that both have a value of.
    pub fn correlation(&self, with: &Variant, measure: Measure) -> (Option<f64>, Option<f64>) {
        let both = self.of(measure).iter().zip(with.of(measure));
        let pairs: Vec<(f64, f64)> = both.filter_map(|(a, b)| Some((a.value? as f64, b.value? as f64))).collect();
        (kendall(&pairs), spearman(&pairs))
    }
}

/// The answer.
#[derive(Debug)]
pub struct Robustness {
    /// Ids and names of the companies, sorted by id.
    pub companies: Vec<(String, String)>,
    /// Articles that count.
    pub articles: usize,
    /// Their stories, in the base.
    pub stories: usize,
    /// As the settings have it.
    pub base: Variant,
    /// The others.
    pub variants: Vec<Variant>,
}

/// Counts a corpus in every way asked.
pub fn answer(question: &Question, progress: &(dyn Fn(Phase) + Sync)) -> anyhow::Result<Robustness> {
    let Question { corpus, settings, catalogue, .. } = question;
    let (base_scorer, ways) = variant::ways(&question.base, question.lists)?;
    let scorers: Vec<Scorer> = ways.iter().map(|way| way.scorer.clone()).collect();
    let (_, store, part) = pipeline::mapped(corpus, settings, catalogue, &base_scorer, &scorers, progress)?;
    anyhow::ensure!(!part.articles.is_empty(), "no article could be read in '{}'", corpus.display());

    progress(Phase::Reposts(part.articles.len()));
    let mut copies = Vec::new();
    for containment in question.containments.iter().filter(|c| **c != settings.reposts.containment) {
        let mut other = Settings::clone(settings);
        other.reposts.containment = *containment;
        let placed = summary::place(part.clone(), &store, &other)?;
        copies.push((format!("containment {containment}"), totals(&placed, settings, catalogue)));
    }
    let mut placed = summary::place(part, &store, settings)?;

    progress(Phase::Summary);
    let base = totals(&placed, settings, catalogue);
    let apart = (0..placed.placed.len()).map(Placed::alone).collect();
    let stories = std::mem::replace(&mut placed.placed, apart);
    copies.push(("every copy counted".to_string(), totals(&placed, settings, catalogue)));
    placed.placed = stories;

    let companies: Vec<(String, String)> = base
        .iter()
        .filter(|(_, (_, total))| total.stories_n >= question.least.max(1))
        .map(|(id, (name, _))| (id.clone(), name.clone()))
        .collect();
    let figures = |totals: &Totals, measures: &[Measure]| {
        measures.iter().map(|measure| (*measure, figures(&companies, totals, *measure))).collect()
    };
    let mut variants = Vec::new();
    for (number, way) in ways.into_iter().enumerate() {
        score_by(&mut placed, number);
        let totals = totals(&placed, settings, catalogue);
        variants.push(Variant {
            varied: Some(way.varied),
            name: way.name,
            figures: figures(&totals, &[Measure::Tone]),
        });
    }
    let all = [Measure::Stories, Measure::Attention, Measure::Tone];
    variants.extend(copies.into_iter().map(|(name, totals)| Variant {
        varied: Some(Varied::Copies),
        name,
        figures: figures(&totals, &all),
    }));
    let base = Variant { varied: None, name: variant::name(&question.base, settings), figures: figures(&base, &all) };
    let articles = placed.counted().count();
    Ok(Robustness { companies, articles, stories: placed.stories().count(), base, variants })
}

/// Name and tally over everything of each company, by id.
type Totals = BTreeMap<String, (String, Tally)>;

fn totals(corpus: &Corpus, settings: &Settings, catalogue: &Catalogue) -> Totals {
    let (entities, companies) = summary::tallies(corpus, settings, catalogue);
    let row = |company: CompanySummary| {
        let info = &entities.rows[company.entity];
        (info.id.clone(), (info.name.clone(), company.total))
    };
    companies.into_iter().map(row).collect()
}

/// Gives every mention the tone of one of the further scorers.
fn score_by(corpus: &mut Corpus, scorer: usize) {
    for article in &mut corpus.articles {
        let Some(tones) = article.other_tones.get(scorer) else { continue };
        for mention in &mut article.mentions {
            mention.tone = tones.get(mention.number as usize).copied().flatten();
        }
    }
}

/// A measure of each company, with its rank among them.
fn figures(companies: &[(String, String)], totals: &Totals, measure: Measure) -> Vec<Figure> {
    // As a table shows it, so that what is equal there is equal here.
    let fixed = |value: f64| (format!("{value:.4}").parse::<f64>().unwrap_or(0.0) * 10_000.0).round() as i64;
    let mut figures: Vec<Figure> = companies
        .iter()
        .map(|(id, _)| {
            let Some((_, total)) = totals.get(id) else { return Figure::default() };
            let (value, interval, stories) = match measure {
                Measure::Stories => (Some(total.stories_n as f64), None, total.stories_n),
                Measure::Attention => {
                    let all = total.corpus_stories_n;
                    ((all > 0).then(|| total.stories_n as f64 / all as f64), None, total.stories_n)
                }
                Measure::Tone => (total.tone_mean, total.tone_interval, total.tone_stories_n),
            };
            let interval = interval.map(|(low, high)| (fixed(low), fixed(high)));
            Figure { value: value.map(fixed), interval, stories, rank: None }
        })
        .collect();
    let mut values: Vec<i64> = figures.iter().filter_map(|f| f.value).collect();
    values.sort_unstable();
    for figure in &mut figures {
        figure.rank = figure.value.map(|value| 1 + values.len() - values.partition_point(|v| *v <= value));
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_a_rank_and_what_has_no_value_has_none() {
        let tally = |tone_mean| Tally { tone_mean, ..Tally::default() };
        let of = |id: &str, tone| (id.to_string(), (id.to_uppercase(), tally(tone)));
        let totals: Totals =
            [of("a", Some(0.2)), of("b", Some(-0.1)), of("c", Some(0.200_01)), of("d", None)].into_iter().collect();
        let companies: Vec<(String, String)> =
            ["a", "b", "c", "d", "gone"].map(|id| (id.to_string(), String::new())).into();
        let ranks: Vec<_> = figures(&companies, &totals, Measure::Tone).iter().map(|f| f.rank).collect();
        assert_eq!(ranks, [Some(1), Some(3), Some(1), None, None]);
    }
}
