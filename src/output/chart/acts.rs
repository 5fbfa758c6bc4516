//! Stance: a bar an act, by the number of stories.

use crate::output::chart::canvas::draw;
use crate::output::chart::colour::{GRID, INK, NEGATIVE, POSITIVE, STORIES};
use plotters::style::text_anchor::HPos;
use std::io;

const WIDTH: i32 = 800;
const LEFT: i32 = 250;
const RIGHT: i32 = 70;
const BAR: i32 = 44;

/// What is done to a company, against it or for it, and what it answers: name and stories.
pub fn acts(company: &str, acts: &[(&str, u64)]) -> io::Result<String> {
    let about = format!("{company}: stories by act");
    let most = acts.iter().map(|act| act.1).max().unwrap_or(0).max(1);
    draw((WIDTH, 16 + BAR * acts.len() as i32), &about, |canvas| {
        for (at, (name, n)) in acts.iter().enumerate() {
            let top = 8 + BAR * at as i32;
            let room = f64::from(WIDTH - LEFT - RIGHT);
            let end = LEFT + (*n as f64 / most as f64 * room).round() as i32;
            let colour = match *name {
                "praised" | "supported" => POSITIVE,
                "denied" | "confirmed" => STORIES,
                _ => NEGATIVE,
            };
            canvas.words(name, (LEFT - 14, top + BAR / 2), HPos::Right, INK)?;
            canvas.bar((LEFT, top + 7), (WIDTH - RIGHT, top + BAR - 7), GRID)?;
            canvas.bar((LEFT, top + 7), (end, top + BAR - 7), colour)?;
            canvas.words(&n.to_string(), (WIDTH - RIGHT + 12, top + BAR / 2), HPos::Left, INK)?;
        }
        Ok(())
    })
}
