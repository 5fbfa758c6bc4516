//! `pressmark cite`: a paragraph for a methods section, with the figures of a run, and a BibTeX entry.

use crate::cli::plural;
use crate::output::Run;
use crate::verify;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Folder of results [default: output].
    #[arg(default_value = "output")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let manifest = verify::manifest(&args.output)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}\n\n{}", paragraph(&manifest), bibtex(&manifest))?;
    Ok(ExitCode::SUCCESS)
}

/// What was done, in sentences.
fn paragraph(run: &Run) -> String {
    let n = |name: &str| run.counts.get(name).copied().unwrap_or(0);
    let setting = |path: &str| run.settings.pointer(path).map_or(String::new(), |v| v.to_string().replace('"', ""));
    let outside = n("articles_read").saturating_sub(n("articles"));
    let mut text = format!(
        "The corpus of {} ({}) was read",
        plural(n("articles_read"), "article"),
        plural(run.inputs.len() as u64, "file")
    );
    text += &format!(" with {} {}.", run.program, run.version);
    if outside > 0 {
        text += &format!(" {} outside the dates studied were left out.", plural(outside, "article"));
    }
    if n("undated") > 0 {
        text += &format!(" {} of those counted had no date.", n("undated"));
    }
    text += &format!(
        " Copies were grouped by the words they share: {} carried {} and {} of them. Two articles count as copies where at \
         least {} of the shorter stands in the longer, small edits closed over",
        plural(n("articles"), "article"),
        plural(n("stories"), "story"),
        plural(n("reposts"), "copy"),
        setting("/reposts/containment"),
    );
    match setting("/reposts/days").as_str() {
        "0" => {}
        days => text += &format!(", and at most {days} days lie between them"),
    }
    text += &format!(
        "; each story counts once, in the {} of its first article. {} in tables were named, with {} tagged and {} \
         (accusations, denials and the like) found.",
        setting("/period"),
        capital(&plural(n("companies"), "company")),
        plural(n("mentions"), "mention"),
        plural(n("claims"), "claim"),
    );
    let how = match setting("/tone").as_str() {
        "rules" => "word lists and verb frames",
        "model" => "a linear model trained on labelled news",
        _ => "word lists and verb frames together with a linear model trained on labelled news",
    };
    text += &format!(
        " Tone toward a company runs from -1 to +1 and was estimated by {how}; a company's own words do not enter it. \
         A story's tone is that of its mentions, a period's the mean over stories, with a 95 % bootstrap interval over \
         stories (seed {}). {}",
        setting("/seed"),
        match run.lists.get("validation") {
            Some(_) => "It was validated on a hand-coded sample of this corpus [give the figures of validation.json].",
            None => "Tone was not validated on this corpus.",
        },
    );
    let watchlist = run.lists.get("watchlist").map(|hash| format!("watchlist {}, ", &hash[..hash.len().min(12)]));
    let list = |name: &str| run.lists.get(name).map_or("", |hash| &hash[..hash.len().min(12)]);
    text += &format!(
        " Lists (first digits of their SHA-256): {}dictionary {}, tone words {}, stance cues {}.",
        watchlist.unwrap_or_default(),
        list("dictionary"),
        list("tone-words"),
        list("stance-cues"),
    );
    text
}

fn bibtex(run: &Run) -> String {
    format!(
        "@software{{pressmark,\n  title   = {{pressmark: news coverage and tone per company, stories counted apart from \
         their copies}},\n  author  = {{{{The pressmark authors}}}},\n  version = {{{}}},\n  license = {{MIT OR Apache-2.0}}\n}}",
        run.version
    )
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
