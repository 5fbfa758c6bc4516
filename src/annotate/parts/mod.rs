//! Parts of speech of English words: what a word does in its sentence, told by itself and its neighbours.
//!
//! A linear model reads a sentence from left to right; its weights are made by `examples/train_parts`.

mod forms;
mod model;
mod sight;

pub use model::{Known, Model, PLACES};
pub use sight::{Look, keys};

use crate::found::{Annotated, Sentence};

/// The files that tell the parts.
pub static FILES: [&[u8]; 2] = [model::FILE, forms::LIST];

/// Number of parts of speech.
pub const PARTS: usize = 16;

/// Part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Part {
    /// A verb with a subject: "sues", "sued", "they sue".
    Finite,
    /// A verb as it stands behind "to" and "will".
    Base,
    /// "suing" as a verb.
    Gerund,
    /// "sued" behind "has" and "was", or bare: "the firm sued by Acme".
    Participle,
    /// be, have, do, may, will as helpers.
    Helper,
    /// "to" before a verb.
    To,
    /// A noun or name.
    Noun,
    /// An adjective, and a participle that stands before a noun.
    Adjective,
    /// An adverb, also "not".
    Adverb,
    /// A preposition or particle, or what opens a clause: "in", "because".
    Preposition,
    /// "the", "its", "this".
    Determiner,
    /// "it", "them", "there".
    Pronoun,
    /// "which", "who", "when".
    Relative,
    /// "and", "or".
    Joint,
    /// A number.
    Number,
    /// Punctuation, "'s" of possession.
    Mark,
}

impl Part {
    /// All, in the order of the model's weights.
    pub const ALL: [Part; PARTS] = [
        Part::Finite,
        Part::Base,
        Part::Gerund,
        Part::Participle,
        Part::Helper,
        Part::To,
        Part::Noun,
        Part::Adjective,
        Part::Adverb,
        Part::Preposition,
        Part::Determiner,
        Part::Pronoun,
        Part::Relative,
        Part::Joint,
        Part::Number,
        Part::Mark,
    ];

    /// Its letter in the files that weights are fitted to.
    pub fn letter(self) -> char {
        b"VBGDXoNJRIEUWCM."[self as usize].into()
    }

    /// Whether it is a verb with meaning.
    pub fn is_verb(self) -> bool {
        self <= Part::Participle
    }
}

/// The part of each token of a sentence.
pub fn parts(article: &Annotated, sentence: &Sentence) -> Vec<Part> {
    let tokens = &article.tokens[sentence.tokens.clone()];
    let text = article.article.field(sentence.field);
    let looks: Vec<Look> = tokens.iter().map(|t| Look::with(t.word, t.span.of(text), t.shape, &model::MODEL)).collect();
    model::MODEL.read(&looks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::article::{Article, Span};
    use crate::found::{Block, BlockKind, Cleaned};

    /// The letters of a sentence's parts.
    fn letters(text: &str) -> String {
        let article = Article { body: text.to_string(), ..Article::default() };
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, rule: "text" };
        let read = annotate(&article, Cleaned { blocks: vec![block], ..Cleaned::default() });
        parts(&read, &read.sentences[0]).into_iter().map(Part::letter).collect()
    }

    #[test]
    fn one_word_is_noun_or_verb_by_its_neighbours() {
        // "claims" and "report", verb and noun
        assert_eq!(letters("The union claims that the firm lied."), "ENVIENV.");
        assert_eq!(letters("The firm denied the claims in the report."), "ENVENIEN.");
        assert_eq!(letters("Lawyers who report abuse will sue."), "NWVNXB.");
    }

    #[test]
    fn a_participle_before_a_noun_describes_it() {
        assert_eq!(letters("The accused bank was fined."), "EJNXD.");
        assert_eq!(letters("Regulators have accused the bank."), "NXDEN.");
    }

    #[test]
    fn to_before_a_verb_is_told_from_to_before_a_noun() {
        assert_eq!(letters("It agreed to pay."), "UVoB.");
        assert_eq!(letters("It spoke to investors."), "UVIN.");
    }

    #[test]
    fn no_words_have_no_parts() {
        assert!(model::MODEL.read(&[]).is_empty());
        assert_eq!(
            Model::default().read(&[Look::of("firm", crate::found::Shape::Lower, &Model::default())]),
            [Part::Noun]
        );
    }

    #[test]
    fn a_file_of_weights_is_read_as_written_and_a_broken_one_is_none() {
        let model = &*model::MODEL;
        assert_eq!(model.weights.len(), PLACES);
        let file = model.encode().unwrap_or_default();
        assert_eq!(Model::decode(&file).as_ref(), Some(model));
        assert_eq!(Model::decode(&file[..file.len() / 2]), None);
        assert_eq!(Model::decode(b"pressmark parts 1\n"), None);
    }
}
