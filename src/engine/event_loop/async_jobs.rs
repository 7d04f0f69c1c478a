//! The engine's async jobs, kept from one turn of the loop to the next.
//!
//! A job's future borrows a `RefCell<&mut Context>` for as long as it lives. An
//! executor that only runs to the end can lend its own; this one returns to its
//! caller between turns, with jobs unfinished. So every job has a cell of its
//! own on the heap, which holds the context while the job is polled and is
//! locked (borrowed by nobody) in between.

use super::remote::{Inbox, JobId, JobWaker};
use crate::engine::ended::Ended;
use boa_engine::job::{BoxedFuture, NativeAsyncJob};
use boa_engine::{Context, JsResult, JsValue};
use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::mem::{self, ManuallyDrop, MaybeUninit};
use std::pin::Pin;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use std::task::{self, Poll, Waker};

type ContextCell = RefCell<&'static mut Context>;

/// A started job: its future and the cell the future borrows.
struct Started {
    future: ManuallyDrop<BoxedFuture<'static>>,
    cell: NonNull<ContextCell>,
    waker: Arc<JobWaker>,
}

impl Started {
    /// Begins `job` without polling it.
    fn new(job: NativeAsyncJob, waker: Arc<JobWaker>, context: &mut Context) -> Self {
        // SAFETY: the extended reference goes nowhere but into the cell. The job's closure
        // is written for every lifetime, so it cannot keep the reference beyond the cell's
        // borrow guards, and `lock` below sees to it that none outlives this call.
        let cell = NonNull::from(Box::leak(Box::new(RefCell::new(unsafe {
            extend(context)
        }))));
        // SAFETY: the cell is freed by `drop` alone, after the future that borrows it.
        let future: BoxedFuture<'static> = Box::pin(job.call(unsafe { cell.as_ref() }));
        let mut started = Self {
            future: ManuallyDrop::new(future),
            cell,
            waker,
        };
        started.lock();
        started
    }

    /// Lends the context and polls once.
    fn poll(&mut self, context: &mut Context) -> Poll<JsResult<JsValue>> {
        self.waker.rearm();
        // SAFETY: the loan ends with `lock`, below, before this call returns.
        let context = unsafe { extend(context) };
        // SAFETY: the cell is locked by `lock`, whose guard was forgotten, so no guard exists
        // that this write could invalidate; all of a `RefCell` may change behind `&`.
        unsafe { ptr::write(self.cell.as_ptr(), RefCell::new(context)) };
        let waker = Waker::from(Arc::clone(&self.waker));
        let poll = Pin::as_mut(&mut self.future).poll(&mut task::Context::from_waker(&waker));
        if self.lock() {
            return poll;
        }
        Poll::Ready(Err(Ended::ContextKept.into()))
    }

    /// Ends the loan: borrowing the context from the cell fails until the next poll.
    ///
    /// `false` when the job still holds a guard; its future has then been dropped
    /// and with it what could reach the context.
    fn lock(&mut self) -> bool {
        // SAFETY: the cell lives until `drop`.
        let cell = unsafe { self.cell.as_ref() };
        if let Ok(guard) = cell.try_borrow_mut() {
            mem::forget(guard);
            return true;
        }
        let nothing: BoxedFuture<'static> = Box::pin(std::future::pending());
        drop(mem::replace(&mut *self.future, nothing));
        false
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // SAFETY: dropped once, here, before the cell it borrows is freed.
        unsafe { ManuallyDrop::drop(&mut self.future) };
        let cell = self.cell.cast::<MaybeUninit<ContextCell>>();
        // SAFETY: the cell came from a `Box` of the same layout, and what borrowed it is
        // gone; what it holds is not dropped, being a reference.
        drop(unsafe { Box::from_raw(cell.as_ptr()) });
    }
}

/// # Safety
///
/// The result must not be used after the loan of `context` has ended.
unsafe fn extend(context: &mut Context) -> &'static mut Context {
    // SAFETY: as promised by the caller.
    unsafe { &mut *ptr::from_mut(context) }
}

/// Whether a job keeps the loop alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// The loop runs until the job has ended.
    Strong,
    /// The job may be left waiting: the cleanup of a registry that may never come.
    Weak,
}

/// All async jobs of a loop.
#[derive(Default)]
pub(super) struct AsyncJobs {
    fresh: VecDeque<(NativeAsyncJob, Hold)>,
    waiting: BTreeMap<JobId, (Started, Hold)>,
    strong: usize,
    next: JobId,
}

impl AsyncJobs {
    pub(super) fn push(&mut self, job: NativeAsyncJob, hold: Hold) {
        self.strong += usize::from(hold == Hold::Strong);
        self.fresh.push_back((job, hold));
    }

    pub(super) fn has_fresh(&self) -> bool {
        !self.fresh.is_empty()
    }

    /// Whether a job keeps the loop alive.
    pub(super) fn keeps_alive(&self) -> bool {
        self.strong > 0
    }
}

/// What became of a job that was polled.
type Polled = Option<JsResult<JsValue>>;

/// Starts and polls the next job that has never run. The outer `None`: there is none.
pub(super) fn run_fresh(
    jobs: &RefCell<AsyncJobs>,
    inbox: &Arc<Inbox>,
    context: &mut Context,
) -> Option<Polled> {
    let (job, hold, id) = {
        let mut jobs = jobs.borrow_mut();
        let (job, hold) = jobs.fresh.pop_front()?;
        jobs.next = jobs.next.wrapping_add(1);
        (job, hold, jobs.next)
    };
    let waker = JobWaker::new(id, Arc::clone(inbox));
    let started = Started::new(job, waker, context);
    Some(poll(jobs, id, started, hold, context))
}

/// Polls the next job that was woken. The outer `None`: there is none.
pub(super) fn run_ready(
    jobs: &RefCell<AsyncJobs>,
    inbox: &Inbox,
    context: &mut Context,
) -> Option<Polled> {
    loop {
        let id = inbox.take_ready()?;
        // A job may be woken after it has ended.
        let found = jobs.borrow_mut().waiting.remove(&id);
        if let Some((started, hold)) = found {
            return Some(poll(jobs, id, started, hold, context));
        }
    }
}

/// The job is out of the table while it runs, so it may reach the loop again.
fn poll(
    jobs: &RefCell<AsyncJobs>,
    id: JobId,
    mut started: Started,
    hold: Hold,
    context: &mut Context,
) -> Polled {
    let polled = started.poll(context);
    let mut jobs = jobs.borrow_mut();
    match polled {
        Poll::Pending => {
            jobs.waiting.insert(id, (started, hold));
            None
        }
        Poll::Ready(result) => {
            jobs.strong -= usize::from(hold == Hold::Strong);
            Some(result)
        }
    }
}
