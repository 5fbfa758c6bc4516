//! What the numbers stand on: mentions, claims, sentences.

use crate::output::cell::row;
use jiff::civil::Date;

row! {
/// A place in an article that names an entity.
MentionRow {
    /// article_id:n, n from 1 in the article.
    mention_id: String,
    /// The article.
    article_id: String,
    /// Its story.
    story_id: String,
    /// Id of the entity; of a company, its company_id.
    entity_id: String,
    /// Name of the entity.
    entity: String,
    /// company, organisation, agency, law, list or person.
    entity_type: &'static str,
    /// The name as printed.
    surface: String,
    /// Rule that found it.
    match_rule: &'static str,
    /// How sure it is, 0 to 1.
    confidence: Option<f64>,
    /// Field the offsets count in: title or body.
    field: &'static str,
    /// First Unicode scalar value of the name in the field as read.
    char_start: u64,
    /// One past the last.
    char_end: u64,
    /// Number of the sentence among those kept; 0 for a headline.
    sentence_no: u64,
    /// The sentence.
    sentence: String,
    /// Whose words: narrator, quoted or own.
    voice: &'static str,
    /// Who speaks, where the voice is not the narrator's.
    speaker: String,
    /// P(positive) − P(negative) toward the entity, −1 to 1; empty where the language is not supported.
    tone: Option<f64>,
    /// negative, neutral or positive: the likeliest, where taking a sign for its opposite counts half as much again as another error.
    tone_label: String,
    /// Words that spoke for it, |-separated.
    positive_terms: String,
    /// Words that spoke against it, |-separated.
    negative_terms: String,
    /// Whether a negation turned a word round.
    negated: bool,
    /// Hedges in the sentence, |-separated.
    hedge_terms: String,
    /// Whether it counts as coverage (mentions_n).
    counted: bool,
    /// Whether it counts toward tone_mean.
    tone_counted: bool,
    /// Why it is no coverage (summary, own-outlet, credit, share-link, exchange, source, same-name, description) or not tone (own-voice, language-unsupported).
    not_counted_because: &'static str,
    /// Words of the sentence, as words_n of coverage.csv adds them up once a sentence; empty in languages without a dictionary.
    sentence_words_n: Option<u64>,
    /// Positive dictionary words of the sentence, negation not regarded.
    sentence_positive_words_n: Option<u64>,
    /// Negative dictionary words of the sentence.
    sentence_negative_words_n: Option<u64>,
}}

row! {
/// A counted mention of a company with a table: the sheet Evidence of the workbook, and the sentences of the page.
EvidenceRow {
    /// Stable id of the company.
    company_id: String,
    /// Name of the company.
    company: String,
    /// First day of the period the article falls in; empty where undated.
    period_start: Option<Date>,
    /// story where the article is the first of its story to name the company, repost where it carries it again.
    counts_as: &'static str,
    /// Date as precise as known, ISO 8601.
    published_at: String,
    /// The outlet; empty where unknown.
    outlet: String,
    /// Headline of the article.
    title: String,
    /// The sentence.
    sentence: String,
    /// The name as printed.
    surface: String,
    /// P(positive) − P(negative) toward the company, −1 to 1; empty where the language is not supported.
    tone: Option<f64>,
    /// negative, neutral or positive.
    tone_label: String,
    /// Whose words: narrator, quoted or own.
    voice: &'static str,
    /// Who speaks, where the voice is not the narrator's.
    speaker: String,
    /// Words that spoke for it, |-separated.
    positive_terms: String,
    /// Words that spoke against it, |-separated.
    negative_terms: String,
    /// Hedges in the sentence, |-separated.
    hedge_terms: String,
    /// Whether a negation turned a word round.
    negated: bool,
    /// Whether it counts for tone.
    tone_counted: bool,
    /// Why it does not count for tone; empty where it does.
    not_counted_because: &'static str,
    /// Claims the sentence makes by or toward the company, as act (actor: target), |-separated; negated ones are left out.
    claims: String,
    /// Its row in mentions.csv.
    mention_id: String,
    /// Its row in articles.csv.
    article_id: String,
    /// The article_id of its story's original.
    story_id: String,
}}

row! {
/// A claim, once a story.
StanceRow {
    /// article_id:n of the first article of the story that makes it.
    claim_id: String,
    /// That article.
    article_id: String,
    /// Its story.
    story_id: String,
    /// Id of the actor; empty where it is no tagged entity.
    actor_id: String,
    /// Who acts; empty where the text does not say.
    actor: String,
    /// The act, after CAMEO.
    act: &'static str,
    /// Id of the target; empty where it is no tagged entity.
    target_id: String,
    /// Toward whom.
    target: String,
    /// The words that say so.
    cue: String,
    /// Whether the sentence says that it did not happen; then it is not counted.
    negated: bool,
    /// Number of the sentence; 0 for a headline.
    sentence_no: u64,
    /// The sentence.
    sentence: String,
    /// Who reports it; empty where the outlet does.
    reported_by: String,
    /// Hedges, |-separated.
    hedge: String,
    /// asserted, reported, anonymous, document or unverified.
    verification: &'static str,
    /// claim_id of the accusation this denial answers.
    reply_to: String,
    /// Further articles of the story that make the same claim.
    copies_n: u64,
}}

row! {
/// An actor, an act, a target and a period.
MatrixRow {
    /// Id of the actor; empty where it is no tagged entity.
    actor_id: String,
    /// Who acts.
    actor: String,
    /// The act.
    act: &'static str,
    /// Id of the target.
    target_id: String,
    /// Toward whom.
    target: String,
    /// First day of the period; empty where undated.
    period_start: Option<Date>,
    /// Stories that carry such a claim.
    stories_n: u64,
    /// Further articles of those stories that carry it.
    copies_n: u64,
}}
