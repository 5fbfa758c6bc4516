//! Workbooks: the sheets that hold articles as tables do, a row each.

use super::ReadOptions;
use super::columns::{COLUMNS, Column, Names};
use super::export_file::Read;
use super::record::{Record, Source};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

/// Cells a sheet may have.
const CELLS: usize = 20_000_000;

/// Reads every sheet whose first row with more than one cell names a column of text.
pub(super) fn read(bytes: &[u8], source: &Source, options: &ReadOptions) -> Read {
    let mut read = Read { many: true, ..Read::default() };
    let mut book = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            let detail = format!("the workbook cannot be opened: {error}");
            read.problems.push(source.problem(None, "broken-document", detail).with_bytes(bytes.len() as u64));
            return read;
        }
    };
    let names = Names::new(&options.columns);
    let mut headers: Vec<String> = Vec::new();
    let mut number = 0u32;
    for name in book.sheet_names() {
        let range = match book.worksheet_range(&name) {
            Ok(range) => range,
            Err(error) => {
                read.problems.push(source.problem(
                    None,
                    "broken-document",
                    format!("sheet \"{name}\" cannot be read: {error}"),
                ));
                continue;
            }
        };
        let (height, width) = range.get_size();
        if height.saturating_mul(width) > CELLS {
            let detail =
                format!("sheet \"{name}\" has {height} rows of {width} cells, more than {CELLS} cells are not read");
            read.problems.push(source.problem(None, "too-long", detail));
            continue;
        }
        let mut rows = range.rows();
        let Some(header) =
            rows.by_ref().take(20).find(|row| row.iter().filter(|cell| !cell_text(cell).is_empty()).count() > 1)
        else {
            continue;
        };
        let mut places: [Option<(usize, u8)>; COLUMNS] = Default::default();
        for (at, cell) in header.iter().enumerate() {
            if let Some((column, rank)) = names.find(&cell_text(cell))
                && places[column as usize].is_none_or(|place| rank < place.1)
            {
                places[column as usize] = Some((at, rank));
            }
        }
        if places[Column::Text as usize].is_none() {
            headers.extend(header.iter().map(|cell| format!("\"{}\"", cell_text(cell))).filter(|name| name.len() > 2));
            continue;
        }
        for row in rows {
            if row.iter().all(|cell| cell_text(cell).is_empty()) {
                continue;
            }
            number = number.saturating_add(1);
            let cell = |column: Column| {
                places[column as usize].and_then(|(at, _)| row.get(at)).map(cell_text).unwrap_or_default()
            };
            read.records.push(Record {
                number,
                id: cell(Column::Id).into(),
                title: cell(Column::Title).into(),
                text: cell(Column::Text).into(),
                outlet: cell(Column::Outlet).into(),
                author: cell(Column::Author).into(),
                url: cell(Column::Url).into(),
                canonical: cell(Column::Canonical).into(),
                language: cell(Column::Language).into(),
                section: cell(Column::Section).into(),
                words: cell(Column::Words).parse().ok(),
                dates: vec![(cell(Column::Date).into(), "field")],
                ..Record::default()
            });
        }
    }
    if read.records.is_empty() && read.problems.is_empty() {
        let detail = format!(
            "no sheet has a column of text; the headers are {}. Name it in the settings: [columns] text = \"…\"",
            if headers.is_empty() { "empty".to_string() } else { headers.join(", ") }
        );
        read.problems.push(source.problem(None, "no-text-column", detail));
    }
    read
}

/// A cell as text, a date in ISO 8601.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
