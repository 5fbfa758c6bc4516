//! The text of a date as numbers, words and marks.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Value, number of digits, and the character right before (space where none).
    Number(i64, usize),
    Word(&'a str),
    Mark(char),
}

/// None where the text has too much in it to be a date.
pub(super) fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let len = if c.is_ascii_digit() {
            let len = rest.bytes().take_while(u8::is_ascii_digit).count();
            tokens.push(Token::Number(rest[..len].parse().ok()?, len));
            len
        } else if let Some(mark) = east_asian(c) {
            tokens.push(Token::Mark(mark));
            c.len_utf8()
        } else if c.is_alphabetic() {
            let len = rest
                .char_indices()
                .find(|(_, c)| !c.is_alphabetic() || matches!(c, '年' | '月' | '日' | '년' | '월' | '일'))
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

/// The character that stands behind a year, month, day, hour, minute or second in Chinese, Japanese or Korean, as the
/// Chinese one.
fn east_asian(c: char) -> Option<char> {
    Some(match c {
        '年' | '月' | '日' | '时' | '時' | '分' | '秒' => c,
        '년' => '年',
        '월' => '月',
        '일' => '日',
        '시' => '时',
        '분' => '分',
        _ => return None,
    })
}
