//! `Date` of strings that the engine does not read.
//!
//! The engine knows the standard's own form and that of `toString` and
//! `toUTCString` only. Everything else is read by [`legacy`], as V8 does.

mod legacy;

use crate::engine::native;
use boa_engine::object::builtins::JsDate;
use boa_engine::object::{ConstructorBuilder, FunctionObjectBuilder, JsObject};
use boa_engine::property::{Attribute, PropertyDescriptor};
use boa_engine::{Context, JsArgs, JsResult, JsValue, NativeFunction, js_string};
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
    Ok(())
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
    let made = original.construct(args, Some(&target), context)?;
    let text = match args {
        [only] => only.as_string(),
        _ => None,
    };
    let Some(text) = text else {
        return Ok(made.into());
    };
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
    let local = original.construct(&parts, None, context)?;
    value(&local, context)
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
