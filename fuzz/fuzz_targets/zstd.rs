#![no_main]

use pressmark_fuzz::{reading, target};

target!(|bytes| reading::named("a.txt.zst", bytes));
