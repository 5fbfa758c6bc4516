//! Europresse (Eureka, CEDROM-SNi): saved pages, the older of tables and the newer of `<article>` elements.

use super::labels;
use super::paragraphs::text_of;
use super::record::Record;
use super::{date, tags};
use dom_query::{Document, Selection};

/// Whether a page was saved from Europresse.
pub(super) fn is_html(html: &str) -> bool {
    html.contains("DocPublicationName") || (html.contains("DocHeader") && html.contains("itreArticle"))
}

/// The articles of a page.
pub(super) fn html(page: &str) -> Vec<Record<'static>> {
    let newer = Document::from(page);
    let mut records: Vec<Record<'static>> = newer
        .select("article")
        .iter()
        .filter(|article| article.select("[class*=DocPublicationName], .DocHeader, [class*=itreArticle]").exists())
        .map(|article| from_article(&article))
        .collect();
    if records.is_empty() {
        records = older(page);
    }
    for (at, record) in records.iter_mut().enumerate() {
        record.number = (at as u32).saturating_add(1);
    }
    records
}

fn from_article(article: &Selection) -> Record<'static> {
    let mut record = Record::default();
    let first = |css: &str| article.select(css).iter().next().map(|found| one_line(&tags::strip(&found.html())));
    record.outlet = outlet(&first("[class*=DocPublicationName]").unwrap_or_default()).into();
    for header in article.select(".DocHeader").iter() {
        heading(&mut record, &one_line(&header.text()));
    }
    record.title = first(".titreArticleVisu, .TitreArticleVisu").unwrap_or_default().into();
    // The author stands in an element without class, behind the title.
    let header = article.select("header");
    let mut past_title = false;
    for part in header.select("div, p").iter() {
        let class = part.attr_or("class", "");
        if class.contains("titreArticle") || class.contains("TitreArticle") {
            past_title = true;
        } else if past_title && part.closest_title() && record.author.is_empty() {
            record.author = one_line(&part.text()).into();
        }
    }
    if let Some(author) = first(".sm-margin-bottomNews, .docAuthors").filter(|author| !author.is_empty()) {
        record.author = author.into();
    }
    let body = article.select("section");
    let body = if body.exists() { body } else { article.select(".DocText, .docOcurrContainer") };
    let paragraphs: Vec<String> = body.iter().map(|part| tags::strip(&part.html())).collect();
    record.text = text_of(paragraphs.iter().map(String::as_str)).into();
    record.id = document_id(&tags::strip(&article.html())).into();
    record
}

/// Whether a part of the heading lies outside the title.
trait OutsideTitle {
    fn closest_title(&self) -> bool;
}

impl OutsideTitle for Selection<'_> {
    fn closest_title(&self) -> bool {
        !self.ancestors(Some(3)).iter().any(|node| node.is(".titreArticle")) && !self.text().trim().is_empty()
    }
}

/// The older pages: flat, a title to an article, with line breaks for paragraphs.
fn older(page: &str) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    let starts = starts(page);
    for (at, start) in starts.iter().enumerate() {
        let until = starts.get(at + 1).copied().unwrap_or(page.len());
        let part = Document::from(&page[*start..until]);
        let mut record = Record { bytes: (until - start) as u64, ..Record::default() };
        let first = |css: &str| part.select(css).iter().next().map(|found| one_line(&found.text()));
        record.outlet = outlet(&first(".DocPublicationName").unwrap_or_default()).into();
        let header: String = part.select(".DocHeader").iter().map(|found| found.text().to_string()).collect();
        heading(&mut record, &one_line(&header));
        record.title = first(".TitreArticleVisu, .titreArticleVisu").unwrap_or_default().into();
        let stripped = tags::strip(&page[*start..until]);
        record.id = document_id(&stripped).into();
        let mut lines: Vec<&str> = stripped.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if let Some(title) = lines.iter().position(|line| one_line(line) == record.title) {
            lines.drain(..=title);
        }
        let end = lines.iter().position(|line| is_foot(line)).unwrap_or(lines.len());
        lines.truncate(end);
        // A short first line without a full stop names the author.
        if lines.len() > 1 && lines[0].chars().count() <= 60 && !lines[0].ends_with(['.', '!', '?', ':']) {
            record.author = lines.remove(0).to_string().into();
        }
        record.text = text_of(lines).into();
        records.push(record);
    }
    records
}

