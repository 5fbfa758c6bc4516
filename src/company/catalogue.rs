//! The catalogue: the user's watchlist and the built-in dictionary.

use super::dictionary::{self, Text};
use super::names::{Case, Class, Names, combine, words};
use super::watchlist::{self, Row};
use super::{suffix, tagger};
use crate::annotate::words as language;
use crate::annotate::{self, WordMap, word_hash};
use crate::found::{EntityType, Shape, Token};
use rapidhash::RapidHashMap;
use rapidhash::v3::rapidhash_v3;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::LazyLock;

/// A row of the watchlist or dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Stable id: the watchlist's own, else a slug of the name.
    pub id: Text,
    /// Name as users write it.
    pub name: Text,
    /// What it is.
    pub kind: EntityType,
    /// Whether it stands on the user's watchlist.
    pub watched: bool,
    /// Id of the company it belongs to; empty where none.
    pub parent: Text,
    /// Tickers, `|`-separated; empty where none.
    pub ticker: Text,
    /// Country code (ISO 3166, two letters) or name; empty where unknown.
    pub country: Text,
    /// Industry; empty where unknown.
    pub industry: Text,
}

/// What a watchlist row says about when its names count.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Words one of which must stand in the article, as hash sequences.
    pub context: Vec<u64>,
    /// Phrases that are not the company, as words.
    pub exclude: Vec<Vec<u64>>,
}

/// All entities known by name before the run.
#[derive(Debug, Default)]
pub struct Catalogue {
    entities: Vec<Entity>,
    /// By hash of the id.
    ids: WordMap<u32>,
    names: Names,
    tickers: WordMap<u32>,
    watches: RapidHashMap<u32, Watch>,
    shared: Vec<String>,
    left_out: Vec<String>,
    /// Watched entities that their row gives no other names, in order.
    open: Vec<u32>,
    /// Entities that share a name with an earlier row, by the hash of its words.
    rivals: WordMap<Vec<u32>>,
    hashes: (Option<String>, String),
    descriptions: bool,
}

impl Catalogue {
    /// The dictionary, the built-in one unless another is named (`none`: none), and over it the watchlist where there
    /// is one.
    pub fn load(watchlist: Option<&Path>, dictionary: Option<&Path>) -> Result<Self, CatalogueError> {
        let read = |path: &Path, what: &str| {
            let bytes = std::fs::read(path);
            bytes.map_err(|e| CatalogueError(format!("cannot read the {what} {}: {e}", path.display())))
        };
        let list = watchlist.map(|path| read(path, "watchlist")).transpose()?;
        let file = watchlist.map_or(String::new(), |path| path.display().to_string());
        match dictionary {
            None => Self::with(list.as_deref(), &file),
            Some(path) if path.as_os_str() == "none" => Self::over(list.as_deref(), &file, Some((&[], ""))),
            Some(path) => {
                let bytes = read(path, "dictionary")?;
                Self::over(list.as_deref(), &file, Some((&bytes, &path.display().to_string())))
            }
        }
    }

    /// The built-in dictionary and over it a watchlist, from its bytes; `file` is what errors call it.
    pub fn with(watchlist: Option<&[u8]>, file: &str) -> Result<Self, CatalogueError> {
        Self::over(watchlist, file, None)
    }

    /// Has mentions by description ("the carmaker") told beside the names.
    pub fn with_descriptions(self, descriptions: bool) -> Self {
        Catalogue { descriptions, ..self }
    }

    /// Whether mentions by description are told.
    pub fn descriptions(&self) -> bool {
        self.descriptions
    }

    /// The same over a dictionary of the user's own, with the columns of a watchlist; no bytes at all are no dictionary.
    fn over(watchlist: Option<&[u8]>, file: &str, dictionary: Option<(&[u8], &str)>) -> Result<Self, CatalogueError> {
        let rows = match watchlist {
            Some(bytes) => watchlist::read(bytes, file).map_err(CatalogueError)?,
            None => Vec::new(),
        };
        let own = match dictionary {
            Some((bytes, file)) if !bytes.is_empty() => watchlist::read(bytes, file).map_err(CatalogueError)?,
            _ => Vec::new(),
        };
        // what tagging needs beside the names is unpacked meanwhile
        std::thread::spawn(|| {
            LazyLock::force(&tagger::MODEL);
            language::is_word(0)
        });
        let mut all = Catalogue {
            names: Names::with_capacity(60_000 + rows.len() * 2),
            entities: Vec::with_capacity(50_000 + rows.len()),
            ids: WordMap::with_capacity_and_hasher(50_000 + rows.len(), Default::default()),
            hashes: (watchlist.map(sha256), sha256(dictionary.map_or(dictionary::BYTES, |(bytes, _)| bytes))),
            ..Catalogue::default()
        };
        let mut room = Vec::new();
        for row in rows {
            all.watch(row, &mut room);
        }
        match dictionary {
            None => dictionary::each(|row| all.learn(row, &mut room)).map_err(CatalogueError)?,
            Some(_) => own.into_iter().for_each(|row| all.learn_own(row, &mut room)),
        }
        Ok(all)
    }

