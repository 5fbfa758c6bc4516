//! The rows of the short tables, made once: the CSVs, the workbook and the page are all written from them.

use crate::output::rows::*;
use crate::output::{articles, coverage};
use crate::settings::{Period, Settings};
use crate::summary::Summary;
use crate::tone::Mode;
use std::collections::BTreeMap;

/// Rows by company and period that are kept whole: some 100 MB.
const MANY: usize = 100_000;

/// Rows of the tables that are short beside the articles, and the totals of the run.
#[derive(Debug)]
pub struct Gathered {
    /// Length of a period.
    pub period: Period,
    /// How good tone is here, in a sentence; `None` where nobody looked.
    pub validated: Option<String>,
    /// What tone is made by.
    pub how: String,
    /// Totals, as in `run.json`.
    pub counts: BTreeMap<String, u64>,
    /// Rows of `coverage.csv`.
    pub coverage_n: usize,
    /// By company and period; a company's rows stand together. Of many rows, those of companies that no article names
    /// are left out.
    coverage: Vec<CoverageRow>,
    /// By id, in the order of [`Summary::companies`].
    pub companies: Vec<CompanyRow>,
    /// Stories with two or more articles.
    pub stories: Vec<StoryRow>,
    /// The articles of each of them, by time; by story_id.
    pub members: BTreeMap<String, Vec<usize>>,
    /// By company and outlet.
    pub outlets: Vec<OutletRow>,
    /// By pair.
    pub comentions: Vec<ComentionRow>,
    /// What could not be used.
    pub problems: Vec<ProblemRow>,
}

impl Gathered {
    /// Makes the rows.
    pub fn of(summary: &Summary, settings: &Settings) -> Self {
        let coverage_n = summary.companies.iter().map(|c| c.periods.len()).sum();
        let kept = summary.companies.iter().filter(|c| coverage_n <= MANY || c.total.articles_n > 0);
        let coverage = kept.flat_map(|c| coverage::coverage(summary, c, settings.period));
        let problems = summary.corpus.problems.iter().map(|p| ProblemRow {
            path: p.path.clone(),
            record: p.record.map(u64::from),
            stage: p.stage.clone(),
            problem: p.problem.clone(),
            detail: p.detail.clone(),
            bytes: p.bytes,
            severity: if p.notice { "notice" } else { "error" },
        });
        let members = articles::members(summary).into_iter().map(|(original, mut members)| {
            members.sort_by_key(|i| summary.corpus.order(*i));
            (summary.corpus.ids[original].clone(), members)
        });
        Gathered {
            members: members.collect(),
            period: settings.period,
            validated: summary.validated.as_ref().map(|v| v.sentence()),
            how: how(settings),
            counts: super::manifest::counts(summary),
            coverage_n,
            coverage: coverage.collect(),
            companies: coverage::companies(summary),
            stories: articles::stories(summary),
            outlets: coverage::outlets(summary),
            comentions: coverage::comentions(summary),
            problems: problems.collect(),
        }
    }

    /// A total of the run; 0 where there is none of the name.
    pub fn count(&self, name: &str) -> u64 {
        self.counts.get(name).copied().unwrap_or(0)
    }

    /// The rows of a company by period.
    pub fn periods_of(&self, company_id: &str) -> &[CoverageRow] {
        let from = self.coverage.partition_point(|row| row.company_id.as_str() < company_id);
        let n = self.coverage[from..].partition_point(|row| row.company_id == company_id);
        &self.coverage[from..from + n]
    }

    /// The articles of a story, by time.
    pub fn members_of(&self, story_id: &str) -> &[usize] {
        self.members.get(story_id).map_or(&[], Vec::as_slice)
    }

    /// Places in `companies`, the most covered first.
    pub fn by_rank(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.companies.len()).collect();
        places.sort_by_key(|at| (self.companies[*at].rank, *at));
        places
    }
}

/// What tone is made by, in words.
fn how(settings: &Settings) -> String {
    let how = match settings.tone {
        Mode::Rules => "word lists and verb frames written for English",
        Mode::Model => "a model trained on English news",
        Mode::Both => "word lists, verb frames and a model trained on English news",
    };
    let own = match (&settings.lexicon, settings.lexicon_only) {
        (None, _) => "",
        (_, false) => ", with your own words over ours",
        (_, true) => ", with no words but your own",
    };
    format!("{how}{own}")
}
