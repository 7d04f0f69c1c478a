//! What the engine asks of its host.

use super::async_context::AsyncContext;
use super::events::Reason;
use super::isolate::Isolate;
use super::limits::MAX_LENGTH;
use super::phrases;
use super::realms::NextGlobal;
use super::shapes;
use super::source;
use crate::memory::expect_store;
use boa_engine::builtins::promise::{OperationType, PromiseState};
use boa_engine::context::HostHooks;
use boa_engine::context::intrinsics::Intrinsics;
use boa_engine::job::JobCallback;
use boa_engine::object::builtins::{JsFunction, JsPromise};
use boa_engine::realm::Realm;
use boa_engine::{Context, JsObject, JsResult, JsString, JsValue, builtins::promise::Promise};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

thread_local! {
    static ASKED: Cell<u64> = const { Cell::new(0) };
}

/// How often the engine has asked on this thread before it made a store.
#[must_use]
pub fn asked() -> u64 {
    ASKED.get()
}

/// Told of promises that are rejected without a handler, and of handlers that come late.
pub type RejectionTracker = Rc<dyn Fn(JsPromise, OperationType, &mut Context)>;

/// The hooks of a slabjs host: a safe point before every backing store, and
/// the tracking of rejected promises.
#[derive(Clone)]
pub struct Hooks {
    isolate: Rc<Isolate>,
    rejections: RejectionTracker,
    next_global: NextGlobal,
    async_context: AsyncContext,
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks")
            .field("isolate", &self.isolate)
            .finish_non_exhaustive()
    }
}

impl Hooks {
    /// Hooks for `isolate` that tell `rejections` about promises.
    #[must_use]
    pub fn new(isolate: Rc<Isolate>, rejections: RejectionTracker) -> Self {
        Self {
            isolate,
            rejections,
            next_global: NextGlobal::default(),
            async_context: AsyncContext::default(),
        }
    }

    /// Has callbacks of promises carry the value of `async_context`: the event loop's.
    #[must_use]
    pub fn carrying(self, async_context: AsyncContext) -> Self {
        Self {
            async_context,
            ..self
        }
    }

    /// Where the global object of the next realm is put.
    #[must_use]
    pub fn next_global(&self) -> NextGlobal {
        self.next_global.clone()
    }
}

impl HostHooks for Hooks {
    /// Called by the engine before it allocates any backing store, at a place
    /// where a collection is sound. The size is not told: the allocator, which
    /// is asked next, looks at it and collects or refuses; a limit told here would
    /// be enforced by the engine alone, and no listener would hear of a refusal.
    fn max_buffer_size(&self, context: &mut Context) -> u64 {
        self.isolate.sites().announce(context);
        if self.isolate.is_nearly_full() {
            self.isolate.collect(Reason::HardLimit);
            shapes::forget_dead_prototypes(context);
        }
        expect_store();
        ASKED.set(ASKED.get().wrapping_add(1));
        MAX_LENGTH
    }

    fn create_global_object(&self, intrinsics: &Intrinsics) -> JsObject {
        let next = self.next_global.take();
        next.unwrap_or_else(|| JsObject::with_object_proto(intrinsics))
    }

    /// The engine reads such a source through no reader of ours.
    fn ensure_can_compile_strings(
        &self,
        _: Realm,
        parameters: &[JsString],
        body: &JsString,
        _: bool,
        _: &mut Context,
    ) -> JsResult<()> {
        source::check_dynamic(parameters, body)
    }

    fn make_job_callback(&self, callback: JsFunction, _: &mut Context) -> JobCallback {
        self.async_context.job_callback(callback)
    }

    fn call_job_callback(
        &self,
        job: &JobCallback,
        this: &JsValue,
        args: &[JsValue],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        self.async_context.enter_job(job);
        job.callback().call(this, args, context)
    }

    fn promise_rejection_tracker(
        &self,
        promise: &JsObject<Promise>,
        operation: OperationType,
        context: &mut Context,
    ) {
        if let (OperationType::Reject, PromiseState::Rejected(reason)) =
            (operation, JsPromise::from(promise.clone()).state())
        {
            phrases::mend(&reason, context);
        }
        (self.rejections)(JsPromise::from(promise.clone()), operation, context);
    }
}
