//! Whether what a cue says has happened, and whether the words around let it be the act.

use super::cue::{Kind, Pattern};
use super::grammar::Class;
use super::hit::{Hit, THAT};
use super::inflect::Form;
use super::reading::Reading;
use crate::article::Span;
use crate::found::{Act, Shape};

/// Whether a cue stands where nothing has happened: "whether the state will sue", "is expected to fine".
pub fn unreal(reading: &Reading, hit: &Hit) -> bool {
    if matches!(hit.form.act, Act::DeclineComment | Act::Deny | Act::Confirm) {
        // "neither confirmed nor denied" says nothing
        let before = hit.tokens.start.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t));
        if before.is_some_and(|t| matches!(reading.text(t), "neither" | "nor")) {
            return true;
        }
    }
    // "whether scrutiny of Acme is part of it"
    let left = reading.sentence.tokens.start.max(hit.tokens.start.saturating_sub(3))..hit.tokens.start;
    if hit.form.noun && left.into_iter().any(|t| matches!(reading.text(t), "whether" | "Whether")) {
        return true;
    }
    if !hit.is_verb() || hit.form.pattern == Pattern::Told {
        return false;
    }
    let g = &reading.grammar;
    let mut at = hit.tokens.start;
    while matches!(g.before(at), Class::Helper | Class::Adverb) {
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|t| reading.sentence.tokens.contains(t));
    // "had no plans to sue" says that it does not
    let no = |t: usize| t > reading.sentence.tokens.start && matches!(reading.text(t - 1), "no" | "No");
    if at < hit.tokens.start && before.is_some_and(|t| reading.kind(t).is(Kind::UNREAL) && !no(t)) {
        return true;
    }
    // "faces calls to scrap it", "the plan to sue Acme": not done
    let to = at + 1 == hit.tokens.start && reading.text(at) == "to";
    let asked = before
        .filter(|_| to)
        .is_some_and(|t| reading.kind(t).is(Kind::ASKED.or(Kind::INTENT)) && g.class(t) == Class::Noun);
    if asked && matches!(hit.act, Act::Reject | Act::Sanction | Act::Support | Act::Agree | Act::Confirm) {
        return true;
    }
    // "hopes the regulator will support it"
    let modal = ["will", "would", "could", "may", "might"];
    let will = (at..hit.tokens.start).any(|t| modal.contains(&reading.text(t)));
    let subject = at.checked_sub(1).and_then(|t| g.phrase(t)).filter(|_| will);
    let governs = subject.and_then(|p| p.start.checked_sub(1)).map(|t| t - usize::from(reading.is(t, *THAT) && t > 0));
    if governs.is_some_and(|t| reading.sentence.tokens.contains(&t) && reading.kind(t).is(Kind::UNREAL)) {
        return true;
    }
    // "could be fined if it lost", "If convicted, Acme could be fined"
    let may = (at..hit.tokens.start).any(|t| matches!(reading.text(t), "could" | "may" | "might" | "would" | "can"));
    let condition = |t: usize| matches!(reading.text(t), "if" | "unless" | "If" | "Unless");
    let behind = hit.tokens.end..reading.sentence.tokens.end.min(hit.tokens.end + 12);
    // but "said it would fine Acme if it did not pay" threatens
    if may
        && hit.act != Act::Threaten
        && (condition(reading.sentence.tokens.start) || behind.take_while(|t| reading.text(*t) != ",").any(condition))
    {
        return true;
    }
    // "feared that the watchdog would suspend it": not done
    let done = matches!(
        hit.act,
        Act::Sue | Act::Sanction | Act::Investigate | Act::Praise | Act::Agree | Act::Accuse | Act::Criticise
    );
    let would = (at..hit.tokens.start).any(|t| reading.text(t) == "would");
    if done && would && hit.form.pattern != Pattern::Document {
        return true;
    }
    // "refused to admit guilt" confirms nothing
    // nor does "failed to warn its users" warn
    if matches!(hit.act, Act::Confirm | Act::Warn) && reading.refused(hit.tokens.start) {
        return true;
    }
    // "far from criticising", "instead of suing"
    let back = |n: usize| {
        hit.tokens.start.checked_sub(n).filter(|t| reading.sentence.tokens.contains(t)).map_or("", |t| reading.text(t))
    };
    if matches!(
        (back(2), back(1)),
        ("Far" | "far", "from")
            | ("decided" | "decides" | "voted" | "argued" | "advised", "against")
            | ("instead" | "Instead", "of")
            | ("rather" | "Rather", "than")
    ) {
        return true;
    }
    let from = reading.sentence.tokens.start.max(hit.tokens.start.saturating_sub(12));
    (from..hit.tokens.start)
        .rev()
        .take_while(|t| !matches!(g.class(*t), Class::Mark | Class::Verb))
        .any(|t| matches!(reading.text(t), "whether" | "if" | "If" | "unless" | "Unless" | "Whether"))
}

