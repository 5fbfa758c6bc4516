//! `coverage.xlsx`, read back by a reader that is not the writer: each sheet holds its CSV, cell for cell.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Rows = Vec<BTreeMap<String, String>>;

fn output() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("output")
}

fn table(path: &Path) -> Rows {
    csv::Reader::from_path(path).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
}

/// A sheet's table: the headers stand in the second row.
fn sheet(workbook: &Path, name: &str) -> Rows {
    let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
    let range: Range<Data> = book.worksheet_range(name).unwrap();
    let (last_row, last_column) = range.end().unwrap();
    let cell = |row: u32, column: u32| range.get_value((row, column)).map_or(String::new(), shown);
    let headers: Vec<String> = (0..=last_column).map(|at| cell(1, at)).collect();
    let row = |row: u32| headers.iter().cloned().zip((0..=last_column).map(|at| cell(row, at))).collect();
    (2..=last_row).map(row).filter(|row: &BTreeMap<String, String>| row.values().any(|v| !v.is_empty())).collect()
}

/// A cell as the CSVs show it.
fn shown(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Bool(value) => value.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => {
            let epoch = jiff::civil::date(1899, 12, 30);
            epoch.checked_add(jiff::Span::new().days(day.as_f64() as i64)).unwrap().to_string()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_sheet_is_its_csv() {
    let book = output().join("coverage.xlsx");
    for (name, csv) in [
        ("Company × period", "coverage.csv"),
        ("Companies", "companies.csv"),
        ("Stances", "stances.csv"),
        ("Stories", "stories.csv"),
        ("Outlets", "outlets.csv"),
        ("Co-mentions", "comentions.csv"),
        ("Quality", "problems.csv"),
    ] {
        let (made, expected) = (sheet(&book, name), table(&output().join(csv)));
        assert!(!expected.is_empty());
        assert_eq!(made.len(), expected.len(), "{name}");
        for (made, expected) in made.iter().zip(&expected) {
            assert_eq!(made, expected, "{name}");
        }
    }
    let codebook = sheet(&book, "Codebook");
    let expected = table(&output().join("codebook.csv"));
    assert_eq!(codebook[..expected.len()], expected);
}

#[test]
fn evidence_is_the_mentions_behind_each_number() {
    let evidence = sheet(&output().join("coverage.xlsx"), "Evidence");
    let mentions: BTreeMap<String, BTreeMap<String, String>> =
        table(&output().join("mentions.csv")).into_iter().map(|r| (r["mention_id"].clone(), r)).collect();
    for row in &evidence {
        let mention = &mentions[&row["mention_id"]];
        assert_eq!(row["company_id"], mention["entity_id"]);
        for column in
            ["sentence", "surface", "tone", "tone_label", "voice", "speaker", "positive_terms", "negative_terms"]
        {
            assert_eq!(row[column], mention[column], "{column} of {}", row["mention_id"]);
        }
    }
    // Rows of one company and period stand together, in the order of coverage.csv, so that a link can name them.
    let mut groups: Vec<((String, String), Rows)> = Vec::new();
    for row in evidence {
        let key = (row["company_id"].clone(), row["period_start"].clone());
        match groups.last_mut() {
            Some((last, rows)) if *last == key => rows.push(row),
            _ => groups.push((key, vec![row])),
        }
    }
    let coverage: Rows =
        table(&output().join("coverage.csv")).into_iter().filter(|row| row["mentions_n"] != "0").collect();
    assert_eq!(groups.len(), coverage.len());
    for ((key, rows), expected) in groups.iter().zip(&coverage) {
        assert_eq!(*key, (expected["company_id"].clone(), expected["period_start"].clone()));
        assert_eq!(rows.len().to_string(), expected["mentions_n"], "{key:?}");
        let articles = |kind: &str| {
            let mut ids: Vec<&String> =
                rows.iter().filter(|r| r["counts_as"] == kind).map(|r| &r["article_id"]).collect();
            ids.dedup();
            ids.len().to_string()
        };
        assert_eq!(
            (articles("story"), articles("repost")),
            (expected["stories_n"].clone(), expected["reposts_n"].clone())
        );
    }
}

fn run(place: &Path, arguments: &[&str]) {
    Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(place)
        .args(["run", "-q", "--watchlist", "w.csv"])
        .args(arguments)
        .assert()
        .code(0);
}

/// What would harm a workbook or a page: formulas, control characters, markup, very long text, other scripts.
fn hostile(place: &Path) {
    let corpus = place.join("corpus");
    fs::create_dir(&corpus).unwrap();
    // 350 words: a sentence of more than 400 is cut.
    let long = format!("Orrin Freight opened {}depots.", ("very".repeat(30) + " ").repeat(350));
    let article = |id: &str, title: &str, text: &str| serde_json::json!({ "id": id, "title": title, "text": text, "outlet": "<script>alert(1)</script>", "date": "2025-03-04" });
    let lines = [
        article("=1+1", "=HYPERLINK(\"x\")", "=CMD() was sued on Monday by Orrin Freight over a depot in Marle."),
        article(
            "a",
            "Control \u{1}\u{1b} characters _x0041_ & <b>",
            "Orrin Freight was fined on Friday, the court said.",
        ),
        article("b", "Long", &long),
        article("c", "Right to left", "The board of شركة النيل praised Orrin Freight on Monday in Marle."),
    ];
    fs::write(corpus.join("a.jsonl"), lines.map(|line| line.to_string()).join("\n")).unwrap();
    let watchlist = "id,name,aliases\norrin,Orrin Freight,\ncmd,=CMD(),\nnil,شركة النيل,\n";
    fs::write(place.join("w.csv"), watchlist).unwrap();
}

#[test]
fn hostile_text_stays_text() {
    let place = tempfile::tempdir().unwrap();
    hostile(place.path());
    run(place.path(), &["-o", "out"]);
    let book = place.path().join("out/coverage.xlsx");
    let companies = sheet(&book, "Companies");
    let names: Vec<&str> = companies.iter().map(|row| row["company"].as_str()).collect();
    assert!(names.contains(&"=CMD()") && names.contains(&"شركة النيل"), "{names:?}");
    let evidence = sheet(&book, "Evidence");
    assert!(evidence.iter().any(|row| row["title"] == "=HYPERLINK(\"x\")" || row["article_id"] == "=1+1"));
    let odd = evidence.iter().find(|row| row["article_id"] == "a").unwrap();
    assert!(odd["title"].starts_with("Control") && odd["title"].ends_with("characters _x0041_ & <b>"), "{odd:?}");
    assert!(!odd["title"].contains(|c: char| c.is_control()));
    let longest = evidence.iter().map(|row| row["sentence"].encode_utf16().count()).max().unwrap();
    assert!((32_000..=32_767).contains(&longest), "{longest}");
    let mut formulas: Xlsx<_> = open_workbook(&book).unwrap();
    for name in formulas.sheet_names() {
        let found = formulas.worksheet_formula(&name).unwrap();
        assert!(found.cells().all(|(_, _, formula)| formula.is_empty()), "{name} holds a formula");
    }
    let page = fs::read_to_string(place.path().join("out/report.html")).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
}

#[test]
fn each_format_can_be_left_out() {
    let place = tempfile::tempdir().unwrap();
    hostile(place.path());
    run(place.path(), &["-o", "out", "--no-xlsx", "--no-report"]);
    let standing = |name: &str| place.path().join("out").join(name).exists();
    assert!(!standing("coverage.xlsx") && !standing("report.html") && !standing("charts"));
    let listed = |name: &str| fs::read_to_string(place.path().join("out/run.json")).unwrap().contains(name);
    assert!(!listed("coverage.xlsx"));
    run(place.path(), &["-o", "out"]);
    assert!(standing("coverage.xlsx") && standing("report.html") && standing("charts/share-of-voice.svg"));
    assert!(listed("coverage.xlsx") && listed("report.html") && listed("charts/share-of-voice.svg"));
    // What an earlier run wrote goes where this one writes none.
    run(place.path(), &["-o", "out", "--no-xlsx"]);
    assert!(!standing("coverage.xlsx") && standing("report.html"));
}

#[test]
fn of_a_long_table_by_period_the_most_covered_companies_are_kept() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("corpus")).unwrap();
    let names: Vec<String> =
        ["Arden", "Birch", "Cedar", "Dunlin", "Elder", "Fallow", "Gorse", "Hazel", "Islay", "Juniper", "Kestrel"]
            .iter()
            .chain(&["Larch", "Maple", "Nettle"])
            .map(|name| format!("{name} Freightways"))
            .collect();
    fs::write(place.path().join("w.csv"), format!("name\n{}\n", names.join("\n"))).unwrap();
    // Two years by day, 716 rows a company: thirteen companies fit into 10,000 rows. All but the last are named
    // again, once between, so that no time of 500 days has no article and thereby no rows.
    let article = |id: &str, day: &str, names: &[String]| {
        let text: Vec<String> =
            names.iter().map(|n| format!("{n} opened a depot in Marle {id} and hired drivers.")).collect();
        serde_json::json!({ "id": id, "title": format!("Depots, {id}"), "text": text.join(" "), "date": day })
            .to_string()
    };
    let lines = [
        article("one", "2020-01-01", &names),
        article("two", "2020-12-24", &names[..13]),
        article("three", "2021-12-16", &names[..13]),
    ];
    fs::write(place.path().join("corpus/a.jsonl"), lines.join("\n")).unwrap();
    run(place.path(), &["-o", "out", "--period", "day", "--repost-days", "1", "--no-report"]);
    let book = place.path().join("out/coverage.xlsx");
    assert_eq!(table(&place.path().join("out/coverage.csv")).len(), 14 * 716);
    let mut open: Xlsx<_> = open_workbook(&book).unwrap();
    let rows = open.worksheet_range("Company × period").unwrap();
    let note = rows.get_value((0, 0)).map(shown).unwrap();
    assert!(note.starts_with("Only 9,308 of 10,024 rows"), "{note}");
    // Below note and headers.
    let names: Vec<String> = rows.rows().skip(2).map(|row| shown(&row[1])).collect();
    assert_eq!(names.len(), 13 * 716);
    assert!(names.iter().all(|name| !name.starts_with("Nettle")));
    assert_eq!(sheet(&book, "Companies").len(), 14);
}

