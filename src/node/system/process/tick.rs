//! `process.nextTick`.

use super::Process;
use crate::engine::error;
use crate::engine::event_loop::{Callback, EventLoop};
use crate::engine::native::Definition;
use boa_engine::{Context, JsArgs, JsResult, JsValue};

pub(super) const FUNCTIONS: [Definition; 1] = [("nextTick", 1, next_tick)];

fn next_tick(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = error::validate_function(args.get_or_undefined(0), "callback", context)?;
    if !Process::of(context)?.exiting.get() {
        let arguments = args.get(1..).unwrap_or(&[]);
        let tick = Callback::new(function, JsValue::undefined(), arguments);
        EventLoop::of(context)?.enqueue_tick(tick);
    }
    Ok(JsValue::undefined())
}
