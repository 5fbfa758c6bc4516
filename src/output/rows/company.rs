//! Tables by company.

use crate::output::cell::row;
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
    /// First day of the period; empty for articles without a date. Ten years without any article have no rows (500 days, by day).
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
