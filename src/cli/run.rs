//! `pressmark run`: read a corpus and write the tables.

use crate::cli::progress::{Progress, When};
use crate::cli::say;
use crate::company::Catalogue;
use crate::output::{self, Run};
use crate::pipeline::{self, Phase};
use crate::settings::{CsvProfile, Period, Settings, SettingsFile};
use crate::summary::Summary;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// Folder for the results [default: output].
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
    /// CSV of the companies to watch (only the column `name` is required).
    #[arg(long, value_name = "FILE.csv")]
    watchlist: Option<PathBuf>,
    /// Tables for every company found, beside those on the watchlist.
    #[arg(long)]
    discover: bool,
    /// Length of a row's period [default: month].
    #[arg(long, value_enum)]
    period: Option<Period>,
    /// First day that counts, YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Last day that counts, YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// For whom the CSVs are written [default: tidy].
    #[arg(long, value_enum)]
    csv_profile: Option<CsvProfile>,
    /// Days that may lie between a story and its copy; 0 for any [default: 30].
    #[arg(long, value_name = "DAYS")]
    repost_days: Option<u32>,
    /// Seed of the bootstrap intervals [default: 1].
    #[arg(long)]
    seed: Option<u64>,
    /// Any problem is an error: exit code 1.
    #[arg(long)]
    strict: bool,
    /// Print nothing but errors.
    #[arg(short, long)]
    quiet: bool,
    /// When to show progress.
    #[arg(long, value_enum, default_value_t)]
    progress: When,
}

/// Arguments that every command on a corpus takes.
#[derive(clap::Args)]
pub struct Common {
    /// Worker threads [default: one a core].
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<usize>,
    /// Settings file [default: pressmark.toml, where there is one].
    #[arg(long, value_name = "FILE.toml")]
    config: Option<PathBuf>,
}

impl Common {
    /// The settings file named, else `pressmark.toml` of the current folder, else nothing.
    pub fn file(&self) -> anyhow::Result<SettingsFile> {
        let default = Path::new("pressmark.toml");
        match &self.config {
            Some(path) => Ok(SettingsFile::read(path)?),
            None if default.is_file() => Ok(SettingsFile::read(default)?),
            None => Ok(SettingsFile::default()),
        }
    }

    /// A pool of the threads asked for.
    pub fn pool(&self, file: &SettingsFile) -> anyhow::Result<rayon::ThreadPool> {
        let threads = self.threads.or(file.threads).unwrap_or(0);
        anyhow::ensure!(threads <= 4096, "--threads {threads}: more than 4096 makes no sense");
        // Pages can be nested deep; the parser's own stack use is bounded by the reader.
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .stack_size(16 << 20)
            .build()
            .context("cannot start threads")
    }
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut file = args.common.file()?;
    overlay(&mut file, args);
    let settings = file.settings()?;
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    let target = args.output.clone().or_else(|| file.output.clone()).unwrap_or_else(|| "output".into());
    let catalogue = Catalogue::load(file.watchlist.as_deref())?;
    // What can be known before the work should be said before it.
    let watchlist = file.watchlist.as_deref().map(|path| ("the watchlist", path));
    let config = args.common.config.as_deref().map(|path| ("the settings file", path));
    output::check(&target, &corpus, &watchlist.into_iter().chain(config).collect::<Vec<_>>())?;
    let progress = Progress::new(args.progress, args.quiet);
    let (summary, run) = args.common.pool(&file)?.install(|| -> anyhow::Result<(Summary, Run)> {
        let (listing, summary) = pipeline::run(&corpus, &settings, &catalogue, &|phase| progress.show(phase))?;
        anyhow::ensure!(
            !summary.corpus.ids.is_empty(),
            "no article could be read in '{}'{}",
            corpus.display(),
            why(&summary)
        );
        progress.show(Phase::Output);
        let run = output::write(&target, &listing, &summary, &settings, &catalogue)?;
        Ok((summary, run))
    })?;
    progress.finish();
    if !args.quiet {
        report(&summary, &run, &target);
    }
    let problems = run.counts.get("problems").copied().unwrap_or(0);
    Ok(exit(&settings, &summary, problems))
}

