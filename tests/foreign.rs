//! What others' programs make of what we write: a browser, LibreOffice, Python. A program that is not there skips its
//! test with a message; `.ci/run` brings them along where it may.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn output() -> PathBuf {
    root().join("output")
}

/// Runs a program; none where it is not there.
fn run(program: &str, args: &[&str]) -> Option<Output> {
    Command::new(program).args(args).output().ok().filter(|done| done.status.code() != Some(127))
}

fn skipped(what: &str) {
    eprintln!("skipped: {what}");
}

/// A browser that runs without a window.
fn browser() -> Option<&'static str> {
    let known = ["chromium", "chromium-browser", "google-chrome"];
    known.into_iter().find(|name| run(name, &["--version"]).is_some_and(|done| done.status.success()))
}

#[test]
fn a_browser_shows_the_page_whole_and_asks_the_network_for_nothing() {
    let Some(browser) = browser() else { return skipped("no Chromium to open report.html with") };
    let place = tempfile::tempdir().unwrap();
    let file = |name: &str| place.path().join(name).display().to_string();
    fs::copy(output().join("report.html"), file("report.html")).unwrap();
    fs::copy(root().join("tests/browser.html"), file("browser.html")).unwrap();
    let log = file("network.json");
    let flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
                 --disable-component-update --disable-sync --allow-file-access-from-files --enable-logging=stderr \
                 --virtual-time-budget=120000 --dump-dom";
    let mut args: Vec<String> = flags.split_whitespace().map(str::to_string).collect();
    args.push(format!("--user-data-dir={}", file("profile")));
    args.push(format!("--log-net-log={log}"));
    args.push(format!("file://{}", file("browser.html")));
    let done = Command::new(browser).args(&args).output().unwrap();
    let (shown, said) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    let found = shown.split("<pre id=\"said\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let found: serde_json::Value =
        serde_json::from_str(found.unwrap_or_else(|| panic!("the page did not load: {said}"))).unwrap();
    assert!(found["links"].as_u64().unwrap() > 100, "{found}");
    assert_eq!((found["too_wide"].to_string(), found["lost"].to_string()), ("[]".into(), "[]".into()));
    // The frame's own request fails, and is the only thing to complain of.
    let complaints: Vec<&str> =
        said.lines().filter(|l| l.contains("CONSOLE") && !l.contains("control.invalid")).collect();
    assert!(complaints.is_empty(), "{complaints:?}");
    let log = fs::read_to_string(log).unwrap();
    let asked = |line: &&str| line.contains("\"initiator\":\"file://") && line.contains("\"url\":\"http");
    let asked: Vec<&str> = log.lines().filter(asked).collect();
    assert!(asked.iter().any(|l| l.contains("control.invalid")), "the log shows no request at all");
    let asked: Vec<&&str> = asked.iter().filter(|l| !l.contains("control.invalid")).collect();
    assert!(asked.is_empty(), "{asked:?}");
}

#[test]
fn libreoffice_opens_the_workbook_without_repair_and_reads_its_cells() {
    let place = tempfile::tempdir().unwrap();
    let to = place.path().display().to_string();
    let profile = format!("-env:UserInstallation=file://{to}/profile");
    // Sheet 4 is Companies; a number behind the filter options writes one sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,4";
    let book = output().join("coverage.xlsx");
    let args = [&profile, "--headless", "--convert-to", filter, "--outdir", &to, book.to_str().unwrap()];
    let Some(done) = run("soffice", &args) else { return skipped("no LibreOffice to open coverage.xlsx with") };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let sheets: Vec<PathBuf> = fs::read_dir(place.path())
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "csv"))
        .collect();
    assert_eq!(sheets.len(), 1, "{sheets:?}");
    let rows = |path: &Path| -> Vec<csv::StringRecord> {
        let table = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
        table.into_records().map(Result::unwrap).collect()
    };
    // Above the headers stands a note.
    let (sheet, table) = (rows(&sheets[0]), rows(&output().join("companies.csv")));
    assert_eq!(sheet.len(), table.len() + 1);
    assert!(table.len() > 5);
    // A share is written as percent, a truth in capitals.
    let plain = |cell: &str| match cell.strip_suffix('%').and_then(|share| share.parse::<f64>().ok()) {
        Some(share) => format!("{:.4}", share / 100.0),
        None => cell.parse::<f64>().map_or(cell.to_lowercase(), |number| format!("{number:.4}")),
    };
    for (read, written) in sheet[1..].iter().zip(&table) {
        assert_eq!(read.iter().map(plain).collect::<Vec<_>>(), written.iter().map(plain).collect::<Vec<_>>());
    }
}

/// Python that has modules.
fn python(modules: &str) -> Option<String> {
    let ours = root().join("target/python/bin/python").display().to_string();
    let wanted = format!("import {modules}");
    let able = |python: &String| run(python, &["-c", &wanted]).is_some_and(|done| done.status.success());
    [ours, "python3".to_string()].into_iter().find(able)
}

