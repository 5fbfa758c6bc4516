//! The fields of one JSON record, read straight from the text: keys that are none of ours are passed over unparsed.

use super::columns::{COLUMNS, Column, Names};
use super::json_cell::{Cell, ObjectOrCell, OfObject, READABLE, Text};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Keys of a record that hold an object with more of its fields, and the one field that is taken of it where the others
/// speak of something else: a page's own section stands in what webhose says of its thread.
const INSIDE: [(&str, Option<Column>); 4] =
    [("fields", None), ("attributes", None), ("_source", None), ("thread", Some(Column::Section))];
/// Keys that tell a record of the New York Times, whose interfaces give no text.
const WITHOUT_TEXT: [&str; 2] = ["lead_paragraph", "web_url"];

/// The cells of one object, each with the rank of the key it came under.
#[derive(Default)]
pub(super) struct FieldsOf<'a> {
    pub(super) cells: [Option<(u8, Cow<'a, str>)>; COLUMNS],
    /// Keys of the object, the first few, kept only while no text was met.
    pub(super) keys: Vec<String>,
    /// The key where the text should be and what it holds instead.
    pub(super) not_text: Option<(String, &'static str)>,
    /// Whether an escape stood for NUL, which was read as U+FFFD.
    pub(super) nul: bool,
    /// Whether the record is of a service that gives no text.
    without_text: bool,
    /// How many values the lists under the keys of text and title have.
    listed: [usize; 2],
    /// Whether it stood inside an object that may itself be the record.
    pub(super) held: bool,
}

impl<'a> FieldsOf<'a> {
    /// Keeps a cell where it is better than what was kept before.
    pub(super) fn keep(&mut self, column: Column, rank: u8, cell: Cell<'a>, key: &str) {
        self.nul |= cell.nul;
        if let (Column::Text, Some(what)) = (column, cell.scalar) {
            self.not_text.get_or_insert_with(|| (key.chars().take(40).collect(), what));
            return;
        }
        match column {
            Column::Text => self.listed[0] = cell.listed,
            Column::Title => self.listed[1] = cell.listed,
            _ => {}
        }
        let kept = &mut self.cells[column as usize];
        if kept.as_ref().is_none_or(|kept| kept.1.is_empty() || (rank < kept.0 && !cell.text.is_empty())) {
            *kept = Some((rank, cell.text));
        }
    }

    /// Takes the cells of another that it has none of.
    fn fill(&mut self, other: FieldsOf<'a>) {
        self.nul |= other.nul;
        self.without_text |= other.without_text;
        for (kept, cell) in self.cells.iter_mut().zip(other.cells) {
            if kept.as_ref().is_none_or(|kept| kept.1.is_empty()) && cell.is_some() {
                *kept = cell;
            }
        }
    }

    /// What a service gives in place of the text, and which of its fields that is.
    pub(super) fn lead(&mut self) -> Option<(Cow<'a, str>, &'static str)> {
        if !self.without_text || self.has(Column::Text) || self.not_text.is_some() {
            return None;
        }
        let (rank, lead) = self.cells[Column::Lead as usize].take().filter(|lead| !lead.1.trim().is_empty())?;
        Some((lead, ["lead paragraph", "abstract", "snippet"][usize::from(rank.clamp(1, 3) - 1)]))
    }

    /// Whether there is a text, or what a service gives in its place.
    pub(super) fn has_text(&self) -> bool {
        let lead = || self.cells[Column::Lead as usize].as_ref().is_some_and(|lead| !lead.1.trim().is_empty());
        self.has(Column::Text) || (self.without_text && lead())
    }

    /// Whether its cells are columns: as many titles as texts.
    pub(super) fn is_frame(&self) -> bool {
        self.listed[0] > 1 && self.listed[0] == self.listed[1]
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.cells[column as usize].is_some()
    }
}

/// Reads an object into its cells; anything else is none.
pub(super) struct Fields<'n>(pub(super) &'n Names);

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
pub(super) fn put<'de, A: MapAccess<'de>>(
    fields: &mut FieldsOf<'de>,
    names: &Names,
    key: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    note(fields, key);
    let found = names.find(key);
    let inside = INSIDE.iter().find(|inside| inside.0 == key);
    let cell = match inside {
        Some((_, only)) => map.next_value_seed(ObjectOrCell(Inside { fields, names, only: *only }))?,
        None if found.is_some_and(|found| found.0 == Column::Text) => {
            match map.next_value_seed(ObjectOrCell(TextOrRecord(names)))? {
                Value::Cell(cell) => Some(cell),
                Value::Record(record) => {
                    fields.fill(*record);
                    None
                }
            }
        }
        None if found.is_some() => Some(map.next_value::<Cell>()?),
        None => {
            map.next_value::<IgnoredAny>()?;
            None
        }
    };
    if let (Some((column, rank)), Some(cell)) = (found, cell) {
        fields.keep(column, rank, cell, key);
    }
    Ok(())
}

/// Whether a key of a record holds more of its fields.
pub(super) fn is_inside(key: &str) -> bool {
    INSIDE.iter().any(|inside| inside.0 == key)
}

/// Notes a key that was met.
pub(super) fn note(fields: &mut FieldsOf, key: &str) {
    fields.without_text |= WITHOUT_TEXT.contains(&key);
    if fields.keys.len() < 30 && !fields.has(Column::Text) {
        fields.keys.push(key.chars().take(40).collect());
    }
}

/// Takes the fields of an object inside a record as the record's own; any other value is a cell.
struct Inside<'f, 'n, 'a> {
    fields: &'f mut FieldsOf<'a>,
    names: &'n Names,
    only: Option<Column>,
}