#[test]
fn hostile_text_is_whole_and_safe_in_every_profile() {
    let place = tempfile::tempdir().unwrap();
    hostile(place.path());
    for (profile, safe) in [("tidy", ""), ("excel", "'"), ("excel-eu", "'")] {
        run(place.path(), &["-o", "out", "--csv-profile", profile, "--parquet"]);
        let out = place.path().join("out");
        let raw = fs::read_to_string(out.join("companies.csv")).unwrap();
        assert!(raw.contains(&format!("{safe}=CMD()")) && raw.contains("شركة النيل"), "{profile}: {raw}");
        let results = pressmark::results::Results::open(&out).unwrap();
        let mut rows = results.table("mentions.csv").unwrap();
        let (mut longest, mut articles) = (0, Vec::new());
        while let Some(row) = rows.step().unwrap() {
            longest = longest.max(row.text("sentence").chars().count());
            articles.push(row.text("article_id").to_string());
        }
        // The CSVs are whole: 350 words of 120 letters in one sentence.
        assert!(longest > 40_000, "{profile}: {longest}");
        assert!(articles.iter().any(|id| id == "=1+1"), "{profile}: {articles:?}");
        // In a spreadsheet's profile no cell of any table begins like a formula, numbers apart.
        let delimiter = if profile == "excel-eu" { b';' } else { b',' };
        for (file, ..) in pressmark::output::tables() {
            let text = fs::read_to_string(out.join(file)).unwrap();
            let bare = text.trim_start_matches('\u{feff}');
            let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bare.as_bytes());
            for record in csv.records().map(Result::unwrap) {
                let formula = |cell: &&str| {
                    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.replace(',', ".").parse::<f64>().is_err()
                };
                assert!(profile == "tidy" || !record.iter().any(|cell| formula(&cell)), "{profile} {file}: {record:?}");
            }
        }
        let network = fs::read_to_string(out.join("comentions.graphml")).unwrap();
        assert!(!network.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{profile}");
    }
}
