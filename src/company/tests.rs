//! What the tagger finds in texts a person can check by reading.

use super::*;
use crate::annotate::annotate;
use crate::article::{Article, Span};
use crate::found::{Block, BlockKind, Cleaned};
use proptest::prelude::*;

static BUILT_IN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(None, None).unwrap());

fn article(title: &str, body: &str) -> Article {
    Article { title: title.to_string(), body: body.to_string(), ..Article::default() }
}

fn cleaned(body: &str) -> Cleaned {
    let span = Span::new(0, body.len());
    Cleaned { blocks: vec![Block { span, kind: BlockKind::Body, rule: "text" }], ..Cleaned::default() }
}

/// Entity id (or printed name of a discovered one) and text of each mention.
fn tagged(catalogue: &Catalogue, title: &str, body: &str) -> Vec<(String, String)> {
    let article = article(title, body);
    let annotated = annotate(&article, cleaned(body));
    let mut all = Vec::new();
    for mention in tag(&annotated, catalogue) {
        let text = annotated.slice(&annotated.sentences[mention.sentence], mention.span).to_string();
        let entity = match mention.entity {
            EntityKey::Known(index) => catalogue.entity(index).id.to_string(),
            EntityKey::Found(name, kind) => format!("{name} ({})", kind.name()),
        };
        all.push((entity, text));
    }
    all
}

