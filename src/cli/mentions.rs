//! `pressmark mentions`: every mention of one company in its line.

use crate::cli::run::Common;
use crate::cli::{plural, say};
use crate::company::Catalogue;
use crate::summary::Summary;
use crate::{concordance, pipeline};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  pressmark mentions news/ --company \"Orchard Gridworks\"\n\n\
    A line: day, outlet, the sentence around the name, tone (own: the company's own words).\n\
    Exit codes: 0 done; 1 the company is not named; 2 could not run.")]
pub struct Args {
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// Name or id of a company, or of anything else that is tagged.
    #[arg(long, value_name = "NAME")]
    company: String,
    /// CSV of the companies to count [default: that of the settings file].
    #[arg(long, value_name = "FILE.csv")]
    watchlist: Option<PathBuf>,
    /// CSV of companies to know instead of the built-in dictionary, with the columns of a watchlist; `none`: no dictionary.
    #[arg(long, value_name = "FILE.csv")]
    dictionary: Option<PathBuf>,
    /// Show also what is no coverage (a credit, a share link, a disclaimer), with the reason.
    #[arg(long)]
    all: bool,
    /// Characters a line [default: as wide as the terminal, else 100].
    #[arg(long, value_name = "N")]
    width: Option<usize>,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let file = args.common.file()?;
    let settings = file.settings()?;
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    let watchlist = args.watchlist.clone().or_else(|| file.watchlist.clone());
    let dictionary = args.dictionary.clone().or_else(|| file.dictionary.clone());
    let catalogue = Catalogue::load(watchlist.as_deref(), dictionary.as_deref())?;
    let scorer = args.common.scorer(&file)?;
    let pool = args.common.pool(&file)?;
    let (_, summary) = pool.install(|| pipeline::run(&corpus, &settings, &catalogue, &scorer, &|_| ()))?;
    let Some(entity) = find(&summary, &args.company) else {
        let like = alike(&summary, &args.company);
        let hint = if like.is_empty() { String::new() } else { format!("; names like it: {}", like.join(", ")) };
        say(format_args!("'{}' is not named in '{}'{hint}", args.company, corpus.display()));
        return Ok(ExitCode::from(1));
    };
    let lines = concordance::lines(&summary, entity, args.all)?;
    let term = console::Term::stdout();
    let width = args.width.or(term.size_checked().map(|(_, columns)| usize::from(columns))).unwrap_or(100);
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let mut out = BufWriter::new(std::io::stdout().lock());
    concordance::write(&lines, width, colour, &mut out)?;
    out.flush()?;
    let articles: std::collections::BTreeSet<&str> = lines.iter().map(|l| l.article_id.as_str()).collect();
    let originals: std::collections::BTreeSet<&str> =
        lines.iter().filter(|l| l.original).map(|l| l.article_id.as_str()).collect();
    say(format_args!(
        "{}: {} in {}, {} of them the first of their story",
        summary.entities.rows[entity].name,
        plural(lines.len() as u64, "mention"),
        plural(articles.len() as u64, "article"),
        originals.len()
    ));
    Ok(ExitCode::from(u8::from(lines.is_empty())))
}

/// The entity of that id or name, else the only one whose name begins so.
fn find(summary: &Summary, wanted: &str) -> Option<usize> {
    let rows = &summary.entities.rows;
    let wanted = wanted.trim().to_lowercase();
    rows.iter()
        .position(|r| r.id == wanted)
        .or_else(|| rows.iter().position(|r| r.name.to_lowercase() == wanted))
        .or_else(|| {
            let mut like = (0..rows.len()).filter(|i| rows[*i].name.to_lowercase().starts_with(&format!("{wanted} ")));
            like.next().filter(|_| like.next().is_none())
        })
}

/// Up to five names that share a word with the one wanted.
fn alike<'a>(summary: &'a Summary, wanted: &str) -> Vec<&'a str> {
    let wanted = wanted.to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().filter(|w| w.len() > 2).collect();
    let shares = |name: &str| {
        let name = name.to_lowercase();
        words.iter().any(|w| name.contains(*w))
    };
    summary.entities.rows.iter().map(|r| r.name.as_str()).filter(|name| shares(name)).take(5).collect()
}
