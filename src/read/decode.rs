//! Encodings: byte-order marks, NUL patterns of UTF-16, UTF-8, what the page declares, then a guess by content.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io::Read;

/// Text decoded from bytes, and whether bytes were met that no encoding explains (each became U+FFFD).
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) replaced: bool,
}

/// As [`decode`], for what may hold a stray NUL: each becomes U+FFFD, so that offsets still count what the file holds.
/// Also gives whether there was one.
pub(super) fn decode_nul<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> (Decoded<'a>, bool) {
    let mut decoded = decode(bytes, declared);
    let nul = memchr::memchr(0, decoded.text.as_bytes()).is_some();
    if nul {
        decoded.text = Cow::Owned(decoded.text.replace('\0', "\u{FFFD}"));
    }
    (decoded, nul)
}

/// Decodes bytes of any encoding; never fails. `declared` is what the document says of itself and is believed only
/// where the bytes are not UTF-8.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Decoded<'a> {
    let mut decoded = decode_as_is(bytes, declared);
    let text = decoded.text.as_bytes();
    // Lines of old Macs, and of Word's text for them, end in CR alone.
    if memchr::memchr(b'\n', text).is_none() && memchr::memchr(b'\r', text).is_some() {
        decoded.text = Cow::Owned(decoded.text.replace('\r', "\n"));
    }
    decoded
}

fn decode_as_is<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> Decoded<'a> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(encoding) = utf16(bytes) {
        let (text, replaced) = encoding.decode_with_bom_removal(bytes);
        return Decoded { text, replaced };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), replaced: false };
    }
    let encoding = if mostly_utf8(bytes) {
        UTF_8
    } else {
        declared.filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible()).unwrap_or_else(|| guess(bytes))
    };
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, replaced }
}

/// UTF-16 by its mark, or by every other byte of the beginning being NUL.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 4 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let nul = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (nul(0), nul(1), head.len() / 2);
    if odd * 10 >= pairs * 4 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 4 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes look like no text: the mark of a known binary format, or more control characters than text has.
/// A few NULs, as a broken disk or copy leaves them, do not make a text binary.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 10] = [
        b"%PDF",
        b"PK\x03\x04",
        b"\x89PNG",
        b"GIF8",
        b"\xFF\xD8\xFF",
        b"\x1F\x8B",
        b"\x28\xB5\x2F\xFD",
        b"\xD0\xCF\x11\xE0",
        b"\x7FELF",
        b"{\\rtf",
    ];
    if MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return true;
    }
    if utf16(bytes).is_some() {
        return false;
    }
    let head = &bytes[..bytes.len().min(64 << 10)];
    let nul = memchr::memchr_iter(0, head).count();
    // Without branches, and in bytes: so the loop is done a vector at a time.
    let is_control = |b: u8| (b < 32) & (b != 0) & (b != 9) & (b != 10) & (b != 12) & (b != 13) & (b != 27);
    let control: usize =
        head.chunks(255).map(|run| usize::from(run.iter().map(|byte| u8::from(is_control(*byte))).sum::<u8>())).sum();
    control * 200 > head.len() || nul > 2 + head.len() / 100
}

/// More whole UTF-8 sequences than broken ones: a UTF-8 text with a fault, not a text of another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 2 * broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(256 << 10)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Turns a stream of UTF-16 into UTF-8, so that it can be cut at line ends.
pub(super) struct Utf16Reader<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    decoded: Vec<u8>,
    given: usize,
    done: bool,
}

impl<R: Read> Utf16Reader<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Utf16Reader { inner, decoder, decoded: Vec::new(), given: 0, done: false }
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.decoded.len() && !self.done {
            let mut raw = [0u8; 16 << 10];
            let n = self.inner.read(&mut raw)?;
            self.done = n == 0;
            // Two bytes make at most three; the rest is room for what the decoder held back.
            self.decoded.resize(2 * raw.len() + 16, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(&raw[..n], &mut self.decoded, self.done);
            self.decoded.truncate(written);
            self.given = 0;
        }
        let n = out.len().min(self.decoded.len() - self.given);
        out[..n].copy_from_slice(&self.decoded[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

/// Turns each CR of a stream whose lines end in nothing else into a line feed.
pub(super) struct OldLines<R>(pub(super) R);

impl<R: Read> Read for OldLines<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.0.read(out)?;
        out[..n].iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        decode(bytes, None).text.into_owned()
    }

    #[test]
    fn marks_and_patterns_tell_the_encoding() {
        assert_eq!(read("Zürich".as_bytes()), "Zürich");
        assert_eq!(read(b"\xEF\xBB\xBFZurich"), "Zurich");
        assert_eq!(read(b"\xFF\xFEA\0l\0i\0"), "Ali");
        assert_eq!(read(b"\0A\0l\0i\0b"), "Alib");
        assert_eq!(
            read(b"The bank\x92s caf\xe9 in Z\xfcrich was closed on Monday."),
            "The bank’s café in Zürich was closed on Monday."
        );
    }

    #[test]
    fn one_fault_does_not_change_the_encoding_of_the_rest() {
        let decoded = decode(b"Caf\xc3\xa9, na\xc3\xafve, fa\xc3\xa7ade \xFF end", None);
        assert_eq!(decoded.text, "Café, naïve, façade \u{FFFD} end");
        assert!(decoded.replaced);
    }

    #[test]
    fn a_stream_of_utf16_reads_as_utf8() {
        let text = "Zürich — 東京 😀\n".repeat(5000);
        let raw: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        Utf16Reader::new(&raw[..], UTF_16LE).read_to_string(&mut out).unwrap();
        assert_eq!(out, text);
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"%PDF-1.7 and so on"));
        assert!(is_binary(b"ab\0\0\0\x01c"));
        assert!(!is_binary("Une dépêche.\r\n\tEn retrait.\x0C".as_bytes()));
        assert!(!is_binary(b"\xFF\xFEA\0l\0"));
        assert!(!is_binary(b"Two NULs\0\0 cost no article."));
        assert!(is_binary(&[b"A text, then a hole of NULs. ".repeat(20), vec![0; 12]].concat()));
    }
}
