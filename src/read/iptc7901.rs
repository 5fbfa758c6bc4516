//! IPTC 7901 and ANPA 1312: messages of a wire between control characters.

use super::date;
use super::paragraphs::{self, text_of};
use super::record::Record;

/// Whether bytes are a message of IPTC 7901: control characters around a header line.
pub(super) fn is_iptc7901(head: &[u8]) -> bool {
    let start = head.iter().take(16).position(|byte| *byte == 1);
    let header = start.and_then(|at| {
        let rest = &head[at + 1..head.len().min(at + 600)];
        Some(&rest[..memchr::memchr(2, rest)?])
    });
    // Service and number, urgency, category: `dpa0123 4 pl`, with a control character at most here and there.
    header.is_some_and(|header| {
        let mut words = header.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let control = header.iter().filter(|byte| !matches!(byte, 9 | 10 | 13 | 32..)).count();
        let first = words.next().unwrap_or_default();
        control <= 4
            && first.iter().any(u8::is_ascii_alphabetic)
            && first.iter().any(u8::is_ascii_digit)
            && words.count() >= 2
    })
}

/// The message: a header between SOH and STX, the text up to ETX, the date behind it.
pub(super) fn articles(text: &str) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    for message in text.split('\u{1}').skip(1) {
        let (header, rest) = message.split_once('\u{2}').unwrap_or(("", message));
        let (body, post) = rest.split_once('\u{3}').unwrap_or((rest, ""));
        let mut record = Record {
            number: (records.len() as u32).saturating_add(1),
            bytes: message.len() as u64,
            ..Record::default()
        };
        let first = header.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        // `dpa001 4 pl 226 dpa 0525`: service and number, urgency, category, words.
        let parts: Vec<&str> = first.split_whitespace().collect();
        record.id = parts.first().map(|part| part.to_string()).unwrap_or_default().into();
        record.outlet = parts
            .first()
            .map(|p| p.trim_end_matches(|c: char| c.is_ascii_digit()).to_string())
            .unwrap_or_default()
            .into();
        record.section = parts.get(2).map(|p| p.to_string()).unwrap_or_default().into();
        record.words = parts.iter().skip(3).find_map(|part| part.parse().ok());
        let clean: String = body.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
        let width = paragraphs::width(&clean);
        let (title, rest) = headline(&clean);
        record.title = title.into();
        let mut paragraphs: Vec<String> =
            paragraphs::paragraphs(&indents_apart(rest), width).into_iter().map(|p| p.text).collect();
        let by = paragraphs
            .first()
            .filter(|p| p.len() < 80 && ["By ", "Von ", "Par ", "Door "].iter().any(|by| p.starts_with(by)));
        if by.is_some() {
            record.author = paragraphs.remove(0).into();
        }
        record.text = text_of(paragraphs.iter().map(String::as_str)).into();
        if let Some(date) = stamp(post).or_else(|| stamp_of_anpa(post)).or_else(|| stamp(header)) {
            record.dates.push((date.into(), "field"));
        }
        records.push(record);
    }
    records
}

/// The headline of a message and what follows it: up to the `=` that ends it, else its first line. In ANPA 1312, lines
/// behind `^` are the heading, and the second of them is the headline.
fn headline(text: &str) -> (String, &str) {
    let text = text.trim_start_matches(['\r', '\n', ' ']);
    let bare = |line: &str| line.trim().trim_matches(['^', '<', '=', ' ']).to_string();
    if text.starts_with('^') {
        let heading: Vec<&str> = text.split_inclusive('\n').take_while(|line| line.starts_with('^')).collect();
        let title = heading.get(1).or(heading.first()).map(|line| bare(line)).unwrap_or_default();
        return (title, &text[heading.iter().map(|line| line.len()).sum()..]);
    }
    let mut end = 0;
    for line in text.split_inclusive('\n').take(3) {
        end += line.len();
        if line.trim().is_empty() || line.trim_end().ends_with('=') {
            return (bare(&text[..end]).split_whitespace().collect::<Vec<_>>().join(" "), &text[end..]);
        }
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    (bare(first), rest)
}

/// A blank line before each line that is set in.
fn indents_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        if (line.starts_with("   ") || line.starts_with('\t')) && !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// `111114 Okt 22`, the day, hour and minute with month and year, as a date.
fn stamp(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.windows(2).enumerate().find_map(|(at, pair)| {
        let digits: String = pair[0].chars().take_while(char::is_ascii_digit).collect();
        if digits.len() != 6 {
            return None;
        }
        let zone = &pair[0][6..];
        let rest = words.get(at + 1..)?;
        let (zone, month, year) = match rest {
            [month, year, ..] if date::is_month(month) => (zone, *month, *year),
            [zone, month, year, ..] if date::is_month(month) => (*zone, *month, *year),
            _ => return None,
        };
        let zone = match zone {
            "GMT" | "UTC" | "Z" => "GMT",
            "MESZ" => "CEST",
            "MEZ" => "CET",
            _ => "",
        };
        let year = if year.len() == 2 { format!("20{year}") } else { year.to_string() };
        let date = format!("{} {month} {year} {}:{} {zone}", &digits[..2], &digits[2..4], &digits[4..6]);
        date::parse(&date, None).map(|_| date)
    })
}

/// `AP-WF-07-31-13 0445GMT`: month, day and year, then the time.
fn stamp_of_anpa(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let numbers: Vec<&str> = word.rsplit('-').take(3).collect();
        let [year, day, month] = numbers[..] else { continue };
        if ![year, day, month].iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())) {
            continue;
        }
        let time = words.next().and_then(|time| time.get(..4)).filter(|time| time.bytes().all(|b| b.is_ascii_digit()));
        let time = time.map_or(String::new(), |time| format!("T{}:{}:00Z", &time[..2], &time[2..]));
        let century = if year < "69" { 20 } else { 19 };
        return Some(format!("{century}{year}-{month}-{day}{time}"));
    }
    None
}
