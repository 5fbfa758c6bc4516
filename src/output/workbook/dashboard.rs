//! The sheet Dashboard: the most covered companies at a glance.

use crate::output::cell::{Column, Kind, Row};
use crate::output::gathered::Gathered;
use crate::output::rows::{CompanyRow, CoverageRow};
use crate::output::workbook::chart;
use crate::output::workbook::evidence::Places;
use crate::output::workbook::sheet::{grouped, link, prints, value};
use crate::output::workbook::style::{NEGATIVE, POSITIVE, STORIES, Styles, is_tone, scale};
use crate::output::workbook::text;
use rust_xlsxwriter::{Chart, ChartEmptyCells, FormatAlign, Sparkline, SparklineType, Url, Worksheet, XlsxError};

const NAME: &str = "Dashboard";
/// Companies in the table.
pub const MOST: usize = 12;
/// Companies with charts of their own.
const CHARTED: usize = 5;
/// Row of the table's header.
const HEADER: u32 = 7;
/// Rows a chart takes.
const CHART: u32 = 14;

/// Columns of the table: as in `companies.csv`, and how they are headed here.
const COLUMNS: [(&str, &str); 12] = [
    ("company", "Company"),
    ("stories_n", "Stories"),
    ("reposts_n", "Copies"),
    ("outlets_n", "Outlets"),
    ("share_of_voice", "Share of voice"),
    ("tone_mean", "Tone"),
    ("tone_lo", "95 % from"),
    ("tone_hi", "to"),
    ("positive_n", "Positive stories"),
    ("negative_n", "Negative stories"),
    ("accused_n", "Accused"),
    ("denied_n", "Denied"),
];

/// Writes the sheet; `periods` are the rows of the sheet Company × period.
pub fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    gathered: &Gathered,
    periods: &[&CoverageRow],
    places: &Places,
) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?;
    prints(sheet, NAME)?;
    sheet.set_screen_gridlines(false).set_row_height(0, 26)?;
    sheet.write_string_with_format(0, 0, "Coverage by company", &styles.title)?;
    let note = match &gathered.validated {
        Some(validated) => format!("{validated} Numbers are links to their sentences."),
        None => {
            "Tone is an estimate from -1 to +1, not validated on this corpus. Numbers are links to their sentences."
                .to_string()
        }
    };
    sheet.write_string_with_format(1, 0, &note, &styles.note)?;
    figures(sheet, styles, gathered)?;

    let ranked = gathered.by_rank();
    let shown: Vec<usize> = ranked.iter().copied().filter(|at| gathered.companies[*at].articles_n > 0).collect();
    let top = &shown[..shown.len().min(MOST)];
    headers(sheet, styles)?;
    // One scale for all sparklines of stories, with air above the highest, so that rows can be held against one another.
    let stories = top.iter().flat_map(|at| gathered.periods_of(&gathered.companies[*at].company_id));
    let most = 1.2 * stories.map(|row| row.stories_n).max().unwrap_or(1).max(1) as f64;
    for (n, at) in top.iter().enumerate() {
        company(sheet, styles, (gathered, periods), places, HEADER + 1 + n as u32, (*at, most))?;
    }
    let mut row = HEADER + 1 + top.len() as u32;
    if gathered.companies.len() > top.len() {
        let more = format!("All {} companies are in the sheet Companies.", grouped(gathered.companies.len()));
        let url = Url::new("internal:'Companies'!A1").set_text(more);
        sheet.write_url_with_format(row, 0, url, &styles.link)?;
    }
    if top.is_empty() {
        return Ok(());
    }
    for (at, (name, _)) in COLUMNS.iter().enumerate().filter(|(_, (name, _))| is_tone(name)) {
        debug_assert!(!name.is_empty());
        sheet.add_conditional_format(HEADER + 1, at as u16, row - 1, at as u16, &scale())?;
    }
    row += 2;
    let voice = chart::voice(NAME, (HEADER + 1, HEADER + top.len() as u32, 0), 4);
    place(sheet, row, 0, &voice)?;
    let first = periods.first().map_or(&[][..], |row| gathered.periods_of(&row.company_id));
    let rows = chart::dated(0, first);
    if rows.is_empty() {
        return Ok(());
    }
    let (articles, stories) = ("corpus_articles_n", "corpus_stories_n");
    let corpus = chart::volume("The whole corpus", &rows, articles, stories, gathered.period);
    place(sheet, row, 7, &corpus)?;
    let mut breaks = Vec::new();
    for (n, at) in top.iter().take(CHARTED).enumerate() {
        row += CHART;
        // A page holds four charts one under the other, the first page two below its table.
        if n % 4 == 1 {
            breaks.push(row);
        }
        let of = &gathered.companies[*at];
        let rows = rows_of(gathered, periods, &of.company_id);
        let name = text::cell(&of.company);
        let volume = chart::volume(&format!("{name}: volume"), &rows, "articles_n", "stories_n", gathered.period);
        place(sheet, row, 0, &volume)?;
        place(sheet, row, 7, &chart::tone(&format!("{name}: tone"), &rows, gathered.period))?;
    }
    sheet.set_page_breaks(&breaks)?;
    Ok(())
}

