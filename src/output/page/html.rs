//! Writing HTML: text is escaped wherever it comes from, and numbers are shown in one way.

use std::borrow::Cow;

/// Text as it may stand in an element or in an attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || (c.is_control() && !matches!(c, '\n' | '\t'));
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if special(c) => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// A page that grows.
#[derive(Debug, Default)]
pub struct Html(String);

impl Html {
    /// Appends markup of our own.
    pub fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Appends text, escaped.
    pub fn text_of(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escaped(text));
        self
    }

    /// Appends an element with text in it; `open` is its tag with attributes of our own.
    pub fn element(&mut self, open: &str, text: &str) -> &mut Self {
        let name = open.split(' ').next().unwrap_or_default();
        self.raw("<").raw(open).raw(">").text_of(text).raw("</").raw(name).raw(">")
    }

    /// Appends the cell of a number, a link to its sentences where it has some.
    pub fn number(&mut self, shown: &str, to: Option<&str>) -> &mut Self {
        self.raw("<td>");
        match to.filter(|_| !matches!(shown, "0" | "" | "–")) {
            Some(to) => self.raw("<a href=\"#").text_of(to).raw("\">").text_of(shown).raw("</a>"),
            None => self.text_of(shown),
        };
        self.raw("</td>")
    }

    /// Begins a table in a frame of its own, so that a wide one scrolls there and the page does not.
    pub fn table(&mut self, caption: &str, headers: &[&str]) -> &mut Self {
        self.raw("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"").text_of(caption).raw("\"><table>");
        self.element("caption", caption).raw("<thead><tr>");
        for header in headers {
            self.element("th scope=\"col\"", header);
        }
        self.raw("</tr></thead><tbody>\n")
    }

    /// Ends it.
    pub fn end_table(&mut self) -> &mut Self {
        self.raw("</tbody></table></div>\n")
    }

    /// The page.
    pub fn text(self) -> String {
        self.0
    }
}

/// A count with its thousands apart.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// `1 story`, `2 stories`.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// A tone with its sign; a dash where there is none.
pub fn tone(tone: Option<f64>) -> String {
    match tone {
        None => "–".to_string(),
        Some(tone) if tone.abs() < 0.005 => "0.00".to_string(),
        Some(tone) => format!("{tone:+.2}").replace('-', "−"),
    }
}

/// An interval of tones.
pub fn interval(low: Option<f64>, high: Option<f64>) -> String {
    if low.is_none() && high.is_none() { "–".to_string() } else { format!("{} to {}", tone(low), tone(high)) }
}

/// A share in percent.
pub fn share(share: Option<f64>) -> String {
    share.map_or("–".to_string(), |share| format!("{:.1} %", 100.0 * share))
}

/// The beginning of a text that is too long.
pub fn short(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((at, _)) => Cow::Owned(format!("{}… [cut]", &text[..at])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(escaped("a < b & \"c\" 'd' >\u{0}"), "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt;\u{fffd}");
        assert_eq!(escaped("شركة"), "شركة");
    }

    #[test]
    fn numbers_are_shown_in_one_way() {
        assert_eq!([Some(0.5), Some(-0.25), Some(-0.001), None].map(tone), ["+0.50", "−0.25", "0.00", "–"]);
        assert_eq!(share(Some(0.1234)), "12.3 %");
        assert_eq!(count(1234), "1,234");
        assert_eq!(short("abc", 2), "ab… [cut]");
    }
}
