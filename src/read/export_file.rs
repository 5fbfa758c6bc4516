//! A file of any format to its records: what is no plain text, page, table or JSON of ours is handed to its reader.

use super::batch::Batch;
use super::columns::Names;
use super::format::Format;
use super::record::{Record, Source, admit};
use super::{Parsed, ReadOptions, decode, text};
use super::{
    apa, europresse, factiva, feed, iptc7901, mail, mediargus, nexis, nexis_uni, ninjs, office, proquest, recognise,
    rtf, sheet, tags, wire, xml, xml_records,
};
use crate::article::Problem;

/// What a reader made of a file.
#[derive(Default)]
pub(super) struct Read {
    pub(super) records: Vec<Record<'static>>,
    pub(super) problems: Vec<Problem>,
    /// Whether the file can hold more than one record.
    pub(super) many: bool,
}

/// Parses a batch as the format; the format's own name stands in the articles.
pub(super) fn parse(format: Format, batch: &Batch, options: &ReadOptions) -> Parsed {
    let source = Source { format, ..Source::clone(&batch.source) };
    match format {
        Format::Docx | Format::Odt | Format::Epub | Format::NexisDocx => documents(format, batch, &source, options),
        Format::Xlsx | Format::Ods => finish(sheet::read(&batch.bytes, &source, options), batch, &source, options),
        Format::Eml | Format::Mhtml => mail::parse(batch, &source, options),
        Format::Pdf => super::pdf::parse(batch, &source, options),
        Format::Rtf | Format::NexisRtf | Format::FactivaRtf | Format::ClippingsRtf | Format::ApaTxt => {
            let is_rtf = batch.bytes.starts_with(b"{\\rtf");
            let text =
                if is_rtf { rtf::text(&batch.bytes) } else { decode::decode(&batch.bytes, None).text.into_owned() };
            let format = if format == Format::Rtf { recognise::rtf(&text).unwrap_or(format) } else { format };
            let mut parsed = parse_text(format, &text, batch, options);
            if format == Format::Rtf && is_rtf {
                let nameless = parsed.articles.iter_mut().filter(|article| article.author.is_empty());
                nameless.for_each(|article| article.author = rtf::author(&batch.bytes));
            }
            parsed
        }
        Format::Xml
        | Format::FactivaXml
        | Format::ProquestXml
        | Format::Nitf
        | Format::NewsMl
        | Format::NewsMlG2
        | Format::Feed => parse_xml(format, batch, options),
        _ => {
            let decoded = decode::decode(&batch.bytes, None);
            parse_text(format, &decoded.text, batch, options)
        }
    }
}

/// Parses text, however it was come by, as the export it is.
pub(super) fn parse_text(format: Format, text: &str, batch: &Batch, options: &ReadOptions) -> Parsed {
    let source = Source { format, ..Source::clone(&batch.source) };
    let mut read = Read { many: true, ..Read::default() };
    let mut empty = Vec::new();
    read.records = match format {
        Format::NexisTxt => {
            let single = super::paragraphs::single_spaced(text);
            let (records, none) = nexis::articles(single.as_deref().unwrap_or(text));
            empty = none;
            records
        }
        Format::NexisHtml => {
            let (records, none) = nexis::articles(&nexis::text_of_html(text));
            empty = none;
            records
        }
        Format::NexisRtf | Format::NexisDocx => {
            let lines: Vec<String> = text.lines().map(String::from).collect();
            let (records, none) = nexis_uni::articles(&lines);
            empty = none;
            records
        }
        Format::FactivaHtml => factiva::html(text),
        Format::FactivaRtf | Format::FactivaTxt => factiva_text(text, &source, &mut read.problems),
        Format::EuropresseHtml => europresse::html(text),
        Format::ProquestTxt => proquest::text(text),
        Format::ProquestHtml => proquest::html(text),
        Format::ApaTxt => apa::text(text),
        Format::ApaHtml => apa::html(text),
        Format::MediargusTxt => mediargus::articles(text),
        Format::ClippingsRtf => mediargus::clippings(text),
        Format::Iptc7901 => iptc7901::articles(text),
        Format::Ninjs => ninjs::articles(text, &source, &mut read.problems),
        // A document without an export's marks is one article.
        _ => {
            read.many = false;
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            vec![one(&lines)]
        }
    };
    for number in empty {
        read.problems.push(source.problem(Some(number), "empty", "a document without text"));
    }
    finish(read, batch, &source, options)
}

