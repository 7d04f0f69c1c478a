//! Patches of ECMAScript's built-in objects: what the engine does otherwise than V8, and
//! what a script could bring the process down with.
//!
//! - `array`: methods of arrays.
//! - [`date`]: dates in other forms than the standard's.
//! - [`disposal`]: what `using` declarations need, and the classes that go with them.
//! - `differential`: tests of what is replaced against the engine's own.
//! - [`guards`]: the engine's own functions that could bring the process down.
//! - [`number`]: `Number.prototype.toFixed` and its like.
//! - [`regexp`]: `RegExp`.
//! - `replace`: functions replaced by faster ones that know when to stand aside.
//! - [`string`]: `String`.
//! - `words`: values as V8 names them in the messages of errors.
//! - [`json`]: the object `JSON`.

mod array;
pub mod date;
pub mod disposal;
pub mod guards;
pub mod json;
pub mod number;
pub mod regexp;
mod replace;
pub mod string;
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
    array::install(&plain, context)
}
