//! Saved web pages: the block that holds the article by the crate `dom_smoothie`, what of it is furniture by `trafilatura`.

use super::batch::Batch;
use super::credits::{self, Sought};
use super::format::Format;
use super::json_ld::Described;
use super::record::{Record, admit};
use super::{
    Parsed, ReadOptions, date_place, decode, export_file, json_ld, lean, pared, paywall, recognise, shape, tags, text,
};
use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::sync::OnceLock;

/// Levels of nesting above which a page is no longer handed to the extractor but stripped of its tags.
pub(super) const DEEPEST: usize = 500;
/// Levels above which the extractor gets a thread with a large stack.
const DEEP: usize = 100;
/// Bytes of text below which what the first extractor found may be the wrong block.
const SHORT: usize = 500;
/// Stack of that thread in bytes; taken from the system only as far as it is used.
const STACK: usize = 256 << 20;

/// Parses one page.
pub(super) fn parse(batch: &Batch, options: &ReadOptions) -> Parsed {
    let (decoded, nul) = decode::decode_nul(&batch.bytes, declared(&batch.bytes));
    let html = decoded.text.as_ref();
    let number = batch.source.many.then_some(batch.first);
    if batch.source.format == Format::Html
        && let Some(format) = recognise::html(html)
        && tags::depth(html) <= DEEPEST
    {
        return export_file::parse_text(format, html, batch, options);
    }
    let page = Saved { html, lean: lean::lean(html), whole: OnceLock::new() };
    let said = json_ld::of(&page.lean).unwrap_or_default();
    let mut problems = Vec::new();
    let depth = tags::depth(&page.lean);
    let extracted = if depth > DEEPEST {
        let what = match depth {
            shape::BOUNDLESS => "a parser would make many times its tags of the page".to_string(),
            _ => format!("the page nests {depth} elements"),
        };
        let detail = format!("{what}; its text was taken without telling article from furniture");
        problems.push(batch.source.problem(number, "deep-nesting", detail).as_notice());
        None
    } else {
        let found = isolated(depth > DEEP, || extract(&page, &said, options.fast_html));
        if found.is_none() {
            let detail = "the extractor failed on the page; its text was taken without telling article from furniture";
            problems.push(batch.source.problem(number, "extractor-failed", detail).as_notice());
        }
        found
    };
    let found = extracted.unwrap_or_default();
    let canonical = canonical(&page.lean);
    let url = match &batch.source.url {
        url if !url.is_empty() => url.clone(),
        _ if found.url.contains("://") => found.url,
        _ if canonical.is_empty() => said.url,
        _ => canonical.clone(),
    };
    let text = if found.text.trim().is_empty() { tags::strip(page.whole()) } else { found.text };
    // Where the extractor took the wrong block, what the page itself calls its text is several times as long.
    let text = if is_far_longer(&said.text, &text) { said.text } else { text };
    let walled = paywall::is_walled(&text, || page.whole(), said.walled);
    let or = |ours: String, theirs: String| if ours.trim().is_empty() { theirs } else { ours };
    let mut dates = found.dates;
    if !said.date.is_empty() && !dates.iter().any(|date| date.1 == "json-ld") {
        dates.insert(0, (said.date, "json-ld"));
    }
    let record = Record {
        number: batch.first,
        bytes: batch.bytes(),
        title: or(found.title, said.title).into(),
        text: text.into(),
        outlet: or(found.outlet, said.outlet).into(),
        author: or(found.author, said.author).into(),
        section: if said.section.trim().is_empty() { section(&page.lean) } else { said.section }.into(),
        words: said.words,
        walled,
        url: url.into(),
        canonical: canonical.into(),
        language: or(language(&page.lean), said.language).into(),
        dates: dates.into_iter().map(|(date, from)| (Cow::Owned(date), from)).collect(),
        extracted: found.extracted_date,
        ..Record::default()
    };
    let mut parsed = admit(vec![record], &batch.source, options, batch.source.many);
    if decoded.replaced {
        problems.push(text::replaced(batch, number));
    }
    if nul {
        problems.push(text::nul(batch, number));
    }
    problems.append(&mut parsed.problems);
    parsed.problems = problems;
    parsed
}

/// A page in the forms it is looked at in.
struct Saved<'h> {
    html: &'h str,
    lean: String,
    whole: OnceLock<String>,
}

impl Saved<'_> {
    /// All of the page that an extractor may look at.
    fn whole(&self) -> &str {
        self.whole.get_or_init(|| pared::pared(self.html))
    }

    /// What is made of a form of the page, on a stack that holds it; none where that nests too deep, or fails.
    fn of<T: Send>(html: &str, work: impl FnOnce(&str) -> Option<T> + Send) -> Option<T> {
        let depth = tags::depth(html);
        if depth > DEEPEST { None } else { isolated(depth > DEEP, || work(html)).flatten() }
    }
}

