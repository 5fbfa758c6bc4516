//! Layouts of exports that differ from the usual ones: each a fixture in our own words, and every field read of it.

use super::format_tests::{fields, on, read};
use super::tests::{one, read as read_corpus};
use super::{Parsed, ReadOptions};

#[test]
fn nexis_pages_with_named_characters_and_a_label_no_list_holds() {
    let found = read("nexis-de.html");
    let moment = || on("2012-02-27T21:50:00+01:00", "field");
    let title = "Der Hafen bleibt gesperrt";
    let section = "HAFEN; S. 114";
    let author = "Anna Berg";
    assert_eq!(fields(&found[0]), ("nexis-html", title, "Bote Online", moment(), author, section, Some(285), "de"));
    assert_eq!(
        found[0].body,
        "Westhafen - Taucher fanden einen Riss in der Mauer, sagte ein Mann Der Sprecher der Stadt).\n\nZwischenruf\n\n\
         Die Fähren fahren vom alten Kai.\n\nmit dpa"
    );
    let title = "Fracht auf der Straße";
    assert_eq!(fields(&found[1]), ("nexis-html", title, "Der Bote", moment(), author, section, Some(285), "de"));
}

#[test]
fn apa_pages_and_rtf() {
    let found = read("apa.htm");
    let section = "SEITE 1; S. 1";
    let day = on("2013-04-02", "field");
    assert_eq!(fields(&found[0]), ("apa-html", "Hafen bleibt gesperrt", "Der Bote", day, "", section, None, ""));
    assert_eq!(
        found[0].body,
        "Stadt rechnet mit Wochen\n\nWien - Der Hafen bleibt bis Ende des Monats gesperrt, teilte die Stadt am Montag mit, \
         nachdem Taucher einen Riss gefunden hatten.\n\nDie Fähren fahren vom alten Kai. (red)"
    );
    let day = on("2013-04-03", "field");
    let section = "Österreich; S. 9";
    assert_eq!(fields(&found[1]), ("apa-html", "Fracht auf der Straße", "Wiener Blatt", day, "", section, None, ""));
    let found = read("apa.rtf");
    let day = || on("2008-09-30", "field");
    let section = "KOM/ ALL; S. 40";
    assert_eq!(fields(&found[0]), ("apa-txt", "KOPF DES TAGES", "Der Bote", day(), "Anna Berg", section, None, ""));
    assert_eq!(
        found[0].body,
        "Der Hafen bleibt bis Ende des Monats gesperrt, teilte die Stadt am Montag mit, nachdem Taucher einen Riss \
         gefunden hatten. Die Fracht geht in dieser Zeit über die Straße."
    );
    assert_eq!((found.len(), found[1].title.as_str()), (2, "Fracht auf der Straße"));
}

#[test]
fn proquest_pages_and_messages() {
    for (name, number) in [("proquest.html", 2), ("proquest.eml", 2)] {
        let found = read(name);
        assert_eq!(found.len(), number, "{name}");
        let day = on("2010-05-08", "field");
        let title = "Harbour closed after divers find a crack; The town waits";
        let outlet = "The Westport Times";
        let section = "Part AA; Business Desk";
        assert_eq!(
            fields(&found[0]),
            ("proquest-html", title, outlet, day, "Berg, Anna", section, None, "en"),
            "{name}"
        );
        assert_eq!(found[0].own_id, "251439970");
        assert!(found[0].body.starts_with("The harbour of Westport will stay closed"), "{}", found[0].body);
        assert!(found[0].body.ends_with("\n\nFishermen asked for help. The town has no money left this year."));
        assert_eq!(found[1].title, "Ferrymen's old song");
    }
}

#[test]
fn wires_of_anpa_and_without_control_characters() {
    let found = read("anpa1312.txt");
    let moment = on("2013-11-13T15:09:00Z", "field");
    let title = "Harbour closed after divers find a crack";
    let author = "By ANNA BERG";
    assert_eq!(found.len(), 1);
    assert_eq!(fields(&found[0]).0, "iptc7901");
    assert_eq!((found[0].title.as_str(), found[0].author.as_str()), (title, author));
    assert_eq!((fields(&found[0]).2, fields(&found[0]).3), ("Associated Press", moment));
    assert!(found[0].body.ends_with("for it this year, people say."), "{}", found[0].body);
    let found = read("iptc7901-bare.txt");
    let moment = on("2018-11-21T23:22:00Z", "field");
    let author = "By dpa correspondents";
    assert_eq!(fields(&found[0]), ("iptc7901", title, "dpa", moment, author, "i", Some(380), ""));
    assert!(found[0].body.ends_with("More is to come, the town said."), "{}", found[0].body);
}

#[test]
fn xml_of_ones_own_and_lists_of_ninjs() {
    let found = read("records.xml");
    assert_eq!(found.len(), 2);
    let day = on("2018-02-01", "field");
    let title = "Harbour closed";
    assert_eq!(fields(&found[0]), ("xml", title, "Westport Times", day, "Anna Berg", "", None, ""));
    assert_eq!((found[0].own_id.as_str(), found[1].own_id.as_str()), ("7", "8"));
    assert!(found[0].body.ends_with("freight goes by road.\n\nMore follows."), "{}", found[0].body);
    let found = read("ninjs-list.json");
    let moment = on("2018-05-28T16:40:08", "field");
    assert_eq!((found.len(), found[0].title.as_str(), fields(&found[0]).3), (1, title, moment));
}

/// A corpus of a list and texts.
fn listed(files: &[(&str, &str)]) -> Parsed {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_corpus(&files, &ReadOptions::default())
}

