//! One thread's collected heap together with its external memory.
//!
//! Boa's collector belongs to the thread, so all runtimes of a thread share
//! one isolate.

use super::collector::{Collector, Totals};
use super::events::{Collection, Event, Limits, Observer, Observers, PressureNotice, Reason};
use super::heap_limit::HeapLimit;
use super::ledger_view::LedgerView;
use super::limiter::{Decision, Growth, MemoryLimiter, PressureLevel, Resource};
use super::pool_book::{PinnedStore, PoolBlock, PoolBook};
use super::sites::{Site, Sites};
use super::spans;
use super::watch::{self, End};
use crate::memory::movement::SiteId;
use crate::memory::pressure::{Figures, Outcome, Pressure, Verdict};
use crate::memory::{Binding, IsolateMemory, SlabInfo, heap, set_site, system};
use boa_engine::{JsNativeError, JsResult};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Movements that may wait before they are told.
const WAITING: u32 = 256;

/// Isolates that were made so far.
static ISOLATES: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static CURRENT: RefCell<Weak<Isolate>> = const { RefCell::new(Weak::new()) };
}

/// What an isolate holds at one moment. Sizes are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
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
    id: u64,
    memory: IsolateMemory,
    /// The thread uses `memory`, until this isolate is dropped.
    binding: RefCell<Option<Binding>>,
    collector: Collector,
    observers: Observers,
    pressure: RefCell<Pressure>,
    heap_before: usize,
    heap_limit: HeapLimit,
    limiter: RefCell<Option<Box<dyn MemoryLimiter>>>,
    zero_fill: Cell<bool>,
    sites: Sites,
    pool_book: PoolBook,
    /// Safe points since movements were last told.
    unreported: Cell<u32>,
    /// How short of memory the host says it is.
    level: Cell<PressureLevel>,
    /// Runtimes that use it.
    runtimes: Cell<u32>,
    /// What stores had taken in all when the memory was last found nearly full.
    looked: Cell<usize>,
}

impl Isolate {
    /// The running thread's isolate, made if there is none.
    #[must_use]
    pub fn of_this_thread() -> Rc<Self> {
        if let Some(isolate) = Self::current() {
            return isolate;
        }
        let isolate = Rc::new(Self::new());
        CURRENT.set(Rc::downgrade(&isolate));
        isolate
    }

    /// The running thread's isolate, for functions of scripts.
    ///
    /// # Errors
    ///
    /// When the thread has none.
    pub fn of_script() -> JsResult<Rc<Self>> {
        Self::current().ok_or_else(|| {
            JsNativeError::error()
                .with_message("slabjs: no isolate on this thread")
                .into()
        })
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
        let binding = Binding::new(&memory, safe_point);
        let collector = Collector::attach();
        collector.set_heap_room(default_hard_limit() / HEAP_ROOM);
        let pressure = Pressure::default();
        memory.set_keep(pressure.ceiling());
        Self {
            id: ISOLATES.fetch_add(1, Ordering::Relaxed) + 1,
            collector,
            observers: Observers::new(memory.clone()),
            pressure: RefCell::new(pressure),
            heap_before: heap::used(),
            heap_limit: HeapLimit::default(),
            limiter: RefCell::default(),
            zero_fill: Cell::new(false),
            sites: Sites::default(),
            pool_book: PoolBook::default(),
            unreported: Cell::new(0),
            level: Cell::new(PressureLevel::None),
            runtimes: Cell::new(0),
            looked: Cell::new(0),
            binding: RefCell::new(Some(binding)),
            memory,
        }
    }

