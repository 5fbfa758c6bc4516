//! One cell: the articles or stories it is made of, what each adds, and how they are added up.

use crate::explain::evidence::{Article, Claim, Evidence, Mention, shown};
use crate::explain::part::{Explanation, Part, Proof, Sum, seen, toned};
use crate::explain::place::Scope;
use crate::summary::{NEUTRAL, PeriodKey, Seed, last_day};
use std::collections::{BTreeMap, BTreeSet};

/// The cells of one row of a company.
#[derive(Debug)]
pub struct Cells<'a> {
    evidence: &'a Evidence,
    company_id: &'a str,
    scope: Scope,
    /// Mentions that count, by article; all periods.
    counted: BTreeMap<usize, Vec<&'a Mention>>,
    /// The first article of each story that names the company; all periods.
    firsts: BTreeMap<usize, usize>,
}

impl<'a> Cells<'a> {
    /// Those of a row.
    pub fn of(evidence: &'a Evidence, company_id: &'a str, scope: Scope) -> Self {
        let mut counted: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
        for mention in evidence.mentions.iter().filter(|m| m.counted) {
            counted.entry(mention.article).or_default().push(mention);
        }
        let firsts = evidence.firsts(counted.keys().copied());
        Cells { evidence, company_id, scope, counted, firsts }
    }

    /// Explains the cell of a column of `coverage.csv` or, for the row of everything, of `companies.csv`; none where
    /// there is no such column.
    pub fn explain(&self, column: &str) -> Option<Explanation> {
        let fact = |value: String, source: &str| (self.nothing(), Sum::Fact(value, source.to_string()));
        let (parts, sum) = match column {
            "articles_n" => (self.articles(|_| true), Sum::Total),
            "stories_n" => (self.stories(), Sum::Total),
            "reposts_n" => (self.articles(|article| !self.is_first(article)), Sum::Total),
            "outlets_n" => (self.outlets(), Sum::Total),
            "mentions_n" => (self.mentions(|_| true), Sum::Total),
            "quoted_n" => (self.mentions(|m| m.voice == "quoted"), Sum::Total),
            "quoted_share" => {
                let of = self.mentions(|_| true).1.iter().map(|p| p.value as u64).sum();
                (self.mentions(|m| m.voice == "quoted"), Sum::Share("quoted_n", "mentions_n", of))
            }
            "headline_n" => (self.headlines(), Sum::Total),
            "corpus_articles_n" => (self.corpus_articles(), Sum::Total),
            "corpus_stories_n" => (self.corpus_stories(), Sum::Total),
            "watchlist_stories_n" => (self.watched_stories(), Sum::Total),
            "attention_share" => {
                (self.stories(), Sum::Share("stories_n", "corpus_stories_n", self.corpus_stories().1.len() as u64))
            }
            "share_of_voice" => {
                (self.stories(), Sum::Share("stories_n", "watchlist_stories_n", self.watched_stories().1.len() as u64))
            }
            "tone_mean" => (self.tones(true, |_| true), Sum::Mean),
            "tone_lo" | "tone_hi" => (self.tones(true, |_| true), Sum::Bootstrap(self.seed(), column == "tone_hi")),
            "tone_with_reposts" => (self.tones(false, |_| true), Sum::Mean),
            "tone_stories_n" => (counting(self.tones(true, |_| true)), Sum::Total),
            "positive_n" => (counting(self.tones(true, |t| t >= NEUTRAL)), Sum::Total),
            "neutral_n" => (counting(self.tones(true, |t| t > -NEUTRAL && t < NEUTRAL)), Sum::Total),
            "negative_n" => (counting(self.tones(true, |t| t <= -NEUTRAL)), Sum::Total),
            "negative_share" => {
                let of = self.tones(true, |_| true).1.len() as u64;
                (counting(self.tones(true, |t| t <= -NEUTRAL)), Sum::Share("negative_n", "tone_stories_n", of))
            }
            "positive_words_n" => (self.words(|[_, positive, _]| positive as f64), Sum::Total),
            "negative_words_n" => (self.words(|[_, _, negative]| negative as f64), Sum::Total),
            "words_n" => (self.words(|[words, _, _]| words as f64), Sum::Total),
            "tone_words" => (self.words(|[_, positive, negative]| positive as f64 - negative as f64), Sum::Percent),
            "hedged_n" => (self.hedged(), Sum::Total),
            "hedged_share" => (self.hedged(), Sum::Share("hedged_n", "stories_n", self.stories().1.len() as u64)),
            "company_id" => fact(self.company_id.to_string(), "the id on the watchlist, or made from the name"),
            _ => match act(column) {
                Some((act, acts)) => (self.claims(act, acts), Sum::Total),
                None => self.fact(column).map(|(value, source)| fact(value, source))?,
            },
        };
        Some(Explanation { unit: parts.0, parts: parts.1, sum })
    }

