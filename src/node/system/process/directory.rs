//! `process.cwd`, `chdir`, `umask`.

use crate::engine::error;
use crate::engine::native::Definition;
use crate::engine::system;
use crate::node::base::system_error::SystemError;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

pub(super) const FUNCTIONS: [Definition; 3] =
    [("cwd", 0, cwd), ("chdir", 1, chdir), ("umask", 1, umask)];

fn cwd(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let directory = std::env::current_dir()
        .map_err(|error| SystemError::from_io(&error, "uv_cwd").into_js(context))?;
    Ok(js_string!(&*directory.to_string_lossy()).into())
}

/// Changes the directory of the whole process, for other isolates too.
fn chdir(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let directory = error::validate_string(args.get_or_undefined(0), "directory", context)?;
    std::env::set_current_dir(directory.to_std_string_lossy()).map_err(|error| {
        let here = std::env::current_dir().unwrap_or_default();
        SystemError::from_io(&error, "chdir")
            .about(js_string!(&*here.to_string_lossy()))
            .towards(directory)
            .into_js(context)
    })?;
    Ok(JsValue::undefined())
}

fn umask(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let given = args.get_or_undefined(0);
    if given.is_undefined() {
        return Ok(system::umask().into());
    }
    Ok(system::set_umask(mode(given, context)?).into())
}

/// A mode as a number of 32 bits or a string of octal digits.
fn mode(value: &JsValue, context: &mut Context) -> JsResult<u32> {
    let Some(text) = value.as_string() else {
        let number = error::validate_integer(value, "mask", 0.0, f64::from(u32::MAX), context)?;
        return Ok(number as u32);
    };
    let text = text.to_std_string_lossy();
    let octal = text.bytes().all(|digit| (b'0'..=b'7').contains(&digit));
    let mode = octal.then(|| u32::from_str_radix(&text, 8).ok()).flatten();
    mode.ok_or_else(|| {
        let reason = "must be a 32-bit unsigned integer or an octal string";
        error::invalid_arg_value("mask", value, reason, context)
    })
}
