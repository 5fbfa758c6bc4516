//! `pressmark robustness`: which rankings and signs change when tone or copies are counted otherwise.

use crate::cli::progress::{Progress, When};
use crate::cli::run::Common;
use crate::cli::{apart, say, write_data};
use crate::company::Catalogue;
use crate::output::write_rows;
use crate::robustness::{self, Base, Question};
use crate::tone;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    pressmark robustness news/ --watchlist companies.csv --lexicon lm.csv --lexicon ours.csv -o robustness.csv\n\n\
    The articles are read once. Tone is made by rules, by the model and by both, with each list over our words and\n\
    alone; copies by each threshold, and not at all. Totals over all periods are compared.\n\
    Exit codes: 0 done; 1 no company is named; 2 could not run.")]
pub struct Args {
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// Write every figure as a table.
    #[arg(short, long, value_name = "FILE.csv")]
    output: Option<PathBuf>,
    /// CSV of the companies to count [default: that of the settings file, else every company found].
    #[arg(long, value_name = "FILE.csv")]
    watchlist: Option<PathBuf>,
    /// CSV of companies to know instead of the built-in dictionary, with the columns of a watchlist; `none`: no dictionary.
    #[arg(long, value_name = "FILE.csv")]
    dictionary: Option<PathBuf>,
    /// A list of tone words to try, over ours and alone; may be given several times.
    #[arg(long, value_name = "FILE.csv")]
    lexicon: Vec<PathBuf>,
    /// Shares of the shorter text from which on an article is a copy.
    #[arg(long, value_name = "SHARES", value_delimiter = ',', default_value = "0.5,0.6,0.7")]
    containment: Vec<f64>,
    /// How tone is made in what the others are held against [default: both].
    #[arg(long, value_enum, value_name = "WAY")]
    tone: Option<tone::Mode>,
    /// Fewest stories of a company that is ranked [default: 1, without a watchlist 5].
    #[arg(long, value_name = "N")]
    least: Option<usize>,
    #[command(flatten)]
    common: Common,
    /// Print nothing but errors.
    #[arg(short, long)]
    quiet: bool,
    /// When to show progress.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    progress: When,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let file = args.common.file()?;
    let settings = file.settings()?;
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    apart(args.output.as_deref(), &corpus)?;
    if let Some(wrong) = args.containment.iter().find(|share| !(0.0..=1.0).contains(*share)) {
        anyhow::bail!("--containment {wrong}: a share runs from 0 to 1");
    }
    let watchlist = args.watchlist.clone().or_else(|| file.watchlist.clone());
    let dictionary = args.dictionary.clone().or_else(|| file.dictionary.clone());
    let catalogue = Catalogue::load(watchlist.as_deref(), dictionary.as_deref())?;
    let only = file.lexicon_only.unwrap_or_default();
    anyhow::ensure!(!only || file.lexicon.is_some(), "lexicon-only needs a list: name one with the key lexicon");
    let question = Question {
        corpus: &corpus,
        settings: &settings,
        catalogue: &catalogue,
        base: Base { mode: args.tone.or(file.tone).unwrap_or_default(), list: file.lexicon.as_deref(), only },
        lists: &args.lexicon,
        containments: &args.containment,
        least: args.least.unwrap_or(if watchlist.is_some() { 1 } else { 5 }),
    };
    let progress = Progress::new(args.progress, args.quiet);
    let pool = args.common.pool(&file)?;
    let robust = pool.install(|| robustness::answer(&question, &|phase| progress.show(phase)))?;
    progress.finish();
    if robust.companies.is_empty() {
        say(format_args!("no company is named in {} stories or more (--least)", question.least.max(1)));
        return Ok(ExitCode::from(1));
    }
    if !args.quiet {
        let mut out = BufWriter::new(std::io::stdout().lock());
        robustness::write(&robust, &mut out)?;
        out.flush()?;
    }
    if let Some(path) = &args.output {
        write_data(Some(path), |to| write_rows(to, settings.csv_profile, robustness::rows(&robust)))?;
    }
    Ok(ExitCode::SUCCESS)
}
