//! Tone: what each sentence says for or against each mention in it.
//!
//! Contract: one tone a mention, in their order; a value lies in −10000..=10000 and the words that spoke lie inside
//! the mention's sentence; a language without lists has no value, never 0.

mod evidence;
mod features;
mod lexicon;
mod rules;
mod voice;

pub use evidence::{EVIDENCE, Evidence};
pub use features::{Kind as FeatureKind, ONE, Seen, WINDOWS};
pub use lexicon::version;

use crate::article::{Field, Span};
use crate::company::Catalogue;
use crate::found::{
    Annotated, Claim, EntityKey, EntityType, Mention, Party, Shape, Stances, Tone, ToneLabel, Voice, WordCounts,
};
use features::{Role, View};
use lexicon::{Kind, LEXICON};
use rapidhash::RapidHashMap;
use rules::Scan;
use std::ops::Range;

/// Tone of each mention, in the order of `mentions`.
pub fn score(article: &Annotated, mentions: &[Mention], stances: &Stances, _catalogue: &Catalogue) -> Vec<Tone> {
    let mut scanned: Option<(usize, Scan)> = None;
    let mut tones = Vec::with_capacity(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        let (voice, speaker) = voice::voice(mention, &article.sentences[mention.sentence], stances);
        if !supported(article.language) {
            tones.push(silent(voice, speaker));
            continue;
        }
        let scan = match scanned.take() {
            Some((sentence, scan)) if sentence == mention.sentence => scan,
            _ => {
                let rest = mentions[index..].iter().take_while(|m| m.sentence == mention.sentence);
                let names: Vec<_> = rest.map(|m| m.tokens.clone()).collect();
                rules::scan(article, &article.sentences[mention.sentence], &names)
            }
        };
        tones.push(tone(&scan, article.sentences[mention.sentence].tokens.start, mention, voice, speaker));
        scanned = Some((mention.sentence, scan));
    }
    tones
}

/// Tone toward any words of a text, which need be no entity; `None` where no sentence holds them.
pub fn toward(article: &Annotated, field: Field, target: Span) -> Option<Tone> {
    let mention = mention_at(article, field, target)?;
    score(article, &[mention], &Stances::default(), &Catalogue::default()).pop()
}

/// The figures that the mapping weighs for a mention, in the order of [`EVIDENCE`]: what it is fitted on.
pub fn evidence(article: &Annotated, mention: &Mention) -> Evidence {
    let sentence = &article.sentences[mention.sentence];
    evidence::weigh(&rules::scan(article, sentence, &[]), sentence.tokens.start, &mention.tokens, |_, _| {})
}

/// All that the model may weigh of one mention of an article: the figures of the rules, and what is `seen` beside them.
/// `rows` holds the known words by [`crate::found::Token::word`].
pub fn look(
    article: &Annotated,
    mentions: &[Mention],
    stances: &Stances,
    index: usize,
    rows: &RapidHashMap<u64, u32>,
    mut seen: impl FnMut(Seen),
) -> (Evidence, [f32; 3]) {
    let mention = &mentions[index];
    let sentence = &article.sentences[mention.sentence];
    let names = names(mentions, mention.sentence);
    let scan = rules::scan(article, sentence, &names);
    let (voice, _) = voice::voice(mention, sentence, stances);
    let evidence = evidence::weigh(&scan, sentence.tokens.start, &mention.tokens, |_, _| {});
    let rules = chances(&evidence);
    let view = View::new(article, sentence, &scan, &names, rows);
    view.of_sentence(&mut seen);
    view.of_target(&mention.tokens, &evidence, rules, voice, &claims_of(mention, stances), &mut seen);
    (evidence, rules)
}

/// Tokens of the mentions in a sentence.
fn names(mentions: &[Mention], sentence: usize) -> Vec<Range<usize>> {
    mentions.iter().filter(|m| m.sentence == sentence).map(|m| m.tokens.clone()).collect()
}

