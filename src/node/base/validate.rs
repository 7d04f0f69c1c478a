//! Checks of arguments that several modules make, with Node's errors.

use crate::engine::error;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue};

/// Checks that `value` is a boolean, as Node's `validateBoolean`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE naming the argument `name`.
pub fn boolean(value: &JsValue, name: &str, context: &mut Context) -> JsResult<bool> {
    match value.as_boolean() {
        Some(boolean) => Ok(boolean),
        None => Err(error::invalid_arg_type(name, &["boolean"], value, context)),
    }
}

/// Checks that `value` is an object and neither an array nor a function, as
/// Node's `validateObject`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE naming the argument `name`.
pub fn object(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsObject> {
    let object = value.as_object();
    match object.filter(|object| !object.is_array() && !object.is_callable()) {
        Some(object) => Ok(object),
        None => Err(error::invalid_arg_type(name, &["Object"], value, context)),
    }
}

/// Checks that `value` is an unsigned integer of 32 bits, as Node's `validateUint32`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE naming the argument `name`.
pub fn uint32(value: &JsValue, name: &str, context: &mut Context) -> JsResult<u32> {
    let number = error::validate_integer(value, name, 0.0, f64::from(u32::MAX), context)?;
    // Integral and within 32 bits, so the cast is exact.
    Ok(number as u32)
}

/// Checks that `value` is an integer from `min` to `max`, as Node's `validateInt32`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE naming the argument `name`.
pub fn int32(
    value: &JsValue,
    name: &str,
    (min, max): (i32, i32),
    context: &mut Context,
) -> JsResult<i32> {
    let (min, max) = (f64::from(min), f64::from(max));
    let number = error::validate_integer(value, name, min, max, context)?;
    // Integral and within 32 bits, so the cast is exact.
    Ok(number as i32)
}
