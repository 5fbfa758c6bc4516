//! Short forms: once a name stands in full, its shorter forms in the same article are the same entity.

use super::catalogue::Catalogue;
use super::discover;
use super::names::{combine, ties};
use super::page::{Found, Page};
use super::suffix;
use crate::annotate::words;
use crate::annotate::{WordMap, word_hash};
use crate::found::{EntityKey, EntityType, Shape, Token};

/// Longest short form, in words.
const LONGEST: usize = 6;

/// A short form an article has taught.
struct Form {
    entity: EntityKey,
    rule: &'static str,
    /// How sure it is, where the full name is less sure than the rule.
    sure: u8,
    /// Only after "the": "the Foundation".
    article: bool,
    /// Only in capitals.
    upper: bool,
}

/// Gives one firm one key ("Miller Kaplan Arase LLP", "Miller Kaplan Arase"), then finds the short forms of all.
pub fn short_forms(page: &Page, catalogue: &Catalogue, found: &mut Vec<Found>) {
    if found.is_empty() {
        return;
    }
    let mut forms: WordMap<Form> = WordMap::default();
    let mut taught: WordMap<()> = WordMap::default();
    let mut firsts = [0u64; 16];
    let mut keys: WordMap<EntityKey> = WordMap::default();
    for one in found.iter_mut() {
        let (text, tokens) = page.of(&page.article.sentences[one.sentence]);
        let base = page.article.sentences[one.sentence].tokens.start;
        let range = one.tokens.start - base..one.tokens.end - base;
        let mut end = range.end;
        while end > range.start + 1
            && (tokens[end - 1].shape == Shape::Mark || suffix::of(&tokens[end - 1]) == Some(suffix::Suffix::Legal))
        {
            end -= 1;
        }
        let name = &tokens[range.start..end];
        if let EntityKey::Found(..) = one.entity {
            one.entity = keys.entry(hash(text, name)).or_insert_with(|| one.entity.clone()).clone();
        }
        let (cell, mask) = bit(name[0].word);
        firsts[cell] |= mask;
        if taught.insert(hash(text, name), ()).is_none() {
            teach(&mut forms, &mut firsts, text, name, one, catalogue);
        }
        if let Some(at) = discover::bracketed(text, tokens, range.end) {
            let form =
                Form { entity: one.entity.clone(), rule: "acronym", sure: one.sure, article: false, upper: true };
            firsts[bit(tokens[at].word).0] |= bit(tokens[at].word).1;
            forms.entry(combine(0, tokens[at].word)).or_insert(form);
        }
    }
    if forms.is_empty() {
        return;
    }
    let mut taken = vec![false; page.article.tokens.len()];
    for one in found.iter() {
        taken[one.tokens.clone()].fill(true);
    }
    for (no, sentence) in page.sentences() {
        let (text, tokens) = page.of(sentence);
        let base = sentence.tokens.start;
        let mut at = 0;
        while at < tokens.len() {
            if !matches!(tokens[at].shape, Shape::Capital | Shape::Upper)
                || taken[base + at]
                || firsts[bit(tokens[at].word).0] & bit(tokens[at].word).1 == 0
            {
                at += 1;
                continue;
            }
            let Some((form, end)) = longest(&forms, text, tokens, at, page.cased[no]) else {
                at += 1;
                continue;
            };
            if let EntityKey::Known(index) = form.entity
                && super::known::excluded(catalogue, index, tokens, at, end)
            {
                at = end;
                continue;
            }
            let (stop, _) = suffix::follow(text, tokens, end);
            found.push(Found {
                entity: form.entity.clone(),
                sentence: no,
                tokens: base + at..base + stop,
                rule: form.rule,
                sure: form.sure,
            });
            at = stop;
        }
    }
}

/// Bit of a first word in a sieve that spares most look-ups.
fn bit(word: u64) -> (usize, u64) {
    let bit = word as usize % 1024;
    (bit / 64, 1 << (bit % 64))
}

