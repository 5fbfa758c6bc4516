//! Labelled texts as articles of plain text with the spans of their names.

use anyhow::Context;
use pressmark::annotate::word_hash;
use pressmark::company::tagger::{Lexicon, root};
use std::collections::BTreeMap;
use std::path::Path;

/// What a name is: labels of the tagger (1 organisation, 3 person, 5 place, 7 other).
pub type Name = (usize, usize, usize);

/// One text.
pub struct Text {
    pub set: &'static str,
    pub body: String,
    /// Start and end in bytes, and label.
    pub names: Vec<Name>,
    /// Spans of which nothing is said.
    pub unsure: Vec<(usize, usize)>,
}

pub const SETS: [&str; 3] = ["wikigold", "GUM news", "BTC"];

/// Reads all sets of a folder.
pub fn read(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let mut texts = Vec::new();
    let wikigold = "entities/wikigold/CONLL-format/data/wikigold.conll.txt";
    columns(&folder.join(wikigold), "wikigold", |line| line.starts_with("-DOCSTART-"), &mut texts)?;
    for part in ["a", "b", "e", "f", "g", "h"] {
        let path = folder.join(format!("entities/BTC/CONLL-format/data/{part}.conll"));
        columns(&path, "BTC", |line| line.trim().is_empty(), &mut texts)?;
    }
    let mut files: Vec<_> = std::fs::read_dir(folder.join("gum-news"))?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    for file in files {
        texts.push(gum(&std::fs::read_to_string(&file).with_context(|| file.display().to_string())?));
    }
    Ok(texts)
}

/// Texts and names of a folder in the form of the project's labelled sets, to be tried and never trained on.
pub fn tried(folder: &Path) -> anyhow::Result<Vec<Text>> {
    let lines = |name: &str| -> anyhow::Result<Vec<serde_json::Value>> {
        let path = folder.join(name);
        let file = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(file.lines().filter(|l| !l.trim().is_empty()).map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let gold: BTreeMap<String, serde_json::Value> =
        lines("gold.jsonl")?.into_iter().map(|g| (g["id"].as_str().unwrap_or("").to_string(), g)).collect();
    let mut texts = Vec::new();
    for text in lines("corpus.jsonl")? {
        let body = text["text"].as_str().unwrap_or("").to_string();
        let starts: Vec<usize> = body.char_indices().map(|(n, _)| n).chain([body.len()]).collect();
        let spans = gold.get(text["id"].as_str().unwrap_or("")).and_then(|g| g["spans"].as_array());
        let place = |v: &serde_json::Value| v.as_u64().and_then(|n| starts.get(n as usize)).copied();
        let names = spans.into_iter().flatten().filter_map(|s| Some((place(&s[0])?, place(&s[1])?, 1))).collect();
        texts.push(Text { set: "tried", body, names, unsure: Vec::new() });
    }
    Ok(texts)
}

/// A word may be joined to the one before it.
fn spaced(before: &str, word: &str) -> bool {
    let closes = matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "'s" | "’s" | "n't" | "'" | "''");
    !(before.is_empty() || closes || matches!(before, "(" | "[" | "$" | "#" | "@" | "``"))
}

/// Token and tag a line, sentences parted by empty lines.
fn columns(path: &Path, set: &'static str, parts: impl Fn(&str) -> bool, texts: &mut Vec<Text>) -> anyhow::Result<()> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut text = Text { set, body: String::new(), names: Vec::new(), unsure: Vec::new() };
    let (mut before, mut open) = (String::new(), "O".to_string());
    for line in file.lines().chain([""]) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        if parts(line) && !text.body.is_empty() {
            texts.push(std::mem::replace(
                &mut text,
                Text { set, body: String::new(), names: Vec::new(), unsure: Vec::new() },
            ));
            before.clear();
            open = "O".into();
        }
        let [word, .., tag] = cells[..] else {
            open = "O".into();
            continue;
        };
        if word == "-DOCSTART-" {
            continue;
        }
        if spaced(&before, word) {
            text.body.push(' ');
        }
        let start = text.body.len();
        text.body.push_str(word);
        let label = match tag.get(2..) {
            Some("ORG") => 1,
            Some("PER") => 3,
            Some("LOC") => 5,
            Some("MISC") => 7,
            _ => 0,
        };
        if label > 0 {
            match text.names.last_mut().filter(|_| !tag.starts_with("B-") && open.get(2..) == tag.get(2..)) {
                Some(last) => last.1 = text.body.len(),
                None => text.names.push((start, text.body.len(), label)),
            }
        }
        open = tag.into();
        before = word.into();
    }
    if !text.body.is_empty() {
        texts.push(text);
    }
    Ok(())
}

