//! `slabjs:memory`: where the bytes are, in detail that no other module gives.
//!
//! `usage()`, `slabs([{ since }])`, `mark()`, `collect()`, `trim()`,
//! `adjustExternalMemory(delta)`, `poolStats()`, `measure()`, and `on`, `once`,
//! `off` for `'gc'`, `'pressure'` and `'slab'`. Sizes are bytes, times are
//! milliseconds.
//!
//! - `feeds`: what `on('gc' | 'pressure' | 'slab', listener)` of `slabjs:memory` tells.
//! - `memory.js`: the listeners, and what is computed from several figures.
//! - `slabs`: `slabs([options])` and `mark()` of `slabjs:memory`.

mod feeds;
mod slabs;

use crate::engine::error;
use crate::engine::events::Reason;
use crate::engine::isolate::{Isolate, Usage};
use crate::engine::limits::MAX_SAFE_INTEGER;
use crate::engine::native::{self, Definition};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsArgs, JsResult, JsValue, js_string};
use std::time::Duration;

/// What the module in JavaScript is given.
pub(crate) const FUNCTIONS: [Definition; 7] = [
    ("usage", 0, usage),
    ("slabs", 0, slabs::slabs),
    ("mark", 0, slabs::mark),
    ("watch", 2, feeds::watch),
    ("collect", 0, collect),
    ("trim", 0, trim),
    ("adjustExternalMemory", 1, adjust_external_memory),
];

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A limit nobody set reads as Infinity.
fn limit(bytes: usize) -> f64 {
    match bytes {
        usize::MAX => f64::INFINITY,
        bytes => bytes as f64,
    }
}

/// An object of numbers. Counts of bytes are exact in a double up to 2^53.
fn numbers(fields: &[(&str, f64)], context: &mut Context) -> JsObject {
    let object = JsObject::with_object_proto(context.intrinsics());
    for &(name, value) in fields {
        native::set(&object, js_string!(name), value, native::ENUMERABLE);
    }
    object
}

fn usage(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let usage = Isolate::of_script()?.usage();
    Ok(numbers(&usage_fields(&usage), context).into())
}

fn usage_fields(usage: &Usage) -> [(&'static str, f64); 14] {
    let totals = usage.collections;
    [
        ("heapUsed", usage.heap_used as f64),
        ("heapTotal", usage.heap_total as f64),
        ("external", usage.external as f64),
        ("arrayBuffers", usage.array_buffers as f64),
        ("reported", usage.reported as f64),
        ("committed", usage.committed as f64),
        ("softLimit", usage.soft_limit as f64),
        ("hardLimit", limit(usage.hard_limit)),
        ("collections", totals.collections as f64),
        ("collectionsByEngine", totals.by_engine as f64),
        ("collectionsByPressure", totals.by_pressure as f64),
        ("gcTime", milliseconds(totals.time)),
        ("gcTimeByPressure", milliseconds(totals.pressure_time)),
        ("lifetime", milliseconds(usage.age)),
    ]
}

/// Collects, and returns how many external bytes that freed.
fn collect(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let collection = Isolate::of_script()?.collect(Reason::Testing);
    let freed = collection
        .external_before
        .saturating_sub(collection.external_after);
    Ok(JsValue::from(freed as f64))
}

/// Returns free pages to the system, and how many bytes went.
fn trim(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::from(Isolate::of_script()?.memory().trim() as f64))
}

/// Adds bytes of native objects to the count, as
/// `v8::Isolate::AdjustAmountOfExternalAllocatedMemory`, and returns the new sum.
fn adjust_external_memory(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let delta = arguments.get_or_undefined(0);
    let delta =
        error::validate_integer(delta, "delta", -MAX_SAFE_INTEGER, MAX_SAFE_INTEGER, context)?;
    // Integral and within 2^53, so the cast is exact.
    Ok(JsValue::from(
        Isolate::of_script()?.adjust(delta as i64) as f64
    ))
}
