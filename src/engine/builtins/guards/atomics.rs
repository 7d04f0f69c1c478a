//! `Atomics.add` and related functions (ECMAScript 25.4).
//!
//! The engine's own panic when the coercion of a value shrinks or detaches the
//! store. These coerce index and values first and hand over primitives.

use super::wrap;
use boa_engine::builtins::typed_array::{TypedArray, TypedArrayKind};
use boa_engine::object::builtins::{JsFunction, JsTypedArray};
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};

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
    Ok(())
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
