//! The lists: cues with their acts, hedges, and the small words that shape a clause.

use super::inflect::{Form, plural, verb};
use crate::annotate::word_hash;
use crate::found::Act;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// The files the lists are read from, by name.
pub const FILES: [(&str, &str); 4] = [
    ("cues.csv", include_str!("cues.csv")),
    ("hedges.csv", include_str!("hedges.csv")),
    ("words.csv", include_str!("words.csv")),
    ("verbs.csv", include_str!("verbs.csv")),
];

/// The lists, parsed once.
pub static LISTS: LazyLock<Lists> = LazyLock::new(Lists::parse);

/// Passes a hash on; the keys are word hashes already.
#[derive(Default)]
pub struct Given(u64);

impl Hasher for Given {
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.0 = self.0.rotate_left(8) ^ u64::from(*b));
    }
    #[inline]
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

type ByWord<V> = HashMap<u64, V, BuildHasherDefault<Given>>;

/// Where a cue looks for its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// Its object; of a passive, its subject.
    Object,
    /// Its object; a past form before a preposition is no passive ("warned of").
    ObjectOwn,
    /// Its object, with no preposition between ("ordered Y to", but not "ordered the arrest of Y").
    Near,
    /// What someone says the subject must do.
    Told,
    /// The subject of the clause it opens.
    Clause,
    /// The same, where a document or agency speaks.
    Document,
    /// Its object, if that is a company or what is a company's ("approved Y's takeover").
    Firm,
    /// Behind a preposition; of a noun.
    Prep,
    /// The accuser it answers.
    Reply,
    /// The same; a word that only counts behind call, label, dismiss and the like.
    ReplyWord,
    /// What stands left of it.
    Left,
    /// Those who share it do it to each other.
    Mutual,
    /// Its object, where "to" follows ("told Y to pay").
    Bid,
    /// Behind "of"; of a word for one who does it ("a critic of Y").
    Role,
    /// Behind a preposition; of a noun that is an act only where somebody owns it ("the minister's attack on Y").
    Owned,
    /// Its subject's owner; who does it is its object ("angered investors").
    Felt,
    /// None.
    None,
}

/// A form of a cue.
#[derive(Debug, Clone)]
pub struct CueForm {
    /// Its words behind the first.
    pub rest: Box<[u64]>,
    /// What it says.
    pub act: Act,
    /// Where its target stands.
    pub pattern: Pattern,
    /// How it is used.
    pub form: Form,
    /// Whether it is a noun.
    pub noun: bool,
}

/// A phrase of `hedges.csv`.
#[derive(Debug, Clone)]
pub struct Hedge {
    /// Its words behind the first.
    pub rest: Box<[u64]>,
    /// Its kind.
    pub kind: Kind,
}

/// What a word or phrase of `words.csv` or `hedges.csv` is; a set, as a word can be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kind(pub u64);

/// Names of kinds, in the order of their bits.
const KINDS: [&str; 62] = [
    "hedge",
    "anonymous",
    "document",
    "unverified",
    "reported",
    "say",
    "call",
    "company_noun",
    "document_noun",
    "crime",
    "determiner",
    "preposition",
    "target_preposition",
    "be",
    "auxiliary",
    "modal",
    "negation",
    "suffer",
    "pronoun",
    "outlet",
    "source",
    "speaker",
    "reversal",
    "evidence",
    "plural",
    "people",
    "relative",
    "no_actor",
    "nobody",
    "wrong",
    "light",
    "intent",
    "time",
    "organ",
    "unreal",
    "adverb",
    "stands",
    "opener",
    "body",
    "fault",
    "charge",
    "thing",
    "no_company",
    "merit",
    "asked",
    "false",
    "show",
    "opine",
    "hand",
    "outsider",
    "according",
    "joint",
    "quantifier",
    "ground",
    "amiss",
    "true",
    "lawful",
    "wrath",
    "aid",
    "agency",
    "measure",
    "accuser",
];

