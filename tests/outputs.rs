//! The contract of the tables: every cell reads back as its codebook type, and every sum holds.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Rows = Vec<BTreeMap<String, String>>;

fn output() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("output")
}

fn table(name: &str) -> Rows {
    csv::Reader::from_path(output().join(name)).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} is '{}'", row[column]))
}

#[test]
fn every_cell_reads_back_as_its_type() {
    let mut columns: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in table("codebook.csv") {
        assert!(row["meaning"].len() > 5, "{row:?}");
        columns.entry(row["file"].clone()).or_default().push((row["column"].clone(), row["type"].clone()));
    }
    assert_eq!(columns.len(), 12);
    let package: serde_json::Value =
        serde_json::from_slice(&fs::read(output().join("datapackage.json")).unwrap()).unwrap();
    for (file, columns) in columns {
        let mut reader = csv::Reader::from_path(output().join(&file)).unwrap();
        let headers: Vec<String> = reader.headers().unwrap().iter().map(String::from).collect();
        assert_eq!(headers, columns.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), "{file}");
        let resource = package["resources"].as_array().unwrap().iter().find(|r| r["path"] == file.as_str()).unwrap();
        let fields: Vec<&str> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
        assert_eq!(headers, fields, "{file}");
        for row in reader.records() {
            let row = row.unwrap();
            for ((name, kind), cell) in columns.iter().zip(&row) {
                let sound = cell.is_empty()
                    || match kind.as_str() {
                        "integer" => cell.parse::<u64>().is_ok(),
                        "number" => cell.parse::<f64>().is_ok() && cell.split('.').nth(1).is_none_or(|d| d.len() <= 4),
                        "boolean" => cell == "true" || cell == "false",
                        "date" => cell.parse::<jiff::civil::Date>().is_ok(),
                        _ => true,
                    };
                assert!(sound, "{file}, {name}: '{cell}' is no {kind}");
            }
        }
    }
}

#[test]
fn every_sum_holds() {
    for row in table("coverage.csv") {
        let n = |column: &str| number(&row, column);
        assert_eq!(n("articles_n"), n("stories_n") + n("reposts_n"), "{row:?}");
        assert_eq!(n("positive_n") + n("neutral_n") + n("negative_n"), n("tone_stories_n"), "{row:?}");
        for (share, part, of) in [
            ("attention_share", "stories_n", "corpus_stories_n"),
            ("share_of_voice", "stories_n", "watchlist_stories_n"),
            ("negative_share", "negative_n", "tone_stories_n"),
            ("hedged_share", "hedged_n", "stories_n"),
            ("quoted_share", "quoted_n", "mentions_n"),
        ] {
            if n(of) == 0.0 {
                assert_eq!(row[share], "", "{share} of nothing is empty");
            } else {
                assert!((n(share) - n(part) / n(of)).abs() < 0.0001, "{share} in {row:?}");
            }
        }
        if n("articles_n") == 0.0 {
            assert_eq!(row["tone_mean"], "", "missing is not zero");
        }
        if !row["tone_lo"].is_empty() {
            assert!(n("tone_lo") <= n("tone_mean") && n("tone_mean") <= n("tone_hi"), "{row:?}");
        }
    }
}

#[test]
fn numbers_stand_on_their_evidence() {
    let (mentions, stances) = (table("mentions.csv"), table("stances.csv"));
    for company in table("companies.csv") {
        let id = &company["company_id"];
        let counted = mentions.iter().filter(|m| &m["entity_id"] == id && m["counted"] == "true").count();
        assert_eq!(company["mentions_n"], counted.to_string(), "{id}");
        let accused: std::collections::BTreeSet<&String> = stances
            .iter()
            .filter(|s| &s["target_id"] == id && s["act"] == "accuse" && s["negated"] == "false")
            .map(|s| &s["story_id"])
            .collect();
        assert_eq!(company["accused_n"], accused.len().to_string(), "{id}");
        let periods: f64 = table(&format!("companies/{id}.csv")).iter().map(|row| number(row, "stories_n")).sum();
        assert_eq!(company["stories_n"], periods.to_string(), "{id}");
    }
}

#[test]
fn a_name_stands_where_its_offsets_say() {
    let whole = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["articles", "--whole"])
        .output()
        .unwrap();
    let articles: BTreeMap<String, serde_json::Value> = String::from_utf8(whole.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|article| (article["id"].as_str().unwrap().to_string(), article))
        .collect();
    for row in table("mentions.csv") {
        let field = if row["field"] == "title" { "title" } else { "text" };
        let text = articles[&row["article_id"]][field].as_str().unwrap();
        let (start, end) = (number(&row, "char_start") as usize, number(&row, "char_end") as usize);
        let surface: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(surface.split_whitespace().collect::<Vec<_>>().join(" "), row["surface"], "{}", row["mention_id"]);
    }
}

#[test]
fn spreadsheets_get_their_own_form() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("out");
    Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["run", "-q", "--csv-profile", "excel-eu", "-o"])
        .arg(&target)
        .assert()
        .code(0);
    let text = fs::read_to_string(target.join("companies.csv")).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte-order mark");
    let ours = table("companies.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let theirs: Rows = reader.deserialize().collect::<Result<_, _>>().unwrap();
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours["tone_mean"].replace('.', ","), theirs["tone_mean"]);
        assert_eq!(ours["articles_n"], theirs["articles_n"]);
    }
}
