//! An explanation as lines for a terminal, and as rows.

use crate::explain::cell::added;
use crate::explain::evidence::{Evidence, shown};
use crate::explain::part::{Explanation, Part, Sum};
use crate::explain::place::{Place, Scope};
use crate::output::{CompanyRow, CoverageRow, ExplainRow, Row};
use console::measure_text_width;
use std::io::{self, Write};

/// Values written out in the arithmetic; longer sums are told in words.
const WRITTEN_OUT: usize = 12;

/// Writes an explanation: the cell, what its column means, the arithmetic, and `most` of its parts with their sentences.
pub fn write(
    place: &Place,
    explained: &Explanation,
    evidence: &Evidence,
    width: usize,
    most: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let when = match place.scope {
        Scope::All => "all periods".to_string(),
        Scope::Period(None) => "undated".to_string(),
        Scope::Period(Some(start)) => format!("{} from {start}", evidence.made.period.name()),
    };
    let cell = if place.cell.is_empty() { "(empty)" } else { &place.cell };
    writeln!(out, "{}, {when}: {} = {cell}", place.company, place.column)?;
    paragraph(out, meaning(place), width, "")?;
    writeln!(out)?;
    paragraph(out, &arithmetic(explained), width, "  ")?;
    for part in explained.parts.iter().take(most) {
        writeln!(out)?;
        one(out, part, explained, evidence, width)?;
    }
    if explained.parts.len() > most {
        let more = explained.parts.len() - most;
        writeln!(out)?;
        paragraph(out, &format!("… and {more} more: --all shows them, -o FILE.csv writes them."), width, "")?;
    }
    Ok(())
}

/// What the codebook says of the column.
fn meaning(place: &Place) -> &'static str {
    let columns = if place.scope == Scope::All { CompanyRow::COLUMNS } else { CoverageRow::COLUMNS };
    columns.iter().find(|c| c.name == place.column).map_or("", |c| c.meaning)
}

/// How the parts make the cell.
fn arithmetic(explained: &Explanation) -> String {
    let value = explained.value();
    let value = if value.is_empty() { "(empty)" } else { &value };
    let n = explained.parts.len();
    let values: Vec<String> = explained.parts.iter().map(|p| shown(&p.value)).collect();
    let units = match (explained.unit, n) {
        (unit, 1) => format!("1 {unit}"),
        ("story", _) => format!("{n} stories"),
        (unit, _) => format!("{n} {unit}s"),
    };
    let total = shown(&explained.parts.iter().map(|p| p.value).sum::<f64>());
    let sum = if n <= WRITTEN_OUT { added(&values) } else { format!("the sum over {units}, {total}") };
    let alike = explained.parts.iter().all(|p| p.value == 1.0);
    match &explained.sum {
        Sum::Fact(_, source) => format!("{value}: {source}"),
        Sum::Share(part, of, n) if *n == 0 => format!("{part} / {of} = {total} / 0, so the cell is empty"),
        Sum::Share(part, of, n) => format!("{part} / {of} = {total} / {n} = {value}"),
        _ if n == 0 && value == "(empty)" => "nothing to add up, so the cell is empty".to_string(),
        Sum::Total if n == 0 => "0: nothing to add up".to_string(),
        Sum::Total if alike => format!("{units}, each counting 1"),
        Sum::Total => format!("{sum} = {value}"),
        Sum::Mean => format!("({sum}) / {n} = {value}, the mean over {units}"),
        Sum::Percent => {
            let words: u64 = explained.parts.iter().map(|p| p.weight).sum();
            format!("100 × {total} / {words} = {value}: positive less negative words, over the words of {units}")
        }
        Sum::Bootstrap(..) if n < 2 => "one story has no interval, so the cell is empty".to_string(),
        Sum::Bootstrap(seed, upper) => format!(
            "{value}: the {} percentile of the means of 1,000 draws, with repetition, of {n} from {units} ({sum}); \
             the seed of this row is {seed}",
            if *upper { "97.5th" } else { "2.5th" },
        ),
    }
}

/// A part with its sentences.
fn one(
    out: &mut impl Write,
    part: &Part,
    explained: &Explanation,
    evidence: &Evidence,
    width: usize,
) -> io::Result<()> {
    let article = &evidence.articles[part.article];
    let when = if article.published_at.is_empty() { "undated" } else { &article.published_at };
    let outlet = if article.outlet.is_empty() { "no outlet" } else { &article.outlet };
    let mut head = format!("{}  {}, {outlet}, {when}", shown(&part.value), article.id);
    if explained.unit == "story" && article.story != part.article {
        head += &format!("; of story {}", evidence.articles[article.story].id);
    }
    paragraph(out, &head, width, "")?;
    paragraph(out, &article.title, width, "    ")?;
    if !part.how.is_empty() {
        paragraph(out, &format!("= {}", part.how), width, "    ")?;
    }
    for proof in &part.proofs {
        let mut line = String::new();
        if !proof.value.is_empty() {
            line += &format!("{}  ", proof.value);
        }
        if let Some((field, start, end)) = &proof.at {
            line += &format!("{field} {start}-{end}: ");
        }
        line += &proof.sentence;
        if !proof.note.is_empty() {
            line += &format!(" [{}]", proof.note);
        }
        paragraph(out, &line, width, "      ")?;
    }
    Ok(())
}

/// Text in lines of at most `width` columns, words kept whole where they fit; all but the first are set in by two more.
fn paragraph(out: &mut impl Write, text: &str, width: usize, indent: &str) -> io::Result<()> {
    let mut line = indent.to_string();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && measure_text_width(&line) + 1 + measure_text_width(word) > width {
            writeln!(out, "{line}")?;
            line = format!("{indent}  ");
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    if empty { Ok(()) } else { writeln!(out, "{line}") }
}

/// The parts as rows, one a sentence; a part without sentences has one row.
pub fn rows(explained: &Explanation, evidence: &Evidence) -> Vec<ExplainRow> {
    let mut rows = Vec::new();
    for (n, part) in explained.parts.iter().enumerate() {
        let article = &evidence.articles[part.article];
        let row = ExplainRow {
            part: n as u64 + 1,
            part_value: Some(part.value),
            part_weight: (part.weight > 0).then_some(part.weight),
            article_id: article.id.clone(),
            story_id: evidence.articles[article.story].id.clone(),
            published_at: article.published_at.clone(),
            outlet: article.outlet.clone(),
            title: article.title.clone(),
            evidence_id: String::new(),
            field: String::new(),
            char_start: None,
            char_end: None,
            value: String::new(),
            note: part.how.clone(),
            sentence: String::new(),
        };
        if part.proofs.is_empty() {
            rows.push(row.clone());
        }
        rows.extend(part.proofs.iter().map(|proof| ExplainRow {
            evidence_id: proof.id.clone(),
            field: proof.at.as_ref().map_or(String::new(), |at| at.0.clone()),
            char_start: proof.at.as_ref().map(|at| at.1),
            char_end: proof.at.as_ref().map(|at| at.2),
            value: proof.value.clone(),
            note: proof.note.clone(),
            sentence: proof.sentence.clone(),
            ..row.clone()
        }));
    }
    rows
}
