//! Borrowed bytes of typed arrays, `DataView`s and buffers.
//!
//! A [`ByteView`] names a range of a backing store. Its bytes are lent to a
//! closure that has no way to run a script, so nothing can move, detach or
//! resize the store meanwhile.
//!
//! The engine gives no reference into a `SharedArrayBuffer`, which other
//! threads may be writing: its bytes are copied out, and in again through the
//! engine's own element-wise copy.

use super::isolate::Isolate;
use crate::codec;
use crate::memory::Purpose;
use boa_engine::builtins::array_buffer::{ArrayBuffer, SharedArrayBuffer};
use boa_engine::builtins::dataview::DataView;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{
    AlignedVec, JsArrayBuffer, JsDataView, JsSharedArrayBuffer, JsTypedArray, JsUint8Array,
};
use boa_engine::{Context, JsResult, JsValue};
use std::ops::Range;

/// Where the bytes lie.
#[derive(Debug, Clone)]
pub enum Store {
    /// An `ArrayBuffer`, perhaps detached.
    Local(JsArrayBuffer),
    /// A `SharedArrayBuffer`.
    Shared(JsSharedArrayBuffer),
}

impl Store {
    /// The store that `object` is, if it is one.
    #[must_use]
    pub fn of(object: &JsObject) -> Option<Self> {
        let is_store = object.is::<ArrayBuffer>() || object.is::<SharedArrayBuffer>();
        is_store
            .then(|| Self::from_object(object.clone()))
            .flatten()
    }

    /// The same, of an object that is handed over.
    #[inline]
    fn from_object(object: JsObject) -> Option<Self> {
        if object.is::<ArrayBuffer>() {
            return JsArrayBuffer::from_object(object).ok().map(Self::Local);
        }
        JsSharedArrayBuffer::from_object(object)
            .ok()
            .map(Self::Shared)
    }

    /// Its length in bytes; 0 when detached.
    #[must_use]
    pub fn byte_length(&self) -> usize {
        match self {
            Self::Local(buffer) => buffer.data().map_or(0, |bytes| bytes.len()),
            Self::Shared(buffer) => buffer.byte_length(),
        }
    }

    /// Whether it is an `ArrayBuffer` whose bytes were taken away.
    #[must_use]
    pub fn is_detached(&self) -> bool {
        matches!(self, Self::Local(buffer) if buffer.data().is_none())
    }

    /// Whether it is a `SharedArrayBuffer`.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Shared(_))
    }

    /// Address of the first byte of a live `ArrayBuffer`.
    #[must_use]
    pub fn address(&self) -> Option<usize> {
        match self {
            Self::Local(buffer) => buffer.data().map(|bytes| bytes.as_ptr() as usize),
            Self::Shared(_) => None,
        }
    }

    /// Whether it is a slab of the pool, which can't be taken from the Buffers
    /// cut from it.
    #[must_use]
    pub fn is_pool(&self) -> bool {
        let purpose = self
            .address()
            .and_then(|address| Isolate::current()?.memory().purpose(address));
        purpose == Some(Purpose::Pool)
    }

    fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Local(a), Self::Local(b)) => JsObject::equals(a, b),
            (Self::Shared(a), Self::Shared(b)) => JsObject::equals(a, b),
            _ => false,
        }
    }
}

impl From<Store> for JsValue {
    fn from(store: Store) -> Self {
        match store {
            Store::Local(buffer) => buffer.into(),
            Store::Shared(buffer) => buffer.into(),
        }
    }
}

/// A range of a backing store, as it was when the view was looked at.
#[derive(Debug, Clone)]
pub struct ByteView {
    store: Store,
    offset: usize,
    length: usize,
}

impl ByteView {
    /// The bytes of a `Uint8Array`, Buffers included; `None` for anything else.
    ///
    /// A detached or out-of-bounds view is empty, as its `length` says.
    pub(crate) fn of_uint8_array(object: &JsObject, context: &mut Context) -> Option<Self> {
        let slots = object.downcast_ref::<TypedArray>()?;
        (slots.kind() == TypedArrayKind::Uint8)
            .then(|| Self::of_slots(object, &slots, context))
            .flatten()
    }

