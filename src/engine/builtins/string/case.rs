//! `String.prototype.toLowerCase`, `toUpperCase` of texts of one byte a unit.
//!
//! Longer texts' characters are the engine's, which knows Unicode's special cases.

use crate::engine::builtins::guards::wrap;
use boa_engine::object::builtins::JsFunction;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsResult, JsString, JsValue};

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().string().prototype();
    wrap(&prototype, "toLowerCase", 0, to_lower_case, context)?;
    wrap(&prototype, "toUpperCase", 0, to_upper_case, context)
}

fn to_lower_case(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = this.as_string();
    match text.and_then(|text| mapped(&text, lower, <[u8]>::make_ascii_lowercase)) {
        Some(text) => Ok(text.into()),
        None => original.call(this, arguments, context),
    }
}

fn to_upper_case(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = this.as_string();
    match text.and_then(|text| mapped(&text, upper, <[u8]>::make_ascii_uppercase)) {
        Some(text) => Ok(text.into()),
        None => original.call(this, arguments, context),
    }
}

/// The text with each byte mapped; `None` where one of them becomes more than a byte.
fn mapped(
    text: &JsString,
    map: impl Fn(u8) -> Option<u8>,
    map_ascii: fn(&mut [u8]),
) -> Option<JsString> {
    let JsStrVariant::Latin1(bytes) = text.as_str().variant() else {
        return None;
    };
    let Some(first) = bytes.iter().position(|&byte| map(byte) != Some(byte)) else {
        return Some(text.clone());
    };
    let mut made = bytes.to_vec();
    if bytes.is_ascii() {
        map_ascii(&mut made);
        return Some(JsString::from(JsStr::latin1(&made)));
    }
    for byte in &mut made[first..] {
        *byte = map(*byte)?;
    }
    Some(JsString::from(JsStr::latin1(&made)))
}

#[inline]
fn lower(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' | 0xc0..=0xd6 | 0xd8..=0xde => byte + 0x20,
        _ => byte,
    })
}

#[inline]
fn upper(byte: u8) -> Option<u8> {
    match byte {
        b'a'..=b'z' | 0xe0..=0xf6 | 0xf8..=0xfe => Some(byte - 0x20),
        // What they become is not in one byte: U+039C, SS, U+0178.
        0xb5 | 0xdf | 0xff => None,
        _ => Some(byte),
    }
}
