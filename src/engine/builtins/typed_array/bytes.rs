//! The bytes of a typed array, taken as its elements.

use crate::engine::view::ByteView;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsBigInt, JsValue};

/// A typed array whose store is its own thread's and in bounds.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) object: JsObject,
    pub(super) kind: TypedArrayKind,
    pub(super) view: ByteView,
}

impl Typed {
    /// The typed array that `value` is; `None` for anything else, for one over a shared store
    /// and for one that has no elements, of which a detached one is not told apart.
    pub(super) fn of(value: &JsValue, context: &mut Context) -> Option<Self> {
        let object = value.as_object()?;
        let kind = object.downcast_ref::<TypedArray>()?.kind();
        let view = ByteView::of_typed_array(&object, context)?;
        let usable = !view.is_empty() && !view.store().is_shared();
        usable.then_some(Self { object, kind, view })
    }

    /// Bytes of an element.
    pub(super) fn width(&self) -> usize {
        width(self.kind)
    }

    /// How many elements.
    pub(super) fn len(&self) -> usize {
        self.view.len() / self.width()
    }
}

/// Bytes of an element of that kind.
pub(super) fn width(kind: TypedArrayKind) -> usize {
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => 1,
        TypedArrayKind::Int16 | TypedArrayKind::Uint16 | TypedArrayKind::Float16 => 2,
        TypedArrayKind::Int32 | TypedArrayKind::Uint32 | TypedArrayKind::Float32 => 4,
        TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 | TypedArrayKind::Float64 => 8,
    }
}

/// Whether the elements are BigInts.
pub(super) fn is_big(kind: TypedArrayKind) -> bool {
    matches!(kind, TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64)
}

/// The pieces of `N` bytes.
fn pieces<const N: usize>(bytes: &[u8]) -> impl Iterator<Item = [u8; N]> + '_ {
    bytes.as_chunks::<N>().0.iter().copied()
}

/// All elements, as what holds each number exactly; `None` for BigInts and halves.
fn elements<T>(kind: TypedArrayKind, bytes: &[u8]) -> Option<Vec<T>>
where
    T: From<i8> + From<u8> + From<i16> + From<u16> + From<i32> + From<u32> + From<f32> + From<f64>,
{
    Some(match kind {
        TypedArrayKind::Int8 => each(bytes, i8::from_ne_bytes),
        TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => each(bytes, u8::from_ne_bytes),
        TypedArrayKind::Int16 => each(bytes, i16::from_ne_bytes),
        TypedArrayKind::Uint16 => each(bytes, u16::from_ne_bytes),
        TypedArrayKind::Int32 => each(bytes, i32::from_ne_bytes),
        TypedArrayKind::Uint32 => each(bytes, u32::from_ne_bytes),
        TypedArrayKind::Float32 => each(bytes, f32::from_ne_bytes),
        TypedArrayKind::Float64 => each(bytes, f64::from_ne_bytes),
        TypedArrayKind::Float16 | TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 => {
            return None;
        }
    })
}

fn each<const N: usize, E, T: From<E>>(bytes: &[u8], element: fn([u8; N]) -> E) -> Vec<T> {
    pieces(bytes).map(|piece| element(piece).into()).collect()
}

/// All elements as numbers; `None` for BigInts and halves.
pub(super) fn numbers(kind: TypedArrayKind, bytes: &[u8]) -> Option<Vec<f64>> {
    elements(kind, bytes)
}

/// All elements as values; `None` for halves.
pub(super) fn values(kind: TypedArrayKind, bytes: &[u8]) -> Option<Vec<JsValue>> {
    match kind {
        TypedArrayKind::BigInt64 => {
            let big = |b| JsBigInt::from(i64::from_ne_bytes(b)).into();
            Some(pieces(bytes).map(big).collect())
        }
        TypedArrayKind::BigUint64 => {
            let big = |b| JsBigInt::from(u64::from_ne_bytes(b)).into();
            Some(pieces(bytes).map(big).collect())
        }
        _ => elements(kind, bytes),
    }
}

/// The low 32 bits of a number's whole part (ToInt32).
fn wrapped(number: f64) -> u32 {
    let whole = number as i32;
    match f64::from(whole) == number {
        true => whole.cast_unsigned(),
        false => crate::engine::coerce::uint32_of(number),
    }
}

/// ToUint8Clamp.
fn clamped(number: f64) -> u8 {
    // A cast keeps within bounds, and takes NaN for 0.
    number.round_ties_even() as u8
}

fn put<const N: usize>(
    numbers: impl Iterator<Item = f64>,
    out: &mut [u8],
    bytes: impl Fn(f64) -> [u8; N],
) {
    for (place, number) in out.as_chunks_mut::<N>().0.iter_mut().zip(numbers) {
        *place = bytes(number);
    }
}

/// Writes numbers as elements, as many as fit. Returns whether the kind is one of numbers
/// other than halves.
pub(super) fn write(
    kind: TypedArrayKind,
    numbers: impl Iterator<Item = f64>,
    out: &mut [u8],
) -> bool {
    // The low bits of what is wrapped to 32 are those of what is wrapped to less.
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 => put(numbers, out, |n| [wrapped(n) as u8]),
        TypedArrayKind::Uint8Clamped => put(numbers, out, |n| [clamped(n)]),
        TypedArrayKind::Int16 | TypedArrayKind::Uint16 => {
            put(numbers, out, |n| (wrapped(n) as u16).to_ne_bytes());
        }
        TypedArrayKind::Int32 | TypedArrayKind::Uint32 => {
            put(numbers, out, |n| wrapped(n).to_ne_bytes());
        }
        TypedArrayKind::Float32 => put(numbers, out, |n| (n as f32).to_ne_bytes()),
        TypedArrayKind::Float64 => put(numbers, out, f64::to_ne_bytes),
        TypedArrayKind::Float16 | TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 => {
            return false;
        }
    }
    true
}
