//! What the side that reads lines and the side that runs scripts tell each other.

use super::complete::Completion;
use super::hints::Answer;
use std::sync::mpsc::Sender;

/// Something for the side that runs scripts.
#[derive(Debug)]
pub enum Event {
    /// A whole input.
    Input(String),
    /// Ctrl-C, and whether something had been typed.
    Interrupt {
        /// Whether the line was not empty.
        typed: bool,
    },
    /// The end of the input.
    End,
    /// Tab.
    Complete(Query<Completion>),
    /// What could be shown behind the cursor.
    Hint(Query<Answer>),
    /// The event loop has something to do.
    Wake,
}

/// A question about what is being typed.
#[derive(Debug)]
pub struct Query<T> {
    /// The text before the cursor.
    pub text: String,
    /// Where the answer goes.
    pub answer: Sender<T>,
}

/// What the side that reads lines is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// The next input.
    Input,
    /// Lines up to Ctrl-D: `.editor`.
    Block,
}

/// The prompt.
pub const PROMPT: &str = "> ";

/// The prompt of further lines of an input.
pub const CONTINUATION: &str = "| ";
