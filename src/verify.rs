//! Verify: the hashes of `run.json` against the files that are there.

use crate::output::{Run, sha256};
use crate::read;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// How a file differs from what `run.json` says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not there, or cannot be read.
    Missing,
    /// Its bytes are others.
    Changed,
    /// The run did not know it.
    New,
}

impl Fault {
    /// The word shown.
    pub fn name(self) -> &'static str {
        match self {
            Fault::Missing => "missing",
            Fault::Changed => "changed",
            Fault::New => "new",
        }
    }
}

/// What `run.json` of an output folder says.
pub fn manifest(output: &Path) -> anyhow::Result<Run> {
    let path = output.join("run.json");
    let text = std::fs::read(&path)
        .map_err(|e| anyhow::anyhow!("cannot read {}: {e}; name a folder that a run wrote", path.display()))?;
    serde_json::from_slice(&text).map_err(|e| anyhow::anyhow!("{}: no manifest of a run: {e}", path.display()))
}

/// The files of an output folder that are not as the run wrote them, by name.
pub fn outputs(run: &Run, output: &Path) -> Vec<(String, Fault)> {
    let found = |name: &String| sha256(&output.join(name));
    differing(&run.outputs, found)
}

/// The files of a corpus that are not as the run read them, by name; an error means that the corpus cannot be listed.
pub fn inputs(run: &Run, corpus: &Path) -> anyhow::Result<Vec<(String, Fault)>> {
    let listing = read::list(corpus)?;
    let there: BTreeMap<&str, &Path> = listing.files.iter().map(|f| (f.name.as_str(), f.path.as_path())).collect();
    let found = |name: &String| there.get(name.as_str()).map_or(Err(io::ErrorKind::NotFound.into()), |p| sha256(p));
    let mut faults = differing(&run.inputs, found);
    let new = there.keys().filter(|name| !run.inputs.contains_key(**name));
    faults.extend(new.map(|name| (name.to_string(), Fault::New)));
    faults.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(faults)
}

fn differing(
    said: &BTreeMap<String, String>,
    found: impl Fn(&String) -> io::Result<String> + Sync,
) -> Vec<(String, Fault)> {
    said.par_iter()
        .filter_map(|(name, hash)| match found(name) {
            Ok(now) if now == *hash => None,
            Ok(_) => Some((name.clone(), Fault::Changed)),
            // What could not be read in the run either is as it was.
            Err(_) if hash.is_empty() => None,
            Err(_) => Some((name.clone(), Fault::Missing)),
        })
        .collect()
}
