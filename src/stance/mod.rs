//! Stance: who does what toward whom, and whose words are whose.
//!
//! Every span found lies in its sentence, and a reply points at an accusation no later than itself.

mod claim;
mod cue;
mod deed;
mod doubt;
mod fact;
mod grammar;
mod hit;
mod inflect;
mod nominal;
mod party;
mod reading;
mod reply;
mod saying;
mod source;
mod speech;
mod toward;

pub use toward::{Toward, act_toward};

use crate::company::Catalogue;
use crate::found::{Annotated, BlockKind, Mention, Stances};
use sha2::{Digest, Sha256};

/// Confidence (0–100) in a language under which what the record states is taken.
const UNSURE: u8 = 50;
/// Tokens under which no guess at a language is sure.
const FEW: usize = 25;

/// Finds claims and reported speech in an article: in its headline, headings and body, not in summaries.
pub fn find(article: &Annotated, mentions: &[Mention], catalogue: &Catalogue) -> Stances {
    if !english(article) {
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
    let mut scene = party::Scene::new(article, mentions, catalogue);
    let mut stances = Stances::default();
    for (index, sentence) in article.sentences.iter().enumerate() {
        if matches!(sentence.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Body) {
            scene.note_papers(index);
            let reading = reading::Reading::of(&scene, index);
            claim::of_sentence(&reading, &mut stances.claims);
        }
    }
    stances.speech = speech::find(&scene, &stances.claims);
    stances
}

/// Whether an article is read: it is in English, or its record says so and its few words leave the language open.
fn english(article: &Annotated) -> bool {
    let stated = article.article.language.as_str();
    let english = stated.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("en"));
    let few = article.tokens.len() < FEW;
    matches!(article.language, "en" | "") || english && (few || article.language_confidence < UNSURE)
}

/// SHA-256 (hex) of the lists.
pub fn version() -> String {
    let mut hash = Sha256::new();
    cue::FILES.iter().for_each(|(_, file)| hash.update(file.as_bytes()));
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests;
