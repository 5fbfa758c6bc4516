//! Why a cell moved: the parts it is made of in one output and in the other, and for each part that only one has, or that
//! is worth something else, what the tables say of its article.

use crate::explain::{Cells, Claim, Evidence, Explanation, Mention, Part, Scope, Sum, act};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Articles named with a cause.
const EXAMPLES: usize = 3;

/// Why a cell moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// In words; a and b are the outputs.
    pub name: &'static str,
    /// How many parts: articles, stories, outlets; none where it is no count.
    pub n: Option<u64>,
    /// What they add to the difference of the cell; none where the cell is no sum.
    pub difference: Option<f64>,
    /// Articles, some of them.
    pub examples: Vec<String>,
}

impl Cause {
    /// A cause that is no count.
    pub fn of(name: &'static str) -> Cause {
        Cause { name, n: None, difference: None, examples: Vec::new() }
    }
}

/// One output, seen from a row of a company.
pub(super) struct Side<'a> {
    evidence: &'a Evidence,
    cells: Cells<'a>,
    place: &'a HashMap<&'a str, usize>,
    scope: Scope,
}

impl<'a> Side<'a> {
    pub(super) fn of(
        evidence: &'a Evidence,
        place: &'a HashMap<&'a str, usize>,
        company_id: &'a str,
        scope: Scope,
    ) -> Side<'a> {
        Side { evidence, cells: Cells::of(evidence, company_id, scope), place, scope }
    }

    fn key(&self, unit: &str, part: &Part) -> &'a str {
        let article = &self.evidence.articles[part.article];
        if unit == "outlet" { &article.outlet } else { &article.id }
    }

    fn claims(&self, article: &str, act: &str, acts: bool) -> Vec<&Claim> {
        let of = |c: &&Claim| self.evidence.articles[c.article].id == article && c.act == act;
        self.evidence.claims.iter().filter(of).filter(|c| if acts { c.ends.0 } else { c.ends.1 }).collect()
    }
}

/// Both outputs.
pub(super) struct Pair<'a> {
    pub(super) a: Side<'a>,
    pub(super) b: Side<'a>,
}

/// The numerator and the denominator of a share.
fn share(column: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match column {
        "attention_share" => ("stories_n", "corpus_stories_n", "corpus_stories_n moved"),
        "share_of_voice" => ("stories_n", "watchlist_stories_n", "watchlist_stories_n moved"),
        "quoted_share" => ("quoted_n", "mentions_n", "mentions_n moved"),
        "hedged_share" => ("hedged_n", "stories_n", "stories_n moved"),
        "negative_share" => ("negative_n", "tone_stories_n", "tone_stories_n moved"),
        _ => return None,
    })
}

/// What of a mention a column looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Names,
    Tone,
    Words,
    Doubt,
}

fn looks(column: &str) -> Looks {
    match column {
        "tone_words" | "positive_words_n" | "negative_words_n" | "words_n" => Looks::Words,
        "hedged_n" => Looks::Doubt,
        _ if column.starts_with("tone") => Looks::Tone,
        "positive_n" | "neutral_n" | "negative_n" => Looks::Tone,
        _ => Looks::Names,
    }
}

