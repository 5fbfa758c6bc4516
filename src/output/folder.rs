//! The output folder: written beside and moved into place, so that a reader finds the old result whole or the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Why the output folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum FolderError {
    #[error("the output '{0}' is a file; name a folder with -o")]
    IsFile(String),
    #[error("cannot write the output beside '{path}': {cause}")]
    Unwritable { path: String, cause: io::Error },
    #[error("cannot write {path}: {cause}; the previous output is as it was")]
    Write { path: String, cause: io::Error },
    #[error("cannot move the new output to '{path}': {cause}")]
    Move { path: String, cause: io::Error },
}

/// A new output, not yet in its place; dropped, it leaves no trace.
pub struct Folder {
    target: PathBuf,
    new: TempDir,
}

impl Folder {
    /// Makes room for a new output that will stand at `target`.
    pub fn create(target: &Path) -> Result<Folder, FolderError> {
        let shown = target.display().to_string();
        if target.is_file() {
            return Err(FolderError::IsFile(shown));
        }
        let unwritable = |cause| FolderError::Unwritable { path: shown.clone(), cause };
        // A link to a folder stays a link: what it points to is replaced.
        let target = if target.exists() { fs::canonicalize(target) } else { std::path::absolute(target) };
        let target = target.map_err(unwritable)?;
        let parent = target.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(parent).map_err(unwritable)?;
        let new = tempfile::Builder::new().prefix(".pressmark-").tempdir_in(parent).map_err(unwritable)?;
        Ok(Folder { target, new })
    }

    /// Where the new output is written.
    pub fn path(&self) -> &Path {
        self.new.path()
    }

    /// Moves the new output into its place. What a person put into the old folder comes along: only the files that
    /// the previous run listed (`ours`) are replaced.
    pub fn publish(self, ours: impl Fn(&str) -> bool) -> Result<(), FolderError> {
        let moved = |cause| FolderError::Move { path: self.target.display().to_string(), cause };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let _ = fs::set_permissions(self.new.path(), fs::Permissions::from_mode(0o755));
        }
        if !self.target.exists() {
            let new = self.new.keep();
            return fs::rename(&new, &self.target).map_err(moved);
        }
        carry(&self.target, self.new.path(), "", &ours).map_err(moved)?;
        let parent = self.target.parent().unwrap_or(Path::new("/"));
        let old = tempfile::Builder::new().prefix(".pressmark-old-").tempdir_in(parent).map_err(moved)?;
        let aside = old.path().join("output");
        fs::rename(&self.target, &aside).map_err(moved)?;
        let new = self.new.keep();
        if let Err(cause) = fs::rename(&new, &self.target) {
            let _ = fs::rename(&aside, &self.target);
            let _ = fs::remove_dir_all(&new);
            return Err(FolderError::Move { path: self.target.display().to_string(), cause });
        }
        Ok(())
    }
}

/// Links or copies what is not ours from the old folder into the new.
fn carry(old: &Path, new: &Path, inside: &str, ours: &impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let name = entry.file_name();
        let path = if inside.is_empty() {
            name.to_string_lossy().into_owned()
        } else {
            format!("{inside}/{}", name.to_string_lossy())
        };
        let to = new.join(&name);
        if entry.file_type()?.is_dir() {
            let made = !to.exists();
            if made {
                fs::create_dir(&to)?;
            }
            carry(&entry.path(), &to, &path, ours)?;
            if made {
                // Only folders that still hold something come along.
                let _ = fs::remove_dir(&to);
            }
        } else if !ours(&path) && !to.exists() && fs::hard_link(entry.path(), &to).is_err() {
            fs::copy(entry.path(), &to)?;
        }
    }
    Ok(())
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

    #[test]
    fn a_persons_own_files_stay() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("output");
        fs::create_dir_all(target.join("companies")).unwrap();
        fs::write(target.join("coverage.csv"), "old").unwrap();
        fs::write(target.join("companies/gone.csv"), "old").unwrap();
        fs::write(target.join("notes.txt"), "mine").unwrap();
        let folder = Folder::create(&target).unwrap();
        fs::write(folder.path().join("coverage.csv"), "new").unwrap();
        folder.publish(|path| path.ends_with(".csv")).unwrap();
        assert_eq!(fs::read_to_string(target.join("coverage.csv")).unwrap(), "new");
        assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "mine");
        assert!(!target.join("companies").exists());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_no_output_folder() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("output");
        fs::write(&file, "").unwrap();
        assert!(matches!(Folder::create(&file), Err(FolderError::IsFile(_))));
    }
}
