//! `getSystemErrorName`, `getSystemErrorMessage`, `getSystemErrorMap`.

use crate::engine::collections;
use crate::engine::error;
use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::node::base::system_error;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

/// An error number as scripts have it: negative.
fn number(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    let Some(number) = value.as_number() else {
        return Err(error::invalid_arg_type("err", &["number"], value, context));
    };
    if number >= 0.0 || number.fract() != 0.0 || number < -MAX_SAFE_INTEGER || number.is_nan() {
        return Err(error::out_of_range(
            "err",
            "a negative integer",
            value,
            context,
        ));
    }
    Ok(number)
}

fn told(
    args: &[JsValue],
    tell: fn(i32) -> Option<&'static str>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let number = number(args.get_or_undefined(0), context)?;
    // Saturates what no system has.
    Ok(match tell(-number as i32) {
        Some(text) => js_string!(text).into(),
        None => js_string!(format!("Unknown system error {number}")).into(),
    })
}

/// `util.getSystemErrorName(err)`
pub(super) fn name(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    told(args, system_error::name, context)
}

/// `util.getSystemErrorMessage(err)`
pub(super) fn message(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    told(args, system_error::message, context)
}

/// `util.getSystemErrorMap()`
pub(super) fn map(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let map = collections::new_map(context);
    for &(errno, name, message) in system_error::all() {
        let pair = [js_string!(name).into(), js_string!(message).into()];
        let pair = JsArray::from_iter(pair, context);
        collections::put_in_map(&map, &errno.saturating_neg().into(), pair.into());
    }
    Ok(map.into())
}
