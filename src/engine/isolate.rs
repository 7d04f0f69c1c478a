//! One thread's collected heap together with its external memory.
//!
//! Boa's collector belongs to the thread, so all runtimes of a thread share
//! one isolate.

use super::collector::{Collector, Totals};
use super::events::{Collection, Event, Observer, Observers, Reason};
use crate::memory::pressure::{Figures, Outcome, Pressure, Verdict};
use crate::memory::{IsolateMemory, SlabInfo, allocator, pressure, system};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;

thread_local! {
    static CURRENT: RefCell<Weak<Isolate>> = const { RefCell::new(Weak::new()) };
}

/// What an isolate holds at one moment. Sizes are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Everything of the isolate but its backing stores: objects, strings, code.
    pub heap_used: usize,
    /// The most `heap_used` has been.
    pub heap_total: usize,
    /// `array_buffers + reported`, exactly.
    pub external: usize,
    /// Live backing stores.
    pub array_buffers: usize,
    /// What the host reported for its own native objects.
    pub reported: usize,
    /// Slabs and extents that hold live stores, plus free ones still warm.
    pub committed: usize,
    /// Growth of `external` that makes a collection due.
    pub soft_limit: usize,
    /// What `external` may not pass.
    pub hard_limit: usize,
    /// Sums over all collections.
    pub collections: Totals,
    /// Time since the isolate began.
    pub age: Duration,
}

/// One thread's collected heap together with its external memory.
#[derive(Debug)]
pub struct Isolate {
    memory: Arc<IsolateMemory>,
    collector: Collector,
    observers: Observers,
    pressure: RefCell<Pressure>,
    heap_before: usize,
    zero_fill: Cell<bool>,
}

impl Isolate {
    /// The running thread's isolate, made if there is none.
    #[must_use]
    pub fn of_this_thread() -> Rc<Self> {
        if let Some(isolate) = Self::current() {
            return isolate;
        }
        let isolate = Rc::new(Self::new());
        isolate.memory.bind(safe_point);
        CURRENT.set(Rc::downgrade(&isolate));
        isolate
    }

    /// The running thread's isolate, if it has one.
    #[must_use]
    pub fn current() -> Option<Rc<Self>> {
        CURRENT
            .try_with(|current| current.try_borrow().ok()?.upgrade())
            .ok()
            .flatten()
    }

    fn new() -> Self {
        let memory = IsolateMemory::new();
        memory.set_hard_limit(default_hard_limit());
        // SAFETY: the ledger lives in the Arc beside the collector, which is
        // detached when the isolate is dropped.
        let collector = unsafe { Collector::attach(memory.ledger()) };
        let pressure = Pressure::default();
        memory.set_keep(pressure.ceiling());
        Self {
            memory,
            collector,
            observers: Observers::default(),
            pressure: RefCell::new(pressure),
            heap_before: allocator::heap_used(),
            zero_fill: Cell::new(false),
        }
    }

    /// Its external memory.
    #[must_use]
    pub fn memory(&self) -> &Arc<IsolateMemory> {
        &self.memory
    }

    /// The driver of its collections.
    #[must_use]
    pub fn collector(&self) -> &Collector {
        &self.collector
    }

    /// Adds a listener to its events.
    pub fn observe(&self, observer: Rc<dyn Observer>) {
        self.observers.add(observer);
    }

    /// Whether anyone listens.
    #[must_use]
    pub fn is_observed(&self) -> bool {
        self.observers.are_any()
    }

    /// Whether memory for `allocUnsafe` is zeroed too (Node's `--zero-fill-buffers`).
    #[must_use]
    pub fn zero_fills(&self) -> bool {
        self.zero_fill.get()
    }

    /// Sets [`Isolate::zero_fills`].
    pub fn set_zero_fill(&self, zero: bool) {
        self.zero_fill.set(zero);
    }

    /// Sets the growth in bytes that makes a collection due: the ceiling while
    /// collections are cheap.
    pub fn set_soft_limit(&self, bytes: usize) {
        self.pressure.replace(Pressure::new(bytes));
        self.memory.set_keep(bytes);
    }

