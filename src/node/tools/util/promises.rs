//! `util.promisify` and `util.callbackify`.

use crate::engine::error::{self, ErrorClass};
use crate::engine::event_loop::{Callback, EventLoop};
use crate::engine::native;
use crate::engine::symbols;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyDescriptor;
use boa_engine::{
    Context, Finalize, JsArgs, JsError, JsResult, JsValue, NativeFunction, Trace, js_string,
};

/// `util.promisify(original)`
pub(super) fn promisify(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let original = error::validate_function(args.get_or_undefined(0), "original", context)?;
    let key = symbols::custom_promisify(context)?;
    let custom = original.get(key.clone(), context)?;
    if custom.to_boolean() {
        let name = "util.promisify.custom";
        let custom = error::validate_function(&custom, name, context)?;
        native::set(
            &custom,
            key,
            custom.clone(),
            boa_engine::property::Attribute::CONFIGURABLE,
        );
        return Ok(custom.into());
    }
    let run = NativeFunction::from_copy_closure_with_captures(run_promisified, original.clone());
    let function = FunctionObjectBuilder::new(context.realm(), run).build();
    resemble(&function, &original, context)?;
    native::set(
        &function,
        key,
        function.clone(),
        boa_engine::property::Attribute::CONFIGURABLE,
    );
    Ok(function.into())
}

/// Gives `function` the prototype and the properties of `original`.
fn resemble(function: &JsObject, original: &JsObject, context: &mut Context) -> JsResult<()> {
    function.set_prototype(original.prototype());
    let lookup = context.intrinsics().constructors().object().constructor();
    let lookup = lookup.get(js_string!("getOwnPropertyDescriptor"), context)?;
    let Some(lookup) = lookup.as_callable() else {
        return Ok(());
    };
    for key in original.own_property_keys(context)? {
        let arguments = [original.clone().into(), JsValue::from(key.clone())];
        let descriptor = lookup.call(&JsValue::undefined(), &arguments, context)?;
        if let Some(descriptor) = descriptor.as_object() {
            let descriptor = descriptor.to_property_descriptor(context)?;
            function.define_property_or_throw(key, descriptor, context)?;
        }
    }
    Ok(())
}

/// Calls the original with a callback that settles the promise.
fn run_promisified(
    this: &JsValue,
    args: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (promise, settle) = JsPromise::new_pending(context);
    let settle = Settle {
        resolve: settle.resolve,
        reject: settle.reject,
    };
    let reject = settle.reject.clone();
    let callback = NativeFunction::from_copy_closure_with_captures(settle_by_callback, settle);
    let callback = FunctionObjectBuilder::new(context.realm(), callback).build();
    let mut args = args.to_vec();
    args.push(callback.into());
    if let Err(thrown) = original.call(this, &args, context) {
        let reason = thrown.into_opaque(context)?;
        reject.call(&JsValue::undefined(), &[reason], context)?;
    }
    Ok(promise.into())
}

#[derive(Debug, Clone, Trace, Finalize)]
struct Settle {
    resolve: JsFunction,
    reject: JsFunction,
}

/// `(error, value)`
fn settle_by_callback(
    _: &JsValue,
    args: &[JsValue],
    settle: &Settle,
    context: &mut Context,
) -> JsResult<JsValue> {
    let error = args.get_or_undefined(0);
    let (function, value) = match error.to_boolean() {
        true => (&settle.reject, error),
        false => (&settle.resolve, args.get_or_undefined(1)),
    };
    function.call(&JsValue::undefined(), std::slice::from_ref(value), context)
}

/// `util.callbackify(original)`
pub(super) fn callbackify(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let original = error::validate_function(args.get_or_undefined(0), "original", context)?;
    let name = original.get(js_string!("name"), context)?;
    let length = original.get(js_string!("length"), context)?;
    let run = NativeFunction::from_copy_closure_with_captures(run_callbackified, original.clone());
    let function = FunctionObjectBuilder::new(context.realm(), run).build();
    resemble(&function, &original, context)?;
    if let Some(length) = length.as_number() {
        define_fixed(&function, "length", (length + 1.0).into(), context)?;
    }
    if let Some(name) = name.as_string() {
        let name = js_string!(&name, &js_string!("Callbackified"));
        define_fixed(&function, "name", name.into(), context)?;
    }
    Ok(function.into())
}

fn define_fixed(
    function: &JsObject,
    key: &str,
    value: JsValue,
    context: &mut Context,
) -> JsResult<()> {
    let descriptor = PropertyDescriptor::builder()
        .value(value)
        .writable(false)
        .enumerable(false)
        .configurable(true);
    function.define_property_or_throw(js_string!(key), descriptor, context)?;
    Ok(())
}

/// Calls the original, and its promise's outcome goes to the last argument.
fn run_callbackified(
    this: &JsValue,
    args: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (last, args) = match args.split_last() {
        Some((last, args)) => (last.clone(), args),
        None => (JsValue::undefined(), args),
    };
    let callback = error::validate_function(&last, "last argument", context)?;
    let returned = original.call(this, args, context)?;
    let promise = returned.to_object(context)?;
    let then = promise.get(js_string!("then"), context)?;
    let then = error::validate_function(&then, "then", context)?;
    let waiting = Waiting {
        callback,
        this: this.clone(),
    };
    let settled = |code: Handler| {
        let code = NativeFunction::from_copy_closure_with_captures(code, waiting.clone());
        JsValue::from(
            FunctionObjectBuilder::new(context.realm(), code)
                .length(1)
                .build(),
        )
    };
    let handlers = [settled(tell_value), settled(tell_reason)];
    then.call(&promise.into(), &handlers, context)?;
    Ok(JsValue::undefined())
}

/// A callback, and what it is called on.
#[derive(Debug, Clone, Trace, Finalize)]
struct Waiting {
    callback: JsObject,
    this: JsValue,
}

type Handler = fn(&JsValue, &[JsValue], &Waiting, &mut Context) -> JsResult<JsValue>;

fn tell_value(
    _: &JsValue,
    args: &[JsValue],
    waiting: &Waiting,
    context: &mut Context,
) -> JsResult<JsValue> {
    let values = [JsValue::null(), args.get_or_undefined(0).clone()];
    tell(waiting, &values, context)
}

fn tell_reason(
    _: &JsValue,
    args: &[JsValue],
    waiting: &Waiting,
    context: &mut Context,
) -> JsResult<JsValue> {
    let reason = args.get_or_undefined(0);
    // A callback takes what is falsy for no error.
    let reason = match reason.to_boolean() {
        true => reason.clone(),
        false => falsy_rejection(reason, context).into_opaque(context)?,
    };
    tell(waiting, &[reason], context)
}

/// In a tick, so that what the callback throws is nobody's rejection.
fn tell(waiting: &Waiting, values: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let callback = Callback::new(waiting.callback.clone(), waiting.this.clone(), values);
    EventLoop::of(context)?.enqueue_tick(callback);
    Ok(JsValue::undefined())
}

fn falsy_rejection(reason: &JsValue, context: &mut Context) -> JsError {
    let message = js_string!("Promise was rejected with falsy value");
    let code = "ERR_FALSY_VALUE_REJECTION";
    match error::coded_object(ErrorClass::Error, code, message, context) {
        Ok(error) => {
            native::set(
                &error,
                js_string!("reason"),
                reason.clone(),
                native::ENUMERABLE,
            );
            JsError::from_opaque(error.into())
        }
        Err(thrown) => thrown,
    }
}
