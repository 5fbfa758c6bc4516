//! `pressmark check`: what a corpus holds, before anything is run on it.

use crate::article::Problem;
use crate::check::{Check, check};
use crate::cli::run::Common;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(
    after_help = "Exit codes: 0 every file was read; 1 nothing was, or some of it could not be; 2 could not run."
)]
pub struct Args {
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// Show every problem and notice, not the first of each kind.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    common: Common,
}

/// Columns of a terminal that the report fits.
const WIDTH: usize = 80;

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let file = args.common.file()?;
    let settings = file.settings()?;
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    let found = args.common.pool(&file)?.install(|| check(&corpus, &settings))?;
    let mut out = std::io::stdout().lock();
    for line in report(&found, args.all) {
        writeln!(out, "{line}")?;
    }
    let lost = found.problems.iter().any(|problem| !problem.notice);
    Ok(ExitCode::from(u8::from(lost || found.articles == 0)))
}

/// The report, a line each.
fn report(found: &Check, all: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut row = |name: &str, value: u64, note: &str| {
        lines.push(fit(format!("{name:<18}{:>10}  {note}", grouped(value)).trim_end()));
    };
    row("files", found.files, &size(found.bytes));
    row("articles", found.articles, &format!("{} words", grouped(found.words)));
    let of = |n: u64| format!("{} of {} ({})", grouped(n), grouped(found.articles), percent(n, found.articles));
    if found.repeated > 0 {
        row("repeated", found.repeated, "have title and text of another, letter for letter");
    }
    for (format, n) in most(&found.formats) {
        row(&format!("  {format}"), n, &percent(n, found.articles));
    }
    let span = found.days.as_ref().map_or(String::new(), |(first, last)| format!("{first} to {last}"));
    row("dated", found.dated(), &format!("{}  {span}", percent(found.dated(), found.articles)));
    for (source, n) in most(&found.date_sources) {
        row(&format!("  {source}"), n, &percent(n, found.articles));
    }
    if found.vague > 0 {
        row("  no day", found.vague, "only the month or year is known");
    }
    let undated = found.articles - found.dated();
    if undated > 0 {
        row("undated", undated, &percent(undated, found.articles));
    }
    let named = |n: &BTreeMap<String, u64>, most_shown: usize| {
        let named: Vec<(&str, u64)> = most(n).into_iter().filter(|(name, _)| !name.is_empty()).collect();
        let mut shown: Vec<String> =
            named.iter().take(most_shown).map(|(name, n)| format!("{name} {}", grouped(*n))).collect();
        if named.len() > most_shown {
            shown.push(format!("{} more", named.len() - most_shown));
        }
        let none = n.get("").copied().unwrap_or(0);
        if none > 0 {
            shown.push(format!("unknown {}", grouped(none)));
        }
        shown.join(", ")
    };
    if found.years.len() > 1 {
        let years: Vec<String> = found.years.iter().map(|(year, n)| format!("{year} {}", grouped(*n))).collect();
        lines.extend(wrapped("years", &years.join(", "), 4));
    }
    if found.articles > 0 {
        lines.extend(wrapped("languages", &named(&found.languages, 12), 3));
        lines.extend(wrapped("outlets", &named(&found.outlets, 8), 4));
        lines.push(fit(&format!("{:<18}{}", "titles", of(found.titles))));
        lines.push(fit(&format!("{:<18}{}", "authors", of(found.authors))));
    }
    let mut cut = false;
    for (name, notice) in [("problems", false), ("notices", true)] {
        let of_kind: Vec<&Problem> = found.problems.iter().filter(|problem| problem.notice == notice).collect();
        lines.push(format!("{name:<18}{:>10}", grouped(of_kind.len() as u64)));
        let mut kinds: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
        of_kind.into_iter().for_each(|problem| kinds.entry(&problem.problem).or_default().push(problem));
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(kind, problems)| (std::cmp::Reverse(problems.len()), *kind));
        for (kind, problems) in kinds {
            lines.push(fit(&format!("  {kind} {}{}", grouped(problems.len() as u64), endings(kind, &problems))));
            let shown = if all { problems.len() } else { 1 };
            for problem in &problems[..shown] {
                let record = problem.record.map_or(String::new(), |n| format!(", record {n}"));
                let line = format!("    {}{record}: {}", problem.path, problem.detail);
                cut |= !all && line.chars().count() > WIDTH;
                lines.push(if all { line } else { fit(&line) });
            }
            cut |= shown < problems.len();
        }
    }
    if cut {
        lines.push("With --all each of them is shown, and whole.".to_string());
    }
    lines
}

