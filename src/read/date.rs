//! One grammar for the dates that records, pages, URLs and file names print.
//!
//! A date counts only where year, month and day are said; a year or a year and month alone are kept as such. Years
//! lie between 1000 and 2100. Where day and month could be swapped, [`Order`] decides, else the month is taken to
//! come first and the source says `:ambiguous`.

use crate::article::{DatePrecision, Published};
use jiff::civil;
use jiff::tz::Offset;
use std::sync::LazyLock;

/// Whether the day comes first where both orders are possible; none where nothing says so.
pub(super) type Order = Option<bool>;

/// The order that the unambiguous ones among these dates show; none where there are none or they disagree.
pub(super) fn order_of<'a>(dates: impl Iterator<Item = &'a str>) -> Order {
    let (mut day_first, mut month_first) = (false, false);
    for text in dates {
        if let Some((first, second)) = numeric_pair(text) {
            day_first |= first > 12 && second <= 12;
            month_first |= second > 12 && first <= 12;
        }
    }
    (day_first != month_first).then_some(day_first)
}

/// A date as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Time>,
    ambiguous: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Time {
    hour: i8,
    minute: i8,
    second: i8,
    zone: Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    None,
    Utc,
    /// Seconds east of Greenwich.
    Offset(i32),
}

impl Dated {
    /// The date as an article carries it.
    pub(super) fn published(&self, source: &str) -> Published {
        let mut at = format!("{:04}", self.year);
        let mut precision = DatePrecision::Year;
        if let Some(month) = self.month {
            at += &format!("-{month:02}");
            precision = DatePrecision::Month;
        }
        if let Some(day) = self.day {
            at += &format!("-{day:02}");
            precision = DatePrecision::Day;
        }
        if let Some(time) = self.time {
            at += &format!("T{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
            match time.zone {
                Zone::None => {}
                Zone::Utc => at.push('Z'),
                Zone::Offset(east) => {
                    let sign = if east < 0 { '-' } else { '+' };
                    at += &format!("{sign}{:02}:{:02}", east.abs() / 3600, east.abs() / 60 % 60);
                }
            }
            precision = DatePrecision::Time;
        }
        let source = if self.ambiguous { format!("{source}:ambiguous") } else { source.to_string() };
        Published { at, seconds: self.seconds(), precision, source }
    }

    fn seconds(&self) -> i64 {
        let days = civil::Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .ok()
            .and_then(|date| Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok())
            .map_or(0, |timestamp| timestamp.as_second());
        let Some(time) = self.time else { return days };
        let east = if let Zone::Offset(east) = time.zone { east } else { 0 };
        days + i64::from(time.hour) * 3600 + i64::from(time.minute) * 60 + i64::from(time.second) - i64::from(east)
    }
}

/// Reads a date that is the whole of `text`, weekday and trailing words aside; none where it is not one, or cannot be.
pub(super) fn parse(text: &str, order: Order) -> Option<Dated> {
    let text = text.trim();
    if text.is_empty() || text.len() > 100 {
        return None;
    }
    if let Some(found) = parse_number(text) {
        return found;
    }
    let tokens = tokens(text)?;
    let tokens = skip_leading_words(&tokens);
    let (mut dated, used) = day_of(tokens, order)?;
    let rest = &tokens[used..];
    if dated.day.is_some() {
        dated.time = time_of(rest)?;
    } else if rest.iter().any(|token| matches!(token, Token::Number(..))) {
        return None;
    }
    Some(dated)
}

/// `…/2024/03/05/…`, `…/2024-03-05-…`, `…/20240305/…` in the path of a URL.
pub(super) fn in_url(url: &str) -> Option<Dated> {
    let (_, rest) = url.split_once("://")?;
    let path = &rest[rest.find('/')?..];
    in_path(path.split(['?', '#']).next()?)
}

/// A date in the name of a file, such as `2024-03-05-x.txt` or `x_20240305.html`; its folders do not count.
pub(super) fn in_file_name(path: &str) -> Option<Dated> {
    in_path(path.rsplit('/').next()?)
}

/// A date that stands by itself, or behind a place name, among the first lines of a text. The first line is passed
/// over where it may be the headline.
pub(super) fn in_dateline(text: &str, headline_first: bool, order: Order) -> Option<Dated> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(6).enumerate().find_map(|(at, line)| {
        let alone = (!(headline_first && at == 0)).then(|| line_of_date(line, order)).flatten();
        alone.or_else(|| after_place(line, order))
    })
}

