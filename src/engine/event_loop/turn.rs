//! The phases of a turn, and how long the thread may sleep between turns.

use super::drain::job;
use super::timer_queue::Sweep;
use super::{EventLoop, Flow, ImmediateId, Stop, Task, TimerId, async_jobs};
use crate::engine::frame;
use boa_engine::{Context, JsResult};
use std::task::Waker;
use std::time::Duration;

impl EventLoop {
    /// Runs until nothing keeps the loop alive; sleeps while there is nothing to do.
    ///
    /// May be called again after a stop: work that was left runs then.
    ///
    /// # Errors
    ///
    /// The [`Stop`] when the script asked for its end or an error went uncaught.
    pub fn run_until_idle(&self, context: &mut Context) -> Result<(), Stop> {
        self.begin(context)?;
        while self.has_work() {
            self.run_once(context, true)?;
        }
        Ok(())
    }

    /// What goes before the first turn: what a script has left, timers that are due.
    ///
    /// # Errors
    ///
    /// As [`EventLoop::run_until_idle`].
    pub fn begin(&self, context: &mut Context) -> Result<(), Stop> {
        self.run_microtasks(context)?;
        self.run_timers(context)
    }

    /// Runs one turn, and first sleeps until there is something to do if `may_sleep`.
    ///
    /// For an embedder that has a loop of its own: it calls this when
    /// [`EventLoop::next_wake`] has passed or [`super::Remote::on_wake`] told it to.
    /// Returns whether something still keeps the loop alive.
    ///
    /// # Errors
    ///
    /// The [`Stop`] when the script asked for its end or an error went uncaught.
    pub fn run_once(&self, context: &mut Context, may_sleep: bool) -> Result<bool, Stop> {
        frame::run_in_own_frame(context, |context| self.turn(context, may_sleep))
    }

    fn turn(&self, context: &mut Context, may_sleep: bool) -> Result<bool, Stop> {
        self.run_microtasks(context)?;
        if may_sleep {
            self.sleep();
        }
        self.run_arrivals(context)?;
        self.run_immediates(context)?;
        self.run_timers(context)?;
        Ok(self.has_work())
    }

    /// Whether something keeps the loop alive.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.exit_requested().is_none()
            && (self.has_microtasks()
                || self.timers.borrow().keeps_alive()
                || self.immediates.borrow().keeps_alive()
                || !self.generic_jobs.borrow().is_empty()
                || self.async_jobs.borrow().keeps_alive()
                || self.inbox.keeps_alive())
    }

    fn has_microtasks(&self) -> bool {
        !self.microtasks.borrow().is_empty()
            || !self.ticks.borrow().is_empty()
            || !self.rejections.borrow().is_empty()
            || self.async_jobs.borrow().has_fresh()
    }

    /// How long a caller may wait before it runs the next turn, unless the loop is woken.
    ///
    /// Zero when there is work now; `None` when only a wake can bring some.
    #[must_use]
    pub fn next_wake(&self) -> Option<Duration> {
        let busy = self.has_microtasks()
            || self.immediates.borrow().keeps_alive()
            || !self.generic_jobs.borrow().is_empty()
            || self.inbox.has_arrivals();
        if busy {
            return Some(Duration::ZERO);
        }
        let expiry = self.timers.borrow().next_expiry()?;
        Some(Duration::from_millis(expiry).saturating_sub(self.age()))
    }

    /// Has the task behind `driver` woken, once, when the loop has something new to do:
    /// for a caller that runs turns as a future. `None` for nobody.
    pub fn set_driver(&self, driver: Option<Waker>) {
        self.inbox.set_driver(driver);
    }

    fn sleep(&self) {
        if !self.has_work() {
            return;
        }
        match self.next_wake() {
            Some(Duration::ZERO) => {}
            limit => self.inbox.sleep(limit),
        }
    }

    /// What other threads posted, async jobs that were woken, generic jobs of the engine.
    fn run_arrivals(&self, context: &mut Context) -> Result<(), Stop> {
        self.run_posted(context)?;
        // Jobs woken meanwhile wait for the next turn, lest one that wakes itself starves the rest.
        for _ in 0..self.inbox.ready_jobs() {
            let Some(polled) = async_jobs::run_ready(&self.async_jobs, &self.inbox, context) else {
                break;
            };
            let ended = polled.map_or(Ok(()), |ended| ended.map(drop));
            self.settle_and_drain(ended, context)?;
        }
        let generic = self.generic_jobs.borrow().len();
        for _ in 0..generic {
            let next = self.generic_jobs.borrow_mut().pop_front();
            let ended = next.map_or(Ok(()), |job| job.call(context).map(drop));
            self.settle_and_drain(ended, context)?;
        }
        Ok(())
    }

    fn run_posted(&self, context: &mut Context) -> Result<(), Stop> {
        let mut posted = self.inbox.take_posted();
        while let Some(work) = posted.pop_front() {
            let ended = {
                let _span = job("arrival");
                work(context)
            };
            if let Err(stop) = self.settle_and_drain(ended, context) {
                self.inbox.put_back(posted);
                return Err(stop);
            }
        }
        Ok(())
    }

    /// After an error there is no drain: what waits for one runs after the next callback,
    /// or at the end of the phase, as in Node.
    fn settle_and_drain(&self, ended: JsResult<()>, context: &mut Context) -> Result<(), Stop> {
        match self.settle(ended, context)? {
            Flow::Completed => self.drain(context).map(drop),
            Flow::Threw => Ok(()),
        }
    }

    fn run_immediates(&self, context: &mut Context) -> Result<(), Stop> {
        self.immediates.borrow_mut().begin_batch();
        while let Some(id) = self.next_immediate() {
            let task = self.immediates.borrow_mut().take(id);
            let ended = task.map_or(Ok(()), |task| {
                let _span = job("immediate");
                task.run(context)
            });
            self.settle_and_drain(ended, context)?;
        }
        self.run_microtasks(context)
    }

    fn next_immediate(&self) -> Option<ImmediateId> {
        self.immediates.borrow().next_of_batch()
    }

    fn run_timers(&self, context: &mut Context) -> Result<(), Stop> {
        let mut sweep = Sweep::new(self.now());
        while let Some(id) = self.next_timer(&mut sweep) {
            self.fire(id, context)?;
        }
        self.run_microtasks(context)
    }

    fn next_timer(&self, sweep: &mut Sweep) -> Option<TimerId> {
        self.timers.borrow_mut().due(sweep)
    }

    fn fire(&self, id: TimerId, context: &mut Context) -> Result<(), Stop> {
        let fired = self.timers.borrow_mut().fire(id, Task::again);
        let Some(fired) = fired else {
            return Ok(());
        };
        let start = self.now();
        self.firing.set(Some(id));
        let ended = {
            let _span = job("timer");
            fired.payload.run(context)
        };
        let mut timers = self.timers.borrow_mut();
        timers.finish(id, fired.repeats, start);
        drop(timers);
        self.settle_and_drain(ended, context)?;
        self.firing.set(None);
        Ok(())
    }
}
