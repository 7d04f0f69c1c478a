//! Patches of ECMAScript's built-in objects: what the engine does otherwise than V8, and
//! what a script could bring the process down with.
//!
//! - `array_from`: `Array.from`.
//! - `array`: methods of arrays.
//! - `date`: dates in other forms than the standard's.
//! - `differential`: tests of what is replaced against the engine's own.
//! - `disposal`: what `using` declarations need, and the classes that go with them.
//! - `guards`: the engine's own functions that could bring the process down.
//! - `json`: the object `JSON`.
//! - `keyed`: `Map` and `Set`.
//! - `number`: `Number.prototype.toFixed` and its like.
//! - `regexp`: `RegExp`.
//! - `replace`: functions replaced by faster ones that know when to stand aside.
//! - `string`: `String`.
//! - `typed_array`: methods of typed arrays.
//! - `weak`: symbols held weakly.
//! - `words`: values as V8 names them in the messages of errors.

mod array;
mod array_from;
pub mod date;
pub mod disposal;
pub mod guards;
pub mod json;
pub(crate) mod keyed;
pub mod number;
pub mod regexp;
mod replace;
pub mod string;
mod typed_array;
mod weak;
mod words;

#[cfg(test)]
mod differential;

use boa_engine::{Context, JsResult};

/// Patches the built-in objects of the context's realm.
///
/// # Errors
///
/// When a script has made what is replaced permanent.
pub fn install(context: &mut Context) -> JsResult<()> {
    date::install(context)?;
    guards::install(context)?;
    json::install(context)?;
    number::install(context)?;
    string::install(context)?;
    regexp::install(context)?;
    let plain = array::plain::Plain::of_realm(context);
    array::install(&plain, context)?;
    typed_array::install(&plain, context)?;
    keyed::install(context)?;
    weak::install(context)?;
    array_from::install(&plain, context)
}

#[cfg(test)]
mod tests;
