//! `atob` and `btoa`: base64 as the HTML standard has it, between strings.

use super::encoding;
use crate::codec::{self, Decoding, Encoding, Text};
use crate::engine::error::{self, ErrorClass};
use crate::engine::text;
use crate::node::dom_exception;
use boa_engine::string::JsStr;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsString, JsValue, js_string};

const INVALID_CHARACTER: &str = "Invalid character";
const NOT_ENCODED: &str = "The string to be decoded is not correctly encoded.";

/// `btoa(input)`: the base64 of a string of code units below 0x100.
pub(super) fn btoa(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = input(arguments, context)?;
    let Some(bytes) = bytes(encoding::text(&input)) else {
        return Err(refused(INVALID_CHARACTER, context));
    };
    Ok(text::string(&Decoding::new(&bytes, Encoding::Base64)).into())
}

/// `atob(input)`: the bytes of base64 as code units.
pub(super) fn atob(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let input = input(arguments, context)?;
    let decoded = match bytes(encoding::text(&input)) {
        Some(text) => decode(text),
        None => Err(INVALID_CHARACTER),
    };
    match decoded {
        Ok(bytes) => Ok(JsString::from(JsStr::latin1(&bytes)).into()),
        Err(message) => Err(refused(message, context)),
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
    encoding::to_string(arguments.get_or_undefined(0), context)
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

/// "Forgiving-base64 decode" of the Infra standard. White space counts for
/// nothing; padding may be absent, but not wrong.
fn decode(mut text: Vec<u8>) -> Result<Vec<u8>, &'static str> {
    text.retain(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r'));
    let padding = text.iter().rev().take(2).take_while(|&&byte| byte == b'=');
    let padding = padding.count();
    text.truncate(text.len() - padding);
    let is_digit = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    if !text.iter().all(is_digit) {
        return Err(INVALID_CHARACTER);
    }
    let rest = text.len() % 4;
    if rest == 1 {
        return Err(NOT_ENCODED);
    }
    if padding > 0 && rest + padding != 4 {
        return Err(INVALID_CHARACTER);
    }
    Ok(codec::encode(Text::Latin1(&text), Encoding::Base64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> Result<Vec<u8>, &'static str> {
        decode(text.as_bytes().to_vec())
    }

    #[test]
    fn forgiving_of_space_and_missing_padding_only() {
        assert_eq!(decoded("Y\nQ=\t="), Ok(b"a".to_vec()));
        assert_eq!(decoded("YWI"), Ok(b"ab".to_vec()));
        assert_eq!(decoded(""), Ok(Vec::new()));
        for wrong in ["YQ=", "YWJj=", "YWI==", "=", "==", "YQ===", "-_", "A=A="] {
            assert_eq!(decoded(wrong), Err(INVALID_CHARACTER), "{wrong}");
        }
        for odd in ["Y", "Y=", "Y==", "AAAAA"] {
            assert_eq!(decoded(odd), Err(NOT_ENCODED), "{odd}");
        }
    }
}
