//! `pressmark articles`: what was read and kept of each article.

use crate::cli::run::Common;
use crate::cli::{apart, say, write_data};
use crate::lines::{self, Shown};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// File to write [default: standard output].
    #[arg(short, long, value_name = "FILE.jsonl")]
    output: Option<PathBuf>,
    /// Give each article whole, as read, with nothing set aside: one file from which a run gives the same numbers.
    #[arg(long)]
    whole: bool,
    /// Give only what was set aside of each article, and by which rule.
    #[arg(long, conflicts_with = "whole")]
    removed: bool,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let file = args.common.file()?;
    let settings = file.settings()?;
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    let shown = match (args.whole, args.removed) {
        (true, _) => Shown::Whole,
        (_, true) => Shown::Removed,
        _ => Shown::Kept,
    };
    apart(args.output.as_deref(), &corpus)?;
    let (lines, problems) = args.common.pool(&file)?.install(|| lines::articles(&corpus, &settings, shown))?;
    write_data(args.output.as_deref(), |out| lines.write(out))?;
    for problem in problems.iter().filter(|p| !p.notice) {
        let record = problem.record.map_or(String::new(), |n| format!(", record {n}"));
        say(format_args!("{}{record}: {}: {}", problem.path, problem.problem, problem.detail));
    }
    Ok(ExitCode::from(u8::from(lines.is_empty())))
}
