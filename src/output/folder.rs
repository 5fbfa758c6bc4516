//! The output folder: written beside and moved into place, so that a reader finds the old result whole or the new one.

use super::staging::Staging;
use crate::read::outputs_listed;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why the output folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum FolderError {
    #[error("the output '{0}' is a file or a device, not a folder; name a folder with -o")]
    NotAFolder(String),
    #[error("the output '{0}' is a link to nothing; name a folder with -o")]
    LostLink(String),
    #[error("the output folder '{path}' is or holds {what}; a run replaces it, so name another with -o")]
    Holds { path: String, what: String },
    #[error("the output folder '{path}' is inside the corpus and has files that no run wrote; name another with -o")]
    InCorpus { path: String },
    #[error(
        "'{0}' is in the way: no earlier run wrote it, and this one would replace it; move it, or name another \
         folder with -o"
    )]
    InTheWay(String),
    #[error("cannot write the output beside '{path}': {cause}")]
    Unwritable { path: String, cause: io::Error },
    #[error("cannot write {path}: {cause}; the previous output is as it was")]
    Write { path: String, cause: io::Error },
    #[error("cannot move the new output to '{path}': {cause}")]
    Move { path: String, cause: io::Error },
}

/// A new output, not yet in its place; dropped, it leaves no trace.
pub struct Folder {
    /// As the user named it, for messages.
    shown: PathBuf,
    target: PathBuf,
    staging: Staging,
}

impl Folder {
    /// Makes room for a new output that will stand at `target`.
    pub fn create(target: &Path) -> Result<Folder, FolderError> {
        let shown = target.display().to_string();
        if target.exists() && !target.is_dir() {
            return Err(FolderError::NotAFolder(shown));
        }
        if !target.exists() && target.is_symlink() {
            return Err(FolderError::LostLink(shown));
        }
        let unwritable = |cause| FolderError::Unwritable { path: shown.clone(), cause };
        // A link to a folder stays a link: what it points to is replaced.
        let real = if target.exists() { fs::canonicalize(target) } else { std::path::absolute(target) };
        let real = real.map_err(unwritable)?;
        let staging = Staging::beside(&real).map_err(unwritable)?;
        Ok(Folder { shown: target.to_path_buf(), target: real, staging })
    }

    /// Where the new output is written.
    pub fn path(&self) -> PathBuf {
        self.staging.new_output()
    }

    /// Whether a file that no earlier run wrote stands where one of `names` would be written.
    fn refuse(&self, names: &[&str]) -> Result<(), FolderError> {
        let ours = ours(&self.target);
        let foreign = |name: &&&str| !ours.contains(**name) && self.target.join(name).symlink_metadata().is_ok();
        match names.iter().find(foreign) {
            Some(name) => Err(FolderError::InTheWay(self.shown.join(name).display().to_string())),
            None => Ok(()),
        }
    }

    /// Moves the new output into its place. What a person put into the old folder comes along: only the files that
    /// the previous run listed are replaced, and where a new table would replace another file nothing is moved.
    pub fn publish(self) -> Result<(), FolderError> {
        let moved = |cause| FolderError::Move { path: self.shown.display().to_string(), cause };
        let new = self.staging.new_output();
        if !self.target.exists() {
            return fs::rename(&new, &self.target).map_err(moved);
        }
        self.carry(&self.target, &new, "", &ours(&self.target))?;
        if let Ok(old) = fs::metadata(&self.target) {
            let _ = fs::set_permissions(&new, old.permissions());
        }
        let aside = self.staging.old_output();
        fs::rename(&self.target, &aside).map_err(moved)?;
        fs::rename(&new, &self.target).map_err(|cause| {
            let _ = fs::rename(&aside, &self.target);
            moved(cause)
        })
    }

