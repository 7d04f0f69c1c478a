//! `indexOf`, `lastIndexOf`, `includes` of typed arrays (ECMAScript 23.2.3).

use super::bytes::Typed;
use crate::engine::builtins::array::plain::Plain;
use crate::engine::builtins::array::positions::{
    self, From, end_after, given, index, place, whole,
};
use boa_engine::builtins::typed_array::TypedArrayKind;
use boa_engine::{Context, JsArgs, JsBigInt, JsResult, JsValue};
use std::ops::Range;

type Answer = JsResult<Option<JsValue>>;

/// Whether NaN is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nan {
    Found,
    Never,
}

fn find<const N: usize>(
    bytes: &[u8],
    range: Range<usize>,
    from: From,
    is: impl Fn([u8; N]) -> bool,
) -> Option<usize> {
    positions::find(bytes.as_chunks::<N>().0, range, from, |&piece| is(piece))
}

fn find_byte(bytes: &[u8], range: Range<usize>, from: From, wanted: u8) -> Option<usize> {
    let start = range.start;
    let part = bytes.get(range)?;
    let at = match from {
        From::Start => memchr::memchr(wanted, part),
        From::End => memchr::memrchr(wanted, part),
    };
    at.map(|at| at + start)
}

/// The first place in `range` whose element is `number`.
fn find_number(
    kind: TypedArrayKind,
    bytes: &[u8],
    range: Range<usize>,
    from: From,
    number: f64,
    nan: Nan,
) -> Option<usize> {
    // A cast keeps within bounds: what does not come back equal is no element.
    macro_rules! whole {
        ($type:ty) => {{
            let wanted = number as $type;
            let is_element = f64::from(wanted) == number;
            let wanted = wanted.to_ne_bytes();
            is_element.then(|| find(bytes, range, from, |piece| piece == wanted))?
        }};
    }
    match kind {
        TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => {
            let wanted = number as u8;
            (f64::from(wanted) == number).then(|| find_byte(bytes, range, from, wanted))?
        }
        TypedArrayKind::Int8 => {
            let wanted = number as i8;
            (f64::from(wanted) == number)
                .then(|| find_byte(bytes, range, from, wanted.cast_unsigned()))?
        }
        TypedArrayKind::Int16 => whole!(i16),
        TypedArrayKind::Uint16 => whole!(u16),
        TypedArrayKind::Int32 => whole!(i32),
        TypedArrayKind::Uint32 => whole!(u32),
        TypedArrayKind::Float32 if number.is_nan() => (nan == Nan::Found).then(|| {
            find(bytes, range, from, |piece| {
                f32::from_ne_bytes(piece).is_nan()
            })
        })?,
        TypedArrayKind::Float64 if number.is_nan() => (nan == Nan::Found).then(|| {
            find(bytes, range, from, |piece| {
                f64::from_ne_bytes(piece).is_nan()
            })
        })?,
        TypedArrayKind::Float32 => find(bytes, range, from, |piece| {
            f64::from(f32::from_ne_bytes(piece)) == number
        }),
        TypedArrayKind::Float64 => find(bytes, range, from, |piece| {
            f64::from_ne_bytes(piece) == number
        }),
        TypedArrayKind::Float16 | TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 => None,
    }
}

/// The bytes of an element that is equal to the BigInt, if the kind has one.
fn bytes_of(kind: TypedArrayKind, big: &JsBigInt, context: &mut Context) -> Option<[u8; 8]> {
    let value = JsValue::from(big.clone());
    let (back, bytes) = match kind {
        TypedArrayKind::BigInt64 => {
            let number = value.to_big_int64(context).ok()?;
            (JsBigInt::from(number), number.to_ne_bytes())
        }
        TypedArrayKind::BigUint64 => {
            let number = value.to_big_uint64(context).ok()?;
            (JsBigInt::from(number), number.to_ne_bytes())
        }
        _ => return None,
    };
    (back == *big).then_some(bytes)
}

/// Where `value` is; the outer `None` leaves the search to the engine.
fn search(
    typed: &Typed,
    value: &JsValue,
    range: Range<usize>,
    from: From,
    nan: Nan,
    context: &mut Context,
) -> Option<Option<usize>> {
    if typed.kind == TypedArrayKind::Float16 {
        return None;
    }
    if let Some(number) = value.as_number() {
        let find = |bytes: &[u8]| find_number(typed.kind, bytes, range, from, number, nan);
        return Some(typed.view.read(find));
    }
    let big = value.as_bigint();
    let wanted = big.and_then(|big| bytes_of(typed.kind, &big, context));
    let Some(wanted) = wanted else {
        return Some(None);
    };
    Some(
        typed
            .view
            .read(|bytes| find(bytes, range, from, |piece| piece == wanted)),
    )
}

/// The elements that a search from `start` looks at, to the end.
fn forward(typed: &Typed, arguments: &[JsValue]) -> Option<Range<usize>> {
    let length = typed.len();
    Some(place(whole(arguments.get(1), 0.0)?, length)..length)
}

/// `%TypedArray%.prototype.indexOf`.
pub(super) fn index_of(
    this: &JsValue,
    arguments: &[JsValue],
    _: &Plain,
    context: &mut Context,
) -> Answer {
    let Some(typed) = Typed::of(this, context) else {
        return Ok(None);
    };
    let value = arguments.get_or_undefined(0);
    let at = forward(&typed, arguments)
        .and_then(|range| search(&typed, value, range, From::Start, Nan::Never, context));
    Ok(at.map(index))
}

/// `%TypedArray%.prototype.lastIndexOf`.
pub(super) fn last_index_of(
    this: &JsValue,
    arguments: &[JsValue],
    _: &Plain,
    context: &mut Context,
) -> Answer {
    let Some(typed) = Typed::of(this, context) else {
        return Ok(None);
    };
    let value = arguments.get_or_undefined(0);
    let length = typed.len();
    let end = match arguments.get(1) {
        None => Some(length),
        Some(last) => given(last).map(|last| end_after(last, length)),
    };
    let at = end.and_then(|end| search(&typed, value, 0..end, From::End, Nan::Never, context));
    Ok(at.map(index))
}

/// `%TypedArray%.prototype.includes`.
pub(super) fn includes(
    this: &JsValue,
    arguments: &[JsValue],
    _: &Plain,
    context: &mut Context,
) -> Answer {
    let Some(typed) = Typed::of(this, context) else {
        return Ok(None);
    };
    let value = arguments.get_or_undefined(0);
    let at = forward(&typed, arguments)
        .and_then(|range| search(&typed, value, range, From::Start, Nan::Found, context));
    Ok(at.map(|at| at.is_some().into()))
}
