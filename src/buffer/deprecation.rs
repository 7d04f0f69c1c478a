//! DEP0005: the warning that `Buffer(...)` and `new Buffer(...)` give.

use super::intrinsics::Intrinsics;
use super::warning;
use crate::engine::stack;
use boa_engine::{Context, JsResult};
use std::cell::Cell;

const MESSAGE: &str = "Buffer() is deprecated due to security and usability issues. Please use \
                       the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.";

/// The number of calls from installed packages after which callers are no longer checked.
const MOST_CHECKS: u32 = 10_000;

/// Whether the warning is still to be given.
#[derive(Debug, Default)]
pub(super) struct Deprecation {
    given: Cell<bool>,
    checks: Cell<u32>,
}

impl Deprecation {
    fn is_due(&self) -> bool {
        let checks = self.checks.get().saturating_add(1);
        self.checks.set(checks);
        !self.given.get() && checks <= MOST_CHECKS
    }
}

/// Gives the warning once, through `process.emitWarning` where there is one,
/// and only about callers outside `node_modules`.
pub(super) fn warn(context: &mut Context) -> JsResult<()> {
    let intrinsics = Intrinsics::of(context)?;
    let deprecation = intrinsics.deprecation();
    if !deprecation.is_due() || is_called_by_a_package(context)? {
        return Ok(());
    }
    deprecation.given.set(true);
    warning::emit(MESSAGE, "DeprecationWarning", "DEP0005", context)
}

/// Whether the innermost script on the stack lies under `node_modules`.
fn is_called_by_a_package(context: &mut Context) -> JsResult<bool> {
    let frames = stack::frames_here(context)?;
    let innermost = frames.lines().find(|line| !line.trim().is_empty());
    Ok(innermost
        .is_some_and(|line| line.contains("/node_modules/") || line.contains("\\node_modules\\")))
}
