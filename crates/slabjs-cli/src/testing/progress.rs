//! The line that tells a person in front of a terminal what is running.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// A line that is written over, on standard error and only on a terminal.
#[derive(Debug)]
pub(super) struct Progress {
    shows: bool,
    files: usize,
}

impl Progress {
    /// For a run of `files` files.
    pub(super) fn new(files: usize) -> Self {
        Self {
            shows: io::stderr().is_terminal() && io::stdout().is_terminal(),
            files,
        }
    }

    /// Tells what runs after `done` files. A line that can't be written is no reason to stop.
    pub(super) fn show(&self, done: usize, path: &Path) {
        if self.shows {
            let line = format!("\r\x1b[K[{}/{}] {}", done + 1, self.files, path.display());
            let _ = io::stderr().write_all(line.as_bytes());
        }
    }

    /// Takes the line away again.
    pub(super) fn clear(&self) {
        if self.shows {
            let _ = io::stderr().write_all(b"\r\x1b[K");
        }
    }
}
