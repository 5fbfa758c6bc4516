//! Who is meant: the entity or phrase at one end of a claim.

use super::cue::{Kind, LISTS};
use super::hit::{Hit, TO};
use crate::annotate::word_hash;
use crate::company::Catalogue;
use crate::found::{Annotated, EntityKey, EntityType, Mention, Party, Sentence, Shape};
use std::ops::Range;
use std::sync::LazyLock;

static AND: LazyLock<u64> = LazyLock::new(|| word_hash("and"));

/// Most tokens between a cue and its target.
const REACH: usize = 8;

/// An article with its mentions, as the claims of it are read.
pub struct Scene<'a> {
    /// The article.
    pub article: &'a Annotated<'a>,
    /// Its mentions, in reading order.
    pub mentions: &'a [Mention],
    /// What is known of entities.
    pub catalogue: &'a Catalogue,
    /// Entity whose memo, report or letter was named last.
    pub paper: Option<EntityKey>,
    /// Outlet that reported that paper, as printed; empty where none is.
    pub paper_by: String,
}

impl<'a> Scene<'a> {
    /// Mentions of a sentence.
    pub fn of(&self, sentence: usize) -> &'a [Mention] {
        let from = self.mentions.partition_point(|m| m.sentence < sentence);
        let to = self.mentions.partition_point(|m| m.sentence <= sentence);
        &self.mentions[from..to]
    }

    fn kind(&self, key: &EntityKey) -> EntityType {
        match key {
            EntityKey::Known(index) => self.catalogue.entity(*index).kind,
            EntityKey::Found(_, kind) => *kind,
        }
    }

    /// The company named last before a token; no text of a law or list can be meant by "the company".
    fn company_before(&self, token: usize) -> Option<&'a EntityKey> {
        let to = self.mentions.partition_point(|m| m.tokens.start < token);
        self.mentions[..to].iter().rev().map(|m| &m.entity).find(|e| self.kind(e) == EntityType::Company)
    }

    /// Who stands left of a verb: its subject.
    pub fn subject(&self, index: usize, verb: usize) -> Party {
        let sentence = &self.article.sentences[index];
        let mut end = verb;
        while end > sentence.tokens.start && self.passes(end - 1) {
            end -= 1;
        }
        self.phrase_before(index, sentence, end)
    }

    /// Whether a token may stand between subject and verb.
    fn passes(&self, token: usize) -> bool {
        let t = &self.article.tokens[token];
        let kind = LISTS.kind(t.word);
        kind.is(Kind::AUXILIARY.or(Kind::BE).or(Kind::MODAL).or(Kind::NEGATION))
            || t.shape == Shape::Mark
            || (t.shape == Shape::Lower && t.span.len() > 4 && self.ends_in_ly(token))
    }

    fn ends_in_ly(&self, token: usize) -> bool {
        let sentence = self.article.sentences.partition_point(|s| s.tokens.end <= token);
        self.article.sentences.get(sentence).is_some_and(|s| self.article.text(s, token).ends_with("ly"))
    }

    /// The party in the noun phrase that ends before a token; else the entity nearest to the left.
    fn phrase_before(&self, index: usize, sentence: &Sentence, end: usize) -> Party {
        let mentions = self.of(index);
        let nearest = mentions.iter().rev().find(|m| m.tokens.end <= end);
        let Some(head) = end.checked_sub(1).filter(|h| sentence.tokens.contains(h)) else { return Party::None };
        if let Some(m) = nearest.filter(|m| m.tokens.contains(&head)) {
            // "A White House memo shared with the Financial Times accuses": whoever saw the paper is not its author.
            // "A spokesperson of the embassy in X", "workers at X": X is where the subject is, not the subject.
            if let Some(at) = self.placed(sentence, m.tokens.start) {
                return self.phrase_before(index, sentence, at);
            }
            let mut close = self.article.tokens[sentence.tokens.start..m.tokens.start].iter().rev().take(3);
            let shown = close.any(|t| LISTS.kind(t.word).is(Kind::PREPOSITION));
            let mut before = self.article.tokens[sentence.tokens.start..m.tokens.start].iter();
            let paper = before.any(|t| LISTS.kind(t.word).is(Kind::PAPER));
            return Party::Entity(self.paper.clone().filter(|_| shown && paper).unwrap_or_else(|| m.entity.clone()));
        }
        // "Zeta raised its prices this year and asked": the sentence's first party acts on.
        if self.article.tokens[head].word == *AND {
            let first = mentions.first().filter(|m| m.tokens.end <= head);
            return first.map_or(Party::None, |m| Party::Entity(m.entity.clone()));
        }
        let kind = LISTS.kind(self.article.tokens[head].word);
        // "Neil Moss, who writes": whoever stands right before.
        if kind.is(Kind::RELATIVE) {
            let name =
                head.checked_sub(1 + usize::from(head > 0 && self.article.tokens[head - 1].shape == Shape::Mark));
            let Some(name) = name.filter(|n| sentence.tokens.contains(n)) else { return Party::None };
            return match mentions.iter().find(|m| m.tokens.contains(&name)) {
                Some(m) => Party::Entity(m.entity.clone()),
                None => self.printed(sentence, self.phrase(sentence, name)),
            };
        }
        // A pronoun is the first party of its sentence, else the company before it.
        if kind.is(Kind::PRONOUN) {
            let first = mentions.iter().find(|m| m.tokens.end <= head).map(|m| &m.entity);
            return first.or_else(|| self.company_before(head)).map_or(Party::None, |e| Party::Entity(e.clone()));
        }
        let phrase = self.phrase(sentence, head);
        if let Some(m) = mentions.iter().rev().find(|m| m.tokens.start >= phrase.start && m.tokens.end <= end) {
            return Party::Entity(m.entity.clone());
        }
        let first = LISTS.kind(self.article.tokens[phrase.start].word);
        if kind.is(Kind::COMPANY)
            && (first.is(Kind::DETERMINER) || phrase.len() == 1)
            && let Some(company) = self.company_before(phrase.start)
        {
            return Party::Entity(company.clone());
        }
        if kind.is(Kind::PAPER)
            && first.is(Kind::DETERMINER)
            && let Some(paper) = &self.paper
        {
            return Party::Entity(paper.clone());
        }
        // "It goes on to allege": the paper spoken of before.
        if first.is(Kind::PRONOUN)
            && let Some(paper) = &self.paper
        {
            return Party::Entity(paper.clone());
        }
        let named = first.is(Kind::DETERMINER) || self.article.tokens[head].shape == Shape::Capital;
        match nearest {
            Some(m) if !named && self.goes_on(sentence, m, &phrase) => Party::Entity(m.entity.clone()),
            _ if self.article.tokens[head].shape == Shape::Capital
                && let Some(at) = self.placed(sentence, phrase.start) =>
            {
                self.phrase_before(index, sentence, at)
            }
            _ => self.printed(sentence, phrase),
        }
    }

    /// Whether a phrase tells more of a name before it ("Acme, which makes pumps," "Acme, a maker of pumps,") and is no
    /// party of its own ("it could cost Acme dearly, analysts").
    fn goes_on(&self, sentence: &Sentence, name: &Mention, phrase: &Range<usize>) -> bool {
        if LISTS.kind(self.article.tokens[phrase.start].word).is(Kind::RELATIVE) {
            return true;
        }
        let between = name.tokens.end..phrase.start;
        let comma = |t: usize| between.contains(&t) && matches!(self.article.text(sentence, t), "," | "(" | "—" | "–");
        comma(between.start) && !phrase.start.checked_sub(1).is_some_and(comma)
    }

    /// The preposition before a name that only says where the subject is.
    fn placed(&self, sentence: &Sentence, name: usize) -> Option<usize> {
        let back = |n: usize| name.checked_sub(n).filter(|t| sentence.tokens.contains(t));
        let word = |at: usize| LISTS.kind(self.article.tokens[at].word);
        let prep = back(1).filter(|t| !word(*t).is(Kind::DETERMINER)).or(back(2))?;
        let head = prep.checked_sub(1).filter(|t| sentence.tokens.contains(t))?;
        let place = matches!(self.article.text(sentence, prep), "in" | "at");
        let first = head == sentence.tokens.start;
        let noun =
            (first || self.article.tokens[head].shape == Shape::Lower) && !word(head).is(Kind::SPEAKER.or(Kind::SAY));
        let phrase = self.phrase(sentence, head);
        let opened = word(phrase.start).is(Kind::DETERMINER) || phrase.start == sentence.tokens.start;
        let paper = phrase.clone().any(|t| word(t).is(Kind::PAPER));
        (place && noun && opened && !paper).then_some(prep)
    }

    /// Whether a memo, filing or letter makes the claim of a cue: it stands before it, and not as what is answered.
    pub fn document_speaks(&self, index: usize, cue: usize) -> bool {
        let sentence = &self.article.sentences[index];
        let mut at = sentence.tokens.start..cue;
        at.any(|t| {
            if !LISTS.kind(self.article.tokens[t].word).is(Kind::EVIDENCE) {
                return false;
            }
            let before = self.phrase(sentence, t).start.checked_sub(1).filter(|b| sentence.tokens.contains(b));
            before.is_none_or(|b| {
                matches!(self.article.text(sentence, b), "In" | "in" | "to")
                    || !LISTS.kind(self.article.tokens[b].word).is(Kind::PREPOSITION.or(Kind::SAY))
            })
        })
    }

    /// The noun phrase that ends with a token: back to its determiner, over at most six words.
    fn phrase(&self, sentence: &Sentence, head: usize) -> Range<usize> {
        let mut start = head;
        while start > sentence.tokens.start && head - start < 6 {
            let before = &self.article.tokens[start - 1];
            let kind = LISTS.kind(before.word);
            if before.shape == Shape::Mark || kind.is(Kind::PREPOSITION.or(Kind::AUXILIARY).or(Kind::BE).or(Kind::SAY))
            {
                break;
            }
            start -= 1;
            if kind.is(Kind::DETERMINER) {
                break;
            }
        }
        start..head + 1
    }

    /// A phrase as printed where it can be somebody: with a determiner, of people, or the name it ends with; else none.
    fn printed(&self, sentence: &Sentence, phrase: Range<usize>) -> Party {
        let tokens = &self.article.tokens;
        let head = phrase.end - 1;
        let kind = |t: usize| LISTS.kind(tokens[t].word);
        let shown = |t: usize| self.article.text(sentence, t);
        // A date, a torn phrase or "We've" names nobody.
        let nobody = Kind::PREPOSITION.or(Kind::NO_ACTOR).or(Kind::AUXILIARY).or(Kind::SAY).or(Kind::PRONOUN);
        let torn = matches!(tokens[head].shape, Shape::Number | Shape::Mark) || kind(head).is(nobody);
        if torn || shown(head).contains(['\'', '’']) && shown(head).len() <= 6 {
            return Party::None;
        }
        let mut start = phrase.start;
        if matches!(tokens[head].shape, Shape::Capital | Shape::Upper) {
            // The name alone: "that Keith Moor", "questioned whether Marle"; its title stays: "Judge Dana Moor".
            let of_name = |t: usize| {
                matches!(tokens[t].shape, Shape::Capital | Shape::Upper) && !kind(t).is(nobody)
                    || matches!(shown(t), "." | "-" | "of" | "de" | "and" | "for" | "the") && t > phrase.start
                    || kind(t).is(Kind::DETERMINER) && t == phrase.start
                    || kind(t).is(Kind::PEOPLE.or(Kind::SPEAKER)) && !kind(t).is(nobody)
            };
            start = phrase.clone().rev().take_while(|t| of_name(*t)).last().unwrap_or(head);
            while start < head && (matches!(shown(start), "." | "-" | "of" | "de" | "and" | "for")) {
                start += 1;
            }
        } else {
            let whole = kind(phrase.start).is(Kind::DETERMINER) && !self.is_adjective(sentence, head);
            let can_act = Kind::PEOPLE.or(Kind::SPEAKER).or(Kind::COMPANY).or(Kind::PAPER).or(Kind::EVIDENCE);
            if !whole && !kind(head).is(can_act) {
                return Party::None;
            }
            while start < head && kind(start).is(Kind::NO_ACTOR) {
                start += 1;
            }
        }
        let span = crate::article::Span { start: tokens[start].span.start, end: tokens[head].span.end };
        Party::Text(self.article.slice(sentence, span).into())
    }

    /// Whether the noun a phrase should end with is an adjective cut off: "the increased", "the additional".
    fn is_adjective(&self, sentence: &Sentence, token: usize) -> bool {
        let text = self.article.text(sentence, token);
        ["ed", "ing", "ly", "able", "ous", "ive"].iter().any(|end| text.ends_with(end)) && text.len() > 5
    }

    /// Entities right of a token within reach, with those joined to the first by commas and "and".
    pub fn objects(&self, index: usize, from: usize, over_prepositions: bool) -> Vec<Party> {
        let sentence = &self.article.sentences[index];
        let mut found: Vec<Party> = Vec::new();
        let mut at = from;
        for m in self.of(index).iter().filter(|m| m.tokens.start >= from) {
            let gap = &self.article.tokens[at..m.tokens.start];
            // "a deal with Y, the Times reported": the Times is no second target.
            let reports = gap.len() <= 2
                && !found.is_empty()
                && gap.first().is_some_and(|t| t.shape == Shape::Mark)
                && self.article.tokens[m.tokens.end..sentence.tokens.end]
                    .first()
                    .is_some_and(|t| LISTS.kind(t.word).is(Kind::SAY.or(Kind::SOURCE)));
            if reports {
                break;
            }
            let near = gap.len() <= if found.is_empty() { REACH } else { 4 };
            let joined = gap.iter().all(|t| {
                let kind = LISTS.kind(t.word);
                let of_first = found.is_empty() && (over_prepositions || !kind.is(Kind::PREPOSITION));
                let text = t.span.of(self.article.article.field(sentence.field));
                matches!(text, "," | "and" | "or" | "&" | "both") && (!found.is_empty() || text != ",")
                    || kind.is(Kind::DETERMINER)
                    || (of_first
                        && t.shape != Shape::Mark
                        && !kind.is(Kind::SAY)
                        && (over_prepositions || t.word != *TO))
            });
            if !(near && joined) {
                break;
            }
            found.push(Party::Entity(m.entity.clone()));
            at = m.tokens.end;
        }
        if found.is_empty() {
            found.extend(self.named_before(index, from));
        }
        found
    }

    /// "the company", "the tech giant" right of a token.
    fn named_before(&self, index: usize, from: usize) -> Option<Party> {
        let sentence = &self.article.sentences[index];
        let tokens = &self.article.tokens[from.min(sentence.tokens.end)..sentence.tokens.end];
        let first = tokens.iter().position(|t| LISTS.kind(t.word).is(Kind::DETERMINER)).filter(|p| *p <= 1)?;
        let head = tokens[first..].iter().take(5).position(|t| LISTS.kind(t.word).is(Kind::COMPANY))?;
        let clear = tokens[first..first + head]
            .iter()
            .all(|t| !LISTS.kind(t.word).is(Kind::PREPOSITION) && t.shape != Shape::Mark);
        clear.then(|| self.company_before(from)).flatten().map(|e| Party::Entity(e.clone()))
    }

    /// The subject of a verb as the claim has it, for a gerund the sentence's first entity.
    pub fn actor(&self, index: usize, hit: &Hit) -> Party {
        if hit.form.form == super::inflect::Form::Ing {
            let first = self.of(index).first().filter(|m| m.tokens.end <= hit.tokens.start);
            if let Some(m) = first {
                return Party::Entity(m.entity.clone());
            }
        }
        self.subject(index, hit.tokens.start)
    }

    /// Remembers whose memo a sentence names.
    pub fn note_papers(&mut self, index: usize) {
        for m in self.of(index) {
            let near =
                self.article.tokens[..self.article.sentences[index].tokens.end].iter().skip(m.tokens.end).take(4);
            let mut plain = near.take_while(|t| t.shape != Shape::Mark && !LISTS.kind(t.word).is(Kind::PREPOSITION));
            if plain.any(|t| LISTS.kind(t.word).is(Kind::PAPER)) {
                self.paper = Some(m.entity.clone());
                self.paper_by = super::source::reported_by(self, index);
            }
        }
    }
}
