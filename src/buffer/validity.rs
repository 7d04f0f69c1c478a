//! `buffer.isUtf8`, `buffer.isAscii`.

use crate::codec;
use crate::engine::error::{self, ErrorClass};
use crate::engine::view::{ByteView, Store};
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// `isUtf8(input)`
pub(super) fn is_utf8(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let view = input(arguments.get_or_undefined(0), context)?;
    Ok(view.read(codec::is_utf8).into())
}

/// `isAscii(input)`
pub(super) fn is_ascii(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let view = input(arguments.get_or_undefined(0), context)?;
    Ok(view.read(codec::is_ascii).into())
}

/// The bytes of a typed array or a buffer; a detached buffer is refused, a
/// typed array over one has no bytes.
fn input(value: &JsValue, context: &mut Context) -> JsResult<ByteView> {
    let object = value.as_object();
    let store = object.as_ref().and_then(Store::of);
    if store.as_ref().is_some_and(Store::is_detached) {
        let message = "Cannot validate on a detached buffer";
        let class = ErrorClass::Error;
        return Err(error::coded(class, "ERR_INVALID_STATE", message, context));
    }
    let view = match store {
        Some(store) => Some(ByteView::whole(store)),
        None => object.and_then(|object| ByteView::of_typed_array(&object, context)),
    };
    let expected = ["ArrayBuffer", "Buffer", "TypedArray"];
    view.ok_or_else(|| error::invalid_arg_type("input", &expected, value, context))
}
