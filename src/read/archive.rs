//! Files of any kind to what is in them: streams unpacked, archives opened (one inside another once), and each entry
//! sent to be read as a file of its own. Nothing is written to disk, so that no entry can leave the corpus.

use super::batch::Outgoing;
use super::entries::{self, ENTRIES};
use super::format::{self, Format};
use super::marks::{Container, HEAD, by_content, by_marks, container};
use super::unpack::{Budget, Compression, behind, fill, peek};
use super::{ReadOptions, not_read, parquet_table, warc};
use crate::article::Problem;
use std::fs::File;
use std::io::{Cursor, ErrorKind, Read, Seek};
use std::path::Path;
use zip::ZipArchive;

/// Archives inside one another.
const DEEPEST: usize = 2;
/// Streams packed inside one another.
const PACKED: usize = 3;
/// Bytes an archive inside an archive may have.
const INNER: usize = 512 << 20;

/// A file, or an entry of an archive, on its way to be read.
pub(super) struct Opening<'a, 's> {
    pub(super) options: &'a ReadOptions,
    pub(super) out: &'a mut Outgoing<'s>,
    pub(super) budget: Budget,
}

impl Opening<'_, '_> {
    /// Reads a file of the corpus; none where nobody receives any more.
    pub(super) fn file(&mut self, path: &Path, name: &str, bytes: u64) -> Option<()> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) => {
                let detail = format!("the file cannot be opened: {error}");
                return self.out.problem(Problem::new(name, None, "read", "unreadable", detail).with_bytes(bytes));
            }
        };
        let mut head = Vec::new();
        let fault = fill(&mut &file, &mut head, HEAD).err();
        let is_zip = container(&head, name) == Some(Container::Zip);
        let is_crawl = Compression::of(&head) == Some(Compression::Gzip)
            && (format::unpacked(name).to_ascii_lowercase().ends_with(".warc") || warc::is_gzipped(&head));
        if fault.is_none() && (is_zip || is_crawl) && (&file).rewind().is_ok() {
            return match is_zip {
                true => self.zip(file, name, bytes, 1),
                false => warc::gzipped(file, name, self.options, self.out),
            };
        }
        let asked = self.options.format.as_deref().and_then(Format::named);
        if head.starts_with(parquet_table::MARK) && matches!(asked, None | Some(Format::Parquet)) {
            return parquet_table::send(file, name, bytes, &self.budget, self.options, self.out);
        }
        let reader = behind(head.clone(), fault, Box::new(file));
        self.known(&head, reader, name, bytes, 1, 0)
    }

    /// Reads a stream: a packed one as what it unpacks to.
    fn stream<'r>(
        &mut self,
        reader: Box<dyn Read + 'r>,
        name: &str,
        bytes: u64,
        depth: usize,
        packed: usize,
    ) -> Option<()> {
        let (head, reader) = peek(reader, HEAD);
        self.known(&head, reader, name, bytes, depth, packed)
    }

    /// Reads a stream of which the first bytes are known.
    fn known<'r>(
        &mut self,
        head: &[u8],
        reader: Box<dyn Read + 'r>,
        name: &str,
        bytes: u64,
        depth: usize,
        packed: usize,
    ) -> Option<()> {
        if let Some(compression) = Compression::of(head) {
            if packed >= PACKED {
                return self.refuse(name, "nested-too-deep", format!("packed more than {PACKED} times"), bytes);
            }
            let inner = match compression.open(reader) {
                Ok(inner) => self.budget.bound(inner),
                Err(error) => return self.refuse(name, "unreadable", format!("it cannot be unpacked: {error}"), bytes),
            };
            return self.stream(inner, name, bytes, depth, packed + 1);
        }
        if packed == 0 && format::unpacked(name) != name && !head.is_empty() {
            let detail = "the name says that it is packed, and it is not; it was read as it stands";
            self.out.problem(Problem::new(name, None, "read", "not-packed", detail).as_notice())?;
        }
        match container(head, format::unpacked(name)) {
            Some(Container::Zip) => {
                let mut reader = reader;
                let mut whole = Vec::new();
                let outcome = fill(&mut *reader, &mut whole, INNER + 1);
                if whole.len() > INNER || outcome.is_err() {
                    let detail = match outcome {
                        Err(error) => format!("the archive inside cannot be unpacked: {error}"),
                        Ok(_) => format!("an archive inside an archive may have {INNER} bytes"),
                    };
                    return self.refuse(name, "too-long", detail, bytes);
                }
                self.zip(Cursor::new(whole), name, bytes, depth)
            }
            Some(Container::Tar) => self.tar(reader, name, bytes, depth),
            None => self.leaf(reader, head, name, bytes),
        }
    }

    /// Reads what is no archive.
    fn leaf(&mut self, reader: Box<dyn Read + '_>, head: &[u8], name: &str, bytes: u64) -> Option<()> {
        let by_name = Format::of(name);
        // An export in plain text is told when its text is read.
        let by_content = if by_name.is_some() { by_marks(head) } else { by_content(head) };
        let format = match (self.options.format.as_deref().and_then(Format::named), by_content, by_name) {
            (Some(asked), ..) => asked,
            // Marks that no file of another kind has; and XML or pages behind the name of a text.
            (
                _,
                Some(
                    found @ (Format::Rtf
                    | Format::Warc
                    | Format::Mhtml
                    | Format::Parquet
                    | Format::Iptc7901
                    | Format::Pdf),
                ),
                _,
            ) => found,
            (_, Some(found @ (Format::Xml | Format::Html)), Some(Format::Text)) => found,
            (_, _, Some(Format::Json)) if super::ninjs::is_ninjs(head) => Format::Ninjs,
            (_, _, Some(named)) => named,
            (_, Some(found), None) => found,
            (_, None, None) => {
                return self.out.problem(not_read::problem(name, "read").with_bytes(bytes));
            }
        };
        if format == Format::Warc {
            return warc::plain(reader, name, self.options, self.out);
        }
        if format == Format::Parquet {
            return self.columns(reader, name, bytes);
        }
        self.out.leaf(reader, name, format, bytes, self.options)
    }

    /// Reads a table of columns that is packed or in an archive: its description stands at its end.
    fn columns(&mut self, mut reader: Box<dyn Read + '_>, name: &str, bytes: u64) -> Option<()> {
        let mut whole = Vec::new();
        if let Err(error) = fill(&mut *reader, &mut whole, INNER + 1) {
            return self.refuse(name, "unreadable", format!("it cannot be unpacked: {error}"), bytes);
        }
        if whole.len() > INNER {
            let detail = format!("a table of Parquet inside an archive may have {INNER} bytes");
            return self.refuse(name, "too-long", detail, bytes);
        }
        parquet_table::send(bytes::Bytes::from(whole), name, bytes, &self.budget, self.options, self.out)
    }

    fn zip<R: Read + Seek>(&mut self, reader: R, name: &str, bytes: u64, depth: usize) -> Option<()> {
        let mut archive = match ZipArchive::new(reader) {
            Ok(archive) => archive,
            Err(error) => {
                return self.refuse(name, "broken-archive", format!("the archive cannot be opened: {error}"), bytes);
            }
        };
        if let Some(format) = document(&mut archive, name) {
            if format == Format::Xlsx && !fits(&mut archive, &self.budget) {
                let detail = "it unpacks to more than 256 MiB and 200 times its size; nothing of it was read";
                return self.refuse(name, "bomb", detail.to_string(), bytes);
            }
            let mut whole = Vec::new();
            let mut reader = archive.into_inner();
            let limit = self.options.max_record_bytes.saturating_mul(4);
            let outcome = reader.rewind().and_then(|()| fill(&mut reader, &mut whole, limit.saturating_add(1)));
            if let Err(error) = outcome {
                return self.refuse(name, "unreadable", error.to_string(), bytes);
            }
            return self.out.leaf(Box::new(Cursor::new(whole)), name, format, bytes, self.options);
        }
        if depth > DEEPEST {
            return self.refuse(
                name,
                "nested-too-deep",
                "an archive inside an archive inside an archive".into(),
                bytes,
            );
        }
        if !(0..archive.len()).any(|index| archive.by_index_data(index).is_ok_and(|entry| entry.is_file())) {
            return self.refuse(name, "empty", "an archive without a file".into(), bytes);
        }
        for index in 0..archive.len() {
            if index == ENTRIES {
                let detail = format!("{} entries; those behind the first {ENTRIES} were left out", archive.len());
                return self.refuse(name, "too-many-entries", detail, bytes);
            }
            let entry = match archive.by_index(index) {
                Ok(entry) => entry,
                Err(error) => {
                    let place = format!("{name}#{}", index + 1);
                    self.refuse(&place, "broken-archive", format!("the entry cannot be read: {error}"), 0)?;
                    continue;
                }
            };
            if !entry.is_file() {
                continue;
            }
            let raw = entry.name_raw().to_vec();
            let size = entry.size();
            let Some(inside) = self.entry_name(name, &raw)? else { continue };
            let reader = self.budget.bound(entry);
            self.stream(reader, &inside, size, depth + 1, 0)?;
        }
        Some(())
    }

    fn tar<'r>(&mut self, reader: Box<dyn Read + 'r>, name: &str, bytes: u64, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return self.refuse(
                name,
                "nested-too-deep",
                "an archive inside an archive inside an archive".into(),
                bytes,
            );
        }
        let mut archive = tar::Archive::new(reader);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.refuse(name, "broken-archive", error.to_string(), bytes),
        };
        let mut files = 0;
        for (index, entry) in entries.enumerate() {
            if index == ENTRIES {
                let detail = format!("the entries behind the first {ENTRIES} were left out");
                return self.refuse(name, "too-many-entries", detail, bytes);
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let kind = if error.kind() == ErrorKind::UnexpectedEof { "cut-off" } else { "broken-archive" };
                    let detail = format!("{error}; the {index} entries before were read");
                    return self.refuse(name, kind, detail, bytes);
                }
            };
            if !entry.header().entry_type().is_file() {
                continue;
            }
            files += 1;
            let raw = entry.path_bytes().into_owned();
            let size = entry.size();
            let Some(inside) = self.entry_name(name, &raw)? else { continue };
            self.stream(Box::new(entry), &inside, size, depth + 1, 0)?;
        }
        match files {
            0 => self.refuse(name, "empty", "an archive without a file".into(), bytes),
            _ => Some(()),
        }
    }

    /// The path of an entry below that of its archive; inner none where the entry is left out, or was read as a list.
    #[allow(clippy::option_option)]
    fn entry_name(&mut self, archive: &str, raw: &[u8]) -> Option<Option<String>> {
        let text = String::from_utf8_lossy(raw).replace('\\', "/");
        let inside = entries::path(archive, &text);
        if self.options.lists.holds(&inside) {
            return Some(None);
        }
        let notice = |problem: &str, detail: &str| Problem::new(&inside, None, "read", problem, detail).as_notice();
        if entries::is_hidden(&inside[archive.len()..]) {
            self.out.problem(notice("hidden", "hidden files and folders are not read"))?;
            return Some(None);
        }
        if text.split('/').any(|part| part == "..") || text.starts_with('/') || text.get(1..2) == Some(":") {
            self.out.problem(notice(
                "unsafe-path",
                "the entry's path leads out of the archive; it is read under this one",
            ))?;
        }
        if std::str::from_utf8(raw).is_err() {
            self.out.problem(notice("bad-name", "the entry's name is not UTF-8"))?;
        }
        let file = inside.rsplit('/').next().unwrap_or_default();
        if Format::of(file).is_none() && !format::is_archive(file) && not_read::is_known(file) {
            self.out.problem(not_read::problem(&inside, "read"))?;
            return Some(None);
        }
        Some(Some(inside))
    }

    fn refuse(&mut self, name: &str, problem: &str, detail: String, bytes: u64) -> Option<()> {
        self.out.problem(Problem::new(name, None, "read", problem, detail).with_bytes(bytes))
    }
}

