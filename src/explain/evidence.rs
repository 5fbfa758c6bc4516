//! What the tables of an output hold of one company, read back and put in the order in which a run adds up.

use crate::article::{DatePrecision, Published};
use crate::output::Cell;
use crate::results::{Line, Made, Results};
use crate::summary::{PeriodKey, period_of};
use jiff::civil::{Date, DateTime};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// An article, as `articles.csv` has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// Place of its story's original among the articles.
    pub story: usize,
    /// Outlet; empty where unknown.
    pub outlet: String,
    /// Headline.
    pub title: String,
    /// When, as printed; empty where undated.
    pub published_at: String,
    /// The day; none where undated.
    pub day: Option<Date>,
    /// The period of the output it falls in.
    pub period: PeriodKey,
    /// What sorts articles by time: dated before undated, then the moment.
    pub moment: (bool, i64),
    /// Whether it counts.
    pub counted: bool,
    /// What it is in its story: original, repost …
    pub role: String,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// A mention of the company, as `mentions.csv` has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its id.
    pub id: String,
    /// Place of its article.
    pub article: usize,
    /// title or body.
    pub field: String,
    /// Unicode scalar values in the field.
    pub chars: (u64, u64),
    /// Number of its sentence; 0 for a headline.
    pub sentence_no: u64,
    /// Its sentence.
    pub sentence: String,
    /// narrator, quoted or own.
    pub voice: String,
    /// Tone in ten-thousandths.
    pub tone: Option<i64>,
    /// Whether it counts toward tone.
    pub tone_counted: bool,
    /// Whether it counts as coverage.
    pub counted: bool,
    /// Why not.
    pub not_counted_because: String,
    /// Words for, against, and those that leave doubt, `|`-separated.
    pub terms: [String; 3],
    /// Words, positive and negative dictionary words of the sentence; none without a dictionary.
    pub words: Option<[u64; 3]>,
}

/// A claim that names the company at one end and is said to have happened, as `stances.csv` has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its id.
    pub id: String,
    /// Place of the article that shows it.
    pub article: usize,
    /// Place of its story's original.
    pub story: usize,
    /// The act.
    pub act: String,
    /// Who, to whom, as named.
    pub parties: (String, String),
    /// Whether the company acts, and whether it is the target.
    pub ends: (bool, bool),
    /// Its sentence.
    pub sentence: String,
}

/// Everything the cells of one company are made of.
#[derive(Debug)]
pub struct Evidence {
    /// How the output was made.
    pub made: Made,
    /// Articles, in the order of `articles.csv`.
    pub articles: Arc<Vec<Article>>,
    /// Mentions of the company.
    pub mentions: Vec<Mention>,
    /// Its claims.
    pub claims: Vec<Claim>,
    /// The first article of each story that names a company with a table.
    pub watched_firsts: Arc<BTreeMap<usize, usize>>,
    /// The row of each company in `companies.csv`: id, stories_n.
    pub companies: Arc<Vec<(String, u64)>>,
}

impl Evidence {
    /// Reads what is said of a company; an error means that a table is missing or of another version.
    pub fn read(results: &Results, company_id: &str) -> anyhow::Result<Evidence> {
        let articles = Arc::new(articles(results)?);
        let mut each = Evidence::read_each(results, &articles, &BTreeSet::from([company_id]))?;
        each.remove(company_id).ok_or_else(|| anyhow::anyhow!("nothing is kept of '{company_id}'"))
    }

    /// As [`Evidence::read`], of several companies at once, by id; for the articles of [`articles`].
    pub fn read_each(
        results: &Results,
        articles: &Arc<Vec<Article>>,
        wanted: &BTreeSet<&str>,
    ) -> anyhow::Result<BTreeMap<String, Evidence>> {
        let mut companies = Vec::new();
        let mut rows = results.table("companies.csv")?;
        while let Some(row) = rows.step()? {
            companies.push((row.text("company_id").to_string(), row.count("stories_n")));
        }
        let place: HashMap<&str, usize> = articles.iter().enumerate().map(|(at, a)| (a.id.as_str(), at)).collect();
        let tabled: HashSet<&str> = companies.iter().map(|c| c.0.as_str()).collect();
        let mut found: BTreeMap<&str, (Vec<Mention>, Vec<Claim>)> =
            wanted.iter().map(|id| (*id, Default::default())).collect();
        let mut watched: BTreeSet<usize> = BTreeSet::new();
        let mut rows = results.table("mentions.csv")?;
        rows.need(&["article_id", "entity_id", "tone_counted", "sentence_words_n"])?;
        while let Some(row) = rows.step()? {
            let Some(article) = place.get(row.text("article_id")).copied() else { continue };
            if row.flag("counted") && tabled.contains(row.text("entity_id")) {
                watched.insert(article);
            }
            if let Some((mentions, _)) = found.get_mut(row.text("entity_id")) {
                mentions.push(mention(row, article));
            }
        }
        let mut rows = results.table("stances.csv")?;
        while let Some(row) = rows.step()? {
            let here = place.get(row.text("article_id")).zip(place.get(row.text("story_id")));
            let Some((article, story)) = here.filter(|_| !row.flag("negated")) else { continue };
            let (actor, target) = (row.text("actor_id"), row.text("target_id"));
            for id in BTreeSet::from([actor, target]) {
                let Some((_, claims)) = found.get_mut(id) else { continue };
                claims.push(Claim {
                    id: row.text("claim_id").to_string(),
                    article: *article,
                    story: *story,
                    act: row.text("act").to_string(),
                    parties: (row.text("actor").to_string(), row.text("target").to_string()),
                    ends: (actor == id, target == id),
                    sentence: row.text("sentence").to_string(),
                });
            }
        }
        let watched_firsts = Arc::new(firsts(articles, watched));
        let companies = Arc::new(companies);
        let evidence = |(mentions, claims)| Evidence {
            made: results.settings.clone(),
            articles: articles.clone(),
            mentions,
            claims,
            watched_firsts: watched_firsts.clone(),
            companies: companies.clone(),
        };
        Ok(found.into_iter().map(|(id, of)| (id.to_string(), evidence(of))).collect())
    }

