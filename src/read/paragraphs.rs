//! Plain text to paragraphs: blank lines part them, and lines that were broken to fit a page are joined again.

/// Runs of lines between blank ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Lines as they stand, white space around them taken off.
    pub(super) lines: Vec<String>,
    /// Whether every line is set off from the margin as a centred heading is.
    pub(super) centred: bool,
    /// Lines joined where only the width of the page broke them.
    pub(super) text: String,
}

/// Columns a line begins at, at least, where it is centred.
const CENTRED: usize = 6;
/// Columns from which a line is a long one.
const LONG: usize = 60;
/// Widths between which a text counts as broken to fit a page.
const WIDTHS: std::ops::RangeInclusive<usize> = 55..=110;

/// The width to which a text was broken; none where its lines are paragraphs.
pub(super) fn width(text: &str) -> Option<usize> {
    let longest = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    if WIDTHS.contains(&longest) {
        return Some(longest);
    }
    // A few long lines, such as addresses, do not make the others paragraphs.
    let (mut within, mut beyond) = (0usize, 0usize);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if line.chars().count() <= 82 { within += 1 } else { beyond += 1 }
    }
    (longest > *WIDTHS.end() && beyond * 50 < within).then_some(80)
}

/// A text every second line of which is blank, as some programs save lines that ended in CR and LF, without those; none
/// where its lines are spaced as they should be.
pub(super) fn single_spaced(text: &str) -> Option<String> {
    const FEWEST: usize = 30;
    let blank = |from: usize| text.lines().skip(from).step_by(2).all(|line| line.trim().is_empty());
    let skip = match (blank(1), blank(0)) {
        (true, false) => 0,
        (false, true) => 1,
        _ => return None,
    };
    let kept: Vec<&str> = text.lines().skip(skip).step_by(2).collect();
    (kept.len() >= FEWEST).then(|| kept.join("\n") + "\n")
}

/// The paragraphs of a text whose lines were broken at `width`.
pub(super) fn paragraphs(text: &str, width: Option<usize>) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let line = line.trim_end_matches(['\r', '\u{c}', ' ', '\t', '\u{A0}']).trim_start_matches('\u{c}');
        if !line.is_empty() {
            open.push(line);
        } else if !open.is_empty() {
            let indent = |line: &str| line.len() - line.trim_start().len();
            // A long line that is centred begins at the margin, and only what is left of it stands in the middle.
            let (last, before) = (open[open.len() - 1], &open[..open.len() - 1]);
            let centred = indent(last) >= CENTRED
                && before.iter().all(|line| indent(line) >= CENTRED || line.chars().count() >= LONG);
            let lines = open.iter().map(|line| line.trim().to_string()).collect();
            paragraphs.push(Paragraph { lines, centred, text: joined(&open, width) });
            open.clear();
        }
    }
    paragraphs
}

/// The lines as one text: a line goes on where the next word would not have fit on it.
fn joined(lines: &[&str], width: Option<usize>) -> String {
    let mut out = String::new();
    let mut before = 0;
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim();
        if at > 0 {
            let word = bare.split_whitespace().next().unwrap_or_default().chars().count();
            let wrapped = width.is_some_and(|width| before + 1 + word > width.saturating_sub(2));
            out.push(if wrapped { ' ' } else { '\n' });
        }
        before = line.chars().count();
        out.push_str(bare);
    }
    out
}

/// Paragraphs as the text of an article, a blank line between them.
pub(super) fn text_of<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        let paragraph = paragraph.trim();
        if !paragraph.is_empty() {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(paragraph);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_lists_are_not() {
        let text = "          The Post\n\nThe ferry left at noon with ninety passengers on board and it was late by an hour\nand a half.\n\nOne\nTwo\n";
        let found = paragraphs(text, width(text));
        assert!(found[0].centred && !found[1].centred);
        assert!(found[1].text.ends_with("late by an hour and a half."));
        assert_eq!(found[2].text, "One\nTwo");
    }
}
