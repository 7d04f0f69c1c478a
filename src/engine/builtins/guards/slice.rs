//! `ArrayBuffer.prototype.slice` (ECMAScript 25.1.6.7).
//!
//! The engine's own panics when a coercion or the species constructor shrinks
//! the buffer meanwhile.

use crate::engine::native;
use crate::engine::view::{ByteView, Store};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArrayBuffer;
use boa_engine::value::IntegerOrInfinity;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsSymbol, JsValue, js_string};

/// Puts it in place.
pub fn install(context: &mut Context) {
    let prototype = context
        .intrinsics()
        .constructors()
        .array_buffer()
        .prototype();
    native::define(&prototype, &[("slice", 2, slice)], native::HIDDEN, context);
}

fn slice(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let source = live_buffer(this.as_object().as_ref())?;
    let length = source.data().map_or(0, |bytes| bytes.len());
    let first = relative(arguments.get_or_undefined(0), length, 0, context)?;
    let last = relative(arguments.get_or_undefined(1), length, length, context)?;
    let wanted = last.saturating_sub(first);
    let result = construct(&source, wanted, context)?;
    let target = live_buffer(Some(&result))?;
    if JsObject::equals(&source, &target) {
        return Err(refused(
            "the species constructor returned the same ArrayBuffer",
        ));
    }
    if target.data().map_or(0, |bytes| bytes.len()) < wanted {
        return Err(refused(
            "the species constructor returned too small an ArrayBuffer",
        ));
    }
    live_buffer(this.as_object().as_ref())?;
    // What the source has by now may be less than it had.
    let from = ByteView::range_of(Store::Local(source), first, wanted);
    ByteView::whole(Store::Local(target)).copy_from(&from, context)?;
    Ok(result.into())
}

fn refused(message: &'static str) -> JsError {
    JsNativeError::typ().with_message(message).into()
}

fn live_buffer(object: Option<&JsObject>) -> JsResult<JsArrayBuffer> {
    let buffer = object
        .and_then(|object| JsArrayBuffer::from_object(object.clone()).ok())
        .ok_or_else(|| refused("ArrayBuffer.prototype.slice called on incompatible receiver"))?;
    if buffer.data().is_none() {
        return Err(refused(
            "Cannot perform ArrayBuffer.prototype.slice on a detached ArrayBuffer",
        ));
    }
    Ok(buffer)
}

/// A place relative to the start or, when negative, to the end.
fn relative(
    value: &JsValue,
    length: usize,
    absent: usize,
    context: &mut Context,
) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(absent);
    }
    Ok(match value.to_integer_or_infinity(context)? {
        IntegerOrInfinity::NegativeInfinity => 0,
        IntegerOrInfinity::PositiveInfinity => length,
        IntegerOrInfinity::Integer(at) => {
            let at = usize::try_from(at.unsigned_abs())
                .map(|distance| (at < 0, distance.min(length)))
                .unwrap_or((at < 0, length));
            if at.0 { length - at.1 } else { at.1 }
        }
    })
}

/// `Construct(SpeciesConstructor(source, %ArrayBuffer%), [length])`.
fn construct(source: &JsArrayBuffer, length: usize, context: &mut Context) -> JsResult<JsObject> {
    let default = context
        .intrinsics()
        .constructors()
        .array_buffer()
        .constructor();
    let constructor = species(source, context)?.unwrap_or(default);
    constructor.construct(&[JsValue::from(length)], Some(&constructor), context)
}

fn species(source: &JsArrayBuffer, context: &mut Context) -> JsResult<Option<JsObject>> {
    let source = JsObject::from(source.clone());
    let constructor = source.get(js_string!("constructor"), context)?;
    if constructor.is_undefined() {
        return Ok(None);
    }
    let Some(constructor) = constructor.as_object() else {
        return Err(refused("object.constructor is not an object"));
    };
    let species = constructor.get(JsSymbol::species(), context)?;
    if species.is_null_or_undefined() {
        return Ok(None);
    }
    match species.as_object() {
        Some(species) if species.is_constructor() => Ok(Some(species)),
        _ => Err(refused(
            "object.constructor[Symbol.species] is not a constructor",
        )),
    }
}