impl Pair<'_> {
    /// Why a cell moved; `count` gives another cell of the row in the first (0) or the second output.
    pub(super) fn causes(&self, column: &str, count: &dyn Fn(usize, &str) -> Option<f64>) -> Vec<Cause> {
        if let Some((part, of, moved)) = share(column) {
            let (Some(over_a), Some(over_b)) = (count(0, of), count(1, of)) else { return vec![Cause::of(moved)] };
            let Some((one, other)) = self.explained(part) else { return vec![Cause::of(moved)] };
            let total: f64 = one.parts.iter().map(|p| p.value).sum();
            let worth = |difference: f64| (over_b > 0.0).then(|| difference / over_b);
            let mut causes = self.parts(part, &one, &other);
            causes.iter_mut().for_each(|cause| cause.difference = cause.difference.and_then(worth));
            if over_a != over_b {
                let both = over_a > 0.0 && over_b > 0.0;
                let difference = both.then(|| total / over_b - total / over_a);
                causes.push(Cause { difference, ..Cause::of(moved) });
            }
            return causes;
        }
        let base = match column {
            "tone_lo" | "tone_hi" => "tone_mean",
            _ => column,
        };
        let Some((one, other)) = self.explained(base) else { return vec![Cause::of(followed(column))] };
        if let Sum::Fact(..) = one.sum {
            return vec![Cause::of(followed(column))];
        }
        let mut causes = self.parts(base, &one, &other);
        if base != column {
            causes.iter_mut().for_each(|cause| cause.difference = None);
            if causes.is_empty() {
                causes.push(Cause::of("other draws of the bootstrap (seed or order)"));
            }
        }
        causes
    }

    fn explained(&self, column: &str) -> Option<(Explanation, Explanation)> {
        self.a.cells.explain(column).zip(self.b.cells.explain(column))
    }

    /// The parts that differ, by cause.
    fn parts(&self, column: &str, one: &Explanation, other: &Explanation) -> Vec<Cause> {
        let keyed = |side: &Side, of: &Explanation| -> BTreeMap<String, Part> {
            of.parts.iter().map(|part| (side.key(of.unit, part).to_string(), part.clone())).collect()
        };
        let (of_a, of_b) = (keyed(&self.a, one), keyed(&self.b, other));
        let worth = Worth::of(one, other);
        let mut causes: BTreeMap<&'static str, Cause> = BTreeMap::new();
        let mut add = |name: &'static str, difference: Option<f64>, example: &str| {
            let none = Cause { n: Some(0), difference: Some(0.0), ..Cause::of(name) };
            let cause = causes.entry(name).or_insert(none);
            cause.n = cause.n.map(|n| n + 1);
            cause.difference = cause.difference.zip(difference).map(|(sum, more)| sum + more);
            if cause.examples.len() < EXAMPLES {
                cause.examples.push(example.to_string());
            }
        };
        for key in of_a.keys().chain(of_b.keys()).collect::<BTreeSet<_>>() {
            let (name, difference, side, part) = match (of_a.get(key), of_b.get(key)) {
                (Some(a), None) => (self.alone(column, one.unit, a, true), worth.lost(a), &self.a, a),
                (None, Some(b)) => (self.alone(column, one.unit, b, false), worth.gained(b), &self.b, b),
                (Some(a), Some(b)) if worth.differ(a, b) => {
                    (self.changed(column, a, b), worth.changed(a, b), &self.b, b)
                }
                _ => continue,
            };
            add(name, difference, &side.evidence.articles[part.article].id);
        }
        let mut causes: Vec<Cause> = causes.into_values().collect();
        causes.sort_by_key(|cause| (std::cmp::Reverse(cause.n), cause.name));
        causes
    }

    /// Why only the first output has a part (or, with `first` false, only the second).
    fn alone(&self, column: &str, unit: &str, part: &Part, first: bool) -> &'static str {
        let (one, other) = if first { (&self.a, &self.b) } else { (&self.b, &self.a) };
        let say = |in_a: &'static str, in_b: &'static str| if first { in_a } else { in_b };
        let article = &one.evidence.articles[part.article];
        let Some(at) = other.place.get(article.id.as_str()).copied() else {
            return say("article only in a", "article only in b");
        };
        let there = &other.evidence.articles[at];
        if there.counted != article.counted {
            return say("outside the dates of b", "outside the dates of a");
        }
        if there.sha256 != article.sha256 {
            return "other text";
        }
        if one.scope != Scope::All && there.period != article.period {
            return "other date";
        }
        if unit == "outlet" && there.outlet != article.outlet {
            return "other outlet";
        }
        if let Some((act, acts)) = act(column)
            && other.claims(&article.id, act, acts).is_empty()
        {
            return say("claim only in a", "claim only in b");
        }
        let mentions = other.cells.counted(at);
        match column {
            "corpus_stories_n" => return say("a copy in b", "a copy in a"),
            "watchlist_stories_n"
                if one.evidence.articles[article.story].id != other.evidence.articles[there.story].id =>
            {
                return say("a copy in b", "a copy in a");
            }
            "watchlist_stories_n" => return say("names a company only in a", "names a company only in b"),
            _ if mentions.is_empty() && act(column).is_none() => {
                return if other.evidence.mentions.iter().any(|m| m.article == at) {
                    say("named, but not counted in b", "named, but not counted in a")
                } else {
                    say("named only in a", "named only in b")
                };
            }
            _ => {}
        }
        let (here_first, there_first) = (one.cells.is_first(part.article), other.cells.is_first(at));
        if here_first && !there_first {
            return say("a copy in b", "a copy in a");
        }
        if there_first && !here_first {
            return say("a copy in a", "a copy in b");
        }
        difference(one.cells.counted(part.article), mentions, looks(column)).unwrap_or("other story or date of a claim")
    }

    /// Why a part is worth something else.
    fn changed(&self, column: &str, a: &Part, b: &Part) -> &'static str {
        let (one, other) = (&self.a.evidence.articles[a.article], &self.b.evidence.articles[b.article]);
        if one.sha256 != other.sha256 {
            return "other text";
        }
        let mentions = (self.a.cells.counted(a.article), self.b.cells.counted(b.article));
        difference(mentions.0, mentions.1, looks(column)).unwrap_or("counted otherwise")
    }
}

