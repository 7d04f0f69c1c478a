//! Results that are delivered later than they are there.

use crate::engine::event_loop::EventLoop;
use boa_engine::builtins::promise::ResolvingFunctions;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsValue};

/// Has `work` run as an arrival of the event loop, as if a thread had done it.
///
/// # Errors
///
/// When the context has no event loop of ours.
pub fn deliver(
    context: &mut Context,
    work: impl FnOnce(&mut Context) -> JsResult<JsValue> + 'static,
) -> JsResult<()> {
    let event_loop = EventLoop::of(context)?;
    let arrival = event_loop.completion(move |(), context| work(context).map(drop));
    let arrived = arrival.complete(());
    arrived.map_err(|closed| {
        JsNativeError::error()
            .with_message(closed.to_string())
            .into()
    })
}

/// Calls `callback` with `values` as an arrival of the event loop.
///
/// # Errors
///
/// As [`deliver`].
pub fn call(callback: JsObject, values: Vec<JsValue>, context: &mut Context) -> JsResult<()> {
    deliver(context, move |context| {
        callback.call(&JsValue::undefined(), &values, context)
    })
}

/// A promise that is settled as an arrival of the event loop.
///
/// # Errors
///
/// As [`deliver`].
pub fn promise(result: JsResult<JsValue>, context: &mut Context) -> JsResult<JsPromise> {
    let (promise, functions) = JsPromise::new_pending(context);
    let (settle, value) = outcome(result, functions, context)?;
    call(settle.into(), vec![value], context)?;
    Ok(promise)
}

/// A promise that is rejected already.
///
/// # Errors
///
/// When the engine can't make the promise.
pub fn rejected(error: JsError, context: &mut Context) -> JsResult<JsPromise> {
    let (promise, functions) = JsPromise::new_pending(context);
    let (settle, value) = outcome(Err(error), functions, context)?;
    settle.call(&JsValue::undefined(), &[value], context)?;
    Ok(promise)
}

fn outcome(
    result: JsResult<JsValue>,
    functions: ResolvingFunctions,
    context: &mut Context,
) -> JsResult<(JsFunction, JsValue)> {
    match result {
        Ok(value) => Ok((functions.resolve, value)),
        Err(error) => Ok((functions.reject, error.into_opaque(context)?)),
    }
}
