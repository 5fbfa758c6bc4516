//! A hyphen at the end of a line: whether it belongs to the word, or stands only for the break. The halves that tell
//! are in `compounds.csv`.

use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};
use std::sync::LazyLock;

/// What a half of a compound tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Always,
    Second,
    Prefix,
}

struct Halves {
    first: HashSet<&'static str>,
    others: HashMap<&'static str, Half>,
}

static HALVES: LazyLock<Halves> = LazyLock::new(|| {
    let mut halves = Halves { first: HashSet::default(), others: HashMap::default() };
    for (kind, half, _) in rows() {
        match kind {
            "first" => drop(halves.first.insert(half)),
            "always" => drop(halves.others.insert(half, Half::Always)),
            "second" => drop(halves.others.insert(half, Half::Second)),
            _ => drop(halves.others.insert(half, Half::Prefix)),
        }
    }
    halves
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let lines = include_str!("compounds.csv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut cells = line.split(',');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

/// What a document tells of its own spelling.
pub(super) struct Spelling {
    /// Its words in lower case, with the hyphens inside them.
    pub(super) written: HashSet<String>,
    /// Whether what made it breaks no words, as browsers do not: a hyphen at a line's end is then the word's own.
    pub(super) unbroken: bool,
}

impl Spelling {
    /// Whether two halves of a word, around the end of a line, have a hyphen between them.
    pub(super) fn keeps(&self, head: &str, tail: &str) -> bool {
        let (head, tail) = (head.to_lowercase(), tail.to_lowercase());
        let has = |word: &str| self.written.contains(word);
        if has(&format!("{head}{tail}")) {
            return false;
        }
        if has(&format!("{head}-{tail}")) || self.unbroken {
            return true;
        }
        // Of "state-of-the-art" the words beside the break tell.
        let first = head.rsplit('-').next().unwrap_or_default();
        let second = tail.split('-').next().unwrap_or_default();
        let of = |word: &str| HALVES.others.get(word).copied();
        let letters = |word: &str| word.chars().count();
        if of(first) == Some(Half::Prefix) {
            return false;
        }
        match of(second) {
            Some(Half::Always) if letters(first) >= 3 || HALVES.first.contains(first) => return true,
            Some(Half::Second) if HALVES.first.contains(first) || (letters(first) > 3 && has(first)) => return true,
            _ => {}
        }
        letters(second) >= 3
            && has(second)
            && (HALVES.first.contains(first) || (letters(first) > 3 && letters(second) > 3 && has(first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(written: &str, unbroken: bool) -> Spelling {
        Spelling { written: written.split(' ').map(str::to_string).collect(), unbroken }
    }

    #[test]
    fn the_list_is_sound() {
        let alone = spelling("", false);
        for (at, line) in include_str!("compounds.csv").lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split(',').collect();
            assert!(cells.len() == 3 && cells[1] == cells[1].to_lowercase(), "line {}", at + 1);
            match cells[0] {
                "prefix" => {
                    let tail = cells[2].strip_prefix(cells[1]).unwrap_or_default();
                    assert!(tail.len() > 2 && !alone.keeps(cells[1], tail), "line {}", at + 1);
                }
                kind => {
                    let (head, tail) = cells[2].split_once('-').unwrap_or_default();
                    let half = if kind == "first" { head } else { tail };
                    assert!(half == cells[1] && alone.keeps(head, tail), "line {}", at + 1);
                    assert!(["first", "second", "always"].contains(&kind), "line {}", at + 1);
                }
            }
        }
    }

    #[test]
    fn what_the_document_has_elsewhere_tells_first() {
        let document = spelling("longterm well-known the trade deal stand while", false);
        assert!(!document.keeps("long", "term"), "it writes longterm");
        assert!(document.keeps("well", "known"));
        // Neither is written elsewhere: two words of the document's own keep it, halves of one word do not.
        assert!(document.keeps("trade", "deal"));
        assert!(
            !document.keeps("passen", "gers") && !document.keeps("mean", "while") && !document.keeps("under", "stand")
        );
        for (head, tail) in [("Chinese", "owned"), ("five", "year-old"), ("mid", "term"), ("self", "driving")] {
            assert!(document.keeps(head, tail), "{head}-{tail}");
        }
        for (head, tail) in [("short", "age"), ("high", "way"), ("part", "ner"), ("un", "related"), ("re", "funded")] {
            assert!(!document.keeps(head, tail), "{head}{tail}");
        }
        assert!(spelling("", true).keeps("built", "in") && !spelling("harbour", true).keeps("har", "bour"));
    }
}
