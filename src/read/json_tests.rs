//! Layouts of JSON: answers of services, records under their ids, tables of pandas; a file each, every field read of it.

use super::Parsed;
use super::format_tests::{fields, on, read};
use super::tests::one;

const TITLE: &str = "Harbour opens after four years";
const BRIDGE: &str = "Bridge to the island closed";

/// A fixture with whatever problems it has.
fn parsed(name: &str) -> Parsed {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    one(name, &std::fs::read(path).unwrap())
}

/// Record, kind and notice of each problem.
fn told(parsed: &Parsed) -> Vec<(Option<u32>, &str, bool)> {
    parsed.problems.iter().map(|p| (p.record, p.problem.as_str(), p.notice)).collect()
}

#[test]
fn answers_of_the_guardian() {
    let found = read("guardian.json");
    let moment = || on("2014-03-05T09:20:00Z", "field");
    let outlet = "The Lund Herald";
    let wanted = ("json", TITLE, outlet, moment(), "Anna Berg", "UK news", Some(355), "en");
    assert_eq!((found.len(), fields(&found[0])), (2, wanted));
    let id = "uk-news/2014/mar/05/harbour-opens";
    assert_eq!((found[0].own_id.as_str(), found[0].url.clone()), (id, format!("https://www.herald.example/{id}")));
    // Of the two fields with the text, the one with paragraphs.
    let body = "The new harbour of Lund opened on Tuesday after four years of work.\n\nThe quay stays open to walkers.";
    assert_eq!(found[0].body, body);
    let evening = on("2014-03-06T18:45:00Z", "field");
    assert_eq!(fields(&found[1]), ("json", BRIDGE, "herald.example", evening, "", "UK news", None, ""));
    assert_eq!(found[1].body, "The bridge was closed to lorries.");
    // One item by itself.
    let found = read("guardian-item.json");
    let wanted = ("json", TITLE, outlet, moment(), "Anna Berg", "UK news", Some(355), "");
    assert_eq!((found.len(), fields(&found[0])), (1, wanted));
    assert_eq!((found[0].own_id.as_str(), found[0].body.as_str()), (id, body));
}

#[test]
fn answers_of_the_new_york_times_hold_no_text() {
    let parsed = parsed("nyt.json");
    let found = &parsed.articles;
    let moment = on("2014-03-05T09:20:13+00:00", "field");
    let (outlet, author) = ("The Lund Herald", "By Anna Berg and Jonas Lind");
    assert_eq!(fields(&found[0]), ("json", TITLE, outlet, moment, author, "World", Some(355), ""));
    let url = "https://www.herald.example/2014/03/05/harbour-opens.html";
    assert_eq!((found[0].own_id.as_str(), found[0].url.as_str()), ("nyt://article/7f0c", url));
    let lead = "The new harbour of Lund opened on Tuesday after four years of work, and the first ferry left at noon.";
    assert_eq!(found[0].body, lead);
    let moment = on("2014-03-06T18:45:00+00:00", "field");
    assert_eq!(fields(&found[1]), ("json", BRIDGE, outlet, moment, "", "World", None, ""));
    assert_eq!((found.len(), found[1].body.as_str()), (2, "The bridge to the island was closed to lorries."));
    assert_eq!(told(&parsed), [(Some(1), "excerpt", true), (Some(2), "excerpt", true)]);
    let details: Vec<&str> = parsed.problems.iter().map(|p| p.detail.as_str()).collect();
    assert!(details[0].contains("its lead paragraph is") && details[1].contains("its abstract is"), "{details:?}");
    // An item a line; and what gives a text beside an abstract is read by its text.
    let line = "{\"web_url\":\"https://a.example/1\",\"headline\":{\"main\":\"A\"},\"snippet\":\"Short.\"}\n\
        {\"web_url\":\"https://a.example/2\",\"headline\":{\"main\":\"B\"},\"abstract\":\"Short.\",\"text\":\"All of it.\"}\n";
    let lines = one("nyt.jsonl", line.as_bytes());
    let bodies: Vec<(&str, &str)> = lines.articles.iter().map(|a| (a.title.as_str(), a.body.as_str())).collect();
    assert_eq!(bodies, [("A", "Short."), ("B", "All of it.")]);
    // Elsewhere an abstract is no text.
    let other = one("a.json", b"{\"title\":\"A\",\"abstract\":\"Short.\"}");
    assert_eq!((other.articles.len(), other.problems[0].problem.as_str()), (0, "no-text"));
}

