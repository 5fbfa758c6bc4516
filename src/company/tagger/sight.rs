//! What the tagger sees of a token: its word and neighbours, its letters, lists that hold it, what names and rules were
//! found there, the words around its run, and how the word stands elsewhere in the article.

use super::run::capital;
use crate::annotate::words;
use crate::annotate::{WordMap, word_hash};
use crate::company::page::Page;
use crate::company::{discover, suffix};
use crate::found::{EntityType, Shape, Token};
use rapidhash::RapidHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that lists of names hold, by the lower half of their hash: what each list says, as bits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon(pub RapidHashMap<u32, u8>);

impl Lexicon {
    /// A first name.
    pub const FIRST: u8 = 1;
    /// A family name.
    pub const FAMILY: u8 = 2;
    /// A town.
    pub const TOWN: u8 = 4;
    /// A country or state.
    pub const LAND: u8 = 8;
    /// Ends names of bodies: the two bits are none, some, many, most.
    pub const ENDS: u8 = 4;
    /// Stands in names of bodies, in the same steps.
    pub const STANDS: u8 = 6;

    /// Whether a word is made of the name of a country: "Costa Ricans", "Israeli".
    pub fn of_land(&self, shown: &str) -> bool {
        let ends = matches!(
            shown.as_bytes(),
            [.., b'i']
                | [.., b'i', b's']
                | [.., b'a', b'n']
                | [.., b'a', b'n', b's']
                | [.., b'e', b's', b'e']
                | [.., b'i', b's', b'h']
                | [.., b'i', b'c']
        );
        ends && shown.is_char_boundary(4) && shown.len() > 4 && self.of(root(&shown[..4])) & Self::LAND != 0
    }

    /// What is said of a word.
    pub fn of(&self, word: u64) -> u8 {
        self.0.get(&(word as u32)).copied().unwrap_or(0)
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        let mut rows: Vec<(u32, u8)> = self.0.iter().map(|(k, v)| (*k, *v)).collect();
        rows.sort_unstable();
        let mut bytes = Vec::with_capacity(rows.len() * 5);
        for byte in 0..4 {
            bytes.extend(rows.iter().map(|(k, _)| k.to_be_bytes()[byte]));
        }
        bytes.extend(rows.iter().map(|(_, v)| *v));
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Lexicon> {
        let n = bytes.len() / 5;
        let column = |c: usize| bytes.get(c * n..(c + 1) * n);
        let (a, b, c, d, flags) = (column(0)?, column(1)?, column(2)?, column(3)?, column(4)?);
        let mut rows = RapidHashMap::with_capacity_and_hasher(n, Default::default());
        for i in 0..n {
            rows.insert(u32::from_be_bytes([a[i], b[i], c[i], d[i]]), flags[i]);
        }
        Some(Lexicon(rows))
    }
}

/// Key of the first four letters of a country's name.
pub fn root(letters: &str) -> u64 {
    mix(self::letters(letters), 0x1a2d)
}

/// What names and rules were found at each token of the article, as small numbers.
#[derive(Debug, Default)]
pub struct Marks {
    /// By the catalogue.
    pub known: Vec<u8>,
    /// By the rules of discovery.
    pub ruled: Vec<u8>,
}

impl Marks {
    /// None yet.
    pub fn new(tokens: usize) -> Self {
        Marks { known: vec![0; tokens], ruled: vec![0; tokens] }
    }

    /// A name of the catalogue: `doubt` 0 is sure, 1 has a sign near, 2 has none.
    pub fn know(&mut self, tokens: Range<usize>, kind: EntityType, doubt: u8) {
        let kind = match kind {
            EntityType::Company => 0,
            EntityType::Organisation | EntityType::Agency => 1,
            _ => 2,
        };
        Self::paint(&mut self.known, tokens, 1 + 2 * (doubt + 3 * kind));
    }

    /// What a rule of discovery found.
    pub fn rule(&mut self, tokens: Range<usize>, rule: &str) {
        let rule = ["suffix", "head-noun", "appositive", "ticker", "bracket"].iter().position(|r| *r == rule);
        Self::paint(&mut self.ruled, tokens, 1 + 2 * rule.unwrap_or(5) as u8);
    }

