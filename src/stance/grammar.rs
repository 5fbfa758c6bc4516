//! Word classes and noun phrases of a sentence, told by small lists, endings and neighbours: enough to find who stands
//! before a verb and behind it.

use super::cue::{Kind, LISTS};
use super::hit::{Hit, TO};
use crate::found::{Annotated, Mention, Sentence, Shape};
use std::ops::Range;

/// What a word does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A noun, name, adjective or number: what noun phrases are made of.
    Noun,
    /// "the", "its", "no": opens a noun phrase.
    Determiner,
    /// "'s".
    Possessive,
    /// "it", "them".
    Pronoun,
    /// "of", "in".
    Preposition,
    /// A verb with meaning, in any form.
    Verb,
    /// be, have, do, may, not, the "to" of an infinitive.
    Helper,
    /// "also", "repeatedly".
    Adverb,
    /// "which", "who".
    Relative,
    /// "and", "or".
    Joint,
    /// "because", "that" before a clause.
    Opener,
    /// Punctuation, and whatever stands outside of the sentence.
    Mark,
}

/// The classes and noun phrases of one sentence.
pub struct Grammar {
    tokens: Range<usize>,
    classes: Vec<Class>,
    /// Number of its noun phrase in `phrases`, from 1; 0 for none.
    within: Vec<u32>,
    phrases: Vec<Range<usize>>,
}

impl Grammar {
    /// Reads a sentence whose cues and mentions are known.
    pub fn of(article: &Annotated, sentence: &Sentence, mentions: &[Mention], hits: &[Hit]) -> Grammar {
        let tokens = sentence.tokens.clone();
        let mut grammar = Grammar {
            tokens: tokens.clone(),
            classes: Vec::with_capacity(tokens.len()),
            within: vec![0; tokens.len()],
            phrases: Vec::new(),
        };
        let (mut named, mut cues) = (mentions.iter().peekable(), hits.iter().peekable());
        for at in tokens {
            while named.peek().is_some_and(|m| m.tokens.end <= at) {
                named.next();
            }
            while cues.peek().is_some_and(|h| h.tokens.end <= at) {
                cues.next();
            }
            let in_name = named.peek().is_some_and(|m| m.tokens.contains(&at));
            let in_verb = cues.peek().is_some_and(|h| h.tokens.contains(&at) && h.is_verb());
            let class = if in_name {
                Class::Noun
            } else if in_verb {
                Class::Verb
            } else {
                grammar.word(article, sentence, mentions, at)
            };
            grammar.classes.push(class);
        }
        grammar.find_phrases(mentions);
        grammar
    }

    /// Class of a token.
    pub fn class(&self, token: usize) -> Class {
        if self.tokens.contains(&token) { self.classes[token - self.tokens.start] } else { Class::Mark }
    }

    /// Class of the token before.
    pub fn before(&self, token: usize) -> Class {
        token.checked_sub(1).map_or(Class::Mark, |t| self.class(t))
    }

    /// The noun phrase a token stands in.
    pub fn phrase(&self, token: usize) -> Option<Range<usize>> {
        let number = *self.within.get(token.checked_sub(self.tokens.start)?)?;
        self.phrases.get((number as usize).checked_sub(1)?).cloned()
    }

    /// Noun phrases in reading order.
    pub fn phrases(&self) -> &[Range<usize>] {
        &self.phrases
    }

