//! IPTC 7901 and ANPA 1312: messages of a wire between control characters.

use super::paragraphs::{self, text_of};
use super::record::Record;
use super::{date, month};

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

/// Whether a text is such a message of which the control characters were lost on the way: `eca0003 3 i 380  dpa 0045`
/// as the first line, or, as ANPA 1312 has it, a number and a line of codes above lines that begin with `^`.
pub(super) fn is_bare(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    first.len() <= 80
        && (is_header(first)
            || (numbered(first) && first.split_whitespace().count() == 1 && second.len() <= 80 && is_slug(second))
                && lines.next().is_some_and(|line| line.starts_with('^')))
}

/// `eca0003 3 i 380  dpa 0045`: service and number, urgency, category, words, agency, number.
fn is_header(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words[..], [first, urgency, category, .., agency, number]
        if numbered(first) && urgency.len() == 1 && digits(urgency) && category.len() <= 4
            && category.bytes().all(|byte| byte.is_ascii_alphabetic())
            && agency.bytes().all(|byte| byte.is_ascii_alphabetic()) && number.len() == 4 && digits(number))
}

/// Letters, then a number, as the first word of a header has them.
fn numbered(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    (1..=6).contains(&letters) && word.bytes().skip(letters).take(3).filter(u8::is_ascii_digit).count() == 3
}

/// `f l BC-LT--Harbour     11-13 1049`.
fn is_slug(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.len() >= 4 && words[0].len() == 1 && words[1].len() <= 2 && words[words.len() - 1].len() == 4
}

/// The messages: a header between SOH and STX, the text up to ETX, the date behind it.
pub(super) fn articles(text: &str) -> Vec<Record<'static>> {
    let mut records = Vec::new();
    let whole = text.contains('\u{1}');
    for message in text.split('\u{1}').skip(usize::from(whole)) {
        let (header, rest) = match message.split_once('\u{2}') {
            Some(parts) => parts,
            None => bare_header(message),
        };
        let (body, post) = rest.split_once('\u{3}').unwrap_or((rest, ""));
        let mut record = Record {
            number: (records.len() as u32).saturating_add(1),
            bytes: message.len() as u64,
            ..Record::default()
        };
        let first = header.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        // `dpa001 4 pl 226 dpa 0525`: service and number, urgency, category, words.
        let parts: Vec<&str> = first.split_whitespace().collect();
        let id = parts.first().map(|part| part.split(char::is_control).next().unwrap_or_default()).unwrap_or_default();
        record.id = id.to_string().into();
        // In ANPA 1312 the first letter is the service's; only the text says whose it is.
        let agency = parts.iter().rev().nth(1).filter(|_| is_header(first));
        record.outlet = match agency {
            Some(agency) => agency.to_string().into(),
            None => id.trim_end_matches(|c: char| c.is_ascii_digit()).to_string().into(),
        };
        record.section = parts.get(2).map(|p| p.to_string()).unwrap_or_default().into();
        record.words = parts.iter().skip(3).find_map(|part| part.parse().ok());
        let clean: String = body.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
        let width = paragraphs::width(&clean);
        let heading = Heading::of(&clean);
        record.title = heading.title.into();
        record.author = heading.author.into();
        if !heading.outlet.is_empty() {
            record.outlet = heading.outlet.into();
        }
        let mut paragraphs: Vec<String> =
            paragraphs::paragraphs(&indents_apart(heading.rest), width).into_iter().map(|p| p.text).collect();
        let by = paragraphs.first().filter(|p| p.len() < 80 && is_byline(p));
        if by.is_some() && record.author.is_empty() {
            record.author = paragraphs.remove(0).into();
        }
        // What the agency writes to its customers stands behind the text.
        let notes = paragraphs.iter().position(|p| NOTES.iter().any(|note| p.starts_with(note)));
        let tail = paragraphs.split_off(notes.unwrap_or(paragraphs.len()));
        let mut foot = String::new();
        while let Some(last) = paragraphs.last().filter(|p| p.len() <= 60 && stamped(p).is_some()) {
            foot = last.clone();
            paragraphs.pop();
        }
        record.text = text_of(paragraphs.iter().map(String::as_str)).into();
        let date = [post, &foot].into_iter().find_map(stamped).or_else(|| tail.iter().rev().find_map(|p| stamped(p)));
        if let Some(date) = date.or_else(|| stamp(header)) {
            record.dates.push((date.into(), "field"));
        }
        records.push(record);
    }
    records
}

