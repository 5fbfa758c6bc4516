//! Validation: results held against what people coded of a sample of them.

use crate::agreement::{Estimate, Judgement, Level, Rates, Scores, alpha, alpha_interval, correct, rate, scores};
use crate::annotate::word_hash;
use crate::coding::{self, IS_IT, Question, TONES, UNCLEAR, acts};
use crate::grid::{Grid, GridRow};
use crate::output::sha256;
use crate::summary::NEUTRAL;
use crate::verify;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Faults of a sheet that are named in one message.
const FAULTS_SHOWN: usize = 10;

/// Krippendorff's alpha by level, over rows as they are, not weighted; ordinal and interval of tone only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alphas {
    /// Who is compared: `coders`, or `machine and coder 1`.
    pub between: String,
    /// Rows that both coded.
    pub rows_n: u64,
    /// Equal or not.
    pub nominal: Estimate,
    /// By rank.
    pub ordinal: Estimate,
    /// By distance, with −1, 0 and 1.
    pub interval: Estimate,
}

/// A question that was coded: how the machine does, and how far coders agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Precision, recall, F1, confusion.
    pub scores: Scores,
    /// Share of what the rows of the sheet stand for that is in strata with a coded row.
    pub covered: f64,
    /// Agreement.
    pub alpha: Vec<Alphas>,
}

/// Stories of a company that are negative: counted, and corrected for the errors found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NegativeShare {
    /// The company.
    pub company_id: String,
    /// Stories with a tone.
    pub stories_n: u64,
    /// Share counted as negative.
    pub counted: Option<f64>,
    /// The share corrected; empty where the sample does not identify it.
    pub corrected: Estimate,
}

/// `validation.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Validation {
    /// Name of the program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// Seed of the draws behind intervals.
    pub seed: u64,
    /// SHA-256 of the tables that were held against the sheet.
    pub results: BTreeMap<String, String>,
    /// SHA-256 of each sheet.
    pub sheets: BTreeMap<String, String>,
    /// Rows of mentions and claims in the sheet, coded or not.
    pub rows_n: u64,
    /// Tone of mentions that count toward tone.
    pub tone: Option<Judged>,
    /// Whether a name is the company.
    pub entity: Option<Judged>,
    /// What an actor does.
    pub stance: Option<Judged>,
    /// Share of coded claims of the machine whose actor is right.
    pub actor_right: Estimate,
    /// Share whose target is right.
    pub target_right: Estimate,
    /// How often the machine gives a class by the sign of tone (as `negative_n` counts) to a mention of each.
    pub rates: Rates,
    /// By company.
    pub negative_share: Vec<NegativeShare>,
}

/// A validation that a run was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Validated {
    /// What it says.
    pub validation: Validation,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// Mentions that must be coded for tone before it is called validated.
const LEAST_CODED: u64 = 50;

impl Validated {
    /// Reads a `validation.json`; one with fewer than 50 mentions coded for tone is refused.
    pub fn read(path: &Path) -> anyhow::Result<Validated> {
        let shown = path.display();
        let text = std::fs::read(path).map_err(|e| anyhow::anyhow!("cannot read {shown}: {e}"))?;
        let validation: Validation = serde_json::from_slice(&text)
            .map_err(|e| anyhow::anyhow!("{shown}: no validation.json of pressmark validate: {e}"))?;
        let coded = validation.tone.as_ref().map_or(0, |tone| tone.scores.rows_n);
        anyhow::ensure!(
            coded >= LEAST_CODED,
            "{shown}: {coded} mentions were coded for tone; it takes {LEAST_CODED} to call it validated"
        );
        Ok(Validated { validation, sha256: sha256(path)? })
    }

    /// An error where the tables just written are not those that were validated.
    pub fn fits(&self, folder: &Path) -> std::io::Result<()> {
        for (file, what) in [("articles.csv", "articles"), ("mentions.csv", "mentions, or their tone")] {
            if self.validation.results.get(file) != Some(&sha256(&folder.join(file))?) {
                let text = format!(
                    "the validation was made on other {what} ({file} differs); run with the corpus, settings and lists \
                     that were validated, or draw and code a sheet of these results"
                );
                return Err(std::io::Error::other(text));
            }
        }
        Ok(())
    }

