//! The end of a script at its own wish.
//!
//! The engine has no termination exception, but errors of its own that `catch`
//! and `finally` do not see; one of those unwinds the script. Native functions
//! do see it, and some then call back into the script (an iterator's `return`);
//! so for the rest of the unwinding no function can be entered at all.

use super::EventLoop;
use crate::engine::ended::Ended;
use boa_engine::vm::RuntimeLimits;
use boa_engine::{Context, JsError};

/// A wish to end, and the limits to go back to should the host carry on.
#[derive(Clone, Copy)]
pub(super) struct Exit {
    code: i32,
    limits: RuntimeLimits,
}

impl EventLoop {
    /// Asks for the end of the script with an exit code; returns the error that unwinds it.
    ///
    /// From here on no JavaScript function can be entered, and every run of the loop
    /// ends at once with [`super::Stop::Exit`]. A second wish changes the code.
    /// What the end means is the host's to decide.
    pub(crate) fn request_exit(&self, code: i32, context: &mut Context) -> JsError {
        let limits = match self.exit.get() {
            Some(earlier) => earlier.limits,
            None => context.runtime_limits(),
        };
        self.exit.set(Some(Exit { code, limits }));
        context.runtime_limits_mut().set_recursion_limit(0);
        Ended::Asked.into()
    }

    /// The exit code the script asked for.
    #[must_use]
    pub fn exit_requested(&self) -> Option<i32> {
        self.exit.get().map(|exit| exit.code)
    }

    /// Lets a host carry on after a wish to end: JavaScript can run again.
    pub(crate) fn forget_exit(&self, context: &mut Context) {
        if let Some(exit) = self.exit.take() {
            let limit = exit.limits.recursion_limit();
            context.runtime_limits_mut().set_recursion_limit(limit);
        }
    }
}
