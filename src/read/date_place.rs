//! Dates outside the fields: in a URL, in a file's name, in a dateline at the top of a text.

use super::date::{Dated, Order, parse, whole};
use super::date_token::{Token, tokens};

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

/// Lines of a text among which its date may stand.
const HEAD: usize = 6;

/// A date that stands by itself, or behind a place name, among the first lines of a text. The first line is passed
/// over where it may be the headline.
pub(super) fn in_dateline(text: &str, headline_first: bool, order: Order) -> Option<Dated> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(HEAD).enumerate().find_map(|(at, line)| {
        let alone = (!(headline_first && at == 0)).then(|| line_of_date(line, order)).flatten();
        alone.or_else(|| after_place(line, order)).or_else(|| after_author(line, order))
    })
}

/// The author of a line such as `By Lena Hoff, 12 May 2025` among the first lines of a text.
pub(super) fn author(text: &str) -> Option<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(HEAD).find_map(|line| Some(by_and_date(line, None)?.0))
}

fn after_author(line: &str, order: Order) -> Option<Dated> {
    Some(by_and_date(line, order)?.1)
}

/// `By Lena Hoff, 12 May 2025`: an author, and nothing but a date behind a mark.
fn by_and_date(line: &str, order: Order) -> Option<(&str, Dated)> {
    let rest = ["By ", "BY ", "Von ", "Par ", "Por "].iter().find_map(|by| line.strip_prefix(by))?;
    let marks = rest.match_indices([',', '|', '·', '–', '—', '•']);
    marks.into_iter().find_map(|(at, mark)| {
        let found = line_of_date(rest[at + mark.len()..].trim(), order)?;
        Some((rest[..at].trim_end_matches([' ', ',', '|', '·', '–', '—', '•']), found))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_behind_an_author() {
        let day = |text: &str| {
            in_dateline(text, true, Order::default()).map_or(String::new(), |found| found.published("").at)
        };
        assert_eq!(
            author("Harbour reopens\nBy Lena Hoff and Jo Poe | May 12, 2025\nIt did."),
            Some("Lena Hoff and Jo Poe")
        );
        assert_eq!(author("Von Lena Hoff, Marle, 12. Mai 2025\nEr ist offen."), Some("Lena Hoff"));
        assert_eq!(author("Harbour reopens\nBy Friday, the harbour had lost 12 ships."), None);
        assert_eq!(day("Harbour reopens\nBy Lena Hoff, 12 May 2025\nThe harbour reopened."), "2025-05-12");
        assert_eq!(day("Harbour reopens\nBy Lena Hoff and Jo Poe | May 12, 2025\nIt did."), "2025-05-12");
        assert_eq!(day("Harbour reopens\nBy Friday, the harbour had lost 12 ships.\nIt did."), "");
        assert_eq!(day("Harbour reopens\nBy the time it was open, 12 May 2025 had passed without a ship.\n"), "");
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
