//! The charts of the Dashboard. They draw the rows of the sheets, so a filter or a correction shows in them too.

use crate::output::cell::Row;
use crate::output::rows::CoverageRow;
use crate::output::workbook::sheet::HEADER;
use crate::output::workbook::style::{COPIES, FAINT, INK, STORIES};
use crate::settings::Period;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartEmptyCells, ChartFont, ChartLegendPosition, ChartLine, ChartMarker,
    ChartMarkerType, ChartSolidFill, ChartType, Color,
};
use std::ops::Range;

/// The sheet the charts draw.
pub const PERIODS: &str = "Company × period";

/// Rows of that sheet that hold one company's dated periods, from 0.
pub type Rows = Range<u32>;

/// The rows, given the place of the company's first row among all and its rows.
pub fn dated(first: usize, rows: &[CoverageRow]) -> Rows {
    let undated = rows.iter().take_while(|row| row.period_start.is_none()).count();
    let at = HEADER + 1 + first as u32;
    at + undated as u32..at + rows.len() as u32
}

/// A column of that sheet.
pub fn column(name: &str) -> u16 {
    CoverageRow::COLUMNS.iter().position(|c| c.name == name).unwrap_or_default() as u16
}

/// A column over some rows, as charts and sparklines name it.
pub fn cells(rows: &Rows, name: &str) -> (&'static str, u32, u16, u32, u16) {
    (PERIODS, rows.start, column(name), rows.end.saturating_sub(1), column(name))
}

/// Volume: all articles as a ghost behind the unique stories.
pub fn volume(title: &str, rows: &Rows, articles: &str, stories: &str, period: Period) -> Chart {
    let mut chart = plain(ChartType::Column, title);
    let each = [(articles, "Articles, copies and all", COPIES), (stories, "Unique stories", STORIES)];
    for (name, shown, colour) in each {
        let series = chart.add_series();
        series.set_name(shown).set_categories(cells(rows, "period_start")).set_values(cells(rows, name));
        series.set_format(ChartSolidFill::new().set_color(colour)).set_overlap(100).set_gap(60);
    }
    by_period(&mut chart, period);
    chart.y_axis().set_min(0).set_num_format("#,##0");
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9, FAINT));
    chart.set_alt_text(format!("{title}: articles and unique stories by period"));
    chart
}

/// Tone: the mean as a point, its 95 % interval as a line through it.
pub fn tone(title: &str, rows: &Rows, period: Period) -> Chart {
    // High, low, close: every spreadsheet draws the line from high to low of this kind.
    let mut chart = plain(ChartType::Stock, title);
    for (name, shown) in [("tone_hi", "95 % to"), ("tone_lo", "95 % from"), ("tone_mean", "Tone, mean over stories")] {
        let series = chart.add_series();
        series.set_name(shown).set_categories(cells(rows, "period_start")).set_values(cells(rows, name));
        series.set_format(ChartLine::new().set_hidden(true));
        let mut marker = ChartMarker::new();
        if name == "tone_mean" {
            marker.set_type(ChartMarkerType::Circle).set_size(8);
            marker.set_format(ChartSolidFill::new().set_color(STORIES));
        } else {
            marker.set_type(ChartMarkerType::LongDash).set_size(5);
            marker.set_format(ChartSolidFill::new().set_color(FAINT));
        }
        series.set_marker(&marker);
    }
    chart.set_high_low_lines(true).set_high_low_lines_format(ChartLine::new().set_color(FAINT).set_width(1.5));
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    by_period(&mut chart, period);
    chart.y_axis().set_min(-1).set_max(1).set_major_unit(0.5).set_num_format("+0.0;-0.0;0");
    chart.x_axis().set_label_position(ChartAxisLabelPosition::Low);
    chart.legend().set_hidden();
    chart.set_alt_text(format!("{title}: mean tone over stories by period with its 95 % interval"));
    chart
}

/// Share of voice: a bar a company, from the table of the Dashboard.
pub fn voice(sheet: &str, names: (u32, u32, u16), shares: u16) -> Chart {
    let mut chart = plain(ChartType::Bar, "Share of voice: stories of those that name any company here");
    let (first, last, at) = names;
    let series = chart.add_series();
    series.set_categories((sheet, first, at, last, at)).set_values((sheet, first, shares, last, shares));
    series.set_format(ChartSolidFill::new().set_color(STORIES)).set_gap(40);
    // The first row of the table is the uppermost bar.
    chart.y_axis().set_reverse().set_font(&font(9, INK)).set_major_gridlines(false);
    chart.x_axis().set_min(0).set_num_format("0%").set_font(&font(9, FAINT)).set_major_gridlines(true);
    chart.x_axis().set_major_gridlines_line(&faint()).set_label_position(ChartAxisLabelPosition::High);
    chart.legend().set_hidden();
    chart.set_alt_text("Share of voice by company");
    chart
}

fn plain(kind: ChartType, title: &str) -> Chart {
    let mut chart = Chart::new(kind);
    let mut bold = font(11, INK);
    bold.set_bold();
    chart.title().set_name(title).set_font(&bold);
    chart.set_width(560).set_height(260);
    chart
}

fn by_period(chart: &mut Chart, period: Period) {
    let format = match period {
        Period::Day | Period::Week => "yyyy-mm-dd",
        Period::Month | Period::Quarter => "yyyy-mm",
        Period::Year => "yyyy",
    };
    chart.x_axis().set_text_axis(true).set_num_format(format).set_font(&font(9, FAINT));
    chart.y_axis().set_font(&font(9, FAINT)).set_major_gridlines_line(&faint());
}

fn faint() -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(0xE3E8ED)).set_width(0.75);
    line
}

fn font(size: u8, colour: Color) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(size).set_color(colour);
    font
}
