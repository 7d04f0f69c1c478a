//! The way into a loop from other threads: work posted to it, and wakes of its async jobs.

use super::EventLoop;
use boa_engine::{Context, JsResult};
use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Wake, Waker};
use std::time::Duration;

type Posted = Box<dyn FnOnce(&mut Context) -> JsResult<()> + Send>;
type WakeCallback = Arc<dyn Fn() + Send + Sync>;

/// Names an async job of a loop.
pub(super) type JobId = u64;

/// What waits for a loop's thread, shared with every thread that can post.
#[derive(Default)]
pub(super) struct Inbox {
    state: Mutex<InboxState>,
    arrived: Condvar,
}

#[derive(Default)]
struct InboxState {
    posted: VecDeque<Posted>,
    ready: VecDeque<JobId>,
    /// How many [`Pending`]s live: work that was announced and has not arrived.
    pending: usize,
    closed: bool,
    on_wake: Option<WakeCallback>,
    /// The task that drives the loop as a future, to be woken once.
    driver: Option<Waker>,
}

impl InboxState {
    fn has_arrivals(&self) -> bool {
        !self.posted.is_empty() || !self.ready.is_empty()
    }
}

impl Inbox {
    /// The state is plain data that no panic leaves half-changed, so poison is ignored.
    fn lock(&self) -> MutexGuard<'_, InboxState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes the loop's thread if it sleeps, and notifies an embedder that waits elsewhere.
    fn wake(&self, mut state: MutexGuard<'_, InboxState>) {
        let on_wake = state.on_wake.clone();
        let driver = state.driver.take();
        drop(state);
        self.arrived.notify_one();
        if let Some(driver) = driver {
            driver.wake();
        }
        if let Some(on_wake) = on_wake {
            on_wake();
        }
    }

    /// Sleeps until something arrives, the last [`Pending`] goes, or `limit` has passed.
    pub(super) fn sleep(&self, limit: Option<Duration>) {
        let state = self.lock();
        let pending = state.pending;
        let quiet = |state: &mut InboxState| !state.has_arrivals() && state.pending == pending;
        match limit {
            Some(limit) => drop(self.arrived.wait_timeout_while(state, limit, quiet)),
            None => drop(self.arrived.wait_while(state, quiet)),
        }
    }

    pub(super) fn take_posted(&self) -> VecDeque<Posted> {
        std::mem::take(&mut self.lock().posted)
    }

    /// Puts work back in front that an error kept from running.
    pub(super) fn put_back(&self, mut posted: VecDeque<Posted>) {
        let mut state = self.lock();
        posted.append(&mut state.posted);
        state.posted = posted;
    }

    pub(super) fn take_ready(&self) -> Option<JobId> {
        self.lock().ready.pop_front()
    }

    /// Has `driver` woken when something arrives; `None` for nobody.
    pub(super) fn set_driver(&self, driver: Option<Waker>) {
        let before = std::mem::replace(&mut self.lock().driver, driver);
        // A waker's drop may be anybody's code: not under the lock.
        drop(before);
    }

    /// How many async jobs are ready now.
    pub(super) fn ready_jobs(&self) -> usize {
        self.lock().ready.len()
    }

    pub(super) fn has_arrivals(&self) -> bool {
        self.lock().has_arrivals()
    }

    pub(super) fn keeps_alive(&self) -> bool {
        let state = self.lock();
        state.pending > 0 || !state.posted.is_empty()
    }

    /// Refuses further work and drops what has not run.
    pub(super) fn close(&self) {
        let posted = {
            let mut state = self.lock();
            state.closed = true;
            std::mem::take(&mut state.posted)
        };
        drop(posted);
    }
}

/// The loop is gone, or has been closed: the work was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the event loop takes no more work")]
pub struct Closed;

/// A handle on a loop that any thread may hold.
#[derive(Clone)]
pub struct Remote(pub(super) Arc<Inbox>);

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote").finish_non_exhaustive()
    }
}

impl Remote {
    /// Has `work` run on the loop's thread, as a turn of its own, and wakes the loop if it sleeps.
    ///
    /// # Errors
    ///
    /// [`Closed`] when the loop no longer exists; the work is dropped on this thread.
    pub fn post(
        &self,
        work: impl FnOnce(&mut Context) -> JsResult<()> + Send + 'static,
    ) -> Result<(), Closed> {
        let mut state = self.0.lock();
        if state.closed {
            return Err(Closed);
        }
        state.posted.push_back(Box::new(work));
        self.0.wake(state);
        Ok(())
    }

    /// Keeps the loop alive until the returned guard is completed or dropped.
    #[must_use]
    pub fn pending(&self) -> Pending {
        self.0.lock().pending += 1;
        Pending(self.clone())
    }

