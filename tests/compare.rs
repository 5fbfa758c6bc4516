//! `pressmark compare`: what moved each number of the sample, counted by hand, and causes that add up.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use pressmark::compare::{Change, Comparison, Moved, compare};
use pressmark::explain::Scope;
use pressmark::results::Results;
use std::fs;
use std::path::{Path, PathBuf};

fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pressmark(args: &[&str]) -> assert_cmd::assert::Assert {
    Command::new(env!("CARGO_BIN_EXE_pressmark")).current_dir(sample()).args(args).assert()
}

/// Runs the sample, or another corpus, with further options.
fn run(place: &Path, name: &str, corpus: &str, options: &[&str]) -> PathBuf {
    let out = place.join(name);
    let fixed = ["run", corpus, "-q", "--no-xlsx", "--no-report", "-o", out.to_str().unwrap()];
    pressmark(&[&fixed[..], options].concat()).success();
    out
}

fn compared(a: &Path, b: &Path) -> Comparison {
    compare(&Results::open(a).unwrap(), &Results::open(b).unwrap()).unwrap()
}

fn cell<'a>(found: &'a Comparison, company: &str, scope: Scope, column: &str) -> &'a Moved {
    let is = |m: &&Moved| m.company_id == company && m.scope == scope && m.column == column;
    found.moved.iter().find(is).unwrap_or_else(|| panic!("{company} {column}"))
}

/// The causes of a cell: name and count.
fn causes(cell: &Moved) -> Vec<(&'static str, Option<u64>)> {
    cell.causes.iter().map(|cause| (cause.name, cause.n)).collect()
}

/// Where all causes of a cell are numbers, they add up to its difference; how many cells were held against it.
fn add_up(found: &Comparison) -> usize {
    let mut held = 0;
    for cell in &found.moved {
        assert!(!cell.causes.is_empty(), "{cell:?}");
        if let (Some(difference), Some(explained)) = (cell.difference(), cell.explained()) {
            // Cells have four decimals.
            assert!((difference - explained).abs() <= 0.000_11, "{explained} {cell:?}");
            held += 1;
        }
    }
    held
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &to) } else { fs::copy(entry.path(), to).map(|_| ()).unwrap() }
    }
}

#[test]
fn an_article_taken_away_moves_what_it_made() {
    let place = tempfile::tempdir().unwrap();
    let corpus = place.path().join("corpus");
    copy(&sample().join("corpus"), &corpus);
    fs::remove_file(corpus.join("castlemere-courier/alibaba-denial.html")).unwrap();
    let less = run(place.path(), "less", corpus.to_str().unwrap(), &[]);
    let found = compared(&run(place.path(), "base", "corpus", &[]), &less);
    let gone = "castlemere-courier/alibaba-denial.html";
    assert_eq!(found.articles.iter().map(|c| (c.change, c.id.as_str())).collect::<Vec<_>>(), [(Change::OnlyInA, gone)]);
    assert_eq!(found.made.iter().map(|d| (d.kind, d.name.as_str())).collect::<Vec<_>>(), [("file", gone)]);
    // tests/sample.csv: Alibaba has 6 articles, 5 stories, and is accused and denies in each.
    for (column, a, b) in
        [("articles_n", "6", "5"), ("stories_n", "5", "4"), ("accused_n", "5", "4"), ("denied_n", "5", "4")]
    {
        let cell = cell(&found, "alibaba", Scope::All, column);
        assert_eq!((cell.a.as_str(), cell.b.as_str()), (a, b), "{column}");
        assert_eq!(causes(cell), [("article only in a", Some(1))], "{column}");
        assert_eq!(cell.causes[0].examples, [gone], "{column}");
    }
    // Of 36 stories 5, of 35 stories 4: the story lost and the smaller corpus pull apart.
    let share = cell(&found, "alibaba", Scope::All, "attention_share");
    assert_eq!(causes(share), [("article only in a", Some(1)), ("corpus_stories_n moved", None)]);
    assert!((share.causes[0].difference.unwrap() + 1.0 / 35.0).abs() < 1e-9);
    assert!((share.causes[1].difference.unwrap() - (5.0 / 35.0 - 5.0 / 36.0)).abs() < 1e-9);
    // Nobody else is named in it: others move only in what they are held against.
    let others = found.moved.iter().filter(|m| m.company_id != "alibaba");
    let held = ["corpus_", "watchlist_stories_n", "attention_share", "share_of_voice", "rank"];
    assert!(others.into_iter().all(|m| held.iter().any(|column| m.column.starts_with(column))));
    assert!(add_up(&found) > 50);
}

