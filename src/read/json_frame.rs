//! Tables that pandas saved as JSON by column: `{"title": {"0": …}, "text": {"0": …}}`, lists in place of the inner
//! objects, or `{"columns": […], "data": [[…]]}`. By row they are records like any others.

use super::columns::{Column, Names};
use super::json_cell::{Cell, Text};
use super::json_fields::FieldsOf;
use rapidhash::RapidHashMap as HashMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The rows of such a table; of one without a column of text its header, which is empty where the text is no such table.
pub(super) fn rows<'a>(text: &'a str, names: &Names) -> Result<Vec<FieldsOf<'a>>, Vec<String>> {
    let mut json = serde_json::Deserializer::from_str(text);
    let frame = Frame(names).deserialize(&mut json).and_then(|frame| json.end().map(|()| frame));
    let Columns { mut columns, header, data } = frame.unwrap_or_default();
    let named: Vec<String> = header.iter().map(|name| name.to_string()).collect();
    if columns.iter().all(|column| column.1 != Column::Text) {
        columns = transposed(header, data, names);
    }
    if columns.iter().all(|column| column.1 != Column::Text) {
        return Err(named);
    }
    let mut at: HashMap<Cow<str>, usize> = HashMap::default();
    let mut rows: Vec<FieldsOf> = Vec::new();
    for (name, column, rank, cells) in columns {
        for (label, cell) in cells {
            let row = *at.entry(label).or_insert(rows.len());
            if row == rows.len() {
                rows.push(FieldsOf::default());
            }
            rows[row].keep(column, rank, cell, &name);
        }
    }
    // A row that a column does not have is an empty cell of it.
    for row in rows.iter_mut().filter(|row| row.not_text.is_none()) {
        row.cells[Column::Text as usize].get_or_insert((u8::MAX, "".into()));
    }
    Ok(rows)
}

/// A column: its name, what it stands for, the rank of the name, and its cells by the labels of their rows.
type FrameColumn<'a> = (String, Column, u8, Vec<(Cow<'a, str>, Cell<'a>)>);

/// The rows below a header as columns.
fn transposed<'a>(header: Vec<Cow<'a, str>>, data: Vec<Vec<Cell<'a>>>, names: &Names) -> Vec<FrameColumn<'a>> {
    let mut columns: Vec<Option<FrameColumn>> = Vec::new();
    for name in header {
        let found = names.find(&name);
        columns.push(found.map(|(column, rank)| (name.into_owned(), column, rank, Vec::new())));
    }
    for (number, row) in data.into_iter().enumerate() {
        for (column, cell) in columns.iter_mut().zip(row) {
            if let Some(column) = column {
                column.3.push((number.to_string().into(), cell));
            }
        }
    }
    columns.into_iter().flatten().collect()
}

#[derive(Default)]
struct Columns<'a> {
    columns: Vec<FrameColumn<'a>>,
    header: Vec<Cow<'a, str>>,
    data: Vec<Vec<Cell<'a>>>,
}

struct Frame<'n>(&'n Names);

impl<'de> DeserializeSeed<'de> for Frame<'_> {
    type Value = Columns<'de>;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Frame<'_> {
    type Value = Columns<'de>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a table by column")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut frame = Columns::default();
        while let Some(Text(key)) = map.next_key::<Text>()? {
            match (key.as_ref(), self.0.find(&key)) {
                ("columns", _) => {
                    frame.header = map.next_value::<Vec<Text>>()?.into_iter().map(|name| name.0).collect()
                }
                ("data", _) => frame.data = map.next_value()?,
                (_, Some((column, rank))) => {
                    let cells = map.next_value_seed(ByLabel)?;
                    frame.columns.push((key.into_owned(), column, rank, cells));
                }
                (_, None) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(frame)
    }
}

/// The cells of a column by the labels of their rows; in a list their number is the label.
struct ByLabel;

impl<'de> DeserializeSeed<'de> for ByLabel {
    type Value = Vec<(Cow<'de, str>, Cell<'de>)>;
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ByLabel {
    type Value = Vec<(Cow<'de, str>, Cell<'de>)>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("the cells of a column")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut cells = Vec::new();
        while let Some((Text(label), cell)) = map.next_entry::<Text, Cell>()? {
            cells.push((label, cell));
        }
        Ok(cells)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut cells = Vec::new();
        while let Some(cell) = list.next_element::<Cell>()? {
            cells.push((cells.len().to_string().into(), cell));
        }
        Ok(cells)
    }
}
