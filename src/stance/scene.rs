//! An article as its claims are read: who is named where, and whose papers were spoken of last.

use super::cue::Kind;
use super::listed::Listed;
use crate::company::Catalogue;
use crate::found::{Annotated, EntityKey, EntityType, Mention, Sentence, Shape};

/// An article with its mentions, as the claims of it are read.
pub struct Scene<'a> {
    /// The article and what its words are.
    pub listed: &'a Listed<'a>,
    /// The article.
    pub article: &'a Annotated<'a>,
    /// Its mentions, in reading order.
    pub mentions: &'a [Mention],
    /// What is known of entities.
    pub catalogue: &'a Catalogue,
    /// Of each mention, one more than the index of the last company up to it; 0 for none.
    companies: Vec<usize>,
    /// Entity whose memo, report or letter was named last.
    pub paper: Option<EntityKey>,
    /// Outlet that reported that paper, as printed; empty where none is.
    pub paper_by: String,
}

impl<'a> Scene<'a> {
    /// An article of which nothing is read yet.
    pub fn new(listed: &'a Listed<'a>, mentions: &'a [Mention], catalogue: &'a Catalogue) -> Scene<'a> {
        let mut scene = Scene {
            listed,
            article: listed.article,
            mentions,
            catalogue,
            companies: Vec::new(),
            paper: None,
            paper_by: String::new(),
        };
        let mut last = 0;
        for (index, mention) in mentions.iter().enumerate() {
            if scene.kind(&mention.entity) == EntityType::Company && !scene.is_told(mention) {
                last = index + 1;
            }
            scene.companies.push(last);
        }
        scene
    }

    /// Whether a mention is of whom somebody told it: "told the BBC".
    pub fn is_told(&self, mention: &Mention) -> bool {
        let sentence = &self.article.sentences[mention.sentence];
        let from = sentence.tokens.start.max(mention.tokens.start.saturating_sub(2));
        let told = (from..mention.tokens.start).find(|t| self.article.text(sentence, *t) == "told");
        told.is_some_and(|t| t + 1 == mention.tokens.start || self.article.text(sentence, t + 1) == "the")
    }

    /// Mentions of a sentence.
    pub fn of(&self, sentence: usize) -> &'a [Mention] {
        let from = self.mentions.partition_point(|m| m.sentence < sentence);
        let to = self.mentions.partition_point(|m| m.sentence <= sentence);
        &self.mentions[from..to]
    }

    /// What an entity is.
    pub fn kind(&self, key: &EntityKey) -> EntityType {
        match key {
            EntityKey::Known(index) => self.catalogue.entity(*index).kind,
            EntityKey::Found(_, kind) => *kind,
        }
    }

    /// The company named last before a token; no law or list can be meant by "the company".
    pub fn company_before(&self, token: usize) -> Option<&'a EntityKey> {
        self.last_company(token).map(|m| &m.entity)
    }

    /// The last mention of a company before a token.
    pub fn last_company(&self, token: usize) -> Option<&'a Mention> {
        let to = self.mentions.partition_point(|m| m.tokens.start < token);
        let index = self.companies[..to].last()?.checked_sub(1)?;
        Some(&self.mentions[index])
    }

    /// The companies named before a token, the last first.
    pub fn companies_before(&self, token: usize) -> impl Iterator<Item = &'a EntityKey> {
        let to = self.mentions.partition_point(|m| m.tokens.start < token);
        let companies = self.mentions[..to].iter().rev().filter(|m| self.kind(&m.entity) == EntityType::Company);
        companies.filter(|m| !self.is_told(m)).map(|m| &m.entity)
    }

    /// Whether a memo, filing or letter makes the claim of a cue: it stands before it, and not as what is answered.
    pub fn document_speaks(&self, index: usize, cue: usize) -> bool {
        let sentence = &self.article.sentences[index];
        let mut at = sentence.tokens.start..cue;
        at.any(|t| {
            if !self.listed.kind(t).is(Kind::EVIDENCE) {
                return false;
            }
            let before = self.phrase_start(sentence, t).checked_sub(1).filter(|b| sentence.tokens.contains(b));
            before.is_none_or(|b| {
                matches!(self.article.text(sentence, b), "In" | "in" | "to")
                    || !self.listed.kind(b).is(Kind::PREPOSITION.or(Kind::SAY))
            })
        })
    }

    /// Where the noun phrase that ends with a token begins: at its determiner, over at most six words.
    fn phrase_start(&self, sentence: &Sentence, head: usize) -> usize {
        let mut start = head;
        while start > sentence.tokens.start && head - start < 6 {
            let before = &self.article.tokens[start - 1];
            let kind = self.listed.kind(start - 1);
            if before.shape == Shape::Mark || kind.is(Kind::PREPOSITION.or(Kind::AUXILIARY).or(Kind::BE).or(Kind::SAY))
            {
                break;
            }
            start -= 1;
            if kind.is(Kind::DETERMINER) {
                break;
            }
        }
        start
    }

    /// Remembers whose memo a sentence names.
    pub fn note_papers(&mut self, index: usize) {
        for m in self.of(index) {
            let sentence = &self.article.sentences[index];
            let near = m.tokens.end..sentence.tokens.end.min(m.tokens.end + 4);
            let plain =
                |t: &usize| self.article.tokens[*t].shape != Shape::Mark && !self.listed.kind(*t).is(Kind::PREPOSITION);
            if near.take_while(plain).any(|t| self.listed.kind(t).is(Kind::PAPER)) {
                self.paper = Some(m.entity.clone());
                self.paper_by = super::source::reported_by(self, index);
            }
        }
    }
}
