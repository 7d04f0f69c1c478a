//! `JSON.parse` (ECMAScript 25.5.1).

use super::keys::Keys;
use super::reader::{Reader, Stop};
use super::record::Records;
use super::reviver;
use crate::engine::per_context;
use boa_engine::string::JsStrVariant;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue};

/// `JSON.parse(text[, reviver])`.
pub(super) fn parse(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = match arguments.get_or_undefined(0).as_string() {
        Some(text) => text,
        None => arguments.get_or_undefined(0).to_string(context)?,
    };
    let reviver = arguments.get_or_undefined(1).as_callable();
    let (value, records) = read(&text, reviver.is_some(), context)?;
    match (reviver, records) {
        (Some(reviver), Some(records)) => reviver::revive(value, &text, records, reviver, context),
        _ => Ok(value),
    }
}

/// The value of `text`, with records if `is_recording`.
fn read(
    text: &JsString,
    is_recording: bool,
    context: &mut Context,
) -> JsResult<(JsValue, Option<Records>)> {
    let keys = per_context::get_or_make(context, |_| Ok(Keys::new()))?;
    let read = match text.as_str().variant() {
        JsStrVariant::Latin1(units) => {
            Reader::new(units, &keys, is_recording, context).whole(context)
        }
        JsStrVariant::Utf16(units) => {
            Reader::new(units, &keys, is_recording, context).whole(context)
        }
    };
    read.map_err(|stop| match stop {
        Stop::Fault(fault) => fault.error(text, context),
        Stop::Thrown(error) => error,
    })
}
