//! `coverage.xlsx`: the tables as a workbook, each number on its first sheets linked to the sentences behind it.
//!
//! The rows are those of the CSVs, cell for cell. Text is always written as text, so nothing in it becomes a formula.
//! The bytes depend on the rows alone: the workbook carries a fixed date.

mod chart;
mod dashboard;
mod evidence;
mod front;
mod sheet;
mod style;
pub(super) mod text;

pub use evidence::MOST_EVIDENCE;

use crate::output::cell::Row;
use crate::output::gathered::Gathered;
use crate::output::rows::*;
use crate::output::{evidence as rows_of, sentences, workbook::sheet::Sheet};
use crate::summary::Summary;
use evidence::Places;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::io;
use std::path::Path;
use style::Styles;

/// Rows of any other table that a sheet holds at most.
const MOST_ROWS: usize = 50_000;
/// Rows of companies by period that the workbook holds at most: they have the most columns.
const MOST_PERIODS: usize = 10_000;

/// Writes the workbook.
pub fn write(path: &Path, summary: &Summary, gathered: &Gathered) -> io::Result<()> {
    make(summary, gathered).and_then(|mut book| book.save(path).map_err(Failure::from)).map_err(|failure| match failure
    {
        Failure::Io(error) => error,
        Failure::Xlsx(error) => io::Error::other(error.to_string()),
    })
}

/// Why a workbook could not be made.
enum Failure {
    Io(io::Error),
    Xlsx(XlsxError),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Io(error)
    }
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        Failure::Xlsx(error)
    }
}

fn make(summary: &Summary, gathered: &Gathered) -> Result<Workbook, Failure> {
    let mut book = Workbook::new();
    // The day on which the ZIP format's own clock begins.
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new().set_title("Coverage by company").set_author("pressmark");
    book.set_properties(&properties.set_creation_datetime(&day));
    let styles = Styles::new();
    let blocks = sentences::blocks(summary, gathered.period, MOST_EVIDENCE);
    let places = Places::of(gathered, &blocks);

    front::readme(book.add_worksheet(), &styles, gathered, &places)?;
    let periods = most_covered(gathered, MOST_PERIODS);
    dashboard::write(book.add_worksheet(), &styles, gathered, &periods, &places)?;

    let (shown, all) = (periods.len(), gathered.coverage_n);
    let csv = if shown < all { "coverage.csv, here the most covered companies" } else { "coverage.csv" };
    let mut sheet = Sheet::begin::<CoverageRow>(book.add_worksheet(), &styles, chart::PERIODS, csv, shown, all)?;
    for row in periods {
        let place = places.of_period(&row.company_id, row.period_start);
        sheet.push(row, |column| links(column).then_some(place).flatten())?;
    }
    sheet.end()?;

    let (rows, all) = first(&gathered.companies);
    let csv = "companies.csv";
    let mut sheet = Sheet::begin::<CompanyRow>(book.add_worksheet(), &styles, "Companies", csv, rows.len(), all)?;
    for row in rows {
        let place = places.of_company(&row.company_id);
        sheet.push(row, |column| links(column).then_some(place).flatten())?;
    }
    sheet.end()?;

    let (shown, all) = first(&summary.claims);
    let worksheet = book.add_worksheet_with_constant_memory()?;
    let mut sheet = Sheet::begin::<StanceRow>(worksheet, &styles, "Stances", "stances.csv", shown.len(), all)?;
    for claims in rows_of::by_article(shown) {
        rows_of::stances(summary, claims)?.iter().try_for_each(|row| sheet.push(row, |_| None))?;
    }
    sheet.end()?;

    whole(&mut book, &styles, "Stories", "stories.csv", &gathered.stories)?;

    let (rows, all) = first(&gathered.outlets);
    let csv = "outlets.csv";
    let mut sheet = Sheet::begin::<OutletRow>(book.add_worksheet(), &styles, "Outlets", csv, rows.len(), all)?;
    for row in rows {
        let place = places.of_company(&row.company_id);
        sheet.push(row, |column| links(column).then_some(place).flatten())?;
    }
    sheet.end()?;

    whole(&mut book, &styles, "Co-mentions", "comentions.csv", &gathered.comentions)?;
    evidence::write(book.add_worksheet_with_constant_memory()?, &styles, summary, &blocks)?;
    whole(&mut book, &styles, "Quality", "problems.csv", &gathered.problems)?;
    let mut codebook = super::codebook();
    codebook.extend(front::columns_of::<EvidenceRow>("coverage.xlsx, Evidence"));
    whole(&mut book, &styles, "Codebook", "codebook.csv, and the columns of the sheet Evidence", &codebook)?;
    Ok(book)
}

/// A sheet of rows that link to nothing.
fn whole<R: Row>(book: &mut Workbook, styles: &Styles, name: &str, csv: &str, rows: &[R]) -> Result<(), Failure> {
    let (shown, all) = first(rows);
    let worksheet = book.add_worksheet_with_constant_memory()?;
    let mut sheet = Sheet::begin::<R>(worksheet, styles, name, csv, shown.len(), all)?;
    for row in shown {
        sheet.push(row, |_| None)?;
    }
    Ok(sheet.end()?)
}

/// The rows a sheet shows, and how many there are.
fn first<T>(rows: &[T]) -> (&[T], usize) {
    (&rows[..rows.len().min(MOST_ROWS)], rows.len())
}

/// The rows by period of the most covered companies, in the order of the table, as many companies as go into `most` rows
/// (and at least those of the Dashboard).
fn most_covered(gathered: &Gathered, most: usize) -> Vec<&CoverageRow> {
    let mut rows = 0;
    let kept = gathered.by_rank().into_iter().enumerate().take_while(|(n, at)| {
        rows += gathered.periods_of(&gathered.companies[*at].company_id).len();
        rows <= most || *n < dashboard::MOST
    });
    let mut kept: Vec<usize> = kept.map(|(_, at)| at).collect();
    kept.sort_unstable();
    kept.into_iter().flat_map(|at| gathered.periods_of(&gathered.companies[at].company_id)).collect()
}

/// Whether a column's numbers come from mentions of the company, so that they have sentences to show.
fn links(column: &str) -> bool {
    let of_the_corpus = column.starts_with("corpus_") || column.starts_with("watchlist_");
    !of_the_corpus && column != "rank" && column != "confidence"
}
