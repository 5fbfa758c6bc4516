//! A record with its fields, from whatever format, to an article or a problem.

use super::date::{self, Order};
use super::date_place;
use super::format::{Format, is_archive};
use super::labels;
use super::marked;
use super::path_pattern::FromPath;
use super::paywall;
use super::{Parsed, ReadOptions};
use crate::article::{Article, DatePrecision, Problem, Published};
use std::borrow::Cow;

/// A file, as far as its name tells.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Path inside the corpus.
    pub(super) path: String,
    pub(super) format: Format,
    /// Where the record was fetched from, as the archive around it says; may be empty.
    pub(super) url: String,
    /// Whether the file holds more records than this one, whatever its format.
    pub(super) many: bool,
}

impl Source {
    pub(super) fn new(path: &str, format: Format) -> Self {
        Source { path: path.to_string(), format, url: String::new(), many: false }
    }

    /// The folder the file is in; empty at the root of the corpus.
    fn folder(&self) -> &str {
        self.path.rsplit('/').skip(1).find(|part| !is_archive(part)).unwrap_or("")
    }

    /// A problem with this file.
    pub(super) fn problem(&self, record: Option<u32>, problem: &str, detail: impl Into<String>) -> Problem {
        Problem::new(&self.path, record, "read", problem, detail)
    }
}

/// The fields of a record as printed; unknown ones are empty.
#[derive(Debug, Clone, Default)]
pub(super) struct Record<'a> {
    /// From 1.
    pub(super) number: u32,
    /// Bytes it took in the file.
    pub(super) bytes: u64,
    pub(super) id: Cow<'a, str>,
    pub(super) title: Cow<'a, str>,
    pub(super) text: Cow<'a, str>,
    pub(super) outlet: Cow<'a, str>,
    pub(super) author: Cow<'a, str>,
    pub(super) url: Cow<'a, str>,
    pub(super) canonical: Cow<'a, str>,
    pub(super) language: Cow<'a, str>,
    pub(super) section: Cow<'a, str>,
    /// Length in words as printed.
    pub(super) words: Option<u32>,
    /// Dates the record gives, the most trusted first, each with where it stood.
    pub(super) dates: Vec<(Cow<'a, str>, &'static str)>,
    /// A date the extractor found in a page; trusted less than one in the URL.
    pub(super) extracted: String,
    /// When the file says that it was made; trusted least.
    pub(super) made: String,
    /// Whether the record is the beginning of an article whose rest is not free, as its page tells.
    pub(super) walled: bool,
    /// What only our own export gives.
    pub(super) exported: Option<Exported>,
}

/// The place of an exported article in the corpus it was read from.
#[derive(Debug, Clone, Default)]
pub(super) struct Exported {
    pub(super) path: String,
    pub(super) record: u32,
    pub(super) many: Option<bool>,
    pub(super) format: String,
    pub(super) date_source: String,
    pub(super) date_precision: String,
}

/// What NewsAPI puts in the place of title and text of an article that is no longer to be had.
const REMOVED: &str = "[Removed]";

/// Makes articles of the records of one batch. The order of day and month is what the batch's own unambiguous dates
/// say. `many`: whether the file can hold more than one record.
pub(super) fn admit(records: Vec<Record>, source: &Source, options: &ReadOptions, many: bool) -> Parsed {
    let mut parsed = Parsed::default();
    let seen = date::order_of(records.iter().flat_map(|record| record.dates.iter().map(|date| date.0.as_ref())));
    let order = seen.or(options.day_first);
    let said = options.path.as_ref().and_then(|pattern| pattern.read(&source.path));
    let markup = marked::may_hold(source.format);
    for mut record in records {
        if markup && record.exported.is_none() {
            record.text = marked::unmarked(record.text);
            record.title = marked::unmarked(record.title);
        }
        if record.text.trim().is_empty() {
            let detail = if record.title.trim().is_empty() { "no text" } else { "a title and no text" };
            let problem = source.problem(many.then_some(record.number), "empty", detail);
            parsed.problems.push(problem.with_bytes(record.bytes));
        } else if record.text.len().max(record.title.len()) > u32::MAX as usize {
            let problem = source.problem(many.then_some(record.number), "too-long", "a text of more than 4 GiB");
            parsed.problems.push(problem.with_bytes(record.bytes));
        } else if record.text.trim() == REMOVED && record.title.trim() == REMOVED {
            let detail = "the source has taken the article back, and gives \"[Removed]\" in its place";
            let problem = source.problem(many.then_some(record.number), "removed", detail).as_notice();
            parsed.problems.push(problem.with_bytes(record.bytes));
        } else if let Some(exported) = &record.exported {
            let article = restore(&record, exported);
            parsed.articles.push(article);
        } else {
            if record.walled || paywall::is_stub(&record.text) {
                let words = record.text.split_whitespace().count();
                let detail = format!("the beginning of an article whose rest is for subscribers: {words} words");
                parsed.problems.push(source.problem(many.then_some(record.number), "paywall", detail).as_notice());
            }
            parsed.articles.push(make(record, source, order, many, said.as_ref(), options, &mut parsed.problems));
        }
    }
    parsed
}

