//! `globalThis.gc`, as V8's `--expose-gc` gives it.

use crate::engine::events::Reason;
use crate::engine::isolate::Isolate;
use crate::engine::native;
use crate::engine::shapes;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

/// Defines the global function `gc`.
pub fn install(context: &mut Context) {
    let function = native::function("gc", 0, gc, context);
    let global = context.global_object();
    native::set(&global, js_string!("gc"), function, native::HIDDEN);
}

/// Collects at once. With `{ execution: 'async' }` it returns a promise, which
/// is already fulfilled, because the collection can't be put off.
fn gc(_: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let options = arguments.get_or_undefined(0).as_object();
    let execution = match options {
        Some(options) => options.get(js_string!("execution"), context)?,
        None => JsValue::undefined(),
    };
    if let Some(isolate) = Isolate::current() {
        // Objects whose prototype dies with them are found in the second one.
        isolate.collect(Reason::Testing);
        if shapes::forget_dead_prototypes(context) {
            isolate.collect(Reason::Testing);
        }
    }
    let is_async = execution
        .as_string()
        .is_some_and(|word| word == js_string!("async"));
    if is_async {
        return Ok(JsPromise::resolve(JsValue::undefined(), context)?.into());
    }
    Ok(JsValue::undefined())
}
