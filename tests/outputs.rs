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

#[test]
fn the_manifest_has_the_hash_of_every_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run: serde_json::Value = serde_json::from_slice(&fs::read(output().join("run.json")).unwrap()).unwrap();
    let hashes = |key: &str| -> BTreeMap<String, String> { serde_json::from_value(run[key].clone()).unwrap() };
    for (folder, hashes) in [(root.join("corpus"), hashes("inputs")), (output(), hashes("outputs"))] {
        assert!(hashes.len() > 15);
        for (name, hash) in hashes {
            let path = folder.join(name);
            assert_eq!(pressmark::output::sha256(&path).unwrap(), hash, "{}", path.display());
        }
    }
    assert_eq!(run["lists"]["watchlist"], pressmark::output::sha256(&root.join("watchlist.csv")).unwrap().as_str());
    for (count, file) in [("articles", "articles.csv"), ("companies", "companies.csv"), ("mentions", "mentions.csv")] {
        assert_eq!(run["counts"][count], table(file).len(), "{count}");
    }
    let stories: std::collections::BTreeSet<String> =
        table("articles.csv").into_iter().map(|r| r["story_id"].clone()).collect();
    assert_eq!(run["counts"]["stories"], stories.len());
}

/// Made on another day, in another folder, the same bytes: what a file would hold of either would show.
#[test]
fn no_file_names_the_machine_or_the_place() {
    let place = tempfile::tempdir().unwrap();
    let made = place.path().join("some-other-place");
    Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["run", "-q", "-o"])
        .arg(&made)
        .assert()
        .code(0);
    let run = fs::read_to_string(made.join("run.json")).unwrap();
    assert_eq!(run, fs::read_to_string(output().join("run.json")).unwrap());
    for word in ["some-other-place", env!("CARGO_MANIFEST_DIR"), "\"threads\""] {
        assert!(!run.contains(word), "run.json says '{word}'");
    }
}

/// Text that a spreadsheet would take for a formula is made safe there, and left as it is in the tidy profile.
#[test]
fn no_text_becomes_a_formula() {
    let place = tempfile::tempdir().unwrap();
    let corpus = place.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    fs::write(
        corpus.join("a.csv"),
        "id,title,text,outlet\n\
         1,=1+1,Orrin Freight opened a depot in Marle on Monday.,@post\n\
         2,-2 degrees in Marle,Orrin Freight closed its depot in Marle on Friday.,+post\n\
         3,Plain,Orrin Freight said that its depot in Marle was sold.,\"\tpost\"\n",
    )
    .unwrap();
    fs::write(place.path().join("w.csv"), "id,name\norrin,Orrin Freight\n").unwrap();
    for (profile, mark, delimiter, safe) in
        [("tidy", "", b',', ""), ("excel", "\u{feff}", b',', "'"), ("excel-eu", "\u{feff}", b';', "'")]
    {
        Command::new(env!("CARGO_BIN_EXE_pressmark"))
            .current_dir(place.path())
            .args(["run", "-q", "--watchlist", "w.csv", "-o", "out", "--csv-profile", profile])
            .assert()
            .code(0);
        let text = fs::read_to_string(place.path().join("out/articles.csv")).unwrap();
        assert_eq!(text.starts_with('\u{feff}'), !mark.is_empty(), "{profile}");
        let text = text.strip_prefix(mark).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        let rows: Rows = reader.deserialize().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows[0]["title"], format!("{safe}=1+1"), "{profile}");
        assert_eq!(rows[0]["outlet"], format!("{safe}@post"), "{profile}");
        assert_eq!(rows[1]["title"], format!("{safe}-2 degrees in Marle"), "{profile}");
        assert_eq!(rows[1]["outlet"], format!("{safe}+post"), "{profile}");
        assert_eq!(rows[2]["title"], "Plain", "{profile}");
        // A number below zero stays a number.
        let coverage = fs::read_to_string(place.path().join("out/companies.csv")).unwrap();
        assert!(!coverage.contains("'-0"), "{profile}: {coverage}");
    }
}

