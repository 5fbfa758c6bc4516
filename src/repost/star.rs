//! Stars: each article joins the centre it overlaps best. No article joins a story through a third one.

use super::index::Index;
use super::overlap::{Known, Overlap};
use super::text::{Texts, whole};
use super::{Candidate, DatePrecision, Pair, RepostSettings};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Shared indexed 5-grams below which two articles are not looked at.
const LEAST_SHARED: u32 = 3;

/// Closeness from which on no better centre is looked for.
const SETTLED: f64 = 0.8;

/// Who belongs to whom.
pub(super) struct Stars {
    /// Per article its centre, which may be itself.
    pub(super) centre: Vec<usize>,
    /// Per article, where it is a round-up, the centres it draws on.
    pub(super) digest_of: Vec<Vec<usize>>,
    /// One pair a member that is not the centre.
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
    let mut same: Vec<usize> = (0..articles.len()).collect();
    let ranked = without_copies(articles, texts, &ranked, settings, &mut same);
    let index = Index::new(&ranked, texts);
    let mut order = by_weight(&index, &ranked, settings);
    order.sort_by_key(|seen| (seen.mixed, Reverse(seen.weight), seen.rank));
    let mut search = Search {
        articles,
        texts,
        settings,
        index: &index,
        ranked: &ranked,
        heads: vec![u32::MAX; index.len()],
        links: Vec::new(),
        counts: vec![0; ranked.len()],
    };
    for seen in order {
        search.place(seen, &mut stars);
    }
    // Word-for-word copies follow the article that spoke for them.
    for article in (0..articles.len()).filter(|&a| same[a] != a) {
        stars.centre[article] = stars.centre[same[article]];
    }
    let verified = std::mem::take(&mut stars.pairs);
    stars.pairs = pairs(&stars.centre, &same, texts, verified);
    stars
}

