//! The environment as scripts see it: `process.env`, or the process's own where
//! a runtime has no `process`.

use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsString, js_string};

/// The global `process`, where there is one.
///
/// # Errors
///
/// What a getter that a script put in its place throws.
pub fn process(context: &mut Context) -> JsResult<Option<JsObject>> {
    let process = context
        .global_object()
        .get(js_string!("process"), context)?;
    Ok(process.as_object())
}

/// The variable `name`, if it is set.
///
/// # Errors
///
/// What a getter or proxy in the way of `process.env` throws.
pub fn get(name: &str, context: &mut Context) -> JsResult<Option<JsString>> {
    let variables = match process(context)? {
        Some(process) => process.get(js_string!("env"), context)?.as_object(),
        None => None,
    };
    let Some(variables) = variables else {
        let value = std::env::var_os(name);
        return Ok(value.map(|value| js_string!(&*value.to_string_lossy())));
    };
    let value = variables.get(js_string!(name), context)?;
    if value.is_undefined() {
        return Ok(None);
    }
    value.to_string(context).map(Some)
}