    /// One sentence for whoever reads the tables.
    pub fn sentence(&self) -> String {
        let Some(tone) = &self.validation.tone else { return String::new() };
        let two = |value: Option<f64>| value.map_or("-".to_string(), |value| format!("{value:.2}"));
        let f1 = tone.scores.macro_f1;
        let alpha = tone.alpha.iter().find(|alpha| alpha.between == "coders");
        let coders = alpha.map_or("by one coder".to_string(), |alpha| {
            format!("alpha between two coders {}", two(alpha.interval.value))
        });
        format!(
            "Tone was validated by hand on this corpus: macro F1 {} ({} to {}) on {} mentions, {coders}.",
            two(f1.value),
            two(f1.lo),
            two(f1.hi),
            tone.scores.rows_n
        )
    }
}

impl Validation {
    /// The share of negative stories among counts of negative, neutral and positive, corrected.
    pub fn corrected(&self, counts: [u64; 3], id: &str) -> Estimate {
        let corrected = correct(counts, &self.rates, self.seed ^ word_hash(id));
        corrected.map_or(Estimate::default(), |c| Estimate::new(Some(c.shares[0]), Some(c.intervals[0])))
    }
}

/// A row of a sheet with the question it answers.
struct Answered<'a> {
    question: &'a Question,
    row: GridRow<'a>,
    sheet: String,
    weight: f64,
}

/// Reads sheets (`.xlsx`, `.ods` or `.csv`) and holds the results in `output` against them.
pub fn validate(sheets: &[PathBuf], output: &Path, seed: u64) -> anyhow::Result<Validation> {
    verify::manifest(output)?;
    let questions = coding::questions(output)?;
    let mut grids: Vec<Grid> = Vec::new();
    let mut hashes = BTreeMap::new();
    for path in sheets {
        let is = |kind: &str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(kind));
        let read = match () {
            () if is("xlsx") => Grid::workbook(path)?,
            () if is("ods") => Grid::opendocument(path)?,
            () => vec![Grid::csv(path)?],
        };
        let coded: Vec<Grid> = read.into_iter().filter(|grid| grid.has("row")).collect();
        anyhow::ensure!(!coded.is_empty(), "{}: no column row; is this a sheet of pressmark sample?", path.display());
        let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
        hashes.insert(name, sha256(path)?);
        grids.extend(coded);
    }
    let known: BTreeMap<&str, &Question> =
        questions.mentions.iter().chain(&questions.claims).map(|q| (q.id.as_str(), q)).collect();
    let mut faults = Vec::new();
    let answers = answers(&grids, &known, &mut faults)?;
    let (mentions, claims): (Vec<&Answered>, Vec<&Answered>) =
        answers.iter().partition(|a| a.question.id.starts_with('m'));
    let mut coded = |rows: &[&Answered], column: &str, labels: &[&str]| -> Vec<Vec<Option<usize>>> {
        rows.iter()
            .map(|a| [1, 2].map(|n| label(&a.row, &format!("{column}_{n}"), labels, &mut faults)).into())
            .collect()
    };
    let (is_it, tone) = (coded(&mentions, "is_it", &IS_IT), coded(&mentions, "tone", &TONES));
    let (acts, sides) = (acts(), ["actor_right", "target_right"]);
    let act = coded(&claims, "act", &acts);
    let [actor, target] = sides.map(|side| coded(&claims, side, &IS_IT));
    report(&faults)?;

    let entity = judged(&mentions, &is_it, |q| Some(usize::from(!q.counted)), &IS_IT, &[0, 1], None, seed);
    // A mention that is not the company has no tone toward it.
    let of_it: Vec<Vec<Option<usize>>> = tone
        .iter()
        .zip(&is_it)
        .map(|(tone, is_it)| tone.iter().zip(is_it).map(|(t, i)| t.filter(|_| *i != Some(1))).collect())
        .collect();
    let place = |q: &Question| TONES.iter().position(|tone| *tone == q.label).filter(|_| q.tone_counted);
    let values = Some([-1.0, 0.0, 1.0]);
    let tone = judged(&mentions, &of_it, place, &TONES, &[0, 1, 2], values, seed);
    let sign = |q: &Question| {
        let tone = q.tone.filter(|_| q.tone_counted)?;
        Some(if tone <= -NEUTRAL { 0 } else { 1 + usize::from(tone >= NEUTRAL) })
    };
    let rates = Rates::of(&judgements(&mentions, &of_it, sign).0);
    let none = acts.len() - 1;
    let averaged: Vec<usize> = (0..none).collect();
    let place = |q: &Question| acts.iter().position(|act| *act == q.label);
    let stance = judged(&claims, &act, place, &acts, &averaged, None, seed);
    let right = |side: &[Vec<Option<usize>>]| {
        let rows = claims.iter().zip(side).filter(|(a, _)| a.question.label != "none");
        let given = rows.flat_map(|(a, given)| {
            let n = given.iter().flatten().count().max(1) as f64;
            given.iter().flatten().map(move |label| (a.weight / n, *label == 0))
        });
        rate(&given.collect::<Vec<_>>())
    };
    let table = |name: &str| Ok((name.to_string(), sha256(&output.join(name))?));
    Ok(Validation {
        program: env!("CARGO_PKG_NAME").to_string(),
        version: env!("CARGO_PKG_VERSION").to_string(),
        seed,
        results: ["articles.csv", "mentions.csv", "stances.csv"]
            .into_iter()
            .map(table)
            .collect::<anyhow::Result<_>>()?,
        sheets: hashes,
        rows_n: answers.len() as u64,
        actor_right: right(&actor),
        target_right: right(&target),
        negative_share: shares(output, &rates, seed)?,
        tone,
        entity,
        stance,
        rates,
    })
}

