//! Stars: each article joins the centre it overlaps best. No article joins a story through a third one.

use super::centres::{Centres, Counts, LEAST_SHARED, Near};
use super::index::{EVERY, Index};
use super::overlap::{Known, Overlap};
use super::shelf::Words;
use super::text::{Texts, whole};
use super::{Candidate, DatePrecision, Pair, RepostSettings};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Closeness from which on no better centre is looked for.
const SETTLED: f64 = 0.8;

/// Places in posting lists that the first look at a text goes through at most.
const FIRST_LOOK: usize = 8192;

/// Articles a thread takes at least: each piece counts on a list as long as the corpus.
const PIECE: usize = 128;

/// Who belongs to whom.
pub(super) struct Stars {
    /// Per article its centre, which may be itself.
    pub(super) centre: Vec<usize>,
    /// Per article, where it is a round-up, the centres it draws on.
    pub(super) digest_of: Vec<Vec<usize>>,
    /// One pair a member that is not the centre, by centre, then member.
    pub(super) pairs: Vec<Pair>,
}

/// Groups the articles into stars.
pub(super) fn stars(articles: &[Candidate], texts: &Texts, settings: &RepostSettings) -> Stars {
    let mut stars =
        Stars { centre: (0..articles.len()).collect(), digest_of: vec![Vec::new(); articles.len()], pairs: Vec::new() };
    let mut ranked: Vec<usize> = (0..articles.len()).filter(|&a| texts.is_long_enough(a)).collect();
    ranked.sort_by_key(|&a| {
        let article = &articles[a];
        (article.seconds.or(article.day.map(|d| d * 86_400)).unwrap_or(i64::MAX), Reverse(texts.len(a)), a)
    });
    let ranked = without_copies(articles, texts, &ranked, settings, &mut stars.centre);
    let index = Index::new(&ranked, texts);
    let mut order = by_weight(&index, &ranked, settings);
    order.sort_by_key(|seen| (seen.mixed, Reverse(seen.weight), seen.rank));
    let mut search = Search { articles, texts, settings, ranked: &ranked, centres: Centres::new(index) };
    for batch in batches(&order) {
        search.place(batch, &mut stars);
    }
    follow(&mut stars, texts);
    stars
}

/// Word-for-word copies follow the article that spoke for them, and match its centre as it does.
fn follow(stars: &mut Stars, texts: &Texts) {
    let of: HashMap<usize, usize> = stars.pairs.iter().enumerate().map(|(n, pair)| (pair.a, n)).collect();
    for article in 0..stars.centre.len() {
        let same = stars.centre[article];
        if same == article || of.contains_key(&article) {
            continue;
        }
        stars.centre[article] = stars.centre[same];
        stars.pairs.push(match of.get(&same) {
            Some(&pair) => Pair { a: article, ..stars.pairs[pair].clone() },
            None => Pair {
                a: article,
                b: same,
                containment_ab: 1.0,
                containment_ba: 1.0,
                jaccard: 1.0,
                shared_words: texts.len(article),
                kind: "exact",
                rule: "identical",
            },
        });
    }
    stars.pairs.sort_unstable_by_key(|pair| (pair.b, pair.a));
}

/// The order cut into batches that grow: what a batch finds among earlier centres is looked for in parallel. Their
/// sizes do not depend on the threads.
fn batches(order: &[Seen]) -> impl Iterator<Item = &[Seen]> {
    let (mut rest, mut size) = (order, 32);
    std::iter::from_fn(move || {
        let (batch, behind) = rest.split_at(size.min(rest.len()));
        rest = behind;
        size = (size * 2).min(4096);
        (!batch.is_empty()).then_some(batch)
    })
}