    /// Sets the hard limit in bytes.
    pub fn set_hard_limit(&self, bytes: usize) {
        self.memory.set_hard_limit(bytes);
    }

    /// What it holds now.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.settle();
        let ledger = self.memory.ledger();
        let (array_buffers, reported) = (ledger.array_buffers(), ledger.reported());
        let heap = |bytes: usize| bytes.saturating_sub(self.heap_before);
        Usage {
            heap_used: heap(allocator::heap_used()),
            heap_total: heap(allocator::heap_peak()),
            external: array_buffers.saturating_add(reported),
            array_buffers,
            reported,
            committed: self.memory.committed(),
            soft_limit: self.pressure.borrow().step(),
            hard_limit: self.memory.hard_limit(),
            collections: self.collector.totals(),
            age: self.collector.age(),
        }
    }

    /// Every slab and extent.
    #[must_use]
    pub fn slabs(&self) -> Vec<SlabInfo> {
        self.memory.slabs()
    }

    /// Runs a collection.
    pub fn collect(&self, reason: Reason) -> Collection {
        self.collector.collect(reason, &self.observers)
    }

    /// Tells about collections that the engine started since the last telling.
    pub fn settle(&self) {
        self.collector.settle(&self.observers);
    }

    /// Adds `delta` bytes of a host's own native objects to the count and
    /// returns their new sum. Growth may make a collection due.
    pub fn adjust(&self, delta: i64) -> usize {
        let sum = self.memory.ledger().adjust(delta);
        if delta > 0 {
            self.before_allocation(0);
        }
        sum
    }

    /// The safe point: whether `request` bytes of backing store may be had,
    /// after a collection if one is due.
    pub fn before_allocation(&self, request: usize) -> bool {
        if self.collector.is_collecting() {
            return self.memory.fits(request);
        }
        let verdict = self.pressure.borrow().verdict(self.figures(request));
        match verdict {
            Verdict::Proceed => return true,
            Verdict::Collect => self.collect_under_pressure(Reason::ExternalMemoryPressure),
            Verdict::CollectOrRefuse => self.collect_under_pressure(Reason::HardLimit),
            Verdict::Refuse => {}
        }
        let fits = self.memory.fits(request);
        if !fits {
            self.observers.emit(&Event::Refused {
                requested: request,
                external: self.memory.ledger().external(),
                limit: self.memory.hard_limit(),
            });
        }
        fits
    }

    fn figures(&self, request: usize) -> Figures {
        let ledger = self.memory.ledger();
        Figures {
            external: ledger.external(),
            low: ledger.low(),
            request,
            hard_limit: self.memory.hard_limit(),
        }
    }

    fn collect_under_pressure(&self, reason: Reason) {
        let ran = self.collector.ran();
        let collection = self.collect(reason);
        // At the hard limit collections come as often as requests do, whatever
        // the step: nothing about it can be learned there.
        if reason == Reason::HardLimit {
            return;
        }
        self.pressure.borrow_mut().collected(Outcome {
            before: collection.external_before,
            after: collection.external_after,
            heap: collection.heap_after,
            pause: collection.pause,
            ran,
        });
    }
}

impl Drop for Isolate {
    fn drop(&mut self) {
        self.memory.unbind();
        self.collector.detach();
    }
}

fn safe_point(request: usize) -> bool {
    Isolate::current().is_none_or(|isolate| isolate.before_allocation(request))
}

/// Three quarters of the memory this process may use, so that a script which
/// keeps everything gets a RangeError before the system kills the process.
fn default_hard_limit() -> usize {
    thread_local! {
        static LIMIT: Cell<Option<usize>> = const { Cell::new(None) };
    }
    if let Some(limit) = LIMIT.get() {
        return limit;
    }
    let limit = system::memory_available_to_process().map_or(usize::MAX, |bytes| bytes / 4 * 3);
    LIMIT.set(Some(limit));
    limit
}

/// The default growth that makes a collection due, in bytes.
pub const DEFAULT_SOFT_LIMIT: usize = pressure::DEFAULT_STEP;
