//! The time of day behind a date, with its zone.

use super::date_token::Token;

/// A time as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) zone: Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    None,
    Utc,
    /// Seconds east of Greenwich.
    Offset(i32),
}

/// The time of day that follows a date: outer none where what follows has numbers that are no time.
#[allow(clippy::option_option)]
pub(super) fn time_of(tokens: &[Token]) -> Option<Option<Time>> {
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

/// A time that a clock can show; a leap second counts as the one before.
pub(super) fn clock(hour: i32, minute: i32, second: i32, zone: Zone) -> Option<Time> {
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !(0..=60).contains(&second) {
        return None;
    }
    Some(Time { hour: hour as i8, minute: minute as i8, second: second.min(59) as i8, zone })
}
