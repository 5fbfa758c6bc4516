//! A table read back: a CSV in any of the profiles that are written, or the sheets of a workbook.

use calamine::{Data, Ods, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// Columns of a sheet that are looked at.
const COLUMNS_READ: u32 = 200;

/// A header and its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The file, and of a workbook the sheet, as an error names it.
    pub name: String,
    header: Vec<String>,
    rows: Vec<(u32, Vec<String>)>,
}

/// A row of a [`Grid`].
#[derive(Debug, Clone, Copy)]
pub struct GridRow<'a> {
    grid: &'a Grid,
    at: usize,
}

impl Grid {
    /// Reads a CSV: comma, semicolon or tab, with or without a byte-order mark. A `'` before what a spreadsheet would
    /// take for a formula is no part of the text.
    pub fn csv(path: &Path) -> anyhow::Result<Grid> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| anyhow::anyhow!("cannot read {name}: {e}"))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| anyhow::anyhow!("{name} is not UTF-8; save it as \"CSV UTF-8\", or as .xlsx"))?;
        Grid::parse(name, text.strip_prefix('\u{feff}').unwrap_or(&text))
    }

    /// Reads the text of a CSV.
    pub fn parse(name: String, text: &str) -> anyhow::Result<Grid> {
        let head = text.lines().next().unwrap_or_default();
        let most = [b',', b';', b'\t'].into_iter().rev().max_by_key(|d| head.bytes().filter(|b| b == d).count());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(most.unwrap_or(b','))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for (n, record) in reader.records().enumerate() {
            let record = record.map_err(|e| anyhow::anyhow!("{name}: {e}"))?;
            rows.push((n as u32 + 1, record.iter().map(plain).collect()));
        }
        Ok(Grid::of(name, rows))
    }

    /// Reads the sheets of an `.xlsx` that have a header and rows.
    pub fn workbook(path: &Path) -> anyhow::Result<Vec<Grid>> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| anyhow::anyhow!("cannot read {name}: {e}"))?;
        let broken = |e: &dyn std::fmt::Display| anyhow::anyhow!("{name} cannot be read as .xlsx: {e}");
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        let mut grids = Vec::new();
        for sheet in book.sheet_names() {
            let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
            // Cell by cell: a sheet may name one far away from the others.
            let mut cells = book.worksheet_cells_reader(&sheet).map_err(|e| broken(&e))?;
            while let Some(cell) = cells.next_cell().map_err(|e| broken(&e))? {
                let (row, column) = cell.get_position();
                let text = match Data::from(cell.get_value().clone()) {
                    Data::Empty | Data::Error(_) => continue,
                    other => other.to_string(),
                };
                if text.is_empty() || column >= COLUMNS_READ {
                    continue;
                }
                let row = rows.entry(row + 1).or_default();
                row.resize(row.len().max(column as usize + 1), String::new());
                row[column as usize] = text;
            }
            grids.push(Grid::of(format!("{name}, sheet {sheet}"), rows.into_iter().collect()));
        }
        Ok(grids)
    }

    /// Reads the sheets of an `.ods` that have a header and rows.
    pub fn opendocument(path: &Path) -> anyhow::Result<Vec<Grid>> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|e| anyhow::anyhow!("cannot read {name}: {e}"))?;
        let broken = |e: &dyn std::fmt::Display| anyhow::anyhow!("{name} cannot be read as .ods: {e}");
        let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
        let mut grids = Vec::new();
        for sheet in book.sheet_names() {
            let range = book.worksheet_range(&sheet).map_err(|e| broken(&e))?;
            let (top, left) = range.start().unwrap_or_default();
            let text = |cell: &Data| if matches!(cell, Data::Error(_)) { String::new() } else { cell.to_string() };
            let row = |(at, row): (usize, &[Data])| {
                let cells = row.iter().take(COLUMNS_READ as usize).map(text);
                let before = std::iter::repeat_n(String::new(), left.min(COLUMNS_READ) as usize);
                (top + at as u32 + 1, before.chain(cells).collect())
            };
            grids.push(Grid::of(format!("{name}, sheet {sheet}"), range.rows().enumerate().map(row).collect()));
        }
        Ok(grids)
    }

    fn of(name: String, rows: Vec<(u32, Vec<String>)>) -> Grid {
        let mut rows = rows.into_iter().filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
        let header = rows.next().map_or(Vec::new(), |(_, row)| row);
        let header = header.iter().map(|name| name.trim().to_lowercase()).collect();
        Grid { name, header, rows: rows.collect() }
    }

    /// Whether there is such a column.
    pub fn has(&self, column: &str) -> bool {
        self.header.iter().any(|name| name == column)
    }

    /// An error that names the columns that are missing.
    pub fn require(&self, columns: &[&str]) -> anyhow::Result<()> {
        let missing: Vec<&str> = columns.iter().copied().filter(|column| !self.has(column)).collect();
        anyhow::ensure!(missing.is_empty(), "{}: no column {}", self.name, missing.join(", "));
        Ok(())
    }

    /// The rows, those without any text left out.
    pub fn rows(&self) -> impl Iterator<Item = GridRow<'_>> {
        (0..self.rows.len()).map(|at| GridRow { grid: self, at })
    }
}

impl<'a> GridRow<'a> {
    /// Its number as a spreadsheet shows it; the header is 1.
    pub fn number(&self) -> u32 {
        self.grid.rows[self.at].0
    }

    /// The file, and of a workbook the sheet.
    pub fn sheet(&self) -> &'a str {
        &self.grid.name
    }

    /// The cell of a column, less space around it; empty where there is none.
    pub fn get(&self, column: &str) -> &'a str {
        let at = self.grid.header.iter().position(|name| name == column);
        at.and_then(|at| self.grid.rows[self.at].1.get(at)).map_or("", |cell| cell.trim())
    }

    /// The cell as a number; decimal point or comma.
    pub fn number_of(&self, column: &str) -> Option<f64> {
        self.get(column).replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())
    }
}

/// A cell without the mark that keeps a spreadsheet from taking it for a formula.
fn plain(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_string(),
        _ => cell.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_reads_alike() {
        let tidy = Grid::parse("t".into(), "id,name,tone\n1,\"=CMD(), Inc\",-0.5\n\n2,b,\n").unwrap();
        let eu = Grid::parse("t".into(), "id;name;tone\n1;'=CMD(), Inc;-0,5\n\n2;b;\n").unwrap();
        for grid in [&tidy, &eu] {
            let rows: Vec<_> = grid.rows().collect();
            assert_eq!(rows.len(), 2);
            assert_eq!((rows[0].number(), rows[0].get("name")), (2, "=CMD(), Inc"));
            assert_eq!(rows[0].number_of("tone"), Some(-0.5));
            assert_eq!((rows[1].number_of("tone"), rows[1].get("lost")), (None, ""));
        }
        assert_eq!(tidy.require(&["id", "lost"]).unwrap_err().to_string(), "t: no column lost");
    }
}
