//! What the first bytes of a file tell of it, whatever its name.

use super::format::Format;
use super::unpack::{Compression, fill};
use super::{decode, parquet_table, recognise};
use std::fs::File;
use std::path::Path;

/// Bytes looked at to tell what a file is.
pub(super) const HEAD: usize = 8 << 10;

/// An archive of many files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Zip,
    Tar,
}

/// Whether a file whose name says nothing is one that is read, by its first bytes.
pub(super) fn is_readable(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|mut file| fill(&mut file, &mut head, HEAD));
    read.is_ok() && (Compression::of(&head).is_some() || container(&head, "").is_some() || by_content(&head).is_some())
}

/// The format that content alone tells.
pub(super) fn by_content(head: &[u8]) -> Option<Format> {
    by_marks(head).or_else(|| {
        let text = (!decode::is_binary(head)).then(|| decode::decode(head, None).text)?;
        recognise::text(&text).map(|_| Format::Text)
    })
}

/// The format that the first bytes tell.
pub(super) fn by_marks(head: &[u8]) -> Option<Format> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let starts = |mark: &str| text.len() >= mark.len() && text[..mark.len()].eq_ignore_ascii_case(mark.as_bytes());
    if text.starts_with(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    if text.starts_with(b"WARC/1.") || text.starts_with(b"WARC/0.") {
        return Some(Format::Warc);
    }
    if head.starts_with(parquet_table::MARK) {
        return Some(Format::Parquet);
    }
    if head.starts_with(b"%PDF-") {
        return Some(Format::Pdf);
    }
    if recognise::is_iptc7901(head) {
        return Some(Format::Iptc7901);
    }
    if ["<!doctype html", "<html"].iter().any(|mark| starts(mark)) {
        return Some(Format::Html);
    }
    if ["<?xml", "<nitf", "<NewsML", "<newsMessage", "<newsItem", "<rss", "<feed", "<PPSResponse"]
        .iter()
        .any(|mark| starts(mark))
    {
        return Some(Format::Xml);
    }
    ["From: <Saved by", "From: \"Saved by"].iter().any(|mark| starts(mark)).then_some(Format::Mhtml)
}

/// Whether the first bytes are those of an archive of many files.
pub(super) fn container(head: &[u8], name: &str) -> Option<Container> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Container::Zip);
    }
    let tar =
        head.get(257..262) == Some(b"ustar") || (name.to_ascii_lowercase().ends_with(".tar") && head.len() >= 512);
    tar.then_some(Container::Tar)
}
