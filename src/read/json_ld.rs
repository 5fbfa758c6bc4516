//! schema.org in a page: what its JSON-LD says of the article, wherever among the nodes of its graph it stands.

use super::tags;
use serde_json::Value;

/// Levels of nodes inside nodes that are looked at.
const DEEPEST: usize = 6;

/// What the article's node says; unknown fields are empty.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) date: String,
    pub(super) author: String,
    pub(super) outlet: String,
    pub(super) url: String,
    pub(super) language: String,
    pub(super) section: String,
    pub(super) words: Option<u32>,
    /// Whether it says that the article is not free.
    pub(super) walled: bool,
}

/// The first article that the scripts of a page describe; of several, one with a headline.
pub(super) fn of(page: &str) -> Option<Described> {
    let mut found: Vec<Described> = Vec::new();
    for script in scripts(page) {
        let script = script.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        // Some write line ends into strings, which JSON forbids.
        let value = serde_json::from_str::<Value>(script)
            .or_else(|_| serde_json::from_str(&script.replace(['\n', '\r', '\t'], " ")));
        let Ok(value) = value else { continue };
        let mut nodes = Vec::new();
        gather(&value, 0, &mut nodes);
        for node in &nodes {
            let named = |at: &Value| at["@id"].as_str().and_then(|id| nodes_with_id(&value, id));
            found.push(described(node, &named));
        }
    }
    let at = found.iter().position(|found| !found.title.is_empty()).unwrap_or(0);
    (at < found.len()).then(|| found.swap_remove(at))
}

/// The texts of the scripts that hold JSON-LD.
pub(super) fn scripts(page: &str) -> impl Iterator<Item = &str> {
    let mut behind = 0;
    tags::tags(page).filter_map(move |tag| {
        // In a drawing a parser looks for tags within a script, too; its text is taken once.
        if tag.start < behind || tag.closing || !tag.is("script") || !is_described(&tag) {
            return None;
        }
        let script = script(page, &tag);
        behind = tag.end + script.len();
        Some(script)
    })
}

/// The text of a script.
pub(super) fn script<'p>(page: &'p str, tag: &tags::Tag) -> &'p str {
    &page[tag.end..tags::raw_end(page, tag.end, "script")]
}

/// Whether a script is one of JSON-LD.
pub(super) fn is_described(script: &tags::Tag) -> bool {
    let kind = script.attribute("type").unwrap_or_default().trim();
    kind.get(..19).is_some_and(|start| start.eq_ignore_ascii_case("application/ld+json"))
}

/// The nodes that are articles, in order.
fn gather<'v>(value: &'v Value, depth: usize, nodes: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) if depth < DEEPEST => values.iter().for_each(|value| gather(value, depth + 1, nodes)),
        Value::Object(object) => {
            if is_article(&value["@type"]) {
                nodes.push(value);
            } else if depth < DEEPEST {
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                    object.get(key).into_iter().for_each(|value| gather(value, depth + 1, nodes));
                }
            }
        }
        _ => {}
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => {
            kind.ends_with("Article")
                || kind.ends_with("BlogPosting")
                || kind.ends_with("Report")
                || kind.ends_with("Reportage")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// The node of that id in the graph.
fn nodes_with_id<'v>(value: &'v Value, id: &str) -> Option<&'v Value> {
    let graph = value["@graph"].as_array()?;
    graph.iter().find(|node| node["@id"].as_str() == Some(id))
}

