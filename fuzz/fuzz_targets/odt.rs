#![no_main]

use pressmark_fuzz::{document, reading, target};

target!(|bytes| reading::packed("a.odt", bytes, document::odt));