#[test]
fn where_nothing_is_a_copy_the_copies_are_stories() {
    let place = tempfile::tempdir().unwrap();
    let settings = place.path().join("apart.toml");
    fs::write(&settings, format!("watchlist = {:?}\n[reposts]\nleast_words = 5000\n", sample().join("watchlist.csv")))
        .unwrap();
    let apart = run(place.path(), "apart", "corpus", &["--config", settings.to_str().unwrap()]);
    let found = compared(&run(place.path(), "base", "corpus", &[]), &apart);
    assert!(
        found
            .made
            .iter()
            .any(|d| (d.name.as_str(), d.a.as_str(), d.b.as_str()) == ("reposts.least_words", "20", "5000"))
    );
    // tests/sample.csv: Veldarin has 9 articles in 3 stories.
    let stories = cell(&found, "veldarin", Scope::All, "stories_n");
    assert_eq!((stories.a.as_str(), stories.b.as_str()), ("3", "9"));
    assert_eq!(causes(stories), [("a copy in a", Some(6))]);
    assert_eq!(stories.causes[0].difference, Some(6.0));
    let reposts = cell(&found, "veldarin", Scope::All, "reposts_n");
    assert_eq!((reposts.causes[0].name, reposts.causes[0].difference), ("a copy in a", Some(-6.0)));
    // The tone of a story is that of its first article, so the mean moves by what the copies say.
    assert_eq!(causes(cell(&found, "veldarin", Scope::All, "tone_mean"))[0], ("a copy in a", Some(6)));
    let brackwater: Vec<_> =
        found.articles.iter().filter(|c| c.id.starts_with("brackwater")).map(|c| c.change).collect();
    assert_eq!(brackwater, [Change::Story, Change::Story], "rows 1 and 2 are a copy and an excerpt");
    assert!(add_up(&found) > 50);
}

#[test]
fn other_ways_of_tone_dates_and_lists_are_told() {
    let place = tempfile::tempdir().unwrap();
    let output = run(place.path(), "base", "corpus", &[]);
    let rules = compared(&output, &run(place.path(), "rules", "corpus", &["--tone", "rules"]));
    assert!(rules.articles.is_empty());
    assert!(rules.moved.iter().all(|m| m.causes.iter().all(|c| c.name == "tone of mentions")), "{:?}", rules.moved);
    assert!(add_up(&rules) > 20);
    // Alibaba is named in November and in one undated article.
    let late = compared(&output, &run(place.path(), "late", "corpus", &["--from", "2025-11-01"]));
    let articles = cell(&late, "alibaba", Scope::All, "articles_n");
    assert_eq!((articles.a.as_str(), articles.b.as_str()), ("6", "5"));
    assert_eq!(causes(articles), [("outside the dates of b", Some(1))]);
    assert_eq!(articles.causes[0].examples, ["coinperch/alibaba-cloud-memo.txt"]);
    assert!(late.articles.iter().any(|c| c.change == Change::Counted && c.detail == "only a"));
    add_up(&late);
    // A watchlist of one, who has another name besides.
    let list = place.path().join("one.csv");
    fs::write(&list, "id,name,aliases\nveldarin,Veldarin Robotics,Robotics\n").unwrap();
    let one = compared(&output, &run(place.path(), "one", "corpus", &["--watchlist", list.to_str().unwrap()]));
    assert!(one.made.iter().any(|d| d.kind == "list" && d.name == "watchlist"));
    let gone = cell(&one, "alibaba", Scope::All, "row");
    assert_eq!((gone.a.as_str(), gone.b.as_str(), gone.causes[0].name), ("present", "", "row only in a"));
    add_up(&one);
    // Periods of another length cannot be held against one another; the totals can.
    let weeks = compared(&output, &run(place.path(), "weeks", "corpus", &["--period", "week"]));
    assert!(!weeks.same_periods);
    assert!(weeks.moved.iter().all(|m| m.scope == Scope::All && m.column.starts_with("peak")), "{:?}", weeks.moved);
}

#[test]
fn the_command_says_it_in_eighty_columns_and_by_its_exit_code() {
    let place = tempfile::tempdir().unwrap();
    let rules = run(place.path(), "rules", "corpus", &["--tone", "rules", "--csv-profile", "excel-eu"]);
    let base = run(place.path(), "base", "corpus", &[]);
    let base = base.to_str().unwrap();
    let (rules, table) = (rules.to_str().unwrap(), place.path().join("moved.csv"));
    let done = pressmark(&["compare", base, rules, "-o", table.to_str().unwrap(), "--all"]).code(1);
    let said = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    assert!(said.contains("setting tone: both -> rules") && said.contains("tone of mentions"), "{said}");
    let rows = csv::Reader::from_path(&table).unwrap().into_records().count();
    assert!(rows > 50, "{rows}");
    pressmark(&["compare", base, base])
        .code(0)
        .stdout("The same: 1818 cells, their articles, and how they were made.\n");
    pressmark(&["compare", "output", "corpus"]).code(2);
}
