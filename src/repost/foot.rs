//! Feet of articles: what follows a line that stands over the cards of other stories.
//!
//! Such a line ("Read next", "Share", in whatever language) is short and stands at the foot of many articles of many
//! outlets, or of a good share of one outlet's, and then short pieces follow that differ from article to article. It is
//! learned, not listed. What follows it is left out of the fingerprint, not called furniture.

use super::furniture::Templates;
use super::text::is_set;
use super::{BlockPrint, Candidate, RepostSettings, Shelf};
use rapidhash::{RapidHashMap as HashMap, RapidHashSet as HashSet};

/// Most words of a line that opens a foot.
const LONGEST: u32 = 6;
/// Words of the article that must stand before it.
const BODY_FIRST: u32 = 40;

/// Most words, on average, of a block of cards.
const CARD: f64 = 30.0;

/// What is known of a line in one outlet.
#[derive(Default)]
struct Line {
    articles: u32,
    /// Words and blocks that follow it, of all its articles.
    words: u64,
    blocks: u64,
    /// The first block behind it, each once.
    followers: HashSet<u64>,
}

/// Takes the feet out of every article.
pub(super) fn cut(articles: &[Candidate], shelf: &Shelf, templates: &mut Templates, settings: &RepostSettings) {
    let mut lines: HashMap<u64, HashMap<&str, Line>> = HashMap::default();
    let mut printed: HashMap<&str, u32> = HashMap::default();
    for (article, gone) in articles.iter().zip(&templates.gone) {
        *printed.entry(article.outlet).or_default() += 1;
        let blocks = shelf.blocks(article.prints);
        for opener in openers(&blocks, gone) {
            let line = lines.entry(opener.hash).or_default().entry(article.outlet).or_default();
            let behind = &blocks[opener.block + 1..];
            line.articles += 1;
            line.words += behind.iter().map(|b| u64::from(b.words)).sum::<u64>();
            line.blocks += behind.len() as u64;
            line.followers.extend(behind.first().map(|b| b.hash));
        }
    }
    let everywhere = |of: &HashMap<&str, Line>| {
        of.len() >= settings.foot_outlets as usize
            && of.values().map(|l| l.articles).sum::<u32>() >= settings.foot_articles
    };
    let here = |outlet: &str, line: &Line| {
        let share = f64::from(line.articles) / f64::from(printed[outlet]);
        !matches!(outlet, "" | "unknown")
            && line.articles >= settings.template_stories
            && share >= settings.template_everywhere
            && line.followers.len() as f64 >= 0.5 * f64::from(line.articles)
            && line.blocks >= 2 * u64::from(line.articles)
            && line.words as f64 <= CARD * line.blocks as f64
    };
    lines.retain(|_, of| {
        if !everywhere(of) {
            of.retain(|outlet, line| here(outlet, line));
        }
        !of.is_empty()
    });
    if lines.is_empty() {
        return;
    }
    let opens = |hash: u64, outlet: &str| lines.get(&hash).is_some_and(|of| everywhere(of) || of.contains_key(outlet));
    for (article, gone) in articles.iter().zip(&mut templates.gone) {
        let Some(opener) =
            openers(&shelf.blocks(article.prints), gone).into_iter().find(|o| opens(o.hash, article.outlet))
        else {
            continue;
        };
        let words = article.prints.words_n();
        let mut bits = std::mem::take(gone).into_vec();
        bits.resize(words.div_ceil(64), 0);
        (opener.start..words).for_each(|at| bits[at / 64] |= 1 << (at % 64));
        *gone = bits.into_boxed_slice();
    }
}

/// A short line behind the body of an article.
struct Opener {
    hash: u64,
    /// Index of its block in the prints.
    block: usize,
    /// Where it begins, in words.
    start: usize,
}

/// Short lines behind the body of an article, each once.
fn openers(blocks: &[BlockPrint], gone: &[u64]) -> Vec<Opener> {
    let mut found: Vec<Opener> = Vec::new();
    let mut met: HashSet<u64> = HashSet::default();
    let (mut start, mut body) = (0, 0);
    for (index, block) in blocks.iter().enumerate() {
        if block.words <= LONGEST && body >= BODY_FIRST && met.insert(block.hash) {
            found.push(Opener { hash: block.hash, block: index, start });
        }
        let end = start + block.words as usize;
        body += (start..end).filter(|&at| !is_set(gone, at)).count() as u32;
        start = end;
    }
    found
}
