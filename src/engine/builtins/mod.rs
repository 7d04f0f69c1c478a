//! Patches of ECMAScript's built-in objects: what the engine does otherwise than V8, and
//! what a script could bring the process down with.
//!
//! - [`date`]: dates in other forms than the standard's.
//! - `differential`: tests of what is replaced against the engine's own.
//! - [`guards`]: the engine's own functions that could bring the process down.
//! - [`number`]: `Number.prototype.toFixed` and its like.
//! - [`regexp`]: `RegExp`.
//! - [`string`]: `String`.

pub mod date;
pub mod guards;
pub mod number;
pub mod regexp;
pub mod string;

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
    number::install(context)?;
    string::install(context)?;
    regexp::install(context)
}