/// In what the mentions of a company in one article differ.
fn difference(a: &[&Mention], b: &[&Mention], looks: Looks) -> Option<&'static str> {
    let keys =
        |of: &[&Mention]| -> BTreeSet<(String, u64)> { of.iter().map(|m| (m.field.clone(), m.chars.0)).collect() };
    if keys(a) != keys(b) {
        return Some("mentions found otherwise");
    }
    let differ = |what: &dyn Fn(&Mention, &Mention) -> bool| a.iter().zip(b).any(|(a, b)| what(a, b));
    match looks {
        Looks::Words if differ(&|a, b| a.words != b.words) => Some("tone words counted otherwise"),
        Looks::Doubt if differ(&|a, b| a.terms[2] != b.terms[2]) => Some("words of doubt"),
        Looks::Tone if differ(&|a, b| a.tone_counted != b.tone_counted) => Some("voice of mentions"),
        Looks::Tone if differ(&|a, b| a.tone != b.tone) => Some("tone of mentions"),
        Looks::Names if differ(&|a, b| a.voice != b.voice) => Some("voice of mentions"),
        _ => None,
    }
}

/// Of a cell that is no sum of parts: what moved it.
fn followed(column: &str) -> &'static str {
    match column {
        "rank" => "stories of this or other companies",
        "period_complete" => "first and last day of the corpus",
        "first_date" | "last_date" | "peak_period_start" | "peak_stories_n" => "articles or stories of the company",
        _ if column.contains("_corrected") || column == "tone_validated" => "the validation",
        "watched" | "entity_type" => "the watchlist or the dictionary",
        _ => "not told by the tables",
    }
}

/// What a part adds to the difference of two cells: of a sum its value; of a mean or a ratio, what it moves it away from
/// the first by, so that the parts add up to the difference exactly.
struct Worth {
    /// What each unit of weight is worth in the first cell.
    was: f64,
    /// What values and weights are divided by in the second; none where there is nothing.
    over: Option<f64>,
    /// The weight of a part, and the factor of its value.
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Sum,
    Mean,
    Ratio,
}

impl Worth {
    fn of(one: &Explanation, other: &Explanation) -> Worth {
        let kind = match one.sum {
            Sum::Mean => Kind::Mean,
            Sum::Percent => Kind::Ratio,
            _ => Kind::Sum,
        };
        let weight = |of: &Explanation| of.parts.iter().map(|p| Worth::weight(kind, p)).sum::<f64>();
        let value = one.parts.iter().map(|p| Worth::value(kind, p)).sum::<f64>();
        let (before, after) = (weight(one), weight(other));
        match kind {
            Kind::Sum => Worth { was: 0.0, over: Some(1.0), kind },
            _ => Worth { was: value / before, over: (before > 0.0 && after > 0.0).then_some(after), kind },
        }
    }

    fn weight(kind: Kind, part: &Part) -> f64 {
        if kind == Kind::Ratio { part.weight as f64 } else { 1.0 }
    }

    fn value(kind: Kind, part: &Part) -> f64 {
        if kind == Kind::Ratio { 100.0 * part.value } else { part.value }
    }

    /// Whether two parts are worth another thing.
    fn differ(&self, a: &Part, b: &Part) -> bool {
        a.value != b.value || (self.kind == Kind::Ratio && a.weight != b.weight)
    }

    fn gained(&self, part: &Part) -> Option<f64> {
        Some((Worth::value(self.kind, part) - self.was * Worth::weight(self.kind, part)) / self.over?)
    }

    fn lost(&self, part: &Part) -> Option<f64> {
        self.gained(part).map(|gained| -gained)
    }

    fn changed(&self, a: &Part, b: &Part) -> Option<f64> {
        Some(self.gained(b)? - self.gained(a)?)
    }
}
