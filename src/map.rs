//! Map: one article to what is kept of it. Pure, so that any driver may call it on any article in any order.

use crate::annotate::annotate;
use crate::article::{Article, Field, Span};
use crate::clean::clean;
use crate::company::{self, Catalogue};
use crate::evidence::{ClaimText, Evidence, MentionText, SentenceText, Source};
use crate::found::{Annotated, Attribution, BlockKind, Claim, EntityKey, Mention, Party, Sentence, Tone, WordCounts};
use crate::part::{ArticlePart, BlockCounts, ClaimPart, Label, MentionPart, SentencePart, text_hash};
use crate::store::Store;
use crate::tone::Scorer;
use crate::{repost, stance};

/// Characters kept of the beginning of each block.
const HEAD: usize = 160;

/// What is kept of one article; an error means that the store cannot be written.
pub fn map(article: &Article, catalogue: &Catalogue, scorer: &Scorer, store: &Store) -> std::io::Result<ArticlePart> {
    map_scored(article, catalogue, scorer, &[], store)
}

/// As [`map`], with the tone of each mention by further scorers beside.
pub fn map_scored(
    article: &Article,
    catalogue: &Catalogue,
    scorer: &Scorer,
    others: &[Scorer],
    store: &Store,
) -> std::io::Result<ArticlePart> {
    let cleaned = clean(article);
    let prints = repost::prints(article, &cleaned).shelve(store)?;
    let found = annotate(article, cleaned);
    let mut mentions = company::tag(&found, catalogue);
    let stances = stance::find(&found, &mentions, catalogue);
    let judge = |scorer: &Scorer, mentions: &[Mention]| scorer.score(&found, mentions, &stances);
    let mut tones = judge(scorer, &mentions);
    let mut other_tones: Vec<Vec<Tone>> = others.iter().map(|other| judge(other, &mentions)).collect();
    if catalogue.descriptions() {
        // after the names, so that nothing of theirs moves
        let described = company::describe(&found, &mentions, catalogue);
        tones.extend(judge(scorer, &described));
        for (tones, other) in other_tones.iter_mut().zip(others) {
            tones.extend(judge(other, &described));
        }
        mentions.extend(described);
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by_key(|at| mentions[*at].tokens.start);
        mentions = in_order(&order, &mentions);
        tones = in_order(&order, &tones);
        other_tones = other_tones.iter().map(|tones| in_order(&order, tones)).collect();
    }
    let other_tones = other_tones.iter().map(|tones| tones.iter().map(fixed).collect()).collect();

    let tone_supported = scorer.supports(found.language);
    let word_counts: Vec<_> = (0..found.sentences.len()).map(|s| scorer.count_words(&found, s)).collect();
    let mut keeper = Keeper::of(&found, &word_counts, &mentions, &stances.claims);
    let mentions = mentions.iter().zip(&tones).map(|(m, t)| keeper.mention(m, t)).collect();
    let claims = stances.claims.iter().map(|c| keeper.claim(c)).collect();
    let counts = if tone_supported { counts(&found, &word_counts) } else { BlockCounts::default() };
    let words = |kinds: &[BlockKind]| {
        let kept = found.sentences.iter().filter(|s| kinds.contains(&s.kind));
        kept.map(|s| words(&found, s)).sum::<u32>()
    };
    let kept = words(&[BlockKind::Title, BlockKind::Heading, BlockKind::Body]);
    let set_aside = found.cleaned.blocks.iter().filter(|b| b.kind == BlockKind::Furniture);
    let set_aside: usize = set_aside.map(|b| b.span.of(&article.body).split_whitespace().count()).sum();
    let attribution = Some(&found.cleaned.attribution).filter(|a| **a != Attribution::default());
    let Keeper { evidence, sentences, entities, .. } = keeper;
    let evidence = Evidence { heads: heads(&found), ..evidence };
    Ok(ArticlePart {
        own_id: article.own_id.as_str().into(),
        place: article.place().into(),
        path_bytes: article.path.len() as u32,
        record: article.record,
        title: headline(&found).into(),
        outlet: article.outlet.as_str().into(),
        published: article.published.clone(),
        language: found.language,
        language_confidence: found.language_confidence,
        sha256: text_hash(article),
        words: kept,
        words_read: kept + words(&[BlockKind::Summary]) + set_aside as u32,
        attribution: attribution.cloned().map(Box::new),
        prints,
        counts,
        tone_supported,
        entities: entities.into(),
        mentions,
        other_tones,
        claims,
        sentences: sentences.into(),
        evidence: evidence.keep(&Source::of(article), store)?,
    })
}

