//! Patches of ECMAScript's built-in objects: what the engine does otherwise than V8, and
//! what a script could bring the process down with.
//!
//! - `array`: methods of arrays.
//! - `array_from`: `Array.from`.
//! - [`date`]: dates in other forms than the standard's.
//! - [`guards`]: the engine's own functions that could bring the process down.
//! - [`regexp_source`]: `RegExp.prototype.source`, escaped once.
//! - `keyed`: `Map` and `Set`.
//! - `replace`: functions replaced by faster ones that know when to stand aside.
//! - `typed_array`: methods of typed arrays.
//! - `weak`: symbols held weakly.
//! - `words`: values as V8 names them in the messages of errors.

mod array;
mod array_from;
pub mod date;
pub mod guards;
pub(crate) mod keyed;
pub mod regexp_source;
mod replace;
mod typed_array;
mod weak;
mod words;

use boa_engine::{Context, JsResult};

/// Patches the built-in objects of the context's realm.
///
/// # Errors
///
/// When a script has made what is replaced permanent.
pub fn install(context: &mut Context) -> JsResult<()> {
    date::install(context)?;
    regexp_source::install(context)?;
    guards::install(context)?;
    let plain = array::plain::Plain::of_realm(context);
    array::install(&plain, context)?;
    typed_array::install(&plain, context)?;
    keyed::install(context)?;
    weak::install(context)?;
    array_from::install(&plain, context)
}

#[cfg(test)]
mod tests;
