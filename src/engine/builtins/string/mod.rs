//! `String` and `String.prototype` (ECMAScript 22.1), where the engine's own cost grows
//! with more than the text or its results are not V8's.
//!
//! The engine looks for a text by stepping through every unit from the front, and copies
//! what it has so far at each match. Here texts are searched by `memchr`, in the units
//! that the string has, and what is made is made once. Where a script could tell the
//! difference (hooks by symbols, conversions and their order) the steps are the standard's.
//!
//! - `build`: `concat`, `repeat`, `padStart`, `padEnd`, `String.raw`, with V8's longest string.
//! - `case`: `toLowerCase`, `toUpperCase` of texts that are ASCII.
//! - `codes`: `String.fromCharCode`, `String.fromCodePoint`.
//! - `find`: where a text is in another.
//! - `iterate`: iterators over code points.
//! - `pieces`: parts of strings, and arrays of them.
//! - `replace`: `replace` and `replaceAll`.
//! - `search`: `indexOf`, `lastIndexOf`, `includes`, `startsWith`, `endsWith`.
//! - `split`: `split`.
//! - `substitution`: what `$1` and its like stand for in a replacement.

mod build;
mod case;
mod codes;
pub(super) mod find;
mod iterate;
pub(super) mod pieces;
mod replace;
mod search;
mod split;
pub(super) mod substitution;

use crate::engine::coerce;
use boa_engine::builtins::regexp::RegExp;
use boa_engine::object::JsObject;
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsError, JsNativeError, JsResult, JsString, JsSymbol, JsValue};

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    build::install(context);
    case::install(context)?;
    codes::install(context);
    iterate::install(context)?;
    replace::install(context);
    search::install(context);
    split::install(context);
    Ok(())
}

fn type_error(message: String) -> JsError {
    JsNativeError::typ().with_message(message).into()
}

/// What V8 throws where a string would be longer than its longest.
pub(super) fn too_long() -> JsError {
    JsNativeError::range()
        .with_message("Invalid string length")
        .into()
}

/// Refuses `null` and `undefined` as the receiver of `String.prototype[name]`.
fn coercible(this: &JsValue, name: &str) -> JsResult<()> {
    if this.is_null_or_undefined() {
        let message = format!("String.prototype.{name} called on null or undefined");
        return Err(type_error(message));
    }
    Ok(())
}

/// The text of the receiver of `String.prototype[name]`.
fn receiver(this: &JsValue, name: &str, context: &mut Context) -> JsResult<JsString> {
    if let Some(text) = this.as_string() {
        return Ok(text);
    }
    coercible(this, name)?;
    coerce::to_string(this, context)
}

/// ToString of an argument.
pub(super) fn text_of(value: &JsValue, context: &mut Context) -> JsResult<JsString> {
    match value.as_string() {
        Some(text) => Ok(text),
        None => coerce::to_string(value, context),
    }
}

/// GetMethod (ECMAScript 7.3.11) of a symbol.
fn hook(object: &JsObject, symbol: JsSymbol, context: &mut Context) -> JsResult<Option<JsObject>> {
    let name = symbol.clone();
    let method = object.get(PropertyKey::from(symbol), context)?;
    if method.is_null_or_undefined() {
        return Ok(None);
    }
    match method.as_callable() {
        Some(method) => Ok(Some(method)),
        None => {
            let name = name.descriptive_string().to_std_string_lossy();
            let message = format!(
                "{} returned for property '{name}' of object '#<Object>' is not a function",
                method.display()
            );
            Err(type_error(message))
        }
    }
}

/// IsRegExp (ECMAScript 7.2.6).
pub(super) fn is_regexp(value: &JsValue, context: &mut Context) -> JsResult<bool> {
    let Some(object) = value.as_object() else {
        return Ok(false);
    };
    let matcher = object.get(JsSymbol::r#match(), context)?;
    if matcher.is_undefined() {
        return Ok(object.is::<RegExp>());
    }
    Ok(matcher.to_boolean())
}
