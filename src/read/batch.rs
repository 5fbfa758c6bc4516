//! Files to batches: opening, unpacking and cutting, on threads of their own ahead of the parsing.

use super::archive::Opening;
use super::columns::Names;
use super::cut::Cutter;
use super::format::Format;
use super::record::Source;
use super::unpack::{self, Budget};
use super::{FileEntry, Listing, ReadOptions, decode, export_file, header, html, json, table, text};
use crate::article::{Article, Problem};
use std::io::{Cursor, ErrorKind, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;

/// Bytes a batch of records aims at.
pub(super) const BATCH: usize = 1 << 20;
/// Bytes read at a time.
const CHUNK: usize = 256 << 10;
/// How many times the length of a record a file may be that holds many and is parsed in one piece.
const RECORDS_A_FILE: usize = 16;

/// Work for one thread: a whole file, or a run of records of a large one, or a problem met on the way.
#[derive(Debug)]
pub struct Batch {
    pub(super) source: Arc<Source>,
    /// Bytes as unpacked; without the header where the format has one.
    pub(super) bytes: Vec<u8>,
    /// Number of the first record in `bytes`.
    pub(super) first: u32,
    /// Header line of a table, and its delimiter.
    pub(super) header: Option<Arc<(Vec<u8>, u8)>>,
    pub(super) problems: Vec<Problem>,
}

/// What a batch was parsed into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Articles, in the order of their records.
    pub articles: Vec<Article>,
    /// What could not be used, and what was noticed.
    pub problems: Vec<Problem>,
}

impl Batch {
    /// Size of the unpacked bytes.
    pub fn bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Parses the batch; the same bytes give the same articles on any thread.
    pub fn parse(mut self, options: &ReadOptions) -> Parsed {
        let mut problems = std::mem::take(&mut self.problems);
        let mut parsed = if self.bytes.is_empty() && self.header.is_none() {
            Parsed::default()
        } else {
            // A fault of a parser costs this batch, never the run.
            catch_unwind(AssertUnwindSafe(|| self.parse_bytes(options))).unwrap_or_else(|_| self.fault())
        };
        problems.append(&mut parsed.problems);
        parsed.problems = problems;
        parsed
    }

    fn parse_bytes(&self, options: &ReadOptions) -> Parsed {
        match self.source.format {
            Format::Text | Format::Markdown => text::parse(self, options),
            Format::Html => html::parse(self, options),
            Format::Json => json::parse_whole(self, options),
            Format::JsonLines => json::parse_lines(self, options),
            Format::Csv | Format::Tsv | Format::Parquet => table::parse(self, options),
            format => export_file::parse(format, self, options),
        }
    }

    fn fault(&self) -> Parsed {
        let detail = "the program failed on these records and left them out; please report it with the file";
        let problem = Problem::new(&self.source.path, Some(self.first), "read", "fault", detail);
        Parsed { problems: vec![problem.with_bytes(self.bytes())], ..Parsed::default() }
    }
}

/// Sends every file of the listing as batches, in no fixed order; returns when all are sent or nobody receives.
pub fn stream(listing: &Listing, options: &ReadOptions, send: &SyncSender<Batch>) {
    let next = AtomicUsize::new(0);
    let readers = options.readers.clamp(1, listing.files.len().max(1));
    std::thread::scope(|scope| {
        for _ in 0..readers {
            scope.spawn(|| {
                while let Some(file) = listing.files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if options.lists.holds(&file.name) {
                        continue;
                    }
                    // A fault in what unpacks an archive costs this file, never the run.
                    let sent = catch_unwind(AssertUnwindSafe(|| read_file(file, options, send)));
                    if sent.unwrap_or_else(|_| fault_in(file, send)).is_none() {
                        return;
                    }
                }
            });
        }
    });
}

/// Sends one file; none where nobody receives any more.
fn read_file(file: &FileEntry, options: &ReadOptions, send: &SyncSender<Batch>) -> Option<()> {
    let mut out = Outgoing { source: Arc::new(Source::new(&file.name, Format::Text)), header: None, send };
    let budget = Budget::of(file.bytes);
    let before = state(&file.path);
    Opening { options, out: &mut out, budget }.file(&file.path, &file.name, file.bytes)?;
    let after = state(&file.path);
    if after.is_some_and(|after| after.0 != file.bytes) || before != after {
        let detail = "the file changed while it was read; what was read of it may be neither the old nor the new";
        return out.problem(Problem::new(&file.name, None, "read", "changed", detail).as_notice());
    }
    Some(())
}

/// Size of a file and when it was written last, to be held against the same later; none where it cannot be told.
fn state(path: &Path) -> Option<(u64, Option<std::time::SystemTime>)> {
    let told = std::fs::metadata(path).ok()?;
    Some((told.len(), told.modified().ok()))
}

