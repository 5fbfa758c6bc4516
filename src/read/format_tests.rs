//! Every export, standard and document: a fixture in our own words to the real layout, and every field read of it.

use super::tests::{gzip, one};
use crate::article::Article;
use std::io::Write;

/// The articles of a fixture, which must have no problem but notices.
#[track_caller]
pub(super) fn read(name: &str) -> Vec<Article> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let parsed = one(name, &bytes);
    assert!(parsed.problems.iter().all(|p| p.notice), "{name}: {:?}", parsed.problems);
    parsed.articles
}

/// format, title, outlet, date and where it was found, author, section, words, language.
pub(super) type Fields<'a> = (&'a str, &'a str, &'a str, (String, String), &'a str, &'a str, Option<u32>, &'a str);

pub(super) fn fields(article: &Article) -> Fields<'_> {
    let date = article.published.as_ref().map(|p| (p.at.clone(), p.source.clone())).unwrap_or_default();
    let a = article;
    (&a.format, &a.title, &a.outlet, date, &a.author, &a.section, a.printed_words, &a.language)
}

pub(super) fn on(day: &str, source: &str) -> (String, String) {
    (day.to_string(), source.to_string())
}

#[test]
fn nexis_text_in_english() {
    let found = read("nexis-en.txt");
    assert_eq!(found.len(), 3);
    let day = on("2014-03-05", "field");
    let title = "Harbour opens after four years";
    let author = "Anna Berg, maritime correspondent";
    assert_eq!(
        fields(&found[0]),
        ("nexis-txt", title, "The Lund Herald (Lund)", day, author, "NEWS; Pg. 3", Some(1163), "en")
    );
    assert_eq!(
        found[0].body,
        "The new harbour of Lund opened on Tuesday after four years of work, and the first ferry left at noon with \
         ninety passengers.\n\nLENGTH: this is how long the quay is, the harbour master said, pointing at a plan of it \
         on the wall.\n\nThe quay stays open to walkers."
    );
    // The older layout: the labels stand behind the text.
    let moment = on("2014-03-06T18:45:00", "field");
    let title = "FLASH: Bridge to the island closed";
    assert_eq!(fields(&found[1]), ("nexis-txt", title, "Northern Wire", moment, "", "Regional", Some(49), "en"));
    let body = "The bridge to the island was closed to lorries on Thursday.\n\nA crack had been found in its third pier. nw ab";
    assert_eq!(found[1].body, body);
    let loaded = on("2014-03-07", "load-date");
    let (title, author) = ("A winter on the quay", "Jonas Lind");
    assert_eq!(fields(&found[2]), ("nexis-txt", title, "Harbour Quarterly", loaded, author, "", Some(120), ""));
}

#[test]
fn nexis_text_in_other_languages() {
    let first = |name: &str| read(name).remove(0);
    let day = || on("2014-03-05", "field");
    let de = first("nexis-de.txt");
    let title = "Hafen nach vier Jahren eröffnet";
    assert_eq!(
        fields(&de),
        ("nexis-txt", title, "Hafener Zeitung", day(), "Anna Berg", "LOKALES; S. 7", Some(306), "de")
    );
    assert!(de.body.starts_with("Der neue Hafen") && de.body.ends_with("bleibt offen."), "{}", de.body);
    let fr = first("nexis-fr.txt");
    let title = "Le port ouvre après quatre ans";
    assert_eq!(
        fields(&fr),
        ("nexis-txt", title, "Le Courrier du Port", day(), "Anne MONT", "VILLE; Pg. 2", Some(543), "fr")
    );
    let nl = first("nexis-nl.txt");
    let title = "Haven open na vier jaar";
    let author = "DE BOER, ANNA";
    assert_eq!(fields(&nl), ("nexis-txt", title, "De Havenbode", day(), author, "Binnenland; Blz. 4", Some(353), "nl"));
    assert!(nl.body.ends_with("uur.\n\nDe kade blijft open."), "{}", nl.body);
    let es = first("nexis-es.txt");
    let title = "El puerto abre tras cuatro años";
    let section = "CIUDAD; Pág. 12";
    assert_eq!(
        fields(&es),
        ("nexis-txt", title, "El Diario del Puerto", day(), "Ana Montes", section, Some(210), "es")
    );
    assert_eq!(es.body, "El nuevo puerto abrió el martes y el primer transbordador salió al mediodía.");
}