/// A chart with its upper left corner in a cell, a little below the border, which is where a page may end.
fn place(sheet: &mut Worksheet, row: u32, column: u16, chart: &Chart) -> Result<(), XlsxError> {
    sheet.insert_chart_with_offset(row, column, chart, 0, 4)?;
    Ok(())
}

/// The totals, side by side.
fn figures(sheet: &mut Worksheet, styles: &Styles, gathered: &Gathered) -> Result<(), XlsxError> {
    sheet.set_row_height(3, 22)?;
    let figures = [
        ("articles", "articles"),
        ("stories", "stories"),
        ("reposts", "copies"),
        ("claims", "claims"),
        ("problems", "errors"),
    ];
    for (n, (count, name)) in figures.into_iter().enumerate() {
        let at = if n == 0 { 0 } else { 2 * n as u16 - 1 };
        sheet.write_number_with_format(3, at, gathered.count(count) as f64, &styles.figure)?;
        sheet.write_string_with_format(4, at, name, &styles.figure_name)?;
    }
    Ok(())
}

fn headers(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.write_string_with_format(HEADER - 1, 0, "Most covered", &styles.section)?;
    let header = styles.header.clone().set_text_wrap();
    let right = header.clone().set_align(FormatAlign::Right);
    sheet.set_column_width(0, 30)?.set_row_height(HEADER, 28)?;
    for (at, (_, shown)) in COLUMNS.iter().enumerate() {
        sheet.write_string_with_format(HEADER, at as u16, *shown, if at > 0 { &right } else { &header })?;
        if at > 0 {
            sheet.set_column_width(at as u16, 10)?;
        }
    }
    for (at, shown) in ["Stories by period", "Tone by period"].into_iter().enumerate() {
        let at = (COLUMNS.len() + at) as u16;
        sheet.write_string_with_format(
            HEADER,
            at,
            shown,
            &header.clone().set_align(FormatAlign::Left).set_indent(1),
        )?;
        sheet.set_column_width(at, 24)?;
    }
    sheet.set_freeze_panes(HEADER + 1, 1)?.set_repeat_rows(HEADER, HEADER)?;
    Ok(())
}

fn company(
    sheet: &mut Worksheet,
    styles: &Styles,
    (gathered, periods): (&Gathered, &[&CoverageRow]),
    places: &Places,
    row: u32,
    (at, most): (usize, f64),
) -> Result<(), XlsxError> {
    let company = &gathered.companies[at];
    let cells = company.cells();
    sheet.set_row_height(row, 20)?;
    for (at, (name, _)) in COLUMNS.iter().enumerate() {
        let Some(from) = CompanyRow::COLUMNS.iter().position(|c: &Column| c.name == *name) else { continue };
        let (column, cell) = (&CompanyRow::COLUMNS[from], &cells[from]);
        if cell.is_empty() {
            continue;
        }
        let format = styles.of(column);
        if column.kind != Kind::Text
            && cell != "0"
            && let Some(place) = places.of_company(&company.company_id)
        {
            link(sheet, row, at as u16, place, format)?;
        }
        value(sheet, row, at as u16, column.kind, cell, format)?;
    }
    let rows = rows_of(gathered, periods, &company.company_id);
    if rows.is_empty() {
        return Ok(());
    }
    let line = |name: &str, kind: SparklineType| {
        Sparkline::new()
            .set_range(chart::cells(&rows, name))
            .set_type(kind)
            .set_sparkline_color(STORIES)
            .show_empty_cells_as(ChartEmptyCells::Gaps)
    };
    let at = COLUMNS.len() as u16;
    sheet.add_sparkline(row, at, &line("stories_n", SparklineType::Column).set_custom_min(0).set_custom_max(most))?;
    // A column up or down from 0 shows the sign in every program, where a line with gaps is easily lost.
    let tone = line("tone_mean", SparklineType::Column).set_sparkline_color(POSITIVE).show_axis(true);
    let tone = tone.show_negative_points(true).set_negative_points_color(NEGATIVE);
    sheet.add_sparkline(row, at + 1, &tone.set_custom_min(-1).set_custom_max(1))?;
    Ok(())
}

/// The rows of a company's dated periods in the sheet they are drawn from.
fn rows_of(gathered: &Gathered, periods: &[&CoverageRow], company_id: &str) -> chart::Rows {
    let first = periods.partition_point(|row| row.company_id.as_str() < company_id);
    chart::dated(first, gathered.periods_of(company_id))
}
