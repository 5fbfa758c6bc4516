//! The sentences behind the numbers, by company and period, so that a number can name the place where its own begin.

use crate::output::evidence::numbered;
use crate::output::rows::EvidenceRow;
use crate::settings::Period;
use crate::summary::{PeriodKey, Summary, period_of};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::io;

/// The counted mentions of one company in one period.
#[derive(Debug, Clone)]
pub struct Block {
    /// Place in [`Summary::companies`].
    pub company: usize,
    /// The period; `None` for the undated.
    pub period: PeriodKey,
    /// Mentions there are.
    pub of: usize,
    /// Mentions that are shown, the first `shown` of them.
    pub shown: usize,
    /// The articles, the firsts of their stories first, each lot by time.
    articles: Vec<usize>,
}

/// The blocks of every company, as `coverage.csv` sorts its rows; those without a mention are left out. Of a block that
/// would take more than its share of `most` rows only the beginning is shown.
pub fn blocks(summary: &Summary, period: Period, most: usize) -> Vec<Block> {
    let corpus = &summary.corpus;
    let of_company = |(company, of): (usize, &crate::summary::CompanySummary)| {
        let mut periods: BTreeMap<PeriodKey, (Vec<usize>, usize)> = BTreeMap::new();
        for index in &of.articles {
            let article = &corpus.articles[*index];
            let rows = summary.entities.rows_of(article);
            let ours = |entity: u32| rows.get(entity as usize).copied().flatten() == Some(of.entity);
            let n = article.mentions.iter().filter(|m| m.counts() && ours(m.entity)).count();
            let (articles, sum) = periods.entry(period_of(article.published.as_ref(), period)).or_default();
            articles.push(*index);
            *sum += n;
        }
        let block = |(period, (mut articles, n)): (PeriodKey, (Vec<usize>, usize))| {
            articles.sort_by_key(|i| (!of.firsts.contains(i), corpus.order(*i)));
            Block { company, period, of: n, shown: n, articles }
        };
        periods.into_iter().map(block).filter(|b| b.of > 0).collect::<Vec<Block>>()
    };
    let all: Vec<Vec<Block>> = summary.companies.par_iter().enumerate().map(of_company).collect();
    let mut all: Vec<Block> = all.into_iter().flatten().collect();
    share(&mut all, most);
    all
}

/// Shows the beginning only of blocks that would take more than their share of `most` rows.
pub fn share(blocks: &mut [Block], most: usize) {
    let share = fair_share(blocks.iter().map(|b| b.of), most);
    blocks.iter_mut().for_each(|b| b.shown = b.of.min(share));
}

/// The largest number that each may take at most, so that all take no more than `most`; at least 1.
fn fair_share(wanted: impl Iterator<Item = usize>, most: usize) -> usize {
    let mut wanted: Vec<usize> = wanted.collect();
    wanted.sort_unstable();
    let (mut left, mut takers) = (most, wanted.len());
    for want in wanted {
        if want > left / takers {
            return (left / takers).max(1);
        }
        left -= want;
        takers -= 1;
    }
    usize::MAX
}

/// The claims of the ledger by the article that shows them.
pub type ClaimsOf = HashMap<usize, Vec<usize>>;

/// Where the claims of each article stand in the ledger.
pub fn claims_of(summary: &Summary) -> ClaimsOf {
    let mut by_article = ClaimsOf::new();
    for (at, claim) in summary.claims.iter().enumerate() {
        by_article.entry(claim.article).or_default().push(at);
    }
    by_article
}

/// The rows of a block that are shown.
pub fn rows(summary: &Summary, claims: &ClaimsOf, block: &Block) -> io::Result<Vec<EvidenceRow>> {
    let corpus = &summary.corpus;
    let company = &summary.companies[block.company];
    let id = &summary.entities.rows[company.entity].id;
    let mut rows = Vec::with_capacity(block.shown);
    for index in &block.articles {
        let article = &corpus.articles[*index];
        for (n, mention) in numbered(summary, *index)? {
            if rows.len() == block.shown {
                return Ok(rows);
            }
            if !mention.counted || &mention.entity_id != id {
                continue;
            }
            let claims = claims.get(index).map_or(&[][..], Vec::as_slice).iter().map(|at| &summary.claims[*at]);
            let here = claims.filter(|claim| {
                !claim.negated
                    && article.claims[claim.claim].sentence == article.mentions[n].sentence
                    && [claim.actor, claim.target].contains(&Some(company.entity))
            });
            let here = here.map(|c| format!("{} ({}: {})", c.act.name(), c.actor_name.1, c.target_name.1));
            rows.push(EvidenceRow {
                company_id: mention.entity_id,
                company: mention.entity,
                period_start: block.period,
                counts_as: if company.firsts.contains(index) { "story" } else { "repost" },
                published_at: article.published.as_ref().map_or(String::new(), |p| p.at.clone()),
                outlet: article.outlet.to_string(),
                title: article.title.to_string(),
                sentence: mention.sentence,
                surface: mention.surface,
                tone: mention.tone,
                tone_label: mention.tone_label,
                voice: mention.voice,
                speaker: mention.speaker,
                positive_terms: mention.positive_terms,
                negative_terms: mention.negative_terms,
                hedge_terms: mention.hedge_terms,
                negated: mention.negated,
                tone_counted: mention.tone_counted,
                not_counted_because: mention.not_counted_because,
                claims: here.collect::<Vec<_>>().join("|"),
                mention_id: mention.mention_id,
                article_id: mention.article_id,
                story_id: mention.story_id,
            });
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::fair_share;

    #[test]
    fn what_is_short_is_shown_whole() {
        let taken = |wanted: &[usize], most| {
            let share = fair_share(wanted.iter().copied(), most);
            wanted.iter().map(|w| *w.min(&share)).collect::<Vec<_>>()
        };
        assert_eq!(taken(&[3, 100, 1, 50], 200), [3, 100, 1, 50]);
        assert_eq!(taken(&[3, 100, 1, 50], 44), [3, 20, 1, 20]);
        assert_eq!(taken(&[3, 100, 1, 50], 2), [1, 1, 1, 1]);
        assert_eq!(taken(&[], 0), [0usize; 0]);
    }
}
