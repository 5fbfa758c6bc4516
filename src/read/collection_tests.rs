//! What collectors of news give: JSON of their interfaces, lists without texts, tables and saved pages; a file each,
//! every field read of it.

use super::document_tests::corpus;
use super::format_tests::{Fields, fields, on, read};
use super::tests::one;

const TITLE: &str = "Harbour opens after four years";
const BODY: &str =
    "The new harbour of Lund opened on Tuesday after four years of work.\n\nThe quay stays open to walkers.";
const URL: &str = "https://www.herald.example/harbour";

#[test]
fn json_of_news_please() {
    let found = read("news-please.json");
    let moment = on("2014-03-05T09:20:00", "field");
    let author = "Anna Berg; Jonas Lind";
    // The host it names as outlet loses its www., as the host of an address does.
    assert_eq!(fields(&found[0]), ("json", TITLE, "herald.example", moment, author, "", None, "en"));
    assert_eq!((found.len(), found[0].body.as_str(), found[0].url.as_str()), (1, BODY, URL));
}

#[test]
fn json_of_webhose() {
    let found = read("webhose.json");
    let moment = on("2014-03-05T09:20:00+01:00", "field");
    let wanted: Fields = ("json", TITLE, "herald.example", moment, "Anna Berg", "News", None, "en");
    assert_eq!(fields(&found[0]), wanted);
    assert_eq!((found[0].own_id.as_str(), found[0].url.as_str()), ("7f0c", "https://www.herald.example/7f0c"));
    assert_eq!(found[0].body, BODY);
    let moment = on("2014-03-06T18:45:00+01:00", "field");
    let title = "Bridge to the island closed";
    assert_eq!(fields(&found[1]), ("json", title, "herald.example", moment, "", "", None, "en"));
    assert_eq!((found.len(), found[1].body.as_str()), (2, "The bridge was closed to lorries."));
}

#[test]
fn json_of_newsapi() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/newsapi.json");
    let parsed = one("newsapi.json", &std::fs::read(path).unwrap());
    let found = &parsed.articles;
    let title = "Harbour opens after four years - The Lund Herald";
    let moment = on("2014-03-05T09:20:00Z", "field");
    assert_eq!(fields(&found[0]), ("json", title, "The Lund Herald", moment, "Anna Berg", "", None, ""));
    assert_eq!(found[0].url, URL);
    assert!(found[0].body.ends_with("the first ferry left at noon with ninety"), "{}", found[0].body);
    let (title, moment) = ("Bridge to the island closed", on("2014-03-06T18:45:00Z", "field"));
    assert_eq!(fields(&found[1]), ("json", title, "The Lund Herald", moment, "", "", None, ""));
    // The third is no longer to be had: it is no article of 1970 whose text is "[Removed]".
    assert_eq!(found.len(), 2);
    let told: Vec<_> = parsed.problems.iter().map(|p| (p.record, p.problem.as_str(), p.notice)).collect();
    assert_eq!(told, [(Some(1), "excerpt", true), (Some(3), "removed", true)]);
}

#[test]
fn lists_of_media_cloud_and_gdelt() {
    let day = || on("2014-03-05", "list");
    let minute = |zone: &str| on(&format!("2014-03-05T09:20:00{zone}"), "list");
    let host = "herald.example";
    let cases = [
        ("mediacloud.csv", host, day(), "en", 1),
        ("mediacloud-stories.csv", "The Lund Herald", minute(""), "en", 0),
        ("mediacloud.json", host, day(), "en", 0),
        ("gdelt.json", host, minute("Z"), "en", 0),
        // What GDELT gives as CSV names no language.
        ("gdelt.csv", host, minute(""), "", 0),
    ];
    for (list, outlet, date, language, left) in cases {
        let found = corpus(&[list, "texts.jsonl"]);
        assert_eq!(found.articles.len(), 1, "{list}: {:?}", found.problems);
        assert_eq!(fields(&found.articles[0]), ("jsonl", TITLE, outlet, date, "", "", None, language), "{list}");
        assert_eq!(found.articles[0].body, BODY);
        let only_listed = found.problems.iter().filter(|p| p.problem == "listed-only").count();
        assert_eq!((only_listed, found.problems.len()), (left, left), "{list}: {:?}", found.problems);
    }
}

#[test]
fn tables_as_spreadsheets_of_europe_save_them() {
    let found = read("table.csv");
    // 13/03/2014 settles that 05/03 is a day of March.
    let day = on("2014-03-05", "field");
    assert_eq!(fields(&found[0]), ("csv", TITLE, "The Lund Herald", day, "Anna Berg", "News", Some(355), "en"));
    assert_eq!((found[0].own_id.as_str(), found[0].url.as_str()), ("h1", URL));
    let body = "The new harbour of Lund opened on Tuesday; a ferry left.\r\n\r\nThe quay stays \"open\".";
    assert_eq!(found[0].body, body);
    let day = on("2014-03-13", "field");
    let title = "Bridge to the island closed";
    assert_eq!(fields(&found[1]), ("csv", title, "Northern Wire", day, "", "", Some(49), "en"));
    let found = read("table.tsv");
    let moment = on("2014-03-05T09:20:00+01:00", "field");
    let wanted = ("tsv", "Harbour opens", "The Lund Herald", moment, "Anna Berg", "News", Some(355), "en");
    assert_eq!(fields(&found[0]), wanted);
    assert_eq!((found[0].body.as_str(), found[0].url.as_str()), ("The new harbour opened, at last.", URL));
}

