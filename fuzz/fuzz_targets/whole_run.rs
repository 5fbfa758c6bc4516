#![no_main]

use pressmark_fuzz::{stages, target};

target!(stages::whole_run);
