//! ProQuest: text of labelled lines between rules of underscores, and XML of the same fields.

use super::labels::{self, Role};
use super::paragraphs::{paragraphs, text_of, width};
use super::record::Record;
use super::tags;
use super::xml::{self, Element};

/// Whether a text is such an export: a rule, and labels of ProQuest's own.
pub(super) fn is_text(text: &str) -> bool {
    let has = |label: &str| memchr::memmem::find(text.as_bytes(), label.as_bytes()).is_some();
    let own = [
        "ProQuest document ID",
        "ProQuest-Dokument-ID",
        "ID du document ProQuest",
        "ID del documento de ProQuest",
        "proquest.com",
    ];
    own.iter().any(|label| has(label)) && text.lines().any(is_rule)
        || (text.lines().any(is_rule) && has("Full text:") && has("Publication title:"))
}

/// Whether a page, or a part of one, is such an export.
pub(super) fn is_html(page: &str) -> bool {
    let has = |label: &str| memchr::memmem::find(page.as_bytes(), label.as_bytes()).is_some();
    has(ANCHOR) && ["ProQuest", "proquest.com"].iter().any(|own| has(own))
}

/// Stands before each article of a page.
const ANCHOR: &str = "name=\"DocID_";

/// The articles of a page.
pub(super) fn html(page: &str) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    for part in page.split(ANCHOR).skip(1) {
        let part = part.split_once('>').map_or("", |(_, rest)| rest);
        // An element cut in two by the anchor of the next article has no end.
        let end = part.rfind('<').filter(|at| !part[*at..].contains('>')).unwrap_or(part.len());
        records.extend(article(&tags::strip(&part[..end]), None).map(|record| Record {
            number: (records.len() as u32).saturating_add(1),
            bytes: part.len() as u64,
            ..record
        }));
    }
    records
}

/// The articles of a text.
pub(super) fn text(text: &str) -> Vec<Record<'static>> {
    let width = width(text);
    let mut records = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for part in lines.split(|line| is_rule(line)) {
        let part = part.join("\n");
        if let Some(record) = article(&part, width) {
            records.push(Record {
                number: (records.len() as u32).saturating_add(1),
                bytes: part.len() as u64,
                ..record
            });
        }
    }
    records
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 20 && line.bytes().all(|byte| byte == b'_')
}

fn article(part: &str, width: Option<usize>) -> Option<Record<'static>> {
    let mut record = Record::default();
    let (mut body, mut abstracts): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut field: Option<Role> = None;
    let mut labelled = 0;
    let mut first = String::new();
    let paragraphs = paragraphs(part, width);
    // A word before a colon inside the text is mostly a speaker: the text ends where labels run to the end.
    let labelish = |text: &str| labels::labelled(text).is_some() || may_be_label(text);
    let run = paragraphs.iter().rposition(|p| !labelish(&p.text)).map_or(0, |at| at + 1);
    let known = paragraphs[run..].iter().position(|p| labels::labelled(&p.text).is_some());
    let mut tail = known.map_or(paragraphs.len(), |at| run + at);
    // The title stands above the text and once more behind it: a line of the text that begins as a title does is none.
    let titles = |from: usize| {
        let labelled =
            paragraphs.iter().enumerate().skip(from).filter_map(|(at, p)| Some((at, labels::labelled(&p.text)?)));
        labelled.filter(|(_, (role, _))| *role == Role::Title)
    };
    let head = paragraphs.iter().map(|p| p.text.trim()).find(|text| !is_count(text)).unwrap_or_default();
    if let Some(own) = titles(tail).find(|(_, (_, value))| *value == head).map(|(at, _)| at)
        && let Some((other, _)) = titles(tail).take_while(|(at, _)| *at < own).last()
    {
        let known = paragraphs[other + 1..].iter().position(|p| labels::labelled(&p.text).is_some());
        tail = known.map_or(own, |at| other + 1 + at);
    }
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if field == Some(Role::Body) && at < tail {
            body.push(paragraph.text.clone());
            continue;
        }
        // A label may stand on any line; what follows without one belongs to the field before.
        let mut rest: Vec<(Option<Role>, String)> = Vec::new();
        for line in paragraph.text.lines() {
            match labels::labelled(line).filter(|(role, _)| field != Some(Role::Body) || *role != Role::Body) {
                Some((role, value)) => rest.push((Some(role), value.to_string())),
                None => match rest.last_mut() {
                    Some(last) => {
                        last.1.push(' ');
                        last.1.push_str(line.trim());
                    }
                    None => rest.push((None, line.trim().to_string())),
                },
            }
        }
        for (role, value) in rest {
            labelled += usize::from(role.is_some());
            if role.is_none() && field.is_none() && (first.is_empty() || is_count(&first)) {
                first = value;
                continue;
            }
            let role = role.or(field);
            field = role;
            match role {
                Some(Role::Body) => body.push(value),
                Some(Role::Teaser) => abstracts.push(value),
                Some(role) => put(&mut record, role, value),
                None => {}
            }
        }
    }
    if labelled < 3 {
        return None;
    }
    if record.title.is_empty() {
        record.title = first.into();
    }
    let text = text_of(body.iter().map(String::as_str));
    let abstracts = text_of(abstracts.iter().map(String::as_str));
    record.text = [text, abstracts].into_iter().find(|text| is_given(text)).unwrap_or_default().into();
    Some(record)
}

