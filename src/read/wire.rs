//! The standards of news agencies in XML: NITF, NewsML 1 and NewsML-G2.

use super::labels;
use super::paragraphs::text_of;
use super::record::Record;
use super::tags;
use super::xml::{self, Element, Node};

/// One article of NITF.
pub(super) fn nitf(tree: &xml::Tree) -> Vec<Record<'static>> {
    let documents: Vec<&Element> = tree.root.all("nitf").collect();
    let documents = if documents.is_empty() { vec![&tree.root] } else { documents };
    let numbered = (1u32..).zip(documents);
    numbered.filter_map(|(number, nitf)| from_nitf(nitf, Record { number, ..Record::default() })).collect()
}

/// Fills what a record lacks with what NITF says.
fn from_nitf(nitf: &Element, mut record: Record<'static>) -> Option<Record<'static>> {
    let text_of_first =
        |names: &[&str]| names.iter().map(|n| nitf.text_of(n)).find(|t| !t.is_empty()).unwrap_or_default();
    fill(&mut record.title, text_of_first(&["hl1", "hedline"]));
    fill(&mut record.title, nitf.child("head").map(|head| head.text_of("title")).unwrap_or_default());
    fill(&mut record.author, byline(nitf));
    let publisher = nitf.find("pubdata").map(|data| data.attribute("name").to_string()).unwrap_or_default();
    fill(&mut record.outlet, publisher);
    fill(&mut record.outlet, text_of_first(&["distributor"]));
    for (element, attribute) in [("doc.copyright", "holder"), ("doc-id", "regsrc"), ("doc.rights", "owner")] {
        fill(&mut record.outlet, nitf.find(element).map(|e| e.attribute(attribute).to_string()).unwrap_or_default());
    }
    fill(&mut record.id, nitf.find("doc-id").map(|e| e.attribute("id-string").to_string()).unwrap_or_default());
    fill(
        &mut record.url,
        nitf.find("pubdata")
            .map(|e| e.attribute("ex-ref").to_string())
            .filter(|u| u.contains("://"))
            .unwrap_or_default(),
    );
    let section = nitf.find("pubdata").map(|e| e.attribute("position.section").to_string()).unwrap_or_default();
    fill(&mut record.section, section);
    for name in ["category", "section", "print_section", "online_sections", "dsk"] {
        let metas: Vec<&Element> = nitf.all("meta").filter(|meta| meta.attribute("name") == name).collect();
        fill(&mut record.section, metas.first().map(|meta| meta.attribute("content").to_string()).unwrap_or_default());
    }
    let counted =
        nitf.all("meta").find(|meta| meta.attribute("name").ends_with("wordcount")).map(|m| m.attribute("content"));
    record.words = record.words.or_else(|| counted?.trim_start_matches('0').parse().ok());
    let length = nitf.find("pubdata").map(|data| data.attribute("item-length").to_string()).unwrap_or_default();
    record.words = record.words.or_else(|| length.parse().ok());
    for (name, attribute) in
        [("date.issue", "norm"), ("pubdata", "date.publication"), ("date.release", "norm"), ("story.date", "norm")]
    {
        let date = nitf.find(name).map(|e| e.attribute(attribute).to_string()).unwrap_or_default();
        if !date.is_empty() && record.dates.is_empty() {
            record.dates.push((date.into(), "field"));
        }
    }
    let content = nitf.find("body.content").or_else(|| nitf.find("body"))?;
    let paragraphs = content.paragraphs();
    if record.text.is_empty() {
        record.text = text_of(paragraphs.iter().map(String::as_str)).into();
    }
    (!record.text.is_empty() || !record.title.is_empty()).then_some(record)
}

fn byline(nitf: &Element) -> String {
    let Some(byline) = nitf.find("byline") else { return String::new() };
    let person = byline.text_of("person");
    if !person.is_empty() {
        return person;
    }
    // The title of the author is none of the name.
    let mut name = String::new();
    for node in &byline.children {
        match node {
            Node::Text(text) => name.push_str(text),
            Node::Element(element) if element.name == "byttl" => {}
            Node::Element(element) => element.raw(&mut name),
        }
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text items of NewsML 1.
pub(super) fn newsml(tree: &xml::Tree) -> Vec<Record<'static>> {
    let envelope = tree.root.find("NewsEnvelope").map(|e| e.text_of("DateAndTime")).unwrap_or_default();
    let mut records = Vec::new();
    for item in tree.root.all("NewsItem") {
        let formal = |name: &str| item.find(name).map(|e| e.attribute("FormalName").to_string()).unwrap_or_default();
        let provider =
            item.find("Provider").and_then(|p| p.find("Party")).map(|p| p.attribute("FormalName").to_string());
        let mut record = Record {
            id: item.text_of("PublicIdentifier").into(),
            title: item.text_of("HeadLine").into(),
            author: item.text_of("ByLine").into(),
            outlet: provider.unwrap_or_default().into(),
            language: labels::language(&formal("Language")).into(),
            ..Record::default()
        };
        fill(&mut record.outlet, item.text_of("CreditLine"));
        fill(&mut record.outlet, item.text_of("ProviderId"));
        fill(&mut record.language, labels::language(item.attribute("lang")).to_string());
        let words = item.all("Property").find(|p| p.attribute("FormalName").to_lowercase().contains("word"));
        record.words = words.and_then(|property| property.attribute("Value").parse().ok());
        for date in ["FirstCreated", "ThisRevisionCreated", "DateLineDate", "DateId"]
            .iter()
            .map(|name| item.text_of(name))
            .chain([envelope.clone()])
        {
            if !date.is_empty() && record.dates.is_empty() {
                record.dates.push((date.into(), "field"));
            }
        }
        for content in item.all("DataContent") {
            if let Some(nitf) = content.find("nitf").or_else(|| content.find("body.content").map(|_| content)) {
                record = from_nitf(nitf, Record { text: "".into(), ..record.clone() }).unwrap_or(record);
            } else {
                let paragraphs = content.paragraphs();
                fill(&mut record.text, text_of(paragraphs.iter().map(String::as_str)));
            }
            if !record.text.is_empty() {
                break;
            }
        }
        // Pictures and graphics have a caption at most.
        let media = formal("MediaType");
        if !record.text.is_empty()
            && (media.is_empty()
                || media.eq_ignore_ascii_case("text")
                || item.find("nitf").is_some()
                || item.find("p").is_some())
        {
            record.number = (records.len() as u32).saturating_add(1);
            records.push(record);
        }
    }
    records
}

/// The text items of NewsML-G2.
pub(super) fn newsml_g2(tree: &xml::Tree) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    for item in tree.root.all("newsItem") {
        let meta = item.child("itemMeta");
        let content = item.child("contentMeta");
        let of = |part: Option<&Element>, name: &str| part.map(|part| part.text_of(name)).unwrap_or_default();
        let class = meta.and_then(|m| m.find("itemClass")).map(|c| c.attribute("qcode")).unwrap_or_default();
        let name = |e: &Element| match e.text_of("name") {
            name if name.is_empty() => e.attribute("literal").to_string(),
            name => name,
        };
        let people: Vec<String> =
            content.map(|c| c.all("creator").map(&name).filter(|n| !n.is_empty()).collect()).unwrap_or_default();
        let mut record = Record {
            id: item.attribute("guid").to_string().into(),
            title: of(content, "headline").into(),
            author: of(content, "by").into(),
            language: content
                .and_then(|c| c.find("language"))
                .map(|l| labels::language(l.attribute("tag")))
                .unwrap_or_default()
                .into(),
            section: String::new().into(),
            ..Record::default()
        };
        fill(&mut record.author, people.join("; "));
        fill(&mut record.outlet, of(content, "creditline"));
        fill(
            &mut record.outlet,
            meta.and_then(|m| m.find("provider"))
                .map(|p| {
                    let name = name(p);
                    if name.is_empty() {
                        p.attribute("qcode").rsplit(':').next().unwrap_or_default().to_string()
                    } else {
                        name
                    }
                })
                .unwrap_or_default(),
        );
        fill(&mut record.language, labels::language(item.attribute("lang")).to_string());
        for date in [
            of(content, "contentCreated"),
            of(meta, "firstCreated"),
            of(meta, "versionCreated"),
            of(tree.root.find("header"), "sent"),
        ] {
            if !date.is_empty() && record.dates.is_empty() {
                record.dates.push((date.into(), "field"));
            }
        }
        let Some(set) = item.child("contentSet") else { continue };
        let xml = set.elements().find(|e| e.name == "inlineXML");
        if let Some(inline) = xml {
            record.words = inline.attribute("wordcount").parse().ok();
            if let Some(nitf) = inline.find("nitf") {
                record = from_nitf(nitf, record.clone()).unwrap_or(record);
            } else {
                html_body(inline, &mut record);
            }
        } else if let Some(data) = set.elements().find(|e| e.name == "inlineData") {
            let mut raw = String::new();
            data.raw(&mut raw);
            let text = if raw.contains("</p>") { tags::strip(&raw) } else { raw.trim().to_string() };
            record.text = text.into();
        }
        if !record.text.is_empty() && (class.is_empty() || class.ends_with("text") || class.ends_with("composite")) {
            record.number = (records.len() as u32).saturating_add(1);
            records.push(record);
        }
    }
    records
}

/// The text of XHTML inside an item, its headline left out of the text.
fn html_body(inline: &Element, record: &mut Record<'static>) {
    let body = inline.find("body").unwrap_or(inline);
    fill(&mut record.title, inline.text_of("h1"));
    let marked =
        body.all("section").find(|s| s.attribute("class").contains("main") || s.attribute("class").contains("text"));
    let mut paragraphs = marked.unwrap_or(body).paragraphs();
    if paragraphs.first().is_some_and(|first| *first == record.title) {
        paragraphs.remove(0);
    }
    record.text = text_of(paragraphs.iter().map(String::as_str)).into();
}

/// Puts a value where none is.
pub(super) fn fill(slot: &mut std::borrow::Cow<'static, str>, value: String) {
    if slot.trim().is_empty() && !value.trim().is_empty() {
        *slot = value.trim().to_string().into();
    }
}
