//! ninjs, the news agencies' JSON: one item, or a list of them.

use super::labels;
use super::record::{Record, Source};
use super::tags;
use crate::article::Problem;
use serde_json::Value;

/// Whether the beginning of a JSON file is that of ninjs.
pub(super) fn is_ninjs(head: &[u8]) -> bool {
    let has = |key: &str| memchr::memmem::find(head, key.as_bytes()).is_some();
    (has("\"body_html\"") || has("\"body_xhtml\"") || has("\"body_text\"") || has("\"bodies\""))
        && [
            "\"versioncreated\"",
            "\"headline\"",
            "\"headlines\"",
            "\"pubstatus\"",
            "\"usageterms\"",
            "\"versionCreated\"",
        ]
        .iter()
        .any(|key| has(key))
}

/// The items of a file.
pub(super) fn articles(text: &str, source: &Source, problems: &mut Vec<Problem>) -> Vec<Record<'static>> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            problems.push(source.problem(None, "broken-json", error.to_string()).with_bytes(text.len() as u64));
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    items(&value, 0, &mut found);
    found
        .iter()
        .enumerate()
        .map(|(at, item)| Record { number: (at as u32).saturating_add(1), ..record(item) })
        .collect()
}

/// Keys under which an answer of a service holds its items.
const HOLDERS: [&str; 7] = ["items", "_items", "item", "data", "results", "current_item", "news"];
/// Levels at which they are looked for.
const DEEPEST: usize = 8;

/// The items a value is or holds.
fn items<'v>(value: &'v Value, depth: usize, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) if depth < DEEPEST => values.iter().for_each(|value| items(value, depth + 1, found)),
        Value::Object(object) => {
            let is_item =
                object.keys().any(|key| key.starts_with("body_") || matches!(key.as_str(), "bodies" | "headline"));
            let held =
                HOLDERS.iter().find_map(|key| object.get(*key)).filter(|held| held.is_array() || held.is_object());
            match held.filter(|_| !is_item && depth < DEEPEST) {
                Some(held) => items(held, depth + 1, found),
                None => found.push(value),
            }
        }
        _ => {}
    }
}

fn record(item: &Value) -> Record<'static> {
    let text =
        |keys: &[&str]| keys.iter().map(|key| plain(&item[*key])).find(|text| !text.is_empty()).unwrap_or_default();
    let marked = text(&["body_html", "body_xhtml", "bodies"]);
    let body = if marked.is_empty() { text(&["body_text", "body_plain"]) } else { tags::strip(&marked) };
    let authors = text(&["byline", "by"]);
    Record {
        id: text(&["guid", "uri", "altid", "_id"]).into(),
        title: tags::strip(&text(&["headline", "headlines", "title"])).into(),
        text: if body.is_empty() {
            tags::strip(&text(&["description_html", "description_text", "descriptions"])).into()
        } else {
            body.into()
        },
        author: if authors.is_empty() { text(&["authors", "people"]).into() } else { tags::strip(&authors).into() },
        outlet: text(&["source", "infosources", "copyrightholder", "copyrightHolder", "provider"]).into(),
        section: text(&["service", "section", "genre"]).into(),
        url: text(&["canonical_url", "url", "link"]).into(),
        language: labels::language(&text(&["language"])).into(),
        words: item["wordcount"].as_u64().or(item["wordCount"].as_u64()).and_then(|n| u32::try_from(n).ok()),
        dates: ["firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated"]
            .iter()
            .filter_map(|key| item[*key].as_str())
            .take(1)
            .map(|date| (date.to_string().into(), "field"))
            .collect(),
        ..Record::default()
    }
}

/// A value as a person reads it: the name or value of an object, the first of a list that has one; names are joined.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_string(),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().map(plain).filter(|text| !text.is_empty()).collect();
            let long = parts.iter().any(|part| part.len() > 200);
            if long { parts.into_iter().max_by_key(String::len).unwrap_or_default() } else { parts.join("; ") }
        }
        Value::Object(object) => ["value", "name", "text"]
            .iter()
            .filter_map(|key| object.get(*key))
            .map(plain)
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        _ => String::new(),
    }
}
