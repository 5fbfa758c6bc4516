//! The way of the data, on one screen: list, map in parallel, merge, finish.

use crate::article::Problem;
use crate::company::Catalogue;
use crate::map::map_scored;
use crate::part::{Mismatch, Part};
use crate::read::{self, Batch, Listing, ReadError, ReadOptions};
use crate::settings::Settings;
use crate::store::Store;
use crate::summary::{self, Summary};
use crate::tone::Scorer;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

/// Batches read ahead of the workers, for each worker.
const AHEAD: usize = 4;
/// Fingerprints and evidence kept in memory before they spill, in bytes.
pub(crate) const IN_MEMORY: usize = 32 << 20;

/// Where a run stands; a driver may show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Reading and annotating: bytes of the corpus done of all, and articles so far.
    Articles {
        /// Bytes worked through.
        bytes: u64,
        /// Bytes of the corpus.
        of: u64,
        /// Articles found so far.
        articles: u64,
    },
    /// Looking for copies among this many articles.
    Reposts(usize),
    /// Counting.
    Summary,
    /// Writing.
    Output,
}

/// Why a run could not be done.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum RunError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Merge(#[from] Mismatch),
    #[error("cannot keep evidence in a temporary file: {0} (is the disk full? TMPDIR names another)")]
    Store(#[from] std::io::Error),
}

/// Runs the whole pipeline over a corpus, in the current rayon pool.
pub fn run(
    corpus: &Path,
    settings: &Settings,
    catalogue: &Catalogue,
    scorer: &Scorer,
    progress: &(dyn Fn(Phase) + Sync),
) -> Result<(Listing, Summary), RunError> {
    let (listing, store, whole) = mapped(corpus, settings, catalogue, scorer, &[], progress)?;
    progress(Phase::Reposts(whole.articles.len()));
    let placed = summary::place(whole, &store, settings)?;
    progress(Phase::Summary);
    let summary = summary::summarise(placed, settings, catalogue, store);
    Ok((listing, summary))
}

/// What map makes of a corpus, added up, with the tones of further scorers where there are any.
pub fn mapped(
    corpus: &Path,
    settings: &Settings,
    catalogue: &Catalogue,
    scorer: &Scorer,
    others: &[Scorer],
    progress: &(dyn Fn(Phase) + Sync),
) -> Result<(Listing, Store, Part), RunError> {
    let listing = read::list(corpus)?;
    let store = Store::new(IN_MEMORY);
    let rules = summary::rules(settings, catalogue);
    let lists = Lists { catalogue, scorer, others, store: &store, rules: &rules };
    let mut whole = annotate_all(&listing, settings, &lists, progress)?;
    whole.problems.extend(listing.problems.iter().cloned());
    Ok((listing, store, whole))
}

/// What every article is held against, and where its evidence goes.
struct Lists<'a> {
    catalogue: &'a Catalogue,
    scorer: &'a Scorer,
    others: &'a [Scorer],
    store: &'a Store,
    rules: &'a str,
}

/// Map and merge: every article of a listing, in parallel.
fn annotate_all(
    listing: &Listing,
    settings: &Settings,
    lists: &Lists,
    progress: &(dyn Fn(Phase) + Sync),
) -> Result<Part, RunError> {
    let options = read_options(settings).with_lists(listing);
    let done = Mutex::new((0u64, 0u64));
    let mut whole = batches(listing, &options, |batches| {
        batches
            .map(|batch| {
                let bytes = batch.bytes();
                let part = batch_part(batch, &options, lists)?;
                if let Ok(mut done) = done.lock() {
                    done.0 += bytes;
                    done.1 += part.articles.len() as u64;
                    progress(Phase::Articles { bytes: done.0, of: listing.bytes, articles: done.1 });
                }
                Ok(part)
            })
            .try_reduce(|| Part::new(lists.rules), |a, b| a.merge(b).map_err(RunError::from))
    })?;
    whole.problems.extend(options.lists.left());
    Ok(whole)
}

/// Batches as the readers bring them, to workers who take them: blocking reads never hold a worker up.
pub(crate) type Batches = rayon::iter::IterBridge<std::sync::mpsc::IntoIter<Batch>>;

