//! To and from strings: `toString`, `write`, and the methods named by encoding.

use super::encoding;
use super::receiver::{self, Glance};
use crate::codec::{self, Decoding, Encoding};
use crate::engine::error::{self, ErrorClass};
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::native::Definition;
use crate::engine::view::ByteView;
use crate::engine::{coerce, text};
use boa_engine::{Context, JsArgs, JsError, JsResult, JsString, JsValue, js_string};

/// The methods named by encoding, in the order in which Node defines them.
pub const METHODS_BY_ENCODING: &[Definition] = &[
    ("asciiSlice", 2, |this, args, context| {
        slice(Encoding::Ascii, this, args, context)
    }),
    ("base64Slice", 2, |this, args, context| {
        slice(Encoding::Base64, this, args, context)
    }),
    ("base64urlSlice", 2, |this, args, context| {
        slice(Encoding::Base64Url, this, args, context)
    }),
    ("latin1Slice", 2, |this, args, context| {
        slice(Encoding::Latin1, this, args, context)
    }),
    ("hexSlice", 2, |this, args, context| {
        slice(Encoding::Hex, this, args, context)
    }),
    ("ucs2Slice", 2, |this, args, context| {
        slice(Encoding::Utf16Le, this, args, context)
    }),
    ("utf8Slice", 2, |this, args, context| {
        slice(Encoding::Utf8, this, args, context)
    }),
    ("asciiWrite", 3, |this, args, context| {
        write_strictly(Encoding::Ascii, this, args, context)
    }),
    ("base64Write", 3, |this, args, context| {
        write_leniently(Encoding::Base64, this, args, context)
    }),
    ("base64urlWrite", 3, |this, args, context| {
        write_leniently(Encoding::Base64Url, this, args, context)
    }),
    ("latin1Write", 3, |this, args, context| {
        write_strictly(Encoding::Latin1, this, args, context)
    }),
    ("hexWrite", 3, |this, args, context| {
        write_leniently(Encoding::Hex, this, args, context)
    }),
    ("ucs2Write", 3, |this, args, context| {
        write_leniently(Encoding::Utf16Le, this, args, context)
    }),
    ("utf8Write", 3, |this, args, context| {
        write_strictly(Encoding::Utf8, this, args, context)
    }),
];

/// `toString`.
pub const TO_STRING: &[Definition] = &[("toString", 3, to_string)];

/// `write`.
pub const WRITE: &[Definition] = &[("write", 4, write)];

/// Second names, as pairs of the new name and the old.
pub const ALIASES: &[(&str, &str)] = &[("toLocaleString", "toString")];

/// `buf.toString([encoding[, start[, end]]])`
fn to_string(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let receiver = Glance::of(this, arguments, context);
    if arguments.is_empty() {
        receiver::object(this, "length", context)?;
        let whole = receiver.bytes(this, context)?;
        return string(&whole, Encoding::Utf8, context);
    }
    let length = receiver.elements(this, context)?;
    let Some(start) = start(arguments.get_or_undefined(1), length, context)? else {
        return Ok(js_string!().into());
    };
    let end = end(arguments.get_or_undefined(2), length, context)?;
    if end <= start {
        return Ok(js_string!().into());
    }
    let encoding = encoding::from_value(arguments.get_or_undefined(0), context)?;
    let view = receiver.bytes(this, context)?;
    let view = range(&view, start, end, context)?;
    string(&view, encoding, context)
}

/// Where `toString` begins; `None` when that is past the end.
fn start(value: &JsValue, length: f64, context: &mut Context) -> JsResult<Option<f64>> {
    if value.is_undefined() || coerce::at_most(value, 0.0, context)? {
        return Ok(Some(0.0));
    }
    if coerce::at_least(value, length, context)? {
        return Ok(None);
    }
    coerce::to_integer(value, context).map(Some)
}

/// Where `toString` ends.
fn end(value: &JsValue, length: f64, context: &mut Context) -> JsResult<f64> {
    if value.is_undefined() || coerce::above(value, length, context)? {
        return Ok(length);
    }
    coerce::to_integer(value, context)
}

/// `buf.utf8Slice([start[, end]])` and its variants.
fn slice(
    encoding: Encoding,
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if receiver::bytes(this, context)?.is_empty() {
        return Ok(js_string!().into());
    }
    let start = index(arguments.get_or_undefined(0), context)?.unwrap_or(0.0);
    let end = index(arguments.get_or_undefined(1), context)?;
    let view = receiver::bytes(this, context)?;
    let end = end.unwrap_or(view.len() as f64);
    if end <= start {
        return Ok(js_string!().into());
    }
    let view = range(&view, start, end, context)?;
    string(&view, encoding, context)
}

/// An index as Node's C++ layer takes it; `None` when it is not given.
fn index(value: &JsValue, context: &mut Context) -> JsResult<Option<f64>> {
    if value.is_undefined() {
        return Ok(None);
    }
    let index = coerce::to_integer(value, context)?;
    if index < 0.0 {
        return Err(index_out_of_range(context));
    }
    // Node holds it in 64 bits.
    Ok(Some(index.min(9_223_372_036_854_775_807.0)))
}

fn index_out_of_range(context: &mut Context) -> JsError {
    let message = "Index out of range";
    error::coded(ErrorClass::Range, "ERR_OUT_OF_RANGE", message, context)
}

/// The bytes from `start` to `end`, which lies past it but not past the view's.
fn range(view: &ByteView, start: f64, end: f64, context: &mut Context) -> JsResult<ByteView> {
    let length = view.len() as f64;
    if length > 0.0 && end > length {
        return Err(index_out_of_range(context));
    }
    Ok(view.part(start as usize..end as usize))
}

