//! `node:stream`: streams, in JavaScript.
//!
//! | file | what |
//! | --- | --- |
//! | `stream.js`, `promises.js`, `consumers.js` | the public modules |
//! | `readable.js`, `writable.js`, `duplex.js`, `transform.js`, `pair.js` | the classes |
//! | `legacy.js` | `Stream`, which all inherit from |
//! | `queue.js` | what a Readable holds |
//! | `pipe.js` | `readable.pipe` |
//! | `destroy.js` | the end of a stream, and its beginning |
//! | `finished.js`, `pipeline.js`, `compose.js`, `abort.js` | what is done with whole streams |
//! | `from.js`, `operators.js` | streams of other things, and the methods of arrays on them |
//! | `condition.js` | what can be told of any stream from outside |
//! | `faults.js`, `marks.js`, `bytes.js`, `shown.js` | errors, high water marks, chunks, how states are printed |
//!
//! Absent: what joins these to the streams of the web (`toWeb`, `fromWeb`), `consumers.blob`.

use boa_engine::{Context, JsResult, JsValue};

use super::modules::embedded;

/// The modules that only built-in modules can require, with their sources.
pub const SOURCES: [(&str, &str); 20] = [
    ("internal:stream/abort", include_str!("abort.js")),
    ("internal:stream/bytes", include_str!("bytes.js")),
    ("internal:stream/compose", include_str!("compose.js")),
    ("internal:stream/condition", include_str!("condition.js")),
    ("internal:stream/destroy", include_str!("destroy.js")),
    ("internal:stream/duplex", include_str!("duplex.js")),
    ("internal:stream/faults", include_str!("faults.js")),
    ("internal:stream/finished", include_str!("finished.js")),
    ("internal:stream/from", include_str!("from.js")),
    ("internal:stream/legacy", include_str!("legacy.js")),
    ("internal:stream/marks", include_str!("marks.js")),
    ("internal:stream/operators", include_str!("operators.js")),
    ("internal:stream/pair", include_str!("pair.js")),
    ("internal:stream/pipe", include_str!("pipe.js")),
    ("internal:stream/pipeline", include_str!("pipeline.js")),
    ("internal:stream/queue", include_str!("queue.js")),
    ("internal:stream/readable", include_str!("readable.js")),
    ("internal:stream/shown", include_str!("shown.js")),
    ("internal:stream/transform", include_str!("transform.js")),
    ("internal:stream/writable", include_str!("writable.js")),
];

/// `node:stream`.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    evaluate("node:stream", include_str!("stream.js"), context)
}

/// `node:stream/promises`.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn promises(context: &mut Context) -> JsResult<JsValue> {
    evaluate("node:stream/promises", include_str!("promises.js"), context)
}

/// `node:stream/consumers`.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn consumers(context: &mut Context) -> JsResult<JsValue> {
    let source = include_str!("consumers.js");
    evaluate("node:stream/consumers", source, context)
}

/// One of [`SOURCES`], evaluated.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn internal(name: &str, source: &str, context: &mut Context) -> JsResult<JsValue> {
    let name = format!("node:{}", name.replacen(':', "/", 1));
    evaluate(&name, source, context)
}

fn evaluate(name: &str, source: &str, context: &mut Context) -> JsResult<JsValue> {
    embedded::evaluate(name, source, JsValue::undefined(), context)
}
