//! The names of months and seasons, in the languages of `months.csv`.

use std::sync::LazyLock;

/// Whether a word names a month.
pub(super) fn is_month(name: &str) -> bool {
    month_of(name).is_some()
}

/// The number of the month of that name, in any of the languages of `months.csv`.
pub(super) fn month_of(name: &str) -> Option<i64> {
    static MONTHS: LazyLock<Vec<(&str, i64)>> = LazyLock::new(|| {
        let mut names: Vec<(&str, i64)> = include_str!("months.csv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut cells = line.splitn(3, ',');
                let month: i64 = cells.next()?.parse().ok()?;
                Some(cells.nth(1)?.split(' ').map(move |name| (name, month)).collect::<Vec<_>>())
            })
            .flatten()
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    });
    let name = name.to_lowercase();
    MONTHS.binary_search_by(|entry| entry.0.cmp(name.as_str())).ok().map(|at| MONTHS[at].1)
}

/// Whether the word is one of the seasons by which quarterlies are dated.
pub(super) fn is_season(word: &str) -> bool {
    const SEASONS: [&str; 17] = [
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "frühjahr",
        "frühling",
        "sommer",
        "herbst",
        "printemps",
        "été",
        "automne",
        "hiver",
        "lente",
        "zomer",
        "herfst",
        "primavera",
    ];
    SEASONS.contains(&word.to_lowercase().as_str())
}
