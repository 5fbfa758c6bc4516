//! Trains src/tone/model.bin.
use anyhow::Context;
use pressmark::annotate::word_hash;
use pressmark::company::Catalogue;
use pressmark::score::{self, Question, span_of_chars};
use pressmark::tone::{self, EVIDENCE, FeatureKind, ONE, Seen, WINDOWS};
use rapidhash::RapidHashMap;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const DIM: usize = 50;

struct Sample {
    set: usize,
    fifth: u8,
    y: usize,
    target: String,
    hashed: Vec<(FeatureKind, u64, f32)>,
    words: Vec<f32>,
    dense: Vec<f32>,
    rules: [f32; 3],
}

struct Opt {
    without: Vec<String>,
    train: String,
    hold: u8,
    bits: u32,
    epochs: usize,
    rate: f32,
    ridge: f32,
    vecscale: f32,
    rare: u32,
    seeds: u64,
    news: f32,
    vectors: Option<String>,
    scale: BTreeMap<String, f32>,
    smooth: f32,
    drop: f32,
    plain: f32,
    stylevec: f32,
}

fn read(folder: &str, vectors: &[[f32; DIM]], rows: &RapidHashMap<u64, u32>) -> anyhow::Result<Vec<Sample>> {
    let catalogue = Catalogue::load(None)?;
    let mut samples = Vec::new();
    for (set, name) in ["newsmtsc-train.csv", "sentfin-train.csv"].iter().enumerate() {
        let mut reader = csv::Reader::from_path(format!("{folder}/{name}"))?;
        let header = reader.headers()?.clone();
        let column = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}') == name).context("column");
        let (text, start, end, label) = (column("text")?, column("char_start")?, column("char_end")?, column("tone_label")?);
        let target_column = column("target")?;
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        let found: Vec<Option<Sample>> = records.par_iter().map(|row| {
            let text = row[text].to_string();
            let target = span_of_chars(&text, row[start].parse().ok()?, row[end].parse().ok()?)?;
            let fifth = Sha256::digest(text.as_bytes())[0] % 5;
            let question = Question { text, target, actor: None };
            let article = score::article(&question);
            let asked = score::ask(&article, &question, &catalogue)?;
            let mut hashed = Vec::new();
            let mut words = vec![0.0f32; WINDOWS * DIM];
            let (evidence, rules) = tone::look(&asked.found, &asked.mentions, &asked.stances, asked.target, rows, |seen| match seen {
                Seen::Hashed(kind, key, value, _) => hashed.push((kind, key, value as f32 / ONE as f32)),
                Seen::Word(window, row, value, _) => {
                    let value = value as f32 / ONE as f32;
                    for (sum, v) in words[window * DIM..(window + 1) * DIM].iter_mut().zip(&vectors[row as usize]) {
                        *sum += value * v;
                    }
                }
            });
            let y = match &row[label] { "negative" => 0, "neutral" => 1, _ => 2 };
            Some(Sample { set, fifth, y, target: row[target_column].to_lowercase(), hashed, words, dense: evidence.to_vec(), rules })
        }).collect();
        samples.extend(found.into_iter().flatten());
    }
    Ok(samples)
}

struct Model { hashed: Vec<[f32; 3]>, words: Vec<[f32; 3]>, dense: Vec<[f32; 3]> }

struct Row { y: usize, weight: f32, hashed: Vec<(u32, f32)>, words: Vec<f32>, dense: Vec<f32> }