    /// Class of a word that is neither name nor cue, by what stands before it and behind.
    fn word(&self, article: &Annotated, sentence: &Sentence, mentions: &[Mention], at: usize) -> Class {
        let token = article.tokens[at];
        let text = article.text(sentence, at);
        let next = article.tokens[..sentence.tokens.end].get(at + 1);
        let next_kind = next.map_or(Kind::default(), |t| LISTS.kind(t.word));
        let last = self.classes.last().copied().unwrap_or(Class::Mark);
        let kind = LISTS.kind(token.word);
        if matches!(text, "'s" | "’s" | "'S" | "’S") {
            return if last == Class::Pronoun { Class::Helper } else { Class::Possessive };
        }
        if token.shape == Shape::Mark {
            let spaced = next.is_none_or(|t| t.span.start > token.span.end);
            return match text {
                "$" | "€" | "£" | "%" | "&" => Class::Noun,
                "'" | "’" if last == Class::Noun => Class::Possessive,
                "-" | "–" if !spaced && last == Class::Noun => Class::Noun,
                // "Inc. said"
                "." if next.is_some() && last == Class::Noun => Class::Noun,
                _ => Class::Mark,
            };
        }
        let follows_noun = matches!(last, Class::Noun | Class::Pronoun);
        if text.eq_ignore_ascii_case("that") {
            let verb = next.is_some_and(|t| looks_like_verb(article, sentence, at + 1, t.word));
            return match last {
                Class::Noun if verb => Class::Relative,
                // "called that unfair", "said that was untrue"
                // "called that unfair", "said that was untrue", "disputes that."
                _ if next_kind.is(Kind::BE) || next.is_none_or(|t| t.shape == Shape::Mark) => Class::Pronoun,
                Class::Verb if next_kind.is(Kind::FAULT.or(Kind::FALSE)) => Class::Pronoun,
                _ => Class::Opener,
            };
        }
        if kind.is(Kind::RELATIVE) {
            return Class::Relative;
        }
        if kind.is(Kind::STANDS) {
            return Class::Pronoun;
        }
        if token.word == *TO {
            let lower = next.is_some_and(|t| t.shape == Shape::Lower);
            let infinitive = lower && !next_kind.is(Kind::DETERMINER.or(Kind::STANDS)) && {
                let verbs =
                    Kind::VERB.or(Kind::WEAK_VERB).or(Kind::WRONG).or(Kind::LIGHT).or(Kind::BE).or(Kind::AUXILIARY);
                let known = next_kind.is(verbs) || LISTS.cues(next.map_or(0, |t| t.word)).iter().any(|c| !c.noun);
                // "gave to people", "to car-makers"
                let nouns = Kind::PEOPLE.or(Kind::BODY).or(Kind::COMPANY).or(Kind::TIME).or(Kind::THING);
                let given = last == Class::Verb && next_kind.is(nouns);
                let after = article.tokens[..sentence.tokens.end].get(at + 2);
                let joined = after.is_some_and(|t| article.slice(sentence, t.span) == "-");
                known || !(article.text(sentence, at + 1).ends_with('s') || given || joined)
            };
            return if infinitive { Class::Helper } else { Class::Preposition };
        }
        if kind.is(Kind::TIME) && token.shape == Shape::Capital && text.ends_with("day") {
            return Class::Adverb;
        }
        // "last week", "this year", "late on Thursday"
        let time = next_kind.is(Kind::TIME)
            && matches!(text, "last" | "next" | "this" | "earlier" | "late" | "early" | "Last" | "This" | "Earlier");
        if time
            || last == Class::Adverb && kind.is(Kind::TIME)
            || matches!(text, "late" | "early") && next_kind.is(Kind::PREPOSITION)
        {
            return Class::Adverb;
        }
        if kind.is(Kind::ADVERB) {
            return Class::Adverb;
        }
        if kind.is(Kind::BE.or(Kind::AUXILIARY).or(Kind::MODAL)) && !(token.shape == Shape::Capital && text == "May") {
            return Class::Helper;
        }
        if kind.is(Kind::DETERMINER)
            || matches!(text, "both" | "Both" | "neither" | "Neither" | "either" | "all" | "All")
        {
            return Class::Determiner;
        }
        if matches!(text, "and" | "or" | "but" | "nor" | "But" | "And") {
            return Class::Joint;
        }
        if kind.is(Kind::OPENER) {
            return Class::Opener;
        }
        if kind.is(Kind::PREPOSITION.or(Kind::TARGET))
            || matches!(text, "As" | "per" | "via" | "near" | "upon" | "than")
        {
            return Class::Preposition;
        }
        if kind.is(Kind::NEGATION) {
            return Class::Helper;
        }
        let opened = matches!(last, Class::Determiner | Class::Possessive);
        let lower = token.shape == Shape::Lower;
        if lower && text.len() > 4 && text.ends_with("ly") && !opened {
            return Class::Adverb;
        }
        if opened && !(text.ends_with("ing") && next_kind.is(Kind::DETERMINER)) {
            return Class::Noun;
        }
        if self.is_verb(article, sentence, mentions, at, kind, last, follows_noun) { Class::Verb } else { Class::Noun }
    }

