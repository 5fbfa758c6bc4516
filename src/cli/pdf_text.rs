//! The hidden command that takes the text of a PDF for the process that started it.

use crate::read::{bound_pdf_child, extract_pdf};
use std::io::{Read, Write};
use std::process::ExitCode;

/// Reads a PDF from standard input and answers with its text as JSON.
pub fn run() -> anyhow::Result<ExitCode> {
    bound_pdf_child();
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let answer = serde_json::to_vec(&extract_pdf(&bytes))?;
    std::io::stdout().write_all(&answer)?;
    Ok(ExitCode::SUCCESS)
}