fn row(s: &Sample, o: &Opt, seen: Option<&[u32]>) -> Row {
    let style = if s.dense[17] > 0.0 { 1.0 } else { o.plain };
    let hashed = s.hashed.iter().filter(|(k, ..)| !o.without.iter().any(|w| w == k.name()))
        .map(|(k, key, v)| ((key.wrapping_mul(0x9e3779b97f4a7c15) >> (64 - o.bits)) as u32, v * o.scale.get(k.name()).copied().unwrap_or(1.0) * style))
        .filter(|(b, _)| seen.is_none_or(|s| s[*b as usize] > o.rare)).collect();
    let vec = !o.without.iter().any(|w| w == "vectors");
    let mut words: Vec<f32> = if vec { s.words.iter().map(|v| v * o.vecscale).collect() } else { vec![] };
    if o.stylevec > 0.0 { let head = s.dense[17] * o.stylevec; let more: Vec<f32> = words.iter().map(|w| w * head).collect(); words.extend(more); }
    let dense = if o.without.iter().any(|w| w == "evidence") { vec![1.0] } else { let e = o.scale.get("evidence").copied().unwrap_or(1.0); s.dense.iter().map(|v| v * e).collect() };
    Row { y: s.y, weight: if s.set == 0 { o.news } else { 1.0 }, hashed, words, dense }
}

fn softmax(s: [f32; 3]) -> [f32; 3] {
    let m = s[0].max(s[1]).max(s[2]);
    let e = s.map(|v| (v - m).exp());
    let t = e[0] + e[1] + e[2];
    e.map(|v| v / t)
}

impl Model {
    fn scores(&self, r: &Row) -> [f32; 3] {
        let mut s = [0.0; 3];
        for (b, v) in &r.hashed { for c in 0..3 { s[c] += self.hashed[*b as usize][c] * v; } }
        for (w, v) in self.words.iter().zip(&r.words).chain(self.dense.iter().zip(&r.dense)) { for c in 0..3 { s[c] += w[c] * v; } }
        s
    }
}

fn fit(rows: &[Row], o: &Opt, seed: u64) -> Model {
    let (nw, nd) = (rows[0].words.len(), rows[0].dense.len());
    let zero = |n: usize| vec![[0.0f32; 3]; n];
    let size = 1usize << o.bits;
    let (mut w, mut g, mut a) = (zero(size + nw + nd), vec![1e-1f32; (size + nw + nd) * 3], zero(size + nw + nd));
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = seed.wrapping_mul(0x9e3779b97f4a7c15) | 1;
    let mut next = move || { state ^= state << 13; state ^= state >> 7; state ^= state << 17; state };
    let mut averaged = 0.0f32;
    for epoch in 0..o.epochs {
        for i in (1..order.len()).rev() { order.swap(i, (next() % (i as u64 + 1)) as usize); }
        for i in &order {
            let r = &rows[*i];
            let mut s = [0.0f32; 3];
            let keep: u64 = (o.drop * 65536.0) as u64;
            let mask: Vec<bool> = if o.drop > 0.0 { r.hashed.iter().map(|_| next() & 0xffff >= keep).collect() } else { vec![] };
            let kept = |i: usize| mask.is_empty() || mask[i];
            let up = 1.0 / (1.0 - o.drop);
            for (i, (b, v)) in r.hashed.iter().enumerate() { if kept(i) { for c in 0..3 { s[c] += w[*b as usize][c] * v * up; } } }
            for (j, v) in r.words.iter().chain(&r.dense).enumerate() { for c in 0..3 { s[c] += w[size + j][c] * v; } }
            let p = softmax(s);
            for c in 0..3 {
                let goal = if r.y == c { 1.0 - o.smooth } else { o.smooth / 2.0 };
                let d = (goal - p[c]) * r.weight;
                let mut step = |j: usize, v: f32| {
                    let gr = d * v - o.ridge * w[j][c];
                    let q = &mut g[j * 3 + c];
                    *q += gr * gr;
                    w[j][c] += o.rate * gr / q.sqrt();
                };
                for (i, (b, v)) in r.hashed.iter().enumerate() { if kept(i) { step(*b as usize, *v * up); } }
                for (j, v) in r.words.iter().chain(&r.dense).enumerate() { step(size + j, *v); }
            }
        }
        if epoch >= o.epochs / 2 {
            averaged += 1.0;
            for (x, y) in a.iter_mut().zip(&w) { for c in 0..3 { x[c] += y[c]; } }
        }
    }
    for x in &mut a { for c in x.iter_mut() { *c /= averaged; } }
    let dense = a.split_off(size + nw);
    let words = a.split_off(size);
    Model { hashed: a, words, dense }
}