/// A line that is nothing but a date, perhaps with "Published" before it.
fn line_of_date(line: &str, order: Order) -> Option<Dated> {
    const LABELS: [&str; 9] = [
        "published on",
        "published at",
        "published",
        "posted on",
        "posted",
        "date",
        "publié le",
        "veröffentlicht am",
        "publicado el",
    ];
    if line.len() > 80 {
        return None;
    }
    let lower = line.to_lowercase();
    let rest = LABELS.iter().find_map(|label| lower.strip_prefix(label)).unwrap_or(&lower);
    let found = parse(rest.trim_start_matches([':', ' ', '\u{A0}']), order).filter(|found| found.day.is_some())?;
    // Words behind the date make it a sentence, unless they are few.
    let words = tokens(rest)?.iter().filter(|token| matches!(token, Token::Word(_))).count();
    (words <= 4 && !rest.trim().bytes().all(|byte| byte.is_ascii_digit())).then_some(found)
}

/// `NEW YORK, Jan. 3, 2024 (Reuters) - …`: a place, a date with its year, then a bracket, a slash or a dash.
fn after_place(line: &str, order: Order) -> Option<Dated> {
    if !line.starts_with(char::is_uppercase) {
        return None;
    }
    let head: String = line.chars().take(90).collect();
    let cut = ["(", "/PR", " - ", " -- ", " — ", " – ", "—", "–"].iter().filter_map(|mark| head.find(mark)).min()?;
    let head = head[..cut].trim_end();
    let (place, date) = head.split_once(',')?;
    if place.len() > 40 || place.contains('.') && place.split_whitespace().count() > 4 {
        return None;
    }
    parse(date, order)
        .or_else(|| parse(date.split_once(',')?.1, order))
        .filter(|found| found.day.is_some() && !found.ambiguous)
}

fn in_path(path: &str) -> Option<Dated> {
    let bytes = path.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = |from: usize, len: usize| path.get(from..from + len)?.parse::<i32>().ok();
    let mut at = 0;
    while at < bytes.len() {
        let run = digits(at);
        if run == 0 {
            at += 1;
            continue;
        }
        let found = match run {
            8 => whole(number(at, 4)?, number(at + 4, 2)?, number(at + 6, 2)?),
            4 => {
                let mark = bytes.get(at + 4).copied().filter(|mark| matches!(mark, b'/' | b'-' | b'_' | b'.'));
                let month = mark.map_or(0, |_| digits(at + 5));
                let day_at = at + 6 + month;
                let day =
                    if bytes.get(at + 5 + month).copied() == mark && day_at < bytes.len() { digits(day_at) } else { 0 };
                if (1..=2).contains(&month) && (1..=2).contains(&day) {
                    whole(number(at, 4)?, number(at + 5, month)?, number(day_at, day)?)
                } else {
                    None
                }
            }
            _ => None,
        };
        if found.as_ref().is_some_and(|found| found.year >= 1900) {
            return found;
        }
        at += run;
    }
    None
}

/// A number alone: a year, `20240305`, `20240305102030`, Unix seconds or milliseconds. Outer none: it is no number.
fn parse_number(text: &str) -> Option<Option<Dated>> {
    let digits = text.split_once('.').filter(|(_, part)| part.bytes().all(|byte| byte.is_ascii_digit()));
    let digits = digits.map_or(text, |(digits, _)| digits);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.len() < 4 {
        return None;
    }
    let number = |from: usize, to: usize| digits[from..to].parse::<i32>().unwrap_or(-1);
    Some(match digits.len() {
        4 => year(number(0, 4)).map(|year| Dated { year, month: None, day: None, time: None, ambiguous: false }),
        8 => whole(number(0, 4), number(4, 6), number(6, 8)),
        14 => whole(number(0, 4), number(4, 6), number(6, 8)).and_then(|mut dated| {
            dated.time = Some(clock(number(8, 10), number(10, 12), number(12, 14), Zone::None)?);
            Some(dated)
        }),
        9 | 10 => unix(digits.parse().ok()?),
        13 => unix(digits.parse::<i64>().ok()? / 1000),
        _ => None,
    })
}

