//! `node:async_hooks`, in JavaScript on the value that the engine's floor carries along.
//!
//! - `context.js`: named values that follow asynchronous work around.
//! - `async_hooks.js`: `AsyncLocalStorage`, `AsyncResource`, and the hooks.

use crate::engine::async_context::AsyncContext;
use crate::engine::native::Definition;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// What `context.js` is given.
pub(crate) const BINDING: [Definition; 2] = [("current", 0, current), ("enter", 1, enter)];

fn current(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(AsyncContext::of(context).current())
}

/// `enter(value)`: the value before.
fn enter(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(AsyncContext::of(context).enter(args.get_or_undefined(0).clone()))
}
