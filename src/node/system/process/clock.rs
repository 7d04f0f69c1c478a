//! `process.hrtime`, `process.hrtime.bigint`, `process.uptime`.

use crate::engine::error;
use crate::engine::event_loop::EventLoop;
use crate::engine::native::{self, Definition};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsBigInt, JsResult, JsValue, js_string};

const FUNCTIONS: [Definition; 2] = [("hrtime", 1, hrtime), ("uptime", 0, uptime)];

const NANOSECONDS: f64 = 1e9;

pub(super) fn define(process: &JsObject, context: &Context) {
    for (name, length, code) in FUNCTIONS {
        let function = native::function(name, length, code, context);
        if name == "hrtime" {
            let bigint = native::function("hrtimeBigInt", 0, hrtime_bigint, context);
            native::set(&function, js_string!("bigint"), bigint, native::ENUMERABLE);
        }
        native::set(process, js_string!(name), function, native::ENUMERABLE);
    }
}

/// Seconds and nanoseconds since some instant, or since an earlier result.
fn hrtime(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let age = EventLoop::of(context)?.age();
    let mut seconds = age.as_secs() as f64;
    let mut nanoseconds = f64::from(age.subsec_nanos());
    let earlier = args.get_or_undefined(0);
    if !earlier.is_undefined() {
        let (before, before_nanoseconds) = pair(earlier, context)?;
        seconds -= before;
        nanoseconds -= before_nanoseconds;
        if nanoseconds < 0.0 {
            seconds -= 1.0;
            nanoseconds += NANOSECONDS;
        }
    }
    Ok(JsArray::from_iter([seconds.into(), nanoseconds.into()], context).into())
}

fn pair(value: &JsValue, context: &mut Context) -> JsResult<(f64, f64)> {
    let array = value.as_object().filter(JsObject::is_array);
    let Some(array) = array else {
        return Err(error::invalid_arg_type("time", &["Array"], value, context));
    };
    let length = array.get(js_string!("length"), context)?;
    if length.as_number() != Some(2.0) {
        return Err(error::out_of_range("time", "2", &length, context));
    }
    let seconds = array.get(0, context)?.to_number(context)?;
    let nanoseconds = array.get(1, context)?.to_number(context)?;
    Ok((seconds, nanoseconds))
}

fn hrtime_bigint(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let nanoseconds = EventLoop::of(context)?.age().as_nanos();
    let nanoseconds = u64::try_from(nanoseconds).unwrap_or(u64::MAX);
    Ok(JsBigInt::from(nanoseconds).into())
}

/// Seconds since the program began.
fn uptime(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(EventLoop::of(context)?.age().as_secs_f64().into())
}
