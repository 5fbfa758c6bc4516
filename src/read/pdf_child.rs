//! The child that takes the text of a PDF, within bounds it sets itself.

use super::pdf::Extracted;
use super::pdf_layout::{self, Glyph};
use pdf_extract::{Dictionary, Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pages that are read.
const PAGES: usize = 5_000;
/// Bytes of memory the child may ask for, and seconds of a processor it may take.
#[cfg(unix)]
const MEMORY: u64 = 6 << 30;
#[cfg(unix)]
const SECONDS: u64 = 60;

/// Bounds the process that calls it; to be called by the child alone.
pub fn bound_pdf_child() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let bound = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
        let _ = setrlimit(Resource::As, bound(MEMORY));
        let _ = setrlimit(Resource::Cpu, bound(SECONDS));
        let _ = setrlimit(Resource::Core, bound(0));
    }
}

/// The text of a PDF, page by page; a page on which the extractor fails costs that page.
pub fn extract_pdf(bytes: &[u8]) -> Extracted {
    let mut found = Extracted::default();
    let loaded = catch_unwind(|| Document::load_mem(bytes));
    let Ok(Ok(mut document)) = loaded else {
        found.fault = Some(match loaded {
            Ok(Err(error)) => format!("no PDF that can be read: {error}"),
            _ => "no PDF that can be read".to_string(),
        });
        return found;
    };
    if document.is_encrypted() && document.decrypt("").is_err() {
        found.fault = Some("it is locked with a password".to_string());
        return found;
    }
    describe(&document, &mut found);
    let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
    let mut failed = 0;
    for number in numbers.iter().take(PAGES) {
        let page = catch_unwind(AssertUnwindSafe(|| {
            let mut page = Page(Vec::new());
            let outcome = output_doc_page(&document, &mut page, *number);
            outcome.is_ok().then(|| pdf_layout::text(&page.0))
        }));
        match page {
            Ok(Some(text)) => found.pages.push(text),
            _ => failed += 1,
        }
    }
    if failed > 0 {
        found.fault = Some(format!("{failed} of {} pages could not be read", numbers.len()));
    } else if numbers.len() > PAGES {
        found.fault = Some(format!("{} pages; those behind the first {PAGES} were left out", numbers.len()));
    }
    found
}

/// The glyphs of a page, in the order in which they are drawn.
struct Page(Vec<Glyph>);

impl OutputDev for Page {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        // The side of the square that is as large as the font's own becomes.
        let across = font * (place.m11 + place.m21);
        let up = font * (place.m12 + place.m22);
        let size = (across * up).abs().sqrt();
        let (x, y) = (place.m31, place.m32);
        self.0.push(Glyph { x, end: x + width * size, y, size, text: text.to_string() });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// What browsers, and programs that print with one, call themselves.
const BROWSERS: [&str; 5] = ["Skia/PDF", "Chromium", "Mozilla", "Safari", "wkhtmltopdf"];

/// What the file's own description says.
fn describe(document: &Document, found: &mut Extracted) {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| match info {
        Object::Reference(id) => document.get_object(*id).and_then(Object::as_dict).ok(),
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    });
    let Some(info) = info else { return };
    found.title = text(info, b"Title");
    found.author = text(info, b"Author");
    found.made = day(&text(info, b"CreationDate"));
    let makers = [text(info, b"Producer"), text(info, b"Creator")];
    found.browser = makers.iter().any(|maker| BROWSERS.iter().any(|browser| maker.contains(browser)));
}

/// A string of the description: UTF-16, UTF-8 or nearly Latin-1.
fn text(info: &Dictionary, key: &[u8]) -> String {
    let Ok(raw) = info.get(key).and_then(Object::as_str) else { return String::new() };
    match raw {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        _ => match std::str::from_utf8(raw) {
            Ok(text) => text.trim_start_matches('\u{FEFF}').to_string(),
            Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw).0.into_owned(),
        },
    }
}

/// `D:20240305102030+01'00'` as a day.
fn day(text: &str) -> String {
    let digits = text.trim_start_matches("D:");
    match (digits.get(..4), digits.get(4..6), digits.get(6..8)) {
        (Some(year), Some(month), Some(day)) if digits.as_bytes()[..8].iter().all(u8::is_ascii_digit) => {
            format!("{year}-{month}-{day}")
        }
        _ => String::new(),
    }
}
