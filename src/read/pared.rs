//! A page pared to what extractors look at: without comments, styles, drawings and the scripts that describe nothing,
//! and without the attributes that none of them reads. Often that is a fifth of the page, and the rest was copied and
//! walked many times.

use super::json_ld;
use super::tags::{Tag, key, keys, tags};

/// Elements whose content is text up to their closing tag.
pub(super) const OPAQUE: [u64; 6] = keys(["title", "textarea", "iframe", "xmp", "noembed", "noframes"]);
/// Elements that end a drawing in which they stand.
pub(super) const ENDING: [u64; 14] =
    keys(["p", "div", "span", "img", "ul", "ol", "li", "table", "h1", "h2", "h3", "br", "body", "section"]);
const DRAWING: u64 = key(b"svg");
/// Attributes by which extractors know elements, and those they read.
const READ: [&str; 38] = [
    "class",
    "id",
    "href",
    "content",
    "name",
    "property",
    "type",
    "rel",
    "style",
    "role",
    "title",
    "lang",
    "dir",
    "itemprop",
    "itemtype",
    "itemscope",
    "datetime",
    "pubdate",
    "http-equiv",
    "hidden",
    "aria-hidden",
    "aria-modal",
    "src",
    "alt",
    "charset",
    "target",
    "data-component",
    "data-testid",
    "data-utime",
    "data-preloaded",
    "data-lp-replacement-content",
    "hreflang",
    "cite",
    "summary",
    "rowspan",
    "colspan",
    "border",
    "value",
];

/// The page without what no extractor looks at.
pub(super) fn pared(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    // Everything before `kept` was written or left out.
    let mut kept = 0;
    let mut opaque: Option<u64> = None;
    // The element that is being left out, how deep it nests in itself, and where it begins.
    let mut left_out: Option<(u64, usize, usize)> = None;
    for tag in tags(html) {
        if let Some(name) = opaque {
            if tag.closing && tag.key == name {
                opaque = None;
            }
            continue;
        }
        if let Some((name, depth, from)) = &mut left_out {
            if !tag.closing && *name == DRAWING && tag.among(&ENDING) {
                // A drawing that was left open ends here for a parser: it stays as it is.
                kept = *from;
                left_out = None;
            } else {
                if tag.key == *name && !(*name == DRAWING && tag.attributes.ends_with('/')) {
                    *depth = if tag.closing { *depth - 1 } else { *depth + 1 };
                }
                if *depth == 0 {
                    kept = tag.end;
                    left_out = None;
                }
                continue;
            }
        }
        text(&html[kept..tag.start], &mut out);
        kept = tag.end;
        if !tag.closing && (tag.is("style") || tag.is("svg") || tag.is("script") && !json_ld::is_described(&tag)) {
            if !tag.attributes.ends_with('/') || !tag.is("svg") {
                left_out = Some((tag.key, 1, tag.start));
            }
            continue;
        }
        if !tag.closing && tag.among(&OPAQUE) {
            opaque = Some(tag.key);
        }
        write(&tag, &html[tag.start..tag.end], &mut out);
    }
    match (left_out, opaque) {
        (Some((DRAWING, _, from)), _) => out.push_str(&html[from..]),
        (Some(_), _) => {}
        (None, Some(_)) => out.push_str(&html[kept..]),
        (None, None) => text(&html[kept..], &mut out),
    }
    out
}

/// A block without its pictures and the words below them; a figure that holds a table or a quotation is none.
pub(super) fn without_figures(block: &str) -> String {
    const FIGURES: [u64; 2] = keys(["figure", "figcaption"]);
    const KEPT: [u64; 3] = keys(["table", "blockquote", "pre"]);
    let mut out = String::with_capacity(block.len());
    let mut kept = 0;
    // Where what is left out begins, by what tag, and how deep it nests in itself.
    let mut left_out: Option<(usize, u64, usize)> = None;
    for tag in tags(block) {
        match &mut left_out {
            Some((_, name, _)) if *name == FIGURES[0] && tag.among(&KEPT) => left_out = None,
            Some((from, name, depth)) if tag.key == *name => {
                *depth = if tag.closing { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    out.push_str(&block[kept..*from]);
                    kept = tag.end;
                    left_out = None;
                }
            }
            Some(_) => {}
            None if tag.among(&FIGURES) && !tag.closing => left_out = Some((tag.start, tag.key, 1)),
            None => {}
        }
    }
    out.push_str(&block[kept..]);
    out
}

/// What stands between two tags, without comments.
pub(super) fn text(between: &str, out: &mut String) {
    let (mut from, mut at) = (0, 0);
    while let Some(ahead) = memchr::memchr(b'<', &between.as_bytes()[at..]) {
        at += ahead;
        if let Some(comment) = between[at..].strip_prefix("<!--") {
            out.push_str(&between[from..at]);
            at += 4 + super::tags::comment_end(comment);
            from = at;
        } else {
            at += 1;
        }
    }
    out.push_str(&between[from..]);
}

/// A tag with the attributes that are read.
pub(super) fn write(tag: &Tag, printed: &str, out: &mut String) {
    if tag.closing || tag.attributes.len() < 12 {
        out.push_str(printed);
        return;
    }
    out.push('<');
    out.push_str(tag.name);
    for (name, value) in tag.all() {
        if READ.iter().any(|read| name.eq_ignore_ascii_case(read)) {
            out.push(' ');
            out.push_str(name);
            if !value.is_empty() {
                out.push('=');
                out.push_str(value);
            }
        }
    }
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_extractor_looks_at_is_left_out() {
        let page = "<html lang=en><head><title>A < B</title><style>p{}</style><script>x('</p>')</script>\
            <script type='application/ld+json'>{\"a\":1}</script></head><body><!-- a > b --><p class=\"x\" \
            data-track='{\"a\":\"b\"}' onclick=go() hidden>One<svg viewBox='0 0 1 1'><style>a{}</style><g><title>Icon</title>\
            </g></svg> two</p></body></html>";
        let wanted = "<html lang=en><head><title>A < B</title><script type='application/ld+json'>{\"a\":1}\
            </script></head><body><p class=\"x\" hidden>One two</p></body></html>";
        assert_eq!(pared(page), wanted);
    }

    #[test]
    fn figures_are_left_out_of_a_block() {
        let figure = "<figure><img src=x><figcaption>The quay. <figure>a</figure></figcaption></figure>";
        assert_eq!(without_figures(&format!("<p>One</p>{figure}<p>two</p>{figure}")), "<p>One</p><p>two</p>");
        let table = "<figure><table><tr><td>1</td></tr></table>";
        assert_eq!(
            without_figures(&format!("{table}<figcaption>Ships</figcaption></figure>x")),
            format!("{table}</figure>x")
        );
        assert_eq!(without_figures("<p>One</p><figure>two"), "<p>One</p><figure>two");
    }

    #[test]
    fn what_is_left_open_ends_the_page_as_in_a_parser() {
        assert_eq!(pared("<p>One<script>two"), "<p>One");
        assert_eq!(pared("<p>One<!-- two"), "<p>One");
        assert_eq!(pared("One < two & <b>three"), "One < two & <b>three");
        assert_eq!(pared("<p><svg><g>One</p><p class=a>two"), "<p><svg><g>One</p><p class=a>two");
        assert_eq!(pared("<p>One<svg/> two"), "<p>One two");
        assert_eq!(pared(""), "");
    }
}
