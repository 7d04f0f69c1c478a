//! The one stream of events that traces, statistics and reports read.

use super::sites::Site;
use super::spans::Span;
use crate::memory::IsolateMemory;
use crate::memory::movement::{Balance, Movement, SiteId};
use crate::memory::movement_pages::MovementPages;
use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::rc::Rc;
use std::time::Duration;

/// Why a collection ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// External memory grew past the soft limit.
    ExternalMemoryPressure,
    /// A request did not fit the hard limit.
    HardLimit,
    /// The engine's own threshold on its boxes.
    Allocation,
    /// `gc()` of a script, or a host's `collect`.
    Testing,
    /// The host said memory is low.
    LowMemory,
}

impl Reason {
    /// The words that `--trace-gc` prints.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::ExternalMemoryPressure => "external memory pressure",
            Self::HardLimit => "hard limit",
            Self::Allocation => "allocation",
            Self::Testing => "testing",
            Self::LowMemory => "low memory notification",
        }
    }
}

/// One collection. Sizes are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Collection {
    /// 1 for the first of the isolate.
    pub number: u64,
    /// Why it ran.
    pub reason: Reason,
    /// When it began, since the isolate did.
    pub started: Duration,
    /// How long it took.
    pub pause: Duration,
    /// Heap (everything but backing stores) before it.
    pub heap_before: usize,
    /// Heap after it.
    pub heap_after: usize,
    /// External bytes before it.
    pub external_before: usize,
    /// External bytes after it.
    pub external_after: usize,
}

impl Collection {
    /// When it ended, since the isolate began.
    #[must_use]
    pub fn ended(&self) -> Duration {
        self.started + self.pause
    }

    /// External bytes that it freed.
    #[must_use]
    pub fn freed(&self) -> usize {
        self.external_before.saturating_sub(self.external_after)
    }
}

/// What an isolate allows its external memory, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Growth of external memory that makes a collection due.
    pub soft: usize,
    /// What external memory may not pass; `usize::MAX` for no limit.
    pub hard: usize,
}

/// Why a collection is due. Sizes are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PressureNotice {
    /// When, since the isolate began.
    pub at: Duration,
    /// The limit that was met.
    pub reason: Reason,
    /// What is asked for.
    pub requested: usize,
    /// External bytes live at that moment.
    pub external: usize,
    /// The least they have been since the last collection.
    pub low: usize,
    /// The limits.
    pub limits: Limits,
}

/// Something an instrument may want to know.
///
/// Times count from the beginning of the isolate, sizes are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The listener is told from here on: sums begin with these figures.
    Listening {
        /// When.
        at: Duration,
        /// What the ledger says.
        balance: Balance,
        /// The limits.
        limits: Limits,
    },
    /// A collection has begun. It is told when it is over, but before what
    /// it freed; [`Event::Collection`] follows.
    Collecting {
        /// When it began.
        at: Duration,
        /// Why it runs.
        reason: Reason,
    },
    /// A collection has ended.
    Collection(Collection),
    /// A request was refused because it can't fit the hard limit.
    Refused {
        /// Bytes asked for.
        requested: usize,
        /// External bytes live at that moment.
        external: usize,
        /// The hard limit.
        limit: usize,
    },
    /// A limit was met: a collection follows.
    Pressure(PressureNotice),
    /// A limit has changed, by a host or because the collector learned.
    Limits {
        /// When.
        at: Duration,
        /// The limits from now on.
        limits: Limits,
    },
    /// A store was made, freed or resized, memory was reported, a slab was
    /// born or has died.
    Moved(Movement),
    /// Stores are asked for at a place not seen before.
    Site {
        /// Its number, as [`Change::Allocated`](crate::memory::movement::Change::Allocated) gives it.
        id: SiteId,
        /// The place.
        site: Rc<Site>,
    },
    /// A script, a module or a job has begun or ended.
    Span(Span),
    /// The last runtime of the isolate is about to be taken down: what lives
    /// now is what the program has kept.
    Ending {
        /// When.
        at: Duration,
    },
}

/// What a listener wants to be told besides collections, refusals, pressure and
/// limits. What no listener wants is not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Wants {
    /// Movements of external memory: [`Event::Moved`].
    pub movements: bool,
    /// Scripts, modules, jobs: [`Event::Span`].
    pub spans: bool,
    /// Allocation sites of stores: the mean sampling interval, in bytes. 1 samples
    /// every store, `None` none.
    pub sites: Option<usize>,
}

impl Wants {
    /// All there is, with a sample every `sample` bytes.
    #[must_use]
    pub fn all(sample: usize) -> Self {
        Self {
            movements: true,
            spans: true,
            sites: Some(sample.max(1)),
        }
    }

    /// These, and movements of external memory.
    #[must_use]
    pub fn with_movements(mut self) -> Self {
        self.movements = true;
        self
    }

    /// These, and scripts, modules and jobs.
    #[must_use]
    pub fn with_spans(mut self) -> Self {
        self.spans = true;
        self
    }

    /// These, and the place of one store in about `sample` bytes.
    #[must_use]
    pub fn with_sites(mut self, sample: usize) -> Self {
        self.sites = Some(sample.max(1));
        self
    }

    fn and(self, other: Self) -> Self {
        Self {
            movements: self.movements | other.movements,
            spans: self.spans | other.spans,
            // The finer of two rates serves both.
            sites: match (self.sites, other.sites) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        }
    }
}

