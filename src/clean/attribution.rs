//! Attribution: which outlet or wire agency a text names as its source.

use super::line::{Line, head};
use super::rules::{AGENCIES_CSV, RULES};
use crate::article::Article;
use crate::found::{Attribution, Block, BlockKind};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Harvests the attribution of an article from the lines that are its own; `foreign` are the cards of other stories.
pub(super) fn attribution(article: &Article, lines: &[Line], blocks: &[Block], foreign: &[bool]) -> Attribution {
    let mut found = Attribution::default();
    for (line, _) in lines.iter().zip(foreign).filter(|(line, foreign)| !**foreign && !line.hits.is_empty()) {
        if origin(line, &article.title, &mut found) {
            break;
        }
    }
    if found.origin.is_empty()
        && let (Some(canonical), Some(url)) = (host(&article.canonical), host(&article.url))
        && canonical != url
    {
        found.origin = canonical;
        found.origin_rule = "canonical".to_string();
    }
    found.wire = wire(article, blocks).unwrap_or_default();
    found
}

fn origin(line: &Line, title: &str, found: &mut Attribution) -> bool {
    for &hit in &line.hits {
        let Some(regex) = RULES.origin(hit) else { continue };
        let Some(groups) = regex.captures(first_of_twice(line.text)) else { continue };
        let name = groups.name("origin").map_or("", |group| group.as_str());
        let name = name.trim().trim_matches(['*', '_', '"', '“', '”', '(', ')', '[', ']', ' ']);
        let name = host(name).unwrap_or_else(|| name.strip_prefix("the ").unwrap_or(name).to_string());
        let origin_title = groups.name("title").map_or("", |group| group.as_str()).trim();
        if name.is_empty() || is_date(&name) || is_other_story(origin_title, title) {
            continue;
        }
        found.origin = name;
        found.origin_rule = match RULES.rules[hit as usize].id.as_str() {
            "originally-published-short" | "original-version" => "originally-published".to_string(),
            id => id.to_string(),
        };
        found.origin_title = origin_title.to_string();
        return true;
    }
    false
}

/// Whether the title an attribution names shares no longer word with the article's: it stands on another story's card.
fn is_other_story(origin_title: &str, title: &str) -> bool {
    let title = title.to_lowercase();
    let named = origin_title.to_lowercase();
    let mut words = named.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4).peekable();
    !title.is_empty() && words.peek().is_some() && !words.any(|word| title.contains(word))
}

