//! Methods that walk over whatever `length` says, for hosts with limits.
//!
//! The engine's own walk in Rust, where no run can be ended, and some make as
//! many elements: `[].indexOf.call({ length: 2 ** 53 - 1 })` goes on for years,
//! `new Array(1e9).fill(0)` takes gigabytes. These ask first whether as many
//! elements could be there at all: no array within the heap's limit is longer.

use super::wrap;
use crate::engine::isolate::Isolate;
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsSymbol, JsValue, js_string};

/// Methods of `Array.prototype` whose work grows with `length`, and their own `length`.
const METHODS: [(&str, usize); 31] = [
    ("concat", 1),
    ("copyWithin", 2),
    ("every", 1),
    ("fill", 1),
    ("filter", 1),
    ("find", 1),
    ("findIndex", 1),
    ("findLast", 1),
    ("findLastIndex", 1),
    ("flat", 0),
    ("flatMap", 1),
    ("forEach", 1),
    ("includes", 1),
    ("indexOf", 1),
    ("join", 1),
    ("lastIndexOf", 1),
    ("map", 1),
    ("reduce", 1),
    ("reduceRight", 1),
    ("reverse", 0),
    ("shift", 0),
    ("slice", 2),
    ("some", 1),
    ("sort", 1),
    ("splice", 2),
    ("toLocaleString", 0),
    ("toReversed", 0),
    ("toSorted", 1),
    ("toSpliced", 2),
    ("unshift", 1),
    ("with", 2),
];

/// The most elements where the heap has no limit.
const MOST: usize = 1 << 26;

/// What an element takes of the heap at least, in bytes.
const ELEMENT: usize = 8;

/// Puts the guards in place.
///
/// # Errors
///
/// When the engine's globals have been tampered with before.
pub fn install(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let (array, function) = (constructors.array(), constructors.function());
    let (prototype, constructor) = (array.prototype(), array.constructor());
    let functions = function.prototype();
    for (name, length) in METHODS {
        wrap(&prototype, name, length, of_this, context)?;
    }
    wrap(&constructor, "from", 1, of_source, context)?;
    wrap(&functions, "apply", 2, of_second, context)?;
    let reflect = context
        .global_object()
        .get(js_string!("Reflect"), context)?;
    if let Some(reflect) = reflect.as_object() {
        wrap(&reflect, "apply", 3, of_third, context)?;
        wrap(&reflect, "construct", 2, of_second, context)?;
    }
    Ok(())
}

fn of_this(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    check(this, context)?;
    original.call(this, arguments, context)
}

/// What has an iterator is walked over by calls, which end where a run does.
fn of_source(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    let source = arguments.get_or_undefined(0);
    if let Some(object) = source.as_object()
        && !object.has_property(JsSymbol::iterator(), context)?
    {
        check(source, context)?;
    }
    original.call(this, arguments, context)
}

fn of_second(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    check(arguments.get_or_undefined(1), context)?;
    original.call(this, arguments, context)
}

fn of_third(
    this: &JsValue,
    arguments: &[JsValue],
    original: &JsFunction,
    context: &mut Context,
) -> JsResult<JsValue> {
    check(arguments.get_or_undefined(2), context)?;
    original.call(this, arguments, context)
}

/// # Errors
///
/// `RangeError` when `value` says that it has more elements than there can be.
fn check(value: &JsValue, context: &mut Context) -> JsResult<()> {
    let Some(object) = value.as_object() else {
        return Ok(());
    };
    if length(&object, context)? <= most() as f64 {
        return Ok(());
    }
    Err(JsNativeError::range()
        .with_message("Invalid array length")
        .into())
}

/// What the object says its length is; 0 where that is no number.
fn length(object: &JsObject, context: &mut Context) -> JsResult<f64> {
    let length = object.get(js_string!("length"), context)?;
    Ok(length.as_number().unwrap_or(0.0))
}

fn most() -> usize {
    let limit = Isolate::current().map_or(usize::MAX, |isolate| isolate.heap_limit().limit());
    (limit / ELEMENT).min(MOST)
}
