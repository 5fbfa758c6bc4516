//! Cues as they stand in a sentence, and the words around them.

use super::cue::{CueForm, Kind, Pattern};
use super::inflect::Form;
use super::listed::Listed;
use crate::annotate::word_hash;
use crate::found::{Act, Annotated, Sentence, Shape, Token};
use std::ops::Range;
use std::sync::LazyLock;

/// "to".
pub static TO: LazyLock<u64> = LazyLock::new(|| word_hash("to"));
/// Stands in a phrase for up to four words.
static GAP: LazyLock<u64> = LazyLock::new(|| word_hash("*"));
/// "against".
pub static AGAINST: LazyLock<u64> = LazyLock::new(|| word_hash("against"));
/// "'s".
pub static POSSESSIVE: LazyLock<u64> = LazyLock::new(|| word_hash("'s"));
/// "that".
pub static THAT: LazyLock<u64> = LazyLock::new(|| word_hash("that"));
static FROM: LazyLock<u64> = LazyLock::new(|| word_hash("from"));
static AMPERSAND: LazyLock<u64> = LazyLock::new(|| word_hash("&"));
static OF: LazyLock<u64> = LazyLock::new(|| word_hash("of"));
static COMMENT: LazyLock<u64> = LazyLock::new(|| word_hash("comment"));
static WILL: LazyLock<u64> = LazyLock::new(|| word_hash("will"));
static WOULD: LazyLock<u64> = LazyLock::new(|| word_hash("would"));
/// "by".
pub static BY: LazyLock<u64> = LazyLock::new(|| word_hash("by"));

/// A cue in a sentence.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it says and where its target stands.
    pub form: &'static CueForm,
    /// What is done: the cue's act, unless the words around turn it.
    pub act: Act,
    /// Whether its subject suffers it.
    pub passive: bool,
    /// Whether the sentence says it did not happen.
    pub negated: bool,
}

impl Hit {
    /// Whether it is a verb, with a subject of its own.
    pub fn is_verb(&self) -> bool {
        !self.form.noun && !matches!(self.form.pattern, Pattern::ReplyWord | Pattern::Left)
    }
}

impl CueForm {
    /// Whether it encloses other words: "take * to court".
    pub fn has_gap(&self) -> bool {
        self.rest.contains(&*GAP)
    }
}

/// The cues of a sentence, left to right, without overlaps.
pub fn hits(listed: &Listed, sentence: &Sentence) -> Vec<Hit> {
    let article = listed.article;
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        // "rejected claims that it had lied": behind a verb a charge is its object
        let object =
            found.last().is_some_and(|h: &Hit| h.is_verb() && h.tokens.end == at) && listed.kind(at).is(Kind::CHARGE);
        // "Claims that Acme lied are false": at the head of a sentence a charge is its subject
        let subject = at == sentence.tokens.start
            && listed.kind(at).is(Kind::CHARGE)
            && article.tokens.get(at + 1).is_some_and(|t| t.word == *THAT);
        let forms = if object || subject { &[] } else { listed.cues(at) };
        // "rejected calls for a recall": and so is what is asked
        let asked = found.last().is_some_and(|h: &Hit| h.is_verb() && h.tokens.end == at)
            && listed.kind(at).is(Kind::ASKED)
            && article.text(sentence, at).ends_with('s');
        let near = Near::of(article, sentence, at);
        let fits = |form: &&CueForm| (form.noun || !asked) && near.may_hold(form);
        let hit = forms.iter().filter(fits).find_map(|form| {
            let tokens = at..matched(article, sentence, at, &form.rest)?;
            acts(listed, sentence, &tokens, form).then_some((tokens, form))
        });
        match hit {
            Some((tokens, form)) => {
                at = tokens.end;
                let passive = passive(listed, sentence, &tokens, form);
                let negation = Kind::NEGATION.or(Kind::NOBODY);
                // "did not find Acme guilty", "found Acme not guilty"
                let inside = tokens.clone().filter(|_| form.has_gap());
                let negated =
                    before(article, sentence, tokens.start, 4).chain(inside).any(|t| listed.kind(t).is(negation));
                if let Some(act) = turned(listed, sentence, &tokens, form) {
                    found.push(Hit { tokens, form, act, passive, negated });
                }
            }
            None => at += 1,
        }
    }
    found
}

