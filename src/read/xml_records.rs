//! XML of no standard: an element whose children or attributes are named as the columns of a table are is an article.

use super::columns::{COLUMNS, Column, Names};
use super::labels;
use super::paragraphs::text_of;
use super::record::Record;
use super::tags;
use super::xml::{Element, Tree};

/// The articles of a document; of elements inside one another the innermost.
pub(super) fn articles(tree: &Tree, names: &Names) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    gather(&tree.root, names, &mut records);
    (1u32..).zip(records).map(|(number, record)| Record { number, ..record }).collect()
}

fn gather(element: &Element, names: &Names, records: &mut Vec<Record<'static>>) {
    let before = records.len();
    element.elements().for_each(|child| gather(child, names, records));
    if records.len() == before {
        records.extend(record(element, names));
    }
}

/// An element as an article: it names a text, and something that tells whose or what it is.
fn record(element: &Element, names: &Names) -> Option<Record<'static>> {
    let mut cells: [Option<(u8, String)>; COLUMNS] = Default::default();
    let mut put = |name: &str, value: String| {
        if let Some((column, rank)) = names.find(name).filter(|_| !value.is_empty()) {
            let cell = &mut cells[column as usize];
            if cell.as_ref().is_none_or(|kept| rank < kept.0) {
                *cell = Some((rank, value));
            }
        }
    };
    for child in element.elements() {
        let is_text = names.find(&child.name).is_some_and(|found| found.0 == Column::Text);
        put(&child.name, if is_text { body(child) } else { child.text() });
    }
    element
        .attributes()
        .filter(|(name, _)| *name != "text")
        .for_each(|(name, value)| put(name, value.trim().to_string()));
    let mut cell = |column: Column| cells[column as usize].take().map_or(String::new(), |cell| cell.1);
    let record = Record {
        id: cell(Column::Id).into(),
        title: tags::strip(&cell(Column::Title)).into(),
        text: cell(Column::Text).into(),
        outlet: cell(Column::Outlet).into(),
        author: cell(Column::Author).into(),
        url: cell(Column::Url).into(),
        canonical: cell(Column::Canonical).into(),
        language: labels::language(&cell(Column::Language)).into(),
        section: cell(Column::Section).into(),
        words: cell(Column::Words).parse().ok(),
        dates: vec![(cell(Column::Date).into(), "field")],
        ..Record::default()
    };
    let told = [&record.title, &record.outlet, &record.url, &record.dates[0].0].iter().any(|value| !value.is_empty());
    (told && !record.text.is_empty()).then_some(record)
}

/// The text of an element: HTML inside it, as markup or as escaped text, as paragraphs.
pub(super) fn body(element: &Element) -> String {
    let paragraphs = element.paragraphs();
    let whole = text_of(paragraphs.iter().map(String::as_str));
    let lower = whole.to_ascii_lowercase();
    if lower.contains("<p>") || lower.contains("</p>") || lower.contains("<br") {
        let mut raw = String::new();
        element.raw(&mut raw);
        return tags::strip(&raw);
    }
    whole
}
