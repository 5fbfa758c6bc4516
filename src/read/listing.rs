//! The files of a corpus, in sorted order.

use super::ReadError;
use super::format::{self, Format};
use super::marks;
use super::not_read;
use crate::article::Problem;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file that is going to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Where it is.
    pub path: PathBuf,
    /// Its path inside the corpus, with `/`; the file's name where the corpus is one file.
    pub name: String,
    /// Size on disk in bytes.
    pub bytes: u64,
}

/// What a corpus holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Files to read, sorted by name.
    pub files: Vec<FileEntry>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
    /// Size of all `files` on disk in bytes.
    pub bytes: u64,
}

/// Lists a folder, or a single file. Hidden files, lock files of office programs, symbolic links and folders that an
/// earlier run wrote are left out with a notice, files of a format that is not read with a problem.
pub fn list(corpus: &Path) -> Result<Listing, ReadError> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ReadError::Missing(corpus.to_path_buf()),
        _ => ReadError::Unreadable(corpus.to_path_buf(), error),
    };
    let kind = std::fs::metadata(corpus).map_err(unreadable)?;
    let mut listing = Listing::default();
    if kind.is_dir() {
        std::fs::read_dir(corpus).map_err(unreadable)?;
        if outputs_listed(corpus).is_some() {
            return Err(ReadError::Output(corpus.to_path_buf()));
        }
        let root = corpus.canonicalize().map_err(unreadable)?;
        let mut folders = vec![(corpus.to_path_buf(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            walk(&folder, &prefix, &root, &mut folders, &mut listing);
        }
    } else if !kind.is_file() {
        let name = corpus.display().to_string();
        let detail = "neither a file nor a folder; save what it gives as a file";
        listing.problems.push(Problem::new(&name, None, "walk", "not-a-file", detail));
    } else {
        let name = corpus.file_name().unwrap_or(corpus.as_os_str()).to_string_lossy().into_owned();
        admit(corpus.to_path_buf(), name, kind.len(), &mut listing);
    }
    listing.files.sort_by(|a, b| a.name.cmp(&b.name));
    listing.problems.sort();
    listing.bytes = listing.files.iter().map(|file| file.bytes).sum();
    Ok(listing)
}

/// What the run that filled `folder` wrote into it, as its `run.json` lists it; none where no run of ours filled it.
pub fn outputs_listed(folder: &Path) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Run {
        program: String,
        outputs: BTreeMap<String, String>,
    }
    let manifest = Some(folder.join("run.json")).filter(|path| path.is_file())?;
    let run: Run = serde_json::from_reader(std::io::BufReader::new(std::fs::File::open(manifest).ok()?)).ok()?;
    (run.program == env!("CARGO_PKG_NAME")).then(|| run.outputs.into_keys().collect())
}

fn walk(folder: &Path, prefix: &str, root: &Path, folders: &mut Vec<(PathBuf, String)>, listing: &mut Listing) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let detail = format!("the folder cannot be opened: {error}");
            return listing.problems.push(Problem::new(
                prefix.trim_end_matches('/'),
                None,
                "walk",
                "unreadable",
                detail,
            ));
        }
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let detail = format!("an entry of the folder cannot be read: {error}");
                listing.problems.push(Problem::new(prefix.trim_end_matches('/'), None, "walk", "unreadable", detail));
                continue;
            }
        };
        let (path, file_name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let name = format!("{prefix}{file_name}");
        let notice =
            |problem: &str, detail: &str| Problem::new(&name, None, "walk", problem, detail.to_string()).as_notice();
        if entry.file_name().to_str().is_none() {
            let detail = "the name is not UTF-8; what is not stands as U+FFFD in its path";
            listing.problems.push(notice("bad-name", detail));
        }
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if file_name.starts_with("~$") || (file_name.starts_with(".~lock.") && file_name.ends_with('#')) {
            listing.problems.push(notice("lock-file", "left by an office program that has the document open"));
        } else if file_name.starts_with('.') {
            listing.problems.push(notice("hidden", "hidden files and folders are not read"));
        } else if is_link {
            listing.problems.push(match path.canonicalize() {
                Ok(target) if target.starts_with(root) => {
                    notice("link", "links are not followed; what it points to is read in its own place")
                }
                Ok(_) => notice("link", "a link that leaves the corpus is not followed"),
                Err(_) => notice("link", "the link points to nothing"),
            });
        } else {
            match entry.metadata() {
                Ok(kind) if kind.is_dir() && outputs_listed(&path).is_some() => {
                    listing
                        .problems
                        .push(notice("output", "the output of an earlier run is not read (it has a run.json)"));
                }
                Ok(kind) if kind.is_dir() => folders.push((path, format!("{name}/"))),
                Ok(kind) if kind.is_file() => admit(path, name, kind.len(), listing),
                Ok(_) => listing.problems.push(notice("not-a-file", "neither a file nor a folder")),
                Err(error) => {
                    listing.problems.push(Problem::new(&name, None, "walk", "unreadable", error.to_string()));
                }
            }
        }
    }
}

fn admit(path: PathBuf, name: String, bytes: u64, listing: &mut Listing) {
    let told = Format::of(&name).is_some() || format::is_archive(&name);
    if told || (!not_read::is_known(&name) && marks::is_readable(&path)) {
        return listing.files.push(FileEntry { path, name, bytes });
    }
    listing.problems.push(not_read::problem(&name, "walk").with_bytes(bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_sorted_and_what_is_left_out_is_said() {
        let corpus = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(corpus.path().join("paper/.git")).unwrap();
        for name in ["b.txt", "paper/a.html", "paper-x.txt", ".hidden.txt", "~$memo.txt", ".~lock.a.csv#", "logo.png"] {
            std::fs::write(corpus.path().join(name), "text").unwrap();
        }
        std::fs::write(elsewhere.path().join("out.txt"), "text").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(elsewhere.path().join("out.txt"), corpus.path().join("link.txt")).unwrap();

        let listing = list(corpus.path()).unwrap();
        let names: Vec<&str> = listing.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["b.txt", "paper-x.txt", "paper/a.html"]);
        assert_eq!(listing.bytes, 12);
        let mut left: Vec<(&str, &str, bool)> =
            listing.problems.iter().map(|p| (p.path.as_str(), p.problem.as_str(), p.notice)).collect();
        left.retain(|(path, ..)| *path != "link.txt");
        assert_eq!(
            left,
            [
                (".hidden.txt", "hidden", true),
                (".~lock.a.csv#", "lock-file", true),
                ("logo.png", "not-an-article", true),
                ("paper/.git", "hidden", true),
                ("~$memo.txt", "lock-file", true),
            ]
        );
        #[cfg(unix)]
        assert!(listing.problems.iter().any(|p| p.path == "link.txt" && p.problem == "link" && p.notice));
    }

    #[test]
    fn a_corpus_may_be_one_file_or_missing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wire.jsonl");
        std::fs::write(&file, "{}\n").unwrap();
        assert_eq!(list(&file).unwrap().files[0].name, "wire.jsonl");
        let missing = list(&folder.path().join("nowhere")).unwrap_err();
        assert!(missing.to_string().contains("does not exist"), "{missing}");
    }
}
