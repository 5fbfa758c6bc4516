//! What a clause that somebody says does to its subject: accuses it, finds fault with it, praises it, answers for it.

use super::alleged::wronged_by;
use super::claim::{Found, answered};
use super::conduct::conduct;
use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use super::saying::{REACH, clause_end, clause_end_over_quotes, found, word_of};
use crate::found::{Act, Claim, Party};
use std::ops::Range;

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

/// What a clause of speech does to its subject.
pub fn content(
    reading: &Reading,
    verb: usize,
    actor: &Party,
    subject: &Range<usize>,
    show: bool,
    claims: &[Claim],
    accused: bool,
) -> Option<Found> {
    let g = &reading.grammar;
    // Its verb: behind the subject and what hangs on it.
    let that = reading.sentence.tokens.contains(&subject.end) && reading.text(subject.end) == "that";
    let told = that && subject.clone().any(|t| reading.kind(t).is(Kind::CHARGE));
    let parted = parted(reading, verb, subject);
    let (from, end) = match told {
        _ if let Some(from) = parted => (from, clause_end(reading, from)),
        // "Accusations that Acme lied are false": what is said of the accusation
        true => {
            let until = reading.sentence.tokens.end.min(subject.end + 2 * REACH);
            let is = (subject.end..until)
                .take_while(|t| reading.text(*t) != ",")
                .filter(|t| reading.kind(*t).is(Kind::BE) && !matches!(reading.text(*t), "be" | "been" | "being"));
            let is = is.last()?;
            (is, clause_end_over_quotes(reading, is))
        }
        false => {
            // "the smelter run by Acme has poisoned wells"
            let by = g.class(subject.end) == Class::Verb && reading.shown(subject.end + 1) == "by";
            let from = g.phrase(subject.end + 2).filter(|_| by).map_or(subject.end, |p| p.end);
            // "said that it “has nothing to do” with it"
            let quote = reading.sentence.tokens.contains(&from) && reading.is_quote(from);
            let from = from + usize::from(quote);
            (from, clause_end(reading, from))
        }
    };
    let predicate = (from..end).find(|t| matches!(g.class(*t), Class::Verb | Class::Helper))?;
    let rest = predicate..end;
    // "illegally fired two workers"
    let wrongly = (from..predicate).find(|t| reading.kind(*t).is(Kind::WRONG));
    let shown = reading.text(subject.start);
    let quoted = subject.start..clause_end_over_quotes(reading, predicate).max(end);
    let pronoun = g.class(subject.start) == Class::Pronoun;
    let about = if pronoun && !matches!(shown, "that" | "this" | "That" | "This") {
        reading.pronoun(subject.start)
    } else {
        reading.target(subject)
    };
    let charge =
        subject.clone().any(|t| reading.kind(t).is(Kind::CHARGE)) || matches!(shown, "that" | "this" | "That" | "This");
    let suit = matches!(reading.text(subject.end - 1), "suit" | "lawsuit" | "case" | "complaint" | "complaints");
    // "Asked about the claim, Acme said it was false"
    // "“It is a lie,” said Acme"
    let lie = shown == "It" && reading.kind(subject.end).is(Kind::BE) && subject.start <= reading.start() + 1;
    let it = lie || shown == "it" && (reading.sentence.tokens.start..verb).any(|t| reading.kind(t).is(Kind::CHARGE));
    let charge = charge || suit || it;
    let entity = matches!(actor, Party::Entity(_));
    let self_ = ["it", "they", "we", "our", "its", "their"].iter().any(|own| shown.eq_ignore_ascii_case(own));
    // "Acme's boss swore that he knew nothing"
    let speaker = reading.subjects(verb).into_iter().next();
    let role = speaker.is_some_and(|p| reading.kind(p.end - 1).is(Kind::PEOPLE.or(Kind::ORGAN).or(Kind::SPEAKER)));
    let self_ = self_ || role && matches!(shown, "he" | "she");
    let own = about == *actor || self_ && entity;
    // "the leak was not its fault"
    let fault = |t: &usize| {
        reading.kind(*t).is(Kind::NEGATION)
            && matches!(reading.shown(t + 1), "its" | "our" | "their")
            && matches!(reading.shown(t + 2), "fault" | "doing" | "responsibility")
    };
    if let Some(word) = quoted.clone().find(fault).filter(|_| entity) {
        return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
    }
    let insists = matches!(
        reading.text(verb),
        "insists"
            | "insisted"
            | "insisting"
            | "maintains"
            | "maintained"
            | "countered"
            | "counters"
            | "replied"
            | "replies"
            | "answered"
            | "answers"
            | "retorted"
    );
    let accused = accused
        || answered(claims, actor).is_some()
        || reading
            .hits
            .iter()
            .any(|h| h.tokens.end <= verb && matches!(h.act, Act::Accuse | Act::Sue | Act::Criticise));
    if entity || matches!(actor, Party::Text(_)) && charge {
        let empty = quoted.clone().find(|t| denies(reading, *t, quoted.end));
        let untrue = word_of(reading, quoted.clone(), Kind::FALSE).filter(|_| charge);
        let there = ["there", "nothing"].iter().any(|s| shown.eq_ignore_ascii_case(s));
        if let Some(word) = empty.filter(|_| own || charge || there).or(untrue) {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        // "The accusations are insulting": what is said to a charge
        let found_out =
            ["verdict", "report", "finding"].iter().any(|word| reading.text(subject.end - 1).starts_with(word));
        if charge
            && !suit
            && !found_out
            && entity
            && subject.clone().any(|t| reading.kind(t).is(Kind::CHARGE))
            && let Some(word) = word_of(reading, predicate..end.max(quoted.end).min(predicate + 6), Kind::FAULT)
            && reading.kind(predicate).is(Kind::BE)
        {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        // "said it had not sold the data", "insists the oil came from a tanker": an answer, where it is accused.
        let not = (from..end.min(predicate + 4)).find(|t| reading.kind(*t).is(Kind::NEGATION));
        // "It swears it did not"
        let last = |n: &usize| n + 1 >= end.min(reading.sentence.tokens.end) || g.class(n + 1) == Class::Mark;
        if let Some(word) = not.filter(|n| own && last(n) && reading.kind(*n - 1).is(Kind::AUXILIARY.or(Kind::BE))) {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        // "said no trade secrets had been taken"
        let nobody = ["no", "none", "nobody", "nothing"].iter().any(|word| shown.eq_ignore_ascii_case(word));
        let law = reading.kind(subject.end - 1).is(Kind::GROUND);
        let wrong_of = |t: usize| reading.kind(t).is(Kind::WRONG) && g.class(t) == Class::Verb;
        let wrongs = || rest.clone().any(wrong_of);
        // "said no such meeting took place", "no data had been stolen", "none of its staff was involved"
        let such = reading.shown(subject.start + 1) == "such";
        let amiss = |t: usize| {
            matches!(
                reading.text(t),
                "leaked"
                    | "stolen"
                    | "compromised"
                    | "misused"
                    | "breached"
                    | "broken"
                    | "accessed"
                    | "involved"
                    | "responsible"
            )
        };
        let wrongs = || wrongs() || such || rest.clone().any(amiss);
        if nobody && (accused || law || wrongs()) && reading.named(subject).is_none() {
            return Some(found(verb, subject.start, actor.clone(), Act::Deny, Party::None));
        }
        // "Nobody at Acme was told to look away", "no one at the bank knew"
        let knew = |t: usize| {
            let word = reading.text(t);
            [
                "knew", "know", "told", "ask", "order", "instruct", "authoris", "authoriz", "approv", "paid", "saw",
                "involv", "took",
            ]
            .iter()
            .any(|stem| word.starts_with(stem))
        };
        if let Some(word) =
            rest.clone().find(|t| knew(*t)).filter(|_| nobody && own && reading.named(subject).is_some())
        {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        // "said it had bought none", "had hidden nothing"
        let nothing = || {
            let until = reading.sentence.tokens.end.min(predicate + 6);
            (predicate..until).find(|t| matches!(reading.text(*t), "none" | "nothing" | "nobody"))
        };
        // "had never bribed anyone": what nobody need have said
        let wrong = not.and_then(|n| {
            let wrong = |t: &usize| reading.kind(*t).is(Kind::WRONG) && g.class(*t) == Class::Verb;
            (n..end.min(n + 5)).find(|t| wrong(t) && *t < n + 4 || reading.kind(*t).is(Kind::CRIME))
        });
        let hidden = || rest.clone().any(|t| reading.kind(t).is(Kind::WRONG) && g.class(t) == Class::Verb);
        let wrong = wrong.or_else(|| nothing().filter(|_| hidden()));
        if let Some(word) = wrong.filter(|_| own) {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        let not = not.or_else(|| nothing().filter(|_| own));
        // "legal action" is no lawful act
        let noun = |t: usize| g.class(t) == Class::Noun && t + 1 < reading.sentence.tokens.end;
        let lawful = rest.clone().find(|t| reading.kind(*t).is(Kind::LAWFUL) && !(noun(*t) && noun(t + 1)));
        // "insists that it has never helped spies"
        let never = not.filter(|n| {
            reading.text(*n) == "never" || reading.kind(n.saturating_sub(1)).is(Kind::AUXILIARY.or(Kind::BE))
        });
        // "said it was innocent", "said it had always complied with the law"
        let upright = |t: &usize| {
            let word = reading.text(*t);
            word.starts_with("innocen")
                || matches!(word, "complied" | "complies")
                || matches!(word, "abided" | "abides")
                || matches!(word, "lawfully" | "legally" | "properly")
        };
        if let Some(word) = lawful.filter(|t| {
            upright(t) && own && !show && not.is_none() && reading.kind(verb).is(Kind::SAY) && *t < predicate + 5
        }) {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        // "We never sold the data"
        let feels = |t: usize| {
            matches!(
                reading.text(t),
                "seen" | "been" | "felt" | "faced" | "had" | "experienced" | "known" | "heard" | "expected"
            )
        };
        let past = |n: &usize| (n + 1..end.min(n + 4)).find(|t| g.class(*t) == Class::Verb).is_some_and(|t| !feels(t));
        let we = shown.eq_ignore_ascii_case("we");
        let denied =
            not.filter(|n| we && own && reading.text(*n) == "never" && reading.kind(verb).is(Kind::SAY) && past(n));
        let future = rest.clone().take(3).any(|t| reading.kind(t).is(Kind::MODAL));
        if let Some(word) = denied.filter(|_| !future) {
            return Some(found(verb, word, actor.clone(), Act::Deny, Party::None));
        }
        let firm = lawful.or(never).filter(|_| insists && own);
        let not = not.or(lawful);
        if accused && (insists || own && not.is_some()) || firm.is_some() {
            return Some(found(verb, not.unwrap_or(verb), actor.clone(), Act::Deny, Party::None));
        }
        if own {
            return admitted(reading, verb, actor, rest.clone());
        }
    }
    // "said they had been lied to by Acme"
    if let Some((word, by)) = wronged_by(reading, subject, rest.clone()).filter(|(_, by)| by != actor && *by != about) {
        return Some(found(verb, word, actor.clone(), Act::Accuse, by));
    }
    // "says the union is lying": somebody who is no entity
    let somebody = entity && reading.sure(subject) && matches!(about, Party::Text(_)) && !charge;
    if !matches!(about, Party::Entity(_)) && !somebody {
        return None;
    }
    if about == *actor {
        return None;
    }
    // "had failed to warn them", "was not doing enough"
    if let Some((word, act)) = conduct(reading, rest.clone())
        && (act == Act::Accuse || !show && !somebody)
    {
        return Some(found(verb, word, actor.clone(), act, about));
    }
    if rest.clone().take(3).any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::MODAL))) {
        return None;
    }
    // "a memo says Acme helped the army"
    if let Some(word) = rest.clone().take(3).find(|t| reading.kind(*t).is(Kind::AID)).filter(|_| aided(reading, verb)) {
        return Some(found(verb, word, actor.clone(), Act::Accuse, about));
    }
    // "The lawsuit says Acme collects data on children": whatever it says of a firm it says against it
    let accuser = |p: &Range<usize>| reading.kind(p.end - 1).is(Kind::ACCUSER);
    let deed = rest.clone().find(|t| g.class(*t) == Class::Verb && !reading.kind(*t).is(Kind::SAY.or(Kind::BE)));
    let own_accord = |t: usize| {
        ["agree", "settl", "cooperat", "den", "pa", "reject", "refut", "offer"]
            .iter()
            .any(|s| reading.text(t).starts_with(s))
    };
    let speaks = if reading.kind(verb).is(Kind::SOURCED) {
        g.phrase(verb + 2).into_iter().collect()
    } else {
        reading.subjects(verb)
    };
    if speaks.iter().any(accuser)
        && matches!(about, Party::Entity(_))
        && let Some(word) = deed.filter(|t| !own_accord(*t))
    {
        return Some(found(verb, word, actor.clone(), Act::Accuse, about));
    }
    // The verb itself, or what its subject is said to be.
    let main = rest.clone().find(|t| g.class(*t) == Class::Verb || reading.kind(*t).is(Kind::WRONG));
    let is = rest.clone().take(2).any(|t| reading.kind(t).is(Kind::BE));
    // "paid bribes", "took kickbacks"
    let inside = rest.clone().find(|t| reading.kind(*t).is(Kind::CRIME) && reading.text(*t - 1) == "in");
    let crime = main
        .and_then(|at| g.phrase(at + 1))
        .and_then(|p| p.clone().find(|t| reading.kind(*t).is(Kind::CRIME)))
        .or(inside.filter(|_| main.is_some()));
    let unfairly = rest.clone().find(|t| reading.kind(*t).is(Kind::WRONG) && g.class(*t) == Class::Adverb);
    let wrong = match main {
        Some(at) if reading.kind(at).is(Kind::WRONG) => Some(at),
        Some(_) if wrongly.is_some() => wrongly,
        // "had fired her unfairly"
        Some(_) if unfairly.is_some() => unfairly,
        Some(_) if crime.is_some() => crime,
        // "knew of the defect and concealed it"
        Some(_) if rest.clone().any(|t| g.class(t) == Class::Joint) => rest
            .clone()
            .find(|t| g.class(*t) == Class::Verb && g.before(*t) == Class::Joint && reading.kind(*t).is(Kind::WRONG)),
        _ if is => word_of(reading, rest.clone().start..end.min(predicate + 6), Kind::WRONG),
        _ => None,
    };
    // "gave their sons cancer", "makes their children ill", "causes cancer"
    let injures = main.filter(|t| {
        matches!(
            reading.text(*t),
            "gave"
                | "gives"
                | "given"
                | "made"
                | "makes"
                | "making"
                | "left"
                | "leaves"
                | "leaving"
                | "caused"
                | "causes"
                | "causing"
        )
    });
    let injures = injures.and_then(|at| (at + 1..end.min(at + 6)).find(|t| reading.kind(*t).is(Kind::INJURY)));
    let wrong = wrong.or(injures);
    // "was cheated" is done to it.
    let suffers = wrong.is_some_and(|at| {
        at > predicate
            && reading.kind(at - 1).is(Kind::BE)
            && (reading.text(at).ends_with("ed") || reading.text(at).ends_with("en"))
    });
    if let Some(word) = wrong.filter(|_| !suffers) {
        return Some(found(verb, word, actor.clone(), Act::Accuse, about));
    }
    if show {
        return None;
    }
    let judged = |kind| word_of(reading, predicate..end.min(predicate + 6), kind).filter(|_| is && !somebody);
    if let Some(word) = judged(Kind::FAULT) {
        return Some(found(verb, word, actor.clone(), Act::Criticise, about));
    }
    // "is responsible for the spill" praises nobody
    let merit = judged(Kind::MERIT)
        .filter(|word| reading.shown(word + 1) != "for" || !reading.shown(*word).starts_with("respons"));
    merit.map(|word| found(verb, word, actor.clone(), Act::Praise, about))
}

/// Where what is said of a subject goes on behind a verb that parts the two: "Acme, the union says, has lied", "It was
/// Acme that lied, the union says".
fn parted(reading: &Reading, verb: usize, subject: &Range<usize>) -> Option<usize> {
    if reading.shown(subject.end) == "that" && subject.start >= 2 && reading.shown(subject.start - 2) == "It" {
        return Some(subject.end + 1).filter(|_| reading.kind(subject.start - 1).is(Kind::BE));
    }
    let first = reading.subjects(verb).last()?.start;
    // "Acme, which critics say misled parents"
    let which = first.checked_sub(1).filter(|t| reading.grammar.class(*t) == Class::Relative);
    if which.is_some_and(|t| reading.antecedent(t).first() == Some(subject)) {
        return Some(verb + 1);
    }
    let commas = reading.shown(subject.end) == "," && subject.end + 1 == first && reading.shown(verb + 1) == ",";
    commas.then_some(verb + 2)
}

/// What somebody says that it did wrong: "said it had misled investors", "said it had failed to warn them".
fn admitted(reading: &Reading, verb: usize, actor: &Party, rest: Range<usize>) -> Option<Found> {
    let g = &reading.grammar;
    let claims = reading.text(verb).starts_with("claim");
    // "the lawsuit says it broke a contract"
    let paper = |p: &Range<usize>| reading.kind(p.end - 1).is(Kind::PAPER.or(Kind::ACCUSER).or(Kind::EVIDENCE));
    if claims
        || reading.subjects(verb).iter().any(paper)
        || rest.clone().take(4).any(|t| reading.kind(t).is(Kind::NEGATION.or(Kind::MODAL)))
    {
        return None;
    }
    // "saying it ruins the economy": what somebody does now and owns to is seldom its own
    let now = |word: usize| reading.text(word).ends_with('s') || g.class(word) == Class::Noun;
    let first = rest.clone().find(|t| matches!(g.class(*t), Class::Verb | Class::Helper));
    if first.is_some_and(|t| g.class(t) == Class::Verb && now(t)) {
        return None;
    }
    let confirm = |word| Some(found(verb, word, actor.clone(), Act::Confirm, Party::None));
    // "said it was sorry for the leak"
    if let Some(word) = rest.clone().take(4).find(|t| reading.text(*t) == "sorry") {
        return confirm(word);
    }
    // "said it was robbed" is done to it
    let main = rest.clone().find(|t| g.class(*t) == Class::Verb);
    if main.is_some_and(|t| reading.kind(t - 1).is(Kind::BE) && !reading.text(t).ends_with("ing")) {
        return None;
    }
    if let Some((word, Act::Accuse | Act::Criticise)) = conduct(reading, rest) {
        return confirm(word);
    }
    main.filter(|t| reading.kind(*t).is(Kind::WRONG)).and_then(confirm)
}

/// Whether a document speaks, in which a firm that helps somebody is accused of it: "a memo says Acme helped the army".
fn aided(reading: &Reading, verb: usize) -> bool {
    let secret = |p: &Range<usize>| {
        p.clone().any(|t| matches!(reading.text(t), "memo" | "memorandum" | "dossier" | "cable" | "indictment"))
    };
    reading.subjects(verb).iter().any(secret)
}
