//! Which firm or body is meant where a phrase names it by what it is, has or is explained by.

use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use crate::found::{EntityKey, EntityType, Mention, Party};
use std::ops::Range;

impl Reading<'_> {
    /// The body that "the regulator", "the ministry", "the union" stands for: the only one the article has named so far.
    pub(super) fn the_agency(&self, phrase: &Range<usize>) -> Option<Party> {
        let the = matches!(self.text(phrase.start), "the" | "The");
        if !the || phrase.len() != 2 || !self.kind(phrase.end - 1).is(Kind::AGENCY) {
            return None;
        }
        let wanted = if self.text(phrase.end - 1) == "union" { EntityType::Organisation } else { EntityType::Agency };
        let before = self.scene.mentions.iter().take_while(|m| m.tokens.end <= phrase.start);
        let mut bodies = before.filter(|m| self.scene.kind(&m.entity) == wanted).map(|m| &m.entity);
        let one = bodies.next()?;
        bodies.all(|e| e == one).then(|| Party::Entity(one.clone()))
    }

    /// The name that explains a body: "their union, the ACV, called", "the regulator, Ofcom, said".
    pub(super) fn named_behind(&self, phrase: &Range<usize>) -> Option<Party> {
        let shown = |t: usize| if self.sentence.tokens.contains(&t) { self.text(t) } else { "" };
        let head = self.head(phrase);
        if shown(phrase.end) != "," || self.capital(head) || !self.kind(head).is(Kind::BODY.or(Kind::ORGAN)) {
            return None;
        }
        let name = self.grammar.phrase(phrase.end + 1)?;
        let m = self.named(&name).filter(|m| m.tokens.end == name.end && shown(name.end) == ",")?;
        (name.end - name.start <= m.tokens.len() + 1).then(|| Party::Entity(m.entity.clone()))
    }

    /// The company of a sentence that names one: whom "a spokesman" of no company before speaks for.
    pub(super) fn only_company(&self) -> Option<&EntityKey> {
        let mut companies = self.mentions.iter().filter(|m| self.scene.kind(&m.entity) == EntityType::Company);
        companies.next().filter(|_| companies.next().is_none()).map(|m| &m.entity)
    }

    /// The firm whose name explains what another firm has: "Zara's owner, Inditex,".
    pub(super) fn apposed(&self, phrase: &Range<usize>) -> Option<Party> {
        let head = self.head(phrase);
        let m = self.mentions.iter().find(|m| m.tokens.start == phrase.end + 1)?;
        let firm =
            self.kind(head).is(Kind::COMPANY.or(Kind::OUTSIDER)) && self.scene.kind(&m.entity) == EntityType::Company;
        let enclosed = self.shown(phrase.end) == "," && matches!(self.shown(m.tokens.end), "," | ".");
        let owned = self.named(phrase).is_some_and(|owned| owned.tokens.end <= head);
        (firm && enclosed && owned).then(|| Party::Entity(m.entity.clone()))
    }

    /// The firm that "its" is said of: the subject of its sentence, the one firm that the sentence names, else the one
    /// named before; none behind a body that could be meant ("the union said its lawyer").
    pub(super) fn its_firm(&self, its: usize) -> Option<Party> {
        if !self.text(its).eq_ignore_ascii_case("its") {
            return None;
        }
        let body =
            |p: &Range<usize>| self.kind(self.head(p)).is(Kind::BODY.or(Kind::AGENCY)) && self.named(p).is_none();
        let before = self.grammar.phrases().iter().take_while(|p| p.end <= its);
        if before.clone().any(body) {
            return None;
        }
        let party = match before.clone().any(|p| self.named(p).is_some()) {
            true => self.pronoun(its),
            false => match self.only_company() {
                // "its chief told Zeta" speaks for another
                Some(firm) if !self.mentions.iter().any(|m| m.entity == *firm && self.scene.is_told(m)) => {
                    Party::Entity(firm.clone())
                }
                _ => self.pronoun(its),
            },
        };
        matches!(&party, Party::Entity(e) if self.scene.kind(e) == EntityType::Company).then_some(party)
    }

    /// Author of "a complaint filed by the FTC", "a memo drawn up at the White House".
    pub(super) fn author(&self, phrase: &Range<usize>, depth: usize) -> Option<Party> {
        // "a complaint filed by", "the complaint, filed by"
        let comma = self.sentence.tokens.contains(&phrase.end) && self.text(phrase.end) == ",";
        let from = phrase.end + usize::from(comma);
        let verb = self.grammar.class(from) == Class::Verb;
        let by = (from..from + 4)
            .find(|t| self.sentence.tokens.contains(t) && matches!(self.text(*t), "by" | "at" | "from"))?;
        let seen = verb && matches!(self.text(from), "seen" | "reviewed" | "obtained" | "leaked" | "shared");
        let author = self.grammar.phrase(by + 1).filter(|_| verb && !seen && depth < 3)?;
        Some(self.actor_in(&author, depth + 1)).filter(|a| *a != Party::None)
    }

    /// The firm that a person's name is explained by: "Ada Moor, chief executive of Acme,".
    pub(super) fn firm_of(&self, phrase: &Range<usize>) -> Option<Party> {
        if !self.capital(phrase.end - 1) || !self.sentence.tokens.contains(&phrase.end) || self.text(phrase.end) != ","
        {
            return None;
        }
        // "Ada Moor, a spokeswoman for Acme." ends with its sentence
        let until = self.sentence.tokens.end.min(phrase.end + 14);
        let comma = (phrase.end + 1..until).find(|t| self.text(*t) == ",");
        let inside = phrase.end + 1..comma.or(Some(until).filter(|t| *t == self.sentence.tokens.end))?;
        let role = inside.clone().any(|t| self.kind(t).is(Kind::SPEAKER.or(Kind::ORGAN)));
        let former = inside.clone().any(|t| matches!(self.text(t), "former" | "ex" | "who" | "which"));
        if !role || former {
            return None;
        }
        // "Ada Moor, its chief executive"
        let firm = self.mentions.iter().find(|m| inside.contains(&m.tokens.start));
        firm.map(|m| Party::Entity(m.entity.clone())).or_else(|| self.its_firm(phrase.end + 1))
    }

    /// The firm that a phrase behind its name explains, or before it: "Acme, the engine maker sued by", "a rival, Acme,".
    pub(super) fn explained(&self, phrase: &Range<usize>) -> Option<Party> {
        let company = |m: &&Mention| self.scene.kind(&m.entity) == EntityType::Company;
        let shown = |t: usize| if self.sentence.tokens.contains(&t) { self.text(t) } else { "" };
        if shown(phrase.end) == ","
            && (self.kind(self.head(phrase)).is(Kind::COMPANY.or(Kind::OUTSIDER)))
            && let Some(m) = self.mentions.iter().find(|m| m.tokens.start == phrase.end + 1).filter(company)
            && matches!(shown(m.tokens.end), "," | ".")
        {
            return Some(Party::Entity(m.entity.clone()));
        }
        let comma = phrase.start.checked_sub(1).filter(|t| self.sentence.tokens.contains(t) && self.text(*t) == ",")?;
        let opens = self.grammar.class(phrase.start) == Class::Determiner && self.acts(phrase);
        let m = self.mentions.iter().find(|m| m.tokens.end == comma)?;
        let firm = opens && self.scene.kind(&m.entity) == EntityType::Company;
        (firm && self.grammar.class(phrase.end) != Class::Preposition).then(|| Party::Entity(m.entity.clone()))
    }

    /// The company that "the company", "the carmaker" or a bare "company" stands for.
    pub fn the_company(&self, phrase: &Range<usize>) -> Option<Party> {
        let head = self.head(phrase);
        let first = self.text(phrase.start);
        let the = matches!(first, "the" | "The" | "this" | "This");
        let bare = phrase.len() == 1 && matches!(self.text(head), "company" | "firm");
        let other = phrase.clone().any(|t| self.kind(t).is(Kind::NO_COMPANY));
        // what "the platform" is said to be is often no firm; what it says is a firm's
        let says = self.kind(phrase.end).is(Kind::SAY.or(Kind::OPINE)) && self.grammar.class(phrase.end) == Class::Verb;
        let loose = matches!(self.text(head), "brand" | "business" | "platform" | "operator") && !says;
        let bank = matches!(self.text(head), "bank" | "lender");
        // "the German group", "the Swedish bank"; but "the privacy group", "the central bank"
        let plain =
            phrase.len() == 2 || phrase.len() == 3 && self.capital(phrase.start + 1) && !self.grammar.title_case;
        let group = self.text(head) == "group" && phrase.len() > 3;
        if !self.kind(head).is(Kind::COMPANY) || !(the || bare) || other || loose || group || bank && !plain {
            return None;
        }
        // "The company has been fined, Acme confirmed"
        let opens = phrase.start == self.start();
        let says = |t: usize| self.kind(t).is(Kind::SAY) && self.grammar.class(t) == Class::Verb;
        let speaks =
            opens && self.mentions.iter().any(|m| says(m.tokens.end) || m.tokens.start > 0 && says(m.tokens.start - 1));
        let company = self.scene.company_before(phrase.start).or_else(|| self.only_company().filter(|_| speaks))?;
        // "the bank" is no maker of cars
        let banks = |m: &Mention| {
            let field = self.scene.article.article.field(self.scene.article.sentences[m.sentence].field);
            let name = m.span.of(field).to_lowercase();
            ["bank", "banc", "credit", "lend", "capital"].iter().any(|part| name.contains(part))
        };
        if bank && !self.scene.last_company(phrase.start).is_some_and(banks) && self.only_company().is_none() {
            return None;
        }
        Some(Party::Entity(company.clone()))
    }

    /// Whether the agent of a passive is "the bank", "the company".
    pub fn agent_is_firm(&self, behind: usize) -> bool {
        self.agent(behind).is_some_and(|p| self.kind(self.head(&p)).is(Kind::COMPANY))
    }
}