fn unix(seconds: i64) -> Option<Dated> {
    let moment = Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
    let time = Time { hour: moment.hour(), minute: moment.minute(), second: moment.second(), zone: Zone::Utc };
    let mut dated = whole(moment.year().into(), moment.month().into(), moment.day().into())?;
    dated.time = Some(time);
    Some(dated)
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'a> {
    /// Value, number of digits, and the character right before (space where none).
    Number(i64, usize),
    Word(&'a str),
    Mark(char),
}

/// None where the text has too much in it to be a date.
fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = if c.is_ascii_digit() {
            let len = rest.bytes().take_while(u8::is_ascii_digit).count();
            tokens.push(Token::Number(rest[..len].parse().ok()?, len));
            len
        } else if matches!(c, '年' | '月' | '日' | '时' | '時' | '分' | '秒') {
            tokens.push(Token::Mark(c));
            c.len_utf8()
        } else if c.is_alphabetic() {
            let len = rest
                .char_indices()
                .find(|(_, c)| !c.is_alphabetic() || matches!(c, '年' | '月' | '日'))
                .map_or(rest.len(), |(at, _)| at);
            tokens.push(Token::Word(&rest[..len]));
            len
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Mark(c));
            }
            c.len_utf8()
        };
        rest = &rest[len..];
        if tokens.len() > 40 {
            return None;
        }
    }
    Some(tokens)
}

/// Weekdays and little words before the date; a word that names a month stays.
fn skip_leading_words<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut at = 0;
    let mut words = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            Token::Word(word) if month_of(word).is_none() && words < 2 => words += 1,
            Token::Mark(',' | '.' | ':' | '|') if at > 0 => {}
            _ => break,
        }
        at += 1;
    }
    &tokens[at..]
}

/// The day at the beginning of `tokens`, and how many tokens it takes.
fn day_of(tokens: &[Token], order: Order) -> Option<(Dated, usize)> {
    use Token::{Mark, Number, Word};
    match tokens {
        [Number(y, _), Mark('年'), Number(m, _), Mark('月'), Number(d, _), Mark('日'), ..] => {
            Some((whole_of(*y, *m, *d)?, 6))
        }
        [Number(ymd, 8), Word("T" | "t"), Number(..), ..] => {
            Some((whole_of(ymd / 10000, ymd / 100 % 100, ymd % 100)?, 1))
        }
        [Number(ymd, 8), Number(..), ..] => Some((whole_of(ymd / 10000, ymd / 100 % 100, ymd % 100)?, 1)),
        [Number(y, 4), Mark(a @ ('-' | '/' | '.')), Number(m, 1..=2), Mark(b), Number(d, 1..=2), ..] if a == b => {
            Some((whole_of(*y, *m, *d)?, 5))
        }
        [Number(y, 4), Mark('-' | '/'), Number(m, 1..=2)] => Some((month(*y, *m)?, 3)),
        [Number(a, 1..=2), Mark(x @ ('-' | '/' | '.')), Number(b, 1..=2), Mark(y), Number(year, digits), ..]
            if x == y && matches!(digits, 2 | 4) =>
        {
            let year = if *digits == 2 { short_year(*year) } else { *year };
            // A full stop between the numbers is the German way, and puts the day first.
            let order = if *x == '.' { Some(true) } else { order };
            let unclear = *a <= 12 && *b <= 12 && a != b && order.is_none();
            let day_first = *a > 12 || (*b <= 12 && order == Some(true));
            let (day, month) = if day_first { (*a, *b) } else { (*b, *a) };
            let mut dated = whole_of(year, month, day)?;
            dated.ambiguous = unclear;
            Some((dated, 5))
        }
        [Word(name), rest @ ..] => {
            let month_number = month_of(name)?;
            let at = usize::from(matches!(rest.first(), Some(Mark('.' | ','))));
            match &rest[at..] {
                [Number(y, 4), ..] => Some((month(*y, month_number)?, at + 2)),
                [Number(d, 1..=2), more @ ..] => {
                    let skipped = more.iter().take_while(|token| is_joint(token)).count();
                    match more.get(skipped) {
                        Some(Number(y, 4)) => Some((whole_of(*y, month_number, *d)?, at + 3 + skipped)),
                        _ => None,
                    }
                }
                _ => None,
            }
        }
        [Number(d, 1..=2), rest @ ..] => {
            let before = rest.iter().take_while(|token| is_joint(token)).count();
            let Some(Word(name)) = rest.get(before) else { return None };
            let month_number = month_of(name)?;
            let rest = &rest[before + 1..];
            let between = rest.iter().take_while(|token| is_joint(token)).count();
            let year = match rest.get(between)? {
                Number(year, 4) => *year,
                Number(year, 2) if matches!(rest.first(), Some(Mark('-'))) => short_year(*year),
                _ => return None,
            };
            Some((whole_of(year, month_number, *d)?, before + between + 3))
        }
        _ => None,
    }
}

