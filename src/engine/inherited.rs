//! What a typed array inherits.
//!
//! Of each key of a typed array the engine asks whether it is a number in disguise,
//! by way of text, a number and text again: `valueOf` and `length` are a third of the
//! instructions of `Buffer.from(buffer)` so. Names that are known to be no numbers are
//! looked for here, in the tables of the array and its prototypes.

use boa_engine::builtins::typed_array::TypedArray;
use boa_engine::object::JsObject;
use boa_engine::property::{PropertyDescriptor, PropertyKey};
use boa_engine::{Context, JsResult, JsString, JsValue};

/// Property `name`, no number, of a typed array. `None` where it has none, or where
/// that is not to be told without running a script.
#[must_use]
pub fn property(array: &JsObject, name: JsString) -> Option<PropertyDescriptor> {
    if !array.is::<TypedArray>() {
        return None;
    }
    let key = PropertyKey::from(name);
    if let Some(own) = array.borrow().properties().get(&key) {
        return Some(own);
    }
    let mut holder = array.prototype()?;
    while holder.is_ordinary() {
        if let Some(found) = holder.borrow().properties().get(&key) {
            return Some(found);
        }
        holder = holder.prototype()?;
    }
    None
}

/// `object[name]`, where `name` is no number.
///
/// # Errors
///
/// What a getter or a trap throws.
pub fn get(object: &JsObject, name: JsString, context: &mut Context) -> JsResult<JsValue> {
    let found = property(object, name.clone());
    match found.as_ref().and_then(PropertyDescriptor::value) {
        Some(value) => Ok(value.clone()),
        None => object.get(name, context),
    }
}

/// `object[key]` of an object whose own properties are ordinary: an own data property
/// takes half of the instructions of the engine's own way.
///
/// # Errors
///
/// What a getter throws.
pub fn own_or_get(
    object: &JsObject,
    key: &PropertyKey,
    context: &mut Context,
) -> JsResult<JsValue> {
    let own = object.borrow().properties().get(key);
    match own.as_ref().and_then(PropertyDescriptor::value) {
        Some(value) => Ok(value.clone()),
        None => object.get(key.clone(), context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use boa_engine::{Source, js_string};

    /// `get` of `value` beside the engine's own.
    fn both(value: &str, name: &str) -> [String; 2] {
        let context = &mut Context::default();
        let object = context.eval(Source::from_bytes(value)).expect(value);
        let object = object.as_object().expect("an object");
        let name = JsString::from(name);
        let ours = get(&object, name.clone(), context);
        let theirs = object.get(name, context);
        [ours, theirs].map(|got| match got {
            Ok(got) => got.display().to_string(),
            Err(error) => error.to_string(),
        })
    }

    #[test]
    fn it_is_what_the_engine_says() {
        let values = [
            "new Uint8Array(3)",
            "Object.assign(new Uint8Array(3), { valueOf: 1 })",
            "Object.defineProperty(new Uint8Array(3), 'valueOf', { get() { return this.length } })",
            "Object.setPrototypeOf(new Uint8Array(3), null)",
            "Object.setPrototypeOf(new Uint8Array(3), new Uint8Array(4))",
            "Object.setPrototypeOf(new Uint8Array(3), new Proxy({}, { get: (_, key) => 'trap ' + key }))",
            "Uint8Array.prototype.valueOf = 7; new Uint8Array(3)",
            "Object.prototype.valueOf = 8; new Uint8Array(3)",
            "({ valueOf: 9 })",
            "[1, 2]",
        ];
        for value in values {
            for name in ["valueOf", "length", "absent"] {
                let [ours, theirs] = both(value, name);
                assert_eq!(ours, theirs, "{value}: {name}");
            }
        }
    }

    #[test]
    fn an_own_property_is_what_the_engine_says() {
        let context = &mut Context::default();
        let key = PropertyKey::from(js_string!("size"));
        for value in [
            "(function () {})",
            "Object.assign(function () {}, { size: 7 })",
            "Object.defineProperty(function () {}, 'size', { get() { return 8 } })",
            "Function.prototype.size = 9; (function () {})",
        ] {
            let object = context.eval(Source::from_bytes(value)).expect(value);
            let object = object.as_object().expect("an object");
            let theirs = object.get(key.clone(), context).expect(value);
            assert_eq!(own_or_get(&object, &key, context).expect(value), theirs);
        }
    }

    #[test]
    fn a_getter_is_found_as_one() {
        let context = &mut Context::default();
        let array = context.eval(Source::from_bytes("new Uint8Array(3)"));
        let array = array.expect("an array").as_object().expect("an object");
        let length = property(&array, js_string!("length")).expect("a property");
        assert!(length.value().is_none() && length.get().is_some());
        assert!(property(&array, js_string!("absent")).is_none());
    }
}