/// The words behind a token, by which most cues that begin with it are ruled out before they are compared.
struct Near([u64; 7]);

impl Near {
    fn of(article: &Annotated, sentence: &Sentence, at: usize) -> Near {
        let mut behind = article.tokens[..sentence.tokens.end].iter().skip(at + 1).map(|t| t.word);
        Near(std::array::from_fn(|_| behind.next().unwrap_or_default()))
    }

    /// Whether the second word of a cue stands near enough: over an opening quote and an adverb, or in the room it leaves.
    fn may_hold(&self, form: &CueForm) -> bool {
        match &form.rest[..] {
            [] => true,
            [gap, word, ..] if *gap == *GAP => self.0.contains(word),
            [word, ..] => self.0[..3].contains(word),
        }
    }
}

/// What is done when the words around are read too; `None` where a sanction is lifted.
fn turned(listed: &Listed, sentence: &Sentence, tokens: &Range<usize>, form: &CueForm) -> Option<Act> {
    let article = listed.article;
    let from = sentence.tokens.start.max(tokens.start.saturating_sub(7));
    match form.act {
        Act::Sanction if form.noun && listed.any(from..tokens.start).is(Kind::REVERSAL) => None,
        // "said it would ban": announced, not done.
        Act::Sanction | Act::Sue if form.form == Form::Base && !form.noun => {
            let will = before(article, sentence, tokens.start, 2)
                .any(|t| *WILL == article.tokens[t].word || *WOULD == article.tokens[t].word);
            let said = listed.any(sentence.tokens.start..tokens.start).is(Kind::SAY);
            Some(if will && said { Act::Threaten } else { form.act })
        }
        // "asked Acme for comment" is the outlet at work.
        Act::Demand if article.tokens[tokens.end..sentence.tokens.end].iter().take(7).any(|t| t.word == *COMMENT) => {
            None
        }
        // "called for sanctions against Y" finds fault with Y and asks nothing of it.
        Act::Demand if !form.noun && form.pattern != Pattern::Told => {
            let clause = article.tokens[tokens.end..sentence.tokens.end].iter().take(5);
            let against = clause
                .take_while(|t| {
                    t.word != *TO && t.shape != Shape::Mark && !matches!(t.shape, Shape::Capital | Shape::Upper)
                })
                .any(|t| t.word == *AGAINST);
            Some(if against { Act::Criticise } else { form.act })
        }
        act => Some(act),
    }
}

/// Where the phrase that begins at a token ends, if its other words stand behind.
pub fn matched(article: &Annotated, sentence: &Sentence, at: usize, rest: &[u64]) -> Option<usize> {
    let tokens = &article.tokens[..sentence.tokens.end];
    let mut at = at + 1;
    let mut most = 0;
    for word in rest {
        if *word == *GAP {
            most = 4;
            continue;
        }
        // "had “blood on his hands”"
        let opens = |t: &Token| {
            let close = tokens.get(at + 1).is_some_and(|next| next.span.start == t.span.end);
            close
                && tokens[at - 1].span.end < t.span.start
                && matches!(article.slice(sentence, t.span), "“" | "\"" | "‘")
        };
        at += usize::from(tokens.get(at).is_some_and(opens));
        // "complained bitterly about"
        let adverb =
            |t: &Token| t.shape == Shape::Lower && t.span.len() > 4 && article.slice(sentence, t.span).ends_with("ly");
        let gap = most.max(usize::from(tokens.get(at).is_some_and(adverb)));
        let skipped = tokens.get(at..)?.iter().take(gap + 1).position(|t| t.word == *word)?;
        if tokens[at..at + skipped]
            .iter()
            .any(|t| t.shape == Shape::Mark && t.word != *POSSESSIVE && t.word != *AMPERSAND)
        {
            return None;
        }
        // "wants to bring a mammal back from the dead"
        if most > 0 && skipped > 0 && tokens[at].word == *TO {
            return None;
        }
        // "brushed aside the offer" encloses nothing
        let particle = |t: &Token| matches!(article.slice(sentence, t.span), "aside" | "off" | "away");
        if most > 0 && skipped == 0 && particle(&tokens[at]) {
            return None;
        }
        at += skipped + 1;
        most = 0;
    }
    Some(at)
}

