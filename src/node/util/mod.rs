//! `node:util`.

pub mod format;
pub mod inspect;

use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue, js_string};

/// The module's exports.
///
/// # Errors
///
/// When a script has broken `Symbol.for` before.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    let members = [
        ("format", format::function(context)),
        ("formatWithOptions", format::function_with_options(context)),
        ("inspect", inspect::function(context)?),
    ];
    for (name, function) in members {
        native::set(&exports, js_string!(name), function, native::ENUMERABLE);
    }
    Ok(exports.into())
}
