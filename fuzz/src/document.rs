//! Documents that are archives of XML, made around the part that is damaged: so the damage is in the text and not in a
//! checksum. Parts are divided by a line of `====`.

use std::io::Write;
use zip::write::SimpleFileOptions;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, stored).expect("a part");
        zip.write_all(bytes).expect("a part");
    }
    zip.finish().expect("an archive").into_inner()
}

/// The first `N` parts; missing ones are empty, the last holds the rest.
fn parts<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    const MARK: &[u8] = b"\n====\n";
    let mut out = [&[][..]; N];
    let mut rest = bytes;
    for (at, part) in out.iter_mut().enumerate() {
        let end = rest.windows(MARK.len()).position(|window| window == MARK);
        let end = end.filter(|_| at + 1 < N).unwrap_or(rest.len());
        *part = &rest[..end];
        rest = rest.get(end + MARK.len()..).unwrap_or_default();
    }
    out
}

/// A document of Word: its text, then its properties.
pub fn docx(bytes: &[u8]) -> Vec<u8> {
    let [text, core] = parts(bytes);
    archive(&[("word/document.xml", text), ("docProps/core.xml", core)])
}

/// A document of Word with a paragraph a line, for the exports that are told by their lines.
pub fn lines(bytes: &[u8]) -> Vec<u8> {
    let mut text = String::from("<w:document><w:body>");
    for line in String::from_utf8_lossy(bytes).lines() {
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        text.push_str(&format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"));
    }
    text.push_str("</w:body></w:document>");
    archive(&[("word/document.xml", text.as_bytes())])
}

/// A text of OpenDocument.
pub fn odt(bytes: &[u8]) -> Vec<u8> {
    let [content, meta] = parts(bytes);
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content), ("meta.xml", meta)])
}

/// A sheet of OpenDocument.
pub fn ods(bytes: &[u8]) -> Vec<u8> {
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)])
}

/// A workbook: sheet, shared strings, styles.
pub fn xlsx(bytes: &[u8]) -> Vec<u8> {
    const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let [sheet, strings, styles] = parts(bytes);
    let root = format!(
        "<Relationships><Relationship Id='r1' Type='{OF}/officeDocument' Target='xl/workbook.xml'/></Relationships>"
    );
    let book = format!(
        "<Relationships><Relationship Id='r1' Type='{OF}/worksheet' Target='worksheets/sheet1.xml'/>\
         <Relationship Id='r2' Type='{OF}/sharedStrings' Target='sharedStrings.xml'/></Relationships>"
    );
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ])
}

/// A book: its description, then its only chapter.
pub fn epub(bytes: &[u8]) -> Vec<u8> {
    let [opf, chapter] = parts(bytes);
    let container = b"<container><rootfiles><rootfile full-path='content.opf'/></rootfiles></container>";
    archive(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container),
        ("content.opf", opf),
        ("a.xhtml", chapter),
    ])
}
