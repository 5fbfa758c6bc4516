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
    for (target, word) in [
        ("file", "is a file"),
        ("/dev/null", "not a folder"),
        ("file/below", "file/below"),
        ("/proc/pressmark", "/proc"),
    ] {
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

/// Bytes of every file of a folder and the folders in it, by path.
fn snapshot(folder: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(snapshot(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

/// Runs the program in a folder; it must end by itself and without a panic.
fn pressmark(place: &Path, arguments: &[&str]) -> (i32, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_pressmark")).current_dir(place).args(arguments).output().unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
    let code = done.status.code().unwrap_or_else(|| panic!("ended by a signal: {stderr}"));
    assert!(!stderr.contains("panicked"), "{stderr}");
    (code, stderr)
}

/// A corpus and the output of a run on it.
fn finished() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("corpus")).unwrap();
    good(&place.path().join("corpus"));
    fs::write(place.path().join("w.csv"), "name\nOrrin Freight\n").unwrap();
    let (code, stderr) = pressmark(place.path(), &["run", "corpus", "-o", "out", "--watchlist", "w.csv"]);
    assert_eq!(code, 0, "{stderr}");
    place
}

#[test]
fn a_failed_run_leaves_the_output_before_it_whole() {
    let place = finished();
    let at = place.path();
    fs::create_dir(at.join("empty")).unwrap();
    fs::write(at.join("typo.toml"), "perriod = \"week\"\n").unwrap();
    fs::write(at.join("twice.csv"), "id,name\na,Orrin Freight\na,Marle Foods\n").unwrap();
    let before = snapshot(at);
    for arguments in [
        ["run", "empty", "-o", "out", "-q"].as_slice(),
        &["run", "gone", "-o", "out"],
        &["run", "corpus", "-o", "out", "--config", "typo.toml"],
        &["run", "corpus", "-o", "out", "--watchlist", "twice.csv"],
        &["run", "corpus", "-o", "out", "--from", "2025-03-01", "--to", "2025-02-01"],
    ] {
        let (code, stderr) = pressmark(at, arguments);
        assert_eq!(code, 2, "{arguments:?}: {stderr}");
        assert!(snapshot(at) == before, "{arguments:?} changed a file or left one behind");
        assert_eq!(fs::read_dir(at).unwrap().count(), 6, "{arguments:?} left a folder behind");
    }
}

/// A limit on the size of a file stands in for a full disk: both fail a write half-way.
#[cfg(unix)]
fn with_little_room(place: &Path, prepare: &str) -> std::process::Output {
    let script = format!("{prepare}; ulimit -c 0; ulimit -f 4; exec \"$0\" run corpus -o out -q --watchlist w.csv");
    Command::new("sh").current_dir(place).args(["-c", &script, env!("CARGO_BIN_EXE_pressmark")]).output().unwrap()
}

#[test]
#[cfg(unix)]
fn a_full_disk() {
    let place = finished();
    let before = snapshot(place.path());
    let done = with_little_room(place.path(), "trap '' XFSZ");
    let stderr = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("cannot write out") && stderr.contains("previous output is as it was"), "{stderr}");
    assert!(snapshot(place.path()) == before, "a file was changed or left behind");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 3, "a folder was left behind");
}

