//! Notices: what most articles of a corpus end in, under bodies of their own, and no outlet's template holds: the
//! legal notice of a database whose articles name no outlet. Left out of the fingerprint, not called furniture.
//!
//! A story copied by most of a corpus looks much the same; but it stands first, and what is unlike follows it.

use super::furniture::Templates;
use super::prints::mix;
use super::shelf::Words;
use super::text::{GRAM, grams, is_set, whole};
use super::{Candidate, RepostSettings, Shelf};
use rapidhash::v3::rapidhash_v3;
use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};
use rayon::prelude::*;

/// Articles looked at: those whose ids have the least hashes.
const SAMPLE: usize = 2048;
/// Words of its own before the notice that an article needs to speak for it.
const OWN_BEFORE: usize = 50;
/// 5-grams of a notice in a row that are left out; fewer may be a turn of phrase.
const RUN: usize = 16;

/// Takes notices out of every article that says something besides.
pub(super) fn cut(articles: &[Candidate], shelf: &Shelf, templates: &mut Templates, settings: &RepostSettings) {
    if settings.notice_articles == 0 || articles.len() < settings.notice_articles as usize {
        return;
    }
    let notices = learn(articles, shelf, templates, settings);
    if notices.is_empty() {
        return;
    }
    templates.gone.par_iter_mut().enumerate().for_each_init(Words::default, |words, (article, gone)| {
        shelf.words(articles[article].prints, words);
        let inside: Vec<bool> = grams(words).map(|g| notices.contains(&g)).collect();
        let mut bits = gone.to_vec();
        bits.resize(words.len().div_ceil(64), 0);
        let mut at = 0;
        for run in inside.chunk_by(|a, b| a == b) {
            if run[0] && run.len() >= RUN {
                (at..at + run.len() + GRAM - 1).for_each(|word| bits[word / 64] |= 1 << (word % 64));
            }
            at += run.len();
        }
        if (0..words.len()).any(|at| !is_set(&bits, at)) && bits.iter().any(|b| *b != 0) {
            *gone = bits.into_boxed_slice();
        }
    });
}

/// The 5-grams of notices.
fn learn(articles: &[Candidate], shelf: &Shelf, templates: &Templates, settings: &RepostSettings) -> HashSet<u32> {
    let mut sample: Vec<(u64, usize)> =
        articles.iter().enumerate().map(|(index, a)| (mix(rapidhash_v3(a.id.as_bytes()), 1), index)).collect();
    if sample.len() > SAMPLE {
        sample.select_nth_unstable(SAMPLE);
        sample.truncate(SAMPLE);
    }
    let texts: Vec<Words> = sample
        .par_iter()
        .map(|&(_, article)| {
            let mut words = Words::default();
            shelf.words(articles[article].prints, &mut words);
            words.retain(|at| !is_set(&templates.gone[article], at));
            words
        })
        .collect();
    // Word-for-word copies speak once.
    let mut met = HashSet::default();
    let texts: Vec<Words> = texts.into_iter().filter(|words| met.insert(whole(words))).collect();
    let least = ((settings.notice_share * texts.len() as f64) as u32).max(settings.notice_articles / 2);
    let frequent = frequent(&texts, least);
    if frequent.is_empty() {
        return frequent;
    }
    let under_a_body =
        |words: &Words| grams(words).position(|g| frequent.contains(&g)).is_some_and(|at| at >= OWN_BEFORE);
    let speakers: Vec<Words> = texts.into_iter().filter(under_a_body).collect();
    self::frequent(&speakers, least)
}

/// 5-grams that stand in so many texts.
fn frequent(texts: &[Words], least: u32) -> HashSet<u32> {
    let mut counts: HashMap<u32, (u32, u32)> = HashMap::default();
    for (index, words) in texts.iter().enumerate() {
        for gram in grams(words) {
            let count = counts.entry(gram).or_insert((u32::MAX, 0));
            if count.0 != index as u32 {
                *count = (index as u32, count.1 + 1);
            }
        }
    }
    counts.into_iter().filter(|(_, (_, n))| *n >= least).map(|(gram, _)| gram).collect()
}
