//! What follows asynchronous work around: one value, which every callback finds as it was
//! where the callback was handed over.
//!
//! The hooks HostMakeJobCallback and HostCallJobCallback of ECMAScript carry it over promises
//! and `await`; the event loop over ticks, timers, immediates and results from other threads.
//! What the value means is the business of higher floors: `node:async_hooks` keeps a map there.
//!
//! Whatever runs a callback sets the value first and leaves it as it is, so an error that the
//! callback throws is still reported where it belongs.

use boa_engine::job::JobCallback;
use boa_engine::object::builtins::JsFunction;
use boa_engine::{Context, Finalize, JsData, JsValue, Trace};
use std::cell::RefCell;
use std::rc::Rc;

use super::event_loop::EventLoop;

/// The value that is current on one event loop. Clones share it.
#[derive(Clone, Default)]
pub struct AsyncContext(Rc<RefCell<JsValue>>);

impl std::fmt::Debug for AsyncContext {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AsyncContext").finish_non_exhaustive()
    }
}

/// What a job's callback carries.
#[derive(Trace, Finalize, JsData)]
struct Carried(JsValue);

impl AsyncContext {
    /// That of `context`'s event loop; one of its own where there is no such loop.
    #[must_use]
    pub fn of(context: &Context) -> Self {
        EventLoop::of(context)
            .map_or_else(|_| Self::default(), |event_loop| event_loop.async_context())
    }

    /// The current value.
    #[must_use]
    pub fn current(&self) -> JsValue {
        self.0.borrow().clone()
    }

    /// Makes `value` the current one, and gives the one before.
    pub fn enter(&self, value: JsValue) -> JsValue {
        self.0.replace(value)
    }

    /// HostMakeJobCallback: the callback with the current value.
    pub(super) fn job_callback(&self, callback: JsFunction) -> JobCallback {
        let current = self.0.borrow();
        match current.is_undefined() {
            true => JobCallback::new(callback, ()),
            false => JobCallback::new(callback, Carried(current.clone())),
        }
    }

    /// Makes current what `job` carries, before it is called.
    pub(super) fn enter_job(&self, job: &JobCallback) {
        let carried = job.host_defined().downcast_ref::<Carried>();
        let value = carried.map_or_else(JsValue::undefined, |carried| carried.0.clone());
        self.enter(value);
    }
}
