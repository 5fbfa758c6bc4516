//! Articles of two outputs: which only one has, and what changed of the others.

use crate::explain::Article;
use std::collections::BTreeMap;

/// How an article differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Change {
    OnlyInA,
    OnlyInB,
    Text,
    Date,
    Counted,
    Outlet,
    Story,
    Role,
}

impl Change {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Change::OnlyInA => "only in a",
            Change::OnlyInB => "only in b",
            Change::Text => "other text",
            Change::Date => "other date",
            Change::Counted => "inside the dates of one only",
            Change::Outlet => "other outlet",
            Change::Story => "in another story",
            Change::Role => "other role in its story",
        }
    }
}

/// An article that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// How; of several the first.
    pub change: Change,
    /// Its id.
    pub id: String,
    /// What it was and is: date, outlet, story, role.
    pub detail: String,
}

/// The articles that differ, by change, then id.
pub fn changes(a: &[Article], b: &[Article]) -> Vec<Changed> {
    let by_id = |articles: &[Article]| -> BTreeMap<String, usize> {
        articles.iter().enumerate().map(|(at, article)| (article.id.clone(), at)).collect()
    };
    let (of_a, of_b) = (by_id(a), by_id(b));
    let mut found = Vec::new();
    for (id, at) in &of_a {
        let Some(other) = of_b.get(id) else {
            found.push(Changed { change: Change::OnlyInA, id: id.clone(), detail: String::new() });
            continue;
        };
        let (one, other) = (&a[*at], &b[*other]);
        let story = |articles: &[Article], of: &Article| articles[of.story].id.clone();
        let stories = (story(a, one), story(b, other));
        let to = |a: &str, b: &str| format!("{a} -> {b}");
        let changed = if one.sha256 != other.sha256 {
            Some((Change::Text, String::new()))
        } else if one.published_at != other.published_at {
            Some((Change::Date, to(&one.published_at, &other.published_at)))
        } else if one.counted != other.counted {
            Some((Change::Counted, if one.counted { "only a" } else { "only b" }.to_string()))
        } else if one.outlet != other.outlet {
            Some((Change::Outlet, to(&one.outlet, &other.outlet)))
        } else if stories.0 != stories.1 {
            Some((Change::Story, to(&stories.0, &stories.1)))
        } else if one.role != other.role {
            Some((Change::Role, to(&one.role, &other.role)))
        } else {
            None
        };
        found.extend(changed.map(|(change, detail)| Changed { change, id: id.clone(), detail }));
    }
    let new = of_b.keys().filter(|id| !of_a.contains_key(*id));
    found.extend(new.map(|id| Changed { change: Change::OnlyInB, id: id.clone(), detail: String::new() }));
    found.sort_by(|x, y| (x.change, &x.id).cmp(&(y.change, &y.id)));
    found
}