impl<'de> OfObject<'de> for Inside<'_, '_, 'de> {
    type Read = Option<Cell<'de>>;
    const JOINT: &'static str = "; ";

    fn read<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Read, A::Error> {
        while let Some(key) = map.next_key::<Text>()? {
            let of_others = |only| self.names.find(&key.0).is_none_or(|found| found.0 != only);
            if self.only.is_some_and(of_others) {
                map.next_value::<IgnoredAny>()?;
            } else {
                put(self.fields, self.names, &key.0, &mut map)?;
            }
        }
        Ok(None)
    }
}

/// What stands under a key of the text.
enum Value<'a> {
    Cell(Cell<'a>),
    /// An object with a title and a text of its own.
    Record(Box<FieldsOf<'a>>),
}

impl<'a> From<Cell<'a>> for Value<'a> {
    fn from(cell: Cell<'a>) -> Self {
        Value::Cell(cell)
    }
}

struct TextOrRecord<'n>(&'n Names);

impl<'de> OfObject<'de> for TextOrRecord<'_> {
    type Read = Value<'de>;
    const JOINT: &'static str = "\n\n";

    fn read<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Read, A::Error> {
        let mut record = FieldsOf::default();
        let mut best: Option<(usize, Cell)> = None;
        while let Some(Text(key)) = map.next_key::<Text>()? {
            let rank = READABLE.iter().position(|name| key.eq_ignore_ascii_case(name));
            match rank.filter(|_| self.0.find(&key).is_none()) {
                Some(rank) => {
                    let cell = map.next_value::<Cell>()?;
                    if !cell.text.is_empty() && best.as_ref().is_none_or(|best| rank < best.0) {
                        best = Some((rank, cell));
                    }
                }
                None => put(&mut record, self.0, &key, &mut map)?,
            }
        }
        if record.has_text() && record.has(Column::Title) {
            return Ok(Value::Record(Box::new(record)));
        }
        let own = [Column::Text, Column::Title].into_iter().find_map(|column| record.cells[column as usize].take());
        let cell = match (best, own) {
            (Some((_, cell)), _) => cell,
            (None, Some((_, text))) => Cell { text, scalar: None, nul: record.nul, listed: 0 },
            (None, None) => Cell { text: "".into(), scalar: Some("an object"), nul: record.nul, listed: 0 },
        };
        Ok(Value::Cell(cell))
    }
}
