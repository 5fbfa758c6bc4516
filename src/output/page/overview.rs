//! The top of the page: what was read and what was dropped; the companies side by side; the problems; the foot.

use crate::output::chart;
use crate::output::page::html::{Html, count, counted, interval, share, tone};
use crate::output::page::{Drawing, Page, place};
use std::collections::BTreeMap;
use std::io;

/// Title, totals, and what to know first.
pub fn head(html: &mut Html, page: &Page) {
    let n = |name: &str| page.gathered.count(name);
    html.raw("<header>\n<h1>Coverage by company</h1>\n<p class=\"lede\">");
    let companies = &page.gathered.companies;
    let first = companies.iter().filter_map(|c| c.first_date).min();
    let last = companies.iter().filter_map(|c| c.last_date).max();
    let outside = n("articles_read") - n("articles");
    html.text_of(&format!(
        "{} {} {} and {} of them. Each story counts once, however often it was copied.",
        counted(n("articles"), "article", "articles"),
        if n("articles") == 1 { "carries" } else { "carry" },
        counted(n("stories"), "story", "stories"),
        counted(n("reposts"), "copy", "copies"),
    ));
    if let (Some(first), Some(last)) = (first, last) {
        html.text_of(&format!(" The companies are named from {first} to {last}."));
    }
    html.raw("</p>\n<dl class=\"figures\">\n");
    let mut figure = |name: &str, shown: u64, note: &str, to: &str| {
        html.raw("<div>").element("dt", name).raw("<dd>");
        match to {
            "" => html.text_of(&count(shown)),
            to => html.raw("<a href=\"#").raw(to).raw("\">").text_of(&count(shown)).raw("</a>"),
        };
        html.raw("</dd>").element("dd class=\"note\"", note).raw("</div>\n");
    };
    figure("read", n("articles_read"), "articles", "");
    let undated = format!("{} without a date", count(n("undated")));
    figure("counted", n("articles"), if n("undated") > 0 { &undated } else { "articles" }, "");
    figure("stories", n("stories"), "each once", "overview");
    figure("copies", n("reposts"), "of a story", "overview");
    let outside = format!("errors; {} outside the dates asked for", count(outside));
    figure("dropped", n("problems"), if n("articles_read") > n("articles") { &outside } else { "errors" }, "problems");
    figure("claims", n("claims"), "who, act, whom", "overview");
    let validated = page.gathered.validated.as_deref().unwrap_or("Tone is not validated on this corpus.");
    html.raw("</dl>\n<p class=\"warning\" role=\"note\">").element("strong", validated).raw(" ");
    html.raw("It is an estimate from −1 to +1, made by ").text_of(&page.gathered.how);
    html.raw(". Read the sentences behind a number before you use it: every number that is a link opens them.</p>\n");
    html.raw("<nav aria-label=\"Companies\"><ul>\n");
    for at in &page.shown {
        html.raw(&format!("<li><a href=\"#c{at}\">")).text_of(&companies[*at].company).raw("</a></li>\n");
    }
    html.raw("<li><a href=\"#evidence\">Sentences</a></li>\n<li><a href=\"#problems\">Not used</a></li>\n</ul></nav>\n</header>\n");
}

