//! The progress bar: on a terminal only, unless asked for.

use crate::cli::say;
use crate::pipeline::Phase;
use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;

/// When to show progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum When {
    /// On a terminal.
    #[default]
    Auto,
    /// Always; without a terminal, a line now and then.
    Always,
    /// Never.
    Never,
}

/// A bar for the phases of a run: one a phase, at most 80 columns wide; what is done stays as a line.
pub struct Progress {
    bar: ProgressBar,
    /// Where there is no terminal: lines instead of a bar.
    lines: bool,
    /// Tenths of the reading told as lines, and the phase that is shown.
    state: Mutex<(u64, &'static str)>,
}

impl Progress {
    /// A bar, or none.
    pub fn new(when: When, quiet: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let shown = !quiet && (when == When::Always || (when == When::Auto && terminal));
        let bar = ProgressBar::with_draw_target(
            Some(1),
            if shown && terminal { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() },
        );
        let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let colour = if plain { "" } else { ".cyan" };
        let template = format!("{{prefix:<9}} {{bar:20{colour}}} {{percent:>3}} %  {{wide_msg}}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Progress { bar, lines: shown && !terminal, state: Mutex::new((0, "reading")) }
    }

    /// Shows where the run stands.
    pub fn show(&self, phase: Phase) {
        match phase {
            Phase::Articles { bytes, of, articles } => {
                self.bar.set_prefix("reading");
                self.bar.set_length(of.max(bytes).max(1));
                self.bar.set_position(bytes);
                let seconds = self.bar.elapsed().as_secs_f64();
                let mut message = format!("{} articles", HumanCount(articles));
                if seconds > 0.2 {
                    message += &format!(", {}/s", HumanCount((articles as f64 / seconds) as u64));
                    if bytes < of {
                        message += &format!(", {} left", HumanDuration(self.bar.eta()));
                    }
                }
                self.bar.set_message(message);
                let tenth = 10 * bytes / of.max(1);
                if let Ok(mut state) = self.state.lock()
                    && self.lines
                    && tenth > state.0
                {
                    state.0 = tenth;
                    say(format_args!("reading: {articles} articles, {}0 %", tenth.min(10)));
                }
            }
            Phase::Reposts(n) => self.step("stories", &format!("comparing {} articles", HumanCount(n as u64))),
            Phase::Summary => self.step("counting", "by company and period"),
            Phase::Output => self.step("writing", "tables"),
        }
    }

    /// Leaves a line on what is done, and begins a phase whose end is not known.
    fn step(&self, prefix: &'static str, message: &str) {
        let (elapsed, done) = (self.bar.elapsed(), self.bar.message());
        if let Ok(mut state) = self.state.lock() {
            let done = done.rsplit_once(", ").filter(|_| done.ends_with(" left")).map_or(&*done, |(done, _)| done);
            self.bar.println(format!("{:<9} {done}, {:.1} s", state.1, elapsed.as_secs_f64()));
            state.1 = prefix;
        }
        if let Ok(style) = ProgressStyle::with_template("{prefix:<9} {spinner} {msg}, {elapsed}") {
            self.bar.set_style(style);
        }
        self.bar.reset_elapsed();
        self.bar.enable_steady_tick(std::time::Duration::from_millis(100));
        self.bar.set_prefix(prefix);
        self.bar.set_message(message.to_string());
        if self.lines {
            say(format_args!("{prefix}: {message}"));
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
