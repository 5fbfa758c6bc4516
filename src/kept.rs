//! What was read and kept of an article, as `pressmark articles` prints it.

use crate::annotate::annotate;
use crate::article::Article;
use crate::clean::clean;
use crate::found::BlockKind;
use crate::map::headline;
use serde::Serialize;

/// An article after cleaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptArticle {
    /// Name of the article in this corpus.
    pub id: String,
    /// Path inside the corpus.
    pub path: String,
    /// Number in its file, from 1.
    pub record: u32,
    /// Format it was read as.
    pub format: String,
    /// Headline.
    pub title: String,
    /// Teaser or bullet summary, set apart.
    pub summary: String,
    /// Headings and body, a line each.
    pub text: String,
    /// Outlet.
    pub outlet: String,
    /// Outlet the text says it comes from; empty where it says nothing.
    pub origin: String,
    /// Author.
    pub author: String,
    /// Address.
    pub url: String,
    /// Date as precise as known.
    pub published_at: String,
    /// Where it was found.
    pub date_source: String,
    /// How exactly it is known.
    pub date_precision: String,
    /// Language code.
    pub language: String,
    /// Section as printed.
    pub section: String,
    /// Length in words as printed.
    pub printed_words: Option<u32>,
    /// Furniture, with the rule that set it aside.
    pub removed: Vec<Removed>,
}

/// A block that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Id of the rule.
    pub rule: &'static str,
    /// The text.
    pub text: String,
}

/// Cleans an article; its `id` is left for the caller, who knows which are taken.
pub fn kept(article: &Article) -> KeptArticle {
    let found = annotate(article, clean(article));
    let lines = |kinds: &[BlockKind]| {
        let kept = found.cleaned.blocks.iter().filter(|b| kinds.contains(&b.kind));
        kept.map(|b| b.span.of(&article.body).trim()).collect::<Vec<_>>().join("\n")
    };
    let published = article.published.as_ref();
    KeptArticle {
        id: String::new(),
        path: article.path.clone(),
        record: article.record,
        format: article.format.clone(),
        title: headline(&found),
        summary: lines(&[BlockKind::Summary]),
        text: lines(&[BlockKind::Heading, BlockKind::Body]),
        outlet: article.outlet.clone(),
        origin: found.cleaned.attribution.origin.clone(),
        author: article.author.clone(),
        url: article.url.clone(),
        published_at: published.map_or(String::new(), |p| p.at.clone()),
        date_source: published.map_or(String::new(), |p| p.source.clone()),
        date_precision: published.map_or(String::new(), |p| p.precision.name().to_string()),
        language: found.language.to_string(),
        section: article.section.clone(),
        printed_words: article.printed_words,
        removed: found
            .cleaned
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Furniture)
            .map(|b| Removed { rule: b.rule, text: b.span.of(&article.body).trim().to_string() })
            .collect(),
    }
}
