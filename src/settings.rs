//! Settings of a run: built-in defaults, over them `pressmark.toml`, over it the command line.

use crate::repost::RepostSettings;
use crate::tone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Length of a row's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Period {
    Day,
    Week,
    #[default]
    Month,
    Quarter,
    Year,
}

impl Period {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }
}

/// For whom the CSVs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum CsvProfile {
    /// Comma, decimal point, no byte-order mark: for R, Python and other programs.
    #[default]
    Tidy,
    /// Byte-order mark, and text that a spreadsheet would take for a formula made safe.
    Excel,
    /// As `excel`, with semicolons and decimal commas.
    ExcelEu,
}

/// What `pressmark.toml` may hold. Every key is optional; an unknown one is an error that names it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SettingsFile {
    /// Folder or file of articles.
    pub corpus: Option<PathBuf>,
    /// Folder for the results.
    pub output: Option<PathBuf>,
    /// CSV of the companies to watch.
    pub watchlist: Option<PathBuf>,
    /// CSV of companies to know instead of the built-in dictionary; `none`: no dictionary.
    pub dictionary: Option<PathBuf>,
    /// Whether what a list gives a parent counts as that parent.
    pub roll_up: Option<bool>,
    /// Whether mentions by description ("the carmaker") stand in `mentions.csv` too, never counted.
    pub descriptions: Option<bool>,
    /// Tables for every company tagged, beside those watched.
    pub discover: Option<bool>,
    /// Length of a row's period.
    pub period: Option<Period>,
    /// First day that counts, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Last day that counts, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// For whom the CSVs are written.
    pub csv_profile: Option<CsvProfile>,
    /// Whether to write `coverage.xlsx`; decides no number, so it is not among the settings of a run.
    pub xlsx: Option<bool>,
    /// Whether to write `report.html` and `charts/`.
    pub report: Option<bool>,
    /// Whether to write the tables as Parquet too.
    pub parquet: Option<bool>,
    /// What makes the tone of a mention.
    pub tone: Option<tone::Mode>,
    /// Words that add to the tone lists or replace theirs.
    pub lexicon: Option<PathBuf>,
    /// Whether no other word speaks for or against.
    pub lexicon_only: Option<bool>,
    /// Seed of the bootstrap.
    pub seed: Option<u64>,
    /// Any problem is an error.
    pub strict: Option<bool>,
    /// Worker threads.
    pub threads: Option<usize>,
    /// Whether 5/6/2024 means 5 June, where a file does not tell by itself.
    pub day_first: Option<bool>,
    /// Longest record that is read, in MiB.
    pub max_record_mib: Option<usize>,
    /// The format of every file, where content and name are not to tell.
    pub format: Option<String>,
    /// What the path of a file says of its article: `{outlet}/{year}/{month}-{day}-*.txt`.
    pub path: Option<String>,
    /// Pages by the fast extractor alone.
    pub fast_html: Option<bool>,
    /// Our name of a field to the corpus's own.
    pub columns: BTreeMap<String, String>,
    /// Thresholds of repost detection.
    pub reposts: RepostSettings,
}

/// The settings of one run, complete.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// Whether what a list gives a parent counts as that parent.
    pub roll_up: bool,
    /// Whether mentions by description stand in `mentions.csv` too.
    pub descriptions: bool,
    /// Tables for every company tagged, beside those watched.
    pub discover: bool,
    /// Length of a row's period.
    pub period: Period,
    /// First day that counts.
    pub from: Option<jiff::civil::Date>,
    /// Last day that counts.
    pub to: Option<jiff::civil::Date>,
    /// For whom the CSVs are written.
    pub csv_profile: CsvProfile,
    /// What makes the tone of a mention.
    pub tone: tone::Mode,
    /// SHA-256 (hex) of the user's words over the tone lists; `None` where there are none.
    pub lexicon: Option<String>,
    /// Whether no other word speaks for or against.
    pub lexicon_only: bool,
    /// Seed of the bootstrap.
    pub seed: u64,
    /// Any problem is an error.
    pub strict: bool,
    /// Whether 5/6/2024 means 5 June, where a file does not tell by itself.
    pub day_first: Option<bool>,
    /// Longest record that is read, in MiB.
    pub max_record_mib: usize,
    /// The format of every file, where content and name are not to tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// What the path of a file says of its article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Pages by the fast extractor alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fast_html: bool,
    /// Our name of a field to the corpus's own.
    pub columns: BTreeMap<String, String>,
    /// Thresholds of repost detection.
    pub reposts: RepostSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            roll_up: false,
            descriptions: false,
            discover: false,
            period: Period::Month,
            from: None,
            to: None,
            csv_profile: CsvProfile::Tidy,
            tone: tone::Mode::default(),
            lexicon: None,
            lexicon_only: false,
            seed: 1,
            strict: false,
            day_first: None,
            max_record_mib: 64,
            format: None,
            path: None,
            fast_html: false,
            columns: BTreeMap::new(),
            reposts: RepostSettings::default(),
        }
    }
}

