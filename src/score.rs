//! Scores single texts toward a target, as `pressmark score` does: the same tone and stance as in a run, without a
//! corpus around them.

use crate::annotate::annotate_in;
use crate::article::{Article, Field, Span};
use crate::company::{self, Catalogue};
use crate::found::{
    Act, Annotated, Block, BlockKind, Cleaned, EntityKey, EntityType, Mention, Stances, ToneLabel, Voice,
};
use crate::stance;
use crate::tone::{Scorer, Why};

/// A text and where its target stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The text: a sentence or a few.
    pub text: String,
    /// The target, in bytes of the text.
    pub target: Span,
    /// The actor asked about, where one is.
    pub actor: Option<Span>,
    /// Code of the language it is read as.
    pub language: &'static str,
}

/// What a text says toward its target.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// P(positive) − P(negative), −1 to 1.
    pub tone: Option<f64>,
    /// The likeliest label.
    pub label: Option<ToneLabel>,
    /// Whose words.
    pub voice: Voice,
    /// What the actor, or where none is given anyone, does toward the target.
    pub act: Option<Act>,
    /// Who does it, as printed.
    pub act_actor: String,
    /// Whether the sentence denies the act, or a negation turned a tone word round.
    pub negated: bool,
    /// Hedges, `|`-separated.
    pub hedge: String,
    /// Words that spoke for the target.
    pub positive_terms: Vec<String>,
    /// Words that spoke against it.
    pub negative_terms: Vec<String>,
    /// What decided the tone, where that was asked.
    pub why: Option<Why>,
}

/// A text read as an article, with what is found in it.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The text, its sentences and tokens.
    pub found: Annotated<'a>,
    /// Target, actor and all else that is named.
    pub mentions: Vec<Mention>,
    /// Claims and speech.
    pub stances: Stances,
    /// Index of the target among the mentions.
    pub target: usize,
}

/// The text of a question as an article.
pub fn article(question: &Question) -> Article {
    Article { body: question.text.clone(), ..Article::default() }
}

/// Reads the article of a question; `None` where no word stands at the target.
pub fn ask<'a>(article: &'a Article, question: &Question, catalogue: &Catalogue) -> Option<Asked<'a>> {
    let block = Block { span: Span::new(0, article.body.len()), kind: BlockKind::Body, rule: "text" };
    let cleaned = Cleaned { blocks: vec![block], ..Cleaned::default() };
    let found = annotate_in(article, cleaned, Some(question.language));
    let mut mentions = company::tag(&found, catalogue);
    let target = ends(&found, question, &mut mentions)?;
    let stances = stance::find(&found, &mentions, catalogue);
    Some(Asked { found, mentions, stances, target })
}

/// Scores one text; with `why`, says what decided its tone.
pub fn score(question: &Question, catalogue: &Catalogue, scorer: &Scorer, why: bool) -> Answer {
    let article = article(question);
    let Some(Asked { found, mentions, stances, target }) = ask(&article, question, catalogue) else { return silent() };
    let tones = scorer.score(&found, &mentions, &stances);
    let Some(tone) = tones.get(target) else { return silent() };
    let toward =
        stance::act_toward(&found, (question.target, &mentions[target].entity), question.actor, &stances, catalogue);
    let why = why.then(|| scorer.why(&found, &mentions, &stances, target)).flatten();
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(&article.body).to_string()).collect::<Vec<_>>();
    Answer {
        tone: tone.value.map(|v| f64::from(v) / 10_000.0),
        label: tone.label,
        voice: tone.voice,
        act: toward.act,
        act_actor: toward.actor,
        negated: toward.negated || tone.negated,
        hedge: if toward.hedge.is_empty() { words(&tone.hedges).join("|") } else { toward.hedge },
        positive_terms: words(&tone.positive),
        negative_terms: words(&tone.negative),
        why,
    }
}

