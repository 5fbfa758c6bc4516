//! The command line: one file a command and no logic. Data goes to standard output, everything else to standard error.
//! Exit codes: 0 done, 1 done but nothing matched or `--strict` found problems, 2 could not run.

#![allow(clippy::print_stderr)]

mod articles;
mod completions;
mod diff;
mod progress;
mod run;
mod score;

use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

/// Per company, how much a folder of news articles published and in what tone, each story counted once.
#[derive(Parser)]
#[command(
    name = "pressmark",
    version,
    about,
    max_term_width = 100,
    long_about = "Reads a folder of news articles, finds which are copies of one story, tags the companies they name, \
                  the claims made about them and the tone toward them, and writes spreadsheets per company in which \
                  every number can be followed to its sentences.\n\nWithout a command it does `pressmark run`: reads \
                  corpus/ and fills output/.",
    after_help = "Exit codes: 0 done; 1 done, but nothing matched or --strict found problems; 2 could not run.\n\
                  Settings are also read from pressmark.toml in the current folder; the command line wins."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read a corpus and write the tables (the default).
    Run(run::Args),
    /// Print what was read and kept of each article, one JSON object a line.
    Articles(articles::Args),
    /// Score the tone and stance of single texts toward a target.
    Score(score::Args),
    /// Show two articles side by side, with the runs of words they share.
    Diff(diff::Args),
    /// Print shell completions.
    Completions(completions::Args),
    /// Print the manual page (roff).
    Man,
}

/// Runs the command line and gives its exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(with_default(args.into_iter().collect())) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    quiet_panics();
    let done = match cli.command {
        Command::Run(args) => run::run(&args),
        Command::Articles(args) => articles::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Completions(args) => completions::run(&args, &mut Cli::command()),
        Command::Man => completions::man(Cli::command()),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pressmark: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// No command means `run`; so does an option that is not help or version.
fn with_default(mut args: Vec<OsString>) -> Vec<OsString> {
    let first = args.get(1).and_then(|a| a.to_str()).unwrap_or("-");
    if first.starts_with('-') && !["-h", "--help", "-V", "--version"].contains(&first) {
        args.insert(1.min(args.len()), "run".into());
    }
    args
}

/// A fault in one article becomes a row of problems.csv; its trace is no message for a user.
fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}

/// Whether the reader of our standard output went away (`| head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|e| e.downcast_ref::<std::io::Error>()).any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn no_command_means_run() {
        let shown = |args: &[&str]| with_default(args.iter().map(OsString::from).collect());
        assert_eq!(shown(&["pressmark"]), ["pressmark", "run"]);
        assert_eq!(shown(&["pressmark", "-j", "2"]), ["pressmark", "run", "-j", "2"]);
        assert_eq!(shown(&["pressmark", "--help"]), ["pressmark", "--help"]);
        assert_eq!(shown(&["pressmark", "score", "x"]), ["pressmark", "score", "x"]);
    }
}
