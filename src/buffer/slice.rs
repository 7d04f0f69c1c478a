//! Views of the same bytes and what describes them: `slice`, `subarray`,
//! `toJSON`, `parent`, `offset`.

use super::intrinsics::{Intrinsics, over};
use super::receiver::{self, Glance};
use crate::engine::coerce;
use crate::engine::native::{self, Definition};
use boa_engine::object::builtins::JsArray;
use boa_engine::object::{JsObject, ObjectInitializer};
use boa_engine::property::{Attribute, PropertyKey};
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsValue, js_string};

/// `toJSON`, `subarray`, `slice`, in the order in which Node defines them.
pub const METHODS: &[Definition] = &[
    ("toJSON", 0, to_json),
    ("subarray", 2, subarray),
    ("slice", 2, slice),
];

/// Defines `parent` and `offset` on `prototype`.
pub fn define_accessors(prototype: &JsObject, context: &Context) {
    let parent = native::function("get", 0, parent, context);
    let offset = native::function("get", 0, offset, context);
    native::accessor(
        prototype,
        js_string!("parent"),
        parent,
        None,
        Attribute::ENUMERABLE,
    );
    native::accessor(
        prototype,
        js_string!("offset"),
        offset,
        None,
        Attribute::ENUMERABLE,
    );
}

/// `buf.subarray([start[, end]])`
fn subarray(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let receiver = Glance::of(this, arguments, context);
    let length = receiver.elements(this, context)?;
    let start = position(arguments.get_or_undefined(0), length, context)?;
    let end = match arguments.get_or_undefined(1) {
        end if end.is_undefined() => length,
        end => position(end, length, context)?,
    };
    let count = if end > start { end - start } else { 0.0 };
    let Some(view) = receiver.uint8_array(this, context) else {
        return over_anything(this, start, count, context);
    };
    if view.store().is_detached() {
        return Err(detached());
    }
    let offset = view.offset() + start as usize;
    let part = over(view.into_store(), offset, count as usize, context)?;
    Ok(part.into())
}

/// `new FastBuffer(this.buffer, this.byteOffset + start, count)`, whatever `this` has there.
fn over_anything(
    this: &JsValue,
    start: f64,
    count: f64,
    context: &mut Context,
) -> JsResult<JsValue> {
    let buffer = receiver::property(this, js_string!("buffer"), context)?;
    let offset = receiver::property(this, js_string!("byteOffset"), context)?;
    let offset = coerce::to_number(&offset, context)? + start;
    let intrinsics = Intrinsics::of(context)?;
    let arguments = [buffer, offset.into(), count.into()];
    let view = intrinsics.species().construct(&arguments, None, context)?;
    Ok(view.into())
}

fn detached() -> JsError {
    JsNativeError::typ()
        .with_message("Cannot perform Construct on a detached ArrayBuffer")
        .into()
}

/// Where in `length` elements an argument points; negative ones count from the end.
fn position(value: &JsValue, length: f64, context: &mut Context) -> JsResult<f64> {
    let number = coerce::to_number(value, context)?.trunc();
    if number == 0.0 || number.is_nan() {
        return Ok(0.0);
    }
    if number < 0.0 {
        return Ok((number + length).max(0.0));
    }
    Ok(if number < length { number } else { length })
}

/// `buf.slice([start[, end]])`: whatever `subarray` of the receiver gives.
fn slice(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let method =
        receiver::object(this, "subarray", context)?.get(js_string!("subarray"), context)?;
    let Some(method) = method.as_callable() else {
        let message = "this.subarray is not a function";
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let arguments = [
        arguments.get_or_undefined(0).clone(),
        arguments.get_or_undefined(1).clone(),
    ];
    method.call(this, &arguments, context)
}

/// Most elements that `toJSON` lists; a GiB of them here, and about where V8 runs out.
const MOST_ELEMENTS: f64 = 134_217_727.0;

/// `buf.toJSON()`
fn to_json(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let length = receiver::elements(this, context)?;
    if length > MOST_ELEMENTS {
        let message = "Invalid array length";
        return Err(JsNativeError::range().with_message(message).into());
    }
    let data = match receiver::uint8_array(this, context) {
        Some(view) => view.read(|bytes| {
            JsArray::from_iter(bytes.iter().map(|&byte| JsValue::from(byte)), context)
        }),
        None => JsArray::from_iter(elements(this, length, context)?, context),
    };
    let object = ObjectInitializer::new(context)
        .property(js_string!("type"), js_string!("Buffer"), Attribute::all())
        .property(js_string!("data"), data, Attribute::all())
        .build();
    Ok(object.into())
}

fn elements(this: &JsValue, length: f64, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let object = receiver::object(this, "length", context)?;
    let mut elements = Vec::new();
    while (elements.len() as f64) < length {
        let key = PropertyKey::from(elements.len() as u32);
        elements.push(object.get(key, context)?);
    }
    Ok(elements)
}

/// `buf.parent`: the `ArrayBuffer`; `undefined` unless `this` is a Buffer.
fn parent(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    of_buffer(this, js_string!("buffer"), context)
}

/// `buf.offset`: where in it the first byte lies; `undefined` unless `this` is a Buffer.
fn offset(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    of_buffer(this, js_string!("byteOffset"), context)
}

fn of_buffer(
    this: &JsValue,
    key: boa_engine::JsString,
    context: &mut Context,
) -> JsResult<JsValue> {
    let constructor = Intrinsics::of(context)?.constructor().clone();
    if !this.instance_of(&constructor.into(), context)? {
        return Ok(JsValue::undefined());
    }
    receiver::property(this, key, context)
}