/// Points word-for-word copies at the first of them within the window; gives back those that stand for themselves.
fn without_copies(
    articles: &[Candidate],
    texts: &Texts,
    ranked: &[usize],
    settings: &RepostSettings,
    centre: &mut [usize],
) -> Vec<usize> {
    let hashes: Vec<u64> = ranked
        .par_iter()
        .map_init(Words::default, |scratch, &article| {
            texts.read(article, scratch);
            whole(scratch)
        })
        .collect();
    // The latest that stands for each text; dates ascend, so a later one only ever falls out of its window.
    let mut first: HashMap<u64, usize> = HashMap::new();
    ranked
        .iter()
        .zip(hashes)
        .filter_map(|(&article, hash)| match first.get(&hash) {
            Some(&same) if in_window(&articles[same], &articles[article], settings) => {
                centre[article] = same;
                None
            }
            _ => {
                first.insert(hash, article);
                Some(article)
            }
        })
        .collect()
}

/// What the first look says of a text.
#[derive(Clone, Copy)]
struct Seen {
    rank: usize,
    /// 5-grams shared with all others, summed.
    weight: u64,
    /// Whether it shares different parts with different others, as round-ups do: those are placed last.
    mixed: bool,
}

/// Looks at every text that shares enough with any other.
fn by_weight(index: &Index, ranked: &[usize], settings: &RepostSettings) -> Vec<Seen> {
    (0..ranked.len())
        .into_par_iter()
        .with_min_len(PIECE)
        .map_init(
            || (vec![0u32; ranked.len()], Vec::<u32>::new()),
            |(counts, touched), rank| {
                let lists = index.lists_of(rank);
                let cap = settings.posting_cap as usize;
                // Of a text whose lists are long, every second, third … list stands for the others.
                let places: usize = lists.iter().map(|&l| index.list(l).len().min(cap)).sum();
                let step = (places / FIRST_LOOK).max(1);
                for &list in lists.iter().step_by(step) {
                    for &other in index.list(list).iter().take(cap) {
                        if counts[other as usize] == 0 {
                            touched.push(other);
                        }
                        counts[other as usize] += step as u32;
                    }
                }
                let mut weight = 0;
                let mut most = (0, u32::MAX);
                for &other in touched.iter().filter(|&&o| o as usize != rank) {
                    let count = counts[other as usize];
                    if count >= LEAST_SHARED {
                        weight += u64::from(count);
                        most = most.max((count, u32::MAX - other));
                    }
                }
                let best = u32::MAX - most.1;
                // What is shared with others, but not with the best of them.
                let mut apart = 0;
                if weight > 0 {
                    for &list in lists.iter().step_by(step) {
                        let of = index.list(list);
                        let of = &of[..of.len().min(cap)];
                        if of.binary_search(&best).is_err()
                            && of.iter().any(|&o| o as usize != rank && counts[o as usize] * 4 >= most.0)
                        {
                            apart += step as u32;
                        }
                    }
                }
                touched.drain(..).for_each(|other| counts[other as usize] = 0);
                let mixed = apart * 6 >= most.0 && apart * EVERY * 4 >= settings.digest_words;
                (weight > 0).then_some(Seen { rank, weight, mixed })
            },
        )
        .flatten_iter()
        .collect()
}

/// The centres found so far, by the lists they stand in.
struct Search<'a> {
    articles: &'a [Candidate<'a>],
    texts: &'a Texts<'a>,
    settings: &'a RepostSettings,
    ranked: &'a [usize],
    centres: Centres,
}

/// What a thread of the search needs, kept from text to text.
#[derive(Default)]
struct Scratch {
    counts: Counts,
    words: Words,
    here: Known,
    there: Known,
}

/// Centres compared with a text: those that share most first.
#[derive(Default)]
struct Compared {
    near: Vec<Near>,
    /// Share of the text's lists that were gone through to find them.
    looked: f64,
    overlaps: Vec<(usize, Overlap)>,
}

