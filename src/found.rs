//! The records of what is found in an article: blocks, tokens, sentences, mentions, claims, tone.

use crate::article::{Article, Field, Span};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a block of the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline, where it stands in the body.
    Title,
    /// A teaser or bullet summary of the article: kept apart, not counted.
    Summary,
    /// A heading inside the article: counted as body.
    Heading,
    /// The article's own text.
    Body,
    /// Set aside: navigation, widgets, disclaimers, cards of other stories.
    Furniture,
}

/// A paragraph of the body with the rule that named it. Blocks are in order, do not overlap, and hold every
/// character of the body that is not white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the body.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Id of the rule that said so, as in `clean/rules.csv`; `text` where none did.
    pub rule: &'static str,
}

/// Where an article's text came from, as its own text or metadata says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Outlet named as the origin ("appeared first on X"); empty where none is.
    pub origin: String,
    /// Rule that found it: `appeared-first-on`, `originally-published`, `source-line`, `canonical`; empty where none did.
    pub origin_rule: String,
    /// Wire agency credited ("(Reuters)", "/PRNewswire/"); empty where none is.
    pub wire: String,
    /// Title the attribution line gives for the original, where it names one.
    pub origin_title: String,
}

/// What [`crate::clean`] makes of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Blocks of the body, in order.
    pub blocks: Vec<Block>,
    /// Where the text came from.
    pub attribution: Attribution,
}

/// How a token looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Begins with a lower-case letter or has no case.
    Lower,
    /// Begins with an upper-case letter (Alibaba, McDonald).
    Capital,
    /// Two or more letters, all upper case (IBM, U.S.).
    Upper,
    /// Begins with a digit.
    Number,
    /// Anything else: a single mark of punctuation or a symbol.
    Mark,
}

/// A word, number or mark. Words keep inner apostrophes, full stops of abbreviations and ampersands between capitals
/// (`don't`, `U.S.`, `AT&T`); a possessive `'s` is a token of its own; hyphens part words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the field of its sentence.
    pub span: Span,
    /// [`crate::annotate::word_hash`] of the lower-cased text, apostrophes made straight.
    pub word: u64,
    /// [`crate::annotate::word_hash`] of the stem in the article's language; equals `word` where there is no stemmer.
    pub stem: u64,
    /// How it looks.
    pub shape: Shape,
}

/// A sentence of the title or of a block that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Field its offsets count in.
    pub field: Field,
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as a range of [`Annotated::tokens`].
    pub tokens: Range<usize>,
    /// Index of its block in [`Cleaned::blocks`]; `None` for the title field.
    pub block: Option<usize>,
    /// What the block is; [`BlockKind::Title`] for the title field.
    pub kind: BlockKind,
    /// Number in the article: 0 for a headline, then from 1.
    pub no: u32,
}

/// An article with its blocks, sentences and tokens. Furniture has no sentences.
#[derive(Debug, Clone)]
pub struct Annotated<'a> {
    /// The article as read.
    pub article: &'a Article,
    /// Its blocks.
    pub cleaned: Cleaned,
    /// Two-letter code of the language (ISO 639-1; three letters where there is none); empty if unknown.
    pub language: &'static str,
    /// 0–100.
    pub language_confidence: u8,
    /// All tokens, sentence by sentence.
    pub tokens: Vec<Token>,
    /// Sentences in reading order, the title field first.
    pub sentences: Vec<Sentence>,
}

impl Annotated<'_> {
    /// Text of a token of a sentence.
    pub fn text(&self, sentence: &Sentence, token: usize) -> &str {
        self.tokens[token].span.of(self.article.field(sentence.field))
    }

    /// Text of a span of a sentence's field.
    pub fn slice(&self, sentence: &Sentence, span: Span) -> &str {
        span.of(self.article.field(sentence.field))
    }
}

/// What kind of thing an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityType {
    /// A firm.
    Company,
    /// Any other body: university, party, club, union.
    Organisation,
    /// A ministry, regulator, central bank, court, army.
    Agency,
    /// An act or section of one.
    Law,
    /// A sanctions or trade list, a stock index.
    List,
    /// A person.
    Person,
}

impl EntityType {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            EntityType::Company => "company",
            EntityType::Organisation => "organisation",
            EntityType::Agency => "agency",
            EntityType::Law => "law",
            EntityType::List => "list",
            EntityType::Person => "person",
        }
    }
}

/// Which entity: a row of the catalogue, or a name no list holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityKey {
    /// Index into the catalogue (watchlist and dictionary), the same in every part of a run.
    Known(u32),
    /// A discovered name, as it first stands, with its type.
    Found(Box<str>, EntityType),
}

/// One place in an article that names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Which entity.
    pub entity: EntityKey,
    /// Index of its sentence in [`Annotated::sentences`].
    pub sentence: usize,
    /// Where it stands in the sentence's field.
    pub span: Span,
    /// Its tokens, as a range of [`Annotated::tokens`].
    pub tokens: Range<usize>,
    /// Rule that found it: `name`, `alias`, `short-form`, `acronym`, `ticker`, `suffix`, `head-noun`, `appositive`, ….
    pub rule: &'static str,
    /// How sure it is, 0–100.
    pub confidence: u8,
    /// Why it is no coverage (`credit`, `own-outlet`, `summary`, …); empty where it counts.
    pub not_counted_because: &'static str,
}

