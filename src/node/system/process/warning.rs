//! `process.emitWarning` and the listener that prints warnings.

use super::{Process, emitter, stdio};
use crate::engine::error::{self, ErrorClass};
use crate::engine::event_loop::{Callback, EventLoop};
use crate::engine::native::{self, Definition};
use boa_engine::builtins::error::Error;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsArgs, JsError, JsResult, JsString, JsValue, NativeFunction, js_string,
};

pub(super) const FUNCTIONS: [Definition; 1] = [("emitWarning", 4, emit_warning)];

/// What a warning is made of, beside its message.
#[derive(Default)]
struct Parts {
    class: Option<JsString>,
    code: Option<JsString>,
    detail: Option<JsString>,
}

/// Warns as `process.emitWarning(message, class, code)` does.
///
/// # Errors
///
/// When `process` is not installed, or has been tampered with.
pub fn warn(message: &str, class: &str, code: Option<&str>, context: &mut Context) -> JsResult<()> {
    let process = Process::of(context)?.object(context)?;
    let emit = process.get(js_string!("emitWarning"), context)?;
    let Some(emit) = emit.as_callable() else {
        return Ok(());
    };
    let code = code.map_or_else(JsValue::undefined, |code| js_string!(code).into());
    let arguments = [js_string!(message).into(), js_string!(class).into(), code];
    emit.call(&process.into(), &arguments, context).map(drop)
}

fn emit_warning(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let parts = parts(args.get_or_undefined(1), args.get_or_undefined(2), context)?;
    let warning = warning(args.get_or_undefined(0), parts, context)?;
    let process = Process::of(context)?.object(context)?;
    if is_deprecation(&warning, context)? {
        if process
            .get(js_string!("noDeprecation"), context)?
            .to_boolean()
        {
            return Ok(JsValue::undefined());
        }
        if process
            .get(js_string!("throwDeprecation"), context)?
            .to_boolean()
        {
            return later(throw_warning, warning, context);
        }
    }
    later(tell_warning, warning, context)
}

/// Runs `code` with the warning as a tick.
fn later(
    code: fn(&JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>,
    warning: JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let function = native::function("", 1, code, context);
    let tick = Callback::new(function.into(), JsValue::undefined(), &[warning.into()]);
    EventLoop::of(context)?.enqueue_tick(tick);
    Ok(JsValue::undefined())
}

fn throw_warning(_: &JsValue, args: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsError::from_opaque(args.get_or_undefined(0).clone()))
}

fn tell_warning(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    process.emit("warning", args, context).map(JsValue::from)
}

fn is_deprecation(warning: &JsObject, context: &mut Context) -> JsResult<bool> {
    let name = warning.get(js_string!("name"), context)?;
    Ok(name.as_string() == Some(js_string!("DeprecationWarning")))
}

/// The type, code and detail out of the two ways to give them.
fn parts(class: &JsValue, code: &JsValue, context: &mut Context) -> JsResult<Parts> {
    if class.as_callable().is_some() {
        return Ok(Parts::default());
    }
    if let Some(options) = class.as_object().filter(|object| !object.is_array()) {
        return parts_of_options(&options, context);
    }
    let class = optional(class, "type", context)?;
    let code = match code.as_callable() {
        Some(_) => None,
        None => optional(code, "code", context)?,
    };
    Ok(Parts {
        class,
        code,
        detail: None,
    })
}

fn parts_of_options(options: &JsObject, context: &mut Context) -> JsResult<Parts> {
    let code = options.get(js_string!("code"), context)?;
    let detail = options.get(js_string!("detail"), context)?.as_string();
    let class = options.get(js_string!("type"), context)?;
    let class = match class.to_boolean() {
        true => optional(&class, "type", context)?,
        false => None,
    };
    let code = optional(&code, "code", context)?;
    Ok(Parts {
        class,
        code,
        detail,
    })
}

fn optional(value: &JsValue, name: &str, context: &mut Context) -> JsResult<Option<JsString>> {
    match value.is_undefined() {
        true => Ok(None),
        false => error::validate_string(value, name, context).map(Some),
    }
}

/// The error object that represents a warning.
fn warning(given: &JsValue, parts: Parts, context: &mut Context) -> JsResult<JsObject> {
    if let Some(message) = given.as_string() {
        return make(message, parts, context);
    }
    let error = given.as_object().filter(JsObject::is::<Error>);
    error.ok_or_else(|| error::invalid_arg_type("warning", &["Error", "string"], given, context))
}

fn make(message: JsString, parts: Parts, context: &mut Context) -> JsResult<JsObject> {
    let warning = error::plain_object(ErrorClass::Error, message, context)?;
    let class = parts.class.filter(|class| !class.is_empty());
    let fields = [
        ("name", Some(class.unwrap_or(js_string!("Warning")))),
        ("code", parts.code),
        ("detail", parts.detail),
    ];
    for (key, text) in fields {
        if let Some(text) = text {
            native::set(&warning, js_string!(key), text, native::ENUMERABLE);
        }
    }
    Ok(warning)
}

/// Puts the printing listener in place, unless the environment asks for silence.
pub(super) fn listen(process: &JsObject, context: &mut Context) -> JsResult<()> {
    let environment = process.get(js_string!("env"), context)?;
    let silent = match environment.as_object() {
        Some(environment) => environment.get(js_string!("NODE_NO_WARNINGS"), context)?,
        None => JsValue::undefined(),
    };
    if silent.as_string() == Some(js_string!("1")) {
        return Ok(());
    }
    let listener = NativeFunction::from_fn_ptr(print);
    let listener = FunctionObjectBuilder::new(context.realm(), listener)
        .name(js_string!("onWarning"))
        .length(1)
        .build();
    emitter::add(
        process,
        &js_string!("warning").into(),
        listener.into(),
        false,
        context,
    )
}

/// Prints `(slabjs:PID) [CODE] Name: message`, and the detail.
fn print(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(warning) = args.get_or_undefined(0).as_object() else {
        return Ok(JsValue::undefined());
    };
    let process = Process::of(context)?.object(context)?;
    let muted = process
        .get(js_string!("noDeprecation"), context)?
        .to_boolean();
    if muted && is_deprecation(&warning, context)? {
        return Ok(JsValue::undefined());
    }
    let mut text = format!("(slabjs:{}) ", std::process::id());
    let code = warning.get(js_string!("code"), context)?;
    if code.to_boolean() {
        text.push_str(&format!(
            "[{}] ",
            code.to_string(context)?.to_std_string_lossy()
        ));
    }
    let shown = JsValue::from(warning.clone()).to_string(context)?;
    text.push_str(&shown.to_std_string_lossy());
    if let Some(detail) = warning.get(js_string!("detail"), context)?.as_string() {
        text.push_str(&format!("\n{}", detail.to_std_string_lossy()));
    }
    text.push('\n');
    stdio::write_stderr(&text, context)?;
    Ok(JsValue::undefined())
}
