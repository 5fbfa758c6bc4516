//! Survey: what a corpus names, in rows that a person turns into a watchlist.

use crate::company::Catalogue;
use crate::evidence::Evidence;
use crate::found::{EntityKey, EntityType};
use crate::summary::Summary;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Sentences shown of an entity.
const SAMPLES: usize = 3;
/// Characters shown of a sentence.
const SAMPLE: usize = 240;

/// What is known of a name a corpus holds: the columns of a watchlist, then what speaks for each row. A watchlist may
/// keep these columns; they are not read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// company, organisation, agency …
    pub r#type: &'static str,
    /// Other names by which the corpus calls it, the most frequent first, `|`-separated.
    pub aliases: String,
    /// Ticker, where the dictionary has one.
    pub ticker: String,
    /// Country code, where the dictionary has one.
    pub country: String,
    /// Industry, where the dictionary has one.
    pub industry: String,
    /// Group it belongs to, where known.
    pub parent: String,
    /// For a person to fill: words one of which must stand in the article.
    pub context: &'static str,
    /// For a person to fill: phrases that are not it.
    pub exclude: &'static str,
    /// `strong`: the name speaks for itself. `context`: it is also a word, a person's name or a short acronym; give
    /// words in `context`. `watched`: it stands on the watchlist already.
    pub alias_class: &'static str,
    /// Mentions that count.
    pub mentions_n: u64,
    /// Articles that name it.
    pub articles_n: u64,
    /// Stories among them.
    pub stories_n: u64,
    /// How most mentions were found.
    pub match_rule: &'static str,
    /// Sentences from different stories.
    pub sample_1: String,
    /// Another.
    pub sample_2: String,
    /// Another.
    pub sample_3: String,
}

/// What is gathered of one entity.
#[derive(Default)]
struct Tally {
    mentions: u64,
    articles: u64,
    stories: BTreeSet<usize>,
    surfaces: BTreeMap<String, u64>,
    rules: BTreeMap<&'static str, u64>,
    samples: Vec<String>,
}

/// What the counted articles name, of the types wanted, the most stories first; at least so many stories each.
pub fn rows(summary: &Summary, catalogue: &Catalogue, wanted: &[EntityType], least: u64) -> io::Result<Vec<Row>> {
    let corpus = &summary.corpus;
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    let mut known: BTreeMap<usize, u32> = BTreeMap::new();
    for index in corpus.counted() {
        let article = &corpus.articles[index];
        if article.mentions.is_empty() {
            continue;
        }
        let entities = summary.entities.rows_of(article);
        let evidence = Evidence::get(&summary.store, &article.evidence)?;
        let mut met = BTreeSet::new();
        for mention in article.mentions.iter().filter(|m| m.counts()) {
            let Some(row) = entities.get(mention.entity as usize).copied().flatten() else { continue };
            let Some(text) = evidence.mentions.get(mention.number as usize) else { continue };
            if let EntityKey::Known(number) = article.entities[mention.entity as usize] {
                known.entry(row).or_insert(number);
            }
            let tally = tallies.entry(row).or_default();
            let new_story = tally.stories.insert(corpus.placed[index].original);
            tally.mentions += 1;
            tally.articles += u64::from(met.insert(row));
            *tally.surfaces.entry(one_line(evidence.words(text.surface))).or_default() += 1;
            *tally.rules.entry(text.rule.text()).or_default() += 1;
            if new_story && tally.samples.len() < SAMPLES {
                let sentence = evidence.sentences.get(mention.sentence as usize);
                tally.samples.extend(sentence.map(|s| cut(&one_line(evidence.words(s.range)))));
            }
        }
    }
    let mut rows: Vec<Row> = tallies
        .into_iter()
        .filter(|(row, tally)| {
            wanted.contains(&summary.entities.rows[*row].kind) && tally.stories.len() as u64 >= least
        })
        .map(|(row, tally)| {
            let info = &summary.entities.rows[row];
            let entity = known.get(&row).map(|number| catalogue.entity(*number));
            let of =
                |field: fn(&crate::company::Entity) -> &str| entity.map_or(String::new(), |e| field(e).to_string());
            let mut samples = tally.samples.into_iter();
            let mut sample = || samples.next().unwrap_or_default();
            Row {
                id: info.id.clone(),
                name: info.name.clone(),
                r#type: info.kind.name(),
                aliases: aliases(&info.name, &tally.surfaces),
                ticker: of(|e| &e.ticker),
                country: of(|e| &e.country),
                industry: of(|e| &e.industry),
                parent: of(|e| &e.parent),
                context: "",
                exclude: "",
                alias_class: if info.watched { "watched" } else { Catalogue::class_of(&info.name) },
                mentions_n: tally.mentions,
                articles_n: tally.articles,
                stories_n: tally.stories.len() as u64,
                match_rule: most(&tally.rules).unwrap_or_default(),
                sample_1: sample(),
                sample_2: sample(),
                sample_3: sample(),
            }
        })
        .collect();
    rows.sort_by(|a, b| (b.stories_n, b.mentions_n, &a.id).cmp(&(a.stories_n, a.mentions_n, &b.id)));
    Ok(rows)
}

/// Writes the rows as a CSV that a spreadsheet opens, and that serves as a watchlist.
pub fn write(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for row in rows {
        table.serialize(row).map_err(io::Error::other)?;
    }
    table.flush()
}

/// The names used, without the possessive and without what differs from another in capitals alone.
fn aliases(name: &str, surfaces: &BTreeMap<String, u64>) -> String {
    let mut counts: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for (surface, n) in surfaces {
        let bare = surface.trim_end_matches("'s").trim_end_matches("’s").trim_matches(['(', ')', '$']);
        if bare.contains('|') || bare.to_lowercase() == name.to_lowercase() || !bare.chars().any(char::is_alphanumeric)
        {
            continue;
        }
        let entry = counts.entry(bare.to_lowercase()).or_insert((0, bare.to_string()));
        entry.0 += n;
        // Written small where it is: capitals throughout are a headline's.
        if bare.chars().filter(|c| c.is_uppercase()).count() < entry.1.chars().filter(|c| c.is_uppercase()).count() {
            entry.1 = bare.to_string();
        }
    }
    let mut names: Vec<(u64, String)> = counts.into_values().collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    names.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join("|")
}

fn most(counts: &BTreeMap<&'static str, u64>) -> Option<&'static str> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(rule, _)| *rule)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SAMPLE) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_used_without_possessive_and_headline_capitals() {
        let surfaces = [("ACME", 3), ("Acme", 2), ("Acme's", 4), ("Acme Instruments", 9), ("ACMI", 1)];
        let surfaces = surfaces.map(|(s, n)| (s.to_string(), n)).into();
        assert_eq!(aliases("Acme Instruments", &surfaces), "Acme|ACMI");
    }

    #[test]
    fn a_watchlist_knows_every_column() {
        let mut table = csv::Writer::from_writer(Vec::new());
        let row = Row {
            id: "acme".into(),
            name: "Acme".into(),
            r#type: "company",
            aliases: String::new(),
            ticker: String::new(),
            country: String::new(),
            industry: String::new(),
            parent: String::new(),
            context: "",
            exclude: "",
            alias_class: "strong",
            mentions_n: 1,
            articles_n: 1,
            stories_n: 1,
            match_rule: "suffix",
            sample_1: "Acme, it says, moved.".into(),
            sample_2: String::new(),
            sample_3: String::new(),
        };
        table.serialize(row).unwrap();
        let bytes = table.into_inner().unwrap();
        assert!(Catalogue::with(Some(&bytes), "found.csv").is_ok());
    }
}
