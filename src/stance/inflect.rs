//! Forms of an English verb.

/// Verbs whose past is not made with `-ed`: base, past, participle.
const IRREGULAR: [(&str, &str, &str); 81] = [
    ("bring", "brought", "brought"),
    ("leap", "leapt", "leapt"),
    ("spring", "sprang", "sprung"),
    ("rise", "rose", "risen"),
    ("stick", "stuck", "stuck"),
    ("speak", "spoke", "spoken"),
    ("take", "took", "taken"),
    ("stand", "stood", "stood"),
    ("throw", "threw", "thrown"),
    ("withdraw", "withdrew", "withdrawn"),
    ("give", "gave", "given"),
    ("find", "found", "found"),
    ("hold", "held", "held"),
    ("lay", "laid", "laid"),
    ("hit", "hit", "hit"),
    ("tear", "tore", "torn"),
    ("rip", "ripped", "ripped"),
    ("cut", "cut", "cut"),
    ("put", "put", "put"),
    ("strike", "struck", "struck"),
    ("shoot", "shot", "shot"),
    ("shut", "shut", "shut"),
    ("cast", "cast", "cast"),
    ("seek", "sought", "sought"),
    ("fight", "fought", "fought"),
    ("beg", "begged", "begged"),
    ("get", "got", "got"),
    ("break", "broke", "broken"),
    ("freeze", "froze", "frozen"),
    ("tell", "told", "told"),
    ("come", "came", "come"),
    ("send", "sent", "sent"),
    ("lend", "lent", "lent"),
    ("win", "won", "won"),
    ("say", "said", "said"),
    ("make", "made", "made"),
    ("see", "saw", "seen"),
    ("blow", "blew", "blown"),
    ("sing", "sang", "sung"),
    ("light", "lit", "lit"),
    ("shake", "shook", "shaken"),
    ("drag", "dragged", "dragged"),
    ("lose", "lost", "lost"),
    ("nix", "nixed", "nixed"),
    ("draw", "drew", "drawn"),
    ("know", "knew", "known"),
    ("keep", "kept", "kept"),
    ("fall", "fell", "fallen"),
    ("go", "went", "gone"),
    ("do", "did", "done"),
    ("hide", "hid", "hidden"),
    ("steal", "stole", "stolen"),
    ("sell", "sold", "sold"),
    ("drive", "drove", "driven"),
    ("bend", "bent", "bent"),
    ("pay", "paid", "paid"),
    ("mislead", "misled", "misled"),
    ("withhold", "withheld", "withheld"),
    ("undercut", "undercut", "undercut"),
    ("set", "set", "set"),
    ("run", "ran", "run"),
    ("leave", "left", "left"),
    ("begin", "began", "begun"),
    ("bleed", "bled", "bled"),
    ("dig", "dug", "dug"),
    ("forgive", "forgave", "forgiven"),
    ("have", "had", "had"),
    ("hurt", "hurt", "hurt"),
    ("lead", "led", "led"),
    ("let", "let", "let"),
    ("ride", "rode", "ridden"),
    ("sit", "sat", "sat"),
    ("string", "strung", "strung"),
    ("sweep", "swept", "swept"),
    ("uphold", "upheld", "upheld"),
    ("swear", "swore", "sworn"),
    ("sink", "sank", "sunk"),
    ("swing", "swung", "swung"),
    ("catch", "caught", "caught"),
    ("show", "showed", "shown"),
    ("forbid", "forbade", "forbidden"),
];

/// How a form is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Infinitive and present without ending, also a noun.
    Base,
    /// Third person present, or plural of a noun.
    S,
    /// Past or participle.
    Past,
    /// `-ing`.
    Ing,
    /// As written.
    Fixed,
}

/// Whether a word can be a verb without an ending: "pay", but not "pays", "paid" or "paying".
pub fn is_bare(word: &str) -> bool {
    let past = |(base, past, participle): &(&str, &str, &str)| *base != word && (*past == word || *participle == word);
    !["s", "ed", "ing"].iter().any(|end| word.ends_with(end)) && !IRREGULAR.iter().any(past)
}

/// Forms of a verb; two where spelling does not tell whether the last letter doubles, one of which is then no word.
pub fn verb(base: &str) -> Vec<(String, Form)> {
    let mut forms = vec![(base.to_string(), Form::Base), (plural(base), Form::S)];
    let stem = base.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y'])).unwrap_or(base);
    let mut stems = vec![stem.to_string()];
    let mut last = base.chars().rev();
    if let (Some(c), Some(v)) = (last.next(), last.next())
        && !"aeiouwxy".contains(c)
        && "aeiou".contains(v)
    {
        stems.push(format!("{base}{c}"));
    }
    forms.extend(stems.iter().map(|s| (format!("{s}ing"), Form::Ing)));
    match IRREGULAR.iter().find(|(b, _, _)| *b == base) {
        Some((_, past, participle)) => {
            forms.extend([(past.to_string(), Form::Past), (participle.to_string(), Form::Past)])
        }
        None => {
            forms.extend(stems.iter().map(|s| match s.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o'])) {
                Some(y) => (format!("{y}ied"), Form::Past),
                None if s.ends_with("ee") => (format!("{s}d"), Form::Past),
                None => (format!("{s}ed"), Form::Past),
            }))
        }
    }
    forms
}

/// A word with `-s`.
pub fn plural(base: &str) -> String {
    match base.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u'])) {
        Some(y) => format!("{y}ies"),
        None if base == "have" => "has".to_string(),
        None if matches!(base, "go" | "do") => format!("{base}es"),
        None if base.ends_with(['s', 'x']) || base.ends_with("sh") || base.ends_with("ch") => format!("{base}es"),
        None => format!("{base}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_a_reader_knows() {
        let has = |base: &str, form: &str| verb(base).iter().any(|(f, _)| f == form);
        for (base, form) in [
            ("deny", "denied"),
            ("ban", "banned"),
            ("slam", "slamming"),
            ("accuse", "accusing"),
            ("withdraw", "withdrew"),
            ("press", "presses"),
            ("sue", "suing"),
            ("agree", "agreed"),
        ] {
            assert!(has(base, form), "{base} {form}");
        }
    }
}
