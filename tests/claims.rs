//! Who says or does what to whom: sentences of our own with claims marked by hand, half of them held back.
//! `cargo test --test claims -- --nocapture` prints the figures and, of the open half, what was missed.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// A claim, as marked or as found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    actor: String,
    act: String,
    target: String,
    negated: bool,
    hedged: bool,
    reported: bool,
}

/// What came out of one half.
#[derive(Debug, Default)]
struct Figures {
    right: usize,
    found: usize,
    marked: usize,
    /// Of those right: hedge, source as marked.
    hedged: usize,
    reported: usize,
    missed: Vec<String>,
}

impl Figures {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.marked as f64
    }
}

fn table(path: &Path) -> Vec<Row> {
    csv::Reader::from_path(path).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims")
}

/// The words of a name, without article, possessive and the form of a company.
fn words(name: &str) -> Vec<String> {
    let idle = ["the", "a", "an", "inc", "corp", "ltd", "plc", "group", "co", "company"];
    let name = name.replace('’', "'").to_lowercase();
    let words = name.split(|c: char| c.is_whitespace() || ",.()\"".contains(c)).map(|w| w.trim_end_matches("'s"));
    words
        .map(|w| w.trim_end_matches('\'').to_string())
        .filter(|w| !w.is_empty() && !idle.contains(&w.as_str()))
        .collect()
}

/// Whether two names are of one party: the words of the one stand in the other.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    let within = |short: &[String], long: &[String]| short.iter().all(|w| long.contains(w));
    within(&a, &b) || within(&b, &a)
}

/// A denial, a confirmation and silence answer the world, so that their target is not compared.
fn matches(marked: &Claim, found: &Claim) -> bool {
    let answers = ["deny", "confirm", "decline_comment"].contains(&marked.act.as_str());
    marked.act == found.act
        && marked.negated == found.negated
        && same(&marked.actor, &found.actor)
        && (answers || same(&marked.target, &found.target))
}

fn judge(half: &str) -> Figures {
    let marked = table(&folder().join(half));
    let place = tempfile::tempdir().unwrap();
    let ids: BTreeSet<&str> = marked.iter().map(|r| r["id"].as_str()).collect();
    let text = |id: &str| marked.iter().find(|r| r["id"] == id).unwrap()["text"].clone();
    let lines = ids.iter().map(|id| serde_json::json!({ "id": id, "text": text(id), "language": "en" }).to_string());
    fs::write(place.path().join("texts.jsonl"), lines.collect::<Vec<_>>().join("\n")).unwrap();
    Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(place.path())
        .args(["run", "texts.jsonl", "-q", "-o", "out", "--no-xlsx", "--no-report", "--discover", "--watchlist"])
        .arg(folder().join("watchlist.csv"))
        .assert()
        .success();
    let found = table(&place.path().join("out/stances.csv"));
    let mut figures = Figures::default();
    for id in ids {
        let marked: Vec<Claim> = marked
            .iter()
            .filter(|r| r["id"] == id && !r["act"].is_empty())
            .map(|r| Claim {
                actor: r["actor"].clone(),
                act: r["act"].clone(),
                target: r["target"].clone(),
                negated: r["negated"] == "true",
                hedged: r["hedged"] == "true",
                reported: r["reported"] == "true",
            })
            .collect();
        let mut here: Vec<Claim> = found
            .iter()
            .filter(|r| r["article_id"] == id)
            .map(|r| Claim {
                actor: r["actor"].clone(),
                act: r["act"].clone(),
                target: r["target"].clone(),
                negated: r["negated"] == "true",
                hedged: !r["hedge"].is_empty(),
                reported: !r["reported_by"].is_empty() || r["verification"] != "asserted",
            })
            .collect();
        (figures.found, figures.marked) = (figures.found + here.len(), figures.marked + marked.len());
        let mut missed = Vec::new();
        for claim in marked {
            let Some(at) = here.iter().position(|f| matches(&claim, f)) else {
                missed.push(claim);
                continue;
            };
            let right = here.remove(at);
            figures.right += 1;
            figures.hedged += usize::from(right.hedged == claim.hedged);
            figures.reported += usize::from(right.reported == claim.reported);
        }
        let short = |c: &Claim| format!("{} {}{} {}", c.actor, if c.negated { "NOT " } else { "" }, c.act, c.target);
        if !missed.is_empty() || !here.is_empty() {
            let list = |claims: &[Claim]| claims.iter().map(short).collect::<Vec<_>>().join(" | ");
            figures.missed.push(format!("{id}: {}\n  - {}\n  + {}", text(id), list(&missed), list(&here)));
        }
    }
    println!(
        "{half}: precision {:.3} recall {:.3} of {} marked; of the {} right, hedge {:.3}, source {:.3} as marked",
        figures.precision(),
        figures.recall(),
        figures.marked,
        figures.right,
        figures.hedged as f64 / figures.right as f64,
        figures.reported as f64 / figures.right as f64,
    );
    figures
}

#[test]
fn claims_of_the_open_half() {
    let figures = judge("dev.csv");
    println!("{}", figures.missed.join("\n"));
}

#[test]
fn claims_of_the_half_held_back() {
    judge("held.csv");
}