/// The companies side by side.
pub fn companies(html: &mut Html, page: &Page, drawings: &mut Vec<Drawing>) -> io::Result<()> {
    let companies = &page.gathered.companies;
    html.raw("<section id=\"overview\" aria-labelledby=\"overview-h\">\n<h2 id=\"overview-h\">The companies</h2>\n");
    if page.shown.is_empty() {
        html.raw("<p>No company of the tables is named in these articles.</p>\n</section>\n");
        return Ok(());
    }
    html.raw("<div class=\"charts\">\n");
    let top: Vec<_> = page.shown.iter().take(10).map(|at| &companies[*at]).collect();
    let svg = chart::voice(&top)?;
    let caption =
        "Share of voice: of the stories that name any company here, those that name each. A story can name two.";
    page.draw(html, drawings, "share-of-voice".to_string(), svg, caption);
    if let Some(rows) = page.shown.first().map(|at| page.dated(*at)).filter(|rows| !rows.is_empty()) {
        let svg = chart::volume("All articles", rows, page.gathered.period, |row| {
            (row.corpus_articles_n, row.corpus_stories_n)
        })?;
        page.draw(
            html,
            drawings,
            "all-articles".to_string(),
            svg,
            "All articles that were read, of these companies or not",
        );
    }
    html.raw("</div>\n");
    let headers =
        ["Company", "Stories", "Tone", "95 % interval", "Copies", "Outlets", "Share of voice", "Accused", "Denied"];
    html.table("Each company over the whole corpus", &headers);
    let ranked = page.gathered.by_rank();
    for at in ranked.iter().take(page.caps.rows) {
        let row = &companies[*at];
        let own = page.shown.contains(at);
        html.raw("<tr><th scope=\"row\">");
        if own {
            html.raw(&format!("<a href=\"#c{at}\">")).text_of(&row.company).raw("</a>");
        } else {
            html.text_of(&row.company);
        }
        html.raw("</th>");
        let (to, ledger) = (place(*at, None), format!("c{at}-ledger"));
        let (to, ledger) = (own.then_some(to.as_str()), own.then_some(ledger.as_str()));
        html.number(&count(row.stories_n), to);
        html.number(&tone(row.tone_mean), to).number(&interval(row.tone_lo, row.tone_hi), to);
        html.number(&count(row.reposts_n), to).number(&count(row.outlets_n), to);
        html.number(&share(row.share_of_voice), to);
        html.number(&count(row.accused_n), ledger).number(&count(row.denied_n), ledger).raw("</tr>\n");
    }
    html.end_table();
    if page.shown.len() < companies.len() {
        let text = format!(
            "{} of {} companies have a section on this page, the most covered; companies.csv and coverage.csv have all.",
            count(page.shown.len() as u64),
            count(companies.len() as u64)
        );
        html.element("p class=\"note\"", &text).raw("\n");
    }
    html.raw("</section>\n");
    Ok(())
}

/// What could not be used.
pub fn problems(html: &mut Html, page: &Page) {
    html.raw("<section id=\"problems\" aria-labelledby=\"problems-h\">\n<h2 id=\"problems-h\">Not used</h2>\n");
    let mut kinds: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for problem in &page.gathered.problems {
        *kinds.entry((problem.severity, &problem.problem)).or_default() += 1;
    }
    if kinds.is_empty() {
        html.raw("<p>Everything that was found could be used.</p>\n</section>\n");
        return;
    }
    html.raw("<p>An error left data out; a notice is something to know. problems.csv has every one.</p>\n");
    let kinds: Vec<String> =
        kinds.iter().map(|((severity, kind), n)| format!("{severity} {kind}: {}", count(*n))).collect();
    html.element("p", &kinds.join(" · ")).raw("\n");
    html.table("The first problems", &["File", "Record", "What", "Detail"]);
    let mut first: Vec<_> = page.gathered.problems.iter().collect();
    // Errors before notices, else as in the table.
    first.sort_by_key(|problem| problem.severity != "error");
    for problem in first.iter().take(page.caps.entries) {
        html.raw("<tr>").element("th scope=\"row\" class=\"path\"", &problem.path);
        html.element("td", &problem.record.map_or(String::new(), |n| n.to_string()));
        html.element("td class=\"words\"", &format!("{} ({})", problem.problem, problem.severity));
        html.element("td class=\"words\"", &problem.detail).raw("</tr>\n");
    }
    html.end_table().raw("</section>\n");
}

/// How to read the page.
pub fn foot(html: &mut Html) {
    html.raw("<footer>\n").raw(include_str!("foot.html"));
    html.raw("<p>Made by pressmark ").text_of(env!("CARGO_PKG_VERSION"));
    html.raw("; run.json beside this page holds the settings and the hashes of every list, input and output. <a href=\"#top\">To the top</a></p>\n</footer>\n");
}
