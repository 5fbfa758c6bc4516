//! The sample corpus: the committed output is what the program makes of it, whatever the threads and the order of the
//! input, and it agrees with what a person counted by reading (`tests/sample*.csv`, explained in `tests/sample.md`).

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Rows = Vec<BTreeMap<String, String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn pressmark() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
    command.current_dir(root());
    command
}

fn table(path: impl AsRef<Path>) -> Rows {
    let path = path.as_ref();
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// Every file of a folder by its path in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).unwrap_or_else(|e| panic!("{}: {e}", at.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn assert_same(made: &Path, besides: &[&str]) {
    let (made, committed) = (files(made), files(&root().join("output")));
    assert!(committed.len() > 15, "output/ is not committed whole");
    let names: BTreeSet<&String> = made.keys().chain(committed.keys()).collect();
    let other: Vec<&&String> = names
        .iter()
        .filter(|n| !besides.contains(&n.as_str()) && made.get(n.as_str()) != committed.get(n.as_str()))
        .collect();
    assert!(other.is_empty(), "these files are not as in output/: {other:?}");
}

fn run(corpus: &Path, output: &Path, threads: &str) {
    pressmark().arg("run").arg(corpus).arg("-o").arg(output).args(["-q", "-j", threads]).assert().code(0);
}

#[test]
fn the_same_bytes_at_one_and_two_threads() {
    for threads in ["1", "2"] {
        let place = tempfile::tempdir().unwrap();
        run(Path::new("corpus"), &place.path().join("output"), threads);
        assert_same(&place.path().join("output"), &[]);
    }
}

#[test]
fn the_same_bytes_from_one_shuffled_file() {
    let place = tempfile::tempdir().unwrap();
    let (whole, shuffled) = (place.path().join("whole.jsonl"), place.path().join("shuffled.jsonl"));
    pressmark().args(["articles", "corpus", "--whole", "-o"]).arg(&whole).assert().code(0);
    let text = fs::read_to_string(&whole).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    // 29 shares no factor with the number of articles, so every line comes once, far from its neighbours.
    assert_ne!(lines.len() % 29, 0);
    let mixed: Vec<&str> = (0..lines.len()).map(|i| lines[(i * 29 + 7) % lines.len()]).collect();
    assert_ne!(mixed, lines);
    fs::write(&shuffled, mixed.join("\n") + "\n").unwrap();
    run(&shuffled, &place.path().join("output"), "2");
    // These speak of the files themselves, or hold the table of those that could not be used.
    let besides = ["run.json", "problems.csv", "coverage.xlsx", "report.html"];
    assert_same(&place.path().join("output"), &besides);
}

#[test]
fn counts_are_those_of_a_person() {
    let made: BTreeMap<String, BTreeMap<String, String>> =
        table(root().join("output/companies.csv")).into_iter().map(|r| (r["company_id"].clone(), r)).collect();
    let mut wrong = Vec::new();
    for row in table(root().join("tests/sample.csv")) {
        for (ours, theirs) in [
            ("articles", "articles_n"),
            ("stories", "stories_n"),
            ("reposts", "reposts_n"),
            ("accused", "accused_n"),
            ("denied", "denied_n"),
        ] {
            let got = made.get(&row["company"]).map(|r| r[theirs].as_str());
            if got != Some(row[ours].as_str()) {
                wrong.push(format!("{} {theirs}: {} by hand, {got:?} made", row["company"], row[ours]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn stories_are_those_of_a_person() {
    let made: BTreeMap<String, BTreeMap<String, String>> =
        table(root().join("output/articles.csv")).into_iter().map(|r| (r["article_id"].clone(), r)).collect();
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let watched: BTreeSet<String> =
        table(root().join("output/companies.csv")).into_iter().map(|r| r["company_id"].clone()).collect();
    for row in table(root().join("output/mentions.csv")) {
        if row["counted"] == "true" && watched.contains(&row["entity_id"]) {
            named.entry(row["article_id"].clone()).or_default().insert(row["entity_id"].clone());
        }
    }
    let by_hand = table(root().join("tests/sample_articles.csv"));
    assert_eq!(made.len(), by_hand.len());
    let mut wrong = Vec::new();
    for row in by_hand {
        let id = &row["article_id"];
        let Some(got) = made.get(id) else {
            wrong.push(format!("{id} is missing"));
            continue;
        };
        if (&got["role"], &got["story_id"]) != (&row["role"], &row["original_id"]) {
            wrong.push(format!(
                "{id}: {} of {} by hand, {} of {} made",
                row["role"], row["original_id"], got["role"], got["story_id"]
            ));
        }
        let companies: BTreeSet<String> =
            row["companies"].split('|').filter(|c| !c.is_empty()).map(String::from).collect();
        let got = named.remove(id).unwrap_or_default();
        if got != companies {
            wrong.push(format!("{id}: names {companies:?} by hand, {got:?} made"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dates_are_those_of_a_person() {
    let made: BTreeMap<String, BTreeMap<String, String>> =
        table(root().join("output/articles.csv")).into_iter().map(|r| (r["article_id"].clone(), r)).collect();
    let mut wrong = Vec::new();
    for row in table(root().join("tests/sample_dates.csv")) {
        let got = &made[&row["article_id"]];
        let day: String = got["published_at"].chars().take(10).collect();
        if (day.as_str(), &got["date_source"]) != (row["published"].as_str(), &row["date_source"]) {
            wrong.push(format!("{row:?}: {day} from {} made", got["date_source"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Plain cases only, one company in one story: the sign a person gives it.
#[test]
fn tone_has_the_sign_a_person_gives() {
    let mut sums: BTreeMap<(String, String), (f64, f64)> = BTreeMap::new();
    for row in table(root().join("output/mentions.csv")) {
        if row["tone_counted"] == "true" {
            let sum = sums.entry((row["entity_id"].clone(), row["story_id"].clone())).or_default();
            sum.0 += row["tone"].parse::<f64>().unwrap();
            sum.1 += 1.0;
        }
    }
    let mut wrong = Vec::new();
    for row in table(root().join("tests/sample_tone.csv")) {
        let tone = sums.get(&(row["company"].clone(), row["story_id"].clone())).map(|(sum, n)| sum / n);
        let sign = match tone {
            None => "none",
            Some(tone) if tone >= 0.05 => "positive",
            Some(tone) if tone <= -0.05 => "negative",
            Some(_) => "neutral",
        };
        if sign != row["tone"] {
            wrong.push(format!("{} in {}: {} by hand, {sign} made", row["company"], row["story_id"], row["tone"]));
        }
    }
    // Known to be wrong: "recrute" and new café branches are good news that no word says.
    let known = [
        "norvalle in echo-de-valcourt/2025-11-05-norvalle-embauches.txt: positive by hand, neutral made",
        "sorrelwyck in northern-ledger/2025-11-11-sorrelwyck-cafe.txt: positive by hand, neutral made",
    ];
    assert_eq!(wrong, known);
}