    /// Has `callback` called, on the posting thread, whenever the loop has something new to do.
    ///
    /// For an embedder that waits somewhere else than in this loop.
    pub fn on_wake(&self, callback: impl Fn() + Send + Sync + 'static) {
        self.0.lock().on_wake = Some(Arc::new(callback));
    }
}

/// Work that is under way on another thread; the loop stays alive for it.
#[derive(Debug)]
pub struct Pending(Remote);

impl Pending {
    /// Posts the end of the work, and no longer keeps the loop alive.
    ///
    /// # Errors
    ///
    /// [`Closed`] when the loop no longer exists.
    pub fn complete(
        self,
        work: impl FnOnce(&mut Context) -> JsResult<()> + Send + 'static,
    ) -> Result<(), Closed> {
        self.0.post(work)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let inbox = &self.0.0;
        let mut state = inbox.lock();
        state.pending = state.pending.saturating_sub(1);
        inbox.wake(state);
    }
}

/// What a completion runs on the loop's thread; it may hold JavaScript values.
pub(super) type Continuation = Box<dyn FnOnce(Option<Box<dyn Any>>, &mut Context) -> JsResult<()>>;

/// The end of work done elsewhere: carries a `T` back to the thread of the loop.
///
/// Dropped without [`Completion::complete`], what was to run is forgotten.
#[derive(Debug)]
pub struct Completion<T: Send + 'static> {
    pending: Option<Pending>,
    ticket: u64,
    result: std::marker::PhantomData<fn(T)>,
}

impl<T: Send + 'static> Completion<T> {
    /// Hands the result over; what was registered for it runs as a turn of the loop.
    ///
    /// # Errors
    ///
    /// [`Closed`] when the loop no longer exists.
    pub fn complete(mut self, result: T) -> Result<(), Closed> {
        self.send(Some(result))
    }

    fn send(&mut self, result: Option<T>) -> Result<(), Closed> {
        let Some(pending) = self.pending.take() else {
            return Ok(());
        };
        let ticket = self.ticket;
        pending.complete(move |context| {
            let result = result.map(|result| Box::new(result) as Box<dyn Any>);
            let event_loop = EventLoop::of(context)?;
            let continuation = event_loop.continuations.borrow_mut().remove(&ticket);
            continuation.map_or(Ok(()), |run| run(result, context))
        })
    }
}

impl<T: Send + 'static> Drop for Completion<T> {
    fn drop(&mut self) {
        // A closed loop has dropped the continuation itself.
        let _ = self.send(None);
    }
}

impl EventLoop {
    /// The handle through which other threads reach this loop.
    #[must_use]
    pub fn remote(&self) -> Remote {
        Remote(Arc::clone(&self.inbox))
    }

    /// Registers what shall run here when work done on another thread has a result.
    ///
    /// `done` stays on this thread, so it may hold JavaScript values; the returned
    /// end is `Send` and keeps the loop alive until it is used or dropped.
    pub(crate) fn completion<T: Send + 'static>(
        self: &Rc<Self>,
        done: impl FnOnce(T, &mut Context) -> JsResult<()> + 'static,
    ) -> Completion<T> {
        let ticket = self.next_ticket.get();
        self.next_ticket.set(ticket.wrapping_add(1));
        let (carrier, carried) = (self.async_context(), self.async_context.current());
        let run: Continuation = Box::new(move |result, context| {
            carrier.enter(carried);
            let result = result.and_then(|result| result.downcast::<T>().ok());
            result.map_or(Ok(()), |result| done(*result, context))
        });
        self.continuations.borrow_mut().insert(ticket, run);
        Completion {
            pending: Some(self.remote().pending()),
            ticket,
            result: std::marker::PhantomData,
        }
    }
}

/// Puts its job among the ready ones, once until the job is polled again.
pub(super) struct JobWaker {
    id: JobId,
    inbox: Arc<Inbox>,
    queued: AtomicBool,
}

impl JobWaker {
    pub(super) fn new(id: JobId, inbox: Arc<Inbox>) -> Arc<Self> {
        Arc::new(Self {
            id,
            inbox,
            queued: AtomicBool::new(false),
        })
    }

    /// Called before the job is polled: a wake from here on counts again.
    pub(super) fn rearm(&self) {
        self.queued.store(false, Ordering::Release);
    }
}

impl Wake for JobWaker {
    fn wake(self: Arc<Self>) {
        if self.queued.swap(true, Ordering::AcqRel) {
            return;
        }
        let mut state = self.inbox.lock();
        state.ready.push_back(self.id);
        self.inbox.wake(state);
    }
}
