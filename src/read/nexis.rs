//! LexisNexis and older Nexis: plain text and HTML in which `1 of 10 DOCUMENTS` parts the articles, with labels in the
//! language of the interface.

use super::labels::{self, Role};
use super::paragraphs::{self, Paragraph, text_of};
use super::record::Record;
use super::{date, tags};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// `1 of 10 DOCUMENTS`, `Dokument 2 von 30`, `3 sur 12 DOCUMENTS`.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?im)^[ \t\x0C\u{A0}]*(?:focus[ \t]*-[ \t]*)?(?:(?:document|dokument|documento|documenten)[ \t]+(\d{1,6})[ \t]+(?:of|von|de|van|sur|di|af|av)[ \t]+(\d{1,6})|(\d{1,6})[ \t]+(?:of|von|de|van|sur|di|af|av)[ \t]+(\d{1,6})[ \t]+(?:documents?|dokumenten?|dokumente|documenten|documentos?|documenti|dokumenter))[ \t\r]*$",
    )
    .ok()
});

/// Whether the beginning of a text looks like such an export.
pub(super) fn is_nexis(head: &str) -> bool {
    MARK.as_ref().is_some_and(|mark| mark.is_match(head))
}

/// Whether a text without such a mark is one article of it: its length and when it was loaded stand on lines of their
/// own, in capitals; or its length between an author or a section and the rights.
pub(super) fn is_lone(text: &str) -> bool {
    let roles = || text.lines().filter_map(labels::capital_label);
    let has = |wanted: &[Role]| roles().any(|(role, rest)| wanted.contains(&role) && !rest.is_empty());
    roles().any(|(role, rest)| role == Role::Length && labels::words(rest).is_some())
        && (roles().any(|(role, rest)| role == Role::LoadDate && dated(rest))
            || (has(&[Role::Author, Role::Section]) && text.lines().any(|line| labels::copyright(line.trim()))))
}

/// The articles of a text, and how many documents held none.
pub(super) fn articles(text: &str) -> (Vec<Record<'static>>, Vec<u32>) {
    let Some(mark) = MARK.as_ref() else { return Default::default() };
    let width = paragraphs::width(text);
    let mut starts: Vec<(usize, usize)> = mark.find_iter(text).map(|found| (found.start(), found.end())).collect();
    if starts.is_empty() {
        starts.push((0, 0));
    }
    let (mut records, mut empty) = (Vec::new(), Vec::new());
    for (at, (_, from)) in starts.iter().enumerate() {
        let until = starts.get(at + 1).map_or(text.len(), |next| next.0);
        let number = (at as u32).saturating_add(1);
        // Where the count begins anew, files were joined, and the cover of the next stands behind this document.
        let joined = starts.get(at + 1).is_some_and(|next| begins_count(&text[next.0..next.1]));
        match article(&text[*from..until], width, joined) {
            Some(record) => records.push(Record { number, bytes: (until - from) as u64, ..record }),
            None => empty.push(number),
        }
    }
    (records, empty)
}

/// Whether a mark is that of the first document of a file: `1 of 10 DOCUMENTS`.
fn begins_count(mark: &str) -> bool {
    let number = mark.split(|c: char| !c.is_ascii_digit()).find(|number| !number.is_empty());
    number.is_some_and(|number| number.trim_start_matches('0') == "1")
}

