//! The section of one company: volume, tone, stance, outlets, cascades, ledger.

use crate::output::chart;
use crate::output::page::html::{Html, count, counted, interval, share, tone};
use crate::output::page::{Drawing, Page, cascade, ledger, place};
use crate::output::rows::{CoverageRow, OutletRow};
use std::io;

/// The acts that have a column, as they are said of a company.
type Act = (&'static str, fn(&CoverageRow) -> u64);
const ACTS: [Act; 10] = [
    ("accused", |row| row.accused_n),
    ("criticised", |row| row.criticised_n),
    ("sued", |row| row.sued_n),
    ("investigated", |row| row.investigated_n),
    ("sanctioned", |row| row.sanctioned_n),
    ("warned", |row| row.warned_n),
    ("denied", |row| row.denied_n),
    ("confirmed", |row| row.confirmed_n),
    ("praised", |row| row.praised_n),
    ("supported", |row| row.supported_n),
];

/// Writes the section; `file` is what the company's own files are called.
pub fn section(html: &mut Html, page: &Page, at: usize, file: &str, drawings: &mut Vec<Drawing>) -> io::Result<()> {
    let company = &page.gathered.companies[at];
    let (name, period) = (&company.company, page.gathered.period);
    html.raw(&format!("<section id=\"c{at}\" class=\"company\" aria-labelledby=\"c{at}-h\">\n<h2 id=\"c{at}-h\">"));
    html.text_of(name).raw("</h2>\n<p class=\"lede\">");
    let stories = counted(company.stories_n, "story", "stories");
    html.raw(&format!("<a href=\"#{}\">", place(at, None))).text_of(&stories).raw("</a>");
    html.text_of(&format!(
        " in {}, {} more. Tone {}",
        counted(company.outlets_n, "outlet", "outlets"),
        counted(company.reposts_n, "copy", "copies"),
        tone(company.tone_mean)
    ));
    if company.tone_lo.is_some() {
        html.text_of(&format!(" ({})", interval(company.tone_lo, company.tone_hi)));
    }
    html.text_of(&format!(
        "; {} positive, {} neutral, {} negative.",
        count(company.positive_n),
        count(company.neutral_n),
        count(company.negative_n)
    ));
    html.raw("</p>\n");

    let rows = page.dated(at);
    html.raw("<div class=\"charts\">\n");
    if !rows.is_empty() {
        let svg = chart::volume(name, rows, period, |row| (row.articles_n, row.stories_n))?;
        page.draw(html, drawings, format!("{file}-volume"), svg, "Volume: unique stories, and with their copies");
        let svg = chart::tone(name, rows, period)?;
        let title = match &page.gathered.validated {
            Some(_) => "Tone: mean over stories with its 95 % interval",
            None => "Tone: mean over stories with its 95 % interval. Not validated on this corpus",
        };
        page.draw(html, drawings, format!("{file}-tone"), svg, title);
    }
    let all = page.gathered.periods_of(&company.company_id);
    // A story counts in one period, so the periods add up.
    let acts: Vec<(&str, u64)> = ACTS.iter().map(|(act, of)| (*act, all.iter().map(of).sum())).collect();
    let acts: Vec<(&str, u64)> = acts.into_iter().filter(|act| act.1 > 0).collect();
    if !acts.is_empty() {
        let svg = chart::acts(name, &acts)?;
        page.draw(
            html,
            drawings,
            format!("{file}-stance"),
            svg,
            "Stance: stories with a claim; the company denies and confirms, the rest is toward it",
        );
    }
    html.raw("</div>\n");
    periods(html, page, at, file);
    let rows: Vec<&OutletRow> = page.gathered.outlets.iter().filter(|o| o.company_id == company.company_id).collect();
    outlets(html, page, at, rows);
    cascade::stories(html, page, at, file, drawings)?;
    ledger::claims(html, page, at)?;
    html.raw("</section>\n");
    Ok(())
}

fn periods(html: &mut Html, page: &Page, at: usize, file: &str) {
    let company = &page.gathered.companies[at];
    let all = page.gathered.periods_of(&company.company_id);
    let rows = page.dated(at);
    let undated = all.first().filter(|row| row.period_start.is_none() && row.articles_n > 0);
    let headers =
        ["Period", "Articles", "Stories", "Copies", "Outlets", "Share of voice", "Tone", "95 % interval", "+ / 0 / −"];
    html.raw("<h3>By period</h3>\n")
        .table(&format!("{}, by {}", company.company, page.gathered.period.name()), &headers);
    for row in rows.iter().chain(undated) {
        let to = place(at, Some(row.period_start));
        let to = Some(to.as_str()).filter(|_| row.articles_n > 0);
        let shown = page.period(row.period_start);
        let partial = if row.period_complete || row.period_start.is_none() { "" } else { " (in part)" };
        html.raw("<tr>").element("th scope=\"row\"", &format!("{shown}{partial}"));
        html.number(&count(row.articles_n), to).number(&count(row.stories_n), to).number(&count(row.reposts_n), to);
        html.number(&count(row.outlets_n), to).number(&share(row.share_of_voice), to);
        html.number(&tone(row.tone_mean), to).number(&interval(row.tone_lo, row.tone_hi), to);
        let signs = format!("{} / {} / {}", row.positive_n, row.neutral_n, row.negative_n);
        html.number(&signs, to.filter(|_| row.tone_stories_n > 0)).raw("</tr>\n");
    }
    html.end_table();
    let dated = all.iter().filter(|row| row.period_start.is_some()).count();
    if rows.len() < dated {
        let text =
            format!("The {} latest of {} periods; companies/{file}.csv has all.", rows.len(), count(dated as u64));
        html.element("p class=\"note\"", &text).raw("\n");
    }
}

fn outlets(html: &mut Html, page: &Page, at: usize, mut rows: Vec<&OutletRow>) {
    rows.sort_by_key(|row| (std::cmp::Reverse(row.articles_n), &row.outlet));
    let company = &page.gathered.companies[at];
    html.raw("<h3>Outlets</h3>\n");
    html.table(&format!("{}, by outlet", company.company), &["Outlet", "Articles", "Originals", "Copies", "Tone"]);
    let to = place(at, None);
    for row in rows.iter().take(page.caps.entries) {
        let outlet = if row.outlet.is_empty() { "(unknown)" } else { &row.outlet };
        html.raw("<tr>").element("th scope=\"row\"", outlet);
        html.number(&count(row.articles_n), Some(&to)).number(&count(row.originals_n), Some(&to));
        html.number(&count(row.reposts_n), Some(&to)).number(&tone(row.tone_mean), Some(&to)).raw("</tr>\n");
    }
    html.end_table();
    if rows.len() > page.caps.entries {
        let text =
            format!("The first {} of {} outlets; outlets.csv has all.", page.caps.entries, count(rows.len() as u64));
        html.element("p class=\"note\"", &text).raw("\n");
    }
}
