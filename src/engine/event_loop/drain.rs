//! What follows every callback: ticks, microtasks, reports of rejections.

use super::super::isolate::Isolate;
use super::{EventLoop, Flow, Origin, Stop, Task, async_jobs};
use crate::engine::frame;
use crate::engine::spans::{self, SpanKind};
use crate::engine::watch;
use boa_engine::job::PromiseJob;
use boa_engine::{Context, JsError, JsResult, JsValue};

/// Jobs that are run in one frame.
const TOGETHER: u32 = 8;

impl EventLoop {
    /// Runs the ticks, then the microtasks, then reports unhandled rejections, until none is left.
    ///
    /// For after a script, or after any call into JavaScript from outside the loop.
    ///
    /// # Errors
    ///
    /// The [`Stop`] when the script asked for its end or an error went uncaught.
    pub(crate) fn run_microtasks(&self, context: &mut Context) -> Result<(), Stop> {
        self.drain(context).map(drop)
    }

    /// Runs the microtasks alone. After an ES module has been evaluated they go before the ticks.
    ///
    /// # Errors
    ///
    /// The [`Stop`] when the script asked for its end or an error went uncaught.
    pub fn run_promise_jobs(&self, context: &mut Context) -> Result<(), Stop> {
        self.refuse_after_exit()?;
        let _span = (!self.microtasks.borrow().is_empty()).then(|| job("microtasks"));
        // A script that waits for its modules goes on where it was.
        let outer = self.async_context.current();
        while self.has_promise_jobs() {
            frame::run_in_own_frame(context, |context| self.run_some_promise_jobs(context))?;
        }
        self.async_context.enter(outer);
        context.clear_kept_objects();
        Ok(())
    }

    fn has_promise_jobs(&self) -> bool {
        !self.microtasks.borrow().is_empty() || self.async_jobs.borrow().has_fresh()
    }

    /// A few jobs: what their errors leave on the engine's stack is cleared after them.
    fn run_some_promise_jobs(&self, context: &mut Context) -> Result<(), Stop> {
        for _ in 0..TOGETHER {
            if let Some(isolate) = Isolate::current() {
                isolate.safe_point();
            }
            if let Some((job, carried)) = self.next_microtask() {
                self.async_context.enter(carried);
                let ended = job.call(context).map(drop);
                self.settle(ended, context)?;
                continue;
            }
            match async_jobs::run_fresh(&self.async_jobs, &self.inbox, context) {
                Some(Some(ended)) => drop(self.settle(ended.map(drop), context)?),
                Some(None) => self.refuse_after_exit()?,
                None => break,
            }
        }
        Ok(())
    }

    /// Runs the async jobs that have never run, and those that they enqueue, until each waits or
    /// has ended; no microtask, no tick. So modules are loaded while a script waits for them.
    ///
    /// # Errors
    ///
    /// The first error that a job ended with; the jobs after it are left for later.
    pub(crate) fn start_async_jobs(&self, context: &mut Context) -> JsResult<()> {
        while let Some(polled) = async_jobs::run_fresh(&self.async_jobs, &self.inbox, context) {
            polled.map_or(Ok(()), |ended| ended.map(drop))?;
        }
        Ok(())
    }

    fn next_microtask(&self) -> Option<(PromiseJob, JsValue)> {
        self.microtasks.borrow_mut().pop_front()
    }

    /// [`EventLoop::run_microtasks`], telling whether a tick or a handler threw: then some are left.
    pub(super) fn drain(&self, context: &mut Context) -> Result<Flow, Stop> {
        loop {
            if self.run_ticks(context)? == Flow::Threw {
                return Ok(Flow::Threw);
            }
            self.run_promise_jobs(context)?;
            if !self.ticks.borrow().is_empty() {
                continue;
            }
            match self.report_rejections(context)? {
                None => return Ok(Flow::Completed),
                Some(Flow::Threw) => return Ok(Flow::Threw),
                Some(Flow::Completed) => {}
            }
        }
    }

    fn run_ticks(&self, context: &mut Context) -> Result<Flow, Stop> {
        let _span = (!self.ticks.borrow().is_empty()).then(|| job("ticks"));
        loop {
            let next = self.ticks.borrow_mut().pop_front();
            let Some(tick) = next else {
                return Ok(Flow::Completed);
            };
            let ended = tick.call(context);
            if self.settle(ended, context)? == Flow::Threw {
                return Ok(Flow::Threw);
            }
        }
    }

    /// Takes notice of how a callback ended.
    ///
    /// Where an async function goes on after an `await`, the engine drops the error
    /// that ended it, the one of a run that is to end among them: so that is asked for.
    pub(super) fn settle(&self, ended: JsResult<()>, context: &mut Context) -> Result<Flow, Stop> {
        self.refuse_after_exit()?;
        let ended = ended.and_then(|()| watch::refuse_after_end());
        #[cfg(feature = "fuel")]
        let ended = ended.and_then(|()| crate::engine::fuel::refuse_when_out(context));
        match ended {
            Ok(()) => Ok(Flow::Completed),
            Err(error) => {
                self.report(error, Origin::Exception, context)?;
                Ok(Flow::Threw)
            }
        }
    }

    /// Hands an error that nobody caught to the host, as if a callback had thrown it.
    ///
    /// # Errors
    ///
    /// The [`Stop`] when it was not handled, or the script asked for its end.
    pub fn report(
        &self,
        error: JsError,
        origin: Origin,
        context: &mut Context,
    ) -> Result<(), Stop> {
        self.refuse_after_exit()?;
        let decided = self.host().uncaught(error, origin, context);
        self.refuse_after_exit()?;
        decided?;
        self.drain_later();
        Ok(())
    }

    /// After an error the ticks that it left behind run after the next immediates, as in Node.
    fn drain_later(&self) {
        self.enqueue_immediate(true, Task::once(|_| Ok(())));
    }

    pub(super) fn refuse_after_exit(&self) -> Result<(), Stop> {
        match self.exit_requested() {
            Some(code) => Err(Stop::Exit(code)),
            None => Ok(()),
        }
    }
}

/// A span for those who listen.
pub(super) fn job(name: &'static str) -> spans::Running {
    spans::begin(SpanKind::Job, || name.into())
}