/// Tokens left of a token, nearest first, up to a mark of punctuation.
fn before<'a>(article: &'a Annotated, sentence: &Sentence, at: usize, most: usize) -> impl Iterator<Item = usize> + 'a {
    let from = sentence.tokens.start.max(at.saturating_sub(most));
    (from..at).rev().take_while(|t| article.tokens[*t].shape != Shape::Mark)
}

/// Whether the form is used as the verb or noun the cue is.
fn acts(listed: &Listed, sentence: &Sentence, tokens: &Range<usize>, form: &CueForm) -> bool {
    // "a claim it calls baseless": no call
    if form.noun && form.rest.is_empty() {
        // "the case against Acme", but not "in that case"
        let case = form.act == Act::Sue && form.pattern == Pattern::Owned;
        if case && !(tokens.end..sentence.tokens.end).take(4).any(|t| listed.article.tokens[t].word == *AGAINST) {
            return false;
        }
        let lower = listed.article.tokens[tokens.start].shape == Shape::Lower;
        // "the ministry's warning to Acme"
        let owned = tokens.start > sentence.tokens.start
            && listed.article.tokens[tokens.start - 1].word == *POSSESSIVE
            && sentence.tokens.contains(&tokens.end)
            && listed.kind(tokens.end).is(Kind::TARGET);
        // "faces calls from unions"
        let suffered = tokens.start > sentence.tokens.start && listed.kind(tokens.start - 1).is(Kind::SUFFER);
        let one = form.form == Form::Base && behind_one(listed, sentence, tokens.start);
        return owned || suffered || one || !(lower && listed.part(sentence, tokens.start).is_verb());
    }
    if form.form == Form::Fixed || form.noun {
        return true;
    }
    let article = listed.article;
    let at = |at: Option<usize>| {
        let at = at.filter(|i| sentence.tokens.contains(i));
        at.map_or((0, Kind::default()), |i| (article.tokens[i].word, listed.kind(i)))
    };
    let ((left, l), (right, r)) = (at(tokens.start.checked_sub(1)), at(Some(tokens.end)));
    // "Macy's confirmed the", "Moody's warned that": the mark belongs to the name
    let names = left == *POSSESSIVE
        && (r.is(Kind::DETERMINER)
            || article.tokens[..sentence.tokens.end]
                .get(tokens.end)
                .is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper)));
    // "the committee that investigated Acme"
    let that = left == *THAT;
    // "the airlines' lobby": a mark that belongs to the word before
    let mark = tokens.start.checked_sub(1).filter(|t| *t > sentence.tokens.start).is_some_and(|t| {
        matches!(article.text(sentence, t), "'" | "’")
            && article.tokens[t - 1].span.end == article.tokens[t].span.start
            && article.text(sentence, t - 1).ends_with('s')
    });
    let possessive = (left == *POSSESSIVE || mark && form.form == Form::Base) && !names;
    let opens_noun = l.is(Kind::DETERMINER) && !that || possessive || (l.is(Kind::PREPOSITION) && left != *TO);
    let single = form.rest.is_empty();
    let compound = tokens.start > sentence.tokens.start && article.text(sentence, tokens.start - 1) == "-";
    let helper = Kind::BE.or(Kind::AUXILIARY).or(Kind::MODAL);
    match (form.form, form.noun) {
        // "bowed to pressure from unions"
        (Form::Base, _) if left == *TO && right == *FROM && article.text(sentence, tokens.start) == "pressure" => false,
        (Form::Base, _) if left == *TO || l.is(Kind::MODAL) => true,
        (Form::Base, _) if l.is(Kind::BE) => false,
        // "It goes back to": what takes an object is not followed by "to".
        (Form::Base, _) if right == *TO && single && form.act != Act::Threaten => false,
        // "thanks to Acme" thanks nobody.
        _ if form.act == Act::Praise && right == *TO => false,
        // "a bank-backed rival"
        (Form::Ing | Form::Past, _) if compound => false,
        // "rejects union claims": a claim that is made is followed by what it says.
        (Form::S, _)
            if matches!(form.pattern, Pattern::Clause | Pattern::Document) && !states(listed, sentence, tokens.end) =>
        {
            false
        }
        // "turned down requests from unions"
        (Form::Base | Form::S, _)
            if right == *FROM
                && (l.is(Kind::PARTICLE)
                    || tokens.start > sentence.tokens.start && listed.part(sentence, tokens.start - 1).is_verb())
                && left != *TO =>
        {
            false
        }
        // "faces demands from unions"
        (Form::Base | Form::S, _) if l.is(Kind::SUFFER) && !l.is(Kind::BE) && left != *TO => false,
        // "denies having abused it"
        (Form::S, _)
            if single && tokens.end < sentence.tokens.end && article.text(sentence, tokens.end) == "having" =>
        {
            true
        }
        // "Demand is rising": a noun stands before its verb.
        (Form::Base | Form::S, _) if single && r.is(helper) && right != *TO => false,
        // "Acme, which franchisees accuse of cheating"
        (Form::Base, _)
            if single && form.act == Act::Accuse && right == *OF && which(listed, sentence, tokens.start) =>
        {
            true
        }
        (Form::Base, _) if single && behind_one(listed, sentence, tokens.start) => false,
        (Form::Base, _) if single && in_noun_phrase(listed, sentence, tokens.start) => false,
        // "for stinging rebukes", "a growing threat"
        (Form::Base | Form::S, _) if single && described(listed, sentence, tokens.start) => false,
        (Form::Base | Form::S, _) => !opens_noun && (!single || !r.is(Kind::TARGET) || right == *TO),
        // "over alleged threats"
        (Form::Past, _) if form.pattern == Pattern::Clause && l.is(Kind::PREPOSITION) => false,
        (Form::Past, _) => (!l.is(Kind::DETERMINER) || that) && !possessive,
        // "the full backing of"
        (Form::Ing, _) if form.act == Act::Support && right == *OF => false,
        (Form::Ing, _) => !l.is(Kind::DETERMINER) && !possessive,
        (Form::Fixed, _) => true,
    }
}

