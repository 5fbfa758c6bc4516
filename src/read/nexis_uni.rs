//! Nexis Uni and Lexis+ documents: a cover, then articles of title, outlet, date, labels, `Body`, text, classification
//! and `End of Document`, as paragraphs of a DOCX, RTF or text file.

use super::date;
use super::labels::{self, Role};
use super::paragraphs::text_of;
use super::record::Record;

/// Whether the paragraphs are such an export.
pub(super) fn is_export<'a>(paragraphs: impl Iterator<Item = &'a str>) -> bool {
    let (mut ends, mut labelled) = (false, 0);
    for paragraph in paragraphs.take(20_000) {
        let paragraph = paragraph.trim();
        ends |= is_end(paragraph);
        labelled += usize::from(
            labels::role(paragraph) == Some(Role::Body)
                || matches!(labels::labelled(paragraph), Some((Role::Length | Role::LoadDate, _))),
        );
        if ends && labelled > 0 {
            return true;
        }
    }
    false
}

/// `End of Document`, as the last paragraph of an article.
fn is_end(paragraph: &str) -> bool {
    const ENDS: [&str; 9] = [
        "end of document",
        "ende des dokuments",
        "dokumentende",
        "fin du document",
        "einde van document",
        "einde van het document",
        "fin del documento",
        "fine del documento",
        "fim do documento",
    ];
    paragraph.len() <= 30 && ENDS.contains(&paragraph.to_lowercase().as_str())
}

/// The articles, and the numbers of those that hold nothing.
pub(super) fn articles(paragraphs: &[String]) -> (Vec<Record<'static>>, Vec<u32>) {
    let lines: Vec<&str> = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.split('\n'))
        .map(|line| line.trim_matches(|c: char| c.is_whitespace() && c != '\u{A0}').trim())
        .filter(|line| !line.is_empty() && !is_page_number(line))
        .collect();
    let (mut records, mut empty) = (Vec::new(), Vec::new());
    for (at, part) in lines.split(|line| is_end(line)).enumerate() {
        if part.is_empty() {
            continue;
        }
        let number = (at as u32).saturating_add(1);
        match article(part) {
            Some(record) => records.push(Record { number, ..record }),
            // What stands behind the last end is a cover or a rest.
            None if at > 0 && lines.iter().filter(|line| is_end(line)).count() == at => {}
            None => empty.push(number),
        }
    }
    (records, empty)
}

fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words[..], ["Page" | "Seite" | "Pagina" | "Página", first, "of" | "von" | "sur" | "de" | "van", last]
        if first.bytes().all(|b| b.is_ascii_digit()) && last.bytes().all(|b| b.is_ascii_digit()))
}

