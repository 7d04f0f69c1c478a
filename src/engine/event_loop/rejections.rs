//! Rejected promises that nobody handles, from the rejection to its report.
//!
//! ECMAScript, HostPromiseRejectionTracker. A promise is reported when the
//! microtasks of its turn have run and it still has no handler.

use super::{EventLoop, Flow, Origin, Stop};
use crate::engine::error::{ErrorClass, plain_object};
use crate::engine::native;
use boa_engine::builtins::promise::{OperationType, PromiseState};
use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsPromise, JsWeakMap};
use boa_engine::{Context, JsError, JsResult, JsString, JsSymbol, JsValue, js_string};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// The promises to be reported, and those that were.
#[derive(Default)]
pub(super) struct Rejections {
    /// In the order of their rejection.
    /// Each with the value of `AsyncContext` that it was rejected under.
    unreported: BTreeMap<u64, (JsObject, JsValue)>,
    places: HashMap<JsObject, u64>,
    next_place: u64,
    handled_late: VecDeque<(JsObject, u64)>,
    /// Promise to the number of its report; made with the first report.
    reported: Option<JsWeakMap>,
    reports: u64,
}

impl Rejections {
    pub(super) fn is_empty(&self) -> bool {
        self.unreported.is_empty() && self.handled_late.is_empty()
    }

    fn push(&mut self, promise: JsObject, carried: JsValue) {
        let place = self.next_place;
        self.next_place = place.wrapping_add(1);
        self.places.insert(promise.clone(), place);
        self.unreported.insert(place, (promise, carried));
    }

    /// Takes the first that was rejected before `end`.
    fn pop_before(&mut self, end: u64) -> Option<(JsObject, JsValue)> {
        let first = self.unreported.first_entry()?;
        if *first.key() >= end {
            return None;
        }
        let (promise, carried) = first.remove();
        self.places.remove(&promise);
        Some((promise, carried))
    }

    /// Whether `promise` was waiting for its report; it no longer is.
    fn withdraw(&mut self, promise: &JsObject) -> bool {
        let place = self.places.remove(promise);
        place.is_some_and(|place| self.unreported.remove(&place).is_some())
    }

    fn number_of(&self, promise: &JsObject, context: &mut Context) -> Option<u64> {
        let number = self.reported.as_ref()?.get(promise, context).ok()?;
        number.as_number().map(|number| number as u64)
    }

    fn handled(&mut self, promise: JsObject, context: &mut Context) {
        if self.withdraw(&promise) {
            return;
        }
        if let Some(number) = self.number_of(&promise, context) {
            self.forget(&promise, context);
            self.handled_late.push_back((promise, number));
        }
    }

    fn remember(&mut self, promise: &JsObject, context: &mut Context) {
        self.reports += 1;
        let reported = self.reported.get_or_insert_with(|| JsWeakMap::new(context));
        // Only a key that is no object could be refused.
        let _ = reported.set(promise, JsValue::from(self.reports as f64), context);
    }

    fn forget(&mut self, promise: &JsObject, context: &mut Context) {
        if let Some(reported) = &self.reported {
            let _ = reported.delete(promise, context);
        }
    }
}

impl EventLoop {
    /// What the host hook `promise_rejection_tracker` is told, passed on.
    pub(crate) fn promise_tracked(
        &self,
        promise: &JsPromise,
        operation: OperationType,
        context: &mut Context,
    ) {
        let promise = JsObject::from(promise.clone());
        let mut rejections = self.rejections.borrow_mut();
        match operation {
            OperationType::Reject => rejections.push(promise, self.async_context.current()),
            OperationType::Handle => rejections.handled(promise, context),
        }
    }

    /// Reports what is to be reported. `None` when there was nothing.
    pub(super) fn report_rejections(&self, context: &mut Context) -> Result<Option<Flow>, Stop> {
        if self.rejections.borrow().is_empty() {
            return Ok(None);
        }
        if self.report_handled_late(context)? == Flow::Threw {
            return Ok(Some(Flow::Threw));
        }
        // Handlers may reject more; those are for the next round.
        let end = self.rejections.borrow().next_place;
        while let Some((promise, carried)) = self.next_rejection(end) {
            self.async_context.enter(carried);
            if self.report_unhandled(&promise, context)? == Flow::Threw {
                return Ok(Some(Flow::Threw));
            }
        }
        Ok(Some(Flow::Completed))
    }

    fn next_rejection(&self, end: u64) -> Option<(JsObject, JsValue)> {
        self.rejections.borrow_mut().pop_before(end)
    }

