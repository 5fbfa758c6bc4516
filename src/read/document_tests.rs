//! Documents, tables, books, crawls and archives as the usual programs write them: a file each, every field read of it.

use super::format_tests::{fields, on, read, zip};
use super::tests::read as read_corpus;
use super::{Parsed, ReadOptions};

/// A corpus of fixtures.
pub(super) fn corpus(names: &[&str]) -> Parsed {
    let path = |name: &str| format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (*name, std::fs::read(path(name)).unwrap())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    read_corpus(&files, &ReadOptions::default())
}

const TITLE: &str = "Harbour opens after four years";

#[test]
fn documents_of_word_and_libreoffice() {
    for (name, format) in [("2014-03-05-note.docx", "docx"), ("2014-03-05-note.odt", "odt")] {
        let found = read(name);
        assert_eq!(found.len(), 1);
        let day = on("2014-03-05", "file-name");
        assert_eq!(fields(&found[0]), (format, TITLE, "", day, "Anna Berg", "", None, ""));
    }
    let body = "The new harbour of Lund opened on Tuesday & a ferry left.\n\nNinety passengers took the first ferry.";
    assert_eq!(read("2014-03-05-note.docx")[0].body, body);
    // `<text:s>` stands for spaces that are no layout.
    assert_eq!(read("2014-03-05-note.odt")[0].body, body.replace("Lund ", "Lund  "));
}

#[test]
fn tables_of_spreadsheets_and_of_columns() {
    let body = "The new harbour of Lund opened on Tuesday.\n\nNinety passengers took the first ferry.";
    let url = "https://herald.example/harbour";
    // A line of its own stands above the header, and a sheet of something else behind the first.
    let book = read("table.xlsx");
    let moment = on("2014-03-05T09:20:00", "field");
    assert_eq!(fields(&book[0]), ("xlsx", TITLE, "The Lund Herald", moment, "Anna Berg", "News", Some(355), "en"));
    assert_eq!((book[0].own_id.as_str(), book[0].url.as_str(), book[0].body.as_str()), ("h1", url, body));
    let day = on("2014-03-06", "field");
    let title = "Bridge to the island closed";
    assert_eq!(fields(&book[1]), ("xlsx", title, "Northern Wire", day.clone(), "", "", Some(49), "en"));
    assert_eq!((book.len(), book[1].body.as_str()), (2, "The bridge was closed to lorries & buses."));

    let sheet = read("table.ods");
    let only = on("2014-03-05", "field");
    assert_eq!(fields(&sheet[0]), ("ods", TITLE, "The Lund Herald", only, "Anna Berg", "News", None, ""));
    assert_eq!((sheet.len(), sheet[0].own_id.as_str()), (1, "h1"));
    assert_eq!(sheet[0].body.replace("\n\n", "\n"), body.replace("\n\n", "\n"));

    let columns = read("table.parquet");
    let moment = on("2014-03-05T09:20:00Z", "field");
    let both = "Anna Berg; Jonas Lind";
    assert_eq!(fields(&columns[0]), ("parquet", TITLE, "The Lund Herald", moment, both, "News", Some(355), "en"));
    assert_eq!((columns[0].own_id.as_str(), columns[0].url.as_str(), columns[0].body.as_str()), ("h1", url, body));
    assert_eq!(fields(&columns[1]), ("parquet", title, "Northern Wire", day, "", "", Some(49), "en"));
}

#[test]
fn books_and_crawls() {
    let found = read("review.epub");
    let day = on("2014-03-05", "field");
    // The table of contents is no article; the first chapter's file has a space in its name, %20 in its address.
    let told: Vec<(u32, &str)> = found.iter().map(|article| (article.record, article.title.as_str())).collect();
    assert_eq!(told, [(2, "Harbour opens"), (3, "Bridge closed")]);
    assert_eq!(fields(&found[0]), ("epub", "Harbour opens", "Harbour Review", day, "Anna Berg", "", None, "en"));
    assert!(found[0].body.starts_with("Harbour opens\n\nThe quay of Lund stays open to walkers"), "{}", found[0].body);

    let found = corpus(&["crawl.warc.gz"]);
    assert_eq!(found.articles.len(), 1, "the page that is gone is none: {:?}", found.problems);
    let article = &found.articles[0];
    let moment = on("2014-03-05T09:20:00+01:00", "meta");
    assert_eq!(fields(article), ("html", "Harbour opens", "The Lund Herald", moment, "Anna Berg", "", None, "en"));
    assert_eq!(article.url, "https://herald.example/harbour");
    assert!(article.body.contains("ferry number 3") && !article.body.contains("Home"), "{}", article.body);
}

#[test]
fn lists_in_archives_and_of_columns_are_joined() {
    let day = on("2014-03-05", "list");
    let wanted = ("text", "Harbour opens", "The Lund Herald", day.clone(), "Anna Berg", "", None, "");
    for name in ["texts.zip", "texts.tar.gz"] {
        let found = corpus(&[name]);
        assert_eq!(found.articles.len(), 1, "{name}: {:?}", found.problems);
        assert_eq!(fields(&found.articles[0]), wanted, "{name}");
        let left: Vec<_> = found.problems.iter().map(|p| (p.problem.as_str(), p.record, p.notice)).collect();
        assert_eq!(left, [("listed-only", Some(2), true)], "{name}");
    }
    // A list beside the archive of its texts.
    let list = b"file,title,date\nexport/h1.txt,The harbour,2014-03-07\n";
    let texts = zip(&[("export/h1.txt", "The new harbour of Lund opened on Tuesday.")]);
    let found = read_corpus(&[("a.csv", list), ("texts.zip", &texts)], &ReadOptions::default());
    assert_eq!((found.articles.len(), fields(&found.articles[0]).3), (1, on("2014-03-07", "list")));

    let page = "{\"url\":\"http://herald.example/harbour\",\"text\":\"The new harbour of Lund opened.\"}\n";
    let list = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/list.parquet")).unwrap();
    let found = read_corpus(&[("a.jsonl", page.as_bytes()), ("list.parquet", &list)], &ReadOptions::default());
    assert_eq!(found.articles.len(), 1, "{:?}", found.problems);
    let wanted = ("jsonl", "Harbour opens", "herald.example", day, "", "", None, "en");
    assert_eq!(fields(&found.articles[0]), wanted);
    assert_eq!(found.problems.iter().filter(|p| p.problem == "listed-only").count(), 1);
}
