//! The labels of database exports: what a paragraph like `BYLINE: Anna Berg` says of its article, in any of the
//! interface languages. The words are in `labels.csv` and `languages.csv`.

use rapidhash::RapidHashMap as HashMap;
use std::sync::LazyLock;

/// What a label stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    /// The text begins.
    Body,
    Author,
    Section,
    Length,
    Date,
    LoadDate,
    Language,
    Outlet,
    Url,
    /// A standfirst beside the text.
    Teaser,
    /// Words below a picture.
    Caption,
    Id,
    Place,
    /// What classifies the article.
    Tail,
    /// No label: what the buttons of a page say.
    Button,
}

impl Role {
    fn of(name: &str) -> Option<Role> {
        Some(match name {
            "title" => Role::Title,
            "body" => Role::Body,
            "author" => Role::Author,
            "section" => Role::Section,
            "length" => Role::Length,
            "date" => Role::Date,
            "load-date" => Role::LoadDate,
            "language" => Role::Language,
            "outlet" => Role::Outlet,
            "url" => Role::Url,
            "teaser" => Role::Teaser,
            "caption" => Role::Caption,
            "id" => Role::Id,
            "place" => Role::Place,
            "tail" => Role::Tail,
            "button" => Role::Button,
            _ => return None,
        })
    }
}

/// A name to its roles: one may mean two things in two languages, the first row of the list wins.
static LABELS: LazyLock<HashMap<&str, Role>> = LazyLock::new(|| {
    let mut labels = HashMap::default();
    for (role, _, name) in rows() {
        if let Some(role) = Role::of(role) {
            labels.entry(name).or_insert(role);
        }
    }
    labels
});

/// Every label of the list with its role and language.
fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("labels.csv").lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let mut cells = line.splitn(3, ',');
        let (role, language) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        cells.next().unwrap_or_default().split('|').map(move |name| (role, language, name))
    })
}

/// Longest label in bytes.
const LONGEST: usize = 40;

/// The role of a label that is the whole of `text`, a colon behind it aside.
pub(super) fn role(text: &str) -> Option<Role> {
    let text = text.trim().trim_end_matches([':', '\u{A0}', ' ']);
    (text.len() <= LONGEST).then(|| LABELS.get(text.to_lowercase().as_str()).copied()).flatten()
}

/// The label a paragraph begins with, and what stands behind its colon.
pub(super) fn labelled(text: &str) -> Option<(Role, &str)> {
    let (label, rest) = text.trim_start().split_once([':', '：'])?;
    Some((role(label)?, rest.trim()))
}

/// As [`labelled`], where a label must be in capitals: in plain text anything else may be a sentence.
pub(super) fn capital_label(text: &str) -> Option<(Role, &str)> {
    let text = text.trim_start();
    let label = text.split([':', '：']).next()?;
    (!label.chars().any(char::is_lowercase)).then(|| labelled(text)).flatten()
}

/// A text without what the buttons of its page say, which a copy has before its first word.
pub(super) fn behind_buttons(text: &str) -> &str {
    static BUTTONS: LazyLock<Vec<&str>> =
        LazyLock::new(|| rows().filter(|row| Role::of(row.0) == Some(Role::Button)).map(|row| row.2).collect());
    let begins = |said: &&&str| text.get(..said.len()).is_some_and(|begin| begin.to_lowercase() == ***said);
    let rest = BUTTONS.iter().find(begins).map_or(text, |said| &text[said.len()..]);
    if rest.starts_with(char::is_whitespace) { rest.trim_start() } else { text }
}

/// The code of a language named in any of the interface languages: `GERMAN; DEUTSCH` is `de`. A code stays; empty
/// where the name is not known.
pub(super) fn language(text: &str) -> &'static str {
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let lines = include_str!("languages.csv").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once(','))
            .flat_map(|(code, names)| names.split('|').chain([code]).map(move |name| (name, code)))
            .collect()
    });
    let lower = text.to_lowercase();
    let mut parts =
        lower.split([';', ',', '/', '(']).map(|part| part.trim().split('-').next().unwrap_or_default().trim());
    parts.find_map(|part| NAMES.get(part).copied()).unwrap_or_default()
}

