//! What somebody says for itself: that it is not so, that it did no wrong, that it did.

use super::claim::Found;
use super::clause::Clause;
use super::conduct::conduct;
use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use super::saying::word_of;
use crate::found::{Act, Party};
use std::ops::Range;

/// Tokens of a predicate among which what is said of it stands.
const NEAR: usize = 6;

/// Whether words at a token say that a charge is empty: "no truth", "nothing wrong", "without merit", "not true".
pub fn denies(reading: &Reading, at: usize, until: usize) -> bool {
    let next = |n: usize| if at + n < until { reading.kind(at + n) } else { Kind::default() };
    match reading.text(at) {
        // "No, says Acme"
        "No" if at + 1 < until && reading.text(at + 1) == "," => true,
        // "At no time did we mislead anyone"
        "no" if at > reading.sentence.tokens.start
            && matches!(reading.text(at - 1), "At" | "at")
            && matches!(reading.shown(at + 1), "time" | "point" | "stage" | "moment") =>
        {
            true
        }
        // "did no such thing"
        "no" if at + 1 < until && reading.text(at + 1) == "such" => true,
        "no" | "No" | "without" | "any" => next(1).is(Kind::GROUND),
        // "was unaware of the plan"
        "unaware" => reading.kind(at - 1).is(Kind::BE.or(Kind::ADVERB)),
        // "had told the truth"
        "truth" => {
            (at.saturating_sub(3)..at).any(|t| matches!(reading.shown(t), "told" | "tells" | "telling" | "spoke"))
        }
        // "the story was made up", but not "made up less than 1 % of all reviews"
        "made" => {
            let ends = at + 2 >= reading.sentence.tokens.end
                || matches!(reading.grammar.class(at + 2), Class::Mark | Class::Preposition | Class::Opener);
            at + 1 < until && reading.text(at + 1) == "up" && ends && reading.text(at + 2) != "of"
        }
        // "None of this is true"
        "none" | "None" => (1..6).any(|n| next(n).is(Kind::TRUE) && reading.text(at + n) != "so"),
        // "it never happened", but not "never so good"
        "never" if at >= 2 && reading.shown(at - 2).eq_ignore_ascii_case("there") && next(1).is(Kind::DETERMINER) => {
            true
        }
        "never" | "Never" => next(1).is(Kind::TRUE) && reading.text(at + 1) != "so",
        // "hold no water"
        "hold" | "holds" | "held" => at + 2 < until && (reading.text(at + 1), reading.text(at + 2)) == ("no", "water"),
        // "wide of the mark", "far from the truth"
        "wide" => at + 1 < until && reading.text(at + 1) == "of",
        "far" | "further" | "farther" => at + 3 < until && reading.text(at + 3) == "truth",
        "nothing" | "Nothing" => {
            let to_do = |n: usize| {
                at + n + 1 < reading.sentence.tokens.end
                    && (reading.text(at + n), reading.text(at + n + 1)) == ("to", "do")
            };
            // "knew nothing of it"
            // "nothing to the charge", "nothing of the kind"
            let charge = matches!(reading.shown(at + 1), "to" | "in") && (2..5).any(|n| next(n).is(Kind::CHARGE));
            let kind = reading.shown(at + 1) == "of" && matches!(reading.shown(at + 3), "sort" | "kind");
            if charge || kind {
                return true;
            }
            let knew = at > reading.sentence.tokens.start
                && matches!(reading.text(at - 1), "knew" | "knows" | "know" | "known");
            knew || (1..6).any(|n| next(n).is(Kind::AMISS)) || (1..4).any(to_do)
        }
        // "not so", but not "not so good"
        "not" | "Not" | "n't" | "isn't" | "wasn't" => {
            let shown = |n: usize| if at + n < until { reading.text(at + n) } else { "" };
            let so = shown(1) == "so";
            // "did not stand up", "does not hold water", "not what happened"
            let falls = matches!(
                (shown(1), shown(2)),
                ("stand", "up")
                    | ("hold", "up" | "water")
                    | ("add", "up")
                    | ("what", "happened" | "occurred")
                    | ("how", _)
                    | ("the", "case")
                    | ("a", "shred" | "scrap" | "grain" | "ounce" | "trace" | "jot")
                    | ("recognise" | "recognize", "this" | "these" | "that" | "those" | "the" | "any")
                    | ("withstand" | "survive", _)
                    | ("correspond" | "accord" | "tally" | "square", "with" | "to")
            );
            // "was not involved", "had not been aware of it", "is not to blame"
            let been = 1 + usize::from(shown(1) == "been");
            let apart =
                matches!(shown(been), "involved" | "responsible" | "aware" | "liable" | "complicit" | "implicated")
                    || matches!(
                        (shown(been), shown(been + 1)),
                        ("to", "blame") | ("at", "fault") | ("party" | "privy", "to")
                    );
            if apart {
                return true;
            }
            // "does not reflect the facts"
            let facts = |n| matches!(shown(n), "facts" | "reality" | "truth" | "evidence" | "record" | "events");
            if falls || matches!(shown(1), "reflect" | "match") && (2..5).any(facts) {
                return true;
            }
            // "Not a word of it is true"
            let none =
                matches!((reading.text(at), next(1).is(Kind::DETERMINER.or(Kind::QUANTIFIER))), ("Not" | "not", true))
                    && (3..8).any(|n| next(n).is(Kind::TRUE));
            none || next(1).is(Kind::TRUE) && (!so || reading.grammar.class(at + 2) == Class::Mark)
        }
        _ => false,
    }
}