/// Whether a text is one, and not the notice that there is none.
fn is_given(text: &str) -> bool {
    const NOT: [&str; 5] = ["not available", "none available", "non disponible", "nicht verfügbar", "no disponible"];
    !text.is_empty() && (text.len() >= 40 || !NOT.iter().any(|no| text.to_lowercase().contains(no)))
}

/// A few words with a capital before a colon, as a label that no list holds has.
fn may_be_label(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, _)| {
        label.len() <= 45 && label.starts_with(char::is_uppercase) && label.split_whitespace().count() <= 6
    })
}

/// `Document 1 of 2`, which stands above an article.
fn is_count(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    matches!(words[..], [_, first, _, last] if [first, last].iter().all(|n| n.bytes().all(|byte| byte.is_ascii_digit())))
}

fn put(record: &mut Record<'static>, role: Role, value: String) {
    let value = value.trim().to_string();
    if value.is_empty() {
        return;
    }
    match role {
        Role::Title if record.title.is_empty() => record.title = value.into(),
        Role::Author if record.author.is_empty() => record.author = value.into(),
        Role::Section if record.section.is_empty() => record.section = value.into(),
        Role::Length => record.words = record.words.or(labels::words(&value)).or(value.parse().ok()),
        Role::Date => record.dates.push((value.into(), "field")),
        Role::LoadDate => record.dates.push((value.into(), "load-date")),
        Role::Language if record.language.is_empty() => record.language = labels::language(&value).into(),
        Role::Outlet if record.outlet.is_empty() => {
            record.outlet = value.split([';', '[']).next().unwrap_or_default().trim().to_string().into();
        }
        Role::Url if record.url.is_empty() && value.contains("://") => record.url = value.into(),
        Role::Id if record.id.is_empty() => record.id = value.into(),
        _ => {}
    }
}

/// The articles of XML: one `Record` or `record` element each.
pub(super) fn xml(tree: &xml::Tree) -> Vec<Record<'static>> {
    let is_record = |e: &&Element| matches!(e.name.as_str(), "Record" | "RECORD" | "record");
    let elements = tree.root.descendants();
    let mut found: Vec<&Element> = elements.into_iter().filter(is_record).collect();
    if found.is_empty() {
        found.push(&tree.root);
    }
    let mut records = Vec::new();
    for element in found {
        let first = |names: &[&str]| {
            names.iter().map(|name| element.text_of(name)).find(|text| !text.is_empty()).unwrap_or_default()
        };
        let authors: Vec<String> = ["Contributor", "Author", "author"]
            .iter()
            .flat_map(|name| element.all(name))
            .map(|author| {
                let whole =
                    ["OriginalForm", "NormalizedDisplayForm"].iter().map(|n| author.text_of(n)).find(|t| !t.is_empty());
                whole.unwrap_or_else(|| author.text())
            })
            .filter(|name| !name.is_empty())
            .collect();
        let text = ["FullText", "Text", "fulltext", "Fulltext", "FULLTEXT", "HiddenText", "abstract", "Abstract"]
            .iter()
            .filter_map(|name| element.find(name))
            .map(super::xml_records::body)
            .find(|text| !text.is_empty())
            .unwrap_or_default();
        let mut record = Record {
            number: (records.len() as u32).saturating_add(1),
            id: first(&["RecordID", "GOID", "ID", "DocumentID"]).into(),
            title: title(element).into(),
            text: text.into(),
            outlet: outlet(element).into(),
            author: authors.join("; ").into(),
            url: first(&["URLDocView", "DocURL", "url"]).into(),
            language: labels::language(&first(&["LanguageCode", "RawLang", "Language", "language"])).into(),
            section: first(&["Section", "SectionTitle", "ObjectType"]).into(),
            words: first(&["WordCount", "wordCount"]).parse().ok(),
            ..Record::default()
        };
        for name in [
            "NumericPubDate",
            "NumericDate",
            "StartDate",
            "AlphaPubDate",
            "AlphaDate",
            "RawPubDate",
            "PublicationDate",
            "date",
        ] {
            let date = element.text_of(name);
            if !date.is_empty() {
                record.dates.push((date.into(), "field"));
            }
        }
        if !record.title.is_empty() || !record.text.is_empty() {
            records.push(record);
        }
    }
    records
}

/// The title of an article, which is none of its publication's.
fn title(record: &Element) -> String {
    let own = ["RecordTitle", "Title", "title", "headline"];
    let right_inside = own.iter().filter_map(|name| record.child(name)).map(Element::text);
    right_inside.chain([record.text_of("RecordTitle")]).find(|text| !text.is_empty()).unwrap_or_else(|| {
        record.find("TitleAtt").or_else(|| record.find("Title")).map(Element::text).unwrap_or_default()
    })
}

fn outlet(record: &Element) -> String {
    let named = ["PublicationTitle", "PubTitle", "publicationTitle", "PubFrosting"];
    let named = named.iter().filter_map(|name| record.find(name));
    let publication = record.find("Publication").or_else(|| record.find("DFS").and_then(|dfs| dfs.find("PubFrosting")));
    let inside = publication.map(|p| p.child("Title").unwrap_or(p));
    named.chain(inside).map(Element::text).find(|text| !text.is_empty()).unwrap_or_default()
}
