//! Text fields of tables and JSON that hold a page's markup: `<p>Acme &amp; Zeta</p>`.

use super::format::Format;
use super::tags::{BLOCKS, Tag, strip, tags, unescape};
use std::borrow::Cow;

/// Tags of blocks from which a text is markup: one that opens, one that closes.
const FEWEST: usize = 2;
/// Elements inside a paragraph.
const INLINE: [&str; 10] = ["a", "b", "strong", "i", "em", "u", "span", "font", "sup", "sub"];

/// Whether the fields of a format may hold markup: what a program wrote, not what a person did.
pub(super) fn may_hold(format: Format) -> bool {
    use Format::{Csv, Json, JsonLines, Ods, Parquet, Tsv, Xlsx};
    matches!(format, Csv | Json | JsonLines | Ods | Parquet | Tsv | Xlsx)
}

/// A text without its tags and entities, where it holds those of a page: two or more tags of blocks or elements that
/// close; "a < b" and a single stray tag stay.
pub(super) fn unmarked(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return text;
    }
    let closes = |tag: &Tag, names: &[&str]| tag.closing && names.iter().any(|name| tag.is(name));
    let (mut blocks, mut inline) = (0, 0);
    for tag in tags(&text) {
        blocks += usize::from(tag.is("br") || tag.among(&BLOCKS));
        inline += usize::from(closes(&tag, &INLINE));
    }
    if blocks >= FEWEST {
        return Cow::Owned(strip(&text));
    }
    if inline > 0 {
        // Its paragraphs are lines already.
        let lines = text.split('\n').map(strip);
        return Cow::Owned(lines.collect::<Vec<_>>().join("\n"));
    }
    if has_entity(&text) { Cow::Owned(unescape(&text)) } else { text }
}

/// Whether a text holds an entity: `&amp;`, `&#8217;`.
fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let name = text[at + 1..].split(';').next().unwrap_or_default();
        let letters = name.strip_prefix('#').unwrap_or(name);
        name.len() + at + 1 < text.len()
            && (2..=8).contains(&name.len())
            && letters.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        unmarked(Cow::Borrowed(text)).into_owned()
    }

    #[test]
    fn markup_becomes_paragraphs() {
        let marked = "<p>Acme &amp; Zeta <b>merge</b>.</p>\n<p>Shares&nbsp;rose.<br/>A lot.</p>";
        assert_eq!(read(marked), "Acme & Zeta merge.\n\nShares\u{a0}rose.\nA lot.");
        assert_eq!(read("One.\n\nSee <a href=\"x\">Acme</a>."), "One.\n\nSee Acme.");
        assert_eq!(read("Acme&#8217;s AT&amp;T deal"), "Acme’s AT&T deal");
    }

    #[test]
    fn what_is_no_markup_stays() {
        for text in ["a < b & c > d", "AT&T said; so", "Use the <p> tag", "R&D; more", "x <- y", "1 <2", ""] {
            assert_eq!(read(text), text);
        }
    }
}
