//! Tables: rows to CSV, in one of three profiles.

use crate::output::cell::{Kind, Row};
use crate::settings::CsvProfile;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a table as it grows.
pub struct Table {
    csv: csv::Writer<BufWriter<File>>,
    profile: CsvProfile,
    kinds: Vec<Kind>,
}

impl Table {
    /// Begins a table of rows `R` with its header.
    pub fn create<R: Row>(path: &Path, profile: CsvProfile) -> io::Result<Table> {
        let mut file = BufWriter::new(File::create(path)?);
        if profile != CsvProfile::Tidy {
            file.write_all("\u{feff}".as_bytes())?;
        }
        let delimiter = if profile == CsvProfile::ExcelEu { b';' } else { b',' };
        let mut csv = csv::WriterBuilder::new().delimiter(delimiter).from_writer(file);
        csv.write_record(R::COLUMNS.iter().map(|c| header(c.name)))?;
        Ok(Table { csv, profile, kinds: R::COLUMNS.iter().map(|c| c.kind).collect() })
    }

    /// Appends a row.
    pub fn push<R: Row>(&mut self, row: &R) -> io::Result<()> {
        let mut cells = row.cells();
        for (cell, kind) in cells.iter_mut().zip(&self.kinds) {
            match (self.profile, kind) {
                (CsvProfile::Tidy, _) => {}
                (_, Kind::Text) if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) => cell.insert(0, '\''),
                (CsvProfile::ExcelEu, Kind::Number) => *cell = cell.replace('.', ","),
                _ => {}
            }
        }
        Ok(self.csv.write_record(&cells)?)
    }

    /// Writes what is left.
    pub fn finish(self) -> io::Result<()> {
        let mut file = self.csv.into_inner().map_err(|e| io::Error::other(e.error().to_string()))?;
        file.flush()
    }
}

/// The header of a field (`r#type` is `type`).
pub fn header(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Writes a whole table.
pub fn write<R: Row>(path: &Path, profile: CsvProfile, rows: impl IntoIterator<Item = R>) -> io::Result<()> {
    let mut table = Table::create::<R>(path, profile)?;
    for row in rows {
        table.push(&row)?;
    }
    table.finish()
}
