//! Random bytes, numbers and UUIDs, all from the system's generator.

use crate::buffer;
use crate::engine::error::{self, ErrorClass};
use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::engine::store;
use crate::engine::view::{ByteView, Store};
use crate::memory::{Fill, Purpose};
use crate::node::base::{arrival, validate};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsValue, js_string};

/// The most bytes that are asked for at once.
const MOST: f64 = 2_147_483_647.0;

/// Fills bytes of the script's with random ones, in their place.
pub(super) fn fill(view: &ByteView, context: &mut Context) -> JsResult<()> {
    let filled = view.write(context, getrandom::fill)?;
    filled.map_err(|error| no_randomness(&error))
}

fn no_randomness(error: &getrandom::Error) -> JsError {
    JsNativeError::error()
        .with_message(format!("no random bytes: {error}"))
        .into()
}

/// An optional callback.
fn callback(value: &JsValue, context: &mut Context) -> JsResult<Option<JsObject>> {
    if value.is_undefined() {
        return Ok(None);
    }
    error::validate_function(value, "callback", context).map(Some)
}

/// Gives `value` to the callback, later and after `no_error`, or else to the caller.
fn give(
    no_error: JsValue,
    value: JsValue,
    callback: Option<JsObject>,
    context: &mut Context,
) -> JsResult<JsValue> {
    match callback {
        Some(callback) => {
            arrival::call(callback, vec![no_error, value], context)?;
            Ok(JsValue::undefined())
        }
        None => Ok(value),
    }
}

/// `randomBytes(size[, callback])`
pub(super) fn random_bytes(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let size = args.get_or_undefined(0);
    let size = error::validate_number(size, "size", 0.0, MOST, context)? as usize;
    let callback = callback(args.get_or_undefined(1), context)?;
    let store = store::allocate(size, Fill::Any, Purpose::Store, context)?;
    fill(&ByteView::whole(Store::Local(store.clone())), context)?;
    let bytes = buffer::over(store, 0, size, context)?;
    give(JsValue::null(), bytes.into(), callback, context)
}

/// `randomFillSync(buffer[, offset[, size]])`
pub(super) fn random_fill_sync(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let [buffer, offset, size] = [0, 1, 2].map(|at| args.get_or_undefined(at));
    let part = part(buffer, offset, size, context)?;
    fill(&part, context)?;
    Ok(buffer.clone())
}

/// `randomFill(buffer[, offset[, size]], callback)`
pub(super) fn random_fill(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (last, rest) = match args.get(1..).and_then(<[JsValue]>::split_last) {
        Some((last, rest)) => (last.clone(), rest),
        None => (JsValue::undefined(), &[][..]),
    };
    let buffer = args.get_or_undefined(0);
    let view = bytes_argument(buffer, context)?;
    let callback = error::validate_function(&last, "callback", context)?;
    let [offset, size] = [0, 1].map(|at| rest.get_or_undefined(at));
    let part = part_of(&view, buffer, offset, size, context)?;
    fill(&part, context)?;
    give(JsValue::null(), buffer.clone(), Some(callback), context)
}

fn bytes_argument(value: &JsValue, context: &mut Context) -> JsResult<ByteView> {
    let view = value
        .as_object()
        .and_then(|object| ByteView::of(&object, context));
    view.ok_or_else(|| {
        let expected = ["ArrayBuffer", "ArrayBufferView"];
        error::invalid_arg_type("buf", &expected, value, context)
    })
}

fn part(
    buffer: &JsValue,
    offset: &JsValue,
    size: &JsValue,
    context: &mut Context,
) -> JsResult<ByteView> {
    let view = bytes_argument(buffer, context)?;
    part_of(&view, buffer, offset, size, context)
}

/// The bytes that `offset` and `size` name, which count elements.
fn part_of(
    view: &ByteView,
    buffer: &JsValue,
    offset: &JsValue,
    size: &JsValue,
    context: &mut Context,
) -> JsResult<ByteView> {
    let element = element_size(buffer, context)?;
    let length = view.len() as f64;
    let start = match offset.is_undefined() {
        true => 0.0,
        false => offset_bytes(offset, element, length, context)?,
    };
    let count = match size.is_undefined() {
        true => length - start,
        false => size_bytes(size, element, start, length, context)?,
    };
    // Both lie within a view in memory.
    let start = start as usize;
    Ok(view.part(start..start.saturating_add(count as usize)))
}

fn element_size(buffer: &JsValue, context: &mut Context) -> JsResult<f64> {
    let Some(object) = buffer.as_object() else {
        return Ok(1.0);
    };
    let size = object.get(js_string!("BYTES_PER_ELEMENT"), context)?;
    Ok(size.as_number().filter(|size| *size >= 1.0).unwrap_or(1.0))
}

