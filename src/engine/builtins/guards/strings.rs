//! `String.prototype.repeat`, `padStart`, `padEnd`, with V8's longest string.
//!
//! The engine's own keep a list of every repetition, 16 bytes each, and let a
//! string grow to 4 GiB: one short line of script is enough to exhaust the
//! machine.

use crate::engine::isolate::Isolate;
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::native;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::value::IntegerOrInfinity;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue, js_string};
use std::rc::Rc;

/// Puts them in place.
pub fn install(context: &mut Context) {
    let prototype = context.intrinsics().constructors().string().prototype();
    native::define(
        &prototype,
        &[
            ("repeat", 1, repeat),
            ("padStart", 1, pad_start),
            ("padEnd", 1, pad_end),
        ],
        native::HIDDEN,
        context,
    );
}

fn too_long() -> JsError {
    JsNativeError::range()
        .with_message("Invalid string length")
        .into()
}

fn receiver(this: &JsValue, name: &str, context: &mut Context) -> JsResult<JsString> {
    if this.is_null_or_undefined() {
        let message = format!("String.prototype.{name} called on null or undefined");
        return Err(JsNativeError::typ().with_message(message).into());
    }
    this.to_string(context)
}

/// ECMAScript 22.1.3.18.
fn repeat(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "repeat", context)?;
    let argument = arguments.get_or_undefined(0);
    let count = match argument.to_integer_or_infinity(context)? {
        IntegerOrInfinity::Integer(count) if count >= 0 => count.unsigned_abs(),
        _ => {
            let message = format!("Invalid count value: {}", argument.display());
            return Err(JsNativeError::range().with_message(message).into());
        }
    };
    if text.is_empty() || count == 0 {
        return Ok(js_string!().into());
    }
    let count = usize::try_from(count).map_err(|_| too_long())?;
    let length = text.len().saturating_mul(count);
    if !may_be_made(length, &text) {
        return Err(too_long());
    }
    Ok(repeated(&text, count).into())
}

/// Whether a string of `length` units like those of `text` may be made: within
/// V8's length, and within what the heap's limit leaves.
fn may_be_made(length: usize, text: &JsString) -> bool {
    // Shorter ones are made without asking.
    const SMALL: usize = 64 * 1024;
    let width = match text.as_str().variant() {
        JsStrVariant::Latin1(_) => 1,
        JsStrVariant::Utf16(_) => 2,
    };
    let fits = |isolate: Rc<Isolate>| isolate.heap_fits(length.saturating_mul(width));
    length <= SMALL || length <= MAX_STRING_LENGTH && Isolate::current().is_none_or(fits)
}

fn repeated(text: &JsString, count: usize) -> JsString {
    match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => JsString::from(JsStr::latin1(&bytes.repeat(count))),
        JsStrVariant::Utf16(units) => JsString::from(JsStr::utf16(&units.repeat(count))),
    }
}

fn pad_start(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "padStart", context)?;
    let filler = filler(&text, arguments, context)?;
    Ok(js_string!(&filler, &text).into())
}

fn pad_end(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "padEnd", context)?;
    let filler = filler(&text, arguments, context)?;
    Ok(js_string!(&text, &filler).into())
}

/// What `StringPaddingBuiltinsImpl` (ECMAScript 22.1.3.17.1) adds to `text`.
fn filler(text: &JsString, arguments: &[JsValue], context: &mut Context) -> JsResult<JsString> {
    let wanted = arguments.get_or_undefined(0).to_length(context)?;
    let missing = usize::try_from(wanted)
        .unwrap_or(usize::MAX)
        .saturating_sub(text.len());
    if missing == 0 {
        return Ok(js_string!());
    }
    let pattern = arguments.get_or_undefined(1);
    let pattern = if pattern.is_undefined() {
        js_string!(" ")
    } else {
        pattern.to_string(context)?
    };
    if pattern.is_empty() {
        return Ok(js_string!());
    }
    if !may_be_made(missing.saturating_add(text.len()), &pattern) {
        return Err(too_long());
    }
    let whole = repeated(&pattern, missing.div_ceil(pattern.len()));
    Ok(prefix(&whole, missing))
}

fn prefix(text: &JsString, length: usize) -> JsString {
    match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => {
            JsString::from(JsStr::latin1(bytes.get(..length).unwrap_or(bytes)))
        }
        JsStrVariant::Utf16(units) => {
            JsString::from(JsStr::utf16(units.get(..length).unwrap_or(units)))
        }
    }
}
