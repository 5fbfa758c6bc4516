//! Whose words a mention stands in.

use crate::found::{Act, Mention, Party, Stances, Voice};

/// Voice and speaker of a mention. What a company says itself, and its own denial, is no outlet's tone.
pub(super) fn voice(mention: &Mention, stances: &Stances) -> (Voice, Party) {
    let said = stances.speech.iter().filter(|s| s.sentence == mention.sentence && s.span.contains(mention.span));
    // The innermost speech: a quote inside a report.
    let said = said.min_by_key(|s| s.span.len());
    let itself = Party::Entity(mention.entity.clone());
    let denies = stances.claims.iter().any(|claim| {
        claim.sentence == mention.sentence
            && matches!(claim.act, Act::Deny | Act::Reject)
            && !claim.negated
            && claim.actor == itself
    });
    match said {
        Some(speech) if speech.speaker == itself => (Voice::Own, itself),
        Some(speech) => (Voice::Quoted, speech.speaker.clone()),
        None if denies => (Voice::Own, itself),
        None => (Voice::Narrator, Party::None),
    }
}
