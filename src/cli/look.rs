//! What is most worth a look after a run: the largest class of problems, the least certain company, the most copied story.

use crate::summary::Summary;
use std::collections::BTreeMap;
use std::path::Path;

/// Two lines a point: what it is, at most 80 columns, and where to look; none where there is nothing to look at.
pub fn lines(summary: &Summary, target: &Path) -> Vec<String> {
    let points = [problem(summary), company(summary, target), story(summary)];
    points
        .into_iter()
        .flatten()
        .flat_map(|(what, place)| [clip(&format!("  {what}")), format!("      {place}")])
        .collect()
}

/// A point: what it is, and where to look.
type Point = (String, String);

/// The most frequent kind of problem, or of notice where there is no problem, and the first of it.
fn problem(summary: &Summary) -> Option<Point> {
    let mut kinds: BTreeMap<(bool, &str), (u64, &str)> = BTreeMap::new();
    for problem in &summary.corpus.problems {
        kinds.entry((problem.notice, &problem.problem)).or_insert((0, &problem.path)).0 += 1;
    }
    // Errors go before notices: what they tell of is not in the numbers.
    let ((notice, kind), (n, first)) =
        kinds.into_iter().min_by_key(|((notice, kind), (n, _))| (*notice, std::cmp::Reverse(*n), *kind))?;
    let what = if notice { "notice" } else { "problem" };
    let s = if n == 1 { "" } else { "s" };
    Some((
        format!("{n} {what}{s} of the kind '{kind}', the first in {first}"),
        format!("problems.csv, problem = {kind}"),
    ))
}

/// The company whose tone has the widest interval, among those whose interval holds zero if there is one.
fn company(summary: &Summary, target: &Path) -> Option<Point> {
    let intervals = summary.companies.iter().filter_map(|c| Some((c, c.total.tone_interval?)));
    let width = |(low, high): (f64, f64)| ((high - low) * 10_000.0).round() as i64;
    let (company, (low, high)) = intervals.max_by_key(|(c, ends)| {
        (ends.0 <= 0.0 && ends.1 >= 0.0, width(*ends), std::cmp::Reverse(&summary.entities.rows[c.entity].id))
    })?;
    let row = &summary.entities.rows[company.entity];
    let n = company.total.tone_stories_n;
    Some((
        format!("least certain tone: {}, {n} stories with a tone, {low:+.2} to {high:+.2}", row.name),
        format!(
            "pressmark explain {} {}",
            quoted(&target.display().to_string()),
            quoted(&format!("{}:all:tone_mean", row.id))
        ),
    ))
}

/// The story with the most articles.
fn story(summary: &Summary) -> Option<Point> {
    let corpus = &summary.corpus;
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for index in corpus.counted() {
        *sizes.entry(corpus.placed[index].original).or_default() += 1;
    }
    let (original, n) = sizes.into_iter().filter(|(_, n)| *n > 1).min_by_key(|(at, n)| (std::cmp::Reverse(*n), *at))?;
    let article = &corpus.articles[original];
    let copies = if n == 2 { "1 copy".to_string() } else { format!("{} copies", n - 1) };
    let outlet = if article.outlet.is_empty() { String::new() } else { format!("{}: ", article.outlet) };
    Some((
        format!("most copied story, {copies}: {outlet}{}", article.title),
        format!("articles.csv, story_id = {}", corpus.ids[original]),
    ))
}

/// At most 80 columns.
fn clip(line: &str) -> String {
    console::truncate_str(line, 80, "…").into_owned()
}

/// A word for a command line.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_string()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_a_shell_would_split_is_quoted() {
        for (word, shown) in [("output", "output"), ("my results", "'my results'"), ("o'neill", r"'o'\''neill'")] {
            assert_eq!(quoted(word), shown);
        }
    }
}
