//! What a parser would build of a page, told from its tags in one pass: how deep it nests, and whether it grows far
//! beyond what stands in the file. Where the two could differ, the page is taken for deeper than it is.

use super::tags::{FOREIGN, SELF_CLOSING, Tag, VOID, key, keys, tags};
use rapidhash::v3::rapidhash_v3;

/// The depth told of a page of which a parser would make many times what stands in it.
pub(super) const BOUNDLESS: usize = usize::MAX;

/// Levels that are followed; no caller asks for more.
const FOLLOWED: usize = 2000;
/// Elements a parser may open anew because they were left open in a block that ended.
const REOPENED: usize = 200_000;
/// Elements of style that may be open at once.
const STYLES: usize = 1000;
/// Bytes of attributes a tag may have. A parser compares each with those before it; a picture within the page is one.
const ATTRIBUTES: usize = 2000;

/// Elements of style: left open in a block, they go on in the next, and a closing tag closes them alone.
const STYLE: [u64; 14] =
    keys(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]);
/// Elements that no closing tag of an element outside them closes.
const WALLS: [u64; 9] =
    keys(["table", "caption", "object", "applet", "marquee", "template", "noscript", "svg", "math"]);
/// Elements that are there once, wherever their tags stand.
const ONCE: [u64; 3] = keys(["html", "head", "body"]);
/// Elements whose content is text up to their closing tag.
const OPAQUE: [u64; 6] = keys(["textarea", "title", "iframe", "xmp", "noembed", "noframes"]);
/// Elements that a closing tag of any other kind passes through.
const INLINE: [u64; 14] =
    keys(["span", "abbr", "cite", "q", "sub", "sup", "label", "time", "mark", "bdi", "bdo", "dfn", "kbd", "var"]);

/// Elements of a drawing that may close themselves.
const DRAWN: [u64; 7] = keys(["path", "circle", "rect", "use", "g", "polygon", "line"]);

/// An element that is open.
struct Open {
    name: u64,
    wall: bool,
    /// Whether closing tags of inline elements stop at it.
    block: bool,
}

/// How many elements deep a parser nests the page at most; [`BOUNDLESS`] where it would grow.
pub(super) fn depth(html: &str) -> usize {
    let mut open: Vec<Open> = Vec::new();
    // Elements of style that go on behind the end of their block: hash of the name, and of all of the tag.
    let mut styles: Vec<(u64, u64)> = Vec::new();
    let (mut most, mut reopened) = (0, 0);
    let mut opaque: Option<u64> = None;
    for tag in tags(html) {
        let name = name_of(&tag);
        if let Some(raw) = opaque {
            opaque = (!tag.closing || raw != name).then_some(raw);
            continue;
        }
        if tag.attributes.len() > ATTRIBUTES && count_attributes(tag.attributes) > ATTRIBUTES / 2 {
            return BOUNDLESS;
        }
        let style = tag.among(&STYLE);
        if !style && !styles.is_empty() {
            reopened += styles.len();
        }
        if reopened > REOPENED || styles.len() > STYLES {
            return BOUNDLESS;
        }
        if tag.among(&VOID) || tag.among(&SELF_CLOSING) || tag.among(&ONCE) {
            continue;
        }
        if style {
            restyle(&mut styles, &tag, name);
        }
        if tag.closing {
            close(&mut open, name, style || tag.is("form"), tag.among(&INLINE));
            continue;
        }
        if tag.attributes.ends_with('/') && tag.among(&DRAWN) {
            continue;
        }
        if tag.among(&OPAQUE) && !open.iter().any(|element| FOREIGN.contains(&element.name)) {
            opaque = Some(name);
            continue;
        }
        let block = !style && !tag.among(&INLINE);
        open.push(Open { name, wall: tag.among(&WALLS), block });
        most = most.max(open.len());
        if most > FOLLOWED {
            return most;
        }
    }
    most
}