fn figure(samples: &[&Sample], chances: &[[f32; 3]]) -> (f64, f64) {
    let mut n = [[0usize; 3]; 3];
    let mut loss = 0.0f64;
    for (s, p) in samples.iter().zip(chances) {
        let best = (0..3).fold(1, |b, i| if p[i] > p[b] { i } else { b });
        n[s.y][best] += 1;
        loss -= f64::from(p[s.y].max(1e-6).ln());
    }
    let f1 = (0..3).map(|c| 2.0 * n[c][c] as f64 / ((0..3).map(|g| n[g][c]).sum::<usize>() + n[c].iter().sum::<usize>()).max(1) as f64).sum::<f64>() / 3.0;
    (f1, loss / samples.len() as f64)
}

fn report(name: &str, samples: &[&Sample], chances: &[[f32; 3]]) {
    let mut n = [[0usize; 3]; 3];
    let (mut loss, mut means) = (0.0f64, BTreeMap::<&str, Vec<(f64, f64)>>::new());
    for (s, p) in samples.iter().zip(chances) {
        let best = (0..3).fold(1, |b, i| if p[i] > p[b] { i } else { b });
        n[s.y][best] += 1;
        loss -= f64::from(p[s.y].max(1e-6).ln());
        means.entry(&s.target).or_default().push((s.y as f64 - 1.0, f64::from(p[2] - p[0])));
    }
    let f: Vec<f64> = (0..3).map(|c| {
        let tp = n[c][c] as f64;
        let (said, gold): (usize, usize) = ((0..3).map(|g| n[g][c]).sum(), n[c].iter().sum());
        2.0 * tp / (said + gold).max(1) as f64
    }).collect();
    let all = samples.len() as f64;
    let pairs: Vec<(f64, f64)> = means.values().filter(|v| v.len() >= 5).map(|v| {
        let n = v.len() as f64;
        (v.iter().map(|x| x.0).sum::<f64>() / n, v.iter().map(|x| x.1).sum::<f64>() / n)
    }).collect();
    let m = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>() / pairs.len().max(1) as f64;
    let (ma, mb) = (m(&|p| p.0), m(&|p| p.1));
    let r = m(&|p| (p.0 - ma) * (p.1 - mb)) / (m(&|p| (p.0 - ma).powi(2)) * m(&|p| (p.1 - mb).powi(2))).sqrt();
    println!("{name:34} F1 {:.4} ({:.3} {:.3} {:.3}) swapped {:.1}% loss {:.4} r {:.3} of {}",
        (f[0] + f[1] + f[2]) / 3.0, f[0], f[1], f[2], 100.0 * (n[0][2] + n[2][0]) as f64 / all, loss / all, r, pairs.len());
}