/// Puts target and actor among the mentions, in place of what overlaps them, and gives the target's index.
fn ends(found: &Annotated, question: &Question, mentions: &mut Vec<Mention>) -> Option<usize> {
    let target = mention(found, question.target)?;
    let actor = question.actor.and_then(|span| mention(found, span)).filter(|a| !a.span.overlaps(target.span));
    for end in actor.iter().chain([&target]) {
        // The same name elsewhere in the text is the same party, tagged or not.
        let same = mentions.iter().find(|m| m.span == end.span).map_or(end.entity.clone(), |m| m.entity.clone());
        mentions.retain(|m| !m.span.overlaps(end.span));
        mentions.push(Mention { entity: same.clone(), ..end.clone() });
        let name = end.span.of(&found.article.body);
        for (at, _) in found.article.body.match_indices(name) {
            let span = Span::new(at, at + name.len());
            let other = mention(found, span).filter(|m| m.span == span);
            if let Some(other) = other.filter(|o| mentions.iter().all(|m| !m.span.overlaps(o.span))) {
                mentions.push(Mention { entity: same.clone(), ..other });
            }
        }
    }
    mentions.sort_by_key(|m| (m.sentence, m.span));
    mentions.iter().position(|m| m.span == target.span)
}

/// A mention made of a span, as far as tokens go.
fn mention(found: &Annotated, span: Span) -> Option<Mention> {
    let (index, sentence) = found.sentences.iter().enumerate().find(|(_, s)| s.span.overlaps(span))?;
    let inside: Vec<usize> = sentence.tokens.clone().filter(|t| found.tokens[*t].span.overlaps(span)).collect();
    let (first, last) = (*inside.first()?, *inside.last()?);
    debug_assert_eq!(sentence.field, Field::Body);
    let covered = Span { start: found.tokens[first].span.start, end: found.tokens[last].span.end };
    Some(Mention {
        entity: EntityKey::Found(covered.of(&found.article.body).into(), EntityType::Company),
        sentence: index,
        span: covered,
        tokens: first..last + 1,
        rule: "given",
        confidence: 100,
        not_counted_because: "",
    })
}

fn silent() -> Answer {
    Answer {
        tone: None,
        label: None,
        voice: Voice::Narrator,
        act: None,
        act_actor: String::new(),
        negated: false,
        hedge: String::new(),
        positive_terms: Vec::new(),
        negative_terms: Vec::new(),
        why: None,
    }
}

/// The span of Unicode scalar values `start..end` in bytes; `None` past the end of the text.
pub fn span_of_chars(text: &str, start: usize, end: usize) -> Option<Span> {
    let byte = |n: usize| text.char_indices().map(|(i, _)| i).chain([text.len()]).nth(n);
    let (start, end) = (byte(start)?, byte(end)?);
    (start < end).then(|| Span::new(start, end))
}

/// Where a name first stands in a text, as a whole word if it can be, case kept if it can be.
pub fn find_name(text: &str, name: &str) -> Option<Span> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let whole = |(at, found): (usize, &str)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = text[at + found.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        (before && after).then(|| Span::new(at, at + found.len()))
    };
    let exact = || text.match_indices(name).find_map(whole);
    let folded = || {
        let (text, name) = (text.to_ascii_lowercase(), name.to_ascii_lowercase());
        text.match_indices(&name).find_map(whole)
    };
    exact().or_else(folded).or_else(|| text.find(name).map(|at| Span::new(at, at + name.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters() {
        let text = "“Né” Acme";
        assert_eq!(span_of_chars(text, 5, 9).unwrap().of(text), "Acme");
        assert_eq!(span_of_chars(text, 5, 99), None);
    }

    #[test]
    fn a_name_is_found_as_a_word() {
        let text = "Acmes and acme met Acme.";
        assert_eq!(find_name(text, "Acme"), Some(Span::new(19, 23)));
        assert_eq!(find_name(text, "ACME"), Some(Span::new(10, 14)));
        assert_eq!(find_name(text, "Zeta"), None);
    }
}