/// Whether "which" or "whom" and a plural stand before a token: "which franchisees accuse of".
fn which(listed: &Listed, sentence: &Sentence, at: usize) -> bool {
    let Some(relative) = at.checked_sub(2).filter(|t| *t >= sentence.tokens.start) else { return false };
    listed.kind(relative).is(Kind::RELATIVE) && listed.article.text(sentence, at - 1).ends_with('s')
}

/// Whether one name stands before a token: "Acme probe widens"; a firm that probes does so with an s.
fn behind_one(listed: &Listed, sentence: &Sentence, at: usize) -> bool {
    let article = listed.article;
    let capital = |t: usize| matches!(article.tokens[t].shape, Shape::Capital | Shape::Upper);
    let start = (sentence.tokens.start..at).rev().take_while(|t| capital(*t)).last();
    let Some(start) = start.filter(|_| article.tokens[at].shape == Shape::Lower) else { return false };
    let many = article.text(sentence, at - 1).ends_with("s")
        || article.text(sentence, at - 1).ends_with("men")
        || listed.kind(at - 1).is(Kind::BODY.or(Kind::PLURAL).or(Kind::PRONOUN).or(Kind::PEOPLE));
    let joined = start > sentence.tokens.start && matches!(article.text(sentence, start - 1), "and" | "&" | "," | "or");
    // "helps Acme sue", "made Acme pay": what a verb before it governs
    let governed = start > sentence.tokens.start && listed.part(sentence, start - 1).is_verb();
    !(many || joined || governed)
}

/// Whether a participle before a token describes it: "for stinging rebukes".
fn described(listed: &Listed, sentence: &Sentence, at: usize) -> bool {
    let Some(before) = at.checked_sub(2).filter(|t| *t >= sentence.tokens.start) else { return false };
    let text = listed.article.text(sentence, at - 1);
    let kind = listed.kind(before);
    (text.ends_with("ing") || text.ends_with("ed"))
        && kind.is(Kind::PREPOSITION.or(Kind::DETERMINER))
        && !kind.is(Kind::STANDS)
}

/// Whether a clause begins at a token: "that", a name, "the", "it".
fn states(listed: &Listed, sentence: &Sentence, at: usize) -> bool {
    listed.article.tokens[..sentence.tokens.end].get(at).is_some_and(|t| {
        listed.kind(at).is(Kind::DETERMINER.or(Kind::PRONOUN).or(Kind::RELATIVE))
            || matches!(t.shape, Shape::Capital | Shape::Upper)
    })
}

