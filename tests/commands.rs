//! Commands besides `run`, on the sample.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn pressmark(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
    command.current_dir(folder);
    command
}

fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).unwrap()
}

#[test]
fn mentions_stand_in_their_lines() {
    let shown = stdout(pressmark(sample()).args(["mentions", "--company", "Orchard Gridworks", "--width", "80"]));
    assert!(shown.lines().all(|l| console::measure_text_width(l) <= 80), "{shown}");
    // The first article that names it, in date order, names it in its headline.
    let table: Vec<BTreeMap<String, String>> = csv::Reader::from_path(sample().join("output/mentions.csv"))
        .unwrap()
        .deserialize()
        .map(|r: Result<BTreeMap<String, String>, _>| r.unwrap())
        .filter(|r| r["entity_id"] == "orchard" && r["not_counted_because"].is_empty() | (r["voice"] == "own"))
        .collect();
    assert_eq!(shown.lines().count(), table.len());
    let all = stdout(pressmark(sample()).args(["mentions", "--company", "orchard", "--all"]));
    assert!(all.lines().count() >= shown.lines().count());
}

#[test]
fn a_company_that_is_not_named_is_said_with_names_like_it() {
    let done = pressmark(sample()).args(["mentions", "--company", "Orchard Batteries"]).assert().code(1);
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    assert!(said.contains("Orchard Gridworks"), "{said}");
    assert!(done.get_output().stdout.is_empty());
}

#[test]
fn what_a_corpus_names_is_a_watchlist() {
    let place = tempfile::tempdir().unwrap();
    let found = place.path().join("found.csv");
    pressmark(sample()).args(["companies", "corpus", "-o"]).arg(&found).assert().success();
    let rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_path(&found).unwrap().deserialize().map(|r: Result<_, csv::Error>| r.unwrap()).collect();
    let alibaba = rows.iter().find(|r| r["id"] == "alibaba").unwrap();
    // As counted by hand in tests/sample.md.
    assert_eq!((alibaba["articles_n"].as_str(), alibaba["stories_n"].as_str()), ("6", "5"));
    assert!(alibaba["aliases"].split('|').any(|a| a == "Alibaba Group"), "{}", alibaba["aliases"]);
    assert!(!alibaba["sample_1"].is_empty() && alibaba["sample_1"] != alibaba["sample_2"]);
    let output = place.path().join("out");
    pressmark(sample())
        .args(["run", "corpus", "-q", "--watchlist"])
        .arg(&found)
        .arg("-o")
        .arg(&output)
        .assert()
        .success();
    let mut companies = csv::Reader::from_path(output.join("companies.csv")).unwrap();
    assert_eq!(companies.records().count(), rows.len(), "each row of the list has a row in the totals");
}

#[test]
fn a_folder_begins_with_settings_and_a_watchlist() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("new");
    pressmark(place.path()).args(["init", "new"]).assert().success();
    fs::create_dir(folder.join("corpus")).unwrap();
    let text = "Acme Instruments opened a plant in Leeds on Monday. The town is pleased, said its mayor.";
    fs::write(folder.join("corpus/a.txt"), text).unwrap();
    pressmark(&folder).args(["run", "-q"]).assert().success();
    let sheet = fs::read_to_string(folder.join("output/companies.csv")).unwrap();
    assert!(sheet.contains("Acme Instruments"), "{sheet}");
    let before = fs::read_to_string(folder.join("pressmark.toml")).unwrap();
    pressmark(place.path()).args(["init", "new"]).assert().code(2);
    assert_eq!(fs::read_to_string(folder.join("pressmark.toml")).unwrap(), before);
    // Every key that stands there in a comment is one that is understood.
    let uncommented: String = before
        .lines()
        .map(|l| {
            l.strip_prefix("# ").filter(|l| l.contains(" = ") && !l.starts_with(' ') || l.starts_with('[')).unwrap_or(l)
        })
        .map(|l| format!("{l}\n"))
        .collect();
    assert!(uncommented.contains("\ndiscover = false"), "{uncommented}");
    fs::write(
        folder.join("pressmark.toml"),
        uncommented.replace("from = \"2025-01-01\"", "").replace("to = \"2025-12-31\"", ""),
    )
    .unwrap();
    fs::write(folder.join("words.csv"), "word,value\npleased,2\n").unwrap();
    pressmark(&folder).args(["run", "-q"]).assert().success();
}

