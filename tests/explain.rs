//! `pressmark explain`: every number of the sample is what its evidence adds up to.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use pressmark::explain::{Cells, Evidence, Place, Scope, Sum};
use pressmark::output::{CompanyRow, CoverageRow, Row};
use pressmark::results::Results;
use std::fs;
use std::path::Path;

fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pressmark(args: &[&str]) -> assert_cmd::assert::Assert {
    Command::new(env!("CARGO_BIN_EXE_pressmark")).current_dir(sample()).args(args).assert()
}

/// Every row of a table: company, scope, cells by column.
fn rows(results: &Results, table: &str, columns: &[&'static str]) -> Vec<(String, Scope, Vec<String>)> {
    let mut rows = results.table(table).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.step().unwrap() {
        let scope = match table {
            "companies.csv" => Scope::All,
            _ => Scope::Period(row.text("period_start").parse().ok()),
        };
        all.push((row.text("company_id").to_string(), scope, columns.iter().map(|c| row.shown(c)).collect()));
    }
    all
}

/// Walks every cell of an output; the number walked.
fn walk(results: &Results) -> usize {
    // Names, and what a person decided, are made of no evidence.
    let named = ["company", "entity_type", "watched", "tone_validated"];
    // What a validation corrected is made of a file besides.
    let made = |c: &&'static str| !named.contains(c) && !c.contains("_corrected");
    let columns =
        |of: &[pressmark::output::Column]| -> Vec<&'static str> { of.iter().map(|c| c.name).filter(made).collect() };
    let mut walked = 0;
    for (table, columns) in
        [("coverage.csv", columns(CoverageRow::COLUMNS)), ("companies.csv", columns(CompanyRow::COLUMNS))]
    {
        let mut evidence: Option<(String, Evidence)> = None;
        for (company, scope, cells) in rows(results, table, &columns) {
            if evidence.as_ref().is_none_or(|(of, _)| *of != company) {
                evidence = Some((company.clone(), Evidence::read(results, &company).unwrap()));
            }
            let cells_of = Cells::of(&evidence.as_ref().unwrap().1, &company, scope);
            for (column, cell) in columns.iter().zip(cells) {
                let explained = cells_of.explain(column).unwrap_or_else(|| panic!("{column} is not explained"));
                assert_eq!(explained.value(), cell, "{company} {scope:?} {column} {explained:?}");
                if explained.sum == Sum::Total {
                    let total: f64 = explained.parts.iter().map(|p| p.value).sum();
                    assert_eq!(format!("{}", total + 0.0), cell, "{company} {scope:?} {column}");
                }
                walked += 1;
            }
        }
    }
    walked
}

#[test]
fn every_cell_of_the_sample_is_the_sum_of_its_evidence() {
    let results = Results::open(&sample().join("output")).unwrap();
    assert!(walk(&results) > 1000);
}

#[test]
fn so_is_every_cell_by_week_with_every_company_in_a_spreadsheet_profile() {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("out");
    let args = ["run", "corpus", "-q", "--discover", "--period", "week", "--csv-profile", "excel-eu", "--seed", "7"];
    pressmark(&[&args[..], &["--no-report", "--no-xlsx", "-o", output.to_str().unwrap()]].concat()).success();
    assert!(walk(&Results::open(&output).unwrap()) > 5000);
}

#[test]
fn offsets_name_the_company_in_the_article() {
    // Read in corpus/brackwater-weekly.tsv: the headline begins with the name.
    let results = Results::open(&sample().join("output")).unwrap();
    let evidence = Evidence::read(&results, "veldarin").unwrap();
    let cells = Cells::of(&evidence, "veldarin", Scope::All);
    let explained = cells.explain("headline_n").unwrap();
    let part = explained.parts.iter().find(|p| evidence.articles[p.article].id == "brackwater-weekly.tsv#1").unwrap();
    assert_eq!(part.proofs[0].at, Some(("title".to_string(), 0, 8)));
    assert_eq!(part.proofs[0].sentence, "Veldarin recalls 12,400 warehouse carts after battery fires");
}

#[test]
fn a_terminal_shows_the_arithmetic() {
    let done = pressmark(&["explain", "output", "Alibaba:all:stories_n", "--width", "80"]).success();
    let shown = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    // Counted by hand in tests/sample.md.
    assert!(
        shown.starts_with("Alibaba Group, all periods: stories_n = 5\n")
            | shown.starts_with("Alibaba, all periods: stories_n = 5\n"),
        "{shown}"
    );
    assert!(shown.contains("5 stories, each counting 1"), "{shown}");
    assert!(shown.lines().all(|l| console::measure_text_width(l) <= 80), "{shown}");
}

#[test]
fn what_is_no_cell_is_said_with_what_there_is() {
    for (cell, said) in [
        ("alibaba", "company:period:column"),
        ("alibaba:2025-11:tones", "has no column 'tones'"),
        ("alibabba:all:stories_n", "no company 'alibabba' has a table"),
        ("alibaba:1999-01:stories_n", "no month '1999-01' of Alibaba"),
        ("alibaba:soon:stories_n", "'soon' is no period"),
        ("alibaba:all:company", "not made of evidence"),
        ("alibaba:all:negative_share_corrected", "explain negative_share"),
    ] {
        let done = pressmark(&["explain", "output", cell]).code(2);
        let shown = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        assert!(shown.contains(said), "{cell}: {shown}");
    }
}

#[test]
fn a_table_changed_by_hand_is_found_out() {
    let place = tempfile::tempdir().unwrap();
    for name in ["run.json", "articles.csv", "mentions.csv", "stances.csv", "companies.csv", "coverage.csv"] {
        fs::copy(sample().join("output").join(name), place.path().join(name)).unwrap();
    }
    let companies = fs::read_to_string(place.path().join("companies.csv")).unwrap();
    let honest = companies.lines().find(|l| l.starts_with("alibaba,")).unwrap();
    let cells: Vec<&str> = honest.split(',').collect();
    let at = companies.lines().next().unwrap().split(',').position(|c| c == "stories_n").unwrap();
    let mut changed: Vec<&str> = cells.clone();
    changed[at] = "50";
    fs::write(place.path().join("companies.csv"), companies.replace(honest, &changed.join(","))).unwrap();
    let output = place.path().to_str().unwrap();
    let done = pressmark(&["explain", output, "alibaba:all:stories_n"]).code(1);
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(said.contains("'5' where the table says '50'"), "{said}");
}

#[test]
fn the_parts_are_a_table_when_asked() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("parts.csv");
    pressmark(&["explain", "output", "alibaba:all:mentions_n", "-o", file.to_str().unwrap()]).success();
    let mut table = csv::Reader::from_path(&file).unwrap();
    let rows: Result<Vec<csv::StringRecord>, _> = table.records().collect();
    let results = Results::open(&sample().join("output")).unwrap();
    let cell = Place::find(&results, "alibaba:all:mentions_n").unwrap().cell;
    assert_eq!(rows.unwrap().len().to_string(), cell);
}
