//! Bytes that change hands between Rust and scripts without being copied.
//!
//! | from | to | how | copied |
//! | --- | --- | --- | --- |
//! | an owner in Rust | a script | [`adopt`], [`adopt_with`] | only where the address is no multiple of 8 |
//! | memory the host continues to use | a script | [`share`] (`unsafe`) | never |
//! | a script | a closure | [`ByteView`]'s `read` and `write` | only a `SharedArrayBuffer` |
//! | a script | Rust, for good | [`take`] | a part of a store, such as a piece of the pool; a `SharedArrayBuffer` |
//! | Rust | the same or another isolate | [`OwnedBytes::into_array_buffer`] | never |
//! | a script | scripts of other isolates | [`SharedBytes`] | never |

use super::error;
use super::isolate::Isolate;
use super::store;
use super::view::{ByteView, Store};
use crate::memory::{IsolateMemory, STORE_ALIGN, loans};
use boa_engine::builtins::array_buffer::SharedArrayBuffer;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{AlignedVec, JsArrayBuffer, JsSharedArrayBuffer};
use boa_engine::{Context, JsNativeError, JsResult, JsValue};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

/// The engine reads elements of up to 8 bytes through aligned pointers, so a
/// region that begins elsewhere can't back an `ArrayBuffer`.
const ELEMENT_ALIGN: usize = 8;

/// What became of bytes handed to a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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

/// Makes an `ArrayBuffer` over the bytes of `owner`: a `Vec<u8>`, a
/// `Box<[u8]>`, a memory map, anything that has bytes.
///
/// The bytes count as the isolate's external memory. The owner is dropped
/// exactly once: when the store is freed (by a collection, after a transfer,
/// at the end of the isolate; it may be on another thread and must not call
/// into the engine), or here when the store can't be made. No turn of an event
/// loop is waited for. Bytes that begin at an address that is no multiple of 8
/// are copied, as [`Adoption`] tells.
///
/// # Errors
///
/// `RangeError` when the bytes do not fit the hard limit.
pub fn adopt<T>(owner: T, context: &mut Context) -> JsResult<(JsArrayBuffer, Adoption)>
where
    T: AsMut<[u8]> + Send + 'static,
{
    lend(owner, None, context)
}

/// [`adopt`], with `release` called in place of the owner's drop.
///
/// # Errors
///
/// As [`adopt`]; `release` is called then too.
pub fn adopt_with<T, F>(
    owner: T,
    release: F,
    context: &mut Context,
) -> JsResult<(JsArrayBuffer, Adoption)>
where
    T: AsMut<[u8]> + Send + 'static,
    F: FnOnce(T) + Send + 'static,
{
    adopt(Released(Some((owner, release))), context)
}

/// An owner that is given to a callback instead of dropped.
struct Released<T, F: FnOnce(T)>(Option<(T, F)>);

impl<T: AsMut<[u8]>, F: FnOnce(T)> AsMut<[u8]> for Released<T, F> {
    fn as_mut(&mut self) -> &mut [u8] {
        match &mut self.0 {
            Some((owner, _)) => owner.as_mut(),
            None => &mut [],
        }
    }
}

impl<T, F: FnOnce(T)> Drop for Released<T, F> {
    fn drop(&mut self) {
        if let Some((owner, release)) = self.0.take() {
            release(owner);
        }
    }
}

