//! `Buffer.alloc`, `Buffer.allocUnsafe`, `Buffer.allocUnsafeSlow`, `Buffer.of`.

use super::intrinsics::{Intrinsics, over, over_view};
use super::{array_like, fill};
use crate::engine::error::ErrorClass;
use crate::engine::limits::MAX_LENGTH;
use crate::engine::view::{ByteView, Store};
use crate::engine::{error, store};
use crate::memory::{Fill, Purpose};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// A Buffer of no bytes.
///
/// # Errors
///
/// As [`over`].
pub fn empty(context: &mut Context) -> JsResult<JsObject> {
    zeroed(0, context)
}

/// A Buffer of `size` zero bytes, on memory of its own.
///
/// # Errors
///
/// `RangeError: Array buffer allocation failed`.
pub fn zeroed(size: usize, context: &mut Context) -> JsResult<JsObject> {
    let store = store::allocate(size, Fill::Zero, Purpose::Store, context)?;
    over(store, 0, size, context)
}

/// A Buffer with a copy of `bytes`, on memory of its own.
///
/// # Errors
///
/// `RangeError: Array buffer allocation failed`.
pub fn copied(bytes: &[u8], context: &mut Context) -> JsResult<JsObject> {
    let store = store::copied(bytes, context)?;
    over(store, 0, bytes.len(), context)
}

/// A Buffer of `size` bytes that may hold what earlier Buffers left, on memory
/// of its own.
///
/// # Errors
///
/// `RangeError [ERR_MEMORY_ALLOCATION_FAILED]`.
pub fn dirty(size: usize, context: &mut Context) -> JsResult<JsObject> {
    let room = dirty_room(size, context)?;
    over_view(&room, context)
}

/// The memory of [`dirty`].
///
/// # Errors
///
/// As [`dirty`].
pub fn dirty_room(size: usize, context: &mut Context) -> JsResult<ByteView> {
    let store = store::allocate(size, Fill::Any, Purpose::Store, context);
    let store = store.map_err(|_| allocation_failed(context))?;
    Ok(ByteView::whole(Store::Local(store)))
}

/// `RangeError [ERR_MEMORY_ALLOCATION_FAILED]`
pub(super) fn allocation_failed(context: &mut Context) -> boa_engine::JsError {
    let code = "ERR_MEMORY_ALLOCATION_FAILED";
    error::coded(
        ErrorClass::Range,
        code,
        "Failed to allocate memory",
        context,
    )
}

/// As [`dirty_room`], from the pool where its rule says so.
///
/// # Errors
///
/// As [`dirty`]; what a getter `Buffer.poolSize` throws.
pub fn dirty_or_pooled_room(size: usize, context: &mut Context) -> JsResult<ByteView> {
    let intrinsics = Intrinsics::of(context)?;
    pooled_room(&intrinsics, size, context)
}

fn pooled_room(intrinsics: &Intrinsics, size: usize, context: &mut Context) -> JsResult<ByteView> {
    if size > 0 {
        let pool = intrinsics.pool();
        let setting = pool.setting(intrinsics.constructor(), context)?;
        if setting.pools(size) {
            return pool.cut(size, setting, context);
        }
    }
    dirty_room(size, context)
}

/// Checks a size as Node does: a number from 0 to `kMaxLength`; fractions are cut.
fn size_argument(arguments: &[JsValue], context: &mut Context) -> JsResult<usize> {
    let size = arguments.get_or_undefined(0);
    let size = error::validate_number(size, "size", 0.0, MAX_LENGTH as f64, context)?;
    Ok(size as usize)
}

/// `Buffer.alloc(size[, fill[, encoding]])`
pub(super) fn alloc(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let size = size_argument(arguments, context)?;
    let value = arguments.get_or_undefined(1);
    let is_zero = value.is_undefined() || value.as_number() == Some(0.0);
    if size == 0 || is_zero {
        return Ok(zeroed(size, context)?.into());
    }
    let buffer = dirty(size, context)?.into();
    let encoding = arguments.get_or_undefined(2).clone();
    let range = [value.clone(), 0.into(), size.into(), encoding];
    fill::fill(&buffer, &range, context)
}

/// The second argument of `allocUnsafe`: a power of two from 1 to 2^30; `None` when it is
/// not given.
fn alignment_argument(arguments: &[JsValue], context: &mut Context) -> JsResult<Option<usize>> {
    const GREATEST: f64 = 1_073_741_824.0;
    let value = arguments.get_or_undefined(1);
    if value.is_undefined() {
        return Ok(None);
    }
    let alignment = error::validate_integer(value, "alignment", 1.0, GREATEST, context)? as usize;
    if !alignment.is_power_of_two() {
        let reason = "must be a power of two";
        return Err(error::invalid_arg_value(
            "alignment",
            value,
            reason,
            context,
        ));
    }
    Ok(Some(alignment))
}

/// A Buffer of its own whose bytes begin at a multiple of `alignment`.
fn aligned(size: usize, alignment: usize, context: &mut Context) -> JsResult<JsValue> {
    // Node asks for this much more, and for 8 at least.
    let longest = MAX_LENGTH as f64 - alignment.max(8) as f64;
    if size as f64 > longest {
        let range = format!("<= {longest}");
        return Err(error::out_of_range("size", &range, &size.into(), context));
    }
    let store = store::allocate_aligned(size, alignment, Fill::Any, Purpose::Store, context);
    let store = store.map_err(|_| allocation_failed(context))?;
    Ok(over(store, 0, size, context)?.into())
}

/// `Buffer.allocUnsafe(size[, alignment])`
pub(super) fn alloc_unsafe(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let size = size_argument(arguments, context)?;
    if let Some(alignment) = alignment_argument(arguments, context)? {
        return aligned(size, alignment, context);
    }
    let intrinsics = Intrinsics::of(context)?;
    let room = pooled_room(&intrinsics, size, context)?;
    Ok(intrinsics.over_view(&room, context)?.into())
}

/// `Buffer.allocUnsafeSlow(size[, alignment])`
pub(super) fn alloc_unsafe_slow(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let size = size_argument(arguments, context)?;
    if let Some(alignment) = alignment_argument(arguments, context)? {
        return aligned(size, alignment, context);
    }
    Ok(dirty(size, context)?.into())
}

/// `Buffer.of(...items)`
pub(super) fn of(_: &JsValue, items: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let store = store::allocate(items.len(), Fill::Zero, Purpose::Store, context)?;
    let room = ByteView::whole(Store::Local(store));
    for (at, item) in items.iter().enumerate() {
        let byte = array_like::to_uint8(item, context)?;
        room.part(at..at + 1).write(context, |out| out.fill(byte))?;
    }
    Ok(over_view(&room, context)?.into())
}
