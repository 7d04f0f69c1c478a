//! Errors that leave callbacks while the REPL runs: printed, the session continues.

use super::interrupt::Interrupts;
use super::report;
use super::results::Results;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsResult, JsValue};
use slabjs::program::{LoopHost, Origin, Stop, write_stdout};

/// What the loop of a REPL does about errors that nobody caught.
#[derive(Debug)]
pub struct Host {
    /// `_error` is set here.
    pub results: Results,
    /// Whether it was Ctrl-C that ended a callback.
    pub interrupts: Interrupts,
}

impl LoopHost for Host {
    fn uncaught(&self, error: JsError, origin: Origin, context: &mut Context) -> Result<(), Stop> {
        if self.interrupts.is_pressed() {
            return Err(Stop::uncaught(error, origin));
        }
        print_error(&error, &self.results, context);
        Ok(())
    }

    fn unhandled_rejection(
        &self,
        _: &JsPromise,
        reason: &JsValue,
        context: &mut Context,
    ) -> JsResult<bool> {
        print_error(
            &JsError::from_opaque(reason.clone()),
            &self.results,
            context,
        );
        Ok(true)
    }

    fn rejection_handled(&self, _: &JsPromise, _: u64, _: &mut Context) -> JsResult<()> {
        Ok(())
    }
}

/// Prints an error that nobody caught and makes it `_error`.
pub fn print_error(error: &JsError, results: &Results, context: &mut Context) {
    let text = report::error(error, context);
    if let Ok(value) = error.clone().into_opaque(context) {
        results.set_error(&value);
    }
    // A script's own `write` may throw; there is nobody left to tell.
    let _ = write_stdout(&format!("{text}\n"), context);
}