/// Listens to an isolate's events.
///
/// Called on the isolate's thread, never in the middle of a collection, in the
/// order in which things happened. It may be called from inside an allocation,
/// so it must not run scripts.
pub trait Observer: Debug {
    /// An event has happened.
    fn on_event(&self, event: &Event);

    /// Movements of external memory have happened, in this order. Unless it
    /// is overridden, each is told as an event of its own.
    fn on_movements(&self, movements: &[Movement]) {
        for &movement in movements {
            self.on_event(&Event::Moved(movement));
        }
    }

    /// What it wants to be told. Asked once, when it begins to listen.
    fn wants(&self) -> Wants {
        Wants::default()
    }
}

/// A listener that its creator keeps a reference to.
impl<T: Observer + ?Sized> Observer for Rc<T> {
    fn on_event(&self, event: &Event) {
        (**self).on_event(event);
    }

    fn on_movements(&self, movements: &[Movement]) {
        (**self).on_movements(movements);
    }

    fn wants(&self) -> Wants {
        (**self).wants()
    }
}

impl<T: Observer + ?Sized> Observer for Box<T> {
    fn on_event(&self, event: &Event) {
        (**self).on_event(event);
    }

    fn on_movements(&self, movements: &[Movement]) {
        (**self).on_movements(movements);
    }

    fn wants(&self) -> Wants {
        (**self).wants()
    }
}

/// Who listens. State of one isolate.
#[derive(Debug)]
pub struct Observers {
    list: RefCell<Vec<Rc<dyn Observer>>>,
    any: Cell<bool>,
    wants: Cell<Wants>,
    memory: IsolateMemory,
    /// `None` while listeners are told.
    reading: RefCell<Option<Reading>>,
}

impl Observers {
    /// Nobody listens to what happens to `memory`.
    #[must_use]
    pub fn new(memory: IsolateMemory) -> Self {
        Self {
            list: RefCell::default(),
            any: Cell::new(false),
            wants: Cell::default(),
            memory,
            reading: RefCell::default(),
        }
    }

    /// Adds a listener.
    pub fn add(&self, observer: Rc<dyn Observer>) {
        self.wants.set(self.wants.get().and(observer.wants()));
        self.list.borrow_mut().push(observer);
        self.any.set(true);
    }

    /// Takes a listener off.
    pub fn remove(&self, observer: &Rc<dyn Observer>) {
        let mut list = self.list.borrow_mut();
        list.retain(|other| !Rc::ptr_eq(other, observer));
        self.any.set(!list.is_empty());
        let wants = list.iter().map(Observer::wants);
        self.wants.set(wants.fold(Wants::default(), Wants::and));
    }

    /// Whether somebody listens.
    #[must_use]
    pub fn are_any(&self) -> bool {
        self.any.get()
    }

    /// What the listeners want, taken together.
    #[must_use]
    pub fn wants(&self) -> Wants {
        self.wants.get()
    }

    /// Tells everyone, in the order they were added.
    pub fn emit(&self, event: &Event) {
        if !self.any.get() {
            return;
        }
        // A listener may add another, so the list is not borrowed while they run.
        let listeners = self.list.borrow().clone();
        for listener in listeners {
            listener.on_event(event);
        }
    }

    /// Delivers all movements that were recorded so far.
    pub fn drain(&self) {
        self.drain_before(Duration::MAX);
    }

    /// Tells about the movements before `end`; later ones wait for the next time.
    pub fn drain_before(&self, end: Duration) {
        if !self.wants.get().movements {
            return;
        }
        // A listener that makes others drain finds nothing left to tell. Without
        // address space what happened stays in the journal.
        let Some(mut reading) = self.reading.take().or_else(Reading::new) else {
            return;
        };
        if self.tell_before(end, &mut reading) {
            reading.told = 0;
            reading.merged = self.memory.read_journal(&mut reading.pages);
            self.tell_before(end, &mut reading);
        }
        self.reading.replace(Some(reading));
    }

    /// Tells about what was read, up to `end`. Returns whether that was all.
    fn tell_before(&self, end: Duration, reading: &mut Reading) -> bool {
        let rest = reading.pages.as_slice().get(reading.told..);
        let rest = rest.unwrap_or_default();
        let count = rest.partition_point(|movement| movement.at < end);
        let (due, later) = rest.split_at(count);
        self.tell_movements(due);
        reading.told += count;
        if !later.is_empty() {
            return false;
        }
        let merged = reading.merged.take_if(|movement| movement.at < end);
        self.tell_movements(merged.as_slice());
        reading.merged.is_none()
    }

    fn tell_movements(&self, movements: &[Movement]) {
        if movements.is_empty() {
            return;
        }
        // A listener may add another, so the list is not borrowed while they run.
        let listeners = self.list.borrow().clone();
        for listener in listeners {
            listener.on_movements(movements);
        }
    }
}

/// Movements taken out of the journal. Those after the end of a drain wait
/// here for the next one.
#[derive(Debug)]
struct Reading {
    pages: MovementPages,
    told: usize,
    merged: Option<Movement>,
}

impl Reading {
    fn new() -> Option<Self> {
        Some(Self {
            pages: MovementPages::new()?,
            told: 0,
            merged: None,
        })
    }
}
