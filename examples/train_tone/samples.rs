//! Labelled sentences as the model sees them, and the vectors of words.

use anyhow::Context;
use pressmark::annotate::word_hash;
use pressmark::company::Catalogue;
use pressmark::score::{self, Question, span_of_chars};
use pressmark::tone::{self, Evidence, Model, Rows, Seen};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// Words kept, the most frequent first.
const WORDS: usize = 30_000;

/// Where a sentence is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    News,
    Headlines,
    /// Our own sentences of finance news, on which nothing is trained.
    Finance,
}

impl Set {
    pub const ALL: [Set; 2] = [Set::News, Set::Headlines];

    pub fn name(self) -> &'static str {
        match self {
            Set::News => "news",
            Set::Headlines => "headlines",
            Set::Finance => "finance",
        }
    }

    fn file(self) -> &'static str {
        if self == Set::News { "newsmtsc-train.csv" } else { "sentfin-train.csv" }
    }
}

/// A sentence toward one target.
pub struct Sample {
    pub set: Set,
    /// First byte of the SHA-256 of the text, modulo five.
    pub fifth: u8,
    /// 0 negative, 1 neutral, 2 positive.
    pub label: usize,
    /// Chances of the three that it is trained toward.
    pub toward: [f32; 3],
    /// Whether a teacher labelled it, not a person.
    pub taught: bool,
    /// Where it stands.
    pub place: (Vec<u8>, u32),
    /// The target's name, lower-cased.
    pub target: String,
    pub seen: Vec<Seen>,
    pub evidence: Evidence,
    pub headline: bool,
    /// Whether it is a headline that was given a full stop, so that words of the market are known in texts too.
    pub stopped: bool,
    /// Chances the rules give it.
    pub rules: [f32; 3],
}

impl Sample {
    /// Chances a model gives it.
    pub fn judge(&self, model: &Model) -> [f32; 3] {
        model.judge(&self.seen, &self.evidence, self.headline)
    }
}

/// Vectors of the known words and the upper half of each word's hash.
pub struct Vectors {
    pub words: Vec<u32>,
    /// Length of a vector.
    pub dim: usize,
    pub of: Vec<Vec<f32>>,
    pub rows: Rows,
}

/// Reads the vectors of plain English words from files joined by commas: the first decides which words are known, and
/// its vectors are centred and made 1 long; those of the others follow them as they stand.
pub fn vectors(paths: &str) -> anyhow::Result<Vectors> {
    let mut paths = paths.split(',');
    let path = paths.next().unwrap_or_default();
    let text = std::fs::read_to_string(path).with_context(|| path.to_string())?;
    let mut found = Vectors { words: Vec::new(), dim: 0, of: Vec::new(), rows: Rows::default() };
    for line in text.lines() {
        let (word, vector) = line_of(line)?;
        let plain = word.len() > 1 && word.starts_with(|c: char| c.is_ascii_lowercase());
        let half = (word_hash(word) >> 32) as u32;
        if !plain || !word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') || found.rows.contains_key(&half) {
            continue;
        }
        found.rows.insert(half, found.words.len() as u32);
        found.words.push(half);
        found.of.push(vector);
        if found.words.len() == WORDS {
            break;
        }
    }
    found.dim = found.of.first().map_or(0, Vec::len);
    anyhow::ensure!(found.of.iter().all(|v| v.len() == found.dim), "{path}: vectors of several lengths");
    let n = found.of.len() as f32;
    let mean: Vec<f32> = (0..found.dim).map(|d| found.of.iter().map(|v| v[d]).sum::<f32>() / n).collect();
    for vector in &mut found.of {
        for (figure, mean) in vector.iter_mut().zip(&mean) {
            *figure -= mean;
        }
        let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|v| *v /= length);
    }
    for path in paths {
        let text = std::fs::read_to_string(path).with_context(|| path.to_string())?;
        let first = found.dim;
        for line in text.lines() {
            let (word, vector) = line_of(line)?;
            let Some(row) = found.rows.get(&((word_hash(word) >> 32) as u32)) else { continue };
            let known = &mut found.of[*row as usize];
            known.truncate(first);
            known.extend(vector);
            found.dim = known.len();
        }
        found.of.iter_mut().for_each(|v| v.resize(found.dim, 0.0));
    }
    Ok(found)
}

/// A word and its figures.
fn line_of(line: &str) -> anyhow::Result<(&str, Vec<f32>)> {
    let (word, figures) = line.split_once(' ').context("a line of vectors has no space")?;
    Ok((word, figures.split(' ').map(str::parse).collect::<Result<_, _>>()?))
}

