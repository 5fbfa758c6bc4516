#![no_main]

use pressmark_fuzz::{reading, target};

target!(|bytes| reading::named("a.txt.bz2", bytes));
