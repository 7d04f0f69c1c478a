//! The environment as scripts see it: `process.env`, or the process's own where
//! a runtime has no `process`.

use boa_engine::{Context, JsResult, JsString, js_string};

/// The variable `name`, if it is set.
///
/// # Errors
///
/// What a getter or proxy in the way of `process.env` throws.
pub fn get(name: &str, context: &mut Context) -> JsResult<Option<JsString>> {
    let global = context.global_object();
    let process = global.get(js_string!("process"), context)?.as_object();
    let variables = match process {
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
