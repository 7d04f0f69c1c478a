//! `process.cwd`, `chdir`, `umask`.

use super::system_error::{self, Failure};
use crate::engine::error;
use crate::engine::native::Definition;
use crate::engine::system;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue};

pub(super) const FUNCTIONS: [Definition; 3] =
    [("cwd", 0, cwd), ("chdir", 1, chdir), ("umask", 1, umask)];

fn cwd(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let directory = std::env::current_dir().map_err(|error| {
        let failure = Failure {
            syscall: "uv_cwd",
            error: &error,
            path: None,
            destination: None,
        };
        system_error::make(&failure, context)
    })?;
    Ok(JsString::from(directory.to_string_lossy().as_ref()).into())
}

/// Changes the directory of the whole process, for other isolates too.
fn chdir(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let directory = error::validate_string(args.get_or_undefined(0), "directory", context)?;
    let directory = directory.to_std_string_lossy();
    let here = std::env::current_dir().unwrap_or_default();
    std::env::set_current_dir(&directory).map_err(|error| {
        let failure = Failure {
            syscall: "chdir",
            error: &error,
            path: Some(&here.to_string_lossy()),
            destination: Some(&directory),
        };
        system_error::make(&failure, context)
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
