//! The data dictionary: one struct a table, one documented field a column.

use crate::output::cell::row;
use crate::score::Answer;
use jiff::civil::Date;

row! {
/// A company in a period.
CoverageRow {
    /// Stable id of the company, as in the watchlist.
    company_id: String,
    /// Name of the company.
    company: String,
    /// Length of the period: day, week, month, quarter or year.
    period_type: &'static str,
    /// First day of the period; empty for articles without a date.
    period_start: Option<Date>,
    /// Last day of the period; empty for articles without a date.
    period_end: Option<Date>,
    /// Whether the corpus (or --from and --to) spans the whole period.
    period_complete: bool,
    /// Articles of the period that name the company; stories_n + reposts_n.
    articles_n: u64,
    /// Stories whose first article naming the company falls in the period.
    stories_n: u64,
    /// Further articles of the period that carry such a story again.
    reposts_n: u64,
    /// Outlets that published those articles; articles without an outlet are not counted.
    outlets_n: u64,
    /// Mentions of the company in those articles that count as coverage.
    mentions_n: u64,
    /// Articles that name the company in the headline.
    headline_n: u64,
    /// All articles of the period.
    corpus_articles_n: u64,
    /// All stories whose first article falls in the period.
    corpus_stories_n: u64,
    /// stories_n / corpus_stories_n, 0 to 1; empty where there is no story.
    attention_share: Option<f64>,
    /// Stories of the period that name any company with a table.
    watchlist_stories_n: u64,
    /// stories_n / watchlist_stories_n, 0 to 1; empty where there is no such story.
    share_of_voice: Option<f64>,
    /// Mean tone over stories, −1 to 1, each story weighing one: the mean over the counted mentions of its first article that names the company, the company's own words left out.
    tone_mean: Option<f64>,
    /// Lower end of the 95 % bootstrap interval over stories; empty under two stories.
    tone_lo: Option<f64>,
    /// Upper end of that interval.
    tone_hi: Option<f64>,
    /// Stories with a tone; positive_n + neutral_n + negative_n.
    tone_stories_n: u64,
    /// Stories with a tone of 0.05 or more.
    positive_n: u64,
    /// Stories with a tone between −0.05 and 0.05.
    neutral_n: u64,
    /// Stories with a tone of −0.05 or less.
    negative_n: u64,
    /// negative_n / tone_stories_n, 0 to 1.
    negative_share: Option<f64>,
    /// Mean tone over articles, −1 to 1, each copy weighing one.
    tone_with_reposts: Option<f64>,
    /// 100 × (positive_words_n − negative_words_n) / words_n: the plain dictionary measure, in percent of words.
    tone_words: Option<f64>,
    /// Positive dictionary words in the stories' sentences that name the company, negation not regarded.
    positive_words_n: u64,
    /// Negative dictionary words in those sentences.
    negative_words_n: u64,
    /// Words in those sentences, in languages with a dictionary.
    words_n: u64,
    /// Stories in which the company is accused.
    accused_n: u64,
    /// Stories in which the company denies.
    denied_n: u64,
    /// Stories in which the company is criticised.
    criticised_n: u64,
    /// Stories in which the company is praised.
    praised_n: u64,
    /// Stories in which the company is supported.
    supported_n: u64,
    /// Stories in which the company is sanctioned.
    sanctioned_n: u64,
    /// Stories in which the company is investigated.
    investigated_n: u64,
    /// Stories in which the company is sued.
    sued_n: u64,
    /// Stories in which the company is warned.
    warned_n: u64,
    /// Stories in which the company confirms something.
    confirmed_n: u64,
    /// Stories in which a sentence naming the company holds a hedge (reportedly, allegedly).
    hedged_n: u64,
    /// hedged_n / stories_n, 0 to 1.
    hedged_share: Option<f64>,
    /// Mentions that stand in someone else's words, quoted or reported.
    quoted_n: u64,
    /// quoted_n / mentions_n, 0 to 1.
    quoted_share: Option<f64>,
    /// Whether tone was validated by hand on this corpus (--validation).
    tone_validated: bool,
    /// negative_n / tone_stories_n corrected for the errors that --validation found, 0 to 1; empty without one, or where the coded sample does not identify it.
    negative_share_corrected: Option<f64>,
    /// Lower end of its 95 % interval over stories and coded rows.
    negative_share_corrected_lo: Option<f64>,
    /// Upper end of that interval.
    negative_share_corrected_hi: Option<f64>,
}}