    /// The first of the articles given in each of their stories, by story.
    pub fn firsts(&self, of: impl IntoIterator<Item = usize>) -> BTreeMap<usize, usize> {
        firsts(&self.articles, of)
    }
}

fn firsts(articles: &[Article], of: impl IntoIterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut firsts: BTreeMap<usize, usize> = BTreeMap::new();
    for article in of {
        let first = firsts.entry(articles[article].story).or_insert(article);
        if (articles[article].moment, article) < (articles[*first].moment, *first) {
            *first = article;
        }
    }
    firsts
}

/// The articles of an output; an error means that the table is missing or of another version.
pub fn articles(results: &Results) -> anyhow::Result<Vec<Article>> {
    let mut stories = Vec::new();
    let mut articles = Vec::new();
    let mut rows = results.table("articles.csv")?;
    rows.need(&["article_id", "story_id", "published_at", "date_precision", "status"])?;
    while let Some(row) = rows.step()? {
        let published = published(row);
        stories.push(row.text("story_id").to_string());
        articles.push(Article {
            id: row.text("article_id").to_string(),
            story: articles.len(),
            outlet: row.text("outlet").to_string(),
            title: row.text("title").to_string(),
            published_at: row.text("published_at").to_string(),
            day: published.as_ref().and_then(|p| p.day().parse().ok()),
            period: period_of(published.as_ref(), results.settings.period),
            moment: (published.is_none(), published.as_ref().map_or(0, |p| p.seconds)),
            counted: row.text("status") == "counted",
            role: row.text("role").to_string(),
            sha256: row.text("sha256").to_string(),
        });
    }
    let place: HashMap<String, usize> =
        articles.iter().enumerate().map(|(at, a): (_, &Article)| (a.id.clone(), at)).collect();
    for (article, story) in articles.iter_mut().zip(&stories) {
        article.story = place.get(story).copied().unwrap_or(article.story);
    }
    Ok(articles)
}

/// When an article was published, as its row says.
fn published(row: Line) -> Option<Published> {
    let at = row.text("published_at").to_string();
    let precision = match row.text("date_precision") {
        "year" => DatePrecision::Year,
        "month" => DatePrecision::Month,
        "day" => DatePrecision::Day,
        "time" => DatePrecision::Time,
        _ => return None,
    };
    let published = Published { at, seconds: 0, precision, source: row.text("date_source").to_string() };
    let day: Option<Date> = published.day().parse().ok();
    let local = published.at.parse::<DateTime>().ok().filter(|_| precision == DatePrecision::Time);
    // A date without a zone counts as UTC.
    let zoned = published.at.parse::<jiff::Timestamp>().ok().map(|moment| moment.as_second());
    let plain = local.or(day.map(|day| day.at(0, 0, 0, 0)));
    let plain = plain.and_then(|at| at.to_zoned(jiff::tz::TimeZone::UTC).ok()).map(|at| at.timestamp().as_second());
    Some(Published { seconds: zoned.or(plain).unwrap_or(0), ..published })
}

fn mention(row: Line, article: usize) -> Mention {
    let text = |column: &str| row.text(column).to_string();
    let words = ["sentence_words_n", "sentence_positive_words_n", "sentence_negative_words_n"];
    Mention {
        id: text("mention_id"),
        article,
        field: text("field"),
        chars: (row.count("char_start"), row.count("char_end")),
        sentence_no: row.count("sentence_no"),
        sentence: text("sentence"),
        voice: text("voice"),
        tone: row.number("tone").map(|tone| (tone * 10_000.0).round() as i64),
        tone_counted: row.flag("tone_counted"),
        counted: row.flag("counted"),
        not_counted_because: text("not_counted_because"),
        terms: ["positive_terms", "negative_terms", "hedge_terms"].map(text),
        words: row.number(words[0]).map(|_| words.map(|column| row.count(column))),
    }
}

/// A value as tables show it.
pub fn shown(value: &impl Cell) -> String {
    let mut cell = String::new();
    value.show(&mut cell);
    cell
}
