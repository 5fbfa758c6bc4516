//! What a run says of itself: `codebook.csv`, `datapackage.json`, `run.json`. No clock and no machine is in them.

use crate::company::Catalogue;
use crate::output::cell::{Column, Row};
use crate::output::rows::*;
use crate::output::table::header;
use crate::part::hex;
use crate::read::{FileEntry, Listing};
use crate::settings::{CsvProfile, Settings};
use crate::summary::Summary;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

/// Every table: file, what one row is, columns.
pub fn tables() -> Vec<(&'static str, &'static str, &'static [Column])> {
    vec![
        ("coverage.csv", "a company in a period", CoverageRow::COLUMNS),
        ("companies.csv", "a company", CompanyRow::COLUMNS),
        ("articles.csv", "an article", ArticleRow::COLUMNS),
        ("stories.csv", "a story with two or more articles", StoryRow::COLUMNS),
        ("mentions.csv", "a place in an article that names an entity", MentionRow::COLUMNS),
        ("stances.csv", "a claim: who, act, whom; once a story", StanceRow::COLUMNS),
        ("stance_matrix.csv", "an actor, an act, a target and a period", MatrixRow::COLUMNS),
        ("outlets.csv", "a company in an outlet", OutletRow::COLUMNS),
        ("comentions.csv", "two companies named in the same stories", ComentionRow::COLUMNS),
        ("reposts.csv", "a verified pair of copies", RepostRow::COLUMNS),
        ("furniture.csv", "a block that an outlet prints everywhere", FurnitureRow::COLUMNS),
        ("problems.csv", "a file or record that could not be used", ProblemRow::COLUMNS),
    ]
}

/// The rows of `codebook.csv`; `companies/<company_id>.csv` has the columns of `coverage.csv`.
pub fn codebook() -> Vec<CodebookRow> {
    let mut rows = Vec::new();
    for (file, _, columns) in tables() {
        rows.extend(columns.iter().map(|column| CodebookRow {
            file: file.to_string(),
            column: header(column.name).to_string(),
            r#type: column.kind.frictionless().to_string(),
            meaning: column.meaning.to_string(),
        }));
    }
    rows
}

/// The Frictionless Data Package that describes the tables.
pub fn datapackage(profile: CsvProfile) -> Value {
    let dialect = match profile {
        CsvProfile::ExcelEu => json!({ "delimiter": ";" }),
        _ => json!({ "delimiter": "," }),
    };
    let resources: Vec<Value> = tables()
        .into_iter()
        .map(|(file, about, columns)| {
            let fields: Vec<Value> = columns
                .iter()
                .map(|c| {
                    let mut field = json!({
                        "name": header(c.name), "type": c.kind.frictionless(), "description": c.meaning,
                    });
                    if profile == CsvProfile::ExcelEu && c.kind.frictionless() == "number" {
                        field["decimalChar"] = json!(",");
                    }
                    field
                })
                .collect();
            json!({
                "name": file.trim_end_matches(".csv").replace('_', "-"),
                "path": file,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "description": format!("One row is {about}."),
                "dialect": dialect,
                "schema": { "fields": fields, "missingValues": [""] },
            })
        })
        .collect();
    json!({ "profile": "tabular-data-package", "name": "pressmark-output", "resources": resources })
}

/// `run.json`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Run {
    /// Name of the program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// Settings, complete.
    pub settings: Value,
    /// SHA-256 of the lists that decided.
    pub lists: BTreeMap<String, String>,
    /// Totals.
    pub counts: BTreeMap<String, u64>,
    /// Problems by kind.
    pub problems: BTreeMap<String, u64>,
    /// Path in the corpus to SHA-256.
    pub inputs: BTreeMap<String, String>,
    /// Path in the output to SHA-256.
    pub outputs: BTreeMap<String, String>,
}

/// Makes `run.json` once all other files stand in `folder`.
pub fn run(
    folder: &Path,
    written: &[String],
    listing: &Listing,
    summary: &Summary,
    settings: &Settings,
    catalogue: &Catalogue,
) -> io::Result<Run> {
    let (watchlist, dictionary) = catalogue.hashes();
    let mut lists: BTreeMap<String, String> = BTreeMap::new();
    lists.extend(watchlist.map(|hash| ("watchlist".to_string(), hash)));
    for (name, hash) in [
        ("dictionary", dictionary),
        ("clean-rules", crate::clean::version()),
        ("company-lists", crate::company::version()),
        ("stance-cues", crate::stance::version()),
        ("tone-words", crate::tone::version()),
    ] {
        lists.insert(name.to_string(), hash);
    }
    lists.extend(summary.validated.as_ref().map(|v| ("validation".to_string(), v.sha256.clone())));
    let mut problems: BTreeMap<String, u64> = BTreeMap::new();
    for problem in &summary.corpus.problems {
        *problems.entry(problem.problem.clone()).or_default() += 1;
    }
    let counts = counts(summary);
    // A file that cannot be read has its row in problems.csv; it has no hash.
    let read = |file: &FileEntry| (file.name.clone(), sha256(&file.path).unwrap_or_default());
    let hash = |name: &String| Ok((name.clone(), sha256(&folder.join(name))?));
    let (inputs, outputs) = rayon::join(
        || listing.files.par_iter().map(read).collect(),
        || written.par_iter().map(hash).collect::<io::Result<BTreeMap<_, _>>>(),
    );
    let outputs = outputs?;
    Ok(Run {
        program: env!("CARGO_PKG_NAME").to_string(),
        version: env!("CARGO_PKG_VERSION").to_string(),
        settings: serde_json::to_value(settings)?,
        lists,
        counts,
        problems,
        inputs,
        outputs,
    })
}

pub(super) fn counts(summary: &Summary) -> BTreeMap<String, u64> {
    let corpus = &summary.corpus;
    let counted: Vec<usize> = corpus.counted().collect();
    let mentions: usize = counted.iter().map(|i| corpus.articles[*i].mentions.len()).sum();
    [
        ("articles_read", corpus.ids.len()),
        ("articles", counted.len()),
        ("stories", summary.stories_n),
        ("reposts", counted.len() - summary.stories_n),
        ("undated", counted.iter().filter(|i| corpus.articles[**i].published.is_none()).count()),
        ("companies", summary.companies.len()),
        ("entities", summary.entities.rows.len()),
        ("mentions", mentions),
        ("claims", summary.claims.len()),
        ("problems", corpus.problems.iter().filter(|p| !p.notice).count()),
        ("notices", corpus.problems.iter().filter(|p| p.notice).count()),
    ]
    .into_iter()
    .map(|(name, n)| (name.to_string(), n as u64))
    .collect()
}

/// SHA-256 of a file, hexadecimal.
pub fn sha256(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(hex(&hash.finalize()))
}