/// The rows of sheets, each with its question; what is wrong with one goes to `faults`.
fn answers<'a>(
    grids: &'a [Grid],
    known: &BTreeMap<&str, &'a Question>,
    faults: &mut Vec<String>,
) -> anyhow::Result<Vec<Answered<'a>>> {
    let mut answers = Vec::new();
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    for grid in grids {
        grid.require(&["row", "stratum", "weight"])?;
        let asked: &[&str] = if grid.has("act_1") { &["act_1"] } else { &["is_it_1", "tone_1"] };
        grid.require(asked)?;
        for row in grid.rows() {
            let place = format!("{}, row {}", grid.name, row.number());
            let id = row.get("row");
            if let Some(before) = seen.insert(id, place.clone()) {
                faults.push(format!("{place}, column row: {id} stands also in {before}"));
                continue;
            }
            let Some(question) = known.get(id).filter(|q| q.id.starts_with('c') == grid.has("act_1")) else {
                faults.push(format!("{place}, column row: '{id}' is not in these results"));
                continue;
            };
            let Some(weight) = row.number_of("weight").filter(|w| *w >= 1.0 - 1e-9) else {
                faults.push(format!("{place}, column weight: '{}' is no weight", row.get("weight")));
                continue;
            };
            let sheet = format!("{} {}", if grid.has("act_1") { 'c' } else { 'm' }, row.get("stratum"));
            answers.push(Answered { question, row, sheet, weight });
        }
    }
    Ok(answers)
}

/// The label in a cell, as its place in the list; `None` where it is empty or unclear.
fn label(row: &GridRow, column: &str, labels: &[&str], faults: &mut Vec<String>) -> Option<usize> {
    let given = row.get(column).to_lowercase();
    if given.is_empty() || given == UNCLEAR {
        return None;
    }
    let place = labels.iter().position(|label| *label == given);
    if place.is_none() {
        let list = format!("{}, {UNCLEAR}", labels.join(", "));
        let (sheet, row, given) = (row.sheet(), row.number(), row.get(column));
        faults.push(format!("{sheet}, row {row}, column {column}: '{given}' is none of {list}"));
    }
    place
}

fn report(faults: &[String]) -> anyhow::Result<()> {
    let more = faults.len().saturating_sub(FAULTS_SHOWN);
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    let shown: String = faults.iter().take(FAULTS_SHOWN).map(|fault| format!("\n  {fault}")).collect();
    let other = faults.iter().any(|fault| fault.contains("is not in these results"));
    let hint = if other { "\n--output must name the results that the sheet was drawn from" } else { "" };
    anyhow::ensure!(faults.is_empty(), "nothing was written, because of{shown}{more}{hint}");
    Ok(())
}

