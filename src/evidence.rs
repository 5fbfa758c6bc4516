//! What only the tables of evidence show of an article: set aside in the [`Store`] while everything is counted, so
//! that memory holds little more of an article than its numbers.

use crate::article::{Article, Field};
use crate::found::ToneLabel;
use crate::pack::{Pack, Unpack};
use crate::part::Label;
use crate::store::{Kept, Store};
use std::io;

/// Where an article is from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Format it was read as.
    pub format: String,
    /// Author.
    pub author: String,
    /// Address.
    pub url: String,
}

/// The words behind an article's mentions and claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The sentences that hold a mention or a claim, one after the other.
    pub text: String,
    /// By [`crate::part::SentencePart`]: where each stands in `text`.
    pub sentences: Vec<SentenceText>,
    /// By [`crate::part::MentionPart::number`].
    pub mentions: Vec<MentionText>,
    /// By [`crate::part::ClaimPart::number`].
    pub claims: Vec<ClaimText>,
    /// The beginning of each block of the body, a line each.
    pub heads: String,
}

/// A sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentenceText {
    /// Number in the article; 0 for a headline.
    pub no: u32,
    /// Range in [`Evidence::text`], bytes.
    pub range: (u32, u32),
}

/// A mention as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionText {
    /// Rule that found it.
    pub rule: Label,
    /// 0–100.
    pub confidence: u8,
    /// Field of the offsets.
    pub field: Field,
    /// First Unicode scalar value in the field, and one past the last.
    pub chars: (u32, u32),
    /// Range of the name in [`Evidence::text`], bytes.
    pub surface: (u32, u32),
    /// Who speaks, where it is known and no entity.
    pub speaker: String,
    /// Likeliest label.
    pub label: Option<ToneLabel>,
    /// Whether a negation turned a word round.
    pub negated: bool,
    /// Ranges of the words that speak for it, against it, and of those that leave doubt.
    pub terms: [Vec<(u32, u32)>; 3],
}

/// A claim as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimText {
    /// Range of the cue in [`Evidence::text`], bytes.
    pub cue: (u32, u32),
    /// Who reports it.
    pub reported_by: String,
    /// Hedges, `|`-separated.
    pub hedge: String,
}

impl Source {
    /// Where an article is from.
    pub fn of(article: &Article) -> Source {
        Source { format: article.format.clone(), author: article.author.clone(), url: article.url.clone() }
    }

    /// That of an article whose evidence was kept.
    pub fn get(store: &Store, kept: &Kept) -> io::Result<Source> {
        source(&mut Unpack::new(&store.get(kept)?))
    }
}

impl Evidence {
    /// Sets it aside, with the source of the article.
    pub fn keep(&self, source: &Source, store: &Store) -> io::Result<Kept> {
        let mut pack = Pack::default();
        [&source.format, &source.author, &source.url].iter().for_each(|text| pack.text(text));
        pack.text(&self.text);
        pack.list(&self.sentences, |pack, sentence| {
            pack.number(sentence.no);
            range(pack, sentence.range);
        });
        pack.list(&self.mentions, mention);
        pack.list(&self.claims, |pack, claim| {
            range(pack, claim.cue);
            pack.text(&claim.reported_by);
            pack.text(&claim.hedge);
        });
        pack.text(&self.heads);
        store.keep(pack.bytes())
    }

    /// Fetches it again.
    pub fn get(store: &Store, kept: &Kept) -> io::Result<Evidence> {
        let bytes = store.get(kept)?;
        let from = &mut Unpack::new(&bytes);
        source(from)?;
        Ok(Evidence {
            text: from.text()?.to_string(),
            sentences: from.list(|from| Ok(SentenceText { no: from.number()?, range: range_of(from)? }))?,
            mentions: from.list(mention_of)?,
            claims: from.list(|from| {
                Ok(ClaimText {
                    cue: range_of(from)?,
                    reported_by: from.text()?.to_string(),
                    hedge: from.text()?.to_string(),
                })
            })?,
            heads: from.text()?.to_string(),
        })
    }

    /// The words of a range.
    pub fn words(&self, range: (u32, u32)) -> &str {
        self.text.get(range.0 as usize..range.1 as usize).unwrap_or_default()
    }
}

fn source(from: &mut Unpack) -> io::Result<Source> {
    Ok(Source { format: from.text()?.to_string(), author: from.text()?.to_string(), url: from.text()?.to_string() })
}

const FIELDS: [Field; 2] = [Field::Title, Field::Body];
const LABELS: [Option<ToneLabel>; 4] =
    [None, Some(ToneLabel::Negative), Some(ToneLabel::Neutral), Some(ToneLabel::Positive)];

fn mention(pack: &mut Pack, mention: &MentionText) {
    pack.number(mention.rule.number());
    pack.number(u32::from(mention.confidence));
    pack.number(place(&FIELDS, &mention.field));
    range(pack, mention.chars);
    range(pack, mention.surface);
    pack.text(&mention.speaker);
    pack.number(place(&LABELS, &mention.label));
    pack.number(u32::from(mention.negated));
    for words in &mention.terms {
        pack.list(words, |pack, word| range(pack, *word));
    }
}

fn mention_of(from: &mut Unpack) -> io::Result<MentionText> {
    Ok(MentionText {
        rule: Label::numbered(from.number()?),
        confidence: from.number()? as u8,
        field: FIELDS.get(from.number()? as usize).copied().unwrap_or(Field::Body),
        chars: range_of(from)?,
        surface: range_of(from)?,
        speaker: from.text()?.to_string(),
        label: LABELS.get(from.number()? as usize).copied().flatten(),
        negated: from.number()? == 1,
        terms: [from.list(range_of)?, from.list(range_of)?, from.list(range_of)?],
    })
}

/// Index of a value in the list of all.
fn place<T: PartialEq>(all: &[T], value: &T) -> u32 {
    all.iter().position(|v| v == value).unwrap_or_default() as u32
}

/// Packs a range as its beginning and its length.
fn range(pack: &mut Pack, range: (u32, u32)) {
    pack.number(range.0);
    pack.number(range.1.saturating_sub(range.0));
}

fn range_of(from: &mut Unpack) -> io::Result<(u32, u32)> {
    let start = from.number()?;
    Ok((start, start.saturating_add(from.number()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_comes_back_as_it_was_kept() {
        let evidence = Evidence {
            text: "“Acme allegedly lied,” the memo says.".to_string(),
            sentences: vec![SentenceText { no: 3, range: (0, 41) }],
            mentions: vec![MentionText {
                rule: Label::of("alias"),
                confidence: 90,
                field: Field::Body,
                chars: (101, 105),
                surface: (3, 7),
                speaker: "the memo".to_string(),
                label: Some(ToneLabel::Negative),
                negated: false,
                terms: [vec![], vec![(18, 22)], vec![(8, 17)]],
            }],
            claims: vec![ClaimText { cue: (18, 22), reported_by: "the memo".into(), hedge: "allegedly".into() }],
            heads: "Acme\n".to_string(),
        };
        let source = Source { format: "jsonl".into(), author: String::new(), url: "https://example.com/".into() };
        let store = Store::new(0);
        let kept = evidence.keep(&source, &store).unwrap();
        assert_eq!(Source::get(&store, &kept).unwrap(), source);
        let back = Evidence::get(&store, &kept).unwrap();
        assert_eq!(back, evidence);
        assert_eq!(back.words(back.mentions[0].surface), "Acme");
    }
}