/// Whether the parts of a workbook unpack to what the budget leaves; the library that reads it has no bound.
pub(super) fn fits<R: Read + Seek>(archive: &mut ZipArchive<R>, budget: &Budget) -> bool {
    (0..archive.len().min(ENTRIES)).all(|index| match archive.by_index(index) {
        Ok(part) => match std::io::copy(&mut budget.bound(part), &mut std::io::sink()) {
            Err(error) => error.kind() != ErrorKind::FileTooLarge,
            Ok(_) => true,
        },
        Err(_) => true,
    })
}

/// The kind of document an archive is, by the parts it has.
fn document<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Option<Format> {
    let by_name = Format::of(name);
    let has = |part: &str| archive.index_for_name(part).is_some();
    if has("word/document.xml") {
        return Some(Format::Docx);
    }
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        return Some(Format::Xlsx);
    }
    if has("META-INF/container.xml") && !has("content.xml") {
        return Some(Format::Epub);
    }
    if has("content.xml") && has("mimetype") {
        let mut kind = String::new();
        let read = archive.by_name("mimetype").ok().and_then(|part| part.take(100).read_to_string(&mut kind).ok());
        return Some(if read.is_some() && kind.contains("spreadsheet") { Format::Ods } else { Format::Odt });
    }
    by_name.filter(|format| matches!(format, Format::Docx | Format::Odt | Format::Epub | Format::Xlsx | Format::Ods))
}
