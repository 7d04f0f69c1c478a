//! Errors that nobody caught: 'uncaughtException', 'unhandledRejection' and related events.

use super::{Process, warning};
use crate::engine::error::{self, ErrorClass};
use crate::engine::event_loop::{LoopHost, Origin, Stop, Uncaught};
use crate::engine::native::Definition;
use crate::engine::{defect, phrases, stack};
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsArgs, JsError, JsResult, JsValue, js_string};
use std::rc::Rc;

pub(super) const FUNCTIONS: [Definition; 2] = [
    (
        "setUncaughtExceptionCaptureCallback",
        1,
        set_capture_callback,
    ),
    (
        "hasUncaughtExceptionCaptureCallback",
        0,
        has_capture_callback,
    ),
];

/// The exit code when a handler of errors threw itself.
const HANDLER_THREW: i32 = 7;

/// The exit code after a defect of the engine, which is that of a process that aborts.
const DEFECT: i32 = 134;

/// Decides about errors as Node does.
pub(super) struct Fatal(pub(super) Rc<Process>);

impl LoopHost for Fatal {
    fn uncaught(&self, error: JsError, origin: Origin, context: &mut Context) -> Result<(), Stop> {
        // An error of the engine itself, such as a limit of the host's: no script may ignore it.
        // Calls that were nested too deeply are the exception: V8 throws a RangeError.
        let value = match defect::is_overflow(&error) {
            true => stack::overflow_error(&error, context).map(JsValue::from),
            false => error.clone().into_opaque(context),
        };
        let Ok(value) = value else {
            return Err(self.end(error, origin, context));
        };
        phrases::mend(&value, context);
        let error = match error.as_native() {
            // The object is made anew each time; this one has V8's words.
            Some(_) => JsError::from_opaque(value.clone()),
            None => error,
        };
        match self.ask(&value, origin, context) {
            Ok(true) => Ok(()),
            Ok(false) => Err(self.end(error, origin, context)),
            Err(error) => Err(Stop::Uncaught(Box::new(Uncaught {
                error,
                origin: Origin::Exception,
                exit_code: HANDLER_THREW,
            }))),
        }
    }

    fn unhandled_rejection(
        &self,
        promise: &JsPromise,
        reason: &JsValue,
        context: &mut Context,
    ) -> JsResult<bool> {
        let arguments = [reason.clone(), promise.clone().into()];
        self.0.emit("unhandledRejection", &arguments, context)
    }

    fn rejection_handled(
        &self,
        promise: &JsPromise,
        number: u64,
        context: &mut Context,
    ) -> JsResult<()> {
        let arguments = [promise.clone().into()];
        if self.0.emit("rejectionHandled", &arguments, context)? {
            return Ok(());
        }
        let message =
            format!("Promise rejection was handled asynchronously (rejection id: {number})");
        warning::warn(&message, "PromiseRejectionHandledWarning", None, context)
    }
}

impl Fatal {
    /// Whether somebody takes care of the error.
    fn ask(&self, value: &JsValue, origin: Origin, context: &mut Context) -> JsResult<bool> {
        let arguments = [value.clone(), js_string!(origin.name()).into()];
        self.0
            .emit("uncaughtExceptionMonitor", &arguments, context)?;
        let capture = self.0.capture.borrow().clone();
        if let Some(capture) = capture {
            capture.call(&JsValue::undefined(), &arguments[..1], context)?;
            return Ok(true);
        }
        self.0.emit("uncaughtException", &arguments, context)
    }

    /// The end of the program: 'exit' is emitted before anyone prints the error.
    fn end(&self, error: JsError, origin: Origin, context: &mut Context) -> Stop {
        if !self.0.exiting.get() {
            let code = if defect::is_defect(&error) { DEFECT } else { 1 };
            self.0.exit_code.set(Some(code));
            // What a handler of 'exit' throws now is lost, in Node as well.
            let _ = self.0.tell_exit(context);
        }
        Stop::Uncaught(Box::new(Uncaught {
            error,
            origin,
            exit_code: self.0.fatal_code(),
        }))
    }
}

fn set_capture_callback(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let process = Process::of(context)?;
    let given = args.get_or_undefined(0);
    if given.is_null() {
        *process.capture.borrow_mut() = None;
        return Ok(JsValue::undefined());
    }
    let Some(callback) = given.as_callable() else {
        let expected = ["Function", "null"];
        return Err(error::invalid_arg_type("fn", &expected, given, context));
    };
    if process.capture.borrow().is_some() {
        let message = "`process.setupUncaughtExceptionCapture()` was called while a capture \
                       callback was already active";
        let code = "ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET";
        return Err(error::coded(ErrorClass::Error, code, message, context));
    }
    *process.capture.borrow_mut() = Some(callback);
    Ok(JsValue::undefined())
}

fn has_capture_callback(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Process::of(context)?.capture.borrow().is_some().into())
}
