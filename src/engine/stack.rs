//! `error.stack` as V8 writes it: a header line, then the frames.
//!
//! The engine's accessor on `Error.prototype` gives the frames alone; this one
//! puts `Name: message` before them. `Error.captureStackTrace` and
//! `Error.stackTraceLimit` follow V8's stack trace API.

use super::prepare::Columns;
use super::{frame, native};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string,
};
use std::collections::HashMap;
use std::path::Path;

/// Puts the accessor and the two statics in place.
///
/// # Errors
///
/// When `Error.prototype.stack` has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let error = context.intrinsics().constructors().error();
    let (prototype, constructor) = (error.prototype(), error.constructor());
    let key = js_string!("stack");
    let Some(original) = original_getter(&prototype, &key, context)? else {
        return Ok(());
    };
    context.insert_data(EngineGetter(original.clone()));
    let getter = NativeFunction::from_copy_closure_with_captures(stack_getter, original);
    let getter = FunctionObjectBuilder::new(context.realm(), getter)
        .name(js_string!("get stack"))
        .build();
    let setter = native::function("set stack", 1, stack_setter, context);
    native::accessor(&prototype, key, getter, Some(setter), native::HIDDEN);
    let capture = native::function("captureStackTrace", 2, capture_stack_trace, context);
    native::set(
        &constructor,
        js_string!("captureStackTrace"),
        capture,
        native::HIDDEN,
    );
    native::set(
        &constructor,
        js_string!("stackTraceLimit"),
        10,
        native::ENUMERABLE,
    );
    Ok(())
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
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let frames = original.call(this, &[], context)?;
    let (Some(frames), Some(error)) = (frames.as_string(), this.as_object()) else {
        return Ok(JsValue::undefined());
    };
    let header = header(&error, context)?;
    Ok(compose(&header, &frames.to_std_string_lossy(), context).into())
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

/// Files whose text the engine was given behind some columns of other text on the first line,
/// or with columns moved.
#[derive(Debug, Default)]
struct Prologues(HashMap<String, Moved>);

/// How columns of a file moved.
#[derive(Debug)]
struct Moved {
    prologue: u32,
    columns: Columns,
}

/// Notes that the first line of the file at `path` stands `prologue` columns to the right of
/// where the file has it, and where its `columns` come from, so that stacks show the file's own.
pub fn note_columns(path: &Path, prologue: u32, columns: Columns, context: &mut Context) {
    let mut known = context.remove_data::<Prologues>().unwrap_or_default();
    let key = path.to_string_lossy().into_owned();
    if prologue == 0 && columns.is_empty() {
        known.0.remove(&key);
    } else {
        known.0.insert(key, Moved { prologue, columns });
    }
    context.insert_data(*known);
}

/// Puts `header` before the engine's frames, each written as V8 writes it.
#[must_use]
pub fn compose(header: &JsString, frames: &str, context: &Context) -> JsString {
    let prologues = context.get_data::<Prologues>();
    let mut text = String::new();
    for frame in frames.lines().filter_map(|line| written(line, prologues)) {
        text.push_str("\n    at ");
        text.push_str(&frame);
    }
    js_string!(header, &js_string!(text))
}

/// `f (path:1:2)`, or the place alone where the function has no name.
fn written(line: &str, prologues: Option<&Prologues>) -> Option<String> {
    let line = line.trim_start().strip_prefix("at ")?;
    if frame::is_own(line) {
        return None;
    }
    let (name, place) = line.rsplit_once(" (")?;
    let place = place.strip_suffix(')').unwrap_or(place);
    let is_nameless = name.is_empty() || name == "<main>" || name == "<anonymous>";
    if place.starts_with("native") {
        let name = if is_nameless { "Object" } else { name };
        return Some(format!("{name} (<anonymous>)"));
    }
    let place = prologues
        .and_then(|prologues| own_place(place, prologues))
        .unwrap_or_else(|| place.to_owned());
    if is_nameless {
        return Some(place);
    }
    Some(format!("{name} ({place})"))
}

/// `path:line:column` with the file's own column, where columns of it moved.
fn own_place(place: &str, prologues: &Prologues) -> Option<String> {
    let (rest, column) = place.rsplit_once(':')?;
    let (path, line) = rest.rsplit_once(':')?;
    let moved = prologues.0.get(path)?;
    let (line, column) = (line.parse::<u32>().ok()?, column.parse::<u32>().ok()?);
    let prologue = if line == 1 { moved.prologue } else { 0 };
    let column = column.saturating_sub(prologue).max(1);
    let column = moved.columns.original(line, column);
    Some(format!("{rest}:{column}"))
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

/// `Error.captureStackTrace(object)`: gives `object` a stack of its own.
fn capture_stack_trace(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(target) = arguments.get_or_undefined(0).as_object() else {
        return Err(JsNativeError::typ().with_message("Invalid argument").into());
    };
    let header = header(&target, context)?;
    let stack = js_string!(&header, &js_string!(frames_here(context)?));
    target.define_property_or_throw(
        js_string!("stack"),
        PropertyDescriptor::builder()
            .value(stack)
            .writable(true)
            .enumerable(false)
            .configurable(true),
        context,
    )?;
    Ok(JsValue::undefined())
}

/// The frames of the running script, each on a line of its own, without the
/// native function that asks. No script runs meanwhile.
///
/// # Errors
///
/// Only when the engine can't make an error object.
pub fn frames_here(context: &mut Context) -> JsResult<String> {
    let Some(EngineGetter(getter)) = context.get_data::<EngineGetter>().cloned() else {
        return Ok(String::new());
    };
    let constructor = context.intrinsics().constructors().error().constructor();
    let error = constructor.construct(&[], None, context)?;
    let frames = getter.call(&error.into(), &[], context)?;
    let frames = frames.as_string().map(|text| text.to_std_string_lossy());
    let stack = compose(&js_string!(""), &frames.unwrap_or_default(), context);
    let stack = stack.to_std_string_lossy();
    let frames = stack.strip_prefix('\n').unwrap_or_default();
    let own = frames
        .lines()
        .take_while(|line| line.ends_with("(<anonymous>)"));
    let skip: usize = own.map(|line| line.len() + 1).sum();
    let rest = frames.get(skip..).unwrap_or("");
    Ok(if rest.is_empty() {
        String::new()
    } else {
        format!("\n{rest}")
    })
}
