//! Output: rows to files. The only folder that writes.

mod articles;
mod cell;
mod chart;
mod coding;
mod coverage;
mod evidence;
mod file;
mod folder;
mod gathered;
mod manifest;
mod network;
mod page;
mod parquet;
mod rows;
mod sentences;
mod staging;
mod table;
mod workbook;

pub use cell::{Cell, Column, Kind, Row};
pub use coding::write as write_coding;
pub use file::write_file;
pub use folder::{Folder, FolderError};
pub use manifest::{Run, codebook, sha256, tables};
pub use rows::*;
pub use table::write_rows;

use crate::company::Catalogue;
use crate::read::Listing;
use crate::settings::Settings;
use crate::summary::{CompanySummary, Summary};
use gathered::Gathered;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What is written beside the CSVs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// `coverage.xlsx`.
    pub workbook: bool,
    /// `report.html` and `charts/`.
    pub page: bool,
    /// `parquet/`.
    pub parquet: bool,
}

/// Writes everything beside `target` and moves it into place.
pub fn write(
    target: &Path,
    listing: &Listing,
    summary: &Summary,
    settings: &Settings,
    catalogue: &Catalogue,
    formats: Formats,
) -> Result<Run, FolderError> {
    let folder = Folder::create(target)?;
    let failed = |cause| FolderError::Write { path: target.display().to_string(), cause };
    let run = write_all(&folder.path(), listing, summary, settings, catalogue, formats).map_err(failed)?;
    folder.publish()?;
    Ok(run)
}

/// Says before the work what would keep [`write()`] from writing to `target`, or make it harm what is read: the corpus,
/// and the files in `used`, each with what it is.
pub fn check(target: &Path, corpus: &Path, used: &[(&str, &Path)]) -> Result<(), FolderError> {
    let others = ["codebook.csv", "datapackage.json", "run.json", "coverage.xlsx", "report.html", "comentions.graphml"];
    let typed: Vec<String> = tables().iter().map(|table| parquet_name(table.0)).collect();
    let names = tables().into_iter().map(|table| table.0).chain(others).chain(typed.iter().map(String::as_str));
    folder::check(target, corpus, used, &names.collect::<Vec<_>>())
}

fn write_all(
    folder: &Path,
    listing: &Listing,
    summary: &Summary,
    settings: &Settings,
    catalogue: &Catalogue,
    formats: Formats,
) -> io::Result<Run> {
    let gathered = Gathered::of(summary, settings);
    let profile = settings.csv_profile;
    let mut written: Vec<String> = Vec::new();
    let mut name = |file: &str| {
        written.push(file.to_string());
        folder.join(file)
    };
    fs::create_dir(folder.join("companies"))?;
    let mut taken = BTreeSet::new();
    let by_period = |company: &CompanySummary| coverage::coverage(summary, company, settings.period);
    table::write_each(&name("coverage.csv"), profile, &summary.companies, |c| Ok(by_period(c)))?;
    let files: Vec<String> =
        gathered.companies.iter().map(|company| file_name(&company.company_id, &mut taken)).collect();
    for (company, file) in summary.companies.iter().zip(&files) {
        table::write(&name(&format!("companies/{file}.csv")), profile, by_period(company))?;
    }
    table::write(&name("companies.csv"), profile, &gathered.companies)?;
    let every: Vec<usize> = (0..summary.corpus.ids.len()).collect();
    table::write_each(&name("articles.csv"), profile, &every, |i| Ok([articles::article(summary, *i)?]))?;
    table::write(&name("stories.csv"), profile, &gathered.stories)?;
    let counted: Vec<usize> = summary.corpus.counted().collect();
    table::write_each(&name("mentions.csv"), profile, &counted, |i| evidence::mentions(summary, *i))?;
    if let Some(validated) = &summary.validated {
        validated.fits(folder)?;
    }
    let claims = evidence::by_article(&summary.claims);
    table::write_each(&name("stances.csv"), profile, &claims, |claims| evidence::stances(summary, claims))?;
    table::write(&name("stance_matrix.csv"), profile, evidence::matrix(summary))?;
    table::write(&name("outlets.csv"), profile, &gathered.outlets)?;
    table::write(&name("comentions.csv"), profile, &gathered.comentions)?;
    let mut network = BufWriter::new(File::create(name("comentions.graphml"))?);
    network::write(&mut network, &gathered)?;
    network.flush()?;
    table::write(&name("reposts.csv"), profile, articles::reposts(summary))?;
    table::write(&name("furniture.csv"), profile, articles::furniture(summary)?)?;
    table::write(&name("problems.csv"), profile, &gathered.problems)?;
    table::write(&name("codebook.csv"), profile, codebook())?;
    if formats.parquet {
        fs::create_dir(folder.join("parquet"))?;
        for (file, _, columns) in tables() {
            parquet::write(&folder.join(file), &name(&parquet_name(file)), columns, profile)?;
        }
    }
    let package = serde_json::to_string_pretty(&manifest::datapackage(profile))?;
    fs::write(name("datapackage.json"), package + "\n")?;
    if formats.workbook {
        workbook::write(&name("coverage.xlsx"), summary, &gathered)?;
    }
    if formats.page {
        written.extend(page::write(folder, summary, &gathered, &files)?);
    }
    let run = manifest::run(folder, &written, listing, summary, settings, catalogue)?;
    fs::write(folder.join("run.json"), serde_json::to_string_pretty(&run)? + "\n")?;
    Ok(run)
}

/// Bytes of an id that its file's name keeps; file systems hold 255, `~2.csv` included.
const LONGEST_FILE_NAME: usize = 200;

/// Where the Parquet file of a table stands.
fn parquet_name(csv: &str) -> String {
    format!("parquet/{}.parquet", csv.trim_end_matches(".csv"))
}

/// An id as the name of a file on any system; ids that differ only in what a file name cannot hold are numbered.
fn file_name(id: &str, taken: &mut BTreeSet<String>) -> String {
    let safe = |c: char| !c.is_control() && !"/\\:*?\"<>|".contains(c);
    let bare: String = id.chars().map(|c| if safe(c) { c } else { '-' }).collect();
    let bare = bare.trim_start_matches('.').trim_end_matches(['.', ' ']);
    let cut = (0..=bare.len().min(LONGEST_FILE_NAME)).rev().find(|&n| bare.is_char_boundary(n)).unwrap_or(0);
    let bare = &bare[..cut];
    let stem = bare.split('.').next().unwrap_or("").trim().to_lowercase();
    // Windows keeps these for devices, whatever follows the full stop.
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    let bare = match bare {
        "" => "unnamed".to_string(),
        bare if device => format!("_{bare}"),
        bare => bare.to_string(),
    };
    let mut name = bare.clone();
    let mut n = 2;
    // Case apart, because many file systems do not keep it apart.
    while !taken.insert(name.to_lowercase()) {
        name = format!("{bare}~{n}");
        n += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe_and_apart() {
        let mut taken = BTreeSet::new();
        let names: Vec<String> =
            ["acme", "ACME", "../x", "a/b", "a-b", "..."].iter().map(|id| file_name(id, &mut taken)).collect();
        assert_eq!(names, ["acme", "ACME~2", "-x", "a-b", "a-b~2", "unnamed"]);
        let names: Vec<String> = ["con", "Com1.x", "console", "/"].iter().map(|id| file_name(id, &mut taken)).collect();
        assert_eq!(names, ["_con", "_Com1.x", "console", "-"]);
        assert_eq!(file_name(&"é".repeat(300), &mut taken).len(), 200);
    }
}
