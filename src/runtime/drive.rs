//! The event loop as a future.
//!
//! A future of this file runs one turn of the loop each time it is polled, and is
//! woken by what the loop waits for: other threads and async functions wake it
//! through the loop's inbox, timers through the thread of the deadlines
//! (`slabjs-deadlines`, which is started with the first timer and sleeps until one
//! is due). Nobody polls in between, so it runs under any executor.

use super::error::Error;
use super::instance::Runtime;
use super::run::{event_loop, failure, stop_error};
use crate::engine::deadline::Deadline;
use crate::engine::event_loop::{EventLoop, Stop};
use boa_engine::builtins::promise::PromiseState;
use boa_engine::object::builtins::JsPromise;
use boa_engine::{Context, JsError, JsNativeError, JsValue};
use std::pin::Pin;
use std::task::{self, Poll, Waker};
use std::time::Duration;

/// How a turn left the loop.
enum Turned {
    /// Nothing keeps it alive.
    Idle,
    /// There is work now.
    Busy,
    /// It waits, for that long where it is known.
    Waits(Option<Duration>),
}

impl Runtime {
    /// Runs jobs, timers and what other threads post until nothing is left that keeps
    /// the program alive: [`Runtime::run`] as a future, which lets others run where
    /// that would sleep, and after each turn of the loop.
    ///
    /// Runs under any executor: see [`Runtime::poll_turn`]. Time limit, fuel and
    /// [`crate::Interrupter`] are those of each turn.
    ///
    /// Dropped before it is done it leaves the runtime as it is between two turns:
    /// nothing is lost, and the next call continues from there.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// runtime.define_async("fetch", |url: String| async move { format!("<{url}>") })?;
    /// runtime.evaluate("setTimeout(async () => { globalThis.page = await fetch('a') }, 1)", "a.js")?;
    /// let executor = tokio::runtime::Builder::new_current_thread().build()?;
    /// executor.block_on(runtime.drive())?;
    /// let page = runtime.global("page")?;
    /// assert_eq!(page.as_string().unwrap().to_std_string_lossy(), "<a>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::run`]. Work that is left stays queued.
    pub fn drive(&mut self) -> Drive<'_> {
        Drive {
            driver: Driver::new(self),
        }
    }

    /// What `value`, if it is a promise, is fulfilled with, as a future that drives
    /// the loop meanwhile: [`Runtime::settle`] as a future. Any other value is given
    /// at once.
    ///
    /// It is dropped as [`Runtime::drive`]'s is; the promise is not told, and can be
    /// waited for again.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// let code = "new Promise(done => setTimeout(done, 1, 42))";
    /// let promise = runtime.evaluate(code, "later.js")?;
    /// let executor = tokio::runtime::Builder::new_current_thread().build()?;
    /// let answer = executor.block_on(runtime.promise(promise))?;
    /// assert_eq!(answer.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::settle`].
    pub fn promise(&mut self, value: impl Into<JsValue>) -> Settled<'_> {
        Settled {
            driver: Driver::new(self),
            value: value.into(),
            handled: false,
        }
    }

    /// Calls `function` on `this` with `arguments`, and waits for the promise that it
    /// may return, as [`Runtime::promise`] does. The call is made when the future is
    /// first polled.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// use slabjs::JsValue;
    ///
    /// let double = runtime.evaluate("(async n => { await null; return n * 2 })", "double.js")?;
    /// let executor = tokio::runtime::Builder::new_current_thread().build()?;
    /// let doubled = executor.block_on(async {
    ///     runtime.call_async(&double, &JsValue::undefined(), &[21.into()]).await
    /// })?;
    /// assert_eq!(doubled.as_number(), Some(42.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::call`] and [`Runtime::settle`].
    pub async fn call_async(
        &mut self,
        function: &JsValue,
        this: &JsValue,
        arguments: &[JsValue],
    ) -> Result<JsValue, Error> {
        let value = self.call(function, this, arguments)?;
        self.promise(value).await
    }

    /// Runs one turn of the loop and has the task of `task` woken when there is more
    /// to do: what [`Runtime::drive`] does when it is polled, for hosts that can't lend
    /// the runtime for as long as a future lives. [`Poll::Ready`] when nothing is left
    /// that keeps the program alive. Only the last task that asked is woken.
    ///
    /// ```
    /// # use test_allocator as _;
    /// # let mut runtime = slabjs::Runtime::builder().build()?;
    /// use std::{cell::RefCell, future::poll_fn, rc::Rc};
    ///
    /// runtime.evaluate("setTimeout(() => { globalThis.done = true }, 1)", "a.js")?;
    /// let runtime = Rc::new(RefCell::new(runtime));
    /// let executor = tokio::runtime::Builder::new_current_thread().build()?;
    /// // Between two polls others may use the runtime.
    /// executor.block_on(poll_fn(|task| runtime.borrow_mut().poll_turn(task)))?;
    /// assert_eq!(runtime.borrow_mut().global("done")?.as_boolean(), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Runtime::run`], and an `Error` when there is a timer to wait for and the
    /// system has no thread to spare for it.
    pub fn poll_turn(&mut self, task: &mut task::Context<'_>) -> Poll<Result<(), Error>> {
        let turned = self.turn(task.waker());
        let done = match turned {
            Ok(Turned::Idle) => Ok(()),
            Ok(Turned::Busy) => {
                task.waker().wake_by_ref();
                return Poll::Pending;
            }
            Ok(Turned::Waits(limit)) => match self.set_alarm(limit, task.waker()) {
                Ok(()) => return Poll::Pending,
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        self.leave();
        Poll::Ready(done)
    }

    fn turn(&mut self, waker: &Waker) -> Result<Turned, Error> {
        self.alarm = None;
        let first = !std::mem::replace(&mut self.driven, true);
        self.guarded(|context| {
            let event_loop = event_loop(context)?;
            // First: what arrives from here on wakes it.
            event_loop.set_driver(Some(waker.clone()));
            let turned = turn(&event_loop, first, context);
            turned.map_err(|stop| stop_error(stop, context))
        })
    }

    /// Has the task woken when the next timer is due.
    fn set_alarm(&mut self, limit: Option<Duration>, waker: &Waker) -> Result<(), Error> {
        let Some(limit) = limit else {
            return Ok(());
        };
        let waker = waker.clone();
        match Deadline::new(limit, move || waker.wake()) {
            Ok(alarm) => self.alarm = Some(alarm),
            Err(error) => {
                let message = format!("slabjs: no timer can be waited for: {error}");
                let thrown = JsNativeError::error().with_message(message).into();
                return Err(Error::new(thrown, &mut self.context));
            }
        }
        Ok(())
    }

    /// Nobody waits any more.
    fn leave(&mut self) {
        self.alarm = None;
        self.driven = false;
        if let Ok(event_loop) = EventLoop::of(&self.context) {
            event_loop.set_driver(None);
        }
    }
}

/// One turn; before the `first` what [`Runtime::run`] begins with.
fn turn(event_loop: &EventLoop, first: bool, context: &mut Context) -> Result<Turned, Stop> {
    if first {
        event_loop.begin(context)?;
    }
    if event_loop.has_work() {
        event_loop.run_once(context, false)?;
    }
    Ok(match (event_loop.has_work(), event_loop.next_wake()) {
        (false, _) => Turned::Idle,
        (true, Some(Duration::ZERO)) => Turned::Busy,
        (true, limit) => Turned::Waits(limit),
    })
}

/// A runtime that is lent to a future; nobody is woken any more when it ends.
#[derive(Debug)]
struct Driver<'a>(&'a mut Runtime);

