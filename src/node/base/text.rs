//! Strings of scripts and bytes, by the encodings of [`crate::codec`].

use crate::codec::{self, Decoding, Encoding};
use crate::engine::error::{self};
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::text;
use boa_engine::{Context, JsResult, JsString};

/// The bytes of a string.
#[must_use]
pub fn encode(text: &JsString, encoding: Encoding) -> Vec<u8> {
    codec::encode(text::units(text), encoding)
}

/// The string that bytes mean.
///
/// # Errors
///
/// ERR_STRING_TOO_LONG past V8's longest string.
pub fn decode(bytes: &[u8], encoding: Encoding, context: &mut Context) -> JsResult<JsString> {
    let decoding = Decoding::new(bytes, encoding);
    if decoding.units() > MAX_STRING_LENGTH {
        return Err(error::string_too_long(context));
    }
    Ok(text::string(&decoding))
}
