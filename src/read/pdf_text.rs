//! The pages of a PDF to paragraphs: what is printed on every page is left out, lines are joined, words that a line's
//! end broke made whole.

use super::hyphen::Spelling;
use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};

/// Lines at the head and foot of a page that may be printed on every one.
const ZONE: usize = 2;

/// The paragraphs of the pages, in order. `unbroken`: whether what made them breaks no words at the ends of lines.
pub(super) fn paragraphs(pages: &[String], unbroken: bool) -> Vec<String> {
    let mut pages: Vec<Vec<&str>> = pages.iter().map(|page| page.lines().map(str::trim).collect()).collect();
    drop_running(&mut pages);
    let lines = || pages.iter().flatten().filter(|line| !line.is_empty());
    // The second half of a broken word is no word of the document's own.
    let halves = std::iter::once(false).chain(lines().map(|line| line.ends_with(['-', '\u{AD}', '\u{2010}'])));
    let written = lines().zip(halves).flat_map(|(line, half)| words(line).skip(usize::from(half))).collect();
    let spelling = Spelling { written, unbroken };
    let width = width(&pages);
    let mut paragraphs: Vec<String> = Vec::new();
    for page in &pages {
        // A paragraph goes on over the page where nothing ended it and no capital begins another.
        let first = page.iter().find(|line| !line.is_empty());
        let goes_on = paragraphs.last().is_some_and(|last: &String| !is_end(last))
            && first.is_some_and(|line| line.starts_with(char::is_lowercase));
        let (mut open, mut before) = (goes_on, 0);
        for line in page {
            if line.is_empty() {
                open = goes_on && before == 0;
                continue;
            }
            match paragraphs.last_mut().filter(|_| open) {
                Some(last) => join(last, line, &spelling),
                None => paragraphs.push(line.to_string()),
            }
            before = line.chars().count();
            // A short line that ends a sentence ends its paragraph.
            open = !(is_end(line) && before * 10 < width * 7);
        }
    }
    let whole = |p: &String| ligatures(&p.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.iter().map(whole).filter(|p| !p.is_empty()).collect()
}

/// Letters that were drawn as one, apart again.
fn ligatures(text: &str) -> String {
    const DRAWN: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match DRAWN.get((c as usize).wrapping_sub(0xFB00)) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// Takes off the numbers of pages, and lines that at least half of the pages have at their head or foot.
fn drop_running(pages: &mut [Vec<&str>]) {
    let places = |page: &[&str]| -> Vec<usize> {
        let filled: Vec<usize> = (0..page.len()).filter(|at| !page[*at].is_empty()).collect();
        let foot = filled.len().saturating_sub(ZONE).max(ZONE.min(filled.len()));
        filled.iter().take(ZONE).chain(&filled[foot..]).copied().collect()
    };
    let mut seen: HashMap<String, usize> = HashMap::default();
    for page in pages.iter() {
        let shapes: HashSet<String> = places(page).into_iter().map(|at| shape(page[at])).collect();
        shapes.into_iter().for_each(|shape| *seen.entry(shape).or_default() += 1);
    }
    let (least, many) = (pages.len().div_ceil(2).max(2), pages.len() > 1);
    for page in pages.iter_mut() {
        for at in places(page) {
            let running = many && seen.get(&shape(page[at])).is_some_and(|n| *n >= least);
            if running || is_page_number(page[at]) {
                page[at] = "";
            }
        }
    }
}

/// A line with its numbers made alike.
fn shape(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// `7`, `- 7 -`, `Page 3 of 12`.
fn is_page_number(line: &str) -> bool {
    const WORDS: [&str; 9] = ["page", "seite", "pagina", "página", "p", "of", "von", "sur", "de"];
    let parts = line.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let (mut numbers, mut others) = (0, 0);
    for part in parts {
        match part.bytes().all(|byte| byte.is_ascii_digit()) {
            true => numbers += 1,
            false => others += usize::from(!WORDS.contains(&part.to_lowercase().as_str())),
        }
    }
    (1..=2).contains(&numbers) && others == 0 && line.len() <= 24
}

/// The length of a full line.
fn width(pages: &[Vec<&str>]) -> usize {
    let mut lengths: Vec<usize> = pages.iter().flatten().map(|line| line.chars().count()).filter(|n| *n > 0).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0)
}

fn is_end(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', ')', '»']).ends_with(['.', '!', '?', ':'])
}

/// Adds a line; a hyphen at the end of the line before goes, unless it is the word's own.
fn join(text: &mut String, line: &str, spelling: &Spelling) {
    let before = text.trim_end().len();
    text.truncate(before);
    let broken = text.ends_with(['-', '\u{AD}', '\u{2010}']) && line.starts_with(char::is_lowercase);
    if !broken {
        text.push(' ');
    } else if let Some((at, hyphen)) = text.char_indices().next_back() {
        let of_word = |c: char| c.is_alphanumeric() || c == '-';
        let head = text[..at].rsplit(|c| !of_word(c)).next().unwrap_or_default();
        let tail = line.split(|c| !of_word(c)).next().unwrap_or_default();
        if hyphen != '-' || !spelling.keeps(head, tail.trim_end_matches('-')) {
            text.truncate(at);
        }
    }
    text.push_str(line);
}

/// The words of a line in lower case, with the hyphens inside them.
fn words(line: &str) -> impl Iterator<Item = String> {
    line.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pages: &[&str]) -> Vec<String> {
        paragraphs(&pages.iter().map(|page| page.to_string()).collect::<Vec<_>>(), false)
    }

    #[test]
    fn words_are_made_whole_and_paragraphs_kept_apart() {
        let page = "The new har-\nbour opened, a long-term plan. It is a long-\nterm plan, said the town, and will stay\none.\n\nThe quay stays\nopen.";
        assert_eq!(
            read(&[page]),
            [
                "The new harbour opened, a long-term plan. It is a long-term plan, said the town, and will stay one.",
                "The quay stays open."
            ]
        );
    }

    #[test]
    fn a_compound_keeps_its_hyphen_at_the_end_of_a_line() {
        let page =
            "It is a long-\nterm plan of the Marle-\nbased yard, which has fifty pas-\nsengers at the full-\nest.";
        let whole = "It is a long-term plan of the Marle-based yard, which has fifty passengers at the fullest.";
        assert_eq!(read(&[page]), [whole]);
        // A browser breaks no words.
        let built = paragraphs(&["It has a built-\nin crane, \"multi-\nton\".".to_string()], true);
        assert_eq!(built, ["It has a built-in crane, \"multi-ton\"."]);
    }

    #[test]
    fn what_every_page_prints_is_left_out_and_sentences_go_on_over_pages() {
        let pages = [
            "The Herald 5 March 2024\n\nHarbour opens\n\nThe first ferry left at noon with\n\nPage 1 of 3",
            "The Herald 5 March 2024\n\nninety passengers on board.\n\nThe bridge was closed.\n\nPage 2 of 3",
            "The Herald 5 March 2024\n\nThe quay stays open.\n\n3",
        ];
        assert_eq!(
            read(&pages),
            [
                "Harbour opens",
                "The first ferry left at noon with ninety passengers on board.",
                "The bridge was closed.",
                "The quay stays open."
            ]
        );
    }

    #[test]
    fn one_page_keeps_all_but_its_number() {
        assert_eq!(read(&["Harbour opens\n\nIn 2024 it opened.\n\n- 7 -"]), ["Harbour opens", "In 2024 it opened."]);
        assert_eq!(read(&["The \u{FB01}rst of\u{FB02}oads"]), ["The first offloads"]);
        assert!(read(&[]).is_empty() && read(&["", "\n"]).is_empty());
    }
}
