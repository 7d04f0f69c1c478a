//! `ArrayBuffer.prototype.transfer` and `transferToFixedLength`, guarded.
//!
//! The engine's own grow a store without asking whether the bytes can be had,
//! and abort the process when they can't. These ask first, and refuse to take
//! the pool's store away from the Buffers cut from it.

use super::error;
use super::hooks::MAX_LENGTH;
use super::isolate::Isolate;
use super::native;
use super::view::Store;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder,
};

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
        let original = prototype.get(js_string!(name), context)?;
        let Some(original) = original.as_callable() else {
            continue;
        };
        let code = NativeFunction::from_copy_closure_with_captures(guarded, original);
        let function = FunctionObjectBuilder::new(context.realm(), code)
            .name(js_string!(name))
            .length(0)
            .build();
        native::set(&prototype, js_string!(name), function, native::HIDDEN);
    }
    Ok(())
}

fn guarded(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsObject,
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
