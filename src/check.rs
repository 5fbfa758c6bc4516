//! Check: reads a whole corpus and writes nothing, to say what a run would have to work with.

use crate::annotate::annotate;
use crate::article::{Article, DatePrecision, Problem};
use crate::clean::clean;
use crate::part::text_hash;
use crate::pipeline::{RunError, batches, read_options};
use crate::read;
use crate::settings::Settings;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// What a corpus holds, in counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// Files that are read, and their bytes on disk.
    pub files: u64,
    /// Bytes on disk of those files.
    pub bytes: u64,
    /// Articles.
    pub articles: u64,
    /// Articles whose title and text another article before them has, letter for letter.
    pub repeated: u64,
    /// Words of all texts as read, furniture included.
    pub words: u64,
    /// Articles by format.
    pub formats: BTreeMap<String, u64>,
    /// Dated articles by where the date was found, and by year.
    pub date_sources: BTreeMap<String, u64>,
    /// Dated articles by year.
    pub years: BTreeMap<String, u64>,
    /// Earliest and latest day.
    pub days: Option<(String, String)>,
    /// Dated articles of which only the month or year is known.
    pub vague: u64,
    /// Articles by language; those of none under the empty name.
    pub languages: BTreeMap<String, u64>,
    /// Articles by outlet; those of none under the empty name.
    pub outlets: BTreeMap<String, u64>,
    /// Articles with an author, a title and an address.
    pub authors: u64,
    /// Articles with a title of their own.
    pub titles: u64,
    /// Articles with an address.
    pub urls: u64,
    /// Everything that could not be used, and what was noticed, sorted.
    pub problems: Vec<Problem>,
    hashes: BTreeSet<[u8; 32]>,
}

impl Check {
    /// Articles with a date.
    pub fn dated(&self) -> u64 {
        self.date_sources.values().sum()
    }

    fn add(&mut self, article: &Article) {
        let one = |map: &mut BTreeMap<String, u64>, key: &str| *map.entry(key.to_string()).or_default() += 1;
        self.articles += 1;
        self.words += article.body.split_whitespace().count() as u64;
        one(&mut self.formats, &article.format);
        one(&mut self.outlets, &article.outlet);
        self.authors += u64::from(!article.author.is_empty());
        self.titles += u64::from(!article.title.trim().is_empty());
        self.urls += u64::from(!article.url.is_empty());
        // A fault of a later stage costs the language only.
        let language =
            catch_unwind(AssertUnwindSafe(|| annotate(article, clean(article)).language)).unwrap_or_default();
        one(&mut self.languages, language);
        if !self.hashes.insert(text_hash(article)) {
            self.repeated += 1;
        }
        let Some(published) = &article.published else { return };
        one(&mut self.date_sources, &published.source);
        let day = published.day();
        one(&mut self.years, day.get(..4).unwrap_or_default());
        self.vague += u64::from(published.precision < DatePrecision::Day);
        self.span(&day, &day);
    }

    fn span(&mut self, first: &str, last: &str) {
        self.days = Some(match self.days.take() {
            None => (first.to_string(), last.to_string()),
            Some((a, b)) => (a.min(first.to_string()), b.max(last.to_string())),
        });
    }

    fn merge(mut self, other: Check) -> Check {
        let sum = |into: &mut BTreeMap<String, u64>, from: BTreeMap<String, u64>| {
            from.into_iter().for_each(|(key, n)| *into.entry(key).or_default() += n);
        };
        self.articles += other.articles;
        self.words += other.words;
        self.vague += other.vague;
        self.authors += other.authors;
        self.titles += other.titles;
        self.urls += other.urls;
        self.repeated += other.repeated;
        sum(&mut self.formats, other.formats);
        sum(&mut self.date_sources, other.date_sources);
        sum(&mut self.years, other.years);
        sum(&mut self.languages, other.languages);
        sum(&mut self.outlets, other.outlets);
        if let Some((first, last)) = other.days {
            self.span(&first, &last);
        }
        for hash in other.hashes {
            self.repeated += u64::from(!self.hashes.insert(hash));
        }
        self.problems.extend(other.problems);
        self
    }
}

/// Reads every article of a corpus, in the current rayon pool.
pub fn check(corpus: &Path, settings: &Settings) -> Result<Check, RunError> {
    let listing = read::list(corpus)?;
    let options = read_options(settings).with_lists(&listing);
    let mut whole = batches(&listing, &options, |batches| {
        batches
            .map(|batch| {
                let parsed = batch.parse(&options);
                let mut check = Check { problems: parsed.problems, ..Check::default() };
                parsed.articles.iter().for_each(|article| check.add(article));
                check
            })
            .reduce(Check::default, Check::merge)
    });
    whole.files = listing.files.len() as u64;
    whole.bytes = listing.bytes;
    whole.problems.extend(listing.problems.iter().cloned());
    whole.problems.extend(options.lists.left());
    whole.problems.sort();
    whole.problems.dedup();
    Ok(whole)
}
