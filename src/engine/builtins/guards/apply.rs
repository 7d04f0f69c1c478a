//! `Reflect.apply` (ECMAScript 28.1.1), with errors as scripts expect them.
//!
//! Calls that are nested too deeply end, in the engine, with an error that no `catch` sees.
//! What is called through here ends with V8's `RangeError` instead. Other errors of the
//! engine's get V8's words.

use super::wrap;
use crate::engine::{defect, phrases, stack};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};

/// Arguments that are read here; the engine refuses more than its stack has room for.
const MOST: u64 = 65_536;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let reflect = context.intrinsics().objects().reflect();
    wrap(&reflect, "apply", 3, apply, context)
}

fn apply(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let ended = match callee(arguments, context)? {
        Some((function, list)) => function.call(arguments.get_or_undefined(1), &list, context),
        // The engine knows what is wrong with them.
        None => return original.call(this, arguments, context),
    };
    ended.map_err(|error| match defect::is_overflow(&error) {
        true => match stack::overflow_error(&error, context) {
            Ok(range) => JsError::from_opaque(range.into()),
            Err(_) => error,
        },
        false => phrases::mended(error, context),
    })
}

/// What is called, and with what; `None` where that is no function or no list.
fn callee(
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<(JsObject, Vec<JsValue>)>> {
    let function = arguments.get_or_undefined(0).as_callable();
    let list = arguments.get_or_undefined(2).as_object();
    let (Some(function), Some(list)) = (function, list) else {
        return Ok(None);
    };
    let length = list
        .get(js_string!("length"), context)?
        .to_length(context)?;
    if length > MOST {
        return Ok(None);
    }
    let mut values = Vec::new();
    for index in 0..length {
        values.push(list.get(index, context)?);
    }
    Ok(Some((function, values)))
}
