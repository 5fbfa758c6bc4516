//! Factiva: articles saved as HTML, XML, RTF or plain text. The heading has no labels but a fixed order around the
//! number of words, or, with indexing, two-letter codes of which no language changes any.

use super::labels::{self, language};
use super::paragraphs::text_of;
use super::record::Record;
use super::{date, tags, xml};

/// Whether a page was saved from Factiva: its articles and paragraphs are marked with their language.
pub(super) fn is_html(html: &str) -> bool {
    let marked = |opening: &str, closing: &str| {
        memchr::memmem::find_iter(html.as_bytes(), opening.as_bytes()).any(|at| {
            let rest = &html.as_bytes()[at + opening.len()..];
            rest.len() > 2 && rest[..2].iter().all(u8::is_ascii_lowercase) && rest[2..].starts_with(closing.as_bytes())
        })
    };
    let has = |word: &str| memchr::memmem::find(html.as_bytes(), word.as_bytes()).is_some();
    marked("article ", "Article")
        || marked("articleParagraph ", "articleParagraph")
        || (has("<title>Factiva") && has("class=\"article"))
}

/// Whether plain text, perhaps taken from RTF, is such an export: a number of words and, further down, the number of a
/// document; of a lone article that has lost it, the heading tells.
pub(super) fn is_text(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(at) = lines().take(400).position(is_counted) else { return false };
    let coded = |codes: &[&str]| lines().any(|line| code_of(line).is_some_and(|code| codes.contains(&code)));
    lines().any(|line| document_number(line).is_some())
        || is_heading(lines().skip(at + 1).take(9))
        || (coded(&["HD"]) && coded(&["PD"]) && coded(&["SN"]) && coded(&["LP", "TD"]))
}

/// Whether a line is a number of words.
fn is_counted(line: &str) -> bool {
    (line.starts_with(|c: char| c.is_ascii_digit()) && labels::words(line).is_some()) || code_of(line) == Some("WC")
}

/// Whether the text of an article holds the heading of another, so that the end of the first went unseen.
pub(super) fn holds_heading(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines().enumerate().any(|(at, line)| is_counted(line) && is_heading(lines().skip(at + 1).take(9)))
}

/// Whether what follows a number of words is the rest of a heading: a date, an outlet with its code, language or rights.
fn is_heading<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let is_code = |line: &str| {
        (3..=8).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let (mut dated, mut coded, mut closed) = (None, false, false);
    for (at, line) in lines.enumerate() {
        if dated.is_none() && at < 2 {
            dated = date::parse(line, None).filter(date::Dated::is_of_a_paper).map(|_| at);
        }
        coded |= is_code(line) && line.bytes().any(|byte| byte.is_ascii_uppercase());
        closed |= coded && (labels::copyright(line) || (line.len() <= 30 && !language(line).is_empty()));
    }
    dated.is_some() && closed
}

/// The articles of a page.
pub(super) fn html(page: &str) -> Vec<Record<'static>> {
    let document = dom_query::Document::from(page);
    let mut records = Vec::new();
    for found in document.select("div[class^=article]").iter() {
        // An article inside another is a part of it.
        if found.ancestors(None).iter().any(|node| node.is("div[class^=article]")) {
            continue;
        }
        let coded: Vec<(String, String)> = rows(&found);
        let record = if coded.len() >= 3 {
            coded_article(&coded)
        } else {
            let marked = found.select(".articleParagraph");
            let body: Vec<String> = marked.iter().flat_map(|p| blocks(&tags::strip(&p.html()))).collect();
            let mut all = blocks(&tags::strip(&found.html()));
            let title = found.select("#hd, .enHeadline, [class$=Headline]").iter().next();
            let title = title.map(|title| one_line(&tags::strip(&title.html()))).unwrap_or_default();
            if body.is_empty() {
                positional(all, &title)
            } else {
                let counted = all.iter().position(|block| labels::words(block).is_some());
                let heading = counted.or_else(|| day_of_heading(&all)).map_or(0, |at| at + 1);
                let first = all.iter().skip(heading).position(|block| *block == body[0]);
                if let Some(first) = first.map(|at| heading + at) {
                    let last = all.iter().rposition(|block| Some(block) == body.last()).unwrap_or(first).max(first);
                    all.drain(first..=last);
                }
                positional(all, &title)
                    .map(|record| Record { text: text_of(body.iter().map(String::as_str)).into(), ..record })
            }
        };
        // What could not be taken apart is a record without text, which is said.
        records.push(record.unwrap_or_default());
    }
    numbered(records)
}

/// The code and content of each row of an article with indexing.
fn rows(article: &dom_query::Selection) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for row in article.select("tr").iter() {
        let cells = row.select("td, th");
        let Some(first) = cells.iter().next() else { continue };
        let code = first.text().trim().to_string();
        if code_of(&code) == Some(code.as_str()) {
            let content: Vec<String> = cells.iter().skip(1).map(|cell| tags::strip(&cell.html())).collect();
            rows.push((code, content.join("\n")));
        }
    }
    rows
}