#[test]
fn exports_whose_lines_end_otherwise_are_the_same() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/nexis-en.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let wanted = read("nexis-en.txt");
    for ends in ["\r\n", "\r"] {
        let found = one("nexis-en.txt", text.replace('\n', ends).as_bytes()).articles;
        assert_eq!(found.len(), wanted.len(), "{ends:?}");
        for (found, wanted) in found.iter().zip(&wanted) {
            assert_eq!((fields(found), &found.body), (fields(wanted), &wanted.body), "{ends:?}");
        }
    }
}

#[test]
fn nexis_pages() {
    let found = read("nexis.html");
    assert_eq!(found.len(), 2);
    let day = on("2014-03-05", "field");
    let title = "Harbour opens & ferry leaves";
    assert_eq!(
        fields(&found[0]),
        ("nexis-html", title, "The Lund Herald", day, "Anna Berg", "NEWS; Pg. 3", Some(355), "en")
    );
    assert_eq!(
        found[0].body,
        "The new harbour of Lund opened on Tuesday after four years of work.\n\nThe quay stays open."
    );
    let moment = on("2014-03-06T18:45:00Z", "field");
    assert_eq!(fields(&found[1]), ("nexis-html", "Bridge closed", "Northern Wire", moment, "", "", Some(49), ""));
}

/// The two articles of `nexis-uni.txt`, whatever they were saved as.
#[track_caller]
fn assert_nexis_uni(found: &[Article], format: &str) {
    assert_eq!(found.len(), 2);
    let moment = on("2014-03-05T09:20:00Z", "field");
    let title = "Harbour opens after four years";
    let section = "NEWS; Version:2";
    assert_eq!(fields(&found[0]), (format, title, "The Lund Herald", moment, "Anna Berg", section, Some(355), "en"));
    let body =
        "The new harbour of Lund opened on Tuesday after four years of work.\n\nThen he said: no ferry leaves today.";
    assert_eq!(found[0].body, body);
    let day = on("2014-03-06", "field");
    let title = "Bridge to the island closed";
    assert_eq!(fields(&found[1]), (format, title, "Northern Wire", day, "", "", Some(49), ""));
    assert_eq!(found[1].body, "The bridge to the island was closed to lorries.");
}

/// A zip of parts.
pub(super) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document of Word with a paragraph for each line.
fn docx(lines: &str) -> Vec<u8> {
    let paragraph = |line: &str| {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"
        )
    };
    let body: String = lines.lines().map(paragraph).collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)])
}

#[test]
fn nexis_uni_as_text_and_as_documents() {
    assert_nexis_uni(&read("nexis-uni.txt"), "nexis-rtf");
    let lines = include_str!("../../tests/fixtures/nexis-uni.txt");
    let parsed = one("export.DOCX", &docx(lines));
    assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
    assert_nexis_uni(&parsed.articles, "nexis-docx");
    // With a cover, links in its headlines, labels in bold, a table and breaks of sections, as the service makes it.
    assert_nexis_uni(&read("nexis-uni.docx"), "nexis-docx");
    let rtf = format!("{{\\rtf1\\ansi {}}}", lines.replace('\n', "\\par\n"));
    assert_nexis_uni(&one("export.rtf", rtf.as_bytes()).articles, "nexis-rtf");
}

#[test]
fn factiva_pages() {
    let found = read("factiva.html");
    assert_eq!(found.len(), 3);
    let moment = on("2014-03-05T09:20:00", "field");
    let title = "Harbour opens after four years";
    assert_eq!(
        fields(&found[0]),
        ("factiva-html", title, "The Lund Herald", moment, "By Anna Berg", "Business", Some(1475), "en")
    );
    assert_eq!(
        found[0].body,
        "Harbour opens after four years\n\nThe new harbour of Lund Ferries opened on Tuesday.\n\nThe quay stays open."
    );
    assert_eq!(found[0].own_id, "LUNDH00020140305ea350001v");
    let moment = on("2018-10-07T17:04:00", "field");
    assert_eq!(fields(&found[1]), ("factiva-html", "港口开放", "港口日报", moment, "", "", Some(234), "zh"));
    assert_eq!(found[1].body, "新港口于周二开放。");
    let moment = on("2014-03-06T18:45:00", "field");
    assert_eq!(
        fields(&found[2]),
        ("factiva-html", "Bridge closed", "Northern Wire", moment, "Jonas Lind", "Regional", Some(49), "en")
    );
    assert_eq!(found[2].body, "The bridge was closed to lorries.\n\nA crack had been found.\n\nIt will stay closed.");
}

