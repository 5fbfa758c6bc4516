//! RTF as plain text: paragraphs, tabs and characters in any code page or as Unicode; fonts, pictures and fields' codes
//! left out.

use encoding_rs::Encoding;

/// Groups that may be open at once.
const DEEPEST: usize = 1000;

/// What holds inside a group.
#[derive(Clone)]
struct State {
    skipped: bool,
    /// How many characters stand in for one of Unicode.
    stand_ins: usize,
    encoding: &'static Encoding,
}

/// The text of a document, a paragraph a line.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() / 4);
    let mut states = vec![State { skipped: false, stand_ins: 1, encoding: encoding_rs::WINDOWS_1252 }];
    // Bytes of a code page wait until they are whole characters.
    let mut raw: Vec<u8> = Vec::new();
    let (mut at, mut pass, mut high) = (0usize, 0usize, None);
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        match byte {
            b'{' => {
                flush(&mut out, &mut raw, &states);
                let state = states.last().cloned();
                states.extend(state.filter(|_| states.len() < DEEPEST));
            }
            b'}' => {
                flush(&mut out, &mut raw, &states);
                if states.len() > 1 {
                    states.pop();
                }
                pass = 0;
            }
            b'\\' => {
                let (word, number, next) = control(bytes, at);
                at = next;
                let Some(state) = states.last_mut() else { break };
                match word {
                    b"'" => {
                        let hex = bytes.get(at..at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                        at = (at + 2).min(bytes.len());
                        let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) else { continue };
                        if pass > 0 {
                            pass -= 1;
                        } else if !state.skipped {
                            raw.push(byte);
                        }
                        continue;
                    }
                    b"u" => {
                        pass = state.stand_ins;
                        let skipped = state.skipped;
                        flush(&mut out, &mut raw, &states);
                        let code = number.unwrap_or(0);
                        let unit = if code < 0 { code + 65536 } else { code } as u32;
                        let c = match (high.take(), unit) {
                            (_, 0xD800..=0xDBFF) => {
                                high = Some(unit);
                                continue;
                            }
                            (Some(high), 0xDC00..=0xDFFF) => {
                                char::from_u32(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00))
                            }
                            (_, unit) => char::from_u32(unit),
                        };
                        // Some programs break lines and paragraphs by the characters of Unicode for it.
                        let c = c.map(|c| if matches!(c, '\u{2028}' | '\u{2029}') { '\n' } else { c });
                        out.extend(c.filter(|c| !skipped && *c != '\0'));
                        continue;
                    }
                    b"uc" => state.stand_ins = number.unwrap_or(1).clamp(0, 10) as usize,
                    b"ansicpg" => {
                        let label = format!("windows-{}", number.unwrap_or(1252));
                        state.encoding = match number {
                            Some(10000) => encoding_rs::MACINTOSH,
                            Some(932) => encoding_rs::SHIFT_JIS,
                            Some(936) => encoding_rs::GBK,
                            Some(949) => encoding_rs::EUC_KR,
                            Some(950) => encoding_rs::BIG5,
                            Some(65001) => encoding_rs::UTF_8,
                            _ => Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252),
                        };
                    }
                    b"mac" => state.encoding = encoding_rs::MACINTOSH,
                    b"fonttbl" | b"colortbl" | b"stylesheet" | b"info" | b"pict" | b"object" | b"header"
                    | b"footer" | b"headerl" | b"headerr" | b"headerf" | b"footerl" | b"footerr" | b"footerf"
                    | b"fldinst" | b"bkmkstart" | b"bkmkend" | b"listtable" | b"listoverridetable" | b"themedata"
                    | b"datastore" | b"xmlnstbl" | b"annotation" | b"*" => state.skipped = true,
                    _ => {}
                }
                let skipped = state.skipped;
                let text = match word {
                    b"par" | b"line" | b"sect" | b"page" | b"row" => "\n",
                    b"tab" | b"cell" => "\t",
                    b"emdash" => "—",
                    b"endash" => "–",
                    b"lquote" => "‘",
                    b"rquote" => "’",
                    b"ldblquote" => "“",
                    b"rdblquote" => "”",
                    b"bullet" => "•",
                    b"~" => "\u{A0}",
                    b"_" => "-",
                    b"\\" => "\\",
                    b"{" => "{",
                    b"}" => "}",
                    b"\n" | b"\r" => "\n",
                    _ => "",
                };
                if !text.is_empty() && !skipped {
                    flush(&mut out, &mut raw, &states);
                    out.push_str(text);
                }
            }
            b'\r' | b'\n' | 0 => {}
            _ if pass > 0 => pass -= 1,
            _ => {
                if states.last().is_some_and(|state| !state.skipped) {
                    raw.push(byte);
                }
            }
        }
    }
    flush(&mut out, &mut raw, &states);
    out
}

/// The author that the file's own description names; may be empty.
pub(super) fn author(bytes: &[u8]) -> String {
    const HEAD: usize = 64 << 10;
    const NAME: usize = 1000;
    let head = &bytes[..bytes.len().min(HEAD)];
    let group = |from: usize| {
        let rest = &head[from..head.len().min(from + NAME)];
        Some(&rest[..memchr::memchr(b'}', rest)?])
    };
    let Some(name) = memchr::memmem::find(head, b"{\\author ").and_then(|at| group(at + 9)) else {
        return String::new();
    };
    let declared = memchr::memmem::find(head, b"\\ansicpg").map_or(&b""[..], |at| {
        let digits = head[at + 8..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        &head[at..at + 8 + digits]
    });
    text(&[b"{\\rtf1\\ansi", declared, b" ", name, b"}"].concat()).trim().to_string()
}

/// A control word or symbol at `at`, its number, and where the text goes on.
fn control(bytes: &[u8], at: usize) -> (&[u8], Option<i32>, usize) {
    let len = bytes[at.min(bytes.len())..].iter().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
    if len == 0 {
        let end = (at + 1).min(bytes.len());
        return (&bytes[at.min(end)..end], None, end);
    }
    let mut end = at + len;
    let sign = usize::from(bytes.get(end) == Some(&b'-'));
    let digits = bytes[end + sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let mut number = None;
    if digits > 0 {
        number = std::str::from_utf8(&bytes[end..end + sign + digits]).ok().and_then(|text| text.parse().ok());
        end += sign + digits;
    }
    if bytes.get(end) == Some(&b' ') {
        end += 1;
    }
    (&bytes[at..at + len], number, end)
}

fn flush(out: &mut String, raw: &mut Vec<u8>, states: &[State]) {
    if raw.is_empty() {
        return;
    }
    let encoding = states.last().map_or(encoding_rs::WINDOWS_1252, |state| state.encoding);
    // Some programs write UTF-8 straight into the file.
    match std::str::from_utf8(raw) {
        Ok(text) => out.push_str(text),
        Err(_) => out.push_str(&encoding.decode_without_bom_handling(raw).0),
    }
    raw.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_characters_of_every_kind() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}\plain\f0 Z\'fcrich \u8211? \b caf\u233\'e9\b0 .\par \uc0\u55357\u56832 end\~x\line 2{\pict 00ff}}";
        assert_eq!(text(rtf), "Zürich – café.\n😀end\u{A0}x\n2");
        assert_eq!(text(b"{\\rtf1 open \\'zz {"), "open  ");
        assert_eq!(text(b"\\"), "");
        assert_eq!(author(b"{\\rtf1\\ansi\\ansicpg1252{\\info{\\title x}{\\author Zo\\'eb Lind}} Text.}"), "Zoë Lind");
        assert_eq!(author(b"{\\rtf1 {\\author "), "");
    }
}