/// Makes an `ArrayBuffer` over `length` bytes at `start` that the host goes on
/// using: the memory of a wasm instance, a mapped GPU buffer.
///
/// Nothing is copied, and what either side writes the other sees. `release` is
/// called exactly once, when no script can reach the bytes any more: as
/// [`adopt`] drops an owner, also when this fails.
///
/// # Safety
///
/// From now until `release` is called:
///
/// - the bytes at `start` are initialised, and valid for reads and writes of
///   `length` bytes; they are not moved or freed (so a wasm memory must not grow);
/// - nobody else reads or writes them while code of the isolate's thread runs
///   that may: a script, or a closure that was lent bytes. Between two calls
///   into the runtime the host may use them as it likes, on that thread or, if
///   it synchronises, on others;
/// - where [`take`] took the bytes away from the script, the same holds for the
///   owner of the [`OwnedBytes`].
///
/// # Errors
///
/// `RangeError` when the bytes do not fit the hard limit, or `start` is no
/// multiple of 8; an `Error` when they back another `ArrayBuffer` already.
pub unsafe fn share<F>(
    start: NonNull<u8>,
    length: usize,
    release: F,
    context: &mut Context,
) -> JsResult<JsArrayBuffer>
where
    F: FnOnce() + Send + 'static,
{
    let shared = SharedRegion {
        start,
        length,
        release: Some(release),
    };
    if !start.as_ptr().addr().is_multiple_of(ELEMENT_ALIGN) {
        return Err(JsNativeError::range()
            .with_message("slabjs: shared memory must begin at a multiple of 8")
            .into());
    }
    adopt(shared, context).map(|(buffer, _)| buffer)
}

/// Memory that a host continues to use, with the callback that ends the sharing.
struct SharedRegion<F: FnOnce()> {
    start: NonNull<u8>,
    length: usize,
    release: Option<F>,
}

// SAFETY: by the contract of `share` the bytes belong to the thread that runs the
// isolate, whichever that is; the callback is `Send`.
unsafe impl<F: FnOnce() + Send> Send for SharedRegion<F> {}

impl<F: FnOnce()> AsMut<[u8]> for SharedRegion<F> {
    fn as_mut(&mut self) -> &mut [u8] {
        // SAFETY: the contract of `share`: valid, initialised, and used by
        // nobody else while code of this layer runs.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.length) }
    }
}

impl<F: FnOnce()> Drop for SharedRegion<F> {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            release();
        }
    }
}

/// `home` is the isolate whose arena the bytes were cut from, where it is
/// another than the running one.
fn lend<T>(
    owner: T,
    home: Option<IsolateMemory>,
    context: &mut Context,
) -> JsResult<(JsArrayBuffer, Adoption)>
where
    T: AsMut<[u8]> + Send + 'static,
{
    let owner = NonNull::from(Box::leak(Box::new(owner)));
    let lent = Lent(owner);
    // SAFETY: the box was just leaked and nothing else refers to it.
    let bytes = unsafe { &mut *owner.as_ptr() }.as_mut();
    let (start, length) = (bytes.as_mut_ptr(), bytes.len());
    if length == 0 || !start.addr().is_multiple_of(ELEMENT_ALIGN) {
        let copy = store::copied(bytes, context)?;
        return Ok((copy, Adoption::Copied));
    }
    let isolate = Isolate::of_script()?;
    if !isolate.before_allocation(length) {
        return Err(error::allocation_failed());
    }
    let release = Box::new(move || drop(lent));
    // SAFETY: `as_mut` is called this one time, above. What safe code returns from it is
    // reachable through the owner alone for as long as the owner is borrowed, and the
    // owner stays untouched in `release` until that is called: the borrow just goes on.
    // So the bytes are this function's to hand out until then, and `home` is what the
    // caller says. The callback that comes back unused drops the owner.
    let loan = unsafe { loans::lend(start.addr(), length, isolate.memory(), home, release) };
    if loan.is_err() {
        return Err(JsNativeError::error()
            .with_message("slabjs: these bytes back an ArrayBuffer already")
            .into());
    }
    // SAFETY: the bytes are initialised, used by nothing else while the owner
    // is put away, and given back by address when the vector is dropped. The
    // vector never grows in place: its capacity is its length.
    let block = unsafe { AlignedVec::from_raw_parts(start, STORE_ALIGN, length, length) };
    let buffer = JsArrayBuffer::from_byte_block(block, context)?;
    Ok((buffer, Adoption::InPlace))
}

