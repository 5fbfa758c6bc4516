//! Trains `src/tone/model.bin` and prints how good it is on sentences it has not seen.
//!
//! Usage: cargo run --release --example train_tone -- FOLDER VECTORS [MODEL.bin | ablate] [SETTING=VALUE…]
//!
//! FOLDER holds `newsmtsc-train.csv` and `sentfin-train.csv` (text, target, char_start, char_end, tone_label), VECTORS is
//! `glove.6B.50d.txt` (Pennington, Socher and Manning 2014, PDDL). The fifth of the texts whose SHA-256 begins with a
//! byte divisible by five is held back for every figure printed; the file written is then trained on all. The same input
//! gives the same bytes.

mod fit;
mod report;
mod samples;

use anyhow::Context;
use fit::{Recipe, cooled, fit, heat};
use pressmark::tone::{self, FeatureKind, Model};
use rayon::prelude::*;
use report::{Judged, reliability, table};
use samples::{Sample, Set, read};

/// The fifth that is held back.
const HELD: u8 = 0;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, vectors, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: train_tone FOLDER VECTORS [MODEL.bin]");
    };
    let vectors = samples::vectors(vectors)?;
    let mut samples = read(folder, &vectors)?;
    let recipe = Recipe::default().with(rest)?;
    for path in recipe.teacher.split(',').filter(|p| !p.is_empty()) {
        samples::taught(path, recipe.part, &mut samples, &vectors)?;
    }
    let samples = samples;
    let train = |keep: &dyn Fn(&Sample) -> bool, recipe: &Recipe| {
        let kept: Vec<&Sample> = samples.iter().filter(|s| keep(s)).collect();
        fit(&kept, &vectors, recipe)
    };
    // Heat is fitted on what inner models, which leave out one more fifth each, say of that fifth.
    let calibrated = |keep: &(dyn Fn(&Sample) -> bool + Sync), recipe: &Recipe| {
        let inner: Vec<(u8, Model)> = (0..5u8)
            .filter(|fifth| samples.iter().any(|s| s.fifth == *fifth && keep(s)))
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|fifth| (fifth, train(&|s| keep(s) && s.fifth != fifth, recipe)))
            .collect();
        let said: Vec<Judged> = inner
            .iter()
            .flat_map(|(fifth, model)| {
                let left = samples.iter().filter(|s| keep(s) && s.fifth == *fifth && !s.stopped && !s.taught);
                left.map(|s| Judged::of(s, s.judge(model))).collect::<Vec<_>>()
            })
            .collect();
        let temperature = heat(&said);
        for set in Set::ALL.into_iter().filter(|set| said.iter().any(|j| j.sample.set == *set)) {
            let mut of_set = Vec::new();
            for j in said.iter().filter(|j| j.sample.set == set) {
                let chances = cooled(j.chances, temperature[usize::from(j.sample.headline)]);
                of_set.push(Judged::of(j.sample, chances));
            }
            table(&format!("  {} left out in turn", set.name()), &of_set);
            let both =
                of_set.iter().map(|j| Judged::of(j.sample, tone::mixed(j.sample.rules, j.chances))).collect::<Vec<_>>();
            table(&format!("  {} left out in turn, both", set.name()), &both);
        }
        Model { temperature, ..train(keep, recipe) }
    };

    let held: Vec<&Sample> = samples.iter().filter(|s| s.fifth == HELD && !s.stopped && !s.taught).collect();
    let model = calibrated(&|s| s.fifth != HELD, &recipe);
    println!("held back, trained on the other four fifths of both sets; temperature {:?}", model.temperature);
    for set in Set::ALL {
        let held: Vec<&Sample> = held.iter().copied().filter(|s| s.set == set).collect();
        table(&format!("{} rules", set.name()), &held.iter().map(|s| Judged::of_rules(s, s.rules)).collect::<Vec<_>>());
        table(&format!("{} model", set.name()), &judged(&held, |s| s.judge(&model)));
        table(&format!("{} both", set.name()), &judged(&held, |s| tone::mixed(s.rules, s.judge(&model))));
    }
    println!("\nour own sentences of finance news, like no text it was trained on");
    let finance = ["look", "held", "fresh"].map(|half| samples::finance(half, &vectors));
    let finance: Vec<(&str, Vec<Sample>)> = ["looked at", "held back", "fresh"]
        .into_iter()
        .zip(finance)
        .map(|(n, s)| s.map(|s| (n, s)))
        .collect::<Result<_, _>>()?;
    for (name, samples) in &finance {
        let samples: Vec<&Sample> = samples.iter().collect();
        table(&format!("{name} rules"), &samples.iter().map(|s| Judged::of_rules(s, s.rules)).collect::<Vec<_>>());
        table(&format!("{name} model"), &judged(&samples, |s| s.judge(&model)));
        table(&format!("{name} both"), &judged(&samples, |s| tone::mixed(s.rules, s.judge(&model))));
    }
    println!("\nacross domains: trained on one set alone, tried on the held-back fifth of the other");
    for set in Set::ALL {
        let held: Vec<&Sample> = held.iter().copied().filter(|s| s.set == set).collect();
        let other = calibrated(&|s| s.fifth != HELD && s.set != set, &recipe);
        table(&format!("{} rules", set.name()), &held.iter().map(|s| Judged::of_rules(s, s.rules)).collect::<Vec<_>>());
        table(&format!("{} model of the other", set.name()), &judged(&held, |s| s.judge(&other)));
        table(&format!("{} both", set.name()), &judged(&held, |s| tone::mixed(s.rules, s.judge(&other))));
    }
    println!("\nhow often it is right when it is that sure (held back)");
    for set in Set::ALL {
        let held: Vec<&Sample> = held.iter().copied().filter(|s| s.set == set).collect();
        reliability(&format!("{} model", set.name()), &judged(&held, |s| s.judge(&model)));
        reliability(&format!("{} both", set.name()), &judged(&held, |s| tone::mixed(s.rules, s.judge(&model))));
    }
    println!("\nby the part of the rules in the mix (held back; finance: all)");
    let finance: Vec<&Sample> = finance.iter().flat_map(|(_, samples)| samples).collect();
    for tenths in [0, 1, 2, 3, 4, 6, 10] {
        let part = tenths as f32 / 10.0;
        let mixed = |s: &Sample| {
            let model = s.judge(&model);
            std::array::from_fn(|i| part * s.rules[i] + (1.0 - part) * model[i])
        };
        for set in [Set::News, Set::Headlines, Set::Finance] {
            let of_set: Vec<&Sample> = held.iter().chain(&finance).copied().filter(|s| s.set == set).collect();
            table(&format!("{} {part:.1}", set.name()), &judged(&of_set, mixed));
        }
    }
    if rest.first().is_some_and(|a| a == "ablate") {
        println!("\nwithout one kind of feature (held back)");
        let mut without: Vec<Recipe> = FeatureKind::ALL.map(|kind| recipe.without(Some(kind))).to_vec();
        without.push(recipe.without(None));
        without.push(Recipe { evidence: false, ..recipe.clone() });
        without.push(Recipe { seeds: 1, ..recipe.clone() });
        let without: Vec<(Recipe, Model)> =
            without.into_par_iter().map(|r| (r.clone(), train(&|s| s.fifth != HELD, &r))).collect();
        for (recipe, model) in &without {
            for set in Set::ALL {
                let held: Vec<&Sample> = held.iter().copied().filter(|s| s.set == set).collect();
                table(&format!("{} {}", set.name(), recipe.name()), &judged(&held, |s| s.judge(model)));
            }
        }
        return Ok(());
    }
    if let Some(path) = rest.iter().find(|a| !a.contains('=')) {
        let model = calibrated(&|_| true, &recipe);
        let file = model.encode()?;
        anyhow::ensure!(Model::decode(&file).as_ref() == Some(&model), "the file does not read back");
        println!("\n{path}: {} bytes, temperature {:?}", file.len(), model.temperature);
        std::fs::write(path, file).with_context(|| path.clone())?;
    }
    Ok(())
}

fn judged<'a>(samples: &[&'a Sample], chances: impl Fn(&Sample) -> [f32; 3]) -> Vec<Judged<'a>> {
    samples.iter().map(|s| Judged::of(s, chances(s))).collect()
}