/// Keeps the elements of style that are open: of three alike the oldest goes, and a link ends the one before it.
fn restyle(styles: &mut Vec<(u64, u64)>, tag: &Tag, name: u64) {
    if tag.closing {
        if let Some(at) = styles.iter().rposition(|style| style.0 == name) {
            styles.remove(at);
        }
        return;
    }
    let whole = rapidhash_v3(tag.attributes.as_bytes()) ^ name;
    if tag.is("a") {
        styles.retain(|style| style.0 != name);
    } else if styles.iter().filter(|style| style.1 == whole).count() >= 3
        && let Some(at) = styles.iter().position(|style| style.1 == whole)
    {
        styles.remove(at);
    }
    styles.push((name, whole));
}

/// Closes the element of that name, and what is open inside it unless it closes `alone`.
fn close(open: &mut Vec<Open>, name: u64, alone: bool, inline: bool) {
    for at in (0..open.len()).rev() {
        let element = &open[at];
        if element.name == name {
            if alone {
                open.remove(at);
            } else {
                open.truncate(at);
            }
            return;
        }
        if element.wall || inline && element.block {
            return;
        }
    }
}

fn name_of(tag: &Tag) -> u64 {
    // Any heading's closing tag closes any heading.
    let heading = tag.name.len() == 2 && tag.key >> 8 == u64::from(b'h') && tag.name.as_bytes()[1].is_ascii_digit();
    if heading { key(b"h1") } else { tag.key }
}

/// Words between the name of a tag and its end, those in quotes left out.
fn count_attributes(attributes: &str) -> usize {
    let (mut count, mut quote, mut before) = (0, 0u8, b' ');
    for byte in attributes.bytes() {
        if quote != 0 {
            if byte == quote {
                quote = 0;
            }
        } else if matches!(byte, b'"' | b'\'') && before == b'=' {
            quote = byte;
        } else if !byte.is_ascii_whitespace() && before.is_ascii_whitespace() {
            count += 1;
        }
        before = byte;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_what_nests() {
        assert_eq!(depth("<div><p>a<p>b<br><img src=x><p>c</div><div></div>"), 1);
        assert_eq!(depth(&"<div>".repeat(1000)), 1000);
        assert_eq!(depth("<!-- <div><div> --><script>'<div><div>'</script><p>x"), 1);
        assert_eq!(depth(&format!("<!-->{}", "<div>".repeat(9))), 9);
        assert_eq!(depth(&format!("<svg><style>{}", "<g>".repeat(9))), 11);
        assert_eq!(depth(&format!("<noscript>{}", "<b>".repeat(9))), 10);
    }

    #[test]
    fn closing_tags_of_nothing_close_nothing() {
        for (page, deep) in [
            ("<div></x>", 100),
            ("<b></x>", 100),
            ("<span><div></span>", 200),
            ("<b><div></b>", 101),
            ("<div><table><td></div>", 200),
            ("<form><div></form>", 101),
            ("<div></body>", 100),
            ("<div><textarea></div></textarea>", 100),
            ("<div><h2></h3></div>", 2),
            ("<div><b>a</b><i>b</div>", 2),
        ] {
            assert_eq!(depth(&page.repeat(100)), deep, "{page}");
        }
    }

    #[test]
    fn a_page_that_grows_has_no_depth() {
        let styles: String = (0..400).map(|n| format!("<b id={n}>")).collect();
        assert_eq!(depth(&format!("<p>{styles}</p>{}", "<p>x</p>".repeat(4000))), BOUNDLESS);
        let attributes: String = (0..60_000).map(|n| format!("a{n}=1 ")).collect();
        assert_eq!(depth(&format!("<p {attributes}>x")), BOUNDLESS);
        // Left open as careless pages do it, and a picture in the page.
        assert_eq!(depth(&"<p><b>x <a href=y>z</p>".repeat(200)), 400);
        assert_eq!(depth(&format!("<div data-all=\"{}\">", "a b ".repeat(400_000))), 1);
    }
}
