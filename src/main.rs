//! The command line; everything is in the library.

use std::process::ExitCode;

/// Map allocates on every thread and merge frees on another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pressmark::cli::main(std::env::args_os())
}
