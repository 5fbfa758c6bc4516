//! Whole corpora through [`list`], [`stream`] and [`Batch::parse`]: what a person reading the files expects.

use super::format_tests::zip;
use super::*;
use crate::article::{Article, DatePrecision, Problem, Published};
use proptest::prelude::*;
use std::io::Write;
use std::path::Path;

/// Reads a corpus of `(name, bytes)`; articles by place, problems sorted.
pub(super) fn read(files: &[(&str, &[u8])], options: &ReadOptions) -> Parsed {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    read_folder(folder.path(), options)
}

fn read_folder(folder: &Path, options: &ReadOptions) -> Parsed {
    read_listing(&list(folder).unwrap(), options)
}

fn read_listing(listing: &Listing, options: &ReadOptions) -> Parsed {
    let options = &options.clone().with_lists(listing);
    let (send, receive) = std::sync::mpsc::sync_channel(4);
    let mut all = Parsed { articles: Vec::new(), problems: listing.problems.clone() };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            stream(listing, options, &send);
            drop(send);
        });
        for batch in receive {
            let parsed = batch.parse(options);
            all.articles.extend(parsed.articles);
            all.problems.extend(parsed.problems);
        }
    });
    all.problems.extend(options.lists.left());
    all.articles.sort_by(|a, b| (&a.path, a.record).cmp(&(&b.path, b.record)));
    all.problems.sort();
    all
}

pub(super) fn one(name: &str, bytes: &[u8]) -> Parsed {
    read(&[(name, bytes)], &ReadOptions::default())
}

fn article(name: &str, bytes: &[u8]) -> Article {
    let parsed = one(name, bytes);
    assert_eq!(parsed.articles.len(), 1, "{:?}", parsed.problems);
    parsed.articles.into_iter().next().unwrap()
}

fn problem(name: &str, bytes: &[u8]) -> Problem {
    let parsed = one(name, bytes);
    assert_eq!(parsed.articles.len(), 0);
    assert_eq!(parsed.problems.len(), 1, "{:?}", parsed.problems);
    parsed.problems.into_iter().next().unwrap()
}

