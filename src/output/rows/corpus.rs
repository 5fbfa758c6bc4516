//! What was read: articles, stories, copies, problems, and the codebook.

use crate::output::cell::row;

row! {
/// An article.
ArticleRow {
    /// The record's own id where no other record has it, else its path, path#n where one file holds several.
    article_id: String,
    /// Path inside the corpus.
    path: String,
    /// Number of the record in its file, from 1.
    record: u64,
    /// Format it was read as.
    format: String,
    /// Headline.
    title: String,
    /// Outlet: as the record says, else the host of its URL, else its folder.
    outlet: String,
    /// Wire agency credited; empty where none is.
    wire: String,
    /// Author as printed.
    author: String,
    /// Address.
    url: String,
    /// Date as precise as known, ISO 8601, zone as printed; empty where none was found.
    published_at: String,
    /// Where the date was found: field, json-ld, meta, url, extractor, file-name, dateline; :ambiguous where day and month could be swapped.
    date_source: String,
    /// How exactly the date is known: year, month, day or time.
    date_precision: String,
    /// Language, ISO 639-1 (639-3 where there is none).
    language: String,
    /// How sure that is, 0 to 1.
    language_confidence: Option<f64>,
    /// Words counted: headline, headings and body.
    words_n: u64,
    /// Share of the words read that was set aside (furniture, summaries, templates), 0 to 1.
    removed_share: Option<f64>,
    /// The article_id of its story's original; empty for an article that does not count.
    story_id: String,
    /// original, repost, excerpt, update or digest.
    role: String,
    /// Article it was copied from; empty for an original.
    original_id: String,
    /// Share of the shorter text that stands in the other, 0 to 1; empty for an original.
    containment: Option<f64>,
    /// What named the story's original: attribution, canonical, earliest, longest or id; alone where there is one article.
    origin_signal: String,
    /// For a digest: the stories it draws on, |-separated.
    digest_of: String,
    /// Companies with a table that it names.
    companies_n: u64,
    /// 100 × (positive − negative dictionary words) / words, in percent; empty where the language has no dictionary.
    tone_words: Option<f64>,
    /// counted, outside-dates or undated.
    status: &'static str,
    /// SHA-256 of title, newline, text, as decoded.
    sha256: String,
}}

row! {
/// A story with two or more articles.
StoryRow {
    /// The article_id of its original.
    story_id: String,
    /// Headline of the original.
    title: String,
    /// Outlet of the original.
    original_outlet: String,
    /// What named the original: attribution, canonical, earliest, longest or id.
    origin_signal: String,
    /// How sure that is, 0 to 1.
    origin_confidence: Option<f64>,
    /// Date of the earliest dated article.
    first_seen: String,
    /// Date of the latest dated article.
    last_seen: String,
    /// Articles in the story.
    articles_n: u64,
    /// Outlets that carried it.
    outlets_n: u64,
    /// Median hours from the earliest article to each other dated one.
    lag_hours_median: Option<f64>,
    /// Lowest containment of a copy, 0 to 1.
    containment_min: Option<f64>,
    /// Ids of the companies it names that have a table, |-separated.
    companies: String,
}}

row! {
/// A verified pair of copies.
RepostRow {
    /// The copy.
    article_id: String,
    /// The centre of its story, which it was held against.
    centre_id: String,
    /// The story.
    story_id: String,
    /// Share of the copy that stands in the centre, 0 to 1.
    containment_in_centre: Option<f64>,
    /// Share of the centre that stands in the copy, 0 to 1.
    containment_of_centre: Option<f64>,
    /// Jaccard similarity of the two, 0 to 1.
    jaccard: Option<f64>,
    /// Words in runs that both share.
    shared_words_n: u64,
    /// What kind of pair it is.
    kind: &'static str,
    /// Rule that verified it.
    rule: &'static str,
}}

row! {
/// A block that an outlet prints everywhere.
FurnitureRow {
    /// The outlet.
    outlet: String,
    /// The block's text, or its first 160 characters.
    text: String,
    /// Its words.
    words_n: u64,
    /// Articles of the outlet that hold it.
    articles_n: u64,
    /// Distinct stories among them.
    stories_n: u64,
    /// An article that shows it.
    example_id: String,
}}

row! {
/// A file, record, date or setting that could not be used.
ProblemRow {
    /// Path inside the corpus.
    path: String,
    /// Record or line in the file, from 1.
    record: Option<u64>,
    /// Stage that met it.
    stage: String,
    /// What it is.
    problem: String,
    /// What to know to mend it.
    detail: String,
    /// Bytes concerned.
    bytes: Option<u64>,
    /// error where data was left out, notice where something was only skipped on purpose or is missing.
    severity: &'static str,
}}

row! {
/// A column of a table.
CodebookRow {
    /// File the column stands in.
    file: String,
    /// The column.
    column: String,
    /// string, integer, number, boolean or date.
    r#type: String,
    /// What it means, with its unit.
    meaning: String,
}}