#[test]
fn factiva_rtf_and_xml() {
    let found = read("factiva.rtf");
    assert_eq!(found.len(), 2);
    let day = || on("2014-03-05", "field");
    let title = "Hafen nach vier Jahren eröffnet";
    assert_eq!(
        fields(&found[0]),
        ("factiva-rtf", title, "Hafener Zeitung", day(), "Von Anna Berg", "", Some(306), "de")
    );
    assert_eq!(found[0].body, "Der neue Hafen wurde am Dienstag eröffnet – nach vier Jahren.\n\nDer Kai bleibt offen.");
    assert_eq!(
        fields(&found[1]),
        ("factiva-rtf", "Le port ouvre", "Le Courrier du Port", day(), "Anne Mont", "", Some(54), "fr")
    );
    assert_eq!(found[1].body, "Le nouveau port a ouvert mardi.\n\nLe quai reste ouvert.\n\nLe bac est parti.");
    let found = read("factiva.xml");
    let moment = on("2014-03-05T09:20:00Z", "field");
    let title = "Harbour opens after four years";
    assert_eq!(
        fields(&found[0]),
        ("factiva-xml", title, "The Lund Herald", moment, "Anna Berg", "Business", Some(475), "en")
    );
    assert_eq!(found[0].body, "The new harbour of Lund opened on Tuesday.\n\nThe quay stays open.\n\nA ferry left.");
}

#[test]
fn europresse_pages() {
    let older = read("europresse-older.html");
    assert_eq!(older.len(), 2);
    let day = || on("2014-03-05", "field");
    assert_eq!(
        fields(&older[0]),
        ("europresse-html", "Le port ouvre", "Le Courrier du Port", day(), "Anne Mont", "Ville", None, "")
    );
    assert_eq!(
        older[0].body,
        "Le nouveau port a ouvert mardi, et le premier bac est parti à midi.\n\nLe quai reste ouvert."
    );
    assert_eq!(older[0].own_id, "news·20140305·CP·175071");
    assert_eq!((older[1].title.as_str(), older[1].body.as_str()), ("Le pont fermé", "Le pont est fermé aux camions."));
    let newer = read("europresse-newer.html");
    assert_eq!(newer.len(), 2);
    assert_eq!(
        fields(&newer[0]),
        ("europresse-html", "Le port ouvre", "Le Courrier du Port", day(), "Anne Mont", "Ville", None, "")
    );
    assert_eq!(newer[0].body, "Le nouveau port a ouvert mardi.\n\nLe quai reste ouvert.");
    let moment = on("2014-03-05T09:20:00", "field");
    assert_eq!(
        fields(&newer[1]),
        ("europresse-html", "Harbour opens", "The Lund Herald (web)", moment, "", "News", Some(355), "")
    );
}

#[test]
fn proquest_text_and_xml() {
    let found = read("proquest.txt");
    assert_eq!(found.len(), 2);
    let day = || on("2014-03-05", "field");
    let title = "Harbour opens after four years: [Final Edition]";
    assert_eq!(fields(&found[0]), ("proquest-txt", title, "The Lund Herald", day(), "Berg, Anna", "News", None, "en"));
    assert_eq!(
        found[0].body,
        "The new harbour of Lund opened on Tuesday after four years of work.\n\nThe quay stays open."
    );
    assert_eq!(
        (found[0].own_id.as_str(), found[0].url.as_str()),
        ("123456", "https://www.proquest.com/docview/123456")
    );
    assert_eq!(found[1].body, "The bridge to the island was closed to lorries.");
    let found = read("proquest.xml");
    let title = "Harbour opens after four years";
    assert_eq!(fields(&found[0]), ("proquest-xml", title, "The Lund Herald", day(), "Berg, Anna", "News", None, "en"));
    assert_eq!(found[0].body, "The new harbour of Lund opened on Tuesday.\n\nThe quay stays open.");
}

