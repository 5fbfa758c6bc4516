//! `report.html` and `charts/*.svg`: one page that needs nothing but itself, each number a link to its sentences.
//!
//! The page makes no request and runs no script, and its policy forbids both. All text of the corpus is escaped.

mod cascade;
mod company;
mod evidence;
pub(super) mod html;
mod ledger;
mod overview;

pub use html::escaped;

use crate::output::gathered::Gathered;
use crate::output::rows::CoverageRow;
use crate::output::{chart, sentences};
use crate::summary::{PeriodKey, Summary};
use html::Html;
use std::fs;
use std::io;
use std::path::Path;

/// Bytes the page may have.
const MOST_BYTES: usize = 4_900_000;
const STYLE: &str = include_str!("page.css");

/// How much of a large result the page shows; the tables beside it have all.
#[derive(Debug, Clone, Copy)]
struct Caps {
    /// Rows of the table of companies.
    rows: usize,
    /// Companies with a section.
    companies: usize,
    /// Periods of a company, the latest.
    periods: usize,
    /// Sentences in all.
    sentences: usize,
    /// Claims, stories, outlets and problems of a section.
    entries: usize,
    /// Letters of a sentence.
    letters: usize,
}

const CAPS: Caps = Caps { rows: 200, companies: 24, periods: 60, sentences: 1500, entries: 24, letters: 700 };

impl Caps {
    fn halved(self) -> Option<Caps> {
        let half = |n: usize| n.div_ceil(2);
        (self.companies > 1 || self.entries > 2).then(|| Caps {
            rows: half(self.rows),
            companies: half(self.companies),
            periods: half(self.periods),
            sentences: half(self.sentences),
            entries: half(self.entries),
            letters: half(self.letters).max(200),
        })
    }
}

/// What the sections are written from.
struct Page<'a> {
    summary: &'a Summary,
    gathered: &'a Gathered,
    caps: Caps,
    /// Companies with a section, by place in [`Gathered::companies`], the most covered first.
    shown: Vec<usize>,
    blocks: Vec<sentences::Block>,
}

/// A drawing of the page, and the name of its file.
struct Drawing {
    name: String,
    svg: String,
}

/// Writes the page and the charts into `folder`; returns the names of the files. `file` names a company's own.
pub fn write(folder: &Path, summary: &Summary, gathered: &Gathered, files: &[String]) -> io::Result<Vec<String>> {
    let mut caps = CAPS;
    let (page, drawings) = loop {
        let made = make(summary, gathered, files, caps)?;
        match caps.halved() {
            Some(less) if made.0.len() > MOST_BYTES => caps = less,
            _ => break made,
        }
    };
    fs::write(folder.join("report.html"), page)?;
    let mut written = vec!["report.html".to_string()];
    fs::create_dir(folder.join("charts"))?;
    for drawing in drawings {
        let name = format!("charts/{}.svg", drawing.name);
        fs::write(folder.join(&name), drawing.svg)?;
        written.push(name);
    }
    Ok(written)
}

fn make(summary: &Summary, gathered: &Gathered, files: &[String], caps: Caps) -> io::Result<(String, Vec<Drawing>)> {
    let covered = gathered.by_rank().into_iter().filter(|at| gathered.companies[*at].articles_n > 0);
    let shown: Vec<usize> = covered.take(caps.companies).collect();
    let keep = |company: usize, period: PeriodKey| {
        let rows = latest(gathered.periods_of(&gathered.companies[company].company_id), caps.periods);
        shown.contains(&company) && (period.is_none() || rows.first().is_some_and(|row| row.period_start <= period))
    };
    let mut blocks = sentences::blocks(summary, gathered.period, usize::MAX);
    blocks.retain(|block| keep(block.company, block.period));
    sentences::share(&mut blocks, caps.sentences);
    let page = Page { summary, gathered, caps, shown, blocks };
    let mut drawings = Vec::new();
    let mut html = Html::default();
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n");
    html.raw("<title>Coverage by company</title>\n<style>\n").raw(STYLE).raw("</style>\n</head>\n<body id=\"top\">\n");
    html.raw("<a class=\"skip\" href=\"#main\">Skip to the companies</a>\n");
    overview::head(&mut html, &page);
    html.raw("<main id=\"main\">\n");
    overview::companies(&mut html, &page, &mut drawings)?;
    for at in &page.shown {
        company::section(&mut html, &page, *at, &files[*at], &mut drawings)?;
    }
    evidence::section(&mut html, &page)?;
    overview::problems(&mut html, &page);
    html.raw("</main>\n");
    overview::foot(&mut html);
    html.raw("</body>\n</html>\n");
    Ok((html.text(), drawings))
}

impl Page<'_> {
    /// The dated rows of a company that are shown, the latest.
    fn dated(&self, company: usize) -> &[CoverageRow] {
        let rows = self.gathered.periods_of(&self.gathered.companies[company].company_id);
        let undated = rows.iter().take_while(|row| row.period_start.is_none()).count();
        latest(&rows[undated..], self.caps.periods)
    }

    /// Draws a chart into the page, and keeps it for its file.
    fn draw(&self, html: &mut Html, drawings: &mut Vec<Drawing>, name: String, svg: String, caption: &str) {
        html.raw("<figure>").raw(&svg).raw("<figcaption>").text_of(caption).raw("</figcaption></figure>\n");
        drawings.push(Drawing { name, svg });
    }

    /// What a period is called.
    fn period(&self, period: PeriodKey) -> String {
        period.map_or("undated".to_string(), |day| chart::label(day, self.gathered.period))
    }
}

fn latest(rows: &[CoverageRow], most: usize) -> &[CoverageRow] {
    &rows[rows.len().saturating_sub(most)..]
}

/// Where the sentences of a company and period stand in the page.
fn place(company: usize, period: Option<PeriodKey>) -> String {
    match period {
        None => format!("e{company}"),
        Some(None) => format!("e{company}-undated"),
        Some(Some(day)) => format!("e{company}-{day}"),
    }
}
