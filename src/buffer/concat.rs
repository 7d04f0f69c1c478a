//! `Buffer.concat`.

use super::list::List;
use super::{alloc, over_view, primordials};
use crate::engine::error;
use crate::engine::hooks::MAX_LENGTH;
use crate::engine::view::ByteView;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsValue};

/// `Buffer.concat(list[, totalLength])`
///
/// The list is read twice, as in Node, because a proxy's length is no promise
/// that its elements could all be kept.
pub(super) fn concat(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let list = arguments.get_or_undefined(0);
    let Some(list) = primordials::array(list, context)? else {
        return Err(error::invalid_arg_type("list", &["Array"], list, context));
    };
    let now = List::of(&list, context)?;
    if now.len(context)? == 0 {
        return Ok(alloc::empty(context)?.into());
    }
    let length = arguments.get_or_undefined(1);
    let is_cut = !length.is_undefined();
    let mut total = 0;
    if is_cut {
        let max = MAX_LENGTH as f64;
        // An integer from 0 on.
        total = error::validate_integer(length, "length", 0.0, max, context)? as usize;
    }
    let sum = sum_of_lengths(&now, context)?;
    let total = if is_cut { total } else { sum };
    let room = alloc::dirty_or_pooled_room(total, context)?;
    join(&List::of(&list, context)?, room.clone(), is_cut, context)?;
    Ok(over_view(&room, context)?.into())
}

/// Looks that each element is a `Uint8Array`; the sum of their lengths.
fn sum_of_lengths(list: &List, context: &mut Context) -> JsResult<usize> {
    let mut sum: usize = 0;
    let mut at = 0;
    while at < list.len(context)? {
        let element = list.get(at, context)?;
        let Some(bytes) = bytes_of(&element, context) else {
            let name = format!("list[{at}]");
            let expected = ["Buffer", "Uint8Array"];
            return Err(error::invalid_arg_type(&name, &expected, &element, context));
        };
        sum = sum.saturating_add(bytes.len());
        at += 1;
    }
    Ok(sum)
}

fn bytes_of(element: &JsValue, context: &mut Context) -> Option<ByteView> {
    ByteView::of_uint8_array(&element.as_object()?, context)
}

/// Copies one element after the other to `room`; zeros where they end.
fn join(list: &List, mut room: ByteView, is_cut: bool, context: &mut Context) -> JsResult<()> {
    let mut at = 0;
    while at < list.len(context)? {
        let element = list.get(at, context)?;
        let Some(bytes) = bytes_of(&element, context) else {
            return Err(changed());
        };
        if bytes.is_empty() && is_out_of_bounds(&element, &bytes) {
            return Err(detached());
        }
        if bytes.len() > room.len() && !is_cut {
            return Err(changed());
        }
        let is_last = is_cut && bytes.len() > room.len();
        let copied = room.copy_from(&bytes, context)?;
        room = room.part(copied..room.len());
        if is_last {
            break;
        }
        at += 1;
    }
    room.write(context, |rest| rest.fill(0))
}

/// Whether the bytes that `element` views are detached or were cut off.
fn is_out_of_bounds(element: &JsValue, bytes: &ByteView) -> bool {
    const FAR: usize = isize::MAX as usize;
    let Some(object) = element.as_object() else {
        return false;
    };
    let Some(array) = object.downcast_ref::<TypedArray>() else {
        return false;
    };
    let (start, whole) = (array.byte_offset(), bytes.store().byte_length() as u64);
    let reach = array.byte_length(FAR);
    let follows_its_store = reach == FAR as u64 - start;
    let end = if follows_its_store {
        start
    } else {
        start + reach
    };
    bytes.store().is_detached() || end > whole
}

fn detached() -> JsError {
    JsNativeError::typ()
        .with_message("Cannot perform %TypedArray%.prototype.set on a detached ArrayBuffer")
        .into()
}

/// The list gave other elements when it was read again.
fn changed() -> JsError {
    JsNativeError::range()
        .with_message("offset is out of bounds")
        .into()
}
