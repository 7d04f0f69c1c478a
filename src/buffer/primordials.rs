//! Built-in functions as they were before any script ran.

use super::intrinsics::Intrinsics;
use crate::engine::inherited;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsProxy;
use boa_engine::{Context, JsResult, JsValue, js_string};

/// Functions that scripts may replace on the objects that hold them.
#[derive(Debug)]
pub(super) struct Primordials {
    object_value_of: Option<JsObject>,
    array_is_array: Option<JsObject>,
    /// The getter `%TypedArray%.prototype.length`.
    typed_array_length: Option<JsObject>,
}

impl Primordials {
    /// Those of the running realm, as they are now.
    pub(super) fn take(context: &mut Context) -> JsResult<Self> {
        let constructors = context.intrinsics().constructors();
        let object = constructors.object().prototype();
        let array = constructors.array().constructor();
        let length = constructors.typed_array().prototype();
        let length = length
            .borrow()
            .properties()
            .get(&js_string!("length").into());
        Ok(Self {
            object_value_of: object.get(js_string!("valueOf"), context)?.as_callable(),
            array_is_array: array.get(js_string!("isArray"), context)?.as_callable(),
            typed_array_length: length.and_then(|length| length.get()?.as_object()),
        })
    }
}

/// Whether `function` is `Object.prototype.valueOf`, which gives `this` itself.
pub(super) fn is_object_value_of(function: &JsObject, context: &Context) -> JsResult<bool> {
    let intrinsics = Intrinsics::of(context)?;
    let original = intrinsics.primordials().object_value_of.as_ref();
    Ok(original.is_some_and(|original| JsObject::equals(original, function)))
}

/// Whether `array.length` of a typed array is what the language says: nothing stands
/// before the getter that all of them inherit.
pub(super) fn has_genuine_length(array: &JsObject, context: &Context) -> JsResult<bool> {
    let intrinsics = Intrinsics::of(context)?;
    let original = intrinsics.primordials().typed_array_length.as_ref();
    let found = inherited::property(array, js_string!("length"));
    let getter = found.and_then(|found| found.get()?.as_object());
    Ok(match (original, getter) {
        (Some(original), Some(getter)) => JsObject::equals(original, &getter),
        _ => false,
    })
}

/// `value` if `Array.isArray` says that it is one: proxies of arrays are.
pub(super) fn array(value: &JsValue, context: &mut Context) -> JsResult<Option<JsObject>> {
    let Some(object) = value.as_object() else {
        return Ok(None);
    };
    if object.is_array() {
        return Ok(Some(object));
    }
    if JsProxy::from_object(object.clone()).is_err() {
        return Ok(None);
    }
    let intrinsics = Intrinsics::of(context)?;
    let Some(is_array) = &intrinsics.primordials().array_is_array else {
        return Ok(None);
    };
    let answer = is_array.call(&JsValue::undefined(), std::slice::from_ref(value), context)?;
    Ok(answer.to_boolean().then_some(object))
}
