//! Tables of columns and sheets: every field of a row, in files made here or damaged here.

use super::format_tests::{fields, on, zip};
use super::tests::{one, read};
use super::{Parsed, ReadOptions};
use bytes::Bytes;
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

/// A workbook of one sheet with these rows in XML.
pub(super) fn workbook(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>"),
    ])
}

#[test]
fn workbooks_by_row() {
    let text = |cell: &str, text: &str| format!("<c r='{cell}' t='inlineStr'><is><t>{text}</t></is></c>");
    let header: String =
        [("A1", "Headline"), ("B1", "Date"), ("C1", "Newspaper"), ("D1", "Full text"), ("E1", "Section")]
            .map(|(cell, name)| text(cell, name))
            .concat();
    let row = [
        text("A2", "Harbour opens"),
        "<c r='B2' s='1'><v>41703</v></c>".to_string(),
        text("C2", "Herald"),
        text("D2", "The quay stays open."),
        text("E2", "News"),
    ]
    .concat();
    let book = workbook(&format!(
        "<row r='1'>{header}</row><row r='2'>{row}</row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    ));
    let parsed = one("table.xlsx", &book);
    assert_eq!(parsed.articles.len(), 1, "{:?}", parsed.problems);
    let wanted = ("xlsx", "Harbour opens", "Herald", on("2014-03-05", "field"), "", "News", None, "");
    assert_eq!(fields(&parsed.articles[0]), wanted);
    assert_eq!(parsed.articles[0].body, "The quay stays open.");
    let parsed = one("table.xlsx", &workbook(&format!("<row r='1'>{}{}</row>", text("A1", "id"), text("B1", "words"))));
    assert_eq!(parsed.problems[0].problem, "no-text-column");
}

/// A table of three row groups of two rows, packed as asked.
pub(super) fn columns(compression: Compression) -> Vec<u8> {
    let schema = "message articles {
        optional binary headline (UTF8);
        optional binary body (UTF8);
        optional int64 published (TIMESTAMP(MICROS,true));
        optional group authors (LIST) { repeated group list { optional binary element (UTF8); } }
        required int64 score;
        optional binary source (UTF8);
    }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    let texts = |values: &[&str]| values.iter().map(|value| ByteArray::from(*value)).collect::<Vec<_>>();
    for group in 0..3i64 {
        let mut rows = writer.next_row_group().unwrap();
        let mut at = 0;
        while let Some(mut column) = rows.next_column().unwrap() {
            match at {
                0 => {
                    // The second has no headline.
                    let title = format!("Quay {group} opens");
                    column.typed::<ByteArrayType>().write_batch(&texts(&[&title]), Some(&[1, 0]), None).unwrap();
                }
                1 => {
                    let (first, second) = (
                        format!("Ferry {group}, \"the last\",\r\nleft at noon."),
                        format!("The quay {group} stays open."),
                    );
                    column
                        .typed::<ByteArrayType>()
                        .write_batch(&texts(&[&first, &second]), Some(&[1, 1]), None)
                        .unwrap();
                }
                2 => {
                    // 5 March 2014, 09:20 UTC; the second has no date.
                    let moment = 1_394_011_200_000_000 + group * 86_400_000_000;
                    column.typed::<Int64Type>().write_batch(&[moment], Some(&[1, 0]), None).unwrap();
                }
                3 => {
                    let names = texts(&["Anna Berg", "Jonas Lind"]);
                    column.typed::<ByteArrayType>().write_batch(&names, Some(&[3, 3, 0]), Some(&[0, 1, 0])).unwrap();
                }
                4 => drop(column.typed::<Int64Type>().write_batch(&[7, 8], None, None).unwrap()),
                _ => {
                    let names = texts(&["Herald", "Herald"]);
                    column.typed::<ByteArrayType>().write_batch(&names, Some(&[1, 1]), None).unwrap();
                }
            }
            column.close().unwrap();
            at += 1;
        }
        rows.close().unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn tables_of_columns_by_row() {
    for packed in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())] {
        let bytes = columns(packed);
        let parsed = one("table.parquet", &bytes);
        assert_eq!(parsed.articles.len(), 6, "{packed}: {:?}", parsed.problems);
        let first = &parsed.articles[0];
        let wanted = (
            "parquet",
            "Quay 0 opens",
            "Herald",
            on("2014-03-05T09:20:00Z", "field"),
            "Anna Berg; Jonas Lind",
            "",
            None,
            "",
        );
        assert_eq!(fields(first), wanted);
        assert_eq!(first.body, "Ferry 0, \"the last\",\r\nleft at noon.", "the text as it stands");
        let last = &parsed.articles[5];
        assert_eq!((last.record, last.title.as_str(), last.author.as_str()), (6, "", ""));
        assert_eq!(last.body, "The quay 2 stays open.");
        assert!(last.published.is_none());
    }
    // By its content, in an archive, and by the names the user gives.
    let bytes = columns(Compression::GZIP(Default::default()));
    assert_eq!(one("table.data", &bytes).articles.len(), 6);
    let own =
        ReadOptions { columns: [("outlet".to_string(), "headline".to_string())].into(), ..ReadOptions::default() };
    assert_eq!(read(&[("t.parquet", &bytes)], &own).articles[0].outlet, "Quay 0 opens");
    let gz = super::tests::gzip(&bytes);
    let parsed = one("table.parquet.gz", &gz);
    assert_eq!(parsed.articles.len(), 6, "{:?}", parsed.problems);
}

#[test]
fn tables_of_columns_that_are_damaged() {
    let bytes = columns(Compression::SNAPPY);
    // The description stands at the end: without it nothing can be read.
    let parsed = one("t.parquet", &bytes[..bytes.len() - 20]);
    assert_eq!((parsed.articles.len(), parsed.problems.len()), (0, 1));
    assert_eq!(parsed.problems[0].problem, "broken-document");
    // One group damaged: the others are read, their rows keep their numbers.
    let mut torn = bytes.clone();
    let at = memchr::memmem::find(&torn, b"Quay 1 opens").unwrap();
    torn[at..at + 12].fill(0xFF);
    let parsed = one("t.parquet", &torn);
    let records: Vec<u32> = parsed.articles.iter().map(|article| article.record).collect();
    assert_eq!(records, [1, 2, 5, 6], "{:?}", parsed.problems);
    let broken: Vec<_> = parsed.problems.iter().filter(|p| p.problem == "broken-document").collect();
    assert_eq!((broken.len(), broken[0].record), (1, Some(3)));
    let text = one("t.parquet", b"id,text\n1,The quay.\n");
    assert_eq!(text.problems[0].problem, "broken-document", "the name says Parquet, the content does not");
}

#[test]
fn a_table_of_columns_without_text_says_what_it_has() {
    let schema = Arc::new(parse_message_type("message m { required int64 id; required int64 words_n; }").unwrap());
    let bytes: Bytes =
        SerializedFileWriter::new(Vec::new(), schema, Default::default()).unwrap().into_inner().unwrap().into();
    let parsed = one("t.parquet", &bytes);
    assert_eq!(parsed.problems.len(), 1);
    assert!(parsed.problems[0].detail.contains("words_n"), "{:?}", parsed.problems);
}

/// A workbook of LibreOffice with these rows in XML.
pub(super) fn opendocument(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>\
         <table:table table:name='Sheet1'>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

#[test]
fn sheets_of_opendocument_by_row() {
    let cell =
        |text: &str| format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>");
    let header = ["Headline", "Date", "Full text", "Newspaper", "Author"].map(cell).concat();
    let row = [
        cell("Harbour opens"),
        "<table:table-cell office:value-type='date' office:date-value='2014-03-05'><text:p>05.03.14</text:p></table:table-cell>".to_string(),
        "<table:table-cell office:value-type='string'><text:p>The quay<text:s text:c='2'/>stays open.</text:p><text:p>All day.</text:p><office:annotation><text:p>check</text:p></office:annotation></table:table-cell>".to_string(),
        // Outlet and author are the same: one cell that stands for two.
        "<table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>Herald</text:p></table:table-cell>".to_string(),
        "<table:table-cell table:number-columns-repeated='16379'/>".to_string(),
    ]
    .concat();
    let book = opendocument(&format!(
        "<table:table-row>{header}</table:table-row><table:table-row>{row}</table:table-row>\
         <table:table-row table:number-rows-repeated='1048574'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    ));
    let parsed = one("table.ods", &book);
    assert_eq!(parsed.articles.len(), 1, "{:?}", parsed.problems);
    let wanted = ("ods", "Harbour opens", "Herald", on("2014-03-05", "field"), "Herald", "", None, "");
    assert_eq!(fields(&parsed.articles[0]), wanted);
    assert_eq!(parsed.articles[0].body, "The quay  stays open.\nAll day.");
}

#[test]
fn a_workbook_of_the_old_kind_whose_sectors_turn_back_is_refused() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/table.xls");
    let mut book = std::fs::read(fixture).unwrap();
    let parsed = one("table.xls", &book);
    let titles: Vec<&str> = parsed.articles.iter().map(|article| article.title.as_str()).collect();
    assert_eq!(titles, ["Harbour opens", "Harbour opens"]);
    assert_eq!(parsed.articles[0].body, "The quay stays open, said Zo\u{EB}.");
    // The first entry of the table of chains is made to name itself; four gigabytes were taken up over this.
    let table = (u32::from_le_bytes(book[76..80].try_into().unwrap()) as usize + 1) * 512;
    book[table..table + 4].copy_from_slice(&[0; 4]);
    let parsed = one("table.xls", &book);
    assert_eq!(parsed.articles.len(), 0);
    assert_eq!(parsed.problems[0].problem, "broken-document");
    assert!(parsed.problems[0].detail.contains("no end"), "{}", parsed.problems[0].detail);
}

#[test]
fn a_workbook_of_the_old_kind_with_a_cell_in_no_column_is_refused() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/table.xls");
    let mut book = std::fs::read(fixture).unwrap();
    // A cell of shared text (record 0xFD, ten bytes: row, column, format, text) is put in the last column that its
    // number can name; twenty gigabytes were taken up over this, found by fuzzing.
    let cell = book.windows(4).rposition(|bytes| bytes == [0xFD, 0, 10, 0]).unwrap();
    book[cell + 6..cell + 8].copy_from_slice(&[0xFF; 2]);
    let parsed = one("table.xls", &book);
    assert_eq!((parsed.articles.len(), parsed.problems[0].problem.as_str()), (0, "broken-document"));
    assert!(parsed.problems[0].detail.contains("in a column that no sheet has"), "{}", parsed.problems[0].detail);
}

/// The one notice of a file, besides those of its records: its kind and words.
#[track_caller]
fn above(parsed: &Parsed) -> &str {
    let found: Vec<_> = parsed.problems.iter().filter(|p| p.problem == "above-header").collect();
    assert!(found.len() == 1 && found[0].notice && found[0].record.is_none(), "{:?}", parsed.problems);
    &found[0].detail
}

#[test]
fn headers_below_other_lines() {
    for (name, format, wanted) in [
        (
            "table-below-title.csv",
            "csv",
            "4 lines above the header were passed over: \"Harbour news,,,,,,,,\", \"\"Exported on 5 April 2014, 10:12\",,,,,,,,\", \",,,,,,,,\"",
        ),
        (
            "table-below-query.tsv",
            "tsv",
            "2 lines above the header were passed over: \"Query: harbour AND \"new quay\"\", \"Results: 2\"",
        ),
    ] {
        let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        let parsed = one(name, &std::fs::read(path).unwrap());
        let found = &parsed.articles;
        let (day, title) = (on("2014-03-05", "field"), "Harbour opens after four years");
        let wanted_fields = (format, title, "The Lund Herald", day, "Anna Berg", "News", Some(355), "en");
        assert_eq!((found.len(), fields(&found[0])), (2, wanted_fields), "{name}: {:?}", parsed.problems);
        assert_eq!((found[0].own_id.as_str(), found[0].record), ("h1", 1), "{name}");
        assert!(found[0].body.starts_with("The new harbour of Lund opened"), "{name}");
        assert_eq!((found[1].own_id.as_str(), found[1].body.as_str()), ("h2", "The bridge was closed to lorries."));
        assert_eq!((above(&parsed), parsed.problems.len()), (wanted, 1), "{name}");
    }
    // A line that names a text among prose is no header: nothing below it has as many cells.
    let prose = "Id,Words\nThe text, and more\n1,2\n3,4\n";
    assert_eq!(one("a.csv", prose.as_bytes()).problems[0].problem, "no-text-column");
    // A table whose first row is its header is read as ever, whatever its cells say.
    let plain = "title,text\nA,One.\ntitle,text\nB,Two.\n";
    let parsed = one("a.csv", plain.as_bytes());
    assert_eq!((parsed.articles.len(), parsed.articles[1].body.as_str()), (3, "text"));
    // Twenty lines are looked at.
    let long = format!("{}title,text\nA,One.\n", "Note\n".repeat(20));
    assert_eq!(one("a.csv", long.as_bytes()).problems[0].problem, "no-text-column");
    let short = format!("{}title;text\nA;One.\n", "Note\n".repeat(19));
    assert_eq!(one("a.csv", short.as_bytes()).articles[0].body, "One.");
}

#[test]
fn headers_of_sheets_below_other_rows() {
    let cell = |at: &str, text: &str| format!("<c r='{at}' t='inlineStr'><is><t>{text}</t></is></c>");
    let rows = [
        ("1", cell("A1", "Harbour news")),
        ("2", cell("A2", "Exported on") + &cell("B2", "5 April 2014")),
        ("4", cell("A4", "Headline") + &cell("B4", "Text")),
        ("5", cell("A5", "Harbour opens") + &cell("B5", "The quay stays open.")),
    ];
    let rows: String = rows.iter().map(|(number, cells)| format!("<row r='{number}'>{cells}</row>")).collect();
    let parsed = one("table.xlsx", &workbook(&rows));
    let found: Vec<_> = parsed.articles.iter().map(|a| (a.title.as_str(), a.body.as_str(), a.record)).collect();
    assert_eq!(found, [("Harbour opens", "The quay stays open.", 1)]);
    let wanted =
        "2 rows above the header of sheet \"a\" were passed over: \"Harbour news\", \"Exported on\", \"5 April 2014\"";
    assert_eq!(above(&parsed), wanted);
}