/// The articles of plain text, each of which ends with the number of its document, and what stands behind the last.
pub(super) fn text(text: &str) -> (Vec<Record<'static>>, String) {
    let mut records = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_page_foot(line)) {
        open.push(line.to_string());
        if document_number(line).is_some() || (code_of(line) == Some("AN") && line.len() > 4) {
            records.push(article(std::mem::take(&mut open)).unwrap_or_default());
        }
    }
    let mut behind = String::new();
    if open.iter().any(|line| labels::words(line).is_some() || code_of(line) == Some("WC")) {
        records.push(article(open).unwrap_or_default());
    } else {
        behind = open.join(" ");
    }
    (numbered(records), behind)
}

fn article(lines: Vec<String>) -> Option<Record<'static>> {
    let coded = lines.iter().filter(|line| code_of(line).is_some()).count();
    if coded < 4 {
        return positional(lines, "");
    }
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in &lines {
        match code_of(line) {
            Some(code) => rows.push((code.to_string(), line[code.len()..].trim().to_string())),
            None => rows.last_mut().into_iter().for_each(|row| {
                row.1.push_str("\n\n");
                row.1.push_str(line);
            }),
        }
    }
    coded_article(&rows)
}

fn numbered(mut records: Vec<Record<'static>>) -> Vec<Record<'static>> {
    for (at, record) in records.iter_mut().enumerate() {
        record.number = (at as u32).saturating_add(1);
    }
    records
}

/// `Page 3 of 12 © 2019 Factiva, Inc.`, as printed at the foot of a page.
fn is_page_foot(line: &str) -> bool {
    line.contains("Factiva")
        && line.len() < 120
        && (line.contains('©') || line.starts_with("Page") || line.starts_with("(c)"))
}

/// The field code a line begins with.
fn code_of(line: &str) -> Option<&'static str> {
    const CODES: [&str; 37] = [
        "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF",
        "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CLM", "ART", "DLN", "NGC", "GC", "DJSC", "PRF", "RST",
        "NEW", "CX", "LNP",
    ];
    CODES.into_iter().find(|code| {
        line.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\u{A0}']))
    })
}

/// The number in `Document SUDOS00020131120e9bj0001v`, whatever the word before it.
fn document_number(line: &str) -> Option<&str> {
    let number = line.split_whitespace().next_back()?;
    let is_number = (18..=40).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().take(3).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 10
        && number.bytes().any(|byte| byte.is_ascii_alphabetic());
    let before = line[..line.len() - number.len()].trim();
    (is_number && !before.is_empty() && before.chars().count() <= 14 && !before.contains(' ')).then_some(number)
}

fn coded_article(rows: &[(String, String)]) -> Option<Record<'static>> {
    let get = |code: &str| rows.iter().find(|row| row.0 == code).map(|row| row.1.as_str());
    let line = |code: &str| get(code).map(one_line).unwrap_or_default();
    let mut record = Record {
        id: line("AN").split_whitespace().next_back().unwrap_or_default().to_string().into(),
        title: line("HD").into(),
        author: line("BY").into(),
        outlet: line("SN").into(),
        section: line("SE").into(),
        language: language(&line("LA")).into(),
        words: labels::words(&line("WC")),
        ..Record::default()
    };
    let day = line("PD");
    if !day.is_empty() {
        let minute = format!("{day} {}", line("ET"));
        let date = if date::parse(&minute, None).is_some() { minute } else { day };
        record.dates.push((date.into(), "field"));
    }
    let body = [get("LP"), get("TD")].into_iter().flatten().flat_map(blocks).collect::<Vec<_>>();
    record.text = text_of(body.iter().map(String::as_str)).into();
    (!record.title.is_empty() || !record.text.is_empty()).then_some(record)
}

