#![no_main]

use pressmark_fuzz::{reading, target};

target!(|bytes| reading::format("json", bytes));