/// What an actor does toward a target, after CAMEO.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Act {
    Accuse,
    Criticise,
    Deny,
    Reject,
    Demand,
    Threaten,
    Warn,
    Investigate,
    Sue,
    Sanction,
    Praise,
    Support,
    Agree,
    Confirm,
    DeclineComment,
}

impl Act {
    /// All acts, in the order of the contract.
    pub const ALL: [Act; 15] = [
        Act::Accuse,
        Act::Criticise,
        Act::Deny,
        Act::Reject,
        Act::Demand,
        Act::Threaten,
        Act::Warn,
        Act::Investigate,
        Act::Sue,
        Act::Sanction,
        Act::Praise,
        Act::Support,
        Act::Agree,
        Act::Confirm,
        Act::DeclineComment,
    ];

    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Act::Accuse => "accuse",
            Act::Criticise => "criticise",
            Act::Deny => "deny",
            Act::Reject => "reject",
            Act::Demand => "demand",
            Act::Threaten => "threaten",
            Act::Warn => "warn",
            Act::Investigate => "investigate",
            Act::Sue => "sue",
            Act::Sanction => "sanction",
            Act::Praise => "praise",
            Act::Support => "support",
            Act::Agree => "agree",
            Act::Confirm => "confirm",
            Act::DeclineComment => "decline_comment",
        }
    }

    /// The act of that name.
    pub fn named(name: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|a| a.name() == name)
    }
}

/// One end of a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Party {
    /// Nobody is named (a passive without "by", a verb without object).
    None,
    /// A tagged entity.
    Entity(EntityKey),
    /// An actor that is no entity, as printed ("the memo").
    Text(Box<str>),
}

/// How firmly the article stands behind a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Verification {
    Asserted,
    Reported,
    Anonymous,
    Document,
    Unverified,
}

impl Verification {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Verification::Asserted => "asserted",
            Verification::Reported => "reported",
            Verification::Anonymous => "anonymous",
            Verification::Document => "document",
            Verification::Unverified => "unverified",
        }
    }
}

/// Who does what to whom, once in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Who acts.
    pub actor: Party,
    /// What it does.
    pub act: Act,
    /// Toward whom.
    pub target: Party,
    /// Index of the sentence in [`Annotated::sentences`].
    pub sentence: usize,
    /// The cue that was found, in the sentence's field.
    pub cue: Span,
    /// Whether the act is denied by the sentence ("did not accuse").
    pub negated: bool,
    /// Who reports it ("the Financial Times"), as printed; empty where the outlet itself does.
    pub reported_by: String,
    /// Hedge words that bear on it, `|`-separated; empty where there are none.
    pub hedge: String,
    /// How firmly the article stands behind it.
    pub verification: Verification,
    /// Index, among the article's claims, of the accusation this denial answers.
    pub reply_to: Option<usize>,
}

/// Whose words a mention stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The outlet's own.
    Narrator,
    /// Someone else's, quoted or reported.
    Quoted,
    /// The company's own: its denial is not the outlet's tone.
    Own,
}

impl Voice {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            Voice::Narrator => "narrator",
            Voice::Quoted => "quoted",
            Voice::Own => "own",
        }
    }
}

/// Words of a sentence that someone other than the outlet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// Index of the sentence in [`Annotated::sentences`].
    pub sentence: usize,
    /// The words said, in the sentence's field.
    pub span: Span,
    /// Who says them; [`Party::None`] where nobody is named.
    pub speaker: Party,
    /// Whether they stand in quotation marks.
    pub direct: bool,
    /// Whether an entity says them and they hold words that answer a charge.
    pub answers: bool,
}

/// What [`crate::stance`] finds in an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stances {
    /// Claims in reading order.
    pub claims: Vec<Claim>,
    /// Words of others, in reading order.
    pub speech: Vec<Speech>,
}

/// Tone label of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum ToneLabel {
    Negative,
    Neutral,
    Positive,
}

impl ToneLabel {
    /// The name used in the outputs.
    pub fn name(self) -> &'static str {
        match self {
            ToneLabel::Negative => "negative",
            ToneLabel::Neutral => "neutral",
            ToneLabel::Positive => "positive",
        }
    }
}

/// Tone of one sentence toward one mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tone {
    /// P(positive) − P(negative) in ten-thousandths, −10000 to 10000; `None` where the language is not supported.
    pub value: Option<i32>,
    /// The likeliest label; `None` with `value`.
    pub label: Option<ToneLabel>,
    /// Whose words.
    pub voice: Voice,
    /// Who speaks, where the voice is not the narrator's.
    pub speaker: Party,
    /// Words that spoke for it, in the sentence's field.
    pub positive: Vec<Span>,
    /// Words that spoke against it.
    pub negative: Vec<Span>,
    /// Whether a negation turned a word round.
    pub negated: bool,
    /// Hedge words in the sentence.
    pub hedges: Vec<Span>,
}

/// Plain dictionary counts of a sentence, for `tone_words`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordCounts {
    /// Words in all.
    pub words: u32,
    /// Positive words, negation not regarded.
    pub positive: u32,
    /// Negative words.
    pub negative: u32,
}
