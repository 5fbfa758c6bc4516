//! What the model sees of a word and its neighbours.

use super::Part;
use super::model::Model;
use crate::annotate::word_hash;
use crate::found::Shape;

/// A word as the model sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Hash of the word.
    word: u64,
    /// Its last two, three and four letters, in bytes.
    tails: [u64; 3],
    /// How it looks.
    shape: u64,
    /// The parts it was seen as, one bit each; for a word not known, what its ending tells.
    may_be: u64,
    /// What a list of forms says it can be, one bit each.
    forms: u64,
    /// What it always is.
    pub sure: Option<Part>,
}

/// What stands outside of a sentence.
const OUTSIDE: Look = Look { word: 1, tails: [1; 3], shape: 9, may_be: 1 << 40, forms: 1 << 40, sure: None };

impl Look {
    /// A word of a text.
    pub fn of(text: &str, shape: Shape, model: &Model) -> Look {
        Look::with(word_hash(text), text, shape, model)
    }

    /// The same where its hash is at hand.
    pub fn with(word: u64, text: &str, shape: Shape, model: &Model) -> Look {
        let mut last = [0u8; 8];
        for (slot, byte) in last.iter_mut().zip(text.bytes().rev()).take(4) {
            *slot = byte.to_ascii_lowercase();
        }
        let four = u64::from_le_bytes(last);
        let tails = [four & 0xFFFF, four & 0xFF_FFFF, four];
        let shape = shape as u64;
        let known = model.known(word);
        let may_be = if known.parts == 0 { mix(tails[0], 50 + shape) | 1 << 63 } else { u64::from(known.parts) };
        let forms = if known.forms == 0 { 1 << 20 | shape } else { u64::from(known.forms) };
        Look { word, tails, shape, may_be, forms, sure: known.sure }
    }
}

/// One number of two.
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let both = (a ^ b.rotate_left(27)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    both ^ both >> 31
}

/// Number of keys of a word.
const KEYS: usize = 36;

/// What is seen of the word at a place, behind the two parts before it (`None` outside of the sentence).
#[inline]
pub fn keys(looks: &[Look], at: usize, last: Option<Part>, second: Option<Part>) -> [u64; KEYS] {
    let look = |step: isize| at.checked_add_signed(step).and_then(|i| looks.get(i)).unwrap_or(&OUTSIDE);
    let (before, this, next, after) = (look(-1), look(0), look(1), look(2));
    let first = u64::from(at == 0);
    let part = |p: Option<Part>| p.map_or(31, |p| p as u64);
    let (p1, p2) = (part(last), part(last) << 8 | part(second) << 16 | 1 << 30);
    let [two, three, four] = this.tails;
    let can_be = mix(this.may_be, next.may_be);
    let forms = mix(this.forms, next.forms);
    let seen = [
        this.word,
        mix(this.word, this.shape << 1 | first),
        three | this.shape << 32,
        two,
        four,
        p1,
        p2,
        mix(this.word, p1),
        two | p1 << 32,
        before.word,
        next.word,
        mix(before.word, this.word),
        mix(this.word, next.word),
        look(-2).word,
        after.word,
        next.tails[1] | next.shape << 32,
        before.tails[1],
        this.shape | next.shape << 4 | before.shape << 8,
        mix(next.word, p1),
        mix(two | next.tails[0] << 32, p1 << 4 | next.shape),
        mix(two, next.word),
        mix(next.word, p2),
        p1 << 5 | this.shape << 1 | first,
        this.may_be,
        can_be,
        mix(can_be, p1),
        next.may_be,
        mix(next.may_be, after.may_be),
        mix(this.may_be, p2),
        mix(this.word, next.may_be),
        this.forms | this.shape << 32,
        this.forms | p1 << 32,
        mix(forms, p1),
        mix(this.forms, next.word),
        mix(this.forms, before.word),
        mix(forms, after.forms),
    ];
    // each key among its own kind
    let mut kind = 0u64;
    seen.map(|key| {
        kind = kind.wrapping_add(0xBF58_476D_1CE4_E5BA);
        (key ^ key >> 32).wrapping_mul(kind | 1)
    })
}
