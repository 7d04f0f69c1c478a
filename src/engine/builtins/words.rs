//! Values as V8 names them in the messages of errors, without running anything of a script's.

use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{JsError, JsNativeError, JsValue, JsVariant, js_string};

/// The value in a few words.
pub(super) fn shown(value: &JsValue) -> String {
    match value.variant() {
        JsVariant::String(text) => text.to_std_string_lossy(),
        JsVariant::Symbol(symbol) => symbol.descriptive_string().to_std_string_lossy(),
        JsVariant::Object(object) => of_object(&object),
        JsVariant::BigInt(number) => number.to_string(),
        _ => value.display().to_string(),
    }
}

fn of_object(object: &JsObject) -> String {
    if object.is_array() {
        return "[object Array]".into();
    }
    let name = class_of(object).filter(|name| !name.is_empty());
    format!("#<{}>", name.unwrap_or_else(|| "Object".into()))
}

/// The name of the constructor that the object or what it inherits from tells.
fn class_of(object: &JsObject) -> Option<String> {
    let mut next = Some(object.clone());
    while let Some(object) = next {
        let constructor = object
            .borrow()
            .properties()
            .get(&PropertyKey::from(js_string!("constructor")));
        if let Some(constructor) = constructor {
            let constructor = constructor.value()?.as_object()?;
            let name = constructor
                .borrow()
                .properties()
                .get(&PropertyKey::from(js_string!("name")));
            return Some(name?.value()?.as_string()?.to_std_string_lossy());
        }
        next = object.prototype();
    }
    None
}

/// The value with its type before it, as V8 names what is called and is no function.
pub(super) fn typed(value: &JsValue) -> String {
    let kind = value.type_of();
    match value.variant() {
        JsVariant::Undefined | JsVariant::Null => shown(value),
        JsVariant::String(text) => format!("string \"{}\"", text.to_std_string_lossy()),
        JsVariant::Object(object) => of_object(&object),
        _ => format!("{kind} {}", shown(value)),
    }
}

/// V8's error for a callback that is none.
pub(super) fn not_a_function(value: &JsValue) -> JsError {
    JsNativeError::typ()
        .with_message(format!("{} is not a function", typed(value)))
        .into()
}

/// V8's error for a method called on what it is not for.
pub(super) fn incompatible(method: &str, receiver: &JsValue) -> JsError {
    let message = format!(
        "Method {method} called on incompatible receiver {}",
        shown(receiver)
    );
    JsNativeError::typ().with_message(message).into()
}

/// V8's error for native code that calls itself too often.
pub(super) fn too_deep() -> JsError {
    JsNativeError::range()
        .with_message("Maximum call stack size exceeded")
        .into()
}

/// V8's error for a text that is longer than the longest.
pub(super) fn too_long() -> JsError {
    JsNativeError::range()
        .with_message("Invalid string length")
        .into()
}
