//! A single file of results: written beside its place and moved there, so that it is whole or as it was.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes what `write` gives to `path`. A terminal, a pipe or a device (`/dev/stdout`) is written straight.
pub fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let special = path.starts_with("/dev") || path.starts_with("/proc");
    if special || (path.exists() && !path.is_file()) {
        let mut out = BufWriter::new(File::create(path)?);
        write(&mut out)?;
        return out.flush();
    }
    // A link to a file stays a link: what it points to is replaced.
    let real = if path.exists() { fs::canonicalize(path)? } else { std::path::absolute(path)? };
    let folder = real.parent().unwrap_or(Path::new("/"));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pressmark-");
    let permissions = fs::metadata(&real).ok().map(|old| old.permissions());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the umask leaves of it, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let mut out = BufWriter::new(builder.tempfile_in(folder)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(&real).map(|_| ()).map_err(|error| error.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_new_or_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.jsonl");
        write_file(&path, |out| out.write_all(b"one")).unwrap();
        let half = |out: &mut dyn Write| out.write_all(b"tw").and(Err(io::Error::other("full")));
        assert_eq!(write_file(&path, half).unwrap_err().to_string(), "full");
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
        write_file(&path, |out| out.write_all(b"two")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_a_link() {
        let place = tempfile::tempdir().unwrap();
        let (link, path) = (place.path().join("link"), place.path().join("file"));
        fs::write(&path, "one").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_file(&link, |out| out.write_all(b"two")).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        write_file(Path::new("/dev/null"), |out| out.write_all(b"gone")).unwrap();
    }
}
