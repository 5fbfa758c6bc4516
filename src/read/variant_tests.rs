//! Exports of the known kinds as other people have them: joined, spaced otherwise, without some of their labels, with
//! headlines that look like something else.

use super::format_tests::{fields, on, read};
use super::tests::one;
use crate::article::Article;

/// A line in the middle of a page of 80 columns.
fn centred(text: &str) -> String {
    format!("{:26}{text}\n\n", "")
}

const TEXT: &str = "The harbour of Westport will stay closed until the end of the month, the town\nsaid on Monday, after \
                    divers found a crack in its wall.\n\nFreight goes by road in the meantime.\n\n";
const BODY: &str = "The harbour of Westport will stay closed until the end of the month, the town said on Monday, after \
                    divers found a crack in its wall.\n\nFreight goes by road in the meantime.";

fn fixture(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn titles(found: &[Article]) -> Vec<&str> {
    found.iter().map(|article| article.title.as_str()).collect()
}

#[test]
fn a_lone_article_of_nexis_has_neither_a_number_nor_a_load_date() {
    let text = format!(
        "{}{}Harbour closed\n\nBYLINE: Anna Berg\n\nSECTION: NEWS; Pg. 1\n\nLENGTH: 841 words\n\n{TEXT}{}",
        centred("The Westport Times"),
        centred("May 8, 2010 Saturday"),
        centred("Copyright 2010 The Westport Times Company"),
    );
    let found = one("a.txt", text.as_bytes()).articles;
    let day = on("2010-05-08", "field");
    let wanted = ("nexis-txt", "Harbour closed", "The Westport Times", day, "Anna Berg", "NEWS; Pg. 1", Some(841), "");
    assert_eq!(fields(&found[0]), wanted);
    assert_eq!((found.len(), found[0].body.as_str()), (1, BODY));
    // A text that prints a length and rights of its own, and no label beside, is a text.
    let own = format!("Harbour closed\n\n{TEXT}LENGTH: 841 words\n\nCopyright 2010 The Westport Times\n");
    assert_eq!(one("a.txt", own.as_bytes()).articles[0].format, "text");
}

#[test]
fn a_correction_appended_moves_no_date_and_is_no_text() {
    let text = format!(
        "{}{}{}{}{}Harbour closed\n\nBYLINE: By ANNA BERG\n\nLENGTH: 841 words\n\n{TEXT}LOAD-DATE: May 12, 2010\n\n\
         LANGUAGE: ENGLISH\n\nCORRECTION-DATE: May 12, 2010\n\nCORRECTION:\n\nAn article on Saturday misstated the year.\n\n\
         GRAPHIC: PHOTOS: The wall\n",
        centred("1 of 1 DOCUMENT"),
        centred("The Westport Times"),
        centred("May 8, 2010 Saturday"),
        centred("Correction Appended"),
        centred("Final Edition"),
    );
    let found = one("a.txt", text.as_bytes()).articles;
    let day = on("2010-05-08", "field");
    let wanted = ("nexis-txt", "Harbour closed", "The Westport Times", day, "By ANNA BERG", "", Some(841), "en");
    assert_eq!(fields(&found[0]), wanted);
    assert_eq!((found.len(), found[0].body.as_str()), (1, BODY));
}

#[test]
fn headlines_that_look_like_dates_and_labels_are_headlines() {
    let mut text = String::new();
    let headlines = ["2000 um 4,5", "Titel: ein Wort;\nWas der Hafen kostet", "1. Mai 2014: Was die Stadt plant"];
    for (at, headline) in headlines.iter().enumerate() {
        text += &centred(&format!("Dokument {} von 3", at + 1));
        text += &centred("Hafener Zeitung");
        text += &centred(&format!("Mittwoch {}. März 2014", at + 5));
        text += &format!(
            "{headline}\n\nRUBRIK: LOKALES\n\nLÄNGE: 3 Wörter\n\nDer Kai bleibt offen.\n\nLänge: zehn Meter.\n\n"
        );
    }
    let found = one("a.txt", text.as_bytes()).articles;
    assert_eq!(titles(&found), ["2000 um 4,5", "Titel: ein Wort", "1. Mai 2014: Was die Stadt plant"]);
    for (at, article) in found.iter().enumerate() {
        assert_eq!(fields(article).3, on(&format!("2014-03-0{}", at + 5), "field"));
        assert_eq!(article.body, "Der Kai bleibt offen.\n\nLänge: zehn Meter.");
    }
}

#[test]
fn joined_files_keep_the_cover_of_the_second_out_of_the_first() {
    let text = fixture("nexis-en.txt");
    let wanted = read("nexis-en.txt");
    let found = one("all.txt", format!("{text}{text}").as_bytes()).articles;
    assert_eq!(found.len(), 6);
    for (found, wanted) in found.iter().zip(wanted.iter().chain(&wanted)) {
        assert_eq!((fields(found), &found.body), (fields(wanted), &wanted.body));
    }
}

#[test]
fn a_blank_line_behind_every_line_parts_no_paragraphs() {
    let wanted = read("nexis-en.txt");
    for ends in ["\n\n", "\r\n\r\n", "\r\r\n"] {
        let found = one("a.txt", fixture("nexis-en.txt").replace('\n', ends).as_bytes()).articles;
        assert_eq!(found.len(), 3, "{ends:?}");
        for (found, wanted) in found.iter().zip(&wanted) {
            assert_eq!((fields(found), &found.body), (fields(wanted), &wanted.body), "{ends:?}");
        }
    }
}

#[test]
fn encodings_and_line_ends_of_windows_change_nothing() {
    let cases = ["nexis-de.txt", "nexis-fr.txt", "nexis-es.txt", "mediargus.txt", "proquest.txt", "nexis-uni.txt"];
    for name in cases {
        let (text, wanted) = (fixture(name).replace('\n', "\r\n"), read(name));
        let marked = format!("\u{FEFF}{text}");
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let narrow = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        for bytes in [marked.into_bytes(), wide, narrow] {
            let found = one(name, &bytes).articles;
            assert_eq!(found.len(), wanted.len(), "{name}");
            for (found, wanted) in found.iter().zip(&wanted) {
                assert_eq!((fields(found), &found.body), (fields(wanted), &wanted.body), "{name}");
            }
        }
    }
}

#[test]
fn a_text_of_proquest_may_hold_lines_that_look_like_labels() {
    let rule = "_".repeat(60);
    let record = |first: &str, text: &str, id: u32| {
        format!(
            "{rule}\n\n{first}\n\nAuthor: Berg, Anna\n\n{text}\n\nSubject: Harbors\n\nTitle: {first}\n\n\
             Publication title: The Lund Herald; Lund\n\nPublication date: Mar 5, 2014\n\nProQuest document ID: {id}\n\n"
        )
    };
    let speech =
        "Full text: The harbour costs more.\n\nTitle: a word, said the mayor, and no more.\n\nAnswer: it is late.";
    let text = record("Word: what a harbour costs", speech, 1)
        + &record("2000 um 4,5", "Abstract: None available.", 2)
        + &record("Bridge closed", "Abstract: The bridge is closed.\n\nFull text: Not available.", 3)
        + &rule;
    let parsed = one("a.txt", text.as_bytes());
    assert_eq!(titles(&parsed.articles), ["Word: what a harbour costs", "Bridge closed"]);
    let body = "The harbour costs more.\n\nTitle: a word, said the mayor, and no more.\n\nAnswer: it is late.";
    assert_eq!(parsed.articles[0].body, body);
    assert_eq!(fields(&parsed.articles[0]).3, on("2014-03-05", "field"));
    assert_eq!(parsed.articles[1].body, "The bridge is closed.");
    let told: Vec<_> = parsed.problems.iter().map(|p| (p.record, p.problem.as_str())).collect();
    assert_eq!(told, [(Some(2), "empty")], "a notice that there is no abstract is no text");
}

#[test]
fn a_document_of_nexis_uni_without_a_day_has_an_outlet() {
    let text = "Harbour closed;The town waits\nThe Westport Times (England)\n\nCopyright 2010 The Westport Times All Rights \
                Reserved\n\nLength: 41 words\nBody\n\nCorrection: it is closed.\n\nFreight goes by road.\n\n\
                Load-Date: May 12, 2010\n\nEnd of Document\n\n2000 um 4,5\nHafener Zeitung\n5. März 2014 Mittwoch\n\nLength: 9 \
                words\nBody\n\nDie Preise stiegen.\n\nEnd of Document\n";
    let found = one("a.txt", text.as_bytes()).articles;
    assert_eq!(titles(&found), ["Harbour closed", "2000 um 4,5"]);
    let loaded = on("2010-05-12", "load-date");
    let told = fields(&found[0]);
    assert_eq!((told.2, told.3, told.6), ("The Westport Times (England)", loaded, Some(41)));
    assert_eq!(found[0].body, "Correction: it is closed.\n\nFreight goes by road.");
    assert_eq!((fields(&found[1]).2, fields(&found[1]).3), ("Hafener Zeitung", on("2014-03-05", "field")));
}

#[test]
fn lock_files_and_what_systems_leave_are_no_articles() {
    let text = b"The harbour of Westport will stay closed.".as_slice();
    let owner = [b"\x0bAnna Berg".as_slice(), &[b' '; 44], b"\x09\0A\0n\0n\0a\0", &[0; 90]].concat();
    let files: [(&str, &[u8]); 6] = [
        ("2010-05-08-a.txt", text),
        ("~$export.docx", &owner),
        ("~$a.txt", &owner),
        (".~lock.table.ods#", b",anna,host,05.03.2014 09:20,file:///x;"),
        (".DS_Store", b"\0\0\0\x01Bud1"),
        ("__MACOSX/._a.txt", b"\0\x05\x16\x07\0\x02\0\0Mac OS X"),
    ];
    let parsed = super::tests::read(&files, &super::ReadOptions::default());
    assert_eq!(parsed.articles.len(), 1);
    let errors: Vec<_> = parsed.problems.iter().filter(|problem| !problem.notice).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn tables_that_name_their_delimiter_or_have_a_rare_one() {
    let rows =
        "id;title;text;date\r\n1;Harbour opens;The quay, open.;05.03.2014\r\n2;Bridge;It is closed.;13.03.2014\r\n";
    for text in [format!("sep=;\r\n{rows}"), format!("\u{FEFF}sep=;\n{rows}"), rows.replace(';', "|")] {
        let found = one("a.csv", text.as_bytes()).articles;
        assert_eq!(titles(&found), ["Harbour opens", "Bridge"], "{text}");
        assert_eq!((found[0].body.as_str(), fields(&found[0]).3), ("The quay, open.", on("2014-03-05", "field")));
        assert_eq!(found[0].record, 1);
    }
}

#[test]
fn json_of_several_values_is_read_to_its_end() {
    let value = |n: usize| format!("{{\n \"title\": \"Quay {n}\",\n \"text\": \"The quay {n} stays open.\"\n}}");
    for joint in ["\n", "\n\n", ""] {
        let found = one("a.json", [value(1), value(2), value(3)].join(joint).as_bytes()).articles;
        assert_eq!(titles(&found), ["Quay 1", "Quay 2", "Quay 3"]);
        assert_eq!(found[1].place(), "a.json#2");
    }
    // Lines, one of which has no text, and one that breaks off.
    let lines =
        "{\"title\":\"A\",\"text\":\"One.\"}\n{\"title\":\"B\"}\n{\"title\":\"C\",\"text\":\"Three.\"}\n{\"title\":";
    let parsed = one("a.json", lines.as_bytes());
    assert_eq!(titles(&parsed.articles), ["A", "C"]);
    let told: Vec<_> = parsed.problems.iter().map(|p| p.problem.as_str()).filter(|p| *p != "no-date").collect();
    assert_eq!(told, ["broken-json", "no-text"]);
    // What is neither a text nor a table by column is told what it holds.
    let parsed = one("a.json", br#"{"title":"Quay","text":{"first":{"0":"The quay stays open."}}}"#);
    assert_eq!(parsed.problems[0].detail, "\"text\" holds an object where the text should be");
}

#[test]
fn an_article_of_factiva_without_the_number_of_its_document_is_still_one() {
    let told = |parsed: &super::Parsed| -> Vec<(Option<u32>, String, bool)> {
        parsed.problems.iter().map(|p| (p.record, p.problem.clone(), p.notice)).collect()
    };
    let cut = |number| vec![(Some(number), "no-document-number".to_string(), true)];
    let parsed = one("factiva-cut.rtf", fixture("factiva-cut.rtf").as_bytes());
    let moment = on("2014-03-05T09:20:00", "field");
    let (title, outlet) = ("Harbour opens after four years", "The Lund Herald");
    let wanted = ("factiva-rtf", title, outlet, moment, "By Anna Berg", "", Some(355), "en");
    assert_eq!((parsed.articles.len(), fields(&parsed.articles[0])), (1, wanted));
    let body = "The new harbour of Lund opened on Tuesday – after four years.\n\nThe quay stays open.";
    assert_eq!(parsed.articles[0].body, body);
    assert_eq!(told(&parsed), cut(1));
    // The last of two, and one with codes alone.
    let wanted = read("factiva.rtf");
    let line = "AN Document COURR00020140305ea350003c\\par\n";
    let whole = fixture("factiva.rtf");
    assert!(whole.contains(line));
    let parsed = one("factiva.rtf", whole.replacen(line, "", 1).as_bytes());
    assert_eq!(parsed.articles.len(), 2);
    assert_eq!((fields(&parsed.articles[1]), &parsed.articles[1].body), (fields(&wanted[1]), &wanted[1].body));
    assert_eq!(told(&parsed), cut(2));
    let alone =
        format!("{{\\rtf1\\ansi\\ansicpg1252 {}", &whole[whole.find("\\pard HD").unwrap()..]).replacen(line, "", 1);
    let parsed = one("a.rtf", alone.as_bytes());
    assert_eq!((fields(&parsed.articles[0]), told(&parsed)), (fields(&wanted[1]), cut(1)));
    // One in the middle: the two cannot be parted, and that is said.
    let two = fixture("factiva-cut.rtf").replace("\n}\n", "\\par\n") + &whole[whole.find("\\pard\\b Hafen").unwrap()..];
    let parsed = one("factiva.rtf", two.as_bytes());
    assert_eq!((parsed.articles.len(), told(&parsed)), (2, vec![(Some(1), "joined-articles".to_string(), false)]));
    // What stands behind the last is said.
    let parsed =
        one("factiva.rtf", whole.replacen(line, &format!("{line}Search Summary\\par Date All\\par\n"), 1).as_bytes());
    assert_eq!(parsed.articles.len(), 2);
    assert_eq!(told(&parsed), [(None, "left-over".to_string(), true)]);
    assert!(parsed.problems[0].detail.starts_with("4 words behind"), "{}", parsed.problems[0].detail);
    // A note that counts words and gives a day is no export.
    let note = "{\\rtf1\\ansi Essay\\par 355 words\\par 5 March 2014\\par The harbour is open.\\par}";
    assert_eq!(one("note.rtf", note.as_bytes()).articles[0].format, "rtf");
}

#[test]
fn an_article_of_europresse_without_an_outlet_is_not_lost() {
    let found = read("europresse-no-outlet.html");
    let older = read("europresse-older.html");
    let unplaced = |article: &Article| Article { path: String::new(), ..article.clone() };
    assert_eq!(found[..2].iter().map(unplaced).collect::<Vec<_>>(), older.iter().map(unplaced).collect::<Vec<_>>());
    let day = on("2014-03-07", "field");
    let wanted = ("europresse-html", "Un bac dans le brouillard", "", day, "Jean Quai", "", None, "");
    assert_eq!((found.len(), fields(&found[2])), (4, wanted));
    assert_eq!(found[2].body, "Le bac de midi est parti à trois heures.");
    assert_eq!((found[2].own_id.as_str(), found[3].own_id.as_str()), ("news·20140307·XX·3", "news·20140308·XX·4"));
    assert_eq!(
        (found[3].title.as_str(), found[3].body.as_str()),
        ("Le quai fermé", "Le quai est fermé aux promeneurs.")
    );
    // The first of a page, and all of it.
    let page = fixture("europresse-older.html");
    let first = page.replacen("<span class=\"DocPublicationName\">Le Courrier du Port, no. 512</span>", "", 1);
    let none = first.replacen("<span class=\"DocPublicationName\">La Gazette</span>", "", 1);
    assert!(page.len() > first.len() && first.len() > none.len());
    for (page, last) in [(first, "La Gazette"), (none, "")] {
        let found = one("europresse-older.html", page.as_bytes()).articles;
        let told: Vec<_> = found.iter().map(|a| (a.title.as_str(), a.outlet.as_str(), &a.body, &a.published)).collect();
        let wanted = |at: usize, outlet| (older[at].title.as_str(), outlet, &older[at].body, &older[at].published);
        assert_eq!(told, [wanted(0, ""), wanted(1, last)]);
    }
}

#[test]
fn an_article_of_factiva_without_its_number_of_words_is_read_by_its_day() {
    for (name, line) in [("factiva.html", "<div>1,475 words</div>"), ("factiva.rtf", "306 W\\'f6rter\\par\n")] {
        let wanted = read(name);
        let text = fixture(name);
        assert!(text.contains(line));
        let parsed = one(name, text.replacen(line, "", 1).as_bytes());
        assert_eq!(parsed.articles.len(), wanted.len(), "{name}: {:?}", parsed.problems);
        let without = |article: &Article| Article { printed_words: None, ..article.clone() };
        assert_eq!(parsed.articles[0], without(&wanted[0]), "{name}");
        assert_eq!(parsed.articles[1..], wanted[1..]);
    }
    // What cannot be taken apart is said, and costs the others nothing.
    let text = fixture("factiva.html").replacen("<div>1,475 words</div><div>5 March 2014</div>", "", 1);
    let parsed = one("factiva.html", text.as_bytes());
    assert_eq!(titles(&parsed.articles), ["港口开放", "Bridge closed"]);
    assert_eq!(
        parsed.problems.iter().map(|p| (p.record, p.problem.as_str())).collect::<Vec<_>>(),
        [(Some(1), "empty")]
    );
}

#[test]
fn headings_without_a_day_or_an_outlet_keep_their_headline() {
    // A cover, and a document without a day behind it.
    let text = fixture("nexis-uni.txt").replacen("March 5, 2014 Wednesday 9:20 AM GMT\n", "", 1);
    let found = one("a.txt", text.as_bytes()).articles;
    let told = fields(&found[0]);
    assert_eq!(
        (told.1, told.2, told.3),
        ("Harbour opens after four years", "The Lund Herald", on("2014-03-06", "load-date"))
    );
    let text = fixture("europresse-newer.html").replacen("DocPublicationName", "x", 1);
    assert_eq!(titles(&one("a.html", text.as_bytes()).articles), ["Le port ouvre", "Harbour opens"]);
}