#[test]
fn every_claim_and_mention_stands_in_an_article() {
    let articles: BTreeMap<String, String> =
        table("articles.csv").into_iter().map(|r| (r["article_id"].clone(), r["story_id"].clone())).collect();
    for file in ["mentions.csv", "stances.csv"] {
        for row in table(file) {
            assert_eq!(articles.get(&row["article_id"]), Some(&row["story_id"]), "{file}: {row:?}");
        }
    }
    let claims: BTreeMap<String, String> =
        table("stances.csv").into_iter().map(|r| (r["claim_id"].clone(), r["story_id"].clone())).collect();
    for row in table("stances.csv").iter().filter(|r| !r["reply_to"].is_empty()) {
        assert_eq!(
            claims.get(&row["reply_to"]),
            Some(&row["story_id"]),
            "a reply answers a claim of its story: {row:?}"
        );
    }
    for row in table("mentions.csv") {
        assert!(row["counted"] == "true" || !row["not_counted_because"].is_empty(), "{row:?}");
        for column in ["positive_terms", "negative_terms", "hedge_terms"] {
            for term in row[column].split('|') {
                assert!(row["sentence"].contains(term), "{column} '{term}' is not in: {}", row["sentence"]);
            }
        }
    }
}

#[test]
fn the_company_sheets_are_the_rows_of_coverage() {
    let mut rows: BTreeMap<String, Rows> = BTreeMap::new();
    for row in table("coverage.csv") {
        rows.entry(row["company_id"].clone()).or_default().push(row);
    }
    let sheets = fs::read_dir(output().join("companies")).unwrap().count();
    assert_eq!(sheets, rows.len());
    for (company, rows) in rows {
        assert_eq!(table(&format!("companies/{company}.csv")), rows, "{company}");
    }
}

#[test]
fn two_articles_side_by_side() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let diff = |args: &[&str]| {
        let mut command = Command::cargo_bin("pressmark").unwrap();
        command.current_dir(std::env::temp_dir()).arg("diff").args(args).arg(&corpus).output().unwrap()
    };
    let ids = ["brackwater-weekly.tsv#2", "castlemere-courier/korvessa-spray.html"];
    let shown = diff(&[ids[0], ids[1], "--width", "80"]);
    let text = String::from_utf8(shown.stdout).unwrap();
    // the excerpt stands in the story word for word
    assert!(text.contains("100 % of A (83 of 83 words)"), "{text}");
    assert!(text.contains("[Three prototypes burst.]              │ [Three prototypes burst.]"), "{text}");
    let wrong = diff(&["korvessa-spray", ids[1]]);
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(told.contains("'korvessa-spray'") && told.contains(ids[1]), "{told}");
}

#[test]
fn the_readme_has_every_threshold_of_the_search_for_copies() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let settings = serde_json::to_value(pressmark::repost::RepostSettings::default()).unwrap();
    for (key, value) in settings.as_object().unwrap() {
        let row = format!("| `{key}` | {value} |");
        assert!(readme.contains(&row), "no row '{row}'");
    }
}

#[test]
fn the_network_is_the_co_mentions() {
    let text = fs::read_to_string(output().join("comentions.graphml")).unwrap();
    for row in table("comentions.csv") {
        let edge = format!(
            "<edge source=\"{}\" target=\"{}\">\n<data key=\"edge_weight\">{}</data>",
            row["a_id"], row["b_id"], row["stories_n"]
        );
        assert!(text.contains(&edge), "{edge}");
    }
    assert_eq!(text.matches("<edge ").count(), table("comentions.csv").len());
    let covered = table("companies.csv").iter().filter(|row| row["articles_n"] != "0").count();
    assert_eq!(text.matches("<node ").count(), covered);
}
