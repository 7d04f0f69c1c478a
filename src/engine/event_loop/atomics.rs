//! `Atomics.waitAsync`, which must not keep a program alive.

use super::EventLoop;
use crate::engine::native;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};

/// Has `Atomics.waitAsync` enqueue its jobs so that they don't keep the loop alive.
///
/// A wait that nobody ends would otherwise keep a program alive for ever; Node
/// ends such a program. The engine queues these jobs like any other, so the call is wrapped.
///
/// # Errors
///
/// When `Atomics` has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let atomics = context.intrinsics().objects().atomics();
    let key = js_string!("waitAsync");
    let original = atomics.get(key.clone(), context)?;
    let Some(original) = original.as_callable() else {
        return Ok(());
    };
    let wrapper = NativeFunction::from_copy_closure_with_captures(wait_async, original);
    let wrapper = FunctionObjectBuilder::new(context.realm(), wrapper)
        .name(key.clone())
        .length(4)
        .build();
    native::set(&atomics, key, wrapper, native::HIDDEN);
    Ok(())
}

fn wait_async(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let event_loop = EventLoop::of(context)?;
    event_loop.without_holding(|| original.call(this, arguments, context))
}
