//! Native code in a frame of its own.
//!
//! The engine leaves values on its stack where an ES module is linked, and where
//! native code catches an error that came through two functions or more. In the
//! middle of a caller's expression they would be taken for its operands. When a
//! JavaScript function returns, the engine clears all that stands above its
//! frame: so such code is called through one.

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsValue, Script, Source,
    object::builtins::JsFunction,
};

#[derive(Clone)]
struct Caller(JsObject);

/// Calls `native` without arguments from a JavaScript function that does nothing else.
///
/// # Errors
///
/// What `native` throws.
pub fn call_apart(native: &JsFunction, context: &mut Context) -> JsResult<JsValue> {
    let Caller(caller) = caller(context)?;
    caller.call(&JsValue::undefined(), &[native.clone().into()], context)
}

fn caller(context: &mut Context) -> JsResult<Caller> {
    if let Some(caller) = context.get_data::<Caller>() {
        return Ok(caller.clone());
    }
    let source = Source::from_bytes("(function (native) { return native(); })");
    let function = Script::parse(source, None, context)?.evaluate(context)?;
    let Some(function) = function.as_callable() else {
        return Err(JsNativeError::typ().with_message("not a function").into());
    };
    let caller = Caller(function);
    context.insert_data(caller.clone());
    Ok(caller)
}
