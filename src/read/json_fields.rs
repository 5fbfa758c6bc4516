//! The fields of JSON records, read straight from the text: keys that are none of ours are passed over unparsed.

use super::columns::{COLUMNS, Column, Names};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Key of the nodes of a graph of JSON-LD.
const GRAPH: &str = "@graph";
/// Keys under which an object holds its records.
const LISTS: [&str; 12] = [
    GRAPH,
    "articles",
    "items",
    "docs",
    "results",
    "data",
    "documents",
    "posts",
    "entries",
    "stories",
    "records",
    "news",
];
/// Keys under which a nested value holds what a person would read of it.
const READABLE: [&str; 7] = ["name", "title", "text", "rendered", "value", "domain", "id"];

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
    let Cell { text: cell, scalar, nul } = map.next_value::<Cell>()?;
    fields.nul |= nul;
    if let (Column::Text, Some(what)) = (column, scalar) {
        fields.not_text.get_or_insert_with(|| (key.chars().take(40).collect(), what));
        return Ok(());
    }
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
    /// What it is, where it is a number or truth value and no string: an id or a date, never a text.
    scalar: Option<&'static str>,
    nul: bool,
}

impl<'de> Deserialize<'de> for Cell<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl CellVisitor {
    fn cell<'de, E>(text: impl Into<Cow<'de, str>>) -> Result<Cell<'de>, E> {
        Ok(Cell { text: text.into(), scalar: None, nul: false })
    }

    fn scalar<'de, E>(value: impl ToString, what: &'static str) -> Result<Cell<'de>, E> {
        Ok(Cell { text: value.to_string().into(), scalar: Some(what), nul: false })
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
        // Only an escape gives NUL, which programs that read CSV choke on.
        let nul = memchr::memchr(0, text.as_bytes()).is_some();
        let text = if nul { text.replace('\0', "\u{FFFD}") } else { text.to_string() };
        Ok(Cell { text: text.into(), scalar: None, nul })
    }
    fn visit_bool<E>(self, value: bool) -> Result<Cell<'de>, E> {
        Self::scalar(value, "true or false")
    }
    fn visit_i64<E>(self, value: i64) -> Result<Cell<'de>, E> {
        Self::scalar(value, "a number")
    }
    fn visit_u64<E>(self, value: u64) -> Result<Cell<'de>, E> {
        Self::scalar(value, "a number")
    }
    fn visit_f64<E>(self, value: f64) -> Result<Cell<'de>, E> {
        Self::scalar(value, "a number")
    }
    fn visit_unit<E>(self) -> Result<Cell<'de>, E> {
        Self::cell("")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell<'de>, A::Error> {
        let mut joined: Option<Cow<'de, str>> = None;
        let (mut scalar, mut nul) = (None, false);
        while let Some(cell) = list.next_element::<Cell>()? {
            scalar = scalar.or(cell.scalar.and(Some("a list with values that are no text")));
            nul |= cell.nul;
            joined = Some(match joined {
                None => cell.text,
                Some(before) if cell.text.is_empty() => before,
                Some(before) => Cow::Owned(format!("{before}; {}", cell.text)),
            });
        }
        Ok(Cell { text: joined.unwrap_or_default(), scalar, nul })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Cell<'de>, A::Error> {
        let mut best: Option<(usize, Cell<'de>)> = None;
        while let Some(key) = map.next_key::<Text>()? {
            let rank = READABLE.iter().position(|name| key.0.eq_ignore_ascii_case(name));
            match rank {
                Some(rank) if best.as_ref().is_none_or(|best| rank < best.0) => {
                    let cell = map.next_value::<Cell>()?;
                    if !cell.text.is_empty() {
                        best = Some((rank, cell));
                    }
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        best.map_or_else(|| Ok(Cell { text: "".into(), scalar: Some("an object"), nul: false }), |best| Ok(best.1))
    }
}

/// What a whole file holds.
#[derive(Default)]
pub(super) struct Found<'a> {
    /// Records in order; none where an entry is no object.
    pub(super) records: Vec<Option<FieldsOf<'a>>>,
    pub(super) is_list: bool,
    /// Whether the records are nodes of a graph.
    pub(super) is_graph: bool,
}

/// Reads a whole document into `found`, so that what was read before a fault stays.
pub(super) struct Whole<'n, 'f, 'a> {
    pub(super) names: &'n Names,
    pub(super) found: &'f mut Found<'a>,
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
                self.found.is_graph |= key.0 == GRAPH;
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