    /// The mentions of the company in an article that count.
    pub fn counted(&self, article: usize) -> &[&'a Mention] {
        self.counted.get(&article).map_or(&[], Vec::as_slice)
    }

    /// The articles of the company in the row, by id.
    fn here(&self) -> impl Iterator<Item = (usize, &[&'a Mention])> {
        let inside = self.counted.iter().filter(|(article, _)| self.inside(**article));
        inside.map(|(article, mentions)| (*article, mentions.as_slice()))
    }

    /// The first articles of the stories of the row, by story.
    fn firsts_here(&self) -> impl Iterator<Item = (usize, &[&'a Mention])> {
        let inside = self.firsts.values().filter(|article| self.inside(**article));
        inside.map(|article| (*article, self.counted.get(article).map_or(&[][..], Vec::as_slice)))
    }

    fn article(&self, at: usize) -> &'a Article {
        &self.evidence.articles[at]
    }

    fn inside(&self, article: usize) -> bool {
        match self.scope {
            Scope::All => true,
            Scope::Period(key) => self.article(article).period == key,
        }
    }

    /// Whether an article is the first of its story to name the company.
    pub fn is_first(&self, article: usize) -> bool {
        self.firsts.get(&self.article(article).story) == Some(&article)
    }

    fn seed(&self) -> u64 {
        let seed = Seed::of(self.evidence.made.seed, self.company_id);
        match self.scope {
            Scope::All => seed.total(),
            Scope::Period(key) => seed.period(key),
        }
    }

    fn nothing(&self) -> Parts {
        ("", Vec::new())
    }

    fn articles(&self, wanted: impl Fn(usize) -> bool) -> Parts {
        let parts = self.here().filter(|(article, _)| wanted(*article));
        ("article", parts.map(|(article, mentions)| Part::one(article, mentions.iter().map(|m| seen(m)))).collect())
    }

    fn stories(&self) -> Parts {
        let parts = self.firsts_here().map(|(article, mentions)| Part::one(article, mentions.iter().map(|m| seen(m))));
        ("story", parts.collect())
    }

    fn outlets(&self) -> Parts {
        let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
        for (article, _) in self.here().filter(|(article, _)| !self.article(*article).outlet.is_empty()) {
            outlets.entry(&self.article(article).outlet).or_insert(article);
        }
        ("outlet", outlets.into_values().map(|article| Part::one(article, [])).collect())
    }

    fn mentions(&self, wanted: impl Fn(&Mention) -> bool) -> Parts {
        let parts = self.here().filter_map(|(article, mentions)| {
            let wanted: Vec<Proof> = mentions.iter().filter(|m| wanted(m)).map(|m| seen(m)).collect();
            (!wanted.is_empty()).then(|| Part { value: wanted.len() as f64, ..Part::one(article, wanted) })
        });
        ("article", parts.collect())
    }

    fn headlines(&self) -> Parts {
        let parts = self.here().filter_map(|(article, mentions)| {
            let named: Vec<Proof> = mentions.iter().filter(|m| m.sentence_no == 0).map(|m| seen(m)).collect();
            (!named.is_empty()).then(|| Part::one(article, named))
        });
        ("article", parts.collect())
    }

    fn corpus_articles(&self) -> Parts {
        let all = (0..self.evidence.articles.len()).filter(|at| self.article(*at).counted && self.inside(*at));
        ("article", all.map(|article| Part::one(article, [])).collect())
    }

    fn corpus_stories(&self) -> Parts {
        let counted = (0..self.evidence.articles.len()).filter(|at| self.article(*at).counted);
        let firsts = self.evidence.firsts(counted).into_values().filter(|article| self.inside(*article));
        ("story", firsts.map(|article| Part::one(article, [])).collect())
    }

    fn watched_stories(&self) -> Parts {
        let firsts = self.evidence.watched_firsts.values().filter(|article| self.inside(**article));
        ("story", firsts.map(|article| Part::one(*article, [])).collect())
    }

    /// Tones of the stories or of all articles, where `wanted`.
    fn tones(&self, stories: bool, wanted: impl Fn(f64) -> bool) -> Parts {
        let of: Vec<(usize, &[&Mention])> = if stories { self.firsts_here().collect() } else { self.here().collect() };
        let parts = of.into_iter().filter_map(|(article, mentions)| {
            let tones: Vec<i64> = mentions.iter().filter(|m| m.tone_counted).map(|m| m.tone.unwrap_or(0)).collect();
            let (sum, n) = (tones.iter().sum::<i64>(), tones.len() as i64);
            let tone = (n > 0).then(|| sum as f64 / n as f64 / 10_000.0).filter(|tone| wanted(*tone))?;
            let how = if n > 1 {
                let each: Vec<String> = tones.iter().map(|t| shown(&(*t as f64 / 10_000.0))).collect();
                format!("({}) / {n}", added(&each))
            } else {
                String::new()
            };
            let proofs = mentions.iter().map(|m| toned(m)).collect();
            Some(Part { article, value: tone, weight: 0, how, proofs })
        });
        (if stories { "story" } else { "article" }, parts.collect())
    }

    /// Words of the sentences that name the company in the stories of the row, each sentence once.
    fn words(&self, value: impl Fn([u64; 3]) -> f64) -> Parts {
        let parts = self.firsts_here().filter_map(|(article, mentions)| {
            let mut sentences: BTreeSet<(u64, &str)> = BTreeSet::new();
            let mut part = Part { value: 0.0, ..Part::one(article, []) };
            for mention in mentions {
                let Some(words) = mention.words else { continue };
                if sentences.insert((mention.sentence_no, &mention.sentence)) {
                    part.value += value(words);
                    part.weight += words[0];
                    let note = format!("{} words, {} positive, {} negative", words[0], words[1], words[2]);
                    part.proofs.push(Proof { value: shown(&value(words)), note, ..seen(mention) });
                }
            }
            (!part.proofs.is_empty()).then_some(part)
        });
        ("story", parts.collect())
    }

    fn hedged(&self) -> Parts {
        let parts = self.firsts_here().filter_map(|(article, mentions)| {
            let hedged = mentions.iter().filter(|m| !m.terms[2].is_empty());
            let proofs: Vec<Proof> = hedged.map(|m| Proof { note: m.terms[2].clone(), ..seen(m) }).collect();
            (!proofs.is_empty()).then(|| Part::one(article, proofs))
        });
        ("story", parts.collect())
    }

    /// Stories that hold a claim of an act toward the company or, if `acts`, by it.
    fn claims(&self, act: &str, acts: bool) -> Parts {
        let mut stories: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
        for claim in self.evidence.claims.iter().filter(|c| c.act == act && if acts { c.ends.0 } else { c.ends.1 }) {
            // A claim counts where its story does.
            if self.firsts.get(&claim.story).is_some_and(|first| self.inside(*first)) {
                stories.entry(claim.story).or_default().push(claim);
            }
        }
        let named = |name: &str| if name.is_empty() { "?".to_string() } else { name.to_string() };
        let proof = |claim: &&Claim| Proof {
            id: claim.id.clone(),
            at: None,
            value: String::new(),
            note: format!("{} {} {}", named(&claim.parties.0), claim.act, named(&claim.parties.1)),
            sentence: claim.sentence.clone(),
        };
        let part = |claims: Vec<&Claim>| Part::one(claims[0].article, claims.iter().map(proof));
        ("story", stories.into_values().map(part).collect())
    }

    /// Cells that are no sum.
    fn fact(&self, column: &str) -> Option<(String, &'static str)> {
        let made = &self.evidence.made;
        let articles = || self.evidence.articles.iter().filter(|a| a.counted);
        let key: PeriodKey = if let Scope::Period(key) = self.scope { key } else { None };
        let days = || self.counted.keys().filter_map(|article| self.article(*article).day);
        let peak = || {
            let mut periods: BTreeMap<PeriodKey, u64> = BTreeMap::new();
            for first in self.firsts.values().filter(|first| self.article(**first).period.is_some()) {
                *periods.entry(self.article(*first).period).or_default() += 1;
            }
            periods.into_iter().min_by_key(|(key, n)| (std::cmp::Reverse(*n), *key))
        };
        Some(match column {
            "period_type" => (made.period.name().to_string(), "the setting period"),
            "period_start" => (shown(&key), "the first day of the period; empty for articles without a date"),
            "period_end" => (shown(&key.map(|start| last_day(start, made.period))), "the last day of the period"),
            "period_complete" => {
                let first = made.from.or_else(|| articles().filter_map(|a| a.day).min());
                let last = made.to.or_else(|| articles().filter_map(|a| a.day).max());
                let spans = |start| {
                    first.is_some_and(|f| f <= start) && last.is_some_and(|l| l >= last_day(start, made.period))
                };
                (
                    shown(&key.is_some_and(spans)),
                    "whether --from and --to, else the corpus's first and last day, span it",
                )
            }
            "rank" => {
                let mine = self.firsts.len() as u64;
                let above = self.evidence.companies.iter().filter(|c| c.1 > mine).count() as u64;
                (shown(&(above + 1)), "1 + the companies with more stories")
            }
            "first_date" => (shown(&days().min()), "the earliest day of an article that names the company"),
            "last_date" => (shown(&days().max()), "the latest day of an article that names the company"),
            "peak_period_start" => {
                (shown(&peak().and_then(|p| p.0)), "the period with the most stories; the earliest of equals")
            }
            "peak_stories_n" => (shown(&peak().map_or(0, |p| p.1)), "stories in that period"),
            _ => return None,
        })
    }
}

/// What is added up, and the parts.
type Parts = (&'static str, Vec<Part>);

/// Parts that each count one, whatever they are worth; that is how they came to count.
fn counting((unit, parts): Parts) -> Parts {
    let one = |part: Part| Part {
        how: format!(
            "tone {}{}",
            shown(&part.value),
            if part.how.is_empty() { String::new() } else { format!(" = {}", part.how) }
        ),
        value: 1.0,
        ..part
    };
    (unit, parts.into_iter().map(one).collect())
}

/// The act of a column of claims, and whether the company acts.
pub fn act(column: &str) -> Option<(&'static str, bool)> {
    Some(match column {
        "accused_n" => ("accuse", false),
        "denied_n" => ("deny", true),
        "criticised_n" => ("criticise", false),
        "praised_n" => ("praise", false),
        "supported_n" => ("support", false),
        "sanctioned_n" => ("sanction", false),
        "investigated_n" => ("investigate", false),
        "sued_n" => ("sue", false),
        "warned_n" => ("warn", false),
        "confirmed_n" => ("confirm", true),
        _ => return None,
    })
}

/// Numbers as a sum: `0.5 - 0.25`.
pub fn added(values: &[String]) -> String {
    let mut text = String::new();
    for value in values {
        match (text.is_empty(), value.strip_prefix('-')) {
            (true, _) => text += value,
            (false, Some(rest)) => text += &format!(" - {rest}"),
            (false, None) => text += &format!(" + {value}"),
        }
    }
    text
}
