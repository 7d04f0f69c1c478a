//! `process.env`: a copy of the environment whose values are always strings.
//!
//! Assignments do not reach the environment of the process itself, which other
//! threads of the host may be reading.

use super::ProcessOptions;
use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsProxyBuilder;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue, js_string};

pub(super) fn define(
    process: &JsObject,
    options: &ProcessOptions,
    context: &mut Context,
) -> JsResult<()> {
    let variables = JsObject::with_object_proto(context.intrinsics());
    for (name, value) in options.environment.clone().unwrap_or_else(inherited) {
        let (name, value) = (JsString::from(name), JsString::from(value));
        native::set(&variables, name, value, native::ENUMERABLE);
    }
    let proxy = JsProxyBuilder::new(variables)
        .set(set)
        .define_property(define_property)
        .build(context)?;
    native::set(
        process,
        js_string!("env"),
        JsObject::from(proxy),
        native::ENUMERABLE,
    );
    Ok(())
}

fn inherited() -> Vec<(String, String)> {
    let text = |text: std::ffi::OsString| text.to_string_lossy().into_owned();
    std::env::vars_os()
        .map(|(name, value)| (text(name), text(value)))
        .collect()
}

/// The name and value of a variable, both as strings.
fn variable(
    key: &JsValue,
    value: &JsValue,
    context: &mut Context,
) -> JsResult<(PropertyKey, JsString)> {
    if key.is_symbol() {
        return Err(JsNativeError::typ()
            .with_message("Cannot convert a Symbol value to a string")
            .into());
    }
    let value = value.to_string(context)?;
    Ok((key.to_property_key(context)?, value))
}

fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (key, value) = variable(args.get_or_undefined(1), args.get_or_undefined(2), context)?;
    if let Some(variables) = args.get_or_undefined(0).as_object() {
        native::set(&variables, key, value, native::ENUMERABLE);
    }
    Ok(true.into())
}

fn define_property(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (Some(variables), Some(descriptor)) = (
        args.get_or_undefined(0).as_object(),
        args.get_or_undefined(2).as_object(),
    ) else {
        return Ok(false.into());
    };
    let descriptor = descriptor.to_property_descriptor(context)?;
    if descriptor.is_accessor_descriptor() {
        let refusal = "'process.env' does not accept an accessor(getter/setter) descriptor";
        return Err(refused(refusal, context));
    }
    let plain = descriptor.configurable() == Some(true)
        && descriptor.writable() == Some(true)
        && descriptor.enumerable() == Some(true);
    let Some(value) = descriptor.value().filter(|_| plain) else {
        let refusal =
            "'process.env' only accepts a configurable, writable, and enumerable data descriptor";
        return Err(refused(refusal, context));
    };
    let (key, value) = variable(args.get_or_undefined(1), value, context)?;
    native::set(&variables, key, value, native::ENUMERABLE);
    Ok(true.into())
}

fn refused(message: &str, context: &mut Context) -> JsError {
    let code = js_string!("ERR_INVALID_OBJECT_DEFINE_PROPERTY");
    match error::plain_object(ErrorClass::Type, js_string!(message), context) {
        Ok(object) => {
            native::set(&object, js_string!("code"), code, native::ENUMERABLE);
            JsError::from_opaque(object.into())
        }
        Err(thrown) => thrown,
    }
}
