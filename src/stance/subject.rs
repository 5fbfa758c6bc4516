//! Who a verb is said of: the phrases before it, over helpers, joints, relatives and what commas enclose.

use super::cue::Kind;
use super::grammar::Class;
use super::hit::TO;
use super::reading::Reading;
use crate::annotate::parts::Part;
use crate::found::{Act, Shape};
use std::ops::Range;

/// Most clauses climbed in search of a subject.
const DEEPEST: usize = 5;

/// Most tokens between a paper and the comma before what it alleges.
const PAPER_REACH: usize = 8;

impl Reading<'_> {
    /// The phrases that are the subject of a verb, the nearest first; empty where none is found.
    pub fn subjects(&self, verb: usize) -> Vec<Range<usize>> {
        self.climb(verb, 0)
    }

    /// The phrases that a participle ("was sued", "sued by", "accused of") is said of.
    pub fn sufferers(&self, participle: usize) -> Vec<Range<usize>> {
        let g = &self.grammar;
        // "Acme, long criticised for its prices"
        let mut first = participle;
        while g.before(first) == Class::Adverb {
            first -= 1;
        }
        let participle = if g.before(first) == Class::Mark && first > self.start() { first } else { participle };
        match g.before(participle) {
            Class::Helper | Class::Adverb => {}
            Class::Noun | Class::Possessive => {
                return g.phrase(participle - 1).map(|p| self.joined(p)).unwrap_or_default();
            }
            // "Praised by teachers, Duolingo"
            Class::Mark if participle == self.start() || self.is_quote(participle - 1) => {
                return self.main_subject(participle);
            }
            Class::Mark => {
                let named = participle.checked_sub(2).and_then(|t| g.phrase(t));
                // "drivers in Nairobi, backed by the union": the drivers
                let top = |p: Range<usize>| match g.before(p.start) {
                    Class::Preposition if matches!(self.text(p.start - 1), "in" | "at") => self.top(p),
                    _ => p,
                };
                return named.map(|p| vec![top(p)]).unwrap_or_default();
            }
            _ => {}
        }
        self.climb(participle, 0)
    }

    fn climb(&self, verb: usize, depth: usize) -> Vec<Range<usize>> {
        let g = &self.grammar;
        if depth > DEEPEST {
            return Vec::new();
        }
        let mut at = verb;
        let mut infinitive = false;
        loop {
            let before = g.before(at);
            let quote = before == Class::Mark && at > self.start() && self.is_quote(at - 1);
            if !(matches!(before, Class::Helper | Class::Adverb) || quote) {
                break;
            }
            infinitive |= self.is(at - 1, *TO);
            at -= 1;
        }
        // ", having been blasted by": whoever the sentence is about
        if at < verb && at > self.start() && g.before(at) == Class::Mark && matches!(self.text(at), "having" | "being")
        {
            return self.subject_before(at - 1, depth);
        }
        if at == self.start() {
            // "Blaming Boeing for the delay, Ryanair cut its forecast"
            let opens = depth == 0 && self.text(verb).ends_with("ing");
            return if opens { self.main_subject(verb) } else { Vec::new() };
        }
        match g.before(at) {
            Class::Verb => self.climb(self.verb_start(at - 1), depth + 1),
            Class::Joint => self.coordinated(verb, at - 1, depth),
            Class::Relative => self.antecedent(at - 1),
            Class::Mark => self.across(verb, at, depth),
            // "goes on to allege"
            Class::Preposition if infinitive && g.before(at - 1) == Class::Verb => {
                self.climb(self.verb_start(at - 2), depth + 1)
            }
            // "joined Acme in dismissing": both
            Class::Preposition if self.text(at - 1) == "in" && g.phrase(at.wrapping_sub(2)).is_some() => {
                let mut all = self.subject_before(at - 1, depth);
                let object = g
                    .phrase(at - 2)
                    .filter(|p| g.before(p.start) == Class::Verb && self.text(p.start - 1).starts_with("join"));
                all.extend(object);
                all
            }
            // "while attacking Acme"
            Class::Opener if self.text(verb).ends_with("ing") => self.subject_before(at - 1, depth),
            // "after suing Acme", "for calling it": whoever the sentence is about
            Class::Preposition => match self.judged_before(at - 1) {
                // "lashed out at Acme for blacklisting Zeta": Acme
                Some(judged) => vec![judged],
                // "Stopping short of blaming Acme, the inquiry said"
                None if depth == 0 && self.text(verb).ends_with("ing") && self.text(self.start()).ends_with("ing") => {
                    self.main_subject(verb)
                }
                None => self.subject_before(at - 1, depth),
            },
            Class::Noun | Class::Possessive | Class::Pronoun | Class::Determiner => {
                let Some(phrase) = g.phrase(at - 1) else { return Vec::new() };
                if infinitive {
                    return self.controller(phrase, depth);
                }
                if self.is_time(&phrase) {
                    return if phrase.start > self.start() { self.climb(phrase.start, depth + 1) } else { Vec::new() };
                }
                // "have written to Acme asking it": who wrote asks
                let asks = self.text(verb).ends_with("ing")
                    && g.before(phrase.start) == Class::Preposition
                    && self.text(phrase.start - 1) == "to"
                    && self.hits.iter().any(|h| h.tokens.start == verb && h.is_verb());
                if asks {
                    return self.subject_before(phrase.start - 1, depth);
                }
                // "after the department fined it": the department, whatever stands before "after"
                let top = if self.opens_clause(phrase.start, at) { phrase } else { self.top(phrase) };
                // "sent a letter to Acme's lawyer asking": who sent it asks
                let paper = self.kind(top.end - 1).is(Kind::PAPER) && self.text(verb).ends_with("ing");
                if paper && g.before(top.start) == Class::Verb {
                    return self.climb(self.verb_start(top.start - 1), depth + 1);
                }
                self.joined(top)
            }
            _ => Vec::new(),
        }
    }

    /// Whether the word before a phrase, such as "after", begins the clause of the verb behind it: a finite verb, where
    /// the clause before has its own.
    fn opens_clause(&self, phrase: usize, verb: usize) -> bool {
        let g = &self.grammar;
        let Some(opener) = phrase.checked_sub(1).filter(|t| *t >= self.start()) else { return false };
        let finite = |t: usize| !matches!(g.part(t), Part::Base | Part::Gerund);
        let verb_before = |t: usize| g.class(t) == Class::Verb && finite(t) || g.part(t) == Part::Helper;
        // "Acme in crisis as investors sue"
        let many = self.text(opener) == "as"
            && self.text(verb - 1).ends_with('s')
            && g.class(self.sentence.tokens.end - 1) != Class::Mark;
        many && finite(verb)
            || matches!(
                self.text(opener),
                "after" | "After" | "before" | "Before" | "since" | "Since" | "until" | "as" | "As"
            ) && finite(verb)
                && (opener == self.start() || (self.start()..opener).any(verb_before))
    }

    /// Whether a verb is what somebody refused or failed to do.
    pub fn refused(&self, verb: usize) -> bool {
        let mut at = verb;
        while matches!(self.grammar.before(at), Class::Helper | Class::Adverb) {
            at -= 1;
        }
        // "refuse to" may be a cue of two words
        let words = at.saturating_sub(2).max(self.start())..at;
        let yet =
            (verb.saturating_sub(3).max(self.start())..verb).any(|t| self.text(t) == "yet" && self.is(t + 1, *TO));
        // "Stopping short of blaming Acme"
        let short =
            at.checked_sub(2).is_some_and(|t| t >= self.start() && self.text(t) == "short" && self.text(t + 1) == "of");
        yet || short || at < verb + 1 && words.into_iter().any(|t| self.kind(t).is(Kind::REFUSES))
    }

    /// First token of a run of verbs.
    fn verb_start(&self, verb: usize) -> usize {
        let mut at = verb;
        while self.grammar.before(at) == Class::Verb {
            at -= 1;
        }
        at
    }

    /// Who acts in "asked the agency to look", "has a plan to sue", "is ready to sue".
    fn controller(&self, phrase: Range<usize>, depth: usize) -> Vec<Range<usize>> {
        let g = &self.grammar;
        let head = phrase.end - 1;
        if g.before(phrase.start) == Class::Helper {
            return self.climb(phrase.start, depth + 1);
        }
        if self.kind(head).is(Kind::INTENT) {
            if let Some(m) = self.mentions.iter().find(|m| phrase.start <= m.tokens.start && m.tokens.end < phrase.end)
            {
                return vec![m.tokens.clone()];
            }
            return match g.before(phrase.start) {
                Class::Verb => self.climb(self.verb_start(phrase.start - 1), depth + 1),
                _ => Vec::new(),
            };
        }
        // "went to court to compel Acme": not the court, unless it is whom the verb asks ("appealed to the court to")
        let verb = phrase.start.checked_sub(2).filter(|t| {
            g.before(phrase.start) == Class::Preposition
                && g.class(*t) == Class::Verb
                && !self.hits.iter().any(|h| h.tokens.contains(t))
        });
        if let Some(found) = verb.map(|v| self.climb(self.verb_start(v), depth + 1)).filter(|f| !f.is_empty()) {
            return found;
        }
        // "took to the streets to complain": not the streets
        let about = (!self.acts(&phrase) && self.named(&phrase).is_none())
            .then(|| self.subject_before(phrase.start, depth + 1))
            .filter(|found| !found.is_empty());
        about.unwrap_or_else(|| vec![self.top(phrase)])
    }

    /// The subject that a verb behind "and" shares with the one before.
    fn coordinated(&self, verb: usize, joint: usize, depth: usize) -> Vec<Range<usize>> {
        let g = &self.grammar;
        let plain = |v: usize| g.before(v) != Class::Helper && !self.text(v).ends_with("ing");
        let like = plain(verb);
        let verbs = |t: &usize| {
            g.class(*t) == Class::Verb && g.before(*t) != Class::Verb && !matches!(g.before(*t), Class::Preposition)
        };
        let mut left = (self.start()..joint).rev().filter(verbs);
        let fitting = left.clone().find(|v| plain(*v) == like);
        match fitting.or_else(|| left.next()) {
            Some(v) => self.climb(v, depth + 1),
            // "is up 3% and sued": a helper alone
            None => match (self.start()..joint).find(|t| g.class(*t) == Class::Helper) {
                Some(helper) => self.climb(helper, depth + 1),
                None => Vec::new(),
            },
        }
    }

    /// What "which", "who" or "that" stands for.
    pub fn antecedent(&self, relative: usize) -> Vec<Range<usize>> {
        let mut at = relative;
        if at > self.start() && self.parts(at - 1) {
            at -= 1;
        }
        let phrase = at.checked_sub(1).and_then(|t| self.grammar.phrase(t));
        // "customers in Ireland, who accuse it": the customers
        let who = matches!(self.text(relative), "who" | "whose");
        let placed = |p: &Range<usize>| {
            let of = self.text(p.start.saturating_sub(1)) == "of";
            // "the mayor of Lyon, who praised Acme": the mayor
            let place = || self.named(p).is_none() && self.capital(p.end - 1) && p.len() == 1;
            self.grammar.before(p.start) == Class::Preposition
                && (matches!(self.text(p.start - 1), "in" | "at" | "from" | "near") || of && place())
        };
        phrase.map(|p| vec![if who && placed(&p) { self.top(p) } else { p }]).unwrap_or_default()
    }

    /// The subject of a verb behind a comma, dash or bracket.
    fn across(&self, verb: usize, at: usize, depth: usize) -> Vec<Range<usize>> {
        let g = &self.grammar;
        let mark = at - 1;
        // "drivers, backed by a union, are demanding": no gerund
        let gerund = self.text(verb).ends_with("ing") && (at..verb).all(|t| self.is_quote(t));
        if gerund {
            // "…, a person familiar with it said, cautioning that"
            let says = mark.checked_sub(1).filter(|t| g.class(*t) == Class::Verb && self.kind(*t).is(Kind::SAY));
            if let Some(speaker) = says.map(|t| self.climb(self.verb_start(t), depth + 1)).filter(|s| !s.is_empty()) {
                return speaker;
            }
            // "a lawsuit filed by Acme, alleging that": the lawsuit alleges
            let paper = |p: &&Range<usize>| {
                p.end <= mark && mark - p.end <= PAPER_REACH && self.kind(p.end - 1).is(Kind::PAPER)
            };
            let alleges = self.hits.iter().any(|h| h.tokens.start == verb && h.act == Act::Accuse);
            return match g.phrases().iter().rev().find(paper).filter(|_| alleges) {
                Some(paper) => vec![paper.clone()],
                None => self.subject_before(mark, depth),
            };
        }
        if !self.parts(mark) {
            return Vec::new();
        }
        // "Acme, which makes pumps, sued": back over what the commas enclose.
        let opens = (self.start()..mark).rev().find(|t| self.parts(*t) && !self.joins_numbers(*t));
        // "The firm behind the app, Acme, denies"
        if let Some(name) = opens.and_then(|open| g.phrase(open + 1)).filter(|p| p.end == mark)
            && self.mentions.iter().any(|m| m.tokens == name)
            && opens
                .and_then(|open| g.phrase(open.wrapping_sub(1)))
                .is_some_and(|p| !self.mentions.iter().any(|m| p.contains(&m.tokens.start)))
        {
            return vec![name];
        }
        match opens {
            Some(open) if g.phrase(open.wrapping_sub(1)).is_some() => self.climb(open, depth + 1),
            _ => Vec::new(),
        }
    }

    /// "52-week", "profit-taking": no mark between clauses.
    fn joins_numbers(&self, token: usize) -> bool {
        let all = &self.scene.article.tokens;
        self.text(token) == "-" && all.get(token + 1).is_some_and(|t| t.span.start == all[token].span.end)
    }

    /// Subject of the main clause left of a token: of `"…," said X, accusing` it is X.
    fn subject_before(&self, limit: usize, depth: usize) -> Vec<Range<usize>> {
        let g = &self.grammar;
        if let Some(last) = limit.checked_sub(1).and_then(|t| g.phrase(t)) {
            let inverted = g.before(last.start) == Class::Verb && self.kind(last.start - 1).is(Kind::SAY);
            let opened = last.start.checked_sub(2).is_some_and(|t| g.class(t) == Class::Mark);
            if inverted && opened {
                return vec![last];
            }
        }
        let finite = |t: &usize| {
            (g.class(*t) == Class::Verb || g.class(*t) == Class::Helper && !self.is(*t, *TO))
                && !matches!(g.before(*t), Class::Preposition)
                && !self.text(*t).ends_with("ing")
        };
        // "votes loom, while the state stepped up pressure by announcing": the state
        let parts = |t: &usize| matches!(self.text(*t), "while" | "whereas" | ";") && (*t..limit).any(|v| finite(&v));
        let from = (self.start()..limit).rev().find(parts).unwrap_or(self.start());
        let mut verbs = (from..limit).filter(finite).take(3);
        let found = verbs.find_map(|v| Some(self.climb(v, depth + 1)).filter(|s| !s.is_empty()));
        found.unwrap_or_else(|| {
            limit.checked_sub(1).and_then(|t| g.phrase(t)).map(|p| vec![self.top(p)]).unwrap_or_default()
        })
    }

    /// Subject of the clause that follows an opening participle: the first phrase behind its comma.
    fn main_subject(&self, participle: usize) -> Vec<Range<usize>> {
        let comma = (participle..self.sentence.tokens.end).find(|t| self.text(*t) == ",");
        let phrase = comma.and_then(|c| self.grammar.phrase(c + 1));
        phrase.map(|p| vec![p]).unwrap_or_default()
    }

    /// The noun that a phrase hangs on: "analysts" of "analysts at Nomura", "a suit" of "a suit filed by the state".
    pub fn top(&self, phrase: Range<usize>) -> Range<usize> {
        let g = &self.grammar;
        let mut top = phrase;
        for _ in 0..DEEPEST {
            // "a firm that winds motors": its verb is on no list; but in "which it denies" it is who denies
            // "Acme, which inspectors had warned": the inspectors
            let people = top.len() == 1 && self.kind(top.start).is(Kind::PEOPLE.or(Kind::BODY));
            let whole = people || g.class(top.start) == Class::Pronoun || self.kind(top.start).is(Kind::DETERMINER);
            let that = top.start.checked_sub(1).filter(|t| match g.class(*t) {
                Class::Relative => !whole,
                Class::Opener => {
                    let verb =
                        self.scene.article.tokens[*t + 1].shape == Shape::Lower && self.text(*t + 1).ends_with('s');
                    self.text(*t) == "that" && g.before(*t) == Class::Noun && verb && !people
                }
                _ => false,
            });
            if let Some(p) = that.and_then(|t| self.antecedent(t).into_iter().next()) {
                top = p;
                continue;
            }
            // "Acme's plan to sell its arm drew scorn": the plan
            if let Some(to) =
                top.start.checked_sub(2).filter(|t| self.is(*t, *TO) && g.before(top.start) == Class::Verb)
                && let Some(p) = to.checked_sub(1).and_then(|t| g.phrase(t))
                && self.kind(p.end - 1).is(Kind::INTENT.or(Kind::ASKED))
            {
                top = p;
                continue;
            }
            // "the woman who sued Acme", "the committee that examined Acme"
            if g.before(top.start) == Class::Verb {
                let verb = self.verb_start(top.start - 1);
                let relative = self.relative_before(verb).and_then(|r| self.antecedent(r).into_iter().next());
                // "investors representing three funds"
                let gerund = self.text(verb).ends_with("ing") && self.text(verb) != "including";
                let noun = || g.phrase(verb.checked_sub(1)?).filter(|p| gerund && !self.is_time(p));
                match relative.or_else(noun) {
                    Some(p) => top = p,
                    None => break,
                }
                continue;
            }
            let Some(preposition) = top.start.checked_sub(1).filter(|t| g.class(*t) == Class::Preposition) else {
                break;
            };
            let mut last = preposition;
            // "drawn up at the White House"
            while g.before(last) == Class::Adverb {
                last -= 1;
            }
            let Some(last) = last.checked_sub(1).filter(|t| *t >= self.start()) else { break };
            match g.class(last) {
                Class::Noun | Class::Pronoun => match g.phrase(last).filter(|p| !self.is_time(p)) {
                    Some(p) => top = p,
                    None => break,
                },
                Class::Verb => {
                    let verb = self.verb_start(last);
                    let participle =
                        matches!(g.part(last), Part::Participle | Part::Gerund) || self.text(last).ends_with("ed");
                    if let Some(p) = self.relative_before(verb).and_then(|r| self.antecedent(r).into_iter().next()) {
                        top = p;
                        continue;
                    }
                    let noun = verb.checked_sub(1).filter(|t| g.class(*t) == Class::Noun).and_then(|t| g.phrase(t));
                    match noun.filter(|_| participle) {
                        Some(p) => top = p,
                        None => break,
                    }
                }
                _ => break,
            }
        }
        top
    }

    /// The relative that is a verb's subject, helpers between.
    fn relative_before(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        while matches!(self.grammar.before(at), Class::Helper | Class::Adverb) {
            at -= 1;
        }
        at.checked_sub(1).filter(|t| self.grammar.class(*t) == Class::Relative)
    }

    /// A phrase with those joined to it from the left: "Acme, Zeta and Borealis".
    fn joined(&self, phrase: Range<usize>) -> Vec<Range<usize>> {
        let g = &self.grammar;
        let mut found = vec![phrase];
        let mut comma = false;
        for _ in 0..8 {
            let first = found[found.len() - 1].start;
            let Some(joint) = first.checked_sub(1).filter(|t| *t > self.start()) else { break };
            // "Acme, Zeta sign pact": a headline joins two by a comma
            let row =
                || first == joint + 1 && joint == self.start() + 1 && self.named(&(self.start()..joint)).is_some();
            let joins = g.class(joint) == Class::Joint || self.text(joint) == "," && (comma || row());
            let last = joint - 1;
            let Some(p) = g.phrase(last).filter(|_| joins && !self.parts(last)) else { break };
            let p = self.top(p);
            // "Acme sued Zeta and Borealis sued it": what a verb governs is no subject.
            if matches!(g.before(p.start), Class::Verb | Class::Preposition) {
                break;
            }
            comma = true;
            found.push(p);
        }
        found
    }

    /// The subject of the main clause left of a token.
    pub fn subject_of_clause(&self, limit: usize) -> Option<Range<usize>> {
        self.subject_before(limit, 0).into_iter().next()
    }
}
