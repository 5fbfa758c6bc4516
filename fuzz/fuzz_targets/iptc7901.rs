#![no_main]

use pressmark_fuzz::{reading, target};

target!(|bytes| reading::format("iptc7901", bytes));
