//! Trains `src/annotate/parts/model.bin`, the parts of speech of English words.
//!
//! Usage:
//!   cargo run --release --example train_parts -- tokens < TEXTS.jsonl > TOKENS.jsonl
//!   cargo run --release --example train_parts -- fit MODEL.bin TAGGED.tsv... [--try TAGGED.tsv...]
//!   cargo run --release --example train_parts -- show < LINES.txt
//!
//! `tokens` reads a text a line, each a JSON string, and writes a sentence a line: its text and its tokens. A parser
//! gives each token its part (`tools/parts.py`). `fit` reads sentences of tab-parted token and letter, parted by empty
//! lines; those whose hash is divisible by ten are held back, and of each file the figures are of these alone. The
//! weights are fitted to the others. Files behind `--try` are only tried. The same input gives the same bytes. `show` prints
//! each word of a line with its part.

mod fit;

use anyhow::{Context, bail};
use fit::{Sentence, fit};
use pressmark::annotate::annotate;
use pressmark::annotate::parts::{Look, Model, Part};
use pressmark::article::{Article, Span};
use pressmark::found::{Block, BlockKind, Cleaned};
use std::io::{BufRead, Write};

/// Every paragraph is text: nothing is set aside.
fn tokens() -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let article = Article { body: serde_json::from_str(&line?)?, ..Article::default() };
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in article.body.split_inclusive('\n') {
            let end = at + line.trim_end().len();
            if end > at {
                blocks.push(Block { span: Span::new(at, end), kind: BlockKind::Body, rule: "text" });
            }
            at += line.len();
        }
        let read = annotate(&article, Cleaned { blocks, ..Cleaned::default() });
        for sentence in &read.sentences {
            let tokens: Vec<&str> = sentence.tokens.clone().map(|t| read.text(sentence, t)).collect();
            let text = read.slice(sentence, sentence.span);
            writeln!(out, "{}", serde_json::json!({ "text": text, "tokens": tokens }))?;
        }
    }
    Ok(())
}

/// Prints the part of each word of a text a line.
fn show() -> anyhow::Result<()> {
    for line in std::io::stdin().lock().lines() {
        let article = Article { body: line?, ..Article::default() };
        let block = Block { span: Span::new(0, article.body.len()), kind: BlockKind::Body, rule: "text" };
        let read = annotate(&article, Cleaned { blocks: vec![block], ..Cleaned::default() });
        for sentence in &read.sentences {
            let parts = pressmark::annotate::parts::parts(&read, sentence);
            let tokens = sentence.tokens.clone().map(|t| read.text(sentence, t));
            let shown: Vec<String> = tokens.zip(parts).map(|(t, p)| format!("{t}/{}", p.letter())).collect();
            println!("{}", shown.join(" "));
        }
    }
    Ok(())
}

/// Sentences of a file.
fn tagged(path: &str) -> anyhow::Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| path.to_string())?;
    let mut all = Vec::new();
    let mut sentence = Sentence::default();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                all.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let (word, letter) = line.rsplit_once('\t').with_context(|| format!("{path}:{number}: no tab"))?;
        let part = Part::ALL.into_iter().find(|p| letter.chars().eq([p.letter()]));
        sentence.parts.push(part.with_context(|| format!("{path}:{number}: '{letter}' is no part"))?);
        sentence.words.push(word.to_string());
    }
    Ok(all)
}

/// Prints what share of tokens, of verbs found and of verbs there were is right.
fn judge(name: &str, sentences: &[&Sentence], model: &Model) {
    let (mut right, mut all, mut both, mut found, mut marked) = (0, 0, 0, 0, 0);
    for sentence in sentences {
        let looks: Vec<Look> = sentence.looks(model);
        for (got, want) in model.read(&looks).iter().zip(&sentence.parts) {
            right += usize::from(got == want);
            all += 1;
            found += usize::from(got.is_verb());
            marked += usize::from(want.is_verb());
            both += usize::from(got.is_verb() && want.is_verb());
        }
    }
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    println!(
        "{name}: {all} tokens, {:.4} right; {marked} verbs, precision {:.4}, recall {:.4}",
        share(right, all),
        share(both, found),
        share(both, marked)
    );
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("tokens") => tokens(),
        Some("fit") if args.len() > 2 => {
            let tried = args.iter().position(|a| a == "--try").unwrap_or(args.len());
            let files = args[2..tried].iter().map(|p| Ok((p, tagged(p)?))).collect::<anyhow::Result<Vec<_>>>()?;
            let (held, open): (Vec<_>, Vec<_>) = files
                .iter()
                .flat_map(|(path, all)| all.iter().map(move |s| (path.as_str(), s)))
                .partition(|(_, s)| s.is_held());
            let open: Vec<&Sentence> = open.into_iter().map(|(_, s)| s).collect();
            let model = fit(&open);
            for (path, _) in &files {
                let held: Vec<&Sentence> = held.iter().filter(|(p, _)| p == path).map(|(_, s)| *s).collect();
                judge(path, &held, &model);
            }
            for path in args.iter().skip(tried + 1) {
                let all = tagged(path)?;
                judge(path, &all.iter().collect::<Vec<_>>(), &model);
            }
            let file = model.encode()?;
            println!("{} bytes, {} words known", file.len(), model.known.len());
            Ok(std::fs::write(&args[1], file)?)
        }
        Some("show") => show(),
        _ => bail!("usage: train_parts tokens | show | fit MODEL.bin TAGGED.tsv... [--try TAGGED.tsv...]"),
    }
}