/// Reads both sets.
pub fn read(folder: &str, vectors: &Vectors) -> anyhow::Result<Vec<Sample>> {
    let catalogue = Catalogue::load(None, None)?;
    let mut samples = Vec::new();
    for set in Set::ALL {
        let path = format!("{folder}/{}", set.file());
        let mut rows = csv::Reader::from_path(&path).with_context(|| path.clone())?;
        let header = rows.headers()?.clone();
        let column = |name: &str| {
            let at = header.iter().position(|h| h.trim_start_matches('\u{feff}') == name);
            at.with_context(|| format!("{path} has no column {name}"))
        };
        let columns = [column("text")?, column("target")?, column("char_start")?, column("char_end")?];
        let label = column("tone_label")?;
        let records: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>()?;
        let stops: &[bool] = if set == Set::Headlines { &[false, true] } else { &[false] };
        for stopped in stops {
            let found: Vec<Option<Sample>> = records
                .par_iter()
                .map(|row| sample(set, *stopped, columns.map(|c| &row[c]), &row[label], &catalogue, vectors))
                .collect();
            samples.extend(found.into_iter().flatten());
        }
    }
    Ok(samples)
}

/// What a teacher says of a target: one that a person labelled, by its index, or another.
enum Taught {
    Known(usize, [f32; 3]),
    New(Box<Sample>),
}

/// Reads what a teacher says of targets: set, text, target, char_start, char_end, negative, neutral, positive. Where a
/// person labelled the target, `part` of the teacher's chances is mixed into what it is trained toward.
pub fn taught(path: &str, part: f32, samples: &mut Vec<Sample>, vectors: &Vectors) -> anyhow::Result<()> {
    let catalogue = Catalogue::load(None, None)?;
    let mut rows = csv::Reader::from_path(path).with_context(|| path.to_string())?;
    let records: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>()?;
    let known: std::collections::HashMap<(Vec<u8>, u32), usize> =
        samples.iter().enumerate().filter(|(_, s)| !s.stopped).map(|(i, s)| (s.place.clone(), i)).collect();
    let found: Vec<Option<Taught>> = records
        .par_iter()
        .map(|row| {
            let chances = [5, 6, 7].map(|c| row[c].parse::<f32>().unwrap_or(0.0));
            let place = place(&row[1], &row[3]);
            if let Some(at) = known.get(&place) {
                return Some(Taught::Known(*at, chances));
            }
            let set = if &row[0] == "news" { Set::News } else { Set::Headlines };
            let label = ["negative", "neutral", "positive"][tone::likeliest(&chances)];
            let cells = [&row[1], &row[2], &row[3], &row[4]];
            let made = sample(set, false, cells, label, &catalogue, vectors)?;
            Some(Taught::New(Box::new(Sample { toward: chances, taught: true, ..made })))
        })
        .collect();
    for taught in found.into_iter().flatten() {
        match taught {
            Taught::New(sample) => samples.push(*sample),
            Taught::Known(at, chances) => {
                let toward = &mut samples[at].toward;
                (0..3).for_each(|c| toward[c] = (1.0 - part) * toward[c] + part * chances[c]);
            }
        }
    }
    Ok(())
}

/// The text and where its target begins.
fn place(text: &str, start: &str) -> (Vec<u8>, u32) {
    (Sha256::digest(text.as_bytes()).to_vec(), start.parse().unwrap_or(0))
}

/// Our own sentences of finance news of one half, `look` or `held`.
pub fn finance(half: &str, vectors: &Vectors) -> anyhow::Result<Vec<Sample>> {
    let catalogue = Catalogue::load(None, None)?;
    let mut samples = Vec::new();
    for row in csv::Reader::from_path("tests/tone/finance.csv").context("tests/tone/finance.csv")?.records() {
        let row = row?;
        let place = score::find_name(&row[2], &row[3]).filter(|_| &row[1] == half);
        let chars = |byte: usize| row[2][..byte].chars().count().to_string();
        if let Some(span) = place {
            let (start, end) = (chars(span.start as usize), chars(span.end as usize));
            let cells = [&row[2], &row[3], start.as_str(), end.as_str()];
            samples.extend(sample(Set::Finance, false, cells, &row[4], &catalogue, vectors));
        }
    }
    Ok(samples)
}

fn sample(
    set: Set,
    stopped: bool,
    [text, name, start, end]: [&str; 4],
    label: &str,
    catalogue: &Catalogue,
    vectors: &Vectors,
) -> Option<Sample> {
    let target = span_of_chars(text, start.parse().ok()?, end.parse().ok()?)?;
    let question =
        Question { text: format!("{text}{}", if stopped { "." } else { "" }), target, actor: None, language: "en" };
    let article = score::article(&question);
    let asked = score::ask(&article, &question, catalogue)?;
    let mut seen = Vec::new();
    let (evidence, rules, headline) =
        tone::look(&asked.found, &asked.mentions, &asked.stances, asked.target, &vectors.rows, |s| seen.push(s));
    let label = ["negative", "neutral", "positive"].iter().position(|l| *l == label)?;
    let place = place(text, start);
    Some(Sample {
        set,
        fifth: place.0[0] % 5,
        label,
        toward: std::array::from_fn(|c| f32::from(u8::from(c == label))),
        taught: false,
        place,
        target: name.to_lowercase(),
        seen,
        evidence,
        headline,
        stopped,
        rules,
    })
}
