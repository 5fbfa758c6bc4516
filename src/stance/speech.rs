//! Whose words: quoted runs and reported clauses with their speakers.

use super::cue::Kind;
use super::reading::Reading;
use super::scene::Scene;
use crate::article::Span;
use crate::found::{BlockKind, Claim, Party, Sentence, Shape, Speech};
use std::cell::OnceCell;

/// A sentence, read for its grammar when that is first asked for.
pub struct Here<'a> {
    /// The article it stands in.
    pub scene: &'a Scene<'a>,
    /// Its index.
    pub index: usize,
    /// Its grammar.
    pub reading: &'a OnceCell<Reading<'a>>,
}

impl<'a> Here<'a> {
    fn reading(&self) -> &'a Reading<'a> {
        self.reading.get_or_init(|| Reading::of(self.scene, self.index))
    }

    fn sentence(&self) -> &'a Sentence {
        &self.scene.article.sentences[self.index]
    }
}

/// What of the sentences before bears on the next: the quote left open, with its closing mark and block.
#[derive(Default)]
pub struct Heard {
    open: Option<(char, Option<usize>)>,
}

impl Heard {
    /// Adds the speech of a sentence, what its words are and its claims given; a quote left open ends with its block.
    pub fn sentence(&mut self, here: &Here, kinds: Kind, claims: &[Claim], speech: &mut Vec<Speech>) {
        let (scene, index, sentence) = (here.scene, here.index, here.sentence());
        let article = scene.article;
        if matches!(sentence.kind, BlockKind::Summary | BlockKind::Furniture) {
            return;
        }
        let open = &mut self.open;
        if open.is_some_and(|(_, block)| block != sentence.block) {
            *open = None;
        }
        let mut start = open.as_ref().map(|_| sentence.span.start);
        let mut runs: Vec<Span> = Vec::new();
        for at in sentence.tokens.clone().filter(|t| article.tokens[*t].shape == Shape::Mark) {
            let span = article.tokens[at].span;
            let Some(mark) = article.slice(sentence, span).chars().next() else { continue };
            match (*open, start) {
                (Some((close, _)), Some(from)) if mark == close || (close == '”' && mark == '“') => {
                    runs.push(Span { start: from, end: span.start });
                    (*open, start) = (None, None);
                }
                (None, _) => {
                    if let Some(close) = closing(mark) {
                        *open = Some((close, sentence.block));
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
        let before = speech.last().filter(|s| s.sentence + 1 == index);
        let carried = before.filter(|s| s.direct).map(|s| s.speaker.clone());
        let says = kinds
            .is(Kind::SAY)
            .then(|| sentence.tokens.clone())
            .into_iter()
            .flatten()
            .find(|t| scene.listed.kind(*t).is(Kind::SAY) && !in_quotes(article.tokens[*t].span));
        let mut speaker = says.map_or(Party::None, |verb| match pronoun_before(scene, index, verb) {
            // "she said": whoever spoke before, and no company
            Some(who) => before.map_or(who, |s| s.speaker.clone()),
            None => said_by(here, verb, &runs),
        });
        if speaker == Party::None {
            let claim = claims.iter().find(|c| c.actor != Party::None && !in_quotes(c.cue));
            speaker = claim.map(|c| c.actor.clone()).or(carried.filter(|_| says.is_none())).unwrap_or(Party::None);
        }
        for span in runs.iter().filter(|r| !r.is_empty()) {
            let answers = answers(here, &speaker, *span);
            speech.push(Speech { sentence: index, span: *span, speaker: speaker.clone(), direct: true, answers });
        }
        if runs.is_empty()
            && says.is_none()
            && kinds.is(Kind::SOURCED)
            && let Some((span, speaker)) = according(scene, index)
        {
            let answers = answers(here, &speaker, span);
            speech.push(Speech { sentence: index, span, speaker, direct: false, answers });
            return;
        }
        // "Acme: report is false", as headlines write it
        if runs.is_empty()
            && says.is_none()
            && let Some(m) = scene.of(index).first().filter(|m| m.tokens.start == sentence.tokens.start)
            && sentence.tokens.contains(&m.tokens.end)
            && article.text(sentence, m.tokens.end) == ":"
        {
            let span = Span { start: article.tokens[m.tokens.end].span.end, end: sentence.span.end };
            let speaker = Party::Entity(m.entity.clone());
            if answers(here, &speaker, span) {
                speech.push(Speech { sentence: index, span, speaker, direct: false, answers: true });
                return;
            }
        }
        if runs.is_empty() && speaker != Party::None {
            let reported = says.and_then(|verb| {
                let last = verb + 1 >= sentence.tokens.end - usize::from(sentence.tokens.len() > 1);
                let start = article.tokens[verb].span.end;
                if !last {
                    let clause = introduces(scene, index, verb);
                    return clause.then_some(Span { start, end: sentence.span.end });
                }
                let (said, who) = said_before(scene, index, verb)?;
                if matches!(speaker, Party::Text(_)) {
                    speaker = Party::Text(article.slice(sentence, who).into());
                }
                Some(said)
            });
            let reported = reported.filter(|span| !span.is_empty());
            if let Some(span) = reported {
                let answers = answers(here, &speaker, span);
                speech.push(Speech { sentence: index, span, speaker, direct: false, answers });
            }
        }
    }
}

/// Whether an entity answers a charge with these words: calls it false, or says that it has not done what is wrong.
fn answers(here: &Here, speaker: &Party, said: Span) -> bool {
    if !matches!(speaker, Party::Entity(_)) {
        return false;
    }
    let tokens = &here.scene.article.tokens;
    let within = here.sentence().tokens.clone().filter(|t| said.contains(tokens[*t].span));
    let kinds = within.fold(Kind::default(), |all, t| all.or(here.scene.listed.kind(t)));
    let charge = Kind::CHARGE.or(Kind::WRONG).or(Kind::GROUND).or(Kind::AMISS).or(Kind::CRIME);
    kinds.is(Kind::FALSE) || kinds.is(Kind::NEGATION) && kinds.is(charge)
}

/// Whether a clause follows that is reported: what is said or told always, what is announced, noted or added if "that"
/// opens it ("announced that"); what is announced, called or described is a thing.
fn introduces(scene: &Scene, index: usize, verb: usize) -> bool {
    let (article, sentence) = (scene.article, &scene.article.sentences[index]);
    let shown = article.text(sentence, verb);
    let says =
        ["said", "says", "say", "saying", "told", "tells", "wrote", "writes", "argued", "argues", "claims", "claimed"];
    let comma = verb > sentence.tokens.start && article.text(sentence, verb - 1) == ",";
    says.iter().any(|s| shown.eq_ignore_ascii_case(s))
        || comma
        || (verb + 1..sentence.tokens.end.min(verb + 5)).any(|t| article.text(sentence, t) == "that")
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

/// The person's pronoun that is the subject of a verb.
fn pronoun_before(scene: &Scene, index: usize, verb: usize) -> Option<Party> {
    let sentence = &scene.article.sentences[index];
    let at = verb.checked_sub(1).filter(|t| sentence.tokens.contains(t))?;
    let shown = scene.article.text(sentence, at);
    ["he", "she", "they"].iter().any(|p| shown.eq_ignore_ascii_case(p)).then(|| Party::Text(shown.into()))
}

/// Most words between a comma and the verb whose subject is people without a name.
const PEOPLE_WORDS: usize = 12;

/// Speaker of a verb: the phrase behind it in `"…," said X`, else its subject, which stands outside the quotes.
fn said_by(here: &Here, verb: usize, quotes: &[Span]) -> Party {
    let (scene, index, sentence) = (here.scene, here.index, here.sentence());
    let inverted = is_inverted(scene, index, verb);
    // "hit it hard, saying": whoever the sentence is about, mostly no name near by
    if scene.article.text(sentence, verb) == "saying" {
        return Party::None;
    }
    if inverted {
        return behind(here, verb + 1);
    }
    let quoted = |span: Span| quotes.iter().any(|q| q.contains(span));
    let reading = here.reading();
    let subject = reading.subjects(verb).first().map_or(Party::None, |p| reading.actor(p));
    let subject = if subject == Party::None { unnamed(scene, index, verb) } else { subject };
    // "the company said" may well mean the one named in the quote
    let company = verb > sentence.tokens.start && scene.listed.kind(verb - 1).is(Kind::COMPANY);
    if let Party::Entity(entity) = &subject
        && !company
    {
        let mut named = scene.of(index).iter().filter(|m| m.entity == *entity && m.tokens.end <= verb).peekable();
        if named.peek().is_some() && named.all(|m| quoted(m.span)) {
            return Party::None;
        }
    }
    subject
}

/// The people between a comma and the verb: "…, two people familiar with the plan said".
fn unnamed(scene: &Scene, index: usize, verb: usize) -> Party {
    let (article, sentence) = (scene.article, &scene.article.sentences[index]);
    let from = verb.saturating_sub(PEOPLE_WORDS).max(sentence.tokens.start);
    let Some(comma) = (from..verb).rev().find(|t| article.text(sentence, *t) == ",") else { return Party::None };
    let people = Kind::PEOPLE.or(Kind::SPEAKER).or(Kind::PLURAL);
    if comma + 1 == verb || !(comma + 1..verb).any(|t| scene.listed.kind(t).is(people)) {
        return Party::None;
    }
    let span = Span { start: article.tokens[comma + 1].span.start, end: article.tokens[verb - 1].span.end };
    Party::Text(article.slice(sentence, span).into())
}

/// Whether the speaker stands behind the verb: after a closing quote, or after a clause and a comma, but not in
/// "Ada Moor, its chief, said it".
fn is_inverted(scene: &Scene, index: usize, verb: usize) -> bool {
    let (article, sentence) = (scene.article, &scene.article.sentences[index]);
    let shown = |t: usize| article.text(sentence, t);
    if verb == sentence.tokens.start || shown(verb) == "told" {
        return false;
    }
    if matches!(shown(verb - 1), "\"" | "”" | "»") {
        return true;
    }
    let mut next = verb + 1..sentence.tokens.end.min(verb + 5);
    let named = next.clone().next().is_some_and(|t| {
        let token = &article.tokens[t];
        token.shape != Shape::Lower || scene.listed.kind(t).is(Kind::DETERMINER.or(Kind::PEOPLE).or(Kind::SPEAKER))
    });
    let mut commas = (sentence.tokens.start..verb - 1).rev().filter(|t| shown(*t) == ",");
    let clause = commas.next().is_none_or(|comma| verb - comma > 9);
    shown(verb - 1) == "," && named && clause && !next.any(|t| shown(t) == "that")
}

/// The speaker behind `"…," said`: the firm in or beside the name, else the name as printed.
fn behind(here: &Here, from: usize) -> Party {
    let (scene, index, sentence) = (here.scene, here.index, here.sentence());
    let article = scene.article;
    let rest = from.min(sentence.tokens.end)..sentence.tokens.end;
    let shown = |t: usize| article.text(sentence, t);
    // the speaker and what a comma adds to it: "said Jane Poe, a spokeswoman for X"
    let ends =
        |t: &usize| article.tokens[*t].shape == Shape::Mark && !matches!(shown(*t), "," | "." | "-" | "’s" | "'s");
    let end = rest.clone().find(ends).unwrap_or(rest.end);
    let comma = rest.clone().find(|t| *t >= end || shown(*t) == ",").unwrap_or(end);
    let firm = scene.of(index).iter().filter(|m| m.tokens.start >= from && m.tokens.end <= end).find(|m| {
        let apart = m.tokens.start > comma
            && !article.tokens[comma + 1..m.tokens.start]
                .iter()
                .any(|t| matches!(article.slice(sentence, t.span), "of" | "at" | "for" | "with"));
        let former = article.tokens[from..m.tokens.start].iter().any(|t| article.slice(sentence, t.span) == "former");
        m.tokens.start <= from + 12 && !apart && !former
    });
    if let Some(firm) = firm {
        return Party::Entity(firm.entity.clone());
    }
    let reading = here.reading();
    let named = reading.objects(from).first().map(|p| reading.target(p));
    if let Some(party) = named.filter(|p| matches!(p, Party::Entity(_))) {
        return party;
    }
    let stop = |t: &usize| {
        *t >= comma || matches!(shown(*t), "." | "in" | "on" | "to" | "at" | "after" | "when" | "as" | "during")
    };
    let last = rest.clone().find(stop).unwrap_or(rest.end);
    if last <= from {
        return Party::None;
    }
    let name = Span { start: article.tokens[from].span.start, end: article.tokens[last - 1].span.end };
    Party::Text(article.slice(sentence, name).into())
}

/// What "according to X" reports, and X.
fn according(scene: &Scene, index: usize) -> Option<(Span, Party)> {
    let (article, sentence) = (scene.article, &scene.article.sentences[index]);
    let at = sentence.tokens.clone().find(|t| {
        scene.listed.kind(*t).is(Kind::SOURCED)
            && *t + 1 < sentence.tokens.end
            && article.text(sentence, *t + 1) == "to"
    })?;
    let comma = (at + 2..sentence.tokens.end).find(|t| article.text(sentence, *t) == ",");
    let end = comma.unwrap_or(sentence.tokens.end);
    if at + 2 >= end {
        return None;
    }
    let speaker = match scene.of(index).iter().find(|m| m.tokens.start >= at + 2 && m.tokens.end <= end) {
        Some(m) => Party::Entity(m.entity.clone()),
        None => Party::Text(
            article
                .slice(
                    sentence,
                    Span { start: article.tokens.get(at + 2)?.span.start, end: article.tokens[end - 1].span.end },
                )
                .trim_end_matches(['.', ' '])
                .into(),
        ),
    };
    let said = if at == sentence.tokens.start {
        Span { start: article.tokens[comma?].span.end, end: sentence.span.end }
    } else {
        Span { start: sentence.span.start, end: article.tokens[at].span.start }
    };
    (!said.is_empty()).then_some((said, speaker))
}
