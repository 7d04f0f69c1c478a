//! Runs collections, measures them, and notices those the engine starts itself.
//!
//! Boa keeps its figures private. A rooted probe with a hand-written `Trace`
//! is visited at the start of every collection; from there on the heap's
//! allocator is watched: frees while the engine is dropping boxes are the
//! sweep, and the first request after it is the box the engine collected for,
//! so the collection has ended.

use super::ballast;
use super::events::{Collection, Event, Observers, Reason};
use super::heap_growing::{HeapGrowing, Turn};
use super::thread_end::{self, Held};
use crate::memory::clock::Moment;
use crate::memory::{IsolateMemory, heap};
use boa_gc::{Finalize, Gc, Trace, Tracer};
use std::cell::{Cell, RefCell};
use std::time::Duration;

/// Sums over all collections of an isolate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Totals {
    /// Collections in all.
    pub collections: u64,
    /// Of those, the ones the engine started itself.
    pub by_engine: u64,
    /// Of those, the ones external memory pressure (soft or hard) started.
    pub by_pressure: u64,
    /// Time in all collections.
    pub time: Duration,
    /// Time in those that pressure started.
    pub pressure_time: Duration,
}

/// Figures at one moment of a collection the engine started.
#[derive(Debug, Clone, Copy)]
struct Snapshot {
    at: Moment,
    heap: usize,
    external: usize,
}

/// A collection of the engine's own that is not yet told about.
#[derive(Debug, Clone, Copy)]
struct Noticed {
    start: Snapshot,
    end: Option<Snapshot>,
    swept: bool,
}

thread_local! {
    /// Collections the probe has seen begin since the last settling. Written
    /// inside the allocator, so it holds no more than this.
    static NOTICED: Cell<Option<Noticed>> = const { Cell::new(None) };
    /// Earlier ones whose end is known, waiting to be told about.
    static ENDED: RefCell<Vec<Noticed>> = const { RefCell::new(Vec::new()) };
    static OURS: Cell<bool> = const { Cell::new(false) };
    /// When the last collection ended, ours or the engine's.
    static LAST_END: Cell<Option<Moment>> = const { Cell::new(None) };
    /// What the thread's heap taught; the engine's threshold outlives isolates.
    static GROWING: Cell<HeapGrowing> = const { Cell::new(HeapGrowing::new()) };
    /// The size of the heap at which ballast is due.
    static BALLAST_DUE: Cell<usize> = const { Cell::new(usize::MAX) };
    static WEIGHING: Cell<bool> = const { Cell::new(false) };
    /// Collections that have begun.
    static BEGUN: Cell<u64> = const { Cell::new(0) };
}

/// How many collections have begun on this thread, whoever started them. While the number
/// stays the same no object has gone, and no address of one has another owner.
///
/// It moves only where a collector is attached: on the threads of isolates.
pub fn begun() -> u64 {
    BEGUN.get()
}

/// A box that every collection visits.
#[derive(Debug)]
struct Probe;

impl Finalize for Probe {}

// SAFETY: the probe holds no `Gc`, so there is nothing to trace. The visit
// itself only writes thread-local cells.
unsafe impl Trace for Probe {
    unsafe fn trace(&self, _: &mut Tracer) {}

    unsafe fn trace_non_roots(&self) {
        BEGUN.set(BEGUN.get().wrapping_add(1));
        collection_begins();
    }

    fn run_finalizer(&self) {}
}

fn snapshot() -> Snapshot {
    Snapshot {
        at: Moment::now(),
        heap: heap::used(),
        external: IsolateMemory::current().map_or(0, |memory| memory.ledger().external()),
    }
}

fn collection_begins() {
    if OURS.get() {
        return;
    }
    put_aside();
    NOTICED.set(Some(Noticed {
        start: snapshot(),
        end: None,
        swept: false,
    }));
    if let Some(memory) = IsolateMemory::current() {
        memory.tick();
    }
    // SAFETY: `heap_touched` reads clocks, counters and plain cells, and writes such
    // cells: `tick` takes no lock that is held already, and the handle of the memory
    // that it drops is not the last, since the thread's binding has one.
    unsafe { heap::watch(heap_touched) };
}

/// Keeps the last collection for the telling. One whose end went unseen, because it
/// freed nothing, has ended before whatever comes now.
fn put_aside() {
    let Some(mut earlier) = NOTICED.take() else {
        return;
    };
    learn_kept(&earlier);
    earlier.end.get_or_insert(earlier.start);
    ENDED.with_borrow_mut(|ended| ended.push(earlier));
}

/// Called at each request to the heap's allocator while a collection runs.
fn heap_touched() {
    let Some(mut noticed) = NOTICED.get() else {
        heap::unwatch();
        return;
    };
    if !boa_gc::finalizer_safe() {
        noticed.swept = true;
        NOTICED.set(Some(noticed));
        return;
    }
    if noticed.swept {
        heap::unwatch();
        let end = snapshot();
        noticed.end = Some(end);
        NOTICED.set(Some(noticed));
        learn(noticed.start, end);
        collection_ends(end.at);
    }
}

/// Learns how far the heap may grow. Called within the allocator: plain arithmetic.
fn learn(start: Snapshot, end: Snapshot) {
    let Some(last) = LAST_END.get().filter(|_| !WEIGHING.get()) else {
        return;
    };
    change_growing(|growing| {
        growing.collected(Turn {
            before: start.heap,
            after: end.heap,
            pause: end.at.since(start.at),
            ran: start.at.since(last),
        });
    });
}

