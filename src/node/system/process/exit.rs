//! `process.exit`, `process.exitCode`, and the events 'beforeExit' and 'exit'.

use super::Process;
use crate::engine::error;
use crate::engine::event_loop::{EventLoop, Origin, Stop};
use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::engine::native::{self, Definition};
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

pub(super) const FUNCTIONS: [Definition; 2] = [("exit", 1, exit), ("reallyExit", 1, really_exit)];

pub(super) fn define(process: &JsObject, context: &Context) {
    let get = native::function("get", 0, get_exit_code, context);
    let set = native::function("set", 1, set_exit_code, context);
    let key = js_string!("exitCode");
    native::accessor(process, key, get, Some(set), Attribute::ENUMERABLE);
    let get = native::function("get", 0, get_exiting, context);
    let set = native::function("set", 1, set_exiting, context);
    let attributes = Attribute::ENUMERABLE.union(Attribute::CONFIGURABLE);
    native::accessor(process, js_string!("_exiting"), get, Some(set), attributes);
}

impl Process {
    /// The code with which the program ends if nothing changes it.
    #[must_use]
    pub fn exit_code(&self) -> i32 {
        self.exit_code.get().unwrap_or(0)
    }

    /// Sets the code with which the program ends unless the script has set one.
    pub fn set_default_exit_code(&self, code: i32) {
        self.exit_code.set(self.exit_code.get().or(Some(code)));
    }

    /// The code of an error that ends the program, unless the script set another.
    pub(super) fn fatal_code(&self) -> i32 {
        self.exit_code.get().unwrap_or(1)
    }

    /// Emits 'exit'.
    pub(super) fn tell_exit(&self, context: &mut Context) -> JsResult<bool> {
        self.exiting.set(true);
        self.emit("exit", &[self.exit_code().into()], context)
    }
}

/// Runs the program to its end: the loop, 'beforeExit', and 'exit'. Returns the exit code.
///
/// For after the script has been evaluated.
///
/// # Errors
///
/// The [`Stop`] when the script called `process.exit` or an error went uncaught; the
/// handlers of 'exit' have then run.
pub fn run_to_end(context: &mut Context) -> Result<i32, Stop> {
    let event_loop =
        EventLoop::of(context).map_err(|error| Stop::uncaught(error, Origin::Exception))?;
    loop {
        event_loop.run_until_idle(context)?;
        emit_before_exit(context)?;
        if !event_loop.has_work() {
            return emit_exit(context);
        }
    }
}

/// Emits 'beforeExit', whose handlers may give the loop new work.
///
/// # Errors
///
/// The [`Stop`] when a handler called `process.exit` or threw.
pub fn emit_before_exit(context: &mut Context) -> Result<(), Stop> {
    emit_last(context, |process, context| {
        process.emit("beforeExit", &[process.exit_code().into()], context)
    })?;
    match EventLoop::of(context) {
        Ok(event_loop) => event_loop.run_microtasks(context),
        Err(_) => Ok(()),
    }
}

/// Emits 'exit' and returns the exit code, which handlers may have changed.
///
/// Of what they queue, microtasks alone still run.
///
/// # Errors
///
/// The [`Stop`] when a handler called `process.exit` or threw.
pub fn emit_exit(context: &mut Context) -> Result<i32, Stop> {
    emit_last(context, Process::tell_exit)?;
    if let Ok(event_loop) = EventLoop::of(context) {
        event_loop.run_promise_jobs(context)?;
    }
    Ok(Process::of(context).map_or(0, |process| process.exit_code()))
}

/// Emits and takes what a handler throws for uncaught.
fn emit_last(
    context: &mut Context,
    emit: impl FnOnce(&Process, &mut Context) -> JsResult<bool>,
) -> Result<(), Stop> {
    let Ok(process) = Process::of(context) else {
        return Ok(());
    };
    let told = emit(&process, context);
    let Ok(event_loop) = EventLoop::of(context) else {
        return Ok(());
    };
    match told {
        Err(error) => event_loop.report(error, Origin::Exception, context),
        Ok(_) => match event_loop.exit_requested() {
            Some(code) => Err(Stop::Exit(code)),
            None => Ok(()),
        },
    }
}

fn exit(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    if let Some(code) = args.first() {
        process.exit_code.set(validate(code, context)?);
    }
    if !process.exiting.get() {
        process.tell_exit(context)?;
    }
    let code = process.exit_code();
    // Programs replace `reallyExit` to hear of the end.
    let receiver = this.as_object().unwrap_or(process.object(context)?);
    let end = receiver.get(js_string!("reallyExit"), context)?;
    match end.as_callable() {
        Some(end) => end.call(&receiver.into(), &[code.into()], context),
        None => Err(EventLoop::of(context)?.request_exit(code, context)),
    }
}

fn really_exit(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = args.get_or_undefined(0).to_i32(context)?;
    Err(EventLoop::of(context)?.request_exit(code, context))
}

fn get_exit_code(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = Process::of(context)?.exit_code.get();
    Ok(code.map_or_else(JsValue::undefined, JsValue::from))
}

fn set_exit_code(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = validate(args.get_or_undefined(0), context)?;
    Process::of(context)?.exit_code.set(code);
    Ok(JsValue::undefined())
}

/// An exit code: an integer, or a string that reads as one; nothing for `undefined` and `null`.
fn validate(value: &JsValue, context: &mut Context) -> JsResult<Option<i32>> {
    if value.is_null_or_undefined() {
        return Ok(None);
    }
    let number = match value.as_string() {
        Some(text) if !text.is_empty() => JsValue::from(value.to_number(context)?),
        _ => value.clone(),
    };
    let is_text = value.is_string() && number.as_number().is_some_and(f64::is_nan);
    let given = if is_text { value } else { &number };
    error::validate_integer(given, "code", -MAX_SAFE_INTEGER, MAX_SAFE_INTEGER, context)?;
    number.to_i32(context).map(Some)
}

fn get_exiting(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Process::of(context)?.exiting.get().into())
}

fn set_exiting(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let exiting = args.get_or_undefined(0).to_boolean();
    Process::of(context)?.exiting.set(exiting);
    Ok(JsValue::undefined())
}
