//! The stories of a company that were copied: who carried them, when, and how much of them.

use crate::article::DatePrecision;
use crate::output::articles;
use crate::output::chart;
use crate::output::page::html::{Html, count, counted, share, short};
use crate::output::page::{Drawing, Page};
use crate::output::rows::StoryRow;
use std::io;

/// Cascades that are drawn for a company.
const DRAWN: usize = 4;
/// Articles in one drawing.
const MOST: usize = 14;

/// Writes them, the most copied first.
pub fn stories(html: &mut Html, page: &Page, at: usize, file: &str, drawings: &mut Vec<Drawing>) -> io::Result<()> {
    let id = &page.gathered.companies[at].company_id;
    let mut stories: Vec<&StoryRow> =
        page.gathered.stories.iter().filter(|story| story.companies.split('|').any(|company| company == id)).collect();
    if stories.is_empty() {
        return Ok(());
    }
    stories.sort_by_key(|story| (std::cmp::Reverse(story.articles_n), &story.story_id));
    html.raw("<h3>Who copied whom</h3>\n");
    for (n, story) in stories.iter().take(DRAWN.min(page.caps.entries)).enumerate() {
        let members = page.gathered.members_of(&story.story_id);
        let drawing = draw(page, members, &story.title)?;
        html.element("h4", &short(&story.title, page.caps.letters)).raw("\n");
        html.element(
            "p class=\"note\"",
            &format!(
                "{} in {}; began with {} (by {}, confidence {}).",
                counted(story.articles_n, "article", "articles"),
                counted(story.outlets_n, "outlet", "outlets"),
                if story.original_outlet.is_empty() { "an unknown outlet" } else { &story.original_outlet },
                story.origin_signal,
                share(story.origin_confidence),
            ),
        );
        page.draw(html, drawings, format!("{file}-cascade-{}", n + 1), drawing, "Time after the first article");
        list(html, page, members)?;
    }
    if stories.len() > DRAWN {
        let text = format!("The {DRAWN} most copied of {} stories; stories.csv has all.", count(stories.len() as u64));
        html.element("p class=\"note\"", &text).raw("\n");
    }
    Ok(())
}

fn draw(page: &Page, members: &[usize], title: &str) -> io::Result<String> {
    let corpus = &page.summary.corpus;
    let seconds = |i: &usize| corpus.articles[*i].published.as_ref().map(|p| p.seconds);
    let first = members.iter().filter_map(seconds).min();
    let copy = |i: &usize| chart::Copy {
        outlet: match &*corpus.articles[*i].outlet {
            "" => corpus.ids[*i].clone(),
            outlet => outlet.to_string(),
        },
        original: corpus.placed[*i].original == *i,
        days: corpus.articles[*i]
            .published
            .as_ref()
            .filter(|p| p.precision != DatePrecision::Time)
            .and(seconds(i).zip(first).map(|(at, first)| at.div_euclid(86_400) - first.div_euclid(86_400))),
        hours: seconds(i).zip(first).map(|(at, first)| (at - first) as f64 / 3600.0),
    };
    let mut copies: Vec<chart::Copy> = members.iter().take(MOST).map(copy).collect();
    if !copies.iter().any(|copy| copy.original)
        && let Some(original) = members.iter().find(|i| corpus.placed[**i].original == **i)
    {
        copies.pop();
        copies.push(copy(original));
    }
    chart::cascade(title, &copies)
}

fn list(html: &mut Html, page: &Page, members: &[usize]) -> io::Result<()> {
    html.raw("<ol class=\"cascade\">\n");
    for index in members.iter().take(page.caps.entries) {
        let row = articles::article(page.summary, *index)?;
        html.raw("<li>").element("strong", if row.outlet.is_empty() { "(unknown)" } else { &row.outlet });
        html.text_of(&format!(", {}", row.role));
        html.text_of(&if row.published_at.is_empty() { ", undated".into() } else { format!(", {}", row.published_at) });
        if let Some(containment) = row.containment {
            html.text_of(&format!(", {} of the shorter text shared", share(Some(containment))));
        }
        html.raw(" ").element("code", &row.article_id).raw("</li>\n");
    }
    html.raw("</ol>\n");
    if members.len() > page.caps.entries {
        let text = format!("The first {} of {} articles.", page.caps.entries, count(members.len() as u64));
        html.element("p class=\"note\"", &text).raw("\n");
    }
    Ok(())
}