fn main() -> anyhow::Result<()> {
    let mut o = Opt { without: vec![], train: "both".into(), hold: 1, bits: 18, epochs: 8, rate: 0.05, ridge: 1e-5, vecscale: 0.3, rare: 1, seeds: 1, news: 1.0, vectors: None, scale: BTreeMap::new(), smooth: 0.0, drop: 0.0, plain: 1.0, stylevec: 0.0 };
    let mut args = std::env::args().skip(1);
    let folder = args.next().context("FOLDER")?;
    let mut runs: Vec<Vec<(String, String)>> = vec![vec![]];
    while let Some(a) = args.next() {
        if a == "--" { runs.push(vec![]); continue; }
        let v = args.next().context("value")?;
        if a == "--vectors" { o.vectors = Some(v); continue; }
        runs.last_mut().unwrap().push((a, v));
    }
    let mut vectors = Vec::new();
    let mut rows = RapidHashMap::default();
    if let Some(path) = &o.vectors {
        for line in std::fs::read_to_string(path)?.lines().take(40000) {
            let mut parts = line.split(' ');
            let word = parts.next().context("word")?;
            let mut v = [0.0f32; DIM];
            for (x, p) in v.iter_mut().zip(parts) { *x = p.parse()?; }
            rows.entry(word_hash(word)).or_insert_with(|| { vectors.push(v); vectors.len() as u32 - 1 });
        }
        let mut mean = [0.0f32; DIM];
        for v in &vectors { for d in 0..DIM { mean[d] += v[d] / vectors.len() as f32; } }
        for v in &mut vectors { for d in 0..DIM { v[d] -= mean[d]; } let n = v.iter().map(|x| x * x).sum::<f32>().sqrt(); for x in v.iter_mut() { *x /= n; } }
    }
    let start = std::time::Instant::now();
    let samples = read(&folder, &vectors, &rows)?;
    eprintln!("{} samples {:?} features {}", samples.len(), start.elapsed(), samples.iter().map(|s| s.hashed.len()).sum::<usize>() / samples.len());
    let base = (o.rate, o.ridge, o.vecscale);
    if runs[0].first().is_some_and(|r| r.0 == "--search") {
        let mut state: u64 = runs[0][0].1.parse::<u64>()?.wrapping_mul(0x9e3779b97f4a7c15) | 1;
        let n: usize = runs[0][1].1.parse()?;
        let mut best = f64::MIN;
        let mut centre: Vec<(String, f32)> = Vec::new();
        for _ in 0..n {
            let mut draw = |list: &[f32]| { state ^= state << 13; state ^= state >> 7; state ^= state << 17; list[(state >> 33) as usize % list.len()] };
            let local = !centre.is_empty() && draw(&[0.0, 1.0, 1.0]) > 0.0;
            let mut pick = |name: &str, list: &[f32], set: &mut Vec<(String, f32)>| {
                let mut v = draw(list);
                if local && draw(&[0.0, 0.0, 0.0, 1.0]) == 0.0 { v = centre.iter().find(|c| c.0 == name).unwrap().1; }
                set.push((name.to_string(), v));
                v
            };
            let mut set = Vec::new();
            o.rate = pick("rate", &[0.007, 0.01, 0.015, 0.02, 0.03, 0.05], &mut set);
            o.epochs = pick("epochs", &[4.0, 6.0, 8.0, 12.0], &mut set) as usize;
            o.drop = pick("drop", &[0.0, 0.0, 0.3, 0.5, 0.7], &mut set);
            o.vecscale = pick("vecscale", &[0.15, 0.3, 0.6, 1.0, 2.0], &mut set);
            o.stylevec = pick("stylevec", &[0.0, 1.0, 1.0], &mut set);
            o.news = pick("news", &[0.3, 0.5, 0.7, 1.0, 1.5], &mut set);
            o.plain = pick("plain", &[0.25, 0.4, 0.6, 0.8, 1.0], &mut set);
            o.rare = pick("rare", &[0.0, 1.0, 1.0, 2.0, 4.0], &mut set) as u32;
            o.ridge = pick("ridge", &[1e-5, 1e-4, 1e-3, 3e-3], &mut set);
            for k in FeatureKind::ALL.iter().map(|k| k.name()).chain(["evidence"]) {
                let v = pick(k, &[0.0, 0.35, 0.7, 1.0, 1.0, 1.4], &mut set);
                o.scale.insert(k.into(), v);
            }
            let folds: Vec<[f64; 4]> = (1..5u8).into_par_iter().map(|hold| {
                let trained: Vec<&Sample> = samples.iter().filter(|s| s.fifth != hold && s.fifth != 0).collect();
                let mut seen = vec![0u32; 1 << o.bits];
                let built: Vec<Row> = trained.iter().map(|s| row(s, &o, None)).collect();
                for r in &built { for h in &r.hashed { seen[h.0 as usize] += 1; } }
                let built: Vec<Row> = trained.iter().map(|s| row(s, &o, Some(&seen))).collect();
                let model = fit(&built, &o, 1);
                let mut out = [0.0; 4];
                for set in 0..2 {
                    let held: Vec<&Sample> = samples.iter().filter(|s| s.fifth == hold && s.set == set).collect();
                    let said: Vec<[f32; 3]> = held.iter().map(|s| softmax(model.scores(&row(s, &o, Some(&seen))))).collect();
                    let (f1, loss) = figure(&held, &said);
                    out[set] = f1; out[2 + set] = loss;
                }
                out
            }).collect();
            let mean: [f64; 4] = std::array::from_fn(|i| folds.iter().map(|f| f[i]).sum::<f64>() / 4.0);
            let goal = mean[0] + mean[1] - 0.15 * (mean[2] + mean[3]);
            if goal > best {
                best = goal;
                centre = set.clone();
                println!("{goal:.4} news {:.4} headlines {:.4} loss {:.4} {:.4} {}", mean[0], mean[1], mean[2], mean[3], set.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(" "));
            }
        }
        return Ok(());
    }
    for run in &runs {
        (o.rate, o.ridge, o.vecscale) = base;
        o.without.clear();
        for (a, v) in run {
            match a.as_str() {
                "--without" => o.without = v.split(',').map(String::from).collect(),
                "--train" => o.train = v.clone(),
                "--hold" => o.hold = v.parse()?,
                "--bits" => o.bits = v.parse()?,
                "--epochs" => o.epochs = v.parse()?,
                "--rate" => o.rate = v.parse()?,
                "--ridge" => o.ridge = v.parse()?,
                "--vecscale" => o.vecscale = v.parse()?,
                "--rare" => o.rare = v.parse()?,
                "--seeds" => o.seeds = v.parse()?,
                "--news" => o.news = v.parse()?,
                "--smooth" => o.smooth = v.parse()?,
                "--drop" => o.drop = v.parse()?,
                "--plain" => o.plain = v.parse()?,
                "--stylevec" => o.stylevec = v.parse()?,
                "--scale" => for p in v.split(',') { let (k, x) = p.split_once('=').context("=")?; o.scale.insert(k.into(), x.parse()?); },
                _ => anyhow::bail!("{a}?"),
            }
        }
        println!("== {run:?}");
        let train = |s: &Sample| s.fifth != o.hold && s.fifth != 0 && (o.train == "both" || (o.train == "news") == (s.set == 0));
        let all = |s: &Sample| s.fifth != o.hold && (o.train == "both" || (o.train == "news") == (s.set == 0));
        let trained: Vec<&Sample> = samples.iter().filter(|s| if o.hold == 0 { all(s) } else { train(s) }).collect();
        let mut seen = vec![0u32; 1 << o.bits];
        let built: Vec<Row> = trained.iter().map(|s| row(s, &o, None)).collect();
        for r in &built { let mut b: Vec<u32> = r.hashed.iter().map(|h| h.0).collect(); b.sort(); b.dedup(); for x in b { seen[x as usize] += 1; } }
        let built: Vec<Row> = trained.iter().map(|s| row(s, &o, Some(&seen))).collect();
        let models: Vec<Model> = (0..o.seeds).into_par_iter().map(|s| fit(&built, &o, s + 1)).collect();
        for (set, name) in ["news", "headlines"].iter().enumerate() {
            let held: Vec<&Sample> = samples.iter().filter(|s| s.fifth == o.hold && s.set == set).collect();
            let said: Vec<[f32; 3]> = held.iter().map(|s| {
                let r = row(s, &o, Some(&seen));
                let mut sum = [0.0; 3];
                for m in &models { let p = m.scores(&r); for c in 0..3 { sum[c] += p[c] / models.len() as f32; } }
                softmax(sum)
            }).collect();
            let rules: Vec<[f32; 3]> = held.iter().map(|s| s.rules).collect();
            let both: Vec<[f32; 3]> = said.iter().zip(&rules).map(|(a, b)| std::array::from_fn(|c| (a[c] + b[c]) / 2.0)).collect();
            if run.is_empty() { report(&format!("{name} rules"), &held, &rules); }
            report(&format!("{name} model"), &held, &said);
            if o.train != "both" { report(&format!("{name} both"), &held, &both); }
        }
    }
    let _ = EVIDENCE;
    Ok(())
}
