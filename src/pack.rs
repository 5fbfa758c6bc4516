//! Numbers and texts one after the other as bytes: what goes into the [`crate::store::Store`] and comes back.

use std::io;

/// Packs values; they come back in the same order.
#[derive(Debug, Default)]
pub struct Pack(Vec<u8>);

impl Pack {
    /// Appends a number, seven bits a byte, the lowest first (LEB128).
    pub fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// Appends a text, its length before it.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Appends how many there are, and each.
    pub fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Pack, &T)) {
        self.number(items.len() as u32);
        items.iter().for_each(|item| each(self, item));
    }

    /// The bytes.
    pub fn bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Takes values out again; an error means that the bytes were not packed in this way.
#[derive(Debug)]
pub struct Unpack<'a>(&'a [u8]);

impl<'a> Unpack<'a> {
    /// Begins at the first value.
    pub fn new(bytes: &'a [u8]) -> Self {
        Unpack(bytes)
    }

    /// The next value, a number.
    pub fn number(&mut self) -> io::Result<u32> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let (byte, rest) = self.0.split_first().ok_or_else(broken)?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Ok(number);
            }
        }
        Err(broken())
    }

    /// The next value, a text.
    pub fn text(&mut self) -> io::Result<&'a str> {
        let length = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(length).ok_or_else(broken)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(|_| broken())
    }

    /// The next value, a list.
    pub fn list<T>(&mut self, each: impl Fn(&mut Self) -> io::Result<T>) -> io::Result<Vec<T>> {
        let n = self.number()?;
        (0..n).map(|_| each(self)).collect()
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "what was kept of an article did not come back whole")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(values in prop::collection::vec((any::<u32>(), ".{0,9}"), 0..9)) {
            let mut pack = Pack::default();
            pack.list(&values, |pack, (number, text)| {
                pack.number(*number);
                pack.text(text);
            });
            let bytes = pack.bytes();
            let back = Unpack::new(&bytes).list(|from| Ok((from.number()?, from.text()?.to_string()))).unwrap();
            prop_assert_eq!(&back, &values);
            // Cut short, it is an error and no panic.
            let mut short = Unpack::new(&bytes[..bytes.len() - 1]);
            prop_assert!(short.list(|from| Ok((from.number()?, from.text()?.len()))).is_err());
        }
    }
}
