use super::*;
use crate::annotate::annotate;
use crate::article::Article;
use crate::found::{Act, Claim, Cleaned, Speech, Verification};
use proptest::prelude::*;

fn titled(title: &str) -> Article {
    Article { title: title.to_string(), ..Article::default() }
}

fn english<'a>(article: &'a Article) -> Annotated<'a> {
    let mut found = annotate(article, Cleaned::default());
    found.language = "en";
    for token in &mut found.tokens {
        token.stem = crate::annotate::stem_hash("en", token.span.of(&article.title));
    }
    found
}

fn at(text: &str, word: &str) -> Span {
    let start = text.find(word).unwrap();
    Span::new(start, start + word.len())
}

#[test]
fn signs_a_reader_would_give() {
    for (text, target, sign) in [
        ("Acme plunges after fraud probe", "Acme", -1),
        ("Acme soars to record high", "Acme", 1),
        ("Acme declined to comment on the matter.", "Acme", 0),
        ("Residents take Acme to court", "Acme", -1),
        ("Acme faces second probe over milk", "Acme", -1),
        ("Regulators sued Acme on Monday.", "Acme", -1),
        ("Acme sued Bolt on Monday.", "Acme", 0),
        ("The auditor cleared Acme of any wrongdoing.", "Acme", 1),
        ("Acme beats Bolt", "Acme", 1),
        ("Acme beats Bolt", "Bolt", -1),
        ("Acme praises Bolt", "Bolt", 1),
        ("Bolt was accused by Acme of theft", "Bolt", -1),
        ("Acme narrows loss", "Acme", 1),
        ("Fuel costs at Acme fell sharply.", "Acme", 1),
        ("Costs at Acme rose again.", "Acme", -1),
        ("Acme cut its net debt.", "Acme", 1),
        ("Acme shares fell on debt fears", "Acme", -1),
        ("A judge threw out the lawsuit against Acme.", "Acme", 1),
        ("Acme's loss did not narrow.", "Acme", -1),
        ("Acme added 6% in early trading.", "Acme", 1),
        ("Acme added 300 desks.", "Acme", 0),
        ("Acme is losing market share to Bolt.", "Bolt", 1),
        ("Acme is losing market share to Bolt.", "Acme", -1),
        ("Acme shines; Bolt dull", "Acme", 1),
        ("Acme shines; Bolt dull", "Bolt", -1),
        ("Acme did not succeed", "Acme", -1),
        ("Acme holds meeting on Monday", "Acme", 0),
        ("Critics of Acme met on Monday", "Acme", -1),
        ("The mayor voiced support for Acme on Monday.", "Acme", 1),
        ("Acme will test a hydrogen tank", "Acme", 0),
        ("It set up an office with Acme at Hero Securities on Monday.", "Acme", 0),
    ] {
        let article = titled(text);
        let tone = Scorer::new(Mode::Rules).toward(&english(&article), Field::Title, at(text, target)).unwrap();
        let label = match sign {
            -1 => ToneLabel::Negative,
            0 => ToneLabel::Neutral,
            _ => ToneLabel::Positive,
        };
        assert_eq!(tone.label, Some(label), "{text}: {target}: {tone:?}");
    }
}

#[test]
fn a_language_without_lists_has_no_value() {
    let article = titled("Acme macht Verlust");
    let mut found = english(&article);
    found.language = "de";
    let tone = Scorer::default().toward(&found, Field::Title, Span::new(0, 4)).unwrap();
    assert_eq!((tone.value, tone.label), (None, None));
    assert_eq!(Scorer::default().count_words(&found, 0), None);
}

#[test]
fn a_sentence_without_letters_is_neutral() {
    let article = titled("1,204.5 % -- !!! 33");
    for mode in [Mode::Rules, Mode::Model, Mode::Both] {
        let tone = Scorer::new(mode).toward(&english(&article), Field::Title, Span::new(0, 7)).unwrap();
        assert_eq!((tone.value, tone.label), (Some(0), Some(ToneLabel::Neutral)), "{mode:?}");
    }
}