fn number(value: &JsValue, name: &str, context: &mut Context) -> JsResult<f64> {
    value
        .as_number()
        .ok_or_else(|| error::invalid_arg_type(name, &["number"], value, context))
}

fn offset_bytes(
    offset: &JsValue,
    element: f64,
    length: f64,
    context: &mut Context,
) -> JsResult<f64> {
    let bytes = number(offset, "offset", context)? * element;
    let most = length.min(MOST);
    if !(0.0..=most).contains(&bytes) {
        let range = format!(">= 0 && <= {most}");
        return Err(error::out_of_range(
            "offset",
            &range,
            &bytes.into(),
            context,
        ));
    }
    Ok(bytes.trunc())
}

fn size_bytes(
    size: &JsValue,
    element: f64,
    start: f64,
    length: f64,
    context: &mut Context,
) -> JsResult<f64> {
    let bytes = number(size, "size", context)? * element;
    if !(0.0..=MOST).contains(&bytes) {
        let range = format!(">= 0 && <= {MOST}");
        return Err(error::out_of_range("size", &range, &bytes.into(), context));
    }
    let end = bytes + start;
    if end > length {
        let range = format!("<= {length}");
        return Err(error::out_of_range(
            "size + offset",
            &range,
            &end.into(),
            context,
        ));
    }
    Ok(bytes.trunc())
}

/// The largest difference of the bounds of `randomInt`: 48 bits.
const WIDEST: f64 = 281_474_976_710_655.0;

/// `randomInt([min,] max[, callback])`
pub(super) fn random_int(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let second = args.get_or_undefined(1);
    let zero = JsValue::from(0);
    let is_max_alone = second.is_undefined() || second.is_callable();
    let (min, max, last) = match is_max_alone {
        true => (&zero, args.get_or_undefined(0), second),
        false => (args.get_or_undefined(0), second, args.get_or_undefined(2)),
    };
    let callback = callback(last, context)?;
    let low = safe_integer(min, "min", context)?;
    let high = safe_integer(max, "max", context)?;
    if high <= low {
        let range = format!("greater than the value of \"min\" ({low})");
        return Err(error::out_of_range("max", &range, max, context));
    }
    let width = high - low;
    if width > WIDEST {
        let name = if is_max_alone { "max" } else { "max - min" };
        let range = format!("<= {WIDEST}");
        return Err(error::out_of_range(name, &range, &width.into(), context));
    }
    // Positive, integral and below 2^48: the casts are exact.
    let offset = below(width as u64).map_err(|error| no_randomness(&error))?;
    let number = low + offset as f64;
    give(JsValue::undefined(), number.into(), callback, context)
}

fn safe_integer(value: &JsValue, name: &str, context: &mut Context) -> JsResult<f64> {
    let number = value.as_number();
    let safe = number.filter(|number| number.fract() == 0.0 && number.abs() <= MAX_SAFE_INTEGER);
    safe.ok_or_else(|| error::invalid_arg_type(name, &["a safe integer"], value, context))
}

/// A number below `width`, each as likely as the others. `width` is above 0 and
/// below 2^48.
fn below(width: u64) -> Result<u64, getrandom::Error> {
    const ALL: u64 = 1 << 48;
    // Numbers from here on would make small results likelier.
    let limit = ALL - ALL % width;
    loop {
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes[..6])?;
        let number = u64::from_le_bytes(bytes);
        if number < limit {
            return Ok(number % width);
        }
    }
}

/// `randomUUID([options])`
pub(crate) fn random_uuid(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let options = args.get_or_undefined(0);
    if !options.is_undefined() {
        let options = validate::object(options, "options", context)?;
        let disable = options.get(js_string!("disableEntropyCache"), context)?;
        if !disable.is_undefined() {
            validate::boolean(&disable, "options.disableEntropyCache", context)?;
        }
    }
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| no_randomness(&error))?;
    Ok(js_string!(uuid(bytes)).into())
}

/// RFC 9562, version 4.
fn uuid(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if [4, 6, 8, 10].contains(&at) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}

/// Reports a receiver that is not the object `crypto`.
pub(super) fn wrong_receiver(context: &mut Context) -> JsError {
    let message = "Value of \"this\" must be of type Crypto";
    error::coded(ErrorClass::Type, "ERR_INVALID_THIS", message, context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_below_their_bound() {
        for width in [1, 2, 3, 1000, (1 << 48) - 1] {
            for _ in 0..100 {
                assert!(below(width).expect("randomness") < width);
            }
        }
    }

    #[test]
    fn uuids_tell_their_version() {
        assert_eq!(uuid([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid([0; 16]), "00000000-0000-4000-8000-000000000000");
    }
}
