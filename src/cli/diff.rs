//! `pressmark diff`: two articles side by side, with what they share marked.

use crate::cli::run::Common;
use crate::cli::{apart, write_data};
use crate::diff::{self, Marks, Told};
use crate::lines::{self, Lines, Shown};
use anyhow::{Context, anyhow};
use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Id of the first article, as articles.csv and reposts.csv give it.
    a: String,
    /// Id of the second.
    b: String,
    /// Folder or file of articles [default: corpus].
    corpus: Option<PathBuf>,
    /// Write one HTML page instead.
    #[arg(long, value_name = "FILE.html")]
    html: Option<PathBuf>,
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
    apart(args.html.as_deref(), &corpus)?;
    let (lines, _) = args.common.pool(&file)?.install(|| lines::articles(&corpus, &settings, Shown::Kept))?;
    let told = |id: &str| told(&lines, id).with_context(|| format!("in '{}'", corpus.display()));
    let found = diff::diff(told(&args.a)?, told(&args.b)?);
    match &args.html {
        Some(path) => {
            let mut page = Vec::new();
            diff::write_page(&found, &mut page)?;
            write_data(Some(path), |out| out.write_all(&page))?;
        }
        None => {
            let term = console::Term::stdout();
            let width = args.width.or(term.size_checked().map(|(_, columns)| usize::from(columns))).unwrap_or(100);
            let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            let mut out = BufWriter::new(std::io::stdout().lock());
            diff::write_columns(&found, width, if colour { Marks::Colour } else { Marks::Brackets }, &mut out)?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The article of a name; an error gives names like it.
fn told(lines: &Lines, id: &str) -> anyhow::Result<Told> {
    if let Some(line) = lines.get(id)? {
        return serde_json::from_str(&line).with_context(|| format!("article '{id}'"));
    }
    let like: Vec<&str> = lines.names().filter(|name| name.contains(id) || id.contains(name)).take(5).collect();
    let like = if like.is_empty() { String::new() } else { format!("; there is {}", like.join(", ")) };
    Err(anyhow!("no article has the id '{id}'{like}"))
}
