//! Coding: what people are asked about the results of a run, and how a blind sample of it is drawn.
//!
//! A question never shows what the machine said. Its id is a hash of the place and the sentence, so that a sheet fits
//! only results that hold the same sentence in the same place.

mod draw;

pub use draw::{Drawn, draw};

use crate::found::Act;
use crate::grid::Grid;
use crate::part::hex;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Labels of tone, and of their order.
pub const TONES: [&str; 3] = ["negative", "neutral", "positive"];
/// Labels of whether a name is the company.
pub const IS_IT: [&str; 2] = ["yes", "no"];
/// What a coder writes who cannot tell; counts as not coded.
pub const UNCLEAR: &str = "unclear";

/// Labels of what an actor does: the acts, then `none`.
pub fn acts() -> Vec<&'static str> {
    Act::ALL.iter().map(|act| act.name()).chain(["none"]).collect()
}

/// A mention, or a claim, that could be asked about; what the machine said of it is not for the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// `m` or `c` and twelve digits of a hash.
    pub id: String,
    /// Article it stands in.
    pub article_id: String,
    /// Headline of the article.
    pub title: String,
    /// The sentence.
    pub sentence: String,
    /// The company, or the target of the claim; empty where no target is named.
    pub target: String,
    /// The name as printed, or the actor of the claim; empty where no actor is named.
    pub name: String,
    /// What the machine said: the tone label or the act, empty for none.
    pub label: String,
    /// The machine's tone, −1 to 1; only of mentions.
    pub tone: Option<f64>,
    /// Whether the machine counts it: of mentions, that it is the company.
    pub counted: bool,
    /// Whether it counts toward tone.
    pub tone_counted: bool,
    /// What strata are made of: company, then the rest.
    pub stratum: (String, String),
}

/// Everything of an output folder that could be asked about, each sentence once however often it was copied.
#[derive(Debug, Default)]
pub struct Questions {
    /// Mentions of companies with a table that count, and those taken for a namesake.
    pub mentions: Vec<Question>,
    /// Claims, and companies in sentences for which no claim was found.
    pub claims: Vec<Question>,
}

/// Reads the tables of an output folder.
pub fn questions(output: &Path) -> anyhow::Result<Questions> {
    let table = |name: &str| Grid::csv(&output.join(name));
    let (articles, companies) = (table("articles.csv")?, table("companies.csv")?);
    articles.require(&["article_id", "title"])?;
    companies.require(&["company_id"])?;
    let titles: BTreeMap<&str, &str> = articles.rows().map(|row| (row.get("article_id"), row.get("title"))).collect();
    let tabled: BTreeSet<&str> = companies.rows().map(|row| row.get("company_id")).collect();
    let (mentions, stances) = (table("mentions.csv")?, table("stances.csv")?);
    mentions.require(&["mention_id", "story_id", "entity_id", "sentence", "voice", "tone_label", "counted"])?;
    stances.require(&["claim_id", "story_id", "actor", "act", "target", "sentence", "negated"])?;
    let title = |article: &str| titles.get(article).map_or(String::new(), |title| (*title).to_string());

    let mut found = Questions::default();
    // What a sentence of a story says of a company, or a company does in it.
    let mut claimed: BTreeSet<(&str, &str, &str, &str)> = BTreeSet::new();
    for row in stances.rows() {
        let (story, sentence) = (row.get("story_id"), row.get("sentence"));
        claimed.insert((story, sentence, "toward", row.get("target_id")));
        claimed.insert((story, sentence, "by", row.get("actor_id")));
        let act = if row.get("negated") == "true" { "none" } else { row.get("act") };
        let negated = if row.get("negated") == "true" { "negated" } else { act };
        found.claims.push(Question {
            id: id('c', &[row.get("claim_id"), sentence, row.get("actor"), row.get("target")]),
            article_id: row.get("article_id").to_string(),
            title: title(row.get("article_id")),
            sentence: sentence.to_string(),
            target: row.get("target").to_string(),
            name: row.get("actor").to_string(),
            label: act.to_string(),
            tone: None,
            counted: true,
            tone_counted: false,
            stratum: (String::new(), negated.to_string()),
        });
    }
    let mut seen: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    let mut asked: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for row in mentions.rows().filter(|row| tabled.contains(row.get("entity_id"))) {
        let (story, sentence, company) = (row.get("story_id"), row.get("sentence"), row.get("entity_id"));
        let counted = row.get("counted") == "true";
        if sentence.is_empty() || !(counted || row.get("not_counted_because") == "same-name") {
            continue;
        }
        let label = if counted { row.get("tone_label") } else { "" };
        let question = Question {
            id: id('m', &[row.get("mention_id"), sentence, row.get("surface")]),
            article_id: row.get("article_id").to_string(),
            title: title(row.get("article_id")),
            sentence: sentence.to_string(),
            target: row.get("entity").to_string(),
            name: row.get("surface").to_string(),
            label: label.to_string(),
            tone: row.number_of("tone"),
            counted,
            tone_counted: row.get("tone_counted") == "true",
            stratum: (company.to_string(), if counted { format!("{label} {}", row.get("voice")) } else { "no".into() }),
        };
        if counted && asked.insert((story, company, sentence)) {
            for (way, toward) in [("toward", true), ("by", false)] {
                if !claimed.contains(&(story, sentence, way, company)) {
                    found.claims.push(unclaimed(&question, row.get("mention_id"), way, toward));
                }
            }
        }
        if seen.insert((story, company, sentence)) {
            found.mentions.push(question);
        }
    }
    Ok(found)
}

/// The question whether anyone does anything toward a company, or it toward anyone, where no claim was found.
fn unclaimed(mention: &Question, mention_id: &str, way: &str, toward: bool) -> Question {
    let none = String::new();
    let company = mention.target.clone();
    let (name, target) = if toward { (none, company) } else { (company, none) };
    Question {
        id: id('c', &[mention_id, &mention.sentence, &name, &target]),
        name,
        target,
        label: "none".to_string(),
        tone: None,
        tone_counted: false,
        stratum: (String::new(), format!("none {way}")),
        ..mention.clone()
    }
}

fn id(kind: char, parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    format!("{kind}{}", &hex(&hash.finalize())[..12])
}
