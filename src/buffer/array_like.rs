//! Bytes out of arrays, typed arrays and whatever else has a `length`.

use super::alloc;
use super::intrinsics::{Intrinsics, over_view};
use crate::engine::view::{ByteView, Store};
use crate::engine::{coerce, store};
use crate::memory::{Fill, Purpose};
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::JsUint8Array;
use boa_engine::object::{IndexPropertyValues, JsObject};
use boa_engine::{Context, JsNativeError, JsResult, JsSymbol, JsValue, js_string};

/// Elements converted before their bytes are written together.
const CHUNK: usize = 256;

/// A Buffer of the elements of `source`, which says it has `length` of them;
/// from the pool by its rule.
pub(super) fn copy(source: &JsObject, length: f64, context: &mut Context) -> JsResult<JsObject> {
    if length <= 0.0 {
        return alloc::empty(context);
    }
    let intrinsics = Intrinsics::of(context)?;
    let pool = intrinsics.pool();
    let setting = pool.setting(intrinsics.constructor(), context)?;
    // A cast from floating point saturates, and NaN gives 0.
    let size = length as usize;
    if setting.pools(size) && !length.is_nan() {
        let room = pool.cut(size, setting, context)?;
        return filled(&room, source, context);
    }
    copy_unpooled(source, size, context)
}

/// What `new Uint8Array(source)` does, on our memory.
fn copy_unpooled(source: &JsObject, size: usize, context: &mut Context) -> JsResult<JsObject> {
    if is_read_by_index(source, context)? {
        let bytes = ByteView::of_uint8_array(source, context);
        let fill = match bytes {
            // All of it is written over.
            Some(bytes) if bytes.len() >= size => Fill::Any,
            _ => Fill::Zero,
        };
        let store = store::allocate(size, fill, Purpose::Store, context)?;
        let room = ByteView::whole(Store::Local(store));
        return filled(&room, source, context);
    }
    let species = Intrinsics::of(context)?.species().clone();
    let uint8_array = context.intrinsics().constructors().typed_uint8_array();
    let constructor = uint8_array.constructor();
    constructor.construct(&[source.clone().into()], Some(&species), context)
}

/// Whether elements are read by index, and not by the source's own iterator.
fn is_read_by_index(source: &JsObject, context: &mut Context) -> JsResult<bool> {
    if source.is_array() || source.is::<TypedArray>() {
        return Ok(true);
    }
    let iterator = source.get(JsSymbol::iterator(), context)?;
    Ok(iterator.is_null_or_undefined())
}

/// A Buffer over `room` with the elements of `source`.
fn filled(room: &ByteView, source: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let kind = source
        .downcast_ref::<TypedArray>()
        .map(|array| array.kind());
    match kind {
        Some(kind) => fill_from_typed_array(room, source, kind, context)?,
        None if source.is_array() && room.write(context, |out| write_dense(source, out))? => {}
        None => fill_by_index(room, source, context)?,
    }
    over_view(room, context)
}

/// Writes the elements of an array of numbers without a hole. `false`, having
/// perhaps written some, when it is something else.
fn write_dense(source: &JsObject, out: &mut [u8]) -> bool {
    let source = source.borrow();
    match source.properties().index_property_values() {
        IndexPropertyValues::DenseI32(values) if values.len() >= out.len() => {
            // Modulo 256, as ToUint8.
            write_each(values, out, |value| Some(*value as u8))
        }
        IndexPropertyValues::DenseF64(values) if values.len() >= out.len() => {
            write_each(values, out, |value| Some(uint8_of(*value)))
        }
        IndexPropertyValues::DenseElement(values) if values.len() >= out.len() => {
            write_each(values, out, |value| value.as_number().map(uint8_of))
        }
        _ => false,
    }
}

fn write_each<'a, T: 'a>(
    values: impl Iterator<Item = &'a T>,
    out: &mut [u8],
    byte: impl Fn(&T) -> Option<u8>,
) -> bool {
    for (place, value) in out.iter_mut().zip(values) {
        let Some(byte) = byte(value) else {
            return false;
        };
        *place = byte;
    }
    true
}

fn fill_from_typed_array(
    target: &ByteView,
    source: &JsObject,
    kind: TypedArrayKind,
    context: &mut Context,
) -> JsResult<()> {
    match kind {
        TypedArrayKind::Int8 | TypedArrayKind::Uint8 | TypedArrayKind::Uint8Clamped => {
            if let Some(source) = ByteView::of_typed_array(source, context) {
                target.copy_from(&source, context)?;
            }
            Ok(())
        }
        TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64 => Err(JsNativeError::typ()
            .with_message("Cannot mix BigInt and other types, use explicit conversions")
            .into()),
        _ => {
            let target = JsUint8Array::from_object(over_view(target, context)?)?;
            target.set_values(source.clone().into(), None, context)?;
            Ok(())
        }
    }
}

/// What `%TypedArray%.prototype.set` does with an object.
fn fill_by_index(target: &ByteView, source: &JsObject, context: &mut Context) -> JsResult<()> {
    let length = source.get(js_string!("length"), context)?;
    let length = coerce::to_integer(&length, context)?;
    if length > target.len() as f64 {
        return Err(JsNativeError::range()
            .with_message("offset is out of bounds")
            .into());
    }
    // A cast from floating point saturates.
    let length = length as usize;
    let mut chunk = [0; CHUNK];
    for start in (0..length).step_by(CHUNK) {
        let end = length.min(start + CHUNK);
        for (place, at) in chunk.iter_mut().zip(start..end) {
            let element: JsValue = source.get(at, context)?;
            *place = to_uint8(&element, context)?;
        }
        let part = target.part(start..end);
        part.write(context, |out| out.copy_from_slice(&chunk[..out.len()]))?;
    }
    Ok(())
}

/// ToUint8: the low 8 bits of the integer part.
pub(super) fn to_uint8(value: &JsValue, context: &mut Context) -> JsResult<u8> {
    coerce::to_number(value, context).map(uint8_of)
}

/// The low 8 bits of the integer part of `number`; 0 for NaN and infinities.
fn uint8_of(number: f64) -> u8 {
    // The low bits of the low bits.
    coerce::uint32_of(number) as u8
}