fn watched(list: &str, body: &str) -> Vec<String> {
    let catalogue = Catalogue::with(Some(list.as_bytes()), "w.csv").unwrap();
    tagged(&catalogue, "", body)
        .into_iter()
        .filter(|(id, _)| catalogue.by_id(id).is_some_and(|i| catalogue.entity(i).watched))
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn a_watched_company_without_other_names_takes_those_of_the_dictionary() {
    let text = "Exxon Mobil pumps more. Shares of Exxon rose, said ExxonMobil.";
    assert_eq!(watched("name\nExxonMobil\n", text), ["Exxon Mobil", "Exxon", "ExxonMobil"]);
    assert_eq!(watched("id,name\nxom,ExxonMobil\n", text), ["Exxon Mobil", "Exxon", "ExxonMobil"]);
    // Who names them means those.
    assert_eq!(watched("name,aliases\nExxonMobil,Exxon Mobil\n", text), ["Exxon Mobil", "ExxonMobil"]);
    // A name of another row stays that row's.
    let shop = "name\nExxonMobil\nExxon\n";
    assert_eq!(watched(shop, "Shares of Exxon rose.").len(), 1);
}

#[test]
fn every_hard_name_matches_and_does_not() {
    let mut reader = csv::Reader::from_reader(include_str!("ambiguous.csv").as_bytes());
    let mut faults = Vec::new();
    for (n, row) in reader.records().enumerate() {
        let row = row.unwrap();
        let (name, id) = (&row[0], &row[1]);
        let has =
            |sentence: &str| tagged(&BUILT_IN, "", sentence).iter().any(|(e, text)| e == id && text.starts_with(name));
        if !has(&row[2]) {
            faults.push(format!("line {}: {name} not found: {:?}", n + 2, tagged(&BUILT_IN, "", &row[2])));
        }
        if tagged(&BUILT_IN, "", &row[3]).iter().any(|(e, _)| e == id) {
            faults.push(format!("line {}: {name} found: {}", n + 2, &row[3]));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn one_firm_under_its_names() {
    let body = "The memo says Alibaba Group helped the People's Liberation Army (PLA). Alibaba’s lawyers deny it. The PLA was silent.";
    let found = tagged(&BUILT_IN, "ALIBABA DENIES CHARGE", body);
    let names: Vec<&str> = found.iter().filter(|(id, _)| id == "alibaba").map(|(_, text)| text.as_str()).collect();
    assert_eq!(names, ["ALIBABA", "Alibaba Group", "Alibaba"]);
    let army: Vec<&str> = found
        .iter()
        .filter(|(id, _)| id == "people-s-liberation-army" || id == "peoples-liberation-army")
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(army, ["People's Liberation Army", "PLA", "PLA"]);
}

#[test]
fn a_watched_name_that_is_a_word_needs_a_sign() {
    let list = "name,ticker\nAnchor Foods plc,ANC\nHarbor,HRB\n";
    assert_eq!(
        watched(list, "Anchor Foods plc sells butter. Anchor Foods grew."),
        ["Anchor Foods plc", "Anchor Foods"]
    );
    assert!(watched(list, "The ship lay in Pearl Harbor. Harbor lights shone.").is_empty());
    assert_eq!(watched(list, "Shares in Harbor (NYSE: HRB) rose. Investors like Harbor."), ["Harbor", "Harbor"]);
}

#[test]
fn context_and_exclude_of_the_watchlist() {
    let list = "name,context,exclude\nNorthwind,turbine|wind park,Northwind Avenue\n";
    assert!(watched(list, "He lives by Northwind and likes it.").is_empty());
    assert_eq!(watched(list, "Northwind was paid. It builds a wind park near Northwind Avenue."), ["Northwind"]);
}

#[test]
fn the_full_name_needs_no_context() {
    let list = "name;aliases;context\nHarrow Tindle;Harrow;payments|deposits\n";
    assert!(watched(list, "Harrow lies in the north. He lives in Harrow.").is_empty());
    assert_eq!(watched(list, "Harrow Tindle rose. Analysts like Harrow."), ["Harrow Tindle", "Harrow"]);
    assert_eq!(watched(list, "He trusts Harrow with his deposits."), ["Harrow"]);
}

#[test]
fn names_no_list_holds() {
    let found = tagged(
        &BUILT_IN,
        "",
        "Zorvex Dynamics Ltd. sued the Pelmora Fishing Association. Zorvex lost. The lidar developer Quandry Optics paid the Ministry of Fish and Rivers. \
         Brintel Labs (NASDAQ: BRNT) rose.",
    );
    let shown: Vec<&str> = found.iter().map(|(e, _)| e.as_str()).collect();
    assert_eq!(
        shown,
        [
            "Zorvex Dynamics Ltd. (company)",
            "Pelmora Fishing Association (organisation)",
            "Zorvex Dynamics Ltd. (company)",
            "Quandry Optics (company)",
            "Ministry of Fish and Rivers (agency)",
            "Brintel Labs (company)",
            "nasdaq"
        ]
    );
}

#[test]
fn furniture_is_no_coverage() {
    let mut article = article("", "LONDON (Reuters) - Tesla said sales rose. Share on Facebook. Photo: Getty Images");
    article.outlet = "CNBC".into();
    let annotated = annotate(&article, cleaned(&article.body));
    let reasons: Vec<(&str, &str)> = tag(&annotated, &BUILT_IN)
        .iter()
        .map(|m| (annotated.slice(&annotated.sentences[m.sentence], m.span), m.not_counted_because))
        .collect();
    assert_eq!(reasons, [("Reuters", "credit"), ("Tesla", ""), ("Facebook", "share-link"), ("Getty Images", "credit")]);
}

#[test]
fn the_agency_of_a_dateline_is_a_credit() {
    let article = article("", "MARLE, Oct. 8 (Tesla) - Sales rose. The carmaker (Tesla) - not Ford - was fined.");
    let annotated = annotate(&article, cleaned(&article.body));
    let mentions = tag(&annotated, &BUILT_IN);
    let reasons: Vec<&str> = mentions.iter().map(|m| m.not_counted_because).collect();
    assert_eq!(reasons[0], "credit");
    assert!(annotated.slice(&annotated.sentences[mentions[0].sentence], mentions[0].span) == "Tesla");
}

#[test]
fn a_name_and_its_initials_in_brackets_count_once() {
    let article = article("", "The People's Liberation Army (PLA) marched. The PLA rested. Amazon (AMZN) grew.");
    let annotated = annotate(&article, cleaned(&article.body));
    let reasons: Vec<(&str, &str)> = tag(&annotated, &BUILT_IN)
        .iter()
        .map(|m| (annotated.slice(&annotated.sentences[m.sentence], m.span), m.not_counted_because))
        .collect();
    assert_eq!(
        reasons,
        [("People's Liberation Army", ""), ("PLA", "same-name"), ("PLA", ""), ("Amazon", ""), ("AMZN", "same-name")]
    );
}

#[test]
fn a_news_organisation_that_is_the_source_is_no_coverage() {
    let body = "He told Reuters so. Bloomberg News reported it. The BBC’s report was late. Prices fell, according to a Bloomberg survey. \
                Reuters cut jobs. Regulators fined Bloomberg.";
    let article = article("", body);
    let annotated = annotate(&article, cleaned(&article.body));
    let reasons: Vec<(&str, &str)> = tag(&annotated, &BUILT_IN)
        .iter()
        .map(|m| (annotated.slice(&annotated.sentences[m.sentence], m.span), m.not_counted_because))
        .collect();
    assert_eq!(
        reasons,
        [
            ("Reuters", "source"),
            ("Bloomberg News", "source"),
            ("BBC", "source"),
            ("Bloomberg", "source"),
            ("Reuters", ""),
            ("Bloomberg", "")
        ]
    );
}

#[test]
fn one_word_of_a_full_name_is_that_firm() {
    let found = tagged(&BUILT_IN, "Apple accuses Epic of lying", "Apple said on Friday that Epic Games had lied.");
    let of = |id: &str| found.iter().filter(|(e, _)| e == id).count();
    assert_eq!((of("apple"), of("epic-games"), of("epic")), (2, 2, 0), "{found:?}");
}

#[test]
fn subsidiaries_with_names_of_their_own() {
    let found = tagged(&BUILT_IN, "", "Siemens Gamesa, GE Vernova and Sony Music cut jobs.");
    let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["siemens-gamesa", "ge-vernova", "sony-music"]);
}

#[test]
fn a_watched_name_its_context_bears_out_opens_a_sentence() {
    let list = "name,context\nNext,clothing\n";
    assert_eq!(watched(list, "Next raised its profit forecast. The clothing chain is old."), ["Next"]);
    assert!(watched(list, "Next came the clothing.").is_empty());
}

#[test]
fn a_name_two_watched_firms_share_counts_for_neither() {
    let list = "name,aliases\nMeridian Oil,Meridian Zed\nMeridian Air,Meridian Zed\n";
    let catalogue = Catalogue::with(Some(list.as_bytes()), "w.csv").unwrap();
    assert_eq!(catalogue.shared_names().len(), 1);
    assert!(watched(list, "A Meridian Zed was seen.").is_empty());
}

#[test]
fn every_rule_has_a_confidence() {
    for rule in
        ["name", "alias", "suffix", "ticker", "context", "short-form", "acronym", "head-noun", "appositive", "bracket"]
    {
        assert!(CONFIDENCE.get(rule).is_some_and(|c| *c <= 100), "{rule}");
    }
}

proptest! {
    #[test]
    fn mentions_are_ordered_and_apart(body in "(Alibaba|Apple|the|Bank of|Ministry|Inc\\.|\\(NYSE: X\\)|[A-Za-zé’'.,()& -]{0,9}| |\n){0,40}") {
        let article = article("", &body);
        let annotated = annotate(&article, cleaned(&body));
        let mut last = 0;
        for mention in tag(&annotated, &BUILT_IN) {
            let sentence = &annotated.sentences[mention.sentence];
            prop_assert!(sentence.span.contains(mention.span) && !mention.span.is_empty());
            prop_assert!(mention.tokens.start >= last && sentence.tokens.end >= mention.tokens.end);
            prop_assert_eq!(annotated.tokens[mention.tokens.start].span.start, mention.span.start);
            last = mention.tokens.end;
        }
    }
}
