//! Methods of async generators.
//!
//! The engine asserts that the body of an async generator never ends with an
//! error of the engine itself. It can: at a limit of the host's, or because
//! the script asked for its end. The assertion is met here, and the error goes on.

use super::wrap;
use crate::engine::ended::Ended;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsResult, JsValue};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().objects().async_generator();
    for name in ["next", "return", "throw"] {
        wrap(&prototype, name, 1, resume, context)?;
    }
    Ok(())
}

fn resume(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    // The assertion comes when the generator's frame has been popped and its own state
    // is whole; what is left behind is one entry of the trace of native calls.
    let resumed = catch_unwind(AssertUnwindSafe(|| original.call(this, arguments, context)));
    resumed.unwrap_or_else(|_| Err(Ended::InAsyncGenerator.into()))
}
