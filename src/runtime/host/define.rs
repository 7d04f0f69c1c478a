//! Function objects for functions of the host's.

use super::call::Call;
use super::function::HostFunction;
use super::into_js::IntoJs;
use crate::engine::native;

use boa_engine::job::NativeAsyncJob;
use boa_engine::object::FunctionObjectBuilder;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};
use std::future::Future;

/// A function object that scripts can't construct.
pub(in crate::runtime) fn native_function(
    name: &str,
    length: usize,
    function: NativeFunction,
    context: &Context,
) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), function)
        .name(js_string!(name))
        .length(length)
        .build()
}

/// The function object for `function`.
pub(in crate::runtime) fn function<Kind, F>(
    name: &str,
    function: F,
    context: &Context,
) -> JsFunction
where
    F: HostFunction<Kind>,
    F::Output: IntoJs,
{
    let code = native::closure(move |this, arguments, context| {
        let output = function.invoke(&mut Call::new(this, arguments, context))?;
        output.into_js(context)
    });
    native_function(name, F::LENGTH, code, context)
}

/// The function object for `function`, which returns a promise.
pub(in crate::runtime) fn async_function<Kind, F>(
    name: &str,
    function: F,
    context: &Context,
) -> JsFunction
where
    F: HostFunction<Kind>,
    F::Output: Future<Output: IntoJs> + 'static,
{
    let code = native::closure(move |this, arguments, context| {
        let future = function.invoke(&mut Call::new(this, arguments, context));
        promise_of(future, context)
    });
    native_function(name, F::LENGTH, code, context)
}

/// Makes `value` a global, as an assignment would.
pub(in crate::runtime) fn global(
    name: &str,
    value: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let global = context.global_object();
    let defined = global.create_data_property_or_throw(js_string!(name), value, context);
    defined.map(drop)
}

/// A promise for what `future` gives.
pub(in crate::runtime) fn promise_of<Fut>(
    future: JsResult<Fut>,
    context: &mut Context,
) -> JsResult<JsValue>
where
    Fut: Future<Output: IntoJs> + 'static,
{
    let (promise, resolvers) = JsPromise::new_pending(context);
    let undefined = JsValue::undefined();
    let future = match future {
        Ok(future) => future,
        Err(thrown) => {
            let reason = thrown.into_opaque(context)?;
            resolvers.reject.call(&undefined, &[reason], context)?;
            return Ok(promise.into());
        }
    };
    let job = NativeAsyncJob::new(async move |context| {
        let given = future.await;
        let context = &mut context.borrow_mut();
        match given.into_js(context) {
            Ok(value) => resolvers.resolve.call(&undefined, &[value], context),
            Err(thrown) => {
                let reason = thrown.into_opaque(context)?;
                resolvers.reject.call(&undefined, &[reason], context)
            }
        }
    });
    context.enqueue_job(job.into());
    Ok(promise.into())
}
