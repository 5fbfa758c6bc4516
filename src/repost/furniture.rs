//! Templates: what an outlet prints under many distinct stories, learned from the corpus.
//!
//! Stories are counted, not articles, or a wire story scraped ten times would count as furniture: an article speaks
//! for a template only with a run of words of its own, and articles with the same such words speak once.

use super::shelf::Words;
use super::text::{GRAM, grams, is_set, whole};
use super::{BlockPrint, Candidate, Furniture, Prints, RepostSettings, Shelf};
use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Fewest 5-grams in a row that make a run of an article's own.
const OWN_RUN: usize = 15;
/// Share of an article that must be its own for it to speak for a template of any kind.
const OWN_SHARE: f64 = 0.25;
/// 5-grams of its own that an article needs to speak for a template that stands everywhere.
const OWN_LEAST: usize = 30;
/// Fewest articles of an outlet of which one can say that something stands everywhere.
const LEAST_FOR_EVERYWHERE: usize = 20;

/// Articles of an outlet that its templates are learned from at most: those whose texts have the least hashes, which
/// are as good as drawn by lot and do not depend on the rest of the corpus.
const LEARNED_FROM: usize = 4096;

/// What is furniture, by article.
#[derive(Default)]
pub(super) struct Templates {
    pub(super) rows: Vec<Furniture>,
    /// Per article, the blocks that are templates.
    pub(super) blocks: Vec<Vec<u32>>,
    /// Per article, a bit a word of [`super::Prints::words`]; empty where nothing is gone.
    pub(super) gone: Vec<Box<[u64]>>,
}

/// Learns the templates of every named outlet.
pub(super) fn learn(articles: &[Candidate], shelf: &Shelf, settings: &RepostSettings) -> Templates {
    let mut outlets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, article) in articles.iter().enumerate() {
        if !article.outlet.is_empty() && article.outlet != "unknown" {
            outlets.entry(article.outlet).or_default().push(index);
        }
    }
    let least = settings.template_stories.max(2) as usize;
    let outlets: Vec<(&str, Vec<usize>)> = outlets.into_iter().filter(|(_, a)| a.len() >= least).collect();
    let learned: Vec<Learned> =
        outlets.par_iter().map(|(name, of)| learn_outlet(name, of, articles, shelf, settings)).collect();
    let mut all = Templates { blocks: vec![Vec::new(); articles.len()], ..Templates::default() };
    all.gone.resize_with(articles.len(), Box::default);
    for one in learned {
        all.rows.extend(one.rows);
        for (article, blocks, gone) in one.marks {
            all.blocks[article] = blocks;
            all.gone[article] = gone;
        }
    }
    all
}

#[derive(Default)]
struct Learned {
    rows: Vec<Furniture>,
    marks: Vec<(usize, Vec<u32>, Box<[u64]>)>,
}

/// Who speaks for a 5-gram or a block.
#[derive(Default, Clone)]
struct Voices {
    articles: u32,
    /// Articles with enough of their own, by what is their own.
    strict: Vec<u32>,
    loose: Vec<u32>,
}

impl Voices {
    fn hear(&mut self, own: Own, most: usize) {
        self.articles += 1;
        if own.strict && self.strict.len() < most && !self.strict.contains(&own.key) {
            self.strict.push(own.key);
        }
        if own.loose && self.loose.len() < most && !self.loose.contains(&own.key) {
            self.loose.push(own.key);
        }
    }

    fn is_template(&self, articles: usize, settings: &RepostSettings) -> bool {
        let least = settings.template_stories as usize;
        let share = f64::from(self.articles) / articles as f64;
        let everywhere = articles >= LEAST_FOR_EVERYWHERE && share >= settings.template_everywhere;
        share >= settings.template_share && (self.strict.len() >= least || everywhere && self.loose.len() >= least)
    }
}

/// What of an article stands nowhere else often.
#[derive(Clone, Copy)]
struct Own {
    key: u32,
    strict: bool,
    loose: bool,
}