    fn paint(line: &mut [u8], tokens: Range<usize>, code: u8) {
        // the longest wins: a shorter one inside stays unseen
        let painted = line[tokens.clone()].iter().filter(|c| **c != 0).count();
        if painted > 0 && painted == tokens.len() {
            return;
        }
        let first = tokens.start;
        line[tokens].fill(code);
        line[first] = code + 1;
    }
}

const THE: &str = "the";
static WORDS: LazyLock<[u64; 5]> = LazyLock::new(|| [THE, "in", "at", "from", "to"].map(word_hash));

/// How a word with a capital stands in the article.
mod stands {
    pub const SMALL: u16 = 1;
    pub const BEHIND_THE: u16 = 2;
    pub const BRACKETS: u16 = 4;
    pub const IN_BODY: u16 = 8;
    pub const PERSON: u16 = 16;
    pub const OWNER: u16 = 32;
    pub const AGAIN: u16 = 64;
    pub const INSIDE: u16 = 128;
    pub const PLACED: u16 = 256;
    pub const SPEAKS: u16 = 512;
}

/// An article as the tagger sees it.
pub struct Sight<'a> {
    marks: &'a Marks,
    lexicon: &'a Lexicon,
    elsewhere: WordMap<u16>,
}

static SAYS: LazyLock<[u64; 5]> = LazyLock::new(|| ["said", "says", "announced", "told", "has"].map(word_hash));

impl<'a> Sight<'a> {
    /// Looks through the article once.
    pub fn new(page: &Page, marks: &'a Marks, lexicon: &'a Lexicon) -> Self {
        let mut elsewhere: WordMap<u16> =
            WordMap::with_capacity_and_hasher(page.article.tokens.len() / 8, Default::default());
        let mut sieve = [0u64; 64];
        let [the, places @ ..] = *WORDS;
        for (_, sentence) in page.sentences().filter(|(no, _)| page.cased[*no]) {
            let (text, tokens) = page.of(sentence);
            for (at, token) in tokens.iter().enumerate().filter(|(_, t)| capital(t)) {
                let bit = token.word as usize % 4096;
                sieve[bit / 64] |= 1 << (bit % 64);
                let cell = elsewhere.entry(token.word).or_insert(0);
                let before = at.checked_sub(1).map(|n| &tokens[n]);
                let next = tokens.get(at + 1);
                let alone = !next.is_some_and(capital);
                let mut flags = if *cell == 0 { 0 } else { stands::AGAIN };
                if let Some(before) = before {
                    flags |= stands::INSIDE;
                    if before.word == the && alone {
                        flags |= stands::BEHIND_THE;
                    }
                    if alone && places.contains(&before.word) {
                        flags |= stands::PLACED;
                    }
                    if before.shape == Shape::Capital
                        && (lexicon.of(before.word) & Lexicon::FIRST != 0 || words::is_name(before.word))
                        && marks.known[sentence.tokens.start + at] == 0
                    {
                        flags |= stands::PERSON;
                    }
                    if before.span.of(text) == "(" && next.is_some_and(|t| t.span.of(text) == ")") {
                        flags |= stands::BRACKETS;
                    }
                }
                if let Some(next) = next {
                    if matches!(next.span.of(text), "'s" | "’s") {
                        flags |= stands::OWNER;
                    }
                    if SAYS.contains(&next.word) {
                        flags |= stands::SPEAKS;
                    }
                }
                let here = sentence.tokens.start + at;
                if marks.known[here] != 0 || marks.ruled[here] != 0 {
                    flags |= stands::IN_BODY;
                }
                *cell |= flags | 0x8000;
            }
        }
        for token in page.article.tokens.iter().filter(|t| t.shape == Shape::Lower) {
            let bit = token.word as usize % 4096;
            if sieve[bit / 64] & (1 << (bit % 64)) != 0
                && let Some(cell) = elsewhere.get_mut(&token.word)
            {
                *cell |= stands::SMALL;
            }
        }
        Sight { marks, lexicon, elsewhere }
    }

