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
pub struct Kind(u128);

/// The kinds of the lists, a bit each: the constant and the name in the column `kind`.
macro_rules! kinds {
    ($($constant:ident $name:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($constant,)* }

        #[allow(missing_docs)]
        impl Kind {
            $(pub const $constant: Kind = Kind(1 << Bit::$constant as u32);)*

            fn named(name: &str) -> Option<Kind> {
                match name {
                    $($name => Some(Kind::$constant),)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    HEDGE "hedge",
    ANONYMOUS "anonymous",
    DOCUMENT "document",
    UNVERIFIED "unverified",
    REPORTED "reported",
    SAY "say",
    CALL "call",
    COMPANY "company_noun",
    PAPER "document_noun",
    CRIME "crime",
    DETERMINER "determiner",
    PREPOSITION "preposition",
    TARGET "target_preposition",
    BE "be",
    AUXILIARY "auxiliary",
    MODAL "modal",
    NEGATION "negation",
    SUFFER "suffer",
    PRONOUN "pronoun",
    OUTLET "outlet",
    SOURCE "source",
    SPEAKER "speaker",
    REVERSAL "reversal",
    EVIDENCE "evidence",
    PLURAL "plural",
    PEOPLE "people",
    RELATIVE "relative",
    NO_ACTOR "no_actor",
    NOBODY "nobody",
    WRONG "wrong",
    LIGHT "light",
    INTENT "intent",
    TIME "time",
    ORGAN "organ",
    UNREAL "unreal",
    ADVERB "adverb",
    STANDS "stands",
    OPENER "opener",
    BODY "body",
    FAULT "fault",
    CHARGE "charge",
    THING "thing",
    NO_COMPANY "no_company",
    MERIT "merit",
    ASKED "asked",
    FALSE "false",
    SHOW "show",
    OPINE "opine",
    HAND "hand",
    OUTSIDER "outsider",
    SOURCED "according",
    JOINT "joint",
    QUANTIFIER "quantifier",
    GROUND "ground",
    AMISS "amiss",
    TRUE "true",
    LAWFUL "lawful",
    WRATH "wrath",
    AID "aid",
    AGENCY "agency",
    MEASURE "measure",
    ACCUSER "accuser",
    PARTICLE "particle",
    STATES "states",
    GIVES "gives",
    WRITES "writes",
    OWN "own",
    FIRST_PERSON "first_person",
    DEED "deed",
    BIDDEN "bidden",
    BUTT "butt",
    MANY "many",
    STRIKES "strikes",
    WINS "wins",
    LEADS "leads",
    COMES "comes",
    REFUSES "refuses",
    UNLESS "unless",
    ENSUES "ensues",
    HARMS "harms",
    RETORTS "retorts",
    INJURY "injury",
    DONE "done",
    CIRCUMSTANCE "circumstance",
    SPOILT "spoilt",
    KNEW "knew",
    UPRIGHT "upright",
    UNDERGOES "undergoes",
    INSISTS "insists",
    INFLICTS "inflicts",
    HOLDS "holds",
    LOSABLE "losable",
}

impl Kind {
    /// Whether a hedge begins with the word.
    pub const OPENS_HEDGE: Kind = Kind(1 << 126);
    /// Whether a cue begins with it.
    pub const OPENS_CUE: Kind = Kind(1 << 127);

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
