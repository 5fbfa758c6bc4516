//! Reposts: fingerprints of each article, then, over the whole corpus, templates, copies and stories.
#![allow(missing_docs)]

use crate::article::{Article, DatePrecision};
use crate::found::{Attribution, BlockKind, Cleaned};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct RepostSettings {
    pub days: u32,
}
impl Default for RepostSettings {
    fn default() -> Self {
        RepostSettings { days: 30 }
    }
}
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BlockPrint {
    pub block: u32,
    pub hash: u64,
    pub words: u32,
    pub kind: BlockKind,
}
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Prints {
    pub blocks: Vec<BlockPrint>,
}
pub fn prints(_: &Article, _: &Cleaned) -> Prints {
    Prints::default()
}
#[derive(Debug)]
pub struct Candidate<'a> {
    pub id: &'a str,
    pub outlet: &'a str,
    pub day: Option<i64>,
    pub seconds: Option<i64>,
    pub precision: Option<DatePrecision>,
    pub attribution: &'a Attribution,
    pub title: &'a str,
    pub words: u32,
    pub prints: &'a Prints,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Original,
    Repost,
    Excerpt,
    Update,
    Digest,
}
impl Role {
    pub fn name(self) -> &'static str {
        "original"
    }
}
#[derive(Debug, Clone)]
pub struct Placed {
    pub original: usize,
    pub role: Role,
    pub containment: Option<f64>,
    pub origin_signal: &'static str,
    pub origin_confidence: u8,
    pub digest_of: Vec<usize>,
}
impl Placed {
    pub fn alone(index: usize) -> Self {
        Placed {
            original: index,
            role: Role::Original,
            containment: None,
            origin_signal: "only",
            origin_confidence: 100,
            digest_of: Vec::new(),
        }
    }
}
#[derive(Debug)]
pub struct Pair {
    pub a: usize,
    pub b: usize,
    pub containment_ab: f64,
    pub containment_ba: f64,
    pub jaccard: f64,
    pub shared_words: u32,
    pub kind: &'static str,
    pub rule: &'static str,
}
#[derive(Debug)]
pub struct Furniture {
    pub outlet: String,
    pub text: String,
    pub hash: u64,
    pub articles_n: u32,
    pub stories_n: u32,
    pub words_n: u32,
    pub example: (usize, u32),
}
#[derive(Debug, Default)]
pub struct Outcome {
    pub placed: Vec<Placed>,
    pub pairs: Vec<Pair>,
    pub furniture: Vec<Furniture>,
    pub template_blocks: Vec<Vec<u32>>,
}
pub fn stories(articles: &[Candidate], _: &RepostSettings) -> Outcome {
    Outcome { placed: (0..articles.len()).map(Placed::alone).collect(), ..Outcome::default() }
}
