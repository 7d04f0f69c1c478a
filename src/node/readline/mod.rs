//! `node:readline`: lines of a stream, in JavaScript.
//!
//! A terminal edits its lines itself. Absent: keys, completion and history; the class
//! `Readline` of `readline/promises`.

use boa_engine::{Context, JsResult, JsValue};

use super::modules::embedded;

/// `node:readline`.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    evaluate("node:readline", include_str!("readline.js"), context)
}

/// `node:readline/promises`.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn promises(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("promises.js");
    evaluate("node:readline/promises", source, context)
}

/// `internal:readline/interface`: the class that both modules extend.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn interface(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("interface.js");
    evaluate("node:internal/readline/interface", source, context)
}

fn evaluate(name: &str, source: &str, context: &mut Context) -> JsResult<JsValue> {
    embedded::evaluate(name, source, JsValue::undefined(), context)
}