pub(crate) fn batches<T>(listing: &Listing, options: &ReadOptions, work: impl FnOnce(Batches) -> T) -> T {
    let (send, receive) = sync_channel::<Batch>(AHEAD * rayon::current_num_threads());
    std::thread::scope(|scope| {
        scope.spawn(move || read::stream(listing, options, &send));
        work(receive.into_iter().par_bridge())
    })
}

/// Parses a batch and maps its articles. A fault in one article costs that article, never the run.
fn batch_part(batch: Batch, options: &ReadOptions, lists: &Lists) -> Result<Part, RunError> {
    let parsed = batch.parse(options);
    let mut part = Part { problems: parsed.problems, ..Part::new(lists.rules) };
    part.articles.reserve_exact(parsed.articles.len());
    for article in &parsed.articles {
        let Lists { catalogue, scorer, others, store, .. } = lists;
        match catch_unwind(AssertUnwindSafe(|| map_scored(article, catalogue, scorer, others, store))) {
            Ok(kept) => part.articles.push(Box::new(kept?)),
            Err(_) => part.problems.push(
                Problem::new(
                    &article.path,
                    Some(article.record),
                    "annotate",
                    "fault",
                    "the program failed on this article and left it out; please report it with the article",
                )
                .with_bytes(article.body.len() as u64),
            ),
        }
    }
    Ok(part)
}

/// What the reader needs to know of the settings.
pub fn read_options(settings: &Settings) -> ReadOptions {
    ReadOptions {
        columns: settings.columns.clone(),
        max_record_bytes: settings.max_record_mib << 20,
        day_first: settings.day_first,
        format: settings.format.clone(),
        path: settings.path.as_deref().and_then(|pattern| read::PathPattern::new(pattern).ok()),
        fast_html: settings.fast_html,
        ..ReadOptions::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::{Shown, articles};
    use std::fs;
    use std::io::Write;

    /// The sample as records with ids, in as many files as asked for.
    fn shards(n: usize) -> Vec<tempfile::TempDir> {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let (lines, _) = articles(&corpus, &Settings::default(), Shown::Whole).expect("the sample can be read");
        let mut texts = vec![Vec::new(); n];
        for (at, name) in lines.names().enumerate() {
            let line = lines.get(name).expect("a store").expect("a line");
            writeln!(texts[at * 5 % n], "{line}").expect("memory");
        }
        let save = |text: Vec<u8>| {
            let place = tempfile::tempdir().expect("a folder");
            fs::write(place.path().join("articles.jsonl"), text).expect("a file");
            place
        };
        texts.into_iter().map(save).collect()
    }

    /// What a run over shards finds, each mapped alone, their parts added up in the order given.
    fn found(order: &[usize], shards: &[tempfile::TempDir]) -> Vec<(String, String, u32, u32)> {
        let (settings, catalogue, store) =
            (Settings::default(), Catalogue::load(None, None).expect("lists"), Store::new(0));
        let rules = summary::rules(&settings, &catalogue);
        let scorer = Scorer::default();
        let lists = Lists { catalogue: &catalogue, scorer: &scorer, others: &[], store: &store, rules: &rules };
        let mut whole = Part::new(&rules);
        for shard in order {
            let listing = read::list(shards[*shard].path()).expect("a folder");
            let part = annotate_all(&listing, &settings, &lists, &|_| ()).expect("articles");
            whole = whole.merge(part).expect("parts of one run");
        }
        let corpus = summary::place(whole, &store, &settings).expect("a store");
        let row = |i: usize| {
            let (article, placed) = (&corpus.articles[i], &corpus.placed[i]);
            (corpus.ids[i].clone(), corpus.ids[placed.original].clone(), article.words, article.mentions.len() as u32)
        };
        (0..corpus.ids.len()).map(row).collect()
    }

    #[test]
    fn shards_add_up_to_the_whole_in_any_order() {
        let whole = found(&[0], &shards(1));
        assert!(whole.iter().any(|(id, story, ..)| id != story), "the sample has copies");
        let (three, seven) = (shards(3), shards(7));
        assert_eq!(found(&[0, 1, 2], &three), whole);
        assert_eq!(found(&[2, 0, 1], &three), whole);
        assert_eq!(found(&[6, 1, 4, 0, 2, 5, 3], &seven), whole);
    }
}
