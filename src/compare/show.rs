//! A comparison as lines for a terminal, at most 80 columns, and as rows.

use super::{Cause, Change, Comparison, Moved};
use crate::explain::Scope;
use crate::output::CompareRow;
use console::{measure_text_width, truncate_str};
use std::io::{self, Write};

/// Lines of each section, where not all are asked for.
const FEW: usize = 10;
/// Lines of moved cells.
const CELLS: usize = 40;

/// Writes a comparison; `all` of it, or the beginning of each section.
pub fn write(found: &Comparison, all: bool, out: &mut impl Write) -> io::Result<()> {
    let most = |few: usize| if all { usize::MAX } else { few };
    if found.is_same() {
        return writeln!(out, "The same: {} cells, their articles, and how they were made.", found.cells);
    }
    writeln!(out, "Made differently{}", none(found.made.is_empty()))?;
    for kind in ["version", "setting", "list", "file"] {
        let of: Vec<_> = found.made.iter().filter(|d| d.kind == kind).collect();
        for one in of.iter().take(most(FEW)) {
            let side = |value: &str| if value.is_empty() { "none".to_string() } else { value.to_string() };
            line(out, &format!("  {kind} {}: {} -> {}", one.name, side(&one.a), side(&one.b)))?;
        }
        more(out, of.len(), most(FEW))?;
    }
    writeln!(out, "\nArticles that differ{}", none(found.articles.is_empty()))?;
    for some in found.articles.chunk_by(|a, b| a.change == b.change) {
        writeln!(out, "  {}: {}", some[0].change.name(), some.len())?;
        let few = if matches!(some[0].change, Change::OnlyInA | Change::OnlyInB) { 3 } else { 5 };
        for one in some.iter().take(most(few)) {
            let detail = if one.detail.is_empty() { String::new() } else { format!(": {}", one.detail) };
            line(out, &format!("    {}{detail}", one.id))?;
        }
        more(out, some.len(), most(few))?;
    }
    let tables = if found.same_periods { "coverage.csv and companies.csv" } else { "companies.csv (other periods)" };
    writeln!(out, "\nNumbers that differ{}", none(found.moved.is_empty()))?;
    writeln!(out, "  {} of {} cells of {tables}", found.moved.len(), found.cells)?;
    cells(found, most(CELLS), out)
}

/// The moved cells by company and period, those with the same causes together; everything before the periods.
fn cells(found: &Comparison, most: usize, out: &mut impl Write) -> io::Result<()> {
    let (mut company, mut said) = ("", 0);
    for row in found.moved.chunk_by(|x, y| (&x.company_id, x.scope) == (&y.company_id, y.scope)) {
        if said >= most {
            break;
        }
        if company != row[0].company_id {
            company = &row[0].company_id;
            line(out, &format!("\n  {} ({company})", row[0].company))?;
        }
        let mut groups: Vec<(Vec<&'static str>, Vec<&Moved>)> = Vec::new();
        for cell in row {
            let names: Vec<&'static str> = cell.causes.iter().map(|cause| cause.name).collect();
            match groups.iter_mut().find(|(known, _)| *known == names) {
                Some((_, cells)) => cells.push(cell),
                None => groups.push((names, vec![cell])),
            }
        }
        for (_, cells) in groups {
            said += cells.len();
            let mut when = format!("    {:<10}", when(row[0].scope, "undated"));
            for cause in most_parts(&cells) {
                let n = cause.n.filter(|n| *n > 1).map_or(String::new(), |n| format!(" ({n})"));
                let example = cause.examples.first().map_or(String::new(), |id| format!(": {id}"));
                line(out, &format!("{when} {}{n}{example}", cause.name))?;
                when = " ".repeat(14);
            }
            let shown: Vec<String> = cells.iter().map(|cell| change(cell)).collect();
            wrapped(out, &shown, 17)?;
        }
    }
    if said < found.moved.len() {
        writeln!(out, "\n  and {} more: --all shows them, -o FILE.csv writes them", found.moved.len() - said)?;
    }
    Ok(())
}

/// The causes that some cells share, with the count of the cell that has the most parts.
fn most_parts<'a>(cells: &[&'a Moved]) -> &'a [Cause] {
    let parts = |cell: &&&Moved| cell.causes.iter().filter_map(|cause| cause.n).sum::<u64>();
    cells.iter().rev().max_by_key(parts).map_or(&[], |cell| &cell.causes)
}

/// A cell and what became of it.
fn change(cell: &Moved) -> String {
    let side = |value: &str| if value.is_empty() { "empty".to_string() } else { value.to_string() };
    format!("{} {} -> {}", cell.column, side(&cell.a), side(&cell.b))
}

/// A list in lines of at most 80 columns, set in.
fn wrapped(out: &mut impl Write, items: &[String], indent: usize) -> io::Result<()> {
    let mut text = " ".repeat(indent);
    for (at, item) in items.iter().enumerate() {
        let comma = if at + 1 < items.len() { ", " } else { "" };
        if text.len() > indent && text.len() + item.len() + comma.trim_end().len() > 80 {
            writeln!(out, "{}", text.trim_end())?;
            text = " ".repeat(indent);
        }
        text += &format!("{item}{comma}");
    }
    writeln!(out, "{}", text.trim_end())
}

fn none(nothing: bool) -> &'static str {
    if nothing { ": none" } else { "" }
}

fn more(out: &mut impl Write, n: usize, most: usize) -> io::Result<()> {
    if n > most { writeln!(out, "    and {} more", n - most) } else { Ok(()) }
}

/// A line of at most 80 columns.
fn line(out: &mut impl Write, text: &str) -> io::Result<()> {
    if measure_text_width(text) <= 80 {
        writeln!(out, "{text}")
    } else {
        writeln!(out, "{}", truncate_str(text, 80, "…"))
    }
}

fn when(scope: Scope, undated: &str) -> String {
    match scope {
        Scope::All => "all".to_string(),
        Scope::Period(None) => undated.to_string(),
        Scope::Period(Some(day)) => day.to_string(),
    }
}

/// A row a moved cell and cause; a cell without a cause has one row.
pub fn rows(found: &Comparison) -> Vec<CompareRow> {
    let mut rows = Vec::new();
    for one in &found.moved {
        let row = |cause: &'static str| CompareRow {
            company_id: one.company_id.clone(),
            company: one.company.clone(),
            period_start: when(one.scope, ""),
            column: one.column.clone(),
            a: one.a.clone(),
            b: one.b.clone(),
            difference: one.difference(),
            cause,
            cause_n: None,
            cause_difference: None,
            examples: String::new(),
        };
        if one.causes.is_empty() {
            rows.push(row("not told by the tables"));
        }
        rows.extend(one.causes.iter().map(|cause: &Cause| CompareRow {
            cause_n: cause.n,
            cause_difference: cause.difference,
            examples: cause.examples.join("|"),
            ..row(cause.name)
        }));
    }
    rows
}

impl Moved {
    /// What the causes add up to, where all are numbers.
    pub fn explained(&self) -> Option<f64> {
        self.causes.iter().map(|cause| cause.difference).sum()
    }
}
