//! `pressmark sample`: a blind coding sheet, drawn from results.

use crate::cli::say;
use crate::coding;
use crate::output;
use crate::settings::CsvProfile;
use crate::verify;
use anyhow::Context;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(
    after_help = "Writes coding.xlsx, with drop-downs and instructions, and the same rows as coding-mentions.csv and \
    coding-claims.csv. The rows are drawn within strata (company, label and voice of mentions; act of claims; \
    sentences without a claim), and do not show what the program said. A quarter are claims.\n\nWhen they are \
    coded: pressmark validate coding.xlsx --output OUTPUT"
)]
pub struct Args {
    /// Folder of results.
    #[arg(default_value = "output")]
    output: PathBuf,
    /// Rows to draw.
    #[arg(short, default_value_t = 200, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    n: u32,
    /// Seed of the draw.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// Folder for the sheet; one that stands there is never replaced.
    #[arg(short = 'o', long = "to", default_value = "coding", value_name = "FOLDER")]
    to: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let manifest = verify::manifest(&args.output)?;
    let profile = match manifest.settings.get("csv-profile").and_then(|v| v.as_str()) {
        Some("excel-eu") => CsvProfile::ExcelEu,
        _ => CsvProfile::Excel,
    };
    let questions = coding::questions(&args.output)?;
    anyhow::ensure!(!questions.mentions.is_empty(), "{}: no mention of a company to draw from", args.output.display());
    let drawn = coding::draw(&questions, args.n as usize, args.seed);
    output::write_coding(&args.to, &drawn, profile)
        .with_context(|| format!("cannot write to {}", args.to.display()))?;
    let strata = |rows: &[coding::Drawn]| rows.iter().map(|row| row.stratum).max().unwrap_or(0);
    for (what, rows, of) in
        [("mentions", &drawn.0, questions.mentions.len()), ("claims", &drawn.1, questions.claims.len())]
    {
        say(format_args!("{what:<9}{:>6} of {of:>7}, from {} strata", rows.len(), strata(rows)));
    }
    say(format_args!(
        "\nThe sheet is in {}; seed {}.\nWhen it is coded: pressmark validate {} --output {}",
        args.to.display(),
        args.seed,
        args.to.join("coding.xlsx").display(),
        args.output.display(),
    ));
    Ok(ExitCode::SUCCESS)
}
