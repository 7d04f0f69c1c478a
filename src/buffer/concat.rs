//! `Buffer.concat`.

use super::list::List;
use super::{alloc, over_view, primordials};
use crate::engine::error;
use crate::engine::hooks::MAX_LENGTH;
use crate::engine::view::ByteView;
use boa_engine::builtins::typed_array::TypedArray;
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
    let list = List::of(&list, context)?;
    if list.len(context)? == 0 {
        return Ok(alloc::empty(context)?.into());
    }
    let length = length_argument(arguments.get_or_undefined(1), context)?;
    let room = match &list {
        List::Plain(elements) => join_plain(elements, length, context)?,
        List::Live(_) => join_live(&list, length, context)?,
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

/// Joins elements that stay what they are: each is looked at once.
fn join_plain(
    elements: &[JsValue],
    length: Option<usize>,
    context: &mut Context,
) -> JsResult<ByteView> {
    let mut parts = Vec::with_capacity(elements.len());
    for (at, element) in elements.iter().enumerate() {
        parts.push(part(at as u64, element, context)?);
    }
    let sum = parts
        .iter()
        .fold(0, |sum: usize, part| sum.saturating_add(part.len()));
    let mut joint = Joint::new(length, sum, context)?;
    for (element, part) in elements.iter().zip(&parts) {
        if !joint.add(element, part, context)? {
            break;
        }
    }
    joint.end(context)
}

/// The same of a list that is read twice, as in Node, because a proxy's length is
/// no promise that its elements could all be kept.
fn join_live(list: &List, length: Option<usize>, context: &mut Context) -> JsResult<ByteView> {
    let sum = sum_of_lengths(list, context)?;
    let mut joint = Joint::new(length, sum, context)?;
    let mut at = 0;
    while at < list.len(context)? {
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
fn sum_of_lengths(list: &List, context: &mut Context) -> JsResult<usize> {
    let mut sum: usize = 0;
    let mut at = 0;
    while at < list.len(context)? {
        let element = list.get(at, context)?;
        sum = sum.saturating_add(part(at, &element, context)?.len());
        at += 1;
    }
    Ok(sum)
}

/// The bytes of element `at`.
fn part(at: u64, element: &JsValue, context: &mut Context) -> JsResult<ByteView> {
    if let Some(bytes) = bytes_of(element, context) {
        return Ok(bytes);
    }
    let name = format!("list[{at}]");
    let expected = ["Buffer", "Uint8Array"];
    Err(error::invalid_arg_type(&name, &expected, element, context))
}

fn bytes_of(element: &JsValue, context: &mut Context) -> Option<ByteView> {
    ByteView::of_uint8_array(&element.as_object()?, context)
}

/// The room to which elements are copied, one after the other.
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
        .with_message("Cannot perform %TypedArray%.prototype.set on a detached ArrayBuffer")
        .into()
}

/// The list gave other elements when it was read again.
fn changed() -> JsError {
    JsNativeError::range()
        .with_message("offset is out of bounds")
        .into()
}
