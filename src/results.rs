//! Results: the tables of an output folder, read back in the profile they were written in.

use crate::output::Run;
use crate::settings::{CsvProfile, Period};
use crate::verify;
use anyhow::Context;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// An output folder.
#[derive(Debug)]
pub struct Results {
    /// The folder.
    pub folder: PathBuf,
    /// Its manifest.
    pub run: Run,
    /// The settings that say how to read it.
    pub settings: Made,
}

/// Of the settings of a run, those that its tables are read by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Made {
    /// Length of a row's period.
    pub period: Period,
    /// How numbers and text stand in the cells.
    pub csv_profile: CsvProfile,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// First day that counts.
    pub from: Option<Date>,
    /// Last day that counts.
    pub to: Option<Date>,
}

impl Results {
    /// Opens what a run wrote; an error means that it is none.
    pub fn open(folder: &Path) -> anyhow::Result<Results> {
        let run = verify::manifest(folder)?;
        let settings = serde_json::from_value(run.settings.clone())
            .with_context(|| format!("{}: settings of another version", folder.join("run.json").display()))?;
        Ok(Results { folder: folder.to_path_buf(), run, settings })
    }

    /// A table by the name of its file; an error means that it is missing or no table.
    pub fn table(&self, name: &str) -> anyhow::Result<Rows> {
        let path = self.folder.join(name);
        let mut file = BufReader::new(File::open(&path).with_context(|| format!("cannot read {}", path.display()))?);
        let profile = self.settings.csv_profile;
        if profile != CsvProfile::Tidy {
            file.read_exact(&mut [0; 3]).with_context(|| format!("{}: too short", path.display()))?;
        }
        let delimiter = if profile == CsvProfile::ExcelEu { b';' } else { b',' };
        let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(file);
        let names = csv.headers().with_context(|| format!("cannot read {}", path.display()))?;
        let columns = names.iter().enumerate().map(|(at, name)| (name.to_string(), at)).collect();
        Ok(Rows { path, csv, columns, profile, record: csv::StringRecord::new() })
    }
}

/// The rows of a table, one after the other.
#[derive(Debug)]
pub struct Rows {
    path: PathBuf,
    csv: csv::Reader<BufReader<File>>,
    columns: HashMap<String, usize>,
    profile: CsvProfile,
    record: csv::StringRecord,
}

impl Rows {
    /// The next row; none at the end.
    pub fn step(&mut self) -> anyhow::Result<Option<Line<'_>>> {
        let more = self.csv.read_record(&mut self.record);
        let more = more.with_context(|| format!("cannot read {}", self.path.display()))?;
        Ok(more.then_some(Line { record: &self.record, columns: &self.columns, profile: self.profile }))
    }

    /// The names of the columns, in order.
    pub fn columns(&self) -> Vec<String> {
        let mut names: Vec<(&usize, &String)> = self.columns.iter().map(|(name, at)| (at, name)).collect();
        names.sort();
        names.into_iter().map(|(_, name)| name.clone()).collect()
    }

    /// Says which of the columns wanted are missing; a table of an older version may lack some.
    pub fn need(&self, columns: &[&str]) -> anyhow::Result<()> {
        let missing: Vec<&str> = columns.iter().filter(|c| !self.columns.contains_key(**c)).copied().collect();
        anyhow::ensure!(
            missing.is_empty(),
            "{} has no column {}; it was written by another version: run again",
            self.path.display(),
            missing.join(", ")
        );
        Ok(())
    }
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    record: &'a csv::StringRecord,
    columns: &'a HashMap<String, usize>,
    profile: CsvProfile,
}

impl<'a> Line<'a> {
    /// A cell as it was before the profile made it safe; empty where the column is missing.
    pub fn text(&self, column: &str) -> &'a str {
        let cell = self.columns.get(column).and_then(|at| self.record.get(*at)).unwrap_or("");
        let bare = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
        bare.filter(|_| self.profile != CsvProfile::Tidy).unwrap_or(cell)
    }

    /// A number; none where the cell is empty or holds none.
    pub fn number(&self, column: &str) -> Option<f64> {
        let cell = self.columns.get(column).and_then(|at| self.record.get(*at)).unwrap_or("");
        if self.profile == CsvProfile::ExcelEu { cell.replace(',', ".").parse().ok() } else { cell.parse().ok() }
    }

    /// A number as tidy tables show it, whatever the profile.
    pub fn shown(&self, column: &str) -> String {
        let cell = self.text(column);
        if self.profile == CsvProfile::ExcelEu && self.number(column).is_some() {
            cell.replace(',', ".")
        } else {
            cell.into()
        }
    }

    /// A count; 0 where the cell is empty.
    pub fn count(&self, column: &str) -> u64 {
        self.text(column).parse().unwrap_or(0)
    }

    /// Whether the cell says `true`.
    pub fn flag(&self, column: &str) -> bool {
        self.text(column) == "true"
    }
}
