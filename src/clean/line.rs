//! A line of the body with what can be told from itself alone.

use super::rules::{Kind, RULES, Rule, Scope, Where};
use crate::article::Span;

/// A block of the body before it is named.
pub(super) struct Line<'a> {
    /// Where it stands, white space trimmed.
    pub span: Span,
    /// Its text without bullet or `#`.
    pub text: &'a str,
    /// Whether it begins with a bullet.
    pub bullet: bool,
    /// How many `#` stand before it.
    pub hashes: usize,
    /// Whether a blank line stands before it.
    pub gap: bool,
    /// Whether it reads as a paragraph of running text.
    pub running: bool,
    /// Rules that match it, whatever its place.
    pub hits: Vec<u16>,
}

impl<'a> Line<'a> {
    /// The lines of a body that are not blank, in order.
    pub(super) fn of(body: &'a str, markdown: bool) -> Vec<Line<'a>> {
        let mut lines = Vec::with_capacity(body.len() / 200 + 4);
        let (mut start, mut gap) = (0, false);
        for end in memchr::memchr_iter(b'\n', body.as_bytes()).chain([body.len()]) {
            let raw = &body[start..end];
            let trimmed = raw.trim();
            if trimmed.is_empty() {
                gap = true;
            } else {
                let at = start + (raw.len() - raw.trim_start().len());
                lines.push(Line::new(body, at, at + trimmed.len(), gap, markdown));
                gap = false;
            }
            start = end + 1;
        }
        lines
    }

    fn new(body: &'a str, start: usize, end: usize, gap: bool, markdown: bool) -> Line<'a> {
        let whole = &body[start..end];
        let hashes = if markdown { whole.bytes().take_while(|&b| b == b'#').count() } else { 0 };
        let (text, bullet) = match (hashes, whole.strip_prefix(['•', '‣', '▪', '●', '◦', '·', '■', '–', '*', '-']))
        {
            (0, Some(rest)) if rest.starts_with(char::is_whitespace) => (rest.trim_start(), true),
            _ => (whole[hashes..].trim_start(), false),
        };
        let hits = RULES.hits(text);
        let running = !bullet
            && hashes == 0
            && (text.len() >= 200 || (text.len() >= 60 && ends_sentence(text)))
            && words(text, 8);
        Line { span: Span::new(start, end), text, bullet, hashes, gap, running, hits }
    }

    /// The first rule that holds for the line at such a place.
    pub(super) fn rule(&self, top: bool, bottom: bool) -> Option<(usize, &'static Rule)> {
        self.hits.iter().map(|&hit| (hit as usize, &RULES.rules[hit as usize])).find(|(_, rule)| match rule.place {
            Where::Any => true,
            Where::Top => top,
            Where::Bottom => bottom,
            Where::Edge => top || bottom,
        })
    }

    /// Whether the line is running text that no rule of any place would take: what the zones of a page hang on.
    pub(super) fn is_paragraph(&self) -> bool {
        self.running
            && !self.hits.iter().any(|&hit| {
                let rule = &RULES.rules[hit as usize];
                rule.place == Where::Any || rule.scope == Scope::Long || rule.kind == Kind::Furniture
            })
    }

    /// Whether it could be a headline or heading: short, and not a sentence.
    pub(super) fn is_short(&self) -> bool {
        !self.running && !self.bullet && self.text.len() <= 200 && !ends_clause(self.text)
    }
}

/// Whether the text ends as a sentence does, closing quotes and brackets passed over.
pub(super) fn ends_sentence(text: &str) -> bool {
    bare_end(text).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।', '։', '።'])
}

/// Whether it ends as a sentence or clause, but not in a question or exclamation mark, as headlines may.
fn ends_clause(text: &str) -> bool {
    let end = bare_end(text);
    end.ends_with(['.', '…', ';', ',', ':', '。', '；', '，', '：', '।', '።']) && !text.ends_with("U.S.")
}

fn bare_end(text: &str) -> &str {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '*', '_'])
}

/// Whether the text has at least `n` words, or is in a script that parts no words.
pub(super) fn words(text: &str, n: usize) -> bool {
    text.split_ascii_whitespace().nth(n - 1).is_some() || (text.len() >= 60 && !text.is_ascii() && cjk(text))
}

fn cjk(text: &str) -> bool {
    let wide = text.chars().take(40).filter(|&c| c >= '\u{0e00}').count();
    wide >= 12
}

/// The first bytes of a text, at most so many, whole characters only.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}