/// Names of a document of GUM: the longest entity spans that are proper nouns with what ties them.
fn gum(file: &str) -> Text {
    let mut text = Text { set: "GUM news", body: String::new(), names: Vec::new(), unsure: Vec::new() };
    // start token, type of the open entities; tokens: start, end, proper noun, capital, tie
    let mut open: Vec<(String, usize, String)> = Vec::new();
    let mut tokens: Vec<(usize, usize, bool, bool)> = Vec::new();
    let mut spans: Vec<(usize, usize, String)> = Vec::new();
    let mut space = false;
    let mut joined = 0;
    for line in file.lines() {
        if line.starts_with("# newpar") && !text.body.is_empty() {
            text.body.push_str("\n\n");
            space = false;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, .., misc] = cells[..] else { continue };
        if let Some((from, to)) = id.split_once('-') {
            // "boy's": the parts stand without a space
            joined = to.parse::<usize>().unwrap_or(0) + 1 - from.parse::<usize>().unwrap_or(0);
            continue;
        }
        if id.contains('.') {
            continue;
        }
        if space {
            text.body.push(' ');
        }
        let start = text.body.len();
        text.body.push_str(form);
        space = !misc.contains("SpaceAfter=No");
        if joined > 0 {
            joined -= 1;
            space = space && joined == 0;
        }
        let capital = form.starts_with(char::is_uppercase);
        tokens.push((start, text.body.len(), upos == "PROPN", capital));
        let here = tokens.len() - 1;
        let Some(entity) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) else { continue };
        let mut rest = entity;
        while !rest.is_empty() {
            let end = rest[1..].find(['(', ')']).map_or(rest.len(), |n| n + 1);
            if let Some(opened) = rest.strip_prefix('(') {
                let body = &opened[..end - 1];
                let mut parts = body.splitn(3, '-');
                let (number, kind) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
                open.push((number.to_string(), here, kind.to_string()));
                rest = &rest[end..];
                if rest.starts_with(')') {
                    let (_, from, kind) = open.pop().unwrap_or_default();
                    spans.push((from, here + 1, kind));
                    rest = &rest[1..];
                }
            } else {
                let number = rest[..end].trim_matches(')');
                if let Some(at) = open.iter().rposition(|o| o.0 == number) {
                    let (_, from, kind) = open.remove(at);
                    spans.push((from, here + 1, kind));
                }
                rest = rest[end..].trim_start_matches(')');
            }
        }
    }
    spans.sort_by_key(|(from, to, _)| (std::cmp::Reverse(to - from), *from));
    let mut taken = vec![false; tokens.len()];
    for (mut from, to, kind) in spans {
        while from < to && !tokens[from].3 {
            from += 1;
        }
        let inside = &tokens[from..to];
        let named = inside.last().is_some_and(|t| t.2 || t.3)
            && inside.iter().any(|t| t.2)
            && inside.iter().enumerate().all(|(n, t)| t.3 || (n > 0 && t.1 - t.0 <= 3) || t.2);
        if !named || taken[from..to].contains(&true) {
            continue;
        }
        let label = match kind.as_str() {
            "organization" => 1,
            "person" => 3,
            "place" => 5,
            "time" => continue,
            _ => 7,
        };
        // a person's span takes in title and trade: "Prime Minister X"
        taken[from..to].fill(true);
        text.names.push((tokens[from].0, tokens[to - 1].1, label));
    }
    for (n, token) in tokens.iter().enumerate() {
        if !taken[n] && token.2 {
            text.unsure.push((token.0, token.1));
        }
    }
    text
}

/// The words of the lists of names: bodies of ROR; first and family names of the census; towns and countries of GeoNames.
pub fn lexicon(folder: &Path, lists: &Path) -> anyhow::Result<Lexicon> {
    let mut lexicon = Lexicon::default();
    let mut put = |word: &str, flag: u8| {
        if word.chars().count() > 1 {
            *lexicon.0.entry(word_hash(word) as u32).or_insert(0) |= flag;
        }
    };
    let lines = |name: &str| {
        let path = lists.join(name);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    for name in ["dist.male.first", "dist.female.first"] {
        lines(name)?.lines().filter_map(|l| l.split_whitespace().next()).for_each(|w| put(w, Lexicon::FIRST));
    }
    lines("dist.all.last")?
        .lines()
        .take(20_000)
        .filter_map(|l| l.split_whitespace().next())
        .for_each(|w| put(w, Lexicon::FAMILY));
    let towns: serde_json::Value = serde_json::from_str(&lines("cities15000.json")?)?;
    for town in towns.as_object().into_iter().flat_map(|o| o.values()) {
        for word in town["name"].as_str().unwrap_or("").split([' ', '-']).filter(|w| w.len() > 3) {
            put(word, Lexicon::TOWN);
        }
    }
    let mut roots = Vec::new();
    let lands: serde_json::Value = serde_json::from_str(&lines("countries.json")?)?;
    let states: serde_json::Value = serde_json::from_str(&lines("us_states.json")?)?;
    for land in [&lands, &states].into_iter().filter_map(|l| l.as_object()).flat_map(|o| o.values()) {
        for word in land["name"].as_str().unwrap_or("").split([' ', '-']).filter(|w| w.len() > 3) {
            put(word, Lexicon::LAND);
            roots.extend(word.get(..4).map(root));
        }
    }
    let mut counts: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    let mut rows = csv::Reader::from_path(folder.join("gazetteer/ror.csv"))?;
    for row in rows.records() {
        let row = row?;
        for name in [&row[1]].into_iter().chain(row[2].split('|')) {
            let words: Vec<&str> = name.split([' ', ',', '(', ')', '-']).filter(|w| w.chars().count() > 2).collect();
            for (n, word) in words.iter().enumerate().filter(|_| words.len() > 1) {
                let count = counts.entry(word.to_lowercase()).or_default();
                count[0] += u32::from(n + 1 == words.len());
                count[1] += 1;
            }
        }
    }
    let step = |n: u32| {
        if n >= 100 {
            3
        } else if n >= 15 {
            2
        } else {
            u8::from(n >= 4)
        }
    };
    for (word, [ends, all]) in counts.iter().filter(|(_, c)| c[1] >= 4) {
        put(word, step(*ends) << Lexicon::ENDS | step(*all) << Lexicon::STANDS);
    }
    for root in roots {
        *lexicon.0.entry(root as u32).or_insert(0) |= Lexicon::LAND;
    }
    Ok(lexicon)
}
