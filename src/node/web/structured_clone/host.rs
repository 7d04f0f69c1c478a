//! Objects of the host's own classes, which copy themselves.

use super::refusal::data_clone_error;
use crate::engine::dom_exception;
use crate::node::web::{blob, url, web_streams};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult};

/// Copies an object of its class; `None` for any other object.
type Copy = fn(&JsObject, &mut Context) -> JsResult<Option<JsObject>>;

/// One a class.
const COPIES: &[Copy] = &[dom_exception::copy, no_url, blob::copy, no_stream];

/// The copy of `object` if it is of one of the classes.
///
/// # Errors
///
/// What the class throws, such as a `DataCloneError`.
pub(super) fn copy(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    for copy in COPIES {
        if let Some(copied) = copy(object, context)? {
            return Ok(Some(copied));
        }
    }
    Ok(None)
}

/// URLs are not cloned, though a script sees nothing in them that could not be.
fn no_url(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let plain = context.intrinsics().constructors().object().prototype();
    if !object.is_ordinary() || object.prototype().is_none_or(|own| own == plain) {
        return Ok(None);
    }
    match url::is_url(object, context)? {
        true => Err(data_clone_error(
            "Cannot clone object of unsupported type.",
            context,
        )),
        false => Ok(None),
    }
}

/// The stream that takes the place of a stream of the web; `None` for any other object.
///
/// # Errors
///
/// What the stream throws.
pub(super) fn take_stream(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    if !web_streams::is_stream(object, context)? {
        return Ok(None);
    }
    web_streams::take(object, context)
}

/// Takes a stream that is to be moved, and that no part of the value refers to. Whether
/// `object` is a stream.
///
/// # Errors
///
/// What the stream throws.
pub(super) fn take_unclaimed_stream(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if !web_streams::is_stream(object, context)? {
        return Ok(false);
    }
    if web_streams::refusal(object, context)?.is_none() {
        web_streams::take(object, context)?;
    }
    Ok(true)
}

/// Streams of the web can only move.
fn no_stream(object: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let message = "Object that needs transfer was found in message but not listed in transferList";
    match web_streams::is_stream(object, context)? {
        true => Err(data_clone_error(message, context)),
        false => Ok(None),
    }
}
