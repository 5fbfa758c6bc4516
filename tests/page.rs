//! `report.html`: whole by itself, every link leads somewhere, every number of the sample has its sentences.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn output() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("output")
}

fn page() -> String {
    fs::read_to_string(output().join("report.html")).unwrap()
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    page.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let page = page();
    let ids = values(&page, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    let links: Vec<&str> = values(&page, "href").into_iter().filter(|to| *to != "data:,").collect();
    assert!(links.len() > 100);
    for link in links {
        let to = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the page"));
        assert!(known.contains(to), "{link} leads nowhere");
    }
    for label in values(&page, "aria-labelledby") {
        assert!(known.contains(label), "{label}");
    }
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let page = page();
    for word in ["<script", " src=", "@import", "url(", "<link rel=\"stylesheet", "<iframe", "<object"] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("not validated on this corpus"));
    assert!(page.len() < 5_000_000);
}

#[test]
fn every_sentence_of_the_sample_is_shown() {
    let page = page();
    let mut mentions = csv::Reader::from_path(output().join("mentions.csv")).unwrap();
    let companies: BTreeSet<String> = csv::Reader::from_path(output().join("companies.csv"))
        .unwrap()
        .records()
        .map(|row| row.unwrap()[0].to_string())
        .collect();
    let headers = mentions.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let mut n = 0;
    for row in mentions.records().map(Result::unwrap) {
        if companies.contains(&row[at("entity_id")]) && &row[at("counted")] == "true" {
            assert!(page.contains(&format!("<code>{}</code>", &row[at("mention_id")])), "{row:?}");
            n += 1;
        }
    }
    assert!(n > 100);
}

#[test]
fn every_drawing_of_the_page_is_a_file() {
    let page = page();
    let mut n = 0;
    for file in fs::read_dir(output().join("charts")).unwrap() {
        let svg = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(page.contains(&svg));
        n += 1;
    }
    assert_eq!(n, page.matches("<figure>").count());
    assert!(n > 20);
}
