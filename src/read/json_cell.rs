//! One value of a JSON record, as the text a person would read of it.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Keys under which a nested value holds what a person would read of it.
pub(super) const READABLE: [&str; 9] =
    ["name", "title", "text", "rendered", "value", "domain", "id", "main", "original"];

/// A string, borrowed where it has no escapes.
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

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
pub(super) struct Cell<'a> {
    pub(super) text: Cow<'a, str>,
    /// What it is, where it is a number or truth value and no string: an id or a date, never a text.
    pub(super) scalar: Option<&'static str>,
    /// Whether an escape stood for NUL.
    pub(super) nul: bool,
    /// How many values it has, where it is a list.
    pub(super) listed: usize,
}

impl<'de> Deserialize<'de> for Cell<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(CellVisitor("; "))
    }
}

/// Reads a cell; the values of a list are joined by the text it holds.
struct CellVisitor(&'static str);

impl CellVisitor {
    fn cell<'de, E>(text: impl Into<Cow<'de, str>>) -> Result<Cell<'de>, E> {
        Ok(Cell { text: text.into(), scalar: None, nul: false, listed: 0 })
    }

    fn scalar<'de, E>(value: impl ToString, what: &'static str) -> Result<Cell<'de>, E> {
        Ok(Cell { text: value.to_string().into(), scalar: Some(what), nul: false, listed: 0 })
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
        Ok(Cell { text: text.into(), scalar: None, nul, listed: 0 })
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
        let (mut scalar, mut nul, mut listed) = (None, false, 0);
        while let Some(cell) = list.next_element::<Cell>()? {
            scalar = scalar.or(cell.scalar.and(Some("a list with values that are no text")));
            nul |= cell.nul;
            listed += 1;
            joined = Some(match joined {
                None => cell.text,
                Some(before) if cell.text.is_empty() => before,
                Some(before) => Cow::Owned(format!("{before}{}{}", self.0, cell.text)),
            });
        }
        Ok(Cell { text: joined.unwrap_or_default(), scalar, nul, listed })
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
        Ok(best.map_or(Cell { text: "".into(), scalar: Some("an object"), nul: false, listed: 0 }, |best| best.1))
    }
}

/// What makes something else of an object than the text of a cell.
pub(super) trait OfObject<'de> {
    type Read: From<Cell<'de>>;
    /// What the values of a list are joined by.
    const JOINT: &'static str;

    fn read<A: MapAccess<'de>>(self, map: A) -> Result<Self::Read, A::Error>;
}

/// Hands an object to its reader; any other value is a cell.
pub(super) struct ObjectOrCell<R>(pub(super) R);

impl<'de, R: OfObject<'de>> DeserializeSeed<'de> for ObjectOrCell<R> {
    type Value = R::Read;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<R::Read, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de, R: OfObject<'de>> Visitor<'de> for ObjectOrCell<R> {
    type Value = R::Read;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a value")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<R::Read, A::Error> {
        self.0.read(map)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<R::Read, A::Error> {
        CellVisitor(R::JOINT).visit_seq(list).map(Into::into)
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<R::Read, E> {
        CellVisitor(R::JOINT).visit_borrowed_str(text).map(Into::into)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<R::Read, E> {
        CellVisitor(R::JOINT).visit_str(text).map(Into::into)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<R::Read, E> {
        CellVisitor(R::JOINT).visit_bool(value).map(Into::into)
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<R::Read, E> {
        CellVisitor(R::JOINT).visit_i64(value).map(Into::into)
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<R::Read, E> {
        CellVisitor(R::JOINT).visit_u64(value).map(Into::into)
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<R::Read, E> {
        CellVisitor(R::JOINT).visit_f64(value).map(Into::into)
    }
    fn visit_unit<E: Error>(self) -> Result<R::Read, E> {
        CellVisitor(R::JOINT).visit_unit().map(Into::into)
    }
}
