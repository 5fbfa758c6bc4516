//! `pressmark verify`: whether an output, and the corpus behind it, are as a run left them.

use crate::cli::say;
use crate::verify::{self, Fault};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments.
#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 all is as it was; 1 something differs; 2 could not run.")]
pub struct Args {
    /// Folder of results [default: output].
    #[arg(default_value = "output")]
    output: PathBuf,
    /// Folder or file of articles it was made from; without it only the results are looked at.
    corpus: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let manifest = verify::manifest(&args.output)?;
    let outputs = verify::outputs(&manifest, &args.output);
    let inputs = args.corpus.as_deref().map(|corpus| verify::inputs(&manifest, corpus)).transpose()?;
    let mut out = std::io::stdout().lock();
    for (part, faults) in [("output", Some(&outputs)), ("corpus", inputs.as_ref())] {
        for (name, fault) in faults.into_iter().flatten() {
            writeln!(out, "{:<8} {part}  {name}", fault.name())?;
        }
    }
    let count = |n: usize, faults: &[(String, Fault)]| {
        let old = faults.iter().filter(|(_, fault)| *fault != Fault::New).count();
        format!("{} of {n} as they were", n - old)
    };
    say(format_args!(
        "results of {} {}: {}",
        manifest.program,
        manifest.version,
        count(manifest.outputs.len(), &outputs)
    ));
    match &inputs {
        Some(faults) => {
            let new = faults.iter().filter(|(_, fault)| *fault == Fault::New).count();
            let more = if new > 0 { format!(", {new} new") } else { String::new() };
            say(format_args!("files of the corpus: {}{more}", count(manifest.inputs.len(), faults)));
        }
        None => say("files of the corpus: not looked at; name the folder behind the output"),
    }
    let same = outputs.is_empty() && inputs.is_none_or(|faults| faults.is_empty());
    Ok(ExitCode::from(u8::from(!same)))
}
