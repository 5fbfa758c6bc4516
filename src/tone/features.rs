//! What the model sees of a sentence and one target in it: words by their place to the target, pairs of them, the
//! rules' figures, claims, figures that rise or fall. Names stand for nothing but a name, so that no company, person or
//! place speaks for or against by itself.

use super::model::Rows;
use super::rules::Scan;
use crate::found::{Annotated, Claim, Sentence, Shape};
use std::ops::Range;

/// Kinds of features, the groups that the training program can leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// A word with its side and distance.
    Place,
    /// A word in the target's clause.
    Clause,
    /// Two words in a row, with their side.
    Pair,
    /// Three in a row beside the target.
    Triple,
    /// A word in the scope of a negation.
    Negated,
    /// A claim that the target makes or meets.
    Claim,
    /// A figure that rises or falls.
    Figure,
    /// A word anywhere.
    Bag,
    /// Two words in a row anywhere.
    BagPair,
    /// The first words after and the last before the target that carry meaning.
    Head,
    /// A word in a headline, or out of one.
    Style,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 11] = [
        Kind::Place,
        Kind::Clause,
        Kind::Pair,
        Kind::Triple,
        Kind::Negated,
        Kind::Claim,
        Kind::Figure,
        Kind::Bag,
        Kind::BagPair,
        Kind::Head,
        Kind::Style,
    ];

    /// How much it weighs in a headline and in a text, in 256ths: the less, the less it is believed in training. Found
    /// by a random search on the four fifths of the training sentences that are not held back.
    fn scale(self) -> [i32; 2] {
        let headline = match self {
            Kind::Place | Kind::Clause | Kind::Pair | Kind::Figure => 90,
            Kind::Claim | Kind::BagPair => 179,
            Kind::Triple | Kind::Bag | Kind::Head | Kind::Style => 256,
            Kind::Negated => 358,
        };
        [headline * 154 / 256, headline]
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Place => "place",
            Kind::Clause => "clause",
            Kind::Pair => "pair",
            Kind::Triple => "triple",
            Kind::Negated => "negated",
            Kind::Claim => "claim",
            Kind::Figure => "figure",
            Kind::Bag => "bag",
            Kind::BagPair => "bag-pair",
            Kind::Head => "head",
            Kind::Style => "style",
        }
    }
}

/// Windows in which a known word is looked up: near before, near after, far before, far after, clause, anywhere; in a
/// text, then the same in a headline.
pub const WINDOWS: usize = 12;

/// Value of a feature that counts whole.
pub const ONE: i32 = 256;

/// One thing seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A feature by its hash, with its value (256: one) and the tokens it stands on (`start == end`: none).
    Hashed(Kind, u64, i32, (usize, usize)),
    /// A known word: window, row of the word, value, token.
    Word(usize, u32, i32, usize),
}

/// A word, a number, a mark or a whole name.
#[derive(Debug, Clone, Copy)]
struct Unit {
    hash: u64,
    row: Option<u32>,
    start: usize,
    end: usize,
    class: u8,
    negated: bool,
    clause: u32,
    mark: bool,
}

/// A sentence as the model sees it, whatever the target.
#[derive(Debug, Default)]
pub(super) struct View {
    units: Vec<Unit>,
    headline: bool,
    /// Direction of the figures: 1 up, -1 down, 0 none.
    direction: i32,
}

const NAME: u64 = 1;
const NUMBER: u64 = 2;
const EDGE: u64 = 3;
/// What was charged and is no more.
const FALLEN: u64 = 4;
/// Units looked at on either side.
const REACH: usize = 24;
/// Units of a sentence that count anywhere; no sentence a person wrote is longer.
const LONGEST: usize = 300;
/// Known words that only bind others; the first rows are the most frequent words.
const COMMON: u32 = 150;
/// Tokens a negation reaches.
const SCOPE: usize = 8;

