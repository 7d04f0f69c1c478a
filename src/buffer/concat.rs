//! `Buffer.concat`.

use super::intrinsics::over_view;
use super::{alloc, list, primordials};
use crate::codec;
use crate::engine::error;
use crate::engine::limits::MAX_LENGTH;
use crate::engine::view::ByteView;
use crate::engine::watch;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsValue};

/// `Buffer.concat(list[, totalLength])`
pub(super) fn concat(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let list = arguments.get_or_undefined(0);
    let Some(list) = primordials::array(list, context)? else {
        return Err(error::invalid_arg_type("list", &["Array"], list, context));
    };
    if list::length(&list, context)? == 0 {
        return Ok(alloc::empty(context)?.into());
    }
    let length = length_argument(arguments.get_or_undefined(1), context)?;
    let parts = list::lend(&list, |elements| Part::of_each(elements, context));
    let room = match parts {
        Some(Ok(parts)) => join(&parts, length, context)?,
        Some(Err((at, element))) => return Err(refused(at as u64, &element, context)),
        None => join_live(&list, length, context)?,
    };
    Ok(over_view(&room, context)?.into())
}

/// What the whole is cut or filled up to, if that was given.
fn length_argument(length: &JsValue, context: &mut Context) -> JsResult<Option<usize>> {
    if length.is_undefined() {
        return Ok(None);
    }
    let length = error::validate_integer(length, "length", 0.0, MAX_LENGTH as f64, context)?;
    // An integer from 0 on.
    Ok(Some(length as usize))
}

/// An element as it was when the list was looked at.
struct Part {
    bytes: ByteView,
    /// Whether it has no bytes because these were taken away.
    is_gone: bool,
}

impl Part {
    fn of(element: &JsValue, context: &mut Context) -> Option<Self> {
        let bytes = bytes_of(element, context)?;
        let is_gone = bytes.is_empty() && is_out_of_bounds(element, &bytes);
        Some(Self { bytes, is_gone })
    }

    /// All of them, or the first that is no `Uint8Array`, and its place.
    fn of_each(elements: &[JsValue], context: &mut Context) -> Result<Vec<Self>, (usize, JsValue)> {
        let mut parts = Vec::with_capacity(elements.len());
        for (at, element) in elements.iter().enumerate() {
            let part = Self::of(element, context);
            parts.push(part.ok_or_else(|| (at, element.clone()))?);
        }
        Ok(parts)
    }
}

/// Joins what was looked at once.
fn join(parts: &[Part], length: Option<usize>, context: &mut Context) -> JsResult<ByteView> {
    let sum = parts
        .iter()
        .fold(0, |sum: usize, part| sum.saturating_add(part.bytes.len()));
    let room = alloc::dirty_or_pooled_room(length.unwrap_or(sum), context)?;
    let are_whole = if room.store().is_pool() {
        // Parts may lie in the room's own block, which is lent once at a time.
        let mut joined = vec![0; room.len()];
        let are_whole = fill(&mut joined, parts);
        room.write(context, |out| out.copy_from_slice(&joined))?;
        are_whole
    } else {
        room.write(context, |out| fill(out, parts))?
    };
    if room.len() >= watch::BLOCK {
        watch::refuse_after_end()?;
    }
    are_whole.then_some(room).ok_or_else(detached)
}

/// Copies the parts one after the other, as far as there is room; zeros after them.
/// Returns whether their bytes were all there: a getter `Buffer.poolSize` may have
/// taken some away.
fn fill(mut out: &mut [u8], parts: &[Part]) -> bool {
    for Part { bytes, is_gone } in parts {
        let fits = bytes.len() <= out.len();
        let (start, rest) = out.split_at_mut(bytes.len().min(out.len()));
        if *is_gone || !bytes.read(|bytes| copy_start(bytes, start)) {
            return false;
        }
        out = rest;
        if !fits {
            break;
        }
    }
    out.fill(0);
    true
}