/// Of files that are not read, how many have which ending: `: .rar 2, .doc 1`.
fn endings(kind: &str, problems: &[&Problem]) -> String {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for problem in problems.iter().filter(|_| kind == "not-an-article") {
        let file = problem.path.rsplit('/').next().unwrap_or_default();
        let ending = file.rsplit_once('.').map_or(String::new(), |(_, ending)| format!(".{}", ending.to_lowercase()));
        *counts.entry(ending).or_default() += 1;
    }
    let told: Vec<String> = most(&counts)
        .into_iter()
        .filter(|(ending, _)| (2..=8).contains(&ending.len()))
        .take(6)
        .map(|(ending, n)| format!("{ending} {}", grouped(n)))
        .collect();
    if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) }
}

/// The entries of a map, the most frequent first.
fn most(map: &BTreeMap<String, u64>) -> Vec<(&str, u64)> {
    let mut entries: Vec<(&str, u64)> = map.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    entries.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
    entries
}

fn percent(n: u64, of: u64) -> String {
    if of == 0 { String::new() } else { format!("{:.1} %", n as f64 * 100.0 / of as f64) }
}

/// A number with a comma between thousands.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}

/// A line cut to the width of a terminal.
fn fit(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.to_string();
    }
    line.chars().take(WIDTH - 1).chain(['…']).collect()
}

/// A list behind its name, broken at its commas over so many lines at most.
fn wrapped(name: &str, list: &str, most: usize) -> Vec<String> {
    let mut lines = vec![format!("{name:<18}")];
    for item in list.split(", ") {
        let last = lines.last_mut().map(|line| line.chars().count()).unwrap_or(0);
        if last > 18 && last + item.chars().count() + 3 > WIDTH {
            lines.last_mut().into_iter().for_each(|line| line.push(','));
            lines.push(" ".repeat(18));
        }
        if let Some(line) = lines.last_mut() {
            if line.chars().count() > 18 {
                line.push_str(", ");
            }
            line.push_str(item);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        lines.last_mut().into_iter().for_each(|line| line.push('…'));
    }
    lines.iter().map(|line| fit(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_fits_a_terminal() {
        let mut found = Check::default();
        (found.files, found.bytes, found.articles) = (3, 12_345_678, 1_234_567);
        for n in 0..60 {
            found.outlets.insert(format!("A paper of a rather long name, number {n}"), n);
            found.years.insert(format!("{}", 1960 + n), 20_000);
        }
        found.formats.insert("europresse-html".into(), 1_234_567);
        found.date_sources.insert("field:ambiguous".into(), 1_200_000);
        found.problems.push(Problem::new(&"x/".repeat(60), Some(4), "read", "broken-json", "y".repeat(90)));
        for path in ["a/old.rar", "b.RAR", "c.doc"] {
            found.problems.push(Problem::new(path, None, "walk", "not-an-article", "z"));
        }
        let lines = report(&found, false);
        assert!(lines.contains(&"  not-an-article 3: .rar 2, .doc 1".to_string()), "{lines:#?}");
        assert!(lines.last().is_some_and(|line| line.starts_with("With --all")), "{lines:#?}");
        assert!(!report(&found, true).iter().any(|line| line.starts_with("With --all")));
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{lines:#?}");
        assert!(lines[0].contains("12.3 MB") && lines[1].contains("1,234,567"), "{lines:#?}");
        assert_eq!((grouped(7), grouped(1_000), grouped(123_456)), ("7".into(), "1,000".into(), "123,456".into()));
    }
}
