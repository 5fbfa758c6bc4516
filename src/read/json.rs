//! JSON: one object, a list of them, an object that holds a list, or one object a line.

use super::batch::Batch;
use super::columns::{COLUMNS, Column, Names};
use super::record::{Exported, Record, admit};
use super::{Parsed, ReadOptions, decode, text};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Keys under which an object holds its records.
const LISTS: [&str; 6] = ["articles", "items", "docs", "results", "data", "documents"];
/// Keys under which a nested value holds what a person would read of it.
const READABLE: [&str; 7] = ["name", "title", "text", "rendered", "value", "domain", "id"];

/// Parses lines of JSON. A line that is none is a problem; the others are kept.
pub(super) fn parse_lines(batch: &Batch, options: &ReadOptions) -> Parsed {
    let names = Names::new(&options.columns);
    let mut problems = Vec::new();
    let mut lines: Vec<(u32, Cow<str>)> = Vec::new();
    for (at, line) in batch.bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let number = batch.first.saturating_add(at as u32);
        let decoded = decode::decode(line, None);
        if decoded.replaced {
            problems.push(text::replaced(batch, Some(number)));
        }
        lines.push((number, decoded.text));
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
    let outcome = Whole { names: &names, found: &mut found }.deserialize(&mut json).and_then(|()| json.end());
    let many = found.is_list;
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
    if fields.cells[Column::Text as usize].is_none() {
        let keys: Vec<String> = fields.keys.iter().map(|key| format!("\"{key}\"")).collect();
        let detail = format!(
            "no key holds the text; the record has {}. Name it in the settings: [columns] text = \"…\"",
            if keys.is_empty() { "no keys".to_string() } else { keys.join(", ") }
        );
        problems.push(batch.source.problem(many.then_some(number), "no-text", detail).with_bytes(bytes));
        return;
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
        dates: vec![(cell(Column::Date), "field")],
        extracted: String::new(),
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

/// The cells of one object, each with the rank of the key it came under.
#[derive(Default)]
struct FieldsOf<'a> {
    cells: [Option<(u8, Cow<'a, str>)>; COLUMNS],
    /// Keys of the object, the first few, kept only while no text was met.
    keys: Vec<String>,
}

/// Reads an object into its cells; anything else is none.
struct Fields<'n>(&'n Names);

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = Option<FieldsOf<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = Option<FieldsOf<'de>>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = FieldsOf::default();
        while let Some(key) = map.next_key::<Text>()? {
            put(&mut fields, self.0, &key.0, &mut map)?;
        }
        Ok(Some(fields))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// Reads the value of one key, keeping it where the key is one of ours and better than what was kept before.
fn put<'de, A: MapAccess<'de>>(
    fields: &mut FieldsOf<'de>,
    names: &Names,
    key: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    if fields.keys.len() < 30 && fields.cells[Column::Text as usize].is_none() {
        fields.keys.push(key.chars().take(40).collect());
    }
    let Some((column, rank)) = names.find(key) else {
        map.next_value::<IgnoredAny>()?;
        return Ok(());
    };
    let cell = map.next_value::<Cell>()?.text;
    let kept = &mut fields.cells[column as usize];
    if kept.as_ref().is_none_or(|kept| kept.1.is_empty() || (rank < kept.0 && !cell.is_empty())) {
        *kept = Some((rank, cell));
    }
    Ok(())
}

/// A string, borrowed where it has no escapes.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_string())))
            }
        }
        json.deserialize_str(TextVisitor)
    }
}

/// Any value as the text a person would read of it: a list is joined by `; `, an object gives its name.
struct Cell<'a> {
    text: Cow<'a, str>,
}

impl<'de> Deserialize<'de> for Cell<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl CellVisitor {
    fn cell<'de, E>(text: impl Into<Cow<'de, str>>) -> Result<Cell<'de>, E> {
        Ok(Cell { text: text.into() })
    }
}

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell<'de>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a value")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cell<'de>, E> {
        Self::cell(text)
    }
    fn visit_str<E>(self, text: &str) -> Result<Cell<'de>, E> {
        Self::cell(text.to_string())
    }
    fn visit_bool<E>(self, value: bool) -> Result<Cell<'de>, E> {
        Self::cell(value.to_string())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Cell<'de>, E> {
        Self::cell(value.to_string())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Cell<'de>, E> {
        Self::cell(value.to_string())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Cell<'de>, E> {
        Self::cell(value.to_string())
    }
    fn visit_unit<E>(self) -> Result<Cell<'de>, E> {
        Self::cell("")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell<'de>, A::Error> {
        let mut joined: Option<Cow<'de, str>> = None;
        while let Some(cell) = list.next_element::<Cell>()? {
            joined = Some(match joined {
                None => cell.text,
                Some(before) if cell.text.is_empty() => before,
                Some(before) => Cow::Owned(format!("{before}; {}", cell.text)),
            });
        }
        Self::cell(joined.unwrap_or_default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell<'de>, A::Error> {
        let mut best: Option<(usize, Cow<'de, str>)> = None;
        while let Some(key) = map.next_key::<Text>()? {
            let rank = READABLE.iter().position(|name| key.0.eq_ignore_ascii_case(name));
            match rank {
                Some(rank) if best.as_ref().is_none_or(|best| rank < best.0) => {
                    let cell = map.next_value::<Cell>()?.text;
                    if !cell.is_empty() {
                        best = Some((rank, cell));
                    }
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Self::cell(best.map(|best| best.1).unwrap_or_default())
    }
}

/// What a whole file holds.
#[derive(Default)]
struct Found<'a> {
    /// Records in order; none where an entry is no object.
    records: Vec<Option<FieldsOf<'a>>>,
    is_list: bool,
}

/// Reads a whole document into `found`, so that what was read before a fault stays.
struct Whole<'n, 'f, 'a> {
    names: &'n Names,
    found: &'f mut Found<'a>,
}

impl<'de> DeserializeSeed<'de> for Whole<'_, '_, 'de> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.found.is_list = true;
        while let Some(fields) = list.next_element_seed(Fields(self.names))? {
            self.found.records.push(fields);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut own = FieldsOf::default();
        while let Some(key) = map.next_key::<Text>()? {
            if LISTS.iter().any(|name| key.0.eq_ignore_ascii_case(name)) {
                if own.keys.len() < 30 {
                    own.keys.push(key.0.to_string());
                }
                map.next_value_seed(Nested(Whole { names: self.names, found: self.found }))?;
            } else {
                put(&mut own, self.names, &key.0, &mut map)?;
            }
        }
        if self.found.records.is_empty() || own.cells[Column::Text as usize].is_some() {
            self.found.records.push(Some(own));
        }
        Ok(())
    }
}

/// A value that may be the list of records; anything but a list is passed over.
struct Nested<'n, 'f, 'a>(Whole<'n, 'f, 'a>);

impl<'de> DeserializeSeed<'de> for Nested<'_, '_, 'de> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nested<'_, '_, 'de> {
    type Value = ();
    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a list of objects")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.0.visit_seq(list)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
