//! Tables: one article a row, columns by their header.

use super::batch::Batch;
use super::columns::{Column, Names};
use super::cut::Cutter;
use super::format::Format;
use super::record::{Record, admit};
use super::{Parsed, ReadOptions, decode, text};
use csv::{ReaderBuilder, StringRecord};
use std::borrow::Cow;

/// How often a batch goes on behind a quote left open; each time costs a scan of the rest.
const RESUMES: usize = 100;

/// The delimiter that a first line for spreadsheets names, `sep=;`, and the bytes of that line.
pub(super) fn said_delimiter(head: &[u8]) -> Option<(u8, usize)> {
    match *head.strip_prefix(b"sep=").or(head.strip_prefix(b"SEP="))? {
        [delimiter, b'\n', ..] => Some((delimiter, 6)),
        [delimiter, b'\r', b'\n', ..] => Some((delimiter, 7)),
        _ => None,
    }
}

/// The delimiter of a table: the one of `,` `;` tab `|` that the header has most of, outside quotes.
pub(super) fn delimiter(head: &[u8], format: Format) -> u8 {
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    if format == Format::Tsv {
        counts.swap(0, 2);
    }
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted && counts.iter().any(|count| count.1 > 0) => break,
            _ if !quoted => counts.iter_mut().filter(|count| count.0 == *byte).for_each(|count| count.1 += 1),
            _ => {}
        }
    }
    let most = counts.iter().map(|count| count.1).max().unwrap_or(0);
    counts.iter().find(|count| count.1 == most).map_or(b',', |count| count.0)
}

/// Parses the rows of a batch; a row with another number of fields than the header is a problem, the rest are kept.
pub(super) fn parse(batch: &Batch, options: &ReadOptions) -> Parsed {
    let Some(header) = &batch.header else { return Parsed::default() };
    let (header_bytes, delimiter) = (&header.0, header.1);
    let header = decode::decode(header_bytes, None);
    let Some(header) = rows(&header.text, delimiter).next().and_then(Result::ok) else {
        let problem = batch.source.problem(None, "empty", "a table without a header").with_bytes(batch.bytes());
        let first = batch.first == 1;
        return Parsed { problems: first.then_some(problem).into_iter().collect(), ..Parsed::default() };
    };
    let names = Names::new(&options.columns);
    let mut places: [Option<(usize, u8)>; super::columns::COLUMNS] = Default::default();
    for (at, name) in header.iter().enumerate() {
        if let Some((column, rank)) = names.find(name)
            && places[column as usize].is_none_or(|place| rank < place.1)
        {
            places[column as usize] = Some((at, rank));
        }
    }
    let mut parsed = Parsed::default();
    if places[Column::Text as usize].is_none() {
        if batch.first == 1 {
            let found: Vec<String> = header.iter().map(|name| format!("\"{}\"", name.trim())).collect();
            let detail = format!(
                "no column holds the text; the header has {}. Name it in the settings: [columns] text = \"…\"",
                found.join(", ")
            );
            parsed.problems.push(batch.source.problem(None, "no-text-column", detail));
        }
        return parsed;
    }
    let (decoded, nul) = decode::decode_nul(&batch.bytes, None);
    let mut records = Vec::new();
    let mut rows_read = Vec::new();
    let (mut rest, mut number, mut resumed) = (decoded.text.as_ref(), batch.first, 0);
    while let Some((row, from)) = next_row(&mut rest, delimiter, &mut rows_read, &mut number, header.len()) {
        let mut detail = match row {
            Ok(fields) => format!("row {number} has {fields} fields, the header has {}", header.len()),
            Err(error) => format!("row {number}: {error}"),
        };
        let raw = from.trim_start_matches(['\r', '\n']);
        let mut end = Cutter::table(delimiter).end(raw.as_bytes()).map_or(raw.len(), |(end, _)| end);
        let mut problem = "wrong-number-of-fields";
        // A quote that is never closed would swallow all rows behind it: go on with the next line.
        if resumed < RESUMES && end == raw.len() && is_open(raw, delimiter) {
            resumed += 1;
            end = raw.find('\n').map_or(raw.len(), |at| at + 1);
            problem = "open-quote";
            detail = format!("row {number} has a quote that is never closed; its first line was left out");
        }
        let problem = batch.source.problem(Some(number), problem, detail);
        parsed.problems.push(problem.with_bytes(end as u64));
        rest = &raw[end..];
        number = number.saturating_add(1);
    }
    if rows_read.is_empty() && parsed.problems.is_empty() && batch.first == 1 && batch.problems.is_empty() {
        parsed.problems.push(batch.source.problem(None, "empty", "a header and no rows"));
    }
    for (number, row) in &rows_read {
        let cell = |column: Column| -> Cow<str> {
            Cow::Borrowed(places[column as usize].and_then(|(at, _)| row.get(at)).unwrap_or(""))
        };
        records.push(Record {
            number: *number,
            bytes: row.as_slice().len() as u64,
            id: cell(Column::Id),
            title: cell(Column::Title),
            text: cell(Column::Text),
            outlet: cell(Column::Outlet),
            author: cell(Column::Author),
            url: cell(Column::Url),
            canonical: cell(Column::Canonical),
            language: cell(Column::Language),
            section: cell(Column::Section),
            words: cell(Column::Words).parse().ok(),
            dates: vec![(cell(Column::Date), "field")],
            ..Record::default()
        });
    }
    let admitted = admit(records, &batch.source, options, true);
    parsed.articles = admitted.articles;
    parsed.problems.extend(admitted.problems);
    if decoded.replaced {
        parsed.problems.push(text::replaced(batch, Some(batch.first)));
    }
    if nul {
        parsed.problems.push(text::nul(batch, Some(batch.first)));
    }
    parsed
}

/// Reads rows into `kept`, each with its number, until one does not have as many fields as the header: how many it
/// has, or the fault, and the text it begins. None at the end.
fn next_row<'a>(
    rest: &mut &'a str,
    delimiter: u8,
    kept: &mut Vec<(u32, StringRecord)>,
    number: &mut u32,
    fields: usize,
) -> Option<(csv::Result<usize>, &'a str)> {
    let mut reader = rows(rest, delimiter);
    loop {
        let from = reader.reader().position().byte() as usize;
        match reader.next()? {
            Ok(row)
                if row.len() >= fields
                    && row.iter().skip(fields).all(|cell| cell.trim().is_empty())
                    && !(reader.reader().position().byte() as usize == rest.len()
                        && is_open(&rest[from..], delimiter)) =>
            {
                kept.push((*number, row));
                *number = number.saturating_add(1);
            }
            Ok(row) => return Some((Ok(row.len()), &rest[from..])),
            Err(error) => return Some((Err(error), &rest[from..])),
        }
    }
}

/// Whether the row that `raw` begins with runs over the end of the text inside quotes.
fn is_open(raw: &str, delimiter: u8) -> bool {
    let mut cutter = Cutter::table(delimiter);
    cutter.end(raw.trim_start_matches(['\r', '\n']).as_bytes()).is_none() && cutter.end(b"\n").is_none()
}

/// The rows of a table's text, its header among them.
pub(super) fn rows(text: &str, delimiter: u8) -> csv::StringRecordsIntoIter<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder.from_reader(text.as_bytes()).into_records()
}