/// The articles of Factiva's text; one without the number of its document may not be whole, and what no article claims
/// is said.
fn factiva_text(text: &str, source: &Source, problems: &mut Vec<Problem>) -> Vec<Record<'static>> {
    let (records, behind) = factiva::text(text);
    for record in records.iter().filter(|record| record.id.is_empty() && !record.text.is_empty()) {
        let detail = "the article ends without the number of its document; the file may have been cut off in it";
        problems.push(source.problem(Some(record.number), "no-document-number", detail).as_notice());
    }
    for record in records.iter().filter(|record| factiva::holds_heading(&record.text)) {
        let detail = "the text holds the heading of another article: the first ends without the number of its document";
        problems.push(source.problem(Some(record.number), "joined-articles", detail));
    }
    let words = behind.split_whitespace().count();
    if words > 0 {
        let begin: String = behind.chars().take(60).collect();
        let detail = format!("{words} words behind the last article belong to none and were left out: \"{begin}\"");
        problems.push(source.problem(None, "left-over", detail).with_bytes(behind.len() as u64).as_notice());
    }
    records
}

/// A document of paragraphs as one article: a short first line is its title.
fn one(lines: &[&str]) -> Record<'static> {
    let titled = lines.len() > 1 && lines[0].chars().count() <= 200 && !lines[0].ends_with('.');
    let (title, body) = if titled { (lines[0], &lines[1..]) } else { ("", lines) };
    Record {
        number: 1,
        title: title.to_string().into(),
        text: super::paragraphs::text_of(body.iter().copied()).into(),
        ..Record::default()
    }
}

fn documents(format: Format, batch: &Batch, source: &Source, options: &ReadOptions) -> Parsed {
    let mut read = Read::default();
    let mut named = source.clone();
    if format == Format::Epub {
        let (book, chapters) = office::epub(&batch.bytes);
        read.many = true;
        for (at, chapter) in chapters.iter().enumerate() {
            let text = tags::strip(chapter);
            let title = tags::first_heading(chapter);
            // Covers and tables of contents are no articles.
            if text.split_whitespace().count() < 50 {
                continue;
            }
            read.records.push(Record {
                number: (at as u32).saturating_add(1),
                bytes: chapter.len() as u64,
                title: title.into(),
                text: text.into(),
                outlet: book.title.clone().into(),
                author: book.author.clone().into(),
                language: super::labels::language(&book.language).into(),
                dates: vec![(book.date.clone().into(), "field")],
                ..Record::default()
            });
        }
        read.problems.extend(book.fault.map(|fault| source.problem(None, "broken-document", fault)));
        return finish(read, batch, source, options);
    }
    let document = if format == Format::Odt { office::odt(&batch.bytes) } else { office::docx(&batch.bytes) };
    if let Some(fault) = document.fault {
        let detail = format!("{fault}; {} paragraphs before it were read", document.paragraphs.len());
        read.problems.push(source.problem(None, "broken-document", detail).with_bytes(batch.bytes()));
    }
    let lines = || document.paragraphs.iter().flat_map(|paragraph| paragraph.split('\n'));
    if format == Format::NexisDocx || nexis_uni::is_export(lines()) {
        named.format = Format::NexisDocx;
        let (records, empty) = nexis_uni::articles(&document.paragraphs);
        read.many = true;
        read.records = records;
        for number in empty {
            read.problems.push(source.problem(Some(number), "empty", "a document without text"));
        }
    } else if nexis::is_nexis(&lines().take(400).collect::<Vec<_>>().join("\n")) {
        named.format = Format::NexisDocx;
        let text = document.paragraphs.join("\n\n");
        let (records, _) = nexis::articles(&text);
        read.many = true;
        read.records = records;
    } else if factiva::is_text(&document.paragraphs.join("\n")) {
        named.format = Format::FactivaRtf;
        read.many = true;
        read.records = factiva_text(&document.paragraphs.join("\n"), source, &mut read.problems);
    } else if !document.paragraphs.iter().all(|p| p.trim().is_empty()) || read.problems.is_empty() {
        let lines: Vec<&str> = lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let article = one(&lines);
        let author = if article.author.is_empty() { document.author.into() } else { article.author.clone() };
        read.records.push(Record { author, ..article });
    }
    finish(read, batch, &named, options)
}