#[test]
fn press_clippings() {
    let found = read("mediargus.txt");
    assert_eq!(found.len(), 2);
    let day = on("2014-03-05", "field");
    let title = "Haven open na vier jaar";
    assert_eq!(fields(&found[0]), ("mediargus-txt", title, "De Havenbode", day, "Anna de Boer", "p.4", Some(353), ""));
    assert_eq!(found[0].body, "Eerste veer vertrok om twaalf uur\n\nDe nieuwe haven is dinsdag geopend.");
    let day = on("2014-03-06", "field");
    assert_eq!(fields(&found[1]), ("mediargus-txt", "Brug dicht", "Het Dagblad", day, "", "Regio, p.12", Some(49), ""));
    let found = read("clippings.rtf");
    assert_eq!(found.len(), 2);
    let moment = on("2014-03-05T10:36:00", "field");
    assert_eq!(fields(&found[0]), ("clippings-rtf", "Hafen eröffnet", "Hafener.at", moment, "", "", None, ""));
    assert_eq!(found[0].body, "Der neue Hafen wurde am Dienstag eröffnet.\n\nDer Kai bleibt offen.");
}

#[test]
fn standards_of_the_agencies() {
    let body = "The new harbour of Lund opened.\n\nThe quay stays open.";
    let cases = [
        ("nitf.xml", "nitf", "The Lund Herald", "2014-03-05T09:20:00+01:00", "By Anna Berg", "News", Some(349), ""),
        ("newsml.xml", "newsml", "NW", "2014-03-05T09:20:00+00:00", "Anna Berg", "", Some(224), "en"),
        ("newsml-g2.xml", "newsml-g2", "nw", "2014-03-05T09:20:00+01:00", "Anna Berg", "", Some(226), "en"),
        ("ninjs.json", "ninjs", "Northern Wire", "2014-03-05T09:20:00+01:00", "Anna Berg", "News", Some(224), "en"),
        ("feed.atom", "feed", "The Lund Herald", "2014-03-05T09:20:00+01:00", "Anna Berg", "", None, "en"),
    ];
    for (name, format, outlet, at, author, section, words, language) in cases {
        let found = read(name);
        assert_eq!(found.len(), 1, "{name}");
        let wanted = (format, "Harbour opens", outlet, on(at, "field"), author, section, words, language);
        assert_eq!(fields(&found[0]), wanted, "{name}");
        assert_eq!(found[0].body, body, "{name}");
    }
    let found = read("iptc7901.txt");
    let moment = on("2014-03-05T09:20:00", "field");
    assert_eq!(
        fields(&found[0]),
        ("iptc7901", "Harbour opens in Lund", "nw", moment, "By Anna Berg", "pl", Some(49), "")
    );
    assert!(found[0].body.ends_with("passengers on it.\n\nThe quay stays open."), "{}", found[0].body);
    let anpa = b"\x16\x16\x01a0042\x1fbc-harbour\r\nr n\x14\x12 bc-harbour 03-05 0049\r\n\x02^BC-Harbour,49<\r\n^Harbour opens in Lund<\r\n^By Anna Berg=\r\n\tThe new harbour opened.\r\n\tThe quay stays open.\r\n\x03NW-WF-03-05-14 0920GMT\r\n";
    let found = one("a0042.txt", anpa).articles;
    assert_eq!(
        (found[0].title.as_str(), fields(&found[0]).3),
        ("Harbour opens in Lund", on("2014-03-05T09:20:00Z", "field"))
    );
    assert_eq!(found[0].body, "The new harbour opened.\n\nThe quay stays open.");
    let found = read("feed.rss");
    assert_eq!(found.len(), 2);
    let moment = on("2014-03-05T09:20:00+01:00", "field");
    let title = "Harbour opens & ferry leaves";
    assert_eq!(fields(&found[0]), ("feed", title, "The Lund Herald", moment, "Anna Berg", "News", None, "en"));
    assert_eq!((found[0].body.as_str(), found[0].url.as_str()), (body, "https://herald.example/1"));
    assert_eq!(found[1].body, "The bridge was closed to lorries.");
}

