//! What sort of object a value is, as far as comparison cares.

use crate::engine::collections;
use crate::engine::view::{ByteView, Store};
use boa_engine::builtins::error::Error;
use boa_engine::object::builtins::{
    JsDate, JsPromise, JsRegExp, JsTypedArray, JsWeakMap, JsWeakSet,
};
use boa_engine::{Context, JsBigInt, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string};

/// The kinds that are compared in their own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Array,
    /// A typed array or `DataView`, by its class.
    View(JsString),
    Set,
    Map,
    Date,
    RegExp,
    /// An `ArrayBuffer` or `SharedArrayBuffer`.
    Store,
    Error,
    /// A `Number`, `String`, ... object.
    Boxed,
    Url,
    /// Equal to itself only.
    Opaque,
    Plain,
}

/// What `Object.prototype.toString` says of `object`.
pub(super) fn tag(object: &JsObject, context: &mut Context) -> JsResult<JsString> {
    let prototype = context.intrinsics().constructors().object().prototype();
    let to_string = prototype.get(js_string!("toString"), context)?;
    match to_string.as_callable() {
        Some(to_string) => to_string
            .call(&object.clone().into(), &[], context)?
            .to_string(context),
        None => Ok(js_string!()),
    }
}

/// `Array.isArray`, which looks through proxies.
fn is_array(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if object.is_array() {
        return Ok(true);
    }
    let array = context.intrinsics().constructors().array().constructor();
    let is_array = array.get(js_string!("isArray"), context)?;
    match is_array.as_callable() {
        Some(is_array) => Ok(is_array
            .call(&JsValue::undefined(), &[object.clone().into()], context)?
            .to_boolean()),
        None => Ok(false),
    }
}

/// The kind of `object`, whose tag is known.
pub(super) fn kind(object: &JsObject, tag: &JsString, context: &mut Context) -> JsResult<Kind> {
    if is_array(object, context)? {
        return Ok(Kind::Array);
    }
    if let Some(class) = view_class(object, context) {
        return Ok(Kind::View(class));
    }
    Ok(if collections::is_set(object) {
        Kind::Set
    } else if collections::is_map(object) {
        Kind::Map
    } else if JsDate::from_object(object.clone()).is_ok() {
        Kind::Date
    } else if JsRegExp::from_object(object.clone()).is_ok() {
        Kind::RegExp
    } else if Store::of(object).is_some() {
        Kind::Store
    } else if is_error(object, context) {
        Kind::Error
    } else if is_boxed(object) {
        Kind::Boxed
    } else if is_opaque(object) {
        Kind::Opaque
    } else if *tag == "[object URL]" {
        Kind::Url
    } else {
        Kind::Plain
    })
}

fn view_class(object: &JsObject, context: &mut Context) -> Option<JsString> {
    if let Ok(array) = JsTypedArray::from_object(object.clone()) {
        return array.kind().map(|kind| js_string!(format!("{kind:?}")));
    }
    ByteView::of_view(object, context).map(|_| js_string!("DataView"))
}

fn is_error(object: &JsObject, context: &Context) -> bool {
    if object.is::<Error>() {
        return true;
    }
    let error = context.intrinsics().constructors().error().prototype();
    std::iter::successors(object.prototype(), JsObject::prototype).any(|above| above == error)
}

fn is_boxed(object: &JsObject) -> bool {
    object.is::<bool>()
        || object.is::<f64>()
        || object.is::<JsString>()
        || object.is::<JsSymbol>()
        || object.is::<JsBigInt>()
}

fn is_opaque(object: &JsObject) -> bool {
    JsPromise::from_object(object.clone()).is_ok()
        || JsWeakMap::from_object(object.clone()).is_ok()
        || JsWeakSet::from_object(object.clone()).is_ok()
}

/// The primitive inside a `Number`, `String`, ... object.
fn unboxed(object: &JsObject) -> Option<JsValue> {
    if let Some(flag) = object.downcast_ref::<bool>() {
        return Some(JsValue::from(*flag));
    }
    if let Some(number) = object.downcast_ref::<f64>() {
        return Some(JsValue::from(*number));
    }
    if let Some(string) = object.downcast_ref::<JsString>() {
        return Some(JsValue::from(string.clone()));
    }
    if let Some(symbol) = object.downcast_ref::<JsSymbol>() {
        return Some(JsValue::from(symbol.clone()));
    }
    let big = object.downcast_ref::<JsBigInt>()?;
    Some(JsValue::from(big.clone()))
}

/// Whether two boxes hold the same primitive, as `Object.is`.
pub(super) fn same_boxed(left: &JsObject, right: &JsObject) -> bool {
    match (unboxed(left), unboxed(right)) {
        (Some(left), Some(right)) => JsValue::same_value(&left, &right),
        _ => false,
    }
}

/// Whether two dates are the same time, or both none.
pub(super) fn same_date(
    left: &JsObject,
    right: &JsObject,
    context: &mut Context,
) -> JsResult<bool> {
    let left = JsDate::from_object(left.clone())?.get_time(context)?;
    let right = JsDate::from_object(right.clone())?.get_time(context)?;
    Ok(JsValue::same_value_zero(&left, &right))
}
