#![no_main]

use pressmark_fuzz::{reading, target};

target!(reading::encodings);