/// Whether a verb's form and company fit the act: what takes an infinitive asks nobody ("sought to sell"), a charge is
/// laid "with" something, a plain form has no single subject ("FCC Order Clearing").
pub fn fits(reading: &Reading, hit: &Hit) -> bool {
    let g = &reading.grammar;
    let behind = hit.tokens.end;
    let text = reading.text(hit.tokens.start);
    let single = hit.form.rest.is_empty();
    if hit.act == Act::Demand && single && !hit.passive && g.class(behind) == Class::Helper {
        return false;
    }
    // "seeking a loan" asks nobody
    let seeks = text.to_ascii_lowercase();
    if single && (seeks.starts_with("seek") || seeks == "sought") {
        let until = reading.sentence.tokens.end.min(behind + 10);
        return (behind..until).take_while(|t| reading.text(*t) != ",").any(|t| reading.text(t) == "from");
    }
    if single && text.to_ascii_lowercase().starts_with("charg") {
        let until = reading.sentence.tokens.end.min(behind + 12);
        return (behind..until).take_while(|t| reading.text(*t) != ",").any(|t| reading.text(t) == "with");
    }
    let same = matches!(text, "hit" | "cut" | "put" | "shut" | "cast" | "bid");
    let plain = single && !same && hit.form.form == Form::Base && g.before(hit.tokens.start) == Class::Noun;
    let subjects = if plain { reading.subjects(hit.tokens.start) } else { Vec::new() };
    match &subjects[..] {
        [one] => {
            let head = one.end - 1;
            reading.text(head).ends_with('s')
                || reading.kind(head).is(Kind::PLURAL.or(Kind::BODY))
                || !reading.kind(head).is(Kind::TIME) && reading.text(head).ends_with("men")
        }
        _ => true,
    }
}

/// Where the claimed content that begins at a token ends: at the next comma, semicolon or dash that parts clauses, or
/// where "and" or "but" leads to another cue in the past or present.
pub fn clause_end(reading: &Reading, from: usize) -> usize {
    let (article, sentence) = (reading.scene.article, reading.sentence);
    let goes_on = |at: usize| {
        let verb = |h: &&Hit| h.tokens.start == at && h.is_verb() && matches!(h.form.form, Form::Past | Form::S);
        reading.hits.iter().find(verb).is_some()
    };
    let mut tokens = from..sentence.tokens.end;
    tokens
        .find(|at| match article.text(sentence, *at) {
            "," | ";" | "—" => true,
            // "–" parts clauses with spaces about it, numbers and names without.
            "-" | "–" => {
                let span = article.tokens[*at].span;
                let spaced =
                    |t: Option<&crate::found::Token>, gap: fn(Span, Span) -> bool| t.is_some_and(|t| gap(t.span, span));
                spaced(article.tokens.get(at.wrapping_sub(1)), |t, s| t.end < s.start)
                    && spaced(article.tokens.get(at + 1), |t, s| t.start > s.end)
            }
            "and" | "but" => goes_on(at + 1) || article.tokens[*at].shape == Shape::Mark,
            _ => false,
        })
        .unwrap_or(sentence.tokens.end)
}