/// Says that the program failed on a file; what was sent of it before stays.
fn fault_in(file: &FileEntry, send: &SyncSender<Batch>) -> Option<()> {
    let detail = "the program failed on this file, and what it had not read by then is left out; please report it";
    let mut out = Outgoing { source: Arc::new(Source::new(&file.name, Format::Text)), header: None, send };
    out.problem(Problem::new(&file.name, None, "read", "fault", detail).with_bytes(file.bytes))
}

/// Where the batches of one file go.
pub(super) struct Outgoing<'a> {
    source: Arc<Source>,
    header: Option<Arc<(Vec<u8>, u8)>>,
    send: &'a SyncSender<Batch>,
}

impl Outgoing<'_> {
    /// Sends a batch of the file that is being read.
    pub(super) fn batch(&self, bytes: Vec<u8>, first: u32, problems: Vec<Problem>) -> Option<()> {
        let (source, header) = (self.source.clone(), self.header.clone());
        self.send.send(Batch { source, bytes, first, header, problems }).ok()
    }

    /// Sends a problem alone.
    pub(super) fn problem(&mut self, problem: Problem) -> Option<()> {
        self.header = None;
        self.batch(Vec::new(), 1, vec![problem])
    }

    /// Sends a problem alone, the table it was met in to go on.
    pub(super) fn aside(&self, problem: Problem) -> Option<()> {
        let (source, problems) = (self.source.clone(), vec![problem]);
        self.send.send(Batch { source, bytes: Vec::new(), first: 1, header: None, problems }).ok()
    }

    /// Sends one record that came out of an archive.
    pub(super) fn record(&mut self, source: Arc<Source>, bytes: Vec<u8>, number: u32) -> Option<()> {
        self.header = None;
        self.send.send(Batch { source, bytes, first: number, header: None, problems: Vec::new() }).ok()
    }

    /// Begins a table that is made into rows of CSV as it is read.
    pub(super) fn table(&mut self, name: &str, header: Vec<u8>) {
        self.source = Arc::new(Source::new(name, Format::Parquet));
        self.header = Some(Arc::new((header, b',')));
    }

    /// Reads what is no archive: whole, or cut into its records.
    pub(super) fn leaf(
        &mut self,
        mut reader: Box<dyn Read + '_>,
        name: &str,
        format: Format,
        bytes: u64,
        options: &ReadOptions,
    ) -> Option<()> {
        self.source = Arc::new(Source::new(name, format));
        self.header = None;
        let limit = options.max_record_bytes;
        match format {
            _ if format.is_cut() => read_records(self, reader, limit, options),
            Format::Text | Format::Markdown | Format::Html => read_whole(self, &mut *reader, limit, bytes),
            _ => read_whole(self, &mut *reader, limit.saturating_mul(RECORDS_A_FILE), bytes),
        }
    }
}

/// One file that is one batch.
fn read_whole(out: &mut Outgoing, reader: &mut dyn Read, limit: usize, size: u64) -> Option<()> {
    let name = out.source.path.clone();
    let mut bytes = Vec::new();
    let outcome = unpack::fill(reader, &mut bytes, limit.saturating_add(1));
    if bytes.len() > limit {
        let detail = format!("longer than {limit} bytes, the most one record may have (max_record_bytes)");
        return out.problem(Problem::new(&name, None, "read", "too-long", detail).with_bytes(size));
    }
    let is_plain = matches!(out.source.format, Format::Text | Format::Markdown | Format::Html);
    let mut problems = Vec::new();
    if let Err(error) = outcome {
        problems.push(cut_off(&name, &error, if is_plain { "read" } else { "read as far as it goes" }));
        if is_plain {
            bytes.clear();
        }
    } else if is_plain && decode::is_binary(&bytes) {
        let detail = "the content is not text, whatever the name says";
        return out.problem(Problem::new(&name, None, "read", "not-an-article", detail).with_bytes(size));
    } else if bytes.is_empty() {
        problems.push(Problem::new(&name, None, "read", "empty", "the file is empty").with_bytes(0));
    }
    out.batch(bytes, 1, problems)
}

