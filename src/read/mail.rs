//! Messages: EML as one article, MHTML as the page it holds.

use super::batch::Batch;
use super::export_file::{Read, finish};
use super::record::{Record, Source};
use super::{Parsed, ReadOptions, html, paragraphs, tags};
use mail_parser::{MessageParser, MimeHeaders};

/// Parses a message.
pub(super) fn parse(batch: &Batch, source: &Source, options: &ReadOptions) -> Parsed {
    let mut read = Read::default();
    let Some(message) = MessageParser::default().parse(&batch.bytes) else {
        read.problems.push(source.problem(None, "broken-document", "no message in it").with_bytes(batch.bytes()));
        return finish(read, batch, source, options);
    };
    let location = message.header_raw("Snapshot-Content-Location").or(message.header_raw("Content-Location"));
    let location = location.map(|url| url.trim().to_string()).unwrap_or_default();
    let page = message
        .html_bodies()
        .next()
        .map(|part| (part.text_contents().unwrap_or_default(), part.content_location().unwrap_or_default()));
    let saved = source.format == super::format::Format::Mhtml || !location.is_empty();
    if let (true, Some((page, at))) = (saved, page.filter(|page| !page.0.is_empty())) {
        let url = if location.is_empty() { at.to_string() } else { location };
        let mut given = Source::clone(source);
        given.url = url;
        let inner = Batch {
            source: std::sync::Arc::new(given),
            bytes: page.as_bytes().to_vec(),
            first: 1,
            header: None,
            problems: Vec::new(),
        };
        return html::parse(&inner, options);
    }
    // Databases send what was chosen as a page: its articles, not the message, are what is wanted.
    if let Some(page) = message.body_html(0)
        && let Some(format) = super::recognise::html(&page)
        && tags::depth(&page) <= html::DEEPEST
    {
        return super::export_file::parse_text(format, &page, batch, options);
    }
    let text = match message.body_text(0) {
        Some(text) => text.into_owned(),
        None => message.body_html(0).map(|page| tags::strip(&page)).unwrap_or_default(),
    };
    let width = paragraphs::width(&text);
    let body = paragraphs::paragraphs(&text, width);
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name().or(from.address())).unwrap_or_default().to_string();
    let host = from
        .and_then(|from| from.address())
        .and_then(|address| address.rsplit_once('@'))
        .map(|(_, host)| host.to_string());
    let list = message
        .header_raw("List-Id")
        .map(|list| list.split('<').next().unwrap_or_default().trim().trim_matches('"').to_string());
    let record = Record {
        number: 1,
        bytes: batch.bytes(),
        id: message.message_id().unwrap_or_default().to_string().into(),
        title: message.subject().unwrap_or_default().to_string().into(),
        text: paragraphs::text_of(body.iter().map(|p| p.text.as_str())).into(),
        outlet: list.filter(|list| !list.is_empty()).or(host).unwrap_or_default().into(),
        author: name.into(),
        dates: message.date().map(|date| (date.to_rfc3339().into(), "field")).into_iter().collect(),
        ..Record::default()
    };
    read.records.push(record);
    finish(read, batch, source, options)
}