/// A page of HTML as text in which what is centred begins far from the margin.
pub(super) fn text_of_html(html: &str) -> String {
    static CENTRED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)\.([a-z0-9_-]+)\s*\{[^}]*text-align:\s*center").ok());
    let mut classes: Vec<&str> = Vec::new();
    if let Some(rule) = CENTRED.as_ref() {
        classes.extend(rule.captures_iter(html).filter_map(|found| found.get(1)).map(|class| class.as_str()));
    }
    let mut marked = String::with_capacity(html.len() + 1024);
    let mut at = 0;
    for tag in tags::tags(html) {
        let class = tag.attribute("class").unwrap_or_default();
        let centred = tag.is("center")
            || tag.attribute("align").is_some_and(|align| align.eq_ignore_ascii_case("center"))
            || classes.contains(&class);
        if centred && !tag.closing {
            marked.push_str(&html[at..tag.end]);
            marked.push(INDENT);
            at = tag.end;
        }
    }
    marked.push_str(&html[at..]);
    let stripped = tags::strip(&marked);
    let mut out = String::with_capacity(stripped.len());
    for line in stripped.lines() {
        match line.contains(INDENT) {
            true => out.push_str(&format!("{:20}{}", "", line.replace(INDENT, "").trim())),
            false => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// Stands for the indent of a centred line while tags are taken off; a character of private use.
const INDENT: char = '\u{F8F1}';

/// What a paragraph of a document is.
enum Part<'p> {
    Label(Role, &'p str),
    Copyright,
    Other,
}

fn part(paragraph: &Paragraph) -> Part<'_> {
    if let Some((role, rest)) = labels::capital_label(&paragraph.text) {
        return Part::Label(role, rest);
    }
    if labels::copyright(&paragraph.text) {
        return Part::Copyright;
    }
    match labels::words(&paragraph.text) {
        Some(_) => Part::Label(Role::Length, &paragraph.text),
        None => Part::Other,
    }
}

/// One document; none where it has neither text nor caption. `joined`: whether the cover of another file follows it.
fn article(text: &str, width: Option<usize>, joined: bool) -> Option<Record<'static>> {
    let mut paragraphs = paragraphs::paragraphs(text, width);
    if joined {
        let loaded = |p: &Paragraph| matches!(part(p), Part::Label(Role::LoadDate, _));
        if let Some(last) = paragraphs.iter().rposition(loaded) {
            let labels = paragraphs[last + 1..].iter().take_while(|p| !matches!(part(p), Part::Other)).count();
            paragraphs.truncate(last + 1 + labels);
        }
    }
    let tail = tail(&paragraphs);
    let mut head = Head::default();
    let mut body: Vec<&str> = Vec::new();
    let mut teaser_open = false;
    let centring = paragraphs.iter().take(8).any(|p| p.centred);
    // Where labels follow the length, the text does; else it follows title and date, and the labels come last.
    let labels_first = paragraphs[..tail].iter().any(|p| matches!(part(p), Part::Label(Role::Length, _)));
    let (mut labels_seen, mut length_seen) = (false, false);
    let mut at = 0;
    while at < tail {
        let paragraph = &paragraphs[at];
        at += 1;
        match part(paragraph) {
            Part::Label(Role::Body, rest) => {
                body.extend((!rest.is_empty()).then_some(rest));
                break;
            }
            Part::Label(role, rest) => {
                labels_seen |= !paragraph.centred;
                length_seen |= role == Role::Length;
                teaser_open = role == Role::Teaser && rest.is_empty();
                head.label(role, rest, paragraph);
            }
            Part::Copyright => head.rights(&paragraph.text),
            Part::Other if teaser_open => teaser_open = false,
            Part::Other if head.take_date(paragraph, centring) => {}
            Part::Other
                if paragraph.text.starts_with("http") && paragraph.lines.iter().all(|line| !line.contains(' ')) =>
            {
                head.record.url = paragraph.lines.concat().into();
            }
            Part::Other if head.record.outlet.is_empty() => head.outlet(paragraph),
            Part::Other if centring && paragraph.centred && !labels_seen => {}
            Part::Other => {
                let begins = if labels_first {
                    length_seen
                } else {
                    !head.record.title.is_empty() && (head.dated || labels_seen)
                };
                if begins {
                    body.push(&paragraph.text);
                    break;
                }
                if head.record.title.is_empty() {
                    head.title(&paragraph.lines);
                } else if head.record.author.is_empty() {
                    head.record.author = paragraph.text.clone().into();
                }
            }
        }
    }
    // A label at the head of a later part of the text, such as ARTICLE behind CHAPEAU, is none of the text's words.
    body.extend(paragraphs[at..tail].iter().filter_map(|p| match labels::capital_label(&p.text) {
        Some((Role::Body, rest)) => (!rest.is_empty()).then_some(rest),
        _ => Some(p.text.as_str()),
    }));
    for paragraph in &paragraphs[tail..] {
        match part(paragraph) {
            Part::Label(role, rest) => head.label(role, rest, paragraph),
            Part::Copyright => head.rights(&paragraph.text),
            Part::Other => {}
        }
    }
    head.finish(labels::behind_buttons(&text_of(body)).to_string())
}

/// Where the labels and rights behind the text begin.
fn tail(paragraphs: &[Paragraph]) -> usize {
    let mut tail = paragraphs.len();
    while tail > 0 {
        match part(&paragraphs[tail - 1]) {
            Part::Label(Role::Body, _) => break,
            Part::Label(..) | Part::Copyright => tail -= 1,
            // What stands alone below its label.
            Part::Other
                if tail >= 2
                    && tail < paragraphs.len()
                    && matches!(part(&paragraphs[tail - 2]), Part::Label(role, rest) if rest.is_empty() && role != Role::Body) =>
            {
                tail -= 2;
            }
            // A label that no list holds, below one of those that stand behind a text.
            Part::Other
                if tail >= 2
                    && capitals(&paragraphs[tail - 1].text)
                    && matches!(
                        part(&paragraphs[tail - 2]),
                        Part::Label(Role::Tail | Role::LoadDate | Role::Language, _)
                    ) =>
            {
                tail -= 1;
            }
            Part::Other => break,
        }
    }
    tail
}