/// A file of many records, cut at record ends; holds one batch and one record at most.
fn read_records(out: &mut Outgoing, mut reader: Box<dyn Read + '_>, limit: usize, options: &ReadOptions) -> Option<()> {
    let name = out.source.path.clone();
    let mut buffer = Vec::new();
    let mut fault = unpack::fill(&mut *reader, &mut buffer, CHUNK).err();
    if let Some(encoding) = decode::utf16(&buffer) {
        let raw = Cursor::new(std::mem::take(&mut buffer)).chain(reader);
        reader = Box::new(decode::Utf16Reader::new(raw, encoding));
        fault = fault.or(unpack::fill(&mut *reader, &mut buffer, CHUNK).err());
    } else if buffer.starts_with(b"\xEF\xBB\xBF") {
        buffer.drain(..3);
    }
    // Spreadsheets for Macs have ended lines in CR alone.
    if memchr::memchr(b'\n', &buffer).is_none() && memchr::memchr(b'\r', &buffer).is_some() {
        let raw = Cursor::new(std::mem::take(&mut buffer)).chain(reader);
        reader = Box::new(decode::OldLines(raw));
        fault = fault.or(unpack::fill(&mut *reader, &mut buffer, CHUNK).err());
    }
    let is_table = out.source.format != Format::JsonLines;
    let said = if is_table { table::said_delimiter(&buffer) } else { None };
    if let Some((_, line)) = said {
        buffer.drain(..line);
    }
    let mut problems = Vec::new();
    let names = Names::new(&options.columns);
    let above =
        if is_table { header::above(&buffer, said.map(|said| said.0), out.source.format, &names) } else { None };
    if let Some((bytes, lines)) = above {
        let passed = decode::decode(&buffer[..bytes], None).text.into_owned();
        let what = match lines {
            1 => "1 line above the header was".to_string(),
            lines => format!("{lines} lines above the header were"),
        };
        problems.push(header::notice(&name, &what, passed.lines()));
        buffer.drain(..bytes);
    }
    let delimiter = said.map_or_else(|| table::delimiter(&buffer, out.source.format), |(delimiter, _)| delimiter);
    let mut cutter = if is_table { Cutter::table(delimiter) } else { Cutter::Lines };
    // The last whole record ends at `whole`, the cutter has seen up to `seen`; the batch begins with record `sent`,
    // and `number` is the next one.
    let (mut whole, mut seen, mut sent, mut number) = (0usize, 0usize, 1u32, 1u32);
    // Bytes let go of a record that is too long.
    let mut skipped: Option<u64> = None;
    let mut ended = buffer.is_empty();
    loop {
        while let Some((ahead, counts)) = cutter.end(&buffer[seen..]) {
            seen += ahead;
            if let Some(bytes) = skipped.take() {
                problems.push(too_long(&name, number, bytes + seen as u64, limit));
                number = number.saturating_add(1);
                sent = number;
            } else if is_table && out.header.is_none() {
                if counts {
                    out.header = Some(Arc::new((buffer[..seen].to_vec(), delimiter)));
                }
            } else {
                whole = seen;
                number = number.saturating_add(u32::from(counts));
                if whole >= BATCH {
                    let rest = buffer.split_off(whole);
                    out.batch(std::mem::replace(&mut buffer, rest), sent, std::mem::take(&mut problems))?;
                    (whole, seen, sent) = (0, 0, number);
                }
                continue;
            }
            buffer.drain(..seen);
            seen = 0;
        }
        seen = buffer.len();
        if ended || fault.is_some() {
            break;
        }
        if skipped.is_none() && buffer.len() - whole > limit {
            let long = buffer.split_off(whole);
            skipped = Some(0);
            let before = std::mem::replace(&mut buffer, long);
            if !before.is_empty() {
                out.batch(before, sent, std::mem::take(&mut problems))?;
            }
            (whole, sent) = (0, number);
        }
        if let Some(bytes) = &mut skipped {
            *bytes += buffer.len() as u64;
            buffer.clear();
            seen = 0;
        }
        match unpack::fill(&mut *reader, &mut buffer, CHUNK) {
            Ok(n) => ended = n == 0,
            Err(error) => fault = Some(error),
        }
    }
    if let Some(bytes) = skipped {
        problems.push(too_long(&name, number, bytes + buffer.len() as u64, limit));
        buffer.clear();
    }
    if let Some(error) = fault {
        // The record that was being read is not whole.
        buffer.truncate(whole);
        problems.push(cut_off(&name, &error, "read up to its last whole record"));
    } else if is_table && out.header.is_none() && !buffer.is_empty() {
        out.header = Some(Arc::new((std::mem::take(&mut buffer), delimiter)));
    }
    if sent == 1 && buffer.is_empty() && out.header.is_none() && problems.is_empty() {
        problems.push(Problem::new(&name, None, "read", "empty", "the file is empty").with_bytes(0));
    }
    if !buffer.is_empty() || !problems.is_empty() || (sent == 1 && out.header.is_some()) {
        out.batch(buffer, sent, problems)?;
    }
    Some(())
}

/// A record above the limit.
pub(super) fn too_long(name: &str, number: u32, bytes: u64, limit: usize) -> Problem {
    let detail = format!("longer than {limit} bytes, the most one record may have (max_record_bytes); it was left out");
    Problem::new(name, Some(number), "read", "too-long", detail).with_bytes(bytes)
}

fn cut_off(name: &str, error: &std::io::Error, used: &str) -> Problem {
    match error.kind() {
        ErrorKind::UnexpectedEof => {
            let used = if used == "read" { "nothing of it could be used, save whole records" } else { used };
            Problem::new(name, None, "read", "cut-off", format!("the compressed data ends too early: {used}"))
        }
        ErrorKind::PermissionDenied => {
            Problem::new(name, None, "read", "unreadable", format!("the file cannot be opened: {error}"))
        }
        ErrorKind::FileTooLarge => Problem::new(name, None, "read", "bomb", format!("{error}; {used}")),
        _ => Problem::new(name, None, "read", "unreadable", format!("reading failed: {error}; {used}")),
    }
}
