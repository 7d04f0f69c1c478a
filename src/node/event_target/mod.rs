//! `Event`, `CustomEvent`, `EventTarget`, `AbortController` and `AbortSignal`: globals in
//! JavaScript, made when one of them is first read.

use boa_engine::{Context, JsResult, JsValue, js_string};

use super::lazy_global;
use super::modules::builtins::load_internal;
use super::modules::embedded;

/// The globals, and the internal module that each is a member of.
const GLOBALS: [(&str, &str); 5] = [
    ("Event", "internal:event"),
    ("CustomEvent", "internal:event"),
    ("EventTarget", "internal:event_target"),
    ("AbortController", "internal:abort"),
    ("AbortSignal", "internal:abort"),
];

/// Defines the globals.
pub fn install(context: &Context) {
    for (name, module) in GLOBALS {
        let make = move |context: &mut Context| {
            let exports = load_internal(module, context)?.to_object(context)?;
            exports.get(js_string!(name), context)
        };
        lazy_global::define(name, make, context);
    }
}

/// `internal:event`: the classes of events.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn event(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("event.js");
    evaluate("node:internal/event", source, context)
}

/// `internal:event_target`: the class `EventTarget`, and what others need of one.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn event_target(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("event_target.js");
    evaluate("node:internal/event_target", source, context)
}

/// `internal:abort`: the classes of abort signals.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn abort(context: &mut Context) -> JsResult<JsValue> {
    evaluate("node:internal/abort", include_str!("abort.js"), context)
}

/// `internal:abort_error`: the error of what a signal has stopped.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn abort_error(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("abort_error.js");
    evaluate("node:internal/abort_error", source, context)
}

fn evaluate(name: &str, source: &str, context: &mut Context) -> JsResult<JsValue> {
    embedded::evaluate(name, source, JsValue::undefined(), context)
}