fn learn_outlet(name: &str, of: &[usize], articles: &[Candidate], shelf: &Shelf, settings: &RepostSettings) -> Learned {
    let mut scratch = Words::default();
    // Word-for-word copies speak once.
    let mut met = HashSet::default();
    let mut distinct: Vec<(u64, usize)> = of
        .iter()
        .map(|&article| {
            shelf.words(articles[article].prints, &mut scratch);
            (whole(&scratch), article)
        })
        .filter(|(hash, _)| met.insert(*hash))
        .collect();
    drop(met);
    if distinct.len() > LEARNED_FROM {
        distinct.select_nth_unstable(LEARNED_FROM);
        distinct.truncate(LEARNED_FROM);
    }
    distinct.sort_unstable_by_key(|(_, article)| *article);
    let distinct: Vec<Prints> = distinct.iter().map(|(_, article)| shelf.prints(articles[*article].prints)).collect();
    let n = distinct.len();
    let least = (settings.template_stories.max(2) as usize).max((settings.template_share * n as f64).ceil() as usize);
    if n < least {
        return Learned::default();
    }
    // A table of counters, a little too high where hashes collide, says which 5-grams may be frequent.
    let total: usize = distinct.iter().map(|p| p.words.len()).sum();
    let size = (total * 2).next_power_of_two().clamp(1 << 10, 1 << 26);
    let mut counters = vec![0u16; size];
    for prints in &distinct {
        for gram in grams(&prints.words) {
            let counter = &mut counters[gram as usize & (size - 1)];
            *counter = counter.saturating_add(1);
        }
    }
    let bar = least.min(u16::MAX as usize) as u16;
    let frequent = |gram: u32| counters[gram as usize & (size - 1)] >= bar;
    let owns: Vec<Own> = distinct.iter().map(|p| own(&p.words, frequent)).collect();

    let most = settings.template_stories as usize;
    let mut voices: HashMap<u32, (u32, Voices)> = HashMap::default();
    let mut blocks: HashMap<u64, (u32, Voices)> = HashMap::default();
    for (article, prints) in distinct.iter().enumerate() {
        for block in &prints.blocks {
            let entry = blocks.entry(block.hash).or_insert((u32::MAX, Voices::default()));
            if entry.0 != article as u32 {
                entry.0 = article as u32;
                entry.1.articles += 1;
            }
        }
    }
    blocks.retain(|_, (_, voices)| voices.articles as usize >= least);
    blocks.values_mut().for_each(|entry| *entry = (u32::MAX, Voices::default()));
    for (article, (prints, &own)) in distinct.iter().zip(&owns).enumerate() {
        for gram in grams(&prints.words).filter(|&g| frequent(g)) {
            let entry = voices.entry(gram).or_insert((u32::MAX, Voices::default()));
            if entry.0 != article as u32 {
                entry.0 = article as u32;
                entry.1.hear(own, most);
            }
        }
        for block in &prints.blocks {
            if let Some(entry) = blocks.get_mut(&block.hash)
                && entry.0 != article as u32
            {
                entry.0 = article as u32;
                entry.1.hear(own, usize::MAX);
            }
        }
    }
    let is_common = |v: &Voices| v.articles as usize >= least && v.is_template(n, settings);
    let templates: HashSet<u32> = voices.iter().filter(|(_, (_, v))| is_common(v)).map(|(g, _)| *g).collect();
    drop(voices);
    blocks.retain(|_, (_, v)| is_common(v));
    if templates.is_empty() && blocks.is_empty() {
        return Learned::default();
    }

    let mut found = Learned::default();
    let mut rows: BTreeMap<u64, (Furniture, Vec<u32>)> = BTreeMap::new();
    for &article in of {
        shelf.words(articles[article].prints, &mut scratch);
        let marked = mark(&scratch, &shelf.blocks(articles[article].prints), &templates, &blocks);
        if marked.gone.is_empty() {
            continue;
        }
        let key = own(&scratch, frequent).key;
        for &(block, hash, words) in &marked.blocks {
            let row = rows.entry(hash).or_insert_with(|| {
                let row = Furniture {
                    outlet: name.to_string(),
                    hash,
                    articles_n: 0,
                    stories_n: 0,
                    words_n: words,
                    example: (article, block),
                };
                (row, Vec::new())
            });
            row.0.articles_n += 1;
            row.1.push(key);
        }
        let mut ids: Vec<u32> = marked.blocks.iter().map(|b| b.0).collect();
        ids.dedup();
        found.marks.push((article, ids, marked.gone));
    }
    found.rows = rows
        .into_values()
        .map(|(mut row, mut keys)| {
            keys.sort_unstable();
            keys.dedup();
            row.stories_n = keys.len() as u32;
            row
        })
        .collect();
    found
}

/// The runs of an article that stand nowhere else often.
fn own(words: &[u16], frequent: impl Fn(u32) -> bool) -> Own {
    let mut key = u32::MAX;
    let (mut own, mut run, mut least_in_run, mut all) = (0, 0, u32::MAX, 0);
    for gram in grams(words) {
        all += 1;
        if frequent(gram) {
            (run, least_in_run) = (0, u32::MAX);
            continue;
        }
        run += 1;
        least_in_run = least_in_run.min(gram);
        if run >= OWN_RUN {
            own += if run == OWN_RUN { OWN_RUN } else { 1 };
            key = key.min(least_in_run);
        }
    }
    let strict = own > 0 && own as f64 >= OWN_SHARE * f64::from(all);
    Own { key, strict, loose: own >= OWN_LEAST }
}

/// What of one article is furniture.
struct Marked {
    /// Block, hash it is listed under, words.
    blocks: Vec<(u32, u64, u32)>,
    gone: Box<[u64]>,
}

fn mark(
    words: &[u16],
    printed: &[BlockPrint],
    templates: &HashSet<u32>,
    blocks: &HashMap<u64, (u32, Voices)>,
) -> Marked {
    let mut gone = vec![0u64; words.len().div_ceil(64)];
    let mut set = |from: usize, to: usize| (from..to).for_each(|at| gone[at / 64] |= 1 << (at % 64));
    let mut common = Vec::new();
    for (at, gram) in grams(words).enumerate() {
        if templates.contains(&gram) {
            set(at, at + GRAM);
            common.push((at, gram));
        }
    }
    let mut start = 0;
    for block in printed {
        if blocks.contains_key(&block.hash) {
            set(start, start + block.words as usize);
        }
        start += block.words as usize;
    }
    // An island of a few words in furniture is its variable part: a date, a name, a count.
    let mut listed: Vec<(u32, u64, u32)> = Vec::new();
    let mut start = 0;
    for block in printed {
        let end = start + block.words as usize;
        let left = (start..end).filter(|&at| !is_set(&gone, at)).count();
        if left * 3 <= block.words as usize {
            (start..end).for_each(|at| gone[at / 64] |= 1 << (at % 64));
            let hash = if blocks.contains_key(&block.hash) {
                block.hash
            } else {
                let inside = common.iter().filter(|(at, _)| (start..end).contains(at));
                inside.map(|(_, gram)| u64::from(*gram)).min().unwrap_or(block.hash)
            };
            listed.push((block.block, hash, block.words));
        }
        start = end;
    }
    if gone.iter().all(|bits| *bits == 0) {
        gone.clear();
    }
    Marked { blocks: listed, gone: gone.into_boxed_slice() }
}
