//! The parts of a page that may name its author or its date, as a page: elements that `trafilatura` looks at for them,
//! each inside those it stands in. The rest of the page it would walk a dozen times for nothing.

use super::json_ld;
use super::pared;
use super::tags::{SELF_CLOSING, Tag, VOID, key, keys, tags};
use super::unlikely::Words;

/// Words by which it knows an element that names the author.
const AUTHORS: Words = Words::new(&[
    "author",
    "byl",
    "bbl",
    "channel-name",
    "zuozhe",
    "bianji",
    "xiaobian",
    "submitted-by",
    "posted-by",
    "username",
    "journalist-name",
    "screenname",
    "writer",
]);
/// Words by which it knows an element that tells a date.
const DATES: Words = Words::new(&[
    "date",
    "datum",
    "meta",
    "time",
    "publish",
    "footer",
    "info",
    "post_detail",
    "block-content",
    "byline",
    "subline",
    "posted",
    "submitted",
    "created-post",
    "publication",
    "author",
    "autor",
    "field-content",
    "fa-clock-o",
    "fa-calendar",
    "fecha",
    "parution",
]);
/// Elements that tell a date by their name.
const DATED: [u64; 6] = keys(["footer", "small", "abbr", "time", "h1", "title"]);
/// Elements of a head that tell a date, or the address in which it may stand.
const HEAD: [u64; 3] = keys(["meta", "link", "base"]);
/// Elements that tell neither.
const PASSED: [u64; 3] = keys(["script", "style", "noscript"]);

/// Elements that may be open: a page that leaves more of them open names nobody.
const OPEN: usize = 2000;

/// What is looked for.
#[derive(Clone, Copy)]
pub(super) struct Sought {
    pub(super) author: bool,
    pub(super) date: bool,
}

/// An element that is open: its name, its tag, and whether that was written.
struct Open<'a> {
    key: u64,
    tag: Tag<'a>,
    written: bool,
}

/// The parts of a page in which what is sought may stand; empty where there is none.
pub(super) fn of(html: &str, sought: Sought) -> String {
    let mut out = String::new();
    let mut open: Vec<Open> = Vec::new();
    // How many elements were open around the one that is being written.
    let mut inside: Option<usize> = None;
    let (mut kept, mut passed) = (0, None);
    for tag in tags(html) {
        if let Some(name) = passed {
            if tag.closing && tag.key == name {
                (passed, kept) = (None, tag.end);
            }
            continue;
        }
        if inside.is_some() {
            pared::text(&html[kept..tag.start], &mut out);
        }
        kept = tag.end;
        if tag.closing {
            let Some(at) = open.iter().rposition(|open| open.key == tag.key) else { continue };
            if inside.is_some_and(|inside| at <= inside) {
                inside = None;
            }
            open.drain(at..).rev().for_each(|element| close(&element, &mut out));
            continue;
        }
        if tag.among(&PASSED) {
            if sought.date && tag.is("script") && json_ld::is_described(&tag) {
                out.push_str(&html[tag.start..tag.end]);
                out.push_str(json_ld::script(html, &tag));
                out.push_str("</script>");
            }
            passed = Some(tag.key);
            continue;
        }
        // The one before it ends here.
        if tag.among(&SELF_CLOSING)
            && let Some(last) = open.pop_if(|last| last.key == tag.key)
        {
            inside = inside.filter(|inside| *inside < open.len());
            close(&last, &mut out);
        }
        let alone = tag.among(&VOID);
        let meta = sought.date && tag.among(&HEAD);
        let found = inside.is_some() || meta || tells(&tag, sought);
        if found {
            // What was written stands first.
            let before = open.iter().rposition(|element| element.written).map_or(0, |at| at + 1);
            for element in &mut open[before..] {
                pared::write(&element.tag, &html[element.tag.start..element.tag.end], &mut out);
                element.written = true;
            }
            pared::write(&tag, &html[tag.start..tag.end], &mut out);
        }
        // Of what closes by itself it matters only that it is one, or stands in one.
        if alone || !found && tag.among(&SELF_CLOSING) {
            continue;
        }
        if open.len() == OPEN {
            return String::new();
        }
        if found && inside.is_none() {
            inside = Some(open.len());
        }
        open.push(Open { key: tag.key, tag, written: found });
    }
    out
}

/// Writes the closing tag of what was written.
fn close(element: &Open, out: &mut String) {
    if element.written {
        out.push_str("</");
        out.push_str(element.tag.name);
        out.push('>');
    }
}

/// Whether an element is one that is looked at.
fn tells(tag: &Tag, sought: Sought) -> bool {
    if sought.date && tag.among(&DATED) || sought.author && tag.key == key(b"author") {
        return true;
    }
    tag.all().any(|(name, value)| {
        let value = value.trim_matches(['"', '\'']);
        let named = matches!(name, "class" | "id" | "itemprop" | "CLASS" | "ID");
        let dated = named && sought.date && DATES.held_in(value);
        let by = named || matches!(name, "rel" | "data-component" | "data-testid");
        let authored = by && sought.author && (AUTHORS.held_in(value) || name == "rel" && value == "me");
        dated || authored
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_the_author_stands_in_what_it_stood_in() {
        let page = "<html><head><meta name=a content=b></head><body><div class=a><p>Text<p>Text</div><div id=comments>\
            <p>x<span class=\"Post-Author big\" data-x=y><b>Anna<!-- c --> Berg</b><script>n()</script></span> y</div>\
            <p>Text</body></html>";
        let wanted = "<html><body><div id=comments><span class=\"Post-Author big\"><b>Anna Berg</b></span></div>\
            </body></html>";
        assert_eq!(of(page, Sought { author: true, date: false }), wanted);
        assert_eq!(of("<p class=x>Text</p>", Sought { author: true, date: true }), "");
    }

    #[test]
    fn what_tells_the_date_comes_with_the_head() {
        let page = "<head><link rel=icon><meta name=a content=b><script type='application/ld+json'>{}</script></head>\
            <p>Text</p><time>5 May</time><ul><li class=date>6 May<li>Text</ul>";
        let wanted = "<head><link rel=icon><meta name=a content=b><script type='application/ld+json'>{}</script></head>\
            <time>5 May</time><ul><li class=date>6 May</li></ul>";
        assert_eq!(of(page, Sought { author: false, date: true }), wanted);
    }
}
