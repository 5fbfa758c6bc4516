//! A linear scan over the tags of a page: how deep it nests, what its head declares, and its text without tags.

pub(super) use super::shape::depth;

/// Elements that never hold others.
pub(super) const VOID: [u64; 14] = keys([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
]);
/// Elements that a parser closes by itself, so that leaving them open does not nest.
pub(super) const SELF_CLOSING: [u64; 12] =
    keys(["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup"]);
/// Elements that begin and end a paragraph.
pub(super) const BLOCKS: [u64; 38] = keys([
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
    "title",
]);
/// Elements whose content is no markup.
const RAW: [u64; 2] = keys(["script", "style"]);
/// Elements whose content is markup that no reader of the page sees.
const UNSEEN: [u64; 2] = keys(["noscript", "template"]);
/// Elements inside which scripts and styles are markup like any other.
pub(super) const FOREIGN: [u64; 2] = keys(["svg", "math"]);

/// The name of an element as a number, the same for capitals: quick to compare with many others.
pub(super) const fn key(name: &[u8]) -> u64 {
    // Eight letters fill the number; the few longer names of HTML differ in their first eight or in their length.
    let (mut key, mut at) = (0u64, 0);
    while at < name.len() && at < 8 {
        key = key << 8 | name[at].to_ascii_lowercase() as u64;
        at += 1;
    }
    if name.len() > 8 { key ^ (name.len() as u64) << 56 } else { key }
}

/// The keys of names.
pub(super) const fn keys<const N: usize>(names: [&str; N]) -> [u64; N] {
    let (mut keys, mut at) = ([0; N], 0);
    while at < N {
        keys[at] = key(names[at].as_bytes());
        at += 1;
    }
    keys
}

/// A tag, comments and declarations left out.
pub(super) struct Tag<'a> {
    /// Name as printed.
    pub(super) name: &'a str,
    pub(super) key: u64,
    pub(super) closing: bool,
    /// What stands between the name and `>`.
    pub(super) attributes: &'a str,
    /// Where `<` stands, and one past `>`.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Tag<'a> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(super) fn among(&self, keys: &[u64]) -> bool {
        keys.contains(&self.key)
    }

    /// The value of an attribute, as printed.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let (_, value) = self.all().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        Some(quote.map_or(value, |quote| value[1..].strip_suffix(quote).unwrap_or(&value[1..])))
    }

    /// The attributes in order, each with its value as printed, quotes and all; empty where there is none.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let attributes = self.attributes;
        let bytes = attributes.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            let until = |from: usize, stop: &dyn Fn(u8) -> bool| {
                from + bytes[from..].iter().position(|byte| stop(*byte)).unwrap_or(bytes.len() - from)
            };
            at = until(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
            let end = until(at, &|byte| byte == b'=' || byte.is_ascii_whitespace());
            if end == at {
                return None;
            }
            let key = &attributes[at..end];
            at = until(end, &|byte| !byte.is_ascii_whitespace());
            let mut value = "";
            if bytes.get(at) == Some(&b'=') {
                let from = until(at + 1, &|byte| !byte.is_ascii_whitespace());
                at = match bytes.get(from) {
                    Some(quote @ (b'"' | b'\'')) => {
                        memchr::memchr(*quote, &bytes[from + 1..]).map_or(bytes.len(), |ahead| from + ahead + 2)
                    }
                    _ => until(from, &|byte| byte.is_ascii_whitespace()),
                };
                value = &attributes[from..at];
            }
            Some((key, value))
        })
    }
}

