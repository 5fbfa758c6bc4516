//! Tone toward a company in sentences of our own, labelled by hand: finance news, half of it held back, and ten sentences
//! and a denial in each language beside English. `cargo test --test tone -- --nocapture` prints the figures.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;

type Row = BTreeMap<String, String>;

const LABELS: [&str; 3] = ["negative", "neutral", "positive"];

/// Rows of a table as `pressmark score` gives them back.
fn scored(table: &str, options: &[&str]) -> Vec<Row> {
    let place = tempfile::tempdir().unwrap();
    fs::copy(format!("tests/tone/{table}"), place.path().join("given.csv")).unwrap();
    let mut command = Command::cargo_bin("pressmark").unwrap();
    command.current_dir(place.path()).args(["score", "given.csv", "-o", "out.csv"]).args(options).assert().success();
    let mut reader = csv::Reader::from_path(place.path().join("out.csv")).unwrap();
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// Whether the label said is right; those given stand in `given_tone_label`.
fn right(row: &Row) -> bool {
    row["given_tone_label"] == row["tone_label"]
}

/// Macro-F1 over the three labels, and the share taken for the opposite.
fn judged(rows: &[&Row]) -> (f64, f64) {
    let count = |given: &str, said: &str| {
        rows.iter().filter(|r| r["given_tone_label"] == given && r["tone_label"] == said).count() as f64
    };
    let f1 = LABELS.map(|label| {
        let all: f64 = LABELS.iter().map(|other| count(label, other) + count(other, label)).sum();
        2.0 * count(label, label) / all
    });
    let swapped = count("negative", "positive") + count("positive", "negative");
    (f1.iter().sum::<f64>() / 3.0, swapped / rows.len() as f64)
}

#[test]
fn finance_news_like_no_text_the_model_was_trained_on() {
    for mode in ["rules", "model", "both"] {
        let rows = scored("finance.csv", &["--tone", mode]);
        for half in ["look", "held", "fresh"] {
            let rows: Vec<&Row> = rows.iter().filter(|r| r["half"] == half).collect();
            let (f1, swapped) = judged(&rows);
            println!("{half} {mode}: {} targets, macro-F1 {f1:.3}, swapped {:.1} %", rows.len(), 100.0 * swapped);
            assert!(rows.len() > 40, "{half}: {} rows", rows.len());
            assert!(f1 >= 0.70 || mode != "both", "{half}: macro-F1 {f1:.3}");
        }
    }
}

#[test]
fn ten_sentences_in_each_language() {
    let rows = scored("languages.csv", &[]);
    for language in ["fr", "nl", "sv", "da", "fi", "pl", "tr"] {
        let of_it: Vec<&Row> = rows.iter().filter(|r| r["language"] == language).collect();
        let (denials, rest): (Vec<&Row>, Vec<&Row>) = of_it.into_iter().partition(|r| r["given_voice"] == "own");
        let n = rest.iter().filter(|r| right(r)).count();
        let swapped =
            rest.iter().filter(|r| !right(r) && r["tone_label"] != "neutral" && r["given_tone_label"] != "neutral");
        println!("{language}: {n} of {} right", rest.len());
        for row in rest.iter().filter(|r| !right(r)) {
            println!("  {} said {}", row["text"], row["tone_label"]);
        }
        assert_eq!((rest.len(), denials.len()), (10, 1));
        assert!(n >= 8 && swapped.count() == 0, "{language}: {n}");
        assert!(rest.iter().all(|r| r["voice"] == "narrator"), "{language}");
        assert!(denials.iter().all(|r| r["voice"] == "own"), "{language}: a denial is the company's own voice");
    }
}

#[test]
fn a_denial_is_no_negative_tone_of_the_outlet() {
    let place = tempfile::tempdir().unwrap();
    let texts = [
        "Alibaba denied the allegations as complete nonsense.",
        "Alibaba, which called the report baseless, denied that it had helped the military.",
        "Alibaba has denied any wrongdoing.",
        "\"These claims are complete nonsense,\" Alibaba said.",
        "Alibaba dismissed as \"absurd\" a claim by rivals that it spied on buyers.",
        "Alibaba described as baseless the allegation that it bribed officials.",
        "The allegations were dismissed by Alibaba as fiction.",
        "The fraud allegations, which Alibaba denies, were published on Monday.",
        "Allegations that Alibaba rigged prices were rejected by the company.",
        "Accusations against Alibaba were denied.",
    ];
    let rows: String = texts.iter().map(|t| format!("\"{}\",Alibaba\n", t.replace('"', "\"\""))).collect();
    fs::write(place.path().join("s.csv"), format!("text,target\n{rows}")).unwrap();
    for mode in ["rules", "model", "both"] {
        let mut command = Command::cargo_bin("pressmark").unwrap();
        let done = command.current_dir(place.path()).args(["score", "s.csv", "--tone", mode]).output().unwrap();
        let mut reader = csv::Reader::from_reader(done.stdout.as_slice());
        let rows: Vec<Row> = reader.deserialize().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), texts.len());
        for row in rows {
            assert!(row["voice"] == "own" || row["tone_label"] != "negative", "{mode}: {row:?}");
        }
    }
}

#[test]
fn a_language_without_a_list_is_said_and_left_empty() {
    let place = tempfile::tempdir().unwrap();
    let table = "text,target,language\nAcme macht Verlust.,Acme,de\nAcme a chuté.,Acme,fr\n";
    fs::write(place.path().join("s.csv"), table).unwrap();
    let mut command = Command::cargo_bin("pressmark").unwrap();
    let done = command.current_dir(place.path()).args(["score", "s.csv"]).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(said.contains("line 2") && said.contains("'de'") && said.contains("en, da, fi, fr"), "{said}");
    let mut reader = csv::Reader::from_reader(done.stdout.as_slice());
    let rows: Vec<Row> = reader.deserialize().collect::<Result<_, _>>().unwrap();
    assert_eq!((rows[0]["tone"].as_str(), rows[0]["tone_label"].as_str()), ("", ""));
    assert_eq!(rows[1]["tone_label"], "negative");
}
