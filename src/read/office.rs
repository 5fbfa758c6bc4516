//! Documents of word processors as paragraphs: DOCX and ODT (zip + XML), and EPUB as its chapters.

use super::xml::{self, Element, Node};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes one part of a document may unpack to.
const PART: u64 = 256 << 20;
/// Parts of a book.
const CHAPTERS: usize = 2000;

/// The paragraphs of a document, its title and author where it names them, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) paragraphs: Vec<String>,
    pub(super) title: String,
    pub(super) author: String,
    pub(super) date: String,
    pub(super) language: String,
    pub(super) fault: Option<String>,
}

/// Opens a document of Word.
pub(super) fn docx(bytes: &[u8]) -> Document {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return fault(format!("the archive cannot be opened: {error}")),
    };
    let main = match part(&mut archive, "word/document.xml") {
        Ok(main) => main,
        Err(error) => return fault(format!("it has no word/document.xml that can be read: {error}")),
    };
    let tree = xml::parse(&main);
    let mut document = Document { fault: tree.fault, ..Document::default() };
    for paragraph in paragraphs_of(&tree.root, "p") {
        let mut text = String::new();
        word_text(paragraph, &mut text);
        document.paragraphs.push(text);
    }
    if let Ok(core) = part(&mut archive, "docProps/core.xml") {
        let core = xml::parse(&core).root;
        document.title = core.text_of("title");
        document.author = core.text_of("creator");
    }
    document
}

/// Opens a text document of LibreOffice.
pub(super) fn odt(bytes: &[u8]) -> Document {
    let tree = match content(bytes) {
        Ok(tree) => tree,
        Err(error) => return fault(error),
    };
    let mut document = Document { fault: tree.fault, ..Document::default() };
    let body = tree.root.find("body").unwrap_or(&tree.root);
    for paragraph in body.descendants().into_iter().filter(|e| matches!(e.name.as_str(), "p" | "h")) {
        let mut text = String::new();
        odt_text(paragraph, &mut text);
        document.paragraphs.push(text);
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).ok();
    if let Some(Ok(meta)) = archive.map(|mut archive| part(&mut archive, "meta.xml")) {
        let meta = xml::parse(&meta).root;
        document.title = meta.text_of("title");
        document.author = meta.text_of("initial-creator");
        if document.author.is_empty() {
            document.author = meta.text_of("creator");
        }
    }
    document
}

/// What a document of OpenDocument holds, text or sheets.
pub(super) fn content(bytes: &[u8]) -> Result<xml::Tree, String> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("the archive cannot be opened: {error}"))?;
    let content = part(&mut archive, "content.xml")
        .map_err(|error| format!("it has no content.xml that can be read: {error}"))?;
    Ok(xml::parse(&content))
}

/// The chapters of a book, each with its number of order and text, and what the book says of itself.
pub(super) fn epub(bytes: &[u8]) -> (Document, Vec<String>) {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return (fault(format!("the archive cannot be opened: {error}")), Vec::new()),
    };
    let container = part(&mut archive, "META-INF/container.xml").unwrap_or_default();
    let path = xml::parse(&container).root.find("rootfile").map(|file| file.attribute("full-path").to_string());
    let Some(path) = path else {
        return (fault("it has no META-INF/container.xml that names its parts".into()), Vec::new());
    };
    let package = match part(&mut archive, &path) {
        Ok(package) => xml::parse(&package),
        Err(error) => return (fault(format!("{path} cannot be read: {error}")), Vec::new()),
    };
    let root = &package.root;
    let mut document = Document {
        title: root.text_of("title"),
        author: root.text_of("creator"),
        date: root.text_of("date"),
        language: root.text_of("language"),
        ..Document::default()
    };
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let items: Vec<(String, String)> =
        root.all("item").map(|item| (item.attribute("id").to_string(), item.attribute("href").to_string())).collect();
    let mut chapters = Vec::new();
    for itemref in root.all("itemref").take(CHAPTERS) {
        let Some((_, href)) = items.iter().find(|(id, _)| id == itemref.attribute("idref")) else { continue };
        let named = href.split('#').next().unwrap_or_default();
        let read = part(&mut archive, &format!("{folder}{named}"));
        // An address, in which a space of a name is written %20; some write the name itself.
        match read.or_else(|_| part(&mut archive, &format!("{folder}{}", unescaped(named)))) {
            Ok(chapter) => chapters.push(chapter),
            Err(error) => document.fault = Some(format!("{href} cannot be read: {error}")),
        }
    }
    (document, chapters)
}

/// An address with its `%20` and the like as what they stand for.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = &behind[if byte.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn fault(fault: String) -> Document {
    Document { fault: Some(fault), ..Document::default() }
}

/// One part as text; what unpacks to too much is cut.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let file = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let outcome = file.take(PART).read_to_end(&mut bytes);
    if let (Err(error), true) = (outcome, bytes.is_empty()) {
        return Err(error.to_string());
    }
    Ok(super::decode::decode(&bytes, None).text.into_owned())
}

/// The paragraphs of a document of Word, text boxes' own left out of those around them and tables' in order.
fn paragraphs_of<'a>(root: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    let mut stack = vec![root];
    while let Some(element) = stack.pop() {
        // What a drawing repeats for older programs.
        if element.name == "Fallback" {
            continue;
        }
        if element.name == name {
            found.push(element);
            continue;
        }
        let from = stack.len();
        stack.extend(element.elements());
        stack[from..].reverse();
    }
    found
}

fn word_text(element: &Element, out: &mut String) {
    for node in &element.children {
        let Node::Element(child) = node else { continue };
        match child.name.as_str() {
            "t" => child.raw(out),
            "tab" => out.push('\t'),
            "br" | "cr" => out.push('\n'),
            "noBreakHyphen" => out.push('-'),
            "instrText" | "delText" | "Fallback" | "pPr" | "rPr" | "del" => {}
            _ => word_text(child, out),
        }
    }
}

/// The text of a paragraph of OpenDocument.
pub(super) fn odt_text(element: &Element, out: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(child) => match child.name.as_str() {
                "line-break" => out.push('\n'),
                "tab" => out.push('\t'),
                "s" => out.extend(std::iter::repeat_n(' ', child.attribute("c").parse().unwrap_or(1).clamp(1, 80))),
                "annotation" | "note" | "p" | "h" => {}
                _ => odt_text(child, out),
            },
        }
    }
}
