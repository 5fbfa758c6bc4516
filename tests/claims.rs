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
    /// Its name, then how the article prints it; of one marked, each that a fair reader could write.
    actor: Vec<String>,
    act: Vec<String>,
    target: Vec<String>,
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
    /// Sentences in which a company denies and is yet judged ill by the outlet.
    denials_judged: Vec<String>,
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

/// What a marked cell allows: "reject/deny".
fn either(cell: &str) -> Vec<String> {
    cell.split('/').map(str::to_string).collect()
}

/// A name and how the article prints it: the FTC is the Federal Trade Commission.
fn names(row: &Row, end: &str, printed: &BTreeMap<(String, String), BTreeSet<String>>) -> Vec<String> {
    let id = row[&format!("{end}_id")].clone();
    let mut names = vec![row[end].clone()];
    names.extend(printed.get(&(row["article_id"].clone(), id)).into_iter().flatten().cloned());
    names
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
    let answers = found.act.iter().any(|act| ["deny", "confirm", "decline_comment"].contains(&act.as_str()));
    let party =
        |marked: &[String], found: &[String]| found.iter().any(|name| marked.iter().any(|other| same(other, name)));
    marked.act.contains(&found.act[0])
        && marked.negated == found.negated
        && party(&marked.actor, &found.actor)
        && (answers || party(&marked.target, &found.target))
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
    let mut figures = Figures::default();
    let found = table(&place.path().join("out/stances.csv"));
    let mut printed: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in table(&place.path().join("out/mentions.csv")) {
        let of = printed.entry((row["article_id"].clone(), row["entity_id"].clone())).or_default();
        of.insert(row["surface"].clone());
        // A text that only reports a denial does not judge the company that denies.
        let here = || marked.iter().filter(|r| r["id"] == row["article_id"]);
        let denies =
            here().all(|r| r["act"] == "deny" && same(&r["actor"], &row["surface"])) && here().next().is_some();
        let judged = row["voice"] != "own" && row["tone_label"] == "negative" && row["tone_counted"] == "true";
        if judged && denies {
            figures.denials_judged.push(row["sentence"].clone());
        }
    }
    for id in ids {
        let marked: Vec<Claim> = marked
            .iter()
            .filter(|r| r["id"] == id && !r["act"].is_empty())
            .map(|r| Claim {
                actor: either(&r["actor"]),
                act: either(&r["act"]),
                target: either(&r["target"]),
                negated: r["negated"] == "true",
                hedged: r["hedged"] == "true",
                reported: r["reported"] == "true",
            })
            .collect();
        let mut here: Vec<Claim> = found
            .iter()
            .filter(|r| r["article_id"] == id)
            .map(|r| Claim {
                actor: names(r, "actor", &printed),
                act: vec![r["act"].clone()],
                target: names(r, "target", &printed),
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
        let short =
            |c: &Claim| format!("{} {}{} {}", c.actor[0], if c.negated { "NOT " } else { "" }, c.act[0], c.target[0]);
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
    assert!(figures.precision() >= 0.9 && figures.recall() >= 0.7);
    assert!(figures.denials_judged.is_empty(), "{:?}", figures.denials_judged);
}

#[test]
fn claims_of_the_half_held_back() {
    let figures = judge("held.csv");
    assert!(figures.precision() >= 0.85 && figures.recall() >= 0.74);
    assert!(figures.denials_judged.is_empty(), "denials are judged in the half held back");
}

#[test]
fn claims_of_sentences_written_after() {
    let figures = judge("own.csv");
    println!("{}", figures.missed.join("\n"));
    assert!(figures.precision() >= 0.95 && figures.recall() >= 0.9);
}

/// Written and marked in three lots, each before the program first read it. First figures of each (precision, recall):
/// .876 and .434 of f001–f208; .947 and .673 of f301–f416; .875 and .269 of f501–f550, which were made to be hard. What
/// was missed then led the rules, so that the figures here are no longer those of unseen text.
#[test]
fn claims_of_fresh_sentences() {
    let figures = judge("fresh.csv");
    println!("{}", figures.missed.join("\n"));
    assert!(figures.precision() >= 0.93 && figures.recall() >= 0.74);
    assert!(figures.denials_judged.is_empty(), "{:?}", figures.denials_judged);
}

/// 160 sentences by another hand, marked before the program read them: precision .83 and recall .50 then, without what
/// they taught.
#[test]
fn claims_of_a_wire_desk() {
    let figures = judge("wire.csv");
    println!("{}", figures.missed.join("\n"));
    assert!(figures.precision() >= 0.88 && figures.recall() >= 0.74);
    assert!(figures.denials_judged.is_empty(), "{:?}", figures.denials_judged);
}

/// 120 sentences by a third hand: precision .87 and recall .69 when the program first read them.
#[test]
fn claims_of_an_agency() {
    let figures = judge("agency.csv");
    println!("{}", figures.missed.join("\n"));
    assert!(figures.precision() >= 0.87 && figures.recall() >= 0.75);
    assert!(figures.denials_judged.is_empty(), "{:?}", figures.denials_judged);
}

/// 160 sentences by a fourth hand, in as many ways of writing as it knew: precision .75 and recall .32 when the program
/// first read them; what was missed then led the rules.
#[test]
fn claims_of_a_fourth_hand() {
    let figures = judge("round.csv");
    println!("{}", figures.missed.join("\n"));
    assert!(figures.precision() >= 0.86 && figures.recall() >= 0.55);
    // a question ("Did Uber spy on its critics?") and "To the charge of greenwashing, BP's answer is a blunt no": not mended
    assert!(figures.denials_judged.len() <= 2, "{:?}", figures.denials_judged);
}

/// 120 texts by a fifth hand, as an ordinary week of news has them: precision .93 and recall .69 when the program first
/// read them. Those with odd numbers were then read; of the even ones (58 claims) only totals were ever looked at.
#[test]
fn claims_of_an_ordinary_week() {
    let figures = judge("week.csv");
    assert!(figures.precision() >= 0.95 && figures.recall() >= 0.72);
    assert!(figures.denials_judged.is_empty(), "denials are judged");
}

/// 130 texts by a sixth hand, told to vary the wording as newspapers of all kinds do: precision .87 and recall .47 when
/// the program first read them. Those with odd numbers were then read; of the even ones (54 claims) only totals were.
#[test]
fn claims_of_varied_wording() {
    let figures = judge("varied.csv");
    assert!(figures.precision() >= 0.9 && figures.recall() >= 0.58);
    assert!(figures.denials_judged.is_empty(), "denials are judged");
}

/// Ten short texts: which accusation a denial answers, also across sentences. `-` where nothing is denied.
#[test]
fn denials_answer_their_accusation() {
    let texts = [
        ("The union accused Norvalle of lying. Norvalle denied it.", "union"),
        ("The union accused Norvalle of lying. The company called the claims nonsense.", "union"),
        ("The union accused Norvalle of lying, a charge the company rejects.", "union"),
        (
            "The union accused Norvalle of lying. It rained all day. A spokesman for Norvalle said that was untrue.",
            "union",
        ),
        ("Norvalle has been accused by the mayor of lying, which it denies.", "mayor"),
        ("Ministers accused Quillane of greed. The mayor accused Norvalle of lying. Norvalle denied it.", "mayor"),
        ("The mayor says Norvalle lied to her. \"That is false,\" Norvalle said.", "mayor"),
        ("The mayor accused Quillane of greed. Norvalle denied a report that it would close.", ""),
        ("The mayor accused Norvalle of lying. The company declined to comment.", "-"),
        ("The mayor praised Norvalle. The company did not deny that it was pleased.", ""),
    ];
    let place = tempfile::tempdir().unwrap();
    let line = |(n, (text, _)): (usize, &(&str, &str))| {
        serde_json::json!({ "id": format!("t{n}"), "text": text, "language": "en" }).to_string()
    };
    let lines: Vec<String> = texts.iter().enumerate().map(line).collect();
    fs::write(place.path().join("texts.jsonl"), lines.join("\n")).unwrap();
    Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(place.path())
        .args(["run", "texts.jsonl", "-q", "-o", "out", "--no-xlsx", "--no-report", "--watchlist"])
        .arg(folder().join("watchlist.csv"))
        .assert()
        .success();
    let found = table(&place.path().join("out/stances.csv"));
    let mut wrong = Vec::new();
    for (n, (text, accuser)) in texts.iter().enumerate() {
        let id = format!("t{n}");
        let denial = found.iter().find(|r| r["article_id"] == id && r["act"] == "deny");
        let answered = denial.and_then(|d| found.iter().find(|r| r["claim_id"] == d["reply_to"]));
        let right = match (*accuser, denial, answered) {
            ("-", denial, _) => denial.is_none(),
            ("", Some(_), answered) => answered.is_none(),
            (accuser, Some(_), Some(accusation)) => {
                accusation["act"] == "accuse" && same(accuser, &accusation["actor"])
            }
            _ => false,
        };
        if !right {
            wrong.push(format!("{text}\n    {denial:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