/// Where the articles of an older page begin: with the name of a publication; one without it with its date or title,
/// at the head of the page or behind the foot of the one before.
fn starts(page: &str) -> Vec<usize> {
    const FEET: [&str; 6] = ["news·", "©", "&copy;", "news&middot;", "Numéro de document", "Document number"];
    let mut starts: Vec<usize> = Vec::new();
    // Behind the title of the article that began last; whether it has the name of a publication.
    let (mut titled, mut named): (Option<usize>, bool) = (None, false);
    for tag in tags::tags(page).filter(|tag| !tag.closing) {
        let Some(class) = tag.attribute("class") else { continue };
        let title = class.contains("TitreArticle") || class.contains("titreArticle");
        if class.contains("DocPublicationName") {
            // What stands without a title at the head of the page is no article.
            if starts.len() == 1 && !named && titled.is_none() {
                starts.pop();
            }
            starts.push(tag.start);
            (titled, named) = (None, true);
        } else if title || class.contains("DocHeader") {
            let ended = || titled.is_some_and(|from| FEET.iter().any(|foot| page[from..tag.start].contains(foot)));
            if starts.is_empty() || ended() {
                starts.push(tag.start);
                (titled, named) = (None, false);
            }
        }
        if title {
            titled = Some(tag.end);
        }
    }
    starts
}

/// `Politique, jeudi 5 octobre 2013, p. 16`: section, date and page, each of which may be missing.
fn heading(record: &mut Record<'static>, text: &str) {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    // `355 mots`, as a part of its own or behind the time.
    let counted = |part: &&str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        labels::words(part).or_else(|| labels::words(&words[words.len().saturating_sub(2)..].join(" ")))
    };
    record.words = record.words.or(parts.iter().find_map(counted));
    // English dates hold a comma of their own.
    let find = |len: usize| {
        (0..parts.len().saturating_sub(len - 1)).find_map(|at| {
            let joined = parts[at..at + len].join(", ");
            date::parse(&joined, None).filter(|found| found.is_of_a_paper()).map(|_| (at, joined))
        })
    };
    // The shorter run first: words before a date are passed over.
    let found = [1, 2, 3].into_iter().find_map(|len| find(len).map(|(at, text)| (at, len, text)));
    let Some((at, _, day)) = found else { return };
    if record.dates.is_empty() {
        record.dates.push((day.into(), "field"));
    }
    let skipped = |part: &&&str| date::parse(part, None).is_none() && !is_weekday(part);
    let section: Vec<&str> = parts[..at].iter().filter(skipped).copied().collect();
    if record.section.is_empty() {
        record.section = section.join(", ").into();
    }
}

fn is_weekday(part: &str) -> bool {
    part.split_whitespace().count() == 1 && (part.ends_with("day") || part.ends_with("di") || part == "dimanche")
}

/// The name of a publication without the number of its issue.
fn outlet(text: &str) -> String {
    text.split(", no.").next().unwrap_or(text).split(", n°").next().unwrap_or(text).trim().to_string()
}

fn is_foot(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.starts_with('©')
        || [
            "numéro de document",
            "document number",
            "news document",
            "news·",
            "ce certificat",
            "this certificate",
            "note(s) :",
        ]
        .iter()
        .any(|opening| lower.starts_with(opening))
}

/// `news·20121004·PO·2040056000`.
fn document_id(text: &str) -> String {
    text.find("news·")
        .map(|at| text[at..].split(|c: char| c.is_whitespace() || c == '<').next().unwrap_or_default().to_string())
        .unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
