//! The part of `EventEmitter` that `process` needs, with Node's own layout.
//!
//! Listeners lie in the object's own `_events`: a function, or an array of
//! functions, under the name of the event. The full `EventEmitter` can therefore
//! take over an object that has listeners already.

use crate::engine::error::{self, ErrorClass};
use crate::engine::native::{self, Definition};
use crate::node::inspect::{InspectOptions, inspect_text};
use boa_engine::builtins::error::Error;
use boa_engine::object::builtins::JsArray;
use boa_engine::object::{FunctionObjectBuilder, JsObject};
use boa_engine::property::PropertyKey;
use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsResult, JsValue, NativeFunction, js_string,
};

const METHODS: [Definition; 12] = [
    ("emit", 1, emit),
    ("addListener", 2, add_listener),
    ("prependListener", 2, prepend_listener),
    ("once", 2, once),
    ("prependOnceListener", 2, prepend_once_listener),
    ("removeListener", 2, remove_listener),
    ("removeAllListeners", 1, remove_all_listeners),
    ("listeners", 1, listeners),
    ("rawListeners", 1, raw_listeners),
    ("listenerCount", 2, listener_count),
    ("eventNames", 0, event_names),
    ("setMaxListeners", 1, set_max_listeners),
];

/// More listeners for one event no program has; a script that says so is refused.
const MOST_LISTENERS: u64 = 1 << 20;

/// A prototype for objects that emit events.
pub(super) fn prototype(context: &Context) -> JsObject {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    for (name, length, code) in METHODS {
        let function = native::function(name, length, code, context);
        let alias = match name {
            "addListener" => Some("on"),
            "removeListener" => Some("off"),
            _ => None,
        };
        if let Some(alias) = alias {
            native::set(
                &prototype,
                js_string!(alias),
                function.clone(),
                native::ENUMERABLE,
            );
        }
        native::set(&prototype, js_string!(name), function, native::ENUMERABLE);
    }
    prototype
}

/// Emits through the object's own `emit`, which a script may have replaced.
pub(super) fn emit_on(
    emitter: &JsObject,
    event: &str,
    arguments: &[JsValue],
    context: &mut Context,
) -> JsResult<bool> {
    let emit = emitter.get(js_string!("emit"), context)?;
    let Some(emit) = emit.as_callable() else {
        return Ok(false);
    };
    let mut all = vec![JsValue::from(js_string!(event))];
    all.extend_from_slice(arguments);
    let told = emit.call(&emitter.clone().into(), &all, context)?;
    Ok(told.to_boolean())
}

fn receiver(this: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    this.to_object(context)
}

/// The object's table of listeners, made if it has none.
fn events(emitter: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let key = js_string!("_events");
    if let Some(events) = emitter.get(key.clone(), context)?.as_object() {
        return Ok(events);
    }
    let events = JsObject::with_null_proto();
    native::set(emitter, key, events.clone(), native::ENUMERABLE);
    native::set(emitter, js_string!("_eventsCount"), 0, native::ENUMERABLE);
    Ok(events)
}

fn change_count(emitter: &JsObject, by: i32, context: &mut Context) -> JsResult<()> {
    let key = js_string!("_eventsCount");
    let count = emitter
        .get(key.clone(), context)?
        .as_number()
        .unwrap_or(0.0);
    native::set(
        emitter,
        key,
        (count + f64::from(by)).max(0.0),
        native::ENUMERABLE,
    );
    Ok(())
}

/// The listeners of an event, in order.
fn list(value: &JsValue, context: &mut Context) -> JsResult<Vec<JsObject>> {
    let Some(object) = value.as_object() else {
        return Ok(Vec::new());
    };
    if object.is_callable() {
        return Ok(vec![object]);
    }
    let length = object.get(js_string!("length"), context)?;
    let length = length.to_length(context)?;
    if !object.is_array() || length > MOST_LISTENERS {
        let message = "Invalid array length";
        return Err(JsNativeError::range().with_message(message).into());
    }
    let mut listeners = Vec::new();
    for index in 0..length {
        listeners.extend(object.get(index, context)?.as_callable());
    }
    Ok(listeners)
}

