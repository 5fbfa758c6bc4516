//! Concordance: every mention of an entity in its line, the name in the middle, as they are read to judge a count.

use crate::evidence::Evidence;
use crate::found::Voice;
use crate::summary::Summary;
use console::measure_text_width;
use std::borrow::Cow;
use std::io::{self, Write};

/// A mention in its line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Day of the article, `YYYY-MM-DD`; empty where it has none.
    pub day: String,
    /// Its outlet.
    pub outlet: String,
    /// Article.
    pub article_id: String,
    /// The sentence before the name.
    pub before: String,
    /// The name as it stands.
    pub name: String,
    /// The sentence behind it.
    pub behind: String,
    /// Tone toward the company; `None` where there is none.
    pub tone: Option<f64>,
    /// Whether these are the company's own words.
    pub own: bool,
    /// Why it is no coverage; empty where it is.
    pub not_counted_because: &'static str,
    /// Whether the article is the first print of its story.
    pub original: bool,
}

/// The mentions of an entity, by date, article and place; those that are no coverage only if `all`.
pub fn lines(summary: &Summary, entity: usize, all: bool) -> io::Result<Vec<Line>> {
    let corpus = &summary.corpus;
    let mut articles: Vec<usize> = corpus.counted().collect();
    articles.sort_by_key(|index| corpus.order(*index));
    let mut lines = Vec::new();
    for index in articles {
        let article = &corpus.articles[index];
        let rows = summary.entities.rows_of(article);
        let is_it = |number: u32| rows.get(number as usize).copied().flatten() == Some(entity);
        if !article.mentions.iter().any(|m| is_it(m.entity)) {
            continue;
        }
        let evidence = Evidence::get(&summary.store, &article.evidence)?;
        for mention in article.mentions.iter().filter(|m| is_it(m.entity) && (all || m.counts())) {
            let Some(text) = evidence.mentions.get(mention.number as usize) else { continue };
            let Some(sentence) = evidence.sentences.get(mention.sentence as usize) else { continue };
            lines.push(Line {
                day: article.published.as_ref().map_or(String::new(), |p| p.day()),
                outlet: article.outlet.to_string(),
                article_id: corpus.ids[index].clone(),
                before: flat(evidence.words((sentence.range.0, text.surface.0))),
                name: flat(evidence.words(text.surface)),
                behind: flat(evidence.words((text.surface.1, sentence.range.1))),
                tone: mention.tone.map(|t| f64::from(t) / 10_000.0),
                own: mention.voice == Voice::Own,
                not_counted_because: mention.not_counted_because.text(),
                original: corpus.placed[index].original == index,
            });
        }
    }
    Ok(lines)
}

/// Columns of the day, the outlet and the tone.
const DAY: usize = 10;
const OUTLET: usize = 14;
const TONE: usize = 5;

/// Writes the lines within `width` columns, the names below one another.
pub fn write(lines: &[Line], width: usize, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let sides = width.saturating_sub(DAY + OUTLET + TONE + 3).max(30);
    let widest = lines.iter().map(|l| measure_text_width(&l.name)).max().unwrap_or(0).min(sides / 2);
    let left = (sides - widest.min(sides / 3)) / 2;
    let (on, off) = if colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    for line in lines {
        let before = last(line.before.trim_end(), left - 1);
        let gap = if line.before.ends_with(char::is_whitespace) || line.before.is_empty() { " " } else { "" };
        let before = format!("{before}{gap}");
        let name = first(&line.name, sides / 2);
        let right = sides.saturating_sub(left + measure_text_width(&name));
        writeln!(
            out,
            "{} {} {}{}{on}{name}{off}{} {}",
            padded(&line.day, DAY),
            padded(&line.outlet, OUTLET),
            " ".repeat(left.saturating_sub(measure_text_width(&before))),
            before,
            padded(&line.behind, right),
            told(line),
        )?;
    }
    Ok(())
}

/// What stands at the end of a line: the tone, or why there is none.
fn told(line: &Line) -> Cow<'static, str> {
    match (line.not_counted_because, line.tone) {
        ("", _) if line.own => "  own".into(),
        ("", Some(tone)) if tone.abs() < 0.005 => "0.00".into(),
        ("", Some(tone)) => format!("{tone:+.2}").into(),
        ("", None) => String::new().into(),
        (because, _) => format!("({because})").into(),
    }
}

/// A text on one line, without what would move a terminal's cursor.
fn flat(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}

/// The beginning of a text that fits, and blanks to fill.
fn padded(text: &str, width: usize) -> String {
    let text = first(text, width);
    let pad = width.saturating_sub(measure_text_width(&text));
    text + &" ".repeat(pad)
}

/// As much of the beginning of a text as fits.
fn first(text: &str, width: usize) -> String {
    if measure_text_width(text) <= width {
        return text.to_string();
    }
    let mut cut = String::new();
    let mut wide = 1;
    for c in text.chars() {
        wide += measure_text_width(c.encode_utf8(&mut [0; 4]));
        if wide > width {
            break;
        }
        cut.push(c);
    }
    cut + "…"
}

/// As much of the end of a text as fits.
fn last(text: &str, width: usize) -> String {
    if measure_text_width(text) <= width {
        return text.to_string();
    }
    let turned: String = text.chars().rev().take(4 * width).collect();
    first(&turned, width).chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(before: &str, name: &str, behind: &str) -> Line {
        Line {
            day: "2024-05-06".into(),
            outlet: "The Harbour Ledger".into(),
            article_id: "a".into(),
            before: before.into(),
            name: name.into(),
            behind: behind.into(),
            tone: Some(-0.25),
            own: false,
            not_counted_because: "",
            original: true,
        }
    }

    fn written(lines: &[Line], width: usize) -> Vec<String> {
        let mut out = Vec::new();
        write(lines, width, false, &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().map(String::from).collect()
    }

    #[test]
    fn names_stand_below_one_another() {
        let lines = [
            line("The memo says that ", "Acme", " helped the fleet, which the company denies in a long letter."),
            line("“", "Acme", "’s yard is shut.”"),
            line("", "Acme", " said nothing."),
        ];
        let shown = written(&lines, 80);
        assert_eq!(shown[0], "2024-05-06 The Harbour L…    The memo says that Acme helped the fleet, wh… -0.25");
        let at: Vec<usize> = shown.iter().map(|l| l[..l.find("Acme").unwrap()].chars().count()).collect();
        assert!(at.iter().all(|a| *a == at[0]), "{shown:#?}");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_it_may_be(
            before in "\\PC{0,90}", name in "\\PC{1,40}", behind in "\\PC{0,90}", width in 70usize..200,
        ) {
            for shown in written(&[line(&before, &name, &behind)], width) {
                prop_assert!(measure_text_width(&shown) <= width, "{} {shown:?}", measure_text_width(&shown));
            }
        }
    }
}
