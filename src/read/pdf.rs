//! PDF: its text is taken by the program started again as a child, so that a file on which the extractor fails, hangs
//! or fills the memory costs that file and nothing else.

use super::batch::Batch;
use super::export_file::{Read, finish, parse_text};
use super::record::{Record, Source};
use super::{Parsed, ReadOptions, pdf_text, recognise};
use serde::{Deserialize, Serialize};
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

/// The hidden command under which the program is the child.
pub const CHILD: &str = "pdf-text";
/// Bytes of its answer that are read.
const ANSWER: u64 = 64 << 20;
/// How long the child may take on a machine however busy; its own bound is on processor time.
const LONGEST: Duration = Duration::from_secs(600);

/// The program to start again, set once by the command line.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the program whose command [`CHILD`] takes the text of a PDF; without one, no PDF is read.
pub fn pdf_program(program: PathBuf) {
    let _ = PROGRAM.set(program);
}

/// What the child tells of a PDF.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Extracted {
    /// The text of each page, as laid out.
    pub pages: Vec<String>,
    /// Title, author and day of making as the file's own description has them; may be empty.
    pub title: String,
    /// See `title`.
    pub author: String,
    /// ISO 8601.
    pub made: String,
    /// Whether a browser made it, which breaks no words at the ends of lines.
    pub browser: bool,
    /// What could not be read.
    pub fault: Option<String>,
}

/// Parses one PDF: an export of a database where it is one, else one article.
pub(super) fn parse(batch: &Batch, source: &Source, options: &ReadOptions) -> Parsed {
    let mut read = Read::default();
    let refuse = |mut read: Read, problem: &str, detail: &str| {
        read.problems.push(source.problem(None, problem, detail).with_bytes(batch.bytes()));
        finish(read, batch, source, options)
    };
    let Some(program) = PROGRAM.get().filter(|_| cfg!(feature = "pdf")) else {
        return refuse(read, "not-an-article", "PDF is read by the program where it was built with the feature pdf");
    };
    let found = match ask(program, &batch.bytes) {
        Ok(found) => found,
        Err(detail) => return refuse(read, "pdf-failed", &format!("its text could not be taken: {detail}")),
    };
    let paragraphs = pdf_text::paragraphs(&found.pages, found.browser);
    if let Some(fault) = &found.fault {
        let detail = format!("{fault}; {} paragraphs were read", paragraphs.len());
        read.problems.push(source.problem(None, "broken-document", detail).with_bytes(batch.bytes()));
    }
    if paragraphs.is_empty() {
        let detail = "a PDF without text, as scanned pages are; let a program recognise their text first";
        return if read.problems.is_empty() {
            refuse(read, "no-text", detail)
        } else {
            finish(read, batch, source, options)
        };
    }
    let text = paragraphs.join("\n\n");
    if let Some(format) = recognise::text(&text) {
        let mut parsed = parse_text(format, &text, batch, options);
        parsed.problems.splice(0..0, read.problems);
        return parsed;
    }
    read.records.push(article(&paragraphs, &found));
    finish(read, batch, source, options)
}

/// The whole PDF as one article. Its own description is believed where its first page says the same.
fn article(paragraphs: &[String], found: &Extracted) -> Record<'static> {
    let head: String = paragraphs.iter().take(6).map(|p| plain(p) + " ").collect();
    let printed = |value: &str| value.len() >= 4 && head.contains(&plain(value));
    let mut body: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let title = if printed(&found.title) {
        let title = found.title.trim().to_string();
        body.retain(|paragraph| plain(paragraph) != plain(&title));
        title
    } else if body.len() > 1 && body[0].chars().count() <= 200 && !body[0].ends_with('.') {
        body.remove(0).to_string()
    } else {
        String::new()
    };
    Record {
        number: 1,
        title: title.into(),
        text: super::paragraphs::text_of(body).into(),
        author: if printed(&found.author) { found.author.trim().to_string().into() } else { "".into() },
        made: found.made.clone(),
        ..Record::default()
    }
}

/// Lower case, words alone.
fn plain(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Gives the child the bytes and takes its answer.
fn ask(program: &Path, bytes: &[u8]) -> Result<Extracted, String> {
    let mut child = Command::new(program)
        .arg(CHILD)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("the program cannot be started again ({error})"))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        // A child that dies closes the pipe; that it did is told by its status.
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = output.map(|output| output.take(ANSWER).read_to_end(&mut answer));
            let _ = send.send(read.is_some_and(|read| read.is_ok()).then_some(answer));
        });
        let answer = receive.recv_timeout(LONGEST).ok().flatten().filter(|answer| (answer.len() as u64) < ANSWER);
        if answer.is_none() {
            let _ = child.kill();
        }
        let status = child.wait().map_err(|error| error.to_string())?;
        match answer {
            None => Err("it took too long, or gave more text than an article has".to_string()),
            Some(_) if !status.success() => Err(format!("the extractor died on it ({status})")),
            Some(answer) => serde_json::from_slice(&answer).map_err(|error| error.to_string()),
        }
    })
}
