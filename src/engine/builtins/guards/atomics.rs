//! `Atomics.add` and related functions (ECMAScript 25.4).
//!
//! The engine's own panic when the coercion of a value shrinks or detaches the
//! store. These coerce index and values first and hand over primitives. `Atomics.wait`
//! waits in slices, so that a run can be ended meanwhile.

use super::wrap;
use crate::engine::view::ByteView;
use crate::engine::watch;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::{JsFunction, JsTypedArray};
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::time::Instant;

/// Name, length, and how many values follow the index.
const FUNCTIONS: [(&str, usize); 8] = [
    ("add", 3),
    ("and", 3),
    ("compareExchange", 4),
    ("exchange", 3),
    ("or", 3),
    ("store", 3),
    ("sub", 3),
    ("xor", 3),
];

/// Puts the guards in place.
///
/// # Errors
///
/// When `Atomics` has been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let atomics = context
        .global_object()
        .get(js_string!("Atomics"), context)?;
    let Some(atomics) = atomics.as_object() else {
        return Ok(());
    };
    for (name, length) in FUNCTIONS {
        wrap(&atomics, name, length, coerce_first, context)?;
    }
    wrap(&atomics, "wait", 4, wait, context)
}

/// How long the engine waits at a time, in milliseconds: between two waits it is asked
/// whether the run was ended.
const SLICE: f64 = 10.0;

/// `Atomics.wait`, which an end of the run ends too.
fn wait(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let array = arguments.get_or_undefined(0).clone();
    let waitable = matches!(
        kind_of(&array),
        Some(TypedArrayKind::Int32 | TypedArrayKind::BigInt64)
    );
    if !waitable || !is_shared(&array, context) {
        return original.call(this, arguments, context);
    }
    let index = arguments.get_or_undefined(1).to_index(context)?;
    if !is_within(&array, index, context) {
        return original.call(this, &[array, index.into()], context);
    }
    let value = match kind_of(&array) {
        Some(TypedArrayKind::BigInt64) => arguments.get_or_undefined(2).to_bigint(context)?.into(),
        _ => arguments.get_or_undefined(2).to_i32(context)?.into(),
    };
    let timeout = arguments.get_or_undefined(3).to_number(context)?;
    let timeout = if timeout.is_nan() {
        f64::INFINITY
    } else {
        timeout.max(0.0)
    };
    let waiting = [array, index.into(), value];
    wait_in_slices(&waiting, timeout, original, context)
}

fn wait_in_slices(
    waiting: &[JsValue; 3],
    timeout: f64,
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let start = Instant::now();
    let mut has_waited = false;
    loop {
        let left = timeout - start.elapsed().as_secs_f64() * 1000.0;
        let slice = left.clamp(0.0, SLICE);
        let [array, index, value] = waiting.clone();
        let arguments = [array, index, value, slice.into()];
        let answer = original.call(&JsValue::undefined(), &arguments, context)?;
        if answer.as_string() != Some(js_string!("timed-out")) {
            // Another value after a while was stored by whoever ends the wait.
            let other = has_waited && answer.as_string() == Some(js_string!("not-equal"));
            return Ok(if other {
                js_string!("ok").into()
            } else {
                answer
            });
        }
        watch::refuse_after_end()?;
        if left <= SLICE {
            return Ok(answer);
        }
        has_waited = true;
    }
}

fn is_shared(array: &JsValue, context: &mut Context) -> bool {
    let array = array.as_object();
    let view = array.and_then(|array| ByteView::of_typed_array(&array, context));
    view.is_some_and(|view| view.store().is_shared())
}

fn coerce_first(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(kind) = kind_of(arguments.get_or_undefined(0)) else {
        return original.call(this, arguments, context);
    };
    let index = arguments.get_or_undefined(1).to_index(context)?;
    let mut primitive = vec![arguments.get_or_undefined(0).clone(), JsValue::from(index)];
    if !is_within(&primitive[0], index, context) {
        return original.call(this, &primitive, context);
    }
    for value in arguments.iter().skip(2) {
        primitive.push(coerced(value, kind, context)?);
    }
    original.call(this, &primitive, context)
}

fn kind_of(array: &JsValue) -> Option<TypedArrayKind> {
    let array = array.as_object()?;
    array.downcast_ref::<TypedArray>().map(|array| array.kind())
}

fn is_within(array: &JsValue, index: u64, context: &mut Context) -> bool {
    array
        .as_object()
        .and_then(|array| JsTypedArray::from_object(array).ok())
        .and_then(|array| array.length(context).ok())
        .is_some_and(|length| index < length as u64)
}

fn coerced(value: &JsValue, kind: TypedArrayKind, context: &mut Context) -> JsResult<JsValue> {
    if matches!(kind, TypedArrayKind::BigInt64 | TypedArrayKind::BigUint64) {
        return Ok(value.to_bigint(context)?.into());
    }
    Ok(value.to_number(context)?.into())
}
