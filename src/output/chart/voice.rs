//! Share of voice: a bar a company.

use crate::output::chart::canvas::{draw, fit};
use crate::output::chart::colour::{INK, STORIES};
use crate::output::rows::CompanyRow;
use plotters::style::text_anchor::HPos;
use std::io;

const WIDTH: i32 = 800;
const LEFT: i32 = 330;
const RIGHT: i32 = 100;
const BAR: i32 = 44;

/// The companies in the order given.
pub fn voice(companies: &[&CompanyRow]) -> io::Result<String> {
    let about = "Share of voice: of the stories that name any company with a table, those that name each";
    let most = companies.iter().filter_map(|c| c.share_of_voice).fold(0.0, f64::max);
    draw((WIDTH, 16 + BAR * companies.len() as i32), about, |canvas| {
        for (at, company) in companies.iter().enumerate() {
            let Some(share) = company.share_of_voice else { continue };
            let top = 8 + BAR * at as i32;
            let room = f64::from(WIDTH - LEFT - RIGHT);
            let end = LEFT + if most > 0.0 { (share / most * room).round() as i32 } else { 0 };
            canvas.words(&fit(&company.company, LEFT - 20), (LEFT - 14, top + BAR / 2), HPos::Right, INK)?;
            if end > LEFT {
                canvas.bar((LEFT, top + 7), (end, top + BAR - 7), STORIES)?;
            }
            let shown = format!("{:.1} %", 100.0 * share);
            canvas.words(&shown, (end + 12, top + BAR / 2), HPos::Left, INK)?;
        }
        Ok(())
    })
}
