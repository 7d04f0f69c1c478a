//! The event loop: what runs after a script, in Node's order.
//!
//! Node's documentation, "The Node.js event loop". A turn is: arrivals from
//! other threads and from async jobs, then immediates, then due timers. After
//! every callback come the ticks (`process.nextTick`), the microtasks, and the
//! report of unhandled rejections, until none is left. With nothing to do the
//! thread sleeps.
//!
//! - `turn.rs`: the phases; `drain.rs`: what follows every callback.
//! - [`timer_queue`], [`immediates`]: what is due, without JavaScript.
//! - `remote.rs`: the way in from other threads; `async_jobs.rs`: the engine's futures.
//! - `rejections.rs`, `stop.rs`: errors that nobody caught; `exit.rs`: `process.exit`.
//! - `atomics`: `Atomics.waitAsync`, which must not keep a program alive.
//! - `task`: what a timer or an immediate runs.

mod async_jobs;
pub mod atomics;
mod drain;
mod exit;
pub mod immediates;
mod rejections;
mod remote;
mod stop;
mod task;
pub mod timer_queue;
mod turn;

pub use immediates::ImmediateId;
pub use remote::{Closed, Pending, Remote};
pub use stop::{LoopHost, Origin, Stop, Uncaught};
pub use task::{Callback, Task};
pub use timer_queue::TimerId;

use super::async_context::AsyncContext;
use async_jobs::{AsyncJobs, Hold};
use boa_engine::job::{GenericJob, IntervalJob, Job, JobExecutor, PromiseJob, TimeoutJob};
use boa_engine::{Context, JsNativeError, JsResult, JsValue};
use immediates::Immediates;
use rejections::Rejections;
use remote::{Continuation, Inbox};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};
use timer_queue::TimerQueue;

/// Whether a callback ended as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// It returned.
    Completed,
    /// It threw, and the error was handled.
    Threw,
}

/// One thread's event loop; hand it to the engine as its job executor.
///
/// It holds JavaScript values as roots, so it must not be put where the
/// collector looks (on an object).
pub struct EventLoop {
    /// Each with the value of [`AsyncContext`] that was current where it was queued.
    microtasks: RefCell<VecDeque<(PromiseJob, JsValue)>>,
    ticks: RefCell<VecDeque<Callback>>,
    immediates: RefCell<Immediates<Task>>,
    timers: RefCell<TimerQueue<Task>>,
    generic_jobs: RefCell<VecDeque<GenericJob>>,
    async_jobs: RefCell<AsyncJobs>,
    /// How new async jobs are held; see [`EventLoop::without_holding`].
    hold: Cell<Hold>,
    rejections: RefCell<Rejections>,
    inbox: Arc<Inbox>,
    continuations: RefCell<HashMap<u64, Continuation>>,
    next_ticket: Cell<u64>,
    host: RefCell<Rc<dyn LoopHost>>,
    exit: Cell<Option<exit::Exit>>,
    /// The timer whose callback runs, or was ended from outside.
    firing: Cell<Option<TimerId>>,
    started: Instant,
    async_context: AsyncContext,
}

impl fmt::Debug for EventLoop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventLoop").finish_non_exhaustive()
    }
}

impl Drop for EventLoop {
    fn drop(&mut self) {
        self.inbox.close();
    }
}

impl EventLoop {
    /// An empty loop whose time begins now.
    #[must_use]
    pub(crate) fn new() -> Rc<Self> {
        Rc::new(Self {
            microtasks: RefCell::default(),
            ticks: RefCell::default(),
            immediates: RefCell::default(),
            timers: RefCell::default(),
            generic_jobs: RefCell::default(),
            async_jobs: RefCell::default(),
            hold: Cell::new(Hold::Strong),
            rejections: RefCell::default(),
            inbox: Arc::default(),
            continuations: RefCell::default(),
            next_ticket: Cell::new(0),
            host: RefCell::new(Rc::new(stop::Strict)),
            exit: Cell::new(None),
            firing: Cell::new(None),
            started: Instant::now(),
            async_context: AsyncContext::default(),
        })
    }

    /// The loop that `context` was built with.
    ///
    /// # Errors
    ///
    /// When the context has another job executor.
    pub fn of(context: &Context) -> JsResult<Rc<Self>> {
        context.downcast_job_executor().ok_or_else(|| {
            JsNativeError::error()
                .with_message("the engine was built without slabjs's event loop")
                .into()
        })
    }

    /// Drops what would go on with a run that was ended from outside: ticks, microtasks, and
    /// the timer in whose callback it was. Other timers, immediates and arrivals stay.
    ///
    /// For a host that goes on after [`crate::Interrupter::interrupt`]: a chain of promises
    /// without an end would otherwise be found again by the next turn.
    pub fn forget_ended(&self) {
        self.ticks.borrow_mut().clear();
        self.microtasks.borrow_mut().clear();
        if let Some(id) = self.firing.take() {
            self.timers.borrow_mut().disarm(id);
        }
    }

    /// Makes `host` handle the loop's errors.
    pub fn set_host(&self, host: Rc<dyn LoopHost>) {
        *self.host.borrow_mut() = host;
    }

    fn host(&self) -> Rc<dyn LoopHost> {
        Rc::clone(&self.host.borrow())
    }

    /// Whole milliseconds since the loop began.
    #[must_use]
    pub(crate) fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Time since the loop began.
    #[must_use]
    pub(crate) fn age(&self) -> Duration {
        self.started.elapsed()
    }

    /// The value that callbacks carry along.
    #[must_use]
    pub(crate) fn async_context(&self) -> AsyncContext {
        self.async_context.clone()
    }

