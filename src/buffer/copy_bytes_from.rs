//! `Buffer.copyBytesFrom`: the memory of a typed array, whatever its elements.

use super::alloc;
use super::intrinsics::over_view;
use crate::engine::error;
use crate::engine::limits::MAX_LENGTH;
use crate::engine::view::ByteView;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// `Buffer.copyBytesFrom(view[, offset[, length]])`; both count elements.
pub(super) fn copy_bytes_from(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = arguments.get_or_undefined(0);
    let array = source.as_object().filter(JsObject::is::<TypedArray>);
    let Some(array) = array else {
        return Err(error::invalid_arg_type(
            "view",
            &["TypedArray"],
            source,
            context,
        ));
    };
    if element_count(&array, context) == 0 {
        return Ok(alloc::empty(context)?.into());
    }
    let offset = element_argument(arguments.get_or_undefined(1), "offset", context)?;
    if offset.is_some_and(|offset| offset >= element_count(&array, context)) {
        return Ok(alloc::empty(context)?.into());
    }
    let length = element_argument(arguments.get_or_undefined(2), "length", context)?;
    let range = element_range(&array, offset.unwrap_or(0), length, context);
    let room = alloc::dirty_or_pooled_room(range.as_ref().map_or(0, ByteView::len), context)?;
    if let Some(range) = range {
        room.copy_from(&range, context)?;
    }
    Ok(over_view(&room, context)?.into())
}

fn element_argument(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Option<usize>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let max = MAX_LENGTH as f64;
    // An integer from 0 on.
    let number = error::validate_integer(value, name, 0.0, max, context)?;
    Ok(Some(number as usize))
}

fn element_count(array: &JsObject, context: &mut Context) -> usize {
    ByteView::of_typed_array(array, context).map_or(0, |view| view.len() / element_size(array))
}

/// The bytes of `length` elements from `offset`, or of all from there.
fn element_range(
    array: &JsObject,
    offset: usize,
    length: Option<usize>,
    context: &mut Context,
) -> Option<ByteView> {
    let size = element_size(array);
    let start = offset.saturating_mul(size);
    let end = length.map_or(usize::MAX, |length| {
        start.saturating_add(length.saturating_mul(size))
    });
    ByteView::of_typed_array(array, context).map(|view| view.part(start..end))
}

/// Bytes an element; 1 for what is no typed array.
fn element_size(array: &JsObject) -> usize {
    use boa_engine::builtins::typed_array::TypedArrayKind as Kind;
    let kind = array.downcast_ref::<TypedArray>().map(|array| array.kind());
    match kind {
        Some(Kind::Int16 | Kind::Uint16 | Kind::Float16) => 2,
        Some(Kind::Int32 | Kind::Uint32 | Kind::Float32) => 4,
        Some(Kind::BigInt64 | Kind::BigUint64 | Kind::Float64) => 8,
        Some(Kind::Int8 | Kind::Uint8 | Kind::Uint8Clamped) | None => 1,
    }
}
