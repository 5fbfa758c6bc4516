//! A page as the first extractor has it after its first steps: without what it leaves out by name, role or visibility
//! before it weighs anything, and without attributes and white space that move no weight. What it drops unread need
//! not be parsed, and of most pages that is more than half.

use super::json_ld;
use super::pared::{ENDING, OPAQUE, text};
use super::tags::{BLOCKS, SELF_CLOSING, Tag, VOID, key, keys, tags};
use super::unlikely::{Signs, Words, contains};

/// Elements that it removes from every article, and those that lead elsewhere.
const NEVER: [u64; 7] = keys(["nav", "select", "button", "noscript", "dialog", "footer", "aside"]);
/// Elements that are left out whole where their name, role or style says so: their own tags close them.
const BOXES: [u64; 13] =
    keys(["div", "section", "header", "footer", "aside", "nav", "ul", "ol", "dl", "span", "form", "main", "figure"]);
/// Elements that are followed inside what is left out, so that it ends where a parser would end it.
const FOLLOWED: [u64; 22] = keys([
    "div", "section", "header", "footer", "aside", "nav", "ul", "ol", "dl", "form", "main", "article", "figure",
    "table", "td", "select", "button", "noscript", "dialog", "body", "html", "center",
]);
/// Elements that are not looked into for what is unlikely.
const KEEPING: [u64; 2] = keys(["table", "code"]);
/// Elements that no extractor reads.
const UNREAD: [u64; 3] = keys(["style", "svg", "link"]);
/// Elements whose white space is text.
const VERBATIM: [u64; 2] = keys(["pre", "textarea"]);
/// Words in the name of a `<meta>` that is read.
const TOLD: Words = Words::new(&[
    "title",
    "author",
    "creator",
    "publish",
    "created",
    "available",
    "issued",
    "date",
    "site_name",
    "create_at",
    "byl",
    "headline",
    "copyright",
    "journal",
    "pubname",
    "twitter",
    "url",
    "application-name",
    "article:section",
]);

/// The page as the first extractor weighs it.
pub(super) fn lean(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 3);
    // Everything before `kept` was written or left out.
    let mut kept = 0;
    let mut opaque: Option<u64> = None;
    let mut left_out: Option<LeftOut> = None;
    let mut open: Vec<u64> = Vec::new();
    // Tables and code that are open, texts whose white space counts, and whether a block begins or ends at `kept`.
    let (mut keeping, mut verbatim, mut edge) = (0usize, 0usize, true);
    // Everything before it, of scripts that describe the page in what is left out, was written.
    let mut described = 0;
    // The byline that is open, and how deep it nests in itself: the length of its white space counts.
    let mut byline: Option<(u64, usize)> = None;
    for tag in tags(html) {
        if let Some(name) = opaque {
            if tag.closing && tag.key == name {
                opaque = None;
            }
            continue;
        }
        if let Some(left) = &mut left_out {
            match left.follow(&tag, &mut open) {
                Follow::Inside => {
                    let script = !left.whole && !tag.closing && tag.is("script") && json_ld::is_described(&tag);
                    if script && tag.start >= described {
                        let script = json_ld::script(html, &tag);
                        described = tag.end + script.len();
                        out.push_str(&html[tag.start..described]);
                        out.push_str("</script>");
                    }
                    continue;
                }
                Follow::Restore => kept = left.from,
                Follow::Over => kept = tag.end,
                Follow::OverBefore => kept = tag.start,
            }
            let over = kept == tag.end;
            left_out = None;
            if over {
                continue;
            }
        }
        let block = tag.among(&BLOCKS) || tag.among(&SELF_CLOSING);
        let between = &html[kept..tag.start];
        let layout = verbatim == 0
            && byline.is_none()
            && (edge || block)
            && between.bytes().all(|byte| byte.is_ascii_whitespace());
        if !layout {
            text(between, &mut out);
        }
        (kept, edge) = (tag.end, block);
        if let Some((name, depth)) = &mut byline
            && *name == tag.key
        {
            *depth = if tag.closing { *depth - 1 } else { *depth + 1 };
            byline = byline.filter(|byline| byline.1 > 0);
        }
        if tag.closing {
            keeping = keeping.saturating_sub(usize::from(tag.among(&KEEPING)));
            verbatim = verbatim.saturating_sub(usize::from(tag.among(&VERBATIM)));
            out.push_str(&html[tag.start..tag.end]);
            continue;
        }
        if tag.among(&UNREAD) && !is_address(&tag) || tag.is("script") && !json_ld::is_described(&tag) {
            let alone = tag.among(&VOID) || tag.is("svg") && tag.attributes.ends_with('/');
            if !alone {
                left_out = Some(LeftOut { key: tag.key, from: tag.start, depth: 1, whole: true });
            }
            continue;
        }
        let before = out.len();
        let signs = write(&tag, &mut out);
        let unlikely = signs.say_no() && keeping == 0 && tag.among(&BOXES);
        if unlikely || tag.among(&NEVER) {
            out.truncate(before);
            if let Some((name, depth)) = &mut byline {
                *depth -= usize::from(*name == tag.key);
            }
            open.clear();
            open.push(tag.key);
            left_out = Some(LeftOut { key: tag.key, from: tag.start, depth: 1, whole: false });
            continue;
        }
        if byline.is_none() && signs.say_byline() && tag.among(&BOXES) {
            byline = Some((tag.key, 1usize));
        }
        keeping += usize::from(tag.among(&KEEPING));
        verbatim += usize::from(tag.among(&VERBATIM));
        if tag.among(&OPAQUE) {
            opaque = Some(tag.key);
        }
    }
    match (left_out, opaque) {
        // What is never closed is no part that can be left out.
        (Some(left), _) if !left.whole || left.key == key(b"svg") => out.push_str(&html[left.from..]),
        (Some(_), _) => {}
        (None, Some(_)) => out.push_str(&html[kept..]),
        (None, None) => text(&html[kept..], &mut out),
    }
    out
}

