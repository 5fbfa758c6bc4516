//! `pressmark articles`: what was read and kept of each article.

use crate::cli::run::Common;
use crate::pipeline::{self, Shown};
use anyhow::Context;
use std::fs::File;
use std::io::{BufWriter, Write};
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
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let file = args.common.file()?;
    let settings = file.settings()?;
    let corpus = args.corpus.clone().or_else(|| file.corpus.clone()).unwrap_or_else(|| "corpus".into());
    let shown = if args.whole { Shown::Whole } else { Shown::Kept };
    let (lines, problems) = args.common.pool(&file)?.install(|| pipeline::articles(&corpus, &settings, shown))?;
    match &args.output {
        Some(path) => {
            let named = || format!("cannot write {}", path.display());
            let mut out = BufWriter::new(File::create(path).with_context(named)?);
            lines.write(&mut out).with_context(named)?;
            out.flush().with_context(named)?;
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            lines.write(&mut out)?;
            out.flush()?;
        }
    }
    for problem in problems.iter().filter(|p| !p.notice) {
        let record = problem.record.map_or(String::new(), |n| format!(", record {n}"));
        eprintln!("{}{record}: {}: {}", problem.path, problem.problem, problem.detail);
    }
    Ok(ExitCode::from(u8::from(lines.is_empty())))
}