fn article(lines: &[&str]) -> Option<Record<'static>> {
    // The text begins behind `Body`; without it, behind the last label of the heading.
    let day = lines.iter().position(|line| is_day(line));
    let from = day.unwrap_or(0);
    let body_at = lines[from..].iter().position(|line| labels::role(line) == Some(Role::Body)).map(|at| from + at);
    // A cover may print dates too: the one that counts stands last before the labels of the heading.
    let heading_end = body_at.unwrap_or_else(|| {
        let last = lines.iter().take(from + 12).rposition(|line| heading_label(line).is_some());
        last.map_or((from + 1).min(lines.len()), |at| at + 1)
    });
    let day = lines[..heading_end].iter().rposition(|line| is_day(line));
    let mut record = Record::default();
    let labels_from = day.map_or(0, |at| at + 1);
    match day {
        Some(at) => {
            record.dates.push((lines[at].to_string().into(), "field"));
            let outlet = at.checked_sub(1);
            record.outlet = outlet.map(|at| lines[at]).unwrap_or_default().to_string().into();
            // Without a cover before it, all that stands above the outlet is the title.
            let above = &lines[..outlet.unwrap_or(0)];
            let title = match above {
                [.., last] if above.len() > 4 => last.to_string(),
                _ => above.join(" "),
            };
            record.title = headline(&title).to_string().into();
        }
        None => {
            // Without a day the outlet stands above the rights, and the title above it.
            let heading = &lines[..heading_end];
            match heading.iter().rposition(|line| labels::copyright(line)).filter(|at| *at >= 2) {
                Some(at) => {
                    record.outlet = heading[at - 1].to_string().into();
                    // Above them a cover may stand.
                    let title = if at > 5 { heading[at - 2].to_string() } else { heading[..at - 1].join(" ") };
                    record.title = headline(&title).to_string().into();
                }
                None => record.title = lines.first().map(|line| headline(line)).unwrap_or_default().to_string().into(),
            }
        }
    }
    for line in &lines[labels_from.min(heading_end)..heading_end] {
        if let Some((role, rest)) = heading_label(line) {
            put(&mut record, role, rest);
        }
    }
    let text_from = if body_at.is_some() { heading_end + 1 } else { heading_end.max(labels_from) };
    let rest = lines.get(text_from..).unwrap_or_default();
    let tail = tail(rest);
    let mut body: Vec<&str> = rest[..tail].to_vec();
    let (mut loaded, mut caption, mut open) = (String::new(), String::new(), None);
    for line in &rest[tail..] {
        match labels::labelled(line).or_else(|| Some((labels::role(line)?, ""))) {
            Some((Role::LoadDate, rest)) => loaded = rest.to_string(),
            Some((Role::Caption, "")) => open = Some(()),
            Some((Role::Caption, rest)) => caption = rest.to_string(),
            Some((role, rest)) => {
                open = None;
                if role == Role::Language || role == Role::Url {
                    put(&mut record, role, rest);
                }
            }
            None if open.is_some() && caption.is_empty() => caption = line.to_string(),
            None => {}
        }
    }
    if record.dates.is_empty() && !loaded.is_empty() {
        record.dates.push((loaded.into(), "load-date"));
    }
    if body.is_empty() && !caption.is_empty() {
        body.push(&caption);
    }
    record.text = labels::behind_buttons(&text_of(body)).to_string().into();
    // A cover has neither a date nor a body.
    let is_article = !record.text.is_empty() && (day.is_some() || body_at.is_some() || record.words.is_some());
    is_article.then_some(record)
}

fn put(record: &mut Record<'static>, role: Role, rest: &str) {
    let value = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    match role {
        Role::Author => record.author = value.into(),
        Role::Section => record.section = value.into(),
        Role::Length => record.words = labels::words(&value),
        Role::Language => record.language = labels::language(&value).into(),
        Role::Url => record.url = value.into(),
        _ => {}
    }
}

/// Where the classification behind the text begins: at its heading, else at the labels that run to the end.
fn tail(lines: &[&str]) -> usize {
    let heading = lines.iter().rposition(|line| {
        matches!(
            line.to_lowercase().as_str(),
            "classification"
                | "klassifizierung"
                | "classificatie"
                | "clasificación"
                | "classificazione"
                | "classificação"
        )
    });
    let mut tail = heading.unwrap_or(lines.len());
    while let Some(last) = tail.checked_sub(1).map(|at| lines[at]) {
        let is_label = matches!(labels::labelled(last), Some((role, _)) if !matches!(role, Role::Body | Role::Title | Role::Author | Role::Place))
            || labels::copyright(last);
        if is_label {
            tail -= 1;
            continue;
        }
        // `Graphic`, `Notes` and their like as headings, with their words below them.
        let heading = (tail.saturating_sub(4)..tail).rev().find(|at| {
            matches!(labels::role(lines[*at]), Some(Role::Caption | Role::Tail | Role::LoadDate))
                && !lines[*at].ends_with('.')
        });
        match heading {
            Some(at) => tail = at,
            None => break,
        }
    }
    tail
}

/// A label of the heading, such as `Section: NEWS; Pg. 3`.
fn heading_label(line: &str) -> Option<(Role, &str)> {
    labels::labelled(line).filter(|(role, _)| !matches!(role, Role::Body | Role::Title))
}

/// A title up to the line below the headline, which follows a semicolon without a space.
fn headline(title: &str) -> &str {
    let cut = title.match_indices(';').find(|(at, _)| title[at + 1..].starts_with(|c: char| !c.is_whitespace()));
    cut.map_or(title, |(at, _)| &title[..at]).trim().trim_end_matches(';').trim()
}

fn is_day(line: &str) -> bool {
    line.len() <= 80 && !line.contains(": ") && date::parse(line, None).is_some_and(|found| found.is_of_a_paper())
}