/// What may stand between day, month and year: `5th of March, 2024`, `5 de marzo de 2024`, `1er janvier`.
fn is_joint(token: &Token) -> bool {
    match token {
        Token::Mark(mark) => matches!(mark, '.' | ',' | '-' | '/'),
        Token::Word(word) => {
            matches!(word.to_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "of" | "de" | "del" | "er")
        }
        Token::Number(..) => false,
    }
}

/// The time of day that follows a date: outer none where what follows has numbers that are no time.
#[allow(clippy::option_option)]
fn time_of(tokens: &[Token]) -> Option<Option<Time>> {
    use Token::{Mark, Number, Word};
    let Some(at) = tokens.iter().position(|token| matches!(token, Number(..))) else { return Some(None) };
    let tokens = &tokens[at..];
    let (hour, minute, mut used) = match tokens {
        [Number(h, 1..=2), Mark(':' | '.' | '时' | '時'), Number(m, 2), ..] => (*h, *m, 3),
        [Number(h, 1..=2), Word("h" | "H"), Number(m, 2), ..] => (*h, *m, 3),
        [Number(hms, 6), ..] => {
            let zone = zone_of(&tokens[1..]);
            return Some(Some(clock((hms / 10000) as i32, (hms / 100 % 100) as i32, (hms % 100) as i32, zone)?));
        }
        [Number(h, 1..=2), Word(half), ..] if matches!(half.to_lowercase().as_str(), "am" | "pm") => (*h, 0, 1),
        _ => return None,
    };
    let mut second = 0;
    if let [Mark(':'), Number(s, 2), ..] = &tokens[used..] {
        second = *s;
        used += 2;
        if let [Mark('.' | ','), Number(..), ..] = &tokens[used..] {
            used += 2;
        }
    }
    let mut hour = hour;
    if let Some(Word(half)) = tokens.get(used) {
        let pm = match (half.to_lowercase().as_str(), &tokens[used + 1..]) {
            ("am", _) => Some((false, 1)),
            ("pm", _) => Some((true, 1)),
            ("a", [Mark('.'), Word("m" | "M"), ..]) => Some((false, 3)),
            ("p", [Mark('.'), Word("m" | "M"), ..]) => Some((true, 3)),
            _ => None,
        };
        if let Some((pm, len)) = pm {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if pm { 12 } else { 0 };
            used += len;
        }
    }
    Some(Some(clock(hour as i32, minute as i32, second as i32, zone_of(&tokens[used..]))?))
}

fn zone_of(tokens: &[Token]) -> Zone {
    use Token::{Mark, Number, Word};
    match tokens {
        [Mark(sign @ ('+' | '-' | '\u{2212}')), Number(hours, digits), rest @ ..] => {
            let (hours, minutes) = match (digits, rest) {
                (4, _) => (hours / 100, hours % 100),
                (1 | 2, [Mark(':'), Number(minutes, 2), ..]) => (*hours, *minutes),
                (1 | 2, _) => (*hours, 0),
                _ => return Zone::None,
            };
            if hours > 14 || minutes > 59 {
                return Zone::None;
            }
            let east = (hours * 3600 + minutes * 60) as i32;
            Zone::Offset(if *sign == '+' { east } else { -east })
        }
        [Word(name), rest @ ..] => match name.to_ascii_uppercase().as_str() {
            "Z" => Zone::Utc,
            "UTC" | "GMT" => match zone_of(rest) {
                Zone::None => Zone::Utc,
                zone => zone,
            },
            "EST" | "CDT" => Zone::Offset(-5 * 3600),
            "EDT" => Zone::Offset(-4 * 3600),
            "CST" | "MDT" => Zone::Offset(-6 * 3600),
            "MST" | "PDT" => Zone::Offset(-7 * 3600),
            "PST" => Zone::Offset(-8 * 3600),
            "CET" => Zone::Offset(3600),
            "CEST" => Zone::Offset(2 * 3600),
            _ => Zone::None,
        },
        [Mark('(' | '|' | ',' | '.'), rest @ ..] => zone_of(rest),
        _ => Zone::None,
    }
}