fn described<'v>(node: &'v Value, named: &dyn Fn(&'v Value) -> Option<&'v Value>) -> Described {
    let plain = |key: &str| text(&node[key]);
    let first = |keys: &[&str]| keys.iter().map(|key| plain(key)).find(|text| !text.is_empty()).unwrap_or_default();
    let name = |value: &'v Value| -> String {
        let own = names(value);
        if own.is_empty() { named(value).map(names).unwrap_or_default() } else { own }
    };
    let authors: Vec<String> = match &node["author"] {
        Value::Array(values) => values.iter().map(name).filter(|name| !name.is_empty()).collect(),
        value => Some(name(value)).filter(|name| !name.is_empty()).into_iter().collect(),
    };
    let address = |value: &Value| {
        let at = value.as_str().or(value["@id"].as_str()).or(value["url"].as_str()).unwrap_or_default();
        if at.starts_with("http") { at.to_string() } else { String::new() }
    };
    Described {
        title: tags::strip(&first(&["headline", "name"])),
        text: body(&plain("articleBody")),
        date: first(&["datePublished", "dateCreated", "uploadDate"]),
        author: authors.join("; "),
        outlet: [name(&node["publisher"]), name(&node["sourceOrganization"])]
            .into_iter()
            .find(|n| !n.is_empty())
            .unwrap_or_default(),
        url: [address(&node["url"]), address(&node["mainEntityOfPage"])]
            .into_iter()
            .find(|u| !u.is_empty())
            .unwrap_or_default(),
        language: plain("inLanguage").split(['-', '_']).next().unwrap_or_default().to_lowercase(),
        section: first(&["articleSection"]),
        words: node["wordCount"].as_u64().and_then(|n| u32::try_from(n).ok()).or(plain("wordCount").parse().ok()),
        walled: match &node["isAccessibleForFree"] {
            Value::Bool(free) => !free,
            Value::String(free) => free.to_lowercase().ends_with("false"),
            _ => false,
        },
    }
}

/// A value as a person reads it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_string(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values.iter().map(text).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("; "),
        Value::Object(_) => {
            ["@value", "name"].iter().map(|key| text(&value[*key])).find(|t| !t.is_empty()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The name of a person or body, or of several.
fn names(value: &Value) -> String {
    match value {
        Value::Object(_) => text(&value["name"]),
        other => text(other),
    }
}

/// A text that may be escaped markup, or paragraphs on lines.
fn body(text: &str) -> String {
    let stripped = if text.contains("</") || text.contains("<br") || text.contains('&') {
        tags::strip(text)
    } else {
        text.to_string()
    };
    super::paragraphs::text_of(stripped.lines())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_in_a_graph_with_its_author_elsewhere() {
        let page = r##"<html><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","name":"The Herald"},
            {"@type":["NewsArticle"],"headline":"Harbour &amp; quay","datePublished":"2024-03-05T10:00:00Z",
             "author":[{"@id":"#anna"},{"@type":"Person","name":"Jonas Lind"}],"publisher":{"@type":"Organization","name":"The Herald"},
             "mainEntityOfPage":{"@id":"https://herald.example/harbour"},"inLanguage":"en-GB","articleSection":["City","Port"],
             "wordCount":"355","isAccessibleForFree":"False","articleBody":"The quay.\nIt is open."},
            {"@type":"Person","@id":"#anna","name":"Anna Berg"}]}</script></head><body></body></html>"##;
        let wanted = Described {
            title: "Harbour & quay".into(),
            text: "The quay.\n\nIt is open.".into(),
            date: "2024-03-05T10:00:00Z".into(),
            author: "Anna Berg; Jonas Lind".into(),
            outlet: "The Herald".into(),
            url: "https://herald.example/harbour".into(),
            language: "en".into(),
            section: "City; Port".into(),
            words: Some(355),
            walled: true,
        };
        assert_eq!(of(page), Some(wanted));
        assert_eq!(of("<script type='application/ld+json'>{\"@type\":\"WebSite\"}</script>"), None);
        assert_eq!(of("<script type='application/ld+json'>{broken"), None);
        let open = "<svg><script type='application/ld+json'>";
        assert_eq!(scripts(&open.repeat(3)).collect::<Vec<_>>(), [open.repeat(2)]);
        assert_eq!(scripts("<script type='application/ld+json'>1</Script>2").collect::<Vec<_>>(), ["1"]);
    }
}
