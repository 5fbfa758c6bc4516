//! Stretches: the runs of periods that a corpus covers, and the long times between them in which it has no article.
//!
//! A period without coverage is a row of zeros where the corpus could have had articles. Where it has none at all for
//! years, a zero would say what nobody knows, and one wrong date of 1600 would make thousands of such rows a company.

use super::period::{self, PeriodKey, period_of};
use super::place::Corpus;
use crate::article::Problem;
use crate::settings::Period;
use jiff::ToSpan;
use jiff::civil::Date;

/// The longest time without any article of the corpus whose periods still have rows, in days: ten years, so that a
/// paper's break, or a corpus drawn from every fifth or tenth year, keeps a regular series.
const LONGEST: i32 = 3653;
/// The same where a period is a day: a year and some months, so that a corpus of two seasons does.
const LONGEST_OF_DAYS: i32 = 500;

/// Periods on end, from the one that begins on `first` to the one that begins on `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub first: Date,
    pub last: Date,
}

/// The stretches of a corpus whose articles fall in these periods, which are sorted.
pub fn stretches(dated: impl Iterator<Item = Date>, length: Period) -> Vec<Stretch> {
    let longest = if length == Period::Day { LONGEST_OF_DAYS } else { LONGEST };
    let mut stretches: Vec<Stretch> = Vec::new();
    for at in dated {
        match stretches.last_mut() {
            Some(stretch) if days(period::next(stretch.last, length), at) <= longest => stretch.last = at,
            _ => stretches.push(Stretch { first: at, last: at }),
        }
    }
    stretches
}

/// Days from one to another.
fn days(from: Date, to: Date) -> i32 {
    (from.duration_until(to).as_hours() / 24) as i32
}

/// Every period of the stretches.
pub fn periods(stretches: &[Stretch], length: Period) -> Vec<PeriodKey> {
    let mut periods = Vec::new();
    for stretch in stretches {
        let mut at = stretch.first;
        while at <= stretch.last {
            periods.push(Some(at));
            let next = period::next(at, length);
            if next <= at {
                break;
            }
            at = next;
        }
    }
    periods
}

/// What is said of each time that is passed over, with the article at its edge on the side of the fewer.
pub fn gaps(corpus: &Corpus, length: Period) -> Vec<Problem> {
    let period_of = |article: usize| period_of(corpus.articles[article].published.as_ref(), length);
    let mut dated: Vec<(Date, usize)> =
        corpus.counted().filter_map(|article| Some((period_of(article)?, article))).collect();
    dated.sort_by_key(|(period, article)| (*period, corpus.order(*article)));
    let stretches = stretches(dated.iter().map(|(period, _)| *period), length);
    let gap = |pair: &[Stretch]| {
        let [before, behind] = pair else { return None };
        let older = dated.partition_point(|(period, _)| *period <= before.last);
        let newer = dated.len() - older;
        let (edge, n, side) = if older <= newer { (older - 1, older, "before") } else { (older, newer, "behind") };
        let article = &corpus.articles[dated[edge].1];
        let published = article.published.as_ref()?;
        let detail = format!(
            "no article is dated from {} to {}, and no row is written for the time between; {side} it {}: this one, \
             dated {} (date_source {}). If that is wrong, mend the date or cut the corpus with --from and --to",
            period::next(before.last, length),
            behind.first.saturating_sub(1.day()),
            if n == 1 { "stands 1 article".to_string() } else { format!("stand {n} articles, at the edge") },
            published.at,
            published.source,
        );
        Some(Problem::new(article.path(), Some(article.record), "summary", "gap-in-dates", detail).as_notice())
    };
    stretches.windows(2).filter_map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(days: &[&str], length: Period) -> (usize, usize) {
        let dated = days.iter().map(|day| period::start(day.parse().unwrap(), length));
        let stretches = stretches(dated, length);
        (stretches.len(), periods(&stretches, length).len())
    }

    #[test]
    fn years_without_an_article_are_passed_over_and_months_are_not() {
        // Two articles of 2025 and one that is dated 1600 by mistake: 1600-05, 2025-01, 2025-02, 2025-03.
        assert_eq!(of(&["1600-05-03", "2025-01-02", "2025-03-09"], Period::Month), (2, 4));
        assert_eq!(of(&["1600-05-03", "2025-01-02", "2025-01-09"], Period::Day), (2, 9));
        assert_eq!(of(&["1600-05-03", "2025-01-02", "2025-03-09"], Period::Year), (2, 2));
        // From 2015-01 to 2025-01 no month is left out: 119 without an article lie between.
        assert_eq!(of(&["2015-01-20", "2025-01-02"], Period::Month), (1, 121));
        assert_eq!(of(&["2014-01-20", "2025-01-02"], Period::Month), (2, 2));
        // 2015 and 2025, with nine years between; a day in two summers.
        assert_eq!(of(&["2015-01-20", "2025-01-02"], Period::Year), (1, 11));
        assert_eq!(of(&["2024-07-01", "2025-07-01"], Period::Day), (1, 366));
        assert_eq!(of(&["2024-07-01", "2026-07-01"], Period::Day), (2, 2));
        assert_eq!(of(&[], Period::Week), (0, 0));
    }
}
