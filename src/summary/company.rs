//! Companies: what each article says of each company, added up by period and outlet.

use crate::found::{Act, Voice, WordCounts};
use crate::settings::{Period, Settings};
use crate::summary::claims::LedgerClaim;
use crate::summary::entity::EntityTable;
use crate::summary::interval::{Seed, bootstrap, mean};
use crate::summary::period::{self, PeriodKey, period_of};
use crate::summary::place::Corpus;
use crate::summary::stretch;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What one article says of one company.
#[derive(Debug, Clone, Default)]
pub struct Fact {
    /// The article.
    pub article: usize,
    /// Its story's original.
    pub story: usize,
    /// Mentions that count as coverage.
    pub mentions: u32,
    /// Those in someone else's words.
    pub quoted: u32,
    /// Whether the headline names the company.
    pub headline: bool,
    /// Whether a sentence that names it holds a hedge.
    pub hedged: bool,
    /// Sum of the tone of the mentions that count for tone, in ten-thousandths.
    pub tone_sum: i64,
    /// How many those are.
    pub tone_n: i64,
    /// Dictionary counts of the sentences that name it.
    pub counts: WordCounts,
}

impl Fact {
    /// Tone of the article toward the company, −1 to 1.
    pub fn tone(&self) -> Option<f64> {
        (self.tone_n > 0).then(|| self.tone_sum as f64 / self.tone_n as f64 / 10_000.0)
    }
}

/// Numbers of one company in one scope: a period, or everything.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Tally {
    pub articles_n: usize,
    pub stories_n: usize,
    pub outlets_n: usize,
    pub mentions_n: u64,
    pub headline_n: usize,
    pub corpus_articles_n: usize,
    pub corpus_stories_n: usize,
    pub watchlist_stories_n: usize,
    pub tone_mean: Option<f64>,
    pub tone_interval: Option<(f64, f64)>,
    pub tone_stories_n: usize,
    pub positive_n: usize,
    pub neutral_n: usize,
    pub negative_n: usize,
    pub tone_with_reposts: Option<f64>,
    pub counts: WordCounts,
    pub quoted_n: u64,
    pub hedged_n: usize,
    /// Stories with a claim of this act against or for the company.
    pub toward: BTreeMap<Act, usize>,
    /// Stories with a claim of this act by the company.
    pub by: BTreeMap<Act, usize>,
}

/// One company: its tallies by period and in all.
#[derive(Debug, Clone)]
pub struct CompanySummary {
    /// Row in the entity table.
    pub entity: usize,
    /// A period, whether the corpus covers it whole, and its numbers; the undated, where there are any, come first.
    /// Companies that no article names share one row of zeros.
    pub periods: Arc<[(PeriodKey, bool, Tally)]>,
    /// Everything.
    pub total: Tally,
    /// First and last day with coverage.
    pub first_day: Option<Date>,
    /// Last day with coverage.
    pub last_day: Option<Date>,
    /// By outlet, sorted.
    pub outlets: Vec<OutletTally>,
    /// Stories that name it, by their original.
    pub stories: BTreeSet<usize>,
    /// Articles that name it.
    pub articles: BTreeSet<usize>,
    /// Of each of its stories the article that counts it: the first that names the company.
    pub firsts: BTreeSet<usize>,
}

/// One company in one outlet.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct OutletTally {
    pub outlet: String,
    pub articles_n: usize,
    pub originals_n: usize,
    pub tone_mean: Option<f64>,
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
}

/// A story whose tone is nearer to zero than this is neutral.
pub const NEUTRAL: f64 = 0.05;

/// Sums over all articles that a company's rows are held against.
struct Background {
    articles: BTreeMap<PeriodKey, usize>,
    stories: BTreeMap<PeriodKey, usize>,
    watched: BTreeMap<PeriodKey, usize>,
    periods: Vec<PeriodKey>,
    /// First and last day of each stretch.
    covered: Vec<(Date, Date)>,
}