/// The tags of a page in order. Content of scripts and styles is passed over.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let (mut at, mut foreign) = (0, 0usize);
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'<', html.as_bytes().get(at..)?)?;
            let rest = &html[start..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                at = start + 4 + comment_end(comment);
                continue;
            }
            let closing = rest.starts_with("</");
            let name_at = 1 + usize::from(closing);
            let len =
                rest.bytes().skip(name_at).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
            if len == 0 || !rest.as_bytes()[name_at].is_ascii_alphabetic() {
                at = start + if rest.starts_with("<!") || rest.starts_with("<?") { close(rest) } else { 1 };
                continue;
            }
            let end = close(rest);
            let attributes = rest[name_at + len..end].trim_end_matches('>');
            let name = &rest[name_at..name_at + len];
            let tag = Tag { name, key: key(name.as_bytes()), closing, attributes, start, end: start + end };
            at = tag.end;
            if tag.among(&FOREIGN) {
                foreign = if closing { foreign.saturating_sub(1) } else { foreign + 1 };
            }
            if !closing && foreign == 0 && tag.among(&RAW) {
                at = raw_end(html, at, tag.name);
            }
            return Some(tag);
        }
    })
}

/// Where a comment ends, one past its `-->`; `<!-->` and `<!--->` are whole comments.
pub(super) fn comment_end(comment: &str) -> usize {
    if comment.starts_with('>') {
        return 1;
    }
    if comment.starts_with("->") {
        return 2;
    }
    let find = |text: &str, end: &str| memchr::memmem::find(text.as_bytes(), end.as_bytes()).map(|at| at + end.len());
    let plain = find(comment, "-->");
    let bang = find(&comment[..plain.unwrap_or(comment.len())], "--!>");
    bang.or(plain).unwrap_or(comment.len())
}

/// One past the `>` that closes the tag at the start of `rest`, quotes minded.
fn close(rest: &str) -> usize {
    /// Bytes behind which a quote that was left open does not swallow the page: any `<` ends the tag.
    const LONG: usize = 4096;
    let bytes = rest.as_bytes();
    let mut at = 1;
    let end = loop {
        let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]).map(|ahead| at + ahead) else {
            break rest.len();
        };
        at = found + 1;
        match bytes[found] {
            b'>' => break at,
            quote if bytes[found - 1] == b'=' => match memchr::memchr(quote, &bytes[at..]) {
                Some(ahead) => at += ahead + 1,
                None => break rest.len(),
            },
            _ => {}
        }
    };
    let long = bytes.get(LONG + 1..end).and_then(|long| memchr::memchr(b'<', long));
    long.map_or(end, |ahead| LONG + 1 + ahead)
}

/// Where the closing tag of a raw element begins.
pub(super) fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(ahead) = memchr::memchr(b'<', &bytes[at..]) {
        at += ahead;
        let after = bytes[at + 1..].strip_prefix(b"/").and_then(|after| after.get(..name.len()));
        if after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 1;
    }
    html.len()
}

/// The text of a page without its tags: blocks apart by a blank line, white space inside them made single spaces.
/// The head is left out.
pub(super) fn strip(html: &str) -> String {
    let mut out = Paragraphs::default();
    let (mut at, mut in_head) = (0, false);
    for tag in tags(html) {
        if !in_head && at < tag.start {
            out.text(&html[at..tag.start]);
        }
        at = at.max(tag.end);
        if (tag.among(&RAW) || tag.among(&UNSEEN)) && !tag.closing {
            at = at.max(raw_end(html, tag.end, tag.name));
        } else if tag.is("head") {
            in_head = !tag.closing;
        } else if tag.is("body") {
            in_head = false;
        }
        if tag.is("br") {
            out.line();
        } else if tag.is("td") || tag.is("th") {
            out.space = true;
        } else if tag.among(&BLOCKS) {
            out.paragraph();
        }
    }
    if !in_head {
        out.text(&html[at.min(html.len())..]);
    }
    out.out
}

/// The text of the first heading of a page, else of its title.
pub(super) fn first_heading(html: &str) -> String {
    for wanted in [&keys(["h1", "h2", "h3"])[..], &keys(["title"])] {
        let Some(tag) = tags(html).find(|tag| !tag.closing && tag.among(wanted)) else { continue };
        let end = tags(&html[tag.end..])
            .find(|end| end.closing && end.among(wanted))
            .map_or(html.len(), |end| tag.end + end.start);
        let text = strip(&html[tag.end..end]).split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            return text;
        }
    }
    String::new()
}

