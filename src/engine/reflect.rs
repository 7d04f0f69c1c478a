//! Own keys and descriptors of any object.
//!
//! Objects that keep all their properties in the engine's property map are
//! read there; exotic ones (strings, typed arrays, `arguments`, namespaces,
//! proxies) are asked through their internal methods.

use super::brand::is_array;
use super::collections;
use boa_engine::builtins::error::Error;
use boa_engine::builtins::function::OrdinaryFunction;
use boa_engine::builtins::object::OrdinaryObject;
use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

/// Which own keys are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    /// Enumerable ones.
    Enumerable,
    /// All.
    All,
}

/// Whether all own properties of `object` stand in its property map.
fn is_mapped(object: &JsObject) -> bool {
    object.is_ordinary()
        || object.is_array()
        || object.is::<OrdinaryFunction>()
        || object.is::<Error>()
        || collections::is_map(object)
        || collections::is_set(object)
}

/// `Object.getOwnPropertyDescriptor(object, key)`.
///
/// # Errors
///
/// Whatever a proxy's trap throws.
pub(crate) fn own_descriptor(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<Option<PropertyDescriptor>> {
    if is_mapped(object) {
        return Ok(object.borrow().properties().get(key));
    }
    let arguments = [object.clone().into(), key.clone().into()];
    let given =
        OrdinaryObject::get_own_property_descriptor(&JsValue::undefined(), &arguments, context)?;
    if given.is_undefined() {
        return Ok(None);
    }
    given.to_property_descriptor(context).map(Some)
}

/// Whether `object` has an own property `key` that passes `filter`.
pub(crate) fn has_own(
    object: &JsObject,
    key: &PropertyKey,
    filter: Filter,
    context: &mut Context,
) -> JsResult<bool> {
    let descriptor = own_descriptor(object, key, context)?;
    Ok(descriptor.is_some_and(|found| filter == Filter::All || is_enumerable(&found)))
}

fn is_enumerable(descriptor: &PropertyDescriptor) -> bool {
    descriptor.enumerable() == Some(true)
}

/// Own keys, names before symbols, that pass `filter`.
pub(crate) fn keys(
    object: &JsObject,
    filter: Filter,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    let all = object.own_property_keys(context)?;
    let all = names_first(all);
    retain(object, all, filter, context)
}

/// `Object.keys(object)`.
pub(crate) fn enumerable_names(
    object: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    let mut keys = keys(object, Filter::Enumerable, context)?;
    keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
    Ok(keys)
}

/// Own keys that are no array indices, without walking over the elements.
pub(crate) fn non_index_keys(
    object: &JsObject,
    filter: Filter,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    if !object.is_array() && !object.is::<TypedArray>() {
        let mut keys = keys(object, filter, context)?;
        keys.retain(|key| !matches!(key, PropertyKey::Index(_)));
        return Ok(keys);
    }
    let all = object.borrow().shape().keys();
    retain(object, names_first(all), filter, context)
}

fn names_first(keys: Vec<PropertyKey>) -> Vec<PropertyKey> {
    let (symbols, mut names): (Vec<_>, Vec<_>) = keys
        .into_iter()
        .partition(|key| matches!(key, PropertyKey::Symbol(_)));
    names.extend(symbols);
    names
}

fn retain(
    object: &JsObject,
    keys: Vec<PropertyKey>,
    filter: Filter,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    if filter == Filter::All {
        return Ok(keys);
    }
    let mut kept = Vec::with_capacity(keys.len());
    for key in keys {
        if has_own(object, &key, filter, context)? {
            kept.push(key);
        }
    }
    Ok(kept)
}

/// The own indices of `array`, ascending.
///
/// # Errors
///
/// Whatever a proxy's trap throws.
pub(crate) fn element_indices(array: &JsObject, context: &mut Context) -> JsResult<Vec<u32>> {
    if is_array(array) && is_mapped(array) {
        let mut indices: Vec<u32> = array.borrow().properties().index_property_keys().collect();
        indices.sort_unstable();
        return Ok(indices);
    }
    let keys = array.own_property_keys(context)?;
    Ok(keys
        .iter()
        .filter_map(|key| match key {
            PropertyKey::Index(index) => Some(index.get()),
            _ => None,
        })
        .collect())
}

/// The text of a name; `None` for a symbol.
pub(crate) fn key_text(key: &PropertyKey) -> Option<String> {
    key_string(key).as_ref().map(JsString::to_std_string_lossy)
}

/// A name as a JavaScript string; `None` for a symbol.
pub(crate) fn key_string(key: &PropertyKey) -> Option<JsString> {
    match key {
        PropertyKey::String(name) => Some(name.clone()),
        PropertyKey::Index(index) => Some(js_string!(index.get().to_string())),
        PropertyKey::Symbol(_) => None,
    }
}

/// `Object.getPrototypeOf(object)`, through a proxy's trap where there is one.
pub(crate) fn prototype_of(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    if is_mapped(object) {
        return Ok(object.prototype());
    }
    let arguments = [object.clone().into()];
    let prototype = OrdinaryObject::get_prototype_of(&JsValue::undefined(), &arguments, context)?;
    Ok(prototype.as_object())
}

/// Whether `wanted` is among the prototypes of `object`.
///
/// # Errors
///
/// Whatever a proxy's trap throws.
pub(crate) fn inherits(
    object: &JsObject,
    wanted: &JsObject,
    context: &mut Context,
) -> JsResult<bool> {
    let mut holder = prototype_of(object, context)?;
    while let Some(current) = holder {
        if current == *wanted {
            return Ok(true);
        }
        holder = prototype_of(&current, context)?;
    }
    Ok(false)
}
