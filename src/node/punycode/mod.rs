//! `node:punycode`, in JavaScript.

use super::modules::embedded;
use boa_engine::{Context, JsResult, JsValue};

/// The module's exports.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("punycode.js");
    embedded::evaluate("node:punycode", source, JsValue::undefined(), context)
}
