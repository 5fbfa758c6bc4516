//! The sheet Read me: what was read, what the sheets hold, and what to know before a number is used.

use crate::output::cell::Row;
use crate::output::gathered::Gathered;
use crate::output::rows::CodebookRow;
use crate::output::table::header;
use crate::output::workbook::evidence::Places;
use crate::output::workbook::sheet::{grouped, prints};
use crate::output::workbook::style::{Styles, height, lines};
use rust_xlsxwriter::{Url, Worksheet, XlsxError};

/// The sheets and what they are for.
const SHEETS: [(&str, &str); 10] = [
    ("Dashboard", "The most covered companies at a glance: figures, sparklines, charts."),
    ("Company × period", "One row is a company in a period. Every number that rests on sentences is a link to them."),
    ("Companies", "One row is a company, over the whole corpus."),
    ("Stances", "One row is a claim, once a story: who, act, whom, how firmly. A denial names the claim it answers."),
    ("Stories", "One row is a story with two or more articles: where it started, who carried it, how fast."),
    ("Outlets", "One row is a company in an outlet."),
    ("Co-mentions", "One row is two companies named in the same stories."),
    ("Evidence", "One row is a sentence that names a company, with its tone, its voice and the words that decided."),
    ("Quality", "One row is a file, record or date that could not be used, or something to know of it."),
    ("Codebook", "One row is a column: its type, meaning and unit."),
];

/// Characters of a line.
const WIDTH: usize = 100;

/// What to know, in `readme.txt`: a paragraph a line.
const NOTES: &str = include_str!("readme.txt");

/// Writes the sheet.
pub fn readme(sheet: &mut Worksheet, styles: &Styles, gathered: &Gathered, places: &Places) -> Result<(), XlsxError> {
    sheet.set_name("Read me")?;
    prints(sheet, "Read me")?;
    sheet.set_screen_gridlines(false).set_print_fit_to_pages(1, 1);
    sheet.set_column_width(0, 26)?.set_column_width(1, WIDTH as f64)?;
    sheet.set_row_height(0, 26)?;
    sheet.write_string_with_format(0, 0, "Coverage by company", &styles.title)?;
    let version =
        concat!("Made by pressmark ", env!("CARGO_PKG_VERSION"), ". The CSVs beside this workbook hold the same rows.");
    sheet.write_string_with_format(1, 0, version, &styles.note)?;
    let mut row = 3;
    sheet.write_string_with_format(row, 0, "What was read", &styles.section)?;
    for (name, count) in [
        ("articles read", "articles_read"),
        ("articles counted", "articles"),
        ("stories", "stories"),
        ("copies of a story", "reposts"),
        ("articles without a date", "undated"),
        ("companies with a table", "companies"),
        ("mentions", "mentions"),
        ("claims", "claims"),
        ("errors: left out", "problems"),
        ("notices", "notices"),
    ] {
        row += 1;
        sheet.write_string_with_format(row, 0, name, &styles.text)?;
        let count = grouped(gathered.count(count) as usize);
        sheet.write_string_with_format(row, 1, &count, &styles.text)?;
    }
    row += 2;
    sheet.write_string_with_format(row, 0, "Sheets", &styles.section)?;
    for (name, about) in SHEETS {
        row += 1;
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 0, url, &styles.link)?;
        sheet.write_string_with_format(row, 1, about, &styles.prose)?;
    }
    row += 2;
    sheet.write_string_with_format(row, 0, "To know before a number is used", &styles.section)?;
    let mut note = |name: &str, text: &str| -> Result<(), XlsxError> {
        row += 1;
        sheet.write_string_with_format(row, 0, name, &styles.text)?;
        sheet.write_string_with_format(row, 1, text, &styles.prose)?;
        sheet.set_row_height(row, height(lines(text, WIDTH)))?;
        Ok(())
    };
    for line in NOTES.lines() {
        let (name, text) = line.split_once(": ").unwrap_or(("", line));
        let text = match (&gathered.validated, name) {
            (Some(validated), "Tone") => validated.clone(),
            _ => text.replace("{how}", &gathered.how),
        };
        note(name, &text)?;
    }
    let (shown, all) = places.shown;
    if shown < all {
        let text = format!(
            "The sheet Evidence holds {} of {} sentences: of each company and period the first ones, stories before \
             their copies. mentions.csv holds all.",
            grouped(shown),
            grouped(all)
        );
        note("Evidence", &text)?;
    }
    Ok(())
}

/// The columns of a table that is no CSV, as rows of the codebook.
pub fn columns_of<R: Row>(file: &str) -> Vec<CodebookRow> {
    let row = |column: &crate::output::cell::Column| CodebookRow {
        file: file.to_string(),
        column: header(column.name).to_string(),
        r#type: column.kind.frictionless().to_string(),
        meaning: column.meaning.to_string(),
    };
    R::COLUMNS.iter().map(row).collect()
}
