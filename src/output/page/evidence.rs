//! The sentences behind the numbers, by company and period.

use crate::output::page::html::{Html, count, counted, short, tone};
use crate::output::page::{Page, place};
use crate::output::rows::EvidenceRow;
use crate::output::sentences;
use rayon::prelude::*;
use std::io;

/// Writes the section.
pub fn section(html: &mut Html, page: &Page) -> io::Result<()> {
    html.raw("<section id=\"evidence\" aria-labelledby=\"evidence-h\">\n<h2 id=\"evidence-h\">Sentences</h2>\n");
    html.raw("<p>Where a number comes from: every sentence that names the company, stories before their copies. mentions.csv has them with their offsets.</p>\n");
    let claims = sentences::claims_of(page.summary);
    let ready: Vec<io::Result<Vec<EvidenceRow>>> =
        page.blocks.par_iter().map(|block| sentences::rows(page.summary, &claims, block)).collect();
    let mut ready: Vec<Option<io::Result<Vec<EvidenceRow>>>> = ready.into_iter().map(Some).collect();
    for at in &page.shown {
        let name = &page.gathered.companies[*at].company;
        html.raw(&format!("<h3 id=\"{}\" tabindex=\"-1\">", place(*at, None)));
        html.text_of(name).raw(&format!(" <a class=\"back\" href=\"#c{at}\">back to the figures</a></h3>\n"));
        for (block, rows) in page.blocks.iter().zip(&mut ready).filter(|(block, _)| block.company == *at) {
            let Some(rows) = rows.take() else { continue };
            html.raw(&format!("<h4 id=\"{}\" tabindex=\"-1\">", place(*at, Some(block.period))));
            html.text_of(&format!("{}, {}", name, page.period(block.period))).raw("</h4>\n");
            if block.shown < block.of {
                let text = format!(
                    "{} of {}; mentions.csv has all.",
                    count(block.shown as u64),
                    counted(block.of as u64, "mention", "mentions")
                );
                html.element("p class=\"note\"", &text).raw("\n");
            }
            html.raw("<ol class=\"sentences\">\n");
            for row in rows? {
                sentence(html, page, &row);
            }
            html.raw("</ol>\n");
        }
    }
    html.raw("</section>\n");
    Ok(())
}

fn sentence(html: &mut Html, page: &Page, row: &EvidenceRow) {
    let sign = if row.tone_counted { row.tone_label.as_str() } else { "uncounted" };
    html.raw("<li class=\"").text_of(sign).raw("\"><p dir=\"auto\">");
    let text = short(&row.sentence, page.caps.letters);
    match text.split_once(row.surface.as_str()).filter(|_| !row.surface.is_empty()) {
        Some((before, after)) => html.text_of(before).element("mark", &row.surface).text_of(after),
        None => html.text_of(&text),
    };
    html.raw("</p><p class=\"note\">");
    let mut meta = Vec::new();
    if !row.outlet.is_empty() {
        meta.push(row.outlet.clone());
    }
    if let Some(day) = row.published_at.get(..10.min(row.published_at.len())).filter(|day| !day.is_empty()) {
        meta.push(day.to_string());
    }
    meta.push(row.counts_as.replace("repost", "copy"));
    meta.push(match (row.tone, row.tone_counted) {
        (Some(_), true) => format!("tone {}", tone(row.tone)),
        (Some(_), false) => format!("tone {}, not counted: {}", tone(row.tone), row.not_counted_because),
        (None, _) => format!("no tone: {}", row.not_counted_because),
    });
    let voice = if row.speaker.is_empty() { row.voice.to_string() } else { format!("{}: {}", row.voice, row.speaker) };
    meta.push(voice);
    for (name, terms) in [("for", &row.positive_terms), ("against", &row.negative_terms), ("hedged", &row.hedge_terms)]
    {
        if !terms.is_empty() {
            meta.push(format!("{name}: {}", terms.replace('|', ", ")));
        }
    }
    if !row.claims.is_empty() {
        meta.push(row.claims.replace('|', "; "));
    }
    html.text_of(&meta.join(" · ")).raw(" ").element("code", &row.mention_id).raw("</p></li>\n");
}
