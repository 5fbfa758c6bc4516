//! `pressmark companies`: what a corpus names, as rows of a watchlist.

use crate::cli::run::Common;
use crate::cli::{apart, plural, say, write_data};
use crate::company::Catalogue;
use crate::found::EntityType;
use crate::{pipeline, survey};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    pressmark companies news/ -o found.csv     then delete the rows you do not want, and\n  \
    pressmark run news/ --watchlist found.csv\n\n\
    Columns: those of a watchlist, then alias_class, mentions_n, articles_n, stories_n, match_rule and up to\n\
    three sentences, which a run does not read.\n\
    Exit codes: 0 done; 1 no company found; 2 could not run.")]
pub struct Args {
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// File to write [default: standard output].
    #[arg(short, long, value_name = "FILE.csv")]
    output: Option<PathBuf>,
    /// Agencies, organisations, laws and lists as well.
    #[arg(long)]
    all: bool,
    /// Fewest stories that name it.
    #[arg(long, default_value_t = 1, value_name = "N")]
    least: u64,
    /// CSV of companies that are watched already [default: that of the settings file].
    #[arg(long, value_name = "FILE.csv")]
    watchlist: Option<PathBuf>,
    /// CSV of companies to know instead of the built-in dictionary, with the columns of a watchlist; `none`: no dictionary.
    #[arg(long, value_name = "FILE.csv")]
    dictionary: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let file = args.common.file()?;
    let settings = file.settings()?;
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    apart(args.output.as_deref(), &corpus)?;
    let watchlist = args.watchlist.clone().or_else(|| file.watchlist.clone());
    let dictionary = args.dictionary.clone().or_else(|| file.dictionary.clone());
    let catalogue = Catalogue::load(watchlist.as_deref(), dictionary.as_deref())?;
    let scorer = args.common.scorer(&file)?;
    let pool = args.common.pool(&file)?;
    let (_, summary) = pool.install(|| pipeline::run(&corpus, &settings, &catalogue, &scorer, &|_| ()))?;
    let companies = [EntityType::Company];
    let types = [
        EntityType::Company,
        EntityType::Organisation,
        EntityType::Agency,
        EntityType::Law,
        EntityType::List,
        EntityType::Person,
    ];
    let wanted: &[EntityType] = if args.all { &types } else { &companies };
    let rows = survey::rows(&summary, &catalogue, wanted, args.least)?;
    write_data(args.output.as_deref(), |out| survey::write(&rows, out))?;
    let unsure = rows.iter().filter(|r| r.alias_class == "context").count();
    say(format_args!(
        "{} in {}; also words or short acronyms (alias_class: context): {unsure}",
        plural(rows.len() as u64, "name"),
        plural(summary.corpus.ids.len() as u64, "article"),
    ));
    Ok(ExitCode::from(u8::from(rows.is_empty())))
}