impl View {
    /// Reads a sentence; `names` are the tokens of its mentions, `rows` the known words.
    pub fn new(found: &Annotated, sentence: &Sentence, scan: &Scan, names: &[Range<usize>], rows: &Rows) -> Self {
        let tokens = sentence.tokens.clone();
        let shapes = |s: &[Shape]| found.tokens[tokens.clone()].iter().filter(|t| s.contains(&t.shape)).count();
        let capitals = shapes(&[Shape::Capital, Shape::Upper]) > shapes(&[Shape::Lower]);
        let mut names: Vec<Range<usize>> = names.to_vec();
        names.sort_by_key(|n| (n.start, n.end));
        let mut names = names.into_iter().peekable();
        let mut hits = scan.hits.iter().peekable();
        let mut negations = scan.negations.iter().copied().peekable();
        let mut negation: Option<usize> = None;
        let mut clause = 0;
        let mut view = View { headline: scan.headline, ..View::default() };
        view.units.reserve(tokens.len());
        let mut at = tokens.start;
        while at < tokens.end {
            let token = &found.tokens[at];
            while scan.clauses.get(clause).is_some_and(|start| *start <= at) {
                clause += 1;
                negation = None;
            }
            while let Some(n) = negations.next_if(|n| *n <= at) {
                negation = Some(n);
            }
            while names.next_if(|n| n.end <= at).is_some() {}
            while hits.next_if(|h| h.tokens.start < at).is_some() {}
            let hit = hits.peek().filter(|h| h.tokens.start == at);
            let negated = negation.is_some_and(|n| n < at && at - n <= SCOPE);
            let mut unit = Unit {
                hash: token.stem,
                row: None,
                start: at,
                end: at + 1,
                class: hit.map_or(0, |h| class(h)),
                negated,
                clause: clause as u32,
                mark: token.shape == Shape::Mark,
            };
            let capital = matches!(token.shape, Shape::Capital | Shape::Upper);
            if let Some(name) = names.peek().filter(|n| n.contains(&at)) {
                unit.end = name.end.min(tokens.end);
                unit.hash = NAME;
                unit.class = 0;
            } else if capital && at > tokens.start && !capitals {
                let next = names.peek().map_or(tokens.end, |n| n.start);
                while unit.end < next && matches!(found.tokens[unit.end].shape, Shape::Capital | Shape::Upper) {
                    unit.end += 1;
                }
                unit.hash = NAME;
            } else {
                match token.shape {
                    Shape::Number => unit.hash = NUMBER,
                    Shape::Mark => {}
                    _ => unit.row = rows.get(&((token.word >> 32) as u32)).copied(),
                }
            }
            if unit.hash > EDGE && !unit.mark && scan.relieved.iter().any(|r| r.contains(&at)) {
                (unit.hash, unit.row, unit.class, unit.negated) = (FALLEN, None, 0, false);
            }
            view.units.push(unit);
            at = unit.end;
        }
        view.direction = direction(found, sentence);
        view
    }

    fn hashed(&self, kind: Kind, hash: u64, more: u64, value: i32, tokens: (usize, usize)) -> Seen {
        let key = mix(hash ^ (kind as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93), more);
        let scale = kind.scale()[usize::from(self.headline)];
        Seen::Hashed(kind, key ^ key >> 29, value * scale / ONE, tokens)
    }

    fn window(&self, window: usize) -> usize {
        if self.headline { window + WINDOWS / 2 } else { window }
    }

    /// Tokens of words that carry meaning, in order: no names, numbers, marks, or words such as "it" and "after".
    pub fn words(&self) -> impl Iterator<Item = usize> {
        let common = |u: &Unit| u.row.is_some_and(|row| row < COMMON);
        self.units.iter().filter(move |u| u.hash > EDGE && !u.mark && !common(u)).map(|u| u.start)
    }

    /// What is seen whatever the target.
    pub fn of_sentence(&self, mut each: impl FnMut(Seen)) {
        let units = &self.units[..self.units.len().min(LONGEST)];
        let value = scaled(units.len());
        let mut last = EDGE;
        for unit in units {
            if !unit.mark {
                let at = (unit.start, unit.end);
                each(self.hashed(Kind::Bag, unit.hash, 0, value, at));
                each(self.hashed(Kind::BagPair, mix(last, unit.hash), 0, value, at));
                if let Some(row) = unit.row {
                    each(Seen::Word(self.window(5), row, value, unit.start));
                }
            }
            last = unit.hash;
        }
    }

