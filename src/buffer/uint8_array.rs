//! The methods about text that ECMAScript 2026 gives `Uint8Array`, which Buffers
//! inherit and the engine has not: to and from hexadecimal digits and base64.

use super::receiver;
use crate::codec::{
    self, Decoding, Encoding, LastChunk, OwnedText, StrictBase64Fault, decode_strict_base64,
};
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::native::{self, Definition};
use crate::engine::store;
use crate::engine::text;
use crate::engine::view::ByteView;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsTypedArray;
use boa_engine::string::JsStr;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue, js_string};

const STATICS: [Definition; 2] = [("fromBase64", 1, from_base64), ("fromHex", 1, from_hex)];

const METHODS: [Definition; 4] = [
    ("toBase64", 0, to_base64),
    ("setFromBase64", 1, set_from_base64),
    ("toHex", 0, to_hex),
    ("setFromHex", 1, set_from_hex),
];

const NOT_HEX: &str = "Input string must contain hex characters in even length";

/// Gives `Uint8Array` the methods that it lacks.
pub(super) fn install(context: &Context) {
    let class = context
        .intrinsics()
        .constructors()
        .typed_uint8_array()
        .clone();
    let hidden = native::HIDDEN;
    native::define(&class.constructor(), &STATICS, hidden, context);
    native::define(&class.prototype(), &METHODS, hidden, context);
}

fn type_error(message: impl Into<JsString>) -> JsError {
    let message = message.into().to_std_string_lossy();
    JsNativeError::typ().with_message(message).into()
}

fn syntax_error(message: &'static str) -> JsError {
    JsNativeError::syntax().with_message(message).into()
}

/// The receiver, which must be a `Uint8Array`.
fn array(this: &JsValue, method: &str, context: &mut Context) -> JsResult<JsTypedArray> {
    let object = this.as_object();
    let is_ours = object
        .as_ref()
        .is_some_and(|object| ByteView::of_uint8_array(object, context).is_some());
    match object.map(JsTypedArray::from_object) {
        Some(Ok(array)) if is_ours => Ok(array),
        Some(Ok(_)) => Err(incompatible(method, "undefined")),
        _ => Err(incompatible(method, &receiver::shown(this, context))),
    }
}

fn incompatible(method: &str, receiver: &str) -> JsError {
    let message =
        format!("Method Uint8Array.prototype.{method} called on incompatible receiver {receiver}");
    type_error(js_string!(message))
}

/// The bytes of the receiver, looked at when scripts have run that could take them away.
fn bytes(array: &JsTypedArray, method: &str, context: &mut Context) -> JsResult<ByteView> {
    let view = ByteView::of_uint8_array(array, context);
    let view = view.ok_or_else(|| incompatible(method, "undefined"))?;
    let is_gone = view.store().is_detached();
    if is_gone || view.is_empty() && array.at(0i64, context).is_err() {
        let message = format!(
            "Cannot perform Uint8Array.prototype.{method} on a detached or out-of-bounds ArrayBuffer"
        );
        return Err(type_error(js_string!(message)));
    }
    Ok(view)
}

/// The argument that must be a string.
fn text_argument(args: &[JsValue]) -> JsResult<JsString> {
    let text = args.get_or_undefined(0).as_string();
    text.ok_or_else(|| type_error(js_string!("input argument must be a string")))
}

/// The options, which must be an object where they are given.
fn options(value: &JsValue) -> JsResult<Option<JsObject>> {
    match value.as_object() {
        None if !value.is_undefined() => Err(type_error(js_string!("invalid_argument"))),
        object => Ok(object),
    }
}

/// Which of `choices` an option names; the first where it is not given.
fn choice<T: Copy>(
    options: Option<&JsObject>,
    key: &str,
    choices: &[(&str, T)],
    default: T,
    context: &mut Context,
) -> JsResult<T> {
    let Some(options) = options else {
        return Ok(default);
    };
    let value = options.get(js_string!(key), context)?;
    if value.is_undefined() {
        return Ok(default);
    }
    let name = value.as_string();
    let named = |(choice, _): &&(&str, T)| name.as_ref().is_some_and(|name| *name == **choice);
    match choices.iter().find(named) {
        Some(&(_, choice)) => Ok(choice),
        None => {
            let message = format!("invalid option {}", receiver::shown(&value, context));
            Err(type_error(js_string!(message)))
        }
    }
}

fn is_url(options: Option<&JsObject>, context: &mut Context) -> JsResult<bool> {
    let choices = [("base64", false), ("base64url", true)];
    choice(options, "alphabet", &choices, false, context)
}

/// What base64 is read by.
fn reading(value: &JsValue, context: &mut Context) -> JsResult<(bool, LastChunk)> {
    let options = options(value)?;
    let options = options.as_ref();
    let is_url = is_url(options, context)?;
    let choices = [
        ("loose", LastChunk::Loose),
        ("strict", LastChunk::Strict),
        ("stop-before-partial", LastChunk::StopBeforePartial),
    ];
    let last = choice(
        options,
        "lastChunkHandling",
        &choices,
        LastChunk::Loose,
        context,
    )?;
    Ok((is_url, last))
}

/// A `Uint8Array` with a copy of `bytes`.
fn made(bytes: &[u8], context: &mut Context) -> JsResult<JsValue> {
    let store = store::copied(bytes, context)?;
    let class = context.intrinsics().constructors().typed_uint8_array();
    let class = class.constructor();
    Ok(store::view(&class, store, 0, bytes.len(), context)?.into())
}

