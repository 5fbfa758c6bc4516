//! Sentences a person can check.

use super::*;
use crate::annotate::annotate_in;
use crate::article::{Article, Span};
use crate::found::{Act, Block, Claim, Cleaned, EntityKey, EntityType, Party, Verification};
use proptest::prelude::*;

const NAMES: [(&str, EntityType); 6] = [
    ("Acme", EntityType::Company),
    ("Zeta", EntityType::Company),
    ("Borealis", EntityType::Company),
    ("White House", EntityType::Agency),
    ("FTC", EntityType::Agency),
    ("Alibaba", EntityType::Company),
];

fn article(text: &str) -> Article {
    Article { body: text.to_string(), ..Article::default() }
}

fn read(article: &Article) -> Annotated<'_> {
    let block = Block { span: Span::new(0, article.body.len()), kind: BlockKind::Body, rule: "text" };
    annotate_in(article, Cleaned { blocks: vec![block], ..Cleaned::default() }, Some("en"))
}

fn mentions(found: &Annotated) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for (index, sentence) in found.sentences.iter().enumerate() {
        for (name, kind) in NAMES {
            for (at, _) in sentence.span.of(&found.article.body).match_indices(name) {
                let span = Span::new(sentence.span.start as usize + at, sentence.span.start as usize + at + name.len());
                let inside: Vec<usize> =
                    sentence.tokens.clone().filter(|t| found.tokens[*t].span.overlaps(span)).collect();
                let (Some(first), Some(last)) = (inside.first(), inside.last()) else { continue };
                mentions.push(Mention {
                    entity: EntityKey::Found(name.into(), kind),
                    sentence: index,
                    span,
                    tokens: *first..last + 1,
                    rule: "given",
                    confidence: 100,
                    not_counted_because: "",
                });
            }
        }
    }
    mentions.sort_by_key(|m| (m.sentence, m.span));
    mentions
}

fn stances(text: &str) -> Stances {
    let article = article(text);
    let found = read(&article);
    find(&found, &mentions(&found), &Catalogue::default())
}

fn name(party: &Party) -> &str {
    match party {
        Party::Entity(EntityKey::Found(name, _)) | Party::Text(name) => name,
        _ => "-",
    }
}

fn says(claim: &Claim) -> String {
    format!("{} {} {}", name(&claim.actor), claim.act.name(), name(&claim.target))
}

#[test]
fn direction() {
    for (text, claims) in [
        ("Acme accused Zeta of helping Borealis.", vec!["Acme accuse Zeta"]),
        ("Zeta was sued by Acme.", vec!["Acme sue Zeta"]),
        ("Zeta was fined on Monday.", vec!["- sanction Zeta"]),
        ("The FTC warned Acme and Zeta.", vec!["FTC warn Acme", "FTC warn Zeta"]),
        ("The FTC opened an investigation into Acme.", vec!["FTC investigate Acme"]),
        ("Acme declined to comment.", vec!["Acme decline_comment -"]),
        ("Acme met Zeta.", vec![]),
    ] {
        assert_eq!(stances(text).claims.iter().map(says).collect::<Vec<_>>(), claims, "{text}");
    }
}

#[test]
fn a_denial_answers_its_accusation() {
    let found = stances(
        "A White House memo alleges that Alibaba helped the army. In a statement, the company dismissed the allegations as unfounded.",
    );
    let (first, reply) = (&found.claims[0], &found.claims[1]);
    assert_eq!(says(first), "White House accuse Alibaba");
    assert_eq!(name(&reply.actor), "Alibaba");
    assert_eq!(reply.reply_to, Some(0));
    assert!(found.claims.iter().any(|c| c.act == Act::Deny && c.reply_to == Some(0)));
}

#[test]
fn a_quote_has_its_speaker() {
    let found = stances("“We did nothing wrong,” said Acme.");
    assert_eq!(name(&found.speech[0].speaker), "Acme");
    assert!(found.speech[0].direct);
}

#[test]
fn the_speaker_is_no_company_that_only_the_quote_names() {
    for (body, speaker) in [
        ("“Zeta sets the pace,” said Dan L. Gall, chief executive of Acme.", "Acme"),
        ("“Zeta sets the pace,” wrote Neil Moss, an analyst.", "Neil Moss"),
        ("“Firms like Zeta face problems,” she said.", "she"),
        ("“Zeta did nothing wrong,” the company said.", "Zeta"),
        ("“Zeta will win,” said Jo Poe, a spokeswoman for Zeta.", "Zeta"),
        ("Ada Moor, its finance chief, told Zeta that prices would rise.", "Ada Moor"),
        ("Prices at Zeta will rise, said Ada Moor, a former manager of Acme.", "Ada Moor"),
        ("It could cost Zeta dearly, analysts said.", "analysts"),
        ("According to Acme, Zeta is a threat to shops.", "Acme"),
        ("Zeta is a threat to shops, according to Acme.", "Acme"),
    ] {
        let found = stances(body);
        assert_eq!(found.speech.first().map_or("", |s| name(&s.speaker)), speaker, "{body}");
    }
}

#[test]
fn words_before_x_said_are_x_s() {
    let found = stances("Zeta lied to its clients, Acme said.");
    assert_eq!((name(&found.speech[0].speaker), found.speech[0].direct), ("Acme", false));
    assert_eq!((found.speech[0].span.start, found.speech[0].span.end), (0, 24));
}

