//! The ledger of claims: each once a story, however often the story was copied, with the copies counted.

use crate::found::{Act, Party, Verification};
use crate::settings::Period;
use crate::summary::entity::EntityTable;
use crate::summary::period::{PeriodKey, period_of};
use crate::summary::place::Corpus;
use std::collections::{BTreeMap, HashMap};

/// A claim of a story, shown by the first article that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerClaim {
    /// Article that shows it.
    pub article: usize,
    /// Its claim in that article.
    pub claim: usize,
    /// The story's original.
    pub story: usize,
    /// `article_id:n`, n from 1 in the article.
    pub id: String,
    /// Row of the actor in the entity table, where it is an entity.
    pub actor: Option<usize>,
    /// Actor's id and name.
    pub actor_name: (String, String),
    /// Row of the target.
    pub target: Option<usize>,
    /// Target's id and name.
    pub target_name: (String, String),
    /// The act.
    pub act: Act,
    /// Whether the sentence says that it did not happen.
    pub negated: bool,
    /// Hedges.
    pub hedged: bool,
    /// How firmly the article stands behind it.
    pub verification: Verification,
    /// Id of the claim it answers.
    pub reply_to: String,
    /// Other articles of the story that make the same claim.
    pub copies_n: usize,
}

/// Who, act, whom, the place among equal claims of the article.
type Key = (Party, Act, Party, bool, usize);

/// The claims of all stories, sorted by article and position.
pub fn ledger(corpus: &Corpus, entities: &EntityTable) -> Vec<LedgerClaim> {
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for article in corpus.counted().filter(|i| !corpus.articles[*i].claims.is_empty()) {
        stories.entry(corpus.placed[article].original).or_default().push(article);
    }
    let mut ledger = Vec::new();
    for (story, mut members) in stories {
        members.sort_by_key(|i| corpus.order(*i));
        let mut known: HashMap<Key, usize> = HashMap::new();
        for article in members {
            let mut times: HashMap<(&Party, Act, &Party, bool), usize> = HashMap::new();
            // Ledger row of each of the article's claims, so that replies can be named.
            let mut rows: Vec<Option<usize>> = Vec::new();
            for (index, claim) in corpus.articles[article].claims.iter().enumerate() {
                let nth = times.entry((&claim.actor, claim.act, &claim.target, claim.negated)).or_default();
                let key = (claim.actor.clone(), claim.act, claim.target.clone(), claim.negated, *nth);
                *nth += 1;
                if let Some(row) = known.get(&key) {
                    let row: usize = *row;
                    let seen: &mut LedgerClaim = &mut ledger[row];
                    seen.copies_n += 1;
                    rows.push(Some(row));
                    continue;
                }
                let row_of = |p: &Party| if let Party::Entity(key) = p { entities.row(key) } else { None };
                let named = |p: &Party| {
                    let (id, name) = entities.party(p);
                    (id.to_string(), name.to_string())
                };
                known.insert(key, ledger.len());
                rows.push(Some(ledger.len()));
                ledger.push(LedgerClaim {
                    article,
                    claim: index,
                    story,
                    id: format!("{}:{}", corpus.ids[article], index + 1),
                    actor: row_of(&claim.actor),
                    actor_name: named(&claim.actor),
                    target: row_of(&claim.target),
                    target_name: named(&claim.target),
                    act: claim.act,
                    negated: claim.negated,
                    hedged: claim.hedged,
                    verification: claim.verification,
                    reply_to: String::new(),
                    copies_n: 0,
                });
            }
            for (index, claim) in corpus.articles[article].claims.iter().enumerate() {
                let answered = claim.reply_to.and_then(|r| rows.get(r as usize).copied().flatten());
                if let (Some(row), Some(answered)) = (rows[index], answered)
                    && ledger[row].article == article
                {
                    ledger[row].reply_to = ledger[answered].id.clone();
                }
            }
        }
    }
    ledger.sort_by_key(|c| (c.article, c.claim));
    ledger
}

/// How many stories and copies carry an act of one party toward another in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixCell {
    /// Actor's id and name.
    pub actor: (String, String),
    /// The act.
    pub act: Act,
    /// Target's id and name.
    pub target: (String, String),
    /// First day of the period.
    pub period: PeriodKey,
    /// Stories that carry it.
    pub stories_n: usize,
    /// Further articles of those stories that carry it.
    pub copies_n: usize,
}

/// Who, act, whom, when.
type Cell = ((String, String), Act, (String, String), PeriodKey);

/// The ledger added up; claims that did not happen ("did not accuse") are left out.
pub fn matrix(ledger: &[LedgerClaim], corpus: &Corpus, period: Period) -> Vec<MatrixCell> {
    // By story first: a story that repeats a claim carries it once.
    let mut cells: BTreeMap<Cell, BTreeMap<usize, usize>> = BTreeMap::new();
    for claim in ledger.iter().filter(|c| !c.negated) {
        let when = period_of(corpus.articles[claim.article].published.as_ref(), period);
        let cell = (claim.actor_name.clone(), claim.act, claim.target_name.clone(), when);
        let copies = cells.entry(cell).or_default().entry(claim.story).or_default();
        *copies = (*copies).max(claim.copies_n);
    }
    cells
        .into_iter()
        .map(|((actor, act, target, period), stories)| MatrixCell {
            actor,
            act,
            target,
            period,
            stories_n: stories.len(),
            copies_n: stories.values().sum(),
        })
        .collect()
}