/// What the extractors tell of a page.
#[derive(Default)]
struct Page {
    title: String,
    text: String,
    outlet: String,
    author: String,
    url: String,
    dates: Vec<(String, &'static str)>,
    extracted_date: String,
}

/// Runs the extractors so that a fault in them costs this page only; none where they failed.
fn isolated<T: Send>(deep: bool, work: impl FnOnce() -> T + Send) -> Option<T> {
    if !deep {
        return std::panic::catch_unwind(AssertUnwindSafe(work)).ok();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    })
}

/// The block of the article by `dom_smoothie`, and what is furniture in it by `trafilatura`; or, where it must be
/// `fast`, all by the first.
fn extract(saved: &Saved, said: &Described, fast: bool) -> Page {
    let mut page = Page::default();
    let mut block = String::new();
    // What JSON-LD says is taken before; it is not to be parsed again.
    let config =
        || dom_smoothie::Config { keep_classes: true, disable_json_ld: true, ..dom_smoothie::Config::default() };
    if let Ok(mut readable) = dom_smoothie::Readability::new(saved.lean.as_str(), None, Some(config())) {
        let from_json = readable.parse_json_ld();
        let json_date = from_json.as_ref().and_then(|meta| meta.published_time.clone());
        let meta = readable.get_article_metadata(from_json);
        if let Some(date) = &json_date {
            page.dates.push((date.to_string(), "json-ld"));
        }
        if let Some(date) = meta.published_time.filter(|date| Some(date) != json_date.as_ref()) {
            page.dates.push((date.to_string(), "meta"));
        }
        page.title = meta.title.to_string();
        page.outlet = meta.site_name.map(|name| name.to_string()).unwrap_or_default();
        page.author = meta.byline.map(|name| name.to_string()).unwrap_or_default();
        page.url = meta.url.map(|url| url.to_string()).unwrap_or_default();
        // One try, of the strictest kind, does for most pages; where it finds little, all are made on all of the page.
        let strict = readable.parse_with_policy(dom_smoothie::ParsePolicy::Strict).ok();
        let content = |found: dom_smoothie::Article| found.content.to_string();
        block = match strict {
            Some(found) if is_enough(&found.text_content) => content(found),
            strict => Saved::of(saved.whole(), |html| {
                dom_smoothie::Readability::new(html, None, Some(config())).ok()?.parse().ok().map(content)
            })
            .or(strict.map(content))
            .unwrap_or_default(),
        };
        block = pared::without_figures(&block);
        page.text = tags::strip(&block);
    }
    if !fast {
        let whole = page.text.len() < SHORT;
        let kept = if whole {
            Saved::of(saved.whole(), |html| Some(text_of(html, true))).unwrap_or_default()
        } else {
            text_of(&[NAMED, "<body>", &block].concat(), false)
        };
        // Of two texts of a whole page, the longer; of a block, what is left unless that is little.
        if kept.len() > if whole { page.text.len() } else { page.text.len() / 2 } {
            page.text = kept;
        }
        describe(saved, said, &mut page);
    }
    page.outlet = site_alone(&page.outlet).to_string();
    page.title = title_alone(&page.title, &page.outlet).to_string();
    page
}

/// Whether a text is so long that `dom_smoothie` looks no further: 500 characters, white space made single.
fn is_enough(text: &str) -> bool {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>() > 500
}

/// A head that leaves `trafilatura` nothing to look for in a block but its text.
const NAMED: &str = "<head><meta property=og:title content='A b'><meta property=og:author content='A B'>\
    <meta property=og:site_name content=A><meta property=og:description content=A><meta property=og:type content=a>\
    <meta property=og:url content=https://a.example/><meta property=og:image content=https://a.example/a></head>";

/// What `trafilatura` keeps, by its own means alone or with all of them; empty where it keeps nothing.
fn text_of(html: &str, all_means: bool) -> String {
    use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract};
    let focus = if all_means { ExtractionFocus::Balanced } else { ExtractionFocus::FavorRecall };
    let options = Options::default().with_fallback(all_means).with_focus(focus).with_exclude_comments(true);
    let found = extract(html, &options.with_html_date_mode(HtmlDateMode::Disabled));
    found.map(|found| tags::strip(&found.content_html)).unwrap_or_default()
}

/// The head of a page and the scripts that describe it, as a page.
fn head(html: &str) -> String {
    let body = tags::tags(html).find(|tag| tag.is("body") || tag.is("head") && tag.closing);
    let mut out = html[..body.map_or(0, |tag| tag.start)].to_string();
    let behind = out.len();
    for script in json_ld::scripts(&html[behind..]) {
        out.push_str("<script type=\"application/ld+json\">");
        out.push_str(script);
        out.push_str("</script>");
    }
    out
}

fn metadata(html: &str, options: &trafilatura::Options) -> trafilatura::Metadata {
    trafilatura::metadata::extract_metadata(&trafilatura::dom::Document::parse(html), options)
}

