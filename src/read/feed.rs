//! Feeds: the entries of RSS, RDF and Atom, with the fullest of their texts.

use super::paragraphs::text_of;
use super::record::Record;
use super::wire::fill;
use super::xml::{self, Element};
use super::{labels, tags};

/// The entries of RSS, RDF or Atom.
pub(super) fn articles(tree: &xml::Tree) -> Vec<Record<'static>> {
    let root = tree.root.elements().next().unwrap_or(&tree.root);
    let channel = root.find("channel").unwrap_or(root);
    let name = channel.child("title").map(Element::text).unwrap_or_default();
    let language = channel.child("language").map(Element::text).unwrap_or_else(|| root.attribute("lang").to_string());
    let mut records = Vec::new();
    for entry in root.descendants().into_iter().filter(|e| matches!(e.name.as_str(), "item" | "entry")) {
        let text = |name: &str| entry.child(name).map(Element::text).unwrap_or_default();
        let links = || entry.elements().filter(|e| e.name == "link");
        let link = links().find(|l| matches!(l.attribute("rel"), "" | "alternate"));
        let url = link.map(|l| if l.attribute("href").is_empty() { l.text() } else { l.attribute("href").to_string() });
        let authors: Vec<String> = entry
            .elements()
            .filter(|e| matches!(e.name.as_str(), "author" | "creator"))
            .map(|e| e.child("name").unwrap_or(e).text())
            .collect();
        // The longest of what may hold the text does.
        let body = entry
            .elements()
            .filter(|e| {
                matches!(e.name.as_str(), "encoded" | "content" | "description" | "summary" | "fulltext" | "full-text")
            })
            .map(markup)
            .max_by_key(String::len)
            .unwrap_or_default();
        let source = entry.child("source").map(|s| s.child("title").unwrap_or(s).text()).unwrap_or_default();
        let mut record = Record {
            number: (records.len() as u32).saturating_add(1),
            id: [text("guid"), text("id")].into_iter().find(|id| !id.is_empty()).unwrap_or_default().into(),
            title: tags::strip(&text("title")).into(),
            text: body.into(),
            author: authors.join("; ").into(),
            outlet: source.into(),
            url: url.unwrap_or_default().into(),
            section: text("category").into(),
            language: labels::language(&language).into(),
            ..Record::default()
        };
        fill(&mut record.outlet, name.clone());
        for date in ["pubDate", "published", "date", "issued", "created", "updated"].map(text) {
            if !date.is_empty() && record.dates.is_empty() {
                record.dates.push((date.into(), "field"));
            }
        }
        records.push(record);
    }
    records
}

/// The text of an element that holds a page's markup, escaped or as elements.
fn markup(element: &Element) -> String {
    let mut raw = String::new();
    element.raw(&mut raw);
    if raw.contains('<') || raw.contains('&') {
        return tags::strip(&raw);
    }
    text_of(element.paragraphs().iter().map(String::as_str))
}
