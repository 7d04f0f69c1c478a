//! V8's words for a structure that contains itself.

use super::stringify::Open;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{JsError, JsNativeError, JsString, JsSymbol, JsValue, js_string};

/// Objects named after the first, and before the last, of a long circle.
const FIRST: usize = 2;
const LAST: usize = 1;

/// The error for `closing`, which is among `open`, found under the last key of the innermost.
pub(super) fn error(open: &[Open], closing: &JsObject) -> JsError {
    let start = open
        .iter()
        .position(|entry| JsObject::equals(&entry.object, closing));
    let circle = open.get(start.unwrap_or(0)..).unwrap_or_default();
    let mut message = String::from("Converting circular structure to JSON");
    message.push_str("\n    --> starting at object with constructor ");
    message.push_str(&quoted(closing));
    for (at, pair) in circle.windows(2).enumerate() {
        if at == FIRST && circle.len() > 1 + FIRST + LAST {
            message.push_str("\n    |     ...");
        }
        let is_named = at < FIRST || at + LAST >= circle.len() - 1;
        if let ([outer, inner], true) = (pair, is_named) {
            let (key, name) = (key(outer), quoted(&inner.object));
            message.push_str(&format!(
                "\n    |     {key} -> object with constructor {name}"
            ));
        }
    }
    if let Some(last) = circle.last() {
        message.push_str(&format!("\n    --- {} closes the circle", key(last)));
    }
    JsNativeError::typ().with_message(message).into()
}

/// What `open` is being read at.
fn key(open: &Open) -> String {
    match open.current() {
        None => format!("index {}", open.next.saturating_sub(1)),
        Some(name) => format!("property '{}'", name.to_std_string_lossy()),
    }
}

fn quoted(object: &JsObject) -> String {
    format!("'{}'", constructor_name(object))
}

/// The name of the class of `object`, told without running anything of a script's.
fn constructor_name(object: &JsObject) -> String {
    let constructor = inherited(object.prototype(), &js_string!("constructor").into());
    let name = constructor
        .and_then(|constructor| own(&constructor.as_object()?, &js_string!("name").into()))
        .and_then(|name| name.as_string())
        .filter(|name| !name.is_empty() && *name != js_string!("Object"));
    let tag = || {
        let tag = inherited(Some(object.clone()), &JsSymbol::to_string_tag().into());
        tag.and_then(|tag| tag.as_string())
    };
    let name = name.or_else(tag);
    name.unwrap_or_else(|| JsString::from("Object"))
        .to_std_string_lossy()
}

fn own(object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
    let descriptor = object.borrow().properties().get(key)?;
    descriptor.value().cloned()
}

fn inherited(mut holder: Option<JsObject>, key: &PropertyKey) -> Option<JsValue> {
    while let Some(object) = holder {
        if let Some(value) = own(&object, key) {
            return Some(value);
        }
        holder = object.prototype();
    }
    None
}
