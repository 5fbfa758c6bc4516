//! Stance: who does what toward whom, and whose words are whose.
//!
//! Every span found lies in its sentence, and a reply points at an accusation no later than itself.

mod alleged;
mod called;
mod claim;
mod clause;
mod conduct;
mod content;
mod credit;
mod cue;
mod deed;
mod denial;
mod doing;
mod doubt;
mod ends;
mod fact;
mod firm;
mod grammar;
mod hit;
mod inflect;
mod judged;
mod listed;
mod looks;
mod nominal;
mod party;
mod pressed;
mod pronoun;
mod reading;
mod reply;
mod saying;
mod scene;
mod short;
mod somebody;
mod source;
mod speech;
mod subject;
mod told;
mod toward;
mod word;

pub use toward::{Toward, act_toward};

use crate::company::Catalogue;
use crate::found::{Annotated, BlockKind, Mention, Stances};
use cue::Kind;
use listed::Listed;
use reading::Reading;
use sha2::{Digest, Sha256};
use std::cell::OnceCell;

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
    let listed = Listed::of(article);
    let mut scene = scene::Scene::new(&listed, mentions, catalogue);
    let mut stances = Stances::default();
    let mut heard = speech::Heard::default();
    for (index, sentence) in article.sentences.iter().enumerate() {
        let kinds = listed.within(sentence);
        let reading = OnceCell::new();
        let before = stances.claims.len();
        if matches!(sentence.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Body) {
            scene.note_papers(index);
            // Without an entity at hand nothing said is a claim, and without a cue or a word of speech nothing is said.
            let speaks = kinds.is(saying::SPEAKS)
                || saying::is_headline(article, sentence)
                || saying::is_unsaid(article, sentence, kinds);
            if (kinds.is(Kind::OPENS_CUE) || speaks) && at_hand(&scene, index, kinds) {
                let hits = hit::hits(&listed, sentence);
                if !hits.is_empty() || speaks {
                    let reading = reading.get_or_init(|| Reading::with(&scene, index, hits));
                    claim::of_sentence(reading, &mut stances.claims);
                }
            }
        }
        let here = speech::Here { scene: &scene, index, reading: &reading };
        heard.sentence(&here, kinds, &stances.claims[before..], &mut stances.speech);
    }
    stances
}

/// Whether a sentence names an entity, or has a word that can stand for one named before it.
fn at_hand(scene: &scene::Scene, index: usize, kinds: Kind) -> bool {
    let stands = Kind::STANDS.or(Kind::PRONOUN).or(Kind::COMPANY).or(Kind::SPEAKER).or(Kind::PAPER).or(Kind::EVIDENCE);
    let end = scene.article.sentences[index].tokens.end;
    let before = || scene.paper.is_some() || scene.company_before(end).is_some();
    !scene.of(index).is_empty() || kinds.is(stands) && before()
}

/// Whether an article is read: it is in English, or its record says so and its few words leave the language open.
fn english(article: &Annotated) -> bool {
    let stated = article.article.language.as_str();
    let english = stated.get(..2).is_some_and(|code| code.eq_ignore_ascii_case("en"));
    let few = article.tokens.len() < FEW;
    matches!(article.language, "en" | "") || english && (few || article.language_confidence < UNSURE)
}

/// SHA-256 (hex) of the lists and of what tells the parts of speech.
pub fn version() -> String {
    let mut hash = Sha256::new();
    cue::FILES.iter().for_each(|(_, file)| hash.update(file.as_bytes()));
    hash.update(conduct::FILE.as_bytes());
    crate::annotate::parts::FILES.iter().for_each(|file| hash.update(file));
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests;
