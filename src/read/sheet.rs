//! Workbooks: the sheets that hold articles as tables do, a row each.

use super::columns::{COLUMNS, Column, Names};
use super::compound::{Compound, is_beyond};
use super::export_file::Read;
use super::format::Format;
use super::opendocument;
use super::record::{Record, Source};
use super::{ReadOptions, header};
use calamine::{Data, Reader, Sheets, Xls, Xlsb, Xlsx};
use std::io::Cursor;
use std::panic::catch_unwind;

/// Columns of a sheet that are looked at.
const COLUMNS_READ: usize = 500;
/// Cells a sheet may have.
const CELLS: usize = 20_000_000;

/// Reads every sheet one of whose first rows names a column of text, the rows below it.
pub(super) fn read(bytes: &[u8], source: &Source, options: &ReadOptions) -> Read {
    let mut read = Read { many: true, ..Read::default() };
    let broken = |fault: String| source.problem(None, "broken-document", fault).with_bytes(bytes.len() as u64);
    if source.format == Format::Ods {
        let (sheets, fault) = opendocument::sheets(bytes);
        read.problems.extend(fault.map(|fault| broken(format!("the workbook cannot be read to its end: {fault}"))));
        let sheets = sheets.into_iter().map(|(name, rows)| (name, Ok(rows)));
        articles(sheets, &mut read, source, options);
        return read;
    }
    let mut book = match open(bytes) {
        Ok(book) => book,
        Err(error) => {
            read.problems.push(broken(format!("the workbook cannot be opened: {error}")));
            return read;
        }
    };
    let names = book.sheet_names();
    articles(names.into_iter().map(|name| (name.clone(), rows(&mut book, &name))), &mut read, source, options);
    read
}

/// The header of each sheet and the rows below it; none of a workbook that cannot be read.
pub(super) fn tables(bytes: &[u8], format: Format) -> Vec<(Vec<String>, Vec<Vec<String>>)> {
    let sheets: Vec<Vec<Vec<String>>> = if format == Format::Ods {
        opendocument::sheets(bytes).0.into_iter().map(|(_, rows)| rows).collect()
    } else if let Ok(mut book) = open(bytes) {
        let names = book.sheet_names();
        names.iter().filter_map(|name| rows(&mut book, name).ok()).collect()
    } else {
        Vec::new()
    };
    let parted = sheets.into_iter().filter_map(|rows| {
        let mut rows = rows.into_iter();
        let header =
            rows.by_ref().take(header::LINES).find(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 1)?;
        Some((header, rows.filter(|row| !row.iter().all(String::is_empty)).collect()))
    });
    parted.collect()
}

