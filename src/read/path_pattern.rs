//! What the path of a file says of its article, by the pattern in the settings: `{outlet}/{year}/{month}-{day}-*.txt`.

use super::date::{self, Dated};
use regex::Regex;

/// Names a pattern may have between braces, and what each matches.
const FIELDS: [(&str, &str); 9] = [
    ("outlet", "[^/]+?"),
    ("year", "[0-9]{4}"),
    ("month", "[0-9]{1,2}"),
    ("day", "[0-9]{1,2}"),
    ("date", "[^/]+?"),
    ("author", "[^/]+?"),
    ("section", "[^/]+?"),
    ("language", "[a-zA-Z]{2,3}"),
    ("id", "[^/]+?"),
];

/// A pattern of paths.
#[derive(Debug, Clone)]
pub struct PathPattern(Regex);

/// What a path says.
#[derive(Debug, Default)]
pub(super) struct FromPath {
    pub(super) outlet: String,
    pub(super) author: String,
    pub(super) section: String,
    pub(super) language: String,
    pub(super) id: String,
    pub(super) date: Option<Dated>,
}

impl PathPattern {
    /// Reads a pattern; an error says what is wrong with it.
    pub fn new(pattern: &str) -> Result<Self, String> {
        let mut source = String::from("(?:^|/)");
        let mut rest = pattern.trim_start_matches('/');
        let mut seen: Vec<&str> = Vec::new();
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("**/") {
                source.push_str("(?:.*/)?");
                rest = after;
            } else if c == '*' {
                source.push_str("[^/]*");
                rest = rest.trim_start_matches('*');
            } else if c == '{' {
                let (name, after) = rest[1..].split_once('}').ok_or_else(|| "a { has no }".to_string())?;
                let names = || FIELDS.map(|field| format!("{{{}}}", field.0)).join(" ");
                let Some((name, matched)) = FIELDS.iter().find(|field| field.0 == name) else {
                    return Err(format!("there is no {{{name}}}; the names are {}", names()));
                };
                if seen.contains(name) {
                    return Err(format!("{{{name}}} stands in it twice"));
                }
                seen.push(name);
                source.push_str(&format!("(?<{name}>{matched})"));
                rest = after;
            } else {
                source.push_str(&regex::escape(&c.to_string()));
                rest = &rest[c.len_utf8()..];
            }
        }
        if seen.is_empty() {
            return Err("it names no field, such as {outlet} or {year}".to_string());
        }
        source.push('$');
        Regex::new(&source).map(PathPattern).map_err(|error| error.to_string())
    }

    /// What the path says; none where it does not fit.
    pub(super) fn read(&self, path: &str) -> Option<FromPath> {
        let found = self.0.captures(path).or_else(|| self.0.captures(super::format::unpacked(path)))?;
        let text = |name: &str| found.name(name).map_or(String::new(), |text| text.as_str().to_string());
        let number = |name: &str| found.name(name).and_then(|text| text.as_str().parse::<i32>().ok());
        let date = match (number("year"), number("month"), number("day")) {
            (Some(year), Some(month), Some(day)) => date::whole(year, month, day),
            (Some(year), Some(month), None) => date::parse(&format!("{year}-{month:02}"), None),
            (Some(year), None, _) => date::parse(&year.to_string(), None),
            _ => date::parse(&text("date").replace('_', "-"), None),
        };
        Some(FromPath {
            outlet: text("outlet"),
            author: text("author"),
            section: text("section"),
            language: text("language"),
            id: text("id"),
            date,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_the_pattern_names() {
        let pattern = PathPattern::new("{outlet}/{year}/{month}-{day}-*.txt").unwrap();
        let found = pattern.read("corpus/Lund Herald/2014/3-05-harbour.txt").unwrap();
        assert_eq!(found.outlet, "Lund Herald");
        assert_eq!(found.date.unwrap().published("path").at, "2014-03-05");
        assert!(pattern.read("Lund Herald/2014/harbour.txt").is_none());
        let pattern = PathPattern::new("{date}_{author}.txt").unwrap();
        let found = pattern.read("20140305_Anna Berg.txt.gz").unwrap();
        assert_eq!((found.author.as_str(), found.date.unwrap().day), ("Anna Berg", Some(5)));
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        for (pattern, word) in
            [("{outlat}/*.txt", "{outlat}"), ("{year", "no }"), ("*.txt", "names no field"), ("{year}/{year}", "twice")]
        {
            let error = PathPattern::new(pattern).unwrap_err();
            assert!(error.contains(word), "{pattern}: {error}");
        }
    }
}