#[test]
fn saved_pages() {
    let found = read("page.html");
    let moment = on("2014-03-05T09:20:00+01:00", "meta");
    assert_eq!(fields(&found[0]), ("html", TITLE, "The Lund Herald", moment, "Anna Berg", "News", None, "en"));
    assert_eq!(found[0].url, "https://www.herald.example/2014/03/05/harbour");
    assert!(found[0].body.ends_with("there will be twelve ferries a day."), "{}", found[0].body);
    assert!(!["Home", "Most read", "Ten soups", "Copyright"].iter().any(|word| found[0].body.contains(word)));
}

#[test]
fn dates_of_factiva_in_the_languages_of_its_interface() {
    let found = read("factiva-dates.html");
    let told = found.iter().map(|article| {
        let (_, title, outlet, date, _, _, words, language) = fields(article);
        (language, title, outlet, date.0, words)
    });
    let at = |text: &str| text.to_string();
    let wanted = [
        ("en", "Harbour opens", "The Lund Herald", at("2014-03-05T09:20:00"), Some(1475)),
        ("de", "Hafen eröffnet", "Hafener Zeitung", at("1993-01-09"), Some(306)),
        ("fr", "Le port ouvre", "Le Courrier du Port", at("2014-03-05T09:20:00"), Some(543)),
        ("es", "El puerto abre", "El Diario del Puerto", at("2014-03-05"), Some(1210)),
        ("it", "Il porto apre", "Il Corriere del Porto", at("2014-03-05"), Some(98)),
        ("nl", "Haven open", "De Havenbode", at("2014-03-05"), Some(353)),
        ("pl", "Port otwarty", "Kurier Portowy", at("2014-03-05"), Some(120)),
        ("ru", "Порт открыт", "Портовые вести", at("2014-03-05T09:20:00"), Some(77)),
        ("ja", "港が開く", "港日報", at("2014-03-05T09:20:00"), Some(234)),
        ("zh", "港口开放", "港口日报", at("2018-10-07T17:04:00"), Some(234)),
        ("pt", "O porto abre", "Diário do Porto", at("2014-03-05"), Some(64)),
    ];
    assert_eq!(told.collect::<Vec<_>>(), wanted);
    let bodies = ["Nowy port otwarto we wtorek.", "Новый порт открыли во вторник.", "新しい港が火曜日に開いた。"];
    assert_eq!(found[6..9].iter().map(|article| article.body.as_str()).collect::<Vec<_>>(), bodies);
    assert_eq!((found[5].own_id.as_str(), found[5].author.as_str()), ("HAVEN00020140305ea350001f", ""));
}

#[test]
fn text_of_factiva() {
    let found = read("factiva.txt");
    let moment = on("2010-05-08T09:20:00", "field");
    let (title, outlet) = ("Harbour closed: the town waits", "The Westport Times");
    assert_eq!(fields(&found[0]), ("factiva-txt", title, outlet, moment, "By Anna Berg", "", Some(475), "en"));
    assert!(found[0].body.starts_with("The harbour of Westport") && found[0].body.ends_with("in the meantime."));
    assert_eq!(found[0].own_id, "WPTIM00020100508e658000a1");
    // A headline of figures is no date.
    let day = on("2014-03-05", "field");
    assert_eq!(fields(&found[1]), ("factiva-txt", "2000 um 4,5", "Hafener Zeitung", day, "", "", Some(30), "de"));
    assert_eq!((found.len(), found[1].body.as_str()), (2, "Die Preise stiegen im Jahr 2000 um 4,5 Prozent."));
}

#[test]
fn json_of_schema_org() {
    let found = read("article.jsonld");
    let moment = on("2014-03-05T09:20:00+01:00", "field");
    let author = "Anna Berg; Jonas Lind";
    let wanted = ("json", TITLE, "The Lund Herald", moment, author, "News", Some(355), "en-GB");
    assert_eq!((found.len(), fields(&found[0])), (1, wanted));
    assert_eq!((found[0].body.as_str(), found[0].url.as_str()), (BODY, URL));
}

#[test]
fn notes_of_word_processors() {
    let found = read("2014-03-05-note.rtf");
    let day = on("2014-03-05", "file-name");
    assert_eq!(fields(&found[0]), ("rtf", TITLE, "", day, "Anna Berg", "", None, ""));
    let body = "The new harbour of Lund opened on Tuesday & a ferry left – at noon.\n\nNinety passengers took the first \
                ferry; it cost them 4\u{A0}€ each, said the café’s owner.";
    assert_eq!((found.len(), found[0].body.as_str()), (1, body));
}
