//! What a run says at its end.

use crate::cli::{look, plural, say};
use crate::output::Run;
use crate::summary::Summary;
use std::collections::BTreeMap;
use std::path::Path;

/// What a person wants to know first.
pub fn report(summary: &Summary, run: &Run, target: &Path) {
    let n = |name: &str| run.counts.get(name).copied().unwrap_or(0);
    let row =
        |name: &str, value: u64, note: String| say(format_args!("{name:<12}{value:>9}  {note}").to_string().trim_end());
    let undated = if n("undated") > 0 { format!("{} without a date", n("undated")) } else { String::new() };
    row("articles", n("articles"), undated);
    if n("articles_read") > n("articles") {
        row("set aside", n("articles_read") - n("articles"), "outside --from and --to".to_string());
    }
    row("stories", n("stories"), format!("{} counted apart", plural(n("reposts"), "repost")));
    row("companies", n("companies"), format!("{} mentions, {} claims", n("mentions"), n("claims")));
    row("problems", n("problems"), kinds(summary, false));
    row("notices", n("notices"), kinds(summary, true));
    let mut most: Vec<_> = summary.companies.iter().filter(|c| c.total.articles_n > 0).collect();
    most.sort_by_key(|c| (std::cmp::Reverse(c.total.stories_n), &summary.entities.rows[c.entity].id));
    if most.is_empty() {
        say(format_args!("\nNo company of the tables is named in these articles."));
    } else {
        say(format_args!("\n{:<28}{:>8}{:>9}{:>7}  95 % interval", "company", "stories", "reposts", "tone"));
    }
    for company in most.iter().take(8) {
        let total = &company.total;
        let shown = |t: f64| if t.abs() < 0.005 { "0.00".to_string() } else { format!("{t:+.2}") };
        let interval =
            total.tone_interval.map_or(String::new(), |(low, high)| format!("{} to {}", shown(low), shown(high)));
        say(format_args!(
            "{:<28}{:>8}{:>9}{:>7}  {interval}",
            shorten(&summary.entities.rows[company.entity].name, 27),
            total.stories_n,
            total.articles_n - total.stories_n,
            total.tone_mean.map_or(String::new(), shown),
        ));
    }
    if most.len() > 8 {
        say(format_args!("and {} more", most.len() - 8));
    }
    if let Some(line) = without_coverage(summary) {
        say(line);
    }
    let look = look::lines(summary, target);
    if !look.is_empty() {
        say("\nMost worth a look");
    }
    look.iter().for_each(say);
    say(format_args!(
        "\nResults are in {}\n{}\
         \x20 companies.csv   the totals of each company\n\
         \x20 coverage.csv    the same by period; companies/ has one sheet a company\n\
         \x20 mentions.csv    the sentences behind the numbers\n\
         \x20 stances.csv     who says or does what to whom\n\
         \x20 problems.csv    what could not be used, and what to know of the rest\n\
         Tone is an estimate from -1 to +1{}",
        target.display(),
        formats(run),
        summary
            .validated
            .as_ref()
            .map_or(", not validated on this corpus.".to_string(), |v| format!(".\n{}", v.sentence())),
    ));
}

/// What was written for people, beside the tables.
fn formats(run: &Run) -> String {
    let lines = [
        ("report.html", "  report.html     one page: charts, claims, the sentences behind each number\n"),
        ("coverage.xlsx", "  coverage.xlsx   the tables as a workbook, with charts\n"),
    ];
    lines.iter().filter(|(file, _)| run.outputs.contains_key(*file)).map(|(_, line)| *line).collect()
}

/// The problems, or the notices, by kind, the most frequent first.
fn kinds(summary: &Summary, notices: bool) -> String {
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    for problem in summary.corpus.problems.iter().filter(|p| p.notice == notices) {
        *kinds.entry(&problem.problem).or_default() += 1;
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    shorten(&kinds.join(", "), 56)
}

/// The watched companies that no article names: a name written otherwise would not be noticed.
fn without_coverage(summary: &Summary) -> Option<String> {
    let rows = summary.companies.iter().filter(|c| c.total.articles_n == 0).map(|c| &summary.entities.rows[c.entity]);
    let names: Vec<&str> = rows.filter(|row| row.watched).map(|row| row.name.as_str()).collect();
    let more = if names.len() > 5 { format!(" and {} more", names.len() - 5) } else { String::new() };
    (!names.is_empty()).then(|| format!("not named: {}{more}", names[..names.len().min(5)].join(", ")))
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
