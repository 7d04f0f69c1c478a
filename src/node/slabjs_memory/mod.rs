//! `slabjs:memory`: where the bytes are, as nobody else tells.
//!
//! `usage()`, `slabs()`, `collect()`, `trim()`, `adjustExternalMemory(delta)`.
//! Sizes are bytes, times are milliseconds.

use crate::engine::error;
use crate::engine::events::Reason;
use crate::engine::isolate::{Isolate, Usage};
use crate::engine::native::{self, Definition};
use crate::memory::{Purpose, SlabInfo};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::{Context, JsArgs, JsNativeError, JsResult, JsValue, js_string};
use std::rc::Rc;

const FUNCTIONS: [Definition; 5] = [
    ("usage", 0, usage),
    ("slabs", 0, slabs),
    ("collect", 0, collect),
    ("trim", 0, trim),
    ("adjustExternalMemory", 1, adjust_external_memory),
];

/// The module's exports.
///
/// # Errors
///
/// None at present; the signature is that of every built-in module.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    native::define(&exports, &FUNCTIONS, native::ENUMERABLE, context);
    Ok(exports.into())
}

fn isolate() -> JsResult<Rc<Isolate>> {
    Isolate::current().ok_or_else(|| {
        JsNativeError::error()
            .with_message("slabjs: no isolate on this thread")
            .into()
    })
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
    let usage = isolate()?.usage();
    Ok(numbers(&usage_fields(&usage), context).into())
}

fn usage_fields(usage: &Usage) -> [(&'static str, f64); 14] {
    let totals = usage.collections;
    // A limit nobody set reads as Infinity.
    let hard_limit = if usage.hard_limit == usize::MAX {
        f64::INFINITY
    } else {
        usage.hard_limit as f64
    };
    [
        ("heapUsed", usage.heap_used as f64),
        ("heapTotal", usage.heap_total as f64),
        ("external", usage.external as f64),
        ("arrayBuffers", usage.array_buffers as f64),
        ("reported", usage.reported as f64),
        ("committed", usage.committed as f64),
        ("softLimit", usage.soft_limit as f64),
        ("hardLimit", hard_limit),
        ("collections", totals.collections as f64),
        ("collectionsByEngine", totals.by_engine as f64),
        ("collectionsByPressure", totals.by_pressure as f64),
        ("gcTime", totals.time.as_secs_f64() * 1e3),
        ("gcTimeByPressure", totals.pressure_time.as_secs_f64() * 1e3),
        ("lifetime", usage.age.as_secs_f64() * 1e3),
    ]
}

fn slabs(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rows: Vec<JsValue> = isolate()?
        .slabs()
        .iter()
        .map(|slab| slab_row(slab, context).into())
        .collect();
    Ok(JsArray::from_iter(rows, context).into())
}

fn slab_row(slab: &SlabInfo, context: &mut Context) -> JsObject {
    let row = numbers(
        &[
            ("bytes", slab.bytes as f64),
            ("pieceSize", slab.piece as f64),
            ("pieces", slab.pieces as f64),
            ("used", slab.used as f64),
        ],
        context,
    );
    let kind = match (slab.purpose, slab.pieces) {
        (Purpose::Pool, _) => "pool",
        (Purpose::Store, 1) => "extent",
        (Purpose::Store, _) => "slab",
    };
    native::set(
        &row,
        js_string!("kind"),
        js_string!(kind),
        native::ENUMERABLE,
    );
    row
}

/// Collects, and returns how many external bytes that freed.
fn collect(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let collection = isolate()?.collect(Reason::Testing);
    let freed = collection
        .external_before
        .saturating_sub(collection.external_after);
    Ok(JsValue::from(freed as f64))
}

/// Returns free pages to the system, and how many bytes went.
fn trim(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::from(isolate()?.memory().trim() as f64))
}

/// Adds bytes of native objects to the count, as
/// `v8::Isolate::AdjustAmountOfExternalAllocatedMemory`, and returns the new sum.
fn adjust_external_memory(
    _: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    const MOST: f64 = 9_007_199_254_740_991.0;
    let delta = arguments.get_or_undefined(0);
    let delta = error::validate_integer(delta, "delta", -MOST, MOST, context)?;
    // Integral and within 2^53, so the cast is exact.
    Ok(JsValue::from(isolate()?.adjust(delta as i64) as f64))
}
