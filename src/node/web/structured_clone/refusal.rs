//! Why a value can't be cloned, in V8's words.

use crate::engine::dom_exception;
use crate::engine::proxy::{self, Parts};
use crate::engine::reflect;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsSymbol, JsValue, js_string};

/// A `DataCloneError` with `message`.
pub(super) fn data_clone_error(message: &str, context: &mut Context) -> JsError {
    dom_exception::error(js_string!(message), "DataCloneError", context)
}

/// `#<Promise> could not be cloned.`
pub(super) fn refused(value: &JsValue, context: &mut Context) -> JsError {
    let shown = shown(value, context);
    data_clone_error(&format!("{shown} could not be cloned."), context)
}

/// `value` in few words; no script runs for them.
fn shown(value: &JsValue, context: &mut Context) -> String {
    if let Some(symbol) = value.as_symbol() {
        return symbol.descriptive_string().to_std_string_lossy();
    }
    let Some(object) = value.as_object() else {
        return value.display().to_string();
    };
    if let Some(Parts::Live { target, .. }) = proxy::parts(&object) {
        return shown(&target.into(), context);
    }
    if object.is_callable() {
        return source_text(&object, context);
    }
    let class = class_name(&object, context);
    class.map_or_else(|| tag(&object, context), |name| format!("#<{name}>"))
}

/// The text of a function.
fn source_text(function: &JsObject, context: &mut Context) -> String {
    let prototype = context.intrinsics().constructors().function().prototype();
    let text = prototype
        .get(js_string!("toString"), context)
        .ok()
        .and_then(|method| method.as_callable())
        .and_then(|method| method.call(&function.clone().into(), &[], context).ok())
        .and_then(|text| text.as_string());
    text.map_or_else(
        || "[object Function]".to_owned(),
        |text| text.to_std_string_lossy(),
    )
}

/// The name of the constructor of an object that prints as any object does.
fn class_name(object: &JsObject, context: &mut Context) -> Option<String> {
    let plain = context.intrinsics().constructors().object().prototype();
    let plain = data(&plain, js_string!("toString"), context)?;
    if data(object, js_string!("toString"), context)? != plain {
        return None;
    }
    let constructor = data(object, js_string!("constructor"), context)?.as_callable()?;
    let name = data(&constructor, js_string!("name"), context)?.as_string()?;
    (!name.is_empty()).then(|| name.to_std_string_lossy())
}

fn tag(object: &JsObject, context: &mut Context) -> String {
    let tag = data(object, JsSymbol::to_string_tag(), context).and_then(|tag| tag.as_string());
    let tag = tag.map_or_else(|| "Object".to_owned(), |tag| tag.to_std_string_lossy());
    format!("[object {tag}]")
}

/// The value of a data property of `object` or of what it inherits from.
fn data(object: &JsObject, key: impl Into<PropertyKey>, context: &mut Context) -> Option<JsValue> {
    let key = key.into();
    let mut holder = Some(object.clone());
    while let Some(object) = holder {
        if proxy::parts(&object).is_some() {
            return None;
        }
        if let Some(found) = reflect::own_descriptor(&object, &key, context).ok()? {
            return found.value().cloned();
        }
        holder = object.prototype();
    }
    None
}
