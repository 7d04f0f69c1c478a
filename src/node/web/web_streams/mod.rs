//! `node:stream/web`: the classes of the Streams standard, in JavaScript.
//!
//! Node's documentation, "Web Streams API".
//!
//! - `readable.js`: `ReadableStream`, its readers and controllers.
//! - `writable.js`: `WritableStream`, its writer and controller.
//! - `transform.js`: `TransformStream` and its controller.
//! - `strategies.js`: the queuing strategies.
//! - `transferring.js`: streams that move with `structuredClone`.
//! - `encoding.js`: `TextEncoderStream`, `TextDecoderStream`, `CompressionStream`,
//!   `DecompressionStream`.
//! - `shared.js`: what these classes have in common.

use crate::engine::native;
use crate::node::base::lazy_global;
use crate::node::modules::{is_loaded, require_builtin};
use boa_engine::object::JsObject;
use boa_engine::{Context, JsResult, JsValue, js_string};

/// What each file gives, in the order in which Node's module lists it.
const EXPORTS: [(&str, &str); 17] = [
    ("ReadableStream", READABLE),
    ("ReadableStreamDefaultReader", READABLE),
    ("ReadableStreamBYOBReader", READABLE),
    ("ReadableStreamBYOBRequest", READABLE),
    ("ReadableByteStreamController", READABLE),
    ("ReadableStreamDefaultController", READABLE),
    ("TransformStream", TRANSFORM),
    ("TransformStreamDefaultController", TRANSFORM),
    ("WritableStream", WRITABLE),
    ("WritableStreamDefaultController", WRITABLE),
    ("WritableStreamDefaultWriter", WRITABLE),
    ("ByteLengthQueuingStrategy", STRATEGIES),
    ("CountQueuingStrategy", STRATEGIES),
    ("TextEncoderStream", ENCODING),
    ("TextDecoderStream", ENCODING),
    ("CompressionStream", ENCODING),
    ("DecompressionStream", ENCODING),
];

const ENCODING: &str = "internal:web_streams/encoding";
const READABLE: &str = "internal:web_streams/readable";
const TRANSFORM: &str = "internal:web_streams/transform";
const WRITABLE: &str = "internal:web_streams/writable";
const SHARED: &str = "internal:web_streams/shared";
const TRANSFERRING: &str = "internal:web_streams/transferring";
const STRATEGIES: &str = "internal:web_streams/strategies";

/// The module's exports.
///
/// # Errors
///
/// Whatever evaluating the module throws.
pub fn module(context: &mut Context) -> JsResult<JsValue> {
    let exports = JsObject::with_object_proto(context.intrinsics());
    for (name, file) in EXPORTS {
        let class = class(name, file, context)?;
        native::set(&exports, js_string!(name), class, native::ENUMERABLE);
    }
    Ok(exports.into())
}

/// Defines the classes as globals, which are made when they are first read.
pub fn install(context: &Context) {
    for (name, file) in EXPORTS {
        lazy_global::define(name, move |context| class(name, file, context), context);
    }
}

/// Whether `object` is a readable, writable or transform stream.
///
/// # Errors
///
/// None in practice.
pub fn is_stream(object: &JsObject, context: &mut Context) -> JsResult<bool> {
    if !is_loaded(SHARED, context) {
        return Ok(false);
    }
    let is_stream = class("isStream", SHARED, context)?;
    let Some(is_stream) = is_stream.as_callable() else {
        return Ok(false);
    };
    let answer = is_stream.call(&JsValue::undefined(), &[object.clone().into()], context)?;
    Ok(answer.to_boolean())
}

/// Why a stream can't move to where it is cloned to; `None` when it can.
///
/// # Errors
///
/// None in practice.
pub fn refusal(stream: &JsObject, context: &mut Context) -> JsResult<Option<String>> {
    let refusal = class("refusal", TRANSFERRING, context)?.to_object(context)?;
    let problem = refusal.call(&JsValue::undefined(), &[stream.clone().into()], context)?;
    Ok(problem.as_string().map(|text| text.to_std_string_lossy()))
}

/// The stream that takes the place of one which moves.
///
/// # Errors
///
/// None for a stream that can move.
pub fn take(stream: &JsObject, context: &mut Context) -> JsResult<Option<JsObject>> {
    let take = class("take", TRANSFERRING, context)?.to_object(context)?;
    let taken = take.call(&JsValue::undefined(), &[stream.clone().into()], context)?;
    Ok(taken.as_object())
}

fn class(name: &str, file: &str, context: &mut Context) -> JsResult<JsValue> {
    let classes = require_builtin(file, context)?;
    match classes.as_object() {
        Some(classes) => classes.get(js_string!(name), context),
        None => Ok(JsValue::undefined()),
    }
}
