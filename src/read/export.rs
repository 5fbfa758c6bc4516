//! An article as a JSON object that reads back as the same article.

use crate::article::Article;
use serde_json::{Map, Value};

/// The article as it was read, whole. A JSON record with `path`, `record`, `format` and `date_source` is taken for
/// one written by this function, and keeps its place, outlet and date.
pub fn export(article: &Article) -> Value {
    let id = if article.own_id.is_empty() { article.place() } else { article.own_id.clone() };
    let (at, source, precision) = match &article.published {
        Some(published) => (published.at.as_str(), published.source.as_str(), published.precision.name()),
        None => ("", "", ""),
    };
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_string(), value);
    put("id", id.into());
    put("path", article.path.as_str().into());
    put("record", article.record.into());
    put("many", article.many.into());
    put("format", article.format.as_str().into());
    put("title", article.title.as_str().into());
    put("text", article.body.as_str().into());
    put("outlet", article.outlet.as_str().into());
    put("author", article.author.as_str().into());
    put("url", article.url.as_str().into());
    put("canonical", article.canonical.as_str().into());
    put("language", article.language.as_str().into());
    if !article.section.is_empty() {
        put("section", article.section.as_str().into());
    }
    if let Some(words) = article.printed_words {
        put("printed_words", words.into());
    }
    put("published_at", at.into());
    put("date_source", source.into());
    put("date_precision", precision.into());
    Value::Object(object)
}