/// Where the notes to customers begin.
const NOTES: [&str; 3] = ["# Notebook", "# Notizblock", "* * * *"];

/// The header of a message without control characters: its first line, and the line of codes in ANPA 1312.
fn bare_header(message: &str) -> (&str, &str) {
    let from = message.len() - message.trim_start().len();
    let line = |at: usize| message[at..].find('\n').map_or(message.len(), |end| at + end + 1);
    let mut end = line(from);
    if is_slug(message[end..].lines().next().unwrap_or_default()) {
        end = line(end);
    }
    if !numbered(&message[from..]) {
        return ("", message);
    }
    (&message[..end], &message[end..])
}

/// What stands above the text of a message.
struct Heading<'a> {
    title: String,
    author: String,
    outlet: String,
    rest: &'a str,
}

/// Lines a heading has at most.
const HEADING: usize = 8;

impl<'a> Heading<'a> {
    /// The lines up to the `=` or the blank line that ends the heading, else the first one. In ANPA 1312, lines behind
    /// `^` are the heading, and the second of them is the headline.
    fn of(text: &'a str) -> Heading<'a> {
        let text = text.trim_start_matches(['\r', '\n', ' ']);
        let bare = |line: &str| line.trim().trim_matches(['^', '<', '=', ' ']).to_string();
        if text.starts_with('^') {
            let lines: Vec<&str> = text.split_inclusive('\n').take_while(|line| line.starts_with('^')).collect();
            let title = lines.get(1).or(lines.first()).map(|line| bare(line)).unwrap_or_default();
            let signed = |by: bool| {
                let signed = lines.iter().skip(2).filter(|line| line.trim_end().ends_with('='));
                signed.map(|line| bare(line)).find(|line| is_byline(line) == by).unwrap_or_default()
            };
            let rest = &text[lines.iter().map(|line| line.len()).sum()..];
            return Heading { title, author: signed(true), outlet: signed(false), rest };
        }
        let (mut end, mut lines, mut closed) = (0, Vec::new(), false);
        for line in text.split_inclusive('\n').take(HEADING) {
            end += line.len();
            closed = line.trim().is_empty() || line.trim_end().ends_with('=');
            lines.extend(Some(bare(line)).filter(|line| !line.is_empty()));
            if closed {
                break;
            }
        }
        // A heading is short; a first paragraph of text is none.
        if !closed || end > 600 {
            let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
            return Heading { title: bare(first), author: String::new(), outlet: String::new(), rest };
        }
        let by = lines.last().is_some_and(|line| lines.len() > 1 && is_byline(line));
        let author = if by { lines.pop().unwrap_or_default() } else { String::new() };
        // Keywords parted by slashes and marks such as `1ST LEAD` stand above the headline.
        let is_mark = |line: &String| {
            line.ends_with('/')
                || (!line.contains(' ') && line.contains('/'))
                || (line.len() <= 20 && !line.chars().any(char::is_lowercase))
        };
        let marks = lines.iter().take_while(|line| is_mark(line)).count();
        let title = if marks < lines.len() { lines[marks..].join(" ") } else { lines.join(" ") };
        Heading { title, author, outlet: String::new(), rest: &text[end..] }
    }
}

fn is_byline(line: &str) -> bool {
    ["By ", "Von ", "Par ", "Door "].iter().any(|by| line.starts_with(by))
}

/// The moment a message was sent, in either standard.
fn stamped(text: &str) -> Option<String> {
    stamp(text).or_else(|| stamp_of_anpa(text))
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
            [month, year, ..] if month::is_month(month) => (zone, *month, *year),
            [zone, month, year, ..] if month::is_month(month) => (*zone, *month, *year),
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
