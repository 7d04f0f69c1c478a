//! Built-in functions of the engine that a script could use to bring the
//! process down, replaced or wrapped.
//!
//! Each file names what the engine's own does wrong. Everything else about
//! these functions (name, length, attributes, results) stays as it was.
//!
//! - `apply`: `Reflect.apply`, with errors as scripts expect them.
//! - `async_generator`: methods of async generators.
//! - `atomics`: `Atomics.add` and related functions (ECMAScript 25.4).
//! - `lengths`: methods that walk over whatever `length` says, for hosts with limits.
//! - `slice`: `ArrayBuffer.prototype.slice` (ECMAScript 25.1.6.7).
//! - `text`: the text that is being made: one byte a unit as long as that is enough.
//! - `transfer`: `ArrayBuffer.prototype.transfer` and `transferToFixedLength`, guarded.
//! - `typed_fill`: `%TypedArray%.prototype.fill` (ECMAScript 23.2.3.9).

pub mod apply;
pub mod async_generator;
pub mod atomics;
pub mod lengths;
pub mod slice;
pub(super) mod text;
pub mod transfer;
pub mod typed_fill;

use crate::engine::native;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{Context, JsResult, JsValue, NativeFunction, js_string};

/// Installs all of them.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    transfer::install(context)?;
    slice::install(context);
    atomics::install(context)?;
    apply::install(context)?;
    async_generator::install(context)?;
    typed_fill::install(context)?;
    Ok(())
}

/// A guard: what was called, and the engine's own function.
pub(super) type Guard = fn(&JsValue, &[JsValue], &JsFunction, &mut Context) -> JsResult<JsValue>;

/// Puts `guard` in front of `object[name]`.
pub(super) fn wrap(
    object: &JsObject,
    name: &str,
    length: usize,
    guard: Guard,
    context: &mut Context,
) -> JsResult<()> {
    let original = object.get(js_string!(name), context)?;
    let Some(original) = original.as_callable().and_then(JsFunction::from_object) else {
        return Ok(());
    };
    let code = NativeFunction::from_copy_closure_with_captures(guard, original);
    let function = FunctionObjectBuilder::new(context.realm(), code)
        .name(js_string!(name))
        .length(length)
        .build();
    native::set(object, js_string!(name), function, native::HIDDEN);
    Ok(())
}
