//! Feet of articles: what follows a line that stands over the cards of other stories.
//!
//! Such a line ("Read next", "Share", in whatever language) is short and stands at the foot of many articles of many
//! outlets; it is learned, not listed. What follows it is left out of the fingerprint, not called furniture.

use super::furniture::Templates;
use super::text::is_set;
use super::{Candidate, RepostSettings};
use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};

/// Most words of a line that opens a foot.
const LONGEST: u32 = 6;
/// Words of the article that must stand before it.
const BODY_FIRST: u32 = 40;

/// Takes the feet out of every article.
pub(super) fn cut(articles: &[Candidate], templates: &mut Templates, settings: &RepostSettings) {
    // Outlets are numbered so that a line's can be told apart; only as many are kept as are asked for.
    let mut lines: HashMap<u64, (u32, Vec<&str>)> = HashMap::default();
    for (article, gone) in articles.iter().zip(&templates.gone) {
        for (hash, _) in openers(article, gone) {
            let line = lines.entry(hash).or_default();
            line.0 += 1;
            if line.1.len() < settings.foot_outlets as usize && !line.1.contains(&article.outlet) {
                line.1.push(article.outlet);
            }
        }
    }
    let openers_known: HashSet<u64> = lines
        .into_iter()
        .filter(|(_, (n, outlets))| *n >= settings.foot_articles && outlets.len() >= settings.foot_outlets as usize)
        .map(|(hash, _)| hash)
        .collect();
    if openers_known.is_empty() {
        return;
    }
    for (article, gone) in articles.iter().zip(&mut templates.gone) {
        let Some((_, from)) = openers(article, gone).into_iter().find(|(hash, _)| openers_known.contains(hash)) else {
            continue;
        };
        let words = article.prints.words.len();
        let mut bits = std::mem::take(gone).into_vec();
        bits.resize(words.div_ceil(64), 0);
        (from..words).for_each(|at| bits[at / 64] |= 1 << (at % 64));
        *gone = bits.into_boxed_slice();
    }
}

/// Short lines behind the body of an article: hash of each, and where it begins in words.
fn openers(article: &Candidate, gone: &[u64]) -> Vec<(u64, usize)> {
    let mut found: Vec<(u64, usize)> = Vec::new();
    let (mut start, mut body) = (0, 0);
    for block in &article.prints.blocks {
        if block.words <= LONGEST && body >= BODY_FIRST && found.iter().all(|f| f.0 != block.hash) {
            found.push((block.hash, start));
        }
        let end = start + block.words as usize;
        body += (start..end).filter(|&at| !is_set(gone, at)).count() as u32;
        start = end;
    }
    found
}
