//! How long each phase of a run took, and on what machine: kept out of `run.json`, whose bytes are the same everywhere.

// The one place with a clock: what it says stands beside the output, never in it.
#![allow(clippy::disallowed_methods)]

use crate::pipeline::Phase;
use serde::Serialize;
use std::mem::discriminant;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// A stop-watch that is pressed at every phase.
#[derive(Debug)]
pub struct Timings {
    begun: Instant,
    phases: Mutex<Vec<(Phase, Instant)>>,
}

/// What is written: seconds, articles and the machine.
#[derive(Debug, Serialize)]
struct Told {
    version: &'static str,
    articles: u64,
    /// Loading the dictionary and the watchlist.
    start_seconds: f64,
    articles_seconds: f64,
    reposts_seconds: f64,
    summary_seconds: f64,
    output_seconds: f64,
    whole_seconds: f64,
    threads: usize,
    cores: usize,
    system: &'static str,
    processor: &'static str,
}

impl Timings {
    /// Starts.
    pub fn start() -> Self {
        Timings { begun: Instant::now(), phases: Mutex::default() }
    }

    /// Notes a phase at its first sign.
    pub fn see(&self, phase: Phase) {
        let mut phases = self.phases.lock().unwrap_or_else(PoisonError::into_inner);
        if phases.last().is_none_or(|(last, _)| discriminant(last) != discriminant(&phase)) {
            phases.push((phase, Instant::now()));
        }
    }

    /// Writes them as JSON.
    pub fn write(&self, path: &Path, threads: usize) -> std::io::Result<()> {
        let phases = self.phases.lock().unwrap_or_else(PoisonError::into_inner);
        let (end, read) = (Instant::now(), Phase::Articles { bytes: 0, of: 0, articles: 0 });
        let seconds = |from: Instant, to: Instant| (to.duration_since(from).as_secs_f64() * 1e4).round() / 1e4;
        let lasted = |phase: Phase| {
            let at = phases.iter().position(|(p, _)| discriminant(p) == discriminant(&phase));
            at.map_or(0.0, |at| seconds(phases[at].1, phases.get(at + 1).map_or(end, |next| next.1)))
        };
        let articles = phases.iter().find_map(|(p, _)| if let Phase::Reposts(n) = p { Some(*n as u64) } else { None });
        let told = Told {
            version: env!("CARGO_PKG_VERSION"),
            articles: articles.unwrap_or(0),
            start_seconds: seconds(self.begun, phases.first().map_or(end, |p| p.1)),
            articles_seconds: lasted(read),
            reposts_seconds: lasted(Phase::Reposts(0)),
            summary_seconds: lasted(Phase::Summary),
            output_seconds: lasted(Phase::Output),
            whole_seconds: seconds(self.begun, end),
            threads,
            cores: std::thread::available_parallelism().map_or(0, usize::from),
            system: std::env::consts::OS,
            processor: std::env::consts::ARCH,
        };
        let mut text = serde_json::to_string_pretty(&told)?;
        text.push('\n');
        std::fs::write(path, text)
    }
}
