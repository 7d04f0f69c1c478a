//! `node:timers` and its globals: `setTimeout`, `setInterval`, `setImmediate`, their
//! `clear*` functions, and `queueMicrotask`.
//!
//! Node's documentation, "Timers". When the callbacks run is the event loop's business
//! ([`crate::engine::event_loop`]); here are the functions and the objects they return.
//!
//! - `delay`: the delay of a timer: whole milliseconds from 1 to 2^31 - 1.
//! - `immediate`: the class `Immediate`: what `setImmediate` returns.
//! - `promises`: `node:timers/promises`, and the ways to it: `timers.promises` and
//!   `util.promisify`.
//! - `timeout`: the class `Timeout`: what `setTimeout` and `setInterval` return.

mod delay;
mod immediate;
mod promises;
mod timeout;

use crate::engine::error;
use crate::engine::event_loop::{Callback, EventLoop};
use crate::engine::native::{self, Definition};
use crate::engine::per_context;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, js_string};
use std::cell::OnceCell;
use std::rc::Rc;

const TIMERS: [Definition; 6] = [
    ("setTimeout", 2, timeout::set_timeout),
    ("clearTimeout", 1, timeout::clear),
    ("setImmediate", 1, immediate::set_immediate),
    ("clearImmediate", 1, immediate::clear),
    ("setInterval", 2, timeout::set_interval),
    ("clearInterval", 1, timeout::clear),
];

/// What the timers of one context remember.
struct Timers {
    /// The functions, in an object: the module's exports.
    exports: JsObject,
    classes: OnceCell<Classes>,
    delays: delay::Warnings,
}

/// The prototypes of the timer objects, made with the first timer.
#[derive(Clone)]
struct Classes {
    timeout: JsObject,
    immediate: JsObject,
}

impl Timers {
    fn of(context: &Context) -> JsResult<Rc<Self>> {
        per_context::installed("node:timers", context)
    }

    fn classes(&self, context: &Context) -> &Classes {
        self.classes.get_or_init(|| Classes {
            timeout: timeout::prototype(context),
            immediate: immediate::prototype(context),
        })
    }
}

/// Defines the globals.
///
/// # Errors
///
/// When the context was built without [`EventLoop`], or `Symbol` has been tampered with.
pub fn install(context: &mut Context) -> JsResult<()> {
    EventLoop::of(context)?;
    let exports = JsObject::with_object_proto(context.intrinsics());
    let global = context.global_object();
    for (name, length, code) in TIMERS {
        let function = native::function(name, length, code, context);
        native::set(
            &exports,
            js_string!(name),
            function.clone(),
            native::ENUMERABLE,
        );
        native::set(&global, js_string!(name), function, native::ENUMERABLE);
    }
    promises::define(&exports, context)?;
    let microtask: Definition = ("queueMicrotask", 1, queue_microtask);
    native::define(&global, &[microtask], native::ENUMERABLE, context);
    let timers = Timers {
        exports,
        classes: OnceCell::new(),
        delays: delay::Warnings::default(),
    };
    per_context::set(timers, context);
    Ok(())
}

/// The exports of `node:timers`.
///
/// # Errors
///
/// When the timers are not installed in this context.
pub fn load(context: &mut Context) -> JsResult<JsValue> {
    Ok(Timers::of(context)?.exports.clone().into())
}

fn queue_microtask(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = arguments.get_or_undefined(0);
    let function = error::validate_function(callback, "callback", context)?;
    let callback = Callback::new(function, JsValue::undefined(), &[]);
    EventLoop::of(context)?.enqueue_microtask(callback);
    Ok(JsValue::undefined())
}

/// The arguments that follow the first `taken` ones.
fn rest(arguments: &[JsValue], taken: usize) -> &[JsValue] {
    arguments.get(taken..).unwrap_or(&[])
}

/// Gives `prototype` the constructor that names its class; scripts can't call it.
fn constructor(name: &str, length: usize, prototype: &JsObject, context: &Context) {
    let function = native::function(name, length, illegal_constructor, context);
    let fixed = Attribute::empty();
    native::set(&function, js_string!("prototype"), prototype.clone(), fixed);
    native::set(
        prototype,
        js_string!("constructor"),
        function,
        native::HIDDEN,
    );
}

fn illegal_constructor(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsNativeError::typ()
        .with_message("Illegal constructor")
        .into())
}
