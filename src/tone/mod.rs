//! Tone: what each sentence says for or against each mention in it.
//!
//! Contract: one tone a mention, in their order; a value lies in −10000..=10000 and the words that spoke lie inside
//! the mention's sentence; a language without lists has no value, never 0.

mod evidence;
mod features;
mod lexicon;
mod model;
mod own;
mod relief;
mod rules;
mod turned;
mod voice;
mod why;

use evidence::SILENT;
pub use evidence::{EVIDENCE, Evidence};
pub use features::{Kind as FeatureKind, ONE, Seen, WINDOWS};
pub use lexicon::{LANGUAGES, version};
pub use model::{Model, Rows, bucket, label, likeliest};
pub use own::LexiconError;
pub use why::Why;

use crate::article::{Field, Span};
use crate::found::{
    Act, Annotated, Claim, EntityKey, EntityType, Mention, Party, Sentence, Shape, Stances, Tone, ToneLabel, Voice,
    WordCounts,
};
use crate::part::hex;
use features::{Role, View};
use lexicon::{Kind, LEXICON, Lexicon};
use model::{MODEL, Sums};
use rules::Scan;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// What makes chances of what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Word lists and verb frames, weighed by `mapping.csv`.
    Rules,
    /// The trained model, which sees what the rules see and the words around the target.
    Model,
    /// Both: four parts the model, one part the rules.
    #[default]
    Both,
}

/// Scores tone, in one way and with one set of lists.
#[derive(Debug, Clone)]
pub struct Scorer {
    mode: Mode,
    lexicon: Arc<Lexicon>,
    list: Option<String>,
    /// Whether only the user's words, which are English, speak.
    only: bool,
}

impl Default for Scorer {
    fn default() -> Self {
        Scorer::new(Mode::default())
    }
}

/// Words shown where the model judges and no listed word does.
const SHOWN: usize = 2;

/// What is seen of a sentence, and what the model makes of it, whatever the target.
struct Read {
    scan: Scan,
    model: Option<(View, Sums)>,
}

impl Scorer {
    /// A scorer with the lists of the program.
    pub fn new(mode: Mode) -> Self {
        Scorer { mode, lexicon: LEXICON.clone(), list: None, only: false }
    }

    /// A scorer with a user's list over the lists of the program; with `only`, no other word speaks for or against.
    pub fn load(mode: Mode, list: Option<&Path>, only: bool) -> Result<Self, LexiconError> {
        let Some(path) = list else { return Ok(Scorer::new(mode)) };
        let mut lexicon = Lexicon::clone(&LEXICON);
        if only {
            lexicon.clear();
        }
        let bytes = std::fs::read(path).map_err(|cause| LexiconError::unreadable(path, &cause))?;
        own::add(&mut lexicon, path, &bytes)?;
        let list = hex(&Sha256::digest(&bytes));
        Ok(Scorer { mode, lexicon: Arc::new(lexicon), list: Some(list), only })
    }

    /// SHA-256 (hex) of the user's list, where there is one.
    pub fn list(&self) -> Option<&str> {
        self.list.as_deref()
    }

    /// Lists for a language; `None` where it has none.
    fn lists(&self, language: &str) -> Option<&Lexicon> {
        if language == "en" { Some(&self.lexicon) } else { lexicon::other(language).filter(|_| !self.only) }
    }

    /// Whether a language has lists.
    pub fn supports(&self, language: &str) -> bool {
        self.lists(language).is_some()
    }

    /// Tone of each mention, in the order of `mentions`, which are sorted by sentence.
    pub fn score(&self, article: &Annotated, mentions: &[Mention], stances: &Stances) -> Vec<Tone> {
        let mut read: Option<(usize, Read)> = None;
        let mut tones = Vec::with_capacity(mentions.len());
        for (index, mention) in mentions.iter().enumerate() {
            let sentence = &article.sentences[mention.sentence];
            let (voice, speaker) = voice::voice(mention, sentence, stances);
            let Some(lexicon) = self.lists(article.language) else {
                tones.push(silent(voice, speaker));
                continue;
            };
            let here = match read.take() {
                Some((at, here)) if at == mention.sentence => here,
                _ => {
                    let rest = mentions[index..].iter().take_while(|m| m.sentence == mention.sentence);
                    let names: Vec<_> = rest.map(|m| m.tokens.clone()).collect();
                    self.read(lexicon, article, sentence, &names)
                }
            };
            tones.push(self.tone(lexicon, article, &here, mention, stances, (voice, speaker)));
            read = Some((mention.sentence, here));
        }
        tones
    }

    fn read(&self, lexicon: &Lexicon, article: &Annotated, sentence: &Sentence, names: &[Range<usize>]) -> Read {
        let scan = rules::scan(lexicon, article, sentence, names);
        let model = (self.mode != Mode::Rules && article.language == "en").then(|| {
            let view = View::new(article, sentence, &scan, names, &MODEL.rows);
            let mut sums = Sums::default();
            view.of_sentence(|seen| MODEL.add(&mut sums, seen));
            (view, sums)
        });
        Read { scan, model }
    }

