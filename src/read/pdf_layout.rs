//! The glyphs of a PDF's page to lines: words parted where a space is drawn or a gap is wide, paragraphs where lines
//! stand further apart than is usual on the page.

/// A glyph as drawn, in units of the page; `y` grows upward.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) x: f64,
    /// Where it ends.
    pub(super) end: f64,
    pub(super) y: f64,
    /// Height of its font.
    pub(super) size: f64,
    pub(super) text: String,
}

/// Heights of the font by which the base line of a new line differs at least.
const LINE: f64 = 0.5;
/// Widths of a gap that is a space, in heights of the font. Where the page draws its spaces, only a gap as between
/// columns is one: widths are often a little wrong, and the error adds up over a run of glyphs.
const GAP: f64 = 0.17;
const GAP_BESIDE_SPACES: f64 = 3.0;
/// How many times the usual distance between lines parts paragraphs.
const APART: f64 = 1.35;
/// Of so many glyphs at least one is a space, where a page draws them.
const SPACES: usize = 15;

/// The text of a page in the order in which it is drawn.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let drawn = glyphs.iter().filter(|glyph| glyph.text.trim().is_empty()).count();
    let gap = if drawn * SPACES >= glyphs.len() { GAP_BESIDE_SPACES } else { GAP };
    let pitch = pitch(glyphs);
    let mut out = String::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Some(before) = last {
            let size = glyph.size.max(before.size).max(0.1);
            let down = before.y - glyph.y;
            if down.abs() > size * LINE {
                // Upward, another column begins, in which a paragraph may go on.
                out.push_str(if down > pitch * APART { "\n\n" } else { "\n" });
            } else if glyph.x - before.end > size * gap || before.x - glyph.x > size * gap.max(1.0) {
                out.push(' ');
            }
        }
        out.push_str(&glyph.text);
        last = Some(glyph);
    }
    out
}

/// The usual distance between two lines: the median of those downward that are no more than three fonts high.
fn pitch(glyphs: &[Glyph]) -> f64 {
    let mut steps: Vec<f64> = glyphs
        .windows(2)
        .map(|pair| (pair[0].y - pair[1].y, pair[0].size.max(pair[1].size)))
        .filter(|(down, size)| *down > size * LINE && *down < size * 3.0)
        .map(|(down, _)| down)
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len().saturating_sub(1) / 2).copied().unwrap_or(f64::MAX / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of words at places, each letter half as wide as high.
    fn drawn(words: &[(f64, f64, &str)]) -> Vec<Glyph> {
        let letters = words.iter().flat_map(|(x, y, word)| {
            word.chars().enumerate().map(move |(at, c)| {
                let x = x + at as f64 * 5.0;
                Glyph { x, end: x + 5.0, y: *y, size: 10.0, text: c.to_string() }
            })
        });
        letters.collect()
    }

    #[test]
    fn gaps_are_spaces_where_none_are_drawn_and_kerning_is_none() {
        let apart = drawn(&[(0.0, 700.0, "The"), (18.0, 700.0, "quay"), (0.0, 688.0, "is"), (0.0, 664.0, "Open")]);
        assert_eq!(text(&apart), "The quay\nis\n\nOpen");
        let kerned = drawn(&[(0.0, 700.0, "T"), (7.0, 700.0, "uesday at "), (57.0, 700.0, "noon")]);
        assert_eq!(text(&kerned), "Tuesday at noon");
        assert_eq!(text(&[]), "");
    }
}