fn date(article: &Article) -> (&str, &str) {
    article.published.as_ref().map_or(("", ""), |published| (&published.at, &published.source))
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn a_text_keeps_every_byte_and_takes_outlet_and_date_from_its_path() {
    let text = "Harbour opens\r\n\r\nThe harbour of Lund\u{A0}opened on Monday.\n";
    let parsed = read(&[("daily/2024-03-05-harbour.txt", text.as_bytes())], &ReadOptions::default());
    let article = &parsed.articles[0];
    assert_eq!(article.body, text);
    assert_eq!((article.title.as_str(), article.outlet.as_str()), ("", "daily"));
    assert_eq!(date(article), ("2024-03-05", "file-name"));
    assert_eq!(article.place(), "daily/2024-03-05-harbour.txt");
    assert_eq!(parsed.problems, []);
}

#[test]
fn front_matter_and_header_lines_are_fields_and_not_text() {
    let md = "---\ntitle: \"Harbour: it opens\"\ndate: 2024-03-05\nauthor:\n  - A. Berg\n  - B. Lind\nurl: https://www.herald.example/harbour\ntags: [x, y]\n---\nThe harbour opened.\n";
    let found = article("a.md", md.as_bytes());
    assert_eq!(found.title, "Harbour: it opens");
    assert_eq!(found.body, "The harbour opened.\n");
    assert_eq!((found.author.as_str(), found.outlet.as_str()), ("A. Berg; B. Lind", "herald.example"));
    assert_eq!(date(&found), ("2024-03-05", "field"));

    let txt = "Title: Harbour opens\nDate: 5 March 2024\nOutlet: The Herald\n\nThe harbour opened.\n";
    let found = article("a.txt", txt.as_bytes());
    assert_eq!((found.title.as_str(), found.outlet.as_str()), ("Harbour opens", "The Herald"));
    assert_eq!((date(&found).0, found.body.as_str()), ("2024-03-05", "The harbour opened.\n"));

    // A headline with a colon is no header, nor is a line whose label is not known.
    for text in ["Source: harbour to open\n\nIt will open.\n", "Title: x\nHarbour opens today\n\nIt opened.\n"] {
        assert_eq!(article("a.txt", text.as_bytes()).body, text);
    }
}

#[test]
fn json_is_read_in_every_usual_shape() {
    let object = br#"{"headline": "Harbour opens", "content": "It \"opened\".", "source": {"id": null, "name": "The Herald"}, "authors": ["A. Berg", {"name": "B. Lind"}], "publishedAt": "2024-03-05T10:00:00Z", "extra": [1, {"a": 2}]}"#;
    let found = article("a.json", object);
    assert_eq!((found.title.as_str(), found.body.as_str()), ("Harbour opens", "It \"opened\"."));
    assert_eq!((found.outlet.as_str(), found.author.as_str()), ("The Herald", "A. Berg; B. Lind"));
    assert_eq!(date(&found), ("2024-03-05T10:00:00Z", "field"));
    assert_eq!(found.place(), "a.json");

    let list = br#"[{"id": 7, "text": "One."}, {"id": "x", "text": "Two."}]"#;
    let nested = br#"{"status": "ok", "articles": [{"id": 7, "text": "One."}, {"id": "x", "text": "Two."}]}"#;
    for bytes in [&list[..], &nested[..]] {
        let parsed = one("a.json", bytes);
        let ids: Vec<(&str, String)> = parsed.articles.iter().map(|a| (a.own_id.as_str(), a.place())).collect();
        assert_eq!(ids, [("7", "a.json#1".to_string()), ("x", "a.json#2".to_string())]);
    }
}

#[test]
fn a_broken_line_costs_that_line() {
    let lines = "{\"text\": \"One.\"}\n{\"text\": \"Two.\n\n[1]\n{\"text\": \"Five.\"}";
    let parsed = one("wire.jsonl", lines.as_bytes());
    let bodies: Vec<(u32, &str)> = parsed.articles.iter().map(|a| (a.record, a.body.as_str())).collect();
    assert_eq!(bodies, [(1, "One."), (5, "Five.")]);
    let broken: Vec<(Option<u32>, &str)> = parsed
        .problems
        .iter()
        .filter(|problem| problem.problem == "broken-json")
        .map(|problem| (problem.record, problem.detail.as_str()))
        .collect();
    assert_eq!(broken.len(), 2);
    assert!(broken[0].0 == Some(2) && broken[0].1.starts_with("line 2, column 14:"), "{broken:?}");
    assert_eq!(broken[1], (Some(4), "line 4 holds no object"));
}

#[test]
fn a_list_that_breaks_off_keeps_what_stands_before() {
    let parsed = one("a.json", br#"[{"text": "One."}, {"text": "Two."}, {"text": "Thr"#);
    assert_eq!(parsed.articles.len(), 2);
    assert!(parsed.problems.iter().any(|p| p.problem == "broken-json" && p.detail.contains("2 records before")));
}

#[test]
fn an_object_without_text_says_which_keys_it_has() {
    let found = problem("a.jsonl", br#"{"headline": "x", "maintxt": "y"}"#);
    assert_eq!((found.problem.as_str(), found.record), ("no-text", Some(1)));
    assert!(found.detail.contains("\"headline\", \"maintxt\""), "{}", found.detail);
}

#[test]
fn tables_are_read_with_any_delimiter_and_a_wrong_row_costs_that_row() {
    let comma = "\u{FEFF}ID,Headline,Full Text,Publication Date,Source\n\n1,\"Harbour, open\",\"It\nopened.\",05/03/2024,Herald\n2,x,y\n3,Ferry,It left.,13/03/2024,Herald\n";
    let parsed = one("a.csv", comma.as_bytes());
    let rows: Vec<(&str, u32, &str, &str)> =
        parsed.articles.iter().map(|a| (a.own_id.as_str(), a.record, a.body.as_str(), date(a).0)).collect();
    // 13/03 says that this file puts the day first.
    assert_eq!(rows, [("1", 1, "It\nopened.", "2024-03-05"), ("3", 3, "It left.", "2024-03-13")]);
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].problem, "wrong-number-of-fields");
    assert_eq!(parsed.problems[0].detail, "row 2 has 3 fields, the header has 5");

    for (name, delimiter) in [("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "\t")] {
        let table = ["title", "text"].join(delimiter) + "\n" + &["Ferry", "It left, late."].join(delimiter);
        assert_eq!(article(name, table.as_bytes()).body, "It left, late.");
    }
}

#[test]
fn a_quote_left_open_costs_its_row_only() {
    let parsed = one("a.csv", b"id,text\n1,It opened.\n2,\"It left\n3,It sank.\n\n4,It did.\n");
    let rows: Vec<(&str, u32)> = parsed.articles.iter().map(|a| (a.own_id.as_str(), a.record)).collect();
    assert_eq!(rows, [("1", 1), ("3", 3), ("4", 4)]);
    let problem = parsed.problems.iter().find(|problem| !problem.notice).unwrap();
    assert_eq!((problem.record, problem.problem.as_str()), (Some(2), "open-quote"));
}

#[test]
fn a_table_without_text_says_how_to_name_the_column() {
    let table = b"id,Story text (long)\n1,It opened.\n";
    let found = problem("a.csv", table);
    assert_eq!(found.problem, "no-text-column");
    assert!(found.detail.contains("\"id\", \"Story text (long)\"") && found.detail.contains("[columns]"));
    let columns = [("text".to_string(), "Story text (long)".to_string())].into();
    let parsed = read(&[("a.csv", table)], &ReadOptions { columns, ..ReadOptions::default() });
    assert_eq!(parsed.articles[0].body, "It opened.");
}

#[test]
fn compressed_files_read_as_what_they_hold() {
    let lines = b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
    let two_members = [gzip(&lines[..17]), gzip(&lines[17..])].concat();
    let zst = zstd::encode_all(&lines[..], 1).unwrap();
    for (name, bytes) in [("a.jsonl.gz", two_members), ("a.jsonl.zst", zst)] {
        let parsed = one(name, &bytes);
        assert_eq!(parsed.articles.len(), 2, "{name}");
        assert_eq!(parsed.articles[1].format, "jsonl");
    }
    assert_eq!(article("a.txt.gz", &gzip(b"It opened.")).body, "It opened.");
}

#[test]
fn a_cut_off_archive_keeps_its_whole_records_and_is_said() {
    let lines: String = (0..20_000).map(|n| format!("{{\"text\": \"Ferry {} left.\"}}\n", n * n % 99_991)).collect();
    for (name, whole) in
        [("a.jsonl.gz", gzip(lines.as_bytes())), ("a.jsonl.zst", zstd::encode_all(lines.as_bytes(), 1).unwrap())]
    {
        let parsed = one(name, &whole[..whole.len() * 2 / 3]);
        assert!(parsed.articles.len() > 1000 && parsed.articles.len() < 20_000, "{}", parsed.articles.len());
        assert!(parsed.problems.iter().any(|p| p.problem == "cut-off" && !p.notice), "{name}");
        assert!(!parsed.problems.iter().any(|p| p.problem == "broken-json"), "{name}");
    }
    let text = gzip(b"It opened on Monday, said the harbour master.");
    assert_eq!(problem("a.txt.gz", &text[..text.len() - 12]).problem, "cut-off");
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let long = format!("{{\"text\": \"{}\"}}", "x".repeat(3 << 20));
    let lines = format!("{{\"text\": \"One.\"}}\n{long}\n{{\"text\": \"Three.\"}}\n{long}");
    let options = ReadOptions { max_record_bytes: 1 << 20, ..ReadOptions::default() };
    let parsed = read(&[("a.jsonl", lines.as_bytes())], &options);
    let bodies: Vec<(u32, &str)> = parsed.articles.iter().map(|a| (a.record, a.body.as_str())).collect();
    assert_eq!(bodies, [(1, "One."), (3, "Three.")]);
    let mut long_ones: Vec<(Option<u32>, Option<u64>)> =
        parsed.problems.iter().filter(|p| p.problem == "too-long").map(|p| (p.record, p.bytes)).collect();
    long_ones.sort();
    let bytes = long.len() as u64;
    assert_eq!(long_ones, [(Some(2), Some(bytes + 1)), (Some(4), Some(bytes))]);
    assert_eq!(problem_of("a.txt", &"x".repeat(2 << 20), &options), "too-long");
}

fn problem_of(name: &str, text: &str, options: &ReadOptions) -> String {
    read(&[(name, text.as_bytes())], options).problems[0].problem.clone()
}

#[test]
fn large_files_are_cut_into_batches_without_a_trace() {
    let mut lines = String::new();
    let mut table = String::from("id,text\n");
    for n in 1..=30_000 {
        lines += &format!("{{\"text\": \"Ferry {n} left the harbour of Lund at noon, late by {n} seconds.\"}}\n");
        table += &format!("{n},\"Ferry {n} left\nthe harbour of Lund, \"\"late\"\" by {n} seconds.\"\n");
    }
    for (name, text) in [("a.jsonl", &lines), ("a.csv", &table)] {
        let parsed = one(name, text.as_bytes());
        assert_eq!(parsed.articles.len(), 30_000, "{name}");
        for (at, article) in parsed.articles.iter().enumerate() {
            assert_eq!(article.record as usize, at + 1, "{name}");
            assert!(article.body.starts_with(&format!("Ferry {} left", at + 1)), "{name}: {}", article.body);
        }
    }
}

#[test]
fn any_encoding_is_read() {
    let text = "Les négociations à Zürich ont échoué, a déclaré le président.";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let cp1252 = encoding_rs::WINDOWS_1252.encode(text).0;
    assert_eq!(article("a.txt", &utf16).body, text);
    assert_eq!(article("a.txt", &cp1252).body, text);
    let line: Vec<u8> =
        format!("\u{FEFF}{{\"text\": \"{text}\"}}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(article("a.jsonl", &line).body, text);
    assert_eq!(article("a.csv", format!("text;id\n\"{text}\";1").as_bytes()).body, text);
    let faulty = one("a.txt", b"Caf\xc3\xa9 \xFF na\xc3\xafve fa\xc3\xa7ade \xc3\xa9t\xc3\xa9");
    assert_eq!(faulty.articles[0].body, "Café \u{FFFD} naïve façade été");
    assert!(faulty.problems.iter().any(|p| p.problem == "bad-encoding" && p.notice));
}

#[test]
fn what_is_no_article_is_said() {
    assert_eq!(problem("a.txt", b"\x00\x01\x02\x00binary\x00\x00\x07").problem, "not-an-article");
    assert_eq!(problem("a.txt", b"%PDF-1.4 ...").problem, "not-an-article");
    assert_eq!(problem("logo.png", b"\x89PNG").problem, "not-an-article");
    assert_eq!(problem("a.txt", b"").problem, "empty");
    assert_eq!(problem("a.jsonl", b"").problem, "empty");
    assert_eq!(problem("a.txt", b" \n\t\n").problem, "empty");
    assert_eq!(problem("a.jsonl", b" \n\t\n").problem, "empty");
    assert_eq!(problem("a.csv", b"id,text\n").detail, "a header and no rows");
    assert_eq!(problem("a.jsonl", br#"{"title": "x", "text": " "}"#).detail, "a title and no text");
    assert_eq!(problem("a.jsonl", b"{\"text\": \"a\0b\"}").problem, "broken-json");
}

#[test]
fn a_file_of_nothing_is_a_problem_in_every_format() {
    let nothing: [&[u8]; 12] = [
        b"",
        b"\r",
        b"\n",
        b"\n\n",
        b"\r\n\r\n",
        b" ",
        b"\t \r",
        b"\x0C",
        b"\xEF\xBB\xBF",
        b"\xEF\xBB\xBF\r\n",
        b"\xFF\xFE",
        b"\xFF\xFE\r\0\n\0",
    ];
    let endings = "txt text md html xhtml json jsonld jsonl ndjson csv tsv tab xml rtf eml mhtml warc nitf newsml iptc \
                   ninjs rss atom docx odt epub xlsx xls ods parquet pdf zip tar";
    for ending in endings.split_whitespace() {
        for bytes in nothing {
            let parsed = one(&format!("a.{ending}"), bytes);
            assert_eq!((parsed.articles.len(), parsed.problems.len()), (0, 1), "{ending} {bytes:?}: {parsed:?}");
            assert!(!parsed.problems[0].notice, "{ending} {bytes:?}");
            // The same inside an archive and packed.
            let inside = zip(&[(&format!("a.{ending}"), "\r")]);
            assert_eq!(one("a.zip", &inside).problems.len(), 1, "{ending}");
            let packed = one(&format!("a.{ending}.gz"), &gzip(bytes));
            assert_eq!((packed.articles.len(), packed.problems.len()), (0, 1), "{ending}.gz {bytes:?}: {packed:?}");
        }
    }
    for (name, text) in [("a.csv", "id,text\r"), ("a.csv", "id,text\r\n"), ("a.csv", "\r\rid,text"), ("a.tsv", "text")]
    {
        assert_eq!(problem(name, text.as_bytes()).detail, "a header and no rows", "{text:?}");
    }
    for (name, text) in [
        ("a.json", "[]"),
        ("a.json", "{}"),
        ("a.json", "{\"articles\":[]}"),
        ("a.jsonl", "{}"),
        ("a.html", "<html></html>"),
        ("a.rss", "<rss><channel/></rss>"),
    ] {
        let parsed = one(name, text.as_bytes());
        assert_eq!((parsed.articles.len(), parsed.problems.len()), (0, 1), "{text}: {parsed:?}");
    }
}

#[test]
fn tables_and_lines_of_old_macs_end_in_cr() {
    let table = b"id,text,date\r1,It opened.,2024-03-05\r2,\"It left,\rlate.\",2024-03-06\r";
    let parsed = one("a.csv", table);
    let rows: Vec<(&str, &str, &str)> =
        parsed.articles.iter().map(|a| (a.own_id.as_str(), a.body.as_str(), date(a).0)).collect();
    assert_eq!(rows, [("1", "It opened.", "2024-03-05"), ("2", "It left,\nlate.", "2024-03-06")]);
    assert_eq!(one("a.jsonl", b"{\"text\": \"One.\"}\r{\"text\": \"Two.\"}").articles.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "It opened.").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // the super-user reads everything
    }
    let parsed = read_folder(folder.path(), &ReadOptions::default());
    assert_eq!(parsed.problems[0].problem, "unreadable");
}

const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><title>Harbour opens - The Herald</title>
<meta property="og:title" content="Harbour opens"><meta property="og:site_name" content="The Herald">
<link rel="canonical" href="https://www.herald.example/news/harbour">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour opens", "datePublished": "2024-03-05T10:00:00+01:00", "author": {"@type": "Person", "name": "Anna Berg"}}</script>
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Harbour opens</h1>
<p>The new harbour of Lund opened on Tuesday after four years of work, and the first ferry left at noon with ninety passengers.</p>
<p>The harbour master said that <b>twelve</b> ferries a day would follow in the summer &amp; that the quay would stay open to walkers.</p>
</article><footer>Subscribe to our newsletter</footer></body></html>"#;

#[test]
fn a_file_that_changes_after_it_was_listed_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "The harbour opened.").unwrap();
    let listing = list(folder.path()).unwrap();
    std::fs::write(&path, "The harbour opened on Tuesday.").unwrap();
    let found = read_listing(&listing, &ReadOptions::default());
    assert_eq!(found.articles[0].body, "The harbour opened on Tuesday.");
    assert!(found.problems.iter().any(|p| p.problem == "changed" && p.notice), "{:?}", found.problems);
}

#[test]
fn a_folder_of_very_many_entries_is_listed_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..20_000 {
        std::fs::File::create(folder.path().join(format!("{n:05}.txt"))).unwrap();
    }
    let listing = list(folder.path()).unwrap();
    assert_eq!((listing.files.len(), listing.bytes), (20_000, 0));
    assert!(listing.files.is_sorted_by(|a, b| a.name < b.name));
}

#[test]
fn a_page_gives_its_article_and_metadata() {
    let found = article("pages/a.html", PAGE.as_bytes());
    assert_eq!(found.title, "Harbour opens");
    assert_eq!((found.outlet.as_str(), found.author.as_str()), ("The Herald", "Anna Berg"));
    assert_eq!((found.language.as_str(), found.canonical.as_str()), ("en", "https://www.herald.example/news/harbour"));
    assert_eq!(date(&found), ("2024-03-05T10:00:00+01:00", "json-ld"));
    let paragraphs: Vec<&str> = found.body.split("\n\n").filter(|part| part.ends_with('.')).collect();
    assert_eq!(paragraphs.len(), 2, "{}", found.body);
    assert!(paragraphs[1].contains("twelve ferries a day would follow in the summer & that"));
    assert!(!found.body.contains("Subscribe") && !found.body.contains("Sport"));
}

#[test]
fn absurd_nesting_does_not_bring_the_reader_down() {
    for levels in [450, 1_000_000] {
        let page = format!("<html><body>{}<p>The harbour opened.</p></body></html>", "<div>".repeat(levels));
        let parsed = one("a.html", page.as_bytes());
        assert_eq!(parsed.articles[0].body, "The harbour opened.", "{levels}");
        assert_eq!(parsed.problems.iter().any(|p| p.problem == "deep-nesting"), levels > 500);
    }
    let lists = format!("<body>{}<p>The harbour opened.", "<table><tr><td><ul><li>".repeat(200));
    assert_eq!(article("a.html", lists.as_bytes()).body, "The harbour opened.");
}

#[test]
fn a_page_that_a_parser_would_let_grow_is_stripped_of_its_tags() {
    let end = "<p>The harbour opened.</p>";
    // Each took minutes: closing tags of nothing that hide the nesting, and styles opened anew in every paragraph.
    let unclosed: String = (0..400).map(|n| format!("<b id={n}>")).collect();
    for page in [
        format!("<body>{}{end}", "<div></x>".repeat(50_000)),
        format!("<body>{}{end}", "<b></x>".repeat(50_000)),
        format!("<body><p>{unclosed}</p>{}{end}", "<p>".repeat(15_000)),
    ] {
        let parsed = one("a.html", page.as_bytes());
        assert_eq!(parsed.articles[0].body, "The harbour opened.", "{}", &page[..40]);
        assert!(parsed.problems.iter().any(|p| p.problem == "deep-nesting"), "{}", &page[..40]);
    }
    // Attributes that a parser would each compare with all before are left out of what it gets.
    let attributes: String = (0..60_000).map(|n| format!("a{n}=1 ")).collect();
    assert_eq!(article("a.html", format!("<body><p {attributes}></p>{end}").as_bytes()).body, "The harbour opened.");
}

#[test]
fn dates_come_by_their_order_of_trust() {
    let line = |fields: &str| format!("{{\"text\": \"It opened.\", {fields}}}\n").into_bytes();
    let found = article("a.jsonl", &line(r#""date": "5/6/2024""#));
    assert_eq!(date(&found), ("2024-05-06", "field:ambiguous"));
    let options = ReadOptions { day_first: Some(true), ..ReadOptions::default() };
    let parsed = read(&[("a.jsonl", &line(r#""date": "5/6/2024""#))], &options);
    assert_eq!(date(&parsed.articles[0]), ("2024-06-05", "field"));
    let found = article("a.jsonl", &line(r#""url": "https://a.example/2024/03/05/harbour.html""#));
    assert_eq!(date(&found), ("2024-03-05", "url"));
    // The name of a file of many records says nothing about one of them.
    assert_eq!(date(&article("2024-03-05.jsonl", &line("\"x\": 1"))), ("", ""));
    let text = "Harbour opens\n\nLUND, March 5, 2024 (Reuters) - The harbour opened.\n";
    assert_eq!(date(&article("a.txt", text.as_bytes())), ("2024-03-05", "dateline"));
    let text = "Harbour opens\n\nBy Anna Berg\n\nPublished: 5 March 2024, 10:15\n\nThe harbour opened.\n";
    assert_eq!(date(&article("a.txt", text.as_bytes())), ("2024-03-05T10:15:00", "dateline"));
}

#[test]
fn a_missing_or_impossible_date_is_noticed_and_the_article_kept() {
    let cards = "Harbour opens\n\nThe harbour opened.\n\nIt is new.\n\nMore\n\nMore\n\nMore\n\nFerry leaves\n\n2024/03/05 02:34\n";
    let parsed = one("a.txt", cards.as_bytes());
    assert_eq!(parsed.articles[0].published, None);
    assert!(parsed.problems[0].problem == "no-date" && parsed.problems[0].notice);
    let parsed = one("a.jsonl", br#"{"text": "It opened.", "date": "2024-02-31"}"#);
    assert_eq!(parsed.articles[0].published, None);
    assert!(parsed.problems[0].problem == "bad-date" && parsed.problems[0].notice);
    // A year before there were newspapers is an error of the record: it opened a thousand years of empty months.
    let parsed = one("a.jsonl", b"{\"text\": \"It opened.\", \"date\": \"1012-09-02\"}");
    assert_eq!((parsed.articles[0].published.is_none(), parsed.problems[0].problem.as_str()), (true, "bad-date"));
    assert!(date::parse("1605-07-15", None).is_some());
}

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Zé“”\"\\\\ \n,.;:0-9\u{A0}漢]{0,40}"
}

prop_compose! {
    fn articles()(
        (own_id, title, body, outlet, author, url) in
            ("[a-z0-9-]{0,8}", words(), words(), words(), words(), "(https://[a-z]{1,8}\\.example/[0-9/]{0,12})?"),
        (path, record, many) in ("[a-z]{1,5}/[a-z]{1,5}\\.(txt|jsonl|csv|json)", 1u32..1000, any::<bool>()),
        published in prop::option::of((0i64..4_000_000_000, 0usize..4, any::<bool>())),
    ) -> Article {
        let format = match path.rsplit('.').next() { Some("txt") => "text", Some(other) => other, None => "" };
        let published = published.map(|(seconds, shape, sure)| {
            let at = jiff::Timestamp::from_second(seconds).unwrap().to_string();
            let len = [4, 7, 10, at.len()][shape];
            let precision = [DatePrecision::Year, DatePrecision::Month, DatePrecision::Day, DatePrecision::Time][shape];
            let source = if sure { "url" } else { "field:ambiguous" };
            let at = at[..len].to_string();
            let start = format!("{}{}", at, &["-01-01T00:00:00Z", "-01T00:00:00Z", "T00:00:00Z", ""][shape]);
            let seconds = start.parse::<jiff::Timestamp>().unwrap().as_second();
            Published { at, seconds, precision, source: source.to_string() }
        });
        Article {
            own_id, path: path.clone(), record, many, format: format.to_string(), title, body: format!("x{body}"),
            outlet, author, url, canonical: String::new(), language: "en".to_string(), section: String::new(), printed_words: None, published,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn an_exported_article_reads_back_the_same(wanted in articles()) {
        let line = export(&wanted).to_string();
        let parsed = one("other/corpus.jsonl", line.as_bytes());
        prop_assert_eq!(&parsed.articles, &vec![wanted]);
    }

    /// The contract: every record ends as an article or a problem, and nothing panics, whatever the bytes.
    #[test]
    fn every_record_ends_as_an_article_or_a_problem(
        bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..200), "[\\[\\]{}\",:a-z<>/=\n;-]{0,200}".prop_map(String::into_bytes)],
        name in "(a|b)\\.(txt|md|html|json|jsonl|csv|tsv|txt\\.gz|jsonl\\.zst)",
    ) {
        let parsed = one(&name, &bytes);
        let silent = parsed.articles.is_empty() && parsed.problems.is_empty();
        prop_assert!(!silent, "{name}: {bytes:?}");
    }
}