/// Every company that gets a table, sorted by id.
pub fn companies(
    corpus: &Corpus,
    entities: &EntityTable,
    ledger: &[LedgerClaim],
    settings: &Settings,
) -> Vec<CompanySummary> {
    let facts = facts(corpus, entities);
    let background = Background::of(corpus, &facts, settings);
    let mut acts: BTreeMap<usize, Vec<&LedgerClaim>> = BTreeMap::new();
    for claim in ledger.iter().filter(|c| !c.negated) {
        let ends: BTreeSet<usize> = [claim.actor, claim.target].into_iter().flatten().collect();
        for entity in ends {
            acts.entry(entity).or_default().push(claim);
        }
    }
    let tabled: Vec<usize> = (0..entities.rows.len()).filter(|i| entities.rows[*i].tabled).collect();
    let none = Vec::new();
    let unnamed: Arc<[_]> =
        periods(usize::MAX, &[], &[], corpus, &background, settings, Seed::of(settings.seed, "")).into();
    let summaries: Vec<CompanySummary> = tabled
        .into_par_iter()
        .map(|entity| {
            let facts = facts.get(&entity).map_or(&[][..], Vec::as_slice);
            let claims = acts.get(&entity).unwrap_or(&none);
            let seed = Seed::of(settings.seed, &entities.rows[entity].id);
            let zeros = facts.is_empty().then(|| unnamed.clone());
            let periods =
                zeros.unwrap_or_else(|| periods(entity, facts, claims, corpus, &background, settings, seed).into());
            company(entity, facts, claims, corpus, &background, periods, seed)
        })
        .collect();
    // Without a watchlist, a name that was only credited has nothing to show.
    summaries.into_iter().filter(|c| entities.rows[c.entity].watched || c.total.articles_n > 0).collect()
}

/// What each article says of each tabled entity, by entity and article.
fn facts(corpus: &Corpus, entities: &EntityTable) -> BTreeMap<usize, Vec<Fact>> {
    let counted: Vec<usize> = corpus.counted().collect();
    let found: Vec<Vec<(usize, Fact)>> = counted.par_iter().map(|i| facts_of(corpus, entities, *i)).collect();
    let mut all: BTreeMap<usize, Vec<Fact>> = BTreeMap::new();
    for (row, fact) in found.into_iter().flatten() {
        all.entry(row).or_default().push(fact);
    }
    all
}

/// What one article says of each tabled entity it names.
fn facts_of(corpus: &Corpus, entities: &EntityTable, index: usize) -> Vec<(usize, Fact)> {
    let article = &corpus.articles[index];
    let rows = entities.rows_of(article);
    let mut here: BTreeMap<usize, (Fact, BTreeSet<u32>)> = BTreeMap::new();
    for mention in article.mentions.iter().filter(|m| m.counts()) {
        let row = rows.get(mention.entity as usize).copied().flatten();
        let Some(row) = row.filter(|row| entities.rows[*row].tabled) else { continue };
        let (fact, sentences) = here.entry(row).or_default();
        fact.article = index;
        fact.story = corpus.placed[index].original;
        fact.mentions += 1;
        fact.quoted += u32::from(mention.voice == Voice::Quoted);
        fact.headline |= mention.headline;
        fact.hedged |= mention.hedged;
        if mention.tone_counts() {
            fact.tone_sum += i64::from(mention.tone.unwrap_or(0));
            fact.tone_n += 1;
        }
        if sentences.insert(mention.sentence)
            && article.tone_supported
            && let Some(sentence) = article.sentences.get(mention.sentence as usize)
        {
            fact.counts.words += sentence.counts.words;
            fact.counts.positive += sentence.counts.positive;
            fact.counts.negative += sentence.counts.negative;
        }
    }
    here.into_iter().map(|(row, (fact, _))| (row, fact)).collect()
}

/// The first article of each story that names the company.
fn firsts<'a>(facts: &'a [Fact], corpus: &Corpus) -> BTreeMap<usize, &'a Fact> {
    let mut firsts: BTreeMap<usize, &Fact> = BTreeMap::new();
    for fact in facts {
        let first = firsts.entry(fact.story).or_insert(fact);
        if corpus.order(fact.article) < corpus.order(first.article) {
            *first = fact;
        }
    }
    firsts
}

