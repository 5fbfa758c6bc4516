//! Which cell is meant: `company:period:column`.

use crate::results::Results;
use crate::settings::Period;
use crate::summary::{PeriodKey, first_day};
use anyhow::{bail, ensure};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The rows of a company a cell may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A period of `coverage.csv`; none is that of the undated.
    Period(PeriodKey),
    /// The company's row of `companies.csv`.
    All,
}

/// A cell, with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Id of the company.
    pub company_id: String,
    /// Name of the company.
    pub company: String,
    /// The row.
    pub scope: Scope,
    /// The column.
    pub column: String,
    /// What the table says there, as tidy tables show it.
    pub cell: String,
}

impl Place {
    /// Finds the cell that `company:period:column` names; an error says what there is instead.
    pub fn find(results: &Results, question: &str) -> anyhow::Result<Place> {
        let mut parts = question.rsplitn(3, ':');
        let (Some(column), Some(period), Some(company)) = (parts.next(), parts.next(), parts.next()) else {
            bail!(
                "'{question}' names no cell; say company:period:column, as in acme:2025-11:tone_mean or acme:all:stories_n"
            );
        };
        let (column, company) = (column.trim(), company.trim());
        let (company_id, name) = the_company(results, company)?;
        let scope = scope(period.trim(), results.settings.period)?;
        let table = if scope == Scope::All { "companies.csv" } else { "coverage.csv" };
        let mut rows = results.table(table)?;
        rows.need(&[column]).map_err(|_| {
            let names = rows.columns().into_iter().filter(|c| !["company_id", "company"].contains(&c.as_str()));
            anyhow::anyhow!("{table} has no column '{column}'; it has {}", names.collect::<Vec<_>>().join(", "))
        })?;
        let mut periods = BTreeSet::new();
        while let Some(row) = rows.step()? {
            if row.text("company_id") != company_id {
                continue;
            }
            let here = Scope::Period(row.text("period_start").parse::<Date>().ok());
            if scope == Scope::All || here == scope {
                return Ok(Place { company_id, company: name, scope, column: column.into(), cell: row.shown(column) });
            }
            periods.insert(row.text("period_start").to_string());
        }
        let span = match (periods.iter().find(|p| !p.is_empty()), periods.last()) {
            (Some(first), Some(last)) => format!("{first} to {last}"),
            _ => "none".to_string(),
        };
        let undated = if periods.contains("") { ", and 'undated'" } else { "" };
        bail!("no {} '{period}' of {name}; there are {span}{undated}, and 'all'", results.settings.period.name())
    }
}

/// Id and name of a company by its id or name.
fn the_company(results: &Results, wanted: &str) -> anyhow::Result<(String, String)> {
    let mut rows = results.table("companies.csv")?;
    let mut names = Vec::new();
    while let Some(row) = rows.step()? {
        let (id, name) = (row.text("company_id"), row.text("company"));
        if id == wanted || name.to_lowercase() == wanted.to_lowercase() {
            return Ok((id.to_string(), name.to_string()));
        }
        names.push(id.to_string());
    }
    ensure!(!names.is_empty(), "no company has a table in this output");
    let more = names.len().saturating_sub(12);
    names.truncate(12);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    bail!("no company '{wanted}' has a table; there are {}{more}", names.join(", "))
}

/// The row that a period names: `2025`, `2025-11`, `2025-11-23`, `2025-Q4`, `2025-W47`, `undated`, `all`.
fn scope(text: &str, period: Period) -> anyhow::Result<Scope> {
    match text.to_lowercase().as_str() {
        "" | "undated" => return Ok(Scope::Period(None)),
        "all" | "total" => return Ok(Scope::All),
        _ => {}
    }
    let day = match text.split_once('-') {
        None => format!("{text}-01-01").parse().ok(),
        Some((year, part)) => match part.split_at_checked(1) {
            Some(("Q" | "q", quarter)) => {
                let month = quarter.parse::<u8>().ok().filter(|q| (1..=4).contains(q)).map(|q| q * 3 - 2);
                month.and_then(|month| format!("{year}-{month:02}-01").parse().ok())
            }
            Some(("W" | "w", week)) => {
                let weekday = jiff::civil::Weekday::Monday;
                let week = year.parse().ok().zip(week.parse().ok());
                week.and_then(|(year, week)| jiff::civil::ISOWeekDate::new(year, week, weekday).ok()).map(|w| w.date())
            }
            _ if part.contains('-') => text.parse().ok(),
            _ => format!("{text}-01").parse().ok(),
        },
    };
    let Some(day) = day else {
        bail!("'{text}' is no period; say 2025, 2025-11, 2025-11-23, 2025-Q4, 2025-W47, undated or all");
    };
    Ok(Scope::Period(Some(first_day(day, period))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_as_people_write_them() {
        let at = |text, period| match scope(text, period) {
            Ok(Scope::Period(Some(day))) => day.to_string(),
            Ok(other) => format!("{other:?}"),
            Err(error) => error.to_string(),
        };
        assert_eq!(at("2025-11", Period::Month), "2025-11-01");
        assert_eq!(at("2025-11-23", Period::Week), "2025-11-17");
        assert_eq!(at("2025-W47", Period::Week), "2025-11-17");
        assert_eq!(at("2025-Q4", Period::Quarter), "2025-10-01");
        assert_eq!(at("2025", Period::Year), "2025-01-01");
        assert_eq!(at("undated", Period::Month), "Period(None)");
        assert_eq!(at("all", Period::Month), "All");
        for wrong in ["2025-13", "2025-Q5", "soon", "2025-W60", "-"] {
            assert!(at(wrong, Period::Month).contains("is no period"), "{wrong}");
        }
    }
}
