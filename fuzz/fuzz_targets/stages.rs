#![no_main]

use pressmark_fuzz::{stages, target};

target!(stages::stages);
