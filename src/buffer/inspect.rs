//! The printed form, `<Buffer 68 69>`.

use super::intrinsics::Intrinsics;
use super::receiver;
use crate::engine::native::Definition;
use crate::engine::{coerce, printing};
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, js_string};
use std::fmt::Write;

/// The method, which is also the one that `util.inspect` calls.
pub const METHODS: &[Definition] = &[("inspect", 2, inspect)];

/// How many bytes are printed unless `buffer.INSPECT_MAX_BYTES` says otherwise.
pub const DEFAULT_MAX_BYTES: f64 = 50.0;

/// `buf.inspect([recurseTimes[, options]])`
fn inspect(this: &JsValue, arguments: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let max = Intrinsics::of(context)?.inspect_max_bytes();
    let own_length = length(this, context)?;
    let rest = length(this, context)? - max;
    let view = receiver::bytes(this, context)?;
    // `min` passes over NaN; the cast gives 0 for it and for fractions below 1.
    let shown = if own_length.is_nan() {
        0
    } else {
        max.min(own_length) as usize
    };
    let mut text = view.part(0..shown).read(hexadecimal);
    append_rest(&mut text, rest);
    let options = arguments.get_or_undefined(1);
    if options.to_boolean()
        && let Some(object) = this.as_object()
        && let Some(extras) = printing::extra_properties(&object, options, context)?
    {
        if own_length != 0.0 {
            text.push_str(", ");
        }
        text.push_str(&extras);
    }
    let name = class_name(this, context)?;
    Ok(js_string!(
        &js_string!("<"),
        &name,
        &js_string!(" "),
        &js_string!(text),
        &js_string!(">")
    )
    .into())
}

/// `this.length` as a number, which Node asks for twice.
fn length(this: &JsValue, context: &mut Context) -> JsResult<f64> {
    let length = receiver::property(this, js_string!("length"), context)?;
    coerce::to_number(&length, context)
}

/// `68 69`
fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(3));
    for (at, byte) in bytes.iter().enumerate() {
        let gap = if at == 0 { "" } else { " " };
        // Writing to a string doesn't fail.
        let _ = write!(text, "{gap}{byte:02x}");
    }
    text
}

/// ` ... 3 more bytes`, where there are more.
fn append_rest(text: &mut String, rest: f64) {
    if rest > 0.0 {
        let plural = if rest > 1.0 { "s" } else { "" };
        let rest = JsValue::from(rest).display().to_string();
        text.push_str(&format!(" ... {rest} more byte{plural}"));
    }
}

/// The name of the constructor, where that is a function with a name; a getter
/// that throws is passed over.
fn class_name(this: &JsValue, context: &mut Context) -> JsResult<JsString> {
    match constructor_name(this, context) {
        Ok(Some(name)) => name.to_string(context),
        Ok(None) | Err(_) => Ok(js_string!("Buffer")),
    }
}

fn constructor_name(this: &JsValue, context: &mut Context) -> JsResult<Option<JsValue>> {
    let constructor = receiver::property(this, js_string!("constructor"), context)?;
    let Some(constructor) = constructor.as_callable() else {
        return Ok(None);
    };
    if !constructor.has_own_property(js_string!("name"), context)? {
        return Ok(None);
    }
    constructor.get(js_string!("name"), context).map(Some)
}
