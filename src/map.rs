//! Map: one article to what is kept of it. Pure, so that any driver may call it on any article in any order.

use crate::annotate::annotate;
use crate::article::{Article, Field, Span};
use crate::clean::clean;
use crate::company::{self, Catalogue};
use crate::found::{Annotated, BlockKind, Claim, Mention, Party, Sentence, Tone, WordCounts};
use crate::part::{ArticlePart, ClaimPart, Label, MentionPart, SentencePart, Term, TermKind, text_hash};
use crate::store::Store;
use crate::{repost, stance, tone};

/// Characters kept of the beginning of each block.
const HEAD: usize = 160;

/// What is kept of one article; an error means that the store cannot be written.
pub fn map(article: &Article, catalogue: &Catalogue, store: &Store) -> std::io::Result<ArticlePart> {
    let cleaned = clean(article);
    let prints = repost::prints(article, &cleaned);
    let found = annotate(article, cleaned);
    let mentions = company::tag(&found, catalogue);
    let stances = stance::find(&found, &mentions, catalogue);
    let tones = tone::score(&found, &mentions, &stances, catalogue);

    let mut evidence = Evidence::of(&found, &mentions, &stances.claims);
    let tone_supported = tone::supported(found.language);
    let mut chars = Chars::new(article);
    let mut terms = Vec::new();
    let mentions = mentions
        .iter()
        .zip(&tones)
        .map(|(m, t)| kept_mention(&found, m, t, &evidence, &mut chars, &mut terms))
        .collect();
    let claims = stances.claims.iter().map(|c| kept_claim(&found, c, &evidence)).collect();
    let counts = if tone_supported { counts(&found) } else { Box::default() };
    let words = |kinds: &[BlockKind]| {
        let kept = found.sentences.iter().filter(|s| kinds.contains(&s.kind));
        kept.map(|s| words(&found, s)).sum::<u32>()
    };
    let kept = words(&[BlockKind::Title, BlockKind::Heading, BlockKind::Body]);
    let set_aside = found.cleaned.blocks.iter().filter(|b| b.kind == BlockKind::Furniture);
    let set_aside: usize = set_aside.map(|b| b.span.of(&article.body).split_whitespace().count()).sum();
    let attribution = found.cleaned.attribution.clone();
    let heads_at = evidence.text.len() as u32;
    evidence.heads(&found);
    Ok(ArticlePart {
        own_id: article.own_id.as_str().into(),
        place: article.place().into(),
        path: article.path.as_str().into(),
        record: article.record,
        format: article.format.as_str().into(),
        title: headline(&found).into(),
        outlet: article.outlet.as_str().into(),
        author: article.author.as_str().into(),
        url: article.url.as_str().into(),
        published: article.published.clone(),
        language: found.language,
        language_confidence: found.language_confidence,
        sha256: text_hash(article),
        words: kept,
        words_read: kept + words(&[BlockKind::Summary]) + set_aside as u32,
        attribution,
        prints,
        counts,
        tone_supported,
        mentions,
        terms: terms.into(),
        claims,
        sentences: evidence.sentences.into(),
        text: store.keep(evidence.text)?,
        heads_at,
    })
}