/// Stores the listeners of an event: none, one as itself, more as an array.
fn store(
    emitter: &JsObject,
    key: PropertyKey,
    listeners: Vec<JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    let events = events(emitter, context)?;
    let had = events.has_own_property(key.clone(), context)?;
    let value: JsValue = match listeners.as_slice() {
        [] => {
            events.delete_property_or_throw(key, context)?;
            return change_count(emitter, -i32::from(had), context);
        }
        [only] => only.clone().into(),
        _ => JsArray::from_iter(listeners.into_iter().map(JsValue::from), context).into(),
    };
    native::set(&events, key, value, native::ENUMERABLE);
    change_count(emitter, i32::from(!had), context)
}

/// Adds a listener, after telling 'newListener' if somebody listens to that.
pub(super) fn add(
    emitter: &JsObject,
    event: &JsValue,
    listener: JsObject,
    in_front: bool,
    context: &mut Context,
) -> JsResult<()> {
    let told = events(emitter, context)?.get(js_string!("newListener"), context)?;
    if !told.is_undefined() {
        let arguments = [event.clone(), original(&listener, context)?.into()];
        emit_on(emitter, "newListener", &arguments, context)?;
    }
    let key = event.to_property_key(context)?;
    let present = events(emitter, context)?.get(key.clone(), context)?;
    let mut listeners = list(&present, context)?;
    let at = if in_front { 0 } else { listeners.len() };
    listeners.insert(at, listener);
    store(emitter, key, listeners, context)
}

/// What a script gave, behind the wrapper that `once` puts around it.
fn original(listener: &JsObject, context: &mut Context) -> JsResult<JsObject> {
    let wrapped = listener.get(js_string!("listener"), context)?;
    Ok(wrapped.as_callable().unwrap_or_else(|| listener.clone()))
}

fn add_checked(
    this: &JsValue,
    args: &[JsValue],
    in_front: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let emitter = receiver(this, context)?;
    let listener = error::validate_function(args.get_or_undefined(1), "listener", context)?;
    add(
        &emitter,
        args.get_or_undefined(0),
        listener,
        in_front,
        context,
    )?;
    Ok(this.clone())
}

fn add_listener(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    add_checked(this, args, false, context)
}

fn prepend_listener(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    add_checked(this, args, true, context)
}

fn add_once(
    this: &JsValue,
    args: &[JsValue],
    in_front: bool,
    context: &mut Context,
) -> JsResult<JsValue> {
    let emitter = receiver(this, context)?;
    let listener = error::validate_function(args.get_or_undefined(1), "listener", context)?;
    let event = args.get_or_undefined(0);
    let wrapper = once_wrapper(&emitter, event, listener, context);
    add(&emitter, event, wrapper, in_front, context)?;
    Ok(this.clone())
}

fn once(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    add_once(this, args, false, context)
}

fn prepend_once_listener(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    add_once(this, args, true, context)
}

/// A function that removes itself before it calls `listener`.
fn once_wrapper(
    emitter: &JsObject,
    event: &JsValue,
    listener: JsObject,
    context: &Context,
) -> JsObject {
    let captures = (emitter.clone(), event.clone(), listener.clone());
    let run = NativeFunction::from_copy_closure_with_captures(run_once, captures);
    let wrapper = FunctionObjectBuilder::new(context.realm(), run)
        .name(js_string!("bound onceWrapper"))
        .build();
    native::set(
        &wrapper,
        js_string!("listener"),
        listener,
        native::ENUMERABLE,
    );
    wrapper.into()
}

fn run_once(
    _: &JsValue,
    args: &[JsValue],
    (emitter, event, listener): &(JsObject, JsValue, JsObject),
    context: &mut Context,
) -> JsResult<JsValue> {
    if !remove(emitter, event, listener, context)? {
        return Ok(JsValue::undefined());
    }
    listener.call(&emitter.clone().into(), args, context)
}

