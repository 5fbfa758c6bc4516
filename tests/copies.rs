//! Corpora that would trip up a search for copies: the right stories, in bounded time, and the run says what it did.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::time::Duration;

/// Numbers that look random and are the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| format!("word{}", self.roll(4000))).collect();
        format!("It {}.", words.join(" "))
    }

    fn text(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence(14)).collect::<Vec<_>>().join("\n")
    }
}

struct Found {
    rows: BTreeMap<String, BTreeMap<String, String>>,
    stderr: String,
}

impl Found {
    fn stories(&self) -> usize {
        self.rows.values().map(|r| &r["story_id"]).collect::<BTreeSet<_>>().len()
    }
}

/// Runs over articles of id, outlet and text; what would be quadratic takes longer than is allowed here, even on a busy machine.
fn run(articles: impl Iterator<Item = (String, String, String)>) -> Found {
    let place = tempfile::tempdir().unwrap();
    let mut lines = String::new();
    for (id, outlet, text) in articles {
        let text = serde_json::to_string(&text).unwrap();
        writeln!(lines, r#"{{"id":"{id}","outlet":"{outlet}","date":"2024-05-06","text":{text}}}"#).unwrap();
    }
    fs::write(place.path().join("corpus.jsonl"), lines).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(place.path())
        .args(["run", "corpus.jsonl", "-o", "out", "--progress", "never"])
        .timeout(Duration::from_secs(240))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(matches!(done.status.code(), Some(0 | 1)), "{stderr}");
    let mut reader = csv::Reader::from_path(place.path().join("out/articles.csv")).unwrap();
    let rows = reader.deserialize().map(|r: Result<BTreeMap<String, String>, _>| r.unwrap());
    Found { rows: rows.map(|r| (r["article_id"].clone(), r)).collect(), stderr }
}

#[test]
fn ten_thousand_identical_articles() {
    let text = Dice(1).text(6);
    let found = run((0..10_000).map(|n| (format!("a{n:05}"), format!("outlet {}", n % 7), text.clone())));
    assert_eq!((found.rows.len(), found.stories()), (10_000, 1));
    assert!(found.stderr.contains("9999 reposts counted apart"), "{}", found.stderr);
}

#[test]
fn an_outlet_with_a_hundred_thousand_articles_of_one_line() {
    let mut dice = Dice(2);
    let found = run((0..LINES).map(|n| (format!("a{n}"), "ticker".into(), dice.sentence(8))));
    assert_eq!((found.rows.len(), found.stories()), (LINES, LINES));
}

#[test]
fn articles_of_three_words() {
    let found = run((0..3000).map(|n| (format!("a{n}"), format!("outlet {}", n % 5), "Shares fell today".into())));
    assert_eq!(found.stories(), 3000, "three words are nobody's copy");
}

/// Fifty megabytes and 100,000 articles; less where the program under test is a slow build of itself.
const SENTENCES: usize = if cfg!(debug_assertions) { 50_000 } else { 500_000 };
const LINES: usize = if cfg!(debug_assertions) { 30_000 } else { 100_000 };

#[test]
fn an_article_of_fifty_megabytes() {
    let mut dice = Dice(3);
    let long = dice.text(SENTENCES);
    assert!(long.len() > SENTENCES * 100);
    let part = long[..5000].to_string();
    let texts = [("long", long), ("part", part), ("other", dice.text(20))];
    let found = run(texts.into_iter().map(|(id, text)| (id.to_string(), format!("outlet of {id}"), text)));
    assert_eq!(found.rows["part"]["story_id"], found.rows["long"]["story_id"]);
    assert_eq!(found.rows["part"]["role"], "excerpt");
    assert_eq!(found.stories(), 2);
}

#[test]
fn a_long_legal_notice_under_every_article() {
    let mut dice = Dice(4);
    let notice = dice.text(60);
    for named in [true, false] {
        let outlet = |n: usize| if named { format!("outlet {}", n % 20) } else { String::new() };
        let found = run((0..600).map(|n| (format!("a{n}"), outlet(n), dice.text(10) + "\n" + &notice)));
        assert_eq!(found.stories(), 600);
        let removed = |row: &BTreeMap<String, String>| row["removed_share"].parse::<f64>().unwrap();
        // Of an outlet that is known the notice is furniture, and no words of the articles.
        assert!(found.rows.values().all(|r| (removed(r) > 0.8) == named));
    }
}

#[test]
fn an_id_that_two_articles_have() {
    let mut dice = Dice(5);
    let text = dice.text(8);
    let rows = [("x", "a", text.clone()), ("x", "b", text), ("y", "c", dice.text(8))];
    let found = run(rows.into_iter().map(|(id, outlet, text)| (id.into(), outlet.into(), text)));
    assert_eq!((found.rows.len(), found.stories()), (3, 2), "both are kept, and are one story");
    assert!(found.stderr.contains("id-not-unique"), "{}", found.stderr);
}
