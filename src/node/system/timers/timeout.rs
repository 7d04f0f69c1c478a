//! The class `Timeout`: what `setTimeout` and `setInterval` return.

use super::{Timers, delay, rest};
use crate::engine::async_context::AsyncContext;
use crate::engine::error;
use crate::engine::event_loop::{Callback, EventLoop, Task, TimerId};
use crate::engine::native::{self, Definition};
use boa_engine::native_function::NativeFunctionPointer;
use boa_engine::object::JsObject;
use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsResult, JsSymbol, JsValue, Trace, js_string,
};
use std::rc::Rc;

/// What a `Timeout` object holds. Whether it is armed, the event loop knows.
#[derive(Debug, Trace, Finalize, JsData)]
struct Timeout {
    /// The number of its [`TimerId`].
    id: u64,
    /// Taken when the timer is cleared.
    callback: Option<JsObject>,
    arguments: Vec<JsValue>,
    /// What was current where it was set; see [`AsyncContext`].
    carried: JsValue,
    /// Milliseconds, 1 to 2^31 - 1, not yet truncated to whole ones.
    delay: f64,
    repeats: bool,
    keeps_alive: bool,
    /// Whether a script has asked for the number, by which it may then clear the timer.
    has_number: bool,
}

impl Timeout {
    fn id(&self) -> TimerId {
        TimerId::from_number(self.id)
    }

    fn arm(&self, object: &JsObject, event_loop: &EventLoop) {
        let Some(function) = self.callback.clone() else {
            return;
        };
        let callback = Callback::new(function, object.clone().into(), &self.arguments)
            .carrying(self.carried.clone());
        let task = match self.repeats {
            true => Task::CallRepeatedly(callback),
            false => Task::Call(callback),
        };
        let delay = self.delay as u64;
        event_loop.arm_timer(self.id(), delay, event_loop.now(), self.keeps_alive, task);
    }
}

pub(super) fn set_timeout(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    set(args, false, context)
}

pub(super) fn set_interval(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    set(args, true, context)
}

fn set(args: &[JsValue], repeats: bool, context: &mut Context) -> JsResult<JsValue> {
    let callback = error::validate_function(args.get_or_undefined(0), "callback", context)?;
    let timers = Timers::of(context)?;
    let delay = delay::coerce(args.get_or_undefined(1), &timers, context)?;
    let event_loop = EventLoop::of(context)?;
    let timeout = Timeout {
        id: event_loop.new_timer().number(),
        callback: Some(callback),
        arguments: rest(args, 2).to_vec(),
        carried: AsyncContext::of(context).current(),
        delay,
        repeats,
        keeps_alive: true,
        has_number: false,
    };
    let prototype = timers.classes(context).timeout.clone();
    let shape = context.root_shape();
    let object = JsObject::new(shape, prototype, timeout).upcast();
    if let Some(timeout) = object.downcast_ref::<Timeout>() {
        timeout.arm(&object, &event_loop);
    }
    Ok(object.into())
}

/// `clearTimeout` and `clearInterval`: takes the object, or the number it was turned into.
pub(super) fn clear(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let event_loop = EventLoop::of(context)?;
    let given = args.get_or_undefined(0);
    let object = match given.as_object() {
        Some(object) => Some(object),
        None => numbered(given, &event_loop),
    };
    if let Some(object) = object {
        disarm(&object, &event_loop);
    }
    Ok(JsValue::undefined())
}

/// The armed timer that a script knows by this number.
fn numbered(given: &JsValue, event_loop: &EventLoop) -> Option<JsObject> {
    let number = match given.as_string() {
        Some(text) => text.to_std_string_lossy().parse().ok()?,
        None => given.as_number()?,
    };
    let is_number = number >= 0.0 && number.fract() == 0.0;
    let id = is_number.then(|| TimerId::from_number(number as u64))?;
    let object = event_loop.timer_this(id)?.as_object()?;
    let known = object.downcast_ref::<Timeout>()?.has_number;
    known.then_some(object)
}

