#![no_main]

use pressmark_fuzz::{reading, target};

target!(|bytes| reading::format("clippings-rtf", bytes));
