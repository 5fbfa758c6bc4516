//! What map makes of each article, and how it adds up. A [`Part`] holds integers, fixed point and spans; parts add up
//! in any order, and finish sorts.

use crate::article::{Article, Problem, Published};
use crate::found::{Act, Attribution, EntityKey, Party, Verification, Voice, WordCounts};
use crate::pack::{Pack, Unpack};
use crate::repost::ShelvedPrints;
use crate::store::Kept;
use std::sync::{Mutex, PoisonError};

/// Version of what a part holds; parts of different versions do not add up.
pub const VERSION: u32 = 2;

/// What map made of some of the articles.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Hash of everything that decides the numbers: version, settings, watchlist, dictionary and word lists.
    pub rules: String,
    /// Articles, in no order; boxed, so that adding parts up moves pointers.
    #[allow(clippy::vec_box)]
    pub articles: Vec<Box<ArticlePart>>,
    /// Problems, in no order.
    pub problems: Vec<Problem>,
}

/// Parts of two different runs.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("these parts were made with other settings, lists or another version ({0} and {1}): run both again")]
pub struct Mismatch(pub String, pub String);

impl Part {
    /// An empty part of a run with these rules.
    pub fn new(rules: &str) -> Self {
        Part { rules: rules.to_string(), ..Part::default() }
    }

    /// Adds another part; associative and commutative up to order.
    pub fn merge(mut self, mut other: Part) -> Result<Part, Mismatch> {
        if self.rules != other.rules {
            return Err(Mismatch(self.rules, other.rules));
        }
        if self.articles.len() < other.articles.len() {
            std::mem::swap(&mut self, &mut other);
        }
        self.articles.append(&mut other.articles);
        self.problems.append(&mut other.problems);
        Ok(self)
    }
}

/// What is kept of one article: what is counted. The text behind it is in `evidence`.
#[derive(Debug, Clone)]
pub struct ArticlePart {
    /// The record's own id; may be empty, or taken twice in the corpus.
    pub own_id: Box<str>,
    /// Path, with `#record` where its file holds several.
    pub place: Box<str>,
    /// How many bytes of `place` are the path.
    pub path_bytes: u32,
    /// Number in its file, from 1.
    pub record: u32,
    /// Headline: the title field, else the title block of the body.
    pub title: Box<str>,
    /// Outlet.
    pub outlet: Box<str>,
    /// Date.
    pub published: Option<Published>,
    /// Language code.
    pub language: &'static str,
    /// 0–100.
    pub language_confidence: u8,
    /// SHA-256 of title, newline, body, as decoded.
    pub sha256: [u8; 32],
    /// Words kept (headline, headings and body), furniture and summary left out.
    pub words: u32,
    /// Words as read.
    pub words_read: u32,
    /// Where the text came from, where it says so.
    pub attribution: Option<Box<Attribution>>,
    /// For the search of copies.
    pub prints: ShelvedPrints,
    /// Dictionary counts by block (`u32::MAX`: the title field); empty where the language has no list.
    pub counts: BlockCounts,
    /// Whether the language has tone lists.
    pub tone_supported: bool,
    /// Entities it names, each once, in the order they were met.
    pub entities: Box<[EntityKey]>,
    /// Mentions in reading order.
    pub mentions: Box<[MentionPart]>,
    /// By further scorers, in their order: the tone of each mention by [`MentionPart::number`]. Only
    /// [`crate::robustness`] asks for them.
    pub other_tones: Box<[Box<[Option<i16>]>]>,
    /// Claims in reading order.
    pub claims: Box<[ClaimPart]>,
    /// Sentences that hold a mention or a claim.
    pub sentences: Box<[SentencePart]>,
    /// The [`crate::evidence::Evidence`] and [`crate::evidence::Source`].
    pub evidence: Kept,
}

impl ArticlePart {
    /// Path inside the corpus.
    pub fn path(&self) -> &str {
        self.place.get(..self.path_bytes as usize).unwrap_or(&self.place)
    }
}

/// Dictionary counts by block, packed: there are dozens of blocks in an article, with few words each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockCounts(Box<[u8]>);