/// Text written paragraph by paragraph.
#[derive(Default)]
struct Paragraphs {
    out: String,
    /// Line feeds due before the next character.
    feeds: usize,
    space: bool,
}

impl Paragraphs {
    fn paragraph(&mut self) {
        self.feeds = 2;
    }

    fn line(&mut self) {
        self.feeds = self.feeds.max(1);
    }

    fn text(&mut self, raw: &str) {
        let mut rest = raw;
        while let Some(first) = rest.as_bytes().first() {
            // A no-break space is a character of the text; the others are the page's layout.
            let len = match first {
                b' ' | b'\n' | b'\r' | b'\t' | b'\x0c' => {
                    self.space = true;
                    1
                }
                b'<' if rest.starts_with("<!--") => 4 + comment_end(&rest[4..]),
                b'<' if rest.starts_with("<!") || rest.starts_with("<?") => close(rest),
                b'&' => {
                    let (c, len) = entity(rest).unwrap_or(('&', 1));
                    match c {
                        ' ' | '\n' | '\r' | '\t' | '\u{c}' => self.space = true,
                        c => self.write(c.encode_utf8(&mut [0; 4])),
                    }
                    len
                }
                _ => {
                    let ends = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'\x0c' | b'<' | b'&');
                    let len = 1 + rest.bytes().skip(1).take_while(|byte| !ends(byte)).count();
                    self.write(&rest[..len]);
                    len
                }
            };
            rest = &rest[len..];
        }
    }

    /// Writes what has no white space in it, and before it what is due.
    fn write(&mut self, word: &str) {
        if !self.out.is_empty() {
            match self.feeds {
                0 if self.space => self.out.push(' '),
                feeds => self.out.extend(std::iter::repeat_n('\n', feeds)),
            }
        }
        (self.feeds, self.space) = (0, false);
        self.out.push_str(word);
    }
}

/// Bytes within which an entity ends.
const LONGEST_ENTITY: usize = 34;

/// The character an entity at the start of `text` stands for, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else {
        let decoded = html_escape::decode_html_entities(&text[..=end]);
        if decoded.as_ref() == &text[..=end] {
            return None;
        }
        let mut named = decoded.chars();
        // The few names of two characters are mathematics, and stay as they stand.
        named.next().filter(|_| named.next().is_none())?
    };
    Some((c, end + 1))
}

/// An attribute's value with its entities decoded.
pub(super) fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let (c, len) = if c == '&' { entity(rest).unwrap_or(('&', 1)) } else { (c, c.len_utf8()) };
        out.push(c);
        rest = &rest[len..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripping_keeps_paragraphs_apart() {
        let html = "<html><head><title>T</title></head><body><h1>Rise\n of A&amp;B</h1><p>One&nbsp;two <b>bold</b>.</p><p>Three<br>four &lt; 5</p><script>no()</script></body>";
        assert_eq!(strip(html), "Rise of A&B\n\nOne\u{A0}two bold.\n\nThree\nfour < 5");
    }

    #[test]
    fn comments_are_no_text_and_names_stand_for_characters() {
        let html =
            "<!DOCTYPE html><p>L&Auml;NGE &Scaron;koda &eacute;<!-- Hide\n<DOC> --> x &nosuch; &; & b</p><!-- end -->";
        assert_eq!(strip(html), "LÄNGE Škoda é x &nosuch; &; & b");
    }

    #[test]
    fn attributes_are_found() {
        let tag = tags("<link REL=canonical href=\"https://a.example/x?a=1&amp;b=2\">").next().unwrap();
        assert_eq!(tag.attribute("rel"), Some("canonical"));
        assert_eq!(unescape(tag.attribute("href").unwrap()), "https://a.example/x?a=1&b=2");
    }
}
