//! Who is meant: the entity or phrase that a noun phrase names.

use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use crate::found::{EntityType, Mention, Party, Shape};
use std::ops::Range;

impl Reading<'_> {
    /// Who acts, of the phrase before a verb or behind "by".
    pub fn actor(&self, phrase: &Range<usize>) -> Party {
        self.actor_in(phrase, 0)
    }

    pub(super) fn actor_in(&self, phrase: &Range<usize>, depth: usize) -> Party {
        if self.grammar.class(phrase.start) == Class::Pronoun {
            if !self.kind(phrase.start).is(Kind::FIRST_PERSON) {
                return self.speaking_of_itself(phrase.start).unwrap_or_else(|| self.pronoun(phrase.start));
            }
            // "said I", "said a spokesman for us": who "we" are is not asked of one who speaks
            return if depth == 0 { self.first_person(phrase.start) } else { Party::None };
        }
        let head = self.head(phrase);
        if let Some(firm) = self.apposed(phrase) {
            return firm;
        }
        // "Swiss and American authorities": one of a country has the noun of the next
        if phrase.len() == 1
            && self.capital(head)
            && self.grammar.class(phrase.end) == Class::Joint
            && self.named(phrase).is_none_or(|m| self.scene.kind(&m.entity) != EntityType::Company)
            && let Some(next) = self.grammar.phrase(phrase.end + 1)
            && next.len() == 2
            && self.capital(next.start)
            && !self.capital(self.head(&next))
            && self.kind(self.head(&next)).is(Kind::PEOPLE.or(Kind::BODY))
            && self.named(&next).is_none()
        {
            return self.words_of(&next);
        }
        if let Some(m) = self.named(phrase) {
            let role = Kind::ORGAN.or(Kind::SPEAKER).or(Kind::PAPER).or(Kind::EVIDENCE).or(Kind::COMPANY);
            if m.tokens.contains(&head) {
                // "Wells Fargo's Moor", "Acme chief Ada Moor": a person speaks for the firm beside it.
                let person = self.scene.kind(&m.entity) == EntityType::Person;
                let firm =
                    self.mentions.iter().find(|f| phrase.start <= f.tokens.start && f.tokens.end < m.tokens.start);
                let firm = firm.filter(|_| person).unwrap_or(m);
                return Party::Entity(firm.entity.clone());
            }
            let former = phrase.clone().any(|t| matches!(self.text(t), "former" | "Former" | "ex" | "Ex"));
            let role = !former && (m.tokens.end..phrase.end).any(|t| self.kind(t).is(role));
            let others = self.kind(head).is(Kind::PEOPLE) && !self.kind(head).is(Kind::ORGAN.or(Kind::SPEAKER));
            let person = self.capital(head);
            let person = person && !former;
            return if !others && (role || person) { Party::Entity(m.entity.clone()) } else { self.text_of(phrase) };
        }
        let (of, inner) = self.behind(phrase);
        let kind = self.kind(head);
        // "a third of shareholders", "dozens of pilots"
        let share = matches!(self.text(head), "third" | "half" | "quarter" | "majority" | "fifth" | "most" | "many");
        let share = share || kind.is(Kind::QUANTIFIER);
        if let Some(inner) = inner.clone().filter(|_| of == "of" && share && depth < 3) {
            return self.actor_in(&inner, depth + 1);
        }
        let own = kind.is(Kind::SPEAKER.or(Kind::ORGAN)) && matches!(of, "for" | "of" | "at" | "from" | "with")
            || kind.is(Kind::PAPER.or(Kind::EVIDENCE)) && matches!(of, "by" | "from");
        if let Some(inner) = inner.filter(|_| own && depth < 3) {
            let body = self.kind(self.head(&inner)).is(Kind::PEOPLE.or(Kind::COMPANY));
            match self.actor_in(&inner, depth + 1) {
                Party::None => {}
                Party::Text(_) if !body => {}
                party => return party,
            }
        }
        let paper = kind.is(Kind::PAPER.or(Kind::EVIDENCE));
        if paper && let Some(author) = self.author(phrase, depth) {
            return author;
        }
        if paper
            && self.kind(phrase.start).is(Kind::DETERMINER)
            && let Some(paper) = &self.scene.paper
        {
            return Party::Entity(paper.clone());
        }
        if let Some(company) = self.the_company(phrase) {
            return company;
        }
        // "The bank's lawyer said": of the company before, or the only one of the sentence
        let owner = (phrase.start + 1..head).find(|t| self.grammar.class(*t) == Class::Possessive);
        if let Some(owner) = owner.map(|at| phrase.start..at).filter(|o| self.kind(o.end - 1).is(Kind::COMPANY))
            && kind.is(Kind::SPEAKER.or(Kind::ORGAN))
        {
            let only = || self.only_company().map(|e| Party::Entity(e.clone()));
            if let Some(company) = self.the_company(&owner).or_else(only) {
                return company;
            }
        }
        // "its lawyer said"
        if kind.is(Kind::SPEAKER.or(Kind::ORGAN))
            && let Some(firm) = self.its_firm(phrase.start)
            && !phrase.clone().any(|t| matches!(self.text(t), "former" | "ex"))
        {
            return firm;
        }
        // "a spokesman said": of the company spoken of, but not in "the embassy agreed: a spokesman said"
        if matches!(self.text(head), "spokesman" | "spokeswoman" | "spokesperson")
            && !matches!(of, "for" | "of" | "at")
            && phrase.len() <= 3
            && !(self.sentence.tokens.start..phrase.start).any(|t| self.kind(t).is(Kind::BODY))
            && let Some(company) = self.scene.company_before(phrase.start).or_else(|| self.only_company())
        {
            return Party::Entity(company.clone());
        }
        // "Acme, a carmaker that warned"; but not "They hurt Acme, the minister said"
        let explained = || {
            self.explained(phrase)
                .filter(|_| kind.is(Kind::COMPANY) || matches!(self.text(head), "rival" | "competitor"))
        };
        if let Some(firm) = self.firm_of(phrase).or_else(explained) {
            return firm;
        }
        if let Some(named) = self.named_behind(phrase).or_else(|| self.the_agency(phrase)) {
            return named;
        }
        self.text_of(phrase)
    }

    /// To whom it is done, of the phrase behind a verb or preposition.
    pub fn target(&self, phrase: &Range<usize>) -> Party {
        if self.grammar.class(phrase.start) == Class::Pronoun {
            return match self.text(phrase.start) {
                _ if self.kind(phrase.start).is(Kind::FIRST_PERSON) => self.first_person(phrase.start),
                "it" | "them" => self.pronoun_behind(phrase.start),
                "itself" | "they" | "It" | "They" => self.pronoun(phrase.start),
                _ => Party::None,
            };
        }
        let head = self.head(phrase);
        if let Some(firm) = self.apposed(phrase) {
            return firm;
        }
        if let Some(m) = self.named(phrase) {
            let former = phrase.clone().take(2).any(|t| matches!(self.text(t), "former" | "ex"));
            let chief = self.text(head - usize::from(head > phrase.start)).eq_ignore_ascii_case("chief");
            let others = self.kind(head).is(Kind::OUTSIDER) && !chief || former && self.sure(phrase);
            return match others && !m.tokens.contains(&head) {
                true => self.text_of(phrase),
                false => Party::Entity(m.entity.clone()),
            };
        }
        if let Some(firm) = self.explained(phrase) {
            return firm;
        }
        // "ire toward the founder of Acme, threatening his company"
        if phrase.len() == 2
            && matches!(self.text(phrase.start), "his" | "her")
            && matches!(self.text(head), "company" | "firm")
            && let Some(company) = self.scene.company_before(phrase.start)
        {
            return Party::Entity(company.clone());
        }
        // "banned its drones"
        if self.text(phrase.start) == "its"
            && phrase.len() > 1
            && !self.sure(phrase)
            && let Some(owner) = self.not_own(phrase.start)
        {
            return owner;
        }
        // "the farmers' offer"
        if let Some(at) = (phrase.start + 1..phrase.end).find(|t| self.grammar.class(*t) == Class::Possessive)
            && at < head
            && !self.sure(phrase)
        {
            let owner = phrase.start..at;
            return self.the_company(&owner).unwrap_or_else(|| self.person_of(&owner));
        }
        let mut at = phrase.clone();
        for _ in 0..3 {
            let (mut of, mut inner) = self.behind(&at);
            // "payments made by Acme", "a quarry proposed by Acme"
            if self.grammar.class(at.end) == Class::Verb
                && self.sentence.tokens.contains(&(at.end + 1))
                && self.text(at.end + 1) == "by"
            {
                (of, inner) = ("by", self.grammar.phrase(at.end + 2));
            }
            let trade = of == "with"
                && matches!(
                    self.text(self.head(&at)),
                    "business"
                        | "trade"
                        | "dealings"
                        | "ties"
                        | "deals"
                        | "relations"
                        | "merger"
                        | "takeover"
                        | "tie-up"
                        | "alliance"
                );
            // "denounced the arrest of Acme's chief" finds no fault with Acme
            if of == "of" && self.kind(self.head(&at)).is(Kind::DONE) {
                break;
            }
            let leads = trade || matches!(of, "of" | "by" | "from" | "against" | "at");
            let Some(inner) = inner.filter(|_| leads) else { break };
            if let Some(m) = self.named(&inner) {
                return Party::Entity(m.entity.clone());
            }
            if let Some(company) = self.the_company(&inner) {
                return company;
            }
            let name = self.capital(self.head(&inner)) && !self.grammar.title_case && matches!(of, "from" | "against");
            // "turned down requests from campaigners"
            let asker = of == "from" && self.kind(self.head(&at)).is(Kind::ASKED) && self.sure(&inner);
            if (of == "by" || name || asker) && self.acts(&inner) {
                return self.text_of(&inner);
            }
            at = inner;
        }
        self.the_company(phrase).unwrap_or_else(|| self.person_of(phrase))
    }

    /// The last mention in a phrase.
    pub fn named(&self, phrase: &Range<usize>) -> Option<&Mention> {
        self.mentions.iter().rev().find(|m| phrase.start <= m.tokens.start && m.tokens.end <= phrase.end)
    }

    /// The noun a phrase ends with, a possessive ending left out.
    pub(super) fn head(&self, phrase: &Range<usize>) -> usize {
        let mut head = phrase.end - 1;
        while head > phrase.start
            && (self.grammar.class(head) == Class::Possessive || matches!(self.text(head), "." | "&" | "-"))
        {
            head -= 1;
        }
        head
    }

    /// The preposition behind a phrase, and the phrase it leads to.
    pub fn behind(&self, phrase: &Range<usize>) -> (&str, Option<Range<usize>>) {
        if self.grammar.class(phrase.end) != Class::Preposition {
            return ("", None);
        }
        (self.text(phrase.end), self.grammar.phrase(phrase.end + 1))
    }

    /// Whether a token has a capital.
    pub fn capital(&self, token: usize) -> bool {
        matches!(self.scene.article.tokens[token].shape, Shape::Capital | Shape::Upper)
    }
}
