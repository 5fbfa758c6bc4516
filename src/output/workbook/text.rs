//! Text as a cell of a workbook can hold it.

use std::borrow::Cow;

/// Characters of a cell, in UTF-16 code units: a limit of Excel.
const MOST: usize = 32_767;
/// What ends a text that was cut.
const CUT: &str = " … [cut here: longer than a cell of a workbook can be; whole in the CSV]";

/// The text, less what no cell can hold: control characters stand as `�`, and what is too long is cut with a note.
pub fn cell(text: &str) -> Cow<'_, str> {
    let bad = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut text = Cow::Borrowed(text);
    if text.contains(bad) {
        text = Cow::Owned(text.replace(bad, "\u{fffd}"));
    }
    if text.len() > MOST && text.encode_utf16().count() > MOST {
        text = Cow::Owned(cut(&text));
    }
    text
}

fn cut(text: &str) -> String {
    let room = MOST - CUT.encode_utf16().count();
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= room
    });
    kept.chain(CUT.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_cell_can_hold_is_marked() {
        assert_eq!(cell("=CMD()"), "=CMD()");
        assert_eq!(cell("a\u{0}b\u{1b}c\td\u{ffff}"), "a�b�c\td�");
        assert_eq!(cell("شركة النيل"), "شركة النيل");
    }

    #[test]
    fn long_text_is_cut_with_a_note() {
        for text in ["a".repeat(40_000), "😀".repeat(20_000)] {
            let cell = cell(&text);
            assert!(cell.ends_with(CUT));
            assert!((MOST - 1..=MOST).contains(&cell.encode_utf16().count()));
        }
        let whole = "a".repeat(MOST);
        assert_eq!(cell(&whole), whole.as_str());
    }
}
