//! Stubs: the beginning of an article whose rest is for those who pay. The words are in `paywall.csv`.

use super::tags;
use std::sync::LazyLock;

/// Words above which a text is no stub, whatever stands below it.
const STUB: usize = 400;
/// Words above which a page that says it is not free holds its article all the same.
const SHORT: usize = 150;
/// Lines at the end of a text that are looked at, and bytes such a line has at most.
const LINES: usize = 5;
const LINE: usize = 240;

static PHRASES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("paywall.csv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split(',').next()).collect()
});

/// Whether a text ends as a stub does.
pub(super) fn is_stub(text: &str) -> bool {
    let last = text.lines().rev().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    last.filter(|line| line.len() <= LINE).any(asks) && words(text, STUB) < STUB
}

/// Whether little of a page was kept, and the page says that the rest is not free, by its own mark or in its words.
pub(super) fn is_walled<'p>(kept: &str, page: impl FnOnce() -> &'p str, said: bool) -> bool {
    words(kept, SHORT) < SHORT && (said || tags::strip(page()).lines().filter(|line| line.len() <= LINE).any(asks))
}

fn asks(line: &str) -> bool {
    let lower = line.to_lowercase();
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// How many words a text has, counted up to a bound.
fn words(text: &str, most: usize) -> usize {
    text.split_whitespace().take(most).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sound() {
        for (at, line) in include_str!("paywall.csv").lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "line {}", at + 1);
            assert!(cells[0].len() >= 10 && cells[0] == cells[0].to_lowercase(), "line {}", at + 1);
            assert!(!cells[2].is_empty(), "line {}", at + 1);
        }
    }

    #[test]
    fn stubs_are_short_and_end_with_a_call() {
        assert!(is_stub("The harbour opened on Tuesday.\n\nSubscribe to continue reading\n\nFrom 1 a week"));
        assert!(is_stub("Der Hafen ist offen.\nDieser Artikel ist nur für Abonnenten."));
        assert!(!is_stub("The harbour opened on Tuesday.\n\nContinue reading"));
        assert!(!is_stub(&format!("{}\nSubscribe to continue reading", "word ".repeat(STUB))));
        let said = "She said that people must subscribe to continue reading, and that this was wrong. ".repeat(4);
        assert!(!is_stub(&said));
        assert!(is_walled("The harbour opened.", || "", true) && !is_walled(&"word ".repeat(SHORT), || "", true));
    }
}
