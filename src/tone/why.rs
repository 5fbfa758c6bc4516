//! Why a mention has the tone it has: the words the rules weighed, with their scope, and the features that moved the
//! model most.

use super::evidence::{self, EVIDENCE};
use super::features::{Seen, WINDOWS};
use super::model::MODEL;
use super::{Scorer, alone, chances, claims_of, names};
use crate::article::Span;
use crate::found::{Annotated, Mention, Stances};
use std::collections::BTreeMap;

/// Features shown.
const SHOWN: usize = 8;
/// Windows of known words, in the order of [`Seen::Word`].
const WINDOW: [&str; WINDOWS / 2] = ["near before", "near after", "far before", "far after", "clause", "sentence"];

/// What decided the tone of one mention.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Why {
    /// Tone by the rules alone, −1 to 1.
    pub rules: f64,
    /// Tone by the model alone, −1 to 1.
    pub model: f64,
    /// Words and frames with their worth toward the target, scope and what turned them: `plunge -3.0 near`.
    pub terms: Vec<String>,
    /// Features that moved the model most, toward positive above 0: `pair after "shares fell" -0.41`.
    pub features: Vec<String>,
}

impl Scorer {
    /// What decided the tone of a mention; `None` where its language has no lists.
    pub fn why(&self, article: &Annotated, mentions: &[Mention], stances: &Stances, index: usize) -> Option<Why> {
        let mention = mentions.get(index)?;
        let lexicon = self.lists(article.language)?;
        let english = article.language == "en";
        let sentence = &article.sentences[mention.sentence];
        let (scan, view) = self.seen(lexicon, article, sentence, &names(mentions, mention.sentence));
        let mut terms = Vec::new();
        let evidence = evidence::weigh(&scan, sentence.tokens.start, &mention.tokens, |hit, figure, value| {
            let scope = EVIDENCE[figure].trim_end_matches("_positive");
            let mut term = format!("{} {value:+.1} {scope}", article.slice(sentence, hit.span));
            for (what, is) in [("negated", hit.negated), ("passive", hit.passive), ("weakened", hit.contrast < 1.0)] {
                if is {
                    term.push(' ');
                    term.push_str(what);
                }
            }
            terms.push(term);
        });
        let rules = alone(chances(lexicon, &evidence), &evidence);
        let tone = |chances: [f32; 3]| (f64::from(chances[2] - chances[0]) * 10_000.0).round() / 10_000.0;
        if !english {
            return Some(Why { rules: tone(rules), model: 0.0, terms, features: Vec::new() });
        }
        let mut all = Vec::new();
        view.of_sentence(|seen| all.push(seen));
        let claims = claims_of(mention, stances);
        view.of_target(&mention.tokens, &claims, |seen| all.push(seen));
        let model = MODEL.judge(&all, &evidence, scan.headline);
        let text = |from: usize, to: usize| {
            let (from, to) = (article.tokens[from].span, article.tokens[to - 1].span);
            article.slice(sentence, Span { start: from.start, end: to.end })
        };
        let mut moved: BTreeMap<String, f32> = BTreeMap::new();
        for seen in all {
            let side = |from: usize| if from < mention.tokens.start { "before" } else { "after" };
            let name = match seen {
                Seen::Hashed(kind, _, _, (from, to)) if from < to => {
                    format!("{} {} \"{}\"", kind.name(), side(from), text(from, to))
                }
                Seen::Hashed(kind, ..) => kind.name().to_string(),
                Seen::Word(window, _, _, token) => {
                    format!("word {} \"{}\"", WINDOW[window % WINDOW.len()], text(token, token + 1))
                }
            };
            *moved.entry(name).or_default() += MODEL.push(seen);
        }
        for (figure, by) in EVIDENCE.iter().zip(MODEL.pushes(&evidence)) {
            moved.insert(format!("rules {figure}"), by);
        }
        let mut moved: Vec<(String, f32)> = moved.into_iter().filter(|(_, by)| by.abs() >= 0.005).collect();
        moved.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let features = moved.iter().take(SHOWN).map(|(name, by)| format!("{name} {by:+.2}")).collect();
        Some(Why { rules: tone(rules), model: tone(model), terms, features })
    }
}
