//! `pressmark run`: read a corpus and write the tables.

use crate::cli::progress::{Progress, When};
use crate::cli::timings::Timings;
use crate::cli::{ending, say};
use crate::company::Catalogue;
use crate::output::{self, Formats, Run};
use crate::pipeline::{self, Phase};
use crate::settings::{CsvProfile, Period, Settings, SettingsFile};
use crate::summary::{Summary, lost_parents};
use crate::tone::{self, Scorer};
use crate::validation::Validated;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  \
    pressmark run news/ -o results --watchlist companies.csv\n  \
    pressmark run wire.jsonl.gz -o results --period quarter --from 2025-01-01\n\n\
    Reads text, pages, JSON, tables (.csv .tsv .xlsx), documents (.docx .odt .rtf .epub .eml),\n\
    exports of Nexis, Factiva, Europresse, ProQuest and Mediargus, NITF, NewsML, ninjs, RSS,\n\
    WARC and MHTML; packed by gzip, zstd, bzip2 or xz, and in .zip or .tar.\n\
    Exit codes: 0 done; 1 done, but no company matched or --strict found problems;\n\
    2 could not run, and the output is as it was.")]
pub struct Args {
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// Folder for the results; what earlier runs wrote there is replaced, your own files stay [default: output].
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
    /// CSV of the companies to count; only its column `name` is required [default: every company found].
    #[arg(long, value_name = "FILE.csv")]
    watchlist: Option<PathBuf>,
    /// CSV of companies to know instead of the built-in dictionary, with the columns of a watchlist; `none`: no dictionary.
    #[arg(long, value_name = "FILE.csv")]
    dictionary: Option<PathBuf>,
    /// Count what a list gives a parent as that parent.
    #[arg(long)]
    roll_up: bool,
    /// Write firms by description ("the carmaker") into mentions.csv too, not counted
    #[arg(long)]
    descriptions: bool,
    /// Count every company found, beside those on the watchlist.
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
    /// The program the CSVs are written for [default: tidy].
    #[arg(long, value_enum, value_name = "PROFILE")]
    csv_profile: Option<CsvProfile>,
    /// Days that may lie between a story and its copy; 0 for any [default: 30].
    #[arg(long, value_name = "DAYS")]
    repost_days: Option<u32>,
    #[command(flatten)]
    tone: ToneArgs,
    /// What people found of a sample of these results: a validation.json of `pressmark validate`.
    #[arg(long, value_name = "FILE.json")]
    validation: Option<PathBuf>,
    /// Seed of the draws behind the 95 % intervals [default: 1].
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Write no coverage.xlsx.
    #[arg(long)]
    no_xlsx: bool,
    /// Write no report.html and no charts.
    #[arg(long)]
    no_report: bool,
    /// Write the tables as Parquet too, in parquet/.
    #[arg(long)]
    parquet: bool,
    /// Exit with 1 where problems.csv has an error (a notice is none).
    #[arg(long)]
    strict: bool,
    /// Print nothing but errors.
    #[arg(short, long)]
    quiet: bool,
    /// When to show progress.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    progress: When,
    /// Write how long each phase took, and on what machine, as JSON.
    #[arg(long, value_name = "FILE.json")]
    timings: Option<PathBuf>,
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
    /// Format of every file, where name and content are not to tell.
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(crate::read::formats()), hide_possible_values = true)]
    format: Option<String>,
    /// Extract pages several times as fast, a little less exactly.
    #[arg(long)]
    fast_html: bool,
}

impl Common {
    /// The settings file named, else `pressmark.toml` of the current folder, else nothing.
    pub fn file(&self) -> anyhow::Result<SettingsFile> {
        let default = Path::new("pressmark.toml");
        let mut file = match &self.config {
            Some(path) => SettingsFile::read(path)?,
            None if default.is_file() => SettingsFile::read(default)?,
            None => SettingsFile::default(),
        };
        if self.format.is_some() {
            file.format.clone_from(&self.format);
        }
        if self.fast_html {
            file.fast_html = Some(true);
        }
        Ok(file)
    }

