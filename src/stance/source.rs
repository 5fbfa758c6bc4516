//! Who reports a claim: the outlet a sentence names as its source.

use super::cue::Kind;
use super::hit::BY;
use super::scene::Scene;
use crate::annotate::word_hash;
use crate::article::Span;
use crate::found::{Sentence, Shape};
use std::ops::Range;
use std::sync::LazyLock;

static THE: LazyLock<u64> = LazyLock::new(|| word_hash("the"));

/// The outlet, or the name behind "according to", that a sentence gives as its source, as printed; empty where none is.
pub fn reported_by(scene: &Scene, index: usize) -> String {
    let article = scene.article;
    let sentence = &article.sentences[index];
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let name = capitals(scene, sentence, at);
        if name.is_empty() {
            at += 1;
            continue;
        }
        let outlet = name.clone().any(|t| scene.listed.kind(t).is(Kind::OUTLET));
        if outlet && is_source(scene, sentence, &name) || leads(scene, sentence, &name, Kind::SOURCED) {
            let the = name.start.checked_sub(1).filter(|t| {
                sentence.tokens.contains(t) && article.tokens[*t].word == *THE && *t > sentence.tokens.start
            });
            let start = article.tokens[the.unwrap_or(name.start)].span.start;
            let end = article.tokens[name.end - 1].span.end;
            return article.slice(sentence, Span { start, end }).to_string();
        }
        at = name.end;
    }
    String::new()
}

/// The run of capitalised words that begins at a token, its article left out.
fn capitals(scene: &Scene, sentence: &Sentence, at: usize) -> Range<usize> {
    let tokens = &scene.article.tokens;
    let capital = |t: usize| {
        matches!(tokens[t].shape, Shape::Capital | Shape::Upper)
            && !scene.listed.kind(t).is(Kind::DETERMINER.or(Kind::PREPOSITION).or(Kind::SOURCED))
    };
    let end = (at..sentence.tokens.end).find(|t| !capital(*t)).unwrap_or(sentence.tokens.end);
    at..end
}

/// Whether the outlet reports: "told X", "seen by X", "X reported", "(X)" at the end.
fn is_source(scene: &Scene, sentence: &Sentence, name: &Range<usize>) -> bool {
    let tokens = &scene.article.tokens;
    let says = (name.end..sentence.tokens.end.min(name.end + 3))
        .take_while(|t| tokens[*t].shape != Shape::Mark)
        .any(|t| scene.listed.kind(t).is(Kind::SAY.or(Kind::SOURCE)));
    let last = name.end + 2 >= sentence.tokens.end
        && name.start > sentence.tokens.start
        && scene.article.text(sentence, name.start - 1) == "(";
    says || last || leads(scene, sentence, name, Kind::SOURCE)
}

/// Whether one of the few words before a name is such a one; a comma may stand between.
fn leads(scene: &Scene, sentence: &Sentence, name: &Range<usize>, leader: Kind) -> bool {
    let from = sentence.tokens.start.max(name.start.saturating_sub(6));
    for at in (from..name.start).rev() {
        let token = scene.article.tokens[at];
        if scene.listed.kind(at).is(leader) {
            return true;
        }
        // "According to the lawsuit, Acme": the lawsuit
        if leader == Kind::SOURCED && scene.article.text(sentence, at) == "," {
            return false;
        }
        let small = scene.listed.kind(at).is(Kind::DETERMINER.or(Kind::PREPOSITION).or(Kind::PAPER))
            || token.word == *BY
            || matches!(scene.article.text(sentence, at), "," | "to");
        if !small {
            return false;
        }
    }
    false
}