#[test]
fn messages_and_saved_pages() {
    let found = read("message.eml");
    let moment = on("2014-03-05T09:20:00+01:00", "field");
    assert_eq!(
        fields(&found[0]),
        ("eml", "Harbour opens – at last", "herald.example", moment, "Anna Berg", "", None, "")
    );
    assert!(found[0].body.ends_with("left at noon.\n\nThe quay stays open."), "{}", found[0].body);
    let found = read("page.mhtml");
    assert_eq!(
        (found[0].format.as_str(), found[0].url.as_str()),
        ("mhtml", "https://herald.example/2014/03/05/harbour")
    );
    assert_eq!(fields(&found[0]).3, on("2014-03-05", "url"));
    assert!(found[0].body.contains("twelve ferries a day"), "{}", found[0].body);
}

#[test]
fn documents_of_word_processors() {
    let found = one("2014-03-05-note.docx", &docx("Harbour opens\n\nThe new harbour of Lund opened & a ferry left."));
    assert_eq!((found.articles[0].format.as_str(), found.articles[0].title.as_str()), ("docx", "Harbour opens"));
    assert_eq!(found.articles[0].body, "The new harbour of Lund opened & a ferry left.");
    assert_eq!(fields(&found.articles[0]).3, on("2014-03-05", "file-name"));
    let content = "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text><text:h>Harbour opens</text:h><text:p>The quay<text:s text:c='1'/>stays<text:line-break/>open.</text:p></office:text></office:body></office:document-content>";
    let odt = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
    let found = one("note.odt", &odt);
    assert_eq!(
        (found.articles[0].title.as_str(), found.articles[0].body.as_str()),
        ("Harbour opens", "The quay stays\n\nopen.")
    );
    let rtf = one("note.rtf", br"{\rtf1\ansi Harbour opens\par The quay stays open.\par}");
    assert_eq!((rtf.articles[0].format.as_str(), rtf.articles[0].body.as_str()), ("rtf", "The quay stays open."));
}

#[test]
fn books_by_chapter() {
    let chapter = |n: usize| {
        format!(
            "<html><head><title>x</title></head><body><h1>Chapter {n}</h1><p>{}</p></body></html>",
            "The quay stays open. ".repeat(20)
        )
    };
    let (first, second) = (chapter(1), chapter(2));
    let book = zip(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>",
        ),
        (
            "OEBPS/book.opf",
            "<package><metadata><dc:title>Harbour Review</dc:title><dc:creator>Anna Berg</dc:creator><dc:date>2014-03-05</dc:date><dc:language>en</dc:language></metadata><manifest><item id=\"c\" href=\"cover.xhtml\"/><item id=\"a\" href=\"a.xhtml\"/><item id=\"b\" href=\"b.xhtml\"/></manifest><spine><itemref idref=\"c\"/><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>",
        ),
        ("OEBPS/cover.xhtml", "<html><body><img src='x'/></body></html>"),
        ("OEBPS/a.xhtml", &first),
        ("OEBPS/b.xhtml", &second),
    ]);
    let found = one("review.epub", &book).articles;
    assert_eq!(found.len(), 2);
    let wanted = ("epub", "Chapter 1", "Harbour Review", on("2014-03-05", "field"), "Anna Berg", "", None, "en");
    assert_eq!(fields(&found[0]), wanted);
}

#[test]
fn archives_read_as_what_is_in_them() {
    let text = "Harbour opens\n\nThe new harbour of Lund opened.";
    let inner = zip(&[("b.txt", text)]);
    let mut outer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("herald/a.txt", text.as_bytes()), ("wire.zip", &inner), ("c.txt.gz", &gzip(text.as_bytes()))]
    {
        outer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        outer.write_all(bytes).unwrap();
    }
    let outer = outer.finish().unwrap().into_inner();
    let found = one("news.zip", &outer).articles;
    let mut places: Vec<(&str, &str)> = found.iter().map(|a| (a.path.as_str(), a.outlet.as_str())).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [("news.zip/c.txt.gz", ""), ("news.zip/herald/a.txt", "herald"), ("news.zip/wire.zip/b.txt", "")]
    );

    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(text.len() as u64);
    header.set_cksum();
    tar.append_data(&mut header, "herald/a.txt", text.as_bytes()).unwrap();
    let tar = tar.into_inner().unwrap();
    let mut bzip = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip.write_all(&tar).unwrap();
    let zst = zstd::encode_all(&tar[..], 1).unwrap();
    for (name, bytes) in [
        ("a.tar", tar.clone()),
        ("a.tar.gz", gzip(&tar)),
        ("a.tgz", gzip(&tar)),
        ("a.tar.bz2", bzip.finish().unwrap()),
        ("a.tar.zst", zst),
    ] {
        let parsed = one(name, &bytes);
        assert_eq!(parsed.articles.len(), 1, "{name}: {:?}", parsed.problems);
        assert_eq!(parsed.articles[0].path, format!("{name}/herald/a.txt"));
    }
    assert_eq!(read("packed.txt.xz")[0].format, "text");
}

