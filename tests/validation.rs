//! `sample` and `validate`, on the sample corpus.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Table = Vec<BTreeMap<String, String>>;

fn pressmark(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
    command.current_dir(folder);
    command
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row: Result<_, csv::Error>| row.unwrap()).collect()
}

fn write(path: &Path, rows: &Table, delimiter: u8) {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_path(path).unwrap();
    writer.write_record(rows[0].keys()).unwrap();
    rows.iter().for_each(|row| writer.write_record(row.values()).unwrap());
    writer.flush().unwrap();
}

fn sample(to: &Path, n: &str) {
    pressmark(here()).args(["sample", "output", "-n", n, "-o"]).arg(to).assert().success();
}

/// Everything of the sample corpus, coded as the machine labels it.
fn agreeing(place: &Path) -> Table {
    sample(place, "1000");
    let of = |row: &BTreeMap<String, String>, name: &str| {
        ["article_id", "sentence"].map(|c| row[c].clone()).into_iter().chain([row[name].clone()]).collect::<Vec<_>>()
    };
    let said: BTreeMap<Vec<String>, String> = read(&here().join("output/mentions.csv"))
        .iter()
        .filter(|row| row["counted"] == "true")
        .map(|row| (of(row, "surface"), row["tone_label"].clone()))
        .collect();
    let mut rows = read(&place.join("coding-mentions.csv"));
    for row in &mut rows {
        let label = said[&of(row, "name")].clone();
        for (column, value) in [("is_it_1", "yes"), ("is_it_2", "yes"), ("tone_1", &label), ("tone_2", &label)] {
            row.insert(column.to_string(), value.to_string());
        }
    }
    rows
}

fn validate(sheet: &Path) -> Value {
    pressmark(here()).args(["validate", "--output", "output"]).arg(sheet).assert().success();
    serde_json::from_str(&fs::read_to_string(sheet.with_file_name("validation.json")).unwrap()).unwrap()
}

#[test]
fn a_sheet_is_blind_the_same_each_time_and_never_replaced() {
    let place = tempfile::tempdir().unwrap();
    let (a, b) = (place.path().join("a"), place.path().join("b"));
    sample(&a, "80");
    sample(&b, "80");
    for file in ["coding.xlsx", "coding-mentions.csv", "coding-claims.csv"] {
        assert_eq!(fs::read(a.join(file)).unwrap(), fs::read(b.join(file)).unwrap(), "{file}");
    }
    let (mentions, claims) = (read(&a.join("coding-mentions.csv")), read(&a.join("coding-claims.csv")));
    assert_eq!((mentions.len(), claims.len()), (60, 20));
    for row in mentions.iter().chain(&claims) {
        for machine in ["tone", "tone_label", "act", "voice", "positive_terms", "cue"] {
            assert!(!row.contains_key(machine), "{machine}");
        }
        let asked = row.iter().filter(|(name, _)| name.ends_with("_1") || name.ends_with("_2"));
        assert!(asked.clone().count() >= 4 && asked.into_iter().all(|(_, cell)| cell.is_empty()));
    }
    // 80 of them stand for all: as many as a sheet of everything has.
    sample(&place.path().join("all"), "1000");
    let all = read(&place.path().join("all/coding-mentions.csv")).len() as f64;
    let stand: f64 = mentions.iter().map(|row| row["weight"].parse::<f64>().unwrap()).sum();
    assert!((stand - all).abs() < 0.01, "{stand} {all}");
    let again = pressmark(here()).args(["sample", "-o"]).arg(&a).assert().code(2);
    assert!(String::from_utf8_lossy(&again.get_output().stderr).contains("name another folder"));
}

#[test]
fn figures_are_those_a_person_counts() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("coding");
    let mut rows = agreeing(&folder);
    let sheet = folder.join("coded.csv");
    write(&sheet, &rows, b';');
    let found = validate(&sheet);
    assert_eq!(found["tone"]["scores"]["macro_f1"]["value"], 1.0);
    assert_eq!(found["tone"]["alpha"][0]["interval"]["value"], 1.0);
    assert_eq!(found["entity"]["scores"]["accuracy"]["value"], 1.0);
    assert_eq!(found["stance"], Value::Null);
    // Without errors nothing is corrected.
    for share in found["negative_share"].as_array().unwrap() {
        let (counted, corrected) = (&share["counted"], &share["corrected"]["value"]);
        assert!((counted.as_f64().unwrap() - corrected.as_f64().unwrap()).abs() < 0.25, "{share}");
    }
    // One row of the n is another company, say both: every row stands for itself, so n − 1 of n are right.
    let n = rows.len() as f64;
    for coder in ["is_it_1", "is_it_2"] {
        rows[0].insert(coder.to_string(), "No".to_string());
    }
    // And a row left empty, or that no coder can tell, is not coded.
    rows[1].insert("is_it_1".to_string(), String::new());
    rows[1].insert("is_it_2".to_string(), "unclear".to_string());
    write(&sheet, &rows, b',');
    let entity = &validate(&sheet)["entity"]["scores"];
    assert_eq!(entity["rows_n"], n - 1.0);
    let right = entity["classes"][0]["precision"]["value"].as_f64().unwrap();
    assert!(right < 1.0 && (right - (n - 1.0) / n).abs() < 0.02, "{right}");
}

