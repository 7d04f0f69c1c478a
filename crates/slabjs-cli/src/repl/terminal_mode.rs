//! The mode of a terminal, to be put back when the process ends in the middle
//! of line editing.

use rustix::stdio;
use rustix::termios::{self, OptionalActions, Termios};

/// How standard input's terminal was set when this was made.
#[derive(Debug, Clone)]
pub struct Mode(Termios);

impl Mode {
    /// The present mode; `None` when standard input is no terminal.
    #[must_use]
    pub fn now() -> Option<Self> {
        termios::tcgetattr(stdio::stdin()).ok().map(Self)
    }

    /// Puts it back.
    pub fn restore(&self) {
        // A terminal that is gone needs no mode.
        let _ = termios::tcsetattr(stdio::stdin(), OptionalActions::Drain, &self.0);
    }
}
