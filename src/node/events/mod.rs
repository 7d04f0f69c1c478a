//! `node:events`: `EventEmitter`, in JavaScript.

use boa_engine::{Context, JsResult, JsValue};

use super::modules::embedded;

/// The module's exports: the class `EventEmitter` with its statics.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    embedded::evaluate(
        "node:events",
        include_str!("events.js"),
        JsValue::undefined(),
        context,
    )
}
