//! Whose words: quoted runs and reported clauses with their speakers.

use super::cue::{Kind, LISTS};
use super::party::Scene;
use crate::article::Span;
use crate::found::{BlockKind, Claim, Party, Shape, Speech};

/// Finds speech in reading order; a quote left open ends with its block.
pub fn find(scene: &Scene, claims: &[Claim]) -> Vec<Speech> {
    let article = scene.article;
    let mut speech: Vec<Speech> = Vec::new();
    let mut open: Option<(char, Option<usize>, Party)> = None;
    for (index, sentence) in article.sentences.iter().enumerate() {
        if matches!(sentence.kind, BlockKind::Summary | BlockKind::Furniture) {
            continue;
        }
        if open.as_ref().is_some_and(|(_, block, _)| *block != sentence.block) {
            open = None;
        }
        let mut start = open.as_ref().map(|_| sentence.span.start);
        let mut runs: Vec<Span> = Vec::new();
        for at in sentence.tokens.clone().filter(|t| article.tokens[*t].shape == Shape::Mark) {
            let span = article.tokens[at].span;
            let Some(mark) = article.slice(sentence, span).chars().next() else { continue };
            match (&open, start) {
                (Some((close, ..)), Some(from)) if mark == *close || (*close == '”' && mark == '“') => {
                    runs.push(Span { start: from, end: span.start });
                    (open, start) = (None, None);
                }
                (None, _) => {
                    if let Some(close) = closing(mark) {
                        open = Some((close, sentence.block, Party::None));
                        start = Some(span.end);
                    }
                }
                _ => {}
            }
        }
        if let Some(from) = start {
            runs.push(Span { start: from, end: sentence.span.end });
        }
        let in_quotes = |span: Span| runs.iter().any(|r| r.contains(span));
        let carried = speech.last().filter(|s| s.direct && s.sentence + 1 == index).map(|s| s.speaker.clone());
        let says = sentence
            .tokens
            .clone()
            .find(|t| LISTS.kind(article.tokens[*t].word).is(Kind::SAY) && !in_quotes(article.tokens[*t].span));
        let mut speaker = says.map_or(Party::None, |verb| said_by(scene, index, verb));
        if speaker == Party::None {
            let claim = claims.iter().find(|c| c.sentence == index && c.actor != Party::None);
            speaker = claim.map(|c| c.actor.clone()).or(carried.filter(|_| says.is_none())).unwrap_or(Party::None);
        }
        for span in runs.iter().filter(|r| !r.is_empty()) {
            speech.push(Speech { sentence: index, span: *span, speaker: speaker.clone(), direct: true });
        }
        if runs.is_empty() && speaker != Party::None {
            let reported = says.and_then(|verb| {
                let last = verb + 1 >= sentence.tokens.end - usize::from(sentence.tokens.len() > 1);
                let start = article.tokens[verb].span.end;
                if !last {
                    return Some(Span { start, end: sentence.span.end });
                }
                let (said, who) = said_before(scene, index, verb)?;
                if matches!(speaker, Party::Text(_)) {
                    speaker = Party::Text(article.slice(sentence, who).into());
                }
                Some(said)
            });
            let reported = reported.filter(|span| !span.is_empty());
            if let Some(span) = reported {
                speech.push(Speech { sentence: index, span, speaker, direct: false });
            }
        }
    }
    speech
}

/// The words before "…, X said" at the end of a sentence, and X.
fn said_before(scene: &Scene, index: usize, verb: usize) -> Option<(Span, Span)> {
    let sentence = &scene.article.sentences[index];
    let from = sentence.tokens.start.max(verb.saturating_sub(8));
    let comma = (from..verb).rev().find(|t| scene.article.text(sentence, *t) == ",")?;
    let tokens = &scene.article.tokens;
    let said = Span { start: sentence.span.start, end: tokens[comma].span.start };
    (comma + 1 < verb).then(|| (said, Span { start: tokens[comma + 1].span.start, end: tokens[verb - 1].span.end }))
}

/// The mark that closes a quote opened by this one.
fn closing(mark: char) -> Option<char> {
    Some(match mark {
        '"' => '"',
        '“' | '„' => '”',
        '«' => '»',
        '»' => '«',
        _ => return None,
    })
}

/// Speaker of a verb: the phrase behind it in `"…," said X`, else its subject.
fn said_by(scene: &Scene, index: usize, verb: usize) -> Party {
    let sentence = &scene.article.sentences[index];
    let inverted = verb > sentence.tokens.start && {
        let before = &scene.article.tokens[verb - 1];
        matches!(scene.article.slice(sentence, before.span), "\"" | "”" | "»" | ",")
    };
    if inverted {
        let behind = scene.objects(index, verb + 1, true).into_iter().next();
        if let Some(party) = behind {
            return party;
        }
    }
    scene.subject(index, verb)
}
