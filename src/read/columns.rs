//! The names under which tables and JSON records carry our fields.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A field a record may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Title,
    Text,
    Date,
    Outlet,
    Author,
    Url,
    Canonical,
    Language,
    Section,
    /// Length in words.
    Words,
    /// The beginning or the abstract that a service gives in place of the text.
    Lead,
    /// The rest are written by our own export only.
    Path,
    Record,
    Format,
    DateSource,
    DatePrecision,
    Many,
}

/// How many columns there are.
pub(super) const COLUMNS: usize = Column::Many as usize + 1;

/// Usual names, the more telling first; case, spaces, `_` and `-` do not matter.
const NAMES: &[(Column, &str, &[&str])] = &[
    (Column::Id, "id", &["id", "articleid", "guid", "docid", "documentid", "uuid", "storiesid", "storyid"]),
    (Column::Title, "title", &["title", "headline", "heading", "webtitle"]),
    (
        Column::Text,
        "text",
        &[
            "text",
            "body",
            "content",
            "fulltext",
            "article",
            "articletext",
            "articlebody",
            "maintext",
            "bodytext",
            "story",
        ],
    ),
    (
        Column::Date,
        "date",
        &[
            "publishedat",
            "published",
            "publishdate",
            "publisheddate",
            "pubdate",
            "publicationdate",
            "webpublicationdate",
            "datepublished",
            "datepublish",
            "date",
            "datetime",
            "timestamp",
            "createdat",
            "seendate",
            "firstcreated",
            "versioncreated",
        ],
    ),
    (
        Column::Outlet,
        "outlet",
        &[
            "outlet",
            "source",
            "publication",
            "publisher",
            "newspaper",
            "sourcename",
            "medianame",
            "site",
            "sourcedomain",
            "domain",
            "sitename",
            "medium",
            "mediumname",
        ],
    ),
    (Column::Author, "author", &["author", "authors", "byline", "by"]),
    (Column::Url, "url", &["url", "weburl", "link", "uri"]),
    (Column::Canonical, "canonical", &["canonical", "canonicalurl"]),
    (Column::Language, "language", &["language", "lang", "inlanguage"]),
    (Column::Section, "section", &["section", "rubric", "ressort", "articlesection", "sectionname", "sectiontitle"]),
    (Column::Words, "", &["printedwords", "wordcount"]),
    (Column::Lead, "", &["leadparagraph", "abstract", "snippet"]),
    (Column::Path, "", &["path"]),
    (Column::Record, "", &["record"]),
    (Column::Format, "", &["format"]),
    (Column::DateSource, "", &["datesource"]),
    (Column::DatePrecision, "", &["dateprecision"]),
    (Column::Many, "", &["many"]),
];

/// The names of one run: the user's own first, then the usual ones.
pub(super) struct Names {
    /// Name in its plain form, column, rank: of two names of one column in a record the lower rank wins.
    by_name: Vec<(Cow<'static, str>, Column, u8)>,
}

/// The usual names alone, as almost every run has them: a corpus may have as many files as articles.
static USUAL: LazyLock<Vec<(Cow<'static, str>, Column, u8)>> = LazyLock::new(|| sorted(&BTreeMap::new()));

impl Names {
    /// The usual names, with the user's `field -> column name` in place of those of that field.
    pub(super) fn new(own: &BTreeMap<String, String>) -> Self {
        Names { by_name: if own.is_empty() { USUAL.clone() } else { sorted(own) } }
    }

    /// The column a name stands for, with its rank.
    pub(super) fn find(&self, name: &str) -> Option<(Column, u8)> {
        let found = if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.by_name.binary_search_by(|entry| entry.0.as_ref().cmp(name))
        } else {
            let name = plain(name);
            self.by_name.binary_search_by(|entry| entry.0.as_ref().cmp(name.as_str()))
        };
        found.ok().map(|at| (self.by_name[at].1, self.by_name[at].2))
    }
}

fn sorted(own: &BTreeMap<String, String>) -> Vec<(Cow<'static, str>, Column, u8)> {
    let mut by_name: Vec<(Cow<'static, str>, Column, u8)> = Vec::new();
    for (column, field, names) in NAMES {
        match own.get(*field).filter(|_| !field.is_empty()) {
            Some(name) => by_name.push((plain(name).into(), *column, 0)),
            None => by_name
                .extend(names.iter().enumerate().map(|(rank, name)| (Cow::Borrowed(*name), *column, rank as u8 + 1))),
        }
    }
    by_name.sort_by(|a, b| (&a.0, a.2).cmp(&(&b.0, b.2)));
    by_name.dedup_by(|b, a| a.0 == b.0);
    by_name
}

/// A name without case, spaces, `_`, `-` and byte-order mark.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '\u{FEFF}' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_known_in_any_dress() {
        let names = Names::new(&BTreeMap::new());
        for (name, column) in [
            ("Headline", Column::Title),
            ("full_text", Column::Text),
            ("Publication Date", Column::Date),
            ("publish-date", Column::Date),
            ("source_name", Column::Outlet),
            ("lang", Column::Language),
        ] {
            assert_eq!(names.find(name).map(|found| found.0), Some(column), "{name}");
        }
        assert_eq!(names.find("sentiment"), None);
    }

    #[test]
    fn the_users_name_stands_in_place_of_the_usual_ones() {
        let own = BTreeMap::from([("outlet".to_string(), "Paper".to_string())]);
        let names = Names::new(&own);
        assert_eq!(names.find("paper"), Some((Column::Outlet, 0)));
        assert_eq!(names.find("source"), None);
        assert_eq!(names.find("title").map(|found| found.0), Some(Column::Title));
    }
}