row! {
/// A company, over the whole corpus.
CompanyRow {
    /// Stable id of the company.
    company_id: String,
    /// Name of the company.
    company: String,
    /// What it is: company, organisation, agency, law, list or person.
    entity_type: &'static str,
    /// Whether it stands on the watchlist.
    watched: bool,
    /// Rank by stories_n, 1 for the most; equal numbers share the better rank.
    rank: u64,
    /// Articles that name the company; stories_n + reposts_n.
    articles_n: u64,
    /// Stories that name it.
    stories_n: u64,
    /// Further articles that carry such a story again.
    reposts_n: u64,
    /// Outlets that published those articles.
    outlets_n: u64,
    /// Mentions that count as coverage.
    mentions_n: u64,
    /// Articles that name it in the headline.
    headline_n: u64,
    /// First day with coverage; empty where no article is dated.
    first_date: Option<Date>,
    /// Last day with coverage.
    last_date: Option<Date>,
    /// First day of the period with the most stories; the earliest of equals.
    peak_period_start: Option<Date>,
    /// Stories in that period.
    peak_stories_n: u64,
    /// All stories of the corpus.
    corpus_stories_n: u64,
    /// stories_n / corpus_stories_n, 0 to 1.
    attention_share: Option<f64>,
    /// Stories that name any company with a table.
    watchlist_stories_n: u64,
    /// stories_n / watchlist_stories_n, 0 to 1.
    share_of_voice: Option<f64>,
    /// Mean tone over stories, −1 to 1, as in coverage.csv.
    tone_mean: Option<f64>,
    /// Lower end of its 95 % bootstrap interval over stories.
    tone_lo: Option<f64>,
    /// Upper end of that interval.
    tone_hi: Option<f64>,
    /// Stories with a tone.
    tone_stories_n: u64,
    /// Stories with a tone of 0.05 or more.
    positive_n: u64,
    /// Stories with a tone between −0.05 and 0.05.
    neutral_n: u64,
    /// Stories with a tone of −0.05 or less.
    negative_n: u64,
    /// Mean tone over articles, each copy weighing one.
    tone_with_reposts: Option<f64>,
    /// Stories in which the company is accused.
    accused_n: u64,
    /// Stories in which the company denies.
    denied_n: u64,
    /// negative_n / tone_stories_n corrected for the errors that --validation found, 0 to 1; empty without one, or where the coded sample does not identify it.
    negative_share_corrected: Option<f64>,
    /// Lower end of its 95 % interval over stories and coded rows.
    negative_share_corrected_lo: Option<f64>,
    /// Upper end of that interval.
    negative_share_corrected_hi: Option<f64>,
}}

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

row! {
/// A company in an outlet.
OutletRow {
    /// Stable id of the company.
    company_id: String,
    /// Name of the company.
    company: String,
    /// The outlet; empty where unknown.
    outlet: String,
    /// Its articles that name the company; originals_n + reposts_n.
    articles_n: u64,
    /// Those that are their story's original.
    originals_n: u64,
    /// Those that are copies.
    reposts_n: u64,
    /// Mean tone over those articles, −1 to 1.
    tone_mean: Option<f64>,
    /// First day.
    first_date: Option<Date>,
    /// Last day.
    last_date: Option<Date>,
}}

row! {
/// Two companies named in the same stories.
ComentionRow {
    /// Id of the first.
    a_id: String,
    /// Name of the first.
    a: String,
    /// Id of the second.
    b_id: String,
    /// Name of the second.
    b: String,
    /// Stories that name both.
    stories_n: u64,
    /// Articles that name both.
    articles_n: u64,
    /// Normalised pointwise mutual information over stories, −1 to 1; empty where every story names both.
    npmi: Option<f64>,
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
