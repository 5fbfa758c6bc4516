//! Where one record of a table or of JSON lines ends and the next begins.

/// Finds record ends in a stream of bytes, whatever the pieces they come in.
pub(super) enum Cutter {
    /// Every line is a record; blank ones count, so that the number is the line's.
    Lines,
    /// Lines, save those inside quotes; blank ones do not count.
    Table { delimiter: u8, state: Quote, blank: bool },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// At the first byte of a field.
    FieldStart,
    /// In a field without quotes.
    Bare,
    /// Inside quotes.
    Inside,
    /// Behind a quote that may close the field or be half of a doubled one.
    Closing,
}

impl Cutter {
    pub(super) fn table(delimiter: u8) -> Self {
        Cutter::Table { delimiter, state: Quote::FieldStart, blank: true }
    }

    /// The end of the record that `bytes` go on with, behind its line feed, and whether it counts as a record.
    /// None where `bytes` run out first; the next call goes on behind them.
    pub(super) fn end(&mut self, bytes: &[u8]) -> Option<(usize, bool)> {
        match self {
            Cutter::Lines => memchr::memchr(b'\n', bytes).map(|at| (at + 1, true)),
            Cutter::Table { delimiter, state, blank } => {
                let mut at = 0;
                while at < bytes.len() {
                    if *state == Quote::Inside {
                        match memchr::memchr(b'"', &bytes[at..]) {
                            Some(ahead) => at += ahead + 1,
                            None => return None,
                        }
                        *state = Quote::Closing;
                        continue;
                    }
                    let byte = bytes[at];
                    at += 1;
                    if byte == b'\n' {
                        let counts = !*blank;
                        *state = Quote::FieldStart;
                        *blank = true;
                        return Some((at, counts));
                    }
                    *blank &= byte == b'\r';
                    *state = match *state {
                        _ if byte == *delimiter => Quote::FieldStart,
                        Quote::FieldStart | Quote::Closing if byte == b'"' => Quote::Inside,
                        _ => Quote::Bare,
                    };
                }
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of `text`, fed `step` bytes at a time.
    fn cut(mut cutter: Cutter, text: &str, step: usize) -> Vec<String> {
        let (mut records, mut open) = (Vec::new(), Vec::new());
        for piece in text.as_bytes().chunks(step) {
            let mut piece = piece;
            while let Some((end, counts)) = cutter.end(piece) {
                open.extend_from_slice(&piece[..end]);
                if counts {
                    records.push(String::from_utf8_lossy(&open).into_owned());
                }
                open.clear();
                piece = &piece[end..];
            }
            open.extend_from_slice(piece);
        }
        records
    }

    #[test]
    fn quotes_hold_line_ends_and_doubled_quotes() {
        let text = "a,b\n\n1,\"two\nlines, \"\"so\"\"\"\n5\" disk,x\r\n";
        for step in [1, 2, 3, 100] {
            let records = cut(Cutter::table(b','), text, step);
            assert_eq!(records, ["a,b\n", "1,\"two\nlines, \"\"so\"\"\"\n", "5\" disk,x\r\n"], "in steps of {step}");
            assert_eq!(cut(Cutter::Lines, "a\n\nb\n", step).len(), 3);
        }
    }
}
