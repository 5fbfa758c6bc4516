//! Rows of companies: by period, in all, by outlet and by pair.

use crate::agreement::Estimate;
use crate::found::Act;
use crate::output::rows::{ComentionRow, CompanyRow, CoverageRow, OutletRow};
use crate::settings::Period;
use crate::summary::{CompanySummary, PeriodKey, Summary, Tally};

/// A company's rows of `coverage.csv`, the undated first.
pub fn coverage(summary: &Summary, company: &CompanySummary, period: Period) -> Vec<CoverageRow> {
    company.periods.iter().map(|(key, complete, tally)| row(summary, company, period, *key, *complete, tally)).collect()
}

fn row(
    summary: &Summary,
    company: &CompanySummary,
    period: Period,
    key: PeriodKey,
    complete: bool,
    tally: &Tally,
) -> CoverageRow {
    let entity = &summary.entities.rows[company.entity];
    let toward = |act: Act| tally.toward.get(&act).copied().unwrap_or(0) as u64;
    let by = |act: Act| tally.by.get(&act).copied().unwrap_or(0) as u64;
    let corrected = corrected(summary, &entity.id, tally);
    CoverageRow {
        company_id: entity.id.clone(),
        company: entity.name.clone(),
        period_type: period.name(),
        period_start: key,
        period_end: key.map(|start| crate::summary::last_day(start, period)),
        period_complete: complete,
        articles_n: tally.articles_n as u64,
        stories_n: tally.stories_n as u64,
        reposts_n: (tally.articles_n - tally.stories_n) as u64,
        outlets_n: tally.outlets_n as u64,
        mentions_n: tally.mentions_n,
        headline_n: tally.headline_n as u64,
        corpus_articles_n: tally.corpus_articles_n as u64,
        corpus_stories_n: tally.corpus_stories_n as u64,
        attention_share: share(tally.stories_n as u64, tally.corpus_stories_n as u64),
        watchlist_stories_n: tally.watchlist_stories_n as u64,
        share_of_voice: share(tally.stories_n as u64, tally.watchlist_stories_n as u64),
        tone_mean: tally.tone_mean,
        tone_lo: tally.tone_interval.map(|i| i.0),
        tone_hi: tally.tone_interval.map(|i| i.1),
        tone_stories_n: tally.tone_stories_n as u64,
        positive_n: tally.positive_n as u64,
        neutral_n: tally.neutral_n as u64,
        negative_n: tally.negative_n as u64,
        negative_share: share(tally.negative_n as u64, tally.tone_stories_n as u64),
        tone_with_reposts: tally.tone_with_reposts,
        tone_words: tone_words(tally.counts),
        positive_words_n: u64::from(tally.counts.positive),
        negative_words_n: u64::from(tally.counts.negative),
        words_n: u64::from(tally.counts.words),
        accused_n: toward(Act::Accuse),
        denied_n: by(Act::Deny),
        criticised_n: toward(Act::Criticise),
        praised_n: toward(Act::Praise),
        supported_n: toward(Act::Support),
        sanctioned_n: toward(Act::Sanction),
        investigated_n: toward(Act::Investigate),
        sued_n: toward(Act::Sue),
        warned_n: toward(Act::Warn),
        confirmed_n: by(Act::Confirm),
        hedged_n: tally.hedged_n as u64,
        hedged_share: share(tally.hedged_n as u64, tally.stories_n as u64),
        quoted_n: tally.quoted_n,
        quoted_share: share(tally.quoted_n, tally.mentions_n),
        tone_validated: summary.validated.is_some(),
        negative_share_corrected: corrected.value,
        negative_share_corrected_lo: corrected.lo,
        negative_share_corrected_hi: corrected.hi,
    }
}

/// The share of negative stories corrected for the errors that a validation found.
fn corrected(summary: &Summary, id: &str, tally: &Tally) -> Estimate {
    let counts = [tally.negative_n, tally.neutral_n, tally.positive_n].map(|n| n as u64);
    summary.validated.as_ref().map_or(Estimate::default(), |v| v.validation.corrected(counts, id))
}

/// A ratio of sums; `None` of nothing.
pub fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

