//! How two outputs were made: version, settings, lists, files of the corpus.

use crate::output::Run;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// `version`, `setting`, `list` or `file`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// In the first output; empty where it is missing there. Of hashes the first digits.
    pub a: String,
    /// In the second.
    pub b: String,
}

/// What differs in how two outputs were made.
pub fn differences(a: &Run, b: &Run) -> Vec<Difference> {
    let mut found = Vec::new();
    let version = |run: &Run| BTreeMap::from([(run.program.clone(), run.version.clone())]);
    differing("version", &version(a), &version(b), &mut found);
    differing("setting", &settings(&a.settings), &settings(&b.settings), &mut found);
    differing("list", &short(&a.lists), &short(&b.lists), &mut found);
    differing("file", &short(&a.inputs), &short(&b.inputs), &mut found);
    found
}

fn differing(
    kind: &'static str,
    a: &BTreeMap<String, String>,
    b: &BTreeMap<String, String>,
    found: &mut Vec<Difference>,
) {
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let of = |side: &BTreeMap<String, String>, name: &String| side.get(name).cloned().unwrap_or_default();
    for name in names.into_iter().filter(|name| a.get(*name) != b.get(*name)) {
        found.push(Difference { kind, name: name.clone(), a: of(a, name), b: of(b, name) });
    }
}

/// Settings by their keys, `reposts.days` for one in a table.
fn settings(value: &Value) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut open = vec![(String::new(), value)];
    while let Some((name, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(
                map.iter()
                    .map(|(key, value)| (if name.is_empty() { key.clone() } else { format!("{name}.{key}") }, value)),
            ),
            Value::Null => {}
            Value::String(text) => {
                all.insert(name, text.clone());
            }
            other => {
                all.insert(name, other.to_string());
            }
        }
    }
    all
}

/// Hashes by their first digits.
fn short(hashes: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    hashes.iter().map(|(name, hash)| (name.clone(), hash.chars().take(12).collect())).collect()
}
