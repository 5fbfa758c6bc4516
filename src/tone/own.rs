//! A user's own words, over the lists of the program: our CSV, the Loughran-McDonald master dictionary, or a Lexicoder
//! dictionary (`.lc3`).
//!
//! Contract: every row is taken, or the error names the file, the row and what is wrong with it.

use super::lexicon::{Frame, Kind, Lexicon, Sense, stems};
use crate::annotate::word_hash;
use std::collections::BTreeMap;
use std::path::Path;

/// Columns of our own format; `word` is required, and `value` or `kind` in every row.
const COLUMNS: [&str; 9] = ["word", "value", "kind", "subject", "object", "language", "source", "reason", "note"];
/// Kinds of words other than those that speak for or against.
const KINDS: [(&str, Kind); 6] = [
    ("intensifier", Kind::Intensifier),
    ("diminisher", Kind::Diminisher),
    ("negation", Kind::Negation),
    ("contrast", Kind::Contrast),
    ("hedge", Kind::Hedge),
    ("speech", Kind::Speech),
];
/// What a word of a list without values is worth.
const LISTED: f32 = 2.0;

/// What a row says a word does.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Entry {
    Value(f32),
    Kind(Kind),
    Frame(Frame),
}

/// A fault of a user's list, as a sentence.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0}")]
pub struct LexiconError(String);

impl LexiconError {
    pub(super) fn unreadable(path: &Path, cause: &std::io::Error) -> Self {
        LexiconError(format!("cannot read the lexicon {}: {cause}", path.display()))
    }
}

/// Reads a list and puts its words over those of a lexicon.
pub(super) fn add(lexicon: &mut Lexicon, path: &Path, bytes: &[u8]) -> Result<(), LexiconError> {
    let file = path.display().to_string();
    let fault = |text: String| LexiconError(format!("{file}: {text}"));
    let text = decode(bytes).ok_or_else(|| fault("not UTF-8 or UTF-16 text; save it as \"CSV UTF-8\"".into()))?;
    let lexicoder = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("lc3"))
        || text.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| l.trim_start().starts_with('+'));
    let rows = if lexicoder { lexicoder_rows(&text) } else { csv_rows(&text) }.map_err(fault)?;
    if rows.is_empty() {
        return Err(fault("no word that speaks for or against".into()));
    }
    let mut known: BTreeMap<String, (Entry, u64)> = BTreeMap::new();
    for (line, word, entry) in rows {
        let word = word.to_lowercase();
        if let Some((before, at)) = known.insert(word.clone(), (entry, line))
            && before != entry
        {
            return Err(fault(format!("row {line}: \"{word}\" stands in row {at} with another value; keep one")));
        }
    }
    for (word, (entry, line)) in known {
        put(lexicon, &word, entry).map_err(|what| fault(format!("row {line}: {what}")))?;
    }
    Ok(())
}

