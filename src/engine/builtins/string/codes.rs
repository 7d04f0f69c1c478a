//! `String.fromCharCode`, `String.fromCodePoint` (ECMAScript 22.1.2.1, 22.1.2.2).

use super::pieces;
use crate::engine::{coerce, native};
use boa_engine::string::JsStr;
use boa_engine::{Context, JsNativeError, JsResult, JsString, JsValue};

/// Puts them in place.
pub fn install(context: &mut Context) {
    let constructor = context.intrinsics().constructors().string().constructor();
    let functions: [native::Definition; 2] = [
        ("fromCharCode", 1, from_char_code),
        ("fromCodePoint", 1, from_code_point),
    ];
    native::define(&constructor, &functions, native::HIDDEN, context);
}

/// ToUint16.
fn unit(value: &JsValue, context: &mut Context) -> JsResult<u16> {
    match value.as_i32() {
        // The low half.
        Some(number) => Ok(number as u16),
        None => Ok(coerce::to_uint32(value, context)? as u16),
    }
}

fn from_char_code(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let [only] = arguments {
        return Ok(pieces::of_unit(unit(only, context)?).into());
    }
    let mut units = Vec::with_capacity(arguments.len());
    for argument in arguments {
        units.push(unit(argument, context)?);
    }
    Ok(narrowest(&units).into())
}

/// A string of one byte a unit, where that is enough.
fn narrowest(units: &[u16]) -> JsString {
    if units.iter().any(|&unit| unit > 0xff) {
        return JsString::from(JsStr::utf16(units));
    }
    let bytes: Vec<u8> = units.iter().map(|&unit| unit as u8).collect();
    JsString::from(JsStr::latin1(&bytes))
}

fn from_code_point(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut units = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let number = coerce::to_number(argument, context)?;
        let code = number as u32;
        if f64::from(code) != number || code > 0x10_ffff {
            let message = format!("Invalid code point {}", text_of_bad(argument, context)?);
            return Err(JsNativeError::range().with_message(message).into());
        }
        put(code, &mut units);
    }
    Ok(narrowest(&units).into())
}

fn text_of_bad(value: &JsValue, context: &mut Context) -> JsResult<String> {
    Ok(coerce::to_string(value, context)?.to_std_string_lossy())
}

fn put(code: u32, units: &mut Vec<u16>) {
    match char::from_u32(code) {
        Some(character) => units.extend_from_slice(character.encode_utf16(&mut [0; 2])),
        // Half of a pair.
        None => units.push(code as u16),
    }
}
