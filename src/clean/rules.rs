//! The rules of `rules.csv`, compiled once.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind, Look};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

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
    /// Words, parted by `|`, of which a block must hold one; patterns that do not begin with `^` need it.
    pub key: String,
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
    /// Their patterns, each compiled when it is first asked for.
    regexes: Vec<OnceLock<Option<Regex>>>,
    /// The rules without a key, by the bytes a block may begin with for them to match.
    gates: Vec<Gate>,
    /// Index in `gates` of each first byte.
    gate_of: Vec<usize>,
    /// The rules with keys, by key; of which `keys` finds any.
    keyed: BTreeMap<String, Vec<u16>>,
    keys: Regex,
}

/// Rules that may match blocks of the same first byte.
struct Gate {
    rules: Vec<u16>,
    /// All their patterns in one: most blocks match none.
    any: OnceLock<Option<Regex>>,
}

impl Gate {
    fn any(&self, rules: &[Rule]) -> Option<&Regex> {
        let patterns = || self.rules.iter().map(|&rule| format!("(?:{})", rules[rule as usize].pattern));
        self.any.get_or_init(|| regex(&patterns().collect::<Vec<_>>().join("|")).ok()).as_ref()
    }
}

/// The compiled rules.
pub(super) static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::parse(RULES_CSV).unwrap_or_else(|fault| panic!("clean/rules.csv: {fault}")));

impl Rules {
    fn parse(csv: &str) -> anyhow::Result<Rules> {
        let (mut rules, mut regexes) = (Vec::<Rule>::new(), Vec::new());
        let mut keyed = BTreeMap::new();
        let mut by_first_byte = vec![Vec::<u16>::new(); 256];
        for (row, rule) in csv::Reader::from_reader(csv.as_bytes()).deserialize().enumerate() {
            let fault = |fault: String| anyhow::anyhow!("line {}: {fault}", row + 2);
            let rule: Rule = rule.map_err(|e| fault(e.to_string()))?;
            let first = first_bytes(&rule.pattern).map_err(|e| fault(e.to_string()))?;
            match (first, rule.key.is_empty()) {
                (Some(bytes), true) => {
                    for byte in (0..256).filter(|&byte| bytes[byte]) {
                        by_first_byte[byte].push(row as u16);
                    }
                }
                (_, false) => {
                    for key in rule.key.split('|') {
                        keyed.entry(key.to_ascii_lowercase()).or_insert_with(Vec::new).push(row as u16);
                    }
                }
                (None, true) => return Err(fault("no key on a pattern that does not begin with ^".into())),
            }
            regexes.push(OnceLock::new());
            rules.push(rule);
        }
        // Plain words, so that the search is one pass over the text; longer ones first.
        let mut keys: Vec<_> = keyed.keys().map(|key| regex::escape(key)).collect();
        keys.sort_by_key(|key| std::cmp::Reverse(key.len()));
        let keys = RegexBuilder::new(&format!("(?-u:{})", keys.join("|"))).case_insensitive(true).build()?;
        let mut gates: Vec<Gate> = Vec::new();
        let mut gate_of = Vec::with_capacity(256);
        for candidates in by_first_byte {
            let index = gates.iter().position(|gate| gate.rules == candidates).unwrap_or(gates.len());
            if index == gates.len() {
                gates.push(Gate { rules: candidates, any: OnceLock::new() });
            }
            gate_of.push(index);
        }
        Ok(Rules { rules, regexes, gates, gate_of, keyed, keys })
    }

    /// Indices of the rules whose pattern matches the text of a block, in the order of the file.
    pub(super) fn hits(&self, text: &str) -> Vec<u16> {
        let Some(&first) = text.as_bytes().first() else { return Vec::new() };
        let long = text.len() > LONG;
        let matches = |rule: &&u16| {
            let rule = **rule as usize;
            (!long || self.rules[rule].scope == Scope::Long)
                && self.regex(rule).is_some_and(|regex| regex.is_match(text))
        };
        let gate = &self.gates[self.gate_of[first as usize]];
        let mut hits: Vec<u16> = Vec::new();
        if !gate.rules.is_empty() && gate.any(&self.rules).is_none_or(|any| any.is_match(text)) {
            hits.extend(gate.rules.iter().filter(matches));
        }
        let mut tried = 0u64;
        for key in self.keys.find_iter(text) {
            for rule in self.keyed.get(&key.as_str().to_ascii_lowercase()).into_iter().flatten() {
                let bit = 1 << (rule % 64);
                if tried & bit == 0 && matches(&rule) {
                    hits.push(*rule);
                }
                tried |= bit;
            }
        }
        hits.sort_unstable();
        hits
    }

    /// The pattern of a rule; none only if it does not compile, which a test rules out.
    fn regex(&self, rule: usize) -> Option<&Regex> {
        self.regexes[rule].get_or_init(|| regex(&self.rules[rule].pattern).ok()).as_ref()
    }

    /// The pattern of a rule that credits an origin; `None` for the others.
    pub(super) fn origin(&self, rule: u16) -> Option<&Regex> {
        (self.rules[rule as usize].kind == Kind::Origin).then(|| self.regex(rule as usize))?
    }
}

/// The bytes a block may begin with for a pattern to match; `None` where the pattern may match further on.
fn first_bytes(pattern: &str) -> Result<Option<[bool; 256]>, regex::Error> {
    let hir = regex_syntax::ParserBuilder::new()
        .case_insensitive(true)
        .build()
        .parse(&translate(pattern))
        .map_err(|fault| regex::Error::Syntax(fault.to_string()))?;
    let mut bytes = [false; 256];
    if !hir.properties().look_set_prefix().contains(Look::Start) {
        return Ok(None);
    }
    if add_first_bytes(&hir, &mut bytes) {
        bytes = [true; 256];
    }
    Ok(Some(bytes))
}

/// Adds the bytes that text matched by an expression may begin with; tells whether it may match nothing.
fn add_first_bytes(hir: &Hir, bytes: &mut [bool; 256]) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => {
            if let Some(&byte) = literal.0.first() {
                bytes[byte as usize] = true;
            }
            literal.0.is_empty()
        }
        HirKind::Class(class) => {
            let range = |bytes: &mut [bool; 256], start: u32, end: u32| {
                (start.min(128)..=end.min(127)).for_each(|byte| bytes[byte as usize] = true);
                if end > 127 {
                    bytes[128..].fill(true);
                }
            };
            match class {
                Class::Unicode(class) => {
                    class.ranges().iter().for_each(|r| range(bytes, r.start().into(), r.end().into()))
                }
                Class::Bytes(class) => {
                    class.ranges().iter().for_each(|r| range(bytes, r.start().into(), r.end().into()))
                }
            }
            false
        }
        HirKind::Repetition(repetition) => add_first_bytes(&repetition.sub, bytes) || repetition.min == 0,
        HirKind::Capture(capture) => add_first_bytes(&capture.sub, bytes),
        HirKind::Concat(parts) => parts.iter().all(|part| add_first_bytes(part, bytes)),
        HirKind::Alternation(parts) => {
            // Every part must be seen: no short cut.
            let empty = parts.iter().filter(|part| add_first_bytes(part, bytes)).count();
            empty > 0
        }
    }
}

/// A pattern in the notation of the rules, case-insensitive.
pub(super) fn regex(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&translate(pattern)).case_insensitive(true).build()
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