fn in_order<T: Clone>(order: &[usize], items: &[T]) -> Vec<T> {
    order.iter().map(|at| items[*at].clone()).collect()
}

/// The headline of an article, on one line.
pub fn headline(found: &Annotated) -> String {
    let title = found.sentences.iter().find(|s| s.kind == BlockKind::Title);
    title.map_or(String::new(), |s| found.slice(s, s.span).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A tone in ten-thousandths.
fn fixed(tone: &Tone) -> Option<i16> {
    tone.value.map(|value| value.clamp(-10_000, 10_000) as i16)
}

fn words(found: &Annotated, sentence: &Sentence) -> u32 {
    found.slice(sentence, sentence.span).split_whitespace().count() as u32
}

/// Dictionary counts by block.
fn counts(found: &Annotated, by_sentence: &[Option<WordCounts>]) -> BlockCounts {
    let mut rows: Vec<(u32, WordCounts)> = Vec::new();
    for (sentence, counts) in found.sentences.iter().zip(by_sentence) {
        if sentence.kind == BlockKind::Summary {
            continue;
        }
        let Some(counts) = counts else { continue };
        let block = block_of(sentence);
        match rows.last_mut() {
            Some((last, sum)) if *last == block => {
                sum.words += counts.words;
                sum.positive += counts.positive;
                sum.negative += counts.negative;
            }
            _ => rows.push((block, *counts)),
        }
    }
    BlockCounts::new(rows)
}

fn block_of(sentence: &Sentence) -> u32 {
    sentence.block.map_or(u32::MAX, |b| b as u32)
}

/// The beginning of each block, a line each, so that a block which proves to be a template can be shown.
fn heads(found: &Annotated) -> String {
    let mut heads = String::new();
    for block in &found.cleaned.blocks {
        if block.kind != BlockKind::Furniture {
            let head = block.span.of(&found.article.body).chars().take(HEAD);
            heads.extend(head.map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        }
        heads.push('\n');
    }
    heads
}

/// Parts what is found in an article into what is counted and the evidence.
struct Keeper<'a> {
    found: &'a Annotated<'a>,
    chars: Chars<'a>,
    /// Kept sentence of each sentence of the article.
    index: Vec<Option<u32>>,
    evidence: Evidence,
    sentences: Vec<SentencePart>,
    entities: Vec<EntityKey>,
}

impl<'a> Keeper<'a> {
    /// Keeps the sentences that hold a mention or a claim.
    fn of(found: &'a Annotated, counts: &[Option<WordCounts>], mentions: &[Mention], claims: &[Claim]) -> Self {
        let mut wanted = vec![false; found.sentences.len()];
        for sentence in mentions.iter().map(|m| m.sentence).chain(claims.iter().map(|c| c.sentence)) {
            wanted[sentence] = true;
        }
        let mut evidence = Evidence::default();
        let mut sentences = Vec::new();
        let mut kept = vec![None; wanted.len()];
        for (index, sentence) in found.sentences.iter().enumerate().filter(|(i, _)| wanted[*i]) {
            let start = evidence.text.len() as u32;
            evidence.text.push_str(found.slice(sentence, sentence.span));
            evidence.sentences.push(SentenceText { no: sentence.no, range: (start, evidence.text.len() as u32) });
            kept[index] = Some(sentences.len() as u32);
            let counts = counts[index].unwrap_or_default();
            sentences.push(SentencePart { block: block_of(sentence), counts });
        }
        Keeper { found, chars: Chars::new(found.article), index: kept, evidence, sentences, entities: Vec::new() }
    }

    fn mention(&mut self, mention: &Mention, tone: &Tone) -> MentionPart {
        let sentence = &self.found.sentences[mention.sentence];
        let range = |span: &Span| self.range(mention.sentence, *span);
        let (speaker, spoken_by) = match &tone.speaker {
            Party::Entity(key) => (Some(key), ""),
            Party::Text(text) => (None, text.as_ref()),
            Party::None => (None, ""),
        };
        let text = MentionText {
            rule: Label::of(mention.rule),
            confidence: mention.confidence,
            field: sentence.field,
            chars: (0, 0),
            surface: range(&mention.span),
            speaker: spoken_by.to_string(),
            label: tone.label,
            negated: tone.negated,
            terms: [&tone.positive, &tone.negative, &tone.hedges].map(|spans| spans.iter().map(range).collect()),
        };
        let chars =
            (self.chars.at(sentence.field, mention.span.start), self.chars.at(sentence.field, mention.span.end));
        self.evidence.mentions.push(MentionText { chars, ..text });
        MentionPart {
            number: self.evidence.mentions.len() as u32 - 1,
            entity: self.entity(&mention.entity),
            sentence: self.index[mention.sentence].unwrap_or_default(),
            speaker: speaker.map(|key| self.entity(key)),
            tone: fixed(tone),
            not_counted_because: Label::of(mention.not_counted_because),
            voice: tone.voice,
            headline: sentence.kind == BlockKind::Title,
            hedged: !tone.hedges.is_empty(),
        }
    }

    fn claim(&mut self, claim: &Claim) -> ClaimPart {
        let cue = self.range(claim.sentence, claim.cue);
        let (reported_by, hedge) = (claim.reported_by.clone(), claim.hedge.clone());
        self.evidence.claims.push(ClaimText { cue, reported_by, hedge });
        ClaimPart {
            number: self.evidence.claims.len() as u32 - 1,
            actor: claim.actor.clone(),
            act: claim.act,
            target: claim.target.clone(),
            sentence: self.index[claim.sentence].unwrap_or_default(),
            negated: claim.negated,
            hedged: !claim.hedge.is_empty(),
            verification: claim.verification,
            reply_to: claim.reply_to.map(|i| i as u32),
        }
    }

    /// Index of an entity among those of the article.
    fn entity(&mut self, key: &EntityKey) -> u32 {
        let known = self.entities.iter().position(|k| k == key);
        known.unwrap_or_else(|| {
            self.entities.push(key.clone());
            self.entities.len() - 1
        }) as u32
    }

    /// A span of a sentence of the article as a range of the kept text.
    fn range(&self, sentence: usize, span: Span) -> (u32, u32) {
        let from = self.found.sentences[sentence].span;
        let kept = self.index[sentence].and_then(|kept| self.evidence.sentences.get(kept as usize));
        let at = kept.map_or(0, |s| s.range.0);
        let clip = |byte: u32| at + byte.clamp(from.start, from.end) - from.start;
        (clip(span.start), clip(span.end))
    }
}

/// Byte offsets to Unicode scalar values, in one pass while offsets grow.
struct Chars<'a> {
    article: &'a Article,
    title: (usize, u32),
    body: (usize, u32),
}

impl<'a> Chars<'a> {
    fn new(article: &'a Article) -> Self {
        Chars { article, title: (0, 0), body: (0, 0) }
    }

    fn at(&mut self, field: Field, byte: u32) -> u32 {
        let text = self.article.field(field);
        let last = if field == Field::Title { &mut self.title } else { &mut self.body };
        let byte = byte as usize;
        if byte < last.0 {
            *last = (0, 0);
        }
        let passed = text.as_bytes()[last.0..byte].iter().filter(|b| (**b as i8) >= -0x40).count();
        *last = (byte, last.1 + passed as u32);
        last.1
    }
}
