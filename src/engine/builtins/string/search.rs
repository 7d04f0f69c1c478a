//! `String.prototype.indexOf`, `lastIndexOf`, `includes`, `startsWith`, `endsWith`.

use super::find::{Finder, find_last};
use super::{is_regexp, receiver, text_of, type_error};
use crate::engine::{coerce, native};
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue};

/// Puts them in place.
pub fn install(context: &mut Context) {
    let prototype = context.intrinsics().constructors().string().prototype();
    let functions: [native::Definition; 5] = [
        ("indexOf", 1, index_of),
        ("lastIndexOf", 1, last_index_of),
        ("includes", 1, includes),
        ("startsWith", 1, starts_with),
        ("endsWith", 1, ends_with),
    ];
    native::define(&prototype, &functions, native::HIDDEN, context);
}

/// A place in `text`: the integer of an argument, moved to where the text is.
fn place(value: &JsValue, text: &JsString, context: &mut Context) -> JsResult<usize> {
    if value.is_undefined() {
        return Ok(0);
    }
    let place = coerce::to_integer(value, context)?;
    // Saturates: below 0 it is 0.
    Ok((place as usize).min(text.len()))
}

/// `text.indexOf(needle, from)`
#[inline]
fn position(text: &JsString, needle: &JsString, from: usize) -> Option<usize> {
    let (text, needle) = (text.as_str(), needle.as_str());
    // The most frequent: no finder is made for it.
    if let (JsStrVariant::Latin1(bytes), JsStrVariant::Latin1(&[byte])) =
        (text.variant(), needle.variant())
    {
        return Some(from + memchr::memchr(byte, bytes.get(from..)?)?);
    }
    Finder::new(text, needle).find(text, from)
}

fn as_index(found: Option<usize>) -> JsValue {
    // No string is longer than 2^29 units.
    found.map_or(JsValue::from(-1), |at| JsValue::from(at as i32))
}

/// ECMAScript 22.1.3.9.
fn index_of(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "indexOf", context)?;
    let needle = text_of(arguments.get_or_undefined(0), context)?;
    let from = place(arguments.get_or_undefined(1), &text, context)?;
    Ok(as_index(position(&text, &needle, from)))
}

/// ECMAScript 22.1.3.11.
fn last_index_of(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = receiver(this, "lastIndexOf", context)?;
    let needle = text_of(arguments.get_or_undefined(0), context)?;
    let to = coerce::to_number(arguments.get_or_undefined(1), context)?;
    let to = if to.is_nan() { usize::MAX } else { to as usize };
    Ok(as_index(find_last(text.as_str(), needle.as_str(), to)))
}

/// The text to look for, which is no regular expression.
fn needle(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsString> {
    if is_regexp(value, context)? {
        let message =
            format!("First argument to String.prototype.{name} must not be a regular expression");
        return Err(type_error(message));
    }
    text_of(value, context)
}

/// ECMAScript 22.1.3.8.
fn includes(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "includes", context)?;
    let needle = needle(arguments.get_or_undefined(0), "includes", context)?;
    let from = place(arguments.get_or_undefined(1), &text, context)?;
    Ok(position(&text, &needle, from).is_some().into())
}

/// ECMAScript 22.1.3.24.
fn starts_with(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "startsWith", context)?;
    let needle = needle(arguments.get_or_undefined(0), "startsWith", context)?;
    let from = place(arguments.get_or_undefined(1), &text, context)?;
    Ok(is_at(&text, &needle, from).into())
}

/// ECMAScript 22.1.3.7.
fn ends_with(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "endsWith", context)?;
    let needle = needle(arguments.get_or_undefined(0), "endsWith", context)?;
    let end = arguments.get_or_undefined(1);
    let end = match end.is_undefined() {
        true => text.len(),
        false => place(end, &text, context)?,
    };
    let begin = end.checked_sub(needle.len());
    Ok(begin.is_some_and(|from| is_at(&text, &needle, from)).into())
}

/// Whether `needle` stands in `text` at `from`.
fn is_at(text: &JsString, needle: &JsString, from: usize) -> bool {
    let part: Option<JsStr<'_>> = text.as_str().get(from..from.saturating_add(needle.len()));
    part.is_some_and(|part| part == needle.as_str())
}
