//! `ArrayBuffer.prototype.transfer` and `transferToFixedLength`, guarded.
//!
//! The engine's own grow a store without asking whether the bytes can be had,
//! and abort the process when they can't. These ask first, and refuse to take
//! the pool's store away from the Buffers cut from it.

use super::wrap;
use crate::engine::error;
use crate::engine::isolate::Isolate;
use crate::engine::limits::MAX_LENGTH;
use crate::engine::view::Store;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue};

/// Puts the guarded methods in place of the engine's.
///
/// # Errors
///
/// When `ArrayBuffer.prototype` has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context
        .intrinsics()
        .constructors()
        .array_buffer()
        .prototype();
    for name in ["transfer", "transferToFixedLength"] {
        wrap(&prototype, name, 0, guarded, context)?;
    }
    Ok(())
}

fn guarded(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(store) = this.as_object().as_ref().and_then(Store::of) else {
        return original.call(this, arguments, context);
    };
    if store.is_pool() {
        return Err(JsNativeError::typ()
            .with_message("ArrayBuffer is not detachable and could not be cloned.")
            .into());
    }
    let length = arguments.get_or_undefined(0);
    if length.is_undefined() {
        return original.call(this, arguments, context);
    }
    let length = length.to_index(context)?;
    if !may_grow(&store, length) {
        return Err(error::allocation_failed());
    }
    original.call(this, &[JsValue::from(length)], context)
}

fn may_grow(store: &Store, length: u64) -> bool {
    let Ok(length) = usize::try_from(length.min(MAX_LENGTH)) else {
        return false;
    };
    // A vector that grows at least doubles before it is cut to fit.
    let present = store.byte_length();
    let needed = if length > present {
        length.max(present.saturating_mul(2))
    } else {
        0
    };
    Isolate::current().is_none_or(|isolate| isolate.before_allocation(needed))
}