/// The rows that a coder and the machine judged, and the share of the sampled population their strata stand for. Where
/// only a part of a stratum is coded, that part stands for all of it.
fn judgements(
    rows: &[&Answered],
    coded: &[Vec<Option<usize>>],
    machine: impl Fn(&Question) -> Option<usize>,
) -> (Vec<Judgement>, f64) {
    let mut strata: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let asked: Vec<_> =
        rows.iter().zip(coded).filter_map(|(a, given)| Some((a, given, machine(a.question)?))).collect();
    for (answered, given, _) in &asked {
        let stratum = strata.entry(&answered.sheet).or_default();
        stratum.0 += answered.weight;
        stratum.1 += if given.iter().any(Option::is_some) { answered.weight } else { 0.0 };
    }
    let all: f64 = strata.values().map(|stratum| stratum.0).sum();
    let covered: f64 = strata.values().filter(|stratum| stratum.1 > 0.0).map(|stratum| stratum.0).sum();
    let judged = asked.iter().filter(|(_, given, _)| given.iter().any(Option::is_some)).map(|(a, given, machine)| {
        let (of, done) = strata[a.sheet.as_str()];
        Judgement {
            stratum: a.sheet.clone(),
            weight: a.weight * of / done,
            machine: *machine,
            coders: given.iter().flatten().copied().collect(),
        }
    });
    (judged.collect(), if all > 0.0 { covered / all } else { 0.0 })
}

/// Everything of one question; `None` where nothing was coded.
fn judged(
    rows: &[&Answered],
    coded: &[Vec<Option<usize>>],
    machine: impl Fn(&Question) -> Option<usize>,
    labels: &[&str],
    averaged: &[usize],
    values: Option<[f64; 3]>,
    seed: u64,
) -> Option<Judged> {
    let (judged, covered) = judgements(rows, coded, &machine);
    if judged.is_empty() {
        return None;
    }
    let said: Vec<Option<usize>> = rows.iter().map(|a| machine(a.question)).collect();
    let both = |a: &dyn Fn(usize) -> Option<usize>, b: &dyn Fn(usize) -> Option<usize>| -> Vec<Vec<usize>> {
        (0..rows.len()).filter_map(|n| Some(vec![a(n)?, b(n)?])).collect()
    };
    let coder = |which: usize| move |n: usize| coded[n].get(which).copied().flatten();
    let pairs = [
        ("coders", both(&coder(0), &coder(1))),
        ("machine and coder 1", both(&|n| said[n], &coder(0))),
        ("machine and coder 2", both(&|n| said[n], &coder(1))),
    ];
    let places: Vec<f64> = values.map_or((0..labels.len()).map(|n| n as f64).collect(), |values| values.to_vec());
    let alphas = pairs.into_iter().filter(|(_, units)| !units.is_empty()).map(|(between, units)| {
        let of = |level| Estimate::new(alpha(&units, &places, level), alpha_interval(&units, &places, level, seed));
        let ranked = |level| if values.is_some() { of(level) } else { Estimate::default() };
        Alphas {
            between: between.to_string(),
            rows_n: units.len() as u64,
            nominal: of(Level::Nominal),
            ordinal: ranked(Level::Ordinal),
            interval: ranked(Level::Interval),
        }
    });
    Some(Judged { scores: scores(&judged, labels, averaged, seed), covered, alpha: alphas.collect() })
}

/// The share of negative stories of each company, corrected.
fn shares(output: &Path, rates: &Rates, seed: u64) -> anyhow::Result<Vec<NegativeShare>> {
    let companies = Grid::csv(&output.join("companies.csv"))?;
    companies.require(&["company_id", "negative_n", "neutral_n", "positive_n"])?;
    let share = |row: GridRow| {
        let counts = ["negative_n", "neutral_n", "positive_n"].map(|c| row.number_of(c).unwrap_or(0.0) as u64);
        let stories_n: u64 = counts.iter().sum();
        let id = row.get("company_id");
        let corrected = correct(counts, rates, seed ^ word_hash(id));
        NegativeShare {
            company_id: id.to_string(),
            stories_n,
            counted: (stories_n > 0).then(|| counts[0] as f64 / stories_n as f64),
            corrected: corrected
                .map_or(Estimate::default(), |c| Estimate::new(Some(c.shares[0]), Some(c.intervals[0]))),
        }
    };
    Ok(companies.rows().map(share).collect())
}
