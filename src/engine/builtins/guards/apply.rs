//! `Reflect.apply` (ECMAScript 28.1.1), with errors as scripts expect them.
//!
//! Calls that are nested too deeply end, in the engine, with an error that no `catch` sees.
//! What is called through here ends with V8's `RangeError` instead. Other errors of the
//! engine's get V8's words.

use super::wrap;
use crate::engine::{defect, phrases, stack};
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsError, JsResult, JsValue};

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let reflect = context.intrinsics().objects().reflect();
    wrap(&reflect, "apply", 3, apply, context)
}

fn apply(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let ended = original.call(this, arguments, context);
    ended.map_err(|error| match defect::is_overflow(&error) {
        true => match stack::overflow_error(&error, context) {
            Ok(range) => JsError::from_opaque(range.into()),
            Err(_) => error,
        },
        false => phrases::mended(error, context),
    })
}
