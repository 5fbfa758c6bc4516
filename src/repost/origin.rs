//! The original of each story, and what every other member is to it.

use super::star::{Stars, vague_days};
use super::text::Texts;
use super::{Candidate, Placed, RepostSettings, Role};
use crate::article::DatePrecision;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Says of every article what it is in which story.
pub(super) fn place(articles: &[Candidate], texts: &Texts, stars: &Stars, settings: &RepostSettings) -> Vec<Placed> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (article, &centre) in stars.centre.iter().enumerate() {
        members.entry(centre).or_default().push(article);
    }
    let mut origins: Vec<Origin> = vec![Origin::alone(0); articles.len()];
    for (&centre, of) in &members {
        origins[centre] = origin(articles, texts, of);
    }
    let containment: HashMap<usize, f64> =
        stars.pairs.iter().map(|p| (p.a, p.containment_ab.max(p.containment_ba))).collect();
    (0..articles.len())
        .map(|article| {
            let centre = stars.centre[article];
            let origin = origins[centre];
            let draws_on = &stars.digest_of[centre];
            let role = if article == origin.article {
                if draws_on.is_empty() { Role::Original } else { Role::Digest }
            } else {
                role(articles, texts, article, origin.article, settings)
            };
            let digest_of = if role == Role::Digest {
                let set: BTreeSet<usize> = draws_on.iter().map(|&c| origins[stars.centre[c]].article).collect();
                set.into_iter().collect()
            } else {
                Vec::new()
            };
            Placed {
                centre,
                original: origin.article,
                role,
                containment: containment.get(&article).copied(),
                origin_signal: origin.signal,
                origin_confidence: origin.confidence,
                digest_of,
            }
        })
        .collect()
}

/// What a member is to its original.
fn role(articles: &[Candidate], texts: &Texts, member: usize, original: usize, settings: &RepostSettings) -> Role {
    let (here, there) = (&articles[member], &articles[original]);
    let (words, of) = (f64::from(texts.len(member)), f64::from(texts.len(original)));
    let later = match (here.seconds, there.seconds) {
        (Some(a), Some(b)) => a > b,
        _ => matches!((here.day, there.day), (Some(a), Some(b)) if a > b),
    };
    if !here.outlet.is_empty() && here.outlet == there.outlet && later && words >= settings.update_growth * of {
        Role::Update
    } else if words < settings.excerpt_share * of {
        Role::Excerpt
    } else {
        Role::Repost
    }
}

#[derive(Clone, Copy)]
struct Origin {
    article: usize,
    signal: &'static str,
    confidence: u8,
}

impl Origin {
    fn alone(article: usize) -> Origin {
        Origin { article, signal: "alone", confidence: 100 }
    }
}

/// The original among the members of a story: named by them, else the earliest, else the longest, else first by id.
fn origin(articles: &[Candidate], texts: &Texts, members: &[usize]) -> Origin {
    if let [only] = members {
        return Origin::alone(*only);
    }
    if let Some((outlet, signal)) = named(articles, members) {
        let of: Vec<usize> = members.iter().copied().filter(|&m| is_outlet(articles[m].outlet, &outlet)).collect();
        let first = first(articles, texts, &of);
        return Origin { article: first.article, signal, confidence: if of.len() == 1 { 95 } else { 85 } };
    }
    first(articles, texts, members)
}

/// The outlet that attributions lead to, followed from copy to copy, and the kind of attribution.
fn named(articles: &[Candidate], members: &[usize]) -> Option<(String, &'static str)> {
    // What each outlet among the members names as its source; most often named first.
    let outlets: BTreeSet<String> =
        members.iter().map(|&m| plain(articles[m].outlet)).filter(|o| !o.is_empty()).collect();
    let mut names: BTreeMap<String, BTreeMap<String, (u32, bool)>> = BTreeMap::new();
    let mut votes: BTreeMap<String, u32> = BTreeMap::new();
    for &member in members {
        let Some(attribution) = articles[member].attribution else { continue };
        let own = plain(articles[member].outlet);
        let origin = plain(&attribution.origin);
        let Some(origin) = outlets.iter().find(|o| is_outlet(o, &origin)).cloned() else { continue };
        if origin == own {
            continue;
        }
        *votes.entry(origin.clone()).or_default() += 1;
        let vote = names.entry(own).or_default().entry(origin).or_insert((0, true));
        vote.0 += 1;
        vote.1 &= attribution.origin_rule == "canonical";
    }
    let most = |of: &BTreeMap<String, (u32, bool)>| {
        of.iter().max_by_key(|(name, (n, _))| (*n, Reverse((*name).clone()))).map(|(name, (_, c))| (name.clone(), *c))
    };
    let (mut at, _) = votes.iter().max_by_key(|(name, n)| (**n, Reverse((*name).clone())))?;
    let mut signal = "attribution";
    if names.values().filter_map(|of| of.get(at)).all(|(_, canonical)| *canonical) {
        signal = "canonical";
    }
    // A ← B ← C: go on while the outlet named names another, unless that leads back.
    let mut seen = BTreeSet::from([at.clone()]);
    let mut held;
    while let Some((next, canonical)) = names.get(at).and_then(most) {
        if !seen.insert(next.clone()) {
            break;
        }
        signal = if canonical { "canonical" } else { "attribution" };
        held = next;
        at = votes.get_key_value(&held)?.0;
    }
    Some((at.clone(), signal))
}

/// An outlet's name without what varies: `www.`, the ending of a host, "The", spaces, marks, case.
fn plain(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let host = lower.split("://").last().unwrap_or_default().split('/').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let host = match host.rsplit_once('.') {
        Some((head, tail)) if !host.contains(' ') && tail.len() >= 2 => {
            // co.uk, com.au
            head.strip_suffix(".co").or(head.strip_suffix(".com")).unwrap_or(head)
        }
        _ => host,
    };
    host.strip_prefix("the ").unwrap_or(host).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two names may be one outlet's.
fn is_outlet(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && a == b
}

/// The earliest, else the longest, else the first by id.
fn first(articles: &[Candidate], texts: &Texts, members: &[usize]) -> Origin {
    // The moment by which it surely was out, so that a vague date never wins over an exact one it may fall behind.
    let surely = |m: usize| {
        let a = &articles[m];
        let start = a.seconds.or(a.day.map(|d| d * 86_400))?;
        let day = if a.precision == Some(DatePrecision::Time) { 0 } else { 86_399 };
        Some(start + vague_days(a.precision) * 86_400 + day)
    };
    let key = |m: usize| (surely(m).unwrap_or(i64::MAX), Reverse(texts.len(m)), articles[m].id);
    let Some(&best) = members.iter().min_by(|&&a, &&b| key(a).cmp(&key(b))) else { return Origin::alone(0) };
    let others = || members.iter().copied().filter(|&m| m != best);
    let mine = surely(best);
    let clearly = mine.is_some()
        && others().all(|m| articles[m].seconds.or(articles[m].day.map(|d| d * 86_400)).is_none_or(|s| mine < Some(s)));
    let dated = others().all(|m| surely(m).is_some());
    let (signal, confidence) = match () {
        () if clearly => ("earliest", if dated { 80 } else { 60 }),
        () if mine.is_some() && others().all(|m| surely(m) != mine) => ("earliest", 60),
        () if others().all(|m| surely(m) != mine || texts.len(m) < texts.len(best)) => ("longest", 40),
        () => ("id", 10),
    };
    Origin { article: best, signal, confidence }
}