/// Takes what a page's head says of it, and looks in all of the page for the author and the date that it does not say.
fn describe(saved: &Saved, said: &Described, page: &mut Page) {
    let better = |slot: &mut String, found: String| {
        if !found.trim().is_empty() {
            *slot = found;
        }
    };
    use trafilatura::{HtmlDateMode, Options};
    let undated = Options::default().with_html_date_mode(HtmlDateMode::Disabled);
    let told = metadata(&head(&saved.lean), &undated);
    better(&mut page.title, told.title);
    better(&mut page.author, told.author);
    better(&mut page.url, told.url);
    if page.outlet.trim().is_empty() {
        page.outlet = told.sitename;
    }
    let dated = !page.dates.is_empty() || !said.date.is_empty() || date_place::in_url(&page.url).is_some();
    let named = !page.author.trim().is_empty() || !said.author.is_empty();
    if dated && named {
        return;
    }
    let sought = Sought { author: !named, date: !dated };
    let mode = if dated { HtmlDateMode::Disabled } else { HtmlDateMode::Fast };
    let parts = credits::of(saved.html, sought);
    let look = |mode| move |html: &str| Some(metadata(html, &Options::default().with_html_date_mode(mode)));
    let mut found = if parts.is_empty() { None } else { Saved::of(&parts, look(mode)) };
    if !dated && found.as_ref().is_none_or(|found| found.date.is_none()) {
        // A date may stand in any words.
        found = Saved::of(saved.whole(), look(HtmlDateMode::Default));
    }
    let Some(found) = found else { return };
    if !named {
        page.author = found.author;
    }
    page.extracted_date = found.date.map(|date| date.to_string()).unwrap_or_default();
}

/// Whether a text has at least 100 words, and three times as many as another.
fn is_far_longer(text: &str, other: &str) -> bool {
    let words = text.split_whitespace().count();
    words >= 100 && words >= 3 * other.split_whitespace().count()
}

/// What parts a page's title from the name of its site, and that from its motto.
const RULES: [&str; 4] = [" | ", " - ", " – ", " — "];

/// The name of a site without the motto behind it.
fn site_alone(site: &str) -> &str {
    RULES
        .iter()
        .filter_map(|rule| site.split_once(rule))
        .map(|parts| parts.0)
        .min_by_key(|name| name.len())
        .unwrap_or(site)
        .trim()
}

/// The title without the name of the site behind it.
fn title_alone<'a>(title: &'a str, site: &str) -> &'a str {
    let cut = RULES.iter().filter_map(|rule| title.rsplit_once(rule)).find(|(head, tail)| {
        !site.is_empty() && !head.trim().is_empty() && tail.trim().to_lowercase() == site.to_lowercase()
    });
    cut.map_or(title, |parts| parts.0).trim()
}

/// The encoding a page declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = memchr::memmem::find(head, b"charset=")? + 8;
    let label = head[at..]
        .split(|byte| matches!(byte, b'"' | b'\'' | b'>' | b' ' | b';' | b'/'))
        .find(|part| !part.is_empty())?;
    encoding_rs::Encoding::for_label(label)
}

/// The address in `<link rel="canonical">`.
fn canonical(html: &str) -> String {
    tags::tags(html)
        .take_while(|tag| !(tag.is("body") && tag.closing))
        .filter(|tag| tag.is("link"))
        .find(|tag| tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))
        .and_then(|tag| tag.attribute("href"))
        .filter(|href| href.contains("://"))
        .map(tags::unescape)
        .unwrap_or_default()
}

/// The section in `<meta property="article:section">`, the first of several.
fn section(html: &str) -> String {
    let named = |tag: &tags::Tag| {
        let name = tag.attribute("property").or_else(|| tag.attribute("name")).unwrap_or_default();
        name.trim().eq_ignore_ascii_case("article:section")
    };
    let content = |tag: tags::Tag| tag.attribute("content").map(|content| tags::unescape(content).trim().to_string());
    tags::tags(html)
        .take_while(|tag| !tag.is("body"))
        .filter(|tag| tag.is("meta") && named(tag))
        .filter_map(content)
        .find(|section| !section.is_empty())
        .unwrap_or_default()
}

/// The language in `<html lang>`, without its region.
fn language(html: &str) -> String {
    tags::tags(html)
        .find(|tag| tag.is("html") && !tag.closing)
        .and_then(|tag| tag.attribute("lang").or_else(|| tag.attribute("xml:lang")))
        .map(|lang| lang.split(['-', '_']).next().unwrap_or_default().to_lowercase())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_and_title_are_told_apart() {
        assert_eq!(site_alone("The Herald | News, sport and more"), "The Herald");
        assert_eq!(title_alone("Harbour opens - again – The Herald", "the herald"), "Harbour opens - again");
        assert_eq!(title_alone("Harbour opens - again", "The Herald"), "Harbour opens - again");
    }

    #[test]
    fn a_page_in_the_encoding_it_declares() {
        let page = b"<html><head><meta charset=\"iso-8859-2\"></head><body><p>\xA3\xF3d\xBC</p>";
        assert_eq!(declared(page).map(|encoding| encoding.name()), Some("ISO-8859-2"));
        assert!(decode::decode(page, declared(page)).text.contains("Łódź"));
    }
}
