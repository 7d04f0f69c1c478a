//! The global `structuredClone`.
//!
//! HTML Standard, "Safe passing of structured data". A value is read into
//! records first, which runs getters and refuses what can't be cloned; then
//! the buffers that are transferred move; then the copy is built.
//!
//! - `build`: building the copy: no script runs.
//! - `host`: objects of the host's own classes, which copy themselves.
//! - `read`: reading a value: getters run, and everything that can be refused is.
//! - `record`: the record of a value that was read, before anything is built from it.
//! - `refusal`: why a value can't be cloned, in V8's words.
//! - `transfer`: the buffers that move instead of being copied.

mod build;
mod host;
mod read;
mod record;
mod refusal;
mod transfer;

use crate::engine::error::{self, ErrorClass};
use crate::engine::native;
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use read::RecordReader;

/// Defines the global function.
pub fn install(context: &mut Context) {
    let function = native::function("structuredClone", 2, structured_clone, context);
    let key = js_string!("structuredClone");
    native::set(&context.global_object(), key, function, native::ENUMERABLE);
}

/// `structuredClone(value[, options])`
fn structured_clone(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if args.is_empty() {
        let message = "The \"The value argument must be specified\" argument must be specified";
        return Err(error::coded(
            ErrorClass::Type,
            "ERR_MISSING_ARGS",
            message,
            context,
        ));
    }
    let transferred = transfer::list(args.get_or_undefined(1), context)?;
    clone(args.get_or_undefined(0), &transferred, context)
}

/// A copy of `value`; the bytes of `transferred` move to it.
///
/// # Errors
///
/// A `DataCloneError` for what can't be cloned, what a getter throws, a RangeError for what is
/// nested too deeply or has no room.
pub fn clone(
    value: &JsValue,
    transferred: &[JsObject],
    context: &mut Context,
) -> JsResult<JsValue> {
    let mut reader = RecordReader::new(transferred);
    let slot = reader.value(value, context)?;
    let records = reader.into_records();
    let mut moved = Vec::with_capacity(transferred.len());
    for buffer in transferred {
        if host::take_unclaimed_stream(buffer, context)? {
            continue;
        }
        moved.push((buffer.clone(), transfer::take(buffer, context)?));
    }
    let objects = build::objects(&records, &moved, context)?;
    Ok(build::value(&slot, &objects))
}
