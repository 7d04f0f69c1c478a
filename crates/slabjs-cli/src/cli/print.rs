//! Writing to standard output and error so that a closed pipe is no failure.

use std::io::{self, Write};

/// Writes `text` to standard output. A reader that has gone ends the output,
/// not the program.
pub fn out(text: &str) {
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes());
    let _ = stdout.flush();
}

/// Writes `text` to standard error, with the same indifference.
pub fn err(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
