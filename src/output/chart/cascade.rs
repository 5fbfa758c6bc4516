//! The cascade of a story: who carried it, when, from left to right.

use crate::output::chart::canvas::{draw, fit};
use crate::output::chart::colour::{COPIES, FAINT, GRID, INK, STORIES};
use plotters::style::text_anchor::HPos;
use std::io;

const WIDTH: i32 = 800;
const LEFT: i32 = 300;
const RIGHT: i32 = 130;
const ROW: i32 = 40;

/// An article of the story.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its outlet, or what else it is called by.
    pub outlet: String,
    /// Whether it is the original.
    pub original: bool,
    /// Hours after the earliest; `None` where its moment is not known.
    pub hours: Option<f64>,
    /// Where only its day is known: days after that of the earliest.
    pub days: Option<i64>,
}

/// The articles in the order given.
pub fn cascade(title: &str, copies: &[Copy]) -> io::Result<String> {
    let last = copies.iter().filter_map(|c| c.hours).fold(0.0, f64::max).max(1.0);
    let about = format!("Who carried the story “{title}”, by hours after its first article");
    draw((WIDTH, 16 + ROW * copies.len() as i32), &about, |canvas| {
        let place = |hours: f64| LEFT + 10 + (hours / last * f64::from(WIDTH - LEFT - RIGHT - 20)).round() as i32;
        let middle = |at: usize| 8 + ROW * at as i32 + ROW / 2;
        let origin = copies.iter().position(|c| c.original);
        for (at, copy) in copies.iter().enumerate() {
            canvas.line((LEFT, middle(at)), (WIDTH - RIGHT, middle(at)), GRID, 2)?;
            let colour = if copy.original { INK } else { FAINT };
            canvas.words(&fit(&copy.outlet, LEFT - 20), (LEFT - 14, middle(at)), HPos::Right, colour)?;
            let Some(hours) = copy.hours else {
                canvas.words("undated", (WIDTH - RIGHT + 12, middle(at)), HPos::Left, FAINT)?;
                continue;
            };
            if let Some(origin) = origin
                && let Some(from) = copies[origin].hours
                && origin != at
            {
                let corner = (place(from), middle(at));
                canvas.line((place(from), middle(origin)), corner, COPIES, 3)?;
                canvas.line(corner, (place(hours), middle(at)), COPIES, 3)?;
            }
            canvas.words(&lag(hours, copy.days), (WIDTH - RIGHT + 12, middle(at)), HPos::Left, FAINT)?;
        }
        for (at, copy) in copies.iter().enumerate() {
            if let Some(hours) = copy.hours {
                let (radius, colour) = if copy.original { (11, STORIES) } else { (8, FAINT) };
                canvas.dot((place(hours), middle(at)), radius, colour)?;
            }
        }
        Ok(())
    })
}

/// Hours as a person says them: `first`, `+40 min`, `+9.9 h`, `+3.2 d`; `same day`, `+1 day` where no hour is known.
fn lag(hours: f64, days: Option<i64>) -> String {
    match (hours, days) {
        (_, None) => {}
        (hours, _) if hours <= 0.0 => {}
        (_, Some(0)) => return "same day".to_string(),
        (_, Some(1)) => return "+1 day".to_string(),
        (_, Some(days)) => return format!("+{days} days"),
    }
    match hours {
        hours if hours <= 0.0 => "first".to_string(),
        hours if hours < 1.0 => format!("+{:.0} min", (hours * 60.0).max(1.0)),
        hours if hours < 48.0 => format!("+{hours:.1} h"),
        hours => format!("+{:.1} d", hours / 24.0),
    }
}

#[cfg(test)]
mod tests {
    use super::lag;

    #[test]
    fn a_lag_is_no_more_exact_than_its_date() {
        assert_eq!([0.0, 0.5, 9.92, 80.0].map(|h| lag(h, None)), ["first", "+30 min", "+9.9 h", "+3.3 d"]);
        assert_eq!([0, 1, 3].map(|d| lag(9.9, Some(d))), ["same day", "+1 day", "+3 days"]);
    }
}
