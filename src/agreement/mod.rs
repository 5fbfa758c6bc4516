//! Agreement: how far coders agree with one another and a machine with them, and what that says of a share the machine
//! counts. Numbers in, numbers out; nothing here knows of articles.

mod alpha;
mod confusion;
mod correction;
mod rank;

pub use alpha::{Level, alpha, alpha_interval};
pub use confusion::{ClassScores, Confusion, Estimate, Judgement, Scores, rate, scores};
pub use correction::{Corrected, Rates, correct};
pub use rank::{kendall, spearman};

/// Draws behind an interval.
pub const DRAWS: usize = 1000;

/// The 95 % percentile interval of draws; `None` where fewer than half of [`DRAWS`] have a value.
fn percentiles(mut draws: Vec<f64>) -> Option<(f64, f64)> {
    if draws.len() * 2 < DRAWS {
        return None;
    }
    draws.sort_by(f64::total_cmp);
    Some((draws[draws.len() * 25 / 1000], draws[(draws.len() * 975).div_ceil(1000) - 1]))
}
