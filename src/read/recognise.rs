//! Whose export a file is, told by its content: a name says only how its text is laid out.

use super::format::Format;
pub(super) use super::iptc7901::{is_bare, is_iptc7901};
use super::{apa, europresse, factiva, mediargus, nexis, nexis_uni, proquest};

/// Bytes of the beginning in which the marks of an export stand.
const HEAD: usize = 64 << 10;

/// The export a text is, if it is one.
pub(super) fn text(text: &str) -> Option<Format> {
    let head = head(text);
    // Ordinary articles are told apart cheaply: each export has one of these words.
    let has = |word: &str| memchr::memmem::find(head.as_bytes(), word.as_bytes()).is_some();
    if ["OCUMENT", "ocument", "OKUMENT", "okument"].iter().any(|word| has(word)) {
        if nexis::is_nexis(head) {
            return Some(Format::NexisTxt);
        }
        if nexis_uni::is_export(text.lines()) {
            return Some(Format::NexisRtf);
        }
    }
    if ["OCUMENT", "ocument", "OKUMENT", "okument", "activa"].iter().any(|word| has(word)) && factiva::is_text(text) {
        return Some(Format::FactivaTxt);
    }
    // A lone article of Nexis has no number.
    let lengths = ["LENGTH:", "LÄNGE:", "LONGUEUR:", "LENGTE:", "LONGITUD:", "LUNGHEZZA:"];
    if lengths.iter().any(|label| has(label)) && nexis::is_lone(text) {
        return Some(Format::NexisTxt);
    }
    if has("____") && proquest::is_text(text) {
        return Some(Format::ProquestTxt);
    }
    if head.trim_start_matches(['\u{FEFF}', '?', '\u{FFFD}']).trim_start().starts_with("1. ")
        && mediargus::is_mediargus(head)
    {
        return Some(Format::MediargusTxt);
    }
    if has("Ressort:") && apa::is_export(text) {
        return Some(Format::ApaTxt);
    }
    (is_iptc7901(head.as_bytes()) || is_bare(head)).then_some(Format::Iptc7901)
}

/// The export the text of an RTF document is.
pub(super) fn rtf(text: &str) -> Option<Format> {
    if mediargus::is_clippings(text) {
        return Some(Format::ClippingsRtf);
    }
    if nexis_uni::is_export(text.lines()) {
        return Some(Format::NexisRtf);
    }
    if apa::is_export(text) {
        return Some(Format::ApaTxt);
    }
    factiva::is_text(text).then_some(Format::FactivaRtf)
}

/// The export a page is.
pub(super) fn html(page: &str) -> Option<Format> {
    let page_bytes = page.as_bytes();
    let has = |word: &str| memchr::memmem::find(page_bytes, word.as_bytes()).is_some();
    // What stands behind each place of a few letters: one search for several words.
    let behind = |start: &str, ends: &[&str]| {
        memchr::memmem::find_iter(page_bytes, start.as_bytes())
            .any(|at| ends.iter().any(|end| page_bytes[at + start.len()..].starts_with(end.as_bytes())))
    };
    if (has("article ") || has("articleParagraph")) && factiva::is_html(page) {
        return Some(Format::FactivaHtml);
    }
    if behind("Doc", &["PublicationName", "Header", "ID_"]) {
        if (has("DocPublicationName") || has("DocHeader")) && europresse::is_html(page) {
            return Some(Format::EuropresseHtml);
        }
        if has("DocID_") && proquest::is_html(page) {
            return Some(Format::ProquestHtml);
        }
    }
    if has("\"eintrag\"") && apa::is_html(page) {
        return Some(Format::ApaHtml);
    }
    // Only pages of Nexis mark each document so; others hold the words somewhere in their text.
    let marked = behind("DOC", &["FULL", "_ID_", "UMENTS</"])
        || has("<!-- Hide XML section")
        || memchr::memmem::find_iter(page_bytes, b"exis").any(|at| at > 0 && matches!(page_bytes[at - 1], b'l' | b'L'));
    if marked && nexis::is_nexis(&super::tags::strip(page)) {
        return Some(Format::NexisHtml);
    }
    None
}

/// The standard an XML document follows.
pub(super) fn xml(tree: &super::xml::Tree) -> Option<Format> {
    let first = tree.root.elements().next()?;
    let inside = || first.descendants();
    let holds = |name: &str| inside().iter().any(|element| element.name == name);
    match first.name.as_str() {
        "nitf" => return Some(Format::Nitf),
        "NewsML" => return Some(Format::NewsMl),
        "newsMessage" | "newsItem" | "packageItem" => return Some(Format::NewsMlG2),
        "rss" | "feed" | "RDF" => return Some(Format::Feed),
        "PPSResponse" | "ppsArticleResponse" => return Some(Format::FactivaXml),
        _ => {}
    }
    if holds("ppsarticle") || (holds("accessionNo") && holds("leadParagraph")) {
        Some(Format::FactivaXml)
    } else if ["RecordID", "NumericPubDate", "RecordTitle", "GOID", "AlphaPubDate", "NumericDate"]
        .iter()
        .any(|name| holds(name))
    {
        Some(Format::ProquestXml)
    } else if holds("newsItem") {
        Some(Format::NewsMlG2)
    } else if holds("NewsItem") {
        Some(Format::NewsMl)
    } else if holds("nitf") || holds("body.content") {
        Some(Format::Nitf)
    } else {
        None
    }
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
