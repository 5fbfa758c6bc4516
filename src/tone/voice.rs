//! Whose words a mention stands in.

use crate::found::{Act, BlockKind, Claim, Mention, Party, Sentence, Stances, Voice};

/// Most bytes between a company's name and the verb of its denial inside what somebody else says.
const NEAR: u32 = 20;

/// Voice and speaker of a mention. What a company says itself, and its own denial, is no outlet's tone.
pub(super) fn voice(mention: &Mention, sentence: &Sentence, stances: &Stances) -> (Voice, Party) {
    let said = stances.speech.iter().filter(|s| s.sentence == mention.sentence && s.span.contains(mention.span));
    // The innermost speech: a quote inside a report.
    let said = said.min_by_key(|s| s.span.len());
    let itself = Party::Entity(mention.entity.clone());
    // "rejects the report" over an article, or an answer in it, or "dismissed concerns": what is nobody's is a reproach;
    // an offer that is rejected is no denial.
    let answers = |c: &Claim| c.reply_to.is_some() || sentence.kind == BlockKind::Title || c.target == Party::None;
    let denials = stances.claims.iter().filter(|c| {
        c.sentence == mention.sentence
            && (c.act == Act::Deny || c.act == Act::Reject && answers(c))
            && !c.negated
            && c.actor == itself
    });
    let denies = denials.clone().next().is_some();
    let here = mention.span.end;
    let mut near = denials.filter(|c| c.cue.start >= here && c.cue.start - here <= NEAR);
    // "…," said Acme's chief executive: the name stands outside the quote, and all that judges is its own. So it is
    // where Acme says that a charge is untrue.
    let mut own = stances.speech.iter().filter(|s| s.sentence == mention.sentence && s.speaker == itself);
    let quoted = own.clone().filter(|s| s.direct).map(|s| s.span.len()).sum::<usize>();
    let own_words = said.is_none() && (quoted > sentence.span.len() / 2 || own.any(|s| s.answers));
    match said {
        Some(speech) if speech.speaker == itself => (Voice::Own, itself),
        // "Unions said so, Acme denied this": its denial is no one else's.
        Some(speech) if !speech.direct && near.next().is_some() => (Voice::Own, itself),
        Some(speech) => (Voice::Quoted, speech.speaker.clone()),
        None if denies || own_words => (Voice::Own, itself),
        None => (Voice::Narrator, Party::None),
    }
}