fn exit(settings: &Settings, summary: &Summary, problems: u64) -> ExitCode {
    let matched = summary.companies.iter().any(|c| c.total.articles_n > 0);
    ExitCode::from(if !matched || (settings.strict && problems > 0) { 1 } else { 0 })
}

/// Puts the command line over the settings file.
fn overlay(file: &mut SettingsFile, args: &Args) {
    fn over<T: Clone>(slot: &mut Option<T>, given: &Option<T>) {
        if given.is_some() {
            slot.clone_from(given);
        }
    }
    over(&mut file.watchlist, &args.watchlist);
    over(&mut file.period, &args.period);
    over(&mut file.from, &args.from);
    over(&mut file.to, &args.to);
    over(&mut file.csv_profile, &args.csv_profile);
    over(&mut file.seed, &args.seed);
    if let Some(days) = args.repost_days {
        file.reposts.days = days;
    }
    if args.strict {
        file.strict = Some(true);
    }
    if args.discover {
        file.discover = Some(true);
    }
}

/// The problems that left nothing to read, in a few lines.
fn why(summary: &Summary) -> String {
    let problems = summary.corpus.problems.iter().take(5);
    let lines: Vec<String> = problems.map(|p| format!("\n  {}: {}: {}", p.path, p.problem, p.detail)).collect();
    let more = summary.corpus.problems.len().saturating_sub(5);
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    if lines.is_empty() { ": it holds no file".to_string() } else { lines.concat() + &more }
}

/// What a person wants to know first.
fn report(summary: &Summary, run: &Run, target: &Path) {
    let n = |name: &str| run.counts.get(name).copied().unwrap_or(0);
    let row =
        |name: &str, value: u64, note: String| say(format_args!("{name:<12}{value:>9}  {note}").to_string().trim_end());
    let undated = if n("undated") > 0 { format!("{} without a date", n("undated")) } else { String::new() };
    row("articles", n("articles"), undated);
    if n("articles_read") > n("articles") {
        row("set aside", n("articles_read") - n("articles"), "outside --from and --to".to_string());
    }
    row("stories", n("stories"), format!("{} reposts counted apart", n("reposts")));
    row("companies", n("companies"), format!("{} mentions, {} claims", n("mentions"), n("claims")));
    let kinds: Vec<String> = run.problems.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    row("problems", n("problems"), format!("and {} notices ({})", n("notices"), shorten(&kinds.join(", "), 44)));
    let mut most: Vec<_> = summary.companies.iter().filter(|c| c.total.articles_n > 0).collect();
    most.sort_by_key(|c| (std::cmp::Reverse(c.total.stories_n), &summary.entities.rows[c.entity].id));
    if most.is_empty() {
        say(format_args!("\nNo company of the tables is named in these articles."));
    } else {
        say(format_args!("\n{:<28}{:>8}{:>9}{:>7}  95 % interval", "company", "stories", "reposts", "tone"));
    }
    for company in most.iter().take(8) {
        let total = &company.total;
        let shown = |t: f64| if t.abs() < 0.005 { "0.00".to_string() } else { format!("{t:+.2}") };
        let interval =
            total.tone_interval.map_or(String::new(), |(low, high)| format!("{} to {}", shown(low), shown(high)));
        say(format_args!(
            "{:<28}{:>8}{:>9}{:>7}  {interval}",
            shorten(&summary.entities.rows[company.entity].name, 27),
            total.stories_n,
            total.articles_n - total.stories_n,
            total.tone_mean.map_or(String::new(), shown),
        ));
    }
    if most.len() > 8 {
        say(format_args!("and {} more", most.len() - 8));
    }
    let shown = target.display();
    say(format_args!("\nWritten to {shown}/: coverage.csv is the table, mentions.csv the evidence, problems.csv what"));
    say(format_args!("could not be used. Tone is not validated on this corpus."));
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
