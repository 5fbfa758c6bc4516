//! APA DeFacto: printed pages and RTF in which `"Der Bote" vom 02.04.2013  Seite: 1` stands above each article, and the
//! name of its section below that.

use super::paragraphs::{paragraphs, text_of};
use super::record::Record;
use super::{date, tags};

/// What stands above an article.
struct Heading<'a> {
    outlet: &'a str,
    day: &'a str,
    page: &'a str,
    section: &'a str,
}

/// Whether a text is such an export.
pub(super) fn is_export(text: &str) -> bool {
    let has = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    has("Ressort:") && text.lines().take(400).any(|line| heading(line).is_some())
}

/// Whether a page is such an export.
pub(super) fn is_html(page: &str) -> bool {
    entries(page).next().is_some_and(|entry| {
        tags::strip(entry).lines().find(|line| !line.trim().is_empty()).is_some_and(|line| heading(line).is_some())
    })
}

/// The articles of a text.
pub(super) fn text(text: &str) -> Vec<Record<'static>> {
    let lines: Vec<&str> = text.lines().collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| heading(lines[*at]).is_some()).collect();
    let mut records = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let until = starts.get(at + 1).copied().unwrap_or(lines.len());
        let Some(heading) = heading(lines[*start]) else { continue };
        let mut rest = &lines[start + 1..until];
        let foot = rest.iter().position(|line| is_foot(line)).unwrap_or(rest.len());
        rest = &rest[..foot];
        let mut section = heading.section;
        if let Some(named) = rest.first().and_then(|line| line.trim().strip_prefix("Ressort:")) {
            section = named.trim();
            rest = &rest[1..];
        }
        // An indent begins a paragraph of the text; what stands before the first one is title and author.
        let mut apart = String::new();
        for line in rest {
            if line.starts_with("   ") {
                apart.push('\n');
            }
            apart.push_str(line);
            apart.push('\n');
        }
        let found = paragraphs(&apart, Some(70));
        let mut body: Vec<String> = found.into_iter().map(|p| p.text).collect();
        let title = if body.is_empty() { String::new() } else { body.remove(0) };
        let author = if body.len() > 1 && is_name(&body[0]) { body.remove(0) } else { String::new() };
        records.push(Record {
            number: (at as u32).saturating_add(1),
            bytes: lines[*start..until].iter().map(|line| line.len() as u64 + 1).sum(),
            title: title.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            author: author.into(),
            text: text_of(body.iter().map(String::as_str)).into(),
            section: place(section, heading.page).into(),
            outlet: heading.outlet.to_string().into(),
            dates: vec![(heading.day.to_string().into(), "field")],
            ..Record::default()
        });
    }
    records
}

/// The articles of a page.
pub(super) fn html(page: &str) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    for entry in entries(page) {
        let title = tags::first_heading(entry);
        let stripped = tags::strip(entry);
        let mut lines = stripped.split("\n\n").map(str::trim).filter(|line| !line.is_empty());
        let Some(heading) = lines.next().and_then(heading) else { continue };
        records.push(Record {
            number: (records.len() as u32).saturating_add(1),
            bytes: entry.len() as u64,
            text: text_of(lines.filter(|line| *line != title)).into(),
            title: title.into(),
            section: place(heading.section, heading.page).into(),
            outlet: heading.outlet.to_string().into(),
            dates: vec![(heading.day.to_string().into(), "field")],
            ..Record::default()
        });
    }
    records
}

/// The pieces of a page that hold an entry each.
fn entries(page: &str) -> impl Iterator<Item = &str> {
    page.split("class=\"eintrag\"").skip(1).map(|entry| entry.split_once('>').map_or("", |(_, rest)| rest))
}

/// `"Wiener Blatt" Nr. 065 vom 02.04.2013    Seite: 3`, perhaps with its section behind it.
fn heading(line: &str) -> Option<Heading<'_>> {
    let rest = line.trim().strip_prefix(['"', '„'])?;
    if rest.len() > 250 {
        return None;
    }
    let (outlet, rest) = rest.split_once(['"', '“'])?;
    let (issue, rest) = rest.split_once("vom ")?;
    let day = rest.split_whitespace().next()?;
    if issue.len() > 20 || date::parse(day, Some(true)).is_none_or(|found| found.day.is_none()) {
        return None;
    }
    let behind = |label: &str| rest.split_once(label).map_or("", |(_, value)| value);
    let page = behind("Seite:").split("Ressort:").next().unwrap_or_default().trim();
    Some(Heading { outlet, day, page, section: behind("Ressort:").trim() })
}

fn is_foot(line: &str) -> bool {
    let line = line.trim();
    ["Quelle:", "Dokumentnummer:", "Dauerhafte Adresse", "Alle Rechte vorbehalten"]
        .iter()
        .any(|opening| line.starts_with(opening))
}

/// A line of a few words with capitals.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() <= 5 && !line.ends_with('.') && words.iter().filter(|w| w.starts_with(char::is_uppercase)).count() >= 2
}

fn place(section: &str, page: &str) -> String {
    match (section, page) {
        ("", "") => String::new(),
        (section, "") => section.to_string(),
        ("", page) => format!("S. {page}"),
        (section, page) => format!("{section}; S. {page}"),
    }
}
