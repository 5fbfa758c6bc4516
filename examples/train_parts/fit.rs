//! An averaged perceptron that reads as the program does, from left to right over its own guesses.

use pressmark::annotate::parts::{Look, Model, PARTS, PLACES, Part, keys};
use pressmark::annotate::{WordMap, tokens, word_hash};
use pressmark::article::Span;
use pressmark::found::Shape;

/// Passes over the sentences.
const PASSES: usize = 4;
/// Times a feature must be seen to take part.
const RARE: u32 = 3;
/// Times a word must be seen for its parts to be known.
const FEW: u32 = 3;
/// A part that is less than one in so many of a word's is chance.
const CHANCE: u32 = 12;
/// Times a word must be seen to be always one part, and what share of these another part may have.
const MANY: u32 = 60;
const NEVER: u32 = 200;
/// Weights this large and larger are cut off.
const MOST: f32 = 127.0;

/// A sentence whose parts are given.
#[derive(Debug, Default)]
pub struct Sentence {
    pub words: Vec<String>,
    pub parts: Vec<Part>,
}

impl Sentence {
    /// Whether nothing is fitted to it.
    pub fn is_held(&self) -> bool {
        word_hash(&self.words.join(" ")).is_multiple_of(10)
    }

    pub fn looks(&self, model: &Model) -> Vec<Look> {
        self.words.iter().map(|w| Look::of(w, shape(w), model)).collect()
    }
}

fn shape(word: &str) -> Shape {
    let mut found = Vec::new();
    tokens(word, Span::new(0, word.len()), &mut found);
    found.first().map_or(Shape::Mark, |t| t.shape)
}

/// Adds the parts of words seen often.
fn add_known(sentences: &[&Sentence], model: &mut Model) {
    let mut seen: WordMap<[u32; PARTS]> = WordMap::default();
    for sentence in sentences {
        for (word, part) in sentence.words.iter().zip(&sentence.parts) {
            seen.entry(word_hash(word)).or_default()[*part as usize] += 1;
        }
    }
    for (word, parts) in seen {
        let all: u32 = parts.iter().sum();
        if all >= FEW {
            let likely = (0..PARTS).filter(|p| parts[*p] * CHANCE >= all);
            let known = model.known.entry(Model::key(word)).or_default();
            known.parts = likely.fold(0, |bits, p| bits | 1 << p);
            let always = (0..PARTS).find(|p| (all - parts[*p]) * NEVER < all);
            known.sure = always.filter(|_| all >= MANY).map(|p| Part::ALL[p]);
        }
    }
}

/// Weights and what is needed for their mean.
struct Weights {
    now: Vec<[f32; PARTS]>,
    sums: Vec<[f64; PARTS]>,
    step: f64,
}

impl Weights {
    fn change(&mut self, place: usize, part: Part, by: f32) {
        self.now[place][part as usize] += by;
        self.sums[place][part as usize] += f64::from(by) * self.step;
    }
}

/// Weights fitted to sentences.
pub fn fit(sentences: &[&Sentence]) -> Model {
    let mut model = Model::unfitted();
    add_known(sentences, &mut model);
    let looks: Vec<Vec<Look>> = sentences.iter().map(|s| s.looks(&model)).collect();
    let mut times: WordMap<u32> = WordMap::default();
    for (looks, sentence) in looks.iter().zip(sentences) {
        for at in 0..looks.len() {
            let part = |back: usize| at.checked_sub(back).map(|i| sentence.parts[i]);
            for key in keys(looks, at, part(1), part(2)) {
                *times.entry(key).or_default() += 1;
            }
        }
    }
    let mut weights = Weights { now: vec![[0.0; PARTS]; PLACES], sums: vec![[0.0; PARTS]; PLACES], step: 1.0 };
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut dice = 7u64;
    for pass in 1..=PASSES {
        for i in (1..order.len()).rev() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (dice >> 33) as usize % (i + 1));
        }
        let mut wrong = 0;
        for &number in &order {
            let (looks, want) = (&looks[number], &sentences[number].parts);
            let mut found: Vec<Part> = Vec::with_capacity(looks.len());
            for at in 0..looks.len() {
                if let Some(part) = looks[at].sure {
                    found.push(part);
                    continue;
                }
                let part = |back: usize| at.checked_sub(back).map(|i| found[i]);
                let keys = keys(looks, at, part(1), part(2));
                let often = |key: &&u64| times.get(*key).is_some_and(|n| *n >= RARE);
                let places: Vec<usize> = keys.iter().filter(often).map(|k| Model::place(*k)).collect();
                let mut sums = [0f32; PARTS];
                for place in &places {
                    sums.iter_mut().zip(&weights.now[*place]).for_each(|(sum, w)| *sum += w);
                }
                let best = Part::ALL.into_iter().rev().max_by(|a, b| sums[*a as usize].total_cmp(&sums[*b as usize]));
                let best = best.unwrap_or(Part::Noun);
                if best != want[at] {
                    wrong += 1;
                    for place in places {
                        weights.change(place, want[at], 1.0);
                        weights.change(place, best, -1.0);
                    }
                }
                weights.step += 1.0;
                found.push(best);
            }
        }
        eprintln!("pass {pass}: {wrong} wrong");
    }
    let mean = |place: usize, part: usize| weights.now[place][part] - (weights.sums[place][part] / weights.step) as f32;
    let mut sizes: Vec<f32> = (0..PLACES).flat_map(|p| (0..PARTS).map(move |q| mean(p, q).abs())).collect();
    sizes.sort_by(f32::total_cmp);
    // one in two thousand is cut off
    let unit = sizes[sizes.len() - sizes.len() / 100000] / MOST;
    model.weights = (0..PLACES)
        .map(|place| std::array::from_fn(|part| (mean(place, part) / unit).round().clamp(-MOST, MOST) as i8))
        .collect();
    model
}
