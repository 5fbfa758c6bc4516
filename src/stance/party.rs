//! Who is meant: the entity or phrase that a noun phrase names.

use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use crate::found::{EntityKey, EntityType, Mention, Party, Shape};
use std::ops::Range;

/// Most tokens of a phrase that is printed.
const LONGEST: usize = 10;

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

    /// The body that "the regulator", "the ministry", "the union" stands for: the only one the article has named so far.
    fn the_agency(&self, phrase: &Range<usize>) -> Option<Party> {
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
    fn named_behind(&self, phrase: &Range<usize>) -> Option<Party> {
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
    fn only_company(&self) -> Option<&EntityKey> {
        let mut companies = self.mentions.iter().filter(|m| self.scene.kind(&m.entity) == EntityType::Company);
        companies.next().filter(|_| companies.next().is_none()).map(|m| &m.entity)
    }

    /// The firm whose name explains what another firm has: "Zara's owner, Inditex,".
    fn apposed(&self, phrase: &Range<usize>) -> Option<Party> {
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
    fn its_firm(&self, its: usize) -> Option<Party> {
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
    fn author(&self, phrase: &Range<usize>, depth: usize) -> Option<Party> {
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
    fn firm_of(&self, phrase: &Range<usize>) -> Option<Party> {
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
    fn explained(&self, phrase: &Range<usize>) -> Option<Party> {
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
