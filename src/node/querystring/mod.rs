//! `node:querystring`, in JavaScript.

use super::modules::embedded;
use boa_engine::{Context, JsResult, JsValue};

/// The module's exports.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("querystring.js");
    embedded::evaluate("node:querystring", source, JsValue::undefined(), context)
}
