//! The buffers that move instead of being copied.

use super::refusal::data_clone_error;
use crate::engine::error::{self, ErrorClass};
use crate::engine::view::Store;
use crate::node::base::iterable;
use crate::node::web::web_streams;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArrayBuffer;
use boa_engine::{Context, JsError, JsResult, JsValue, js_string};

const IS_NO_SEQUENCE: &str =
    "Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence.";
const IS_NO_DICTIONARY: &str =
    "Failed to execute 'structuredClone': Options cannot be converted to a dictionary";

fn wrong(message: &str, context: &mut Context) -> JsError {
    error::coded(ErrorClass::Type, "ERR_INVALID_ARG_TYPE", message, context)
}

/// `options.transfer`.
///
/// # Errors
///
/// ERR_INVALID_ARG_TYPE, or a `DataCloneError` for what can't be transferred.
pub(super) fn list(options: &JsValue, context: &mut Context) -> JsResult<Vec<JsObject>> {
    if options.is_undefined() || options.is_null() {
        return Ok(Vec::new());
    }
    let Some(options) = options.as_object() else {
        return Err(wrong(IS_NO_DICTIONARY, context));
    };
    let transfer = options.get(js_string!("transfer"), context)?;
    if transfer.is_undefined() {
        return Ok(Vec::new());
    }
    let items = sequence(&transfer, context)?;
    let mut list = Vec::with_capacity(items.len());
    for (at, item) in items.into_iter().enumerate() {
        let Some(object) = item.as_object() else {
            let message = format!(
                "Failed to execute 'structuredClone': transfer in Options[{at}] is not an object."
            );
            return Err(wrong(&message, context));
        };
        list.push(object);
    }
    check(&list, context)?;
    Ok(list)
}

/// The values of an iterable.
fn sequence(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let object = value.as_object();
    let method = match &object {
        Some(object) => iterable::method(object, context)?,
        None => None,
    };
    match object.zip(method) {
        Some((object, method)) => iterable::values(&object, &method, context),
        None => Err(wrong(IS_NO_SEQUENCE, context)),
    }
}

fn check(list: &[JsObject], context: &mut Context) -> JsResult<()> {
    for (at, object) in list.iter().enumerate() {
        if web_streams::is_stream(object, context)? {
            if let Some(problem) = web_streams::refusal(object, context)? {
                return Err(data_clone_error(&problem, context));
            }
            continue;
        }
        let problem = match Store::of(object) {
            Some(store @ Store::Local(_)) if store.is_detached() || store.is_pool() => {
                "Cannot transfer object of unsupported type."
            }
            Some(Store::Local(_)) if list.iter().take(at).any(|before| before == object) => {
                "Transfer list contains duplicate ArrayBuffer"
            }
            Some(Store::Local(_)) => continue,
            _ => "Found invalid value in transferList.",
        };
        return Err(data_clone_error(problem, context));
    }
    Ok(())
}

/// Takes the bytes of `buffer` away from it into a new one.
///
/// # Errors
///
/// A `DataCloneError` when a getter that ran meanwhile has detached it.
pub(super) fn take(buffer: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let resizable = buffer.get(js_string!("resizable"), context)?.to_boolean();
    let most = buffer.get(js_string!("maxByteLength"), context)?;
    let most = most.as_number().unwrap_or_default();
    let taken = JsArrayBuffer::from_object(buffer.clone())?.detach(&JsValue::undefined());
    let Ok(bytes) = taken else {
        let message = "An ArrayBuffer is detached and could not be cloned.";
        return Err(data_clone_error(message, context));
    };
    let moved = JsArrayBuffer::from_byte_block(bytes, context)?;
    Ok(match resizable {
        // A length of a buffer in memory: the cast is exact.
        true => moved.with_max_byte_length(most as u64).into(),
        false => moved.into(),
    })
}