/// An element that is being left out.
struct LeftOut {
    key: u64,
    /// Where it begins.
    from: usize,
    /// How deep it nests in itself.
    depth: usize,
    /// Whether it holds nothing but itself: a script, a style, a drawing.
    whole: bool,
}

/// Where a tag stands to the element that is being left out.
enum Follow {
    Inside,
    /// It shows that the element cannot be left out.
    Restore,
    /// It is the element's end.
    Over,
    /// The element ended before it.
    OverBefore,
}

impl LeftOut {
    /// `open` are the elements that are open, this one first.
    fn follow(&mut self, tag: &Tag, open: &mut Vec<u64>) -> Follow {
        if self.whole {
            let drawing = self.key == key(b"svg");
            if drawing && !tag.closing && tag.among(&ENDING) {
                // A drawing that was left open ends here for a parser: it stays as it is.
                return Follow::Restore;
            }
            if tag.key == self.key && !(drawing && tag.attributes.ends_with('/')) {
                self.depth = if tag.closing { self.depth - 1 } else { self.depth + 1 };
            }
            return if self.depth == 0 { Follow::Over } else { Follow::Inside };
        }
        if tag.key != self.key && !tag.among(&FOLLOWED) {
            return Follow::Inside;
        }
        if !tag.closing {
            open.push(tag.key);
            return Follow::Inside;
        }
        match open.iter().rposition(|open| *open == tag.key) {
            Some(0) => Follow::Over,
            Some(at) => {
                open.truncate(at);
                Follow::Inside
            }
            // It closes an element around this one.
            None => Follow::OverBefore,
        }
    }
}

/// Whether a tag is one of the links that tell the page's own address.
fn is_address(tag: &Tag) -> bool {
    tag.is("link") && (contains(tag.attributes, "canonical") || contains(tag.attributes, "x-default"))
}

