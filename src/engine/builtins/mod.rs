//! Patches of ECMAScript's built-in objects: what the engine does otherwise than V8, and
//! what a script could bring the process down with.
//!
//! - [`date`]: dates in other forms than the standard's.
//! - [`disposal`]: what `using` declarations need, and the classes that go with them.
//! - [`guards`]: the engine's own functions that could bring the process down.
//! - [`regexp_source`]: `RegExp.prototype.source`, escaped once.

pub mod date;
pub mod disposal;
pub mod guards;
pub mod regexp_source;

use boa_engine::{Context, JsResult};

/// Patches the built-in objects of the context's realm.
///
/// # Errors
///
/// When a script has made what is replaced permanent.
pub fn install(context: &mut Context) -> JsResult<()> {
    date::install(context)?;
    regexp_source::install(context)?;
    guards::install(context)
}
