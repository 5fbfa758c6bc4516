//! WARC: the pages a crawler fetched. A damaged member of a gzipped file costs its own record only.

use super::ReadOptions;
use super::batch::Outgoing;
use super::format::Format;
use super::record::Source;
use super::unpack::Budget;
use crate::article::Problem;
use flate2::bufread::GzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::sync::Arc;

/// Bytes a header may have.
const HEADER: usize = 64 << 10;

/// What was passed over and met in one file.
struct Crawl<'a, 's> {
    name: &'a str,
    options: &'a ReadOptions,
    out: &'a mut Outgoing<'s>,
    /// Records so far, of any kind.
    number: u32,
    pages: u32,
    others: u32,
}

/// Whether the first bytes of a gzip stream unpack to a WARC header.
pub(super) fn is_gzipped(head: &[u8]) -> bool {
    let mut start = [0u8; 5];
    GzDecoder::new(head).read_exact(&mut start).is_ok() && &start == b"WARC/"
}

/// Reads a file of gzip members, one a record.
pub(super) fn gzipped(file: File, name: &str, options: &ReadOptions, out: &mut Outgoing) -> Option<()> {
    let mut crawl = Crawl { name, options, out, number: 0, pages: 0, others: 0 };
    let mut packed = BufReader::with_capacity(256 << 10, file);
    let limit = options.max_record_bytes.saturating_add(HEADER) as u64;
    let mut start = 0u64;
    loop {
        match next_member(&mut packed, start) {
            Ok(Some(at)) => start = at,
            Ok(None) => break,
            Err(error) => {
                crawl.problem(Some(crawl.number), "unreadable", error.to_string(), 0)?;
                break;
            }
        }
        let mut member = GzDecoder::new(&mut packed);
        let mut bytes = Vec::new();
        let outcome = member.by_ref().take(limit + 1).read_to_end(&mut bytes).map(|_| ());
        let outcome = match outcome {
            // A member that holds the whole file: the rest of it is read as one stream.
            Ok(()) if bytes.len() as u64 > limit => {
                let rest = Budget::of(crawl.size()).bound(member);
                crawl.records(&mut BufReader::new(Cursor::new(bytes).chain(rest)))?;
                break;
            }
            outcome => outcome,
        };
        let end = packed.stream_position().unwrap_or(u64::MAX);
        match outcome {
            Ok(()) => {
                crawl.records(&mut Cursor::new(bytes))?;
                start = end.max(start + 1);
            }
            Err(error) => {
                crawl.number = crawl.number.saturating_add(1);
                let kind = if error.kind() == ErrorKind::UnexpectedEof { "cut-off" } else { "broken-archive" };
                let detail = format!(
                    "the packed record at byte {start} is damaged ({error}); it was left out, and those behind it were read"
                );
                crawl.problem(Some(crawl.number), kind, detail, bytes.len() as u64)?;
                start += 1;
            }
        }
    }
    crawl.finish()
}

/// Where the next gzip member begins, from `start` on.
fn next_member(packed: &mut BufReader<File>, start: u64) -> std::io::Result<Option<u64>> {
    packed.seek(SeekFrom::Start(start))?;
    let mut at = start;
    loop {
        let buffer = packed.fill_buf()?;
        if buffer.len() < 3 {
            return Ok(None);
        }
        if let Some(found) = memchr::memmem::find(buffer, b"\x1F\x8B\x08") {
            packed.seek(SeekFrom::Start(at + found as u64))?;
            return Ok(Some(at + found as u64));
        }
        // The mark may lie across two buffers.
        let passed = buffer.len() - 2;
        packed.consume(passed);
        at += passed as u64;
        if packed.buffer().len() == 2 {
            packed.seek(SeekFrom::Start(at))?;
        }
    }
}

/// Reads a stream of records.
pub(super) fn plain(reader: Box<dyn Read + '_>, name: &str, options: &ReadOptions, out: &mut Outgoing) -> Option<()> {
    let mut crawl = Crawl { name, options, out, number: 0, pages: 0, others: 0 };
    crawl.records(&mut BufReader::with_capacity(256 << 10, reader))?;
    crawl.finish()
}

impl Crawl<'_, '_> {
    fn size(&self) -> u64 {
        (self.options.max_record_bytes as u64).saturating_mul(16)
    }

    fn problem(&mut self, record: Option<u32>, problem: &str, detail: String, bytes: u64) -> Option<()> {
        self.out.problem(Problem::new(self.name, record, "read", problem, detail).with_bytes(bytes))
    }

    fn finish(mut self) -> Option<()> {
        if self.others > 0 {
            let detail = format!(
                "{} of {} records are requests, pictures and the like, and hold no article",
                self.others, self.number
            );
            self.out.problem(Problem::new(self.name, None, "read", "not-an-article", detail).as_notice())?;
        }
        if self.pages == 0 {
            self.problem(None, "empty", "no page in it".to_string(), 0)?;
        }
        Some(())
    }

