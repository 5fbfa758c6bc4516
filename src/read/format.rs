//! The formats that are read, told by the file's name.

use super::compress::Compression;

/// What a file holds, once decompressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines,
    Csv,
    Tsv,
}

impl Format {
    /// Format and compression by the extensions of a file name; none where the extension is not one we read.
    pub(super) fn of(name: &str) -> Option<(Format, Compression)> {
        let lower = name.to_lowercase();
        let (stem, compression) = if let Some(stem) = lower.strip_suffix(".gz") {
            (stem, Compression::Gzip)
        } else if let Some(stem) = lower.strip_suffix(".zst") {
            (stem, Compression::Zstd)
        } else {
            (lower.as_str(), Compression::None)
        };
        let format = match stem.rsplit_once('.')?.1 {
            "txt" | "text" => Format::Text,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" | "xhtml" => Format::Html,
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::JsonLines,
            "csv" => Format::Csv,
            "tsv" | "tab" => Format::Tsv,
            _ => return None,
        };
        Some((format, compression))
    }

    /// The name in `Article::format`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_format_and_compression() {
        assert_eq!(Format::of("a/b.TXT"), Some((Format::Text, Compression::None)));
        assert_eq!(Format::of("wire.jsonl.gz"), Some((Format::JsonLines, Compression::Gzip)));
        assert_eq!(Format::of("wire.ndjson.zst"), Some((Format::JsonLines, Compression::Zstd)));
        assert_eq!(Format::of("logo.png"), None);
        assert_eq!(Format::of("noextension"), None);
    }
}
