//! `Buffer.from`, by the kind of its source.

use super::intrinsics::{Intrinsics, over, over_view};
use super::{alloc, array_like, encoding, primordials, receiver};
use crate::codec::{self, Encoding, Text};
use crate::engine::text;
use crate::engine::view::{ByteView, Store};
use crate::engine::{coerce, error, inherited};
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsSymbol, JsValue, js_string,
};

/// How many objects may stand for one another by `valueOf`; Node's stack
/// overflows at about as many.
const MOST_STANDINS: usize = 10_000;

/// Upper bound for the bytes of one code unit, used to decide whether the pool serves a text.
const BYTES_PER_UNIT: usize = 4;

/// The result of examining a source once.
enum Step {
    Made(JsObject),
    /// Another value stands for the source.
    Instead(JsValue),
}

/// `Buffer.from(value[, encodingOrOffset[, length]])`
pub(super) fn from(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut value = arguments.get_or_undefined(0).clone();
    for _ in 0..MOST_STANDINS {
        match step(&value, arguments, context)? {
            Step::Made(buffer) => return Ok(buffer.into()),
            Step::Instead(other) => value = other,
        }
    }
    Err(JsNativeError::range()
        .with_message("Maximum call stack size exceeded")
        .into())
}

fn step(value: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<Step> {
    let option = arguments.get_or_undefined(1);
    if let Some(string) = value.as_string() {
        return of_string_argument(&string, option, context).map(Step::Made);
    }
    let object = value.as_object().filter(|object| !object.is_callable());
    let Some(object) = object else {
        return Err(refused(value, context));
    };
    if let Some(store) = Store::of(&object) {
        let length = arguments.get_or_undefined(2);
        return of_store(&store, option, length, context).map(Step::Made);
    }
    if let Some(other) = primitive_of(&object, context)? {
        return Ok(Step::Instead(other));
    }
    if let Some(buffer) = of_object(&object, context)? {
        return Ok(Step::Made(buffer));
    }
    match primitive_text(&object, context)? {
        Some(string) => of_string_argument(&string, option, context).map(Step::Made),
        None => Err(refused(value, context)),
    }
}

fn refused(value: &JsValue, context: &mut Context) -> JsError {
    let expected = [
        "string",
        "Buffer",
        "ArrayBuffer",
        "Array",
        "Array-like Object",
    ];
    error::invalid_arg_type("first argument", &expected, value, context)
}

fn of_string_argument(
    string: &JsString,
    encoding: &JsValue,
    context: &mut Context,
) -> JsResult<JsObject> {
    let encoding = encoding::from_string(encoding, context)?;
    of_string(string, encoding, context)
}

/// A Buffer of the string's bytes, from the pool by its rule: encoded where
/// they stay.
///
/// # Errors
///
/// When there is no memory for it.
pub fn of_string(
    string: &JsString,
    encoding: Encoding,
    context: &mut Context,
) -> JsResult<JsObject> {
    let text = text::units(string);
    if text.is_empty() {
        return alloc::empty(context);
    }
    let intrinsics = Intrinsics::of(context)?;
    let pool = intrinsics.pool();
    let setting = pool.setting(intrinsics.constructor(), context)?;
    let mut room = text.len();
    if setting.pools(room) {
        room = room.saturating_mul(BYTES_PER_UNIT);
        if !setting.pools(room) {
            room = codec::byte_length(text, encoding);
        }
        if setting.pools(room) {
            let write = |out: &mut [u8]| codec::encode_into(text, encoding, out);
            let written = pool.cut_written(room, setting, write, context)?;
            return intrinsics.over_view(&written, context);
        }
    }
    of_string_unpooled(string, encoding, context)
}

fn of_string_unpooled(
    string: &JsString,
    encoding: Encoding,
    context: &mut Context,
) -> JsResult<JsObject> {
    let text = text::units(string);
    let length = codec::byte_length(text, encoding);
    let encoding = match (encoding, text) {
        // No more bytes than code units: ASCII, which need not be looked through again.
        (Encoding::Utf8, Text::Latin1(units)) if units.len() == length => Encoding::Latin1,
        _ => encoding,
    };
    let room = alloc::dirty_room(length, context)?;
    let written = room.write(context, |out| codec::encode_into(text, encoding, out))?;
    over_view(&room.part(0..written), context)
}

/// A Buffer over the bytes of an `ArrayBuffer` or `SharedArrayBuffer`.
fn of_store(
    store: &Store,
    offset: &JsValue,
    length: &JsValue,
    context: &mut Context,
) -> JsResult<JsObject> {
    let offset = offset_argument(offset, context)?;
    let rest = store.byte_length() as f64 - offset;
    if rest < 0.0 {
        return Err(error::buffer_out_of_bounds(Some("offset"), context));
    }
    let length = length_argument(length, rest, context)?;
    check_range(store, offset, length)?;
    // Both lie within a store in memory.
    let length = length.map(|length| length as usize);
    over_store(store.clone(), offset as usize, length, context)
}

/// A Buffer to the store's end, wherever that will be, when there is no length.
fn over_store(
    store: Store,
    offset: usize,
    length: Option<usize>,
    context: &mut Context,
) -> JsResult<JsObject> {
    if let Some(length) = length {
        return over(store, offset, length, context);
    }
    let species = Intrinsics::of(context)?.species().clone();
    let uint8_array = context.intrinsics().constructors().typed_uint8_array();
    let arguments = [store.into(), JsValue::from(offset)];
    let constructor = uint8_array.constructor();
    constructor.construct(&arguments, Some(&species), context)
}

fn offset_argument(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    if value.is_undefined() {
        return Ok(0.0);
    }
    let number = coerce::to_number(value, context)?;
    Ok(if number.is_nan() { 0.0 } else { number })
}

fn length_argument(value: &JsValue, rest: f64, context: &mut Context) -> JsResult<Option<f64>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let number = coerce::to_number(value, context)?;
    if number > rest {
        return Err(error::buffer_out_of_bounds(Some("length"), context));
    }
    Ok(Some(if number > 0.0 { number.trunc() } else { 0.0 }))
}