    /// Queues a `process.nextTick` callback.
    pub(crate) fn enqueue_tick(&self, tick: Callback) {
        let tick = tick.carrying(self.async_context.current());
        self.ticks.borrow_mut().push_back(tick);
    }

    /// Queues a microtask: what `queueMicrotask` does.
    pub(crate) fn enqueue_microtask(&self, callback: Callback) {
        let callback = callback.carrying(self.async_context.current());
        let job = PromiseJob::new(move |context| callback.call(context).map(Into::into));
        self.enqueue_promise_job(job);
    }

    fn enqueue_promise_job(&self, job: PromiseJob) {
        let job = (job, self.async_context.current());
        self.microtasks.borrow_mut().push_back(job);
    }

    /// A name for a timer to come.
    pub(crate) fn new_timer(&self) -> TimerId {
        self.timers.borrow_mut().new_id()
    }

    /// Arms a timer that is due `duration` milliseconds after `start` (see [`EventLoop::now`]).
    ///
    /// A [`Task::Repeated`] is armed again when it has run, unless it disarmed itself.
    /// Arming an armed timer starts it anew.
    pub(crate) fn arm_timer(
        &self,
        id: TimerId,
        duration: u64,
        start: u64,
        keeps_alive: bool,
        task: Task,
    ) {
        let mut timers = self.timers.borrow_mut();
        timers.arm(id, duration, start, keeps_alive, task);
    }

    /// Forgets a timer; no effect when it is not armed.
    pub(crate) fn disarm_timer(&self, id: TimerId) -> Option<Task> {
        self.timers.borrow_mut().disarm(id)
    }

    /// Whether a timer is armed.
    #[must_use]
    pub(crate) fn timer_is_armed(&self, id: TimerId) -> bool {
        self.timers.borrow().is_armed(id)
    }

    /// What the callback of an armed timer is called on.
    #[must_use]
    pub(crate) fn timer_this(&self, id: TimerId) -> Option<JsValue> {
        self.timers.borrow().get(id)?.this().cloned()
    }

    /// Says whether an armed timer keeps the loop alive.
    pub(crate) fn hold_timer(&self, id: TimerId, keeps_alive: bool) {
        self.timers.borrow_mut().set_keeps_alive(id, keeps_alive);
    }

    /// Queues a task for the immediates of the next turn.
    pub(crate) fn enqueue_immediate(&self, keeps_alive: bool, task: Task) -> ImmediateId {
        let task = task.carrying(self.async_context.current());
        self.immediates.borrow_mut().push(keeps_alive, task)
    }

    /// Forgets an immediate; no effect when it is not queued.
    pub(crate) fn cancel_immediate(&self, id: ImmediateId) -> Option<Task> {
        self.immediates.borrow_mut().take(id)
    }

    /// Whether an immediate is still to run.
    #[must_use]
    pub(crate) fn immediate_is_queued(&self, id: ImmediateId) -> bool {
        self.immediates.borrow().is_queued(id)
    }

    /// Says whether a queued immediate keeps the loop alive.
    pub(crate) fn hold_immediate(&self, id: ImmediateId, keeps_alive: bool) {
        let mut immediates = self.immediates.borrow_mut();
        immediates.set_keeps_alive(id, keeps_alive);
    }

    /// Runs `enqueue`; async jobs that it enqueues don't keep the loop alive.
    pub(crate) fn without_holding<R>(&self, enqueue: impl FnOnce() -> R) -> R {
        let before = self.hold.replace(Hold::Weak);
        let result = enqueue();
        self.hold.set(before);
        result
    }

    fn enqueue_timeout(&self, job: TimeoutJob) {
        let id = self.new_timer();
        let keeps_alive = self.hold.get() == Hold::Strong;
        let duration = job.timeout().as_millis();
        job.cancellation_token()
            .push_callback(move |context| forget_timer(id, context));
        let task = Task::once(move |context| job.call(context).map(drop));
        self.arm_timer(id, duration, self.now(), keeps_alive, task);
    }

    fn enqueue_interval(&self, job: IntervalJob) {
        let id = self.new_timer();
        let duration = job.interval().as_millis().max(1);
        job.cancellation_token()
            .push_callback(move |context| forget_timer(id, context));
        let task = Task::repeated(move |context| job.call(context).map(drop));
        self.arm_timer(id, duration, self.now(), true, task);
    }
}

fn forget_timer(id: TimerId, context: &mut Context) {
    if let Ok(event_loop) = EventLoop::of(context) {
        event_loop.disarm_timer(id);
    }
}

impl JobExecutor for EventLoop {
    fn enqueue_job(self: Rc<Self>, job: Job, _: &mut Context) {
        match job {
            Job::PromiseJob(job) => self.enqueue_promise_job(job),
            Job::AsyncJob(job) => self.async_jobs.borrow_mut().push(job, self.hold.get()),
            Job::FinalizationRegistryCleanupJob(job) => {
                self.async_jobs.borrow_mut().push(job, Hold::Weak);
            }
            Job::TimeoutJob(job) if !job.cancelled() => self.enqueue_timeout(job),
            Job::IntervalJob(job) if !job.cancelled() => self.enqueue_interval(job),
            Job::GenericJob(job) => self.generic_jobs.borrow_mut().push_back(job),
            // Cancelled before it was queued; the engine has no further kinds of jobs.
            _ => {}
        }
    }

    fn run_jobs(self: Rc<Self>, context: &mut Context) -> JsResult<()> {
        let stopped = self.run_until_idle(context);
        stopped.map_err(|stop| match stop {
            Stop::Exit(code) => self.request_exit(code, context),
            Stop::Uncaught(uncaught) => uncaught.error,
        })
    }
}