impl Background {
    fn of(corpus: &Corpus, facts: &BTreeMap<usize, Vec<Fact>>, settings: &Settings) -> Self {
        let when = |article: usize| period_of(corpus.articles[article].published.as_ref(), settings.period);
        let mut articles: BTreeMap<PeriodKey, usize> = BTreeMap::new();
        let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut days: Vec<Date> = Vec::new();
        for index in corpus.counted() {
            *articles.entry(when(index)).or_default() += 1;
            days.extend(corpus.articles[index].published.as_ref().and_then(|p| p.day().parse::<Date>().ok()));
            let first = first_of.entry(corpus.placed[index].original).or_insert(index);
            if corpus.order(index) < corpus.order(*first) {
                *first = index;
            }
        }
        let mut stories: BTreeMap<PeriodKey, usize> = BTreeMap::new();
        for first in first_of.values() {
            *stories.entry(when(*first)).or_default() += 1;
        }
        let mut first_named: BTreeMap<usize, usize> = BTreeMap::new();
        for fact in facts.values().flatten() {
            let first = first_named.entry(fact.story).or_insert(fact.article);
            if corpus.order(fact.article) < corpus.order(*first) {
                *first = fact.article;
            }
        }
        let mut watched: BTreeMap<PeriodKey, usize> = BTreeMap::new();
        for first in first_named.values() {
            *watched.entry(when(*first)).or_default() += 1;
        }
        let first = settings.from.or_else(|| days.iter().min().copied());
        let last = settings.to.or_else(|| days.iter().max().copied());
        let stretches = stretch::stretches(articles.keys().copied().flatten(), settings.period);
        let mut periods: Vec<PeriodKey> = articles.contains_key(&None).then_some(None).into_iter().collect();
        periods.extend(stretch::periods(&stretches, settings.period));
        days.sort();
        let covered = stretches.iter().enumerate().map(|(at, stretch)| {
            // Between two stretches a corpus covers what its articles do, at its ends what it was cut to.
            let end = period::last(stretch.last, settings.period);
            let inner_first = days.iter().find(|day| **day >= stretch.first).copied();
            let inner_last = days.iter().rfind(|day| **day <= end).copied();
            let from = if at == 0 { first } else { inner_first };
            let to = if at + 1 == stretches.len() { last } else { inner_last };
            from.zip(to)
        });
        let covered = covered.flatten().collect();
        Background { articles, stories, watched, periods, covered }
    }

    /// Whether the corpus covers the whole of the period that begins on this day.
    fn covers(&self, start: Date, period: Period) -> bool {
        let end = period::last(start, period);
        self.covered.iter().any(|(first, last)| *first <= start && *last >= end)
    }
}

/// The numbers of a company in each period of the corpus.
fn periods(
    entity: usize,
    facts: &[Fact],
    claims: &[&LedgerClaim],
    corpus: &Corpus,
    background: &Background,
    settings: &Settings,
    seed: Seed,
) -> Vec<(PeriodKey, bool, Tally)> {
    let when = |article: usize| period_of(corpus.articles[article].published.as_ref(), settings.period);
    let firsts = firsts(facts, corpus);
    let mut by_period: BTreeMap<PeriodKey, (Vec<&Fact>, Vec<&Fact>)> = BTreeMap::new();
    for fact in facts {
        by_period.entry(when(fact.article)).or_default().0.push(fact);
    }
    for first in firsts.values() {
        by_period.entry(when(first.article)).or_default().1.push(first);
    }
    // A claim counts where its story does; a company that only acts in a story it is not named in has no row for it.
    let mut claims_of: BTreeMap<PeriodKey, Vec<&LedgerClaim>> = BTreeMap::new();
    for claim in claims {
        if let Some(first) = firsts.get(&claim.story) {
            claims_of.entry(when(first.article)).or_default().push(claim);
        }
    }
    let empty = (Vec::new(), Vec::new());
    background
        .periods
        .iter()
        .map(|key| {
            let (all, first) = by_period.get(key).unwrap_or(&empty);
            let claims = claims_of.get(key).map_or(&[][..], Vec::as_slice);
            let mut tally = tally(entity, all, first, claims, corpus, seed.period(*key));
            tally.corpus_articles_n = background.articles.get(key).copied().unwrap_or(0);
            tally.corpus_stories_n = background.stories.get(key).copied().unwrap_or(0);
            tally.watchlist_stories_n = background.watched.get(key).copied().unwrap_or(0);
            let complete = key.is_some_and(|start| background.covers(start, settings.period));
            (*key, complete, tally)
        })
        .collect()
}