fn disarm(object: &JsObject, event_loop: &EventLoop) {
    if let Some(mut timeout) = object.downcast_mut::<Timeout>() {
        timeout.callback = None;
        event_loop.disarm_timer(timeout.id());
    }
}

const METHODS: [Definition; 5] = [
    ("refresh", 0, refresh),
    ("unref", 0, unref),
    ("ref", 0, r#ref),
    ("hasRef", 0, has_ref),
    ("close", 0, close),
];

/// `Timeout.prototype`, with its constructor.
pub(super) fn prototype(context: &Context) -> JsObject {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    native::define(&prototype, &METHODS, native::HIDDEN, context);
    let dispose = native::function("", 0, dispose, context);
    native::set(&prototype, JsSymbol::dispose(), dispose, native::ENUMERABLE);
    let number = native::function("", 0, to_primitive, context);
    native::set(
        &prototype,
        JsSymbol::to_primitive(),
        number,
        native::ENUMERABLE,
    );
    for (name, code) in GETTERS {
        let getter = native::function(name, 0, code, context);
        native::accessor(&prototype, js_string!(name), getter, None, native::HIDDEN);
    }
    super::constructor("Timeout", 5, &prototype, context);
    prototype
}

/// Fields of Node's that programs look at.
const GETTERS: [(&str, NativeFunctionPointer); 4] = [
    ("_idleTimeout", idle_timeout),
    ("_onTimeout", on_timeout),
    ("_repeat", repeat),
    ("_destroyed", destroyed),
];

fn of(this: &JsValue) -> JsResult<JsObject> {
    let object = this.as_object().filter(JsObject::is::<Timeout>);
    object.ok_or_else(|| {
        JsNativeError::typ()
            .with_message("the receiver is not a Timeout")
            .into()
    })
}

/// Reads from the `Timeout` that a method was called on.
fn read<R>(this: &JsValue, read: impl FnOnce(&Timeout) -> R) -> JsResult<R> {
    let object = of(this)?;
    let timeout = object.downcast_ref::<Timeout>();
    timeout.map(|timeout| read(&timeout)).ok_or_else(|| {
        JsNativeError::typ()
            .with_message("the receiver is not a Timeout")
            .into()
    })
}

fn refresh(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let event_loop = EventLoop::of(context)?;
    let object = of(this)?;
    read(this, |timeout| timeout.arm(&object, &event_loop))?;
    Ok(this.clone())
}

fn hold(this: &JsValue, keeps_alive: bool, context: &mut Context) -> JsResult<JsValue> {
    let event_loop: Rc<EventLoop> = EventLoop::of(context)?;
    let object = of(this)?;
    if let Some(mut timeout) = object.downcast_mut::<Timeout>() {
        timeout.keeps_alive = keeps_alive;
        event_loop.hold_timer(timeout.id(), keeps_alive);
    }
    Ok(this.clone())
}

fn r#ref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    hold(this, true, context)
}

fn unref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    hold(this, false, context)
}

fn has_ref(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |timeout| timeout.keeps_alive.into())
}

fn close(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    disarm(&of(this)?, &*EventLoop::of(context)?);
    Ok(this.clone())
}

fn dispose(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    disarm(&of(this)?, &*EventLoop::of(context)?);
    Ok(JsValue::undefined())
}

fn to_primitive(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = of(this)?;
    if let Some(mut timeout) = object.downcast_mut::<Timeout>() {
        timeout.has_number = true;
    }
    read(this, |timeout| JsValue::from(timeout.id))
}

fn idle_timeout(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |timeout| match timeout.callback {
        Some(_) => timeout.delay.into(),
        None => (-1).into(),
    })
}

fn on_timeout(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |timeout| {
        let callback = timeout.callback.clone();
        callback.map_or_else(JsValue::undefined, JsValue::from)
    })
}

fn repeat(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    read(this, |timeout| match timeout.repeats {
        true => timeout.delay.into(),
        false => JsValue::null(),
    })
}

fn destroyed(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let event_loop = EventLoop::of(context)?;
    read(this, |timeout| {
        (!event_loop.timer_is_armed(timeout.id())).into()
    })
}
