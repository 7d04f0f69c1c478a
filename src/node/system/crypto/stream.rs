//! `Hash` and `Hmac` as streams.
//!
//! An object becomes one when it is first used as one, so that hashing alone
//! does not load `node:stream`.

use crate::engine::native::{self, Definition};
use crate::node::modules::require_builtin;
use boa_engine::object::builtins::JsFunction;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsSymbol, JsValue, NativeFunction,
    js_string,
};

/// Methods by which an object shows that it is used as a stream.
const METHODS: [&str; 28] = [
    "write",
    "end",
    "cork",
    "uncork",
    "setDefaultEncoding",
    "destroy",
    "read",
    "pipe",
    "unpipe",
    "pause",
    "resume",
    "isPaused",
    "setEncoding",
    "push",
    "unshift",
    "on",
    "once",
    "off",
    "addListener",
    "removeListener",
    "prependListener",
    "prependOnceListener",
    "removeAllListeners",
    "emit",
    "listeners",
    "listenerCount",
    "eventNames",
    "setMaxListeners",
];

/// What the module in JavaScript is given.
pub(crate) const BINDING: [Definition; 1] = [("readDigest", 1, super::hash::read_digest)];

/// Keeps the options of a stream on the object that may become one.
pub(super) fn with_options(object: JsObject, options: &JsValue) -> JsValue {
    let key = js_string!("_options");
    native::set(&object, key, options.clone(), native::ENUMERABLE);
    object.into()
}

/// Properties that only a stream has.
const STATES: [&str; 2] = ["_readableState", "_writableState"];

/// Has objects that inherit from `prototype` become streams when they are used as such.
pub(super) fn prepare(prototype: &JsObject, context: &mut Context) {
    for name in METHODS {
        let key = js_string!(name);
        let method = method(prototype, key.clone(), context);
        native::set(prototype, key, method, native::HIDDEN);
    }
    let iterate = method(prototype, JsSymbol::async_iterator(), context);
    let key = JsSymbol::async_iterator();
    native::set(prototype, key, iterate, native::HIDDEN);
    for name in STATES {
        let key = js_string!(name);
        let get = getter(prototype, key.clone(), context);
        let set = setter(key.clone(), context);
        native::accessor(prototype, key, get, Some(set), native::HIDDEN);
    }
}

/// Makes `this` a stream and gives the prototype that it has inherited since.
fn start(this: &JsValue, prototype: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let start = require_builtin("internal:crypto_stream", context)?;
    if let Some(start) = start.as_callable() {
        let arguments = [this.clone(), prototype.clone().into()];
        start.call(&JsValue::undefined(), &arguments, context)?;
    }
    prototype
        .prototype()
        .ok_or_else(|| JsNativeError::typ().with_message("not a stream").into())
}

/// A method that goes on with the one of the same name, or symbol, of streams.
fn method(prototype: &JsObject, key: impl Into<JsValue>, context: &Context) -> JsFunction {
    let key = key.into();
    let name = key
        .as_string()
        .unwrap_or(js_string!("[Symbol.asyncIterator]"));
    let code = NativeFunction::from_copy_closure_with_captures(
        |this, args, (prototype, key): &(JsObject, JsValue), context| {
            let stream = start(this, prototype, context)?;
            let key = key.to_property_key(context)?;
            let Some(method) = stream.get(key, context)?.as_callable() else {
                return Ok(JsValue::undefined());
            };
            method.call(this, args, context)
        },
        (prototype.clone(), key),
    );
    build(code, name, context)
}

fn getter(prototype: &JsObject, key: JsString, context: &Context) -> JsFunction {
    let name = js_string!(&js_string!("get "), &key);
    let code = NativeFunction::from_copy_closure_with_captures(
        |this, _, (prototype, key): &(JsObject, JsString), context| {
            start(this, prototype, context)?;
            let own = this.to_object(context)?;
            // A stream has a property of its own by now, which hides this getter.
            match own.has_own_property(key.clone(), context)? {
                true => own.get(key.clone(), context),
                false => Ok(JsValue::undefined()),
            }
        },
        (prototype.clone(), key),
    );
    build(code, name, context)
}

fn setter(key: JsString, context: &Context) -> JsFunction {
    let name = js_string!(&js_string!("set "), &key);
    let code = NativeFunction::from_copy_closure_with_captures(
        |this, args, key: &JsString, context| {
            let value = args.get_or_undefined(0).clone();
            let own = this.to_object(context)?;
            own.create_data_property_or_throw(key.clone(), value, context)?;
            Ok(JsValue::undefined())
        },
        key,
    );
    build(code, name, context)
}

fn build(code: NativeFunction, name: JsString, context: &Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), code)
        .name(name)
        .constructor(false)
        .build()
}
