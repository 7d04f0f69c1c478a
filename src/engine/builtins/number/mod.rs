//! `Number.prototype.toFixed`, `toExponential`, `toPrecision` (ECMAScript 21.1.3), and `parseInt`.
//!
//! The engine rounds some numbers wrongly, and its way to decimals reads a byte before its
//! buffer for some. The standard library writes the exact value of a number, rounded; what
//! is left is the tie, which goes away from zero here.
//!
//! - `decimal`: a number in decimals, to so many digits.
//! - `parse_int`: `parseInt`.

mod decimal;
mod parse_int;

use crate::engine::{coerce, native};
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue, js_string};
use decimal::{exponential, fixed};

/// The most digits that a script may ask for.
const MOST: f64 = 100.0;

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().number().prototype();
    let functions: [native::Definition; 3] = [
        ("toFixed", 1, to_fixed),
        ("toExponential", 1, to_exponential),
        ("toPrecision", 1, to_precision),
    ];
    native::define(&prototype, &functions, native::HIDDEN, context);
    parse_int::install(context)
}

/// ThisNumberValue (ECMAScript 21.1.3.7.1).
fn number(this: &JsValue, name: &str) -> JsResult<f64> {
    let object = this.as_object();
    let boxed = object.and_then(|object| object.downcast_ref::<f64>().map(|number| *number));
    this.as_number().or(boxed).ok_or_else(|| {
        let message = format!("Number.prototype.{name} requires that 'this' be a Number");
        JsNativeError::typ().with_message(message).into()
    })
}

fn range_error(message: &'static str) -> JsError {
    JsNativeError::range().with_message(message).into()
}

/// `String(number)`
fn plain(number: f64) -> JsValue {
    if number.is_infinite() {
        let name = if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        return js_string!(name).into();
    }
    JsString::from(number).into()
}

fn to_fixed(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let number = number(this, "toFixed")?;
    let digits = coerce::to_integer(arguments.get_or_undefined(0), context)?;
    if !(0.0..=MOST).contains(&digits) {
        return Err(range_error(
            "toFixed() digits argument must be between 0 and 100",
        ));
    }
    if !number.is_finite() || number.abs() >= 1e21 {
        return Ok(plain(number));
    }
    Ok(js_string!(signed(number, &fixed(number.abs(), digits as usize))).into())
}

/// V8 keeps the sign of a number that is rounded to nothing, and of -0 not.
fn signed(number: f64, digits: &str) -> String {
    match number < 0.0 {
        true => format!("-{digits}"),
        false => digits.to_owned(),
    }
}

fn to_exponential(
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let number = number(this, "toExponential")?;
    let argument = arguments.get_or_undefined(0);
    let digits = coerce::to_integer(argument, context)?;
    if !number.is_finite() {
        return Ok(plain(number));
    }
    if !(0.0..=MOST).contains(&digits) {
        return Err(range_error(
            "toExponential() argument must be between 0 and 100",
        ));
    }
    let size = number.abs();
    let written = match argument.is_undefined() {
        true => decimal::shortest(&JsString::from(size).to_std_string_lossy()),
        false => exponential(size, digits as usize),
    };
    Ok(js_string!(signed(number, &written.to_string())).into())
}

fn to_precision(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let number = number(this, "toPrecision")?;
    let argument = arguments.get_or_undefined(0);
    if argument.is_undefined() {
        return Ok(plain(number));
    }
    let precision = coerce::to_integer(argument, context)?;
    if !number.is_finite() {
        return Ok(plain(number));
    }
    if !(1.0..=MOST).contains(&precision) {
        return Err(range_error(
            "toPrecision() argument must be between 1 and 100",
        ));
    }
    let written = exponential(number.abs(), precision as usize - 1);
    let text = match written.exponent {
        -6..0 => written.below_one(),
        exponent if exponent < precision as i32 && exponent >= 0 => written.plain(),
        _ => written.to_string(),
    };
    Ok(js_string!(signed(number, &text)).into())
}
