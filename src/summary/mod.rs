//! Summarise: what map kept of all articles to stories, companies by period, claims, outlets and co-mentions.
//!
//! Contract: `articles_n = stories_n + reposts_n` in every row, and every number is a sum over rows of the evidence.
//! Division and rounding happen here, once.

mod claims;
mod company;
mod entity;
mod interval;
mod pair;
mod period;
mod place;
mod stretch;

pub use claims::{LedgerClaim, MatrixCell};
pub use company::{CompanySummary, NEUTRAL, OutletTally, Tally};
pub use entity::{EntityInfo, EntityTable, lost_parents, slug};
pub use interval::{Seed, SplitMix, bootstrap, mean};
pub use pair::PairTally;
pub use period::{PeriodKey, last as last_day, next as next_period, period_of, start as first_day};
pub use place::{Corpus, Status, place};

use crate::company::Catalogue;
use crate::part::hex;
use crate::settings::Settings;
use crate::store::Store;
use crate::validation::Validated;
use sha2::{Digest, Sha256};

/// Everything the outputs are written from.
#[derive(Debug)]
pub struct Summary {
    /// The articles, sorted by id, each in its story.
    pub corpus: Corpus,
    /// Every entity tagged.
    pub entities: EntityTable,
    /// Companies that get tables, sorted by id.
    pub companies: Vec<CompanySummary>,
    /// Pairs of them, sorted.
    pub pairs: Vec<PairTally>,
    /// Claims, one a story, sorted.
    pub claims: Vec<LedgerClaim>,
    /// Actor × act × target × period.
    pub matrix: Vec<MatrixCell>,
    /// Stories in all.
    pub stories_n: usize,
    /// Evidence.
    pub store: Store,
    /// What people found of a sample of these results, where a run is told.
    pub validated: Option<Validated>,
}

/// Hash of everything that decides the numbers, so that parts of different runs are never added up.
pub fn rules(settings: &Settings, catalogue: &Catalogue) -> String {
    let (watchlist, dictionary) = catalogue.hashes();
    let mut hash = Sha256::new();
    for piece in [
        env!("CARGO_PKG_VERSION"),
        &crate::part::VERSION.to_string(),
        &serde_json::to_string(settings).unwrap_or_default(),
        watchlist.as_deref().unwrap_or_default(),
        &dictionary,
        &crate::clean::version(),
        &crate::company::version(),
        &crate::stance::version(),
        &crate::tone::version(),
    ] {
        hash.update(piece.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize())
}

/// Counts everything, for every company that gets a table.
pub fn summarise(mut corpus: Corpus, settings: &Settings, catalogue: &Catalogue, store: Store) -> Summary {
    let gaps = stretch::gaps(&corpus, settings.period);
    corpus.problems.extend(gaps);
    corpus.problems.sort();
    let entities = EntityTable::of(&corpus, catalogue, settings);
    let ledger = claims::ledger(&corpus, &entities);
    let companies = company::companies(&corpus, &entities, &ledger, settings);
    let pairs = pair::pairs(&corpus, &entities, &companies);
    let matrix = claims::matrix(&ledger, &corpus, settings.period);
    let stories_n = corpus.stories().count();
    Summary { corpus, entities, companies, pairs, claims: ledger, matrix, stories_n, store, validated: None }
}

/// Only the companies: what they are called, and their tallies without claims.
pub fn tallies(corpus: &Corpus, settings: &Settings, catalogue: &Catalogue) -> (EntityTable, Vec<CompanySummary>) {
    let entities = EntityTable::of(corpus, catalogue, settings);
    let companies = company::companies(corpus, &entities, &[], settings);
    (entities, companies)
}