fn string(view: &ByteView, encoding: Encoding, context: &mut Context) -> JsResult<JsValue> {
    let made = view.read(|bytes| {
        let decoding = Decoding::new(bytes, encoding);
        (decoding.units() <= MAX_STRING_LENGTH).then(|| text::string(&decoding))
    });
    made.map(JsValue::from)
        .ok_or_else(|| error::string_too_long(context))
}

/// `buf.write(string[, offset[, length]][, encoding])`
fn write(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let receiver = Glance::of(this, arguments, context);
    let whole = receiver.elements(this, context)?;
    let (start, room, encoding) = place(whole, arguments, context)?;
    let view = receiver.bytes(this, context)?;
    let Some(text) = arguments.get_or_undefined(0).as_string() else {
        return Err(receiver::must_be("a string", context));
    };
    write_to(&view, &text, start, Some(room), encoding, context)
}

/// Where `write` begins, how much room it has, and the encoding.
fn place(
    whole: f64,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<(f64, f64, Encoding)> {
    let offset = arguments.get_or_undefined(1);
    let length = arguments.get_or_undefined(2);
    // Without an offset Node looks neither at the length nor at the encoding.
    if offset.is_undefined() {
        return Ok((0.0, whole, Encoding::Utf8));
    }
    if length.is_undefined() && offset.is_string() {
        return Ok((0.0, whole, encoding::from_truthy(offset, context)?));
    }
    let start = receiver::validate_offset(offset, "offset", Some(whole), context)?;
    let rest = whole - start;
    let (room, encoding) = if length.is_undefined() {
        (rest, arguments.get_or_undefined(3))
    } else if length.is_string() {
        (rest, length)
    } else {
        let room = receiver::validate_offset(length, "length", Some(whole), context)?;
        (room.min(rest), arguments.get_or_undefined(3))
    };
    let encoding = encoding::from_truthy(encoding, context)?;
    Ok((start, room, encoding))
}

/// `buf.hexWrite(string[, offset[, length]])` and its variants: what is too long is cut.
fn write_leniently(
    encoding: Encoding,
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = checked_string(this, arguments.get_or_undefined(0), context)?;
    let offset = offset_within(this, arguments.get_or_undefined(1), context)?;
    let length = index(arguments.get_or_undefined(2), context)?;
    write_text(this, &text, offset, length, encoding, context)
}

/// `buf.utf8Write(string[, offset[, length]])` and its variants: what is out of bounds is refused.
fn write_strictly(
    encoding: Encoding,
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let whole = receiver::byte_length(this, context)?.unwrap_or(f64::NAN);
    let offset = strict_index(arguments.get_or_undefined(1), 0.0, context)?;
    if offset < 0.0 || offset > whole {
        return Err(error::buffer_out_of_bounds(Some("offset"), context));
    }
    let length = strict_index(arguments.get_or_undefined(2), whole - offset, context)?;
    if length < 0.0 || length > whole - offset {
        return Err(error::buffer_out_of_bounds(Some("length"), context));
    }
    let text = checked_string(this, arguments.get_or_undefined(0), context)?;
    let (offset, length) = (coerce::integer_of(offset), coerce::integer_of(length));
    // A conversion may have taken bytes away.
    if offset > receiver::bytes(this, context)?.len() as f64 {
        return Err(error::buffer_out_of_bounds(Some("offset"), context));
    }
    write_text(this, &text, Some(offset), Some(length), encoding, context)
}

/// An index as `Number` converts it, which may be NaN; `default` when it is not given.
fn strict_index(value: &JsValue, default: f64, context: &mut Context) -> JsResult<f64> {
    if value.is_undefined() {
        return Ok(default);
    }
    if let Some(integer) = value.as_bigint() {
        return Ok(integer.to_f64());
    }
    coerce::to_number(value, context)
}

/// The offset, which is not past the receiver's end.
fn offset_within(this: &JsValue, offset: &JsValue, context: &mut Context) -> JsResult<Option<f64>> {
    let offset = index(offset, context)?;
    let length = receiver::bytes(this, context)?.len() as f64;
    if offset.is_some_and(|offset| offset > length) {
        return Err(error::buffer_out_of_bounds(Some("offset"), context));
    }
    Ok(offset)
}

/// The string to write, once the receiver is known to have bytes.
fn checked_string(this: &JsValue, string: &JsValue, context: &mut Context) -> JsResult<JsString> {
    receiver::bytes(this, context)?;
    string
        .as_string()
        .ok_or_else(|| receiver::must_be("a string", context))
}

/// As [`write_to`], to the bytes that `this` has now.
fn write_text(
    this: &JsValue,
    text: &JsString,
    offset: Option<f64>,
    length: Option<f64>,
    encoding: Encoding,
    context: &mut Context,
) -> JsResult<JsValue> {
    let view = receiver::bytes(this, context)?;
    let offset = offset.unwrap_or(0.0);
    write_to(&view, text, offset, length, encoding, context)
}

/// Writes as many whole characters as fit into `length` bytes from `offset`, and returns the bytes.
fn write_to(
    view: &ByteView,
    text: &JsString,
    offset: f64,
    length: Option<f64>,
    encoding: Encoding,
    context: &mut Context,
) -> JsResult<JsValue> {
    let start = offset as usize;
    let end = length.map_or(view.len(), |length| start.saturating_add(length as usize));
    let count = view.part(start..end).write(context, |out| {
        codec::encode_into(text::units(text), encoding, out)
    })?;
    Ok(JsValue::from(count))
}
