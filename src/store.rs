//! Bytes kept for the end of a run: in memory up to a bound, past it in a temporary file that vanishes with the run.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

/// Handle to what was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In memory.
    Memory(Box<[u8]>),
    /// In the temporary file: first byte and length.
    File(u64, u32),
}

impl Kept {
    /// Bytes kept.
    pub fn len(&self) -> usize {
        match self {
            Kept::Memory(bytes) => bytes.len(),
            Kept::File(_, length) => *length as usize,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Keeps bytes; shared by all threads of a run.
#[derive(Debug)]
pub struct Store {
    bound: usize,
    held: AtomicUsize,
    file: OnceLock<File>,
    /// Bytes in the file.
    end: Mutex<u64>,
}

impl Store {
    /// A store that holds `bound` bytes in memory before it spills.
    pub fn new(bound: usize) -> Self {
        Store { bound, held: AtomicUsize::new(0), file: OnceLock::new(), end: Mutex::new(0) }
    }

    /// Keeps bytes; an error means that the temporary file cannot be written (a full disk).
    pub fn keep(&self, bytes: Vec<u8>) -> io::Result<Kept> {
        let size = bytes.len();
        if size == 0 || self.held.fetch_add(size, Ordering::Relaxed) + size <= self.bound {
            return Ok(Kept::Memory(bytes.into_boxed_slice()));
        }
        self.held.fetch_sub(size, Ordering::Relaxed);
        let length = u32::try_from(size).map_err(|_| io::Error::other("more than 4 GB of one article"))?;
        let mut end = self.end.lock().map_err(|_| io::Error::other("the temporary file was lost"))?;
        if self.file.get().is_none() {
            let file = tempfile::tempfile()?;
            self.file.get_or_init(|| file);
        }
        let Some(file) = self.file.get() else { return Ok(Kept::Memory(bytes.into_boxed_slice())) };
        let at = *end;
        place::write(file, at, &bytes)?;
        *end += size as u64;
        Ok(Kept::File(at, length))
    }

    /// The bytes behind a handle.
    pub fn get<'a>(&self, kept: &'a Kept) -> io::Result<Cow<'a, [u8]>> {
        match kept {
            Kept::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
            Kept::File(..) => {
                let mut bytes = Vec::new();
                self.read(kept, 0, kept.len(), &mut bytes)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// Fills `into` with `length` of the bytes behind a handle, from the byte `from` on.
    pub fn read(&self, kept: &Kept, from: usize, length: usize, into: &mut Vec<u8>) -> io::Result<()> {
        into.clear();
        match kept {
            Kept::Memory(bytes) => {
                let part = bytes.get(from..from + length).ok_or(io::ErrorKind::UnexpectedEof)?;
                into.extend_from_slice(part);
                Ok(())
            }
            Kept::File(at, _) => {
                let file = self.file.get().ok_or(io::ErrorKind::NotFound)?;
                into.resize(length, 0);
                place::read(file, at + from as u64, into)
            }
        }
    }
}

/// Reading and writing at a place of a file, whatever others do with it.
#[cfg(unix)]
mod place {
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::FileExt;

    pub(super) fn read(file: &File, at: u64, into: &mut [u8]) -> io::Result<()> {
        file.read_exact_at(into, at)
    }

    pub(super) fn write(file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
        file.write_all_at(bytes, at)
    }
}

/// Reading and writing at a place of a file, whatever others do with it.
#[cfg(windows)]
mod place {
    use std::fs::File;
    use std::io;
    use std::os::windows::fs::FileExt;

    pub(super) fn read(file: &File, mut at: u64, mut into: &mut [u8]) -> io::Result<()> {
        while !into.is_empty() {
            match file.seek_read(into, at)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                n => (into, at) = (&mut into[n..], at + n as u64),
            }
        }
        Ok(())
    }

    pub(super) fn write(file: &File, mut at: u64, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match file.seek_write(bytes, at)? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                n => (bytes, at) = (&bytes[n..], at + n as u64),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_it_was_given_past_the_bound() {
        let store = Store::new(10);
        let kept: Vec<Kept> = (0..50).map(|n| store.keep(format!("sentence {n} é").into_bytes()).unwrap()).collect();
        assert!(matches!(kept[49], Kept::File(..)));
        for (n, kept) in kept.iter().enumerate().rev() {
            assert_eq!(*store.get(kept).unwrap(), *format!("sentence {n} é").as_bytes());
        }
    }
}
