//! The command line; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    pressmark::cli::main(std::env::args_os())
}
