//! Async generators, guarded.
//!
//! The engine asserts that the body of an async generator never ends with an
//! error of the engine itself. It can: at a limit of the host's, or because
//! the script asked for its end. The assertion is met here, and the error goes on.

use super::native;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsResult, JsString, JsValue, NativeFunction, error::PanicError, js_string,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Guards the methods that resume an async generator.
///
/// # Errors
///
/// When the prototype of async generators has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().objects().async_generator();
    for name in ["next", "return", "throw"] {
        let key = js_string!(name);
        let original = prototype.get(key.clone(), context)?;
        if let Some(original) = original.as_callable() {
            let guarded = guard(key.clone(), original, context);
            native::set(&prototype, key, guarded, native::HIDDEN);
        }
    }
    Ok(())
}

fn guard(name: JsString, original: JsObject, context: &Context) -> JsObject {
    let resume = NativeFunction::from_copy_closure_with_captures(resume, original);
    FunctionObjectBuilder::new(context.realm(), resume)
        .name(name)
        .length(1)
        .build()
        .into()
}

fn resume(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    // The assertion comes when the generator's frame has been popped and its own state
    // is whole; what is left behind is one entry of the trace of native calls.
    let resumed = catch_unwind(AssertUnwindSafe(|| original.call(this, arguments, context)));
    resumed.unwrap_or_else(|_| {
        Err(PanicError::new("an error of the engine ended an async generator").into())
    })
}
