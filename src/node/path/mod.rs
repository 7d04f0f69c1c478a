//! `node:path`: both flavours, in JavaScript.

use boa_engine::{Context, JsResult, JsValue, js_string};

use super::modules::embedded;

/// The module's exports: the flavour of this system, POSIX.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    embedded::evaluate(
        "node:path",
        include_str!("path.js"),
        JsValue::undefined(),
        context,
    )
}

/// `node:path/posix`.
///
/// # Errors
///
/// Whatever evaluating `node:path` throws.
pub fn posix(context: &mut Context) -> JsResult<JsValue> {
    flavour("posix", context)
}

/// `node:path/win32`.
///
/// # Errors
///
/// Whatever evaluating `node:path` throws.
pub fn win32(context: &mut Context) -> JsResult<JsValue> {
    flavour("win32", context)
}

fn flavour(name: &str, context: &mut Context) -> JsResult<JsValue> {
    let path = super::modules::require_builtin("path", context)?;
    match path.as_object() {
        Some(path) => path.get(js_string!(name), context),
        None => Ok(JsValue::undefined()),
    }
}
