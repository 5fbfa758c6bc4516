//! The variants: every way of making tone that is tried beside the base's.

use crate::settings::Settings;
use crate::tone::{LexiconError, Mode, Scorer};
use std::path::{Path, PathBuf};

/// What a variant differs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Varied {
    /// Rules, model, both.
    Tone,
    /// Lists of tone words.
    List,
    /// The threshold from which on an article is a copy.
    Copies,
}

impl Varied {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Varied::Tone => "tone",
            Varied::List => "list",
            Varied::Copies => "copies",
        }
    }
}

/// How tone is made in the base.
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    /// By rules, model or both.
    pub mode: Mode,
    /// The user's list.
    pub list: Option<&'a Path>,
    /// Whether no other word speaks.
    pub only: bool,
}

/// A way of making tone that is not the base's.
pub(super) struct Way {
    pub(super) varied: Varied,
    pub(super) name: String,
    pub(super) scorer: Scorer,
}

/// The scorer of the base, and the ways tried beside it: the two other modes, then each list over ours in the base's
/// mode and alone by the rules. An error names the list that cannot be read.
pub(super) fn ways(base: &Base, lists: &[PathBuf]) -> Result<(Scorer, Vec<Way>), LexiconError> {
    let scorer = Scorer::load(base.mode, base.list, base.only)?;
    let mut ways = Vec::new();
    for (mode, name) in MODES.into_iter().filter(|(mode, _)| *mode != base.mode) {
        ways.push(Way {
            varied: Varied::Tone,
            name: format!("tone {name}"),
            scorer: Scorer::load(mode, base.list, base.only)?,
        });
    }
    let mut listed = |name: String, scorer: Scorer| ways.push(Way { varied: Varied::List, name, scorer });
    if base.list.is_some() {
        listed("the program's own words".to_string(), Scorer::new(base.mode));
    }
    let others = lists.iter().map(PathBuf::as_path).filter(|list| Some(*list) != base.list);
    for list in base.list.into_iter().chain(others) {
        let name = shown(list, lists);
        let is_base = |only| base.list == Some(list) && base.only == only;
        if !is_base(false) {
            listed(format!("{name} over ours"), Scorer::load(base.mode, Some(list), false)?);
        }
        if !(is_base(true) && base.mode == Mode::Rules) {
            listed(format!("{name} alone, by rules"), Scorer::load(Mode::Rules, Some(list), true)?);
        }
    }
    Ok((scorer, ways))
}

/// The base in words.
pub(super) fn name(base: &Base, settings: &Settings) -> String {
    let mode = MODES.into_iter().find(|(mode, _)| *mode == base.mode).map_or("", |(_, name)| name);
    let list = base.list.map_or(String::new(), |list| {
        format!(", {}{}", shown(list, &[]), if base.only { " alone" } else { " over ours" })
    });
    format!("tone {mode}{list}, copies from containment {}", settings.reposts.containment)
}

const MODES: [(Mode, &str); 3] = [(Mode::Rules, "rules"), (Mode::Model, "model"), (Mode::Both, "both")];

/// A list by the name of its file, or by its path where another has the same name.
fn shown(list: &Path, lists: &[PathBuf]) -> String {
    let alike = lists.iter().filter(|other| other.file_name() == list.file_name() && *other != list).count();
    match list.file_name().filter(|_| alike == 0) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => list.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(base: &Base, lists: &[PathBuf]) -> Vec<String> {
        ways(base, lists).unwrap().1.into_iter().map(|way| way.name).collect()
    }

    #[test]
    fn each_list_is_tried_over_ours_and_alone_and_the_base_not_again() {
        let folder = tempfile::tempdir().unwrap();
        let list = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "word,value\nrecall,-3\n").unwrap();
            path
        };
        let (a, b) = (list("a.csv"), list("b.csv"));
        let base = Base { mode: Mode::Both, list: None, only: false };
        assert_eq!(
            names(&base, &[a.clone(), b.clone()]),
            [
                "tone rules",
                "tone model",
                "a.csv over ours",
                "a.csv alone, by rules",
                "b.csv over ours",
                "b.csv alone, by rules"
            ]
        );
        let base = Base { mode: Mode::Rules, list: Some(&a), only: true };
        assert_eq!(
            names(&base, std::slice::from_ref(&a)),
            ["tone model", "tone both", "the program's own words", "a.csv over ours"]
        );
    }
}
