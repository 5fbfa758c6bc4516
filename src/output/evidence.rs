//! Rows of evidence: mentions, claims and what they add up to between parties.

use crate::evidence::Evidence;
use crate::found::Voice;
use crate::output::rows::{MatrixRow, MentionRow, StanceRow};
use crate::summary::{LedgerClaim, Summary};
use std::io;

/// The rows of `mentions.csv` of one article, in reading order.
pub fn mentions(summary: &Summary, index: usize) -> io::Result<Vec<MentionRow>> {
    Ok(numbered(summary, index)?.into_iter().map(|(_, row)| row).collect())
}

/// Those rows, each with the place of its mention among the article's.
pub fn numbered(summary: &Summary, index: usize) -> io::Result<Vec<(usize, MentionRow)>> {
    let corpus = &summary.corpus;
    let article = &corpus.articles[index];
    if article.mentions.is_empty() {
        return Ok(Vec::new());
    }
    let evidence = Evidence::get(&summary.store, &article.evidence)?;
    let entities = summary.entities.rows_of(article);
    let row_of = |entity: u32| entities.get(entity as usize).copied().flatten();
    let cut = |range: (u32, u32)| one_line(evidence.words(range));
    let mut rows = Vec::with_capacity(article.mentions.len());
    for (n, mention) in article.mentions.iter().enumerate() {
        let (Some(row), Some(text)) = (row_of(mention.entity), evidence.mentions.get(mention.number as usize)) else {
            continue;
        };
        let [positive_terms, negative_terms, hedge_terms] =
            text.terms.each_ref().map(|terms| terms.iter().map(|t| cut(*t)).collect::<Vec<_>>().join("|"));
        let speaker = mention.speaker.and_then(row_of).map(|row| summary.entities.rows[row].name.as_str());
        let entity = &summary.entities.rows[row];
        let counted = mention.counts();
        let (sentence_no, sentence) = sentence(&evidence, mention.sentence);
        let counts = article.sentences.get(mention.sentence as usize).map(|s| s.counts);
        let counts = counts.filter(|_| article.tone_supported);
        let row = MentionRow {
            mention_id: format!("{}:{}", corpus.ids[index], n + 1),
            article_id: corpus.ids[index].clone(),
            story_id: corpus.ids[corpus.placed[index].original].clone(),
            entity_id: entity.id.clone(),
            entity: entity.name.clone(),
            entity_type: entity.kind.name(),
            surface: cut(text.surface),
            match_rule: text.rule.text(),
            confidence: Some(f64::from(text.confidence) / 100.0),
            field: text.field.name(),
            char_start: u64::from(text.chars.0),
            char_end: u64::from(text.chars.1),
            sentence_no,
            sentence,
            voice: mention.voice.name(),
            speaker: one_line(speaker.unwrap_or(&text.speaker)),
            tone: mention.tone.map(|t| f64::from(t) / 10_000.0),
            tone_label: text.label.map_or(String::new(), |l| l.name().to_string()),
            positive_terms,
            negative_terms,
            negated: text.negated,
            hedge_terms,
            counted,
            tone_counted: mention.tone_counts(),
            not_counted_because: match mention.not_counted_because.text() {
                "" if mention.voice == Voice::Own => "own-voice",
                "" if mention.tone.is_none() => "language-unsupported",
                because => because,
            },
            sentence_words_n: counts.map(|c| u64::from(c.words)),
            sentence_positive_words_n: counts.map(|c| u64::from(c.positive)),
            sentence_negative_words_n: counts.map(|c| u64::from(c.negative)),
        };
        rows.push((n, row));
    }
    Ok(rows)
}

/// Number and text of a kept sentence.
fn sentence(evidence: &Evidence, index: u32) -> (u64, String) {
    let sentence = evidence.sentences.get(index as usize);
    sentence.map_or((0, String::new()), |s| (u64::from(s.no), one_line(evidence.words(s.range))))
}

/// The text on one line, as tables show it.
fn one_line(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.to_string()
    }
}

/// Claims in groups of one article each; they are sorted by article.
pub fn by_article(claims: &[LedgerClaim]) -> Vec<&[LedgerClaim]> {
    claims.chunk_by(|a, b| a.article == b.article).collect()
}

/// The rows in `stances.csv` of claims of one article, whose evidence is read once.
pub fn stances(summary: &Summary, claims: &[LedgerClaim]) -> io::Result<Vec<StanceRow>> {
    let Some(first) = claims.first() else { return Ok(Vec::new()) };
    let evidence = Evidence::get(&summary.store, &summary.corpus.articles[first.article].evidence)?;
    Ok(claims.iter().map(|claim| row(summary, claim, &evidence)).collect())
}

/// The row of a claim in `stances.csv`.
pub fn stance(summary: &Summary, claim: &LedgerClaim) -> io::Result<StanceRow> {
    let evidence = Evidence::get(&summary.store, &summary.corpus.articles[claim.article].evidence)?;
    Ok(row(summary, claim, &evidence))
}

fn row(summary: &Summary, claim: &LedgerClaim, evidence: &Evidence) -> StanceRow {
    let corpus = &summary.corpus;
    let kept = &corpus.articles[claim.article].claims[claim.claim];
    let text = evidence.claims.get(kept.number as usize);
    let (sentence_no, sentence) = sentence(evidence, kept.sentence);
    StanceRow {
        claim_id: claim.id.clone(),
        article_id: corpus.ids[claim.article].clone(),
        story_id: corpus.ids[claim.story].clone(),
        actor_id: claim.actor_name.0.clone(),
        actor: one_line(&claim.actor_name.1),
        act: claim.act.name(),
        target_id: claim.target_name.0.clone(),
        target: one_line(&claim.target_name.1),
        cue: text.map_or(String::new(), |t| one_line(evidence.words(t.cue))),
        negated: claim.negated,
        sentence_no,
        sentence,
        reported_by: text.map_or(String::new(), |t| one_line(&t.reported_by)),
        hedge: text.map_or(String::new(), |t| one_line(&t.hedge)),
        verification: claim.verification.name(),
        reply_to: claim.reply_to.clone(),
        copies_n: claim.copies_n as u64,
    }
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