/// Refuses in V8's words what its constructor refuses. The conversion of the
/// length may have detached or resized the store.
fn check_range(store: &Store, offset: f64, length: Option<f64>) -> JsResult<()> {
    if offset <= -1.0 {
        return Err(range_error(format!(
            "Start offset {} is outside the bounds of the buffer",
            JsValue::from(offset).display()
        )));
    }
    if store.is_detached() {
        return Err(JsNativeError::typ()
            .with_message("Cannot perform Construct on a detached ArrayBuffer")
            .into());
    }
    let whole = store.byte_length() as f64;
    match length {
        Some(length) if offset.trunc() + length > whole => {
            Err(range_error(format!("Invalid typed array length: {length}")))
        }
        _ => Ok(()),
    }
}

fn range_error(message: String) -> JsError {
    JsNativeError::range().with_message(message).into()
}

/// What `valueOf` of the source gives, where that stands for it.
fn primitive_of(object: &JsObject, context: &mut Context) -> JsResult<Option<JsValue>> {
    let method = inherited::get(object, js_string!("valueOf"), context)?;
    if !method.to_boolean() {
        // What is false stands for the source itself, if it is text.
        return Ok(method.is_string().then_some(method));
    }
    let Some(method) = method.as_callable() else {
        return Err(JsNativeError::typ()
            .with_message("value.valueOf is not a function")
            .into());
    };
    if primordials::is_object_value_of(&method, context)? {
        return Ok(None);
    }
    let value = method.call(&object.clone().into(), &[], context)?;
    let is_other = match value.as_object() {
        Some(other) => !JsObject::equals(&other, object) && !other.is_callable(),
        None => value.is_string(),
    };
    Ok(is_other.then_some(value))
}

/// Array-likes, and what `buf.toJSON` gives; `None` for other objects.
fn of_object(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let length = length_of(object, context)?;
    if !length.is_undefined() || has_store(object, context)? {
        return match length.as_number() {
            Some(length) => array_like::copy(object, length, context).map(Some),
            None => alloc::empty(context).map(Some),
        };
    }
    let kind = object.get(js_string!("type"), context)?;
    if kind.as_string().is_none_or(|kind| kind != "Buffer") {
        return Ok(None);
    }
    let data = object.get(js_string!("data"), context)?;
    let Some(data) = primordials::array(&data, context)? else {
        return Ok(None);
    };
    let length = data.get(js_string!("length"), context)?;
    array_like::copy(&data, coerce::to_number(&length, context)?, context).map(Some)
}

fn length_of(object: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    if let Some(bytes) = ByteView::of_uint8_array(object, context)
        && primordials::has_genuine_length(object, context)?
    {
        return Ok(bytes.len().into());
    }
    if object.is_array() || object.is::<TypedArray>() {
        return object.get(js_string!("length"), context);
    }
    receiver::property(&object.clone().into(), js_string!("length"), context)
}

fn has_store(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    let buffer = object.get(js_string!("buffer"), context)?;
    Ok(buffer
        .as_object()
        .is_some_and(|buffer| Store::of(&buffer).is_some()))
}

/// What the object's own conversion to a string gives, if it has one.
fn primitive_text(object: &JsObject, context: &mut Context) -> JsResult<Option<JsString>> {
    let method = object.get(JsSymbol::to_primitive(), context)?;
    let Some(method) = method.as_callable() else {
        return Ok(None);
    };
    let hint = [js_string!("string").into()];
    let value = method.call(&object.clone().into(), &hint, context)?;
    Ok(value.as_string())
}
