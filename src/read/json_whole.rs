//! A whole JSON document: one record, a list of them, an object that holds a list, as the answers of services do, or
//! one that holds records under their ids.

use super::columns::{Column, Names};
use super::json_cell::Text;
use super::json_fields::{Fields, FieldsOf, is_inside, note, put};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Key of the nodes of a graph of JSON-LD.
const GRAPH: &str = "@graph";
/// Keys under which an object holds its records, as a list or inside another object.
const LISTS: [&str; 14] = [
    GRAPH,
    "response",
    "hits",
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

/// What a whole file holds.
#[derive(Default)]
pub(super) struct Found<'a> {
    /// Records in order; none where an entry is no object.
    pub(super) records: Vec<Option<FieldsOf<'a>>>,
    pub(super) is_list: bool,
    /// Whether the records are nodes of a graph.
    pub(super) is_graph: bool,
}

impl Found<'_> {
    /// Whether no record has a text, or what a service gives in its place.
    pub(super) fn is_textless(&self) -> bool {
        !self.records.iter().flatten().any(FieldsOf::has_text)
    }
}

/// Reads a whole document into `found`, so that what was read before a fault stays.
pub(super) struct Whole<'n, 'f, 'a> {
    names: &'n Names,
    found: &'f mut Found<'a>,
    /// Whether it stands inside another object.
    nested: bool,
}

impl<'n, 'f, 'a> Whole<'n, 'f, 'a> {
    pub(super) fn new(names: &'n Names, found: &'f mut Found<'a>) -> Self {
        Whole { names, found, nested: false }
    }
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

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let Whole { names, found, nested } = self;
        let (from, was_list) = (found.records.len(), found.is_list);
        let (mut own, mut under) = (FieldsOf::default(), Vec::new());
        let outcome = entries(map, names, found, &mut own, &mut under);
        if own.has_text() {
            // Objects inside an article are no articles beside it.
            let met = found.records.split_off(from);
            found.records.extend(met.into_iter().filter(|record| !is_held(record)));
            found.is_list = was_list || found.records.len() > from;
        } else {
            // What has a title or an address and no text is an article that lacks it.
            let records = if own.has(Column::Title) || own.has(Column::Url) { Vec::new() } else { with_ids(under) };
            found.is_list |= records.len() > 1;
            found.records.extend(records.into_iter().map(Some));
        }
        if outcome.is_ok() && (own.has_text() || (!nested && found.records.is_empty())) {
            found.records.push(Some(own));
        }
        if nested {
            found.records[from..].iter_mut().flatten().for_each(|record| record.held = true);
        }
        outcome
    }
}

fn is_held(record: &Option<FieldsOf>) -> bool {
    record.as_ref().is_some_and(|record| record.held)
}

/// Reads the entries of an object: lists into `found`, fields into `own`, objects under keys of no field into `under`.
fn entries<'de, A: MapAccess<'de>>(
    mut map: A,
    names: &Names,
    found: &mut Found<'de>,
    own: &mut FieldsOf<'de>,
    under: &mut Vec<(Cow<'de, str>, FieldsOf<'de>)>,
) -> Result<(), A::Error> {
    while let Some(Text(key)) = map.next_key::<Text>()? {
        if LISTS.iter().any(|name| key.eq_ignore_ascii_case(name)) {
            note(own, &key);
            found.is_graph |= key == GRAPH;
            map.next_value_seed(Nested(Whole { names, found, nested: true }))?;
        } else if names.find(&key).is_some() || is_inside(&key) {
            put(own, names, &key, &mut map)?;
        } else {
            note(own, &key);
            if let Some(record) = map.next_value_seed(Fields(names))? {
                under.push((key, record));
            }
        }
    }
    Ok(())
}

/// The records under their ids, where one of them has a text: objects with neither text nor title speak of the others.
fn with_ids<'a>(under: Vec<(Cow<'a, str>, FieldsOf<'a>)>) -> Vec<FieldsOf<'a>> {
    let mut under: Vec<_> =
        under.into_iter().filter(|(_, record)| record.has_text() || record.has(Column::Title)).collect();
    // One by itself is an article where it has both.
    let alone = under.len() == 1;
    if !under.iter().any(|(_, record)| record.has_text() && (!alone || record.has(Column::Title))) {
        return Vec::new();
    }
    // The number of a row is no id, nor is the name of the one object there is.
    let counted = under.iter().enumerate().all(|(at, (key, _))| key.parse() == Ok(at) || key.parse() == Ok(at + 1));
    for (key, record) in under.iter_mut().filter(|_| !alone && !counted) {
        let column = if key.contains("://") { Column::Url } else { Column::Id };
        record.cells[column as usize].get_or_insert((u8::MAX, std::mem::take(key)));
    }
    under.into_iter().map(|(_, record)| record).collect()
}

/// A value that may be the list of records, or an object that holds it; anything else is passed over.
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
        out.write_str("a list of objects, or an object that holds it")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        self.0.visit_seq(list)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.visit_map(map)
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
