//! The files in an archive, for what is looked up before archives are read: lists. Archives inside are not looked into.

use super::listing::FileEntry;
use super::unpack::{Budget, Compression, peek};
use std::fs::File;
use std::io::Read;
use zip::ZipArchive;

/// Entries an archive may have.
pub(super) const ENTRIES: usize = 200_000;

/// What is done with an entry: its path, its size, and its content.
type Look<'l> = dyn FnMut(&str, u64, Box<dyn Read + '_>) + 'l;

/// Hands over the files of an archive whose path, below that of the archive, is `wanted`, each with its size, in the
/// archive's order. What cannot be opened is passed over: whoever reads the archive says so.
pub(super) fn each(file: &FileEntry, wanted: &mut dyn FnMut(&str) -> bool, look: &mut Look) {
    let Ok(opened) = File::open(&file.path) else { return };
    let budget = Budget::of(file.bytes);
    let (head, plain) = peek(Box::new(opened), 16);
    if head.starts_with(b"PK") {
        let Some(mut archive) = File::open(&file.path).ok().and_then(|file| ZipArchive::new(file).ok()) else { return };
        for index in 0..archive.len().min(ENTRIES) {
            let Ok(name) = archive.by_index_data(index).map(|entry| entry.name_raw().to_vec()) else { continue };
            let path = path(&file.name, &String::from_utf8_lossy(&name));
            if wanted(&path)
                && let Ok(entry) = archive.by_index(index)
                && entry.is_file()
            {
                let size = entry.size();
                look(&path, size, budget.bound(entry));
            }
        }
        return;
    }
    let reader = match Compression::of(&head) {
        Some(compression) => match compression.open(plain) {
            Ok(reader) => budget.bound(reader),
            Err(_) => return,
        },
        None => plain,
    };
    let mut archive = tar::Archive::new(reader);
    for entry in archive.entries().into_iter().flatten().take(ENTRIES) {
        // Behind an entry that is cut off or broken nothing can be read.
        let Ok(entry) = entry else { return };
        let path = path(&file.name, &String::from_utf8_lossy(&entry.path_bytes()));
        if entry.header().entry_type().is_file() && wanted(&path) {
            let size = entry.size();
            look(&path, size, Box::new(entry));
        }
    }
}

/// The path of an entry below that of its archive, whatever the entry's own would lead to.
pub(super) fn path(archive: &str, entry: &str) -> String {
    let entry = entry.replace('\\', "/");
    let mut path = archive.to_string();
    for part in entry.split('/').filter(|part| !matches!(*part, "" | "." | "..")) {
        path.push('/');
        path.push_str(part);
    }
    path
}

/// Whether an entry's path below that of its archive leads through what is hidden, or is what an open document leaves.
pub(super) fn is_hidden(inside: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
    inside.split('/').any(hidden) || inside.rsplit('/').next().is_some_and(|file| file.starts_with("~$"))
}