/// The two numbers of `a/b/year`.
fn numeric_pair(text: &str) -> Option<(i64, i64)> {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_digit()) || text.len() > 40 {
        return None;
    }
    match tokens(text)?.as_slice() {
        [
            Token::Number(a, 1..=2),
            Token::Mark(x @ ('-' | '/')),
            Token::Number(b, 1..=2),
            Token::Mark(y),
            Token::Number(_, 2 | 4),
            ..,
        ] if x == y => Some((*a, *b)),
        _ => None,
    }
}

fn month_of(name: &str) -> Option<i64> {
    static MONTHS: LazyLock<Vec<(&str, i64)>> = LazyLock::new(|| {
        let mut names: Vec<(&str, i64)> = include_str!("months.csv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut cells = line.splitn(3, ',');
                let month: i64 = cells.next()?.parse().ok()?;
                Some(cells.nth(1)?.split(' ').map(move |name| (name, month)).collect::<Vec<_>>())
            })
            .flatten()
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    });
    let name = name.to_lowercase();
    MONTHS.binary_search_by(|entry| entry.0.cmp(name.as_str())).ok().map(|at| MONTHS[at].1)
}

/// Two digits as POSIX reads them: 69–99 are 1969–1999.
fn short_year(year: i64) -> i64 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}

fn year(year: i32) -> Option<i16> {
    (1000..=2100).contains(&year).then_some(year as i16)
}

fn month(y: i64, month: i64) -> Option<Dated> {
    let year = year(i32::try_from(y).ok()?)?;
    let month = (1..=12).contains(&month).then_some(month as i8)?;
    Some(Dated { year, month: Some(month), day: None, time: None, ambiguous: false })
}

fn whole_of(y: i64, m: i64, d: i64) -> Option<Dated> {
    whole(i32::try_from(y).ok()?, i32::try_from(m).ok()?, i32::try_from(d).ok()?)
}

fn whole(y: i32, month: i32, day: i32) -> Option<Dated> {
    let date = civil::Date::new(year(y)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Dated { year: date.year(), month: Some(date.month()), day: Some(date.day()), time: None, ambiguous: false })
}