impl Search<'_> {
    /// Lets each text of a batch join a centre or become one, in order.
    fn place(&mut self, batch: &[Seen], stars: &mut Stars) {
        let known = self.centres.len();
        let compared: Vec<Compared> = batch
            .par_iter()
            .with_min_len(PIECE)
            .map_init(Scratch::default, |scratch, seen| {
                let (near, looked) = self.centres.near(seen.rank, 0, &mut scratch.counts, self.settings);
                self.compare(seen, Compared { near, looked, overlaps: Vec::new() }, &[], scratch)
            })
            .collect();
        let mut scratch = Scratch::default();
        for (seen, mut compared) in batch.iter().zip(compared) {
            // Centres of this very batch, which the others could not see.
            let (mut near, looked) = self.centres.near(seen.rank, known, &mut scratch.counts, self.settings);
            if !near.is_empty() {
                near.extend(&compared.near);
                near.sort_unstable();
                near.truncate(self.settings.candidates as usize);
                let all = Compared { near, looked: looked.min(compared.looked), overlaps: Vec::new() };
                compared = self.compare(seen, all, &compared.overlaps, &mut scratch);
            }
            self.join(seen, &compared, stars);
        }
    }

    /// Compares a text with the centres near it, those that share most first, until one settles it.
    fn compare(
        &self,
        seen: &Seen,
        mut compared: Compared,
        before: &[(usize, Overlap)],
        scratch: &mut Scratch,
    ) -> Compared {
        let article = self.ranked[seen.rank];
        let Scratch { words, here, there, .. } = scratch;
        let mut read = false;
        for &(Reverse(count), rank) in &compared.near {
            let centre = self.ranked[rank as usize];
            let least = compared.looked * self.least(article, centre, seen.mixed);
            if count < (least as u32).max(LEAST_SHARED) {
                continue;
            }
            let overlap = before.iter().find(|(c, _)| *c == centre).map(|(_, o)| o.clone());
            let overlap = overlap.unwrap_or_else(|| {
                if !read {
                    self.texts.read(article, words);
                    here.read(words);
                    read = true;
                }
                self.texts.read(centre, words);
                there.read(words);
                Overlap::of(here, there, self.settings)
            });
            // Most articles are copies of one text: the first look is the last.
            let settled = !seen.mixed
                && overlap.closeness() >= SETTLED
                && overlap.rule(self.settings).is_some()
                && in_window(&self.articles[article], &self.articles[centre], self.settings);
            compared.overlaps.push((centre, overlap));
            if settled {
                break;
            }
        }
        compared
    }

    /// Indexed 5-grams that two texts share at least where a rule can accept them, as expected of the part that is
    /// indexed; of what a round-up holds of each of its stories, half.
    fn least(&self, a: usize, b: usize, mixed: bool) -> f64 {
        let settings = self.settings;
        let words = f64::from(self.texts.len(a).min(self.texts.len(b)));
        let led = settings.verbatim * f64::from(settings.led_words).max(settings.led_share * words);
        let mut least = (settings.verbatim * words).min(led);
        if mixed {
            let part = settings.digest_share * f64::from(self.texts.len(a));
            least = least.min(part.max(f64::from(settings.digest_words)) / 2.0);
        }
        least / f64::from(EVERY)
    }

    /// Lets a text join the best centre, or become one.
    fn join(&mut self, seen: &Seen, compared: &Compared, stars: &mut Stars) {
        let article = self.ranked[seen.rank];
        // A round-up may look back further than a copy does.
        let best = compared
            .overlaps
            .iter()
            .filter(|(centre, _)| in_window(&self.articles[article], &self.articles[*centre], self.settings))
            .filter(|(_, o)| o.rule(self.settings).is_some())
            // Who has one story of a round-up is no copy of the round-up.
            .filter(|(centre, o)| stars.digest_of[*centre].is_empty() || o.covered_b * 5 >= o.words_b * 3)
            .max_by_key(|(centre, o)| (o.covered_a, o.shared, Reverse(o.words_b), Reverse(*centre)));
        // What a round-up holds are stories, no other round-ups.
        let of_stories = || compared.overlaps.iter().filter(|(c, _)| stars.digest_of[*c].is_empty());
        let digest = if seen.mixed { parts(of_stories().collect(), self.settings) } else { Vec::new() };
        let copied = best.is_some_and(|(_, o)| o.covered_a * 5 >= o.words_a * 4);
        match best {
            Some((centre, overlap)) if digest.is_empty() || copied => {
                stars.centre[article] = *centre;
                stars.pairs.push(pair(article, *centre, overlap, self.settings));
            }
            _ => {
                stars.digest_of[article] = digest;
                self.centres.add(seen.rank);
            }
        }
    }
}