#[test]
fn negated() {
    assert!(stances("Acme did not accuse Zeta.").claims[0].negated);
}

#[test]
fn what_did_not_happen_is_no_claim() {
    let nothing = |text: &str| stances(text).claims.iter().all(|c| c.negated);
    assert!(nothing("Acme was found not guilty of fraud."));
    assert!(nothing("Acme plans to sue Zeta."));
    assert!(nothing("Acme could be fined by the FTC if it lost the case."));
    assert!(nothing("Acme refused to admit guilt."));
    let found = stances("The FTC accused Acme of fraud. Zeta did not accuse Acme of lying. Acme denied wrongdoing.");
    let denial = found.claims.last().unwrap();
    assert_eq!((denial.act, denial.reply_to, name(&denial.target)), (Act::Deny, Some(0), "FTC"));
    let suit = &stances("Acme won a patent suit against Zeta.").claims[0];
    assert_eq!((suit.act, name(&suit.actor), name(&suit.target)), (Act::Sue, "Acme", "Zeta"));
    assert_eq!(stances("The FTC fined Acme in May.").claims[0].hedge, "");
}

/// A claim as `claims.csv` writes it: "not Acme accuse Zeta".
fn written(claim: &Claim) -> String {
    format!("{}{}", if claim.negated { "not " } else { "" }, says(claim))
}

/// Sentences of our own, with what a reader finds in them.
#[test]
fn claims_are_those_of_a_reader() {
    let mut wrong = Vec::new();
    for (line, row) in csv::Reader::from_reader(include_str!("claims.csv").as_bytes()).into_records().enumerate() {
        let row = row.expect("a row");
        let found = stances(&row[0]);
        let claims: Vec<String> = found.claims.iter().map(written).collect();
        let speaker = found.speech.first().map_or("", |s| name(&s.speaker));
        let hedge = found.claims.first().map_or("", |c| &c.hedge);
        let by = found.claims.first().map_or("", |c| &c.reported_by);
        let is = [&claims.join("|"), speaker, hedge, by];
        let said = row[2].is_empty() || row[2] == *speaker;
        if !(row[1] == *is[0] && said && row[3] == *hedge && row[4] == *by) {
            wrong.push(format!("claims.csv line {}: {}\n    {is:?}", line + 2, &row[0]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The example of every cue gives its act, and of every hedge its phrase.
#[test]
fn examples_hold() {
    let mut wrong = Vec::new();
    for (file, text) in cue::FILES.iter().filter(|(file, _)| ["cues.csv", "hedges.csv"].contains(file)) {
        for (line, row) in csv::Reader::from_reader(text.as_bytes()).into_records().enumerate() {
            let row = row.expect("a row");
            let (example, act) = if *file == "cues.csv" { (&row[5], &row[1]) } else { (&row[3], "accuse") };
            let found = stances(example);
            let ends = |c: &Claim| match (*file, &row[3]) {
                ("cues.csv", "none" | "reply" | "reply_word") => name(&c.actor) != "-",
                ("cues.csv", "left" | "mutual") => name(&c.target) != "-",
                ("cues.csv", _) => !matches!(name(&c.actor), "-") && ["Acme", "Zeta"].contains(&name(&c.target)),
                _ => true,
            };
            let holds = found.claims.iter().any(|c| {
                c.act.name() == act
                    && ends(c)
                    && match &row[1] {
                        "hedge" => c.hedge == row[0],
                        "unverified" => c.verification == Verification::Unverified,
                        "anonymous" => c.verification == Verification::Anonymous,
                        "document" => c.verification == Verification::Document,
                        "reported" => c.verification == Verification::Reported,
                        _ => true,
                    }
            });
            if !holds {
                let claims: Vec<String> =
                    found.claims.iter().map(|c| format!("{} {:?} {}", written(c), c.verification, c.hedge)).collect();
                wrong.push(format!("{file} line {}: {example} {claims:?}", line + 2));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #[test]
    fn spans_lie_in_their_sentence_and_replies_look_back(
        words in prop::collection::vec(prop::sample::select(vec![
            "Acme", "Zeta", "accused", "of", "denied", "the claims", "“", "”", "\"", ".", ",", "said", "was", "sued",
            "by", "probe", "into", "nonsense", "called", "company", "The", "\n\n", "it", "memo", "alleges", "White House",
            "according to", "who", "analysts", "she", "told", "that", "former", "’s", "—", "(", "saying", "May", "in",
            "We", "I", "us", "they", "a spokesman for", "suing", "is", "the union", "wants", "letter", "to", "warned",
        ]), 0..60)
    ) {
        let text = words.join(" ");
        let article = article(&text);
        let found = read(&article);
        let stances = find(&found, &mentions(&found), &Catalogue::default());
        for (n, claim) in stances.claims.iter().enumerate() {
            prop_assert!(found.sentences[claim.sentence].span.contains(claim.cue));
            if let Some(to) = claim.reply_to {
                prop_assert!(to <= n && stances.claims[to].act == Act::Accuse);
            }
        }
        for speech in &stances.speech {
            prop_assert!(found.sentences[speech.sentence].span.contains(speech.span));
        }
    }
}
