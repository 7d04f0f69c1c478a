//! Strings of scripts and bytes, by the encodings of [`crate::codec`].

use crate::buffer::encoding;
use crate::codec::{self, Decoding, Encoding};
use crate::engine::error::{self, ErrorClass};
use crate::engine::guards::strings::MAX_STRING_LENGTH;
use crate::engine::text;
use boa_engine::{Context, JsError, JsResult, JsString};

/// The bytes of a string.
#[must_use]
pub fn encode(text: &JsString, encoding: Encoding) -> Vec<u8> {
    codec::encode(encoding::text(text), encoding)
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
    Ok(text::string(&decoding))
}

/// ERR_STRING_TOO_LONG.
pub(super) fn too_long(context: &mut Context) -> JsError {
    let message = format!("Cannot create a string longer than 0x{MAX_STRING_LENGTH:x} characters");
    error::coded(ErrorClass::Error, "ERR_STRING_TOO_LONG", message, context)
}
