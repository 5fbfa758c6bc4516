//! Bytes kept for the end of a run: in memory up to a bound, past it in a temporary file that vanishes with the run.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Handle to what was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In memory.
    Memory(Box<[u8]>),
    /// In the temporary file: first byte and length.
    File(u64, u32),
}

/// Keeps bytes; shared by all threads of a run.
#[derive(Debug)]
pub struct Store {
    bound: usize,
    held: AtomicUsize,
    file: Mutex<Option<(File, u64)>>,
}

impl Store {
    /// A store that holds `bound` bytes in memory before it spills.
    pub fn new(bound: usize) -> Self {
        Store { bound, held: AtomicUsize::new(0), file: Mutex::new(None) }
    }

    /// Keeps bytes; an error means that the temporary file cannot be written (a full disk).
    pub fn keep(&self, bytes: Vec<u8>) -> io::Result<Kept> {
        if bytes.is_empty() || self.held.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len() <= self.bound {
            return Ok(Kept::Memory(bytes.into_boxed_slice()));
        }
        let mut slot = self.file.lock().map_err(|_| io::Error::other("the temporary file was lost"))?;
        if slot.is_none() {
            *slot = Some((tempfile::tempfile()?, 0));
        }
        let Some((file, end)) = slot.as_mut() else { return Ok(Kept::Memory(bytes.into_boxed_slice())) };
        let at = *end;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(&bytes)?;
        *end += bytes.len() as u64;
        Ok(Kept::File(at, bytes.len() as u32))
    }

    /// The bytes behind a handle.
    pub fn get<'a>(&self, kept: &'a Kept) -> io::Result<Cow<'a, [u8]>> {
        match kept {
            Kept::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
            Kept::File(at, length) => {
                let mut slot = self.file.lock().map_err(|_| io::Error::other("the temporary file was lost"))?;
                let Some((file, _)) = slot.as_mut() else { return Err(io::ErrorKind::NotFound.into()) };
                file.seek(SeekFrom::Start(*at))?;
                let mut bytes = vec![0; *length as usize];
                file.read_exact(&mut bytes)?;
                Ok(Cow::Owned(bytes))
            }
        }
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