    /// The bytes of any typed array.
    pub(crate) fn of_typed_array(object: &JsObject, context: &mut Context) -> Option<Self> {
        Self::of_slots(object, &*object.downcast_ref()?, context)
    }

    /// The same, of an array whose slots are borrowed already.
    #[inline]
    fn of_slots(object: &JsObject, slots: &TypedArray, context: &mut Context) -> Option<Self> {
        let array = JsTypedArray::from_object(object.clone()).ok()?;
        let store = Store::from_object(array.buffer(context).ok()?.as_object()?)?;
        let length = slots.byte_length(store.byte_length());
        // The getter knows of views out of bounds, which begin at 0.
        let offset = match length {
            0 => array.byte_offset(context).unwrap_or(0) as u64,
            _ => slots.byte_offset(),
        };
        // These casts can't lose anything: both lie within a store in memory.
        let (offset, length) = (offset as usize, length as usize);
        Some(Self {
            store,
            offset,
            length,
        })
    }

    /// The bytes of any typed array or `DataView`.
    pub(crate) fn of_view(object: &JsObject, context: &mut Context) -> Option<Self> {
        if object.is::<DataView>() {
            return Self::of_data_view(object, context);
        }
        Self::of_typed_array(object, context)
    }

    fn of_data_view(object: &JsObject, context: &mut Context) -> Option<Self> {
        let view = JsDataView::from_object(object.clone()).ok()?;
        let store = Store::from_object(view.buffer(context).ok()?.as_object()?)?;
        // The getters throw on a detached or out-of-bounds view: it is empty.
        let range = view
            .byte_offset(context)
            .and_then(|offset| Ok((offset, view.byte_length(context)?)));
        let (offset, length) = range.unwrap_or((0, 0));
        Some(Self {
            store,
            offset: offset as usize,
            length: length as usize,
        })
    }

    /// All bytes of an `ArrayBuffer` or `SharedArrayBuffer`.
    #[must_use]
    pub(crate) fn of_store(object: &JsObject) -> Option<Self> {
        Store::of(object).map(Self::whole)
    }

    /// The bytes of a typed array, a `DataView` or a buffer.
    pub fn of(object: &JsObject, context: &mut Context) -> Option<Self> {
        Self::of_view(object, context).or_else(|| Self::of_store(object))
    }

    /// All bytes of `store`.
    #[must_use]
    pub(crate) fn whole(store: Store) -> Self {
        let length = store.byte_length();
        Self {
            store,
            offset: 0,
            length,
        }
    }

    /// `length` bytes of `store` from `offset`, cut to what the store has.
    #[must_use]
    pub(crate) fn range_of(store: Store, offset: usize, length: usize) -> Self {
        let whole = store.byte_length();
        let offset = offset.min(whole);
        Self {
            store,
            offset,
            length: length.min(whole - offset),
        }
    }

