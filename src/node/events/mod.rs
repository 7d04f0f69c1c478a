//! `node:events`: `EventEmitter`, in JavaScript.

use boa_engine::{Context, JsResult, JsValue, js_string};

use super::{modules::embedded, process};

/// The module's exports: the class `EventEmitter` with its statics. `process` becomes an
/// instance of it.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("events.js");
    let exports = embedded::evaluate("node:events", source, JsValue::undefined(), context)?;
    let prototype = exports
        .to_object(context)?
        .get(js_string!("prototype"), context)?;
    if let Some(prototype) = prototype.as_object() {
        process::inherit(prototype, context)?;
    }
    Ok(exports)
}
