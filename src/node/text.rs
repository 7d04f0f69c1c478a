//! Strings of scripts and bytes, by the encodings of [`crate::codec`].

use crate::codec::{self, Decoding, Encoding, OwnedText, Text};
use crate::engine::error::{self, ErrorClass};
use crate::engine::guards::strings::MAX_STRING_LENGTH;
use boa_engine::string::{JsStr, JsStrVariant};
use boa_engine::{Context, JsResult, JsString};

/// The code units of a string, borrowed.
#[must_use]
pub fn units(text: &JsString) -> Text<'_> {
    match text.variant() {
        JsStrVariant::Latin1(units) => Text::Latin1(units),
        JsStrVariant::Utf16(units) => Text::Utf16(units),
    }
}

/// The encoding that a string names, if it names one.
#[must_use]
pub fn encoding(name: &JsString) -> Option<Encoding> {
    Encoding::from_text(units(name))
}

/// The bytes of a string.
#[must_use]
pub fn encode(text: &JsString, encoding: Encoding) -> Vec<u8> {
    codec::encode(units(text), encoding)
}

/// The string that bytes mean.
///
/// # Errors
///
/// ERR_STRING_TOO_LONG past V8's longest string.
pub fn decode(bytes: &[u8], encoding: Encoding, context: &mut Context) -> JsResult<JsString> {
    let decoding = Decoding::new(bytes, encoding);
    if decoding.units() > MAX_STRING_LENGTH {
        return Err(too_long(context));
    }
    if let Some(bytes) = decoding.verbatim() {
        return Ok(JsString::from(JsStr::latin1(bytes)));
    }
    Ok(string(&decoding.into_text()))
}

/// A string of the engine's with this text.
#[must_use]
pub fn string(text: &OwnedText) -> JsString {
    match text {
        OwnedText::Latin1(units) => JsString::from(JsStr::latin1(units)),
        OwnedText::Utf16(units) => JsString::from(JsStr::utf16(units)),
    }
}

fn too_long(context: &mut Context) -> boa_engine::JsError {
    let message = format!("Cannot create a string longer than 0x{MAX_STRING_LENGTH:x} characters");
    error::coded(ErrorClass::Error, "ERR_STRING_TOO_LONG", message, context)
}
