//! `lastIndex` of a regular expression: its own property, which can't be removed.

use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::property::{Attribute, PropertyKey};
use boa_engine::{Context, JsNativeError, JsResult, JsValue, js_string};

fn key() -> PropertyKey {
    PropertyKey::String(js_string!("lastIndex"))
}

/// What it holds, and whether it may be written.
fn held(regexp: &JsObject) -> (JsValue, bool) {
    let object = regexp.borrow();
    let property = object.properties().get(&key());
    let Some(property) = property else {
        return (JsValue::undefined(), true);
    };
    let writable = property.writable().unwrap_or(false);
    (property.value().cloned().unwrap_or_default(), writable)
}

/// `ToLength(regexp.lastIndex)`, and whether it may be written.
pub(super) fn get(regexp: &JsObject, context: &mut Context) -> JsResult<(u64, bool)> {
    let (value, writable) = held(regexp);
    if let Some(number) = value.as_i32() {
        return Ok((u64::try_from(number).unwrap_or(0), writable));
    }
    let index = value.to_length(context)?;
    // A conversion may have frozen the object.
    Ok((index, held(regexp).1))
}

/// `regexp.lastIndex = index`
///
/// # Errors
///
/// `TypeError` where it is read-only.
pub(super) fn set(regexp: &JsObject, index: usize, writable: bool) -> JsResult<()> {
    if !writable {
        let message = "Cannot assign to read only property 'lastIndex' of object '[object RegExp]'";
        return Err(JsNativeError::typ().with_message(message).into());
    }
    // No string is longer than 2^29 units.
    native::set(regexp, key(), index as i32, Attribute::WRITABLE);
    Ok(())
}
