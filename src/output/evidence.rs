//! Rows of evidence: mentions, claims and what they add up to between parties.

use crate::found::Voice;
use crate::output::rows::{MatrixRow, MentionRow, StanceRow};
use crate::part::{ArticlePart, MentionPart, TermKind};
use crate::summary::Summary;
use std::io;

/// The rows of `mentions.csv` of one article, in reading order.
pub fn mentions(summary: &Summary, index: usize) -> io::Result<Vec<MentionRow>> {
    let corpus = &summary.corpus;
    let article = &corpus.articles[index];
    if article.mentions.is_empty() {
        return Ok(Vec::new());
    }
    let text = summary.store.get(&article.text)?;
    let cut = |range: (u32, u32)| one_line(text.get(range.0 as usize..range.1 as usize).unwrap_or_default());
    let joined = |mention: &MentionPart, kind| article.terms(mention, kind).map(cut).collect::<Vec<_>>().join("|");
    let mut rows = Vec::with_capacity(article.mentions.len());
    for (n, mention) in article.mentions.iter().enumerate() {
        let Some(row) = summary.entities.row(&mention.entity) else { continue };
        let entity = &summary.entities.rows[row];
        let counted = mention.counts();
        let (sentence_no, sentence) = sentence(article, &text, mention.sentence);
        rows.push(MentionRow {
            mention_id: format!("{}:{}", corpus.ids[index], n + 1),
            article_id: corpus.ids[index].clone(),
            story_id: corpus.ids[corpus.placed[index].original].clone(),
            entity_id: entity.id.clone(),
            entity: entity.name.clone(),
            entity_type: entity.kind.name(),
            surface: cut(mention.surface),
            match_rule: mention.rule.text(),
            confidence: Some(f64::from(mention.confidence) / 100.0),
            field: mention.field.name(),
            char_start: u64::from(mention.char_start),
            char_end: u64::from(mention.char_end),
            sentence_no,
            sentence,
            voice: mention.voice.name(),
            speaker: mention.speaker.as_deref().map_or(String::new(), |p| one_line(summary.entities.party(p).1)),
            tone: mention.tone.map(|t| f64::from(t) / 10_000.0),
            tone_label: mention.label.map_or(String::new(), |l| l.name().to_string()),
            positive_terms: joined(mention, TermKind::Positive),
            negative_terms: joined(mention, TermKind::Negative),
            negated: mention.negated,
            hedge_terms: joined(mention, TermKind::Hedge),
            counted,
            tone_counted: mention.tone_counts(),
            not_counted_because: match mention.not_counted_because.text() {
                "" if mention.voice == Voice::Own => "own-voice",
                "" if mention.tone.is_none() => "language-unsupported",
                because => because,
            },
        });
    }
    Ok(rows)
}

/// Number and text of a kept sentence.
fn sentence(article: &ArticlePart, text: &str, index: u32) -> (u64, String) {
    article.sentences.get(index as usize).map_or((0, String::new()), |s| {
        (u64::from(s.no), one_line(text.get(s.start as usize..s.end as usize).unwrap_or_default()))
    })
}

/// The text on one line, as tables show it.
fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_string()
    }
}

/// The rows of `stances.csv`, by article and position.
pub fn stances(summary: &Summary) -> io::Result<Vec<StanceRow>> {
    let corpus = &summary.corpus;
    let mut rows = Vec::with_capacity(summary.claims.len());
    for claim in &summary.claims {
        let article = &corpus.articles[claim.article];
        let kept = &article.claims[claim.claim];
        let text = summary.store.get(&article.text)?;
        let (sentence_no, sentence) = sentence(article, &text, kept.sentence);
        rows.push(StanceRow {
            claim_id: claim.id.clone(),
            article_id: corpus.ids[claim.article].clone(),
            story_id: corpus.ids[claim.story].clone(),
            actor_id: claim.actor_name.0.clone(),
            actor: one_line(&claim.actor_name.1),
            act: claim.act.name(),
            target_id: claim.target_name.0.clone(),
            target: one_line(&claim.target_name.1),
            cue: one_line(text.get(kept.cue.0 as usize..kept.cue.1 as usize).unwrap_or_default()),
            negated: claim.negated,
            sentence_no,
            sentence,
            reported_by: one_line(&kept.reported_by),
            hedge: one_line(&kept.hedge),
            verification: claim.verification.name(),
            reply_to: claim.reply_to.clone(),
            copies_n: claim.copies_n as u64,
        });
    }
    Ok(rows)
}

/// The rows of `stance_matrix.csv`.
pub fn matrix(summary: &Summary) -> impl Iterator<Item = MatrixRow> + '_ {
    summary.matrix.iter().map(|cell| MatrixRow {
        actor_id: cell.actor.0.clone(),
        actor: one_line(&cell.actor.1),
        act: cell.act.name(),
        target_id: cell.target.0.clone(),
        target: one_line(&cell.target.1),
        period_start: cell.period,
        stories_n: cell.stories_n as u64,
        copies_n: cell.copies_n as u64,
    })
}
