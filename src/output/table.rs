//! Tables: rows to CSV, in one of three profiles.

use crate::output::cell::{Kind, Row};
use crate::settings::CsvProfile;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Items whose rows one thread makes ready at a time.
const CHUNK: usize = 64;
/// Chunks made ready before they are written.
const CHUNKS: usize = 64;

/// Writes a table as it grows.
pub struct Table {
    file: BufWriter<File>,
    profile: CsvProfile,
}

impl Table {
    /// Begins a table of rows `R` with its header.
    pub fn create<R: Row>(path: &Path, profile: CsvProfile) -> io::Result<Table> {
        let mut file = BufWriter::new(File::create(path)?);
        file.write_all(&head::<R>(profile)?)?;
        Ok(Table { file, profile })
    }

    /// Appends rows.
    pub fn push<R: Row>(&mut self, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
        let mut lines = Lines::new(self.profile);
        for row in rows {
            lines.push(&row)?;
        }
        self.file.write_all(&bytes(lines.csv)?)
    }

    /// Appends the rows of each item, in the order of the items, made ready on all threads.
    pub fn push_each<T: Sync, R: Row, I: IntoIterator<Item = R>>(
        &mut self,
        items: &[T],
        rows: impl Fn(&T) -> io::Result<I> + Sync,
    ) -> io::Result<()> {
        let profile = self.profile;
        let ready = |chunk: &[T]| {
            let mut lines = Lines::new(profile);
            for item in chunk {
                rows(item)?.into_iter().try_for_each(|row| lines.push(&row))?;
            }
            bytes(lines.csv)
        };
        for some in items.chunks(CHUNK * CHUNKS) {
            let chunks: Vec<Vec<u8>> = some.par_chunks(CHUNK).map(ready).collect::<io::Result<_>>()?;
            chunks.iter().try_for_each(|chunk| self.file.write_all(chunk))?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Rows made ready.
struct Lines {
    csv: csv::Writer<Vec<u8>>,
    profile: CsvProfile,
    cell: String,
}

impl Lines {
    fn new(profile: CsvProfile) -> Self {
        Lines { csv: writer(profile), profile, cell: String::new() }
    }

    fn push<R: Row>(&mut self, row: &R) -> io::Result<()> {
        let Lines { csv, profile, cell } = self;
        let mut columns = R::COLUMNS.iter();
        row.each_cell(cell, |cell| {
            match (*profile, columns.next().map(|c| c.kind)) {
                (CsvProfile::Tidy, _) => {}
                (_, Some(Kind::Text)) if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) => cell.insert(0, '\''),
                (CsvProfile::ExcelEu, Some(Kind::Number)) => *cell = cell.replace('.', ","),
                _ => {}
            }
            csv.write_field(cell.as_bytes())
        })?;
        // Nothing more ends the record.
        Ok(csv.write_record(None::<&[u8]>)?)
    }
}

/// What a table of rows `R` begins with.
fn head<R: Row>(profile: CsvProfile) -> io::Result<Vec<u8>> {
    let mut names = writer(profile);
    names.write_record(R::COLUMNS.iter().map(|c| header(c.name)))?;
    let names = bytes(names)?;
    Ok(if profile == CsvProfile::Tidy { names } else { ["\u{feff}".as_bytes(), &names].concat() })
}

fn writer(profile: CsvProfile) -> csv::Writer<Vec<u8>> {
    let delimiter = if profile == CsvProfile::ExcelEu { b';' } else { b',' };
    csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new())
}

fn bytes(csv: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    csv.into_inner().map_err(|e| io::Error::other(e.error().to_string()))
}

/// The header of a field (`r#type` is `type`).
pub fn header(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Writes a whole table.
pub fn write<R: Row>(path: &Path, profile: CsvProfile, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
    let mut table = Table::create::<R>(path, profile)?;
    table.push(rows)?;
    table.finish()
}

/// Writes a whole table to where a command was told to.
pub fn write_rows<R: Row>(
    to: &mut (impl Write + ?Sized),
    profile: CsvProfile,
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    let mut lines = Lines::new(profile);
    rows.into_iter().try_for_each(|row| lines.push(&row))?;
    to.write_all(&head::<R>(profile)?)?;
    to.write_all(&bytes(lines.csv)?)
}

/// Writes a whole long table, the rows of each item made ready on all threads.
pub fn write_each<T: Sync, R: Row, I: IntoIterator<Item = R>>(
    path: &Path,
    profile: CsvProfile,
    items: &[T],
    rows: impl Fn(&T) -> io::Result<I> + Sync,
) -> io::Result<()> {
    let mut table = Table::create::<R>(path, profile)?;
    table.push_each(items, rows)?;
    table.finish()
}