fn parse_xml(format: Format, batch: &Batch, options: &ReadOptions) -> Parsed {
    let decoded = decode::decode(&batch.bytes, declared(&batch.bytes));
    let tree = xml::parse(&decoded.text);
    let format = if format == Format::Xml { recognise::xml(&tree).unwrap_or(Format::Xml) } else { format };
    let source = Source { format, ..Source::clone(&batch.source) };
    let mut read = Read { many: !matches!(format, Format::Nitf | Format::Xml), ..Read::default() };
    read.records = match format {
        Format::FactivaXml => factiva::xml(&tree),
        Format::ProquestXml => proquest::xml(&tree),
        Format::Nitf => wire::nitf(&tree),
        Format::NewsMl => wire::newsml(&tree),
        Format::NewsMlG2 => wire::newsml_g2(&tree),
        Format::Feed => feed::articles(&tree),
        _ if tree.root.find("html").is_some() => return super::html::parse(batch, options),
        _ => xml_records::articles(&tree, &Names::new(&options.columns)),
    };
    read.many |= read.records.len() > 1;
    if let Some(fault) = &tree.fault {
        let detail = format!("{fault}; {} records before it were read", read.records.len());
        read.problems.push(source.problem(None, "broken-xml", detail).with_bytes(batch.bytes()));
    }
    if tree.entities {
        let detail = "entities of the document's own are not expanded; each was left as it stands";
        read.problems.push(source.problem(None, "entities", detail).as_notice());
    }
    if decoded.replaced {
        read.problems.push(text::replaced(batch, None));
    }
    if read.records.is_empty() && read.problems.is_empty() {
        let name = tree.root.elements().next().map(|element| element.name.clone()).unwrap_or_default();
        let detail = format!(
            "XML of a kind that is not read (it begins with <{name}>): NITF, NewsML, RSS, Factiva and ProQuest are, and elements with a <title> and a <text>"
        );
        read.problems.push(source.problem(None, "not-an-article", detail).with_bytes(batch.bytes()));
    }
    finish(read, batch, &source, options)
}

/// The encoding an XML document declares.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(200)];
    let at = memchr::memmem::find(head, b"encoding=")? + 9;
    let quote = *head.get(at)?;
    let label = head[at + 1..].split(|byte| *byte == quote).next()?;
    encoding_rs::Encoding::for_label(label)
}

/// Records to articles; a file that gave nothing at all says so.
pub(super) fn finish(read: Read, batch: &Batch, source: &Source, options: &ReadOptions) -> Parsed {
    let mut parsed = admit(read.records, source, options, read.many);
    let mut problems = read.problems;
    problems.append(&mut parsed.problems);
    if parsed.articles.is_empty() && problems.is_empty() {
        let detail = "no article was found in it";
        problems.push(source.problem(None, "empty", detail).with_bytes(batch.bytes()));
    }
    parsed.problems = problems;
    parsed
}