/// A look at a clause for the word by which it denies something.
type Look<'a> = fn(&Clause<'a>) -> Option<usize>;

impl<'a> Clause<'a> {
    /// The ways to deny, in the order in which they are looked for.
    const DENIALS: [Look<'a>; 10] = [
        Self::empty,
        Self::insulting,
        Self::did_not,
        Self::no_such,
        Self::nobody_knew,
        Self::no_wrong,
        Self::upright,
        Self::we_never,
        Self::insisted,
        Self::answer,
    ];

    /// "said it had done nothing wrong", "said the claims were false"; or, of itself, what it owns up to.
    pub fn denial(&self) -> Option<Found> {
        let deny = |word| self.found(word, Act::Deny, Party::None);
        if let Some(word) = self.far_from() {
            return Some(deny(word));
        }
        if let Some(word) = self.not_its_fault() {
            return Some(deny(word));
        }
        if !self.may_answer() {
            return None;
        }
        let denied = Self::DENIALS.iter().find_map(|look| look(self));
        denied.map(deny).or_else(|| self.own().then(|| self.admitted()).flatten())
    }

    /// Whether the clause is settled as an answer, so that it accuses nobody: an entity speaks of itself.
    pub fn answers(&self) -> bool {
        self.own() && self.may_answer()
    }

    /// Whether the one who speaks can answer: an entity, or anybody who speaks of a charge.
    fn may_answer(&self) -> bool {
        self.entity() || self.charge && matches!(self.actor, Party::Text(_))
    }

    /// "Far from cutting corners, Acme said, it had tested the dolls".
    fn far_from(&self) -> Option<usize> {
        let (reading, start) = (self.reading, self.subject.start);
        let far = start <= reading.start() + 1 && (reading.shown(start), reading.shown(start + 1)) == ("Far", "from");
        let wrong = |t: &usize| reading.kind(*t).is(Kind::WRONG);
        let words = start + 2..reading.sentence.tokens.end.min(start + 2 + NEAR);
        let done = conduct(reading, words.clone()).map(|(word, _)| word).or_else(|| words.clone().find(wrong));
        done.filter(|_| far && self.entity())
    }

    /// "the leak was not its fault".
    fn not_its_fault(&self) -> Option<usize> {
        let reading = self.reading;
        let fault = |t: &usize| {
            reading.kind(*t).is(Kind::NEGATION)
                && matches!(reading.shown(t + 1), "its" | "our" | "their")
                && matches!(reading.shown(t + 2), "fault" | "doing" | "responsibility")
        };
        self.quoted.clone().find(fault).filter(|_| self.entity())
    }