/// Bytes taken away from a script. They can cross threads, and are
/// returned to the isolate's arena (or to their lender) when dropped.
///
/// ```
/// # use test_allocator as _;
/// # let mut runtime = slabjs::Runtime::builder().build()?;
/// let array = runtime.evaluate("new Uint8Array(100_000).fill(7)", "make.js")?;
/// let mut bytes = runtime.take_bytes(&array)?.expect("an array has bytes");
/// bytes[0] = 1;
/// // They cross threads, and become `Bytes`, where they lie.
/// let address = bytes.as_ptr();
/// let bytes = std::thread::spawn(move || bytes::Bytes::from(bytes)).join().unwrap();
/// assert_eq!((bytes.as_ptr(), bytes[0], bytes[1]), (address, 1, 7));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    /// Puts the bytes back into an `ArrayBuffer`, without a copy: of the isolate
    /// they came from, or of the one of the running thread, for which they
    /// count from then on.
    ///
    /// # Errors
    ///
    /// `RangeError` when the running isolate is another one and its hard limit
    /// has no room for them.
    pub fn into_array_buffer(self, context: &mut Context) -> JsResult<JsArrayBuffer> {
        let isolate = Isolate::of_script()?;
        let here = isolate.memory();
        let Some(account) = self.account() else {
            return JsArrayBuffer::from_byte_block(self.0, context);
        };
        if account == *here {
            return JsArrayBuffer::from_byte_block(self.0, context);
        }
        if !loans::is_on_loan(self.0.as_ptr().addr()) {
            return lend(self, Some(account), context).map(|(buffer, _)| buffer);
        }
        if !isolate.before_allocation(self.0.len()) {
            return Err(error::allocation_failed());
        }
        loans::move_to(self.0.as_ptr().addr(), here);
        JsArrayBuffer::from_byte_block(self.0, context)
    }

    /// The isolate whose external memory the bytes count as; `None` for no bytes.
    fn account(&self) -> Option<IsolateMemory> {
        if self.0.is_empty() {
            return None;
        }
        let address = self.0.as_ptr().addr();
        // SAFETY: the bytes are a live store, so if they lie in an arena the
        // isolate's memory is alive.
        loans::account_of(address).or_else(|| unsafe { IsolateMemory::holding(address) })
    }
}

impl AsMut<[u8]> for OwnedBytes {
    fn as_mut(&mut self) -> &mut [u8] {
        self
    }
}

#[cfg(feature = "bytes")]
impl From<OwnedBytes> for bytes::Bytes {
    /// Without a copy: the bytes return to their arena with the last clone.
    fn from(owned: OwnedBytes) -> Self {
        Self::from_owner(owned)
    }
}

/// Makes an `ArrayBuffer` over `bytes`: in place when nobody else holds them,
/// else over a copy, as [`Adoption`] tells. Bytes that came from
/// [`bytes::Bytes::from_owner`] or a `&'static` slice are always copied.
///
/// # Errors
///
/// As [`adopt`].
#[cfg(feature = "bytes")]
pub fn adopt_bytes(
    bytes: bytes::Bytes,
    context: &mut Context,
) -> JsResult<(JsArrayBuffer, Adoption)> {
    match bytes.try_into_mut() {
        Ok(unique) => adopt(unique, context),
        Err(held) => Ok((store::copied(&held, context)?, Adoption::Copied)),
    }
}

/// The bytes of a `SharedArrayBuffer`, which any number of isolates may use at
/// once, on threads of their own.
///
/// They count as external memory of the isolate that made them, until nobody
/// holds them any more. Every script that has them can write to them.
/// Initialise read-only bytes before sharing them.
#[derive(Debug, Clone)]
pub struct SharedBytes(SharedArrayBuffer);

impl SharedBytes {
    /// The bytes that `object` shares; `None` when it is no `SharedArrayBuffer`,
    /// nor a view of one.
    pub fn of(object: &JsObject, context: &mut Context) -> Option<Self> {
        match ByteView::of(object, context)?.into_store() {
            Store::Shared(buffer) => Some(Self(buffer.inner())),
            Store::Local(_) => None,
        }
    }

    /// A `SharedArrayBuffer` of the running isolate over these bytes.
    #[must_use]
    pub fn into_shared_array_buffer(self, context: &mut Context) -> JsSharedArrayBuffer {
        JsSharedArrayBuffer::from_buffer(self.0, context)
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
    let copy = store::copied(&copy, context)?;
    let block = copy.detach(&JsValue::undefined())?;
    Ok(Some(OwnedBytes(block)))
}