/// Whether a base form is a noun or particle ("the strong support", "pull back"): its subject would be a plural, a
/// pronoun or a name.
fn in_noun_phrase(listed: &Listed, sentence: &Sentence, at: usize) -> bool {
    let Some(at) = at.checked_sub(1).filter(|l| sentence.tokens.contains(l)) else { return false };
    let (article, last) = (listed.article, listed.article.tokens[at]);
    let joins = Kind::AUXILIARY.or(Kind::MODAL).or(Kind::NEGATION).or(Kind::PRONOUN).or(Kind::PLURAL);
    let text = article.slice(sentence, last.span);
    // "Villagers near the mine blame Acme": a plural before it, and a name behind
    let name = article.tokens[..sentence.tokens.end].get(at + 2);
    let name = name.is_some_and(|t| matches!(t.shape, Shape::Capital | Shape::Upper));
    let plural = |t: usize| {
        let text = article.text(sentence, t);
        text.len() > 3 && text.ends_with('s') && listed.kind(t + 1).is(Kind::PREPOSITION) || text.ends_with("ers")
    };
    if name && (sentence.tokens.start..at).any(plural) {
        return false;
    }
    last.shape == Shape::Lower && !listed.kind(at).is(joins) && !text.ends_with('s') && !text.ends_with("ly")
}

/// be + participle, or a bare participle before "by", "of", "over" as headlines write it.
fn passive(listed: &Listed, sentence: &Sentence, tokens: &Range<usize>, form: &CueForm) -> bool {
    let article = listed.article;
    if form.form != Form::Past || form.noun {
        return false;
    }
    // "was repeatedly sued"
    let from = sentence.tokens.start.max(tokens.start.saturating_sub(4));
    let helps = Kind::BE.or(Kind::AUXILIARY).or(Kind::NEGATION);
    let mut left = (from..tokens.start).rev().map(|t| (listed.kind(t), &article.tokens[t]));
    let adverb = |t: &Token| t.shape == Shape::Lower && article.slice(sentence, t.span).ends_with("ly");
    let helped = left.by_ref().take_while(|(kind, t)| kind.is(helps) || adverb(t)).any(|(kind, _)| kind.is(Kind::BE));
    let next = Some(tokens.end).filter(|t| *t < sentence.tokens.end);
    let bare = matches!(form.pattern, Pattern::Object | Pattern::Near)
        && form.rest.is_empty()
        && next.is_some_and(|t| listed.kind(t).is(Kind::PREPOSITION));
    // "people it accused of graft": it is the one who acts.
    let acts = before(article, sentence, tokens.start, 1).any(|t| listed.kind(t).is(Kind::PRONOUN));
    // "a step the mayor denounced as cruel": so does he
    let near = sentence.tokens.start.max(tokens.start.saturating_sub(4))..tokens.start.saturating_sub(1);
    let judges = near
        .clone()
        .any(|t| listed.kind(t).is(Kind::DEED) && listed.kind(t + 1).is(Kind::DETERMINER.or(Kind::RELATIVE)));
    // "Acme, which the mayor accused of greed": so does he too
    let which = sentence.tokens.start.max(tokens.start.saturating_sub(5))..tokens.start.saturating_sub(1);
    let finite = Kind::BE.or(Kind::AUXILIARY).or(Kind::MODAL);
    let relative = which.clone().any(|t| {
        matches!(article.text(sentence, t), "which" | "whom")
            && !(t + 1..tokens.start)
                .any(|n| listed.kind(n).is(finite) || listed.article.tokens[n].shape == Shape::Mark)
            && (listed.kind(t + 1).is(Kind::DETERMINER)
                || article.text(sentence, tokens.start - 1).ends_with('s')
                || matches!(article.tokens[t + 1].shape, Shape::Capital | Shape::Upper))
    });
    let acts = acts || judges || relative;
    // "Fined twice, Acme changed its ways"
    let opens = tokens.start == sentence.tokens.start
        && matches!(form.pattern, Pattern::Object | Pattern::Near)
        && (tokens.end..sentence.tokens.end.min(tokens.end + 4)).any(|t| article.text(sentence, t) == ",");
    // "Acme told to close its plant": nobody tells to
    let bidden = form.rest.is_empty()
        && listed.kind(tokens.start).is(Kind::BIDDEN)
        && next.is_some_and(|t| article.tokens[t].word == *TO);
    helped || next.is_some_and(|t| article.tokens[t].word == *BY) || ((bare || bidden) && !acts) || opens
}