fn company(
    entity: usize,
    facts: &[Fact],
    claims: &[&LedgerClaim],
    corpus: &Corpus,
    background: &Background,
    periods: Arc<[(PeriodKey, bool, Tally)]>,
    seed: Seed,
) -> CompanySummary {
    let firsts = firsts(facts, corpus);
    let all: Vec<&Fact> = facts.iter().collect();
    let first: Vec<&Fact> = firsts.values().copied().collect();
    let in_all: Vec<&LedgerClaim> = claims.iter().filter(|c| firsts.contains_key(&c.story)).copied().collect();
    let mut total = tally(entity, &all, &first, &in_all, corpus, seed.total());
    total.corpus_articles_n = background.articles.values().sum();
    total.corpus_stories_n = background.stories.values().sum();
    total.watchlist_stories_n = background.watched.values().sum();
    let days = days(corpus, facts.iter());
    CompanySummary {
        entity,
        periods,
        total,
        first_day: days.0,
        last_day: days.1,
        outlets: outlets(facts, corpus),
        stories: firsts.keys().copied().collect(),
        articles: facts.iter().map(|f| f.article).collect(),
        firsts: firsts.values().map(|f| f.article).collect(),
    }
}

/// Adds up the articles and the stories of one scope.
fn tally(entity: usize, all: &[&Fact], firsts: &[&Fact], claims: &[&LedgerClaim], corpus: &Corpus, seed: u64) -> Tally {
    let mut tally = Tally { articles_n: all.len(), stories_n: firsts.len(), ..Tally::default() };
    let outlets: BTreeSet<&str> =
        all.iter().map(|f| &*corpus.articles[f.article].outlet).filter(|o| !o.is_empty()).collect();
    tally.outlets_n = outlets.len();
    for fact in all {
        tally.mentions_n += u64::from(fact.mentions);
        tally.quoted_n += u64::from(fact.quoted);
        tally.headline_n += usize::from(fact.headline);
    }
    for first in firsts {
        tally.hedged_n += usize::from(first.hedged);
        tally.counts.words += first.counts.words;
        tally.counts.positive += first.counts.positive;
        tally.counts.negative += first.counts.negative;
    }
    let tones: Vec<f64> = firsts.iter().filter_map(|f| f.tone()).collect();
    tally.tone_stories_n = tones.len();
    tally.positive_n = tones.iter().filter(|t| **t >= NEUTRAL).count();
    tally.negative_n = tones.iter().filter(|t| **t <= -NEUTRAL).count();
    tally.neutral_n = tones.len() - tally.positive_n - tally.negative_n;
    tally.tone_mean = mean(&tones);
    tally.tone_interval = bootstrap(&tones, seed);
    tally.tone_with_reposts = mean(&all.iter().filter_map(|f| f.tone()).collect::<Vec<_>>());
    let mut toward: BTreeMap<Act, BTreeSet<usize>> = BTreeMap::new();
    let mut by: BTreeMap<Act, BTreeSet<usize>> = BTreeMap::new();
    for claim in claims {
        if claim.target == Some(entity) {
            toward.entry(claim.act).or_default().insert(claim.story);
        }
        if claim.actor == Some(entity) {
            by.entry(claim.act).or_default().insert(claim.story);
        }
    }
    tally.toward = toward.into_iter().map(|(act, stories)| (act, stories.len())).collect();
    tally.by = by.into_iter().map(|(act, stories)| (act, stories.len())).collect();
    tally
}

fn days<'a>(corpus: &Corpus, facts: impl Iterator<Item = &'a Fact>) -> (Option<Date>, Option<Date>) {
    let days = facts.filter_map(|f| corpus.articles[f.article].published.as_ref()?.day().parse::<Date>().ok());
    days.fold((None, None), |(first, last), day| {
        (Some(first.map_or(day, |f: Date| f.min(day))), Some(last.map_or(day, |l: Date| l.max(day))))
    })
}

fn outlets(facts: &[Fact], corpus: &Corpus) -> Vec<OutletTally> {
    let mut by_outlet: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        by_outlet.entry(&corpus.articles[fact.article].outlet).or_default().push(fact);
    }
    by_outlet
        .into_iter()
        .map(|(outlet, facts)| {
            let (first_day, last_day) = days(corpus, facts.iter().copied());
            OutletTally {
                outlet: outlet.to_string(),
                articles_n: facts.len(),
                originals_n: facts.iter().filter(|f| f.story == f.article).count(),
                tone_mean: mean(&facts.iter().filter_map(|f| f.tone()).collect::<Vec<_>>()),
                first_day,
                last_day,
            }
        })
        .collect()
}