#[test]
fn json_of_the_collectors() {
    let newsapi = br#"{"status":"ok","articles":[{"source":{"id":null,"name":"Herald"},"author":"Anna Berg","title":"Harbour opens","url":"https://h.example/1","publishedAt":"2014-03-05T09:20:00Z","content":"The quay stays [+1234 chars]"}]}"#;
    let parsed = one("newsapi.json", newsapi);
    assert_eq!((parsed.articles[0].outlet.as_str(), parsed.articles[0].body.as_str()), ("Herald", "The quay stays"));
    assert_eq!(parsed.problems[0].problem, "excerpt");
    let please = br#"{"authors":["Anna Berg"],"date_publish":"2014-03-05 09:20:00","maintext":"The quay stays open.","source_domain":"herald.example","title":"Harbour opens","language":"en","url":"https://herald.example/1"}"#;
    let found = one("please.json", please).articles;
    assert_eq!((found[0].outlet.as_str(), fields(&found[0]).3), ("herald.example", on("2014-03-05T09:20:00", "field")));
    let webhose = br#"{"posts":[{"thread":{"site":"herald.example"},"uuid":"u1","url":"https://herald.example/1","author":"Anna Berg","published":"2014-03-05T09:20:00.000+01:00","title":"Harbour opens","text":"The quay stays open.","language":"english"}]}"#;
    let found = one("webhose.json", webhose).articles;
    assert_eq!(
        (found[0].own_id.as_str(), found[0].outlet.as_str(), found[0].body.as_str()),
        ("u1", "herald.example", "The quay stays open.")
    );
}

/// A record of a crawl.
fn warc_record(kind: &str, url: &str, block: &str) -> Vec<u8> {
    let media = if kind == "response" { "application/http; msgtype=response" } else { "text/plain" };
    format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len()).into_bytes()
}

#[test]
fn crawls_and_their_damaged_members() {
    let page = |n: usize| {
        let text = format!(
            "The ferry {n} of Lund left at noon with ninety passengers, and the harbour master waved from the quay. "
        )
        .repeat(4);
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>Ferry {n}</title></head><body><article><h1>Ferry {n}</h1><p>{text}</p></article></body></html>"
        )
    };
    let url = |n: usize| format!("https://herald.example/2014/03/0{n}/ferry");
    let records: Vec<Vec<u8>> = (1..=4).map(|n| warc_record("response", &url(n), &page(n))).collect();
    let info = warc_record("warcinfo", "", "software: x");
    let whole = [info.clone(), records.concat()].concat();
    let found = one("crawl.warc", &whole).articles;
    let mut places: Vec<(u32, &str, &str)> =
        found.iter().map(|a| (a.record, a.url.as_str(), a.published.as_ref().map_or("", |p| p.at.as_str()))).collect();
    places.sort_unstable();
    assert_eq!(places[0], (2, url(1).as_str(), "2014-03-01"));
    assert_eq!(places.len(), 4);

    let mut members: Vec<Vec<u8>> = std::iter::once(&info).chain(&records).map(|record| gzip(record)).collect();
    assert_eq!(one("crawl.warc.gz", &members.concat()).articles.len(), 4);
    let cut = members[2].len() / 2;
    members[2].truncate(cut);
    let parsed = one("crawl.warc.gz", &members.concat());
    assert_eq!(parsed.articles.len(), 3, "{:?}", parsed.problems);
    assert!(parsed.problems.iter().any(|p| !p.notice), "the damage is said");
}