/// The same from one that freed nothing, whose end went unseen for that.
fn learn_kept(noticed: &Noticed) {
    if noticed.end.is_none() && !WEIGHING.get() {
        change_growing(|growing| growing.freed_nothing(noticed.start.heap));
    }
}

fn change_growing(change: impl FnOnce(&mut HeapGrowing)) {
    let mut growing = GROWING.get();
    change(&mut growing);
    BALLAST_DUE.set(growing.due());
    GROWING.set(growing);
}

/// A collection, ours or the engine's, has just ended: the count begins a new
/// low, and releases that follow are later than those of the collection.
fn collection_ends(at: Moment) {
    LAST_END.set(Some(at));
    if let Some(memory) = IsolateMemory::current() {
        memory.collection_ended();
    }
}

/// The driver of one isolate's collections.
#[derive(Debug)]
pub struct Collector {
    began: Moment,
    totals: Cell<Totals>,
    last_end: Cell<Moment>,
    _probe: Held<Gc<Probe>>,
}

impl Collector {
    /// A collector over the heap of the running thread, which is bound to the memory
    /// that its stores lie in.
    pub(super) fn attach() -> Self {
        let now = Moment::now();
        let probe = Held::new(Gc::new(Probe));
        ENDED.take();
        thread_end::watch();
        Self {
            began: now,
            totals: Cell::default(),
            last_end: Cell::new(now),
            _probe: probe,
        }
    }

    /// Limits growth of the heap between two of the engine's collections to `bytes`.
    pub fn set_heap_room(&self, bytes: usize) {
        change_growing(|growing| growing.set_room(bytes));
    }

    /// Stops looking at the heap.
    pub(super) fn detach(&self) {
        heap::unwatch();
        NOTICED.set(None);
    }

    /// Sums over all collections so far, the engine's own included.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals.get()
    }

    /// When the isolate began: all times of events count from here.
    #[must_use]
    pub fn began(&self) -> Moment {
        self.began
    }

    /// Time since the isolate began.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// How long the script has run since the last collection we started.
    #[must_use]
    pub fn ran(&self) -> Duration {
        self.last_end.get().elapsed()
    }

    /// Whether a collection of ours is running.
    #[must_use]
    pub fn is_collecting(&self) -> bool {
        OURS.get()
    }

    /// Whether the engine is about to collect, and would do so less often with a
    /// higher threshold.
    #[must_use]
    pub fn is_ballast_due(&self) -> bool {
        heap::used() >= BALLAST_DUE.get()
    }

    /// Raises the engine's threshold. It collects meanwhile, more than once perhaps.
    pub fn raise_threshold(&self) {
        put_aside();
        let wanted = GROWING.get().ballast_wanted();
        WEIGHING.set(true);
        let allocated = ballast::hold_for_a_moment(wanted);
        put_aside();
        heap::unwatch();
        WEIGHING.set(false);
        change_growing(|growing| growing.weighed(allocated));
    }

    /// Runs a collection and tells about it. The bytes of dead stores have
    /// left the ledger when this returns.
    pub fn collect(&self, reason: Reason, observers: &Observers) -> Collection {
        self.settle(observers);
        observers.drain();
        let start = snapshot();
        if let Some(memory) = IsolateMemory::current() {
            memory.tick();
        }
        OURS.set(true);
        boa_gc::force_collect();
        OURS.set(false);
        let end = snapshot();
        collection_ends(end.at);
        change_growing(HeapGrowing::emptied);
        self.last_end.set(end.at);
        self.tell(reason, start, end, observers)
    }

    /// Tells about collections the engine started since the last settling.
    pub fn settle(&self, observers: &Observers) {
        put_aside();
        heap::unwatch();
        let ended = ENDED.take();
        for noticed in ended {
            let end = noticed.end.unwrap_or(noticed.start);
            self.tell(Reason::Allocation, noticed.start, end, observers);
        }
    }

    fn tell(
        &self,
        reason: Reason,
        start: Snapshot,
        end: Snapshot,
        observers: &Observers,
    ) -> Collection {
        let pause = end.at.since(start.at);
        let collection = Collection {
            number: self.add(reason, pause),
            reason,
            started: start.at.since(self.began),
            pause,
            heap_before: start.heap,
            heap_after: end.heap,
            external_before: start.external,
            external_after: end.external,
        };
        // In the order of things: what came before it, what it freed, what came after.
        let at = collection.started;
        observers.drain_before(at);
        observers.emit(&Event::Collecting { at, reason });
        observers.drain_before(collection.ended());
        observers.emit(&Event::Collection(collection));
        collection
    }

    fn add(&self, reason: Reason, pause: Duration) -> u64 {
        let mut totals = self.totals.get();
        totals.collections += 1;
        totals.time += pause;
        match reason {
            Reason::Allocation => totals.by_engine += 1,
            Reason::ExternalMemoryPressure | Reason::HardLimit => {
                totals.by_pressure += 1;
                totals.pressure_time += pause;
            }
            Reason::Testing | Reason::LowMemory => {}
        }
        self.totals.set(totals);
        totals.collections
    }
}