#[test]
fn other_languages_are_judged_by_their_words() {
    for (language, text, label) in [
        ("fr", "Acme a chuté de 8 %", ToneLabel::Negative),
        ("fr", "Acme n'a pas chuté", ToneLabel::Positive),
        ("sv", "Acme steg inte", ToneLabel::Negative),
        ("nl", "Acme groeit", ToneLabel::Positive),
        ("pl", "Acme ma biuro w Poznaniu", ToneLabel::Neutral),
    ] {
        let article = titled(text);
        let mut found = english(&article);
        found.language = language;
        for token in &mut found.tokens {
            token.stem = crate::annotate::stem_hash(language, token.span.of(&article.title));
        }
        let tone = Scorer::default().toward(&found, Field::Title, Span::new(0, 4)).unwrap();
        assert_eq!(tone.label, Some(label), "{text}: {tone:?}");
    }
}

#[test]
fn a_company_s_own_denial_is_its_own_voice() {
    let text = "Acme denied the allegations as nonsense";
    let article = titled(text);
    let found = english(&article);
    let mention = mention_at(&found, Field::Title, at(text, "Acme")).unwrap();
    let own = Party::Entity(mention.entity.clone());
    let denial = Claim {
        actor: own.clone(),
        act: Act::Deny,
        target: Party::None,
        sentence: 0,
        cue: at(text, "denied"),
        negated: false,
        reported_by: String::new(),
        hedge: String::new(),
        verification: Verification::Asserted,
        reply_to: None,
    };
    let stances = Stances { claims: vec![denial], speech: vec![] };
    let tones = Scorer::default().score(&found, std::slice::from_ref(&mention), &stances);
    assert_eq!((tones[0].voice, &tones[0].speaker), (Voice::Own, &own));
    let speech = Speech {
        sentence: 0,
        span: Span::new(0, text.len()),
        speaker: Party::Text("a rival".into()),
        direct: true,
        answers: false,
    };
    let stances = Stances { claims: vec![], speech: vec![speech] };
    assert_eq!(Scorer::default().score(&found, &[mention], &stances)[0].voice, Voice::Quoted);
}

#[test]
fn counts_words_without_regard_to_negation() {
    let article = titled("Acme did not plunge but soared");
    let counts = Scorer::default().count_words(&english(&article), 0).unwrap();
    assert_eq!(counts, WordCounts { words: 6, positive: 1, negative: 1 });
}

#[test]
fn the_model_judges_as_a_reader_would() {
    let scorer = Scorer::new(Mode::Model);
    for (text, target, label) in [
        ("Acme shares tumble after a cut to its forecast", "Acme", ToneLabel::Negative),
        ("Acme Q3 net profit up 40%, beats estimates", "Acme", ToneLabel::Positive),
        ("Acme holds board meeting on 4 May", "Acme", ToneLabel::Neutral),
        ("The mayor called Acme a disgrace to the town.", "Acme", ToneLabel::Negative),
        ("Patients praised Acme for its courage.", "Acme", ToneLabel::Positive),
        ("The letter was sent to Acme on Tuesday.", "Acme", ToneLabel::Neutral),
        ("Acme beats Bolt in race for contract", "Acme", ToneLabel::Positive),
    ] {
        let article = titled(text);
        let tone = scorer.toward(&english(&article), Field::Title, at(text, target)).unwrap();
        assert_eq!(tone.label, Some(label), "{text}: {tone:?}");
    }
}

#[test]
fn the_weights_can_be_read() {
    assert!(MODEL.hashed.len().is_power_of_two() && MODEL.known.len() > 10_000);
    assert_eq!(Model::decode(&MODEL.encode().unwrap()).as_ref(), Some(&*MODEL));
    assert_eq!(Model::decode(b"something else"), None);
    assert!(model::FILE.len() < 2_000_000);
}

#[test]
fn the_name_of_the_target_says_nothing() {
    for (one, other) in [("Acme cuts jobs", "Bolt cuts jobs"), ("Ally wins prize.", "Fraud wins prize.")] {
        let tone = |text: &str| {
            let article = titled(text);
            let name = text.split(' ').next().unwrap();
            Scorer::default().toward(&english(&article), Field::Title, at(text, name)).unwrap().value
        };
        assert_eq!(tone(one), tone(other), "{one}");
    }
}