/// Points word-for-word copies at the first of them within the window; gives back those that stand for themselves.
fn without_copies(
    articles: &[Candidate],
    texts: &Texts,
    ranked: &[usize],
    settings: &RepostSettings,
    same_as: &mut [usize],
) -> Vec<usize> {
    let hashes: Vec<u64> = ranked
        .par_iter()
        .map_init(Vec::new, |scratch, &article| {
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
                same_as[article] = same;
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
        // Each piece has counters of its own for all texts: few pieces.
        .with_min_len(4096)
        .map_init(
            || (vec![0u32; ranked.len()], Vec::<u32>::new()),
            |(counts, touched), rank| {
                let lists = index.lists_of(rank);
                for &list in lists {
                    for &other in index.list(list).iter().take(settings.posting_cap as usize) {
                        if counts[other as usize] == 0 {
                            touched.push(other);
                        }
                        counts[other as usize] += 1;
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
                    for &list in lists {
                        let of = index.list(list);
                        let of = &of[..of.len().min(settings.posting_cap as usize)];
                        if of.binary_search(&best).is_err()
                            && of.iter().any(|&o| o as usize != rank && counts[o as usize] * 4 >= most.0)
                        {
                            apart += 1;
                        }
                    }
                }
                touched.drain(..).for_each(|other| counts[other as usize] = 0);
                let mixed = apart * 3 >= most.0 && apart * 4 >= settings.digest_words;
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
    index: &'a Index,
    ranked: &'a [usize],
    /// Per list, the latest link; each link is a centre's rank and the link before it.
    heads: Vec<u32>,
    links: Vec<(u32, u32)>,
    counts: Vec<u32>,
}

impl Search<'_> {
    /// Lets an article join a centre or become one.
    fn place(&mut self, seen: Seen, stars: &mut Stars) {
        let article = self.ranked[seen.rank];
        let found = self.near(seen.rank);
        let mut words = Vec::new();
        let (mut here, mut there) = (Known::default(), Known::default());
        let mut overlaps: Vec<(usize, Overlap)> = Vec::new();
        if !found.is_empty() {
            self.texts.read(article, &mut words);
            here.read(&words);
        }
        for rank in found {
            let centre = self.ranked[rank as usize];
            self.texts.read(centre, &mut words);
            there.read(&words);
            let overlap = Overlap::of(&here, &there, self.settings);
            // Most articles are copies of one text: the first look is the last.
            let settled = !seen.mixed
                && overlap.closeness() >= SETTLED
                && overlap.rule(self.settings).is_some()
                && in_window(&self.articles[article], &self.articles[centre], self.settings);
            overlaps.push((centre, overlap));
            if settled {
                break;
            }
        }
        // A round-up may look back further than a copy does.
        let best = overlaps
            .iter()
            .filter(|(centre, _)| in_window(&self.articles[article], &self.articles[*centre], self.settings))
            .filter(|(_, o)| o.rule(self.settings).is_some())
            .max_by_key(|(centre, o)| (o.covered_a, o.shared, Reverse(o.words_b), Reverse(*centre)));
        let digest = if seen.mixed { parts(&overlaps, self.settings) } else { Vec::new() };
        let copied = best.is_some_and(|(_, o)| o.covered_a * 5 >= o.words_a * 4);
        match best {
            Some((centre, overlap)) if digest.is_empty() || copied => {
                stars.centre[article] = *centre;
                stars.pairs.push(if overlap.is_whole() && self.are_alike(article, *centre) {
                    identical(article, *centre, self.texts)
                } else {
                    pair(article, *centre, overlap, self.settings)
                });
            }
            _ => {
                stars.digest_of[article] = digest;
                self.add(seen.rank);
            }
        }
    }

    /// Whether two texts are the same word for word.
    fn are_alike(&self, a: usize, b: usize) -> bool {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        self.texts.read(a, &mut here);
        self.texts.read(b, &mut there);
        whole(&here) == whole(&there)
    }

    /// The centres that share most with a text.
    fn near(&mut self, rank: usize) -> Vec<u32> {
        let mut touched: Vec<u32> = Vec::new();
        for &list in self.index.lists_of(rank) {
            let mut link = self.heads[list as usize];
            let mut left = self.settings.posting_cap;
            while link != u32::MAX && left > 0 {
                let (centre, before) = self.links[link as usize];
                if self.counts[centre as usize] == 0 {
                    touched.push(centre);
                }
                self.counts[centre as usize] += 1;
                link = before;
                left -= 1;
            }
        }
        let mut ordered: Vec<(Reverse<u32>, u32)> = Vec::new();
        for centre in touched {
            let count = std::mem::take(&mut self.counts[centre as usize]);
            if count >= LEAST_SHARED {
                ordered.push((Reverse(count), centre));
            }
        }
        ordered.sort_unstable();
        ordered.truncate(self.settings.candidates as usize);
        ordered.into_iter().map(|o| o.1).collect()
    }

    fn add(&mut self, rank: usize) {
        for &list in self.index.lists_of(rank) {
            let link = self.links.len() as u32;
            self.links.push((rank as u32, self.heads[list as usize]));
            self.heads[list as usize] = link;
        }
    }
}

/// The centres of which an article holds parts, where those are two or more and none of them is all of it.
fn parts(overlaps: &[(usize, Overlap)], settings: &RepostSettings) -> Vec<usize> {
    let mut by_cover: Vec<&(usize, Overlap)> = overlaps.iter().collect();
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

/// The pair of every member with its centre: as it was verified, or as that of the word-for-word copy it follows.
fn pairs(centre: &[usize], same: &[usize], texts: &Texts, verified: Vec<Pair>) -> Vec<Pair> {
    let mut found = Vec::with_capacity(verified.len());
    for (a, &b) in centre.iter().enumerate().filter(|(a, b)| a != *b && same[*a] == **b) {
        found.push(identical(a, b, texts));
    }
    let at: HashMap<usize, usize> = verified.iter().enumerate().map(|(at, pair)| (pair.a, at)).collect();
    for (a, stands) in same.iter().enumerate().filter(|(a, stands)| a != *stands) {
        found.extend(at.get(stands).map(|&at| Pair { a, ..verified[at].clone() }));
    }
    found.extend(verified);
    found.sort_unstable_by_key(|p| (p.b, p.a));
    found
}

fn identical(a: usize, b: usize, texts: &Texts) -> Pair {
    Pair {
        a,
        b,
        containment_ab: 1.0,
        containment_ba: 1.0,
        jaccard: 1.0,
        shared_words: texts.len(a),
        kind: "exact",
        rule: "identical",
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
