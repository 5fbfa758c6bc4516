//! The command line: one file a command and no logic. Data goes to standard output, everything else to standard error.
//! Exit codes: 0 done, 1 done but nothing matched or `--strict` found problems, 2 could not run.

mod articles;
mod check;
mod cite;
mod companies;
mod compare;
mod completions;
mod diff;
mod ending;
mod explain;
mod init;
mod look;
mod mentions;
#[cfg(feature = "pdf")]
mod pdf_text;
mod progress;
mod robustness;
mod run;
mod sample;
mod score;
mod timings;
mod validate;
mod verify;

use crate::output;
use anyhow::Context;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Per company, how much a folder of news articles published and in what tone, each story counted once.
#[derive(Parser)]
#[command(
    name = "pressmark",
    version,
    about,
    max_term_width = 100,
    override_usage = "pressmark [COMMAND] [OPTIONS]",
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
    /// Read a corpus, write nothing, and say what it holds: formats, dates, languages, problems.
    Check(check::Args),
    /// Print what was read and kept of each article, one JSON object a line.
    Articles(articles::Args),
    /// List what a corpus names, as rows for a watchlist.
    Companies(companies::Args),
    /// Show every mention of one company in its line.
    Mentions(mentions::Args),
    /// Write a settings file and a watchlist to begin with.
    Init(init::Args),
    /// Score the tone and stance of single texts toward a target.
    Score(score::Args),
    /// Show two articles side by side, with the runs of words they share.
    Diff(diff::Args),
    /// Show what one number of the tables is made of, down to the sentences.
    Explain(explain::Args),
    /// Say whether results, and the corpus behind them, are as a run left them.
    Verify(verify::Args),
    /// Say what moved each number between two outputs: articles, mentions, claims, settings, lists.
    Compare(compare::Args),
    /// Draw a blind sheet of sentences for people to code.
    Sample(sample::Args),
    /// Hold results against a coded sheet: precision, recall, F1, agreement.
    Validate(validate::Args),
    /// Say which rankings and signs change when tone or copies are counted otherwise.
    Robustness(robustness::Args),
    /// Print a paragraph for a methods section, with the figures of a run, and BibTeX.
    Cite(cite::Args),
    /// Print shell completions.
    Completions(completions::Args),
    /// Print the manual page (roff).
    Man,
    /// Take the text of a PDF from standard input.
    #[cfg(feature = "pdf")]
    #[command(name = crate::read::PDF_CHILD, hide = true)]
    PdfText,
}

/// Runs the command line and gives its exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(with_default(args.into_iter().collect())) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            if let Some(path) = meant_as_corpus(&error) {
                say(format_args!("To read '{path}': pressmark run {path}"));
            }
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    quiet_panics();
    if let Ok(program) = std::env::current_exe() {
        crate::read::pdf_program(program);
    }
    let done = match cli.command {
        Command::Run(args) => run::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Articles(args) => articles::run(&args),
        Command::Companies(args) => companies::run(&args),
        Command::Mentions(args) => mentions::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Sample(args) => sample::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Robustness(args) => robustness::run(&args),
        Command::Cite(args) => cite::run(&args),
        Command::Completions(args) => completions::run(&args, &mut Cli::command()),
        Command::Man => completions::man(Cli::command()),
        #[cfg(feature = "pdf")]
        Command::PdfText => pdf_text::run(),
    };
    match done {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("pressmark: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// What was given where a command belongs and is a file or folder.
fn meant_as_corpus(error: &clap::Error) -> Option<&str> {
    match error.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(given) => Some(given.as_str()).filter(|given| Path::new(given).exists()),
        _ => None,
    }
}

/// A line to standard error; where that is closed or full, nobody is there to be told.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Refuses a file for the data that is what is read, or would be read with it the next time.
fn apart(file: Option<&Path>, read: &Path) -> anyhow::Result<()> {
    let Some(path) = file.filter(|path| !path.starts_with("/dev")) else { return Ok(()) };
    let folder = || path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let place = path.canonicalize().ok().or_else(|| folder()?.canonicalize().ok());
    let inside = place.zip(read.canonicalize().ok()).is_some_and(|(place, read)| place.starts_with(read));
    anyhow::ensure!(
        !inside,
        "{} is in what is read ('{}') and would change it; name a file elsewhere",
        path.display(),
        read.display()
    );
    Ok(())
}

/// Writes data to the file named, whole or not at all, or to standard output.
fn write_data(file: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> anyhow::Result<()> {
    let Some(path) = file else {
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        return Ok(write(&mut out).and_then(|()| out.flush())?);
    };
    output::write_file(path, write).with_context(|| format!("cannot write {}", path.display()))
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

/// A number and its noun.
pub(in crate::cli) fn plural(n: u64, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
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
