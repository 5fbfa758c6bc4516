//! Tables of the other commands.

use crate::output::cell::row;
use crate::score::Answer;

row! {
/// What `pressmark score` adds to a row.
ScoredRow {
    /// P(positive) − P(negative) toward the target, −1 to 1.
    tone: Option<f64>,
    /// negative, neutral or positive.
    tone_label: String,
    /// Whose words: narrator, quoted or own.
    voice: String,
    /// What the actor, or where none is given anyone, does toward the target; empty for nothing.
    act: String,
    /// Who does it, as printed.
    act_actor: String,
    /// Whether the sentence denies the act, or a negation turned a word round.
    negated: Option<bool>,
    /// Hedges, |-separated.
    hedge: String,
    /// Words that spoke for the target, |-separated.
    positive_terms: String,
    /// Words that spoke against it, |-separated.
    negative_terms: String,
}}

impl ScoredRow {
    /// The row of an answer; empty where there is none.
    pub fn of(answer: Option<&Answer>) -> Self {
        let text = |f: &dyn Fn(&Answer) -> String| answer.map_or(String::new(), f);
        ScoredRow {
            tone: answer.and_then(|a| a.tone),
            tone_label: text(&|a| a.label.map_or(String::new(), |l| l.name().to_string())),
            voice: text(&|a| a.voice.name().to_string()),
            act: text(&|a| a.act.map_or(String::new(), |act| act.name().to_string())),
            act_actor: text(&|a| a.act_actor.clone()),
            negated: answer.map(|a| a.negated),
            hedge: text(&|a| a.hedge.clone()),
            positive_terms: text(&|a| a.positive_terms.join("|")),
            negative_terms: text(&|a| a.negative_terms.join("|")),
        }
    }
}

row! {
/// A sentence behind a part of one cell, as `pressmark explain -o` writes it.
ExplainRow {
    /// Number of the part, from 1.
    part: u64,
    /// What the part adds to the cell.
    part_value: Option<f64>,
    /// Its weight, where the cell has one: words.
    part_weight: Option<u64>,
    /// The article.
    article_id: String,
    /// Its story.
    story_id: String,
    /// Date as precise as known, ISO 8601.
    published_at: String,
    /// The outlet; empty where unknown.
    outlet: String,
    /// Headline of the article.
    title: String,
    /// Row in mentions.csv or stances.csv.
    evidence_id: String,
    /// Field the offsets count in: title or body.
    field: String,
    /// First Unicode scalar value of the name in the field as read.
    char_start: Option<u64>,
    /// One past the last.
    char_end: Option<u64>,
    /// What the sentence is worth to the part; empty where it only shows.
    value: String,
    /// What was seen in it: voice, words that spoke, act and parties.
    note: String,
    /// The sentence.
    sentence: String,
}}

row! {
/// A company in one way to count, as `pressmark robustness -o` writes it.
RobustnessRow {
    /// Stable id of the company.
    company_id: String,
    /// Its name.
    company: String,
    /// Column of companies.csv: stories_n, attention_share or tone_mean.
    measure: &'static str,
    /// What differs from the base: tone (rules, model), list (tone words), copies (threshold); base in the base.
    varied: &'static str,
    /// The way to count.
    variant: String,
    /// The measure; empty where there is nothing to measure.
    value: Option<f64>,
    /// Lower end of the 95 % bootstrap interval of tone; empty under two stories.
    lo: Option<f64>,
    /// Upper end of that interval.
    hi: Option<f64>,
    /// Stories behind the value.
    stories_n: u64,
    /// 1 + the companies of this table with more.
    rank: Option<u64>,
    /// Sign of tone: positive, negative or zero.
    sign: &'static str,
    /// Whether the interval leaves 0 out; empty without an interval.
    sign_sure: Option<bool>,
    /// What differs from the base: none, rank, sign (the opposite), rank and sign; empty in the base.
    changed: &'static str,
}}

