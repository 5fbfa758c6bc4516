//! Whether a phrase is somebody, and how it is printed where it is no entity.

use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use crate::found::{Party, Shape};
use std::ops::Range;

/// Most tokens of a phrase that is printed.
const LONGEST: usize = 10;

impl Reading<'_> {
    /// Whether a phrase can act: people, bodies, papers, or a word made for one who acts.
    pub fn acts(&self, phrase: &Range<usize>) -> bool {
        self.sure(phrase) || self.opened(phrase, self.head(phrase))
    }

    /// Whether the lists or its ending say that a phrase can act.
    pub fn sure(&self, phrase: &Range<usize>) -> bool {
        let head = self.head(phrase);
        let can = Kind::PEOPLE.or(Kind::SPEAKER).or(Kind::COMPANY).or(Kind::PAPER).or(Kind::EVIDENCE);
        let text = self.text(head);
        let made = ["er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "ees"];
        self.kind(head).is(can.or(Kind::BODY).or(Kind::ORGAN))
            || self.capital(head) && !self.grammar.title_case
            || text.len() > 4 && made.iter().any(|end| text.ends_with(end)) && !self.kind(head).is(Kind::THING)
    }

    /// "the harbour board", "the inquiry": a thing said of as known, unless it is a thing that cannot act.
    fn opened(&self, phrase: &Range<usize>, head: usize) -> bool {
        let abstract_ = [
            "tion", "tions", "ment", "ments", "ness", "ity", "ities", "ance", "ence", "ing", "ings", "ism", "ure",
            "ures", "ship", "age", "ages", "th", "sis",
        ];
        let text = self.text(head);
        let its =
            matches!(self.text(phrase.start), "its" | "their" | "his" | "her" | "our" | "my" | "your" | "some" | "any");
        let known =
            self.grammar.class(phrase.start) == Class::Determiner && self.grammar.class(head) == Class::Noun && !its;
        known
            && self.scene.article.tokens[head].shape == Shape::Lower
            && !self.kind(head).is(Kind::THING.or(Kind::CHARGE).or(Kind::ASKED).or(Kind::INTENT).or(Kind::TIME))
            && !abstract_.iter().any(|end| text.ends_with(end))
    }

    /// A phrase as printed where it is surely somebody: "the inquiry" may act, and is seldom acted on.
    pub fn person_of(&self, phrase: &Range<usize>) -> Party {
        if self.opened(phrase, self.head(phrase)) && !self.sure(phrase) { Party::None } else { self.text_of(phrase) }
    }

    /// A phrase as printed where it can be somebody; else none.
    pub fn text_of(&self, phrase: &Range<usize>) -> Party {
        if self.acts(phrase) { self.words_of(phrase) } else { Party::None }
    }

    /// A phrase as printed, no longer than a name can be.
    pub fn words_of(&self, phrase: &Range<usize>) -> Party {
        let head = self.head(phrase);
        let shape = self.scene.article.tokens[head].shape;
        let nobody = self.kind(head).is(Kind::NO_ACTOR.or(Kind::TIME))
            || phrase
                .clone()
                .any(|t| matches!(self.text(t), "no" | "No" | "same" | "all" | "nobody" | "none" | "Nobody" | "None"))
            || (self.grammar.class(head) == Class::Determiner && !self.kind(head).is(Kind::PLURAL));
        if matches!(shape, Shape::Number | Shape::Mark) || nobody || self.is_time(phrase) {
            return Party::None;
        }
        let mut start = phrase.start.max((head + 1).saturating_sub(LONGEST));
        while start < head
            && (self.kind(start).is(Kind::NO_ACTOR) || self.grammar.class(start) == Class::Possessive)
            && self.grammar.class(start) != Class::Determiner
        {
            start += 1;
        }
        // "a group of authors", "the city of Lyon"
        let of = self.behind(phrase).1.filter(|inner| {
            let whole = head + 1 == phrase.end && self.text(phrase.end) == "of" && inner.end - start <= LONGEST;
            let group =
                self.kind(head).is(Kind::BODY.or(Kind::QUANTIFIER).or(Kind::MANY).or(Kind::PEOPLE).or(Kind::COMPANY));
            whole
                && group
                && !self.grammar.title_case
                && self.grammar.class(inner.start) != Class::Pronoun
                && !self.kind(inner.start).is(Kind::OWN)
                // "accused by investors of fraud"
                && !self.kind(self.head(inner)).is(Kind::CRIME.or(Kind::WRONG))
                && !self.is_time(inner)
        });
        let end = of.map_or(head + 1, |inner| self.head(&inner) + 1);
        Party::Text(self.printed(start..end).into())
    }
}
