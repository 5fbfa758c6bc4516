//! Unpacking by content: gzip, Zstandard, bzip2 and xz streams, and a bound on what one file may unpack to.

use std::cell::Cell;
use std::io::{BufReader, Cursor, Error, ErrorKind, Read, Result};
use std::rc::Rc;

/// Bytes any file may unpack to, and how many times its own size if that is more.
const UNPACKED: u64 = 256 << 20;
const RATIO: u64 = 200;
/// Memory an xz stream may ask for, in KiB.
const XZ_MEMORY: u32 = 256 << 10;

/// How a stream is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

impl Compression {
    /// The compression whose mark the bytes begin with.
    pub(super) fn of(head: &[u8]) -> Option<Compression> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Compression::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Compression::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', b'&', ..] => Some(Compression::Bzip2),
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Compression::Xz),
            _ => None,
        }
    }

    /// The bytes a stream unpacks to: any number of members, frames or streams behind one another.
    pub(super) fn open<'r>(self, packed: impl Read + 'r) -> Result<Box<dyn Read + 'r>> {
        let packed = BufReader::with_capacity(64 << 10, packed);
        Ok(match self {
            Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Compression::Zstd => Box::new(zstd::Decoder::with_buffer(packed)?),
            Compression::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
            Compression::Xz => Box::new(lzma_rust2::XzReader::new_mem_limit(packed, true, XZ_MEMORY)),
        })
    }
}

/// What a file may still unpack to, shared by everything inside it.
#[derive(Debug, Clone)]
pub(super) struct Budget(Rc<Cell<u64>>);

impl Budget {
    /// The budget of a file of so many bytes.
    pub(super) fn of(bytes: u64) -> Self {
        Budget(Rc::new(Cell::new(UNPACKED.max(bytes.saturating_mul(RATIO)))))
    }

    /// Takes so many bytes of it; whether there were as many.
    pub(super) fn spend(&self, bytes: u64) -> bool {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// A reader that stops with [`ErrorKind::FileTooLarge`] where the budget is spent.
    pub(super) fn bound<'r>(&self, inner: impl Read + 'r) -> Box<dyn Read + 'r> {
        Box::new(Bounded { inner, left: self.clone() })
    }
}

struct Bounded<R> {
    inner: R,
    left: Budget,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let n = self.inner.read(out)?;
        match self.left.spend(n as u64) {
            true => Ok(n),
            false => Err(Error::new(ErrorKind::FileTooLarge, "it unpacks to more than 256 MiB and 200 times its size")),
        }
    }
}

/// Bytes room is made for at once: what most small files need, so that they are read in one piece.
const ROOM: usize = 8 << 10;

/// Appends up to `want` bytes; fewer only at the end of the data. What was unpacked before an error stays in `into`.
pub(super) fn fill(reader: &mut dyn Read, into: &mut Vec<u8>, want: usize) -> Result<usize> {
    let start = into.len();
    into.reserve(want.min(ROOM));
    reader.take(want as u64).read_to_end(into)?;
    Ok(into.len() - start)
}

/// The first bytes of a stream, and the stream from its beginning.
pub(super) fn peek<'r>(mut reader: Box<dyn Read + 'r>, want: usize) -> (Vec<u8>, Box<dyn Read + 'r>) {
    let mut head = Vec::new();
    let fault = fill(&mut *reader, &mut head, want).err();
    (head.clone(), behind(head, fault, reader))
}

/// A stream whose first bytes were read, from its beginning: then its rest, or the fault that was met.
pub(super) fn behind<'r>(head: Vec<u8>, fault: Option<Error>, rest: Box<dyn Read + 'r>) -> Box<dyn Read + 'r> {
    let rest: Box<dyn Read + 'r> = match fault {
        Some(error) => Box::new(Fault(Some(error))),
        None => rest,
    };
    Box::new(Cursor::new(head).chain(rest))
}

/// Gives its error once.
struct Fault(Option<Error>);

impl Read for Fault {
    fn read(&mut self, _: &mut [u8]) -> Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_too_much_is_stopped() {
        let budget = Budget(Rc::new(Cell::new(10)));
        let mut out = Vec::new();
        let error = budget.bound(&[7u8; 100][..]).read_to_end(&mut out).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FileTooLarge);
        assert!(out.len() <= 10);
    }

    #[test]
    fn a_fault_in_the_first_bytes_comes_behind_them() {
        let broken: Box<dyn Read> = Box::new(Cursor::new(b"ab".to_vec()).chain(Fault(Some(Error::other("broken")))));
        let (head, mut reader) = peek(broken, 10);
        assert_eq!(head, b"ab");
        let mut out = Vec::new();
        assert!(reader.read_to_end(&mut out).is_err());
        assert_eq!(out, b"ab");
    }
}
