//! What bytes and text are: `buffer.isUtf8`, `buffer.isAscii`, `buffer.isLatin1`, and how
//! long bytes are as text: `Buffer.stringLength`.

use super::encoding;
use crate::codec::{self, Decoding, Encoding};
use crate::engine::error;
use crate::engine::view::{ByteView, Store};
use boa_engine::string::JsStrVariant;
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

/// `isLatin1(input)`: whether no code unit of a string is past U+00FF.
pub(super) fn is_latin1(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let input = arguments.get_or_undefined(0);
    let Some(text) = input.as_string() else {
        return Err(error::invalid_arg_type(
            "input",
            &["string"],
            input,
            context,
        ));
    };
    Ok(match text.as_str().variant() {
        JsStrVariant::Latin1(_) => true,
        JsStrVariant::Utf16(units) => units.iter().all(|&unit| unit <= 0xff),
    }
    .into())
}

/// `Buffer.stringLength(input[, encoding])`: the code units of the bytes as text, which is
/// not made.
pub(super) fn string_length(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let view = input(arguments.get_or_undefined(0), context)?;
    let name = arguments.get_or_undefined(1);
    let encoding = if name.is_undefined() {
        Some(Encoding::Utf8)
    } else if name.is_string() {
        encoding::lookup(name, context)?
    } else {
        return Err(error::invalid_arg_type(
            "encoding",
            &["string"],
            name,
            context,
        ));
    };
    let encoding = encoding.ok_or_else(|| encoding::unknown(name, context))?;
    Ok(view
        .read(|bytes| Decoding::new(bytes, encoding).units())
        .into())
}

/// The bytes of a typed array or a buffer; there are none once the store is gone.
fn input(value: &JsValue, context: &mut Context) -> JsResult<ByteView> {
    let object = value.as_object();
    let store = object.as_ref().and_then(Store::of);
    let view = match store {
        Some(store) => Some(ByteView::whole(store)),
        None => object.and_then(|object| ByteView::of_typed_array(&object, context)),
    };
    let expected = ["ArrayBuffer", "Buffer", "TypedArray"];
    view.ok_or_else(|| error::invalid_arg_type("input", &expected, value, context))
}
