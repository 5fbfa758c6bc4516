//! Where a new output is made: a folder beside its place, under a lock for as long as its run lives.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PREFIX: &str = ".pressmark-";
const LOCK: &str = "lock";

/// A folder of its own beside the output; dropped, it leaves no trace.
pub(super) struct Staging {
    // Closed before the folder goes.
    _lock: File,
    folder: TempDir,
}

impl Staging {
    /// Makes the folder beside `target`, and removes those that killed runs into the same place left.
    pub(super) fn beside(target: &Path) -> io::Result<Staging> {
        let parent = target.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(parent)?;
        clear(parent, target);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let mut lock = File::create_new(folder.path().join(LOCK))?;
        // What is not marked is never removed, so the mark comes after the lock, and not at all where none is to be had.
        if lock.try_lock().is_ok() {
            lock.write_all(mark(target).as_bytes())?;
        }
        let staging = Staging { _lock: lock, folder };
        fs::create_dir(staging.new_output())?;
        Ok(staging)
    }

    /// The new output, until it is whole.
    pub(super) fn new_output(&self) -> PathBuf {
        self.folder.path().join("new")
    }

    /// The old output, once it had to make room.
    pub(super) fn old_output(&self) -> PathBuf {
        self.folder.path().join("old")
    }
}

fn mark(target: &Path) -> String {
    format!("a run of pressmark writes {}\n", target.file_name().unwrap_or_default().to_string_lossy())
}

/// Removes the folders of runs into `target` that are no longer alive. One that died as it moved its output leaves no
/// output at all: the old one goes back. A folder that cannot be removed is in nobody's way.
fn clear(parent: &Path, target: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let folder = entry.path();
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX)
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
            && fs::read_to_string(folder.join(LOCK)).is_ok_and(|text| text == mark(target));
        if !ours || !File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok()) {
            continue;
        }
        let old = folder.join("old");
        if old.is_dir() && fs::symlink_metadata(target).is_err() && fs::rename(&old, target).is_err() {
            continue;
        }
        let _ = fs::remove_dir_all(&folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_folders_of_dead_runs_into_the_same_place_go() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("output");
        let alive = Staging::beside(&target).unwrap();
        let dead = |name: &str, of: &str| {
            let folder = place.path().join(name);
            fs::create_dir_all(folder.join("new")).unwrap();
            fs::write(folder.join(LOCK), mark(Path::new(of))).unwrap();
            folder
        };
        let (stale, other) = (dead(".pressmark-stale", "output"), dead(".pressmark-other", "elsewhere"));
        let mine = place.path().join(".pressmark-mine");
        fs::create_dir(&mine).unwrap();
        let next = Staging::beside(&target).unwrap();
        assert!(!stale.exists());
        assert!(alive.new_output().exists() && other.exists() && mine.exists() && next.new_output().exists());
        drop((alive, next));
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }

    #[test]
    fn an_output_that_was_being_moved_comes_back() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("output");
        let folder = place.path().join(".pressmark-stale");
        fs::create_dir_all(folder.join("old")).unwrap();
        fs::write(folder.join("old/notes.txt"), "mine").unwrap();
        fs::write(folder.join(LOCK), mark(&target)).unwrap();
        drop(Staging::beside(&target).unwrap());
        assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "mine");
        assert!(!folder.exists());
    }
}