impl BlockCounts {
    /// Packs counts by block.
    pub fn new(rows: impl IntoIterator<Item = (u32, WordCounts)>) -> BlockCounts {
        let mut pack = Pack::default();
        for (block, counts) in rows {
            // The title field, `u32::MAX`, takes one byte.
            pack.number(block.wrapping_add(1));
            [counts.words, counts.positive, counts.negative].into_iter().for_each(|n| pack.number(n));
        }
        BlockCounts(pack.bytes().into())
    }

    /// The counts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u32, WordCounts)> {
        let mut from = Unpack::new(&self.0);
        std::iter::from_fn(move || {
            let block = from.number().ok()?.wrapping_sub(1);
            let [words, positive, negative] = [from.number().ok()?, from.number().ok()?, from.number().ok()?];
            Some((block, WordCounts { words, positive, negative }))
        })
    }
}

/// A sentence that is evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentencePart {
    /// Its block; `u32::MAX` for the title field.
    pub block: u32,
    /// Dictionary counts.
    pub counts: WordCounts,
}

/// What is counted of a mention; how it reads is in the evidence. There are some twenty an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MentionPart {
    /// Its number in [`crate::evidence::Evidence::mentions`].
    pub number: u32,
    /// Which entity: index into [`ArticlePart::entities`].
    pub entity: u32,
    /// Index into [`ArticlePart::sentences`].
    pub sentence: u32,
    /// Who speaks, where it is an entity: index into [`ArticlePart::entities`].
    pub speaker: Option<u32>,
    /// Ten-thousandths; `None` where the language is not supported.
    pub tone: Option<i16>,
    /// Why it is no coverage; empty where it is.
    pub not_counted_because: Label,
    /// Whose words.
    pub voice: Voice,
    /// Whether it stands in the headline.
    pub headline: bool,
    /// Whether a word of its sentence leaves doubt.
    pub hedged: bool,
}

impl MentionPart {
    /// Whether it counts as coverage.
    pub fn counts(&self) -> bool {
        self.not_counted_because.is_empty()
    }

    /// Whether it counts toward tone: coverage, in a language with lists, and not the company's own words.
    pub fn tone_counts(&self) -> bool {
        self.counts() && self.voice != Voice::Own && self.tone.is_some()
    }
}

/// A name that is part of the program (a rule, a reason), kept in two bytes; the default is the empty name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Label(u16);

static LABELS: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

impl Label {
    /// The label of a name; equal names have equal labels within a run.
    pub fn of(name: &'static str) -> Label {
        if name.is_empty() {
            return Label(0);
        }
        let mut labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
        let index = labels.iter().position(|l| *l == name).unwrap_or_else(|| {
            labels.push(name);
            labels.len() - 1
        });
        Label(index as u16 + 1)
    }

    /// The name.
    pub fn text(self) -> &'static str {
        let labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
        (self.0 as usize).checked_sub(1).and_then(|i| labels.get(i)).copied().unwrap_or_default()
    }

    /// Its number within this run, 0 for the empty name.
    pub fn number(self) -> u32 {
        u32::from(self.0)
    }

    /// The label of a number.
    pub fn numbered(number: u32) -> Label {
        Label(number as u16)
    }

    /// Whether it is the empty name.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What is counted of a claim; how it reads is in the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimPart {
    /// Its number in [`crate::evidence::Evidence::claims`].
    pub number: u32,
    /// Who acts.
    pub actor: Party,
    /// What it does.
    pub act: Act,
    /// Toward whom.
    pub target: Party,
    /// Index into [`ArticlePart::sentences`].
    pub sentence: u32,
    /// Whether the sentence denies the act.
    pub negated: bool,
    /// Whether a word of its sentence leaves doubt.
    pub hedged: bool,
    /// How firmly the article stands behind it.
    pub verification: Verification,
    /// Index of the claim it answers.
    pub reply_to: Option<u32>,
}

/// SHA-256 of an article's text.
pub fn text_hash(article: &Article) -> [u8; 32] {
    use sha2::Digest;
    let mut hash = sha2::Sha256::new();
    hash.update(article.title.as_bytes());
    hash.update(b"\n");
    hash.update(article.body.as_bytes());
    hash.finalize().into()
}

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
