//! The entities of a run: what each key found in the articles is called, and which get tables.

use crate::company::Catalogue;
use crate::found::{EntityKey, EntityType, Party};
use crate::part::ArticlePart;
use crate::settings::Settings;
use crate::summary::place::Corpus;
use std::collections::{BTreeMap, HashMap, HashSet};

/// An entity as the outputs name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityInfo {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Whether it stands on the watchlist.
    pub watched: bool,
    /// Whether it gets tables.
    pub tabled: bool,
}

/// Every entity tagged, sorted by id.
#[derive(Debug, Default)]
pub struct EntityTable {
    /// Sorted by id.
    pub rows: Vec<EntityInfo>,
    index: HashMap<EntityKey, usize>,
}

impl EntityTable {
    /// The entities of the articles that count, and all that are watched. Tables go to what is watched; where nothing
    /// is, or with `discover`, to every company.
    pub fn of(corpus: &Corpus, catalogue: &Catalogue, settings: &Settings) -> Self {
        let discover = settings.discover;
        let mut keys: HashSet<&EntityKey> = HashSet::new();
        for article in corpus.counted().map(|i| &corpus.articles[i]) {
            let parties = article.claims.iter().flat_map(|c| [&c.actor, &c.target]);
            keys.extend(parties.filter_map(|p| if let Party::Entity(key) = p { Some(key) } else { None }));
            // What only a template named is not counted.
            let mut named = vec![false; article.entities.len()];
            for entity in article.mentions.iter().flat_map(|m| [Some(m.entity), m.speaker]).flatten() {
                named[entity as usize] = true;
            }
            keys.extend(article.entities.iter().zip(named).filter(|(_, named)| *named).map(|(key, _)| key));
        }
        let watching = catalogue.entities().iter().any(|e| e.watched);
        let watched: Vec<EntityKey> = (0..catalogue.entities().len() as u32)
            .filter(|i| catalogue.entity(*i).watched)
            .map(EntityKey::Known)
            .collect();
        let mut keys: Vec<&EntityKey> = keys.into_iter().chain(&watched).collect();
        let heads: Vec<EntityKey> = match settings.roll_up {
            true => keys.iter().map(|key| head(key, catalogue)).collect(),
            false => Vec::new(),
        };
        keys.extend(&heads);
        // Known names come first, so that a discovered name which turns out to be one of them takes its row.
        keys.sort();
        keys.dedup();
        let mut rows: BTreeMap<String, EntityInfo> = BTreeMap::new();
        let mut ids: Vec<(EntityKey, String)> = Vec::with_capacity(keys.len());
        for key in keys {
            let counted_as = if settings.roll_up { head(key, catalogue) } else { key.clone() };
            let info = match &counted_as {
                EntityKey::Known(index) => {
                    let entity = catalogue.entity(*index);
                    let tabled = entity.watched || ((discover || !watching) && entity.kind == EntityType::Company);
                    EntityInfo {
                        id: entity.id.to_string(),
                        name: entity.name.to_string(),
                        kind: entity.kind,
                        watched: entity.watched,
                        tabled,
                    }
                }
                EntityKey::Found(name, kind) => EntityInfo {
                    id: slug(name),
                    name: name.to_string(),
                    kind: *kind,
                    watched: false,
                    tabled: (discover || !watching) && *kind == EntityType::Company,
                },
            };
            ids.push((key.clone(), info.id.clone()));
            rows.entry(info.id.clone()).or_insert(info);
        }
        let rows: Vec<EntityInfo> = rows.into_values().collect();
        let index = ids
            .into_iter()
            .filter_map(|(key, id)| Some((key, rows.binary_search_by(|r| r.id.cmp(&id)).ok()?)))
            .collect();
        EntityTable { rows, index }
    }

    /// Row of an entity.
    pub fn row(&self, key: &EntityKey) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// Rows of the entities of an article, beside [`ArticlePart::entities`].
    pub fn rows_of(&self, article: &ArticlePart) -> Vec<Option<usize>> {
        article.entities.iter().map(|key| self.row(key)).collect()
    }

    /// Id and name of a party; a party that is no entity has only its text.
    pub fn party<'a>(&'a self, party: &'a Party) -> (&'a str, &'a str) {
        match party {
            Party::None => ("", ""),
            Party::Text(text) => ("", text),
            Party::Entity(key) => self.row(key).map_or(("", ""), |row| (&self.rows[row].id, &self.rows[row].name)),
        }
    }
}

/// The entity that one counts as: the parent its list gives it, the parent's parent, and so on.
fn head(key: &EntityKey, catalogue: &Catalogue) -> EntityKey {
    let EntityKey::Known(index) = key else { return key.clone() };
    let mut at = *index;
    let mut seen = vec![at];
    loop {
        let parent = &*catalogue.entity(at).parent;
        let found = catalogue.by_id(parent).or_else(|| catalogue.by_id(&slug(parent)));
        match found.filter(|_| !parent.is_empty()) {
            // Two that are each other's parents count each for itself.
            Some(next) if seen.contains(&next) => return key.clone(),
            Some(next) => {
                seen.push(next);
                at = next;
            }
            None => return EntityKey::Known(at),
        }
    }
}

/// Rows of the watchlist whose parent leads to no entity, or back to them, one sentence each: they count for themselves.
pub fn lost_parents(catalogue: &Catalogue) -> Vec<String> {
    let watched = catalogue.entities().iter().enumerate().filter(|(_, one)| one.watched && !one.parent.is_empty());
    let lost = watched.filter_map(|(index, one)| {
        let key = EntityKey::Known(index as u32);
        let nobody = catalogue.by_id(&one.parent).or_else(|| catalogue.by_id(&slug(&one.parent))).is_none();
        let why = if nobody { "is no entity of the lists" } else { "has it as a parent in turn" };
        (nobody || head(&key, catalogue) == key)
            .then(|| format!("the parent \"{}\" of {} {why}: {} counts for itself", one.parent, one.name, one.name))
    });
    lost.collect()
}

/// A name as an id: lower-case letters and digits of any script, joined by hyphens; safe as a file name.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if matches!(c, '\'' | '’' | '.') {
            // Alibaba's, U.S.: no gap
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "unnamed".to_string() } else { slug.chars().take(80).collect() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn ids_are_safe_file_names() {
        for (name, id) in [
            ("Alibaba Group", "alibaba-group"),
            ("AT&T Inc.", "at-t-inc"),
            ("U.S. Steel", "us-steel"),
            ("Nestlé", "nestlé"),
            ("../etc", "etc"),
            ("///", "unnamed"),
        ] {
            assert_eq!(slug(name), id);
        }
    }
}
