//! Making backing stores, and views over them.

use super::error;
use super::isolate::Isolate;
use super::shapes;
use super::view::{ByteView, Store};
use crate::codec;
use crate::memory::{Fill, Purpose, STORE_ALIGN, set_site};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer};
use boa_engine::{Context, JsResult, JsValue};

/// A new `ArrayBuffer` of `size` bytes in the arena of the running isolate.
///
/// This is a safe point: a collection may run first.
///
/// # Errors
///
/// `RangeError: Array buffer allocation failed` past the hard limit or when
/// the system has no more.
pub fn allocate(
    size: usize,
    fill: Fill,
    purpose: Purpose,
    context: &mut Context,
) -> JsResult<JsArrayBuffer> {
    allocate_aligned(size, STORE_ALIGN, fill, purpose, context)
}

/// As [`allocate`], with bytes that begin at a multiple of `alignment`, a power of two.
///
/// # Errors
///
/// As [`allocate`].
pub fn allocate_aligned(
    size: usize,
    alignment: usize,
    fill: Fill,
    purpose: Purpose,
    context: &mut Context,
) -> JsResult<JsArrayBuffer> {
    let block = block(size, alignment, fill, purpose, context)?;
    JsArrayBuffer::from_byte_block(block, context)
}

/// A new `ArrayBuffer` with a copy of `bytes`.
///
/// # Errors
///
/// As [`allocate`].
pub fn copied(bytes: &[u8], context: &mut Context) -> JsResult<JsArrayBuffer> {
    let store = allocate(bytes.len(), Fill::Any, Purpose::Store, context)?;
    let view = ByteView::whole(Store::Local(store.clone()));
    view.write(context, |out| codec::kernels::copy(bytes, out))?;
    Ok(store)
}

fn block(
    size: usize,
    alignment: usize,
    fill: Fill,
    purpose: Purpose,
    context: &mut Context,
) -> JsResult<AlignedVec<u8>> {
    if size == 0 {
        return Ok(AlignedVec::new(STORE_ALIGN));
    }
    let isolate = Isolate::of_script()?;
    let fill = if isolate.zero_fills() {
        Fill::Zero
    } else {
        fill
    };
    if isolate.sites().is_sampling() && isolate.sites().hits(size) {
        set_site(isolate.number_site(isolate.sites().here(context)));
    }
    let memory = isolate.memory();
    let allocate = || memory.allocate_aligned_at_safe_point(size, alignment, fill, purpose);
    let mut block = allocate();
    if block.is_none() && isolate.is_nearly_full() && shapes::forget_dead_prototypes(context) {
        block = allocate();
    }
    let start = block.ok_or_else(error::allocation_failed)?.into_raw();
    // SAFETY: the arena gave `size` initialised bytes aligned to 64 that
    // nothing else uses. When the vector is dropped, the global allocator
    // knows the address and returns the block to the arena with this size.
    Ok(unsafe { AlignedVec::from_raw_parts(start.as_ptr(), STORE_ALIGN, size, size) })
}

/// A `Uint8Array` over `length` bytes of `store` from `offset`, made as if by
/// `new target(store, offset, length)`, so with `target.prototype`.
///
/// # Errors
///
/// Whatever the constructor throws: a detached store, a range outside it.
pub fn view(
    target: &JsObject,
    store: impl Into<JsValue>,
    offset: usize,
    length: usize,
    context: &mut Context,
) -> JsResult<JsObject> {
    let constructor = context
        .intrinsics()
        .constructors()
        .typed_uint8_array()
        .constructor();
    let arguments = [store.into(), JsValue::from(offset), JsValue::from(length)];
    constructor.construct(&arguments, Some(target), context)
}