#[test]
fn a_user_s_words_outrank_ours() {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    std::fs::write(file.path(), "word,value\nplunges,3\nquarrel over,-2\n").unwrap();
    let scorer = |only| Scorer::load(Mode::Rules, Some(file.path()), only).unwrap();
    let said = |text: &str, only: bool| {
        let article = titled(text);
        scorer(only).toward(&english(&article), Field::Title, at(text, "Acme")).unwrap().label
    };
    assert_eq!(said("Acme plunges", false), Some(ToneLabel::Positive));
    assert_eq!(said("Owners quarrel over Acme", false), Some(ToneLabel::Negative));
    assert_eq!(said("Acme soars", false), Some(ToneLabel::Positive));
    assert_eq!(said("Acme soars", true), Some(ToneLabel::Neutral));
}

#[test]
fn why_names_the_words() {
    let text = "Acme did not impress and shares fell sharply.";
    let article = titled(text);
    let found = english(&article);
    let mention = mention_at(&found, Field::Title, at(text, "Acme")).unwrap();
    let why = Scorer::default().why(&found, &[mention], &Stances::default(), 0).unwrap();
    assert!(why.rules < 0.0 && why.model < 0.0, "{why:?}");
    assert!(why.terms.iter().any(|t| t.starts_with("impress -") && t.ends_with("negated")), "{why:?}");
    assert!(!why.features.is_empty() && why.features.len() <= 8);
}

#[test]
fn a_sentence_of_a_hundred_thousand_words_is_scored() {
    let text = "Acme said that profit fell ".repeat(20_000);
    let article = titled(&text);
    let found = crate::annotate::annotate_in(&article, Cleaned::default(), Some("en"));
    let mentions: Vec<_> = (0..text.len())
        .step_by(2_700)
        .map(|start| mention_at(&found, Field::Title, Span::new(start, start + 4)).unwrap())
        .collect();
    for mode in [Mode::Rules, Mode::Model, Mode::Both] {
        assert_eq!(Scorer::new(mode).score(&found, &mentions, &Stances::default()).len(), mentions.len());
    }
}

proptest! {
    #[test]
    fn one_tone_a_mention_inside_its_sentence(text in "(Acme|not|but|fraud|soars|beats|,|was accused by|from 5 to|to 3 from|[a-zé]{1,6}| ){1,20}", start in 0usize..20) {
        let article = titled(&text);
        let found = english(&article);
        if let Some(token) = found.tokens.get(start) {
            let mention = mention_at(&found, Field::Title, token.span).unwrap();
            let why = Scorer::default().why(&found, std::slice::from_ref(&mention), &Stances::default(), 0).unwrap();
            prop_assert!(why.rules.abs() <= 1.0 && why.model.abs() <= 1.0);
            let mut seen = Vec::new();
            let mentioned = std::slice::from_ref(&mention);
            let (evidence, rules, headline) =
                look(&found, mentioned, &Stances::default(), 0, &MODEL.rows, |s| seen.push(s));
            for chances in [rules, MODEL.judge(&seen, &evidence, headline)] {
                prop_assert!((chances.iter().sum::<f32>() - 1.0).abs() < 1e-5);
                prop_assert!(chances.iter().all(|c| (0.0..=1.0).contains(c)));
            }
            let tones: Vec<Tone> = [Mode::Rules, Mode::Model, Mode::Both]
                .into_iter()
                .flat_map(|m| Scorer::new(m).score(&found, &[mention.clone(), mention.clone()], &Stances::default()))
                .collect();
            prop_assert_eq!(tones.len(), 6);
            for tone in tones {
                prop_assert!((-10_000..=10_000).contains(&tone.value.unwrap()));
                for span in tone.positive.iter().chain(&tone.negative).chain(&tone.hedges) {
                    prop_assert!(found.sentences[0].span.contains(*span));
                }
            }
        }
    }
}