row! {
/// What differs between two outputs, as `pressmark compare -o` writes it: a moved cell and one cause of it.
CompareRow {
    /// Stable id of the company.
    company_id: String,
    /// Its name.
    company: String,
    /// First day of the period; `all` in companies.csv, empty for articles without a date.
    period_start: String,
    /// The column.
    column: String,
    /// The cell in the first output; empty where the row is missing or the cell is.
    a: String,
    /// The cell in the second.
    b: String,
    /// b − a, where both are numbers.
    difference: Option<f64>,
    /// Why, as far as the tables tell.
    cause: &'static str,
    /// How many of its parts (articles, stories, outlets); empty where it is no count.
    cause_n: Option<u64>,
    /// What they add to the difference; empty where the cell is no sum, mean or share.
    cause_difference: Option<f64>,
    /// Ids of up to three articles, |-separated.
    examples: String,
}}

row! {
/// What `pressmark score --why` adds to a row.
WhyRow {
    /// Tone by the rules alone, −1 to 1.
    rules_tone: Option<f64>,
    /// Tone by the model alone, −1 to 1.
    model_tone: Option<f64>,
    /// Words the rules weighed, each with its worth toward the target, its scope and what turned it, |-separated.
    why_terms: String,
    /// Features that moved the model most, above 0 toward positive, |-separated.
    why_features: String,
}}

impl WhyRow {
    /// The row of an answer; empty where there is none.
    pub fn of(answer: Option<&Answer>) -> Self {
        let why = answer.and_then(|a| a.why.as_ref());
        WhyRow {
            rules_tone: why.map(|w| w.rules),
            model_tone: why.map(|w| w.model),
            why_terms: why.map_or(String::new(), |w| w.terms.join("|")),
            why_features: why.map_or(String::new(), |w| w.features.join("|")),
        }
    }
}

row! {
/// A mention to be coded, without what the machine says of it.
MentionSheetRow {
    /// Id of the row; leave it.
    row: String,
    /// Group the row was drawn from; leave it.
    stratum: u64,
    /// How many sentences the row stands for; leave it.
    weight: Option<f64>,
    /// The company.
    company: String,
    /// The name as printed.
    name: String,
    /// The sentence.
    sentence: String,
    /// Headline of the article.
    title: String,
    /// The article, as in articles.csv.
    article_id: String,
    /// Coder 1: is the name in the sentence this company? yes, no or unclear.
    is_it_1: String,
    /// Coder 1: tone of the sentence toward the company: negative, neutral, positive or unclear.
    tone_1: String,
    /// Coder 2, without sight of coder 1: is it this company?
    is_it_2: String,
    /// Coder 2: tone toward the company.
    tone_2: String,
    /// Anything to remember.
    note: String,
}}

row! {
/// A claim to be coded, without the act the machine found, if any.
ClaimSheetRow {
    /// Id of the row; leave it.
    row: String,
    /// Group the row was drawn from; leave it.
    stratum: u64,
    /// How many claims or sentences the row stands for; leave it.
    weight: Option<f64>,
    /// Who may act; empty: anyone.
    actor: String,
    /// Toward whom; empty: anyone.
    target: String,
    /// The sentence.
    sentence: String,
    /// Headline of the article.
    title: String,
    /// The article, as in articles.csv.
    article_id: String,
    /// Coder 1: what the actor does toward the target in this sentence; none where it does none of the acts, or the sentence says that it did not.
    act_1: String,
    /// Coder 1: is the actor the one who acts? yes, no or unclear; empty where none is named.
    actor_right_1: String,
    /// Coder 1: is the target the one it is done to? yes, no or unclear; empty where none is named.
    target_right_1: String,
    /// Coder 2, without sight of coder 1: what the actor does.
    act_2: String,
    /// Coder 2: is the actor right?
    actor_right_2: String,
    /// Coder 2: is the target right?
    target_right_2: String,
    /// Anything to remember.
    note: String,
}}