#[test]
#[cfg(unix)]
fn a_run_that_is_killed_as_it_writes() {
    let place = finished();
    let before = snapshot(&place.path().join("out"));
    let done = with_little_room(place.path(), ":");
    assert_eq!(done.status.code(), None, "the limit kills");
    assert!(snapshot(&place.path().join("out")) == before, "the output before it is not whole");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_cannot_be_written_to_its_end() {
    let place = finished();
    fs::write(place.path().join("s.csv"), "id,text,target\n1,Orrin is fine.,Orrin\n").unwrap();
    for arguments in [["articles", "corpus", "-o", "/dev/full"], ["score", "s.csv", "-o", "/dev/full"]] {
        let (code, stderr) = pressmark(place.path(), &arguments);
        assert_eq!(code, 2, "{arguments:?}: {stderr}");
        assert!(stderr.starts_with("pressmark: ") && stderr.contains("No space left"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn orders_that_cannot_be_meant() {
    let place = finished();
    let before = snapshot(place.path());
    for (arguments, words) in [
        (["frobnicate"].as_slice(), ["frobnicate", "--help"]),
        (&["corpus"], ["'corpus'", "pressmark run corpus"]),
        (&["run", "--frm", "2025-01-01"], ["--frm", "--from"]),
        (&["run", "corpus", "--from", "5/6/2025"], ["5/6/2025", "YYYY-MM-DD"]),
        (&["run", "corpus", "--to", "2025-02-30"], ["2025-02-30", "YYYY-MM-DD"]),
        (&["run", "corpus", "-j", "1000000"], ["--threads", "1000000"]),
        (&["run", "corpus", "--threads", "1.5"], ["--threads", "1.5"]),
        (&["run", "corpus", "--seed", "x"], ["--seed", "'x'"]),
        (&["run", "corpus", "--csv-profile", "xls"], ["xls", "excel-eu"]),
        (&["score", "gone.csv"], ["gone.csv", "cannot read"]),
        (&["run", "corpus", "--tone", "guess"], ["guess", "both"]),
        (&["run", "corpus", "--lexicon", "gone.csv"], ["gone.csv", "cannot read"]),
        (&["run", "corpus", "--lexicon", "w.csv"], ["w.csv", "no column"]),
        (&["score", "w.csv", "--lexicon-only"], ["--lexicon-only", "--lexicon"]),
        (&["articles", "gone"], ["gone", "does not exist"]),
    ] {
        let (code, stderr) = pressmark(place.path(), arguments);
        assert_eq!(code, 2, "{arguments:?}: {stderr}");
        for word in words {
            assert!(stderr.contains(word), "{arguments:?}: no '{word}' in: {stderr}");
        }
    }
    assert!(snapshot(place.path()) == before, "a file was changed or left behind");
}

#[test]
fn no_threads_means_one_a_core() {
    let place = finished();
    let before = snapshot(&place.path().join("out"));
    let (code, stderr) =
        pressmark(place.path(), &["run", "corpus", "-o", "out", "--watchlist", "w.csv", "-j", "0", "-q"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(snapshot(&place.path().join("out")) == before);
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let make = |c: &Path| {
        good(c);
        let locked = c.join("locked.txt");
        fs::write(&locked, format!("{GOOD} Locked.")).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    };
    let run = run(make, &[]);
    // Who may read everything (root) reads this as well.
    if fs::read(run.place.path().join("corpus/locked.txt")).is_ok() {
        assert_eq!(run.articles(), 2);
    } else {
        assert_eq!(run.articles(), 1);
        assert_eq!(run.problems("locked.txt"), ["unreadable"]);
    }
}

#[test]
fn a_folder_with_the_name_of_an_article() {
    let make = |c: &Path| {
        fs::create_dir(c.join("x.txt")).unwrap();
        good(&c.join("x.txt"));
    };
    let run = run(make, &[]);
    assert_eq!(run.table("articles.csv")[0]["article_id"], "x.txt/2025-10-01-good.txt");
}

/// One row of what is wrong, by file and record; the good records beside it are kept.
#[test]
fn a_problem_names_file_record_and_column() {
    let make = |c: &Path| {
        let table = format!("id,text,date\na,\"{GOOD}\",31/31/2025\nb,\"{GOOD} Twice.\",2025-10-02\nc,too few\nd,,\n");
        fs::write(c.join("t.csv"), table).unwrap();
        let list = format!("[{{\"id\":\"l\",\"text\":\"{GOOD} Thrice.\"}}, {{\"id\":\"m\",\"text\":\"{GOOD}");
        fs::write(c.join("list.json"), list).unwrap();
        let lines =
            format!("{{\"id\":\"n\",\"text\":\"{GOOD} \u{0}\"}}\n{{\"id\":\"o\",\"text\":\"{GOOD} Again.\"}}\n");
        fs::write(c.join("nul.jsonl"), lines).unwrap();
        fs::write(c.join("plain.txt.gz"), "no gzip, only words").unwrap();
        let quote = format!("id,text\np,\"{GOOD}\nq,{} For good.\n", GOOD.replace(',', ""));
        fs::write(c.join("quote.csv"), quote).unwrap();
    };
    let run = run(make, &[]);
    let kept: Vec<String> = run.table("articles.csv").iter().map(|r| r["article_id"].clone()).collect();
    assert_eq!(kept, ["a", "b", "l", "o", "plain.txt.gz", "q"]);
    let rows = run.table("problems.csv");
    for (path, record, problem, detail) in [
        ("t.csv", "1", "bad-date", "31/31/2025"),
        ("t.csv", "3", "wrong-number-of-fields", "row 3 has 2 fields, the header has 3"),
        ("t.csv", "4", "empty", ""),
        ("list.json", "", "broken-json", "line 1, column"),
        ("nul.jsonl", "1", "broken-json", "line 1, column"),
        ("plain.txt.gz", "", "not-packed", "not; it was read"),
        ("quote.csv", "1", "open-quote", "row 1"),
    ] {
        let row = rows.iter().find(|r| r["path"] == path && r["record"] == record && r["problem"] == problem);
        let row = row.unwrap_or_else(|| panic!("no row for {path}, {record}, {problem} in {rows:#?}"));
        assert!(row["detail"].contains(detail), "{row:?}");
    }
}

/// Runs and expects a refusal that names the words and changes nothing.
#[track_caller]
fn refused(place: &Path, arguments: &[&str], words: &[&str]) {
    let before = snapshot(place);
    let (code, stderr) = pressmark(place, arguments);
    assert_eq!(code, 2, "{arguments:?}: {stderr}");
    for word in words {
        assert!(stderr.contains(word), "{arguments:?}: no '{word}' in: {stderr}");
    }
    assert!(snapshot(place) == before, "{arguments:?} changed a file or left one behind");
}

#[test]
fn a_file_that_no_run_wrote_is_not_replaced() {
    let place = finished();
    let at = place.path();
    // Where there was no run yet, and where there was one that did not write it.
    fs::create_dir_all(at.join("mine")).unwrap();
    fs::write(at.join("mine/companies.csv"), "name\nOrrin Freight\n").unwrap();
    refused(at, &["run", "corpus", "-o", "mine"], &["mine/companies.csv", "-o"]);
    fs::remove_file(at.join("mine/companies.csv")).unwrap();
    fs::create_dir(at.join("mine/coverage.csv")).unwrap();
    refused(at, &["run", "corpus", "-o", "mine"], &["mine/coverage.csv"]);
    fs::write(at.join("w.csv"), "id,name\nother,Orrin Freight\n").unwrap();
    fs::write(at.join("out/companies/other.csv"), "mine").unwrap();
    refused(at, &["run", "corpus", "-o", "out", "--watchlist", "w.csv"], &["out/companies/other.csv"]);
    fs::remove_file(at.join("out/companies/other.csv")).unwrap();
    fs::write(at.join("out/notes.txt"), "mine").unwrap();
    assert_eq!(pressmark(at, &["run", "corpus", "-o", "out", "--watchlist", "w.csv"]).0, 0);
    assert_eq!(fs::read_to_string(at.join("out/notes.txt")).unwrap(), "mine");
    assert!(at.join("out/companies/other.csv").exists() && !at.join("out/companies/orrin-freight.csv").exists());
}

#[test]
fn an_output_over_what_is_read() {
    let place = finished();
    let at = place.path();
    fs::create_dir(at.join("lists")).unwrap();
    fs::write(at.join("lists/companies.csv"), "name\nOrrin Freight\n").unwrap();
    refused(at, &["run", "corpus", "-o", "."], &["the current folder", "-o"]);
    refused(at, &["run", "corpus", "-o", "corpus/.."], &["the current folder"]);
    refused(at, &["run", "corpus", "-o", "corpus"], &["the corpus 'corpus'"]);
    refused(at, &["run", "corpus/2025-10-01-good.txt", "-o", "corpus"], &["corpus/2025-10-01-good.txt"]);
    refused(at, &["run", "corpus", "-o", "lists", "--watchlist", "lists/companies.csv"], &["the watchlist"]);
    refused(at, &["run", "out", "-o", "again"], &["output of an earlier run"]);
    fs::create_dir(at.join("corpus/paper")).unwrap();
    good(&at.join("corpus/paper"));
    refused(at, &["run", "corpus", "-o", "corpus/paper"], &["corpus/paper", "inside the corpus"]);
}

#[test]
fn an_output_inside_the_corpus_is_not_read() {
    let place = finished();
    let at = place.path();
    let run = ["run", "corpus", "-o", "corpus/out", "--watchlist", "w.csv"];
    for _ in 0..3 {
        let (code, stderr) = pressmark(at, &run);
        assert_eq!(code, 0, "{stderr}");
        assert!(snapshot(&at.join("corpus/out")).len() > 10);
        let articles = fs::read_to_string(at.join("corpus/out/articles.csv")).unwrap();
        assert_eq!(articles.lines().count(), 2, "{articles}");
    }
    let problems = fs::read_to_string(at.join("corpus/out/problems.csv")).unwrap();
    assert!(problems.lines().any(|l| l.starts_with("out,,walk,output,") && l.ends_with("notice")), "{problems}");
}

#[test]
#[cfg(unix)]
fn what_a_killed_run_left_is_removed_by_the_next() {
    let place = finished();
    let left = || {
        let names = fs::read_dir(place.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with(".pressmark")).count()
    };
    assert_eq!(with_little_room(place.path(), ":").status.code(), None, "the limit kills");
    assert_eq!(left(), 1);
    let (code, stderr) = pressmark(place.path(), &["run", "corpus", "-o", "out", "--watchlist", "w.csv"]);
    assert_eq!((code, left()), (0, 0), "{stderr}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_standard_error_that_is_full_or_closed() {
    let place = finished();
    fs::write(place.path().join("corpus/x.jsonl"), "{\"text\":\n").unwrap();
    fs::write(place.path().join("s.csv"), "id,text,target\n1,Orrin is fine.,Orrin\n2,Orrin,Marle\n").unwrap();
    for (arguments, code) in [
        ("run corpus -o out --watchlist w.csv --progress always", 0),
        ("run gone -o out", 2),
        ("articles corpus -o a.jsonl", 0),
        ("score s.csv -o s.out.csv", 0),
    ] {
        for to in ["2>/dev/full", "2>&-"] {
            let script = format!("exec \"$0\" {arguments} {to}");
            let done = Command::new("sh")
                .current_dir(place.path())
                .args(["-c", &script, env!("CARGO_BIN_EXE_pressmark")])
                .output()
                .unwrap();
            assert_eq!(done.status.code(), Some(code), "{script}");
        }
    }
}

/// More than a pipe holds, to a reader that takes one line.
#[test]
#[cfg(unix)]
fn a_reader_that_goes_away() {
    let place = finished();
    let lines: String = (0..400).map(|n| format!("{{\"text\":\"{} {n}.\"}}\n", GOOD.repeat(4))).collect();
    fs::write(place.path().join("corpus/x.jsonl"), lines).unwrap();
    let rows: String = (0..2000).map(|n| format!("{n},\"{GOOD}\",Orrin\n")).collect();
    fs::write(place.path().join("s.csv"), format!("id,text,target\n{rows}")).unwrap();
    for arguments in ["articles corpus", "score s.csv", "completions bash", "man", "--help"] {
        let script = format!("(\"$0\" {arguments}; echo \"code $?\" >&2) | head -1");
        let done = Command::new("sh")
            .current_dir(place.path())
            .args(["-c", &script, env!("CARGO_BIN_EXE_pressmark")])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stderr), "code 0\n", "{arguments}");
        assert_eq!(done.stdout.iter().filter(|b| **b == b'\n').count(), 1, "{arguments}");
    }
}

#[test]
fn a_file_of_results_over_what_is_read() {
    let place = finished();
    let at = place.path();
    fs::write(at.join("s.csv"), "id,text,target\n1,Orrin is fine.,Orrin\n").unwrap();
    refused(at, &["articles", "corpus", "-o", "corpus/2025-10-01-good.txt"], &["corpus/2025-10-01-good.txt"]);
    refused(at, &["articles", "corpus", "-o", "corpus/new.jsonl"], &["corpus/new.jsonl", "'corpus'"]);
    refused(at, &["score", "s.csv", "-o", "./s.csv"], &["./s.csv"]);
    refused(at, &["score", "s.csv", "-o", "out"], &["cannot write out"]);
}

#[test]
#[cfg(unix)]
fn a_file_of_results_is_whole_or_as_it_was() {
    let place = finished();
    let lines: String = (0..400).map(|n| format!("{{\"text\":\"{GOOD} {n}.\"}}\n")).collect();
    fs::write(place.path().join("corpus/x.jsonl"), lines).unwrap();
    fs::write(place.path().join("a.jsonl"), "old").unwrap();
    let before = snapshot(place.path());
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" articles corpus -o a.jsonl";
    let full = Command::new("sh")
        .current_dir(place.path())
        .args(["-c", script, env!("CARGO_BIN_EXE_pressmark")])
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&full.stderr);
    assert!(full.status.code() == Some(2) && stderr.contains("cannot write a.jsonl"), "{stderr}");
    assert!(snapshot(place.path()) == before, "a file was changed or left behind");
    assert_eq!(pressmark(place.path(), &["articles", "corpus", "-o", "a.jsonl"]).0, 0);
    assert_eq!(fs::read_to_string(place.path().join("a.jsonl")).unwrap().lines().count(), 401);
    let straight = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(place.path())
        .args(["articles", "corpus", "-o", "/dev/stdout"])
        .output()
        .unwrap();
    assert_eq!(straight.stdout, fs::read(place.path().join("a.jsonl")).unwrap());
    assert_eq!(pressmark(place.path(), &["articles", "corpus", "-o", "/dev/null"]).0, 0);
}

#[test]
fn a_row_to_score_with_fields_missing() {
    let place = finished();
    let table = "id,text,target,note\n1,Orrin was praised.,Orrin,a\n2,Orrin was praised.\n3,Orrin, was sued.,Orrin,b\n\
                 4,Nobody.,Orrin,c\n5,Orrin was praised.,Orrin,d\n";
    fs::write(place.path().join("s.csv"), table).unwrap();
    let (code, stderr) = pressmark(place.path(), &["score", "s.csv", "-o", "o.csv"]);
    assert_eq!(code, 0, "{stderr}");
    for words in ["line 3: 2 fields where the header has 4: none for 'target', 'note'", "line 4: 5 fields", "line 5:"] {
        assert!(stderr.contains(words), "no '{words}' in: {stderr}");
    }
    let mut reader = csv::Reader::from_path(place.path().join("o.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().collect::<Result<_, _>>().unwrap();
    let scored: Vec<(&str, bool)> = rows.iter().map(|r| (r["id"].as_str(), !r["tone"].is_empty())).collect();
    assert_eq!(scored, [("1", true), ("2", false), ("3", false), ("4", false), ("5", true)]);
    assert_eq!(rows[0]["tone"], rows[4]["tone"]);
    fs::write(place.path().join("s.csv"), "").unwrap();
    refused(place.path(), &["score", "s.csv", "-o", "o.csv"], &["s.csv", "empty", "target"]);
}

#[test]
fn a_text_that_is_a_number() {
    let make = |c: &Path| {
        let lines = [
            "{\"id\":1,\"text\":5}".to_string(),
            "{\"id\":2,\"body\":[true,false]}".to_string(),
            format!("{{\"id\":3,\"date\":20251001,\"title\":2012,\"text\":\"{GOOD}\"}}"),
            format!("{{\"id\":4,\"text\":5,\"body\":\"{GOOD} Twice.\"}}"),
            "{\"id\":5,\"text\":{\"value\":7}}".to_string(),
            "{\"id\":6,\"text\":null}".to_string(),
        ];
        fs::write(c.join("x.jsonl"), lines.join("\n")).unwrap();
        fs::write(c.join("one.json"), "{\"text\": 5}").unwrap();
    };
    let run = run(make, &[]);
    let kept: Vec<String> = run.table("articles.csv").iter().map(|r| r["article_id"].clone()).collect();
    assert_eq!(kept, ["3", "4"]);
    let rows = run.table("problems.csv");
    let told: Vec<(&str, &str, &str, &str)> = rows
        .iter()
        .filter(|r| r["severity"] == "error")
        .map(|r| (r["path"].as_str(), r["record"].as_str(), r["problem"].as_str(), r["detail"].as_str()))
        .collect();
    let number = "\"text\" holds a number where the text should be";
    assert_eq!(
        told,
        [
            ("one.json", "", "no-text", number),
            ("x.jsonl", "1", "no-text", number),
            ("x.jsonl", "2", "no-text", "\"body\" holds a list with values that are no text where the text should be"),
            ("x.jsonl", "5", "no-text", number),
            ("x.jsonl", "6", "empty", "no text"),
        ]
    );
}

#[test]
fn a_few_nul_bytes() {
    let text = GOOD.replacen("Monday", "Mon\0\0day", 1);
    let make = |c: &Path| {
        fs::write(c.join("2025-10-01-a.txt"), format!("\0{text} Orrin Freight was praised.")).unwrap();
        fs::write(c.join("b.html"), format!("<html><body><p>{text} It is so.</p></body></html>")).unwrap();
        fs::write(c.join("c.csv"), format!("id,text\nc,\"{text} It may be so.\"\n")).unwrap();
        let escaped = text.replace('\0', "\\u0000");
        fs::write(c.join("d.jsonl"), format!("{{\"id\":\"d\",\"text\":\"{escaped} It was so.\"}}\n")).unwrap();
        fs::write(c.join("e.txt"), [GOOD.as_bytes(), &[0; 40]].concat()).unwrap();
        fs::write(c.parent().unwrap().join("w.csv"), "name\nOrrin Freight\n").unwrap();
    };
    let run = run(make, &["--watchlist", "w.csv"]);
    assert_eq!(run.articles(), 4);
    assert_eq!(run.problems("e.txt"), ["not-an-article"]);
    for file in ["2025-10-01-a.txt", "b.html", "c.csv", "d.jsonl"] {
        assert!(run.problems(file).contains(&"nul".to_string()), "{file}: {:?}", run.problems(file));
    }
    assert!(run.table("problems.csv").iter().all(|r| (r["problem"] == "nul") <= (r["severity"] == "notice")));
    let all = fs::read(run.place.path().join("out/mentions.csv")).unwrap();
    assert!(!all.contains(&0), "no NUL reaches a table");
    // Offsets count what stands in the file.
    let text: Vec<char> = format!("\0{text} Orrin Freight was praised.").chars().collect();
    let rows = run.table("mentions.csv");
    let rows: Vec<_> = rows.iter().filter(|r| r["article_id"] == "2025-10-01-a.txt").collect();
    assert_eq!(rows.len(), 2);
    for row in rows {
        let (start, end): (usize, usize) = (row["char_start"].parse().unwrap(), row["char_end"].parse().unwrap());
        assert_eq!(text[start..end].iter().collect::<String>(), row["surface"]);
    }
}

#[test]
fn timings_are_written_where_asked_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.txt"), "Northwind sold a mill on Monday, the company said.").unwrap();
    let (code, told) = pressmark(folder.path(), &["run", "in", "--timings", "t.json", "-j", "1"]);
    assert_ne!(code, 2, "{told}");
    let told: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("t.json")).unwrap()).unwrap();
    assert_eq!((told["articles"].as_u64(), told["threads"].as_u64()), (Some(1), Some(1)));
    assert!(told["whole_seconds"].as_f64() >= told["articles_seconds"].as_f64());
    let manifest = fs::read_to_string(folder.path().join("output/run.json")).unwrap();
    assert!(!manifest.contains("seconds"));
}

#[test]
fn a_watched_company_that_no_article_names_is_said() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("in")).unwrap();
    good(&place.path().join("in"));
    fs::write(place.path().join("w.csv"), "name\nOrrin Freight\nGhost Works Plc\n").unwrap();
    let (code, told) = pressmark(place.path(), &["run", "in", "--watchlist", "w.csv"]);
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("not named: Ghost Works Plc"), "{told}");
}

/// A zip of entries, by name and bytes.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
#[allow(clippy::disallowed_methods)] // That it ends in bounded time is what is tested.
fn a_bomb_is_stopped_and_the_rest_is_read() {
    let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    member.write_all(&vec![b' '; 4 << 20]).unwrap();
    let bomb = member.finish().unwrap().repeat(80);
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    let started = std::time::Instant::now();
    let make = |c: &Path| {
        good(c);
        fs::write(c.join("bomb.jsonl.gz"), &bomb).unwrap();
        fs::write(c.join("bomb.zip"), zip(&[("a.jsonl.gz", &bomb), ("b.txt", GOOD.as_bytes())])).unwrap();
    };
    let run = run(make, &[]);
    assert_eq!(run.problems("bomb.jsonl.gz").iter().filter(|p| *p == "bomb").count(), 1, "{}", run.stderr);
    assert!(run.problems("bomb.zip/a.jsonl.gz").contains(&"bomb".to_string()));
    assert!(run.articles() >= 1);
    assert!(started.elapsed().as_secs() < 120, "bounded time");
}

#[test]
fn archives_that_lead_out_or_nest_without_end() {
    let inner = zip(&[("deep.txt", GOOD.as_bytes())]);
    let middle = zip(&[("inner.zip", &inner), ("one.txt", format!("{GOOD} Once.").as_bytes())]);
    let outer = zip(&[
        ("../../out.txt", format!("{GOOD} Outside.").as_bytes()),
        ("/etc/abs.txt", format!("{GOOD} Absolute.").as_bytes()),
        ("middle.zip", &middle),
        ("logo.png", b"\x89PNG"),
        (".hidden.txt", b"hidden"),
    ]);
    let make = |c: &Path| {
        fs::write(c.join("a.zip"), &outer).unwrap();
        fs::write(c.join("cut.zip"), &outer[..outer.len() / 2]).unwrap();
        fs::write(c.join("empty.zip"), zip(&[])).unwrap();
        fs::write(c.join("cut.tar"), [&b"x"[..], &[0; 600]].concat()).unwrap();
    };
    let run = run(make, &[]);
    let mut kept: Vec<String> = run.table("articles.csv").iter().map(|r| r["article_id"].clone()).collect();
    kept.sort();
    assert_eq!(kept, ["a.zip/etc/abs.txt", "a.zip/middle.zip/one.txt", "a.zip/out.txt"]);
    assert!(run.problems("a.zip/out.txt").contains(&"unsafe-path".to_string()));
    assert_eq!(run.problems("a.zip/middle.zip/inner.zip"), ["nested-too-deep"]);
    assert_eq!(run.problems("cut.zip"), ["broken-archive"]);
    assert!(!run.place.path().join("out.txt").exists() && !run.place.path().join("corpus/out.txt").exists());
    assert!(!run.problems("cut.tar").is_empty() && !run.problems("empty.zip").is_empty());
}

#[test]
fn documents_that_are_broken() {
    let laughs = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE nitf [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;\">]><nitf><body><body.head>\
         <hedline><hl1>Depot</hl1></hedline></body.head><body.content><p>{GOOD} &b;</p></body.content></body></nitf>",
        "ha".repeat(1000)
    );
    let make = |c: &Path| {
        good(c);
        fs::write(c.join("laughs.xml"), &laughs).unwrap();
        fs::write(c.join("cut.xml"), &laughs[..laughs.len() - 40]).unwrap();
        fs::write(c.join("none.docx"), zip(&[("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<x/>")]))
            .unwrap();
        fs::write(c.join("none.xlsx"), zip(&[("xl/workbook.xml", b"<x")])).unwrap();
        fs::write(c.join("none.epub"), zip(&[("META-INF/container.xml", b"<x")])).unwrap();
        fs::write(c.join("words.docx"), "no document, only words").unwrap();
        fs::write(c.join("open.rtf"), "{\\rtf1 {{{ open \\u99999999? \\'").unwrap();
        fs::write(c.join("none.eml"), [0u8, 1, 2, 3]).unwrap();
        fs::write(c.join("page.svg"), "<?xml version='1.0'?><svg/>").unwrap();
        fs::write(c.join("none.warc.gz"), b"\x1f\x8b\x08\0\0\0").unwrap();
    };
    let run = run(make, &[]);
    assert!(run.problems("laughs.xml").contains(&"entities".to_string()));
    let laughing = run.table("articles.csv").iter().filter(|r| r["path"] == "laughs.xml").count();
    assert_eq!(laughing, 1, "what stands in it is kept");
    for (file, problem) in [
        ("none.docx", "broken-document"),
        ("none.xlsx", "broken-document"),
        ("none.epub", "broken-document"),
        ("words.docx", "broken-document"),
        ("page.svg", "not-an-article"),
    ] {
        assert!(run.problems(file).contains(&problem.to_string()), "{file}: {:?}", run.problems(file));
    }
    for file in ["none.eml", "none.warc.gz"] {
        assert!(!run.problems(file).is_empty(), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn folders_that_lead_nowhere_or_in_circles() {
    use std::os::unix::ffi::OsStrExt;
    let make = |c: &Path| {
        good(c);
        fs::create_dir(c.join("loop")).unwrap();
        std::os::unix::fs::symlink("../loop", c.join("loop/again")).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(c.join("pipe.txt")).status().unwrap().success());
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
        fs::write(c.join(name), format!("{GOOD} At the coffee house.")).unwrap();
    };
    let run = run(make, &[]);
    assert_eq!(run.articles(), 2);
    assert_eq!(run.problems("loop/again"), ["link"]);
    assert_eq!(run.problems("pipe.txt"), ["not-a-file"]);
    assert!(run.problems("caf\u{FFFD}.txt").contains(&"bad-name".to_string()));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_corpus() {
    let place = tempfile::tempdir().unwrap();
    assert!(std::process::Command::new("mkfifo").arg(place.path().join("pipe.txt")).status().unwrap().success());
    let (code, stderr) = pressmark(place.path(), &["run", "pipe.txt", "-o", "out"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("not-a-file"), "{stderr}");
}

#[test]
fn the_same_article_in_two_files_is_one() {
    let article = |id: &str| {
        format!("{{\"title\":\"Depot\",\"text\":\"{GOOD}\",\"date\":\"2025-10-01\",\"source\":\"Herald\"{id}}}\n")
    };
    let make = |c: &Path| {
        fs::write(c.join("a.jsonl"), article("")).unwrap();
        fs::write(c.join("b.jsonl"), article("")).unwrap();
        fs::write(c.join("c.jsonl"), article(",\"outlet\":\"Post\"")).unwrap();
    };
    let run = run(make, &[]);
    let paths: Vec<String> = run.table("articles.csv").iter().map(|r| r["path"].clone()).collect();
    assert_eq!(paths, ["a.jsonl", "c.jsonl"]);
    let row = run.table("problems.csv").into_iter().find(|r| r["problem"] == "same-article").unwrap();
    assert!(row["path"] == "b.jsonl" && row["detail"].contains("a.jsonl#1"), "{row:?}");
}

#[test]
fn one_date_of_1600_makes_no_thousands_of_rows() {
    let make = |corpus: &Path| {
        let days = ["1600-05-03", "2025-01-02", "2025-03-09"];
        let mut lines = String::new();
        for (day, more) in days.iter().zip(["a wharf", "a hall", "a yard"]) {
            let text = format!("{GOOD} It opened {more} as well, said the mayor, and nobody knows what {more} is for.");
            lines += &format!("{{\"date\":\"{day}\",\"text\":\"{text}\"}}\n");
        }
        fs::write(corpus.join("a.jsonl"), lines).unwrap();
        fs::write(corpus.parent().unwrap().join("w.csv"), "name\nOrrin Freight\n").unwrap();
    };
    for (period, wanted) in [("month", 4), ("day", 1 + 67), ("year", 2)] {
        let run = run(make, &["--watchlist", "w.csv", "--period", period]);
        let rows = run.table("coverage.csv");
        assert_eq!(rows.len(), wanted, "{period}");
        assert_eq!(rows.iter().map(|row| row["articles_n"].parse::<u32>().unwrap()).sum::<u32>(), 3);
    }
    let run = run(make, &["--watchlist", "w.csv"]);
    let rows = run.table("coverage.csv");
    let told: Vec<_> = rows.iter().map(|row| (row["period_start"].as_str(), row["period_complete"].as_str())).collect();
    // A February without coverage keeps its row; no month but February is covered from its first to its last day.
    let wanted = [("1600-05-01", "false"), ("2025-01-01", "false"), ("2025-02-01", "true"), ("2025-03-01", "false")];
    assert_eq!(told, wanted);
    let row = run.table("problems.csv").into_iter().find(|row| row["problem"] == "gap-in-dates").unwrap();
    assert_eq!((row["path"].as_str(), row["record"].as_str(), row["severity"].as_str()), ("a.jsonl", "1", "notice"));
    let detail = "no article is dated from 1600-06-01 to 2024-12-31, and no row is written for the time between; \
                  before it stands 1 article: this one, dated 1600-05-03 (date_source field). If that is wrong, \
                  mend the date or cut the corpus with --from and --to";
    assert_eq!(row["detail"], detail);
    // In the chart a line parts 1600 from 2025, and no other year.
    let chart = fs::read_to_string(run.place.path().join("out/charts/orrin-freight-volume.svg")).unwrap();
    assert_eq!(chart.matches("stroke-width=\"4\"").count(), 1);
}

#[test]
fn settings_of_paths_and_formats() {
    let make = |text: &'static str| {
        move |c: &Path| {
            fs::create_dir_all(c.join("Herald/2025")).unwrap();
            fs::write(c.join("Herald/2025/10-02-depot.txt"), GOOD).unwrap();
            fs::write(c.parent().unwrap().join("pressmark.toml"), text).unwrap();
        }
    };
    let by_path = run(make("path = \"{outlet}/{year}/{month}-{day}-*.txt\"\n"), &[]);
    let row = &by_path.table("articles.csv")[0];
    assert_eq!(
        (row["outlet"].as_str(), row["published_at"].as_str(), row["date_source"].as_str()),
        ("Herald", "2025-10-02", "path")
    );
    fails(&run(make("path = \"{outlit}/*.txt\"\n"), &[]), &["path", "{outlit}", "{outlet}"]);
    fails(&run(make("format = \"nexus\"\n"), &[]), &["nexus", "nexis-txt"]);
    let asked = run(make(""), &["--format", "markdown"]);
    assert_eq!(asked.table("articles.csv")[0]["format"], "markdown");
}

#[test]
fn check_reads_everything_and_writes_nothing() {
    let place = finished();
    fs::write(place.path().join("corpus/broken.jsonl"), "{\"text\":\n").unwrap();
    let before = snapshot(place.path());
    let done = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(place.path())
        .args(["check", "corpus"])
        .output()
        .unwrap();
    let report = String::from_utf8(done.stdout).unwrap();
    assert_eq!(done.status.code(), Some(1), "something could not be read");
    for word in ["files", "articles", "text", "file-name", "2025-10-01", "languages", "broken-json 1", "broken.jsonl"] {
        assert!(report.contains(word), "no '{word}' in:\n{report}");
    }
    assert!(report.lines().all(|line| line.chars().count() <= 80), "{report}");
    assert!(snapshot(place.path()) == before, "it wrote something");
}

#[test]
fn a_sentence_of_100_000_words_one_without_letters_and_quotes_that_never_close() {
    let made = |corpus: &Path| {
        good(corpus);
        let long = "and denied the claims of Acme Corp which accused it ".repeat(10_000);
        fs::write(corpus.join("long.txt"), format!("Alibaba said that it heard {long}.\n")).unwrap();
        fs::write(corpus.join("marks.txt"), "Marks\n\n".to_string() + &"--- *** ... 12 %% ".repeat(2_000)).unwrap();
        let open = "\"We are proud,\" said Alibaba. \"The claims of Acme Corp are false. “And old. ".repeat(400);
        fs::write(corpus.join("open.txt"), format!("Open quotes\n\n{open}")).unwrap();
    };
    let run = run(made, &["--discover"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let long =
        run.table("stances.csv").into_iter().filter(|r| r["article_id"] == "long.txt" && r["act"] == "deny").count();
    assert!(long > 100, "{long}");
    let longest = run.table("mentions.csv").iter().map(|r| r["sentence"].split(' ').count()).max().unwrap();
    assert!(longest <= 400, "{longest}");
}
