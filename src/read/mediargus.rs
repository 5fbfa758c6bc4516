//! Mediargus, GoPress and press clippings: a list of what follows, then each article under its date and page; or articles
//! parted by rules, each under the name of its source and when it was found.

use super::paragraphs::{Paragraph, paragraphs, text_of};
use super::record::Record;
use super::{date, labels};

/// An entry of the list: `De Krant, woensdag 30 november 2011, p. 23, 853w.`
struct Entry {
    title: String,
    outlet: String,
    day: String,
    page: String,
    words: Option<u32>,
    excerpt: String,
}

/// Whether a text begins as such a list does.
pub(super) fn is_mediargus(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty()).take(4);
    let first = lines.next().is_some_and(|line| numbered(line).is_some_and(|(number, _)| number == 1));
    first && lines.any(|line| reference(line).is_some())
}

/// The articles.
pub(super) fn articles(text: &str) -> Vec<Record<'static>> {
    let paragraphs = paragraphs(text, None);
    let mut list: Vec<Entry> = Vec::new();
    let mut at = 0;
    let mut starts: Vec<usize> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(index + 1).map(|p| p.text.as_str()).unwrap_or_default();
        let entry = numbered(&paragraph.lines[0]).filter(|(number, _)| *number as usize == list.len() + 1);
        if let (Some((_, title)), Some(found)) = (entry, reference(next)) {
            list.push(Entry { title: title.to_string(), ..found });
            at = index + 2;
        } else if starts.is_empty() && head_line(&paragraph.lines[0]).is_none() && index >= at {
            if let Some(last) = list.last_mut() {
                last.excerpt = text_of([last.excerpt.as_str(), &paragraph.text]);
            }
        } else if head_line(&paragraph.lines[0]).is_some() && paragraph.lines.len() <= 4 {
            starts.push(index);
        }
    }
    if starts.is_empty() {
        return from_list(&paragraphs, &list);
    }
    starts.retain(|start| *start >= at);
    let mut records = Vec::new();
    for (order, start) in starts.iter().enumerate() {
        let until = starts.get(order + 1).copied().unwrap_or(paragraphs.len());
        let Some((day, page)) = head_line(&paragraphs[*start].lines[0]) else { continue };
        let mut rest: Vec<&Paragraph> = paragraphs[start + 1..until].iter().collect();
        let rights = rest.iter().rposition(|p| labels::copyright(&p.text));
        let owner = rights.map(|at| rest[at].text.clone()).unwrap_or_default();
        rest.truncate(rights.unwrap_or(rest.len()));
        let mut record = Record { number: (order as u32).saturating_add(1), ..Record::default() };
        let below: Vec<&str> = paragraphs[*start].lines.iter().skip(1).map(String::as_str).collect();
        let entry = list.get(order).filter(|_| starts.len() == list.len()).or_else(|| {
            list.iter().find(|entry| rest.iter().take(4).any(|p| p.text == entry.title) || same_day(&entry.day, day))
        });
        if let Some(entry) = entry {
            record.outlet = entry.outlet.clone().into();
            record.words = entry.words;
        } else {
            record.outlet = owner.trim_start_matches(['©', ' ']).to_string().into();
        }
        // Below the date stand the author and the title, or the title alone comes as a paragraph, perhaps behind a
        // heading of the page; the title may come twice.
        let listed = entry.map(|entry| entry.title.as_str()).unwrap_or_default();
        let (title, author) = match below[..] {
            [] => ("", ""),
            [one] if one == listed => (one, ""),
            [one] => ("", one),
            [author, .., title] => (title, author),
        };
        record.author = author.to_string().into();
        let at = rest.iter().take(4).position(|p| p.text == listed || p.text == title);
        let kicker = at.filter(|_| title.is_empty()).unwrap_or(0);
        let heading: Vec<&str> = rest.drain(..kicker).map(|p| p.text.as_str()).collect();
        record.section = [&heading[..], &[page]].concat().join(", ").into();
        record.title = match (title, at) {
            ("", _) if !rest.is_empty() => rest.remove(0).text.clone().into(),
            (title, Some(at)) => {
                rest.remove(at);
                title.to_string().into()
            }
            (title, None) => title.to_string().into(),
        };
        // The day stands first, as in all of Europe.
        let day = date::parse(day, Some(true)).map(|found| found.published("").at);
        record.dates.push((day.unwrap_or_default().into(), "field"));
        record.text = text_of(rest.iter().map(|p| p.text.as_str())).into();
        if record.text.is_empty() {
            record.text = entry.map(|entry| entry.excerpt.clone()).unwrap_or_default().into();
        }
        records.push(record);
    }
    records
}

