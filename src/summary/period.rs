//! Periods: the day, week, month, quarter or year a date falls in.

use crate::article::{DatePrecision, Published};
use crate::settings::Period;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// First day of a period; `None` for what has no date, or one too coarse for the period.
pub type PeriodKey = Option<Date>;

/// The period an article falls in. A date known to the month has no week, one known to the year no month.
pub fn period_of(published: Option<&Published>, period: Period) -> PeriodKey {
    let published = published?;
    let enough = match published.precision {
        DatePrecision::Year => period == Period::Year,
        DatePrecision::Month => !matches!(period, Period::Day | Period::Week),
        DatePrecision::Day | DatePrecision::Time => true,
    };
    let day: Date = published.day().parse().ok()?;
    enough.then(|| start(day, period))
}

/// First day of the period a day falls in; weeks begin on Monday (ISO 8601).
pub fn start(day: Date, period: Period) -> Date {
    match period {
        Period::Day => day,
        Period::Week => day.saturating_sub(i64::from(day.weekday().since(Weekday::Monday)).days()),
        Period::Month => day.first_of_month(),
        Period::Quarter => Date::constant(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
        Period::Year => day.first_of_year(),
    }
}

/// Last day of the period that begins on `start`.
pub fn last(start: Date, period: Period) -> Date {
    next(start, period).saturating_sub(1.day())
}

/// First day of the period after.
pub fn next(start: Date, period: Period) -> Date {
    match period {
        Period::Day => start.saturating_add(1.day()),
        Period::Week => start.saturating_add(1.week()),
        Period::Month => start.saturating_add(1.month()),
        Period::Quarter => start.saturating_add(3.months()),
        Period::Year => start.saturating_add(1.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_falls_in_its_periods() {
        let day: Date = "2025-11-23".parse().unwrap();
        for (period, first, last_day) in [
            (Period::Day, "2025-11-23", "2025-11-23"),
            (Period::Week, "2025-11-17", "2025-11-23"),
            (Period::Month, "2025-11-01", "2025-11-30"),
            (Period::Quarter, "2025-10-01", "2025-12-31"),
            (Period::Year, "2025-01-01", "2025-12-31"),
        ] {
            assert_eq!(start(day, period).to_string(), first);
            assert_eq!(last(start(day, period), period).to_string(), last_day);
        }
    }

    #[test]
    fn a_coarse_date_has_no_fine_period() {
        let month =
            Published { at: "2025-11".into(), seconds: 0, precision: DatePrecision::Month, source: "field".into() };
        assert_eq!(period_of(Some(&month), Period::Week), None);
        assert_eq!(period_of(Some(&month), Period::Month).unwrap().to_string(), "2025-11-01");
        assert_eq!(period_of(None, Period::Month), None);
    }
}
