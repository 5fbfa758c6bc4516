//! Read: the files of a corpus to articles and problems.
//!
//! Contract: every file that is listed, and every record in it, ends as exactly one article or at least one problem;
//! the text of an article is the record's text as decoded, never changed.
//!
//! [`list`] walks the corpus, [`stream`] opens, decompresses and cuts files into batches, [`Batch::parse`] makes
//! articles of a batch; [`export`] writes an article so that reading it back gives the same article.

mod apa;
mod archive;
mod batch;
#[cfg(test)]
mod collection_tests;
mod columns;
mod compound;
mod credits;
mod cut;
mod date;
mod date_place;
mod date_token;
mod decode;
#[cfg(test)]
mod document_tests;
mod entries;
mod europresse;
mod export;
mod export_file;
mod factiva;
mod feed;
mod format;
#[cfg(test)]
mod format_tests;
mod header;
mod html;
mod hyphen;
mod iptc7901;
mod json;
mod json_cell;
mod json_fields;
mod json_frame;
mod json_ld;
#[cfg(test)]
mod json_tests;
mod json_whole;
mod labels;
#[cfg(test)]
mod layout_tests;
mod lean;
mod list_file;
mod list_key;
mod listing;
mod lists;
mod mail;
mod marked;
mod marks;
mod mediargus;
mod month;
#[cfg(test)]
mod mutation_tests;
mod nexis;
mod nexis_uni;
mod ninjs;
mod not_read;
mod office;
mod opendocument;
mod paragraphs;
mod pared;
mod parquet_table;
mod path_pattern;
mod paywall;
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_child;
#[cfg(feature = "pdf")]
mod pdf_layout;
mod pdf_text;
mod proquest;
mod recognise;
mod record;
mod rtf;
mod shape;
mod sheet;
mod table;
#[cfg(test)]
mod table_tests;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod time_of_day;
mod unlikely;
mod unpack;
#[cfg(test)]
mod variant_tests;
mod warc;
mod wire;
mod xml;
mod xml_records;

pub use batch::{Batch, Parsed, stream};
pub use export::export;
pub use format::formats;
pub use listing::{FileEntry, Listing, list, outputs_listed};
pub use lists::Lists;
pub use path_pattern::PathPattern;
pub use pdf::{CHILD as PDF_CHILD, Extracted as ExtractedPdf, pdf_program};
#[cfg(feature = "pdf")]
pub use pdf_child::{bound_pdf_child, extract_pdf};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// How the corpus is to be read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Our field (`id`, `title`, `text`, `date`, `outlet`, `author`, `url`, `language`) to the user's column name.
    pub columns: BTreeMap<String, String>,
    /// Bytes above which one record is skipped as too long.
    pub max_record_bytes: usize,
    /// Whether `5/6/2024` is 5 June, where the file itself has no unambiguous date that says so.
    pub day_first: Option<bool>,
    /// The format of every file, where not its own name and content are to tell; one of [`formats`].
    pub format: Option<String>,
    /// What the path of a file says of its article.
    pub path: Option<PathPattern>,
    /// Whether pages are extracted by the fast extractor alone.
    pub fast_html: bool,
    /// Threads that open and decompress files.
    pub readers: usize,
    /// What the lists of the corpus say of its articles.
    pub lists: Arc<Lists>,
}

impl ReadOptions {
    /// The same, with the lists among the files of a corpus.
    pub fn with_lists(mut self, listing: &Listing) -> Self {
        self.lists = Arc::new(Lists::of(listing, &self));
        self
    }
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            columns: BTreeMap::new(),
            max_record_bytes: 64 << 20,
            day_first: None,
            format: None,
            path: None,
            fast_html: false,
            readers: 8,
            lists: Arc::default(),
        }
    }
}

/// Why a corpus could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is nothing at the path.
    #[error("{0} does not exist: give a folder of articles, or one file")]
    Missing(PathBuf),
    /// It is there and cannot be opened.
    #[error("{0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// It is what a run wrote.
    #[error("{0} is the output of an earlier run, not a corpus: give a folder of articles, or one file")]
    Output(PathBuf),
}
