//! Articles as lines of JSON: what was read, kept or set aside of each.

use crate::article::{Article, Problem};
use crate::kept::kept;
use crate::naming::{self, Key, Named};
use crate::part::text_hash;
use crate::pipeline::{IN_MEMORY, RunError, batches, read_options};
use crate::read;
use crate::settings::Settings;
use crate::store::{Kept, Store};
use rayon::prelude::*;
use std::io::Write;
use std::path::Path;
use std::sync::Mutex;

/// How `pressmark articles` shows an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// What was kept, and what was set aside beside it.
    Kept,
    /// All of it, as read.
    Whole,
    /// Only what was set aside, by which rule; articles of which nothing was are left out.
    Removed,
}

/// Articles as lines of JSON, sorted by name.
#[derive(Debug)]
pub struct Lines {
    named: Named,
    lines: Vec<Kept>,
    store: Store,
}

impl Lines {
    /// Whether there is no article.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Names of the articles, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.order.iter().map(|(name, _)| name.as_str())
    }

    /// The line of an article; `None` where no article has the name.
    pub fn get(&self, name: &str) -> std::io::Result<Option<String>> {
        let Some((name, index)) = self.named.order.iter().find(|(n, _)| n == name) else { return Ok(None) };
        Ok(Some(self.line(name, *index)?))
    }

    /// Writes a line an article.
    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        for (name, index) in &self.named.order {
            if self.store.get(&self.lines[*index])?.is_empty() {
                continue;
            }
            writeln!(out, "{}", self.line(name, *index)?)?;
        }
        Ok(())
    }

    /// A line whole, with the name it begins with.
    fn line(&self, name: &str, index: usize) -> std::io::Result<String> {
        let line = self.store.get(&self.lines[index])?;
        let line = std::str::from_utf8(&line).map_err(std::io::Error::other)?;
        Ok(format!("{{\"id\":{},{line}", serde_json::to_string(name)?))
    }
}

/// What of an article names it, and its line without the `id`.
type NamedLine = ((String, String, [u8; 32]), Kept);

/// Every article of a corpus as it was read and kept, and what could not be.
pub fn articles(corpus: &Path, settings: &Settings, shown: Shown) -> Result<(Lines, Vec<Problem>), RunError> {
    let listing = read::list(corpus)?;
    let options = read_options(settings).with_lists(&listing);
    let store = Store::new(IN_MEMORY);
    let problems = Mutex::new(listing.problems.clone());
    let found: Vec<NamedLine> = batches(&listing, &options, |batches| {
        batches
            .map(|batch| {
                let parsed = batch.parse(&options);
                if let Ok(mut problems) = problems.lock() {
                    problems.extend(parsed.problems);
                }
                let line = |article: &Article| {
                    let line = store.keep(line(article, shown)?.into_bytes())?;
                    Ok(((article.own_id.clone(), article.place(), text_hash(article)), line))
                };
                parsed.articles.iter().map(line).collect::<Result<Vec<NamedLine>, RunError>>()
            })
            .try_reduce(Vec::new, |mut a, mut b| {
                a.append(&mut b);
                Ok(a)
            })
    })?;
    let (keys, lines): (Vec<_>, Vec<Kept>) = found.into_iter().unzip();
    let keys: Vec<Key> = keys.iter().map(|(own_id, place, sha256)| Key { own_id, place, sha256 }).collect();
    let mut problems = problems.into_inner().unwrap_or_default();
    problems.extend(options.lists.left());
    problems.sort();
    Ok((Lines { named: naming::name(&keys), lines, store }, problems))
}

/// One article as JSON, less the brace and the `id` it begins with; empty where there is nothing to show.
fn line(article: &Article, shown: Shown) -> std::io::Result<String> {
    let mut value = match shown {
        Shown::Kept => serde_json::to_value(kept(article))?,
        Shown::Whole => read::export(article),
        Shown::Removed => {
            let kept = kept(article);
            serde_json::json!({
                "id": "", "path": kept.path, "record": kept.record, "title": kept.title, "removed": kept.removed,
            })
        }
    };
    if shown == Shown::Removed && value["removed"].as_array().is_none_or(Vec::is_empty) {
        return Ok(String::new());
    }
    if let Some(object) = value.as_object_mut() {
        object.shift_remove("id");
    }
    Ok(value.to_string().split_off(1))
}
