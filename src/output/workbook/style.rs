//! Formats of cells and the colours of the charts.

use crate::output::cell::{Column, Kind};
use rust_xlsxwriter::{Color, ConditionalFormat3ColorScale, ConditionalFormatType, Format, FormatAlign, FormatBorder};

/// Unique stories.
pub const STORIES: Color = Color::RGB(0x1F4E79);
/// Copies, behind the stories.
pub const COPIES: Color = Color::RGB(0xD3DCE6);
/// Against: the lower end of the scale of tone.
pub const NEGATIVE: Color = Color::RGB(0xC8713A);
/// Between.
pub const NEUTRAL: Color = Color::RGB(0xFFFFFF);
/// For: the upper end. With [`NEGATIVE`] a pair that most colour-blind people tell apart.
pub const POSITIVE: Color = Color::RGB(0x3E8FB0);
/// Headers and titles.
pub const INK: Color = Color::RGB(0x1B2733);
/// Notes.
pub const FAINT: Color = Color::RGB(0x5B6B7A);

/// The formats of a workbook.
pub struct Styles {
    /// Title of a sheet.
    pub title: Format,
    /// A note.
    pub note: Format,
    /// A note over more than one line.
    pub prose: Format,
    /// A section's name.
    pub section: Format,
    /// Header of a column.
    pub header: Format,
    /// A key number.
    pub figure: Format,
    /// What a key number counts.
    pub figure_name: Format,
    /// Text.
    pub text: Format,
    /// A link that is text.
    pub link: Format,
    integer: Format,
    number: Format,
    share: Format,
    tone: Format,
    day: Format,
}

impl Styles {
    /// All of them.
    pub fn new() -> Self {
        let base = || Format::new().set_font_name("Calibri").set_font_size(10).set_align(FormatAlign::Top);
        let number = |format: &str| base().set_num_format(format);
        Styles {
            title: base().set_bold().set_font_size(18).set_font_color(INK),
            note: base().set_font_color(FAINT).set_italic(),
            prose: base().set_text_wrap(),
            section: base().set_bold().set_font_size(12).set_font_color(INK),
            header: base()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(INK)
                .set_border_bottom(FormatBorder::Thin),
            figure: number("#,##0").set_bold().set_font_size(16).set_font_color(STORIES).set_align(FormatAlign::Left),
            figure_name: base().set_font_color(FAINT),
            text: base(),
            link: base().set_font_color(STORIES).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            integer: number("#,##0_)"),
            number: number("0.00_)"),
            share: number("0.0%_)"),
            tone: number("+0.00_);-0.00_);0.00_)"),
            day: number("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }

    /// The format of a column.
    pub fn of(&self, column: &Column) -> &Format {
        match column.kind {
            Kind::Text if wraps(column.name) => &self.prose,
            Kind::Text | Kind::Boolean => &self.text,
            Kind::Integer => &self.integer,
            Kind::Day => &self.day,
            Kind::Number if is_tone(column.name) => &self.tone,
            Kind::Number if column.name.ends_with("_share") || column.name == "share_of_voice" => &self.share,
            Kind::Number => &self.number,
        }
    }
}

/// Whether a column holds sentences, which go over more than one line.
pub fn wraps(column: &str) -> bool {
    matches!(column, "sentence" | "meaning" | "detail")
}

/// Points of a row that holds so many lines; a limit of Excel is 409.
pub fn height(lines: usize) -> f64 {
    (2.0 + 13.0 * lines as f64).min(409.0)
}

/// Lines that a text takes in a column of so many characters, as nearly as can be told without its font.
pub fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>().max(1)
}

/// Whether a column holds tones from −1 to 1: they alone have the scale of colours.
pub fn is_tone(column: &str) -> bool {
    matches!(column, "tone" | "tone_mean" | "tone_lo" | "tone_hi" | "tone_with_reposts")
}

/// The scale of colours, the same on every sheet: −1, 0, 1.
pub fn scale() -> ConditionalFormat3ColorScale {
    ConditionalFormat3ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, -1)
        .set_midpoint(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_minimum_color(NEGATIVE)
        .set_midpoint_color(NEUTRAL)
        .set_maximum_color(POSITIVE)
}
