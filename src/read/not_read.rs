//! Files that are not read: what a person is told of them, by the endings in `not_read.csv`.

use crate::article::Problem;
use std::sync::LazyLock;

struct Row {
    severity: &'static str,
    endings: Vec<&'static str>,
    told: &'static str,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let lines = include_str!("not_read.csv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut cells = line.splitn(3, ',');
            Some(Row { severity: cells.next()?, endings: cells.next()?.split('|').collect(), told: cells.next()? })
        })
        .collect()
});

fn row(name: &str) -> Option<&'static Row> {
    let lower = name.to_lowercase();
    let ending = lower.rsplit('/').next()?.rsplit_once('.')?.1;
    ROWS.iter().find(|row| row.endings.contains(&ending))
}

/// Whether the name alone says that a file is not read, whatever its content looks like.
pub(super) fn is_known(name: &str) -> bool {
    row(name).is_some_and(|row| row.severity != "error")
}

/// What is said of a file that is not read.
pub(super) fn problem(name: &str, stage: &str) -> Problem {
    let row = row(name);
    let told = row.map_or(
        "not a format that is read, by its name or content; `pressmark run --help` names those that are",
        |row| row.told,
    );
    let problem = Problem::new(name, None, stage, "not-an-article", told);
    if row.is_some_and(|row| row.severity == "notice") { problem.as_notice() } else { problem }
}

#[cfg(test)]
mod tests {
    use super::super::format::{Format, is_archive};
    use super::*;

    #[test]
    fn the_list_is_sound() {
        let mut seen = std::collections::BTreeSet::new();
        for (at, line) in include_str!("not_read.csv").lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let cells: Vec<&str> = line.splitn(3, ',').collect();
            assert!(cells.len() == 3 && ["notice", "error", "sealed"].contains(&cells[0]), "line {}", at + 1);
            for ending in cells[1].split('|') {
                let name = format!("a.{ending}");
                assert!(seen.insert(ending) && ending == ending.to_lowercase(), "line {}: {ending}", at + 1);
                assert!(Format::of(&name).is_none() && !is_archive(&name), "line {}: {ending} is read", at + 1);
            }
        }
    }

    #[test]
    fn a_picture_loses_nothing_and_an_old_document_might() {
        assert!(problem("saved/x_files/logo.PNG", "walk").notice);
        let old = problem("old.doc", "walk");
        assert!(!old.notice && old.detail.contains("save it as .docx"), "{old:?}");
        assert!(
            !problem("codes.xyz", "walk").notice
                && !is_known("old.doc")
                && is_known("a.pptx")
                && !is_known("noending")
                && !is_known("a.b/noending")
        );
    }
}
