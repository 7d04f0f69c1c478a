//! `buffer.transcode`: from one text encoding to another.

use super::intrinsics::over;
use super::{alloc, encoding};
use crate::codec::{self, TranscodeFailure};
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use crate::engine::store;
use crate::engine::view::ByteView;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};

fn refused(failure: TranscodeFailure, context: &mut Context) -> JsError {
    let (code, number) = match failure {
        TranscodeFailure::IllegalArgument => ("U_ILLEGAL_ARGUMENT_ERROR", 1),
        TranscodeFailure::InvalidCharacter => ("U_INVALID_CHAR_FOUND", 10),
    };
    let message = js_string!(format!("Unable to transcode Buffer [{code}]"));
    match error::plain_object(ErrorClass::Error, message, context) {
        Ok(object) => {
            let visible = native::ENUMERABLE;
            native::set(&object, js_string!("code"), js_string!(code), visible);
            native::set(&object, js_string!("errno"), number, visible);
            JsError::from_opaque(object.into())
        }
        Err(thrown) => thrown,
    }
}

/// `transcode(source, fromEncoding, toEncoding)`
pub(super) fn transcode(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = arguments.get_or_undefined(0);
    let view = source
        .as_object()
        .and_then(|object| ByteView::of_uint8_array(&object, context));
    let Some(view) = view else {
        let expected = ["Buffer", "Uint8Array"];
        return Err(error::invalid_arg_type(
            "source", &expected, source, context,
        ));
    };
    if view.is_empty() {
        return Ok(alloc::empty(context)?.into());
    }
    let from = encoding::normalize(arguments.get_or_undefined(1), context)?;
    let to = encoding::normalize(arguments.get_or_undefined(2), context)?;
    let bytes = match (from, to) {
        (Some(from), Some(to)) => view.read(|bytes| codec::transcode(bytes, from, to)),
        _ => Err(TranscodeFailure::IllegalArgument),
    };
    match bytes {
        Ok(bytes) => unpooled(&bytes, context),
        Err(failure) => Err(refused(failure, context)),
    }
}

/// A Buffer with a copy of `bytes`, on memory of its own.
fn unpooled(bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
    let store = store::copied(bytes, context);
    let store = store.map_err(|_| alloc::allocation_failed(context))?;
    Ok(over(store, 0, bytes.len(), context)?.into())
}
