//! Bytes read as a file of a corpus, the way a run reads them: listed, opened, cut and parsed, faults contained.

use crate::contained;
use pressmark::article::Article;
use pressmark::read::{self, FileEntry, Listing, Parsed, PathPattern, ReadOptions};
use std::path::PathBuf;
use std::sync::LazyLock;

/// The stack of a worker of a run.
const STACK: usize = 16 << 20;

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

/// How everything is read here: as a run does, with short records.
pub fn options() -> ReadOptions {
    ReadOptions { max_record_bytes: 1 << 20, readers: 1, ..ReadOptions::default() }
}

/// A place for one file of this process.
pub fn place(name: &str) -> PathBuf {
    FOLDER.path().join(name)
}

/// Reads bytes as a file of that name; it must end as articles or problems, never in silence.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Parsed {
    let path = place(name.rsplit('/').next().unwrap_or(name));
    std::fs::write(&path, bytes).expect("the file");
    let size = bytes.len() as u64;
    let files = vec![FileEntry { path, name: name.to_string(), bytes: size }];
    let listing = Listing { files, problems: Vec::new(), bytes: size };
    let mut all = Parsed::default();
    std::thread::scope(|scope| {
        let (send, receive) = std::sync::mpsc::sync_channel::<read::Batch>(4);
        let parse = || {
            for batch in receive {
                let parsed = batch.parse(options);
                all.articles.extend(parsed.articles);
                all.problems.extend(parsed.problems);
            }
        };
        let worker = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, parse).expect("a thread");
        read::stream(&listing, options, &send);
        drop(send);
        worker.join().expect("a worker");
    });
    assert!(!all.articles.is_empty() || !all.problems.is_empty(), "the file ended in silence");
    let fault = all.problems.iter().find(|problem| problem.problem == "fault");
    assert!(fault.is_none() || contained::met(), "a fault without a panic: {fault:?}");
    for article in &all.articles {
        check(article);
    }
    all
}

/// Reads bytes as the format of that name.
pub fn format(format: &str, bytes: &[u8]) {
    read("a.txt", bytes, &ReadOptions { format: Some(format.to_string()), ..options() });
}

/// Reads bytes as a file whose name is all that tells its format.
pub fn named(name: &str, bytes: &[u8]) {
    read(name, bytes, &options());
}

/// Reads bytes as they are, or, unless they are an archive already, as the part of one that a format's text is in.
pub fn packed(name: &str, bytes: &[u8], pack: impl FnOnce(&[u8]) -> Vec<u8>) {
    match bytes.starts_with(b"PK") {
        true => named(name, bytes),
        false => named(name, &pack(bytes)),
    }
}

/// The file's name, its first line, says what it is, and perhaps the content behind it.
pub fn recognised(bytes: &[u8]) {
    let (name, content) = halves(bytes);
    let name: String = name.chars().filter(|c| *c != '/' && *c != '\0').take(40).collect();
    read(if matches!(name.as_str(), "" | "." | "..") { "noname" } else { &name }, content, &options());
}

/// A page by the fast extractor alone.
pub fn fast_html(bytes: &[u8]) {
    read("a.html", bytes, &ReadOptions { fast_html: true, ..options() });
}

/// A date as a field has it, a file's name has it and the beginning of a text has it.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for day_first in [None, Some(true)] {
        let options = ReadOptions { day_first, ..options() };
        let record = serde_json::json!({"date": text, "text": "The quay stays open.", "url": format!("https://a.example/{text}")});
        read("a.json", record.to_string().as_bytes(), &options);
        read("b.txt", text.as_bytes(), &options);
        let name: String = text.chars().filter(|c| *c != '/' && *c != '\0').take(40).collect();
        read(&format!("{name}.txt"), b"The quay stays open.", &options);
    }
}

/// Bytes of any encoding behind what a text, a page, a table and XML declare of theirs.
pub fn encodings(bytes: &[u8]) {
    let (label, content) = halves(bytes);
    read("a.txt", content, &options());
    read("a.csv", &[b"text\n", content].concat(), &options());
    read("a.jsonl", content, &options());
    let page = format!("<html><head><meta charset=\"{label}\"></head><body><p>");
    read("a.html", &[page.as_bytes(), content].concat(), &options());
    let feed = format!("<?xml version=\"1.0\" encoding=\"{label}\"?><rss><channel><item><description>");
    read("a.rss", &[feed.as_bytes(), content].concat(), &options());
}

/// A pattern, and the path that it reads.
pub fn path_pattern(bytes: &[u8]) {
    let (pattern, path) = halves(bytes);
    let Ok(pattern) = PathPattern::new(&pattern) else { return };
    let options = ReadOptions { path: Some(pattern), ..options() };
    let path: String = String::from_utf8_lossy(path).replace('\0', "").chars().take(60).collect();
    read(&format!("{}.txt", path.trim_end_matches('/')), b"The quay stays open.", &options);
}

/// Whatever was read as JSON reads back as the same articles after it was exported.
pub fn export(bytes: &[u8]) {
    let first = read("a.jsonl", bytes, &options());
    let lines: Vec<String> = first.articles.iter().map(|article| read::export(article).to_string()).collect();
    if lines.is_empty() {
        return;
    }
    let limit = ReadOptions { max_record_bytes: 64 << 20, ..options() };
    let again = read("b.jsonl", lines.join("\n").as_bytes(), &limit);
    assert_eq!(first.articles, again.articles);
}

/// The first line, and what is behind it.
fn halves(bytes: &[u8]) -> (String, &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    (String::from_utf8_lossy(&bytes[..end]).into_owned(), bytes.get(end + 1..).unwrap_or_default())
}

fn check(article: &Article) {
    assert!(!article.body.trim().is_empty(), "an article without text");
    assert!(!article.format.is_empty() && article.record > 0);
    if let Some(published) = &article.published {
        let year: i32 = published.at[..4].parse().expect("a year");
        assert!((1600..=2100).contains(&year), "{published:?}");
    }
}
