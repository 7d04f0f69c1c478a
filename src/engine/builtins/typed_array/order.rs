//! `reverse`, `sort`, `toSorted` of typed arrays (ECMAScript 23.2.3).
//!
//! The engine's own sort panics where the order that a script gives contradicts itself.

use super::bytes::{self, Typed};
use crate::engine::builtins::array::merge;
use crate::engine::builtins::array::plain::Plain;
use crate::engine::builtins::array::sort::{comparator, compare};
use crate::engine::builtins::replace::Patch;
use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

type Answer = JsResult<Option<JsValue>>;

fn reverse_pieces<const N: usize>(bytes: &mut [u8]) {
    bytes.as_chunks_mut::<N>().0.reverse();
}

/// `%TypedArray%.prototype.reverse`.
pub(super) fn reverse(this: &JsValue, _: &[JsValue], _: &Plain, context: &mut Context) -> Answer {
    let Some(typed) = Typed::of(this, context) else {
        return Ok(None);
    };
    let width = typed.width();
    typed.view.write(context, |bytes| match width {
        1 => bytes.reverse(),
        2 => reverse_pieces::<2>(bytes),
        4 => reverse_pieces::<4>(bytes),
        _ => reverse_pieces::<8>(bytes),
    })?;
    Ok(Some(this.clone()))
}

/// Sorts elements by a key that orders them as the standard does.
fn sort_by<const N: usize, K: Ord>(bytes: &mut [u8], key: impl Fn([u8; N]) -> K) {
    let pieces = bytes.as_chunks_mut::<N>().0;
    pieces.sort_unstable_by_key(|&piece| key(piece));
}

/// Counts how often each byte is there.
fn sort_bytes(bytes: &mut [u8], first: u8) {
    let mut counts = [0_usize; 256];
    for &byte in &*bytes {
        counts[usize::from(byte)] += 1;
    }
    let mut at = 0;
    for step in 0..=u8::MAX {
        let byte = step.wrapping_add(first);
        let end = at + counts[usize::from(byte)];
        bytes[at..end].fill(byte);
        at = end;
    }
}

/// A key that orders as the numbers do: -0 before 0, NaN last.
fn key32(number: f32) -> i32 {
    match number.is_nan() {
        true => i32::MAX,
        false => ordered32(number.to_bits().cast_signed()),
    }
}

fn ordered32(bits: i32) -> i32 {
    if bits < 0 { !bits ^ i32::MIN } else { bits }
}

fn key64(number: f64) -> i64 {
    match number.is_nan() {
        true => i64::MAX,
        false => ordered64(number.to_bits().cast_signed()),
    }
}

fn ordered64(bits: i64) -> i64 {
    if bits < 0 { !bits ^ i64::MIN } else { bits }
}

/// Sorts by value. Returns whether the kind is one that this knows.
fn sort_values(kind: TypedArrayKind, bytes: &mut [u8]) -> bool {
    match kind {
        TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => sort_bytes(bytes, 0),
        TypedArrayKind::Int8 => sort_bytes(bytes, 0x80),
        TypedArrayKind::Int16 => sort_by(bytes, i16::from_ne_bytes),
        TypedArrayKind::Uint16 => sort_by(bytes, u16::from_ne_bytes),
        TypedArrayKind::Int32 => sort_by(bytes, i32::from_ne_bytes),
        TypedArrayKind::Uint32 => sort_by(bytes, u32::from_ne_bytes),
        TypedArrayKind::BigInt64 => sort_by(bytes, i64::from_ne_bytes),
        TypedArrayKind::BigUint64 => sort_by(bytes, u64::from_ne_bytes),
        TypedArrayKind::Float32 => sort_by(bytes, |piece| key32(f32::from_ne_bytes(piece))),
        TypedArrayKind::Float64 => sort_by(bytes, |piece| key64(f64::from_ne_bytes(piece))),
        TypedArrayKind::Float16 => return false,
    }
    true
}

/// `%TypedArray%.prototype.sort`.
pub(super) fn sort(
    this: &JsValue,
    arguments: &[JsValue],
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let order = comparator(arguments.get_or_undefined(0))?;
    if let Some(order) = order {
        return sort_in_order(this, &order, patch, context);
    }
    if let Some(typed) = Typed::of(this, context)
        && typed
            .view
            .write(context, |bytes| sort_values(typed.kind, bytes))?
    {
        return Ok(this.clone());
    }
    patch.original.call(this, &[], context)
}

/// Sorts by the order of a script, which may do anything to the array meanwhile.
fn sort_in_order(
    this: &JsValue,
    order: &JsObject,
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(array) = this
        .as_object()
        .and_then(|array| JsTypedArray::from_object(array).ok())
    else {
        return patch.original.call(this, &[], context);
    };
    let length = array.length(context)?;
    if length == 0 {
        // Perhaps a detached one, which the engine tells.
        return patch.original.call(this, &[], context);
    }
    let array = JsObject::from(array);
    let mut list = list_of(this, &array, length, context)?;
    merge::sort(&mut list, |a, b| Ok(compare(order, a, b, context)? > 0.0))?;
    for (at, value) in list.into_iter().enumerate() {
        array.set(at, value, true, context)?;
    }
    Ok(this.clone())
}

fn list_of(
    this: &JsValue,
    array: &JsObject,
    length: usize,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let typed = Typed::of(this, context);
    let list = typed.and_then(|typed| typed.view.read(|bytes| bytes::values(typed.kind, bytes)));
    match list {
        Some(list) => Ok(list),
        None => (0..length).map(|at| array.get(at, context)).collect(),
    }
}

/// `%TypedArray%.prototype.toSorted`: the engine's makes the copy, which is sorted then.
pub(super) fn to_sorted(
    this: &JsValue,
    arguments: &[JsValue],
    patch: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let order = comparator(arguments.get_or_undefined(0))?;
    let copy = match Typed::of(this, context) {
        Some(typed) if order.is_some() || typed.kind != TypedArrayKind::Float16 => {
            JsTypedArray::from_object(typed.object)?.to_reversed(context)?
        }
        _ => return patch.original.call(this, &[], context),
    };
    let copy = JsValue::from(JsObject::from(copy));
    reverse(&copy, &[], &patch.plain, context)?;
    match order {
        Some(order) => sort_in_order(&copy, &order, patch, context),
        None => sort(&copy, &[], patch, context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_order_with_zeros_told_apart_and_nan_last() {
        let expected = [
            f64::NEG_INFINITY,
            -2.5,
            -0.0,
            0.0,
            1.0,
            f64::INFINITY,
            -f64::NAN,
        ];
        let mut bytes: Vec<u8> = expected
            .iter()
            .rev()
            .flat_map(|n| n.to_ne_bytes())
            .collect();
        assert!(sort_values(TypedArrayKind::Float64, &mut bytes));
        let sorted = bytes
            .as_chunks::<8>()
            .0
            .iter()
            .map(|&piece| f64::from_ne_bytes(piece));
        let texts = |numbers: Vec<f64>| format!("{numbers:?}");
        assert_eq!(texts(sorted.collect()), texts(expected.to_vec()));
    }

    #[test]
    fn signed_bytes_begin_at_the_lowest() {
        let mut bytes = [1, 0xff, 0x7f, 0x80, 0];
        assert!(sort_values(TypedArrayKind::Int8, &mut bytes));
        assert_eq!(bytes, [0x80, 0xff, 0, 1, 0x7f]);
    }
}
