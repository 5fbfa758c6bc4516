//! Prints the evidence of labelled sentences as CSV, for `tools/mapping.py` to fit the mapping on.
//!
//! Usage: tone_evidence FILE..., each a CSV with text, target, char_start, char_end and tone_label columns.

use anyhow::Context;
use pressmark::annotate::annotate_in;
use pressmark::article::{Article, Field, Span};
use pressmark::found::{Block, BlockKind, Cleaned};
use pressmark::score::span_of_chars;
use pressmark::tone::{EVIDENCE, evidence, mention_at};
use sha2::{Digest, Sha256};

fn main() -> anyhow::Result<()> {
    let mut out = csv::Writer::from_writer(std::io::stdout());
    out.write_record(["set", "fifth", "label"].iter().chain(&EVIDENCE))?;
    for (set, path) in std::env::args().skip(1).enumerate() {
        let mut rows = csv::Reader::from_path(&path)?;
        let header = rows.headers()?.clone();
        let column = |name: &str| header.iter().position(|h| h == name).context("a column is missing");
        let (text, start) = (column("text")?, column("char_start")?);
        let (end, label) = (column("char_end")?, column("tone_label")?);
        for row in rows.records() {
            let row = row?;
            let article = Article { body: row[text].to_string(), ..Article::default() };
            let Some(target) = span_of_chars(&article.body, row[start].parse()?, row[end].parse()?) else { continue };
            let block = Block { span: Span::new(0, article.body.len()), kind: BlockKind::Body, rule: "text" };
            let cleaned = Cleaned { blocks: vec![block], ..Cleaned::default() };
            let found = annotate_in(&article, cleaned, Some("en"));
            let Some(mention) = mention_at(&found, Field::Body, target) else { continue };
            let fifth = Sha256::digest(article.body.as_bytes())[0] % 5;
            let mut record = vec![set.to_string(), fifth.to_string(), row[label].to_string()];
            record.extend(evidence(&found, &mention).iter().map(|figure| format!("{figure:.4}")));
            out.write_record(record)?;
        }
    }
    out.flush()?;
    Ok(())
}
