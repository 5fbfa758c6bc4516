//! The formats that are read. The name of a file tells how its text is laid out; whose export it is, its content.

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
    Xml,
    Rtf,
    Docx,
    Odt,
    Epub,
    Xlsx,
    Ods,
    Parquet,
    Eml,
    Mhtml,
    Pdf,
    Warc,
    ApaTxt,
    ApaHtml,
    NexisTxt,
    NexisHtml,
    NexisDocx,
    NexisRtf,
    FactivaHtml,
    FactivaXml,
    FactivaRtf,
    FactivaTxt,
    EuropresseHtml,
    ProquestTxt,
    ProquestXml,
    ProquestHtml,
    MediargusTxt,
    ClippingsRtf,
    Nitf,
    NewsMl,
    NewsMlG2,
    Iptc7901,
    Ninjs,
    Feed,
}

/// Every format with its name in `Article::format` and the endings of file names that mean it.
const FORMATS: [(Format, &str, &[&str]); 41] = [
    (Format::Text, "text", &["txt", "text"]),
    (Format::Markdown, "markdown", &["md", "markdown"]),
    (Format::Html, "html", &["html", "htm", "xhtml"]),
    (Format::Json, "json", &["json", "jsonld"]),
    (Format::JsonLines, "jsonl", &["jsonl", "ndjson"]),
    (Format::Csv, "csv", &["csv"]),
    (Format::Tsv, "tsv", &["tsv", "tab"]),
    (Format::Xml, "xml", &["xml"]),
    (Format::Rtf, "rtf", &["rtf"]),
    (Format::Docx, "docx", &["docx", "docm"]),
    (Format::Odt, "odt", &["odt"]),
    (Format::Epub, "epub", &["epub"]),
    (Format::Xlsx, "xlsx", &["xlsx", "xlsm", "xlsb", "xls"]),
    (Format::Ods, "ods", &["ods"]),
    (Format::Parquet, "parquet", &["parquet", "pq"]),
    (Format::Eml, "eml", &["eml"]),
    (Format::Mhtml, "mhtml", &["mhtml", "mht"]),
    (Format::Pdf, "pdf", &["pdf"]),
    (Format::Warc, "warc", &["warc"]),
    (Format::ApaTxt, "apa-txt", &[]),
    (Format::ApaHtml, "apa-html", &[]),
    (Format::NexisTxt, "nexis-txt", &[]),
    (Format::NexisHtml, "nexis-html", &[]),
    (Format::NexisDocx, "nexis-docx", &[]),
    (Format::NexisRtf, "nexis-rtf", &[]),
    (Format::FactivaHtml, "factiva-html", &[]),
    (Format::FactivaXml, "factiva-xml", &[]),
    (Format::FactivaRtf, "factiva-rtf", &[]),
    (Format::FactivaTxt, "factiva-txt", &[]),
    (Format::EuropresseHtml, "europresse-html", &[]),
    (Format::ProquestTxt, "proquest-txt", &[]),
    (Format::ProquestXml, "proquest-xml", &[]),
    (Format::ProquestHtml, "proquest-html", &[]),
    (Format::MediargusTxt, "mediargus-txt", &[]),
    (Format::ClippingsRtf, "clippings-rtf", &[]),
    (Format::Nitf, "nitf", &["nitf"]),
    (Format::NewsMl, "newsml", &["newsml"]),
    (Format::NewsMlG2, "newsml-g2", &[]),
    (Format::Iptc7901, "iptc7901", &["iptc"]),
    (Format::Ninjs, "ninjs", &["ninjs"]),
    (Format::Feed, "feed", &["rss", "atom"]),
];

/// Endings of files packed in one stream.
const PACKED: [&str; 6] = [".gz", ".zst", ".bz2", ".xz", ".gzip", ".zstd"];
/// Endings of archives of many files.
const ARCHIVES: [&str; 7] = [".zip", ".tar", ".tgz", ".tbz2", ".tbz", ".txz", ".tzst"];

impl Format {
    /// The format by the ending of a file's name, that of a packed file by the name inside; none where the ending is
    /// not one we read.
    pub(super) fn of(name: &str) -> Option<Format> {
        let lower = name.to_lowercase();
        let (_, ending) = unpacked(&lower).rsplit_once('.')?;
        FORMATS.iter().find(|row| row.2.contains(&ending)).map(|row| row.0)
    }

    /// The format of that name, for `--format`.
    pub(super) fn named(name: &str) -> Option<Format> {
        FORMATS.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// The name in `Article::format`.
    pub(super) fn name(self) -> &'static str {
        FORMATS.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// Whether a file of it is cut into records as it is read, and not parsed as a whole.
    pub(super) fn is_cut(self) -> bool {
        matches!(self, Format::JsonLines | Format::Csv | Format::Tsv)
    }
}

/// Names of all formats, for `--format`.
pub fn formats() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|row| row.1)
}

/// A name without the ending of a compression.
pub(super) fn unpacked(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    PACKED.iter().find(|ending| lower.ends_with(*ending)).map_or(name, |ending| &name[..name.len() - ending.len()])
}

/// Whether a name is that of an archive, packed or not.
pub(super) fn is_archive(name: &str) -> bool {
    let lower = unpacked(name).to_ascii_lowercase();
    ARCHIVES.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_layout() {
        assert_eq!(Format::of("a/b.TXT"), Some(Format::Text));
        assert_eq!(Format::of("wire.jsonl.gz"), Some(Format::JsonLines));
        assert_eq!(Format::of("wire.ndjson.zst"), Some(Format::JsonLines));
        assert_eq!(Format::of("logo.png"), None);
        assert_eq!(Format::of("noextension"), None);
        assert!(is_archive("a.tar.xz") && is_archive("A.ZIP") && !is_archive("a.txt.gz"));
    }

    #[test]
    fn every_format_has_one_name() {
        for (format, name, _) in FORMATS {
            assert_eq!((Format::named(name), format.name()), (Some(format), name));
        }
    }
}
