//! `CallSite`: a call as `Error.prepareStackTrace` is told of it (V8's stack trace API).
//!
//! The engine tells a call's function by name and its place. What it does not tell is
//! answered as V8 answers of functions in strict mode.

use super::frames::{Frame, Place};
use crate::engine::native::{self, Definition};
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsResult, JsString, JsValue, Trace, js_string,
};

/// What a call site is of.
#[derive(Debug, Trace, Finalize, JsData)]
struct Site {
    #[unsafe_ignore_trace]
    frame: Frame,
}

const METHODS: [Definition; 22] = [
    ("getColumnNumber", 0, column),
    ("getEnclosingColumnNumber", 0, column),
    ("getEnclosingLineNumber", 0, line),
    ("getEvalOrigin", 0, undefined),
    ("getFileName", 0, file),
    ("getFunction", 0, undefined),
    ("getFunctionName", 0, function_name),
    ("getLineNumber", 0, line),
    ("getMethodName", 0, null),
    ("getPosition", 0, zero),
    ("getPromiseIndex", 0, null),
    ("getScriptNameOrSourceURL", 0, file),
    ("getScriptHash", 0, empty),
    ("getThis", 0, undefined),
    ("getTypeName", 0, type_name),
    ("isAsync", 0, no),
    ("isConstructor", 0, no),
    ("isEval", 0, no),
    ("isNative", 0, is_native),
    ("isPromiseAll", 0, no),
    ("isToplevel", 0, is_top_level),
    ("toString", 0, text),
];

/// What call sites inherit from.
pub(super) fn prototype(context: &mut Context) -> JsObject {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    native::define(&prototype, &METHODS, native::HIDDEN, context);
    let constructor = native::function("CallSite", 0, illegal, context);
    let key = js_string!("constructor");
    native::set(&prototype, key, constructor, native::HIDDEN);
    prototype
}

/// The call site of `frame`.
pub(super) fn new(frame: Frame, prototype: JsObject) -> JsObject {
    JsObject::from_proto_and_data(prototype, Site { frame })
}

fn illegal(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Err(JsNativeError::typ()
        .with_message("Illegal constructor")
        .into())
}

fn of(this: &JsValue) -> JsResult<Frame> {
    let object = this.as_object();
    let site = object
        .as_ref()
        .and_then(|object| object.downcast_ref::<Site>());
    site.map(|site| site.frame.clone()).ok_or_else(|| {
        JsNativeError::typ()
            .with_message("CallSite method called on an object that is no CallSite")
            .into()
    })
}

/// What `tell` finds at the place of the call; null where there is none.
fn at_place(this: &JsValue, tell: impl FnOnce(Place) -> Option<JsValue>) -> JsResult<JsValue> {
    let told = of(this)?.place.and_then(tell);
    Ok(told.unwrap_or_else(JsValue::null))
}

fn column(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    at_place(this, |place| place.column.map(JsValue::from))
}

fn line(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    at_place(this, |place| place.line.map(JsValue::from))
}

fn file(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let place = of(this)?.place;
    Ok(place.map_or_else(JsValue::undefined, |place| {
        JsString::from(place.path).into()
    }))
}

fn function_name(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let name = of(this)?.function;
    Ok(name.map_or_else(JsValue::null, |name| JsString::from(name).into()))
}

fn type_name(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    of(this).map(|_| js_string!("Object").into())
}

fn is_native(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(of(this)?.place.is_none().into())
}

fn is_top_level(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(of(this)?.place.is_some().into())
}

fn text(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsString::from(of(this)?.to_string()).into())
}

fn no(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    of(this).map(|_| false.into())
}

fn zero(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    of(this).map(|_| 0.into())
}

fn empty(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    of(this).map(|_| js_string!().into())
}

fn null(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    of(this).map(|_| JsValue::null())
}

fn undefined(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    of(this).map(|_| JsValue::undefined())
}