    /// The entity behind [`crate::found::EntityKey::Known`].
    pub fn entity(&self, index: u32) -> &Entity {
        &self.entities[index as usize]
    }

    /// Index of the entity with this id.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.ids.get(&rapidhash_v3(id.as_bytes())).copied().filter(|&i| self.entity(i).id == id)
    }

    /// All entities, watchlist first.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// SHA-256 (hex) of the watchlist and of the dictionary, for `run.json`.
    pub fn hashes(&self) -> (Option<String>, String) {
        self.hashes.clone()
    }

    /// Names that two rows of the watchlist share, one sentence each; such a name counts for neither by itself.
    pub fn shared_names(&self) -> &[String] {
        &self.shared
    }

    /// Names of the watchlist that are left out, one sentence each with the reason.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The later rows that claim a name too, by the hash of its words.
    pub(super) fn rivals(&self, name: u64) -> &[u32] {
        self.rivals.get(&name).map_or(&[], Vec::as_slice)
    }

    /// How far a name that no list holds would speak for itself on a watchlist: `strong`, or `context` where it is also
    /// a word, the name of a person or place, or a short acronym.
    pub fn class_of(name: &str) -> &'static str {
        match own_class(name, &mut Vec::new()) {
            Class::Strong => "strong",
            _ => "context",
        }
    }

    /// All names.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The entity of a ticker as printed.
    pub(super) fn ticker(&self, ticker: &str) -> Option<u32> {
        self.tickers.get(&word_hash(ticker)).copied()
    }

    /// What the watchlist says about an entity's names.
    pub(super) fn watch_of(&self, entity: u32) -> Option<&Watch> {
        self.watches.get(&entity)
    }

    fn put(&mut self, entity: Entity) -> u32 {
        let index = self.entities.len() as u32;
        self.ids.entry(rapidhash_v3(entity.id.as_bytes())).or_insert(index);
        for ticker in entity.ticker.split('|').map(str::trim).filter(|t| !t.is_empty()) {
            self.tickers.entry(word_hash(ticker)).or_insert(index);
        }
        self.entities.push(entity);
        index
    }

    fn watch(&mut self, row: Row, room: &mut Vec<Token>) {
        let index = self.put(row.entity);
        if row.aliases.is_empty() {
            self.open.push(index);
        }
        let watch = Watch {
            context: row.context.iter().map(|c| sequence(c, room)).collect(),
            exclude: row.exclude.iter().map(|e| list(e, room)).filter(|e| !e.is_empty()).collect(),
        };
        let tied = !watch.context.is_empty();
        if tied || !watch.exclude.is_empty() {
            self.watches.insert(index, watch);
        }
        let name = self.entities[index as usize].name.clone();
        let bare = suffix::bare(&name);
        let mut forms = vec![(name.to_string(), true)];
        if bare != name {
            forms.push((bare, true));
        }
        for alias in row.aliases {
            forms.extend(initials(&alias).map(|other| (other, false)));
            forms.push((alias, false));
        }
        forms.extend(initials(&name).map(|other| (other, true)));
        for (form, main) in forms {
            words(&form, room);
            if let [one] = room.as_slice()
                && one.shape != Shape::Upper
                && (annotate::is_function_word(one.word) || (one.shape == Shape::Lower && one.span.len() == 1))
            {
                self.left_out
                    .push(format!("\"{form}\" as a name of {name} is left out: every sentence holds the word"));
                continue;
            }
            // The full name speaks for itself; what is one word, or another name, needs a word of the context.
            let full = suffix::has(&form) || main && form.split_whitespace().count() > 1;
            let class = if tied && !full { Class::Context } else { own_class(&form, room) };
            let other = match self.names.add(&form, index, class, row.any_case, main, room) {
                Some(alias) if alias.entity != index => {
                    alias.class = Class::Never;
                    alias.entity
                }
                _ => continue,
            };
            let rivals = self.rivals.entry(sequence(&form, room)).or_default();
            if !rivals.contains(&index) {
                rivals.push(index);
            }
            let other = &self.entities[other as usize].name;
            self.shared.push(format!(
                "\"{form}\" is a name of both {other} and {name}: it counts only where the article tells which"
            ));
        }
    }

    /// A row of the user's own dictionary: as one of the watchlist, but nothing is counted for it by itself.
    fn learn_own(&mut self, mut row: Row, room: &mut Vec<Token>) {
        if !self.ids.contains_key(&rapidhash_v3(row.entity.id.as_bytes())) {
            row.entity.watched = false;
            self.watch(row, room);
        }
    }

    fn learn(&mut self, row: dictionary::Row, room: &mut Vec<Token>) {
        if let Some(watched) = self.watched(&row, room) {
            // Who gives no other names of a company wants those that the dictionary knows.
            let open = self.open.binary_search(&watched).is_ok();
            let tied = self.watches.get(&watched).is_some_and(|w| !w.context.is_empty());
            for (class, alias) in row.aliases.split('|').map(classed) {
                let known = match open {
                    true => {
                        let class = if tied { Class::Context } else { class };
                        self.names.add(alias, watched, class, false, false, room)
                    }
                    false => self.names.get(alias, room),
                };
                if let Some(known) = known {
                    Self::affirm(&self.entities, &self.watches, known, class);
                }
            }
            return;
        }
        let index = self.put(Entity {
            id: row.id,
            name: row.name,
            kind: row.kind,
            watched: false,
            parent: row.parent,
            ticker: row.ticker,
            country: row.country,
            industry: row.industry,
        });
        for (n, (class, alias)) in row.aliases.split('|').map(classed).enumerate() {
            if let Some(known) = self.names.add(alias, index, class, false, n == 0, room) {
                Self::affirm(&self.entities, &self.watches, known, class);
            }
        }
    }

    /// The company of the watchlist that a row of the dictionary speaks of: it has its id, or its name.
    fn watched(&mut self, row: &dictionary::Row, room: &mut Vec<Token>) -> Option<u32> {
        let by_id = self.ids.get(&rapidhash_v3(row.id.as_bytes())).copied();
        by_id.or_else(|| {
            if self.open.is_empty() {
                return None;
            }
            let known = self.names.get(&row.name, room).map(|alias| alias.entity)?;
            self.open.binary_search(&known).is_ok().then_some(known)
        })
    }

    /// A watched name that was held for a word ("Adidas" stands in lists of words) is one that speaks for itself where
    /// the dictionary knows it as such, and the user asks for no context.
    fn affirm(entities: &[Entity], watches: &RapidHashMap<u32, Watch>, known: &mut super::names::Alias, class: Class) {
        let watched = entities.get(known.entity as usize).is_some_and(|e| e.watched);
        let tied = watches.get(&known.entity).is_some_and(|w| !w.context.is_empty());
        if known.class == Class::Context && class == Class::Strong && watched && !tied {
            known.class = Class::Strong;
        }
    }
}

