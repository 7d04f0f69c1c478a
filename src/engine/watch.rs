//! Runs that are ended from outside: by another thread, at a deadline, at a limit.
//!
//! The engine has no flag for that, but limits: plain numbers that it reads at
//! every turn of a loop and every call of a function. An uncatchable error is
//! what passing them throws. Ending a run therefore means to store limits that
//! everything passes.
//!
//! How far that reaches, [`Interrupter`] tells.

use crate::engine::ended::Ended;
use boa_engine::vm::RuntimeLimits;
use boa_engine::{Context, JsNativeError, JsResult};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::io;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use super::deadline::Deadline;
use super::event_loop::Remote;

/// Why a run was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum End {
    /// Somebody asked through an [`Interrupter`].
    Interrupted,
    /// It took longer than it was given.
    TimedOut,
    /// The heap passed its limit.
    HeapLimit,
    /// A [`super::limiter::MemoryLimiter`] decided so.
    MemoryLimit,
    /// It ran more instructions than it was given.
    #[cfg(feature = "fuel")]
    OutOfFuel,
}

/// The run under way.
struct WatchedRun {
    number: u64,
    limits: NonNull<RuntimeLimits>,
    /// What they were before.
    saved: RuntimeLimits,
    ended: Option<End>,
}

// SAFETY: the pointer is only followed under the lock that also takes the run
// away before its context can move or go.
unsafe impl Send for WatchedRun {}

#[derive(Default)]
struct WatchState {
    run: Mutex<Option<WatchedRun>>,
    remote: Mutex<Option<Remote>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Plain data that no panic leaves half-changed.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl WatchState {
    /// Ends the run under way, or the run `number` only. Returns whether there was one.
    fn end(self: &Arc<Self>, number: Option<u64>, why: End) -> bool {
        let mut run = lock(&self.run);
        let Some(run) = run.as_mut() else {
            return false;
        };
        if number.is_some_and(|number| number != run.number) {
            return false;
        }
        if run.ended.is_none() {
            run.ended = Some(why);
            store_limits(run.limits, passed_by_everything(run.saved));
        }
        true
    }

    fn has_ended(&self) -> bool {
        lock(&self.run)
            .as_ref()
            .is_some_and(|run| run.ended.is_some())
    }

    /// Lets a loop that sleeps see that its run has ended.
    fn wake(self: &Arc<Self>) {
        let Some(remote) = lock(&self.remote).clone() else {
            return;
        };
        let shared = Arc::clone(self);
        // A loop that is gone need not be woken.
        let _ = remote.post(move |_| match shared.has_ended() {
            true => Err(ended_error()),
            false => Ok(()),
        });
    }
}

fn ended_error() -> boa_engine::JsError {
    Ended::FromOutside.into()
}

fn passed_by_everything(mut limits: RuntimeLimits) -> RuntimeLimits {
    limits.set_recursion_limit(0);
    limits.set_loop_iteration_limit(0);
    limits
}

/// Stores limits while the engine may be reading them.
fn store_limits(place: NonNull<RuntimeLimits>, limits: RuntimeLimits) {
    // SAFETY: the place is within a context that stays where it is until the
    // run is taken from under the lock that the caller holds, so it is valid
    // for writes. The engine may read it at the same time, on its own thread:
    // its reads are no atomic ones, so this is a race in the language's terms,
    // and the engine offers no other way. What makes it work is that the
    // numbers are aligned words, which no processor tears; that the store is
    // volatile; and that the engine reads them anew at each turn and call, in
    // functions it reaches through a table, where no earlier read can be kept.
    // `tests/all/interruption.rs` holds it to that.
    unsafe { place.as_ptr().write_volatile(limits) };
}

/// Watches over the runs of one context.
#[derive(Clone, Default)]
pub struct Watch(Arc<WatchState>);

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

thread_local! {
    /// The watch over the run under way on this thread.
    static CURRENT: RefCell<Option<Arc<WatchState>>> = const { RefCell::new(None) };
}

/// The number of the next run of the process.
static NUMBER: AtomicU64 = AtomicU64::new(1);

impl Watch {
    /// Has the loop behind `remote` woken when a run is ended while it sleeps.
    pub fn wakes(&self, remote: Remote) {
        *lock(&self.0.remote) = Some(remote);
    }

    /// The handle through which other threads end runs.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(Arc::downgrade(&self.0))
    }

    /// Runs `work`, which may be ended: by [`Watch::interrupter`], by
    /// [`end_current`], or when `time` has passed. Returns why, if it was.
    ///
    /// # Errors
    ///
    /// `Error` when no deadline can be kept because the system has no thread to spare.
    pub fn run<R>(
        &self,
        context: &mut Context,
        time: Option<Duration>,
        work: impl FnOnce(&mut Context) -> R,
    ) -> JsResult<(R, Option<End>)> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        // First: a deadline may pass before the next line.
        let armed = Armed::new(&self.0, number, context);
        let deadline = match time {
            Some(time) => Some(self.deadline(time, number).map_err(no_deadline)?),
            None => None,
        };
        let result = work(context);
        drop(deadline);
        let ended = armed.disarm(context);
        Ok((result, ended))
    }

    fn deadline(&self, time: Duration, number: u64) -> io::Result<Deadline> {
        let shared = Arc::downgrade(&self.0);
        Deadline::new(time, move || {
            if let Some(shared) = shared.upgrade() {
                end_and_wake(&shared, Some(number), End::TimedOut);
            }
        })
    }
}

