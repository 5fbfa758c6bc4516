//! `pressmark init`: a settings file and a watchlist to begin with.

use crate::cli::say;
use anyhow::Context;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The files: every key with what it means, commented out; a watchlist with one row to replace.
const FILES: [(&str, &str); 2] =
    [("pressmark.toml", include_str!("init/pressmark.toml")), ("watchlist.csv", include_str!("init/watchlist.csv"))];

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 done; 2 a file stands there already, and nothing was written.")]
pub struct Args {
    /// Folder to write them to; made where it is not there.
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let places: Vec<PathBuf> = FILES.iter().map(|(name, _)| args.folder.join(name)).collect();
    if let Some(there) = places.iter().find(|p| p.symlink_metadata().is_ok()) {
        anyhow::bail!("{} is there already; nothing was written", there.display());
    }
    fs::create_dir_all(&args.folder).with_context(|| format!("cannot make the folder {}", args.folder.display()))?;
    for (place, (_, text)) in places.iter().zip(FILES) {
        write(place, text).with_context(|| format!("cannot write {}", place.display()))?;
    }
    let file = |name: &str| args.folder.join(name).display().to_string();
    say(format_args!(
        "{}  settings; every key is there, commented out\n{}   your companies, one a row; only 'name' is required\n\n\
         Next: pressmark companies CORPUS -o found.csv   what your articles name, as rows of a watchlist\n      \
         pressmark run CORPUS -o RESULTS             the tables",
        file("pressmark.toml"),
        file("watchlist.csv")
    ));
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that is not there yet.
fn write(place: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(place)?;
    file.write_all(text.as_bytes())
}
