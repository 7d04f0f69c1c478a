//! ECMAScript's conversions of arguments, with V8's words where they throw.
//!
//! Each may run a script (`valueOf`, `toString`, `Symbol.toPrimitive`), so
//! bytes must be borrowed after the last of them.

use boa_engine::value::PreferredType;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsString, JsValue};

/// `+value`.
///
/// # Errors
///
/// A TypeError for symbols and BigInts, and whatever a script's conversion throws.
pub fn to_number(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    if let Some(number) = value.as_number() {
        return Ok(number);
    }
    if value.is_object() {
        let primitive = to_primitive(value, PreferredType::Number, context)?;
        return to_number(&primitive, context);
    }
    refuse_symbol(value)?;
    if value.is_bigint() {
        return Err(type_error("Cannot convert a BigInt value to a number"));
    }
    value.to_number(context)
}

/// ToPrimitive.
///
/// # Errors
///
/// A TypeError where no conversion gives a primitive, and whatever a script's
/// conversion throws.
pub fn to_primitive(
    value: &JsValue,
    hint: PreferredType,
    context: &mut Context,
) -> JsResult<JsValue> {
    value.to_primitive(context, hint).map_err(|thrown| {
        let is_engines = thrown
            .as_native()
            .is_some_and(|native| native.message() == "cannot convert object to primitive value");
        if is_engines {
            type_error("Cannot convert object to primitive value")
        } else {
            thrown
        }
    })
}

/// ToString, in V8's words where it throws.
///
/// # Errors
///
/// A TypeError for a symbol; what an object's conversion throws.
pub fn to_string(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    if value.is_symbol() {
        return Err(type_error("Cannot convert a Symbol value to a string"));
    }
    if value.is_object() {
        let primitive = to_primitive(value, PreferredType::String, context)?;
        return to_string(&primitive, context);
    }
    value.to_string(context)
}

/// ToIntegerOrInfinity: NaN gives 0, fractions are cut.
///
/// # Errors
///
/// As [`to_number`].
pub fn to_integer(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    to_number(value, context).map(integer_of)
}

/// ToUint32: the low 32 bits of the integer part.
///
/// # Errors
///
/// As [`to_number`].
pub fn to_uint32(value: &JsValue, context: &mut Context) -> JsResult<u32> {
    to_number(value, context).map(uint32_of)
}

/// The integer part of `number`; 0 for NaN.
#[must_use]
pub fn integer_of(number: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number.trunc() }
}

/// The low 32 bits of the integer part of `number`; 0 for NaN and infinities.
#[must_use]
pub fn uint32_of(number: f64) -> u32 {
    const MODULUS: f64 = 4_294_967_296.0;
    if !number.is_finite() {
        return 0;
    }
    // Below 2**32 in magnitude, so the cast is exact; negative numbers wrap.
    (number.trunc() % MODULUS) as i64 as u32
}

/// `value <= limit`.
///
/// # Errors
///
/// As [`to_number`], but BigInts compare.
pub fn at_most(value: &JsValue, limit: f64, context: &mut Context) -> JsResult<bool> {
    if let Some(number) = value.as_number() {
        return Ok(number <= limit);
    }
    refuse_symbol(value)?;
    value.le(&limit.into(), context)
}

/// `value >= limit`.
///
/// # Errors
///
/// As [`at_most`].
pub fn at_least(value: &JsValue, limit: f64, context: &mut Context) -> JsResult<bool> {
    if let Some(number) = value.as_number() {
        return Ok(number >= limit);
    }
    refuse_symbol(value)?;
    value.ge(&limit.into(), context)
}

/// `value < limit`.
///
/// # Errors
///
/// As [`at_most`].
pub fn below(value: &JsValue, limit: f64, context: &mut Context) -> JsResult<bool> {
    if let Some(number) = value.as_number() {
        return Ok(number < limit);
    }
    refuse_symbol(value)?;
    value.lt(&limit.into(), context)
}

/// `value > limit`.
///
/// # Errors
///
/// As [`at_most`].
pub fn above(value: &JsValue, limit: f64, context: &mut Context) -> JsResult<bool> {
    if let Some(number) = value.as_number() {
        return Ok(number > limit);
    }
    refuse_symbol(value)?;
    value.gt(&limit.into(), context)
}

/// Throws as V8 does when a symbol must become a number.
///
/// # Errors
///
/// A TypeError when `value` is a symbol.
pub fn refuse_symbol(value: &JsValue) -> JsResult<()> {
    if value.is_symbol() {
        return Err(type_error("Cannot convert a Symbol value to a number"));
    }
    Ok(())
}

/// What arithmetic on a BigInt and a number throws.
#[must_use]
pub fn mixed_types() -> JsError {
    type_error("Cannot mix BigInt and other types, use explicit conversions")
}

fn type_error(message: &'static str) -> JsError {
    JsNativeError::typ().with_message(message).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn low_words_wrap_as_in_scripts() {
        let cases = [
            (0.0, 0),
            (-0.0, 0),
            (1.9, 1),
            (-1.9, u32::MAX),
            (4_294_967_296.0, 0),
            (4_294_967_297.5, 1),
            (-4_294_967_296.5, 0),
            (1e300, 0),
            (f64::NAN, 0),
            (f64::INFINITY, 0),
            (f64::NEG_INFINITY, 0),
        ];
        for (number, word) in cases {
            assert_eq!(uint32_of(number), word, "{number}");
        }
    }

    #[test]
    fn fractions_are_cut_and_nan_is_nothing() {
        assert_eq!(integer_of(-1.5), -1.0);
        assert_eq!(integer_of(f64::NAN), 0.0);
        assert_eq!(integer_of(f64::INFINITY), f64::INFINITY);
    }
}