/// Removes the last listener that is `listener` or wraps it. `false` when there is none.
fn remove(
    emitter: &JsObject,
    event: &JsValue,
    listener: &JsObject,
    context: &mut Context,
) -> JsResult<bool> {
    let key = event.to_property_key(context)?;
    let present = events(emitter, context)?.get(key.clone(), context)?;
    let mut listeners = list(&present, context)?;
    for at in (0..listeners.len()).rev() {
        let found = &listeners[at];
        if JsObject::equals(found, listener)
            || JsObject::equals(&original(found, context)?, listener)
        {
            listeners.remove(at);
            store(emitter, key, listeners, context)?;
            tell_removed(emitter, event, listener, context)?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn tell_removed(
    emitter: &JsObject,
    event: &JsValue,
    listener: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let told = events(emitter, context)?.get(js_string!("removeListener"), context)?;
    if !told.is_undefined() {
        let arguments = [event.clone(), listener.clone().into()];
        emit_on(emitter, "removeListener", &arguments, context)?;
    }
    Ok(())
}

fn remove_listener(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let emitter = receiver(this, context)?;
    let listener = error::validate_function(args.get_or_undefined(1), "listener", context)?;
    remove(&emitter, args.get_or_undefined(0), &listener, context)?;
    Ok(this.clone())
}

fn remove_all_listeners(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let emitter = receiver(this, context)?;
    match args.first() {
        Some(event) => store(
            &emitter,
            event.to_property_key(context)?,
            Vec::new(),
            context,
        )?,
        None => {
            let none = JsObject::with_null_proto();
            native::set(&emitter, js_string!("_events"), none, native::ENUMERABLE);
            native::set(&emitter, js_string!("_eventsCount"), 0, native::ENUMERABLE);
        }
    }
    Ok(this.clone())
}

fn emit(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let emitter = receiver(this, context)?;
    let event = args.get_or_undefined(0);
    let arguments = args.get(1..).unwrap_or(&[]);
    let key = event.to_property_key(context)?;
    let present = events(&emitter, context)?.get(key, context)?;
    let listeners = list(&present, context)?;
    if listeners.is_empty() && event.as_string() == Some(js_string!("error")) {
        return Err(unhandled(arguments.get_or_undefined(0), context));
    }
    for listener in &listeners {
        listener.call(this, arguments, context)?;
    }
    Ok((!listeners.is_empty()).into())
}

/// What an 'error' event throws when nobody listens.
fn unhandled(given: &JsValue, context: &mut Context) -> JsError {
    let is_error = given.as_object().is_some_and(|object| object.is::<Error>());
    if is_error {
        return JsError::from_opaque(given.clone());
    }
    let shown = match inspect_text(given, &InspectOptions::default(), context) {
        Ok(shown) => shown,
        Err(thrown) => return thrown,
    };
    let message = format!("Unhandled error. ({shown})");
    error::coded(ErrorClass::Error, "ERR_UNHANDLED_ERROR", message, context)
}

fn listed(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<Vec<JsObject>> {
    let emitter = receiver(this, context)?;
    let key = args.get_or_undefined(0).to_property_key(context)?;
    let present = events(&emitter, context)?.get(key, context)?;
    list(&present, context)
}

fn listeners(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut originals = Vec::new();
    for listener in listed(this, args, context)? {
        originals.push(JsValue::from(original(&listener, context)?));
    }
    Ok(JsArray::from_iter(originals, context).into())
}

fn raw_listeners(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let listeners = listed(this, args, context)?;
    Ok(JsArray::from_iter(listeners.into_iter().map(JsValue::from), context).into())
}

fn listener_count(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let mut count = 0;
    let wanted = args.get_or_undefined(1).as_callable();
    for listener in listed(this, args, context)? {
        let matches = match &wanted {
            None => true,
            Some(wanted) => {
                JsObject::equals(wanted, &listener)
                    || JsObject::equals(wanted, &original(&listener, context)?)
            }
        };
        count += i32::from(matches);
    }
    Ok(count.into())
}

fn event_names(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let emitter = receiver(this, context)?;
    let names = events(&emitter, context)?.own_property_keys(context)?;
    let names: Vec<JsValue> = names.into_iter().map(JsValue::from).collect();
    Ok(JsArray::from_iter(names, context).into())
}

fn set_max_listeners(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let emitter = receiver(this, context)?;
    let most = args.get_or_undefined(0);
    let valid = most.as_number().is_some_and(|most| most >= 0.0);
    if !valid && !most.is_number() {
        return Err(error::invalid_arg_type(
            "setMaxListeners",
            &["number"],
            most,
            context,
        ));
    }
    if !valid {
        return Err(error::out_of_range(
            "setMaxListeners",
            ">= 0",
            most,
            context,
        ));
    }
    native::set(
        &emitter,
        js_string!("_maxListeners"),
        most.clone(),
        native::ENUMERABLE,
    );
    Ok(this.clone())
}
