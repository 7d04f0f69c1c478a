//! Buffers that modules hand out.

use crate::buffer;
use crate::codec;
use crate::engine::store;
use crate::engine::view::{ByteView, Store};
use crate::memory::{Fill, Purpose};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult};

/// A Buffer of `size` zero bytes, on memory of its own.
///
/// # Errors
///
/// `RangeError` when the bytes do not fit the hard limit.
pub fn zeroed(size: usize, context: &mut Context) -> JsResult<JsObject> {
    let store = store::allocate(size, Fill::Zero, Purpose::Store, context)?;
    buffer::over(store, 0, size, context)
}

/// A Buffer with a copy of `bytes`, on memory of its own.
///
/// # Errors
///
/// `RangeError` when the bytes do not fit the hard limit.
pub fn copied(bytes: &[u8], context: &mut Context) -> JsResult<JsObject> {
    let store = store::allocate(bytes.len(), Fill::Any, Purpose::Store, context)?;
    let view = ByteView::whole(Store::Local(store.clone()));
    view.write(context, |out| codec::copy(bytes, out))?;
    buffer::over(store, 0, bytes.len(), context)
}
