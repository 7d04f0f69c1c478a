//! The methods that print what they are given.

use super::state::Channel;
use super::{Console, Method, table, timing};
use crate::node::inspect::{InspectOptions, inspect_text};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

/// The methods of the class `Console`, in the order of `Object.keys(console)`.
pub(super) const OF_CLASS: [(&str, Method); 19] = [
    ("log", log),
    ("info", log),
    ("debug", log),
    ("warn", error),
    ("error", error),
    ("dir", dir),
    ("time", timing::time),
    ("timeEnd", timing::time_end),
    ("timeLog", timing::time_log),
    ("trace", trace),
    ("assert", assert),
    ("clear", clear),
    ("count", timing::count),
    ("countReset", timing::count_reset),
    ("group", group),
    ("groupEnd", group_end),
    ("table", table::table),
    ("dirxml", log),
    ("groupCollapsed", group),
];

/// Methods of the global console that do nothing unless an inspector is
/// attached, as Node's documentation says.
pub(super) const OF_INSPECTOR: [(&str, Method); 3] = [
    ("profile", nothing),
    ("profileEnd", nothing),
    ("timeStamp", nothing),
];

fn log(console: &Console, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = console.format(Channel::Stdout, arguments, context)?;
    console.print(Channel::Stdout, &text, context)
}

fn error(console: &Console, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = console.format(Channel::Stderr, arguments, context)?;
    console.print(Channel::Stderr, &text, context)
}

/// `dir(object[, options])`: past custom inspection functions.
fn dir(console: &Console, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let base = InspectOptions {
        custom_inspect: false,
        ..InspectOptions::current(context)?
    };
    let mut options = console.options(Channel::Stdout, base, context)?;
    if let Some(given) = arguments.get_or_undefined(1).as_object() {
        options = options.with(&given, context)?;
    }
    let text = inspect_text(arguments.get_or_undefined(0), &options, context)?;
    console.print(Channel::Stdout, &text, context)
}

/// `assert(value[, ...message])`
fn assert(console: &Console, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if arguments.get_or_undefined(0).to_boolean() {
        return Ok(JsValue::undefined());
    }
    let rest = arguments.get(1..).unwrap_or(&[]);
    let mut message: Vec<JsValue> = Vec::with_capacity(rest.len() + 1);
    match rest.first().and_then(JsValue::as_string) {
        Some(first) => {
            let lead = js_string!("Assertion failed: ");
            message.push(js_string!(&lead, &first).into());
            message.extend(rest.iter().skip(1).cloned());
        }
        None => {
            message.push(js_string!("Assertion failed").into());
            message.extend(rest.iter().cloned());
        }
    }
    console.call("warn", &message, context)
}

/// `trace([message][, ...args])`: the message with the way here.
fn trace(console: &Console, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let message = console.format(Channel::Stderr, arguments, context)?;
    let trace = JsObject::with_object_proto(context.intrinsics());
    trace.set(js_string!("name"), js_string!("Trace"), true, context)?;
    trace.set(
        js_string!("message"),
        js_string!(message.as_str()),
        true,
        context,
    )?;
    // The class in place of the engine's own, whose statics are V8's.
    let prototype = context.intrinsics().constructors().error().prototype();
    let error = prototype.get(js_string!("constructor"), context)?;
    let capture = error.to_object(context)?;
    let capture = capture.get(js_string!("captureStackTrace"), context)?;
    if let Some(capture) = capture.as_callable() {
        capture.call(&error, &[trace.clone().into()], context)?;
    }
    let stack = trace.get(js_string!("stack"), context)?;
    let stack = match stack.is_string() {
        true => stack,
        false => js_string!(format!("Trace: {message}")).into(),
    };
    console.call("error", &[stack], context)
}

/// Clears a terminal; anything else is left as it is.
fn clear(console: &Console, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    const CLEAR: &str = "\u{1b}[1;1H\u{1b}[0J";
    let options = console.options(Channel::Stdout, InspectOptions::default(), context)?;
    if options.colors {
        let outlet = console.state(|state| state.outlet(Channel::Stdout).clone())?;
        outlet.write(CLEAR, true, context)?;
    }
    Ok(JsValue::undefined())
}

/// `group([...label])`: what follows is indented.
fn group(console: &Console, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if !arguments.is_empty() {
        console.call("log", arguments, context)?;
    }
    console.state(|state| {
        let columns = state.indentation.get().saturating_add(state.group_width);
        state.indentation.set(columns);
    })?;
    Ok(JsValue::undefined())
}

fn group_end(console: &Console, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    console.state(|state| {
        let columns = state.indentation.get().saturating_sub(state.group_width);
        state.indentation.set(columns);
    })?;
    Ok(JsValue::undefined())
}

fn nothing(_: &Console, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}