#[test]
fn lists_of_media_cloud_and_gdelt_tell_of_texts_elsewhere() {
    let cloud = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n\
        abc,2024-03-09,en,herald.example,herald.example,2024-03-05,Harbour opens,https://www.herald.example/harbour/?utm_source=x\n\
        def,2024-03-09,de,bote.example,bote.example,2024-03-06,Die Brücke,https://bote.example/bruecke\n";
    let page = "<html><head><link rel=\"canonical\" href=\"http://herald.example/harbour\"></head><body><article><p>The new harbour opened on Tuesday after four years of work.</p></article></body></html>";
    let found = listed(&[("cloud.csv", cloud), ("pages/1.html", page)]);
    assert_eq!(found.articles.len(), 1, "{:?}", found.problems);
    let day = on("2024-03-05", "list");
    let article = fields(&found.articles[0]);
    assert_eq!((article.1, article.2, article.3, article.7), ("Harbour opens", "herald.example", day, "en"));
    let left: Vec<_> = found.problems.iter().map(|p| (p.problem.as_str(), p.record, p.notice)).collect();
    assert_eq!(left, [("listed-only", Some(2), true)]);
    assert!(found.problems[0].detail.ends_with("https://bote.example/bruecke"));

    let gdelt = r#"{"articles":[{"url":"https://herald.example/quay","url_mobile":"","title":"Quay closed","seendate":"20240307T101500Z","socialimage":"","domain":"herald.example","language":"English","sourcecountry":"Norway"}]}"#;
    let lines = "{\"url\":\"http://www.herald.example/quay#top\",\"text\":\"The quay was closed on Thursday.\"}\n";
    let found = listed(&[("z/gdelt.json", gdelt), ("a.jsonl", lines)]);
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let moment = on("2024-03-07T10:15:00Z", "list");
    let article = fields(&found.articles[0]);
    assert_eq!((article.1, article.2, article.3, article.7), ("Quay closed", "herald.example", moment, "en"));
}

#[test]
fn metadata_beside_texts_is_theirs() {
    let table = "filename;Headline;Newspaper;Date\n7.txt;Harbour opens;The Herald;5/3/2024\ntexts/b.txt;Bridge closed;The Bote;13/3/2024\ngone.txt;Lost;The Bote;14/3/2024\n";
    let found = listed(&[
        ("x/metadata.csv", table),
        ("x/7.txt", "The harbour opened."),
        ("x/texts/b.txt", "The bridge was closed."),
    ]);
    let told: Vec<_> = found.articles.iter().map(|a| (a.title.as_str(), a.outlet.as_str(), fields(a).3)).collect();
    // 13 March settles that the day stands first.
    assert_eq!(
        told,
        [
            ("Harbour opens", "The Herald", on("2024-03-05", "list")),
            ("Bridge closed", "The Bote", on("2024-03-13", "list")),
        ]
    );
    assert_eq!(found.problems.iter().filter(|p| p.problem == "listed-only").count(), 1);
    // By id, and what the text says of itself stays.
    let ids = "id,title,date\nh1,Harbour opens,2024-03-05\n";
    let text = "Title: The harbour is open\n\nThe harbour opened.";
    let found = listed(&[("list.csv", ids), ("h1.txt", text)]);
    assert_eq!(found.articles[0].title, "The harbour is open");
    assert_eq!(fields(&found.articles[0]).3, on("2024-03-05", "list"));
    // A list of nothing is one problem, which names its columns.
    let found = listed(&[("list.csv", ids), ("other.txt", "The quay is open.")]);
    let errors: Vec<_> = found.problems.iter().filter(|p| !p.notice).collect();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].problem == "no-text-column" && errors[0].detail.contains("\"title\""), "{:?}", errors);
}

#[test]
fn schema_org_in_pages_and_as_files_and_stubs() {
    let graph = r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Herald","url":"https://herald.example"},{"@type":"NewsArticle","headline":"Harbour opens","articleBody":"The new harbour opened.","datePublished":"2024-03-05","author":[{"@type":"Person","name":"Anna Berg"}],"publisher":{"@type":"Organization","name":"The Herald"},"url":"https://herald.example/harbour","inLanguage":"en","articleSection":"City"}]}"#;
    let found = one("page.jsonld", graph.as_bytes());
    assert!(found.problems.is_empty(), "{:?}", found.problems);
    let day = on("2024-03-05", "field");
    assert_eq!(
        fields(&found.articles[0]),
        ("json", "Harbour opens", "The Herald", day, "Anna Berg", "City", None, "en")
    );
    let page = format!(
        "<html><head><script type=\"application/ld+json\">{}</script></head><body><article><p>The new harbour opened on Tuesday after four years of work, the town said.</p></article></body></html>",
        graph.replace("\"url\":\"https://herald.example/harbour\"", "\"isAccessibleForFree\":false")
    );
    let found = one("page.html", page.as_bytes());
    let day = on("2024-03-05", "json-ld");
    assert_eq!(
        fields(&found.articles[0]),
        ("html", "Harbour opens", "The Herald", day, "Anna Berg", "City", None, "en")
    );
    let told: Vec<_> = found.problems.iter().map(|p| (p.problem.as_str(), p.notice)).collect();
    assert_eq!(told, [("paywall", true)]);
    let found = one("2024-03-05.txt", b"Harbour opens\n\nThe new harbour opened.\n\nSubscribe to continue reading");
    assert_eq!(found.problems.iter().map(|p| p.problem.as_str()).collect::<Vec<_>>(), ["paywall"]);
}
