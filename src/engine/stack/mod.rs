//! `error.stack` as V8 writes it: a header line, then the frames.
//!
//! The engine's accessor on `Error.prototype` gives the frames alone, a line each. Here
//! they become what scripts see, by V8's stack trace API.
//!
//! - `call_site`: a call as `Error.prepareStackTrace` is told of it.
//! - `capture`: `Error.captureStackTrace`.
//! - `constructors`: `Error` and its kin, whose instances have a `stack` of their own.
//! - `formatter`: limit, header, and the script's own way to prepare a stack.
//! - [`frames`]: the calls of a stack.

mod call_site;
mod capture;
mod constructors;
mod formatter;
pub mod frames;

pub use frames::note_columns;

use super::native;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue, js_string};
use constructors::Shell;
use formatter::Formatter;
use frames::Frame;

/// Frames shown of calls that were nested too deeply: V8's `Error.stackTraceLimit`.
const OVERFLOW_FRAMES: usize = 10;

/// Puts classes, accessor and statics in place.
///
/// # Errors
///
/// When `Error.prototype.stack` has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().error().prototype();
    let key = js_string!("stack");
    let Some(original) = original_getter(&prototype, &key, context)? else {
        return Ok(());
    };
    context.insert_data(EngineGetter(original));
    let error = Shell::new("Error", 1, context);
    let formatter = Formatter::install(&error.function, context);
    let getter = formatter::function("get stack", 0, &formatter, stack_getter, context);
    let setter = native::function("set stack", 1, stack_setter, context);
    native::accessor(
        &prototype,
        key,
        getter.clone(),
        Some(setter.clone()),
        native::HIDDEN,
    );
    let capture = formatter::function(
        "captureStackTrace",
        2,
        &formatter,
        capture::capture,
        context,
    );
    let key = js_string!("captureStackTrace");
    native::set(&error.function, key, capture, native::HIDDEN);
    constructors::install(&formatter, &error, &getter, &setter, context)
}

/// The engine's own accessor, which gives an error's frames and runs no script.
#[derive(Debug, Clone)]
struct EngineGetter(JsObject);

fn original_getter(
    prototype: &JsObject,
    key: &JsString,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    let object = context.intrinsics().constructors().object().constructor();
    let lookup = object.get(js_string!("getOwnPropertyDescriptor"), context)?;
    let Some(lookup) = lookup.as_callable() else {
        return Ok(None);
    };
    let arguments = [prototype.clone().into(), key.clone().into()];
    let descriptor = lookup.call(&JsValue::undefined(), &arguments, context)?;
    let Some(descriptor) = descriptor.as_object() else {
        return Ok(None);
    };
    Ok(descriptor.get(js_string!("get"), context)?.as_callable())
}

fn stack_getter(
    this: &JsValue,
    _: &[JsValue],
    formatter: &Formatter,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(error) = this.as_object() else {
        return Ok(JsValue::undefined());
    };
    if !error.is::<boa_engine::builtins::error::Error>() {
        return Ok(JsValue::undefined());
    }
    let frames = frames_of(this, context)?;
    formatter.value(&error, frames, context)
}

/// `Name: message`, as `Error.prototype.toString` gives it.
fn header(error: &JsObject, context: &mut Context) -> JsResult<JsString> {
    let mut part = |key: JsString, absent: &str| -> JsResult<JsString> {
        let value = error.get(key, context)?;
        if value.is_undefined() {
            return Ok(js_string!(absent));
        }
        value.to_string(context)
    };
    let name = part(js_string!("name"), "Error")?;
    let message = part(js_string!("message"), "")?;
    Ok(match (name.is_empty(), message.is_empty()) {
        (true, _) => message,
        (_, true) => name,
        _ => js_string!(&name, &js_string!(": "), &message),
    })
}

fn stack_setter(this: &JsValue, arguments: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let Some(error) = this.as_object() else {
        return Err(JsNativeError::typ()
            .with_message("Error.prototype.stack setter called on a non-object")
            .into());
    };
    let value = arguments.get_or_undefined(0).clone();
    native::set(&error, js_string!("stack"), value, native::HIDDEN);
    Ok(JsValue::undefined())
}

/// The lines that the engine has of the running calls, innermost first, the native
/// functions that ask among them. No script runs meanwhile.
fn text_here(context: &mut Context) -> JsResult<String> {
    let constructor = context.intrinsics().constructors().error().constructor();
    let error = constructor.construct(&[], None, context)?;
    text_of(&error.into(), context)
}

/// The lines that the engine has of the calls that led to `error`.
fn text_of(error: &JsValue, context: &mut Context) -> JsResult<String> {
    let Some(EngineGetter(getter)) = context.get_data::<EngineGetter>().cloned() else {
        return Ok(String::new());
    };
    let frames = getter.call(error, &[], context)?;
    let frames = frames.as_string().map(|text| text.to_std_string_lossy());
    Ok(frames.unwrap_or_default())
}

/// The calls that led to `error`, without that of the class which made it.
///
/// # Errors
///
/// Whatever the engine's own accessor throws.
pub(super) fn frames_of(error: &JsValue, context: &mut Context) -> JsResult<Vec<Frame>> {
    let text = text_of(error, context)?;
    let mut frames = frames::of_text(&text, context);
    let is_class = |frame: &Frame| {
        frame.place.is_none()
            && frame
                .function
                .as_deref()
                .is_some_and(constructors::is_class)
    };
    if frames.first().is_some_and(is_class) {
        frames.remove(0);
    }
    Ok(frames)
}

/// Puts `header` before the engine's frames, each written as V8 writes it.
#[must_use]
pub fn compose(header: &JsString, text: &str, context: &Context) -> JsString {
    formatter::written(header, &frames::of_text(text, context))
}

/// The frames of the running script, each on a line of its own, without the
/// native function that asks. No script runs meanwhile.
///
/// # Errors
///
/// Only when the engine can't make an error object.
pub fn frames_here(context: &mut Context) -> JsResult<String> {
    let text = text_here(context)?;
    let frames = frames::of_text(&text, context);
    let script = frames.iter().position(|frame| frame.place.is_some());
    let frames = frames
        .get(script.unwrap_or(frames.len())..)
        .unwrap_or_default();
    Ok(formatter::written(&js_string!(), frames).to_std_string_lossy())
}

/// The `RangeError` that V8 throws where the engine has `overflow`, an error that no script
/// can catch.
///
/// # Errors
///
/// Whatever the engine's constructor throws (only a stack overflow can).
pub fn overflow_error(overflow: &JsError, context: &mut Context) -> JsResult<JsObject> {
    let message = js_string!("Maximum call stack size exceeded");
    let constructor = context
        .intrinsics()
        .constructors()
        .range_error()
        .constructor();
    let error = constructor.construct(&[message.into()], None, context)?;
    let shown = overflow.to_string();
    let mut frames = frames::of_text(&shown, context);
    frames.truncate(OVERFLOW_FRAMES);
    let stack = formatter::written(&header(&error, context)?, &frames);
    native::set(&error, js_string!("stack"), stack, native::HIDDEN);
    Ok(error)
}