fn copy_start(bytes: &[u8], out: &mut [u8]) -> bool {
    let start = bytes.get(..out.len());
    if let Some(start) = start {
        copy_blocks(start, out);
    }
    start.is_some()
}

/// Copies `bytes`, which are as many, to `out`. A run that is ended meanwhile gets an
/// error afterwards, so what is missing then is never seen.
fn copy_blocks(bytes: &[u8], out: &mut [u8]) {
    // Cutting into blocks costs a short part, of which there are many, twice the copy.
    if bytes.len() < watch::BLOCK {
        return codec::kernels::copy(bytes, out);
    }
    let blocks = bytes.chunks(watch::BLOCK).zip(out.chunks_mut(watch::BLOCK));
    for (from, to) in blocks {
        if from.len() == watch::BLOCK && watch::current_has_ended() {
            return;
        }
        codec::kernels::copy(from, to);
    }
}

/// The same of a list that is read twice, as in Node, because a proxy's length is
/// no promise that its elements could all be kept.
fn join_live(list: &JsObject, length: Option<usize>, context: &mut Context) -> JsResult<ByteView> {
    let sum = sum_of_lengths(list, context)?;
    let mut joint = Joint::new(length, sum, context)?;
    let mut at = 0;
    while at < list::length(list, context)? {
        let element = list.get(at, context)?;
        let part = bytes_of(&element, context).ok_or_else(changed)?;
        if !joint.add(&element, &part, context)? {
            break;
        }
        at += 1;
    }
    joint.end(context)
}

/// Looks that each element is a `Uint8Array`; the sum of their lengths.
fn sum_of_lengths(list: &JsObject, context: &mut Context) -> JsResult<usize> {
    let mut sum: usize = 0;
    let mut at = 0;
    while at < list::length(list, context)? {
        let element = list.get(at, context)?;
        let Some(bytes) = bytes_of(&element, context) else {
            return Err(refused(at, &element, context));
        };
        sum = sum.saturating_add(bytes.len());
        at += 1;
    }
    Ok(sum)
}

/// Element `at` is none that can be joined.
fn refused(at: u64, element: &JsValue, context: &mut Context) -> JsError {
    let name = format!("list[{at}]");
    error::invalid_arg_type(&name, &["Buffer", "Uint8Array"], element, context)
}

fn bytes_of(element: &JsValue, context: &mut Context) -> Option<ByteView> {
    ByteView::of_uint8_array(&element.as_object()?, context)
}

/// The room to which elements are copied as they are read, one after the other.
struct Joint {
    whole: ByteView,
    rest: ByteView,
    is_cut: bool,
}

impl Joint {
    fn new(length: Option<usize>, sum: usize, context: &mut Context) -> JsResult<Self> {
        let whole = alloc::dirty_or_pooled_room(length.unwrap_or(sum), context)?;
        Ok(Self {
            rest: whole.clone(),
            whole,
            is_cut: length.is_some(),
        })
    }

    /// Copies `bytes`, which `element` views. Returns whether they all found room.
    fn add(
        &mut self,
        element: &JsValue,
        bytes: &ByteView,
        context: &mut Context,
    ) -> JsResult<bool> {
        if bytes.is_empty() && is_out_of_bounds(element, bytes) {
            return Err(detached());
        }
        let fits = bytes.len() <= self.rest.len();
        if !fits && !self.is_cut {
            return Err(changed());
        }
        let copied = self.rest.copy_from(bytes, context)?;
        self.rest.advance(copied);
        Ok(fits)
    }

    /// The room, zeros where the elements end.
    fn end(self, context: &mut Context) -> JsResult<ByteView> {
        self.rest.write(context, |rest| rest.fill(0))?;
        Ok(self.whole)
    }
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
        .with_message(
            "Cannot perform %TypedArray%.prototype.set on a detached or out-of-bounds ArrayBuffer",
        )
        .into()
}

/// The list gave other elements when it was read again.
fn changed() -> JsError {
    JsNativeError::range()
        .with_message("offset is out of bounds")
        .into()
}
