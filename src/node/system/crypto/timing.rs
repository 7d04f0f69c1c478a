//! `timingSafeEqual`.

use crate::engine::error::{self, ErrorClass};
use crate::engine::view::ByteView;
use boa_engine::{Context, JsArgs, JsResult, JsValue};
use ctutils::CtEq;

/// Whether two stretches of the same length hold the same bytes, in a time that
/// tells nothing of where they differ.
pub(super) fn timing_safe_equal(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let first = argument(args.get_or_undefined(0), "buf1", context)?;
    let second = argument(args.get_or_undefined(1), "buf2", context)?;
    if first.len() != second.len() {
        let code = "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH";
        let message = "Input buffers must have the same byte length";
        return Err(error::coded(ErrorClass::Range, code, message, context));
    }
    Ok(first
        .read(|first| second.read(|second| first.ct_eq(second).to_bool()))
        .into())
}

fn argument(value: &JsValue, name: &str, context: &mut Context) -> JsResult<ByteView> {
    let view = value
        .as_object()
        .and_then(|object| ByteView::of(&object, context));
    view.ok_or_else(|| {
        let message = format!(
            "The \"{name}\" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or \
             DataView."
        );
        error::coded(ErrorClass::Type, "ERR_INVALID_ARG_TYPE", message, context)
    })
}