    /// What is seen of one target.
    pub fn of_target(&self, target: &Range<usize>, claims: &[(&Claim, Role)], mut each: impl FnMut(Seen)) {
        let first = self.units.partition_point(|u| u.end <= target.start);
        let last = first + self.units[first..].partition_point(|u| u.start < target.end);
        let clause = self.units.get(first).map_or(0, |u| u.clause);
        let style = u64::from(self.headline);
        let none = (target.start, target.start);
        let before = &self.units[first.saturating_sub(REACH)..first];
        let after = &self.units[last..self.units.len().min(last + REACH)];
        for side in [0u64, 1] {
            let (mut previous, mut previous_start) = (EDGE, target.start);
            let mut heads = 0;
            let count = if side == 0 { before.len() } else { after.len() };
            for d in 0..count {
                let unit = if side == 0 { &before[count - 1 - d] } else { &after[d] };
                let at = (unit.start, unit.end);
                let bucket = bucket(d);
                let same = u64::from(unit.clause == clause);
                let place = side << 8 | bucket;
                let decayed = ONE * 8 / (8 + d as i32);
                each(self.hashed(Kind::Place, unit.hash, place, ONE, at));
                each(self.hashed(Kind::Style, unit.hash, side << 1 | style, decayed, at));
                if same == 1 {
                    each(self.hashed(Kind::Clause, unit.hash, side, ONE, at));
                }
                if d < 12 {
                    let pair = if side == 0 { mix(unit.hash, previous) } else { mix(previous, unit.hash) };
                    let both = (at.0.min(previous_start), at.1.max(previous_start));
                    each(self.hashed(Kind::Pair, pair, side << 1 | u64::from(d < 3), ONE, both));
                }
                if unit.negated && !unit.mark {
                    each(self.hashed(Kind::Negated, unit.hash, same, ONE, at));
                }
                if unit.hash > EDGE && !unit.mark && heads < 3 && same == 1 {
                    each(self.hashed(Kind::Head, unit.hash, side << 4 | heads, ONE, at));
                    heads += 1;
                }
                if let Some(row) = unit.row {
                    let window = usize::from(d >= 4) * 2 + side as usize;
                    each(Seen::Word(self.window(window), row, ONE, unit.start));
                    if same == 1 {
                        each(Seen::Word(self.window(4), row, decayed, unit.start));
                    }
                }
                (previous, previous_start) = (unit.hash, unit.start);
            }
        }
        let hash = |units: &[Unit], i: usize| units.get(i).map_or(EDGE, |u| u.hash);
        let back = |i: usize| before.len().checked_sub(i + 1).map_or(EDGE, |i| before[i].hash);
        let [a, b, c] = [0, 1, 2].map(|i| hash(after, i));
        let [x, y, z] = [0, 1, 2].map(back);
        let ends = |units: &[Unit], i: usize| units.get(i).or(units.last()).map_or(target.end, |u| u.end);
        let starts = |i: usize| {
            before.len().checked_sub(i + 1).map_or(before.first(), |i| before.get(i)).map_or(target.start, |u| u.start)
        };
        each(self.hashed(Kind::Triple, mix(mix(a, b), c), 0, ONE, (target.end, ends(after, 2))));
        each(self.hashed(Kind::Triple, mix(a, b), 1, ONE, (target.end, ends(after, 1))));
        each(self.hashed(Kind::Triple, mix(mix(z, y), x), 2, ONE, (starts(2), target.start)));
        each(self.hashed(Kind::Triple, mix(y, x), 3, ONE, (starts(1), target.start)));
        each(self.hashed(Kind::Triple, mix(x, a), 4, ONE, (starts(0), ends(after, 0))));

        for (claim, role) in claims {
            each(self.hashed(Kind::Claim, claim.act as u64, (*role as u64) << 1 | u64::from(claim.negated), ONE, none));
        }
        if self.direction != 0 {
            each(self.hashed(Kind::Figure, (self.direction + 1) as u64, style, ONE, none));
            let words = self.units.iter().take(LONGEST).filter(|u| u.class > 0);
            for unit in words {
                each(self.hashed(
                    Kind::Figure,
                    u64::from(unit.class),
                    16 | (self.direction + 1) as u64,
                    ONE,
                    (unit.start, unit.end),
                ));
            }
        }
    }
}

/// Which end of a claim the target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum Role {
    Actor,
    Target,
}

fn class(hit: &super::rules::Hit) -> u8 {
    let sign = |v: f32| if v > 0.0 { 2 } else { u8::from(v < 0.0) };
    match hit.frame {
        Some(frame) => 8 + (sign(frame.subject) * 3 + sign(frame.object)) * 2 + u8::from(hit.passive),
        None => sign(hit.value) * 2 + u8::from(hit.value.abs() >= 2.0),
    }
}

fn bucket(distance: usize) -> u64 {
    match distance {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=7 => 3,
        8..=15 => 4,
        _ => 5,
    }
}

/// Value of a feature that counts anywhere: less in a long sentence. √(16 / length), in whole numbers.
fn scaled(length: usize) -> i32 {
    let square = (ONE * ONE * 16) as usize / length.max(1);
    (square.isqrt() as i32).min(ONE)
}

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether figures are said to rise or to fall: "to 5 from 4", "from 4 to 5", "5 against 4".
fn direction(found: &Annotated, sentence: &Sentence) -> i32 {
    let mut last: Option<(f64, bool)> = None;
    let mut from = false;
    let mut gap = 0;
    for at in sentence.tokens.clone().take(LONGEST) {
        match found.tokens[at].shape {
            Shape::Number => {
                let text = found.text(sentence, at);
                let figure = if text.contains(',') { text.replace(',', "").parse() } else { text.parse::<f64>() };
                let Ok(figure) = figure else { continue };
                match last {
                    Some((before, was_from)) if gap <= 8 && from != was_from && before != figure => {
                        let (old, new) = if from { (figure, before) } else { (before, figure) };
                        return if new > old { 1 } else { -1 };
                    }
                    _ => {}
                }
                last = Some((figure, from));
                from = false;
                gap = 0;
            }
            Shape::Lower => {
                gap += 1;
                match found.text(sentence, at) {
                    "from" | "against" => from = true,
                    "to" => from = false,
                    _ => {}
                }
            }
            _ => gap += 1,
        }
    }
    0
}
