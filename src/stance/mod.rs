//! Stance: who does what toward whom, and whose words are whose.
//!
//! Every span found lies in its sentence, and a reply points at an accusation no later than itself.

mod claim;
mod cue;
mod doubt;
mod hit;
mod inflect;
mod party;
mod source;
mod speech;
mod toward;

pub use toward::{Toward, act_toward};

use crate::company::Catalogue;
use crate::found::{Annotated, BlockKind, Mention, Stances};
use sha2::{Digest, Sha256};

/// Finds claims and reported speech in an article: in its headline, headings and body, not in summaries.
pub fn find(article: &Annotated, mentions: &[Mention], catalogue: &Catalogue) -> Stances {
    if !matches!(article.language, "en" | "") {
        return Stances { claims: Vec::new(), speech: Vec::new() };
    }
    // "(Agency) -- The board is investigating": a credit is nobody who acts.
    let credit = |m: &Mention| matches!(m.not_counted_because, "credit" | "share-link" | "exchange");
    let parties: Vec<Mention>;
    let mentions = if mentions.iter().any(credit) {
        parties = mentions.iter().filter(|m| !credit(m)).cloned().collect();
        &parties
    } else {
        mentions
    };
    let mut scene = party::Scene { article, mentions, catalogue, paper: None, paper_by: String::new() };
    let mut stances = Stances::default();
    for (index, sentence) in article.sentences.iter().enumerate() {
        if matches!(sentence.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Body) {
            scene.note_papers(index);
            claim::of_sentence(&scene, index, &mut stances.claims);
        }
    }
    stances.speech = speech::find(&scene, &stances.claims);
    stances
}

/// SHA-256 (hex) of the lists.
pub fn version() -> String {
    let mut hash = Sha256::new();
    cue::FILES.iter().for_each(|(_, file)| hash.update(file.as_bytes()));
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests;
