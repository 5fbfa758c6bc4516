//! Bad input ends in a message that names file, record and column, or in a row of `problems.csv`; never in a panic, a
//! lost article or a half-written output.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

const GOOD: &str =
    "Orrin Freight said on Monday that it had opened a depot in Marle, and that forty people will work there.";

struct Run {
    code: i32,
    stderr: String,
    place: tempfile::TempDir,
}

impl Run {
    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(self.place.path().join("out").join(name)).unwrap();
        reader.deserialize().collect::<Result<_, _>>().unwrap()
    }

    fn problems(&self, file: &str) -> Vec<String> {
        self.table("problems.csv").iter().filter(|r| r["path"] == file).map(|r| r["problem"].clone()).collect()
    }

    fn articles(&self) -> usize {
        self.table("articles.csv").len()
    }
}

/// Runs on a corpus that `make` fills, in a folder of its own, and checks what holds of every run.
fn run(make: impl FnOnce(&Path), arguments: &[&str]) -> Run {
    let place = tempfile::tempdir().unwrap();
    let corpus = place.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    make(&corpus);
    let done = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(place.path())
        .args(["run", "corpus", "-o", "out"])
        .args(arguments)
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
    let code = done.status.code().unwrap_or_else(|| panic!("ended by a signal: {stderr}"));
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(done.stdout.is_empty(), "data goes to standard output, and a run has none");
    let left: Vec<_> = fs::read_dir(place.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|n| n.starts_with(".pressmark"))
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    if code == 2 {
        assert!(!place.path().join("out").is_dir(), "a run that failed wrote an output");
    }
    Run { code, stderr, place }
}

fn good(corpus: &Path) {
    fs::write(corpus.join("2025-10-01-good.txt"), GOOD).unwrap();
}

#[track_caller]
fn fails(run: &Run, words: &[&str]) {
    assert_eq!(run.code, 2, "{}", run.stderr);
    for word in words {
        assert!(run.stderr.contains(word), "no '{word}' in: {}", run.stderr);
    }
}

#[test]
fn an_empty_folder() {
    fails(&run(|_| (), &[]), &["no article", "corpus"]);
}

#[test]
fn a_missing_folder() {
    fails(&run(|corpus| fs::remove_dir(corpus).unwrap(), &[]), &["corpus", "does not exist"]);
}

#[test]
fn no_readable_article() {
    let run = run(|c| fs::write(c.join("a.txt"), "  \n\n ").unwrap(), &[]);
    fails(&run, &["no article", "a.txt", "empty"]);
}

#[test]
fn a_link_to_nowhere() {
    #[cfg(unix)]
    {
        let run = run(
            |c| {
                good(c);
                std::os::unix::fs::symlink("/nowhere/at/all", c.join("gone.txt")).unwrap();
            },
            &[],
        );
        assert_eq!(run.articles(), 1);
        assert_eq!(run.problems("gone.txt").len(), 1);
    }
}

#[test]
fn a_gzip_that_was_cut_off() {
    let line = |n: usize| format!("{{\"id\":\"{n}\",\"text\":\"{GOOD} It was depot number {n}.\"}}\n");
    let text: String = (0..400).map(line).collect();
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    zip.write_all(text.as_bytes()).unwrap();
    let mut bytes = zip.finish().unwrap();
    bytes.truncate(bytes.len() * 2 / 3);
    let run = run(|c| fs::write(c.join("wire.jsonl.gz"), bytes).unwrap(), &[]);
    assert!(run.articles() > 100, "the records before the cut are kept");
    assert!(run.problems("wire.jsonl.gz").contains(&"cut-off".to_string()));
}

#[test]
fn a_broken_json_line() {
    let text = format!(
        "{{\"id\":\"a\",\"text\":\"{GOOD}\"}}\n{{\"id\":\"b\",\"text\":\"oh\nplain words\n{{\"id\":\"c\",\"text\":\"{GOOD} Twice.\"}}\n"
    );
    let run = run(|c| fs::write(c.join("x.jsonl"), text).unwrap(), &[]);
    assert_eq!(run.articles(), 2);
    let rows = run.table("problems.csv");
    let records: Vec<&str> =
        rows.iter().filter(|r| r["problem"] == "broken-json").map(|r| r["record"].as_str()).collect();
    assert_eq!(records, ["2", "3"]);
}

#[test]
fn a_row_with_a_field_too_many() {
    let text = format!("id,title,text\na,One,{}\nb,Two,x,y,z\nc,Three,\"{GOOD} Indeed.\"\n", GOOD.replace(',', ""));
    let run = run(|c| fs::write(c.join("x.csv"), text).unwrap(), &[]);
    assert_eq!(run.articles(), 2);
    assert_eq!(run.problems("x.csv").iter().filter(|p| *p == "wrong-number-of-fields").count(), 1);
}

#[test]
fn a_table_without_text() {
    let run = run(|c| fs::write(c.join("x.csv"), "id,headline,corps\na,One,Two\n").unwrap(), &[]);
    fails(&run, &["x.csv", "corps"]);
}

#[test]
fn a_line_that_is_too_long() {
    let long = "word ".repeat(500_000);
    let text = format!("{{\"id\":\"long\",\"text\":\"{long}\"}}\n{{\"id\":\"b\",\"text\":\"{GOOD}\"}}\n");
    let make = |c: &Path| {
        fs::write(c.join("x.jsonl"), text).unwrap();
        fs::write(c.parent().unwrap().join("pressmark.toml"), "max-record-mib = 1\n").unwrap();
    };
    let run = run(make, &[]);
    assert_eq!(run.articles(), 1);
    assert_eq!(run.problems("x.jsonl").iter().filter(|p| *p == "too-long").count(), 1);
}