#[test]
fn a_workbook_is_read_as_the_table_is() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("coding");
    let rows = agreeing(&folder);
    write(&folder.join("coded.csv"), &rows, b',');
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in rows[0].keys().enumerate() {
        sheet.write_string(0, at as u16, name).unwrap();
        for (n, row) in rows.iter().enumerate() {
            sheet.write_string(n as u32 + 1, at as u16, &row[name]).unwrap();
        }
    }
    book.save(folder.join("coded.xlsx")).unwrap();
    let (table, book) = (validate(&folder.join("coded.csv")), validate(&folder.join("coded.xlsx")));
    assert_eq!(table["tone"], book["tone"]);
    assert_eq!(table["rates"], book["rates"]);
    // The sheet as it is drawn has nothing coded.
    let empty = folder.join("coding.xlsx");
    pressmark(here()).args(["validate"]).arg(&empty).assert().code(1);
}

#[test]
fn what_is_wrong_with_a_sheet_is_said_with_its_place() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("coding");
    sample(&folder, "80");
    let whole = read(&folder.join("coding-mentions.csv"));
    let said = |change: &dyn Fn(&mut Table)| {
        let mut rows = whole.clone();
        change(&mut rows);
        let sheet = folder.join("coded.csv");
        write(&sheet, &rows, b',');
        let done = pressmark(here()).args(["validate"]).arg(&sheet).assert().code(2);
        assert!(!folder.join("validation.json").exists());
        String::from_utf8(done.get_output().stderr.clone()).unwrap()
    };
    let put = |row: usize, column: &str, value: &str| {
        let (column, value) = (column.to_string(), value.to_string());
        move |rows: &mut Table| {
            rows[row].insert(column.clone(), value.clone());
        }
    };
    let bad = said(&put(3, "tone_1", "bad"));
    assert!(bad.contains("row 5, column tone_1: 'bad' is none of negative, neutral, positive, unclear"), "{bad}");
    let other = said(&put(0, "row", "m000000000000"));
    assert!(other.contains("row 2, column row: 'm000000000000' is not in these results"), "{other}");
    assert!(other.contains("--output"), "{other}");
    let twice = said(&|rows| rows.push(rows[0].clone()));
    assert!(twice.contains("stands also in"), "{twice}");
    assert!(said(&put(0, "weight", "")).contains("row 2, column weight"));
    let no = pressmark(here()).args(["validate", "output/companies.csv"]).assert().code(2);
    assert!(String::from_utf8_lossy(&no.get_output().stderr).contains("pressmark sample"));
}

#[test]
fn a_run_that_is_told_says_so_and_another_refuses() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("coding");
    let rows = agreeing(&folder);
    let sheet = folder.join("coded.csv");
    write(&sheet, &rows, b',');
    let found = validate(&sheet);
    let (output, file) = (place.path().join("out"), folder.join("validation.json"));
    let run = |more: &[&str]| {
        let mut command = pressmark(here());
        command.args(["run", "-q", "--validation"]).arg(&file).arg("-o").arg(&output).args(more).assert()
    };
    // Other tones than those that were held against the sheet.
    let refused = run(&["--tone", "rules"]).code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("mentions.csv differs"));
    assert!(!output.exists());
    run(&[]).success();
    assert!(read(&output.join("coverage.csv")).iter().all(|row| row["tone_validated"] == "true"));
    let companies = read(&output.join("companies.csv"));
    for (row, share) in companies.iter().zip(found["negative_share"].as_array().unwrap()) {
        assert_eq!(row["company_id"], share["company_id"]);
        let corrected: f64 = row["negative_share_corrected"].parse().unwrap();
        assert!((corrected - share["corrected"]["value"].as_f64().unwrap()).abs() < 1e-4, "{share}");
        let ends = ["_lo", "_hi"].map(|end| row[&format!("negative_share_corrected{end}")].parse::<f64>().unwrap());
        assert!(ends[0] <= corrected && corrected <= ends[1], "{row:?}");
    }
    let page = fs::read_to_string(output.join("report.html")).unwrap();
    assert!(page.contains("macro F1 1.00") && !page.contains("ot validated on this corpus"));
    let manifest: Value = serde_json::from_str(&fs::read_to_string(output.join("run.json")).unwrap()).unwrap();
    assert_eq!(manifest["lists"]["validation"], pressmark::output::sha256(&file).unwrap().as_str());
    // A handful of rows is no validation.
    write(&sheet, &rows[..20].to_vec(), b',');
    validate(&sheet);
    assert!(String::from_utf8_lossy(&run(&[]).code(2).get_output().stderr).contains("it takes 50"));
}
