//! `JSON.rawJSON` and `JSON.isRawJSON`: text that `JSON.stringify` writes as it is
//! (ECMAScript 25.5, "JSON.parse source text access").

use super::keys::Keys;
use super::reader::Reader;
use crate::engine::native;
use boa_engine::object::{IntegrityLevel, JsObject};
use boa_engine::string::JsStrVariant;
use boa_engine::{Context, Finalize, JsArgs, JsData, JsResult, JsValue, Trace, js_string};

/// The mark of an object that `JSON.rawJSON` made.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct RawJson;

/// `JSON.rawJSON(text)`.
pub(super) fn raw_json(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = arguments.get_or_undefined(0).to_string(context)?;
    let keys = Keys::new();
    let read = match text.as_str().variant() {
        JsStrVariant::Latin1(units) => Reader::new(units, &keys, false, context).raw(),
        JsStrVariant::Utf16(units) => Reader::new(units, &keys, false, context).raw(),
    };
    read.map_err(|fault| fault.error(&text, context))?;
    let object = JsObject::from_proto_and_data(None, RawJson);
    native::set(&object, js_string!("rawJSON"), text, native::ENUMERABLE);
    object.set_integrity_level(IntegrityLevel::Frozen, context)?;
    Ok(object.into())
}

/// `JSON.isRawJSON(value)`.
pub(super) fn is_raw_json(
    _: &JsValue,
    arguments: &[JsValue],
    _: &mut Context,
) -> JsResult<JsValue> {
    let object = arguments.get_or_undefined(0).as_object();
    Ok(object.is_some_and(|object| object.is::<RawJson>()).into())
}
