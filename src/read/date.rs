//! One grammar for the dates that records, pages, URLs and file names print.
//!
//! A date counts only where year, month and day are said; a year or a year and month alone are kept as such. Years
//! lie between 1600 and 2100, as newspapers begin in 1605. Where day and month could be swapped, [`Order`] decides,
//! else the month is taken to come first and the source says `:ambiguous`.

use super::date_token::{Token, tokens};
use super::month::{is_season, month_of};
use super::time_of_day::{Time, Zone, clock, time_of};
use crate::article::{DatePrecision, Published};
use jiff::civil;
use jiff::tz::Offset;

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
    pub(super) year: i16,
    month: Option<i8>,
    pub(super) day: Option<i8>,
    time: Option<Time>,
    pub(super) ambiguous: bool,
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

    /// Whether more than a year is said, as in the heading of an article.
    pub(super) fn is_of_a_paper(&self) -> bool {
        self.month.is_some()
    }

    /// Whether the time of day is said.
    pub(super) fn has_time(&self) -> bool {
        self.time.is_some()
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
    let mut tokens = skip_leading_words(&tokens);
    let mut before = None;
    if let [Token::Number(..), Token::Mark(':'), ..] = tokens {
        // The time stands first: `10:20 PM EST Nov 20, 2019`.
        let at = (3..tokens.len()).find(|at| day_of(&tokens[*at..], order).is_some())?;
        before = time_of(&tokens[..at])?;
        tokens = &tokens[at..];
    }
    let (mut dated, used) = day_of(tokens, order)?;
    let rest = &tokens[used..];
    if dated.day.is_some() {
        dated.time = before.or(time_of(rest)?);
    } else if rest.iter().any(|token| matches!(token, Token::Number(..))) {
        return None;
    }
    Some(dated)
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

/// Weekdays and little words before the date; a word that names a month stays.
fn skip_leading_words<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut at = 0;
    let mut words = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            Token::Word(word) if month_of(word).is_none() && !is_season(word) && words < 2 => words += 1,
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
        // `Summer, 2008`: a quarterly.
        [Word(season), rest @ ..] if is_season(season) => {
            let at = usize::from(matches!(rest.first(), Some(Mark(',' | '.'))));
            match rest.get(at) {
                Some(Number(y, 4)) => Some((Dated { month: None, ..month(*y, 1)? }, at + 2)),
                _ => None,
            }
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

/// Two digits as POSIX reads them: 69–99 are 1969–1999.
fn short_year(year: i64) -> i64 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}

fn year(year: i32) -> Option<i16> {
    (1600..=2100).contains(&year).then_some(year as i16)
}

fn month(y: i64, month: i64) -> Option<Dated> {
    let year = year(i32::try_from(y).ok()?)?;
    let month = (1..=12).contains(&month).then_some(month as i8)?;
    Some(Dated { year, month: Some(month), day: None, time: None, ambiguous: false })
}

fn whole_of(y: i64, m: i64, d: i64) -> Option<Dated> {
    whole(i32::try_from(y).ok()?, i32::try_from(m).ok()?, i32::try_from(d).ok()?)
}

pub(super) fn whole(y: i32, month: i32, day: i32) -> Option<Dated> {
    let date = civil::Date::new(year(y)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Dated { year: date.year(), month: Some(date.month()), day: Some(date.day()), time: None, ambiguous: false })
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
            ("01:38:07 PM IST Nov 20, 2019", "2019-11-20T13:38:07"),
            ("10:20 | 05.03.2024", "2024-03-05T10:20:00"),
            ("5 mars 2024", "2024-03-05"),
            ("le 1er août 2024", "2024-08-01"),
            ("5. März 2024", "2024-03-05"),
            ("9 Januar 1993", "1993-01-09"),
            ("5 maart 2024 10.30 uur", "2024-03-05T10:30:00"),
            ("5 de marzo de 2024", "2024-03-05"),
            ("2024/03/05 02:34", "2024-03-05T02:34:00"),
            ("2024年3月5日", "2024-03-05"),
            ("2018년 10월 7일", "2018-10-07"),
            ("Summer, 2008", "2008"),
            ("onsdag 6. januar 2010", "2010-01-06"),
            ("3 kwietnia 2016", "2016-04-03"),
            ("7 октября 2018 г.", "2018-10-07"),
            ("7 ottobre 2018", "2018-10-07"),
            ("7 de outubro de 2018", "2018-10-07"),
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
}