/// The centres of which an article holds parts, where those are two or more and none of them is all of it.
fn parts(overlaps: Vec<&(usize, Overlap)>, settings: &RepostSettings) -> Vec<usize> {
    let mut by_cover = overlaps.clone();
    by_cover.sort_by_key(|(centre, o)| (Reverse(o.covered_a), *centre));
    let mut found: Vec<usize> = Vec::new();
    let mut taken: Vec<(u32, u32)> = Vec::new();
    let (mut largest, mut covered) = (0, 0);
    for (centre, overlap) in by_cover {
        let shared_with_taken: u32 = overlap
            .runs
            .iter()
            .map(|r| taken.iter().map(|t| r.1.min(t.1).saturating_sub(r.0.max(t.0))).sum::<u32>())
            .sum();
        let new = overlap.covered_a.saturating_sub(shared_with_taken as usize);
        let least = (settings.digest_share * overlap.words_a as f64).max(f64::from(settings.digest_words));
        if new as f64 >= least && new * 2 >= overlap.covered_a && new * 3 >= largest {
            largest = largest.max(new);
            covered += new;
            found.push(*centre);
            taken.extend(&overlap.runs);
            taken = merged(taken);
        }
    }
    // Mostly its own, or one story nearly whole and only the beginnings of others: an article with cards below it.
    let whole = |centre: &usize| {
        overlaps.iter().find(|(c, _)| c == centre).map_or(0.0, |(_, o)| o.covered_b as f64 / o.words_b.max(1) as f64)
    };
    let mut wholes: Vec<f64> = found.iter().map(whole).collect();
    wholes.sort_by(|x, y| y.total_cmp(x));
    let words = overlaps.first().map_or(0, |(_, o)| o.words_a);
    if found.len() < 2 || covered * 2 < words || wholes[0] >= 0.7 && wholes[1] < 0.5 {
        found.clear();
    }
    found.sort_unstable();
    found
}

/// Runs as they cover the words, without overlap.
fn merged(mut runs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    runs.sort_unstable();
    let mut apart: Vec<(u32, u32)> = Vec::with_capacity(runs.len());
    for run in runs {
        match apart.last_mut() {
            Some(last) if run.0 <= last.1 => last.1 = last.1.max(run.1),
            _ => apart.push(run),
        }
    }
    apart
}

/// Whether two articles may be of one story by their dates.
fn in_window(a: &Candidate, b: &Candidate, settings: &RepostSettings) -> bool {
    let (Some(first), Some(second)) = (a.day, b.day) else { return true };
    let (early, late) = if first <= second { (a, second) } else { (b, first) };
    let last = first.min(second) + vague_days(early.precision);
    settings.days == 0 || late - last <= i64::from(settings.days)
}

/// Days by which the true date may be later than the day given.
pub(super) fn vague_days(precision: Option<DatePrecision>) -> i64 {
    match precision {
        Some(DatePrecision::Year) => 365,
        Some(DatePrecision::Month) => 30,
        _ => 0,
    }
}

fn pair(a: usize, b: usize, o: &Overlap, settings: &RepostSettings) -> Pair {
    let kind = match (o.words_a * 5, o.words_b * 5) {
        (here, _) if here <= o.words_b * 4 => "cut",
        (_, there) if there <= o.words_a * 4 => "expanded",
        _ => "near",
    };
    Pair {
        a,
        b,
        containment_ab: o.containment_ab(),
        containment_ba: o.containment_ba(),
        jaccard: o.jaccard(),
        shared_words: o.covered_a as u32,
        kind,
        rule: o.rule(settings).unwrap_or("near"),
    }
}
