//! PDF: read by a child of the program, which may die without harm.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

/// A PDF of pages of lines, each at its height from the foot of the page.
fn pdf(pages: &[&[(u32, &str)]], info: &str) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_string(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_string(),
        format!("<< {info} >>"),
    ];
    let mut kids = Vec::new();
    for page in pages {
        let lines: String = page
            .iter()
            .map(|(height, line)| {
                let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
                format!("BT /F1 11 Tf 72 {height} Td ({line}) Tj ET\n")
            })
            .collect();
        objects.push(format!("<< /Length {} >>\nstream\n{lines}endstream", lines.len()));
        let content = objects.len();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        ));
        kids.push(format!("{} 0 R", objects.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len());
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    places.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").bytes()));
    let size = places.len() + 1;
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

/// What `pressmark articles` prints of a corpus, and what it says.
fn articles(corpus: &Path) -> (Vec<serde_json::Value>, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_pressmark")).arg("articles").arg(corpus).output().unwrap();
    let lines = String::from_utf8(done.stdout).unwrap();
    let articles = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (articles, String::from_utf8(done.stderr).unwrap())
}

/// A file of `tests/fixtures`, made by hand: a head and a number on each page, words and compounds broken at line ends.
#[test]
fn a_pdf_by_every_field() {
    let place = tempfile::tempdir().unwrap();
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/note.pdf"), place.path().join("note.pdf")).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_pressmark")).args(["articles", "--whole"]).arg(place.path()).output();
    let article: serde_json::Value = serde_json::from_slice(&done.unwrap().stdout).unwrap();
    let field = |name: &str| article[name].as_str().unwrap_or_default();
    assert_eq!((field("format"), field("title")), ("pdf", "Harbour opens after four years"));
    assert_eq!((field("published_at"), field("date_source")), ("2014-03-05", "dateline"));
    assert_eq!((field("author"), field("outlet"), field("language"), field("url")), ("Anna Berg", "", "", ""));
    assert_eq!(
        field("text"),
        "By Anna Berg, 5 March 2014\n\n\
         The new harbour of Lund opened on Tuesday after four years of work, and the first ferry left at noon with \
         ninety passengers on board.\n\n\
         The long-term plan of the town is a second quay. Its cost is not known, the mayor said, and who will pay for \
         the long-term plan nobody knows; the town's well-known ferrymen went home on foot, across the old bridge and \
         past the café at the end of the quay, which stays open to walkers."
    );
}

#[test]
fn pages_become_an_article() {
    let pages: [&[(u32, &str)]; 2] = [
        &[
            (800, "The Lund Herald - 5 March"),
            (760, "Harbour opens after four years"),
            (720, "The new harbour of Lund opened on Tuesday after four years of work, and the har-"),
            (706, "bour master said that the first ferry left at noon with"),
            (40, "Page 1 of 2"),
        ],
        &[
            (800, "The Lund Herald - 5 March"),
            (720, "ninety passengers on board \\(all of them from the town\\)."),
            (680, "The quay stays open to walkers, and the bridge is closed until the end of the month."),
            (40, "Page 2 of 2"),
        ],
    ];
    let corpus = tempfile::tempdir().unwrap();
    let info = "/Title (Harbour opens after four years) /Author (layout7) /CreationDate (D:20240306070000+01'00')";
    let unescaped: Vec<Vec<(u32, String)>> = pages
        .iter()
        .map(|p| p.iter().map(|(h, l)| (*h, l.replace("\\(", "(").replace("\\)", ")"))).collect())
        .collect();
    let borrowed: Vec<Vec<(u32, &str)>> =
        unescaped.iter().map(|p| p.iter().map(|(h, l)| (*h, l.as_str())).collect()).collect();
    let slices: Vec<&[(u32, &str)]> = borrowed.iter().map(Vec::as_slice).collect();
    fs::write(corpus.path().join("harbour.pdf"), pdf(&slices, info)).unwrap();
    let (found, said) = articles(corpus.path());
    assert_eq!(found.len(), 1, "{said}");
    let article = &found[0];
    assert_eq!(article["format"], "pdf");
    assert_eq!(article["title"], "Harbour opens after four years");
    assert_eq!(
        (article["published_at"].as_str(), article["date_source"].as_str()),
        (Some("2024-03-06"), Some("pdf-made"))
    );
    assert_eq!(article["author"], "", "the name of a user, which the page does not print");
    assert_eq!(
        article["text"],
        "The new harbour of Lund opened on Tuesday after four years of work, and the harbour master said that the first \
         ferry left at noon with ninety passengers on board (all of them from the town).\nThe quay stays open to walkers, \
         and the bridge is closed until the end of the month."
    );
}

#[test]
fn what_is_broken_or_empty_costs_itself() {
    let corpus = tempfile::tempdir().unwrap();
    let good: &[(u32, &str)] = &[(760, "Quay closed"), (720, "The quay was closed on Thursday, the town said.")];
    let whole = pdf(&[good], "");
    fs::write(corpus.path().join("good-2024-03-07.pdf"), &whole).unwrap();
    fs::write(corpus.path().join("scan.pdf"), pdf(&[&[]], "")).unwrap();
    fs::write(corpus.path().join("cut.pdf"), &whole[..whole.len() / 3]).unwrap();
    fs::write(corpus.path().join("noise.pdf"), b"%PDF-1.7\n\xFF\xFE garbage").unwrap();
    // Pages that hold themselves: a reader that follows them does not come back.
    let circle = String::from_utf8(whole.clone()).unwrap().replace("/Kids [6 0 R]", "/Kids [2 0 R]");
    fs::write(corpus.path().join("circle.pdf"), circle).unwrap();
    let (found, said) = articles(corpus.path());
    assert_eq!(found.len(), 1, "{said}");
    assert_eq!(
        (found[0]["published_at"].as_str(), found[0]["title"].as_str()),
        (Some("2024-03-07"), Some("Quay closed"))
    );
    for name in ["scan.pdf", "cut.pdf", "noise.pdf", "circle.pdf"] {
        assert!(said.contains(name), "{name} in silence:\n{said}");
    }
    assert!(said.contains("scan"), "{said}");
}
