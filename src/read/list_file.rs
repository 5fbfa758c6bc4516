//! A file that may be a list of articles without texts, to its header and rows: a table, a workbook, JSON or Parquet.

use super::columns::{COLUMNS, Column, Names};
use super::format::Format;
use super::json_fields::{Fields, FieldsOf};
use super::json_whole::{Found, Whole};
use super::unpack::{Budget, Compression, fill, peek};
use super::{archive, decode, parquet_table, sheet, table};
use serde::de::DeserializeSeed;
use std::collections::BTreeSet;
use std::io::Read;

/// Bytes of a file in which its first record stands.
const HEAD: usize = 16 << 10;
/// Bytes a list may have.
const LONGEST: usize = 256 << 20;
/// Names of a column with the file of a text.
const PATHS: [&str; 9] = ["path", "file", "filename", "filepath", "textfile", "txtfile", "docname", "document", "doc"];

/// One row as it was read: its number, its cells, and the file it names.
pub(super) type Cells = (u32, [String; COLUMNS], String);

/// The header of a list, as shown, and its rows; none of a file that is no list.
pub(super) fn read(
    reader: Box<dyn Read + '_>,
    format: Format,
    bytes: u64,
    names: &Names,
) -> Option<(String, Vec<Cells>)> {
    let (head, reader) = peek(reader, 16);
    // A fault is told when the file is read as what it is.
    let mut reader = match Compression::of(&head) {
        Some(compression) => Budget::of(bytes).bound(compression.open(reader).ok()?),
        None => reader,
    };
    match format {
        Format::Csv | Format::Tsv => of_table(reader, format, names),
        Format::Json | Format::JsonLines => of_json(reader, format, names),
        Format::Xlsx | Format::Ods => {
            let book = whole(&mut *reader, LONGEST / 4)?;
            // What is no archive is a workbook of the old kind, which unpacks to no more than it is.
            let fits = |mut parts| archive::fits(&mut parts, &Budget::of(bytes));
            let fit = zip::ZipArchive::new(std::io::Cursor::new(&book)).map_or(true, fits);
            fit.then(|| of_sheets(&book, format, names))?
        }
        Format::Parquet => of_columns(whole(&mut *reader, LONGEST)?, bytes, names),
        _ => None,
    }
}

/// All that is left of a file, unless it is longer than a list may be.
fn whole(reader: &mut dyn Read, most: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    fill(reader, &mut bytes, most + 1).ok()?;
    (bytes.len() <= most).then_some(bytes)
}

/// Where the columns of a header are; none where it has a text, or nothing to know an article by.
fn places(header: &[String], names: &Names) -> Option<([Option<usize>; COLUMNS], Option<usize>)> {
    let mut places: [Option<(usize, u8)>; COLUMNS] = Default::default();
    let mut path = None;
    for (at, name) in header.iter().enumerate() {
        let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if path.is_none() && PATHS.contains(&plain.as_str()) {
            path = Some(at);
        } else if let Some((column, rank)) = names.find(name)
            && places[column as usize].is_none_or(|place| rank < place.1)
        {
            places[column as usize] = Some((at, rank));
        }
    }
    let places = places.map(|place| place.map(|place| place.0));
    let has = |column: Column| places[column as usize].is_some();
    let known = path.is_some() || has(Column::Id) || has(Column::Url) || has(Column::Canonical);
    let tells = [Column::Title, Column::Date, Column::Outlet, Column::Author, Column::Language, Column::Section];
    (known && !has(Column::Text) && tells.into_iter().any(has)).then_some((places, path))
}

/// The rows below a header as cells.
fn rows(header: &[String], rows: impl Iterator<Item = (u32, Vec<String>)>, names: &Names) -> Option<Vec<Cells>> {
    let (places, path) = places(header, names)?;
    let cells = |(number, row): (u32, Vec<String>)| {
        let at = |place: Option<usize>| place.and_then(|at| row.get(at)).cloned().unwrap_or_default();
        (number, places.map(at), at(path))
    };
    Some(rows.map(cells).collect())
}

fn shown(header: &[String]) -> String {
    let named = header.iter().filter(|name| !name.trim().is_empty());
    named.map(|name| format!("\"{}\"", name.trim())).collect::<Vec<_>>().join(", ")
}