#[allow(missing_docs)]
impl Kind {
    pub const HEDGE: Kind = Kind(1);
    pub const ANONYMOUS: Kind = Kind(1 << 1);
    pub const DOCUMENT: Kind = Kind(1 << 2);
    pub const UNVERIFIED: Kind = Kind(1 << 3);
    pub const REPORTED: Kind = Kind(1 << 4);
    pub const SAY: Kind = Kind(1 << 5);
    pub const CALL: Kind = Kind(1 << 6);
    pub const COMPANY: Kind = Kind(1 << 7);
    pub const PAPER: Kind = Kind(1 << 8);
    pub const CRIME: Kind = Kind(1 << 9);
    pub const DETERMINER: Kind = Kind(1 << 10);
    pub const PREPOSITION: Kind = Kind(1 << 11);
    pub const TARGET: Kind = Kind(1 << 12);
    pub const BE: Kind = Kind(1 << 13);
    pub const AUXILIARY: Kind = Kind(1 << 14);
    pub const MODAL: Kind = Kind(1 << 15);
    pub const NEGATION: Kind = Kind(1 << 16);
    pub const SUFFER: Kind = Kind(1 << 17);
    pub const PRONOUN: Kind = Kind(1 << 18);
    pub const OUTLET: Kind = Kind(1 << 19);
    pub const SOURCE: Kind = Kind(1 << 20);
    pub const SPEAKER: Kind = Kind(1 << 21);
    pub const REVERSAL: Kind = Kind(1 << 22);
    pub const EVIDENCE: Kind = Kind(1 << 23);
    pub const PLURAL: Kind = Kind(1 << 24);
    pub const PEOPLE: Kind = Kind(1 << 25);
    pub const RELATIVE: Kind = Kind(1 << 26);
    pub const NO_ACTOR: Kind = Kind(1 << 27);
    pub const NOBODY: Kind = Kind(1 << 28);
    pub const WRONG: Kind = Kind(1 << 29);
    pub const LIGHT: Kind = Kind(1 << 30);
    pub const INTENT: Kind = Kind(1 << 31);
    pub const TIME: Kind = Kind(1 << 32);
    pub const ORGAN: Kind = Kind(1 << 33);
    pub const UNREAL: Kind = Kind(1 << 34);
    pub const ADVERB: Kind = Kind(1 << 35);
    pub const STANDS: Kind = Kind(1 << 36);
    pub const OPENER: Kind = Kind(1 << 37);
    pub const BODY: Kind = Kind(1 << 38);
    pub const FAULT: Kind = Kind(1 << 39);
    pub const CHARGE: Kind = Kind(1 << 40);
    pub const THING: Kind = Kind(1 << 41);
    pub const NO_COMPANY: Kind = Kind(1 << 42);
    pub const MERIT: Kind = Kind(1 << 43);
    pub const ASKED: Kind = Kind(1 << 44);
    pub const FALSE: Kind = Kind(1 << 45);
    pub const SHOW: Kind = Kind(1 << 46);
    pub const OPINE: Kind = Kind(1 << 47);
    pub const HAND: Kind = Kind(1 << 48);
    pub const OUTSIDER: Kind = Kind(1 << 49);
    pub const SOURCED: Kind = Kind(1 << 50);
    pub const JOINT: Kind = Kind(1 << 51);
    pub const QUANTIFIER: Kind = Kind(1 << 52);
    pub const GROUND: Kind = Kind(1 << 53);
    pub const AMISS: Kind = Kind(1 << 54);
    pub const TRUE: Kind = Kind(1 << 55);
    pub const LAWFUL: Kind = Kind(1 << 56);
    pub const WRATH: Kind = Kind(1 << 57);
    pub const AID: Kind = Kind(1 << 58);
    pub const AGENCY: Kind = Kind(1 << 59);
    pub const MEASURE: Kind = Kind(1 << 60);
    pub const ACCUSER: Kind = Kind(1 << 61);
    /// Whether a hedge begins with the word.
    pub const OPENS_HEDGE: Kind = Kind(1 << 62);
    /// Whether a cue begins with it.
    pub const OPENS_CUE: Kind = Kind(1 << 63);

    /// Whether it is any of these.
    #[inline]
    pub fn is(self, kinds: Kind) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Either.
    #[inline]
    pub const fn or(self, other: Kind) -> Kind {
        Kind(self.0 | other.0)
    }

    fn named(name: &str) -> Option<Kind> {
        KINDS.iter().position(|k| *k == name).map(|bit| Kind(1 << bit))
    }
}

/// All lists.
pub struct Lists {
    cues: ByWord<Vec<CueForm>>,
    hedges: ByWord<Vec<Hedge>>,
    words: ByWord<Kind>,
}