    /// The part of this view that `range` names, cut to what the view has.
    #[must_use]
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let start = range.start.min(self.length);
        let end = range.end.clamp(start, self.length);
        Self {
            store: self.store.clone(),
            offset: self.offset + start,
            length: end - start,
        }
    }

    /// Leaves out the first `count` bytes, or as many as there are.
    pub(crate) fn advance(&mut self, count: usize) {
        let count = count.min(self.length);
        self.offset += count;
        self.length -= count;
    }

    /// Whether both lie in one store.
    #[must_use]
    pub(crate) fn shares_store(&self, other: &Self) -> bool {
        self.store.is_same_as(&other.store)
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// First byte's place in the store.
    #[must_use]
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// The store it lies in.
    #[must_use]
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// The store, when the range is no longer needed.
    #[must_use]
    pub(crate) fn into_store(self) -> Store {
        self.store
    }

    fn range(&self) -> Range<usize> {
        self.offset..self.offset + self.length
    }

    /// Lends the bytes to `read`. A store that has become shorter than the
    /// range since the view was looked at gives an empty slice.
    pub fn read<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        match &self.store {
            Store::Local(buffer) => match buffer.data() {
                Some(bytes) => read(bytes.get(self.range()).unwrap_or(&[])),
                None => read(&[]),
            },
            Store::Shared(buffer) => {
                let copy = buffer.to_vec();
                read(copy.get(self.range()).unwrap_or(&[]))
            }
        }
    }

    /// A copy of the bytes.
    #[must_use]
    pub(crate) fn to_vec(&self) -> Vec<u8> {
        self.read(<[u8]>::to_vec)
    }

    /// Lends the bytes to `write` for changing.
    ///
    /// # Errors
    ///
    /// Only for a shared store, when the engine can't make the copy.
    pub fn write<R>(
        &self,
        context: &mut Context,
        write: impl FnOnce(&mut [u8]) -> R,
    ) -> JsResult<R> {
        match &self.store {
            Store::Local(buffer) => Ok(match buffer.data_mut() {
                Some(mut bytes) => write(bytes.get_mut(self.range()).unwrap_or(&mut [])),
                None => write(&mut []),
            }),
            Store::Shared(buffer) => {
                let mut copy = self.to_vec();
                let result = write(&mut copy);
                put_shared(buffer, self.offset, &copy, context)?;
                Ok(result)
            }
        }
    }

    /// [`ByteView::write`] without a context, which is needed for a shared store only:
    /// `None` for one.
    pub fn write_local<R>(&self, write: impl FnOnce(&mut [u8]) -> R) -> Option<R> {
        let Store::Local(buffer) = &self.store else {
            return None;
        };
        Some(match buffer.data_mut() {
            Some(mut bytes) => write(bytes.get_mut(self.range()).unwrap_or(&mut [])),
            None => write(&mut []),
        })
    }

    /// Copies the bytes of `source` to the start of this view, as `memmove`:
    /// as many as both have. Returns how many.
    ///
    /// # Errors
    ///
    /// As [`ByteView::write`].
    pub(crate) fn copy_from(&self, source: &Self, context: &mut Context) -> JsResult<usize> {
        let count = self.length.min(source.length);
        if count == 0 {
            return Ok(0);
        }
        if self.store.is_same_as(&source.store) {
            return self.copy_within(source.offset, count, context);
        }
        if source.store.is_shared() || self.store.is_shared() {
            let bytes = source.part(0..count).to_vec();
            let target = self.part(0..count);
            return target.write(context, |out| copy_prefix(&bytes, out));
        }
        source.read(|bytes| self.write(context, |out| copy_prefix(bytes, out)))
    }

    fn copy_within(&self, from: usize, count: usize, context: &mut Context) -> JsResult<usize> {
        let whole = Self::whole(self.store.clone());
        let to = self.offset;
        whole.write(context, |bytes| {
            if from.max(to) + count > bytes.len() {
                return 0;
            }
            codec::kernels::copy_within(bytes, from, to, count);
            count
        })
    }
}

fn copy_prefix(bytes: &[u8], out: &mut [u8]) -> usize {
    let count = bytes.len().min(out.len());
    codec::kernels::copy(&bytes[..count], &mut out[..count]);
    count
}

/// Writes `bytes` into a shared store through `Uint8Array.prototype.set`.
fn put_shared(
    buffer: &JsSharedArrayBuffer,
    offset: usize,
    bytes: &[u8],
    context: &mut Context,
) -> JsResult<()> {
    let source = JsArrayBuffer::from_byte_block(AlignedVec::from_slice(0, bytes), context)?;
    let source = JsUint8Array::from_array_buffer(source, context)?;
    let target = JsUint8Array::from_shared_array_buffer(buffer.clone(), context)?;
    target.set_values(source.into(), Some(offset as u64), context)?;
    Ok(())
}