#[test]
fn a_unit_counts_as_its_parent_where_asked() {
    let place = tempfile::tempdir().unwrap();
    let table = |name: &str, more: &[&str]| -> Vec<BTreeMap<String, String>> {
        let output = place.path().join(name);
        pressmark(sample()).args(["run", "corpus", "-q", "-o"]).arg(&output).args(more).assert().success();
        let mut reader = csv::Reader::from_path(output.join("companies.csv")).unwrap();
        reader.deserialize().map(|r: Result<_, csv::Error>| r.unwrap()).collect()
    };
    let (apart, together) = (table("apart", &[]), table("together", &["--roll-up"]));
    let of = |rows: &[BTreeMap<String, String>], id: &str| {
        rows.iter().find(|r| r["company_id"] == id).map_or(0, |r| r["articles_n"].parse::<u32>().unwrap())
    };
    // Pellaby Foods belongs to Grennoch Holdings; one article names both (tests/sample.md).
    let both: Vec<BTreeMap<String, String>> = csv::Reader::from_path(place.path().join("apart/mentions.csv"))
        .unwrap()
        .deserialize()
        .map(|r: Result<_, csv::Error>| r.unwrap())
        .collect();
    let named = |id: &str| -> std::collections::BTreeSet<&str> {
        both.iter()
            .filter(|r| r["entity_id"] == id && r["counted"] == "true")
            .map(|r| r["article_id"].as_str())
            .collect()
    };
    let union = named("grennoch").union(&named("pellaby")).count() as u32;
    assert!(of(&apart, "pellaby") > 0 && of(&apart, "grennoch") < union);
    assert_eq!((of(&together, "pellaby"), of(&together, "grennoch")), (0, union));
}

#[test]
fn a_dictionary_of_ones_own_takes_the_place_of_ours() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("corpus")).unwrap();
    let text =
        "Boeing and Tidewell said on Monday that talks with Marle had begun. Tidewell hopes for a deal with Boeing.";
    fs::write(place.path().join("corpus/a.txt"), text).unwrap();
    fs::write(place.path().join("ours.csv"), "name\nTidewell\n").unwrap();
    let named = |more: &[&str]| {
        let _ = pressmark(place.path()).args(["run", "-q"]).args(more).assert();
        fs::read_to_string(place.path().join("output/companies.csv")).unwrap()
    };
    assert!(named(&[]).contains("Boeing"));
    let ours = named(&["--dictionary", "ours.csv"]);
    assert!(ours.contains("Tidewell") && !ours.contains("Boeing"), "{ours}");
    assert!(!named(&["--dictionary", "none"]).contains("Boeing"));
    let missing = pressmark(place.path()).args(["run", "--dictionary", "lost.csv"]).assert().code(2);
    assert!(String::from_utf8_lossy(&missing.get_output().stderr).contains("lost.csv"));
}

#[test]
fn results_are_as_the_run_left_them_or_it_is_said() {
    let place = tempfile::tempdir().unwrap();
    let (corpus, output) = (place.path().join("corpus"), place.path().join("output"));
    fs::create_dir(&corpus).unwrap();
    fs::write(corpus.join("a.txt"), "Tidewell opened a plant in Leeds on Monday. The town is pleased.").unwrap();
    fs::write(corpus.join("b.txt"), "Tidewell shut a plant in Hull on Friday. The town is not pleased.").unwrap();
    let _ = pressmark(place.path()).args(["run", "-q"]).assert();
    let verify = || {
        let done = pressmark(place.path()).args(["verify", "output", "corpus"]).output().unwrap();
        (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap())
    };
    assert_eq!(verify(), (0, String::new()));
    fs::write(corpus.join("a.txt"), "Tidewell opened a plant in York on Monday. The town is pleased.").unwrap();
    fs::write(corpus.join("c.txt"), "Nothing of note happened in Goole.").unwrap();
    fs::remove_file(corpus.join("b.txt")).unwrap();
    fs::write(output.join("coverage.csv"), "tampered").unwrap();
    let said =
        "changed  output  coverage.csv\nchanged  corpus  a.txt\nmissing  corpus  b.txt\nnew      corpus  c.txt\n";
    assert_eq!(verify(), (1, said.to_string()));
    fs::write(output.join("run.json"), "{}").unwrap();
    assert_eq!(verify().0, 2);
}

#[test]
fn a_methods_paragraph_has_the_figures_of_the_run() {
    let text = stdout(pressmark(sample()).args(["cite", "output"]));
    // As counted by hand in tests/sample.md.
    for figure in
        ["47 articles", "36 stories", "11 copies", "9 companies", "at most 30 days", "not validated", "@software"]
    {
        assert!(text.contains(figure), "{figure}: {text}");
    }
}

#[test]
fn a_run_ends_with_what_is_worth_a_look() {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("my results");
    let done = pressmark(sample()).args(["run", "corpus", "-o"]).arg(&output).assert().success();
    let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
    // As tests/sample.md says: the recall has six copies.
    assert!(said.contains("most copied story, 6 copies: Meridian Newswire: Veldarin recalls"), "{said}");
    assert!(said.contains("\n      articles.csv, story_id = mnw-250916-003\n"), "{said}");
    assert!(said.contains("1 problem of the kind 'empty', the first in saltmarsh-gazette/"), "{said}");
    // The command it names works.
    let line = said.lines().find(|l| l.trim_start().starts_with("pressmark explain")).unwrap();
    let cell = line.trim_end().rsplit(' ').next().unwrap();
    pressmark(sample()).arg("explain").arg(&output).arg(cell).assert().success();
}