impl Lists {
    /// Forms of cues that begin with this word, longest first.
    pub fn cues(&self, word: u64) -> &[CueForm] {
        self.cues.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Hedges that begin with this word, longest first.
    pub fn hedges(&self, word: u64) -> &[Hedge] {
        self.hedges.get(&word).map_or(&[], Vec::as_slice)
    }

    /// What the word is.
    pub fn kind(&self, word: u64) -> Kind {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// Reads the files; a test holds that every row can be read.
    fn parse() -> Lists {
        let mut lists = Lists { cues: ByWord::default(), hedges: ByWord::default(), words: ByWord::default() };
        for row in rows(FILES[0].1) {
            let (Some(act), Some(pattern)) = (Act::named(&row[1]), pattern(&row[3])) else { continue };
            let (first, rest) = row[0].split_once(' ').unwrap_or((&row[0], ""));
            let noun = &row[2] == "noun";
            let phrases: Vec<(String, Form)> = match &row[2] {
                "verb" => verb(first).into_iter().map(|(f, form)| (format!("{f} {rest}"), form)).collect(),
                "noun" => vec![(row[0].to_string(), Form::Base), (plural(&row[0]), Form::S)],
                _ => vec![(row[0].to_string(), Form::Fixed)],
            };
            for (phrase, form) in phrases {
                let (first, rest) = hashes(&phrase);
                lists.cues.entry(first).or_default().push(CueForm { rest, act, pattern, form, noun });
            }
        }
        for row in rows(FILES[1].1) {
            let Some(kind) = Kind::named(&row[1]) else { continue };
            let (first, rest) = hashes(&row[0]);
            lists.hedges.entry(first).or_default().push(Hedge { rest, kind });
        }
        for row in rows(FILES[2].1).chain(rows(FILES[3].1)) {
            let Some(kind) = Kind::named(&row[1]) else { continue };
            let word = lists.words.entry(word_hash(&row[0])).or_default();
            *word = word.or(kind);
        }
        for (word, opens) in
            lists.cues.keys().map(|w| (*w, Kind::OPENS_CUE)).chain(lists.hedges.keys().map(|w| (*w, Kind::OPENS_HEDGE)))
        {
            let kind = lists.words.entry(word).or_default();
            *kind = kind.or(opens);
        }
        lists.cues.values_mut().for_each(|forms| forms.sort_by_key(|f| std::cmp::Reverse(f.rest.len())));
        lists.hedges.values_mut().for_each(|forms| forms.sort_by_key(|f| std::cmp::Reverse(f.rest.len())));
        lists
    }
}

fn pattern(name: &str) -> Option<Pattern> {
    Some(match name {
        "object" => Pattern::Object,
        "object_own" => Pattern::ObjectOwn,
        "near" => Pattern::Near,
        "firm" => Pattern::Firm,
        "told" => Pattern::Told,
        "clause" => Pattern::Clause,
        "document" => Pattern::Document,
        "prep" => Pattern::Prep,
        "reply" => Pattern::Reply,
        "reply_word" => Pattern::ReplyWord,
        "left" => Pattern::Left,
        "mutual" => Pattern::Mutual,
        "bid" => Pattern::Bid,
        "owned" => Pattern::Owned,
        "role" => Pattern::Role,
        "felt" => Pattern::Felt,
        "none" => Pattern::None,
        _ => return None,
    })
}

fn hashes(phrase: &str) -> (u64, Box<[u64]>) {
    let mut words = phrase.split_whitespace().map(word_hash);
    (words.next().unwrap_or_default(), words.collect())
}

fn rows(file: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(file.as_bytes()).into_records().filter_map(Result::ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for (name, file) in FILES {
            for (line, row) in csv::Reader::from_reader(file.as_bytes()).into_records().enumerate() {
                let at = format!("{name} line {}", line + 2);
                let row = row.expect(&at);
                assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{at}: empty cell");
                if name == "cues.csv" {
                    assert!(row.len() == 7, "{at}: cells");
                    assert!(Act::named(&row[1]).is_some(), "{at}: act");
                    assert!(["verb", "noun", "phrase"].contains(&&row[2]), "{at}: kind");
                    assert!(pattern(&row[3]).is_some(), "{at}: target");
                } else {
                    assert!(Kind::named(&row[1]).is_some(), "{at}: kind");
                }
            }
        }
    }
}