fn of_table(reader: Box<dyn Read + '_>, format: Format, names: &Names) -> Option<(String, Vec<Cells>)> {
    let cells = |record: csv::StringRecord| -> Vec<String> { record.iter().map(String::from).collect() };
    let (head, mut reader) = peek(reader, HEAD);
    let decoded = decode::decode(&head, None);
    let delimiter = table::delimiter(decoded.text.as_bytes(), format);
    let header = table::rows(&decoded.text, delimiter).next()?.ok().map(cells)?;
    places(&header, names)?;
    let whole = whole(&mut *reader, LONGEST)?;
    let decoded = decode::decode(&whole, None);
    let records = table::rows(&decoded.text, delimiter).skip(1).map_while(Result::ok);
    let rows = rows(&header, (1u32..).zip(records.map(cells)), names)?;
    Some((shown(&header), rows))
}

fn of_sheets(bytes: &[u8], format: Format, names: &Names) -> Option<(String, Vec<Cells>)> {
    let sheets = sheet::tables(bytes, format);
    let mut found: Option<(String, Vec<Cells>)> = None;
    let mut number = 0u32;
    for (header, below) in sheets {
        let is_text = header.iter().any(|name| names.find(name).is_some_and(|found| found.0 == Column::Text));
        if is_text {
            return None;
        }
        let numbered = below.into_iter().map(|row| {
            number = number.saturating_add(1);
            (number, row)
        });
        if let Some(rows) = rows(&header, numbered, names) {
            let (_, all) = found.get_or_insert_with(|| (shown(&header), Vec::new()));
            all.extend(rows);
        }
    }
    found
}

fn of_columns(bytes: Vec<u8>, size: u64, names: &Names) -> Option<(String, Vec<Cells>)> {
    let is_list = |header: &[String]| places(header, names).is_some();
    let (header, below) = parquet_table::rows(bytes, &Budget::of(size), is_list)?;
    let rows = rows(&header, (1u32..).zip(below), names)?;
    Some((shown(&header), rows))
}

fn of_json(reader: Box<dyn Read + '_>, format: Format, names: &Names) -> Option<(String, Vec<Cells>)> {
    let (head, mut reader) = peek(reader, HEAD);
    // A first record with a text, or one that does not end soon, is an article's.
    if !is_list(&decode::decode(&head, None).text, format, names, head.len() < HEAD) {
        return None;
    }
    let whole = whole(&mut *reader, LONGEST)?;
    let decoded = decode::decode(&whole, None);
    let (mut found, mut numbers) = (Found::default(), Vec::new());
    if format == Format::JsonLines {
        for (number, line) in (1u32..).zip(decoded.text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let fields = Fields(names).deserialize(&mut serde_json::Deserializer::from_str(line)).ok()??;
            found.records.push(Some(fields));
            numbers.push(number);
        }
    } else {
        let mut json = serde_json::Deserializer::from_str(&decoded.text);
        Whole::new(names, &mut found).deserialize(&mut json).ok()?;
        numbers.extend(1..=found.records.len() as u32);
    }
    let mut keys: BTreeSet<String> = BTreeSet::new();
    let mut rows: Vec<Cells> = Vec::new();
    let texts = |fields: &FieldsOf| fields.has_text() && !fields.has(Column::Text);
    if found.records.iter().flatten().any(texts) {
        return None;
    }
    for (number, fields) in numbers.into_iter().zip(found.records) {
        let fields = fields?;
        if fields.cells[Column::Text as usize].as_ref().is_some_and(|cell| !cell.1.trim().is_empty()) {
            return None;
        }
        keys.extend(fields.keys);
        rows.push((
            number,
            fields.cells.map(|cell| cell.map_or(String::new(), |cell| cell.1.into_owned())),
            String::new(),
        ));
    }
    let keys: Vec<String> = keys.into_iter().collect();
    Some((shown(&keys), rows))
}

/// Whether the beginning of a JSON file is that of a list: records with an address and a title or date, and no text.
fn is_list(head: &str, format: Format, names: &Names, whole: bool) -> bool {
    let mut found = Found::default();
    if format == Format::JsonLines {
        let Some(line) = head.lines().find(|line| !line.trim().is_empty()) else { return false };
        let first = Fields(names).deserialize(&mut serde_json::Deserializer::from_str(line));
        found.records.extend(first.ok());
    } else {
        let ended = Whole::new(names, &mut found).deserialize(&mut serde_json::Deserializer::from_str(head)).is_ok();
        // One object by itself is an article, whatever it lacks.
        if ended && whole && !found.is_list {
            return false;
        }
    }
    found.records.first().and_then(Option::as_ref).is_some_and(|fields| {
        let has = |column: Column| fields.cells[column as usize].as_ref().is_some_and(|cell| !cell.1.trim().is_empty());
        let tells = has(Column::Title) || has(Column::Date);
        let texts = fields.has_text() && !fields.has(Column::Text);
        !has(Column::Text) && !texts && fields.not_text.is_none() && has(Column::Url) && tells
    })
}
