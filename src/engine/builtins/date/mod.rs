//! `Date` of strings that the engine does not read, and of local times.
//!
//! The engine knows the standard's own form and that of `toString` and
//! `toUTCString` only. Everything else is read by [`legacy`], as V8 does.
//!
//! It takes a local time for one in UTC when it asks how far the two are apart, which is
//! wrong for hours around a change of the clocks. Wherever a local time becomes one in UTC
//! [`zone`] answers instead.
//!
//! - `legacy`: dates in other forms than the standard's.
//! - `local`: methods that set local times, or print their distance to UTC.
//! - `zone`: from local times to UTC.

mod legacy;
mod local;
mod zone;

use crate::engine::native;
use boa_engine::object::builtins::JsDate;
use boa_engine::object::{ConstructorBuilder, FunctionObjectBuilder, JsObject};
use boa_engine::property::{Attribute, PropertyDescriptor};
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, NativeFunction, js_string};
use legacy::Written;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Puts a constructor before the engine's own that reads more strings.
///
/// # Errors
///
/// When `Date` has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let date = context.intrinsics().constructors().date();
    let (original, prototype) = (date.constructor(), date.prototype());
    let construct = NativeFunction::from_copy_closure_with_captures(construct, original.clone());
    let mut builder = ConstructorBuilder::new(context, construct);
    builder.name("Date").length(7).has_prototype_property(false);
    let constructor = builder.build().constructor();
    native::set(
        &constructor,
        js_string!("prototype"),
        prototype.clone(),
        Attribute::empty(),
    );
    for name in ["now", "UTC"] {
        let method = original.get(js_string!(name), context)?;
        native::set(&constructor, js_string!(name), method, native::HIDDEN);
    }
    let parse = NativeFunction::from_copy_closure_with_captures(parse, original);
    let parse = FunctionObjectBuilder::new(context.realm(), parse)
        .name(js_string!("parse"))
        .length(1)
        .constructor(false)
        .build();
    native::set(&constructor, js_string!("parse"), parse, native::HIDDEN);
    let key = js_string!("constructor");
    native::set(&prototype, key, constructor.clone(), native::HIDDEN);
    let global = context.global_object();
    // The global object may be a proxy.
    let property = PropertyDescriptor::builder()
        .value(constructor)
        .writable(true)
        .enumerable(false)
        .configurable(true);
    global.define_property_or_throw(js_string!("Date"), property, context)?;
    local::install(&prototype, context)
}

/// `Date(...)` and `new Date(...)`
fn construct(
    new_target: &JsValue,
    args: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(target) = new_target.as_object() else {
        return original.call(&JsValue::undefined(), args, context);
    };
    if args.len() > 1 {
        return local_time(args, &target, original, context);
    }
    let made = original.construct(args, Some(&target), context)?;
    let text = match args {
        [only] => only.as_string(),
        _ => None,
    };
    let Some(text) = text else {
        return Ok(made.into());
    };
    if let Some(time) = standard_local(&text, original, context)? {
        let made = original.construct(&[time.into()], Some(&target), context)?;
        return Ok(made.into());
    }
    if !value(&made, context)?.is_nan() {
        return Ok(made.into());
    }
    match legacy::parse(&text.to_std_string_lossy()) {
        Some(written) => {
            let time = time(&written, original, context)?;
            let made = original.construct(&[time.into()], Some(&target), context)?;
            Ok(made.into())
        }
        None => Ok(made.into()),
    }
}

/// `new Date(year, month, ...)`: its parts are those of a local time.
fn local_time(
    args: &[JsValue],
    target: &JsObject,
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut parts = Vec::with_capacity(args.len());
    for part in args.iter().take(7) {
        parts.push(JsValue::from(part.to_number(context)?));
    }
    let time = zone::utc_of_parts(&parts, original, context)?;
    let made = original.construct(&[time.into()], Some(target), context)?;
    Ok(made.into())
}

/// The time of a string in the standard's form that names no zone and so is a local time.
fn standard_local(
    text: &JsString,
    original: &JsObject,
    context: &mut Context,
) -> JsResult<Option<f64>> {
    let text = text.to_std_string_lossy();
    let Some((date, clock)) = text.split_once('T') else {
        return Ok(None);
    };
    let is_local = !date.is_empty()
        && clock
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.'));
    if !is_local {
        return Ok(None);
    }
    let as_utc = js_string!(format!("{text}Z"));
    let date = original.construct(&[as_utc.into()], None, context)?;
    let local = value(&date, context)?;
    Ok(local.is_finite().then(|| zone::utc(local, context)))
}

/// The time of a date; NaN for an invalid one.
fn value(date: &JsObject, context: &mut Context) -> JsResult<f64> {
    let time = JsDate::from_object(date.clone())?.value_of(context)?;
    Ok(time.as_number().unwrap_or(f64::NAN))
}

/// `Date.parse(string)`
fn parse(
    _: &JsValue,
    args: &[JsValue],
    original: &JsObject,
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    if let Some(time) = standard_local(&text, original, context)? {
        return Ok(time.into());
    }
    let date = original.construct(&[text.clone().into()], None, context)?;
    let read = value(&date, context)?;
    if !read.is_nan() {
        return Ok(read.into());
    }
    match legacy::parse(&text.to_std_string_lossy()) {
        Some(written) => Ok(time(&written, original, context)?.into()),
        None => Ok(f64::NAN.into()),
    }
}

/// Milliseconds since 1970 in UTC.
fn time(written: &Written, original: &JsObject, context: &mut Context) -> JsResult<f64> {
    if let Some(offset) = written.offset {
        return Ok(in_utc(written, offset) as f64);
    }
    let parts = [
        written.year,
        written.month,
        written.day,
        written.hour,
        written.minute,
        written.second,
        written.millisecond,
    ];
    let parts = parts.map(JsValue::from);
    zone::utc_of_parts(&parts, original, context)
}

fn in_utc(written: &Written, offset: i64) -> i64 {
    let days = days_before(written.year, written.month) + written.day - 1;
    let minutes = written.hour * 60 + written.minute - offset;
    days * DAY + minutes * 60_000 + written.second * 1000 + written.millisecond
}

/// Days from the beginning of 1970 to that of a month, counted from 0, of a year.
fn days_before(year: i64, month: i64) -> i64 {
    // Years begin with March, so that the leap day is the last of one.
    let years = if month < 2 { year - 1 } else { year };
    let months = (month + 10) % 12;
    let leaps = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    years * 365 + leaps + (months * 153 + 2) / 5 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days_before(1970, 0), 0);
        assert_eq!(days_before(1970, 1), 31);
        assert_eq!(days_before(2000, 2), 11_017);
        assert_eq!(days_before(1969, 11), -31);
        assert_eq!(days_before(1900, 2), -25_508);
    }
}