/// The headline of an article, on one line.
pub fn headline(found: &Annotated) -> String {
    let title = found.sentences.iter().find(|s| s.kind == BlockKind::Title);
    title.map_or(String::new(), |s| found.slice(s, s.span).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn words(found: &Annotated, sentence: &Sentence) -> u32 {
    found.slice(sentence, sentence.span).split_whitespace().count() as u32
}

/// Dictionary counts by block.
fn counts(found: &Annotated) -> Box<[(u32, WordCounts)]> {
    let mut rows: Vec<(u32, WordCounts)> = Vec::new();
    for (index, sentence) in found.sentences.iter().enumerate() {
        if sentence.kind == BlockKind::Summary {
            continue;
        }
        let Some(counts) = tone::count_words(found, index) else { continue };
        let block = block_of(sentence);
        match rows.last_mut() {
            Some((last, sum)) if *last == block => {
                sum.words += counts.words;
                sum.positive += counts.positive;
                sum.negative += counts.negative;
            }
            _ => rows.push((block, counts)),
        }
    }
    rows.into()
}

fn block_of(sentence: &Sentence) -> u32 {
    sentence.block.map_or(u32::MAX, |b| b as u32)
}

/// The sentences worth keeping and where each stands in the kept text.
struct Evidence {
    text: String,
    sentences: Vec<SentencePart>,
    /// Kept sentence of each sentence of the article.
    index: Vec<Option<u32>>,
}

impl Evidence {
    fn of(found: &Annotated, mentions: &[Mention], claims: &[Claim]) -> Self {
        let mut wanted = vec![false; found.sentences.len()];
        for sentence in mentions.iter().map(|m| m.sentence).chain(claims.iter().map(|c| c.sentence)) {
            wanted[sentence] = true;
        }
        let mut evidence = Evidence { text: String::new(), sentences: Vec::new(), index: vec![None; wanted.len()] };
        for (index, sentence) in found.sentences.iter().enumerate().filter(|(i, _)| wanted[*i]) {
            let start = evidence.text.len() as u32;
            evidence.text.push_str(found.slice(sentence, sentence.span));
            evidence.index[index] = Some(evidence.sentences.len() as u32);
            evidence.sentences.push(SentencePart {
                no: sentence.no,
                block: block_of(sentence),
                start,
                end: evidence.text.len() as u32,
                counts: tone::count_words(found, index).unwrap_or_default(),
            });
        }
        evidence
    }

    /// Appends the beginning of each block, so that a block which proves to be a template can be shown.
    fn heads(&mut self, found: &Annotated) {
        for block in &found.cleaned.blocks {
            if block.kind != BlockKind::Furniture {
                let head = block.span.of(&found.article.body).chars().take(HEAD);
                self.text.extend(head.map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
            }
            self.text.push('\n');
        }
    }

    /// The kept sentence, and a span of the article moved into the kept text.
    fn place(&self, found: &Annotated, sentence: usize, span: Span) -> (u32, (u32, u32)) {
        let kept = self.index[sentence].unwrap_or_default();
        let from = found.sentences[sentence].span;
        let at = self.sentences.get(kept as usize).map_or(0, |s| s.start);
        let clip = |byte: u32| at + byte.clamp(from.start, from.end) - from.start;
        (kept, (clip(span.start), clip(span.end)))
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

fn kept_mention(
    found: &Annotated,
    mention: &Mention,
    tone: &Tone,
    evidence: &Evidence,
    chars: &mut Chars,
    terms: &mut Vec<Term>,
) -> MentionPart {
    let sentence = &found.sentences[mention.sentence];
    let first = terms.len();
    for (kind, spans) in
        [(TermKind::Positive, &tone.positive), (TermKind::Negative, &tone.negative), (TermKind::Hedge, &tone.hedges)]
    {
        terms.extend(spans.iter().map(|span| {
            let (start, end) = evidence.place(found, mention.sentence, *span).1;
            Term { start, length: (end - start).min(u32::from(u16::MAX)) as u16, kind }
        }));
    }
    let (kept, surface) = evidence.place(found, mention.sentence, mention.span);
    MentionPart {
        entity: mention.entity.clone(),
        sentence: kept,
        char_start: chars.at(sentence.field, mention.span.start),
        char_end: chars.at(sentence.field, mention.span.end),
        surface,
        tone: tone.value.map(|v| v.clamp(-10_000, 10_000) as i16),
        rule: Label::of(mention.rule),
        not_counted_because: Label::of(mention.not_counted_because),
        field: sentence.field,
        confidence: mention.confidence,
        headline: sentence.kind == BlockKind::Title,
        voice: tone.voice,
        label: tone.label,
        negated: tone.negated,
        speaker: (tone.speaker != Party::None).then(|| Box::new(tone.speaker.clone())),
        terms: (first as u32, (terms.len() - first).min(usize::from(u16::MAX)) as u16),
    }
}

fn kept_claim(found: &Annotated, claim: &Claim, evidence: &Evidence) -> ClaimPart {
    let (sentence, cue) = evidence.place(found, claim.sentence, claim.cue);
    ClaimPart {
        actor: claim.actor.clone(),
        act: claim.act,
        target: claim.target.clone(),
        sentence,
        cue,
        negated: claim.negated,
        reported_by: claim.reported_by.as_str().into(),
        hedge: claim.hedge.as_str().into(),
        verification: claim.verification,
        reply_to: claim.reply_to.map(|i| i as u32),
    }
}
