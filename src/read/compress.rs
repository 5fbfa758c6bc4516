//! Decompression by reader: gzip of any number of members, Zstandard of any number of frames.

use std::fs::File;
use std::io::{BufReader, Read, Result};
use std::path::Path;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Gzip,
    Zstd,
}

/// Opens a file as the bytes it unpacks to.
pub(super) fn open(path: &Path, compression: Compression) -> Result<Box<dyn Read>> {
    let file = File::open(path)?;
    Ok(match compression {
        Compression::None => Box::new(file),
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(64 << 10, file))),
        Compression::Zstd => Box::new(zstd::Decoder::new(file)?),
    })
}

/// Appends up to `want` bytes; fewer only at the end of the data. What was unpacked before an error stays in `into`.
pub(super) fn fill(reader: &mut dyn Read, into: &mut Vec<u8>, want: usize) -> Result<usize> {
    let start = into.len();
    reader.take(want as u64).read_to_end(into)?;
    Ok(into.len() - start)
}