/// Claims of the mention's sentence in which its entity has a part.
fn claims_of<'a>(mention: &Mention, stances: &'a Stances) -> Vec<(&'a Claim, Role)> {
    let is = |party: &Party| matches!(party, Party::Entity(key) if *key == mention.entity);
    let here = stances.claims.iter().filter(|c| c.sentence == mention.sentence);
    here.flat_map(|c| [(c, Role::Actor, is(&c.actor)), (c, Role::Target, is(&c.target))])
        .filter(|(.., part)| *part)
        .map(|(claim, role, _)| (claim, role))
        .collect()
}

/// What the rules make of the evidence: chances of negative, neutral and positive.
fn chances(evidence: &Evidence) -> [f32; 3] {
    let [positive, negative] = [&LEXICON.mapping.positive, &LEXICON.mapping.negative]
        .map(|weights| weights.iter().zip(evidence).map(|(w, e)| w * e).sum::<f32>().exp());
    let all = 1.0 + positive + negative;
    [negative / all, 1.0 / all, positive / all]
}

/// The words at a span as a mention of an entity named by them; `None` where no sentence holds its first token.
pub fn mention_at(article: &Annotated, field: Field, target: Span) -> Option<Mention> {
    let sentence = article.sentences.iter().position(|s| s.field == field && s.span.overlaps(target))?;
    let range = article.sentences[sentence].tokens.clone();
    let tokens = &article.tokens[range.clone()];
    let start = range.start + tokens.partition_point(|t| t.span.end <= target.start);
    let end = range.start + tokens.partition_point(|t| t.span.start < target.end);
    let name = article.slice(&article.sentences[sentence], target);
    (start < end).then(|| Mention {
        entity: EntityKey::Found(name.into(), EntityType::Company),
        sentence,
        span: target,
        tokens: start..end,
        rule: "target",
        confidence: 100,
        not_counted_because: "",
    })
}

/// Plain dictionary counts of one sentence; `None` where the language has no list.
pub fn count_words(article: &Annotated, sentence: usize) -> Option<WordCounts> {
    if !supported(article.language) {
        return None;
    }
    let mut counts = WordCounts::default();
    for token in &article.tokens[article.sentences.get(sentence)?.tokens.clone()] {
        if matches!(token.shape, Shape::Mark | Shape::Number) {
            continue;
        }
        counts.words += 1;
        let listed = match LEXICON.words.get(&token.word) {
            Some(Kind::Word(value)) => *value,
            _ => 0.0,
        };
        let value = LEXICON.stems.get(&token.stem).copied().unwrap_or(listed);
        counts.positive += u32::from(value > 0.0);
        counts.negative += u32::from(value < 0.0);
    }
    Some(counts)
}

/// Whether a language has lists.
pub fn supported(language: &str) -> bool {
    language == "en"
}

fn silent(voice: Voice, speaker: Party) -> Tone {
    Tone {
        value: None,
        label: None,
        voice,
        speaker,
        positive: Vec::new(),
        negative: Vec::new(),
        negated: false,
        hedges: Vec::new(),
    }
}

fn tone(scan: &Scan, start: usize, mention: &Mention, voice: Voice, speaker: Party) -> Tone {
    let mut tone = silent(voice, speaker);
    tone.hedges = scan.hedges.clone();
    let evidence = evidence::weigh(scan, start, &mention.tokens, |hit, value| {
        tone.negated |= hit.negated;
        if value > 0.0 { &mut tone.positive } else { &mut tone.negative }.push(hit.span);
    });
    if tone.positive.is_empty() && tone.negative.is_empty() {
        // Nothing speaks for it or against it: whatever the length of the sentence makes likely, no word could be shown.
        (tone.value, tone.label) = (Some(0), Some(ToneLabel::Neutral));
        return tone;
    }
    let [negative, neutral, positive] = chances(&evidence);
    tone.value = Some(((positive - negative) * 10_000.0).round() as i32);
    tone.label = Some(if positive > negative && positive > neutral {
        ToneLabel::Positive
    } else if negative > neutral {
        ToneLabel::Negative
    } else {
        ToneLabel::Neutral
    });
    tone
}

#[cfg(test)]
mod tests;