fn make(
    mut record: Record,
    source: &Source,
    order: Order,
    many: bool,
    said: Option<&FromPath>,
    options: &ReadOptions,
    problems: &mut Vec<Problem>,
) -> Article {
    let listed = options.lists.fill(&mut record, &source.path, many);
    let published = published(&record, source, order, many, (said, listed), problems);
    if let Some(said) = said {
        let fill = |slot: &mut Cow<str>, value: &str| {
            if slot.trim().is_empty() {
                *slot = Cow::Owned(value.to_string());
            }
        };
        fill(&mut record.outlet, &said.outlet);
        fill(&mut record.author, &said.author);
        fill(&mut record.section, &said.section);
        fill(&mut record.language, &said.language);
        if !many {
            fill(&mut record.id, &said.id);
        }
    }
    if record.author.trim().is_empty()
        && let Some(author) = date_place::author(&record.text)
    {
        record.author = Cow::Owned(author.to_string());
    }
    let outlet = match bare_host(record.outlet.trim()) {
        "" => match host(&record.url).or_else(|| host(&record.canonical)) {
            Some(host) => host,
            None => source.folder().to_string(),
        },
        named => named.to_string(),
    };
    Article {
        own_id: record.id.trim().to_string(),
        path: source.path.clone(),
        record: record.number,
        many,
        format: source.format.name().to_string(),
        title: record.title.into_owned(),
        body: record.text.into_owned(),
        outlet,
        author: record.author.trim().to_string(),
        url: record.url.trim().to_string(),
        canonical: record.canonical.trim().to_string(),
        language: language(record.language.trim()).to_string(),
        section: record.section.trim().to_string(),
        printed_words: record.words,
        published,
    }
}

/// An outlet that is called by its host, without `www.`, as one is that its URL names.
fn bare_host(outlet: &str) -> &str {
    let host = outlet.strip_prefix("www.").filter(|rest| rest.contains('.') && !rest.contains(char::is_whitespace));
    host.unwrap_or(outlet)
}

/// The code of a language that a record calls by its name: `english`; codes stay as they are.
fn language(printed: &str) -> &str {
    let is_code = printed.len() <= 3 || printed.contains(['-', '_']);
    match if is_code { "" } else { labels::language(printed) } {
        "" => printed,
        code => code,
    }
}

/// The date by the order of trust: the record's field or page's metadata, path by the settings' pattern, list beside it, URL, extractor, file name, dateline.
fn published(
    record: &Record,
    source: &Source,
    order: Order,
    many: bool,
    (said, listed): (Option<&FromPath>, Option<Published>),
    problems: &mut Vec<Problem>,
) -> Option<Published> {
    let number = many.then_some(record.number);
    let mut bad = None;
    for (text, from) in &record.dates {
        match date::parse(text, order) {
            Some(found) => return Some(found.published(from)),
            None if text.trim().is_empty() => {}
            None => bad = bad.or(Some(text.trim())),
        }
    }
    if let Some(text) = bad {
        let shown: String = text.chars().take(60).collect();
        let detail = format!("\"{shown}\" is not a date of the years 1600 to 2100 that is understood");
        problems.push(source.problem(number, "bad-date", detail).as_notice());
    }
    let file_name = || (!many).then(|| date_place::in_file_name(&source.path)).flatten();
    let found = said
        .and_then(|said| said.date.clone())
        .map(|found| found.published("path"))
        .or(listed)
        .or_else(|| date_place::in_url(&record.url).map(|found| found.published("url")))
        .or_else(|| date_place::in_url(&record.canonical).map(|found| found.published("url")))
        .or_else(|| date::parse(&record.extracted, order).map(|found| found.published("extractor")))
        .or_else(|| file_name().map(|found| found.published("file-name")))
        .or_else(|| {
            date_place::in_dateline(&record.text, record.title.is_empty(), order)
                .map(|found| found.published("dateline"))
        })
        .or_else(|| date::parse(&record.made, order).map(|found| found.published("pdf-made")));
    if found.is_none() && bad.is_none() {
        let detail = "no date in its fields, URL, file name or first lines; it counts as undated";
        problems.push(source.problem(number, "no-date", detail).as_notice());
    }
    found
}

/// An article that was exported, as it was.
fn restore(record: &Record, exported: &Exported) -> Article {
    let place = format!("{}#{}", exported.path, exported.record);
    let own_id = if record.id == place || record.id == exported.path { "" } else { record.id.as_ref() };
    let many = exported
        .many
        .unwrap_or(record.id == place || !matches!(exported.format.as_str(), "text" | "markdown" | "html"));
    let published = record.dates.first().and_then(|(text, _)| date::parse(text, None)).map(|found| {
        let mut published = found.published("field");
        if !exported.date_source.is_empty() {
            published.source.clone_from(&exported.date_source);
        }
        for precision in [DatePrecision::Year, DatePrecision::Month, DatePrecision::Day, DatePrecision::Time] {
            if precision.name() == exported.date_precision {
                published.precision = precision;
            }
        }
        published
    });
    Article {
        own_id: own_id.to_string(),
        path: exported.path.clone(),
        record: exported.record,
        many,
        format: exported.format.clone(),
        title: record.title.to_string(),
        body: record.text.to_string(),
        outlet: record.outlet.to_string(),
        author: record.author.to_string(),
        url: record.url.to_string(),
        canonical: record.canonical.to_string(),
        language: record.language.to_string(),
        section: record.section.to_string(),
        printed_words: record.words,
        published,
    }
}

/// The host of a URL, without `www.`.
pub(super) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.trim().split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_string())
}
