//! Bytes that change hands between Rust and scripts without being copied.

use super::error;
use super::isolate::Isolate;
use super::store;
use super::view::{ByteView, Store};
use crate::memory::{Fill, Purpose, STORE_ALIGN, foreign};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer};
use boa_engine::{Context, JsResult, JsValue};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

/// The engine reads elements of up to 8 bytes through aligned pointers, so a
/// region that begins elsewhere can't back an `ArrayBuffer`.
const ELEMENT_ALIGN: usize = 8;

/// What became of bytes handed to a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adoption {
    /// The script uses the owner's own bytes; the owner is dropped with the store.
    InPlace,
    /// The owner's bytes began at an address that is no multiple of 8: they
    /// were copied, and the owner is dropped already.
    Copied,
}

/// An owner on loan, with the address of its bytes taken before it was put away.
struct Lent<T>(NonNull<T>);

// SAFETY: the pointer is the only handle on a boxed `T`, which is `Send`.
unsafe impl<T: Send> Send for Lent<T> {}

impl<T> Drop for Lent<T> {
    fn drop(&mut self) {
        // SAFETY: made by `Box::into_raw` in `adopt`, and dropped once, here.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }
}

/// Makes an `ArrayBuffer` over the bytes of `owner`.
///
/// The bytes count as the isolate's external memory. The owner is dropped
/// exactly once: when the store is freed (by a collection, after a transfer,
/// at the end of the isolate; it may be on another thread and must not call
/// into the engine), or here when the store can't be made.
///
/// # Errors
///
/// `RangeError` when the bytes do not fit the hard limit.
pub fn adopt<T>(owner: T, context: &mut Context) -> JsResult<(JsArrayBuffer, Adoption)>
where
    T: AsMut<[u8]> + Send + 'static,
{
    let owner = NonNull::from(Box::leak(Box::new(owner)));
    let lent = Lent(owner);
    // SAFETY: the box was just leaked and nothing else refers to it.
    let bytes = unsafe { &mut *owner.as_ptr() }.as_mut();
    let (start, length) = (bytes.as_mut_ptr(), bytes.len());
    if length == 0 || !(start as usize).is_multiple_of(ELEMENT_ALIGN) {
        let copy = copy_of(bytes, context)?;
        return Ok((copy, Adoption::Copied));
    }
    let isolate = Isolate::of_script()?;
    if !isolate.before_allocation(length) {
        return Err(error::allocation_failed());
    }
    let release = Box::new(move || drop(lent));
    let lending = foreign::lend(start as usize, length, isolate.memory(), release);
    if lending.is_err() {
        return Err(error::allocation_failed());
    }
    // SAFETY: the bytes are initialised, used by nothing else while the owner
    // is put away, and given back by address when the vector is dropped. The
    // vector never grows in place: its capacity is its length.
    let block = unsafe { AlignedVec::from_raw_parts(start, STORE_ALIGN, length, length) };
    let buffer = JsArrayBuffer::from_byte_block(block, context)?;
    Ok((buffer, Adoption::InPlace))
}

fn copy_of(bytes: &[u8], context: &mut Context) -> JsResult<JsArrayBuffer> {
    let buffer = store::allocate(bytes.len(), Fill::Any, Purpose::Store, context)?;
    ByteView::whole(Store::Local(buffer.clone())).write(context, |out| {
        if out.len() == bytes.len() {
            out.copy_from_slice(bytes);
        }
    })?;
    Ok(buffer)
}

/// Bytes taken out of a script's hands. They can cross threads, and are
/// returned to the isolate's arena (or to their lender) when dropped.
pub struct OwnedBytes(AlignedVec<u8>);

impl fmt::Debug for OwnedBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnedBytes").field(&self.0.len()).finish()
    }
}

impl Deref for OwnedBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for OwnedBytes {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl AsRef<[u8]> for OwnedBytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl OwnedBytes {
    /// Puts the bytes back into an `ArrayBuffer`, without a copy.
    ///
    /// # Errors
    ///
    /// Whatever the engine throws (nothing at present).
    pub fn into_array_buffer(self, context: &mut Context) -> JsResult<JsArrayBuffer> {
        JsArrayBuffer::from_byte_block(self.0, context)
    }
}

/// Takes the bytes of `view`, a Buffer, typed array, `DataView` or `ArrayBuffer`.
///
/// Where the view covers the whole of an `ArrayBuffer` the store is detached:
/// scripts see length 0 from now on, and nothing is copied. Where it covers a
/// part (above all a Buffer cut from the pool), or a `SharedArrayBuffer`, its
/// bytes are copied and the script keeps its own. `None` when `view` has no bytes.
///
/// # Errors
///
/// `TypeError` when the store can't be detached; `RangeError` when a copy
/// can't be had.
pub fn take(view: &JsObject, context: &mut Context) -> JsResult<Option<OwnedBytes>> {
    let Some(view) = ByteView::of(view, context) else {
        return Ok(None);
    };
    if let Store::Local(buffer) = view.store()
        && view.len() == view.store().byte_length()
        && !view.store().is_pool()
    {
        return buffer
            .detach(&JsValue::undefined())
            .map(|block| Some(OwnedBytes(block)));
    }
    let copy = view.to_vec();
    let copy = copy_of(&copy, context)?;
    let block = copy.detach(&JsValue::undefined())?;
    Ok(Some(OwnedBytes(block)))
}