/// Where a file holds the list alone, its articles are the excerpts of the list.
fn from_list(paragraphs: &[Paragraph], list: &[Entry]) -> Vec<Record<'static>> {
    let mut records: Vec<(Record<'static>, Vec<&str>)> = Vec::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let entry = list.get(records.len()).filter(|entry| {
            numbered(&paragraphs[at].lines[0])
                .is_some_and(|(number, title)| number as usize == records.len() + 1 && title == entry.title)
        });
        match entry {
            Some(entry) => {
                let record = Record {
                    number: (records.len() as u32).saturating_add(1),
                    title: entry.title.clone().into(),
                    outlet: entry.outlet.clone().into(),
                    section: entry.page.clone().into(),
                    words: entry.words,
                    dates: vec![(entry.day.clone().into(), "field")],
                    ..Record::default()
                };
                records.push((record, Vec::new()));
                at += 2;
            }
            None => {
                records.last_mut().into_iter().for_each(|last| last.1.push(&paragraphs[at].text));
                at += 1;
            }
        }
    }
    records.into_iter().map(|(record, text)| Record { text: text_of(text).into(), ..record }).collect()
}

fn numbered(line: &str) -> Option<(u32, &str)> {
    let (number, title) = line.trim_start_matches(['\u{FEFF}', '?', '\u{FFFD}']).split_once(". ")?;
    Some((number.parse().ok()?, title.trim()))
}

fn reference(line: &str) -> Option<Entry> {
    if line.len() > 200 {
        return None;
    }
    let parts: Vec<&str> = line.trim().trim_end_matches('.').split(',').map(str::trim).collect();
    let day = parts.iter().position(|part| date::parse(part, None).is_some_and(|found| found.day.is_some()))?;
    if day == 0 {
        return None;
    }
    let page = parts[day + 1..].iter().find(|part| part.starts_with("p.") || part.starts_with("blz"));
    let words = parts[day + 1..].iter().find_map(|part| part.strip_suffix('w').or(part.strip_suffix(" woorden")));
    Some(Entry {
        title: String::new(),
        outlet: parts[..day].join(", "),
        day: parts[day].to_string(),
        page: page.map(|page| page.to_string()).unwrap_or_default(),
        words: words.and_then(|words| words.trim().parse().ok()),
        excerpt: String::new(),
    })
}

/// `30-11-2011, p.23`, which stands above an article.
fn head_line(line: &str) -> Option<(&str, &str)> {
    let (day, page) = line.trim().split_once(',').unwrap_or((line.trim(), ""));
    let numeric = day.len() <= 10 && day.bytes().filter(|byte| matches!(byte, b'-' | b'/')).count() == 2;
    (numeric && line.len() <= 40 && date::parse(day, Some(true)).is_some()).then(|| (day, page.trim()))
}

fn same_day(a: &str, b: &str) -> bool {
    let day = |text: &str| date::parse(text, Some(true)).map(|found| found.published("").at);
    day(a).is_some() && day(a) == day(b)
}

/// Whether a text holds clippings: rules of underscores between articles that name where they were found.
pub(super) fn is_clippings(text: &str) -> bool {
    text.lines().take(50).any(|line| found_line(line).is_some()) && text.lines().any(is_rule)
}

/// The articles of a text of clippings.
pub(super) fn clippings(text: &str) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    let mut number = 0u32;
    let lines: Vec<&str> = text.lines().collect();
    for part in lines.split(|line| is_rule(line)) {
        let mut lines = part.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let Some((outlet, day)) = lines.find_map(found_line) else { continue };
        number = number.saturating_add(1);
        let title = lines.next().unwrap_or_default().to_string();
        records.push(Record {
            number,
            bytes: part.iter().map(|line| line.len() as u64 + 1).sum(),
            outlet: outlet.to_string().into(),
            title: title.into(),
            dates: vec![(day.to_string().into(), "field")],
            text: text_of(lines).into(),
            ..Record::default()
        });
    }
    records
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 20 && line.bytes().all(|byte| matches!(byte, b'_' | b'-' | b'=' | b'*'))
}

/// `"Kurier" gefunden am 28.12.2017 10:36 Uhr`: outlet and date.
fn found_line(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let rest = line.strip_prefix(['"', '“', '„', '»'])?;
    let end = rest.find(['"', '”', '“', '«'])?;
    let (outlet, behind) = (&rest[..end], &rest[end..]);
    let at = behind.find(|c: char| c.is_ascii_digit())?;
    let day = behind[at..].trim();
    (line.len() <= 160 && date::parse(day, Some(true)).is_some()).then_some((outlet, day))
}
