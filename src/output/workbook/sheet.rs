//! A sheet with one table: a note, headers that stay in sight and on every printed page, filters, rows.

use crate::output::cell::{Column, Kind, Row};
use crate::output::table::header;
use crate::output::workbook::style::{Styles, height, is_tone, lines, scale, wraps};
use crate::output::workbook::text;
use jiff::civil::Date;
use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle, Url, Worksheet, XlsxError};

/// Row of the headers; the rows of the table follow. The sheet's note stands above.
pub const HEADER: u32 = 1;
/// Links a sheet can hold: Excel drops those beyond 65,530.
const MOST_LINKS: u32 = 65_000;
/// Width of a column in characters at most.
const WIDEST: usize = 50;
/// Width of a column of sentences, which go over more than one line.
const SENTENCE: usize = 80;
/// Width of a printed page in characters, at a size that can be read.
const PAGE: usize = 220;

/// Rows of the sheet Evidence, first and last, both from 0.
pub type Place = (u32, u32);

/// A sheet that grows row by row.
pub struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    columns: &'static [Column],
    widths: Vec<usize>,
    note: String,
    row: u32,
    links: u32,
    unlinked: bool,
    /// How many columns are printed, where not all are.
    printed: Option<u16>,
}

impl<'a> Sheet<'a> {
    /// Begins a sheet that will show `shown` of `all` rows of a CSV.
    pub fn begin<R: Row>(
        sheet: &'a mut Worksheet,
        styles: &'a Styles,
        name: &str,
        csv: &str,
        shown: usize,
        all: usize,
    ) -> Result<Self, XlsxError> {
        let columns = R::COLUMNS;
        let last = columns.len() as u16 - 1;
        let note = match (shown, all) {
            (_, 0) => format!("No row. As {csv}."),
            (shown, all) if shown < all => format!(
                "Only {} of {} rows, so that the workbook stays easy to open; all are in {csv}.",
                grouped(shown),
                grouped(all)
            ),
            _ => format!("{} {}. As {csv}.", grouped(all), if all == 1 { "row" } else { "rows" }),
        };
        sheet.set_name(name)?;
        prints(sheet, name)?;
        sheet.set_repeat_rows(HEADER, HEADER)?;
        // The company and its period stay in sight, or the first two columns.
        let frozen = columns.iter().take(4).position(|c| c.name == "period_start").unwrap_or(1) as u16 + 1;
        sheet.set_freeze_panes(HEADER + 1, frozen)?.set_repeat_columns(0, frozen - 1)?;
        // Rows come in order, so the note is written before the headers; what is known only at the end goes elsewhere.
        sheet.write_string_with_format(0, 0, &note, &styles.note)?;
        let headers: Vec<TableColumn> = columns
            .iter()
            .map(|c| TableColumn::new().set_header(header(c.name)).set_header_format(&styles.header))
            .collect();
        let table = Table::new()
            .set_name(format!("t_{}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")))
            .set_columns(&headers)
            .set_style(TableStyle::Light1);
        // A table must have a row.
        let end = HEADER + shown.max(1) as u32;
        sheet.add_table(HEADER, 0, end, last, &table)?;
        for (at, column) in columns.iter().enumerate() {
            if is_tone(column.name) {
                sheet.add_conditional_format(HEADER + 1, at as u16, end, at as u16, &scale())?;
            }
        }
        // Room for the arrow of the filter.
        let widths = columns.iter().map(|c| header(c.name).len() + 3).collect();
        Ok(Sheet { sheet, styles, columns, widths, note, row: HEADER + 1, links: 0, unlinked: false, printed: None })
    }

    /// Appends a row; `place` says where the numbers of a column come from.
    pub fn push<R: Row>(&mut self, row: &R, place: impl Fn(&str) -> Option<Place>) -> Result<(), XlsxError> {
        let (mut at, mut most) = (0, 1);
        row.each_cell(&mut String::new(), |cell| {
            let column = &self.columns[at];
            if !cell.is_empty() {
                if wraps(column.name) {
                    most = lines(cell, SENTENCE).max(most);
                }
                let number = matches!(column.kind, Kind::Integer | Kind::Number);
                let to = if number && cell != "0" { place(column.name) } else { None };
                self.write(at as u16, column, cell, to)?;
            }
            at += 1;
            Ok::<(), XlsxError>(())
        })?;
        // Not every program finds the height of a wrapped row by itself.
        if most > 1 {
            self.sheet.set_row_height(self.row, height(most))?;
        }
        self.row += 1;
        Ok(())
    }

    fn write(&mut self, at: u16, column: &Column, cell: &str, to: Option<Place>) -> Result<(), XlsxError> {
        let widest = if wraps(column.name) { SENTENCE } else { WIDEST };
        let width = &mut self.widths[at as usize];
        *width = cell.chars().take(widest).count().max(*width);
        let format = self.styles.of(column);
        if let Some(place) = to {
            if self.links < MOST_LINKS {
                self.links += 1;
                link(self.sheet, self.row, at, place, format)?;
            } else {
                self.unlinked = true;
            }
        }
        value(self.sheet, self.row, at, column.kind, cell, format)
    }

    /// Prints only the columns before this one; the rest is for the screen.
    pub fn print_before(&mut self, column: &str) {
        self.printed = self.columns.iter().position(|c| c.name == column).map(|at| at as u16);
    }

    /// Sets the widths, and says where not every number could be linked.
    pub fn end(self) -> Result<(), XlsxError> {
        for (at, width) in self.widths.iter().enumerate() {
            self.sheet.set_column_width(at as u16, *width as f64)?;
        }
        // A long table prints over as many pages side by side as it needs to be read; names stand on each.
        let printed = self.printed.map_or(self.widths.len(), usize::from);
        let pages = self.widths[..printed].iter().sum::<usize>().div_ceil(PAGE);
        self.sheet.set_print_fit_to_pages(pages as u16, 0);
        if self.printed.is_some() {
            self.sheet.set_print_area(0, 0, self.row.max(HEADER + 2) - 1, printed as u16 - 1)?;
        }
        if self.unlinked {
            let note =
                format!("{} The first {} numbers are links to Evidence.", self.note, grouped(MOST_LINKS as usize));
            self.sheet.write_string_with_format(0, 0, &note, &self.styles.note)?;
        }
        Ok(())
    }
}

