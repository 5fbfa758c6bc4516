//! Volume and tone by period.

use crate::output::chart::canvas::{Canvas, LETTERS, draw, fit, step};
use crate::output::chart::colour::{COPIES, FAINT, GRID, INK, NEGATIVE, POSITIVE, STORIES};
use crate::output::page::html::count;
use crate::output::rows::CoverageRow;
use crate::settings::Period;
use jiff::civil::Date;
use plotters::style::text_anchor::HPos;
use std::io;

const SIZE: (i32, i32) = (800, 420);
const LEFT: i32 = 84;
const RIGHT: i32 = 16;
const TOP: i32 = 62;
const BOTTOM: i32 = 52;

/// Articles as a ghost behind the unique stories; `of` gives both. The rows are dated and of one company.
pub fn volume(
    company: &str,
    rows: &[CoverageRow],
    period: Period,
    of: impl Fn(&CoverageRow) -> (u64, u64),
) -> io::Result<String> {
    let about = format!("{company}: articles and unique stories by {}", period.name());
    let most = rows.iter().map(|row| of(row).0.max(of(row).1)).max().unwrap_or(0).max(1);
    let step = step(most);
    let top = most.div_ceil(step) * step;
    draw(SIZE, &about, |canvas| {
        legend(canvas, &[("unique stories", STORIES), ("with copies", COPIES)])?;
        for n in (0..=top).step_by(step as usize) {
            rule(canvas, height(n as f64, 0.0, top as f64), &count(n))?;
        }
        let floor = height(0.0, 0.0, top as f64);
        for (at, row) in rows.iter().enumerate() {
            let (left, right) = bar(at, rows.len());
            let (articles, stories) = of(row);
            for (n, colour) in [(articles.max(stories), COPIES), (stories, STORIES)] {
                if n > 0 {
                    canvas.bar((left, height(n as f64, 0.0, top as f64)), (right, floor), colour)?;
                }
            }
        }
        days(canvas, rows, period)
    })
}

/// The mean as a dot, its 95 % interval as a line; a period without a tone stays empty.
pub fn tone(company: &str, rows: &[CoverageRow], period: Period) -> io::Result<String> {
    let about = format!("{company}: mean tone of its stories by {}, with 95 % interval", period.name());
    draw(SIZE, &about, |canvas| {
        legend(canvas, &[("positive", POSITIVE), ("neutral", FAINT), ("negative", NEGATIVE)])?;
        for (value, shown) in [(-1.0, "−1"), (-0.5, "−0.5"), (0.0, "0"), (0.5, "+0.5"), (1.0, "+1")] {
            rule(canvas, height(value, -1.0, 1.0), shown)?;
        }
        let zero = height(0.0, -1.0, 1.0);
        canvas.line((LEFT, zero), (SIZE.0 - RIGHT, zero), FAINT, 2)?;
        let radius = (bar(0, rows.len()).1 - bar(0, rows.len()).0).clamp(8, 22) / 2;
        for (at, row) in rows.iter().enumerate() {
            let (left, right) = bar(at, rows.len());
            let middle = (left + right) / 2;
            if let (Some(low), Some(high)) = (row.tone_lo, row.tone_hi) {
                let (low, high) = (height(low, -1.0, 1.0), height(high, -1.0, 1.0));
                canvas.line((middle, low), (middle, high), FAINT, 3)?;
                for end in [low, high] {
                    canvas.line((middle - radius / 2, end), (middle + radius / 2, end), FAINT, 3)?;
                }
            }
            if let Some(mean) = row.tone_mean {
                let colour = match mean {
                    mean if mean >= crate::summary::NEUTRAL => POSITIVE,
                    mean if mean <= -crate::summary::NEUTRAL => NEGATIVE,
                    _ => FAINT,
                };
                canvas.dot((middle, height(mean, -1.0, 1.0)), radius, colour)?;
            }
        }
        days(canvas, rows, period)
    })
}

fn height(value: f64, low: f64, high: f64) -> i32 {
    let room = f64::from(SIZE.1 - TOP - BOTTOM);
    SIZE.1 - BOTTOM - ((value - low) / (high - low) * room).round() as i32
}

/// Left and right end of a period's bar.
fn bar(at: usize, of: usize) -> (i32, i32) {
    let room = f64::from(SIZE.0 - LEFT - RIGHT) / of.max(1) as f64;
    let width = (room * 0.68).clamp(1.0, 90.0);
    let middle = f64::from(LEFT) + room * (at as f64 + 0.5);
    ((middle - width / 2.0).round() as i32, (middle + width / 2.0).round() as i32)
}

fn rule(canvas: &Canvas, at: i32, shown: &str) -> io::Result<()> {
    canvas.line((LEFT, at), (SIZE.0 - RIGHT, at), GRID, 2)?;
    canvas.words(shown, (LEFT - 10, at), HPos::Right, FAINT)
}

fn legend(canvas: &Canvas, of: &[(&str, u32)]) -> io::Result<()> {
    let mut at = LEFT;
    for (shown, colour) in of {
        canvas.bar((at, 14), (at + LETTERS - 4, 34), *colour)?;
        canvas.words(shown, (at + LETTERS + 6, 25), HPos::Left, INK)?;
        at += LETTERS * 2 + shown.chars().count() as i32 * LETTERS / 2 + 20;
    }
    Ok(())
}

/// The days under the axis, as many as have room, and a line where the time goes on years later.
fn days(canvas: &Canvas, rows: &[CoverageRow], period: Period) -> io::Result<()> {
    let most = if matches!(period, Period::Day | Period::Week) { 4 } else { 6 };
    let every = rows.len().div_ceil(most).max(1);
    let leaps: Vec<usize> = (1..rows.len()).filter(|at| leaps(&rows[at - 1], &rows[*at])).collect();
    for at in &leaps {
        let between = (bar(at - 1, rows.len()).1 + bar(*at, rows.len()).0) / 2;
        canvas.line((between, TOP), (between, SIZE.1 - BOTTOM), FAINT, 4)?;
    }
    let far = |at: usize| leaps.iter().all(|leap| leap.abs_diff(at) >= every);
    let mut named: Vec<usize> = (0..rows.len()).step_by(every).filter(|at| *at == 0 || far(*at)).collect();
    named.extend(leaps.iter().copied().take(most));
    for at in named {
        let (left, right) = bar(at, rows.len());
        let shown = rows[at].period_start.map_or(String::new(), |day| label(day, period));
        let middle = ((left + right) / 2).min(SIZE.0 - RIGHT - shown.len() as i32 * LETTERS / 4);
        canvas.words(&fit(&shown, 200), (middle, SIZE.1 - BOTTOM / 2), HPos::Center, FAINT)?;
    }
    Ok(())
}

/// Whether time lies between two periods that have rows.
fn leaps(before: &CoverageRow, after: &CoverageRow) -> bool {
    matches!((before.period_end, after.period_start), (Some(end), Some(start)) if end.tomorrow().is_ok_and(|day| day < start))
}

/// What a period is called: `2025-11`, `2025 Q4`, `2025-11-03`.
pub fn label(day: Date, period: Period) -> String {
    match period {
        Period::Day | Period::Week => day.to_string(),
        Period::Month => format!("{}-{:02}", day.year(), day.month()),
        Period::Quarter => format!("{} Q{}", day.year(), (day.month() - 1) / 3 + 1),
        Period::Year => day.year().to_string(),
    }
}