    /// Reads records to the end of a stream.
    fn records(&mut self, reader: &mut dyn BufRead) -> Option<()> {
        loop {
            let header = match header(reader) {
                Ok(Some(header)) => header,
                Ok(None) => return Some(()),
                Err(error) => return self.cut(&error),
            };
            self.number = self.number.saturating_add(1);
            let field = |name: &str| field(&header, name);
            let length: u64 = field("Content-Length").parse().unwrap_or(0);
            let kind = field("WARC-Type").to_lowercase();
            let url = field("WARC-Target-URI").trim_matches(['<', '>']).to_string();
            let media = field("Content-Type").to_lowercase();
            let wanted = match kind.as_str() {
                "response" => media.is_empty() || media.contains("http"),
                "resource" | "conversion" => true,
                _ => false,
            };
            if !wanted || length > self.options.max_record_bytes as u64 {
                if wanted {
                    let detail =
                        format!("longer than {} bytes, the most one record may have", self.options.max_record_bytes);
                    self.problem(Some(self.number), "too-long", detail, length)?;
                } else {
                    self.others += 1;
                }
                if let Err(error) = std::io::copy(&mut reader.take(length), &mut std::io::sink()) {
                    return self.cut(&error);
                }
                continue;
            }
            let mut block = Vec::new();
            let outcome = reader.take(length).read_to_end(&mut block);
            if kind == "response" {
                self.response(&block, &url)?;
            } else {
                self.page(block, &media, &url)?;
            }
            if let Err(error) = outcome {
                return self.cut(&error);
            }
        }
    }

    fn cut(&mut self, error: &std::io::Error) -> Option<()> {
        let kind = match error.kind() {
            ErrorKind::FileTooLarge => "bomb",
            ErrorKind::UnexpectedEof => "cut-off",
            _ => "unreadable",
        };
        self.problem(Some(self.number), kind, format!("{error}; the {} records before were read", self.number), 0)
    }

    /// The body of an answer of HTTP.
    fn response(&mut self, block: &[u8], url: &str) -> Option<()> {
        let end = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, at + 4));
        let end = end.or_else(|| memchr::memmem::find(block, b"\n\n").map(|at| (at, at + 2)));
        let Some((head, body)) = end else {
            self.others += 1;
            return Some(());
        };
        let header = String::from_utf8_lossy(&block[..head]).into_owned();
        let status: u32 = header.split_whitespace().nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        if !(200..300).contains(&status) {
            self.others += 1;
            return Some(());
        }
        let mut body = block[body..].to_vec();
        if field(&header, "Transfer-Encoding").to_lowercase().contains("chunked") {
            body = dechunked(&body).unwrap_or(body);
        }
        let packed = field(&header, "Content-Encoding").to_lowercase();
        if packed.contains("gzip") && body.starts_with(&[0x1F, 0x8B]) {
            let mut unpacked = Vec::new();
            // What was unpacked before a fault is kept.
            let _ = flate2::read::MultiGzDecoder::new(&body[..])
                .take(self.options.max_record_bytes as u64)
                .read_to_end(&mut unpacked);
            body = unpacked;
        } else if !packed.is_empty() && packed != "identity" && !packed.contains("gzip") {
            return self.problem(
                Some(self.number),
                "unreadable",
                format!("the page is packed as {packed}, which is not read"),
                body.len() as u64,
            );
        }
        self.page(body, &field(&header, "Content-Type").to_lowercase(), url)
    }

    fn page(&mut self, bytes: Vec<u8>, media: &str, url: &str) -> Option<()> {
        let format = match media.split(';').next().unwrap_or_default().trim() {
            "text/html" | "application/xhtml+xml" => Format::Html,
            "text/plain" => Format::Text,
            "" if bytes.trim_ascii_start().starts_with(b"<") => Format::Html,
            _ => {
                self.others += 1;
                return Some(());
            }
        };
        if bytes.is_empty() || super::decode::is_binary(&bytes) {
            self.others += 1;
            return Some(());
        }
        self.pages += 1;
        let source = Source { url: url.to_string(), many: true, ..Source::new(self.name, format) };
        self.out.record(Arc::new(source), bytes, self.number)
    }
}

/// The next header, found again where the stream lost its place; none at the end.
fn header(reader: &mut dyn BufRead) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.take(HEADER as u64).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.starts_with(b"WARC/") {
            break;
        }
    }
    let mut header = String::new();
    loop {
        line.clear();
        let n = reader.take(HEADER as u64).read_until(b'\n', &mut line)?;
        if n == 0 || line.iter().all(|byte| matches!(byte, b'\r' | b'\n')) {
            return Ok(Some(header));
        }
        if header.len() < HEADER {
            header.push_str(&String::from_utf8_lossy(&line));
        }
    }
}

/// The value of a header field; empty where it is not there.
fn field(header: &str, name: &str) -> String {
    let value = header.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_string())
    });
    value.unwrap_or_default()
}

/// A body sent in chunks as one; none where it is none.
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', &bytes[..bytes.len().min(40)])?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.trim().split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let Some(chunk) = bytes.get(..size) else {
            out.extend_from_slice(bytes);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        bytes = bytes.get(size..)?;
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
    }
}
