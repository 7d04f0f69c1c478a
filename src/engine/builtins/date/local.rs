//! Methods that set local times, or print their distance to UTC.

use super::zone;
use crate::engine::builtins::guards::wrap;
use crate::engine::native;
use boa_engine::builtins::date::Date;
use boa_engine::gc::{Finalize, Trace};
use boa_engine::object::builtins::{JsDate, JsFunction};
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction, js_string};

/// Setters of parts of a local time, the same in UTC, and their `length`.
const SETTERS: [(&str, &str, usize); 7] = [
    ("setMilliseconds", "setUTCMilliseconds", 1),
    ("setSeconds", "setUTCSeconds", 2),
    ("setMinutes", "setUTCMinutes", 3),
    ("setHours", "setUTCHours", 4),
    ("setDate", "setUTCDate", 1),
    ("setMonth", "setUTCMonth", 2),
    ("setFullYear", "setUTCFullYear", 3),
];

#[derive(Trace, Finalize)]
struct Setter {
    original: JsFunction,
    in_utc: JsFunction,
    set_time: JsFunction,
}

/// Puts them in place.
///
/// # Errors
///
/// When `Date.prototype` has been tampered with before.
pub(super) fn install(prototype: &JsObject, context: &mut Context) -> JsResult<()> {
    wrap(prototype, "toString", 0, printed, context)?;
    wrap(prototype, "toTimeString", 0, printed, context)?;
    for (name, in_utc, length) in SETTERS {
        let own = (
            method(prototype, name, context)?,
            method(prototype, in_utc, context)?,
            method(prototype, "setTime", context)?,
        );
        let (Some(original), Some(in_utc), Some(set_time)) = own else {
            continue;
        };
        let setter = Setter {
            original,
            in_utc,
            set_time,
        };
        let code = NativeFunction::from_copy_closure_with_captures(set, setter);
        let function = FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .length(length)
            .constructor(false)
            .build();
        native::set(prototype, js_string!(name), function, native::HIDDEN);
    }
    Ok(())
}

fn method(object: &JsObject, name: &str, context: &mut Context) -> JsResult<Option<JsFunction>> {
    let method = object.get(js_string!(name), context)?;
    Ok(method.as_callable().and_then(JsFunction::from_object))
}

/// The time of a date; `None` for what is none.
fn time(this: &JsValue, context: &mut Context) -> JsResult<Option<f64>> {
    let Some(object) = this.as_object().filter(|object| object.is::<Date>()) else {
        return Ok(None);
    };
    let time = JsDate::from_object(object)?.value_of(context)?;
    Ok(time.as_number())
}

/// Sets a part of the local time, as the same part of a date whose UTC is that local time.
fn set(
    this: &JsValue,
    arguments: &[JsValue],
    setter: &Setter,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(time) = time(this, context)? else {
        return setter.original.call(this, arguments, context);
    };
    let local = if time.is_finite() {
        time + zone::offset(time, context)
    } else {
        f64::NAN
    };
    let shown = JsDate::new(context);
    let shown = JsValue::from(JsObject::from(shown));
    setter.set_time.call(&shown, &[local.into()], context)?;
    let local = setter.in_utc.call(&shown, arguments, context)?;
    let local = local.to_number(context)?;
    let time = if local.is_finite() {
        zone::utc(local, context)
    } else {
        f64::NAN
    };
    setter.set_time.call(this, &[time.into()], context)
}

/// The engine's text, which ends in the distance to UTC, with the right distance.
fn printed(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let given = original.call(this, arguments, context)?;
    let time = time(this, context)?.filter(|time| time.is_finite());
    let (Some(text), Some(time)) = (given.as_string(), time) else {
        return Ok(given);
    };
    let text = text.to_std_string_lossy();
    let Some((before, distance)) = text.rsplit_once("GMT") else {
        return Ok(given);
    };
    let right = written(zone::offset(time, context));
    if distance == right {
        return Ok(given);
    }
    Ok(JsString::from(format!("{before}GMT{right}")).into())
}

/// `+hhmm`
fn written(offset: f64) -> String {
    let minutes = (offset.abs() / 60_000.0).floor() as i64;
    let sign = if offset < 0.0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