/// What is wrong with the settings; names the file and the key.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum SettingsError {
    #[error("cannot read {path}: {cause}")]
    Unreadable { path: String, cause: std::io::Error },
    #[error("{path}: {message}")]
    Malformed { path: String, message: String },
    #[error("{key}: '{value}' is not a day; write YYYY-MM-DD, such as 2025-03-31")]
    Day { key: &'static str, value: String },
    #[error("from ({from}) is later than to ({to}): no article can match")]
    Order { from: String, to: String },
    #[error("columns.{key}: no such field; the fields are {fields}")]
    Column { key: String, fields: String },
    #[error("path: '{value}' is no pattern of paths: {message}")]
    Path { value: String, message: String },
    #[error("format: there is no format '{value}'; the formats are {formats}")]
    Format { value: String, formats: String },
    #[error("max-record-mib must be from 1 to 4000, not {0}")]
    MaxRecord(usize),
    #[error("reposts.{key}: {value} is no share; a share runs from 0 to 1")]
    Share { key: &'static str, value: f64 },
    #[error("threads must be 1 or more; leave it out for one a core")]
    Threads,
}

/// Fields a column can be mapped to.
pub const FIELDS: [&str; 8] = ["id", "title", "text", "date", "outlet", "author", "url", "language"];

impl SettingsFile {
    /// Reads a settings file; paths in it count from its own folder.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let name = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|cause| SettingsError::Unreadable { path: name.clone(), cause })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let mut file: SettingsFile = toml::from_str(text)
            .map_err(|e| SettingsError::Malformed { path: name, message: e.to_string().trim_end().to_string() })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let dictionary = file.dictionary.as_mut().filter(|path| path.as_os_str() != "none");
        let others = [&mut file.corpus, &mut file.output, &mut file.watchlist, &mut file.lexicon];
        for path in others.into_iter().flatten().chain(dictionary) {
            if path.is_relative() {
                *path = folder.join(&*path);
            }
        }
        Ok(file)
    }

    /// Completes the settings with the defaults and checks them.
    pub fn settings(&self) -> Result<Settings, SettingsError> {
        let base = Settings::default();
        let from = day("from", self.from.as_deref())?;
        let to = day("to", self.to.as_deref())?;
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(SettingsError::Order { from: from.to_string(), to: to.to_string() });
        }
        if let Some(key) = self.columns.keys().find(|key| !FIELDS.contains(&key.as_str())) {
            return Err(SettingsError::Column { key: key.clone(), fields: FIELDS.join(", ") });
        }
        let max_record_mib = self.max_record_mib.unwrap_or(base.max_record_mib);
        if !(1..=4000).contains(&max_record_mib) {
            return Err(SettingsError::MaxRecord(max_record_mib));
        }
        if let Some((key, value)) = self.reposts.wrong_share() {
            return Err(SettingsError::Share { key, value });
        }
        if self.threads == Some(0) {
            return Err(SettingsError::Threads);
        }
        if let Some(value) = &self.path {
            crate::read::PathPattern::new(value)
                .map_err(|message| SettingsError::Path { value: value.clone(), message })?;
        }
        if let Some(value) = self.format.as_ref().filter(|value| !crate::read::formats().any(|format| format == *value))
        {
            let formats = crate::read::formats().collect::<Vec<_>>().join(", ");
            return Err(SettingsError::Format { value: value.clone(), formats });
        }
        Ok(Settings {
            roll_up: self.roll_up.unwrap_or(base.roll_up),
            descriptions: self.descriptions.unwrap_or(base.descriptions),
            discover: self.discover.unwrap_or(base.discover),
            period: self.period.unwrap_or(base.period),
            from,
            to,
            csv_profile: self.csv_profile.unwrap_or(base.csv_profile),
            tone: self.tone.unwrap_or(base.tone),
            lexicon: None,
            lexicon_only: self.lexicon_only.unwrap_or(base.lexicon_only),
            seed: self.seed.unwrap_or(base.seed),
            strict: self.strict.unwrap_or(base.strict),
            day_first: self.day_first,
            max_record_mib,
            format: self.format.clone(),
            path: self.path.clone(),
            fast_html: self.fast_html.unwrap_or(base.fast_html),
            columns: self.columns.clone(),
            reposts: self.reposts.clone(),
        })
    }
}

fn day(key: &'static str, value: Option<&str>) -> Result<Option<jiff::civil::Date>, SettingsError> {
    value.map(|v| v.parse().map_err(|_| SettingsError::Day { key, value: v.to_string() })).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<SettingsFile, SettingsError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pressmark.toml");
        std::fs::write(&path, text).unwrap();
        SettingsFile::read(&path)
    }

    #[test]
    fn a_typo_is_named() {
        let error = file("perriod = \"week\"\n").unwrap_err().to_string();
        assert!(error.contains("perriod"), "{error}");
        assert!(error.contains("period"), "{error}");
    }

    #[test]
    fn a_share_is_no_percentage() {
        let error = file("[reposts]\ncontainment = 60").unwrap().settings().unwrap_err().to_string();
        assert_eq!(error, "reposts.containment: 60 is no share; a share runs from 0 to 1");
        assert!(file("[reposts]\nverbatim = -0.1").unwrap().settings().is_err());
        assert!(file("[reposts]\nled_share = 1.0").unwrap().settings().is_ok());
        assert!(file("threads = 0").unwrap().settings().is_err());
    }

    #[test]
    fn days_are_checked() {
        let error = file("from = \"5/6/2024\"").unwrap().settings().unwrap_err().to_string();
        assert!(error.contains("from") && error.contains("5/6/2024"), "{error}");
        let error = file("from = \"2024-02-01\"\nto = \"2024-01-01\"").unwrap().settings().unwrap_err().to_string();
        assert!(error.contains("later"), "{error}");
    }

    #[test]
    fn paths_count_from_the_file() {
        let read = file("watchlist = \"w.csv\"").unwrap();
        assert!(read.watchlist.unwrap().is_absolute());
    }

    #[test]
    fn columns_must_be_fields() {
        let error = file("[columns]\nheadine = \"x\"").unwrap().settings().unwrap_err().to_string();
        assert!(error.contains("headine") && error.contains("title"), "{error}");
    }
}