/// `{ read, written }`
fn progress(read: usize, written: usize, context: &Context) -> JsValue {
    let object = JsObject::with_object_proto(context.intrinsics());
    native::set(&object, js_string!("read"), read, native::ENUMERABLE);
    native::set(&object, js_string!("written"), written, native::ENUMERABLE);
    object.into()
}

fn put(view: &ByteView, bytes: &[u8], context: &mut Context) -> JsResult<()> {
    view.write(context, |out| {
        let count = bytes.len().min(out.len());
        codec::kernels::copy(&bytes[..count], &mut out[..count]);
    })
}

fn refused(fault: StrictBase64Fault) -> JsError {
    syntax_error(match fault {
        StrictBase64Fault::InvalidCharacter => {
            "Found a character that cannot be part of a valid base64 string."
        }
        StrictBase64Fault::PartialChunk => {
            "The base64 input terminates with a single character, excluding padding (=)."
        }
        StrictBase64Fault::ExtraBits => "The base64 input terminates with non-zero padding bits.",
    })
}

/// `Uint8Array.fromBase64(string[, options])`
fn from_base64(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = text_argument(args)?;
    let (is_url, last) = reading(args.get_or_undefined(1), context)?;
    let done = decode_strict_base64(text::units(&text), is_url, last, usize::MAX);
    match done.fault {
        Some(fault) => Err(refused(fault)),
        None => made(&done.bytes, context),
    }
}

/// `array.setFromBase64(string[, options])`: the bytes before a fault are written too.
fn set_from_base64(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = array(this, "setFromBase64", context)?;
    let text = text_argument(args)?;
    let (is_url, last) = reading(args.get_or_undefined(1), context)?;
    let view = bytes(&array, "setFromBase64", context)?;
    let done = decode_strict_base64(text::units(&text), is_url, last, view.len());
    put(&view, &done.bytes, context)?;
    match done.fault {
        Some(fault) => Err(refused(fault)),
        None => Ok(progress(done.read, done.bytes.len(), context)),
    }
}

/// The bytes of up to `room` pairs of digits, and whether all of those were digits.
fn digits(text: &JsString, room: usize) -> JsResult<(Vec<u8>, bool)> {
    if !text.len().is_multiple_of(2) {
        return Err(syntax_error(NOT_HEX));
    }
    let pairs = room.min(text.len() / 2);
    let mut bytes = Vec::new();
    for pair in 0..pairs {
        let digit = |at: usize| {
            let unit = text::units(text).unit(at)?;
            char::from(u8::try_from(unit).ok()?).to_digit(16)
        };
        let (Some(high), Some(low)) = (digit(pair * 2), digit(pair * 2 + 1)) else {
            return Ok((bytes, false));
        };
        bytes.push((high << 4 | low) as u8);
    }
    Ok((bytes, true))
}

/// `Uint8Array.fromHex(string)`
fn from_hex(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = text_argument(args)?;
    match digits(&text, usize::MAX)? {
        (bytes, true) => made(&bytes, context),
        (_, false) => Err(syntax_error(NOT_HEX)),
    }
}

/// `array.setFromHex(string)`: the bytes before a fault are written too.
fn set_from_hex(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = array(this, "setFromHex", context)?;
    let text = text_argument(args)?;
    let view = bytes(&array, "setFromHex", context)?;
    let (bytes, is_whole) = digits(&text, view.len())?;
    put(&view, &bytes, context)?;
    match is_whole {
        true => Ok(progress(bytes.len() * 2, bytes.len(), context)),
        false => Err(syntax_error(NOT_HEX)),
    }
}

fn check_length(units: usize) -> JsResult<()> {
    if units > MAX_STRING_LENGTH {
        let message = "Invalid string length";
        return Err(JsNativeError::range().with_message(message).into());
    }
    Ok(())
}

/// The text of the bytes, whose characters are all of ASCII.
fn characters(view: &ByteView, encoding: Encoding) -> JsResult<Vec<u8>> {
    view.read(|bytes| {
        check_length(Decoding::new(bytes, encoding).units())?;
        match codec::decode(bytes, encoding) {
            OwnedText::Latin1(characters) => Ok(characters),
            OwnedText::Utf16(_) => Ok(Vec::new()),
        }
    })
}

/// `array.toHex()`
fn to_hex(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = array(this, "toHex", context)?;
    let view = bytes(&array, "toHex", context)?;
    let characters = characters(&view, Encoding::Hex)?;
    Ok(JsString::from(JsStr::latin1(&characters)).into())
}

/// `array.toBase64([options])`
fn to_base64(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let array = array(this, "toBase64", context)?;
    let options = options(args.get_or_undefined(0))?;
    let is_url = is_url(options.as_ref(), context)?;
    let is_bare = match &options {
        Some(options) => options
            .get(js_string!("omitPadding"), context)?
            .to_boolean(),
        None => false,
    };
    let view = bytes(&array, "toBase64", context)?;
    let encoding = if is_url {
        Encoding::Base64Url
    } else {
        Encoding::Base64
    };
    let mut characters = characters(&view, encoding)?;
    if is_bare {
        let padding = characters.iter().rev().take_while(|&&c| c == b'=').count();
        characters.truncate(characters.len() - padding);
    } else {
        characters.resize(characters.len().next_multiple_of(4), b'=');
    }
    Ok(JsString::from(JsStr::latin1(&characters)).into())
}
