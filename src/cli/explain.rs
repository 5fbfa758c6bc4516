//! `pressmark explain`: what one number of the tables is made of, down to the sentences.

use crate::cli::{apart, say, write_data};
use crate::explain::{self, Cells, Evidence, Place};
use crate::output::write_rows;
use crate::results::Results;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  pressmark explain output acme:2025-11:tone_mean\n  \
    pressmark explain output acme:all:accused_n\n\n\
    A period is 2025, 2025-11, 2025-11-23, 2025-Q4, 2025-W47, undated, or all (companies.csv).\n\
    Exit codes: 0 the parts make the cell; 1 they do not (the tables were changed); 2 could not run.")]
pub struct Args {
    /// Folder of results.
    output: PathBuf,
    /// The cell, company:period:column, with a company's id or name.
    #[arg(value_name = "CELL")]
    cell: String,
    /// Show every part, not the first ten.
    #[arg(long)]
    all: bool,
    /// Write the parts with their sentences as a table.
    #[arg(short, long, value_name = "FILE.csv")]
    out: Option<PathBuf>,
    /// Characters a line [default: as wide as the terminal, else 100].
    #[arg(long, value_name = "N")]
    width: Option<usize>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    apart(args.out.as_deref(), &args.output)?;
    let results = Results::open(&args.output)?;
    let place = Place::find(&results, &args.cell)?;
    let evidence = Evidence::read(&results, &place.company_id)?;
    let cells = Cells::of(&evidence, &place.company_id, place.scope);
    let Some(explained) = cells.explain(&place.column) else {
        if let Some(share) = place.column.find("_corrected").map(|at| &place.column[..at]) {
            anyhow::bail!(
                "{} is {share} corrected for the errors in the file of --validation, which this output does not hold; \
                 explain {share}, and see that file",
                place.column
            );
        }
        anyhow::bail!("'{}' is a name, and not made of evidence", place.column);
    };
    let width = args.width.or(console::Term::stdout().size_checked().map(|(_, columns)| usize::from(columns)));
    let most = if args.all { usize::MAX } else { 10 };
    let mut out = BufWriter::new(std::io::stdout().lock());
    explain::write(&place, &explained, &evidence, width.unwrap_or(100), most, &mut out)?;
    out.flush()?;
    if let Some(path) = &args.out {
        write_data(Some(path), |to| {
            write_rows(to, results.settings.csv_profile, explain::rows(&explained, &evidence))
        })?;
    }
    let made = explained.value();
    if made != place.cell {
        say(format_args!(
            "the evidence makes '{made}' where the table says '{}': a table of '{}' was changed after the run \
             (pressmark verify {})",
            place.cell,
            args.output.display(),
            args.output.display()
        ));
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}
