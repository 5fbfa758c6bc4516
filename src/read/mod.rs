//! Read: bytes to articles and problems.

use crate::article::{Article, Problem};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

/// How to read.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct ReadOptions {
    pub columns: BTreeMap<String, String>,
    pub max_record_bytes: usize,
    pub day_first: Option<bool>,
    pub readers: usize,
}

/// A file of the corpus.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct FileEntry {
    pub path: PathBuf,
    pub name: String,
    pub bytes: u64,
}

/// The files of a corpus.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Listing {
    pub files: Vec<FileEntry>,
    pub problems: Vec<Problem>,
    pub bytes: u64,
}

/// A corpus that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReadError(pub String);

/// Raw work.
#[derive(Debug)]
pub struct Batch {}

/// What came of a batch.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Parsed {
    pub articles: Vec<Article>,
    pub problems: Vec<Problem>,
}

impl Batch {
    /// Size.
    pub fn bytes(&self) -> u64 {
        0
    }
    /// Parse.
    pub fn parse(self, _: &ReadOptions) -> Parsed {
        Parsed::default()
    }
}

/// Lists a corpus.
pub fn list(_: &Path) -> Result<Listing, ReadError> {
    Ok(Listing::default())
}

/// Streams batches.
pub fn stream(_: &Listing, _: &ReadOptions, _: &SyncSender<Batch>) {}

/// Exports an article.
pub fn export(_: &Article) -> serde_json::Value {
    serde_json::Value::Null
}
