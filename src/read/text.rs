//! Plain text and Markdown: one article a file, with front matter or header lines where the file has them.

use super::batch::Batch;
use super::columns::{Column, Names};
use super::format::Format;
use super::record::{Record, admit};
use super::{Parsed, ReadOptions, decode, export_file, recognise};
use std::borrow::Cow;

/// Labels a header line may carry, beside the usual column names.
const LABELS: [(&str, Column); 3] = [("by", Column::Author), ("source", Column::Outlet), ("keywords", Column::Many)];

/// Parses a text file. The title stays empty unless front matter or a header line gives it: cleaning finds the
/// headline in the text.
pub(super) fn parse(batch: &Batch, options: &ReadOptions) -> Parsed {
    let (decoded, nul) = decode::decode_nul(&batch.bytes, None);
    let names = Names::new(&options.columns);
    let mut record = Record { number: batch.first, bytes: batch.bytes(), ..Record::default() };
    let text = decoded.text.as_ref();
    if batch.source.format == Format::Text
        && let Some(format) = recognise::text(text)
    {
        return export_file::parse_text(format, text, batch, options);
    }
    let (head, body) = front_matter(text, &names).or_else(|| header_lines(text, &names)).unwrap_or((Vec::new(), text));
    record.text = Cow::Borrowed(body);
    for (column, value) in head {
        let value: Cow<str> = Cow::Owned(value);
        match column {
            Column::Id => record.id = value,
            Column::Title => record.title = value,
            Column::Date => record.dates.push((value, "field")),
            Column::Outlet => record.outlet = value,
            Column::Author => record.author = value,
            Column::Url => record.url = value,
            Column::Canonical => record.canonical = value,
            Column::Language => record.language = value,
            Column::Section => record.section = value,
            _ => {}
        }
    }
    let mut parsed = admit(vec![record], &batch.source, options, batch.source.many);
    if decoded.replaced {
        parsed.problems.push(replaced(batch, None));
    }
    if nul {
        parsed.problems.push(self::nul(batch, None));
    }
    parsed
}

/// The notice that bytes of no known encoding were read as U+FFFD.
pub(super) fn replaced(batch: &Batch, record: Option<u32>) -> crate::article::Problem {
    let detail = "some bytes fit no encoding; each was read as the replacement character U+FFFD";
    batch.source.problem(record, "bad-encoding", detail).as_notice()
}

/// The notice that NUL was read as U+FFFD.
pub(super) fn nul(batch: &Batch, record: Option<u32>) -> crate::article::Problem {
    let detail = "NUL characters are no text; each was read as the replacement character U+FFFD";
    batch.source.problem(record, "nul", detail).as_notice()
}

type Head<'a> = (Vec<(Column, String)>, &'a str);

/// `---`, lines of `key: value`, `---`, then the text.
fn front_matter<'a>(text: &'a str, names: &Names) -> Option<Head<'a>> {
    let mut rest = text.strip_prefix("---")?;
    rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut fields: Vec<(Column, String)> = Vec::new();
    let mut open: Option<Column> = None;
    loop {
        let (line, after) = rest.split_once('\n')?;
        let line = line.trim_end();
        rest = after;
        if line == "---" || line == "..." {
            return Some((fields, rest));
        }
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let (Some(column), Some(last)) = (open, fields.last_mut())
                && last.0 == column
            {
                let joint = if last.1.is_empty() { "" } else { "; " };
                last.1 = format!("{}{joint}{}", last.1, unquote(item));
            }
            continue;
        }
        if line.trim().is_empty() || line.starts_with([' ', '\t', '#']) {
            continue;
        }
        let (key, value) = line.split_once(':')?;
        open = names.find(key.trim()).map(|found| found.0).filter(|column| *column != Column::Text);
        if let Some(column) = open {
            fields.push((column, unquote(value)));
        }
    }
}

fn unquote(value: &str) -> String {
    let value = value.trim();
    if let Some(list) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        return list.split(',').map(unquote).collect::<Vec<_>>().join("; ");
    }
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote)) {
            return if quote == '"' { inner.replace("\\\"", "\"") } else { inner.replace("''", "'") };
        }
    }
    value.to_string()
}

/// `Title: …`, `Date: …` and their like at the very top, up to the first blank line; every line must carry a label.
fn header_lines<'a>(text: &'a str, names: &Names) -> Option<Head<'a>> {
    let mut fields = Vec::new();
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        let line = line.trim();
        if line.is_empty() {
            // A lone "Source: …" may be a headline; a lone title or date is a header.
            let sure =
                fields.len() > 1 || fields.iter().any(|(column, _)| matches!(column, Column::Title | Column::Date));
            return sure.then_some((fields, rest));
        }
        let (label, value) = line.split_once(':')?;
        if label.len() > 30 {
            return None;
        }
        let column = match names.find(label.trim()) {
            Some((column, _)) if column != Column::Text => column,
            Some(_) => return None,
            None => LABELS.iter().find(|(name, _)| label.trim().eq_ignore_ascii_case(name))?.1,
        };
        fields.push((column, value.trim().to_string()));
    }
    None
}