fn no_deadline(error: io::Error) -> boa_engine::JsError {
    JsNativeError::error()
        .with_message(format!("slabjs: no deadline can be kept: {error}"))
        .into()
}

/// A run that can be ended.
struct Armed<'a> {
    shared: &'a Arc<WatchState>,
    outer: Option<Arc<WatchState>>,
    done: Cell<bool>,
}

impl<'a> Armed<'a> {
    fn new(shared: &'a Arc<WatchState>, number: u64, context: &mut Context) -> Self {
        let run = WatchedRun {
            number,
            saved: context.runtime_limits(),
            limits: NonNull::from(context.runtime_limits_mut()),
            ended: None,
        };
        *lock(&shared.run) = Some(run);
        Self {
            shared,
            outer: CURRENT.replace(Some(Arc::clone(shared))),
            done: Cell::new(false),
        }
    }

    fn disarm(self, context: &mut Context) -> Option<End> {
        let run = self.take()?;
        if run.ended.is_some() {
            *context.runtime_limits_mut() = run.saved;
        }
        run.ended
    }

    fn take(&self) -> Option<WatchedRun> {
        self.done.set(true);
        CURRENT.set(self.outer.clone());
        lock(&self.shared.run).take()
    }
}

impl Drop for Armed<'_> {
    /// After a panic: nobody may follow the pointer any more.
    fn drop(&mut self) {
        if !self.done.get() {
            self.take();
        }
    }
}

fn of_current(ask: impl FnOnce(&Arc<WatchState>) -> bool) -> bool {
    let asked = CURRENT.try_with(|current| current.try_borrow().ok()?.as_ref().map(ask));
    asked.ok().flatten().unwrap_or(false)
}

/// Ends the run under way on this thread. Returns whether there was one. May be
/// called from inside the allocator: it does not allocate.
pub fn end_current(why: End) -> bool {
    of_current(|shared| shared.end(None, why))
}

/// Whether the run under way on this thread has been ended.
#[must_use]
pub fn current_has_ended() -> bool {
    of_current(|shared| shared.has_ended())
}

/// For native functions that run for long without calling a script.
///
/// # Errors
///
/// What no `catch` sees, when the run under way on this thread has been ended.
pub fn refuse_after_end() -> JsResult<()> {
    match current_has_ended() {
        true => Err(ended_error()),
        false => Ok(()),
    }
}

/// Bytes that a native function works on between two looks at whether the run has been
/// ended: a few milliseconds of work.
pub const BLOCK: usize = 8 << 20;

/// Ends runs of a runtime from any thread.
///
/// How far that reaches, and a time limit too:
///
/// - loops and calls of JavaScript, wherever they run: in scripts, modules,
///   jobs, timers, in callbacks of `sort`, `forEach`, `replace`, in getters and traps;
/// - an event loop that sleeps (it is woken);
/// - not a native function that calls no JavaScript: a regular expression that
///   backtracks, `Array.prototype.fill` on an array of a billion elements, a
///   BigInt of a million digits. The run ends when it returns.
///
/// `catch` and `finally` do not see the error. Afterwards the limits are what
/// they were, the frames are gone, and the isolate can be used again.
///
/// ```
/// # use test_allocator as _;
/// use slabjs::{ErrorKind, Runtime};
/// use std::{thread, time::Duration};
///
/// let mut runtime = Runtime::builder().build()?;
/// let interrupter = runtime.interrupter();
/// let stop = thread::spawn(move || {
///     while !interrupter.interrupt() {
///         thread::sleep(Duration::from_millis(1));
///     }
/// });
/// // Inside a native function's callback, and no `catch` helps.
/// let endless = "[2, 1].sort(() => { try { for (;;); } catch {} })";
/// let error = runtime.evaluate(endless, "endless.js").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Interrupted);
/// stop.join().unwrap();
/// assert!(runtime.evaluate("1 + 1", "after.js").is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Interrupter(Weak<WatchState>);

impl fmt::Debug for Interrupter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interrupter").finish_non_exhaustive()
    }
}

impl Interrupter {
    /// Ends the run under way. Returns `false` when there is none: nothing
    /// happens then, and a later run is not touched.
    pub fn interrupt(&self) -> bool {
        self.0
            .upgrade()
            .is_some_and(|shared| end_and_wake(&shared, None, End::Interrupted))
    }
}

fn end_and_wake(shared: &Arc<WatchState>, number: Option<u64>, why: End) -> bool {
    let ended = shared.end(number, why);
    if ended {
        shared.wake();
    }
    ended
}