    /// "There is no truth in it", "the claims are false".
    fn empty(&self) -> Option<usize> {
        let there = || self.begins(&["there", "nothing"]);
        let empty = self.quoted.clone().find(|t| denies(self.reading, *t, self.quoted.end));
        let untrue = || word_of(self.reading, self.quoted.clone(), Kind::FALSE).filter(|_| self.charge);
        empty.filter(|_| self.own() || self.charge || there()).or_else(untrue)
    }

    /// "The accusations are insulting": what is said to a charge.
    fn insulting(&self) -> Option<usize> {
        let reading = self.reading;
        let last = reading.text(self.subject.end - 1);
        let found_out = ["verdict", "report", "finding"].iter().any(|word| last.starts_with(word));
        let charged = !self.is_suit() && !found_out && self.entity() && self.names(Kind::CHARGE);
        let is = reading.kind(self.predicate()).is(Kind::BE);
        let end = self.quoted.end.min(self.predicate() + NEAR);
        word_of(reading, self.predicate()..end, Kind::FAULT).filter(|_| charged && is)
    }

    /// The negation near its predicate.
    fn not(&self) -> Option<usize> {
        let until = self.rest.end.min(self.predicate() + 4);
        (self.from..until).find(|t| self.reading.kind(*t).is(Kind::NEGATION))
    }

    /// "had bought none", "had hidden nothing".
    fn nothing(&self) -> Option<usize> {
        let until = self.reading.sentence.tokens.end.min(self.predicate() + NEAR);
        (self.predicate()..until).find(|t| matches!(self.reading.text(*t), "none" | "nothing" | "nobody"))
    }

    /// "It swears it did not".
    fn did_not(&self) -> Option<usize> {
        let reading = self.reading;
        let last = |n: usize| {
            n + 1 >= self.rest.end.min(reading.sentence.tokens.end) || reading.grammar.class(n + 1) == Class::Mark
        };
        let helped = |n: usize| reading.kind(n - 1).is(Kind::AUXILIARY.or(Kind::BE));
        self.not().filter(|n| self.own() && last(*n) && helped(*n))
    }

    fn nobody(&self) -> bool {
        self.begins(&["no", "none", "nobody", "nothing"])
    }

    /// "said no trade secrets had been taken", "no such meeting took place", "none of its staff was involved".
    fn no_such(&self) -> Option<usize> {
        let reading = self.reading;
        let law = reading.kind(self.subject.end - 1).is(Kind::GROUND);
        let such = reading.shown(self.subject.start + 1) == "such";
        let spoilt = || self.rest.clone().any(|t| reading.kind(t).is(Kind::SPOILT));
        let charged = self.accused || law || such || self.does(Kind::WRONG).is_some() || spoilt();
        Some(self.subject.start).filter(|_| self.nobody() && charged && reading.named(&self.subject).is_none())
    }

    /// "Nobody at Acme was told to look away", "no one at the bank knew".
    fn nobody_knew(&self) -> Option<usize> {
        let of_it = self.nobody() && self.own();
        self.rest.clone().find(|t| self.reading.kind(*t).is(Kind::KNEW)).filter(|_| of_it)
    }

