//! The progress bar: on a terminal only, unless asked for.

use crate::cli::say;
use crate::pipeline::Phase;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

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

/// A bar for the phases of a run.
pub struct Progress {
    bar: ProgressBar,
    /// Where there is no terminal: lines instead of a bar.
    lines: bool,
    said: std::sync::Mutex<u64>,
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
        let template =
            format!("{{prefix:<10}} {{bar:24{colour}}} {{bytes}}/{{total_bytes}}  {{msg}}  {{elapsed}} (left {{eta}})");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("━╸ "));
        }
        Progress { bar, lines: shown && !terminal, said: std::sync::Mutex::new(0) }
    }

    /// Shows where the run stands.
    pub fn show(&self, phase: Phase) {
        match phase {
            Phase::Articles { bytes, of, articles } => {
                self.bar.set_prefix("reading");
                self.bar.set_length(of.max(bytes));
                self.bar.set_position(bytes);
                let seconds = self.bar.elapsed().as_secs_f64();
                let rate = if seconds > 0.2 { format!(", {:.0}/s", articles as f64 / seconds) } else { String::new() };
                self.bar.set_message(format!("{articles} articles{rate}"));
                let tenth = 10 * bytes / of.max(1);
                if let Ok(mut said) = self.said.lock()
                    && self.lines
                    && tenth > *said
                {
                    *said = tenth;
                    say(format_args!("reading: {articles} articles, {}0 %", tenth.min(10)));
                }
            }
            Phase::Reposts(n) => self.step("stories", &format!("comparing {n} articles")),
            Phase::Summary => self.step("counting", ""),
            Phase::Output => self.step("writing", ""),
        }
    }

    fn step(&self, prefix: &'static str, message: &str) {
        if let Ok(style) = ProgressStyle::with_template("{prefix:<10} {msg} {elapsed}") {
            self.bar.set_style(style);
        }
        self.bar.set_prefix(prefix);
        self.bar.set_message(message.to_string());
        self.bar.tick();
        if self.lines {
            say(if message.is_empty() { prefix.to_string() } else { format!("{prefix}: {message}") });
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