    /// One run of a sentence whose first token is `base` of the article.
    pub fn line<'b>(&'b self, text: &'b str, tokens: &'b [Token], base: usize, run: Range<usize>) -> Line<'b> {
        let word = |n: Option<usize>| n.and_then(|n| tokens.get(n)).map_or(1, |t| t.word);
        let before = run.start.checked_sub(1);
        let mut line = Line {
            sight: self,
            text,
            tokens,
            base,
            before: word(before),
            before2: mix(word(before), word(run.start.checked_sub(2))),
            behind: word(Some(run.end)),
            behind2: mix(word(Some(run.end)), word(Some(run.end + 1))),
            classes: [1; ROOM],
            shapes: [1; ROOM],
            last: 0,
            first: 0,
            run,
        };
        let from = line.run.start as isize - 1;
        for n in 0..ROOM.min(line.run.len() + 2) {
            let at = from + n as isize;
            line.classes[n] = usize::try_from(at).map_or(1, |at| line.class(at));
            line.shapes[n] = line.shape(at);
        }
        line.last = line.class_of(line.run.end as isize - 1);
        line.first = line.class_of(line.run.start as isize);
        line
    }
}

/// A run in its sentence.
pub struct Line<'a> {
    sight: &'a Sight<'a>,
    text: &'a str,
    tokens: &'a [Token],
    base: usize,
    run: Range<usize>,
    before: u64,
    before2: u64,
    behind: u64,
    behind2: u64,
    /// Class and shape of each token from the one before the run to the one behind it.
    classes: [u64; ROOM],
    shapes: [u64; ROOM],
    last: u64,
    first: u64,
}

/// Tokens of the longest run and one on either side.
const ROOM: usize = super::run::LONGEST + 4;

