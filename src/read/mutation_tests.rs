//! Every reader on damaged files: fixtures with bytes changed, cut, doubled and moved. Nothing may panic, and no file
//! may end in silence. `MUTATIONS=100000 cargo test --release --lib mutations` runs as many.

#![allow(clippy::disallowed_methods)] // How often and how long is no setting of a run.

use super::format_tests::zip;
use super::table_tests::{columns, opendocument, workbook};
use super::tests::{gzip, read};
use super::{ReadOptions, formats};
use std::time::{Duration, Instant};

/// Numbers of a fixed sequence (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// Bytes that mean something to one reader or another.
const MARKS: [&[u8]; 24] = [
    b"\0",
    b"\n\n",
    b"<",
    b">",
    b"&",
    b"\"",
    b"{",
    b"}",
    b"\\",
    b"\\u-1",
    b"1 of 2 DOCUMENTS",
    b"End of Document",
    b"LENGTH: ",
    b"____________________",
    b"HD ",
    b"2014-02-30",
    b"\xFF\xFE",
    b"<![CDATA[",
    b"&#x110000;",
    b"]]>",
    b"Content-Length: 99999999999",
    b"\r\n\r\n",
    b"\x1F\x8B\x08",
    b"PK\x03\x04",
];

fn damaged(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        let (a, b) = (dice.below(out.len() + 1), dice.below(out.len() + 1));
        let (from, to) = (a.min(b), a.max(b).min(a.min(b) + 400));
        match dice.below(7) {
            0 => out.truncate(from),
            1 => drop(out.drain(from..to)),
            2 => {
                let piece = out[from..to].to_vec();
                out.splice(from..from, piece);
            }
            3 => {
                let mark = MARKS[dice.below(MARKS.len())];
                out.splice(from..from, mark.iter().copied());
            }
            4 => {
                for byte in &mut out[from..to.min(from + 8)] {
                    *byte ^= 1 << dice.below(8);
                }
            }
            5 => {
                let at = dice.below(other.len() + 1);
                let piece = &other[at..(at + 200).min(other.len())];
                out.splice(from..to, piece.iter().copied());
            }
            _ => {
                let rest = out.split_off(from);
                out.splice(0..0, rest);
            }
        }
    }
    out
}

/// Every fixture, and archives of them.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let mut seeds: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()))
        .collect();
    seeds.sort();
    let page = "<html><body><p>The quay stays open.</p></body></html>";
    let document = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Harbour</w:t></w:r></w:p><w:p><w:r><w:t>The quay.</w:t></w:r></w:p></w:body></w:document>";
    let docx = zip(&[("word/document.xml", document)]);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}\r\n0\r\n\r\n",
        page.len()
    );
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    seeds.push(("a.zip".into(), zip(&[("a.txt", "The quay."), ("b.html", page), ("c.csv", "id,text\n1,The quay.\n")])));
    seeds.push(("a.warc.gz".into(), [gzip(record.as_bytes()), gzip(record.as_bytes())].concat()));
    seeds.push(("a.warc".into(), record.repeat(3).into_bytes()));
    seeds.push(("a.docx".into(), docx));
    let sheet = workbook(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>id</t></is></c><c r='B1' t='inlineStr'><is><t>text</t></is></c></row><row r='2'><c r='A2'><v>1</v></c><c r='B2' t='inlineStr'><is><t>The quay.</t></is></c></row>",
    );
    seeds.push(("a.xlsx".into(), sheet));
    let sheet = opendocument(
        "<table:table-row><table:table-cell><text:p>text</text:p></table:table-cell><table:table-cell><text:p>id</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>The quay.</text:p></table:table-cell></table:table-row>",
    );
    seeds.push(("a.ods".into(), sheet));
    seeds.push(("a.parquet".into(), columns(parquet::basic::Compression::SNAPPY)));
    seeds.push(("b.parquet".into(), columns(parquet::basic::Compression::UNCOMPRESSED)));
    seeds
}

#[test]
fn mutations_of_every_format_are_read_or_refused() {
    let rounds: usize = std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let names: Vec<&str> = formats().collect();
    let seeds = seeds();
    let mut dice = Dice(std::env::var("SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0x5DEE_CE66_D1CE));
    // Only what takes far longer than its kind is slow: the machine may be busy.
    let bound = Duration::from_secs(20);
    for round in 0..rounds {
        for (name, bytes) in &seeds {
            let other = &seeds[dice.below(seeds.len())].1;
            let damaged = damaged(bytes, other, &mut dice);
            // Now and then the file is read as something it is not.
            let format = (dice.below(8) == 0).then(|| names[dice.below(names.len())].to_string());
            let options = ReadOptions { format: format.clone(), max_record_bytes: 1 << 20, ..ReadOptions::default() };
            let keep = || {
                let path = std::env::temp_dir().join(format!("mutation-{round}-{name}"));
                let _ = std::fs::write(&path, &damaged);
                path.display().to_string()
            };
            let started = Instant::now();
            let parsed = std::panic::catch_unwind(|| read(&[(name.as_str(), &damaged)], &options));
            let Ok(parsed) = parsed else { panic!("{name} as {format:?}: a panic; see {}", keep()) };
            assert!(started.elapsed() < bound, "{name} as {format:?}: {:?}; see {}", started.elapsed(), keep());
            let fault = parsed.problems.iter().find(|p| p.problem == "fault");
            assert!(fault.is_none(), "{name} as {format:?}: {fault:?}; see {}", keep());
            let silent = parsed.articles.is_empty() && parsed.problems.is_empty();
            assert!(!silent, "{name} as {format:?}: silence; see {}", keep());
        }
    }
}