/// Writes a value as what it is: text is never looked at, so none becomes a formula, a number or a link.
pub fn value(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    kind: Kind,
    cell: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    match kind {
        Kind::Boolean => sheet.write_boolean_with_format(row, at, cell == "true", format)?,
        Kind::Integer | Kind::Number => match cell.parse::<f64>() {
            Ok(number) if number.is_finite() => sheet.write_number_with_format(row, at, number, format)?,
            _ => sheet.write_string_with_format(row, at, text::cell(cell), format)?,
        },
        // Days before 1900 are none to Excel.
        Kind::Day => match cell.parse::<Date>() {
            Ok(day) if (1900..=9999).contains(&day.year()) => {
                let day =
                    rust_xlsxwriter::ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
                sheet.write_datetime_with_format(row, at, day, format)?
            }
            _ => sheet.write_string_with_format(row, at, text::cell(cell), format)?,
        },
        Kind::Text => sheet.write_string_with_format(row, at, text::cell(cell), format)?,
    };
    Ok(())
}

/// Makes a cell a link to rows of the sheet Evidence; its value is written after.
pub fn link(sheet: &mut Worksheet, row: u32, at: u16, place: Place, format: &Format) -> Result<(), XlsxError> {
    let url = Url::new(format!("internal:'Evidence'!A{}:H{}", place.0 + 1, place.1 + 1));
    sheet.write_url_with_format(row, at, url.set_text("·").set_tip("Open the sentences"), format)?;
    Ok(())
}

/// How every sheet prints: across, as wide as the paper, with its name and the number of the page.
pub fn prints(sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&L&8{}&R&8&P / &N", name.replace('&', "&&")));
    Ok(())
}

/// A number with its thousands apart.
pub fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
