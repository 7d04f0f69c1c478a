//! `Array.prototype.join` and `toLocaleString` (ECMAScript 23.1.3.18, 23.1.3.32).
//!
//! The engine's own call themselves without end for arrays within arrays, and know no
//! longest string. As in V8, an array that is being joined is empty text within itself.

use super::elements;
use super::sort::length_of;
use crate::engine::builtins::guards::text::Text;
use crate::engine::builtins::replace::Patch;
use crate::engine::builtins::words;
use crate::engine::coerce;
use crate::engine::limits::MAX_STRING_LENGTH;
use crate::engine::native_stack;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, JsVariant, js_string};
use rustc_hash::FxHashSet;
use std::cell::RefCell;

thread_local! {
    /// The addresses of what is being joined at the moment. Each is alive as long as it is here.
    static OPEN: RefCell<FxHashSet<usize>> = RefCell::default();
}

/// An object that is being joined, until this is dropped.
struct Open(usize);

impl Open {
    /// `None` when the object is being joined already.
    fn enter(object: &JsObject) -> Option<Self> {
        let address = std::ptr::from_ref(object.as_ref()).addr();
        OPEN.with_borrow_mut(|open| open.insert(address))
            .then(|| Self(address))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        OPEN.with_borrow_mut(|open| open.remove(&self.0));
    }
}

/// `Array.prototype.join`.
pub(super) fn join(
    this: &JsValue,
    arguments: &[JsValue],
    _: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.to_object(context)?;
    let length = length_of(&object, context)?;
    let separator = match arguments.get_or_undefined(0) {
        separator if separator.is_undefined() => js_string!(","),
        separator => coerce::to_string(separator, context)?,
    };
    joined(&object, length, &separator, text_of, context)
}

/// `Array.prototype.toLocaleString`.
pub(super) fn to_locale_string(
    this: &JsValue,
    _: &[JsValue],
    _: &Patch,
    context: &mut Context,
) -> JsResult<JsValue> {
    let object = this.to_object(context)?;
    let length = length_of(&object, context)?;
    joined(&object, length, &js_string!(","), local_text_of, context)
}

type TextOf = fn(&JsValue, &mut Context) -> JsResult<JsString>;

fn joined(
    object: &JsObject,
    length: u64,
    separator: &JsString,
    text_of: TextOf,
    context: &mut Context,
) -> JsResult<JsValue> {
    if native_stack::is_low() {
        return Err(words::too_deep());
    }
    let Some(_open) = Open::enter(object) else {
        return Ok(js_string!().into());
    };
    let between = length
        .saturating_sub(1)
        .saturating_mul(separator.len() as u64);
    if object.is_array() && between > MAX_STRING_LENGTH as u64 {
        return Err(words::too_long());
    }
    let mut text = Text::new();
    for at in 0..length {
        if at > 0 {
            text.plain(separator.as_str())?;
        }
        let value = match elements::own(object, usize::try_from(at).unwrap_or(usize::MAX)) {
            Some(value) => value,
            None => object.get(at, context)?,
        };
        if !value.is_null_or_undefined() {
            text.plain(text_of(&value, context)?.as_str())?;
        }
    }
    Ok(text.into_string().into())
}

fn text_of(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    match value.variant() {
        JsVariant::String(text) => Ok(text),
        _ => coerce::to_string(value, context),
    }
}

fn local_text_of(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    let name = js_string!("toLocaleString");
    let method = value.to_object(context)?.get(name, context)?;
    let Some(method) = method.as_callable() else {
        return Err(words::not_a_function(&method));
    };
    let text = method.call(value, &[], context)?;
    coerce::to_string(&text, context)
}
