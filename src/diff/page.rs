//! The same as one HTML page that needs nothing else.

use super::columns::{heading, shares};
use super::{Diff, Piece, Side};
use std::io::{self, Write};

const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #d5d9de; --soft: #5b636d; --mark: #cdeccf; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e8ea; --paper: #15181c; --line: #363c44; --soft: #9aa3ad; --mark: #1f4d2a; }
}
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.25rem; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { width: 50%; padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
td + td, th + th { border-left: 1px solid var(--line); }
th small { display: block; font-weight: normal; color: var(--soft); }
mark { background: var(--mark); color: inherit; border-radius: 2px; }
p { color: var(--soft); }
";

/// Writes the page.
pub fn write(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    let (a, b) = (escape(&diff.a.article.id), escape(&diff.b.article.id));
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{a} and {b}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>Two articles side by side</h1>\n\
         <p>{} They are <mark>marked</mark>.</p>\n<table>\n<thead><tr>{}{}</tr></thead>\n<tbody>\n",
        escape(&shares(diff)),
        head(&diff.a),
        head(&diff.b)
    )?;
    for (a, b) in diff.rows() {
        writeln!(out, "<tr><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td></tr>", cell(&a), cell(&b))?;
    }
    writeln!(out, "</tbody>\n</table>\n</body>\n</html>")
}

fn head(side: &Side) -> String {
    format!(
        "<th scope=\"col\" dir=\"auto\">{}<small>{}</small></th>",
        escape(&side.article.title),
        escape(&heading(side))
    )
}

fn cell(pieces: &[Piece]) -> String {
    let mut html = String::new();
    for piece in pieces {
        let text = escape(piece.text);
        if piece.shared {
            html.extend(["<mark>", &text, "</mark>"]);
        } else {
            html.push_str(&text);
        }
    }
    html
}

/// Text as HTML; control characters, which HTML does not allow, are left out.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => html.push(c),
        }
    }
    html
}