/// Whether what stands for a name begins as a date does ("originally published on March 5").
fn is_date(name: &str) -> bool {
    const DATES: [&str; 19] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
        "fri", "sat", "sun",
    ];
    let word: String = name.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let rest =
        name[name.find(|c: char| !c.is_alphabetic()).unwrap_or(name.len())..].trim_start_matches(['.', ',', ' ']);
    name.starts_with(|c: char| c.is_ascii_digit() && !name.contains('.'))
        || (DATES.iter().any(|date| word.starts_with(date)) && rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The text, or its first half where it is printed twice over.
pub(super) fn first_of_twice(text: &str) -> &str {
    let half = text.len() / 2;
    for at in [half, half + 1] {
        if text.len() >= 80 && text.is_char_boundary(at) && text[..at].trim() == text[at..].trim() {
            return text[..at].trim();
        }
    }
    text
}

/// Host of an address with a scheme, without `www.`, in lower case.
fn host(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.')).then(|| host.to_string())
}

struct Agencies {
    /// Agency of each form, by the form in lower case.
    names: BTreeMap<String, String>,
    dateline: Regex,
    byline: Regex,
    credit: Regex,
    any: Regex,
}

static AGENCIES: LazyLock<Agencies> =
    LazyLock::new(|| Agencies::parse(AGENCIES_CSV).unwrap_or_else(|fault| panic!("clean/agencies.csv: {fault}")));

impl Agencies {
    fn parse(csv: &str) -> anyhow::Result<Agencies> {
        let mut names = BTreeMap::new();
        let mut forms = Vec::new();
        for row in csv::Reader::from_reader(csv.as_bytes()).records() {
            let row = row?;
            for form in row.get(1).unwrap_or_default().split('|') {
                names.insert(form.to_lowercase(), row.get(0).unwrap_or_default().to_string());
                forms.push(form.to_string());
            }
        }
        // Longer forms first, so that none is taken for the head of another.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        let forms = forms.iter().map(|form| regex::escape(form)).collect::<Vec<_>>().join("|");
        let form = format!("(?<form>{forms})");
        Ok(Agencies {
            dateline: Regex::new(&format!(
                r"^(?:[^()\n]{{0,80}}?[(/\[][ \t\u{{a0}}]?{form}(?:/[^()/\n]{{1,30}}| Opinion)?[ \t\u{{a0}}]?[)/\]][ \t\u{{a0}}]*(?:-|–|—|:|\.)|\((?<start>{forms})\) )"
            ))?,
            byline: Regex::new(&format!(
                r"^(?:(?:(?i:by|source:|from) )?{form}|(?i:by) .{{2,60}}(?:,| of(?: the)?| for| \||/| [-–—]|\() ?(?:(?i:the) )?(?<start>{forms})\)?(?: [A-Z][a-z]+ (?:Writer|Reporter|Staff))?)$"
            ))?,
            credit: Regex::new(&format!(
                r"(?:^(?:©|\([cC]\)|(?i:copyright))[ ©]*(?:\d{{4}})?,? ?(?:by )?(?:The )?{form}\b|(?i:with (?:agency )?inputs? from|with reporting by|source:) (?:the )?(?<start>{forms})\b|^[-–—(]*(?<end>{forms})\)?$)"
            ))?,
            any: Regex::new(&forms)?,
            names,
        })
    }

    fn name(&self, shape: &Regex, text: &str) -> Option<String> {
        let groups = shape.captures(text)?;
        let form = ["form", "start", "end"].iter().find_map(|name| groups.name(name))?;
        self.names.get(&form.as_str().to_lowercase()).cloned()
    }
}

/// The agency credited in the dateline zone, as author, or in the credit line, in this order.
fn wire(article: &Article, blocks: &[Block]) -> Option<String> {
    let agencies = &*AGENCIES;
    let own = |block: &&Block| block.kind != BlockKind::Furniture || !FOREIGN.contains(&block.rule);
    let mut paragraphs = 0;
    for block in blocks.iter().filter(own).take(12) {
        let text = head(block.span.of(&article.body), 160);
        if agencies.any.is_match(text) {
            if let Some(name) = agencies.name(&agencies.dateline, text) {
                return Some(name);
            }
            if block.span.len() <= 100
                && paragraphs == 0
                && let Some(name) = agencies.name(&agencies.byline, text)
            {
                return Some(name);
            }
        }
        paragraphs += usize::from(block.kind == BlockKind::Body && block.span.len() >= 100);
        if paragraphs == 2 {
            break;
        }
    }
    let author = article.author.trim();
    if !author.is_empty()
        && agencies.any.is_match(author)
        && let Some(name) =
            agencies.name(&agencies.byline, author).or_else(|| agencies.name(&agencies.byline, &format!("By {author}")))
    {
        return Some(name);
    }
    for block in blocks.iter().filter(own).rev().take(6) {
        let text = block.span.of(&article.body);
        if text.len() > 300 {
            continue;
        }
        if text.contains("Reporting by ") && text.contains("diting by ") {
            return Some("Reuters".to_string());
        }
        if agencies.any.is_match(text)
            && let Some(name) = agencies.name(&agencies.credit, text)
        {
            return Some(name);
        }
    }
    None
}

/// Rules whose blocks belong to other stories.
const FOREIGN: [&str; 4] = ["also-like", "best-of", "see-also", "card"];
