#![no_main]

use pressmark_fuzz::{reading, target};

target!(|bytes| reading::format("newsml-g2", bytes));
