//! `String.prototype.concat`, `repeat`, `padStart`, `padEnd`, and `String.raw`, with V8's
//! longest string.
//!
//! The engine's own keep a list of every repetition, 16 bytes each, and let a
//! string grow to 4 GiB: one short line of script is enough to exhaust the
//! machine.

use super::{receiver, text_of, too_long};
use crate::engine::builtins::guards::text::Text;
use crate::engine::isolate::Isolate;
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::{native, watch};
use boa_engine::object::JsObject;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::value::IntegerOrInfinity;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, js_string};
use std::rc::Rc;

/// Segments of a template between two checks whether the run has ended.
const LOOK: u64 = 1024;

/// Puts them in place.
pub fn install(context: &mut Context) {
    let prototype = context.intrinsics().constructors().string().prototype();
    let functions: [native::Definition; 4] = [
        ("concat", 1, concat),
        ("repeat", 1, repeat),
        ("padStart", 1, pad_start),
        ("padEnd", 1, pad_end),
    ];
    native::define(&prototype, &functions, native::HIDDEN, context);
    let constructor = context.intrinsics().constructors().string().constructor();
    let functions: [native::Definition; 1] = [("raw", 1, raw)];
    native::define(&constructor, &functions, native::HIDDEN, context);
}

/// ECMAScript 22.1.3.5.
fn concat(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut strings = vec![receiver(this, "concat", context)?];
    for argument in arguments {
        strings.push(text_of(argument, context)?);
    }
    joined(&strings).map(Into::into)
}

/// All of `strings` in one.
fn joined(strings: &[JsString]) -> JsResult<JsString> {
    let length = strings
        .iter()
        .map(JsString::len)
        .fold(0, usize::saturating_add);
    let widest = strings.iter().find(|text| !text.as_str().is_latin1());
    if !may_be_made(length, widest.unwrap_or(&js_string!())) {
        return Err(too_long());
    }
    let parts: Vec<JsStr<'_>> = strings.iter().map(JsString::as_str).collect();
    Ok(JsString::concat_array(&parts))
}

/// `String.raw(template, ...substitutions)` (ECMAScript 22.1.2.4).
fn raw(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let cooked = object_of(arguments.get_or_undefined(0), context)?;
    let literals = cooked.get(js_string!("raw"), context)?;
    let literals = object_of(&literals, context)?;
    let length = literals.get(js_string!("length"), context)?;
    let length = length.to_length(context)?;
    let mut out = Text::new();
    for at in 0..length {
        if at % LOOK == LOOK - 1 {
            watch::refuse_after_end()?;
        }
        let literal = literals.get(at, context)?;
        out.plain(text_of(&literal, context)?.as_str())?;
        let next = usize::try_from(at + 1).ok().filter(|_| at + 1 < length);
        if let Some(next) = next.and_then(|next| arguments.get(next)) {
            out.plain(text_of(next, context)?.as_str())?;
        }
    }
    Ok(out.into_string().into())
}

fn object_of(value: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    if value.is_null_or_undefined() {
        let message = "Cannot convert undefined or null to object";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    value.to_object(context)
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

/// ECMAScript 22.1.3.17.
fn pad_start(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "padStart", context)?;
    let filler = filler(&text, arguments, context)?;
    Ok(js_string!(&filler, &text).into())
}

/// ECMAScript 22.1.3.16.
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