    /// "had never bribed anyone", "had hidden nothing": what nobody need have said.
    fn no_wrong(&self) -> Option<usize> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let wrong = self.not().and_then(|n| {
            let wrong = |t: &usize| reading.kind(*t).is(Kind::WRONG) && g.class(*t) == Class::Verb;
            (n..self.rest.end.min(n + 5)).find(|t| wrong(t) && *t < n + 4 || reading.kind(*t).is(Kind::CRIME))
        });
        wrong.or_else(|| self.nothing().filter(|_| self.does(Kind::WRONG).is_some())).filter(|_| self.own())
    }

    /// "acted lawfully"; but "legal action" is no lawful act.
    fn lawful(&self) -> Option<usize> {
        let reading = self.reading;
        let noun = |t: usize| reading.grammar.class(t) == Class::Noun && t + 1 < reading.sentence.tokens.end;
        self.rest.clone().find(|t| reading.kind(*t).is(Kind::LAWFUL) && !(noun(*t) && noun(t + 1)))
    }

    /// "said it was innocent", "said it had always complied with the law".
    fn upright(&self) -> Option<usize> {
        let near = self.lawful().filter(|t| self.reading.kind(*t).is(Kind::UPRIGHT) && *t < self.predicate() + 5)?;
        let not = self.not().or_else(|| self.nothing().filter(|_| self.own()));
        let says = self.reading.kind(self.verb).is(Kind::SAY) && !self.show;
        Some(near).filter(|_| self.own() && says && not.is_none())
    }

    /// "We never sold the data".
    fn we_never(&self) -> Option<usize> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        let past = |n: usize| {
            let verb = (n + 1..self.rest.end.min(n + 4)).find(|t| g.class(*t) == Class::Verb);
            verb.is_some_and(|t| !reading.kind(t).is(Kind::UNDERGOES))
        };
        let future = self.rest.clone().take(3).any(|t| reading.kind(t).is(Kind::MODAL));
        let we = self.begins(&["we"]) && self.own() && reading.kind(self.verb).is(Kind::SAY) && !future;
        self.not().filter(|n| we && reading.text(*n) == "never" && past(*n))
    }

    fn insists(&self) -> bool {
        self.reading.kind(self.verb).is(Kind::INSISTS)
    }

    /// "insists that it has never helped spies", "maintains that it acted lawfully".
    fn insisted(&self) -> Option<usize> {
        let helped = |n: usize| self.reading.kind(n.saturating_sub(1)).is(Kind::AUXILIARY.or(Kind::BE));
        let not = || self.not().or_else(|| self.nothing().filter(|_| self.own()));
        let never = || not().filter(|n| self.reading.text(*n) == "never" || helped(*n));
        let firm = self.lawful().or_else(never).filter(|_| self.insists() && self.own())?;
        Some(not().unwrap_or(firm))
    }

    /// "said it had not sold the data", "insists the oil came from a tanker": an answer, where it is accused.
    fn answer(&self) -> Option<usize> {
        // "claiming it should not have to pay" asks for something
        let asks = |n: usize| matches!(self.reading.text(n - 1), "should" | "would" | "will");
        let not = self.not().filter(|n| !asks(*n));
        let not = not.or_else(|| self.nothing().filter(|_| self.own())).or_else(|| self.lawful());
        let answers = self.accused && (self.insists() || self.own() && not.is_some());
        answers.then(|| not.unwrap_or(self.verb))
    }

    /// What somebody says that it did wrong: "said it had misled investors", "said it had failed to warn them".
    fn admitted(&self) -> Option<Found> {
        let (reading, g) = (self.reading, &self.reading.grammar);
        // "the lawsuit says it broke a contract"
        let paper = |p: &Range<usize>| reading.kind(p.end - 1).is(Kind::PAPER.or(Kind::ACCUSER).or(Kind::EVIDENCE));
        if reading.text(self.verb).starts_with("claim")
            || reading.subjects(self.verb).iter().any(paper)
            || self.rest.clone().take(4).any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::MODAL)))
        {
            return None;
        }
        // "saying it ruins the economy": what somebody does now and owns to is seldom its own
        let now = |word: usize| reading.text(word).ends_with('s') || g.class(word) == Class::Noun;
        if g.class(self.predicate()) == Class::Verb && now(self.predicate()) {
            return None;
        }
        let confirm = |word| Some(self.found(word, Act::Confirm, Party::None));
        // "said it was sorry for the leak"
        if let Some(word) = self.rest.clone().take(4).find(|t| reading.text(*t) == "sorry") {
            return confirm(word);
        }
        // "said it was robbed" is done to it
        let main = self.rest.clone().find(|t| g.class(*t) == Class::Verb);
        if main.is_some_and(|t| reading.kind(t - 1).is(Kind::BE) && !reading.text(t).ends_with("ing")) {
            return None;
        }
        if let Some((word, Act::Accuse | Act::Criticise)) = conduct(reading, self.rest.clone()) {
            return confirm(word);
        }
        main.filter(|t| reading.kind(*t).is(Kind::WRONG)).and_then(confirm)
    }
}
