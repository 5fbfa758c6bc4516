//! Quotes of few words: what they answer, and what they order.

use super::cue::Kind;
use super::grammar::Class;
use super::reading::Reading;
use crate::annotate::parts::Part;
use crate::found::Act;
use std::ops::Range;

/// Most words of a quote that is an answer by itself: "Absolutely not".
const MOST: usize = 4;

/// The verb of an order that a sentence begins with, a mark behind it: "Let the inspectors in,", "Don't pay,".
pub fn bidding(reading: &Reading, quoted: Range<usize>) -> Option<usize> {
    let first = quoted.clone().find(|t| !reading.is_quote(*t))?;
    let dont =
        matches!(reading.text(first), "Don't" | "Do" | "Don’t" | "Never" | "Please" | "Stop" | "Let" | "Give" | "Pay");
    let marked = quoted.end.checked_sub(1).is_some_and(|t| t > first && reading.grammar.class(t) == Class::Mark);
    (marked && (dont || reading.grammar.part(first) == Part::Base)).then_some(first)
}

/// What a quote of few words answers: "Absolutely not", "Utter fiction", "Not true"; and one that begins with "Yes".
pub fn answer_of(reading: &Reading, quoted: Range<usize>, until: usize) -> Option<(usize, Act)> {
    let word = |t: &usize| reading.grammar.class(*t) != Class::Mark && !reading.is_quote(*t);
    let end = (quoted.start..until).rev().find(|t| !word(t) && reading.text(*t) != "\"").unwrap_or(until);
    let words: Vec<usize> = (quoted.start..end).filter(word).collect();
    let first = *words.first()?;
    if matches!(reading.text(first), "Yes" | "yes") && matches!(reading.shown(first + 1), "," | "." | "!") {
        return Some((first, Act::Confirm));
    }
    let marked = end > quoted.start && matches!(reading.shown(end), "," | "!" | "\"" | "”") || end < until;
    if words.len() > MOST || !marked {
        return None;
    }
    let verb = words.iter().any(|t| matches!(reading.grammar.class(*t), Class::Verb));
    let last = *words.last()?;
    let not = |t: usize| matches!(reading.text(t), "not" | "Not" | "Never" | "never" | "Hardly");
    let us = |t: &usize| matches!(reading.text(*t), "us" | "me" | "so" | "true" | "ours");
    let denies = not(last) || not(first) && words.get(1).is_some_and(us);
    if words.iter().any(|t| reading.kind(*t).is(Kind::FIRST_PERSON.or(Kind::PRONOUN)) && !us(t)) {
        return None;
    }
    let false_ = words.iter().copied().find(|t| reading.kind(*t).is(Kind::FALSE));
    let found = Some(last).filter(|_| denies && !verb).or(false_.filter(|_| !verb && !words.iter().any(|t| not(*t))));
    found.map(|t| (t, Act::Deny))
}