/// The short forms of one mention's name.
fn teach(
    forms: &mut WordMap<Form>,
    firsts: &mut [u64; 16],
    text: &str,
    name: &[Token],
    one: &Found,
    catalogue: &Catalogue,
) {
    let kind = match &one.entity {
        EntityKey::Known(index) => catalogue.entity(*index).kind,
        EntityKey::Found(_, kind) => *kind,
    };
    let mut put = |key: u64, rule, article, upper| {
        forms.entry(key).or_insert_with(|| Form { entity: one.entity.clone(), rule, sure: one.sure, article, upper });
    };
    let Some(first) = name.first() else { return };
    // a guess teaches no more than itself: two words and more, or an acronym
    if one.rule == "tagger" {
        let capitals = name.iter().filter(|t| matches!(t.shape, Shape::Capital | Shape::Upper)).count();
        if capitals > 1 || first.shape == Shape::Upper {
            put(hash(text, name), "short-form", false, name.len() == 1);
        }
        return;
    }
    // "China Inc.": a place stays a place
    if name.len() > 1
        || !(words::is_name(first.word) || discover::opens(first))
        || matches!(one.entity, EntityKey::Known(_))
    {
        put(hash(text, name), "short-form", false, name.len() == 1 && first.shape == Shape::Upper);
    }
    let full = name.iter().filter(|t| matches!(t.shape, Shape::Capital | Shape::Upper)).count() >= 2;
    if full && kind == EntityType::Company {
        // beginnings of two words and more; the first word alone where it is no word of the language and no place
        for end in 2..name.len() {
            if name[end - 1].shape != Shape::Lower
                && name[end - 1].shape != Shape::Mark
                && !words::is_common(name[end - 1].word)
                && !name[..end].iter().all(|t| words::is_word(t.word))
            {
                put(hash(text, &name[..end]), "short-form", false, false);
            }
        }
        if first.span.len() >= 4 && !words::is_word(first.word) && first.shape != Shape::Number {
            put(combine(0, first.word), "short-form", false, first.shape == Shape::Upper);
        }
    }
    // initials: capitals of three words and more
    if full && kind != EntityType::Person {
        let initials: String = name
            .iter()
            .filter(|t| matches!(t.shape, Shape::Capital | Shape::Upper))
            .filter_map(|t| t.span.of(text).chars().next())
            .collect();
        if (3..=7).contains(&initials.chars().count()) {
            let word = word_hash(&initials);
            firsts[bit(word).0] |= bit(word).1;
            put(combine(0, word), "acronym", false, true);
        }
        if (kind != EntityType::Company || matches!(one.rule, "head-noun" | "name" | "alias"))
            && let Some(head) = discover::kind_of(name)
        {
            firsts[bit(head).0] |= bit(head).1;
            put(combine(0, head), "short-form", true, false);
        }
    }
}

fn longest<'f>(
    forms: &'f WordMap<Form>,
    text: &str,
    tokens: &[Token],
    at: usize,
    cased: bool,
) -> Option<(&'f Form, usize)> {
    let (mut key, mut best, mut count) = (0, None, 0);
    for n in at..tokens.len() {
        if n > at && ties(text, tokens, n) {
            continue;
        }
        count += 1;
        if count > LONGEST {
            break;
        }
        key = combine(key, tokens[n].word);
        if let Some(form) = forms.get(&key)
            && stands(form, text, tokens, at, n, cased)
        {
            best = Some((form, n + 1));
        }
    }
    best
}

/// Whether a short form may be one where it stands.
fn stands(form: &Form, text: &str, tokens: &[Token], at: usize, last: usize, cased: bool) -> bool {
    if form.upper && tokens[at].shape != Shape::Upper {
        return false;
    }
    let capital = |n: usize| tokens.get(n).is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper));
    if form.article {
        let the = at > 0 && tokens[at - 1].span.of(text).eq_ignore_ascii_case("the");
        return cased && the && !capital(last + 1);
    }
    if at == last && cased && form.rule == "short-form" {
        // "John Stanley": one word behind a first name is a person
        let person = at > 0 && tokens[at - 1].shape == Shape::Capital && words::is_name(tokens[at - 1].word);
        return !person && (at > 0 || !words::is_common(tokens[at].word));
    }
    true
}

/// Hash of the words of a name, hyphens left out.
fn hash(text: &str, name: &[Token]) -> u64 {
    let mut key = 0;
    for (n, token) in name.iter().enumerate() {
        if !(n > 0 && ties(text, name, n)) {
            key = combine(key, token.word);
        }
    }
    key
}