#[test]
fn python_reads_back_every_cell_and_finds_the_data_package_valid() {
    let Some(python) = python("openpyxl, frictionless") else {
        return skipped("no Python with openpyxl and frictionless");
    };
    let script = root().join("tests/foreign.py").display().to_string();
    let done = run(&python, &[&script, output().to_str().unwrap()]).unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "{said}");
    assert!(said.contains("cells read back"), "{said}");
}

/// The lines of the README in a language, block by block.
fn readme(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let begin = format!("```{language}\n");
    readme.split(&begin).skip(1).map(|rest| rest.split("```").next().unwrap().to_string()).collect()
}

/// A folder with the output of the sample, Parquet too, under the name that the README uses.
fn with_parquet() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_pressmark"))
        .current_dir(root())
        .args(["run", "corpus", "-q", "--parquet", "--no-xlsx", "--no-report", "-o"])
        .arg(place.path().join("output"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    place
}

fn runs(program: &str, flag: &str, lines: &str, place: &Path) -> String {
    let done = Command::new(program).current_dir(place).args([flag, lines]).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{lines}\n{said}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn the_lines_of_the_readme_run_in_python() {
    let Some(python) = python("pandas, polars, pyarrow") else { return skipped("no Python with pandas and polars") };
    let blocks = readme("python");
    assert_eq!(blocks.len(), 2);
    let place = with_parquet();
    let (pandas, polars) =
        (runs(&python, "-c", &blocks[0], place.path()), runs(&python, "-c", &blocks[1], place.path()));
    assert!(pandas.contains("Alibaba"), "{pandas}");
    assert!(polars.contains("White House"), "{polars}");
    // Both readings of each table agree: names, and which cells are missing.
    let both = "import pandas as pd, pathlib\n\
                for file in sorted(pathlib.Path('output/parquet').glob('*.parquet')):\n    \
                    typed, plain = pd.read_parquet(file), pd.read_csv(f'output/{file.stem}.csv', keep_default_na=False, na_values=[''], dtype=str)\n    \
                    assert list(typed.columns) == list(plain.columns), file\n    \
                    assert (typed.isna().values == plain.isna().values).all(), file\n    \
                    print(file.stem, len(typed))\n";
    assert_eq!(runs(&python, "-c", both, place.path()).lines().count(), 12);
}

#[test]
fn the_lines_of_the_readme_run_in_r() {
    if run("Rscript", &["--version"]).is_none() {
        return skipped("no R");
    }
    let blocks = readme("r");
    assert_eq!(blocks.len(), 1);
    let shown = runs("Rscript", "-e", &blocks[0], with_parquet().path());
    assert!(shown.contains("Alibaba"), "{shown}");
}

#[test]
fn a_coded_sheet_saved_by_libreoffice_is_read_as_it_was_written() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name).display().to_string();
    let pressmark = |args: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_pressmark")).current_dir(root()).args(args).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    pressmark(&["sample", "output", "-n", "60", "-o", &at("coding")]);
    // Every other row negative, the rest neutral, as a coder might.
    let mut sheet = csv::Reader::from_path(at("coding/coding-mentions.csv")).unwrap();
    let names = sheet.headers().unwrap().clone();
    let mut coded = csv::Writer::from_path(at("coded.csv")).unwrap();
    coded.write_record(&names).unwrap();
    for (n, row) in sheet.records().map(Result::unwrap).enumerate() {
        let tone = if n % 2 == 0 { "negative" } else { "neutral" };
        let cells = names.iter().zip(&row).map(|(name, cell)| match name {
            "is_it_1" => "yes",
            "tone_1" => tone,
            _ => cell,
        });
        coded.write_record(cells).unwrap();
    }
    coded.flush().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", at("profile"));
    let mut figures = Vec::new();
    for kind in ["csv", "xlsx", "ods"] {
        if kind != "csv" {
            let args =
                ["--headless", "--infilter=CSV:44,34,76", "--convert-to", kind, "--outdir", &at(""), &at("coded.csv")];
            let Some(done) = run("soffice", &[&[profile.as_str()], &args[..]].concat()) else {
                return skipped("no LibreOffice to save a coded sheet with");
            };
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
        let (sheet, json) = (at(&format!("coded.{kind}")), at(&format!("{kind}.json")));
        pressmark(&["validate", &sheet, "--output", "output", "-o", &json]);
        let found: serde_json::Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
        figures.push((kind, found["tone"].to_string(), found["entity"].to_string()));
    }
    assert!(figures[0].1.len() > 100, "{figures:?}");
    assert!(figures.iter().all(|f| (&f.1, &f.2) == (&figures[0].1, &figures[0].2)), "{figures:?}");
}
