//! `atob` and `btoa`: base64 as the HTML standard has it, between strings.

use crate::codec::{self, Base64Fault, Decoding, Encoding, Text};
use crate::engine::coerce;
use crate::engine::dom_exception;
use crate::engine::error::{self, ErrorClass};
use crate::engine::text;
use boa_engine::string::JsStr;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsString, JsValue, js_string};

const INVALID_CHARACTER: &str = "Invalid character";
const NOT_ENCODED: &str = "The string to be decoded is not correctly encoded.";

/// `btoa(input)`: the base64 of a string of code units below 0x100.
pub(super) fn btoa(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = input(arguments, context)?;
    let Some(bytes) = bytes(text::units(&input)) else {
        return Err(refused(INVALID_CHARACTER, context));
    };
    Ok(text::string(&Decoding::new(&bytes, Encoding::Base64)).into())
}

/// `atob(input)`: the bytes of base64 as code units.
pub(super) fn atob(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = input(arguments, context)?;
    let decoded = match bytes(text::units(&input)) {
        Some(text) => codec::decode_forgiving_base64(text),
        None => Err(Base64Fault::InvalidCharacter),
    };
    match decoded {
        Ok(bytes) => Ok(JsString::from(JsStr::latin1(&bytes)).into()),
        Err(Base64Fault::InvalidCharacter) => Err(refused(INVALID_CHARACTER, context)),
        Err(Base64Fault::LoneCharacter) => Err(refused(NOT_ENCODED, context)),
    }
}

fn input(arguments: &[JsValue], context: &mut Context) -> JsResult<JsString> {
    if arguments.is_empty() {
        let message = "The \"input\" argument must be specified";
        return Err(error::coded(
            ErrorClass::Type,
            "ERR_MISSING_ARGS",
            message,
            context,
        ));
    }
    coerce::to_string(arguments.get_or_undefined(0), context)
}

fn refused(message: &str, context: &mut Context) -> JsError {
    dom_exception::error(js_string!(message), "InvalidCharacterError", context)
}

/// The code units as bytes, when all are below 0x100.
fn bytes(text: Text<'_>) -> Option<Vec<u8>> {
    match text {
        Text::Latin1(units) => Some(units.to_vec()),
        Text::Utf16(units) => units.iter().map(|&unit| u8::try_from(unit).ok()).collect(),
    }
}
