//! How a file operation fails.

use crate::node::base::system_error::SystemError;
use boa_engine::{Context, JsError, JsValue};
use std::io;

/// The result of an operation.
pub(super) type Outcome<T = JsValue> = Result<T, Failure>;

/// Why an operation failed. The difference shows in the callback form: there
/// what the system said goes to the callback, all else is thrown at once.
#[derive(Debug)]
pub(super) enum Failure {
    /// A wrong argument, or what a getter of the script threw.
    Thrown(JsError),
    /// What the system said, or Node in its place.
    System(Box<SystemError>),
    /// The same, with an error that is no plain [`SystemError`].
    Special(JsError),
}

impl Failure {
    /// What the system said about a call on an open file.
    pub(super) fn of_call(error: impl Into<io::Error>, syscall: &'static str) -> Self {
        SystemError::from_io(&error.into(), syscall).into()
    }

    /// The error that a script sees.
    pub(super) fn into_js(self, context: &mut Context) -> JsError {
        match self {
            Self::Thrown(error) | Self::Special(error) => error,
            Self::System(error) => error.into_js(context),
        }
    }
}

impl From<JsError> for Failure {
    fn from(error: JsError) -> Self {
        Self::Thrown(error)
    }
}

impl From<SystemError> for Failure {
    fn from(error: SystemError) -> Self {
        Self::System(Box::new(error))
    }
}