    /// Links or copies what is not ours from the old folder into the new.
    fn carry(&self, old: &Path, new: &Path, inside: &str, ours: &BTreeSet<String>) -> Result<(), FolderError> {
        let moved = |cause| FolderError::Move { path: self.shown.display().to_string(), cause };
        for entry in fs::read_dir(old).map_err(moved)? {
            let entry = entry.map_err(moved)?;
            let path = format!("{inside}{}", entry.file_name().to_string_lossy());
            let to = new.join(entry.file_name());
            let standing = fs::symlink_metadata(&to).ok();
            let is_dir = entry.file_type().map_err(moved)?.is_dir();
            if !is_dir && ours.contains(&path) {
                continue;
            }
            if standing.as_ref().is_some_and(|standing| !(is_dir && standing.is_dir())) {
                return Err(FolderError::InTheWay(self.shown.join(&path).display().to_string()));
            }
            if !is_dir {
                if fs::hard_link(entry.path(), &to).is_err() {
                    fs::copy(entry.path(), &to).map_err(moved)?;
                }
                continue;
            }
            if standing.is_none() {
                fs::create_dir(&to).map_err(moved)?;
            }
            self.carry(&entry.path(), &to, &format!("{path}/"), ours)?;
            if standing.is_none() {
                // Only folders that still hold something come along.
                let _ = fs::remove_dir(&to);
            }
        }
        Ok(())
    }
}

/// What the run whose output stands there wrote.
fn ours(target: &Path) -> BTreeSet<String> {
    outputs_listed(target).map_or_else(BTreeSet::new, |listed| listed.into_iter().chain(["run.json".into()]).collect())
}

/// Says before the work what would stop the output after it: `target` cannot be written, is or holds what is being
/// read (`corpus` and the files in `used`, each with what it is), or has a file of someone's where one of `names`
/// would be.
pub(super) fn check(target: &Path, corpus: &Path, used: &[(&str, &Path)], names: &[&str]) -> Result<(), FolderError> {
    let folder = Folder::create(target)?;
    let path = || target.display().to_string();
    let real = |path: &Path| fs::canonicalize(path).ok();
    if target.exists() {
        let inside = |path: &Path| real(path).is_some_and(|path| path.starts_with(&folder.target));
        if inside(Path::new(".")) {
            return Err(FolderError::Holds { path: path(), what: "the current folder".to_string() });
        }
        if let Some((what, used)) = [("the corpus", corpus)].iter().chain(used).find(|(_, used)| inside(used)) {
            return Err(FolderError::Holds { path: path(), what: format!("{what} '{}'", used.display()) });
        }
        let in_corpus = real(corpus).is_some_and(|corpus| folder.target.starts_with(corpus));
        let is_empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
        if in_corpus && !is_empty && outputs_listed(target).is_none() {
            return Err(FolderError::InCorpus { path: path() });
        }
    }
    folder.refuse(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unpublished_output_leaves_the_old_one_whole() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("output");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("coverage.csv"), "old").unwrap();
        let folder = Folder::create(&target).unwrap();
        fs::write(folder.path().join("coverage.csv"), "half").unwrap();
        drop(folder);
        assert_eq!(fs::read_to_string(target.join("coverage.csv")).unwrap(), "old");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    /// An output with two tables and a person's notes.
    fn old_output(target: &Path) {
        fs::create_dir_all(target.join("companies")).unwrap();
        fs::write(target.join("coverage.csv"), "old").unwrap();
        fs::write(target.join("companies/gone.csv"), "old").unwrap();
        let run = r#"{"program":"pressmark","outputs":{"coverage.csv":"","companies/gone.csv":""}}"#;
        fs::write(target.join("run.json"), run).unwrap();
        fs::write(target.join("notes.txt"), "mine").unwrap();
    }

    #[test]
    fn a_persons_own_files_stay() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("output");
        old_output(&target);
        let folder = Folder::create(&target).unwrap();
        fs::write(folder.path().join("coverage.csv"), "new").unwrap();
        folder.publish().unwrap();
        assert_eq!(fs::read_to_string(target.join("coverage.csv")).unwrap(), "new");
        assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "mine");
        assert!(!target.join("companies").exists());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_no_run_wrote_is_never_replaced() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("output");
        old_output(&target);
        fs::write(target.join("companies/acme.csv"), "mine").unwrap();
        let folder = Folder::create(&target).unwrap();
        fs::create_dir(folder.path().join("companies")).unwrap();
        fs::write(folder.path().join("companies/acme.csv"), "new").unwrap();
        let error = folder.publish().unwrap_err().to_string();
        assert!(error.contains("companies/acme.csv"), "{error}");
        assert_eq!(fs::read_to_string(target.join("companies/acme.csv")).unwrap(), "mine");
        assert_eq!(fs::read_to_string(target.join("coverage.csv")).unwrap(), "old");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_no_output_folder() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("output");
        fs::write(&file, "").unwrap();
        assert!(matches!(Folder::create(&file), Err(FolderError::NotAFolder(_))));
    }
}