#[test]
#[ignore = "writes 200 MB"]
fn a_line_of_200_megabytes() {
    let make = |c: &Path| {
        let mut file = std::io::BufWriter::new(fs::File::create(c.join("x.jsonl")).unwrap());
        file.write_all(b"{\"id\":\"long\",\"text\":\"").unwrap();
        for _ in 0..40_000_000 {
            file.write_all(b"word ").unwrap();
        }
        writeln!(file, "\"}}\n{{\"id\":\"b\",\"text\":\"{GOOD}\"}}").unwrap();
    };
    let run = run(make, &[]);
    assert_eq!(run.articles(), 1);
    assert!(run.problems("x.jsonl").contains(&"too-long".to_string()));
}

#[test]
fn bytes_that_are_no_text() {
    let make = |c: &Path| {
        good(c);
        fs::write(c.join("nul.txt"), [0u8; 4000]).unwrap();
        fs::write(c.join("bad.txt"), [GOOD.as_bytes(), b" \xff\xfe\xff caf\xe9."].concat()).unwrap();
    };
    let run = run(make, &[]);
    assert_eq!(run.articles(), 2, "what can be decoded is kept");
    assert_eq!(run.problems("nul.txt"), ["not-an-article"]);
}

#[test]
fn a_page_nested_a_million_deep() {
    let page = format!("<html><body>{}<p>{GOOD}</p>", "<div>".repeat(1_000_000));
    let make = |c: &Path| {
        good(c);
        fs::write(c.join("deep.html"), page).unwrap();
    };
    let run = run(make, &[]);
    assert!(run.articles() + run.problems("deep.html").len() >= 2);
    assert!(!run.problems("deep.html").is_empty(), "it is said");
}

#[test]
fn json_nested_a_million_deep() {
    let make = |c: &Path| {
        good(c);
        fs::write(c.join("deep.json"), "[".repeat(1_000_000)).unwrap();
    };
    let run = run(make, &[]);
    assert_eq!(run.articles(), 1);
    assert_eq!(run.problems("deep.json").len(), 1);
}

fn with_watchlist(text: &str) -> Run {
    let make = |c: &Path| {
        good(c);
        fs::write(c.parent().unwrap().join("w.csv"), text).unwrap();
    };
    run(make, &["--watchlist", "w.csv"])
}

#[test]
fn watchlists_that_cannot_be_meant() {
    fails(&with_watchlist("id,company\na,Orrin Freight\n"), &["w.csv", "name"]);
    fails(&with_watchlist("id,name\na,Orrin Freight\na,Marle Foods\n"), &["w.csv", "row 3", "id"]);
    fails(&with_watchlist("id,name,tickr\na,Orrin Freight,ORF\n"), &["w.csv", "tickr", "ticker"]);
    fails(&with_watchlist("id,name,type\na,Orrin Freight,compny\n"), &["w.csv", "row 2", "type", "company"]);
    let missing = run(good, &["--watchlist", "none.csv"]);
    fails(&missing, &["none.csv"]);
    let forgiven = with_watchlist("\u{feff}Name;Aliases\r\nOrrin Freight;Orrin\r\n;\r\n");
    assert_eq!(forgiven.code, 0, "{}", forgiven.stderr);
    assert_eq!(forgiven.table("companies.csv")[0]["articles_n"], "1");
}

#[test]
fn settings_that_cannot_be_meant() {
    let config = |text: &'static str| {
        let make = move |c: &Path| {
            good(c);
            fs::write(c.parent().unwrap().join("pressmark.toml"), text).unwrap();
        };
        run(make, &[])
    };
    fails(&config("perriod = \"week\"\n"), &["pressmark.toml", "perriod"]);
    fails(&config("period = \"fortnight\"\n"), &["pressmark.toml", "fortnight"]);
    fails(&config("from = \"5/6/2025\"\n"), &["from", "5/6/2025"]);
    fails(&config("[reposts]\ndayz = 3\n"), &["pressmark.toml", "dayz"]);
    fails(&run(good, &["--from", "2025-03-01", "--to", "2025-02-01"]), &["2025-03-01", "2025-02-01"]);
    fails(&run(good, &["--period", "fortnight"]), &["fortnight", "month"]);
    fails(&run(good, &["-j", "many"]), &["many"]);
    fails(&run(good, &["--config", "none.toml"]), &["none.toml"]);
}

#[test]
fn outputs_that_cannot_be_written() {
    for (target, word) in [("file", "is a file"), ("file/below", "file/below"), ("/proc/pressmark", "/proc")] {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("corpus")).unwrap();
        good(&place.path().join("corpus"));
        fs::write(place.path().join("file"), "mine").unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_pressmark"))
            .current_dir(place.path())
            .args(["run", "corpus", "-o", target])
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{target}: {stderr}");
        assert!(stderr.contains(word) && !stderr.contains("panicked"), "{target}: {stderr}");
        assert_eq!(fs::read_to_string(place.path().join("file")).unwrap(), "mine");
    }
}

#[test]
fn nothing_that_matches_is_exit_code_1() {
    let run = run(good, &["--from", "2030-01-01"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.table("articles.csv")[0]["status"], "outside-dates");
}

#[test]
fn a_problem_is_an_error_where_strict() {
    let make = |c: &Path| {
        good(c);
        fs::write(c.join("x.jsonl"), "{\"text\":\n").unwrap();
        fs::write(c.parent().unwrap().join("w.csv"), "name\nOrrin Freight\n").unwrap();
    };
    assert_eq!(run(make, &["--watchlist", "w.csv"]).code, 0);
    assert_eq!(run(make, &["--watchlist", "w.csv", "--strict"]).code, 1);
}
