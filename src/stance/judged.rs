//! Who is judged for doing something: before "for" and the deed, or before a comma and "a move".

use super::cue::Kind;
use super::hit::Hit;
use super::reading::Reading;
use crate::found::{Act, Party};
use std::ops::Range;

impl Reading<'_> {
    /// The phrase before "for" or "of" that a cue has just judged: who is criticised, praised or fined for doing it.
    pub(super) fn judged_before(&self, preposition: usize) -> Option<Range<usize>> {
        let lead = matches!(self.text(preposition), "for" | "of");
        let whom = preposition.checked_sub(1).and_then(|t| self.grammar.phrase(t)).filter(|_| lead)?;
        let judges = |hit: &Hit| {
            let judges =
                matches!(hit.act, Act::Accuse | Act::Criticise | Act::Praise | Act::Sue | Act::Sanction | Act::Support);
            judges && hit.is_verb() && !hit.passive && hit.tokens.end == whom.start
        };
        self.hits.iter().any(judges).then_some(whom)
    }

    /// Who has done the "move" that a clause behind it judges: "raided Acme, a move the chamber decried". `first` is the
    /// first token of the subject of what judges it.
    pub fn doer_before(&self, first: usize) -> Option<Party> {
        let g = &self.grammar;
        // "a pledge Acme dismissed" is one run of nouns
        // and so is "a move unions"
        let name = self.mentions.iter().find(|m| g.phrase(first).is_some_and(|p| p.end == m.tokens.end));
        let run = name.and_then(|m| Some(g.phrase(first)?.start..m.tokens.start)).filter(|p| p.len() > 1);
        let deed = match run {
            Some(p) => p,
            None => {
                let that = first.checked_sub(1).filter(|t| *t >= self.start())?;
                let end = if matches!(self.text(that), "that" | "which") { that } else { first };
                end.checked_sub(1).and_then(|t| g.phrase(t)).filter(|p| p.end == end)?
            }
        };
        let comma = deed.start.checked_sub(1).filter(|t| *t > self.start())?;
        let a = matches!(self.text(deed.start), "a" | "an" | "the") && deed.len() < 4;
        let deed = a && self.text(comma) == "," && self.kind(deed.end - 1).is(Kind::DEED);
        let doer = self.subject_of_clause(comma).filter(|_| deed)?;
        Some(self.target(&doer)).filter(|party| *party != Party::None)
    }
}
