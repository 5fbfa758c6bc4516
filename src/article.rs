//! The records every stage shares: an article as it was read, the spans found in it, and the problems met on the way.
//!
//! An [`Article`]'s title and body are decoded once and never change; whatever is found in them is a [`Span`].

use serde::{Deserialize, Serialize};

/// A run of bytes in one field of one article; always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end` in bytes.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// The text the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The field of an article that offsets count in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// [`Article::title`].
    Title,
    /// [`Article::body`].
    Body,
}

impl Field {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Body => "body",
        }
    }
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatePrecision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
    /// Day and time of day.
    Time,
}

impl DatePrecision {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            DatePrecision::Year => "year",
            DatePrecision::Month => "month",
            DatePrecision::Day => "day",
            DatePrecision::Time => "time",
        }
    }
}

/// When an article was published, how exactly that is known, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601, as precise as known: `2024`, `2024-05`, `2024-05-06`, `2024-05-06T10:00:00+02:00`. The zone is kept as printed.
    pub at: String,
    /// Seconds since 1970-01-01 UTC of the earliest moment `at` may mean; a date without a zone counts as UTC.
    pub seconds: i64,
    /// How exactly the date is known.
    pub precision: DatePrecision,
    /// Where it was found: `field`, `json-ld`, `meta`, `load-date` (when a database took it in), `url`, `path` (by the pattern in the settings), `extractor`, `file-name`, `dateline`, `list` (a list of articles beside it), `pdf-made` (when the file was made); with `:ambiguous` behind it where day and month could be swapped.
    pub source: String,
}

impl Published {
    /// The calendar day as printed, `YYYY-MM-DD`; months and years fall on their first day.
    pub fn day(&self) -> String {
        match self.precision {
            DatePrecision::Year => format!("{}-01-01", self.at),
            DatePrecision::Month => format!("{}-01", self.at),
            _ => self.at.chars().take(10).collect(),
        }
    }
}

/// One record read from the corpus. Unknown text fields are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// The record's own id; empty where it has none.
    pub own_id: String,
    /// Path inside the corpus, with `/`.
    pub path: String,
    /// Number of the record in its file, from 1.
    pub record: u32,
    /// Whether the file can hold more than one record (then an article without an id is called `path#record`).
    pub many: bool,
    /// Format the record was read as: `text`, `markdown`, `html`, `json`, `jsonl`, `csv`, `tsv`, `nexis-txt` and so on.
    pub format: String,
    /// Title as read; empty where the format has no such field.
    pub title: String,
    /// Full text as read and decoded.
    pub body: String,
    /// Outlet as named by the record, else the host of its URL, else its folder; may be empty.
    pub outlet: String,
    /// Author as printed.
    pub author: String,
    /// Where it was published.
    pub url: String,
    /// `rel=canonical`, where the page names one.
    pub canonical: String,
    /// Language code the record declares.
    pub language: String,
    /// Section, page or programme as printed.
    pub section: String,
    /// Length in words as the record prints it.
    pub printed_words: Option<u32>,
    /// Publication date.
    pub published: Option<Published>,
}

impl Article {
    /// The text of a field.
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Title => &self.title,
            Field::Body => &self.body,
        }
    }

    /// The name of the article where its own id cannot serve: its path, `path#n` where one file holds several.
    pub fn place(&self) -> String {
        if self.many { format!("{}#{}", self.path, self.record) } else { self.path.clone() }
    }
}

/// A file, record, date or setting that could not be used: a row of `problems.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// Path inside the corpus.
    pub path: String,
    /// Record (or line, where no record could be told) inside the file, from 1.
    pub record: Option<u32>,
    /// Stage that met it: `walk`, `read`, `clean`, `annotate`, ….
    pub stage: String,
    /// What it is, a short fixed phrase in kebab-case: `not-an-article`, `broken-json`, `cut-off`, `no-date`, ….
    pub problem: String,
    /// A sentence for the person who has to mend it.
    pub detail: String,
    /// Bytes of the file or record concerned, where known.
    pub bytes: Option<u64>,
    /// Whether it concerns the user's data being lost (an error) or only left out on purpose or incomplete (a notice).
    #[serde(skip)]
    pub notice: bool,
}

impl Problem {
    /// A problem that loses data.
    pub fn new(path: &str, record: Option<u32>, stage: &str, problem: &str, detail: impl Into<String>) -> Self {
        Problem {
            path: path.to_string(),
            record,
            stage: stage.to_string(),
            problem: problem.to_string(),
            detail: detail.into(),
            bytes: None,
            notice: false,
        }
    }

    /// The same, with the size of what it concerns.
    pub fn with_bytes(mut self, bytes: u64) -> Self {
        self.bytes = Some(bytes);
        self
    }

    /// The same, marked as something said rather than something lost (a hidden file skipped, a missing date).
    pub fn as_notice(mut self) -> Self {
        self.notice = true;
        self
    }
}
