//! `pressmark compare`: what moved each number between two outputs.

use crate::cli::{apart, write_data};
use crate::compare::{compare, rows, write};
use crate::output::write_rows;
use crate::results::Results;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  \
    pressmark run news/ -o before && pressmark run news/ -o after --tone rules\n  \
    pressmark compare before after -o moved.csv\n\n\
    Compares coverage.csv and companies.csv, cell for cell; of outputs with periods of two lengths companies.csv alone.\n\
    Exit codes: 0 the same; 1 something differs; 2 could not run.")]
pub struct Args {
    /// Folder of results.
    #[arg(value_name = "A")]
    a: PathBuf,
    /// Another.
    #[arg(value_name = "B")]
    b: PathBuf,
    /// Show everything, not the beginning of each list.
    #[arg(long)]
    all: bool,
    /// Write every moved cell with its causes as a table.
    #[arg(short, long, value_name = "FILE.csv")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    for folder in [&args.a, &args.b] {
        apart(args.output.as_deref(), folder)?;
    }
    let (a, b) = (Results::open(&args.a)?, Results::open(&args.b)?);
    let found = compare(&a, &b)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    write(&found, args.all, &mut out)?;
    out.flush()?;
    if let Some(path) = &args.output {
        write_data(Some(path), |to| write_rows(to, a.settings.csv_profile, rows(&found)))?;
    }
    Ok(ExitCode::from(u8::from(!found.is_same())))
}