/// An alias of the dictionary and its class.
fn classed(alias: &str) -> (Class, &str) {
    match alias.strip_prefix('~') {
        Some(rest) => (Class::Context, rest),
        None => alias.strip_prefix('!').map_or((Class::Strong, alias), |rest| (Class::Never, rest)),
    }
}

impl super::names::Alias {
    /// Whether the alias is an acronym.
    pub(super) fn is_acronym(&self) -> bool {
        self.case == Case::Upper
    }
}

/// The class of a name a user watches: one that is a word, a person's or place's name, or a short acronym needs
/// another sign.
fn own_class(name: &str, room: &mut Vec<Token>) -> Class {
    words(name, room);
    match room.as_slice() {
        [one] if language::is_word(one.word) || one.span.len() <= 2 => Class::Context,
        [one] if one.span.len() <= 4 && name.chars().all(char::is_uppercase) => Class::Context,
        _ => Class::Strong,
    }
}

/// "J.R. Tolk" for "J. R. Tolk", and the other way about.
fn initials(name: &str) -> Option<String> {
    let single = |word: &str| word.ends_with('.') && word.chars().count() == 2 && word.starts_with(char::is_alphabetic);
    let parts: Vec<&str> = name.split_whitespace().collect();
    let spaced = parts.iter().take_while(|w| single(w)).count();
    if spaced > 1 {
        return Some(format!("{} {}", parts[..spaced].concat(), parts[spaced..].join(" ")));
    }
    let first = parts.first()?;
    let letters: Vec<&str> = first.split_inclusive('.').collect();
    (letters.len() > 1 && letters.iter().all(|l| single(l)) && parts.len() > 1)
        .then(|| format!("{} {}", letters.join(" "), parts[1..].join(" ")))
}

/// The words of a phrase, as one hash.
fn sequence(phrase: &str, room: &mut Vec<Token>) -> u64 {
    words(phrase, room);
    room.iter().fold(0, |key, t| combine(key, t.word))
}

fn list(phrase: &str, room: &mut Vec<Token>) -> Vec<u64> {
    words(phrase, room);
    room.iter().map(|t| t.word).collect()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// What is wrong with a watchlist; names file, row and column.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CatalogueError(pub String);
