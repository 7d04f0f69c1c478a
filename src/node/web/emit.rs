//! `emit` of `EventEmitter`, which programs call more often than any other function of
//! Node's modules.
//!
//! What is rare (an error that nobody hears, promises whose rejection is captured) is in
//! `events.js`.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsSymbol, JsValue, js_string,
};

use crate::engine::native::Definition;
use crate::engine::per_context;
use crate::node::system::process;

/// What the module in JavaScript is given.
pub(crate) const BINDING: [Definition; 3] = [
    process::EVENTS_BINDING[0],
    ("emit", 1, emit),
    ("setRare", 3, set_rare),
];

/// What `events.js` keeps to itself, and the names that are looked for.
struct Rare {
    /// `emitError(emitter, args)`: whether there were listeners.
    emit_error: JsObject,
    /// `watch(emitter, promise, type, args)`
    watch: JsObject,
    /// The property that says whether rejections are captured.
    captures: JsSymbol,
    events: JsString,
    error: JsString,
}

/// `setRare(emitError, watch, captures)`
fn set_rare(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let captures = args.get_or_undefined(2).as_symbol();
    let rare = Rare {
        emit_error: args.get_or_undefined(0).to_object(context)?,
        watch: args.get_or_undefined(1).to_object(context)?,
        captures: captures.ok_or_else(|| JsNativeError::typ().with_message("Not a symbol"))?,
        events: js_string!("_events"),
        error: js_string!("error"),
    };
    per_context::set(rare, context);
    Ok(JsValue::undefined())
}

/// `emitter.emit(type[, ...args])`
fn emit(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let rare = per_context::installed::<Rare>("node:events", context)?;
    let emitter = this.to_object(context)?;
    let name = args.get_or_undefined(0);
    let arguments = args.get(1..).unwrap_or(&[]);
    if name.as_string().is_some_and(|name| name == rare.error) {
        return emit_error(&rare, this, arguments, context);
    }
    let Some(events) = emitter.get(rare.events.clone(), context)?.as_object() else {
        return Ok(false.into());
    };
    let key: PropertyKey = name.to_property_key(context)?;
    let Some(handler) = events.get(key, context)?.as_object() else {
        return Ok(false.into());
    };
    if handler.is_callable() {
        tell(&rare, &handler, this, args, context)?;
        return Ok(true.into());
    }
    // A copy, since listeners may come and go meanwhile.
    for listener in listed(&handler, context)? {
        if let Some(listener) = listener.as_object() {
            tell(&rare, &listener, this, args, context)?;
        }
    }
    Ok(true.into())
}

fn listed(handler: &JsObject, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let list = JsArray::from_object(handler.clone())?;
    let length = list.length(context)?;
    (0..length).map(|at| list.get(at, context)).collect()
}

fn tell(
    rare: &Rare,
    listener: &JsObject,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let result = listener.call(this, args.get(1..).unwrap_or(&[]), context)?;
    if result.is_null_or_undefined() {
        return Ok(());
    }
    let captures = this
        .to_object(context)?
        .get(rare.captures.clone(), context)?;
    if captures.to_boolean() {
        let arguments = args.get(1..).unwrap_or(&[]).iter().cloned();
        let arguments = JsArray::from_iter(arguments, context).into();
        let name = args.get_or_undefined(0).clone();
        let all = [this.clone(), result, name, arguments];
        rare.watch.call(&JsValue::undefined(), &all, context)?;
    }
    Ok(())
}

fn emit_error(
    rare: &Rare,
    this: &JsValue,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let arguments = JsArray::from_iter(arguments.iter().cloned(), context).into();
    let all = [this.clone(), arguments];
    rare.emit_error.call(&JsValue::undefined(), &all, context)
}