    fn tone(
        &self,
        lexicon: &Lexicon,
        article: &Annotated,
        read: &Read,
        mention: &Mention,
        stances: &Stances,
        (voice, speaker): (Voice, Party),
    ) -> Tone {
        let start = article.sentences[mention.sentence].tokens.start;
        let mut tone = silent(voice, speaker);
        tone.hedges = read.scan.hedges.clone();
        let evidence = evidence::weigh(&read.scan, start, &mention.tokens, |hit, _, value| {
            tone.negated |= hit.negated;
            if value > 0.0 { &mut tone.positive } else { &mut tone.negative }.push(hit.span);
        });
        let rules = chances(lexicon, &evidence);
        // The name before a verb of denial, with no other between, is who denies.
        let denial = read.scan.denials.iter().copied().find(|d| *d >= mention.tokens.end);
        if denial.is_some_and(|d| !read.scan.names.iter().any(|n| (mention.tokens.end..d).contains(n))) {
            (tone.voice, tone.speaker) = (Voice::Own, Party::Entity(mention.entity.clone()));
        }
        let claims = claims_of(mention, stances);
        let by_model = |(view, whole): &(View, Sums)| {
            let mut sums = Sums::default();
            view.of_target(&mention.tokens, &claims, |seen| MODEL.add(&mut sums, seen));
            MODEL.chances([*whole, sums], &evidence, read.scan.headline)
        };
        // In news a denial stands beside what is denied, from which the model learns to read it as an attack.
        let model = read.model.as_ref().filter(|_| voice != Voice::Own || !denies(&claims));
        let chances = match (model, self.mode) {
            (None, _) | (_, Mode::Rules) => alone(rules, &evidence),
            (Some(model), Mode::Model) => by_model(model),
            (Some(model), Mode::Both) => mixed(rules, by_model(model)),
        };
        // The rules alone are rarely sure enough of a sign for its opposite to be weighed.
        let by_rules = model.is_none() || self.mode == Mode::Rules;
        let label = if by_rules { likeliest(&chances) } else { label(&chances) };
        tone.label = Some([ToneLabel::Negative, ToneLabel::Neutral, ToneLabel::Positive][label]);
        let listed = !tone.positive.is_empty() || !tone.negative.is_empty();
        // A neutral sentence in which no listed word speaks is 0, whatever its form makes likely: nothing could be shown.
        let value = if label == 1 && !listed { 0.0 } else { chances[2] - chances[0] };
        tone.value = Some((value * 10_000.0).round() as i32);
        let unshown = (label == 0 && tone.negative.is_empty()) || (label == 2 && tone.positive.is_empty());
        if unshown && let Some((view, _)) = model {
            let moved = model::moved(view, |each| {
                view.of_target(&mention.tokens, &claims, each);
            });
            let long = |token: usize| article.tokens[token].span.len() > 2;
            let spans = moved.into_iter().filter(|(token, by)| (*by > 0.0) == (label == 2) && long(*token));
            let shown = spans.take(SHOWN).map(|(token, _)| article.tokens[token].span);
            if label == 2 { &mut tone.positive } else { &mut tone.negative }.extend(shown);
        }
        tone
    }

    /// What the rules and the model see of a sentence.
    fn seen(
        &self,
        lexicon: &Lexicon,
        article: &Annotated,
        sentence: &Sentence,
        names: &[Range<usize>],
    ) -> (Scan, View) {
        let scan = rules::scan(lexicon, article, sentence, names);
        let view = View::new(article, sentence, &scan, names, &MODEL.rows);
        (scan, view)
    }

    /// Tone toward any words of a text, which need be no entity; `None` where no sentence holds them.
    pub fn toward(&self, article: &Annotated, field: Field, target: Span) -> Option<Tone> {
        let mention = mention_at(article, field, target)?;
        self.score(article, &[mention], &Stances::default()).pop()
    }

    /// Plain dictionary counts of one sentence; `None` where the language has no list.
    pub fn count_words(&self, article: &Annotated, sentence: usize) -> Option<WordCounts> {
        let lexicon = self.lists(article.language)?;
        let mut counts = WordCounts::default();
        for at in article.sentences.get(sentence)?.tokens.clone() {
            let token = &article.tokens[at];
            if matches!(token.shape, Shape::Mark | Shape::Number) {
                continue;
            }
            counts.words += 1;
            let listed = || match lexicon.words.get(&token.word) {
                Some(Kind::Word(value)) => *value,
                _ => 0.0,
            };
            let own = lexicon.own.value(token.word, || article.text(&article.sentences[sentence], at));
            let value = own.or(lexicon.stems.get(&token.stem).copied()).unwrap_or_else(listed);
            counts.positive += u32::from(value > 0.0);
            counts.negative += u32::from(value < 0.0);
        }
        Some(counts)
    }
}

