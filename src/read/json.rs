//! JSON: one object, a list of them, an object that holds a list, or one object a line.

use super::batch::Batch;
use super::columns::{Column, Names};
use super::json_fields::{Fields, FieldsOf};
use super::json_frame;
use super::json_whole::{Found, Whole};
use super::record::{Exported, Record, admit};
use super::{Parsed, ReadOptions, decode, text};
use serde::de::DeserializeSeed;
use std::borrow::Cow;

/// Parses lines of JSON. A line that is none is a problem; the others are kept.
pub(super) fn parse_lines(batch: &Batch, options: &ReadOptions) -> Parsed {
    let names = Names::new(&options.columns);
    let mut problems = Vec::new();
    let mut lines: Vec<(u32, Cow<str>)> = Vec::new();
    // Lines of UTF-8, nearly all, are checked in one go.
    let whole = std::str::from_utf8(&batch.bytes).ok();
    let (mut start, mut number) = (0, batch.first);
    while start < batch.bytes.len() {
        let end = memchr::memchr(b'\n', &batch.bytes[start..]).map_or(batch.bytes.len(), |ahead| start + ahead);
        let line = &batch.bytes[start..end];
        if !line.iter().all(u8::is_ascii_whitespace) {
            match whole {
                Some(text) => lines.push((number, Cow::Borrowed(&text[start..end]))),
                None => {
                    let decoded = decode::decode(line, None);
                    if decoded.replaced {
                        problems.push(text::replaced(batch, Some(number)));
                    }
                    lines.push((number, decoded.text));
                }
            }
        }
        start = end + 1;
        number = number.saturating_add(1);
    }
    if lines.is_empty() && batch.first == 1 {
        problems.push(batch.source.problem(None, "empty", "blank lines only").with_bytes(batch.bytes()));
    }
    let mut records = Vec::with_capacity(lines.len());
    for (number, line) in &lines {
        let mut json = serde_json::Deserializer::from_str(line);
        let parsed = Fields(&names).deserialize(&mut json).and_then(|fields| json.end().map(|()| fields));
        match parsed {
            Ok(Some(fields)) => take(fields, *number, line.len() as u64, batch, &mut records, &mut problems, true),
            Ok(None) => {
                let detail = format!("line {number} holds no object");
                problems.push(batch.source.problem(Some(*number), "broken-json", detail).with_bytes(line.len() as u64));
            }
            Err(error) => {
                let detail = format!("line {number}, column {}: {}", error.column(), plain(&error));
                problems.push(batch.source.problem(Some(*number), "broken-json", detail).with_bytes(line.len() as u64));
            }
        }
    }
    finish(records, problems, batch, options, true)
}

/// Parses a whole JSON file; what stands before a fault is kept.
pub(super) fn parse_whole(batch: &Batch, options: &ReadOptions) -> Parsed {
    let names = Names::new(&options.columns);
    let decoded = decode::decode(&batch.bytes, None);
    let mut problems = Vec::new();
    if decoded.replaced {
        problems.push(text::replaced(batch, None));
    }
    let mut found = Found::default();
    let mut json = serde_json::Deserializer::from_str(&decoded.text);
    let mut values = 0;
    // Lines of JSON under the name of JSON, or answers one behind the other, are as many values.
    let outcome = loop {
        let mut next = Found::default();
        let outcome = Whole::new(&names, &mut next).deserialize(&mut json);
        values += usize::from(!next.records.is_empty());
        found.records.append(&mut next.records);
        found.is_list |= next.is_list;
        found.is_graph |= next.is_graph;
        if outcome.is_err() || json.end().is_ok() {
            break outcome;
        }
    };
    // What has no text by row may have it by column, or has as many texts as titles.
    if values <= 1 && (found.is_textless() || found.records.iter().flatten().any(FieldsOf::is_frame)) {
        match json_frame::rows(&decoded.text, &names) {
            Ok(rows) => {
                found = Found { records: rows.into_iter().map(Some).collect(), is_list: true, is_graph: false };
            }
            Err(header) if !header.is_empty() => {
                let header: Vec<String> = header.iter().map(|name| format!("\"{name}\"")).collect();
                let detail = format!(
                    "no column holds the text; the columns are {}. Name it in the settings: [columns] text = \"…\"",
                    header.join(", ")
                );
                problems.push(batch.source.problem(None, "no-text-column", detail).with_bytes(batch.bytes()));
                found = Found::default();
            }
            Err(_) => {}
        }
    }
    let many = found.is_list || values > 1;
    // A graph of schema.org holds people, sites and pictures beside the article.
    let has_text =
        |fields: &Option<FieldsOf>| fields.as_ref().is_some_and(|f| f.cells[Column::Text as usize].is_some());
    if found.is_graph && found.records.iter().any(has_text) {
        found.records.retain(has_text);
    }
    let mut records = Vec::new();
    for (at, fields) in found.records.into_iter().enumerate() {
        let number = (at as u32).saturating_add(1);
        match fields {
            Some(fields) => take(fields, number, 0, batch, &mut records, &mut problems, many),
            None => {
                problems.push(batch.source.problem(Some(number), "broken-json", "an entry of the list is no object"))
            }
        }
    }
    if let Err(error) = outcome {
        let detail = format!(
            "line {}, column {}: {}; {} records before it were read",
            error.line(),
            error.column(),
            plain(&error),
            records.len()
        );
        problems.push(batch.source.problem(None, "broken-json", detail).with_bytes(batch.bytes()));
    } else if records.is_empty() && problems.is_empty() {
        problems.push(batch.source.problem(None, "empty", "no record in it").with_bytes(batch.bytes()));
    }
    finish(records, problems, batch, options, many)
}

