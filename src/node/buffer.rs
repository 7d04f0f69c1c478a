//! The exports of `node:buffer`.

use crate::buffer::{FUNCTIONS, GLOBALS, Intrinsics};
use crate::engine::error;
use crate::engine::limits::{MAX_LENGTH, MAX_STRING_LENGTH};
use crate::engine::native;
use crate::node::web::blob;
use boa_engine::object::JsObject;
use boa_engine::property::Attribute;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

/// The module's exports.
///
/// # Errors
///
/// When [`crate::buffer::install`] has not run; what evaluating the classes of Blobs throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let constructor = Intrinsics::of(context)?.constructor().clone();
    let exports = JsObject::with_object_proto(context.intrinsics());
    let visible = native::ENUMERABLE;
    native::set(&exports, js_string!("Buffer"), constructor, visible);
    native::define_ordinary(&exports, FUNCTIONS, context);
    let length = JsValue::from(MAX_LENGTH);
    native::set(&exports, js_string!("kMaxLength"), length.clone(), visible);
    native::set(
        &exports,
        js_string!("kStringMaxLength"),
        MAX_STRING_LENGTH,
        visible,
    );
    for &(name, ..) in GLOBALS {
        let function = context.global_object().get(js_string!(name), context)?;
        native::set(&exports, js_string!(name), function, visible);
    }
    let constants = JsObject::with_object_proto(context.intrinsics());
    let fixed = Attribute::ENUMERABLE;
    native::set(&constants, js_string!("MAX_LENGTH"), length, fixed);
    native::set(
        &constants,
        js_string!("MAX_STRING_LENGTH"),
        MAX_STRING_LENGTH,
        fixed,
    );
    native::set(&exports, js_string!("constants"), constants, fixed);
    let getter = native::function("get", 0, inspect_max_bytes, context);
    let setter = native::function("set", 1, set_inspect_max_bytes, context);
    let key = js_string!("INSPECT_MAX_BYTES");
    native::accessor(&exports, key, getter, Some(setter), visible);
    for name in ["Blob", "resolveObjectURL", "File"] {
        let export = blob::export(name, context)?;
        native::set(&exports, js_string!(name), export, visible);
    }
    Ok(exports.into())
}

fn inspect_max_bytes(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Intrinsics::of(context)?.inspect_max_bytes().into())
}

fn set_inspect_max_bytes(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = arguments.get_or_undefined(0);
    let name = "INSPECT_MAX_BYTES";
    let max = error::validate_number(value, name, 0.0, f64::INFINITY, context)?;
    Intrinsics::of(context)?.set_inspect_max_bytes(max);
    Ok(JsValue::undefined())
}