/// The figures that the mapping weighs for a mention, in the order of [`EVIDENCE`]: what it is fitted on.
pub fn evidence(article: &Annotated, mention: &Mention) -> Evidence {
    let sentence = &article.sentences[mention.sentence];
    evidence::weigh(
        &rules::scan(&LEXICON, article, sentence, &[]),
        sentence.tokens.start,
        &mention.tokens,
        |_, _, _| {},
    )
}

/// All that the model may weigh of one mention of an article: the figures of the rules, their chances of negative,
/// neutral and positive, whether it stands in a headline, and what is `seen` beside them. `rows` are the known words.
pub fn look(
    article: &Annotated,
    mentions: &[Mention],
    stances: &Stances,
    index: usize,
    rows: &Rows,
    mut seen: impl FnMut(Seen),
) -> (Evidence, [f32; 3], bool) {
    let mention = &mentions[index];
    let sentence = &article.sentences[mention.sentence];
    let names = names(mentions, mention.sentence);
    let scan = rules::scan(&LEXICON, article, sentence, &names);
    let evidence = evidence::weigh(&scan, sentence.tokens.start, &mention.tokens, |_, _, _| {});
    let rules = chances(&LEXICON, &evidence);
    let view = View::new(article, sentence, &scan, &names, rows);
    view.of_sentence(&mut seen);
    view.of_target(&mention.tokens, &claims_of(mention, stances), &mut seen);
    (evidence, rules, scan.headline)
}

/// Whether the target denies or rejects something.
fn denies(claims: &[(&Claim, Role)]) -> bool {
    claims.iter().any(|(c, role)| *role == Role::Actor && matches!(c.act, Act::Deny | Act::Reject) && !c.negated)
}

/// Tokens of the mentions in a sentence.
fn names(mentions: &[Mention], sentence: usize) -> Vec<Range<usize>> {
    mentions.iter().filter(|m| m.sentence == sentence).map(|m| m.tokens.clone()).collect()
}

/// Part of the rules where both judge: the more, the better on texts unlike those it was trained on, and the worse on
/// those like them.
const RULES: f32 = 0.2;

/// Chances by the rules and by the model taken together.
pub fn mixed(rules: [f32; 3], model: [f32; 3]) -> [f32; 3] {
    [0, 1, 2].map(|i| RULES * rules[i] + (1.0 - RULES) * model[i])
}

/// Claims of the mention's sentence in which its entity has a part.
fn claims_of<'a>(mention: &Mention, stances: &'a Stances) -> Vec<(&'a Claim, Role)> {
    let is = |party: &Party| matches!(party, Party::Entity(key) if *key == mention.entity);
    let here = stances.claims.iter().filter(|c| c.sentence == mention.sentence);
    here.flat_map(|c| [(c, Role::Actor, is(&c.actor)), (c, Role::Target, is(&c.target))])
        .filter(|(.., part)| *part)
        .map(|(claim, role, _)| (claim, role))
        .collect()
}

/// What the rules alone say: where no listed word speaks it is neutral, whatever the length of the sentence makes likely.
fn alone(rules: [f32; 3], evidence: &Evidence) -> [f32; 3] {
    if evidence[SILENT] > 0.0 { [0.0, 1.0, 0.0] } else { rules }
}

/// What the rules make of the evidence: chances of negative, neutral and positive.
fn chances(lexicon: &Lexicon, evidence: &Evidence) -> [f32; 3] {
    let [positive, negative] = [&lexicon.mapping.positive, &lexicon.mapping.negative]
        .map(|weights| weights.iter().zip(evidence).map(|(w, e)| w * e).sum::<f32>().exp());
    let all = 1.0 + positive + negative;
    [negative / all, 1.0 / all, positive / all]
}

/// The words at a span as a mention of an entity named by them; `None` where no sentence holds its first token.
pub fn mention_at(article: &Annotated, field: Field, target: Span) -> Option<Mention> {
    let sentence = article.sentences.iter().position(|s| s.field == field && s.span.overlaps(target))?;
    let range = article.sentences[sentence].tokens.clone();
    let tokens = &article.tokens[range.clone()];
    let start = range.start + tokens.partition_point(|t| t.span.end <= target.start);
    let end = range.start + tokens.partition_point(|t| t.span.start < target.end);
    let name = article.slice(&article.sentences[sentence], target);
    (start < end).then(|| Mention {
        entity: EntityKey::Found(name.into(), EntityType::Company),
        sentence,
        span: target,
        tokens: start..end,
        rule: "target",
        confidence: 100,
        not_counted_because: "",
    })
}

fn silent(voice: Voice, speaker: Party) -> Tone {
    Tone {
        value: None,
        label: None,
        voice,
        speaker,
        positive: Vec::new(),
        negative: Vec::new(),
        negated: false,
        hedges: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