#[test]
fn records_under_their_ids() {
    let parsed = parsed("by-id.json");
    let found = &parsed.articles;
    let wanted = ("json", TITLE, "The Lund Herald", on("2014-03-05", "field"), "Anna Berg", "News", Some(355), "en");
    assert_eq!(fields(&found[0]), wanted);
    let url = "https://www.herald.example/harbour";
    assert_eq!((found[0].own_id.as_str(), found[0].url.as_str()), ("lund-1", url));
    assert_eq!(found[0].body, "The new harbour of Lund opened on Tuesday.");
    // A record's own id goes before its key; what speaks of the others ("meta") is no record; one without a text is said.
    assert_eq!((found.len(), found[1].own_id.as_str(), found[1].title.as_str()), (2, "b2", BRIDGE));
    assert_eq!(told(&parsed), [(Some(3), "no-text", false)]);
    // By address; and by the number of a row, which is no id.
    let text =
        r#"{"https://a.example/1":{"title":"A","text":"One."},"https://a.example/2":{"title":"B","text":"Two."}}"#;
    let found = one("a.json", text.as_bytes()).articles;
    assert_eq!((found[0].url.as_str(), found[0].own_id.as_str()), ("https://a.example/1", ""));
    let text = r#"{"0":{"title":"A","text":"One."},"1":{"title":"B","text":"Two."}}"#;
    let found = one("a.json", text.as_bytes()).articles;
    assert_eq!((found.len(), found[0].own_id.as_str(), found[0].many), (2, "", true));
    // Inside the object of a list, and up to a fault.
    let text = r#"{"articles":{"a":{"title":"A","text":"One."},"b":{"title":"B","text":"Two."}}"#;
    let parsed = one("a.json", text.as_bytes());
    assert_eq!((parsed.articles.len(), parsed.articles[1].own_id.as_str()), (2, "b"));
    assert_eq!(parsed.problems.iter().filter(|p| p.problem == "broken-json").count(), 1);
}

#[test]
fn objects_inside_an_article_are_no_articles() {
    let text = r#"{"title":"A","data":{"title":"C","text":"Three."},"related":{"title":"B","text":"Two."},"text":"One.",
        "response":{"results":[{"title":"D","text":"Four."}]}}"#;
    let found = one("a.json", text.as_bytes()).articles;
    assert_eq!((found.len(), found[0].body.as_str(), found[0].many), (1, "One.", false));
    // A comment on an article without a text is none.
    let text = r#"{"headline":"A","url":"https://a.example/","comment":{"title":"B","text":"Two."}}"#;
    let parsed = one("a.json", text.as_bytes());
    assert_eq!((parsed.articles.len(), parsed.problems[0].problem.as_str()), (0, "no-text"));
    // The article under a name of its own beside more of its fields, and a text inside an object or in paragraphs.
    let text = "{\"url\":\"https://a.example/1\",\"article\":{\"title\":\"A\",\"text\":\"One.\"}}\n";
    for name in ["a.json", "a.jsonl"] {
        let found = one(name, text.as_bytes()).articles;
        let told = (found[0].title.as_str(), found[0].body.as_str(), found[0].url.as_str());
        assert_eq!((found.len(), told), (1, ("A", "One.", "https://a.example/1")), "{name}");
    }
    let found = one("a.json", r#"{"title":"A","text":["One.","Two."],"authors":["B","C"]}"#.as_bytes()).articles;
    assert_eq!((found[0].body.as_str(), found[0].author.as_str()), ("One.\n\nTwo.", "B; C"));
    let text = r#"{"status":"ok","article":{"title":"A","text":"One."}}"#;
    let found = one("a.json", text.as_bytes()).articles;
    assert_eq!((found.len(), found[0].title.as_str(), found[0].body.as_str()), (1, "A", "One."));
    let text = r#"{"title":{"rendered":"A"},"content":{"rendered":"<p>One.</p>","protected":false}}"#;
    let found = one("a.json", text.as_bytes()).articles;
    assert_eq!((found.len(), found[0].title.as_str(), found[0].body.as_str()), (1, "A", "One."));
}