#[inline]
fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(29) ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Line<'_> {
    fn token(&self, at: isize) -> Option<&Token> {
        usize::try_from(at).ok().and_then(|n| self.tokens.get(n))
    }

    fn word(&self, at: isize) -> u64 {
        self.token(at).map_or(1, |t| t.word)
    }

    /// What the lists say of a token.
    fn class(&self, at: usize) -> u64 {
        let Some(token) = self.tokens.get(at) else { return 1 };
        if token.shape == Shape::Mark {
            return mix(2, token.word);
        }
        let base = words::kind(token.word).map_or(0, |name| 1 + u64::from(name));
        let head = discover::heads(token);
        let opens = u64::from(discover::opens(token));
        let form = suffix::of(token).map_or(0, |s| 1 + u64::from(s == suffix::Suffix::Legal));
        let lexicon = u64::from(self.sight.lexicon.of(token.word));
        let noun = discover::appositive(token).map_or(0, |k| 1 + u64::from(k == EntityType::Company));
        let case = u64::from(capital(token));
        base | head << 2 | opens << 6 | form << 7 | lexicon << 9 | noun << 17 | case << 19
    }

    /// The same from those looked up.
    fn class_of(&self, at: isize) -> u64 {
        let place = usize::try_from(at + 1 - self.run.start as isize).ok();
        place.and_then(|n| self.classes.get(n)).copied().unwrap_or(1)
    }

    fn shape_of(&self, at: isize) -> u64 {
        let place = usize::try_from(at + 1 - self.run.start as isize).ok();
        place.and_then(|n| self.shapes.get(n)).copied().unwrap_or(1)
    }

    /// How the letters of a token look.
    fn shape(&self, at: isize) -> u64 {
        let Some(token) = self.token(at) else { return 1 };
        let shown = token.span.of(self.text);
        let kind = token.shape as u64 + 2;
        match token.shape {
            Shape::Mark => mix(3, token.word),
            Shape::Upper => kind | (shown.len().min(7) as u64) << 3 | u64::from(shown.contains('.')) << 7,
            Shape::Capital => {
                let inner = shown.bytes().skip(1).any(|b| b.is_ascii_uppercase());
                let digit = shown.bytes().any(|b| b.is_ascii_digit());
                kind | u64::from(shown.len() < 4) << 3
                    | u64::from(inner) << 4
                    | u64::from(digit) << 5
                    | u64::from(!shown.is_ascii()) << 6
                    | u64::from(shown.len() == 1) << 7
            }
            Shape::Number => kind | (shown.len().min(4) as u64) << 3,
            Shape::Lower => kind,
        }
    }

    fn known(&self, at: isize) -> u64 {
        let cell = usize::try_from(at).ok().filter(|n| *n < self.tokens.len());
        cell.map_or(0, |n| u64::from(self.sight.marks.known[self.base + n]))
    }

    fn ruled(&self, at: isize) -> u64 {
        let cell = usize::try_from(at).ok().filter(|n| *n < self.tokens.len());
        cell.map_or(0, |n| u64::from(self.sight.marks.ruled[self.base + n]))
    }

    /// Calls `see` with every feature of token `at`.
    pub fn look(&self, at: usize, mut see: impl FnMut(u64)) {
        let mut number = 0u64;
        let mut put = |value: u64| {
            number += 1;
            see(mix(mix(number, value), 0x5bd1_e995));
        };
        let i = at as isize;
        let token = &self.tokens[at];
        let shown = token.span.of(self.text);
        let [w2b, wb, w, wn, w2n] = [i - 2, i - 1, i, i + 1, i + 2].map(|n| self.word(n));
        let [sb, s, sn] = [i - 1, i, i + 1].map(|n| self.shape_of(n));
        let [cb, c, cn] = [i - 1, i, i + 1].map(|n| self.class_of(n));
        let [kb, k, kn] = [i - 1, i, i + 1].map(|n| self.known(n));
        let [rb, r, rn] = [i - 1, i, i + 1].map(|n| self.ruled(n));
        let elsewhere = u64::from(self.sight.elsewhere.get(&token.word).copied().unwrap_or(0));
        let (place, len) = ((at - self.run.start).min(3) as u64, self.run.len().min(5) as u64);
        let ends = u64::from(at + 1 == self.run.end);
        let lexicon = c >> 9 & 0xff;
        let opens = u64::from(self.run.start == 0);
        put(0);
        put(w);
        put(wb);
        put(wn);
        put(mix(w2b, wb));
        put(mix(wn, w2n));
        put(mix(wb, w));
        put(mix(w, wn));
        put(s);
        put(mix(mix(sb, s), sn));
        put(tail(shown, 3));
        put(tail(shown, 2) ^ s);
        put(head(shown, 3));
        put(c);
        put(c & 0x1ff);
        put(lexicon);
        put(mix(c, cn));
        put(mix(cb, c));
        put(mix(mix(cb & 0x1_ffff, c & 0x1_ffff), cn & 0x1_ffff));
        put(mix(k, r));
        put(mix(k, kn));
        put(mix(kb, k));
        put(mix(r, rn));
        put(mix(rb, r));
        put(mix(mix(k, s), place));
        put(mix(mix(r, w), ends));
        put(mix(self.before, place));
        put(mix(self.before2, place));
        put(mix(self.behind, ends));
        put(mix(self.behind2, ends));
        put(mix(mix(self.before, s), len));
        put(mix(mix(self.behind, s), len));
        put(mix(mix(self.last, place), ends));
        put(mix(mix(self.first, place), len));
        put(elsewhere);
        put(mix(elsewhere & 0xff, s));
        put(mix(elsewhere & 0x17, c & 0x1_fe03));
        put(mix(mix(opens, place), c & 0x7f));
        put(mix(mix(opens, elsewhere & 1), mix(s, len)));
        put(mix(mix(place, len), s));
        put(mix(mix(lexicon, place), mix(len, ends)));
        let landed = u64::from(capital(token) && self.sight.lexicon.of_land(shown));
        put(mix(mix(landed, lexicon & 15), mix(place, ends)));
        put(mix(mix(landed, lexicon & 15), self.behind));
        put(mix(self.before, self.behind));
        put(mix(mix(self.before, lexicon), len));
        put(mix(mix(self.behind, lexicon), len));
    }
}

/// The last `n` letters in lower case.
fn tail(word: &str, n: usize) -> u64 {
    letters(word.char_indices().rev().nth(n - 1).map_or(word, |(at, _)| &word[at..]))
}

/// The first `n` letters in lower case.
fn head(word: &str, n: usize) -> u64 {
    letters(word.char_indices().nth(n).map_or(word, |(at, _)| &word[..at]))
}

fn letters(part: &str) -> u64 {
    part.bytes().fold(7, |key, b| mix(key, u64::from(b.to_ascii_lowercase())))
}