/// Makes records of the rows of the sheets.
fn articles(
    sheets: impl Iterator<Item = (String, Result<Vec<Vec<String>>, String>)>,
    read: &mut Read,
    source: &Source,
    options: &ReadOptions,
) {
    let names = Names::new(&options.columns);
    let mut headers: Vec<String> = Vec::new();
    let mut number = 0u32;
    for (name, rows) in sheets {
        let rows = match rows {
            Ok(rows) => rows,
            Err(error) => {
                let detail = format!("sheet \"{name}\" cannot be read: {error}");
                read.problems.push(source.problem(None, "broken-document", detail));
                continue;
            }
        };
        let Some(at) = header::row(&rows, &names) else { continue };
        let (passed, rows) = rows.split_at(at);
        let Some((header, rows)) = rows.split_first() else { continue };
        let mut places: [Option<(usize, u8)>; COLUMNS] = Default::default();
        for (at, cell) in header.iter().enumerate() {
            if let Some((column, rank)) = names.find(cell)
                && places[column as usize].is_none_or(|place| rank < place.1)
            {
                places[column as usize] = Some((at, rank));
            }
        }
        if places[Column::Text as usize].is_none() {
            headers.extend(header.iter().filter(|name| !name.is_empty()).map(|name| format!("\"{name}\"")));
            continue;
        }
        if !passed.is_empty() {
            let what = match passed.len() {
                1 => format!("1 row above the header of sheet \"{name}\" was"),
                rows => format!("{rows} rows above the header of sheet \"{name}\" were"),
            };
            let texts = passed.iter().flatten().map(String::as_str);
            read.problems.push(header::notice(&source.path, &what, texts));
        }
        for row in rows {
            if row.iter().all(String::is_empty) {
                continue;
            }
            number = number.saturating_add(1);
            let cell =
                |column: Column| places[column as usize].and_then(|(at, _)| row.get(at)).cloned().unwrap_or_default();
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
    if read.records.is_empty() && read.problems.iter().all(|problem| problem.notice) {
        let detail = format!(
            "no sheet has a column of text; the headers are {}. Name it in the settings: [columns] text = \"…\"",
            if headers.is_empty() { "empty".to_string() } else { headers.join(", ") }
        );
        read.problems.push(source.problem(None, "no-text-column", detail));
    }
}

/// Opens a workbook by its content; the error is that of the kind it looks most like, or of a fault in what opens it.
fn open(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, String> {
    catch_unwind(|| open_whole(bytes)).unwrap_or_else(|_| Err("its parts do not fit together".to_string()))
}

fn open_whole(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, String> {
    if !bytes.starts_with(b"PK") {
        let file = Compound::new(bytes).ok_or("a chain of its sectors has no end")?;
        if ["Workbook", "Book"].iter().filter_map(|name| file.stream(name)).any(|stream| is_beyond(&stream)) {
            return Err("a cell lies in a column that no sheet has".to_string());
        }
        return Xls::new(Cursor::new(bytes)).map(Sheets::Xls).map_err(|error| error.to_string());
    }
    let binary = memchr::memmem::find(bytes, b"xl/workbook.bin").is_some();
    match binary {
        true => Xlsb::new(Cursor::new(bytes)).map(Sheets::Xlsb).map_err(|error| error.to_string()),
        false => Xlsx::new(Cursor::new(bytes)).map(Sheets::Xlsx).map_err(|error| error.to_string()),
    }
}

/// The rows of a sheet as text. Cells are read one by one: a sheet may name one far away from the others.
fn rows(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Vec<Vec<String>>, String> {
    let mut rows = Rows::default();
    match book {
        Sheets::Xlsx(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
            while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
                rows.put(cell.get_position(), &Data::from(cell.get_value().clone()))?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
            while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
                rows.put(cell.get_position(), &Data::from(cell.get_value().clone()))?;
            }
        }
        // At most 65,536 rows of 256 cells.
        Sheets::Xls(book) => {
            let range = book.worksheet_range(name).map_err(|error| error.to_string())?;
            for (row, column, cell) in range.used_cells() {
                rows.put((row as u32, column as u32), cell)?;
            }
        }
        Sheets::Ods(_) => return Err("a sheet of OpenDocument".to_string()),
    }
    Ok(rows.rows)
}

#[derive(Default)]
struct Rows {
    rows: Vec<Vec<String>>,
    /// Row of the sheet that the last of `rows` is.
    last: Option<u32>,
    cells: usize,
}

impl Rows {
    fn put(&mut self, (row, column): (u32, u32), cell: &Data) -> Result<(), String> {
        let text = cell_text(cell);
        let column = column as usize;
        if text.is_empty() || column >= COLUMNS_READ {
            return Ok(());
        }
        if self.last != Some(row) {
            self.rows.push(Vec::new());
            self.last = Some(row);
        }
        let Some(last) = self.rows.last_mut() else { return Ok(()) };
        if last.len() <= column {
            self.cells += column + 1 - last.len();
            last.resize(column + 1, String::new());
        }
        last[column] = text;
        if self.cells > CELLS { Err(format!("more than {CELLS} cells")) } else { Ok(()) }
    }
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
