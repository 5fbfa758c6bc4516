//! The ledger: accusations with the denials that answer them, then what else was claimed of or by the company.

use crate::output::evidence::stance;
use crate::output::page::Page;
use crate::output::page::html::{Html, count, counted, short};
use crate::output::rows::StanceRow;
use crate::summary::LedgerClaim;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Writes it.
pub fn claims(html: &mut Html, page: &Page, at: usize) -> io::Result<()> {
    let entity = page.summary.companies[at].entity;
    let ours = |claim: &&LedgerClaim| !claim.negated && [claim.actor, claim.target].contains(&Some(entity));
    let mut claims: Vec<&LedgerClaim> = page.summary.claims.iter().filter(ours).collect();
    html.raw(&format!("<h3 id=\"c{at}-ledger\">Accusations, denials and other claims</h3>\n"));
    if claims.is_empty() {
        html.raw("<p>No claim by or toward the company was found.</p>\n");
        return Ok(());
    }
    let all = claims.len();
    claims.sort_by_key(|claim| (weight(claim.act.name()), std::cmp::Reverse(claim.copies_n)));
    // What answers a claim that is shown is shown with it.
    let mut rows: Vec<(StanceRow, usize)> = Vec::new();
    for claim in claims.iter().take(page.caps.entries) {
        rows.push((stance(page.summary, claim)?, claim.article));
    }
    let ids: BTreeSet<String> = rows.iter().map(|(row, _)| row.claim_id.clone()).collect();
    let mut replies: BTreeMap<&str, Vec<&(StanceRow, usize)>> = BTreeMap::new();
    for row in rows.iter().filter(|(row, _)| ids.contains(&row.reply_to)) {
        replies.entry(&row.0.reply_to).or_default().push(row);
    }
    html.raw("<ul class=\"ledger\">\n");
    for row in rows.iter().filter(|(row, _)| !ids.contains(&row.reply_to)) {
        html.raw("<li>");
        claim(html, page, row);
        if let Some(replies) = replies.get(row.0.claim_id.as_str()) {
            html.raw("<ul>\n");
            for reply in replies {
                html.raw("<li>");
                claim(html, page, reply);
                html.raw("</li>\n");
            }
            html.raw("</ul>");
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
    if all > rows.len() {
        let text = format!("{} of {} claims; stances.csv has all.", rows.len(), count(all as u64));
        html.element("p class=\"note\"", &text).raw("\n");
    }
    Ok(())
}

fn weight(act: &str) -> usize {
    ["accuse", "deny", "reject", "sue", "sanction", "investigate", "criticise", "warn", "threaten", "demand"]
        .iter()
        .position(|a| *a == act)
        .unwrap_or(10)
}

fn claim(html: &mut Html, page: &Page, (row, article): &(StanceRow, usize)) {
    let party = |name: &str| if name.is_empty() { "(not said)".to_string() } else { name.to_string() };
    let act = row.act.replace('_', " ");
    html.raw("<p>").element("strong", &party(&row.actor)).raw(" ");
    html.raw(&format!("<span class=\"act {}\">", row.act)).text_of(&act).raw("</span>");
    if !row.target.is_empty() {
        html.raw(" → ").element("strong", &row.target);
    }
    html.raw("</p><blockquote dir=\"auto\">").text_of(&short(&row.sentence, page.caps.letters)).raw("</blockquote>");
    let from = &page.summary.corpus.articles[*article];
    let day = from.published.as_ref().map_or("undated".to_string(), |p| p.day().to_string());
    let mut meta = vec![from.outlet.to_string(), day, row.verification.to_string()];
    if !row.reported_by.is_empty() {
        meta.push(format!("reported by {}", row.reported_by));
    }
    if !row.hedge.is_empty() {
        meta.push(format!("hedged: {}", row.hedge));
    }
    if row.copies_n > 0 {
        meta.push(counted(row.copies_n, "copy", "copies"));
    }
    meta.retain(|part| !part.is_empty());
    html.raw("<p class=\"note\">").text_of(&meta.join(" · ")).raw(" ").element("code", &row.claim_id).raw("</p>");
}
