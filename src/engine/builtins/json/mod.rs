//! `JSON` (ECMAScript 25.5), with V8's words where it throws.
//!
//! The engine's `JSON.parse` evaluates the text as a script: it keeps every name and
//! string for ever, refuses what is nested more than 127 deep, numbers that are out of
//! range and lone surrogates, and takes as long as compiling does. Its `JSON.stringify`
//! copies the whole text at each level of nesting and exhausts the native stack. These
//! go through text and structure without recursion, and end where the run does.
//!
//! - `circle`: V8's words for a structure that contains itself.
//! - `fault`: V8's words for a text that is no JSON.
//! - `keys`: names of properties that were met lately.
//! - `number`: numbers of a text.
//! - `parse`: `JSON.parse` (ECMAScript 25.5.1).
//! - `quoted`: strings of a text.
//! - `raw`: `JSON.rawJSON` and `JSON.isRawJSON`.
//! - `reader`: from a text to a value.
//! - `record`: what was read where, for the reviver.
//! - `reviver`: the second argument of `JSON.parse` (`InternalizeJSONProperty`).
//! - `stringify`: `JSON.stringify` (ECMAScript 25.5.2).
//! - `units`: the code units of a text, of one byte or of two.

mod circle;
mod fault;
mod keys;
mod number;
mod parse;
mod quoted;
mod raw;
mod reader;
mod record;
mod reviver;
mod stringify;
mod units;

use crate::engine::native;
use boa_engine::{Context, JsResult};

/// Puts them in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let json = context.intrinsics().objects().json();
    stringify::prepare(context)?;
    let functions: [native::Definition; 4] = [
        ("parse", 2, parse::parse),
        ("stringify", 3, stringify::stringify),
        ("rawJSON", 1, raw::raw_json),
        ("isRawJSON", 1, raw::is_raw_json),
    ];
    native::define(&json, &functions, native::HIDDEN, context);
    Ok(())
}
