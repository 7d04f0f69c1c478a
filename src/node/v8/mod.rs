//! `node:v8`: figures of the heap under V8's names, flags, V8's serialisation.
//!
//! Node's documentation, "V8". Absent: coverage, heap snapshots, profilers,
//! promise hooks, start-up snapshots, and figures that only V8 has.

mod flags;
mod statistics;

pub use flags::install_tracers;

use super::modules::embedded;
use crate::engine::native::{self, Definition};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue};

const FUNCTIONS: [Definition; 3] = [
    ("getHeapStatistics", 0, statistics::heap),
    ("getHeapSpaceStatistics", 0, statistics::spaces),
    ("setFlagsFromString", 1, flags::set_flags_from_string),
];

/// The module's exports.
///
/// # Errors
///
/// Whatever evaluating the part in JavaScript throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let binding = JsObject::with_object_proto(context.intrinsics());
    native::define(&binding, &FUNCTIONS, native::ENUMERABLE, context);
    embedded::evaluate("node:v8", include_str!("v8.js"), binding.into(), context)
}
