//! The catalogue: the user's watchlist and the built-in dictionary.

use crate::found::EntityType;
use std::path::Path;

/// A row of the watchlist or dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Stable id: the watchlist's own, else a slug of the name.
    pub id: String,
    /// Name as users write it.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Whether it stands on the user's watchlist.
    pub watched: bool,
    /// Id of the company it belongs to; empty where none.
    pub parent: String,
}

/// All entities known by name before the run.
#[derive(Debug, Default)]
pub struct Catalogue {
    entities: Vec<Entity>,
}

impl Catalogue {
    /// The built-in dictionary, and over it the watchlist where there is one.
    pub fn load(_watchlist: Option<&Path>) -> Result<Self, CatalogueError> {
        Ok(Catalogue::default())
    }

    /// The entity behind [`crate::found::EntityKey::Known`].
    pub fn entity(&self, index: u32) -> &Entity {
        &self.entities[index as usize]
    }

    /// Index of the entity with this id.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.entities.iter().position(|e| e.id == id).map(|i| i as u32)
    }

    /// All entities, watchlist first.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// SHA-256 (hex) of the watchlist and of the dictionary, for `run.json`.
    pub fn hashes(&self) -> (Option<String>, String) {
        (None, String::new())
    }
}

/// What is wrong with a watchlist; names file, row and column.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CatalogueError(pub String);