/// An article by the order of its parts: section, title, author, words, date, time, outlet, its code, edition, pages,
/// language, rights, text, publisher, document.
fn positional(blocks: Vec<String>, known_title: &str) -> Option<Record<'static>> {
    let mut record = Record::default();
    let counted = blocks.iter().take(12).position(|block| labels::words(block).is_some());
    record.words = counted.and_then(|at| labels::words(&blocks[at]));
    // Without its number of words the heading turns on its day.
    let counted = counted.map(|at| (at, at + 1)).or_else(|| day_of_heading(&blocks).map(|at| (at, at)));
    let (heading, from) = counted?;
    let mut before: Vec<String> = blocks[..heading].iter().map(|block| one_line(block)).collect();
    if let Some(at) = before.iter().position(|block| !known_title.is_empty() && block == known_title) {
        record.section = before[..at].join(" ").into();
        record.author = before[at + 1..].join("; ").into();
        record.title = known_title.to_string().into();
    } else {
        let by = before.len() >= 2 && is_author(before.last().map(String::as_str).unwrap_or_default());
        if by {
            record.author = before.pop().unwrap_or_default().into();
        }
        if before.len() >= 2 && before[0].chars().count() <= 40 && !before[0].contains([':', '.', '?', '!']) {
            record.section = before.remove(0).into();
        }
        record.title = before.join(" ").into();
    }
    let mut rest = blocks[from..].iter().map(String::as_str).peekable();
    let mut day = String::new();
    // The heading ends with the language or the rights; a paragraph of running text ends it too.
    let (mut place, mut taken) = (0, 0);
    while let Some(block) = rest.peek().copied() {
        taken += 1;
        if labels::copyright(block) {
            rest.next();
            break;
        }
        if taken > 12 || block.chars().count() > 120 {
            break;
        }
        rest.next();
        let line = one_line(block);
        if day.is_empty() && date::parse(&line, None).is_some_and(|found| found.is_of_a_paper()) {
            day = line;
        } else if is_time(&line) && place == 0 {
            day = format!("{day} {line}");
        } else if place == 0 {
            record.outlet = line.into();
            place = 1;
        } else if !language(&line).is_empty() && line.split_whitespace().count() <= 3 {
            record.language = language(&line).into();
        }
    }
    if !day.is_empty() {
        record.dates.push((day.into(), "field"));
    }
    let mut body: Vec<&str> = rest.collect();
    if let Some(number) = body.last().and_then(|block| document_number(block)) {
        record.id = number.to_string().into();
        body.pop();
        // The publisher stands between text and document.
        let publisher = body.last().is_some_and(|block| {
            block.chars().count() <= 80 && !block.trim_end().ends_with(['.', '!', '?', '"', '”', '»'])
        });
        if publisher && body.len() > 1 {
            body.pop();
        }
    }
    record.text = text_of(body).into();
    (!record.title.is_empty() || !record.text.is_empty()).then_some(record)
}

/// Where the day of a heading stands, behind its first line.
fn day_of_heading(blocks: &[String]) -> Option<usize> {
    let is_day = |block: &String| date::parse(&one_line(block), None).is_some_and(|found| found.is_of_a_paper());
    Some(blocks.iter().take(12).skip(1).position(is_day)? + 1)
}

fn is_author(line: &str) -> bool {
    const OPENINGS: [&str; 12] =
        ["by ", "von ", "par ", "door ", "por ", "di ", "av ", "af ", "de ", "przez ", "por: ", "от "];
    let lower = line.to_lowercase();
    let words = line.split_whitespace().count();
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
        || (words <= 4 && line.split_whitespace().all(|word| word.starts_with(char::is_uppercase)))
}

/// `17:04`, `05:30 PM`.
fn is_time(line: &str) -> bool {
    line.len() <= 12
        && line.split_once(':').is_some_and(|(hour, rest)| {
            hour.len() <= 2
                && hour.bytes().all(|byte| byte.is_ascii_digit())
                && rest.bytes().take(2).filter(u8::is_ascii_digit).count() == 2
        })
}

/// The articles of a saved XML response.
pub(super) fn xml(tree: &xml::Tree) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    for article in
        tree.root.all("article").filter(|a| a.child("headline").is_some() || a.child("accessionNo").is_some())
    {
        let text = |name: &str| article.child(name).map(xml::Element::text).unwrap_or_default();
        let mut record = Record {
            id: text("accessionNo").into(),
            title: text("headline").into(),
            author: [text("byline"), text("author")].into_iter().find(|a| !a.is_empty()).unwrap_or_default().into(),
            outlet: text("sourceName").into(),
            section: [text("sectionName"), text("columnName")]
                .into_iter()
                .find(|s| !s.is_empty())
                .unwrap_or_default()
                .into(),
            language: text("baseLanguage").to_lowercase().into(),
            words: text("wordCount").parse().ok(),
            ..Record::default()
        };
        for name in ["publicationDate", "publicationTime", "modificationDate"] {
            let date = text(name);
            if !date.is_empty() {
                record.dates.push((date.into(), if name == "modificationDate" { "load-date" } else { "field" }));
                break;
            }
        }
        let mut body = Vec::new();
        for name in ["leadParagraph", "tailParagraphs"] {
            for part in article.elements().filter(|element| element.name == name) {
                body.extend(if part.child("paragraph").is_some() { part.paragraphs() } else { plain_paragraphs(part) });
            }
        }
        record.text = text_of(body.iter().map(String::as_str)).into();
        records.push(record);
    }
    numbered(records)
}

/// Text without elements for its paragraphs: an indented line begins one.
fn plain_paragraphs(part: &xml::Element) -> Vec<String> {
    let mut raw = String::new();
    part.raw(&mut raw);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut fresh = true;
    for line in raw.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            fresh = true;
            continue;
        }
        match paragraphs.last_mut().filter(|_| !fresh && !line.starts_with("  ")) {
            Some(last) => {
                last.push(' ');
                last.push_str(bare);
            }
            None => paragraphs.push(bare.to_string()),
        }
        fresh = false;
    }
    paragraphs
}

/// Runs of lines parted by blank ones.
fn blocks(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()).map(String::from).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