fn put(lexicon: &mut Lexicon, word: &str, entry: Entry) -> Result<(), String> {
    if let Some(stem) = word.strip_suffix('*') {
        let plain = !stem.is_empty() && stem.chars().all(|c| c.is_alphanumeric() || c == '\'');
        return match entry {
            Entry::Value(value) if plain => {
                lexicon.own.begins(stem, value);
                Ok(())
            }
            // A phrase with a star: its last word as it stands.
            Entry::Value(_) if stems(stem).len() > 1 => put(lexicon, stem, entry),
            _ => Err(format!("\"{word}\": a star may only end a word that has a value")),
        };
    }
    let parts = stems(word);
    let Some((first, rest)) = parts.split_first().filter(|_| word.contains(char::is_alphanumeric)) else {
        return Err(format!("\"{word}\" holds no word"));
    };
    match entry {
        Entry::Kind(kind) if rest.is_empty() => {
            lexicon.words.insert(word_hash(word), kind);
        }
        Entry::Kind(_) => return Err(format!("\"{word}\": only a single word can be of that kind")),
        Entry::Value(value) if rest.is_empty() => lexicon.own.is(word, value),
        Entry::Frame(frame) if rest.is_empty() => {
            lexicon.frames.insert(*first, frame);
        }
        Entry::Value(_) | Entry::Frame(_) => {
            let sense = match entry {
                Entry::Value(value) => Sense::Word(value),
                Entry::Frame(frame) => Sense::Frame(frame),
                Entry::Kind(_) => return Ok(()),
            };
            let phrases = lexicon.phrases.entry(*first).or_default();
            phrases.retain(|(known, _)| known != rest);
            phrases.push((rest.to_vec(), sense));
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }
    Ok(())
}

type Rows = Vec<(u64, String, Entry)>;

fn csv_rows(text: &str) -> Result<Rows, String> {
    let first = text.lines().next().unwrap_or_default();
    let mark = [b',', b';', b'\t'].into_iter().max_by_key(|m| first.bytes().filter(|b| b == m).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(mark.unwrap_or(b',')).flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> =
        reader.headers().map_err(|e| e.to_string())?.iter().map(|h| h.trim().to_lowercase()).collect();
    let at = |name: &str| header.iter().position(|h| h == name);
    let Some(word) = at("word") else {
        let found = header.join(", ");
        return Err(format!("no column \"word\"; the columns are {found}, those known are {}", COLUMNS.join(", ")));
    };
    // The master dictionary has a column a list, which holds the year a word came in, negative once it left.
    let master = at("negative").zip(at("positive")).filter(|_| at("value").is_none());
    if master.is_none()
        && let Some(other) = header.iter().find(|h| !COLUMNS.contains(&h.as_str()))
    {
        return Err(format!("unknown column \"{other}\"; the columns are {}", COLUMNS.join(", ")));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| e.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
        let name = cell(Some(word));
        if record.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if let Some((negative, positive)) = master {
            let year = |at: usize| cell(Some(at)).parse::<i32>().unwrap_or(0) > 0;
            match (year(negative), year(positive)) {
                (true, false) => rows.push((line, name.to_string(), Entry::Value(-LISTED))),
                (false, true) => rows.push((line, name.to_string(), Entry::Value(LISTED))),
                (true, true) => return Err(format!("row {line}: \"{name}\" is both negative and positive")),
                (false, false) => {}
            }
            continue;
        }
        let entry = entry([at("value"), at("kind"), at("subject"), at("object"), at("language")].map(cell));
        rows.push((line, name.to_string(), entry.map_err(|what| format!("row {line}, \"{name}\": {what}"))?));
    }
    Ok(rows)
}

fn entry([value, kind, subject, object, language]: [&str; 5]) -> Result<Entry, String> {
    if !matches!(language, "" | "en") {
        return Err(format!("language \"{language}\": tone is scored in English only (en)"));
    }
    let figure = |name: &str, text: &str| {
        let figure = text.replace(',', ".").parse::<f32>().ok().filter(|v| (-4.0..=4.0).contains(v));
        figure.ok_or_else(|| format!("{name} \"{text}\" is no number from -4 to 4"))
    };
    if !subject.is_empty() || !object.is_empty() {
        let side = |name, text: &str| if text.is_empty() { Ok(0.0) } else { figure(name, text) };
        return Ok(Entry::Frame(Frame { subject: side("subject", subject)?, object: side("object", object)? }));
    }
    if !matches!(kind, "" | "word") {
        let known = KINDS.iter().find(|(name, _)| *name == kind);
        let names = || KINDS.map(|(name, _)| name).join(", ");
        return known
            .map(|(_, kind)| Entry::Kind(*kind))
            .ok_or_else(|| format!("kind \"{kind}\" is not known; the kinds are word, {}", names()));
    }
    if value.is_empty() {
        return Err("value is empty; write a number from -4 to 4".into());
    }
    Ok(Entry::Value(figure("value", value)?))
}

/// `+negative`, then its words, a line each; lists of words already negated (`+neg_positive`) are left to our negation.
fn lexicoder_rows(text: &str) -> Result<Rows, String> {
    let mut rows = Vec::new();
    let mut value = None;
    for (line, row) in (1..).zip(text.lines()) {
        let row = row.trim();
        if let Some(list) = row.strip_prefix('+') {
            value = match list.trim().to_lowercase().as_str() {
                "negative" => Some(-LISTED),
                "positive" => Some(LISTED),
                list if list.starts_with("neg_") => Some(0.0),
                other => {
                    return Err(format!("row {line}: unknown list \"+{other}\"; +negative and +positive are known"));
                }
            };
        } else if !row.is_empty() {
            let value =
                value.ok_or_else(|| format!("row {line}: \"{row}\" stands before any +negative or +positive"))?;
            if value != 0.0 {
                rows.push((line, row.to_string(), Entry::Value(value)));
            }
        }
    }
    Ok(rows)
}

/// Text as a spreadsheet saves it.
fn decode(bytes: &[u8]) -> Option<String> {
    let (encoding, skip) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[skip..])?;
    (!text.contains('\0')).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Result<Lexicon, String> {
        let mut lexicon = Lexicon::default();
        add(&mut lexicon, Path::new(name), bytes).map_err(|e| e.to_string())?;
        Ok(lexicon)
    }

    fn value(lexicon: &Lexicon, word: &str) -> Option<f32> {
        lexicon.own.value(word_hash(word), || word)
    }

    #[test]
    fn three_formats_say_the_same() {
        let ours = b"word,value,reason\nslump,-2,fall\ngrand,2,praise\nof note,1,praise\n".as_slice();
        let master = b"Word,Seq_num,Negative,Positive,Source\nSLUMP,1,2009,0,x\nGRAND,2,0,2009,x\nPLAIN,3,0,0,x\nLEFT,4,-2020,0,x\n";
        let lexicoder = b"+negative\nslump\n+positive\ngrand\n+neg_positive\nnot grand\n";
        for (name, bytes) in [("a.csv", ours), ("b.csv", master), ("c.lc3", lexicoder)] {
            let lexicon = read(name, bytes).unwrap();
            assert_eq!((value(&lexicon, "slump"), value(&lexicon, "grand")), (Some(-2.0), Some(2.0)), "{name}");
            assert_eq!(value(&lexicon, "left"), None);
        }
    }

    #[test]
    fn a_star_stands_for_any_ending() {
        let lexicon = read("c.lc3", b"+negative\nabandon*\n").unwrap();
        assert_eq!(value(&lexicon, "Abandoning"), Some(-2.0));
        assert_eq!(value(&lexicon, "aband"), None);
    }

    #[test]
    fn faults_are_named() {
        for (bytes, says) in [
            (b"word,value\nbad,-2\ngood,2\nBad,-1\n".as_slice(), "row 4: \"bad\" stands in row 2 with another value"),
            (b"word,valeu\nbad,-2\n", "unknown column \"valeu\""),
            (b"term,value\nbad,-2\n", "no column \"word\""),
            (b"word,value\nbad,-9\n", "row 2, \"bad\": value \"-9\" is no number from -4 to 4"),
            (b"word,value\nbad,\n", "value is empty"),
            (b"word,value\n-,1\n", "holds no word"),
            (b"word,value\nb\xe9te,-2\n", "not UTF-8"),
            (b"word,value\n", "no word that speaks"),
            (b"word,value,language\nschlecht,-2,de\n", "in English only"),
        ] {
            let error = read("mine.csv", bytes).unwrap_err();
            assert!(error.starts_with("mine.csv: ") && error.contains(says), "{error}");
        }
        assert!(read("same.csv", b"word,value\nbad,-2\nbad,-2\n").is_ok());
    }
}
