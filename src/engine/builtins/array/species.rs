//! `ArraySpeciesCreate` (ECMAScript 10.4.2.2).

use super::plain::Plain;
use crate::engine::proxy::{self, Parts};
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsSymbol, JsValue, js_string};

/// What a method of arrays makes: `None` for an ordinary array of the realm.
///
/// # Errors
///
/// What the constructor or a getter throws; `TypeError` where it is no constructor.
pub(super) fn create(
    original: &JsObject,
    length: u64,
    plain: &Plain,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    if plain.makes_own_kind(original) || !is_array(&original.clone().into())? {
        return Ok(None);
    }
    let mut constructor = original.get(js_string!("constructor"), context)?;
    if is_other_array(&constructor, plain) {
        return Ok(None);
    }
    if let Some(object) = constructor.as_object() {
        constructor = object.get(JsSymbol::species(), context)?;
        if constructor.is_null() {
            return Ok(None);
        }
    }
    if constructor.is_undefined() {
        return Ok(None);
    }
    let Some(constructor) = constructor.as_constructor() else {
        return Err(JsNativeError::typ()
            .with_message("object.constructor[Symbol.species] is not a constructor")
            .into());
    };
    constructor
        .construct(&[JsValue::from(length)], None, context)
        .map(Some)
}

/// `IsArray` (ECMAScript 7.2.2).
///
/// # Errors
///
/// `TypeError` for a proxy that was revoked.
pub(super) fn is_array(value: &JsValue) -> JsResult<bool> {
    let mut next = value.as_object();
    while let Some(object) = next {
        if object.is_array() {
            return Ok(true);
        }
        next = match proxy::parts(&object) {
            Some(Parts::Live { target, .. }) => Some(target),
            Some(Parts::Revoked) => return Err(revoked()),
            None => None,
        };
    }
    Ok(false)
}

fn revoked() -> JsError {
    JsNativeError::typ()
        .with_message("Cannot perform 'IsArray' on a proxy that has been revoked")
        .into()
}

/// Whether the value is the `Array` of another realm: its prototype is an array, and can't
/// be replaced.
fn is_other_array(constructor: &JsValue, plain: &Plain) -> bool {
    let Some(constructor) = constructor.as_constructor() else {
        return false;
    };
    if JsObject::equals(&constructor, plain.constructor()) {
        return false;
    }
    let key = PropertyKey::from(js_string!("prototype"));
    let prototype = constructor.borrow().properties().get(&key);
    prototype.is_some_and(|prototype| {
        prototype.writable() == Some(false)
            && prototype
                .value()
                .and_then(JsValue::as_object)
                .is_some_and(|object| object.is_array())
    })
}
