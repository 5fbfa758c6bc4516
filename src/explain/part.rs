//! What a cell is made of: parts, the mentions and claims that speak for them, and how they are put together.

use crate::explain::evidence::{Mention, shown};
use crate::summary::{bootstrap, mean};

/// How the parts of a cell are put together.
#[derive(Debug, Clone, PartialEq)]
pub enum Sum {
    /// The values are added.
    Total,
    /// Their mean, each part weighing one.
    Mean,
    /// Their sum over a count that stands beside it: the two columns, and the count.
    Share(&'static str, &'static str, u64),
    /// A hundred times the values' sum over the weights' sum.
    Percent,
    /// An end of the bootstrap interval of the mean: the seed of the row, and whether it is the upper end.
    Bootstrap(u64, bool),
    /// A fact and no sum: the value, and where it is from.
    Fact(String, String),
}

/// What speaks for a part: a mention or a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// Row in `mentions.csv` or `stances.csv`.
    pub id: String,
    /// Field and Unicode scalar values of a mention.
    pub at: Option<(String, u64, u64)>,
    /// What it is worth; empty where it only shows.
    pub value: String,
    /// What was seen in it: voice, words that spoke, act and parties.
    pub note: String,
    /// The sentence.
    pub sentence: String,
}

/// An article, on its own or for its story, with what it adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Place among the articles.
    pub article: usize,
    /// What it adds.
    pub value: f64,
    /// Its weight, where a cell has one: words.
    pub weight: u64,
    /// How the value comes about; empty where it simply counts.
    pub how: String,
    /// The sentences behind it.
    pub proofs: Vec<Proof>,
}

/// A cell explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What is added up, one line: `stories`, `articles`.
    pub unit: &'static str,
    /// The parts, in the order in which they are added.
    pub parts: Vec<Part>,
    /// How.
    pub sum: Sum,
}

impl Explanation {
    /// The cell made anew from its parts, as tidy tables show it.
    pub fn value(&self) -> String {
        let values: Vec<f64> = self.parts.iter().map(|p| p.value).collect();
        let total: f64 = values.iter().sum();
        let over = |n: u64| (n > 0).then(|| total / n as f64);
        match &self.sum {
            Sum::Total => shown(&total),
            Sum::Mean => shown(&mean(&values)),
            Sum::Share(_, _, of) => shown(&over(*of)),
            Sum::Percent => {
                let words: u64 = self.parts.iter().map(|p| p.weight).sum();
                shown(&(words > 0).then(|| 100.0 * total / words as f64))
            }
            Sum::Bootstrap(seed, upper) => {
                shown(&bootstrap(&values, *seed).map(|ends| if *upper { ends.1 } else { ends.0 }))
            }
            Sum::Fact(value, _) => value.clone(),
        }
    }
}

impl Part {
    /// An article that counts one.
    pub(super) fn one(article: usize, proofs: impl IntoIterator<Item = Proof>) -> Part {
        Part { article, value: 1.0, weight: 0, how: String::new(), proofs: proofs.into_iter().collect() }
    }
}

/// A mention that shows.
pub(super) fn seen(mention: &Mention) -> Proof {
    Proof {
        id: mention.id.clone(),
        at: Some((mention.field.clone(), mention.chars.0, mention.chars.1)),
        value: String::new(),
        note: mention.voice.clone(),
        sentence: mention.sentence.clone(),
    }
}

/// A mention with its tone, or why that does not count.
pub(super) fn toned(mention: &Mention) -> Proof {
    let tone = mention.tone.filter(|_| mention.tone_counted).map(|t| t as f64 / 10_000.0);
    let mut notes = vec![mention.voice.clone()];
    if !mention.tone_counted && mention.not_counted_because != "own-voice" {
        notes.push(mention.not_counted_because.clone());
    } else if !mention.tone_counted {
        notes.push("does not count".to_string());
    }
    for (sign, terms) in ["+", "-"].iter().zip(&mention.terms) {
        notes.extend(terms.split('|').filter(|t| !t.is_empty()).map(|term| format!("{sign}{term}")));
    }
    Proof { value: shown(&tone), note: notes.join(", "), ..seen(mention) }
}