fn clock(hour: i32, minute: i32, second: i32, zone: Zone) -> Option<Time> {
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !(0..=60).contains(&second) {
        return None;
    }
    Some(Time { hour: hour as i8, minute: minute as i8, second: second.min(59) as i8, zone })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, order: Order) -> String {
        parse(text, order).map_or(String::new(), |found| {
            let published = found.published("");
            published.at + &published.source
        })
    }

    #[test]
    fn months_are_data_in_order() {
        let lines = include_str!("months.csv").lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        for (at, line) in lines {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "line {}", at + 1);
            assert!((1..=12).contains(&cells[0].parse::<i64>().unwrap()), "line {}", at + 1);
            for name in cells[2].split(' ') {
                assert_eq!(month_of(name), Some(cells[0].parse().unwrap()), "line {}: {name} has two meanings", at + 1);
            }
        }
    }

    #[test]
    fn dates_are_read_as_printed() {
        for (text, wanted) in [
            ("2024-03-05", "2024-03-05"),
            ("2024-03-05T10:20:30Z", "2024-03-05T10:20:30Z"),
            ("2024-03-05T10:20:30.123456+02:00", "2024-03-05T10:20:30+02:00"),
            ("2024-03-05 10:20:30 +0000 UTC", "2024-03-05T10:20:30+00:00"),
            ("2024-03-05 10:20", "2024-03-05T10:20:00"),
            ("20240305T102030Z", "2024-03-05T10:20:30Z"),
            ("20240305", "2024-03-05"),
            ("Tue, 05 Mar 2024 10:20:30 GMT", "2024-03-05T10:20:30Z"),
            ("Tue, 5 Mar 2024 10:20:30 -0500", "2024-03-05T10:20:30-05:00"),
            ("March 5, 2024", "2024-03-05"),
            ("March 5, 2024 Tuesday", "2024-03-05"),
            ("Mar. 5, 2024, 3:04 p.m. EST", "2024-03-05T15:04:00-05:00"),
            ("Tuesday, March 5th, 2024 at 12:30 AM", "2024-03-05T00:30:00"),
            ("5 March 2024", "2024-03-05"),
            ("5-Mar-24", "2024-03-05"),
            ("5 mars 2024", "2024-03-05"),
            ("le 1er août 2024", "2024-08-01"),
            ("5. März 2024", "2024-03-05"),
            ("9 Januar 1993", "1993-01-09"),
            ("5 maart 2024 10.30 uur", "2024-03-05T10:30:00"),
            ("5 de marzo de 2024", "2024-03-05"),
            ("2024/03/05 02:34", "2024-03-05T02:34:00"),
            ("2024年3月5日", "2024-03-05"),
            ("2018 年 10 月 7 日 17:04", "2018-10-07T17:04:00"),
            ("1709633430", "2024-03-05T10:10:30Z"),
            ("1709633430000", "2024-03-05T10:10:30Z"),
            ("13/03/2024", "2024-03-13"),
            ("3/13/2024 4:05 PM", "2024-03-13T16:05:00"),
            ("05.03.2024", "2024-03-05"),
            ("5/5/2024", "2024-05-05"),
            ("2024-03", "2024-03"),
            ("March 2024", "2024-03"),
            ("2024", "2024"),
        ] {
            assert_eq!(at(text, None), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "2000 um 4,5",
            "2024-02-30",
            "2024-13-01",
            "0024-03-05",
            "2191-03-05",
            "31/31/2024",
            "3 hours ago",
            "yesterday",
            "May we go",
            "25:61",
            "Harbour opens in 2024 with 3 ferries",
            "12345",
            "2024-03-05T25:00:00",
        ] {
            assert_eq!(at(text, None), "", "{text}");
        }
    }

    #[test]
    fn an_unclear_order_is_said_or_settled() {
        assert_eq!(at("5/6/2024", None), "2024-05-06:ambiguous");
        assert_eq!(at("5/6/2024", Some(true)), "2024-06-05");
        assert_eq!(at("5/6/2024", Some(false)), "2024-05-06");
        assert_eq!(order_of(["5/6/2024", "13/6/2024"].into_iter()), Some(true));
        assert_eq!(order_of(["5/6/2024", "6/13/2024"].into_iter()), Some(false));
        assert_eq!(order_of(["13/6/2024", "6/13/2024"].into_iter()), None);
    }

    #[test]
    fn the_moment_counts_the_zone() {
        let seconds = |text: &str| parse(text, None).map(|found| found.published("").seconds);
        assert_eq!(seconds("1970-01-02"), Some(86_400));
        assert_eq!(seconds("1970-01-01T02:00:00+02:00"), Some(0));
        assert_eq!(seconds("1969"), Some(-31_536_000));
    }

    #[test]
    fn paths_give_whole_days_only() {
        let day = |found: Option<Dated>| found.map_or(String::new(), |found| found.published("").at);
        assert_eq!(day(in_url("https://a.example/2024/03/05/harbour")), "2024-03-05");
        assert_eq!(day(in_url("https://a.example/news/harbour-2024-03-05")), "2024-03-05");
        assert_eq!(day(in_url("https://a.example/20240305/x")), "2024-03-05");
        assert_eq!(day(in_url("https://a.example/2024/03/harbour")), "");
        assert_eq!(day(in_url("https://a.example/id/12345678")), "");
        assert_eq!(day(in_url("https://a.example/x?d=2024-03-05")), "");
        assert_eq!(day(in_file_name("2020-01-01/herald_20240305.html")), "2024-03-05");
        assert_eq!(day(in_file_name("2020-01-01/harbour.html")), "");
    }

    #[test]
    fn datelines_stand_at_the_top_and_headlines_are_none() {
        let day = |text: &str| in_dateline(text, true, None).map_or(String::new(), |found| found.published("").at);
        assert_eq!(day("Ferry\n\nNEW YORK, Jan. 3, 2024 /PRNewswire/ -- Ferry Co said"), "2024-01-03");
        assert_eq!(day("Ferry\nBerlin, 5. März 2024 – Die Fähre"), "2024-03-05");
        assert_eq!(day("Ferry\n5 March 2024\nIt left."), "2024-03-05");
        assert_eq!(day("March 5, 2024\nIt left."), "");
        assert_eq!(day("Ferry\nThe ferry left on March 5, 2024 and came back."), "");
        assert_eq!(day("Ferry\nLONDON (Reuters) - On March 5, 2024, it left"), "");
        assert_eq!(day("Ferry\nSince 2024, it left"), "");
    }
}
