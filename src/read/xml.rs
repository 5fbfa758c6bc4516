//! XML as a tree, for the formats of news agencies and databases: bounded in depth and size, entities of the document's
//! own are left as they stand, and what was read before a fault is kept.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements a tree may have.
const NODES: usize = 2_000_000;
/// Levels a tree may have; what lies deeper is left out.
const DEEPEST: usize = 400;

/// An element, or the document.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Name without its prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// A document, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) root: Element,
    /// The fault at which reading stopped, or what was left out.
    pub(super) fault: Option<String>,
    /// Whether an entity of the document's own was left as it stands.
    pub(super) entities: bool,
}

/// Reads a document as far as it is well formed.
pub(super) fn parse(text: &str) -> Tree {
    let mut tree = Tree::default();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Vec<Element> = vec![Element::default()];
    let (mut nodes, mut too_deep) = (0usize, 0usize);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                tree.fault = Some(format!("byte {}: {error}", reader.error_position()));
                break;
            }
        };
        nodes += 1;
        if nodes > NODES {
            tree.fault = Some(format!("more than {NODES} elements and texts; the rest was left out"));
            break;
        }
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    too_deep += 1;
                } else {
                    open.push(element(&start));
                }
            }
            Event::Empty(start) if open.len() <= DEEPEST => push(&mut open, Node::Element(element(&start))),
            Event::End(end) => {
                if too_deep > 0 {
                    too_deep -= 1;
                } else {
                    close(&mut open, end.local_name().as_ref());
                }
            }
            Event::Text(text) => push_text(&mut open, &text.xml10_content()),
            Event::CData(text) => push_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => push_text(&mut open, c.encode_utf8(&mut [0; 4])),
                _ => {
                    let name = reference.xml10_content();
                    let entity = format!("&{name};");
                    let plain = super::tags::unescape(&entity);
                    tree.entities |= plain == entity;
                    push_text(&mut open, &plain);
                }
            },
            Event::Eof => break,
            _ => {}
        }
    }
    while open.len() > 1 {
        fold(&mut open);
    }
    tree.root = open.pop().unwrap_or_default();
    tree
}

fn element(start: &BytesStart) -> Element {
    let local = |name: &str| name.rsplit(':').next().unwrap_or(name).to_string();
    let attributes = start
        .html_attributes()
        .flatten()
        .map(|attribute| (local(attribute.key.as_ref()), super::tags::unescape(&attribute.value)))
        .collect();
    Element { name: local(start.name().as_ref()), attributes, children: Vec::new() }
}

/// Closes the element of that name, and those inside it that were left open; a closing tag of none is passed over.
fn close(open: &mut Vec<Element>, name: &str) {
    if let Some(at) = open.iter().skip(1).rposition(|element| element.name == name) {
        while open.len() > at + 1 {
            fold(open);
        }
    }
}

fn fold(open: &mut Vec<Element>) {
    if let Some(done) = open.pop() {
        push(open, Node::Element(done));
    }
}

fn push(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut() else { return };
    match last.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => last.children.push(Node::Text(text.to_string())),
    }
}

impl Element {
    /// The elements right inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of that name right inside.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All elements inside, in the order of the document.
    pub(super) fn descendants(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        let mut stack: Vec<&Element> = vec![self];
        while let Some(element) = stack.pop() {
            if !std::ptr::eq(element, self) {
                found.push(element);
            }
            let from = stack.len();
            stack.extend(element.elements());
            stack[from..].reverse();
        }
        found
    }

    /// The first element of that name anywhere inside.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.descendants().into_iter().find(|element| element.name == name)
    }

    /// All elements of that name anywhere inside.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.descendants().into_iter().filter(move |element| element.name == name)
    }

    /// An attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// All attributes, by their names without prefix.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// All its text, white space made single spaces.
    pub(super) fn text(&self) -> String {
        let mut raw = String::new();
        self.raw(&mut raw);
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All its text as it stands.
    pub(super) fn raw(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => {
                    element.raw(out);
                    if matches!(element.name.as_str(), "br" | "p" | "byttl" | "hl1" | "hl2" | "name") {
                        out.push(' ');
                    }
                }
            }
        }
    }

    /// The text of the first element of that name anywhere inside; empty where there is none.
    pub(super) fn text_of(&self, name: &str) -> String {
        self.find(name).map(Element::text).unwrap_or_default()
    }

    /// Its text as paragraphs: those of its block elements, and what stands between them.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        let mut out = vec![String::new()];
        self.blocks(&mut out);
        out.iter().map(|text| squeezed(text)).filter(|text| !text.is_empty()).collect()
    }

    fn blocks(&self, out: &mut Vec<String>) {
        const BLOCKS: [&str; 26] = [
            "p",
            "hl1",
            "hl2",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "tr",
            "div",
            "block",
            "blockquote",
            "bq",
            "paragraph",
            "section",
            "pre",
            "table",
            "ul",
            "ol",
            "dt",
            "dd",
            "hr",
            "fn",
            "caption",
        ];
        const SKIPPED: [&str; 6] = ["media", "script", "style", "head", "table-notes", "nitf-table-metadata"];
        for node in &self.children {
            match node {
                Node::Text(text) => out.last_mut().into_iter().for_each(|last| last.push_str(text)),
                Node::Element(element) if SKIPPED.contains(&element.name.as_str()) => {}
                Node::Element(element) if BLOCKS.contains(&element.name.to_lowercase().as_str()) => {
                    out.push(String::new());
                    element.blocks(out);
                    out.push(String::new());
                }
                Node::Element(element) => {
                    if matches!(element.name.as_str(), "br" | "td" | "th") {
                        out.last_mut().into_iter().for_each(|last| last.push(' '));
                    }
                    element.blocks(out);
                }
            }
        }
    }
}

/// White space made single spaces; a no-break space is a character of the text.
fn squeezed(text: &str) -> String {
    text.split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_of_what_is_well_formed() {
        let tree = parse("<a><b k='1 &amp; 2'>One <i>two</i></b><n:c xmlns:n='x'/>&lt;&#233;</a>");
        let b = tree.root.find("b").unwrap();
        assert_eq!((b.attribute("k"), b.text().as_str()), ("1 & 2", "One two"));
        assert!(tree.root.find("c").is_some());
        assert_eq!(tree.root.text(), "One two<é");
        assert!(tree.fault.is_none());
    }

    #[test]
    fn a_fault_keeps_what_stands_before_it() {
        let tree = parse("<a><b>One</b><c>Two</c><d k=<");
        assert_eq!((tree.root.text_of("b"), tree.root.text_of("c")), ("One".to_string(), "Two".to_string()));
        assert!(tree.fault.is_some());
    }

    #[test]
    fn entities_are_not_expanded_and_depth_is_bounded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;'>]><a><p>One &y; two</p></a>";
        let tree = parse(bomb);
        assert_eq!(tree.root.text_of("p"), "One &y; two");
        assert!(tree.entities);
        assert_eq!(parse(&"<a>".repeat(100_000)).root.descendants().len(), DEEPEST);
    }
}
