//! The delay of a timer: whole milliseconds from 1 to 2^31 - 1.

use super::Timers;
use crate::engine::coerce;
use crate::node::system::process;
use boa_engine::value::PreferredType;
use boa_engine::{Context, JsNativeError, JsResult, JsValue};
use std::cell::Cell;

/// The longest delay, in milliseconds; a longer one becomes 1, as in browsers.
const LONGEST: f64 = 2_147_483_647.0;

/// Which warnings have been given: two of the three come once.
#[derive(Default)]
pub(super) struct Warnings {
    negative: Cell<bool>,
    not_a_number: Cell<bool>,
}

/// Makes a delay of what a script gave, and warns of what can't be one.
///
/// # Errors
///
/// What the conversion to a number throws.
pub(super) fn coerce(value: &JsValue, timers: &Timers, context: &mut Context) -> JsResult<f64> {
    if value.is_undefined() {
        return Ok(1.0);
    }
    let value = coerce::to_primitive(value, PreferredType::Number, context)?;
    if value.is_bigint() {
        let message = "Cannot mix BigInt and other types, use explicit conversions";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let delay = coerce::to_number(&value, context)?;
    if (1.0..=LONGEST).contains(&delay) {
        return Ok(delay);
    }
    warn(delay, &timers.delays, context)?;
    Ok(1.0)
}

fn warn(delay: f64, warnings: &Warnings, context: &mut Context) -> JsResult<()> {
    let (fault, class) = if delay > LONGEST {
        (
            "does not fit into a 32-bit signed integer",
            "TimeoutOverflowWarning",
        )
    } else if delay < 0.0 && !warnings.negative.replace(true) {
        ("is a negative number", "TimeoutNegativeWarning")
    } else if delay.is_nan() && !warnings.not_a_number.replace(true) {
        ("is not a number", "TimeoutNaNWarning")
    } else {
        return Ok(());
    };
    let shown = JsValue::from(delay).to_string(context)?;
    let message = format!(
        "{} {fault}.\nTimeout duration was set to 1.",
        shown.to_std_string_lossy()
    );
    process::warn(&message, class, None, context)
}
