#![no_main]

use pressmark_fuzz::{document, reading, target};

target!(|bytes| reading::packed("a.docx", bytes, document::lines));
