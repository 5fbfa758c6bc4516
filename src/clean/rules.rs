//! The rules of `rules.csv`, compiled once.

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const RULES_CSV: &str = include_str!("rules.csv");
/// Wire agencies and the forms they are credited in.
pub(super) const AGENCIES_CSV: &str = include_str!("agencies.csv");

/// Blocks longer than this, in bytes, are running text: only rules of scope `long` may touch them.
pub(super) const LONG: usize = 400;

/// SHA-256, in hex, of the rules and the list of agencies.
pub fn version() -> String {
    let digest = Sha256::new().chain_update(RULES_CSV).chain_update(AGENCIES_CSV).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a rule makes of the block it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// Furniture.
    Furniture,
    /// Furniture that credits the origin of the text.
    Origin,
    /// Furniture at the head of the text: author, time.
    Byline,
    /// Furniture, and what is listed below it is a summary.
    Label,
    /// Furniture with the short lines below it.
    Widget,
    /// Furniture with the cards of other stories below it.
    Cards,
}

/// How much of the page a rule decides on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Scope {
    /// A block of at most [`LONG`] bytes.
    Line,
    /// A block of any length.
    Long,
    /// Such a line and the short lines below it.
    NextLines,
}

/// Where on the page a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Where {
    /// Before the first paragraph.
    Top,
    /// Behind the last paragraph.
    Bottom,
    /// Either.
    Edge,
    /// Anywhere.
    Any,
}

/// A row of `rules.csv`.
#[derive(Debug, Deserialize)]
pub(super) struct Rule {
    pub id: String,
    pub kind: Kind,
    pub scope: Scope,
    #[serde(rename = "where")]
    pub place: Where,
    pub pattern: String,
    #[cfg_attr(not(test), allow(dead_code))]
    pub reason: String,
    #[cfg_attr(not(test), allow(dead_code))]
    #[serde(rename = "match")]
    pub matches: String,
    #[cfg_attr(not(test), allow(dead_code))]
    pub no_match: String,
}

/// All rules, in the order of the file: where several match a block, the first one names it.
pub(super) struct Rules {
    pub rules: Vec<Rule>,
    short: RegexSet,
    long: RegexSet,
    /// Index in `rules` of each pattern of `long`.
    long_rules: Vec<u16>,
    /// The rules of kind `origin`, compiled with their groups; `None` for the others.
    pub origins: Vec<Option<Regex>>,
}

/// The compiled rules.
pub(super) static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::parse(RULES_CSV).unwrap_or_else(|fault| panic!("clean/rules.csv: {fault}")));

impl Rules {
    fn parse(csv: &str) -> anyhow::Result<Rules> {
        let mut rules: Vec<Rule> = Vec::new();
        for (row, rule) in csv::Reader::from_reader(csv.as_bytes()).deserialize().enumerate() {
            rules.push(rule.map_err(|fault| anyhow::anyhow!("line {}: {fault}", row + 2))?);
        }
        let set = |patterns: Vec<String>| {
            RegexSetBuilder::new(patterns).case_insensitive(true).size_limit(1 << 27).dfa_size_limit(1 << 24).build()
        };
        let is_long = |rule: &&Rule| rule.scope == Scope::Long;
        let short = set(rules.iter().map(|rule| translate(&rule.pattern)).collect())?;
        let long = set(rules.iter().filter(is_long).map(|rule| translate(&rule.pattern)).collect())?;
        let long_rules =
            rules.iter().enumerate().filter(|(_, rule)| is_long(rule)).map(|(index, _)| index as u16).collect();
        let mut origins = Vec::new();
        for rule in &rules {
            origins.push(match rule.kind {
                Kind::Origin => Some(regex(&rule.pattern)?),
                _ => None,
            });
        }
        Ok(Rules { rules, short, long, long_rules, origins })
    }

    /// Indices of the rules whose pattern matches the text of a block, in the order of the file.
    pub(super) fn hits(&self, text: &str) -> Vec<u16> {
        if text.len() <= LONG {
            if !self.short.is_match(text) {
                return Vec::new();
            }
            self.short.matches(text).into_iter().map(|index| index as u16).collect()
        } else {
            if !self.long.is_match(text) {
                return Vec::new();
            }
            self.long.matches(text).into_iter().map(|index| self.long_rules[index]).collect()
        }
    }
}

/// A pattern in the notation of the rules, case-insensitive.
pub(super) fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&translate(pattern)).case_insensitive(true).size_limit(1 << 26).build()
}

/// The notation of the rules in that of the regex crate: a space is any run of white space, `'` either apostrophe,
/// and `\b`, `\d` and `\w` know Latin letters only, so that one automaton can read every block in one pass.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut in_class = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match (chars.next(), in_class) {
                (Some('b'), false) => out.push_str(r"(?-u:\b)"),
                (Some('d'), true) => out.push_str("0-9"),
                (Some('d'), false) => out.push_str("[0-9]"),
                (Some('w'), true) => out.push_str(r"0-9A-Za-z_\u{c0}-\u{24f}"),
                (Some('w'), false) => out.push_str(r"[0-9A-Za-z_\u{c0}-\u{24f}]"),
                (Some(other), _) => {
                    out.push('\\');
                    out.push(other);
                }
                (None, _) => out.push('\\'),
            },
            '[' if !in_class => {
                in_class = true;
                out.push('[');
            }
            ']' => {
                in_class = false;
                out.push(']');
            }
            ' ' if in_class => out.push_str(" \u{a0}"),
            ' ' if matches!(chars.peek(), Some('?' | '*' | '+')) => out.push_str(r"[ \t\u{a0}]"),
            ' ' => out.push_str(r"[ \t\u{a0}]+"),
            '\'' if in_class => out.push_str("'’"),
            '\'' => out.push_str("['’]"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_matches_its_example_and_leaves_its_counterexample() {
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        for (row, rule) in RULES.rules.iter().enumerate() {
            let line = row + 2;
            if !seen.insert(&rule.id) {
                faults.push(format!("line {line}: id {} twice", rule.id));
            }
            if rule.reason.trim().is_empty() || rule.matches.is_empty() || rule.no_match.is_empty() {
                faults.push(format!("line {line}: {} lacks a reason or an example", rule.id));
            }
            if !RULES.hits(&rule.matches).contains(&(row as u16)) {
                faults.push(format!("line {line}: {} misses {:?}", rule.id, rule.matches));
            }
            if RULES.hits(&rule.no_match).contains(&(row as u16)) {
                faults.push(format!("line {line}: {} takes {:?}", rule.id, rule.no_match));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn version_is_a_sha_256() {
        assert_eq!(version().len(), 64);
    }
}
