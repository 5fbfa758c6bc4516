//! The coding sheet: `coding.xlsx` with drop-downs, and the same rows as CSVs. Same bytes each time.

use crate::coding::{Drawn, IS_IT, TONES, UNCLEAR, acts};
use crate::output::cell::Row;
use crate::output::rows::{ClaimSheetRow, MentionSheetRow};
use crate::output::table;
use crate::output::workbook::text;
use crate::settings::CsvProfile;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};
use std::io;
use std::path::Path;

/// The files, in the order they are written.
pub const FILES: [&str; 3] = ["coding.xlsx", "coding-mentions.csv", "coding-claims.csv"];

/// What coders are told, a paragraph a line.
const INSTRUCTIONS: &str = include_str!("coding.txt");

/// Writes the sheet into a folder that holds none.
pub fn write(folder: &Path, drawn: &(Vec<Drawn>, Vec<Drawn>), profile: CsvProfile) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    if let Some(file) = FILES.iter().find(|file| folder.join(file).exists()) {
        let text = format!("{file} stands there, perhaps with a coder's work in it; name another folder with -o");
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, text));
    }
    let mentions: Vec<MentionSheetRow> = drawn.0.iter().map(mention).collect();
    let claims: Vec<ClaimSheetRow> = drawn.1.iter().map(claim).collect();
    // Coders open it in a spreadsheet, which takes a CSV without a mark for another encoding.
    let profile = if profile == CsvProfile::Tidy { CsvProfile::Excel } else { profile };
    table::write(&folder.join(FILES[1]), profile, &mentions)?;
    table::write(&folder.join(FILES[2]), profile, &claims)?;
    let mut book = book(&mentions, &claims).map_err(|e| io::Error::other(e.to_string()))?;
    book.save(folder.join(FILES[0])).map_err(|e| io::Error::other(e.to_string()))
}

fn mention(drawn: &Drawn) -> MentionSheetRow {
    let none = String::new;
    MentionSheetRow {
        row: drawn.question.id.clone(),
        stratum: drawn.stratum as u64,
        weight: Some(drawn.weight),
        company: drawn.question.target.clone(),
        name: drawn.question.name.clone(),
        sentence: drawn.question.sentence.clone(),
        title: drawn.question.title.clone(),
        article_id: drawn.question.article_id.clone(),
        is_it_1: none(),
        tone_1: none(),
        is_it_2: none(),
        tone_2: none(),
        note: none(),
    }
}

fn claim(drawn: &Drawn) -> ClaimSheetRow {
    let none = String::new;
    ClaimSheetRow {
        row: drawn.question.id.clone(),
        stratum: drawn.stratum as u64,
        weight: Some(drawn.weight),
        actor: drawn.question.name.clone(),
        target: drawn.question.target.clone(),
        sentence: drawn.question.sentence.clone(),
        title: drawn.question.title.clone(),
        article_id: drawn.question.article_id.clone(),
        act_1: none(),
        actor_right_1: none(),
        target_right_1: none(),
        act_2: none(),
        actor_right_2: none(),
        target_right_2: none(),
        note: none(),
    }
}

fn book(mentions: &[MentionSheetRow], claims: &[ClaimSheetRow]) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The day on which the ZIP format's own clock begins.
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new().set_title("Coding sheet").set_author("pressmark");
    book.set_properties(&properties.set_creation_datetime(&day));
    let prose = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet().set_name("Read me")?;
    sheet.set_column_width(0, 18)?.set_column_width(1, 100)?;
    for (row, line) in INSTRUCTIONS.lines().enumerate() {
        let (name, about) = line.split_once(": ").unwrap_or(("", line));
        sheet.write_string_with_format(row as u32, 0, name, &bold)?;
        sheet.write_string_with_format(row as u32, 1, about, &prose)?;
    }
    sheet_of(book.add_worksheet().set_name("Mentions")?, mentions)?;
    sheet_of(book.add_worksheet().set_name("Claims")?, claims)?;
    Ok(book)
}

/// A sheet of rows: what is asked in colour, with its drop-downs.
fn sheet_of<R: Row>(sheet: &mut Worksheet, rows: &[R]) -> Result<(), XlsxError> {
    let base = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let ask = base().set_background_color(Color::RGB(0xFFF8E1)).set_border(FormatBorder::Thin);
    let leave = base().set_font_color(Color::RGB(0x8A97A3));
    let header = base().set_bold().set_background_color(Color::RGB(0xD3DCE6));
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in R::COLUMNS.iter().enumerate() {
        let at = at as u16;
        sheet.write_string_with_format(0, at, column.name, &header)?;
        sheet.insert_note(0, at, &rust_xlsxwriter::Note::new(column.meaning).set_author("pressmark"))?;
        let width = match column.name {
            "sentence" => 70.0,
            "title" => 30.0,
            "stratum" | "weight" => 8.0,
            _ => 16.0,
        };
        sheet.set_column_width(at, width)?;
        // They say nothing of the label, but equal ones belong together.
        if ["stratum", "weight"].contains(&column.name) {
            sheet.set_column_hidden(at)?;
        }
        if let Some(list) = choices(column.name).filter(|_| !rows.is_empty()) {
            let validation = DataValidation::new().allow_list_strings(&list)?;
            let validation = validation.set_error_style(DataValidationErrorStyle::Stop);
            let validation = validation.set_error_message("Choose one of the list, or leave the cell empty.")?;
            sheet.add_data_validation(1, at, rows.len() as u32, at, &validation)?;
        }
    }
    for (n, row) in rows.iter().enumerate() {
        for (at, (cell, column)) in row.cells().iter().zip(R::COLUMNS).enumerate() {
            let (n, at) = (n as u32 + 1, at as u16);
            let format = match column.name {
                name if choices(name).is_some() || name == "note" => &ask,
                "row" | "stratum" | "weight" | "article_id" => &leave,
                _ => &base(),
            };
            match cell.parse::<f64>() {
                Ok(number) if column.name == "stratum" || column.name == "weight" => {
                    sheet.write_number_with_format(n, at, number, format)?
                }
                _ if cell.is_empty() => sheet.write_blank(n, at, format)?,
                _ => sheet.write_string_with_format(n, at, text::cell(cell), format)?,
            };
        }
    }
    Ok(())
}

/// What may stand in a column that is asked; `None` of the others.
fn choices(column: &str) -> Option<Vec<&'static str>> {
    let mut list = match column.strip_suffix(['1', '2'])? {
        "tone_" => TONES.to_vec(),
        "is_it_" | "actor_right_" | "target_right_" => IS_IT.to_vec(),
        "act_" => acts(),
        _ => return None,
    };
    list.push(UNCLEAR);
    Some(list)
}
