//! Operations that an abort signal ends.
//!
//! Node's documentation, `options.signal` of `readFile`, `writeFile` and `appendFile`. The
//! system is asked at once, so a signal that aborts later changes what is told, not what was
//! done: as in Node, parts of a file may have been written.

use crate::engine::error;
use crate::node::modules::require_builtin;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};

/// The signal among the arguments of the operation `name`, if it takes one.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE for what is no signal, and what a getter throws.
pub(super) fn of(
    name: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    let place = match name {
        "readFile" => 1,
        "writeFile" | "appendFile" => 2,
        _ => return Ok(None),
    };
    let Some(options) = args.get_or_undefined(place).as_object() else {
        return Ok(None);
    };
    let signal = options.get(js_string!("signal"), context)?;
    if signal.is_undefined() {
        return Ok(None);
    }
    let object = signal.as_object();
    let has_state = match &object {
        Some(object) => object.has_property(js_string!("aborted"), context)?,
        None => false,
    };
    match object.filter(|_| has_state) {
        Some(object) => Ok(Some(object)),
        None => {
            let expected = ["AbortSignal"];
            Err(error::invalid_arg_type(
                "options.signal",
                &expected,
                &signal,
                context,
            ))
        }
    }
}

/// The `AbortError` of a signal that has aborted.
///
/// # Errors
///
/// What a getter throws.
pub(super) fn failure(signal: &JsObject, context: &mut Context) -> JsResult<Option<JsError>> {
    if !signal.get(js_string!("aborted"), context)?.to_boolean() {
        return Ok(None);
    }
    let reason = signal.get(js_string!("reason"), context)?;
    let errors = require_builtin("internal:abort_error", context)?.to_object(context)?;
    let make = errors
        .get(js_string!("abortError"), context)?
        .to_object(context)?;
    let error = make.call(&JsValue::undefined(), &[reason], context)?;
    Ok(Some(JsError::from_opaque(error)))
}
