//! Why a loop stops before it is idle, and who decides about it.

use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsResult, JsValue};

/// How an error that nobody caught came to the loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// It was thrown out of a callback, or out of the script itself.
    Exception,
    /// It is the reason of a promise whose rejection nobody handled.
    Rejection,
}

impl Origin {
    /// The word that `process.on('uncaughtException')` is given.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exception => "uncaughtException",
            Self::Rejection => "unhandledRejection",
        }
    }
}

/// An error that nobody caught and nobody asked to hear of.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Uncaught {
    /// What was thrown.
    pub error: JsError,
    /// How it came to the loop.
    pub origin: Origin,
    /// The exit code it asks of a command: 1, 7 when a handler threw itself, or what
    /// the script's own 'exit' handlers made of that.
    pub exit_code: i32,
}

/// Why a loop stopped before it was idle. Work that is left stays queued.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Stop {
    /// The script asked for its end, with this exit code. See [`super::EventLoop::request_exit`].
    Exit(i32),
    /// An error went uncaught.
    Uncaught(Box<Uncaught>),
}

impl Stop {
    /// The stop for an error that came out of `origin`, with exit code 1.
    #[must_use]
    pub fn uncaught(error: JsError, origin: Origin) -> Self {
        Self::Uncaught(Box::new(Uncaught {
            error,
            origin,
            exit_code: 1,
        }))
    }

    /// The exit code it asks of a command.
    #[must_use]
    pub fn exit_code(&self) -> i32 {
        match self {
            Self::Exit(code) => *code,
            Self::Uncaught(uncaught) => uncaught.exit_code,
        }
    }
}

/// Decides about errors for the loop: what `process` is in a script host.
///
/// The methods run JavaScript; they are never called while the loop is borrowed.
pub trait LoopHost {
    /// A callback threw. `Ok` when the error was handled.
    ///
    /// # Errors
    ///
    /// The [`Stop`] that ends the run when it was not.
    fn uncaught(&self, error: JsError, origin: Origin, context: &mut Context) -> Result<(), Stop>;

    /// A promise was rejected and nobody handles it. `true` when somebody takes care of it.
    ///
    /// # Errors
    ///
    /// What a handler threw.
    fn unhandled_rejection(
        &self,
        promise: &JsPromise,
        reason: &JsValue,
        context: &mut Context,
    ) -> JsResult<bool>;

    /// A promise that was reported as unhandled, the `number`th, has got a handler.
    ///
    /// # Errors
    ///
    /// What a handler threw.
    fn rejection_handled(
        &self,
        promise: &JsPromise,
        number: u64,
        context: &mut Context,
    ) -> JsResult<()>;
}

/// The host of a loop that was given none: every error ends the run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strict;

impl LoopHost for Strict {
    fn uncaught(&self, error: JsError, origin: Origin, _: &mut Context) -> Result<(), Stop> {
        Err(Stop::uncaught(error, origin))
    }

    fn unhandled_rejection(&self, _: &JsPromise, _: &JsValue, _: &mut Context) -> JsResult<bool> {
        Ok(false)
    }

    fn rejection_handled(&self, _: &JsPromise, _: u64, _: &mut Context) -> JsResult<()> {
        Ok(())
    }
}