/// Whether a short paragraph begins as a label does: `ZEITUNGS-CODE: spox`.
fn capitals(text: &str) -> bool {
    text.len() <= 200
        && text.split_once(':').is_some_and(|(label, _)| {
            (4..=LONGEST_LABEL).contains(&label.len())
                && label.chars().all(|c| c.is_uppercase() || matches!(c, '-' | ' ' | '/' | '_'))
        })
}

/// Bytes a label has at most.
const LONGEST_LABEL: usize = 40;

/// What stands before and behind the text.
#[derive(Default)]
struct Head {
    record: Record<'static>,
    dated: bool,
    loaded: String,
    rights: String,
    caption: String,
}

impl Head {
    fn label(&mut self, role: Role, rest: &str, paragraph: &Paragraph) {
        let put = |slot: &mut Cow<'static, str>| {
            if slot.is_empty() {
                *slot = rest.split_whitespace().collect::<Vec<_>>().join(" ").into();
            }
        };
        match role {
            Role::Title => {
                let mut lines = paragraph.lines.clone();
                if let Some(first) = lines.first_mut() {
                    *first = first.split_once([':', '：']).map_or(String::new(), |(_, rest)| rest.trim().to_string());
                }
                self.record.title = "".into();
                self.title(&lines);
            }
            Role::Author => put(&mut self.record.author),
            Role::Section => put(&mut self.record.section),
            Role::Language => self.record.language = labels::language(rest).into(),
            Role::Outlet => put(&mut self.record.outlet),
            Role::Url if rest.contains("://") => put(&mut self.record.url),
            Role::Id => put(&mut self.record.id),
            Role::Length => self.record.words = self.record.words.or(labels::words(rest)),
            Role::Date => self.record.dates.push((rest.to_string().into(), "field")),
            Role::LoadDate => self.loaded = rest.to_string(),
            Role::Caption if self.caption.is_empty() => self.caption = rest.to_string(),
            _ => {}
        }
    }

    /// The title up to a semicolon at the end of a line, behind which stands the line below the headline.
    fn title(&mut self, lines: &[String]) {
        let end = lines.iter().position(|line| line.ends_with(';')).map_or(lines.len(), |at| at + 1);
        self.record.title = lines[..end].join(" ").trim().trim_end_matches(';').to_string().into();
    }

    fn outlet(&mut self, paragraph: &Paragraph) {
        self.record.outlet = paragraph.lines.first().cloned().unwrap_or_default().into();
    }

    /// Whether the paragraph is a date, or the outlet with its date below it.
    fn take_date(&mut self, paragraph: &Paragraph, centring: bool) -> bool {
        if self.dated || paragraph.lines.len() > 4 || (centring && !paragraph.centred) {
            return self.dated && paragraph.centred && dated(&paragraph.text);
        }
        let lines = &paragraph.lines;
        for at in 0..lines.len() {
            let with_next = lines.get(at + 1).map(|next| format!("{} {next}", lines[at]));
            let found = with_next.filter(|text| dated_to_the_minute(text)).or_else(|| Some(lines[at].clone()));
            let Some(text) = found.filter(|text| dated(text)) else { continue };
            self.record.dates.insert(0, (text.into(), "field"));
            self.dated = true;
            if self.record.outlet.is_empty() && at > 0 {
                self.record.outlet = lines[0].clone().into();
            }
            return true;
        }
        false
    }

    fn rights(&mut self, text: &str) {
        if self.rights.is_empty() {
            self.rights = text.to_string();
        }
    }

    fn finish(mut self, body: String) -> Option<Record<'static>> {
        let body = if body.is_empty() { self.caption } else { body };
        if body.is_empty() && self.record.title.is_empty() {
            return None;
        }
        if !self.dated && !self.loaded.is_empty() {
            self.record.dates.push((self.loaded.into(), "load-date"));
        }
        if self.record.outlet.is_empty() {
            let holder = self.rights.trim_start_matches(|c: char| !c.is_uppercase() && !c.is_ascii_digit());
            let holder = holder.trim_start_matches("Copyright").trim_start_matches(['©', ' ']);
            let holder = holder.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            self.record.outlet = holder.lines().next().unwrap_or_default().to_string().into();
        }
        self.record.text = body.into();
        Some(self.record)
    }
}

fn dated(text: &str) -> bool {
    let bare = text.trim();
    date::parse(bare, None)
        .is_some_and(|found| found.is_of_a_paper() || !bare.bytes().all(|byte| byte.is_ascii_digit()))
}

fn dated_to_the_minute(text: &str) -> bool {
    date::parse(text, None).is_some_and(|found| found.has_time())
}