/// The plain dictionary measure, in percent of words.
pub fn tone_words(counts: crate::found::WordCounts) -> Option<f64> {
    (counts.words > 0)
        .then(|| 100.0 * (f64::from(counts.positive) - f64::from(counts.negative)) / f64::from(counts.words))
}

/// The rows of `companies.csv`, by id.
pub fn companies(summary: &Summary) -> Vec<CompanyRow> {
    let mut stories: Vec<usize> = summary.companies.iter().map(|c| c.total.stories_n).collect();
    stories.sort_unstable();
    let row = |company: &CompanySummary| {
        let entity = &summary.entities.rows[company.entity];
        let total = &company.total;
        let peak = company
            .periods
            .iter()
            .filter(|(key, _, tally)| key.is_some() && tally.stories_n > 0)
            .min_by_key(|(key, _, tally)| (std::cmp::Reverse(tally.stories_n), *key));
        let corrected = corrected(summary, &entity.id, total);
        CompanyRow {
            company_id: entity.id.clone(),
            company: entity.name.clone(),
            entity_type: entity.kind.name(),
            watched: entity.watched,
            rank: 1 + (stories.len() - stories.partition_point(|n| *n <= total.stories_n)) as u64,
            articles_n: total.articles_n as u64,
            stories_n: total.stories_n as u64,
            reposts_n: (total.articles_n - total.stories_n) as u64,
            outlets_n: total.outlets_n as u64,
            mentions_n: total.mentions_n,
            headline_n: total.headline_n as u64,
            first_date: company.first_day,
            last_date: company.last_day,
            peak_period_start: peak.and_then(|(key, _, _)| *key),
            peak_stories_n: peak.map_or(0, |(_, _, tally)| tally.stories_n as u64),
            corpus_stories_n: total.corpus_stories_n as u64,
            attention_share: share(total.stories_n as u64, total.corpus_stories_n as u64),
            watchlist_stories_n: total.watchlist_stories_n as u64,
            share_of_voice: share(total.stories_n as u64, total.watchlist_stories_n as u64),
            tone_mean: total.tone_mean,
            tone_lo: total.tone_interval.map(|i| i.0),
            tone_hi: total.tone_interval.map(|i| i.1),
            tone_stories_n: total.tone_stories_n as u64,
            positive_n: total.positive_n as u64,
            neutral_n: total.neutral_n as u64,
            negative_n: total.negative_n as u64,
            tone_with_reposts: total.tone_with_reposts,
            accused_n: total.toward.get(&Act::Accuse).copied().unwrap_or(0) as u64,
            denied_n: total.by.get(&Act::Deny).copied().unwrap_or(0) as u64,
            negative_share_corrected: corrected.value,
            negative_share_corrected_lo: corrected.lo,
            negative_share_corrected_hi: corrected.hi,
        }
    };
    summary.companies.iter().map(row).collect()
}

/// The rows of `outlets.csv`, by company and outlet.
pub fn outlets(summary: &Summary) -> Vec<OutletRow> {
    let mut rows = Vec::new();
    for company in &summary.companies {
        let entity = &summary.entities.rows[company.entity];
        rows.extend(company.outlets.iter().map(|outlet| OutletRow {
            company_id: entity.id.clone(),
            company: entity.name.clone(),
            outlet: outlet.outlet.clone(),
            articles_n: outlet.articles_n as u64,
            originals_n: outlet.originals_n as u64,
            reposts_n: (outlet.articles_n - outlet.originals_n) as u64,
            tone_mean: outlet.tone_mean,
            first_date: outlet.first_day,
            last_date: outlet.last_day,
        }));
    }
    rows
}

/// The rows of `comentions.csv`, by ids.
pub fn comentions(summary: &Summary) -> Vec<ComentionRow> {
    let entity = |row: usize| &summary.entities.rows[row];
    let row = |pair: &crate::summary::PairTally| ComentionRow {
        a_id: entity(pair.a).id.clone(),
        a: entity(pair.a).name.clone(),
        b_id: entity(pair.b).id.clone(),
        b: entity(pair.b).name.clone(),
        stories_n: pair.stories_n as u64,
        articles_n: pair.articles_n as u64,
        npmi: pair.npmi,
    };
    summary.pairs.iter().map(row).collect()
}