fn finish(
    records: Vec<Record>,
    mut problems: Vec<crate::article::Problem>,
    batch: &Batch,
    options: &ReadOptions,
    many: bool,
) -> Parsed {
    let mut parsed = admit(records, &batch.source, options, many);
    problems.append(&mut parsed.problems);
    parsed.problems = problems;
    parsed
}

/// The message without the place, which is said before it.
fn plain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_string()
}

/// Adds the record, or the problem that it has no text at all.
fn take<'a>(
    mut fields: FieldsOf<'a>,
    number: u32,
    bytes: u64,
    batch: &Batch,
    records: &mut Vec<Record<'a>>,
    problems: &mut Vec<crate::article::Problem>,
    many: bool,
) {
    if fields.nul {
        problems.push(text::nul(batch, many.then_some(number)));
    }
    // The New York Times gives the beginning or an abstract.
    if let Some((lead, what)) = fields.lead() {
        let detail = format!("the source gives no full text; its {what} is what is read");
        problems.push(batch.source.problem(many.then_some(number), "excerpt", detail).as_notice());
        fields.cells[Column::Text as usize] = Some((0, lead));
    }
    if let (None, Some((key, what))) = (&fields.cells[Column::Text as usize], &fields.not_text) {
        let detail = format!("\"{key}\" holds {what} where the text should be");
        problems.push(batch.source.problem(many.then_some(number), "no-text", detail).with_bytes(bytes));
        return;
    }
    if fields.cells[Column::Text as usize].is_none() {
        let keys: Vec<String> = fields.keys.iter().map(|key| format!("\"{key}\"")).collect();
        let detail = format!(
            "no key holds the text; the record has {}. Name it in the settings: [columns] text = \"…\"",
            if keys.is_empty() { "no keys".to_string() } else { keys.join(", ") }
        );
        problems.push(batch.source.problem(many.then_some(number), "no-text", detail).with_bytes(bytes));
        return;
    }
    // NewsAPI gives the first characters and says how many more there are.
    if let Some((_, text)) = &mut fields.cells[Column::Text as usize]
        && text.ends_with(" chars]")
        && let Some(at) = text.rfind("[+")
        && text[at + 2..text.len() - 7].bytes().all(|byte| byte.is_ascii_digit())
    {
        let detail = format!("the source gives the beginning only: {}", &text[at..]);
        problems.push(batch.source.problem(many.then_some(number), "excerpt", detail).as_notice());
        *text = Cow::Owned(text[..at].trim_end().trim_end_matches('…').to_string());
    }
    let exported = [Column::Path, Column::Record, Column::Format, Column::DateSource]
        .iter()
        .all(|column| fields.cells[*column as usize].is_some());
    let mut cell = |column: Column| fields.cells[column as usize].take().map_or(Cow::Borrowed(""), |cell| cell.1);
    records.push(Record {
        number,
        bytes,
        id: cell(Column::Id),
        title: cell(Column::Title),
        text: cell(Column::Text),
        outlet: cell(Column::Outlet),
        author: cell(Column::Author),
        url: cell(Column::Url),
        canonical: cell(Column::Canonical),
        language: cell(Column::Language),
        section: cell(Column::Section),
        // Services write 0 where they do not know.
        words: cell(Column::Words).parse().ok().filter(|words| *words > 0),
        dates: vec![(cell(Column::Date), "field")],
        extracted: String::new(),
        made: String::new(),
        walled: false,
        exported: exported.then(|| Exported {
            path: cell(Column::Path).into_owned(),
            record: cell(Column::Record).parse().unwrap_or(1),
            many: match cell(Column::Many).as_ref() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            format: cell(Column::Format).into_owned(),
            date_source: cell(Column::DateSource).into_owned(),
            date_precision: cell(Column::DatePrecision).into_owned(),
        }),
    });
}