impl<'a> Driver<'a> {
    fn new(runtime: &'a mut Runtime) -> Self {
        Self(runtime)
    }
}

impl Drop for Driver<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// The future of [`Runtime::drive`].
#[derive(Debug)]
#[must_use = "a future does nothing unless it is awaited"]
pub struct Drive<'a> {
    driver: Driver<'a>,
}

impl Future for Drive<'_> {
    type Output = Result<(), Error>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        self.driver.0.poll_turn(task)
    }
}

/// The future of [`Runtime::promise`].
#[derive(Debug)]
#[must_use = "a future does nothing unless it is awaited"]
pub struct Settled<'a> {
    driver: Driver<'a>,
    value: JsValue,
    /// Whether the rejection of the promise has been marked as handled.
    handled: bool,
}

impl Future for Settled<'_> {
    type Output = Result<JsValue, Error>;

    fn poll(mut self: Pin<&mut Self>, task: &mut task::Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let promise = this.value.as_object().map(JsPromise::from_object);
        let Some(Ok(promise)) = promise else {
            return Poll::Ready(Ok(this.value.clone()));
        };
        let runtime = &mut *this.driver.0;
        if !this.handled {
            this.handled = true;
            if let Err(error) = runtime.handle_rejection(&promise) {
                return Poll::Ready(Err(error));
            }
        }
        if let Some(settled) = runtime.settled(&promise) {
            return Poll::Ready(settled);
        }
        let turned = runtime.poll_turn(task);
        if let Poll::Ready(Err(error)) = turned {
            return Poll::Ready(Err(error));
        }
        if let Some(settled) = runtime.settled(&promise) {
            return Poll::Ready(settled);
        }
        turned.map(|_| Err(runtime.never_settled()))
    }
}

impl Runtime {
    /// Marks the rejection of `promise` as handled: the future returns it as an error.
    fn handle_rejection(&mut self, promise: &JsPromise) -> Result<(), Error> {
        self.guarded(|context| super::run::handle_rejection(promise, context))
    }

    fn settled(&mut self, promise: &JsPromise) -> Option<Result<JsValue, Error>> {
        match promise.state() {
            PromiseState::Fulfilled(value) => Some(Ok(value)),
            PromiseState::Rejected(reason) => {
                Some(self.guarded(|context| Err(failure(JsError::from_opaque(reason), context))))
            }
            PromiseState::Pending => None,
        }
    }

    fn never_settled(&mut self) -> Error {
        super::run::never_settled(&mut self.context)
    }
}
