//! What all charts are drawn with: lines, bars, dots and words on a canvas of fixed size.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::fmt::Display;
use std::io;

/// Size of the letters, in units of the canvas.
pub const LETTERS: i32 = 24;

/// A canvas that is being drawn on.
pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
}

/// Draws an SVG; `about` is what a screen reader says of it.
pub fn draw(
    (width, height): (i32, i32),
    about: &str,
    paint: impl FnOnce(&Canvas) -> io::Result<()>,
) -> io::Result<String> {
    let mut svg = String::new();
    {
        let size = (width.max(1) as u32, height.max(1) as u32);
        let canvas = Canvas { area: SVGBackend::with_string(&mut svg, size).into_drawing_area() };
        paint(&canvas)?;
        canvas.area.present().map_err(failed)?;
    }
    let about = crate::output::page::escaped(about);
    Ok(svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{about}\" "), 1))
}

fn failed(error: impl Display) -> io::Error {
    io::Error::other(error.to_string())
}

fn rgb(colour: u32) -> RGBColor {
    let [_, red, green, blue] = colour.to_be_bytes();
    RGBColor(red, green, blue)
}

impl Canvas<'_> {
    /// A line.
    pub fn line(&self, from: (i32, i32), to: (i32, i32), colour: u32, width: u32) -> io::Result<()> {
        let line = PathElement::new(vec![from, to], rgb(colour).stroke_width(width));
        self.area.draw(&line).map_err(failed)
    }

    /// A bar between two corners.
    pub fn bar(&self, from: (i32, i32), to: (i32, i32), colour: u32) -> io::Result<()> {
        self.area.draw(&Rectangle::new([from, to], rgb(colour).filled())).map_err(failed)
    }

    /// A dot.
    pub fn dot(&self, at: (i32, i32), radius: i32, colour: u32) -> io::Result<()> {
        self.area.draw(&Circle::new(at, radius, rgb(colour).filled())).map_err(failed)
    }

    /// Words that begin, are centred or end at a place, in the middle of their height.
    pub fn words(&self, words: &str, at: (i32, i32), side: HPos, colour: u32) -> io::Result<()> {
        let colour = rgb(colour);
        let style = TextStyle::from(("sans-serif", f64::from(LETTERS) * 1.24)).color(&colour);
        let text = Text::new(words.to_string(), at, style.pos(Pos::new(side, VPos::Center)));
        self.area.draw(&text).map_err(failed)
    }
}

/// Words that fit into `room` units, about; what is too long ends in `…`.
pub fn fit(words: &str, room: i32) -> String {
    let most = (room / (LETTERS * 11 / 20)).max(1) as usize;
    // Control characters have no place in XML.
    let clean = words.chars().map(|c| if c.is_control() { ' ' } else { c });
    if words.chars().count() <= most { clean.collect() } else { clean.take(most - 1).chain(['…']).collect() }
}

/// A round step that divides 0 to `most` into two to five parts.
pub fn step(most: u64) -> u64 {
    let mut power = 1;
    loop {
        for step in [power, 2 * power, 5 * power] {
            if most.div_ceil(step) <= 4 {
                return step;
            }
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert_eq!([0, 1, 4, 5, 9, 37, 1900].map(step), [1, 1, 1, 2, 5, 10, 500]);
    }

    #[test]
    fn words_cannot_leave_the_drawing() {
        let svg = draw((100, 50), "a \"b\" <c>", |canvas| canvas.words("</text><script>", (0, 0), HPos::Left, 0));
        let svg = svg.unwrap();
        assert!(!svg.contains("<script>"), "{svg}");
        assert!(svg.contains("aria-label=\"a &quot;b&quot; &lt;c&gt;\""), "{svg}");
        assert_eq!(fit("Norvalle Aéronautique", 130), "Norvalle …");
    }
}