    /// The scorer that the settings ask for.
    pub fn scorer(&self, file: &SettingsFile) -> anyhow::Result<Scorer> {
        let only = file.lexicon_only.unwrap_or_default();
        anyhow::ensure!(!only || file.lexicon.is_some(), "--lexicon-only needs a list: name one with --lexicon");
        Ok(Scorer::load(file.tone.unwrap_or_default(), file.lexicon.as_deref(), only)?)
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

/// Arguments of every command that scores tone.
#[derive(clap::Args)]
pub struct ToneArgs {
    /// What makes the tone of a mention: word lists and verb frames, the model trained over them, or both
    /// [default: both].
    #[arg(long, value_enum, value_name = "WAY")]
    tone: Option<tone::Mode>,
    /// Words that add to the tone lists or replace theirs: a CSV with the columns word and value (-4 to 4), the
    /// Loughran-McDonald master dictionary (CSV) or a Lexicoder dictionary (.lc3).
    #[arg(long, value_name = "FILE.csv")]
    lexicon: Option<PathBuf>,
    /// Let no other word than those of --lexicon speak for or against.
    #[arg(long)]
    lexicon_only: bool,
}

impl ToneArgs {
    /// Puts what is given over what the settings file says.
    pub fn overlay(&self, file: &mut SettingsFile) {
        file.tone = self.tone.or(file.tone);
        if self.lexicon.is_some() {
            file.lexicon.clone_from(&self.lexicon);
        }
        if self.lexicon_only {
            file.lexicon_only = Some(true);
        }
    }
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let timings = Timings::start();
    let mut file = args.common.file()?;
    overlay(&mut file, args);
    let mut settings = file.settings()?;
    let formats = Formats {
        workbook: file.xlsx.unwrap_or(true),
        page: file.report.unwrap_or(true),
        parquet: file.parquet.unwrap_or(false),
    };
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    let target = args.output.clone().or_else(|| file.output.clone()).unwrap_or_else(|| "output".into());
    let catalogue = Catalogue::load(file.watchlist.as_deref(), file.dictionary.as_deref())?;
    let catalogue = catalogue.with_descriptions(settings.descriptions);
    let scorer = args.common.scorer(&file)?;
    settings.lexicon = scorer.list().map(str::to_string);
    let validated = args.validation.as_deref().map(Validated::read).transpose()?;
    // What can be known before the work should be said before it.
    let dictionary = file.dictionary.as_deref().filter(|path| path.as_os_str() != "none");
    let dictionary = dictionary.map(|path| ("the dictionary", path));
    let watchlist = file.watchlist.as_deref().map(|path| ("the watchlist", path));
    let config = args.common.config.as_deref().map(|path| ("the settings file", path));
    let lexicon = file.lexicon.as_deref().map(|path| ("the lexicon", path));
    output::check(
        &target,
        &corpus,
        &watchlist.into_iter().chain(dictionary).chain(config).chain(lexicon).collect::<Vec<_>>(),
    )?;
    if !args.quiet {
        doubts(&catalogue, settings.roll_up);
    }
    let progress = Progress::new(args.progress, args.quiet);
    let pool = args.common.pool(&file)?;
    let show = |phase| {
        timings.see(phase);
        progress.show(phase);
    };
    let (summary, run) = pool.install(|| -> anyhow::Result<(Summary, Run)> {
        show(Phase::Articles { bytes: 0, of: 0, articles: 0 });
        let (listing, mut summary) = pipeline::run(&corpus, &settings, &catalogue, &scorer, &show)?;
        anyhow::ensure!(
            !summary.corpus.ids.is_empty(),
            "no article could be read in '{}'{}",
            corpus.display(),
            why(&summary)
        );
        summary.validated = validated;
        show(Phase::Output);
        let run = output::write(&target, &listing, &summary, &settings, &catalogue, formats)?;
        Ok((summary, run))
    })?;
    progress.finish();
    if let Some(path) = &args.timings {
        let threads = pool.current_num_threads();
        timings.write(path, threads).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if !args.quiet {
        ending::report(&summary, &run, &target);
    }
    let problems = run.counts.get("problems").copied().unwrap_or(0);
    Ok(exit(&settings, &summary, problems))
}

/// Says which names of the watchlist cannot count as they stand.
fn doubts(catalogue: &Catalogue, roll_up: bool) {
    const SHOWN: usize = 5;
    let lost = if roll_up { lost_parents(catalogue) } else { Vec::new() };
    let all: Vec<&String> = catalogue.left_out().iter().chain(catalogue.shared_names()).chain(&lost).collect();
    for doubt in all.iter().take(SHOWN) {
        say(format_args!("note: {doubt}"));
    }
    if all.len() > SHOWN {
        say(format_args!("note: and {} more such notes on the watchlist", all.len() - SHOWN));
    }
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
    over(&mut file.dictionary, &args.dictionary);
    if args.roll_up {
        file.roll_up = Some(true);
    }
    if args.descriptions {
        file.descriptions = Some(true);
    }
    over(&mut file.period, &args.period);
    over(&mut file.from, &args.from);
    over(&mut file.to, &args.to);
    over(&mut file.csv_profile, &args.csv_profile);
    over(&mut file.seed, &args.seed);
    args.tone.overlay(file);
    if let Some(days) = args.repost_days {
        file.reposts.days = days;
    }
    if args.no_xlsx {
        file.xlsx = Some(false);
    }
    if args.no_report {
        file.report = Some(false);
    }
    if args.parquet {
        file.parquet = Some(true);
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