#[test]
fn fields_inside_a_record_are_its_own() {
    let text = r#"{"data":[{"type":"articles","id":"7","attributes":{"title":"A","body":"One.","source":"Herald"}}]}"#;
    let found = one("a.json", text.as_bytes()).articles;
    let told = (found[0].own_id.as_str(), found[0].title.as_str(), found[0].body.as_str(), found[0].outlet.as_str());
    assert_eq!((found.len(), told), (1, ("7", "A", "One.", "Herald")));
    // What such a key holds may be a value of its own.
    let found = one("a.jsonl", b"{\"_source\":\"Herald\",\"title\":\"A\",\"text\":\"One.\",\"fields\":[1]}\n").articles;
    assert_eq!((found[0].outlet.as_str(), found[0].body.as_str()), ("Herald", "One."));
    // The title and address of a thread are those of the page, not of an answer in it.
    let text = r#"{"thread":{"title":"B","section_title":"News"},"title":"A","text":"One."}"#;
    let found = one("a.json", text.as_bytes()).articles;
    assert_eq!((found[0].title.as_str(), found[0].section.as_str()), ("A", "News"));
}

#[test]
fn tables_of_pandas() {
    for (name, moments) in [
        ("frame-columns.json", ["2014-03-05T09:20:00Z", "2014-03-06T18:45:00Z"]),
        ("frame-split.json", ["2014-03-05T09:20:00Z", "2014-03-06T18:45:00Z"]),
        ("frame-lists.json", ["2014-03-05T09:20:00Z", "2014-03-06T18:45:00Z"]),
    ] {
        let found = read(name);
        let moment = |at: usize| on(moments[at], "field");
        let wanted = ("json", TITLE, "The Lund Herald", moment(0), "Anna Berg", "News", Some(355), "en");
        assert_eq!((found.len(), fields(&found[0])), (2, wanted), "{name}");
        assert_eq!(found[0].url, "https://www.herald.example/harbour", "{name}");
        assert_eq!(found[0].body, "The new harbour of Lund opened on Tuesday.\n\nThe quay stays open.", "{name}");
        assert_eq!(fields(&found[1]), ("json", BRIDGE, "herald.example", moment(1), "", "", None, "en"), "{name}");
        assert_eq!((found[1].body.as_str(), found[1].record), ("The bridge was closed to lorries.", 2), "{name}");
    }
    // One without a column of text is told its columns.
    let parsed = one("a.json", br#"{"columns":["title","when"],"data":[["A","2014"],["B","2015"]]}"#);
    assert_eq!((parsed.articles.len(), told(&parsed)), (0, vec![(None, "no-text-column", false)]));
    assert!(parsed.problems[0].detail.contains("\"title\", \"when\""), "{}", parsed.problems[0].detail);
    // A row that its column does not have, or has empty, is said.
    let text = r#"{"title":{"a":"A","b":"B","c":"C"},"text":{"a":"One.","c":null}}"#;
    let parsed = one("a.json", text.as_bytes());
    assert_eq!(parsed.articles.len(), 1);
    let empty: Vec<_> = told(&parsed).into_iter().filter(|problem| !problem.2).collect();
    assert_eq!(empty, [(Some(2), "empty", false), (Some(3), "empty", false)]);
}

#[test]
fn answers_of_elasticsearch() {
    let found = read("elasticsearch.json");
    let moment = on("2014-03-05T09:20:00Z", "field");
    let wanted = ("json", TITLE, "The Lund Herald", moment, "Anna Berg", "News", Some(355), "en");
    assert_eq!((found.len(), fields(&found[0])), (1, wanted));
    assert_eq!((found[0].own_id.as_str(), found[0].url.as_str()), ("7f0c", "https://www.herald.example/harbour"));
    assert_eq!(found[0].body, "The new harbour of Lund opened on Tuesday.");
}