/// A number of words: `355 words`, `1,163 Wörter`, `1 254 mots`; none where the text is anything else.
pub(super) fn words(text: &str) -> Option<u32> {
    const UNITS: [&str; 29] = [
        "word",
        "words",
        "wort",
        "wörter",
        "woerter",
        "worte",
        "worten",
        "mot",
        "mots",
        "palabras",
        "palabra",
        "woorden",
        "woord",
        "parole",
        "palavras",
        "słów",
        "слов",
        "слова",
        "ord",
        "字",
        "词",
        "詞",
        "語",
        "文字",
        "単語",
        "단어",
        "자",
        "kata",
        "sözcük",
    ];
    let text = text.trim();
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{A0}' | '\u{202F}' | '’' | '\'')))?;
    let digits: String = text[..end].chars().filter(char::is_ascii_digit).collect();
    let unit = text[end..].trim().trim_end_matches('.').to_lowercase();
    (digits.len() <= 9 && UNITS.contains(&unit.as_str())).then(|| digits.parse().ok()).flatten()
}

/// Whether a paragraph says whose the rights are, and nothing else.
pub(super) fn copyright(text: &str) -> bool {
    const OPENINGS: [&str; 17] = [
        "copyright",
        "©",
        "(c)",
        "all rights reserved",
        "alle rechte",
        "tous droits",
        "todos los derechos",
        "alle rettigheder",
        "tutti i diritti",
        "todos os direitos",
        "版权",
        "版權",
        "著作権",
        "all rights",
        "derechos reservados",
        "(c) copyright",
        "droits d'auteur",
    ];
    let lower = text.trim().chars().take(40).collect::<String>().to_lowercase();
    OPENINGS.iter().any(|opening| lower.starts_with(opening)) && text.len() < 600
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sound() {
        for (at, line) in include_str!("labels.csv").lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split(',').collect();
            assert_eq!(cells.len(), 3, "labels.csv, line {}", at + 1);
            assert!(Role::of(cells[0]).is_some(), "labels.csv, line {}: no role '{}'", at + 1, cells[0]);
            for name in cells[2].split('|') {
                assert!(role(name).is_some(), "labels.csv, line {}: '{name}'", at + 1);
                assert_eq!(name, name.to_lowercase(), "labels.csv, line {}", at + 1);
            }
        }
        for (at, line) in include_str!("languages.csv").lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let (code, names) = line.split_once(',').unwrap();
            for name in names.split('|').filter(|name| !name.contains([',', ';', '/', '(', '-'])) {
                assert_eq!(language(name), code, "languages.csv, line {}: '{name}'", at + 1);
            }
        }
    }

    #[test]
    fn labels_are_known_in_their_languages() {
        assert_eq!(capital_label("LÄNGE: 306 Wörter"), Some((Role::Length, "306 Wörter")));
        assert_eq!(capital_label("AUTEUR: Sophie L."), Some((Role::Author, "Sophie L.")));
        assert_eq!(capital_label("DATE-CHARGEMENT: 4 mai"), Some((Role::LoadDate, "4 mai")));
        assert_eq!(capital_label("Notes: he said"), None);
        assert_eq!(labelled("Load-Date: July 4"), Some((Role::LoadDate, "July 4")));
        assert_eq!(labelled("Then he said: no"), None);
        assert_eq!(
            (words("1,163 words"), words("1 254 mots"), words("306 Wörter")),
            (Some(1163), Some(1254), Some(306))
        );
        assert_eq!(behind_buttons("Bewaar lees artikel De haven is open."), "De haven is open.");
        let sentence = "Bewaar lees artikelen over de haven.";
        assert_eq!((behind_buttons(sentence), behind_buttons("Bewaar")), (sentence, "Bewaar"));
        assert_eq!((words("words"), words("3 ferries")), (None, None));
        assert_eq!((language("GERMAN; DEUTSCH"), language("Dutch / Nederlands"), language("en")), ("de", "nl", "en"));
    }
}
