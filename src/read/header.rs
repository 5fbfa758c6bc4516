//! The header of a table that does not begin with it: a title, the day it was exported and blank lines may stand above.

use super::columns::{Column, Names};
use super::format::Format;
use super::{decode, table};
use crate::article::Problem;

/// Lines or rows among which the header is looked for.
pub(super) const LINES: usize = 20;
/// Bytes behind a line in which the rows below it are looked at.
const BELOW: usize = 64 << 10;
/// Rows below a header that tell.
const ROWS: usize = 3;

/// Bytes above the header of a table and how many lines they are, where its first row names no column of text and a
/// later one does that has as many cells as most rows below it. `said`: the delimiter, where the file says it.
pub(super) fn above(head: &[u8], said: Option<u8>, format: Format, names: &Names) -> Option<(usize, usize)> {
    let (mut start, mut first) = (0, true);
    for line in 0..LINES {
        let end = start + memchr::memchr(b'\n', &head[start..])? + 1;
        if !head[start..end].iter().all(u8::is_ascii_whitespace) {
            let rest = &head[start..];
            let delimiter = said.unwrap_or_else(|| table::delimiter(rest, format));
            let decoded = decode::decode(&rest[..rest.len().min(BELOW)], None);
            let mut rows = table::rows(&decoded.text, delimiter).map_while(Result::ok);
            if rows.next().is_some_and(|header| {
                let named = names_text(header.iter(), names);
                named && (first || fits(header.len(), rows, rest.len() > BELOW))
            }) {
                return (!first).then_some((start, line));
            }
            first = false;
        }
        start = end;
    }
    None
}

/// Whether most of the rows below a header have as many cells. Of a text that is `cut` the last row is not whole.
fn fits(cells: usize, rows: impl Iterator<Item = csv::StringRecord>, cut: bool) -> bool {
    let mut rows: Vec<usize> = rows.take(ROWS + 1).map(|row| row.len()).collect();
    if cut && rows.len() <= ROWS {
        rows.pop();
    }
    rows.truncate(ROWS);
    let alike = rows.iter().filter(|row| **row == cells).count();
    cells > 1 && alike * 2 > rows.len() && (cut || !rows.is_empty())
}

/// Which row of a sheet is its header: the first with more than one cell that names a column of text and has rows
/// below, else the first with more than one.
pub(super) fn row(rows: &[Vec<String>], names: &Names) -> Option<usize> {
    let filled = |row: &[String]| row.iter().filter(|cell| !cell.is_empty()).count();
    let may = || rows.iter().take(LINES).enumerate().filter(|(_, row)| filled(row) > 1).map(|(at, _)| at);
    may().find(|at| at + 1 < rows.len() && names_text(rows[*at].iter().map(String::as_str), names)).or(may().next())
}

fn names_text<'a>(mut cells: impl Iterator<Item = &'a str>, names: &Names) -> bool {
    cells.any(|cell| names.find(cell).is_some_and(|found| found.0 == Column::Text))
}

/// The notice that `what` stood above a header: the first few of them, as they begin.
pub(super) fn notice<'a>(path: &str, what: &str, texts: impl Iterator<Item = &'a str>) -> Problem {
    let begin = |text: &str| format!("\"{}\"", text.trim().chars().take(60).collect::<String>());
    let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).take(3).map(begin).collect();
    let detail = match texts.as_slice() {
        [] => format!("{what} blank"),
        texts => format!("{what} passed over: {}", texts.join(", ")),
    };
    Problem::new(path, None, "read", "above-header", detail).as_notice()
}
