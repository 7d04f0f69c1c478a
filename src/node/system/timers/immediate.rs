//! The class `Immediate`: what `setImmediate` returns.

use super::{Timers, rest};
use crate::engine::error;
use crate::engine::event_loop::{Callback, EventLoop, ImmediateId, Task};
use crate::engine::native::{self, Definition};
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsResult, JsSymbol, JsValue, Trace, js_string,
};

/// What an `Immediate` object holds. Whether it is queued, the event loop knows.
#[derive(Debug, Clone, Copy, Trace, Finalize, JsData)]
#[boa_gc(empty_trace)]
struct Immediate {
    id: Option<ImmediateId>,
    keeps_alive: bool,
}

pub(super) fn set_immediate(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let function = error::validate_function(args.get_or_undefined(0), "callback", context)?;
    let prototype = Timers::of(context)?.classes(context).immediate.clone();
    let event_loop = EventLoop::of(context)?;
    let immediate = Immediate {
        id: None,
        keeps_alive: true,
    };
    let shape = context.root_shape();
    let object = JsObject::new(shape, prototype, immediate).upcast();
    let callback = Callback::new(function, object.clone().into(), rest(args, 1));
    let id = event_loop.enqueue_immediate(true, Task::Call(callback));
    if let Some(mut immediate) = object.downcast_mut::<Immediate>() {
        immediate.id = Some(id);
    }
    Ok(object.into())
}

/// `clearImmediate`.
pub(super) fn clear(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(object) = args.get_or_undefined(0).as_object() {
        cancel(&object, context)?;
    }
    Ok(JsValue::undefined())
}

fn cancel(object: &JsObject, context: &Context) -> JsResult<()> {
    let id = object
        .downcast_ref::<Immediate>()
        .and_then(|found| found.id);
    if let Some(id) = id {
        EventLoop::of(context)?.cancel_immediate(id);
    }
    Ok(())
}

const METHODS: [Definition; 3] = [
    ("ref", 0, r#ref),
    ("unref", 0, unref),
    ("hasRef", 0, has_ref),
];

/// `Immediate.prototype`, with its constructor.
pub(super) fn prototype(context: &Context) -> JsObject {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    native::define(&prototype, &METHODS, native::HIDDEN, context);
    let dispose = native::function("", 0, dispose, context);
    native::set(&prototype, JsSymbol::dispose(), dispose, native::ENUMERABLE);
    let getter = native::function("_destroyed", 0, destroyed, context);
    native::accessor(
        &prototype,
        js_string!("_destroyed"),
        getter,
        None,
        native::HIDDEN,
    );
    super::constructor("Immediate", 2, &prototype, context);
    prototype
}

fn of(this: &JsValue) -> JsResult<JsObject> {
    let object = this.as_object().filter(JsObject::is::<Immediate>);
    object.ok_or_else(|| {
        JsNativeError::typ()
            .with_message("the receiver is not an Immediate")
            .into()
    })
}

fn hold(this: &JsValue, keeps_alive: bool, context: &mut Context) -> JsResult<JsValue> {
    let event_loop = EventLoop::of(context)?;
    if let Some(mut immediate) = of(this)?.downcast_mut::<Immediate>() {
        immediate.keeps_alive = keeps_alive;
        if let Some(id) = immediate.id {
            event_loop.hold_immediate(id, keeps_alive);
        }
    }
    Ok(this.clone())
}

fn r#ref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    hold(this, true, context)
}

fn unref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    hold(this, false, context)
}

fn is_queued(object: &JsObject, context: &Context) -> JsResult<bool> {
    let event_loop = EventLoop::of(context)?;
    let immediate = object.downcast_ref::<Immediate>();
    let id = immediate.and_then(|immediate| immediate.id);
    Ok(id.is_some_and(|id| event_loop.immediate_is_queued(id)))
}

fn has_ref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let object = of(this)?;
    let immediate = object.downcast_ref::<Immediate>();
    let keeps_alive = immediate.is_some_and(|immediate| immediate.keeps_alive);
    Ok((keeps_alive && is_queued(&object, context)?).into())
}

fn dispose(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    cancel(&of(this)?, context)?;
    Ok(JsValue::undefined())
}

fn destroyed(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok((!is_queued(&of(this)?, context)?).into())
}