/// Writes an opening tag with the attributes that are read; what they say of it.
fn write(tag: &Tag, out: &mut String) -> Signs {
    const ADDRESSES: [u64; 2] = keys(["link", "base"]);
    let (start, mut signs) = (out.len(), Signs::default());
    let (picture, meta, address) = (tag.key == key(b"img"), tag.key == key(b"meta"), tag.among(&ADDRESSES));
    let (mut sourced, mut told) = (false, false);
    out.push('<');
    out.push_str(tag.name);
    for (printed, value) in tag.all() {
        let bare = value.trim_matches(['"', '\'']);
        let lower = printed.bytes().any(|byte| byte.is_ascii_uppercase()).then(|| printed.to_ascii_lowercase());
        let name = lower.as_deref().unwrap_or(printed);
        signs.mind(tag, name, bare);
        if meta && matches!(name, "name" | "property" | "itemprop") {
            told |= TOLD.held_in(bare);
        }
        sourced |= name == "src";
        let keep = match name {
            "class" | "id" => !picture,
            "src" => !picture,
            "style" => contains(bare, "none") || contains(bare, "hidden"),
            "href" => address || bare.starts_with('#') || bare.starts_with("javascript:"),
            "name" | "property" | "content" => meta,
            "hreflang" => address,
            "type" => tag.is("script"),
            "hidden" | "aria-hidden" | "aria-modal" | "role" | "itemprop" | "rel" | "lang" | "xml:lang" => true,
            "summary" | "rowspan" | "colspan" | "data-component" | "data-lp-replacement-content" => true,
            _ => false,
        };
        if keep {
            out.push(' ');
            out.push_str(name);
            if !value.is_empty() {
                out.push('=');
                out.push_str(value);
            }
        }
    }
    // Where a picture comes from does not matter, but that it comes from somewhere does.
    out.push_str(if picture { " src=x>" } else { ">" });
    if meta && !told || picture && !sourced {
        out.truncate(start);
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_article_is_left_out() {
        let page = "<html lang=en><head><meta charset=utf-8><meta property='og:title' content='A'><link rel=icon href=i>\
            <link rel=canonical href='https://a.example/'><style>p{}</style></head>\n<body> <nav><ul><li>Menu</ul></nav>\
            <DIV Class='Site-Header'><div>Top</div><script type='application/ld+json'>{\"a\":1}</script></DIV>\
            <div class='main-header' onclick=go()><p><a href='/x' title=y>One</a> <b>two</b></p> <img src=a.jpg alt=b>\
            <img data-src=b.jpg></div><table><tr><td><div class=menu>Kept</div></table></body></html>";
        let wanted = "<html lang=en><head><meta property='og:title' content='A'>\
            <link rel=canonical href='https://a.example/'></head><body>\
            <script type='application/ld+json'>{\"a\":1}</script>\
            <div class='main-header'><p><a>One</a> <b>two</b></p><img src=x>\
            </div><table><tr><td><div class=menu>Kept</div></table></body></html>";
        assert_eq!(lean(page), wanted);
    }

    #[test]
    fn what_is_left_out_ends_where_a_parser_ends_it() {
        assert_eq!(lean("<div><div class=menu><ul><li>a</ul></div>b</div>"), "<div>b</div>");
        assert_eq!(lean("<section><div class=menu>a</section>b"), "<section></section>b");
        assert_eq!(lean("<div class=menu><div>a</div></section></div>b"), "</section></div>b");
        // Never closed: it stays.
        assert_eq!(lean("<p>a</p><div class=menu><p>b"), "<p>a</p><div class=menu><p>b");
        assert_eq!(lean("<p>a<svg><g>b</p><p onclick=c>d"), "<p>a<svg><g>b</p><p>d");
        assert_eq!(lean("<b>a</b> <span hidden>b</span><i>c</i> <script>d"), "<b>a</b> <i>c</i> ");
        assert_eq!(
            lean("<div class=byline> <p>A</p> <div> </div><div hidden></div> </div> <p>b"),
            "<div class=byline> <p>A</p> <div> </div> </div><p>b"
        );
        assert_eq!(lean("<pre> <b> a</b></pre> <p>"), "<pre> <b> a</b></pre><p>");
        assert_eq!(lean(""), "");
    }
}