    fn report_handled_late(&self, context: &mut Context) -> Result<Flow, Stop> {
        loop {
            let next = self.rejections.borrow_mut().handled_late.pop_front();
            let Some((promise, number)) = next else {
                return Ok(Flow::Completed);
            };
            let Ok(promise) = JsPromise::from_object(promise) else {
                continue;
            };
            let told = self.host().rejection_handled(&promise, number, context);
            if self.settle(told, context)? == Flow::Threw {
                return Ok(Flow::Threw);
            }
        }
    }

    fn report_unhandled(&self, promise: &JsObject, context: &mut Context) -> Result<Flow, Stop> {
        self.rejections.borrow_mut().remember(promise, context);
        let Ok(promise) = JsPromise::from_object(promise.clone()) else {
            return Ok(Flow::Completed);
        };
        let PromiseState::Rejected(reason) = promise.state() else {
            return Ok(Flow::Completed);
        };
        let told = self.host().unhandled_rejection(&promise, &reason, context);
        match told {
            Ok(true) => self.settle(Ok(()), context),
            Ok(false) => self.throw_rejection(&reason, context),
            Err(error) => self.settle(Err(error), context),
        }
    }

    /// An unhandled rejection becomes an uncaught error; the round goes on if that was taken care of.
    fn throw_rejection(&self, reason: &JsValue, context: &mut Context) -> Result<Flow, Stop> {
        let error = match is_error_like(reason, context) {
            true => Ok(reason.clone()),
            false => unhandled_rejection(reason, context).map(JsValue::from),
        };
        let error = error.map_or_else(|thrown| thrown, JsError::from_opaque);
        self.report(error, Origin::Rejection, context)?;
        Ok(Flow::Completed)
    }
}

/// Whether the reason can stand for itself as an uncaught error: an object with a stack of its own.
fn is_error_like(reason: &JsValue, context: &mut Context) -> bool {
    let Some(object) = reason.as_object() else {
        return false;
    };
    object.is::<boa_engine::builtins::error::Error>()
        || object
            .has_own_property(js_string!("stack"), context)
            .unwrap_or(false)
}

/// Node's ERR_UNHANDLED_REJECTION, for a reason that is no error.
fn unhandled_rejection(reason: &JsValue, context: &mut Context) -> JsResult<JsObject> {
    let message = js_string!(
        &js_string!(
            "This error originated either by throwing inside of an async function without \
             a catch block, or by rejecting a promise which was not handled with .catch(). \
             The promise rejected with the reason \""
        ),
        &reason_text(reason, context),
        &js_string!("\".")
    );
    let error = plain_object(ErrorClass::Error, message, context)?;
    let own = [
        ("code", "ERR_UNHANDLED_REJECTION"),
        ("name", "UnhandledPromiseRejection"),
    ];
    for (key, value) in own {
        native::set(
            &error,
            js_string!(key),
            js_string!(value),
            native::ENUMERABLE,
        );
    }
    Ok(error)
}

/// A value as text without calling its own `toString`, as V8 does for messages.
fn reason_text(reason: &JsValue, context: &mut Context) -> JsString {
    let fallback = || js_string!("[object Object]");
    if let Some(symbol) = reason.as_symbol() {
        return symbol.descriptive_string();
    }
    match reason.as_object() {
        Some(object) => object_text(&object, context).unwrap_or_else(|_| fallback()),
        None => reason.to_string(context).unwrap_or_else(|_| fallback()),
    }
}

fn object_text(object: &JsObject, context: &mut Context) -> JsResult<JsString> {
    if object.is_callable() {
        return function_text(object, context);
    }
    let prototype = context.intrinsics().constructors().object().prototype();
    let plain = prototype.get(js_string!("toString"), context)?;
    if object.get(js_string!("toString"), context)? == plain {
        let name = constructor_name(object, context)?;
        if !name.is_empty() {
            return Ok(js_string!(&js_string!("#<"), &name, &js_string!(">")));
        }
    }
    let tag = object.get(JsSymbol::to_string_tag(), context)?;
    let builtin = if object.is_array() { "Array" } else { "Object" };
    let tag = tag.as_string().unwrap_or_else(|| js_string!(builtin));
    Ok(js_string!(&js_string!("[object "), &tag, &js_string!("]")))
}

fn function_text(function: &JsObject, context: &mut Context) -> JsResult<JsString> {
    let prototype = context.intrinsics().constructors().function().prototype();
    let source = prototype.get(js_string!("toString"), context)?;
    let Some(source) = source.as_callable() else {
        return Ok(js_string!("[object Function]"));
    };
    let text = source.call(&function.clone().into(), &[], context)?;
    text.to_string(context)
}

fn constructor_name(object: &JsObject, context: &mut Context) -> JsResult<JsString> {
    let constructor = object.get(js_string!("constructor"), context)?;
    let Some(constructor) = constructor.as_callable() else {
        return Ok(js_string!());
    };
    let name = constructor.get(js_string!("name"), context)?;
    Ok(name.as_string().unwrap_or_default())
}