    /// Its number: 1 for the first isolate of the process, never used again.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.id
    }

    /// Its external memory.
    #[must_use]
    pub(crate) fn memory(&self) -> &IsolateMemory {
        &self.memory
    }

    /// Figures of its external memory, for any thread.
    #[must_use]
    pub fn ledger(&self) -> LedgerView {
        LedgerView::new(self.memory.clone())
    }

    /// The driver of its collections.
    #[must_use]
    pub(crate) fn collector(&self) -> &Collector {
        &self.collector
    }

    /// Adds a listener to its events. It is told first what the ledger says
    /// where its movements begin ([`Event::Listening`]).
    pub fn observe(&self, observer: Rc<dyn Observer>) {
        self.settle();
        let unheard = self.memory.ledger().balance();
        let balance = match observer.wants().movements {
            true => self.memory.open_journal(self.collector.began()),
            false => None,
        };
        observer.on_event(&Event::Listening {
            at: self.collector.age(),
            balance: balance.unwrap_or(unheard),
            limits: self.limits(),
        });
        if observer.wants().sites.is_some() {
            for (id, site) in self.sites.all() {
                observer.on_event(&Event::Site { id, site });
            }
        }
        self.observers.add(observer);
        self.follow_wants();
    }

    /// Takes a listener off.
    pub(crate) fn unobserve(&self, observer: &Rc<dyn Observer>) {
        self.settle();
        self.observers.remove(observer);
        self.follow_wants();
    }

    /// Measures exactly what the listeners want.
    fn follow_wants(&self) {
        let wants = self.observers.wants();
        spans::set_wanted(wants.spans);
        self.sites.set_rate(wants.sites);
        if !wants.movements {
            self.memory.close_journal();
        }
    }

    /// Tells an event to everyone who listens, after all that happened before it.
    pub(super) fn tell(&self, event: &Event) {
        self.settle();
        self.observers.emit(event);
    }

    /// Where stores are asked for.
    #[must_use]
    pub(crate) fn sites(&self) -> &Sites {
        &self.sites
    }

    /// The pool's blocks and tracked views.
    #[must_use]
    pub(crate) fn pool_book(&self) -> &PoolBook {
        &self.pool_book
    }

    /// The blocks of the pool, oldest first.
    #[must_use]
    pub fn pool_blocks(&self) -> Vec<PoolBlock> {
        self.pool_book.blocks(&self.memory.pool_blocks())
    }

    /// Stores that are no blocks of the pool, with tracked views of parts of them.
    #[must_use]
    pub fn pinned_stores(&self) -> Vec<PinnedStore> {
        let mut stores = self.pool_book.pinned_stores();
        stores.retain(|store| self.memory.purpose(store.address).is_some());
        stores
    }

    /// The number of `site`. Observers are told of a new one.
    pub(crate) fn number_site(&self, site: impl Into<Rc<Site>>) -> SiteId {
        let (id, site, is_new) = self.sites.number(site.into());
        if is_new {
            self.observers.emit(&Event::Site { id, site });
        }
        id
    }

    /// The limits as they are now.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            soft: self.pressure.borrow().step(),
            hard: self.memory.hard_limit(),
        }
    }

    fn tell_limits(&self) {
        if self.observers.are_any() {
            self.tell(&Event::Limits {
                at: self.collector.age(),
                limits: self.limits(),
            });
        }
    }

    /// Whether anyone listens.
    #[must_use]
    pub fn is_observed(&self) -> bool {
        self.observers.are_any()
    }

    /// Whether memory for `allocUnsafe` is zeroed too (Node's `--zero-fill-buffers`).
    #[must_use]
    pub(crate) fn zero_fills(&self) -> bool {
        self.zero_fill.get()
    }

    /// Sets [`Isolate::zero_fills`].
    pub(crate) fn set_zero_fill(&self, zero: bool) {
        self.zero_fill.set(zero);
    }

    /// Sets the growth in bytes that makes a collection due: the ceiling while
    /// collections are cheap.
    pub fn set_soft_limit(&self, bytes: usize) {
        self.pressure.replace(Pressure::new(bytes));
        self.keep_what_is_needed();
        self.tell_limits();
    }

    /// What [`Isolate::set_soft_limit`] set.
    #[must_use]
    pub fn soft_limit(&self) -> usize {
        self.pressure.borrow().ceiling()
    }

    /// Sets the hard limit in bytes.
    pub fn set_hard_limit(&self, bytes: usize) {
        self.memory.set_hard_limit(bytes);
        self.tell_limits();
    }

    /// A runtime begins to use it.
    pub(crate) fn enter_runtime(&self) {
        self.runtimes.set(self.runtimes.get() + 1);
    }

    /// Runtimes that use it.
    #[must_use]
    pub fn runtimes(&self) -> u32 {
        self.runtimes.get()
    }

    /// A runtime is about to be dropped. When it is the last one, observers are
    /// told. There is no collection first: it would free what the program held at
    /// its end, which is what observers ask for.
    pub(crate) fn leave_runtime(&self) {
        let left = self.runtimes.get().saturating_sub(1);
        self.runtimes.set(left);
        if left == 0 && self.observers.are_any() {
            self.settle();
            self.tell(&Event::Ending {
                at: self.collector.age(),
            });
        }
    }

    /// Bytes of everything but backing stores.
    #[must_use]
    pub fn heap_used(&self) -> usize {
        heap::used().saturating_sub(self.heap_before)
    }

    /// Has `limiter` decide about growth from now on.
    pub(crate) fn set_limiter(&self, limiter: Box<dyn MemoryLimiter>) {
        let before = self.limiter.replace(Some(limiter));
        drop(before);
    }

    /// Whether a limiter decides about growth.
    #[must_use]
    pub(crate) fn has_limiter(&self) -> bool {
        self.limiter.borrow().is_some()
    }

    /// The limit of the heap: see [`HeapLimit`].
    #[must_use]
    pub(crate) fn heap_limit(&self) -> &HeapLimit {
        &self.heap_limit
    }

    /// Whether the heap has room for `bytes` more, perhaps after a collection.
    #[must_use]
    pub(crate) fn heap_fits(&self, bytes: usize) -> bool {
        if self.heap_limit.fits(bytes) {
            return true;
        }
        if self.collector.is_collecting() {
            return false;
        }
        self.collect(Reason::HardLimit);
        self.heap_limit.fits(bytes)
    }

    /// A run begins: what an earlier one left past the heap's limit is collected.
    pub(crate) fn begin_run(&self) {
        self.heap_limit.run_begins();
        if self.heap_limit.is_due() {
            self.collect(Reason::HardLimit);
        }
    }

    /// A place where a collection may run, whatever the script is doing: looks
    /// at the heap's limit, and ends the run under way when the live heap is past it.
    pub(crate) fn safe_point(&self) {
        if self.collector.is_ballast_due() && !self.heap_limit.is_set() {
            self.collector.raise_threshold();
        }
        if !self.heap_limit.is_due() || self.collector.is_collecting() {
            return;
        }
        self.collect(Reason::HardLimit);
        let growth = self.heap_limit.growth();
        if !growth.fits() && self.decide(&growth) != Decision::Allow {
            watch::end_current(End::HeapLimit);
        }
    }

    /// Tells how short of memory the host is: see [`PressureLevel`].
    pub fn notify_pressure(&self, level: PressureLevel) {
        self.level.set(level);
        self.keep_what_is_needed();
        if level > PressureLevel::None {
            self.collect(Reason::LowMemory);
        }
        if level == PressureLevel::Critical {
            self.memory.trim();
        }
    }

    fn decide(&self, growth: &Growth) -> Decision {
        // What a limiter allocates while it is asked is not its own to decide.
        if let Ok(mut limiter) = self.limiter.try_borrow_mut()
            && let Some(limiter) = limiter.as_mut()
        {
            return limiter.growing(growth);
        }
        match growth.fits() {
            true => Decision::Allow,
            false => Decision::Refuse,
        }
    }

    /// Whether `request` bytes may be added to external memory.
    fn admits(&self, request: usize) -> bool {
        let growth = Growth {
            resource: Resource::External,
            current: self.memory.ledger().external(),
            requested: request,
            limit: self.memory.hard_limit(),
        };
        match self.decide(&growth) {
            Decision::Allow => true,
            Decision::Refuse => false,
            Decision::End => {
                watch::end_current(End::MemoryLimit);
                false
            }
        }
    }

    /// What it holds now.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.settle();
        self.present_usage()
    }

    /// [`Isolate::usage`] without delivering pending events: for use inside an
    /// observer's callback.
    #[must_use]
    pub(crate) fn present_usage(&self) -> Usage {
        let ledger = self.memory.ledger();
        let (array_buffers, reported) = (ledger.array_buffers(), ledger.reported());
        Usage {
            heap_used: self.heap_used(),
            heap_total: heap::peak().saturating_sub(self.heap_before),
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

    /// Gives free slabs back to the system. Returns how many bytes went.
    pub fn trim(&self) -> usize {
        self.memory.trim()
    }

    /// Runs a collection.
    pub fn collect(&self, reason: Reason) -> Collection {
        let collection = self.collector.collect(reason, &self.observers);
        self.heap_limit.collected();
        collection
    }

    /// Tells about collections that the engine started since the last telling,
    /// and about all that happened to external memory.
    pub fn settle(&self) {
        self.collector.settle(&self.observers);
        self.observers.drain();
    }

    /// Adds `delta` bytes of a host's own native objects to the count and
    /// returns their new sum. Growth may make a collection due.
    pub fn adjust(&self, delta: i64) -> usize {
        let sum = self.memory.adjust(delta);
        if delta > 0 {
            self.before_allocation(0);
        }
        sum
    }

    /// Whether three quarters of what stores may take are taken, and an eighth of it was
    /// asked for since this was last so: then it pays to look for what only seems alive.
    pub(crate) fn is_nearly_full(&self) -> bool {
        let (ledger, limit) = (self.memory.ledger(), self.memory.hard_limit());
        let is_due = ledger.external() > limit / 4 * 3
            && ledger.total().saturating_sub(self.looked.get()) > limit / 8;
        if is_due {
            self.looked.set(ledger.total());
        }
        is_due
    }

    /// The safe point: whether `request` bytes of backing store may be had,
    /// after a collection if one is due.
    pub(crate) fn before_allocation(&self, request: usize) -> bool {
        if self.collector.is_collecting() {
            return self.memory.fits(request);
        }
        self.safe_point();
        if self.observers.are_any() {
            self.report_every_so_often();
        }
        let sampling = self.sites.is_sampling();
        let site = sampling.then(|| self.sites.announced(request)).flatten();
        let fits = self.may_have(request);
        if let Some(site) = site.filter(|_| fits) {
            set_site(self.number_site(site));
        }
        fits
    }

    /// Tells what happened, so that not too much of it waits.
    fn report_every_so_often(&self) {
        let unreported = self.unreported.get() + 1;
        self.unreported.set(unreported % WAITING);
        if unreported == WAITING {
            self.settle();
        }
    }

    fn may_have(&self, request: usize) -> bool {
        let verdict = self.pressure.borrow().verdict(self.figures(request));
        match verdict {
            Verdict::Proceed | Verdict::Refuse => {}
            Verdict::Collect => {
                self.collect_under_pressure(Reason::ExternalMemoryPressure, request);
            }
            Verdict::CollectOrRefuse => self.collect_under_pressure(Reason::HardLimit, request),
        }
        let admitted = self.admits(request);
        if !admitted {
            self.tell(&Event::Refused {
                requested: request,
                external: self.memory.ledger().external(),
                limit: self.memory.hard_limit(),
            });
        }
        admitted
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

    fn tell_pressure(&self, reason: Reason, requested: usize) {
        let ledger = self.memory.ledger();
        self.tell(&Event::Pressure(PressureNotice {
            at: self.collector.age(),
            reason,
            requested,
            external: ledger.external(),
            low: ledger.low(),
            limits: self.limits(),
        }));
    }

    fn collect_under_pressure(&self, reason: Reason, request: usize) {
        if self.observers.are_any() {
            self.tell_pressure(reason, request);
        }
        let ran = self.collector.ran();
        let collection = self.collect(reason);
        // At the hard limit collections come as often as requests do, whatever
        // the step: nothing about it can be learned there.
        if reason == Reason::HardLimit {
            return;
        }
        let before = self.pressure.borrow().step();
        self.pressure.borrow_mut().collected(Outcome {
            before: collection.external_before,
            after: collection.external_after,
            heap: collection.heap_after,
            pause: collection.pause,
            ran,
        });
        if self.pressure.borrow().step() != before {
            self.keep_what_is_needed();
            self.tell_limits();
        }
    }

    /// Has as many free pages stay warm as are asked for again before the next
    /// collection, unless the host is short of memory: beside a live set of a GiB,
    /// whose step is large, half of the run went into giving pages back to the system
    /// and getting them again.
    fn keep_what_is_needed(&self) {
        let pressure = self.pressure.borrow();
        self.memory.set_keep(match self.level.get() {
            PressureLevel::None => pressure.step().max(pressure.ceiling()),
            PressureLevel::Moderate => pressure.ceiling() / 8,
            PressureLevel::Critical => 0,
        });
    }
}

impl Drop for Isolate {
    fn drop(&mut self) {
        self.binding.take();
        self.heap_limit.lift();
        self.collector.detach();
        self.leave_nothing_warm();
    }
}

impl Isolate {
    /// Bytes that outlive the isolate keep no free pages with them.
    fn leave_nothing_warm(&self) {
        self.memory.set_keep(0);
        self.memory.trim();
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

/// The heap may grow by this fraction of [`default_hard_limit`] at most between two of
/// the engine's collections.
const HEAP_ROOM: usize = 4;
