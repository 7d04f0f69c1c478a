//! `%TypedArray%.prototype.fill` (ECMAScript 23.2.3.9).
//!
//! The engine's own sets one element after the other, 70 ns each, where no run
//! can be ended: filling 32 MiB takes two seconds. The elements that this one
//! asks the engine to set are the first, whose bytes are then copied.

use super::wrap;
use crate::codec;
use crate::engine::view::ByteView;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

/// Elements that the engine fills as fast by itself.
const FEW: usize = 32;

/// Puts it in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let prototype = constructors.typed_array().prototype();
    wrap(&prototype, "fill", 1, fill, context)
}

fn fill(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    match plain(this, arguments, context) {
        Some(range) => fill_range(this, arguments, &range, original, context),
        None => original.call(this, arguments, context),
    }
}

/// Elements that are to be filled.
struct Range {
    view: ByteView,
    element: usize,
    first: usize,
    last: usize,
}

/// The range, where telling it runs nothing of a script's, and it is long.
fn plain(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> Option<Range> {
    let object = this.as_object()?;
    let element = element_size(object.downcast_ref::<TypedArray>()?.kind());
    let value = arguments.get_or_undefined(0);
    if !value.is_number() && !value.is_bigint() {
        return None;
    }
    let view = ByteView::of_typed_array(&object, context)?;
    if view.store().is_shared() {
        return None;
    }
    let length = view.len() / element;
    let first = place(arguments.get_or_undefined(1), length, 0)?;
    let last = place(arguments.get_or_undefined(2), length, length)?;
    (last.saturating_sub(first) > FEW).then_some(Range {
        view,
        element,
        first,
        last,
    })
}

fn element_size(kind: TypedArrayKind) -> usize {
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => 1,
        TypedArrayKind::Int16 | TypedArrayKind::Uint16 | TypedArrayKind::Float16 => 2,
        TypedArrayKind::Int32 | TypedArrayKind::Uint32 | TypedArrayKind::Float32 => 4,
        TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 | TypedArrayKind::Float64 => 8,
    }
}

/// A place relative to the start or, when negative, to the end; `None` where
/// finding it needs a conversion.
fn place(value: &JsValue, length: usize, absent: usize) -> Option<usize> {
    if value.is_undefined() {
        return Some(absent);
    }
    let number = value.as_number().filter(|number| !number.is_nan())?.trunc();
    let whole = length as f64;
    let at = match number < 0.0 {
        true => (whole + number).max(0.0),
        false => number.min(whole),
    };
    // Within the length of an array, so the cast is exact.
    Some(at as usize)
}

/// The engine converts the value and sets the first element; the others are copies of it.
fn fill_range(
    this: &JsValue,
    arguments: &[JsValue],
    range: &Range,
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (first, size) = (range.first, range.element);
    let value = arguments.get_or_undefined(0).clone();
    let one = [value, JsValue::from(first), JsValue::from(first + 1)];
    let result = original.call(this, &one, context)?;
    let bytes = first * size..range.last * size;
    range
        .view
        .part(bytes)
        .write(context, |bytes| codec::kernels::repeat(bytes, size))?;
    Ok(result)
}
