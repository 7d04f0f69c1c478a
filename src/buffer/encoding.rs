//! From a script's encoding argument to a codec.

use crate::codec::{self, Encoding};
use crate::engine::view::ByteView;
use crate::engine::{coerce, error, printing, text};
use boa_engine::object::JsObject;
use boa_engine::value::PreferredType;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};
use std::ops::RangeInclusive;

/// Lengths that the names of encodings have.
const NAME_LENGTHS: RangeInclusive<f64> = 3.0..=9.0;

/// The encoding that scripts call `name`, in whatever case.
#[must_use]
pub fn of_name(name: &JsString) -> Option<Encoding> {
    Encoding::from_text(text::units(name))
}

/// The encoding of an argument that is turned into a string whatever it is,
/// except that `undefined` is UTF-8: what `buf.toString` takes.
///
/// # Errors
///
/// ERR_UNKNOWN_ENCODING; what a conversion to a string throws.
pub fn from_value(value: &JsValue, context: &mut Context) -> JsResult<Encoding> {
    if value.is_undefined() {
        return Ok(Encoding::Utf8);
    }
    match lookup(value, context)? {
        Some(encoding) => Ok(encoding),
        None => Err(unknown(value, context)),
    }
}

/// As [`from_value`], but everything that is false is UTF-8: what `buf.write`
/// takes.
///
/// # Errors
///
/// As [`from_value`].
pub fn from_truthy(value: &JsValue, context: &mut Context) -> JsResult<Encoding> {
    if !value.to_boolean() {
        return Ok(Encoding::Utf8);
    }
    from_value(value, context)
}

/// As [`from_value`], but everything that is no string is UTF-8, and so is the
/// empty one: what `Buffer.from` takes.
///
/// # Errors
///
/// ERR_UNKNOWN_ENCODING.
pub fn from_string(value: &JsValue, context: &mut Context) -> JsResult<Encoding> {
    match value.as_string() {
        Some(name) if !name.is_empty() => {
            of_name(&name).ok_or_else(|| error::unknown_encoding(&name, context))
        }
        _ => Ok(Encoding::Utf8),
    }
}

/// The encoding that `value` names, turned into a string if need be; `None`
/// when there is none of that name.
///
/// # Errors
///
/// What the conversion throws.
pub fn lookup(value: &JsValue, context: &mut Context) -> JsResult<Option<Encoding>> {
    if let Some(name) = value.as_string() {
        return Ok(of_name(&name));
    }
    // As `value + ''`: an object is asked for its value before its text.
    let primitive = coerce::to_primitive(value, PreferredType::Default, context)?;
    let name = coerce::to_string(&primitive, context)?;
    Ok(of_name(&name))
}

/// The encoding of an argument as Node's own functions normalise it: nothing,
/// `null` and the empty string are UTF-8, and an object passes if it has both
/// the text and the `length` of a name. `None` for anything else.
///
/// # Errors
///
/// What an object's getter or conversion throws.
pub fn normalize(value: &JsValue, context: &mut Context) -> JsResult<Option<Encoding>> {
    if value.is_null_or_undefined() {
        return Ok(Some(Encoding::Utf8));
    }
    if let Some(name) = value.as_string() {
        return Ok(if name.is_empty() {
            Some(Encoding::Utf8)
        } else {
            of_name(&name)
        });
    }
    match value.as_object() {
        Some(object) => of_object(&object, context),
        None => Ok(None),
    }
}

fn of_object(object: &JsObject, context: &mut Context) -> JsResult<Option<Encoding>> {
    let length = object.get(js_string!("length"), context)?.as_number();
    if !length.is_some_and(|length| NAME_LENGTHS.contains(&length)) {
        return Ok(None);
    }
    let name = coerce::to_string(&object.clone().into(), context)?;
    let is_whole = length == Some(name.len() as f64);
    Ok(of_name(&name).filter(|_| is_whole))
}

/// ERR_UNKNOWN_ENCODING for an argument that [`lookup`] did not find.
pub fn unknown(value: &JsValue, context: &mut Context) -> boa_engine::JsError {
    let shown = match value.as_string() {
        Some(name) => Ok(name),
        None => printing::formatted(value, context),
    };
    match shown {
        Ok(name) => error::unknown_encoding(&name, context),
        Err(thrown) => thrown,
    }
}

/// `Buffer.isEncoding(encoding)`
pub(super) fn is_encoding(
    _: &JsValue,
    arguments: &[JsValue],
    _: &mut Context,
) -> JsResult<JsValue> {
    let name = arguments.get_or_undefined(0).as_string();
    Ok(name.is_some_and(|name| of_name(&name).is_some()).into())
}

/// `Buffer.byteLength(value[, encoding])`. An encoding that there is not
/// counts as UTF-8, without an error.
pub(super) fn byte_length(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0);
    let Some(string) = value.as_string() else {
        return byte_length_of_bytes(value, context);
    };
    let encoding = arguments.get_or_undefined(1);
    let encoding = if string.is_empty() || !encoding.to_boolean() {
        Encoding::Utf8
    } else {
        lookup(encoding, context)?.unwrap_or(Encoding::Utf8)
    };
    Ok(codec::byte_length(text::units(&string), encoding).into())
}

fn byte_length_of_bytes(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let view = value.as_object();
    let view = view.and_then(|object| ByteView::of(&object, context));
    let Some(view) = view else {
        let expected = ["string", "Buffer", "ArrayBuffer"];
        return Err(error::invalid_arg_type("string", &expected, value, context));
    };
    Ok(view.len().into())
}
