//! What goes wrong on the way through serde, and where.

use crate::engine::error::{self, ErrorClass};
use boa_engine::{Context, JsError};
use std::fmt;

/// An error on its way up: each level adds where it was.
#[derive(Debug)]
pub(super) struct Failure(Box<Inner>);

#[derive(Debug)]
struct Inner {
    what: What,
    /// Innermost first.
    path: Vec<Segment>,
}

#[derive(Debug)]
enum What {
    Message(String),
    /// Thrown by the script, and thrown on as it is.
    Thrown(JsError),
}

#[derive(Debug)]
pub(super) enum Segment {
    Key(String),
    Index(usize),
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_word = |key: &str| {
            let mut letters = key.chars();
            letters
                .next()
                .is_some_and(|first| first.is_alphabetic() || "_$".contains(first))
                && letters.all(|letter| letter.is_alphanumeric() || "_$".contains(letter))
        };
        match self {
            Self::Key(key) if is_word(key) => write!(f, ".{key}"),
            Self::Key(key) => write!(f, "[{key:?}]"),
            Self::Index(index) => write!(f, "[{index}]"),
        }
    }
}

impl Failure {
    pub(super) fn new(message: impl fmt::Display) -> Self {
        Self::of(What::Message(message.to_string()))
    }

    fn of(what: What) -> Self {
        Self(Box::new(Inner {
            what,
            path: Vec::new(),
        }))
    }

    /// The same, seen from where `segment` leads to it.
    pub(super) fn at(mut self, segment: Segment) -> Self {
        self.0.path.push(segment);
        self
    }

    pub(super) fn into_thrown(self, root: &str, context: &mut Context) -> JsError {
        let message = match self.0.what {
            What::Thrown(thrown) => return thrown,
            What::Message(message) => message,
        };
        let path: String = self.0.path.iter().rev().map(Segment::to_string).collect();
        let message = format!("{root}{path}: {message}");
        error::coded(ErrorClass::Type, "ERR_INVALID_ARG_VALUE", message, context)
    }
}

impl From<JsError> for Failure {
    fn from(thrown: JsError) -> Self {
        Self::of(What::Thrown(thrown))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.what {
            What::Message(message) => f.write_str(message),
            What::Thrown(thrown) => thrown.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl serde::ser::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message)
    }
}

impl serde::de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message)
    }
}
