//! Annotate: an article and its blocks to language, sentences and tokens.
//!
//! Contract: every sentence lies in the title or in one block that was kept; its tokens lie inside it, in order,
//! without overlap, and hold every character that is not white space.

mod language;
mod list;
pub mod parts;
mod sentence;
mod stem;
mod token;
pub mod words;

pub use language::{detect, is_function_word};
pub use list::{WordMap, WordSet};
pub use stem::stem_hash;
pub use token::{tokens, word_hash};

use crate::article::{Article, Field, Span};
use crate::found::{Annotated, BlockKind, Cleaned, Sentence, Token};

/// Splits what was kept of an article into sentences and tokens, and tells its language.
pub fn annotate(article: &Article, cleaned: Cleaned) -> Annotated<'_> {
    annotate_in(article, cleaned, None)
}

/// The same for a text whose language (ISO 639-1) is known, such as one too short to tell.
pub fn annotate_in<'a>(article: &'a Article, cleaned: Cleaned, language: Option<&'static str>) -> Annotated<'a> {
    let mut found = Annotated {
        article,
        cleaned,
        language: "",
        language_confidence: 0,
        tokens: Vec::with_capacity(article.body.len() / 5),
        sentences: Vec::with_capacity(article.body.len() / 100),
    };
    if !article.title.trim().is_empty() {
        add(&mut found, Field::Title, Span::new(0, article.title.len()), None, BlockKind::Title);
    }
    for index in 0..found.cleaned.blocks.len() {
        let block = found.cleaned.blocks[index];
        if block.kind != BlockKind::Furniture {
            add(&mut found, Field::Body, block.span, Some(index), block.kind);
        }
    }
    let mut no = 0;
    for sentence in &mut found.sentences {
        if sentence.kind != BlockKind::Title {
            no += 1;
            sentence.no = no;
        }
    }
    (found.language, found.language_confidence) = language.map_or_else(|| detect(&found), |code| (code, 100));
    stem::stem(&mut found);
    found
}

/// Appends the sentences of one block.
fn add(found: &mut Annotated, field: Field, span: Span, block: Option<usize>, kind: BlockKind) {
    let text = found.article.field(field);
    let first = found.tokens.len();
    tokens(text, span, &mut found.tokens);
    let tokens: &[Token] = &found.tokens;
    let mut push = |mut from: usize, to: usize| {
        while from < to {
            let end = cut(text, &tokens[from..to]).map_or(to, |n| from + n);
            let span = Span { start: tokens[from].span.start, end: tokens[end - 1].span.end };
            found.sentences.push(Sentence { field, span, tokens: from..end, block, kind, no: 0 });
            from = end;
        }
    };
    let mut start = first;
    // A headline is one sentence, whatever marks stand in it.
    if kind != BlockKind::Title {
        sentence::ends(text, &tokens[first..], |end| {
            push(start, first + end);
            start = first + end;
        });
    }
    if start < tokens.len() {
        push(start, tokens.len());
    }
}

/// Tokens of a sentence at most: no writer's sentence is as long, but a list or a table without a full stop is.
const LONGEST: usize = 400;

/// How many tokens of a sentence that is too long make the first part: up to the last comma or semicolon of its second
/// half; none where the sentence stays whole.
fn cut(text: &str, tokens: &[Token]) -> Option<usize> {
    let part = tokens.get(..LONGEST).filter(|part| part.len() < tokens.len())?;
    let pauses = |token: &Token| matches!(token.span.of(text), "," | ";");
    let pause = part.iter().rposition(pauses).filter(|at| *at >= LONGEST / 2);
    Some(pause.map_or(LONGEST, |at| at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::Block;
    use proptest::prelude::*;

    fn whole(body: &str) -> Article {
        Article { body: body.to_string(), ..Article::default() }
    }

    fn cleaned(body: &str) -> Cleaned {
        let blocks = body
            .split_inclusive('\n')
            .scan(0, |at, line| {
                let start = *at;
                *at += line.len();
                Some((start, line))
            })
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(start, line)| Block {
                span: Span::new(start, start + line.trim_end().len()),
                kind: BlockKind::Body,
                rule: "text",
            })
            .collect();
        Cleaned { blocks, ..Cleaned::default() }
    }

    #[test]
    fn a_sentence_without_end_is_cut_where_it_pauses() {
        let list = "tin, ".repeat(500) + "lead.";
        let parts = sentences(&list);
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[0].split(' ').count(), LONGEST / 2);
        assert!(parts[0].ends_with(','));
        assert_eq!(sentences(&("tin ".repeat(399) + ".")).len(), 1);
        assert_eq!(sentences(&"tin ".repeat(1000)).len(), 3);
    }

    fn sentences(body: &str) -> Vec<String> {
        let article = whole(body);
        let found = annotate(&article, cleaned(body));
        found.sentences.iter().map(|s| s.span.of(body).to_string()).collect()
    }

    #[test]
    fn splits_where_a_reader_would() {
        for (text, parts) in [
            ("Acme Inc. rose 3.5% on Monday. Analysts cheered.", 2),
            ("Mr. Lee of the U.S. Treasury spoke. He left.", 2),
            ("“We deny it.” The firm said no more.", 2),
            ("“We deny it,” the firm said. “Completely.”", 2),
            ("Shares of Beta Corp. The company said so.", 2),
            ("It sold 1,000.50 units at No. 5 Main St. in Ohio.", 1),
            ("Will it sell? Nobody knows! Wait...", 3),
            ("First line\nSecond line", 2),
            ("他否认了。公司没有回应。", 2),
            ("The U.S. said so. The U.K. did not.", 2),
            ("J. P. Morgan spoke.", 1),
            ("Shares fell at the close.The company said so.", 2),
            ("“It grew,” he said.“We are glad.”It rose 5%.Analysts cheered.", 4),
            ("Bookings on Booking.com and Amazon.com rose.", 1),
        ] {
            assert_eq!(sentences(text).len(), parts, "{text}: {:?}", sentences(text));
        }
    }

    #[test]
    fn tells_the_language() {
        for (text, language) in [
            ("The company said on Monday that it would appeal against the decision of the court.", "en"),
            (
                "Die Firma teilte am Montag mit, dass sie gegen die Entscheidung des Gerichts Berufung einlegen werde.",
                "de",
            ),
            ("La société a annoncé lundi qu'elle ferait appel de la décision du tribunal de commerce.", "fr"),
        ] {
            let article = whole(text);
            assert_eq!(annotate(&article, cleaned(text)).language, language, "{text}");
        }
    }

    #[test]
    fn stems_in_the_language_found() {
        let text = "The companies accused the regulators of failing them, and they were accusing others.";
        let article = whole(text);
        let found = annotate(&article, cleaned(text));
        let stem = |word: &str| found.tokens.iter().find(|t| t.span.of(text) == word).map(|t| t.stem);
        assert_eq!(stem("accused"), stem("accusing"));
        assert_ne!(stem("accused"), stem("others"));
    }

    proptest! {
        #[test]
        fn tokens_hold_every_visible_character(body in "(?s).{0,200}") {
            let article = whole(&body);
            let found = annotate(&article, cleaned(&body));
            let mut at = 0;
            for sentence in &found.sentences {
                for token in &found.tokens[sentence.tokens.clone()] {
                    prop_assert!(sentence.span.contains(token.span));
                    prop_assert!(token.span.start >= at);
                    prop_assert!(body[at as usize..token.span.start as usize].trim().is_empty());
                    at = token.span.end;
                }
            }
            prop_assert!(body[at as usize..].trim().is_empty());
        }
    }
}