    /// Whether an open word is a verb.
    #[allow(clippy::too_many_arguments)] // all that is known of the word's left side
    fn is_verb(
        &self,
        article: &Annotated,
        sentence: &Sentence,
        mentions: &[Mention],
        at: usize,
        kind: Kind,
        last: Class,
        follows_noun: bool,
    ) -> bool {
        let token = article.tokens[at];
        let text = article.text(sentence, at);
        if last == Class::Helper {
            let passive_or_infinitive = token.shape == Shape::Lower;
            return passive_or_infinitive && helped(article, sentence, at, kind, text);
        }
        let next = article.tokens[..sentence.tokens.end].get(at + 1);
        let next_kind = next.map_or(Kind::default(), |t| LISTS.kind(t.word));
        let object = next.is_some_and(|t| {
            next_kind.is(Kind::DETERMINER.or(Kind::STANDS).or(Kind::PREPOSITION))
                || t.word == *TO
                || matches!(t.shape, Shape::Capital | Shape::Upper | Shape::Number)
                || article.text(sentence, at + 1) == "that"
        });
        if token.shape != Shape::Lower {
            // "Reuters Reported": capitals of a headline aside, names are no verbs.
            return false;
        }
        // "rejected claims that it had lied": behind a verb a charge is its object
        if last == Class::Verb && kind.is(Kind::CHARGE) {
            return false;
        }
        if kind.is(Kind::VERB) {
            return true;
        }
        if text.len() > 4
            && text.ends_with("ed")
            && !matches!(text, "speed" | "indeed" | "hundred" | "exceed" | "breed")
        {
            // "and improved pumps", "of improved pumps" against "grilled X and faulted Y", "X scrapped plans"
            return match last {
                Class::Preposition => false,
                Class::Joint | Class::Adverb => object || next.is_none(),
                _ => true,
            };
        }
        if text.len() > 5
            && text.ends_with("ing")
            && !matches!(
                text,
                "during"
                    | "morning"
                    | "evening"
                    | "nothing"
                    | "something"
                    | "anything"
                    | "everything"
                    | "building"
                    | "housing"
                    | "banking"
                    | "engineering"
                    | "marketing"
                    | "manufacturing"
                    | "advertising"
                    | "lending"
                    | "mining"
                    | "meeting"
                    | "warning"
                    | "hearing"
                    | "filing"
                    | "funding"
                    | "wrongdoing"
                    | "understanding"
                    | "pricing"
                    | "spending"
                    | "trading"
                    | "briefing"
                    | "ruling"
                    | "existing"
                    | "leading"
                    | "ongoing"
                    | "growing"
            )
        {
            return last != Class::Adverb || object;
        }
        // "Norvalle faces probe", "watchdog opens inquiry": headlines leave the article out
        let noun_cue = next.is_some_and(|t| LISTS.cues(t.word).iter().any(|c| c.noun));
        let named = mentions.iter().any(|m| m.tokens.end == at);
        if follows_noun && noun_cue && kind.is(Kind::SUFFER.or(Kind::LIGHT)) && (named || text.ends_with('s')) {
            return true;
        }
        // "it calls", "they report"
        if last == Class::Pronoun && kind.is(Kind::WEAK_VERB.or(Kind::LIGHT).or(Kind::WRONG)) {
            return true;
        }
        if kind.is(Kind::WEAK_VERB) || kind.is(Kind::LIGHT) && !kind.is(Kind::VERB) {
            let plural = text.ends_with('s');
            let subject_plural = at > sentence.tokens.start && article.text(sentence, at - 1).ends_with('s');
            return follows_noun
                && object
                && (plural != subject_plural || last == Class::Pronoun)
                && !next_kind.is(Kind::PREPOSITION);
        }
        if kind.is(Kind::WRONG) {
            // "ships destroy their nets"
            return follows_noun && (object || named && text.ends_with('s'));
        }
        false
    }

    /// Runs of nouns, each with what opens it; a name that is known ends the phrase it is the head of.
    fn find_phrases(&mut self, mentions: &[Mention]) {
        let mut open: Option<usize> = None;
        let mut named = mentions.iter().peekable();
        for at in self.tokens.clone().chain([self.tokens.end]) {
            while named.peek().is_some_and(|m| m.tokens.end <= at) {
                named.next();
            }
            let class = self.class(at);
            // A name that follows a name is another party: "told Acme Zeta would".
            let new_name = named.peek().is_some_and(|m| m.tokens.start == at)
                && open.is_some_and(|o| o < at && mentions.iter().any(|m| m.tokens.end == at && m.tokens.start >= o));
            let goes_on = match class {
                Class::Noun => !new_name,
                Class::Possessive => open.is_some(),
                // "all the", "no such"
                Class::Determiner => open.is_some_and(|o| o + 1 == at) && self.before(at) == Class::Determiner,
                Class::Adverb => {
                    open.is_some() && self.before(at) == Class::Determiner && self.class(at + 1) == Class::Noun
                }
                _ => false,
            };
            if goes_on && open.is_some() {
                continue;
            }
            if let Some(start) = open.take() {
                self.close(start..at);
            }
            if matches!(class, Class::Noun | Class::Determiner | Class::Pronoun) {
                open = Some(at);
                if class == Class::Pronoun {
                    self.close(at..at + 1);
                    open = None;
                }
            }
        }
    }

    fn close(&mut self, tokens: Range<usize>) {
        if tokens.start >= self.tokens.end {
            return;
        }
        self.phrases.push(tokens.clone());
        let number = self.phrases.len() as u32;
        for at in tokens {
            self.within[at - self.tokens.start] = number;
        }
    }
}

/// Whether a word behind "has", "will", "to", "not" is its verb and no adjective: "was lower", "is a", "be nonsense".
fn helped(article: &Annotated, sentence: &Sentence, at: usize, kind: Kind, text: &str) -> bool {
    let before = article.tokens[at - 1];
    let helper = LISTS.kind(before.word);
    let participle = text.ends_with("ed") || text.ends_with("ing") || kind.is(Kind::VERB.or(Kind::WRONG));
    if helper.is(Kind::BE) && at > sentence.tokens.start {
        return participle;
    }
    // "has plans", "had no"
    let has = matches!(article.text(sentence, at - 1), "has" | "have" | "had" | "having");
    !has || participle
}

/// Whether the word behind "that" is a verb or its helper.
fn looks_like_verb(article: &Annotated, sentence: &Sentence, at: usize, word: u64) -> bool {
    let kind = LISTS.kind(word);
    let text = article.text(sentence, at);
    kind.is(Kind::VERB.or(Kind::BE).or(Kind::MODAL).or(Kind::AUXILIARY))
        || (text.ends_with("ed") && article.tokens[at].shape == Shape::Lower)
        || LISTS.cues(word).iter().any(|c| !c.noun && c.form != super::inflect::Form::Base)
}
