//! Two columns for a terminal.

use super::{Diff, Piece, Side};
use console::measure_text_width;
use std::io::{self, Write};

/// How shared runs are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// In bold green.
    Colour,
    /// In square brackets, where there is no colour.
    Brackets,
}

const ON: &str = "\u{1b}[1;32m";
const OFF: &str = "\u{1b}[0m";
/// Columns narrower than this cannot be read.
const NARROWEST: usize = 16;

/// Writes two columns within `width` characters.
pub fn write(diff: &Diff, width: usize, marks: Marks, out: &mut dyn Write) -> io::Result<()> {
    let column = (width.saturating_sub(3) / 2).max(NARROWEST);
    let row = |out: &mut dyn Write, a: &[Piece], b: &[Piece]| -> io::Result<()> {
        let (a, b) = (lines(a, column, marks), lines(b, column, marks));
        for n in 0..a.len().max(b.len()) {
            let empty = Line::default();
            let (left, right) = (a.get(n).unwrap_or(&empty), b.get(n).unwrap_or(&empty));
            let pad = " ".repeat(column.saturating_sub(left.width));
            writeln!(out, "{}", format!("{}{pad} │ {}", left.text, right.text).trim_end())?;
        }
        Ok(())
    };
    let plain = |out: &mut dyn Write, first: &str, text: &str| -> io::Result<()> {
        let whole = [Piece { text, shared: false }];
        let lines = lines(&whole, width.saturating_sub(first.len()).max(NARROWEST), marks);
        lines.iter().enumerate().try_for_each(|(n, line)| {
            writeln!(out, "{}{}", if n == 0 { first } else { &"   "[..first.len()] }, line.text)
        })
    };
    for (name, side) in [("A  ", &diff.a), ("B  ", &diff.b)] {
        plain(out, name, &heading(side))?;
        plain(out, "   ", &side.article.title)?;
    }
    writeln!(out)?;
    plain(out, "", &shares(diff))?;
    writeln!(out)?;
    for (a, b) in diff.rows() {
        row(out, &a, &b)?;
        writeln!(out, "{} │", " ".repeat(column))?;
    }
    Ok(())
}

/// Id, outlet and date of an article on one line.
pub(super) fn heading(side: &Side) -> String {
    let article = &side.article;
    let told = [&article.id, &article.outlet, &article.published_at];
    told.iter().filter(|t| !t.is_empty()).map(|t| t.as_str()).collect::<Vec<_>>().join(" · ")
}

/// How much of each text stands in the other, as a sentence.
pub(super) fn shares(diff: &Diff) -> String {
    let side = |name: &str, side: &Side| {
        format!("{:.0} % of {name} ({} of {} words)", 100.0 * side.share(), side.shared, side.words)
    };
    format!("In runs of five words and more that both have: {}, {}.", side("A", &diff.a), side("B", &diff.b))
}

/// A line of a column: its text with marks, and how wide it shows.
#[derive(Default)]
struct Line {
    text: String,
    width: usize,
}

/// Pieces broken into lines of a width.
fn lines(pieces: &[Piece], column: usize, marks: Marks) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (word, shared, gap) in cells(pieces, column, marks) {
        let wide = measure_text_width(&word);
        let fits = lines.last().is_some_and(|l| l.width + usize::from(gap) + wide <= column);
        if !fits {
            lines.push(Line::default());
        }
        let Some(line) = lines.last_mut() else { continue };
        if gap && line.width > 0 {
            line.text.push(' ');
            line.width += 1;
        }
        line.width += wide;
        match (marks, shared) {
            (Marks::Colour, true) => line.text.extend([ON, &word, OFF]),
            _ => line.text.push_str(&word),
        }
    }
    lines
}

/// What may not be broken: words, and characters of a script without spaces; whether shared; whether a space precedes.
fn cells(pieces: &[Piece], column: usize, marks: Marks) -> Vec<(String, bool, bool)> {
    let mut cells: Vec<(String, bool, bool)> = Vec::new();
    for piece in pieces {
        let mut gap = piece.text.starts_with(char::is_whitespace);
        let first = cells.len();
        for word in piece.text.split_whitespace() {
            let mut part = String::new();
            for c in word.chars().filter(|c| !c.is_control()) {
                let broken = measure_text_width(&part) + 2 >= column || (c > '\u{2e80}' && !part.is_empty());
                if broken {
                    cells.push((std::mem::take(&mut part), piece.shared, gap));
                    gap = false;
                }
                part.push(c);
            }
            if !part.is_empty() {
                cells.push((part, piece.shared, gap));
            }
            gap = true;
        }
        if marks == Marks::Brackets && piece.shared && cells.len() > first {
            cells[first].0.insert(0, '[');
            if let Some(last) = cells.last_mut() {
                last.0.push(']');
            }
        }
    }
    // a mark that follows a run without a space belongs to its line
    for n in (1..cells.len()).rev() {
        let mark = cells[n].0.chars().all(|c| c.is_ascii_punctuation() || "”’»…。，、".contains(c));
        if !cells[n].2 && mark && cells[n].1 == cells[n - 1].1 {
            let (word, ..) = cells.remove(n);
            cells[n - 1].0.push_str(&word);
        }
    }
    cells
}
